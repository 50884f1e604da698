/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-db.h"

G_BEGIN_DECLS

gboolean ua_dir_owner_ensure (UaDirDb  *db,
                              gint64   *owner,
                              GError  **error);

G_END_DECLS
