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
gboolean ua_dir_audit_get_mark       (UaDirDb           *db,
                                      gint64            *mark,
                                      GError           **error);
gboolean ua_dir_audit_describe_since (UaDirDb           *db,
                                      gint64             mark,
                                      JsonArray         *changes,
                                      GError           **error);

G_END_DECLS
