/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-ties.h"

/* How a member is tied to others: the permissions that come from relations and not from a checkbox
 * (WS-09), and what would miss the member (PE-08). */

static const struct
{
  const char *type;
  const char *sql;
} references[] = {
  { "reports", "SELECT count (*) FROM member WHERE manager = ?" },
  { "coachedTeam", "SELECT count (*) FROM membership s JOIN member_group g ON g.id = s.group_id"
                   " WHERE s.member = ? AND g.kind = 'team'"
                   " AND instr (' ' || s.roles || ' ', ' coach ') > 0" },
  { "group", "SELECT count (*) FROM membership WHERE member = ?" },
  { "openAssessment", "SELECT count (*) FROM record WHERE (subject = ?1 OR author = ?1) AND open"
                      " AND kind = 'assessment'" },
  { "openPlan", "SELECT count (*) FROM record WHERE (subject = ?1 OR author = ?1) AND open"
                " AND kind = 'plan'" },
  { "signOff", "SELECT json_extract (text, '$.\"urn:example:useradmin:scim:2.0:User\".signOff')"
               " = 'pending' FROM resource WHERE id = ?" },
  { "securityProfile", "SELECT count (*) FROM security_member WHERE holder = ?" },
};

/**
 * ua_dir_ties_add_references:
 * @db: a connection
 * @member: the row of a member
 * @values: where to add an object for each type of resource that refers to the member, with how
 *   many there are
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_ties_add_references (UaDirDb    *db,
                            gint64      member,
                            JsonArray  *values,
                            GError    **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (references); i++)
    {
      JsonObject *value;
      gint64 n;

      if (!ua_dir_db_get_int (db, &n, error, references[i].sql, "i", member))
        return FALSE;
      if (n == 0)
        continue;
      value = json_object_new ();
      json_object_set_string_member (value, "type", references[i].type);
      json_object_set_int_member (value, "count", n);
      json_array_add_object_element (values, value);
    }
  return TRUE;
}

/* Adds what a row of @query tells, leaving out what is NULL. */
static void
add_permission (JsonArray  *values,
                UaDirQuery *query)
{
  static const char *const names[] = { "value", "origin", "source", "display" };
  JsonObject *value = json_object_new ();

  for (int i = 0; i < (int) G_N_ELEMENTS (names); i++)
    if (!ua_dir_query_is_null (query, i))
      json_object_set_string_member (value, names[i], ua_dir_query_text (query, i));
  if (!ua_dir_query_is_null (query, 4))
    json_object_set_int_member (value, "count", ua_dir_query_int (query, 4));
  json_array_add_object_element (values, value);
}

/**
 * ua_dir_ties_add_permissions:
 * @db: a connection
 * @member: the row of a member
 * @values: where to add an object for each permission and where it comes from
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_ties_add_permissions (UaDirDb    *db,
                             gint64      member,
                             JsonArray  *values,
                             GError    **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  gboolean row;

  if (!ua_dir_query_open (&query, db, error,
                          "SELECT s.value, s.origin, x.uid, x.display, s.n"
                          " FROM " UA_DIR_PERMISSIONS " s LEFT JOIN resource x ON x.id = s.source"
                          " WHERE s.member = ?", "i", member))
    return FALSE;
  for (;;)
    {
      if (!ua_dir_query_step (&query, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      add_permission (values, &query);
    }
}
