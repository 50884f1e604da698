/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-kind.h"

G_BEGIN_DECLS

char    *ua_dir_audit_describe       (JsonObject        *old,
                                      JsonObject        *now);
gboolean ua_dir_audit_saved          (UaDirSave         *save,
                                      GError           **error);
gboolean ua_dir_audit_joined         (UaDirSave         *save,
                                      gint64             member,
                                      const char        *before,
                                      const char        *after,
                                      GError           **error);
gboolean ua_dir_audit_removed        (UaDirDb           *db,
                                      const UaDirActor  *actor,
                                      UaDirType          type,
                                      const char        *uid,
                                      GError           **error);
gboolean ua_dir_audit_remove_row     (UaDirDb           *db,
                                      const UaDirActor  *actor,
                                      UaDirType          type,
                                      gint64             id,
                                      GError           **error);
char    *ua_dir_audit_make_bare      (const char        *text);
gboolean ua_dir_audit_get_mark       (UaDirDb           *db,
                                      gint64            *mark,
                                      GError           **error);
gboolean ua_dir_audit_describe_since (UaDirDb           *db,
                                      gint64             mark,
                                      JsonArray         *changes,
                                      GError           **error);

G_END_DECLS
