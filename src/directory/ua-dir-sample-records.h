/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-db.h"

G_BEGIN_DECLS

gboolean ua_dir_sample_fill_records (UaDirDb   *db,
                                     gint64     first_member,
                                     guint      n_members,
                                     GError   **error);

G_END_DECLS
