/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-kind.h"

G_BEGIN_DECLS

gboolean ua_dir_audit_saved   (UaDirSave         *save,
                               JsonObject        *now,
                               GError           **error);
gboolean ua_dir_audit_removed (UaDirDb           *db,
                               const UaDirActor  *actor,
                               UaDirType          type,
                               const char        *uid,
                               GError           **error);

G_END_DECLS
