/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-db.h"

G_BEGIN_DECLS

/* After so many wrong passwords in a row a member is locked for so long (CC-11). */
#define UA_DIR_LOCK_FAILURES 5
#define UA_DIR_LOCK_MINUTES 30

gboolean ua_dir_lock_failed (UaDirDb     *db,
                             const char  *base_uri,
                             gint64       member,
                             gboolean    *locked,
                             GError     **error);
gboolean ua_dir_lock_passed (UaDirDb     *db,
                             gint64       member,
                             GError     **error);

G_END_DECLS
