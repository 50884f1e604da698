/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-kind.h"

G_BEGIN_DECLS

gboolean   ua_dir_permit_create          (UaDirDb           *db,
                                          const UaDirActor  *actor,
                                          const UaDirKind   *kind,
                                          GError           **error);
gboolean   ua_dir_permit_change          (UaDirDb           *db,
                                          const UaDirActor  *actor,
                                          const UaDirKind   *kind,
                                          gint64             id,
                                          GError           **error);
gboolean   ua_dir_permit_remove          (UaDirDb           *db,
                                          const UaDirActor  *actor,
                                          const UaDirKind   *kind,
                                          gint64             id,
                                          GError           **error);
gboolean   ua_dir_permit_is_free         (const UaDirActor  *actor,
                                          gint64             id);
gboolean   ua_dir_permit_save            (UaDirSave         *save,
                                          GError           **error);
gboolean   ua_dir_permit_list_attributes (UaDirDb           *db,
                                          const UaDirActor  *actor,
                                          gint64             id,
                                          JsonArray         *paths,
                                          GError           **error);

G_END_DECLS
