/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-kind.h"

G_BEGIN_DECLS

gboolean    ua_dir_sight_is_whole   (const UaDirActor  *actor);
const char *ua_dir_sight_get_sql    (const UaDirActor  *actor);
void        ua_dir_sight_bind       (const UaDirActor  *actor,
                                     UaDirQuery        *query);
gboolean    ua_dir_sight_sees       (UaDirDb           *db,
                                     const UaDirActor  *actor,
                                     UaDirType          type,
                                     gint64             id,
                                     gboolean          *sees,
                                     GError           **error);
gboolean    ua_dir_sight_refuse     (GError           **error);
gboolean    ua_dir_sight_find       (UaDirDb           *db,
                                     const UaDirActor  *actor,
                                     UaDirType          type,
                                     const char        *uid,
                                     gint64            *id,
                                     GError           **error);
gboolean    ua_dir_sight_check_kind (const UaDirActor  *actor,
                                     const UaDirKind   *kind,
                                     gboolean           list,
                                     GError           **error);
gboolean    ua_dir_sight_hide       (UaDirDb           *db,
                                     const UaDirActor  *actor,
                                     const UaDirKind   *kind,
                                     gint64             id,
                                     JsonObject        *object,
                                     GError           **error);

G_END_DECLS
