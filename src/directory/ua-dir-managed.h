/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-kind.h"

G_BEGIN_DECLS

gboolean    ua_dir_managed_check (UaDirSave   *save,
                                  GError     **error);
GHashTable *ua_dir_managed_list  (UaDirDb     *db,
                                  gint64       member,
                                  GError     **error);

G_END_DECLS
