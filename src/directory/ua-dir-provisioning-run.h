/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-kind.h"

G_BEGIN_DECLS

gboolean ua_dir_provisioning_run_note (UaDirDb           *db,
                                       const UaDirActor  *actor,
                                       const char        *source,
                                       JsonObject        *counts,
                                       JsonArray         *state_changes,
                                       char             **uid,
                                       GError           **error);

G_END_DECLS
