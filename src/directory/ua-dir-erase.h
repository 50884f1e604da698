/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-action.h"

G_BEGIN_DECLS

extern const UaDirAction ua_dir_erase_action;

gboolean ua_dir_erase_member (UaDirDb           *db,
                              const UaDirActor  *actor,
                              const char        *base_uri,
                              gint64             id,
                              JsonObject        *result,
                              GError           **error);

G_END_DECLS
