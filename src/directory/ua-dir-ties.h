/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-db.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * UA_DIR_PERMISSIONS:
 *
 * The permissions of all members, in SQL: `member`, `value`, `origin`, `source` (a row, or NULL)
 * and `n` (how many report, or NULL).
 */
#define UA_DIR_PERMISSIONS \
  "(SELECT manager AS member, 'manager' AS value, 'reports' AS origin, NULL AS source," \
  "  count (*) AS n FROM member WHERE manager IS NOT NULL GROUP BY manager" \
  " UNION ALL SELECT author, role, iif (plan IS NOT NULL, 'plan', 'roleProfile')," \
  "  ifnull (plan, profile), NULL FROM record" \
  "  WHERE author IS NOT NULL AND kind = 'collaboration')"

gboolean ua_dir_ties_add_permissions (UaDirDb    *db,
                                      gint64      member,
                                      JsonArray  *values,
                                      GError    **error);
gboolean ua_dir_ties_add_references  (UaDirDb    *db,
                                      gint64      member,
                                      JsonArray  *values,
                                      GError    **error);

G_END_DECLS
