/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-audit.h"

#include "ua-dir-text.h"
#include "ua-json.h"
#include "ua-scim-urn.h"
#include "ua-time.h"

#include <string.h>

/* The history: a line for each write.  It is read as resources of a type of its own
 * (ua-dir-audit-events.c). */

/* What changes with every write, or is told by the line itself. */
static const char *const left_out[] = {
  "schemas", "id", "meta", "groups", "memberships", "memberCount", NULL
};

static void make_bare (JsonNode *node,
                       gboolean  names_member);

static void
bare_element_cb (JsonArray *array,
                 guint      n,
                 JsonNode  *node,
                 gpointer   user_data)
{
  gboolean *names_member = user_data;

  make_bare (node, *names_member);
}

/* Leaves of a reference to a member the id alone, so that no name stands in the history of somebody
 * else once the member is erased. */
static void
make_bare (JsonNode *node,
           gboolean  names_member)
{
  static const char *const filled_in[] = { "$ref", "display", "displayName", "type" };

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      json_array_foreach_element (json_node_get_array (node), bare_element_cb, &names_member);
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      const char *address = ua_json_get_string (object, "$ref");

      if (names_member || (address != NULL && strstr (address, "/Users/") != NULL))
        for (gsize i = 0; i < G_N_ELEMENTS (filled_in); i++)
          json_object_remove_member (object, filled_in[i]);
    }
}

static JsonNode *
copy_bare (JsonNode   *node,
           const char *name)
{
  JsonNode *copy = ua_json_copy_node (node);

  make_bare (copy, g_str_has_suffix (name, "manager") || g_str_equal (name, "members"));
  return copy;
}

static void
add_change (JsonObject *changes,
            const char *name,
            JsonNode   *old,
            JsonNode   *now)
{
  JsonObject *change = json_object_new ();

  if (old != NULL)
    json_object_set_member (change, "old", copy_bare (old, name));
  if (now != NULL)
    json_object_set_member (change, "new", copy_bare (now, name));
  json_object_set_object_member (changes, name, change);
}

static JsonNode *
parse_changes (const char  *text,
               GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));

  return ua_json_parse (bytes, NULL, error);
}

/* The text by which two values are told apart: without what the service fills in of references. */
static char *
make_text (JsonNode *node)
{
  g_autoptr(JsonNode) bare = json_node_copy (node);
  GString *text = g_string_new (NULL);

  if (JSON_NODE_HOLDS_OBJECT (node) &&
      json_object_has_member (json_node_get_object (node), "value"))
    {
      JsonObject *object = ua_json_copy_object (json_node_get_object (node));

      if (json_object_has_member (object, "$ref") || json_object_get_size (object) == 1)
        {
          json_object_remove_member (object, "$ref");
          json_object_remove_member (object, "display");
          json_object_remove_member (object, "displayName");
          json_object_remove_member (object, "type");
        }
      json_node_take_object (bare, object);
    }
  ua_dir_text_append_json (text, bare);
  return g_string_free (text, FALSE);
}

static gboolean
is_nothing (JsonNode *node)
{
  return node == NULL || (JSON_NODE_HOLDS_ARRAY (node) &&
                          json_array_get_length (json_node_get_array (node)) == 0);
}

static gboolean
is_same (JsonNode *before,
         JsonNode *after)
{
  g_autofree char *before_text = NULL;
  g_autofree char *after_text = NULL;

  if (is_nothing (before) || is_nothing (after))
    return is_nothing (before) && is_nothing (after);
  if (json_node_equal (before, after))
    return TRUE;
  before_text = make_text (before);
  after_text = make_text (after);
  return strcmp (before_text, after_text) == 0;
}

/* Those values of @from that are not in @others; a group of many is not written twice because one
 * comes. */
static JsonNode *
find_only_in (JsonArray *from,
              JsonArray *others)
{
  g_autoptr(GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonArray *only = json_array_new ();

  for (guint i = 0; i < json_array_get_length (others); i++)
    g_hash_table_add (texts, make_text (json_array_get_element (others, i)));
  for (guint i = 0; i < json_array_get_length (from); i++)
    {
      JsonNode *element = json_array_get_element (from, i);
      g_autofree char *text = make_text (element);

      if (!g_hash_table_contains (texts, text))
        json_array_add_element (only, json_node_copy (element));
    }
  return json_node_init_array (json_node_alloc (), only);
}

static void
add_array_change (JsonObject *changes,
                  const char *name,
                  JsonArray  *old,
                  JsonArray  *now)
{
  g_autoptr(JsonNode) gone = find_only_in (old, now);
  g_autoptr(JsonNode) come = find_only_in (now, old);

  if (is_nothing (gone) && is_nothing (come))
    return;
  add_change (changes, name, gone, come);
}

static void compare (JsonObject *changes,
                     const char *prefix,
                     JsonObject *old,
                     JsonObject *now);

static JsonObject *
get_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static void
compare_one (JsonObject *changes,
             const char *prefix,
             const char *name,
             JsonNode   *before,
             JsonNode   *after)
{
  g_autofree char *path = prefix != NULL ? g_strconcat (prefix, ":", name, NULL)
                                         : g_strdup (name);

  if (g_str_equal (name, "password"))
    add_change (changes, path, NULL, NULL);
  else if (g_str_has_prefix (name, "urn:"))
    compare (changes, name, get_object (before), get_object (after));
  else if (is_same (before, after))
    return;
  else if (before != NULL && after != NULL && JSON_NODE_HOLDS_ARRAY (before) &&
           JSON_NODE_HOLDS_ARRAY (after))
    add_array_change (changes, path, json_node_get_array (before), json_node_get_array (after));
  else
    add_change (changes, path, before, after);
}

static void
compare (JsonObject *changes,
         const char *prefix,
         JsonObject *old,
         JsonObject *now)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *before, *after;

  if (now != NULL)
    json_object_iter_init_ordered (&iter, now);
  while (now != NULL && json_object_iter_next_ordered (&iter, &name, &after))
    {
      before = old != NULL ? json_object_get_member (old, name) : NULL;
      if (before != after && !g_strv_contains (left_out, name))
        compare_one (changes, prefix, name, before, after);
    }
  if (old != NULL)
    json_object_iter_init_ordered (&iter, old);
  while (old != NULL && json_object_iter_next_ordered (&iter, &name, &before))
    if ((now == NULL || !json_object_has_member (now, name)) && !g_strv_contains (left_out, name))
      compare_one (changes, prefix, name, before, NULL);
}

static gboolean
write_line (UaDirDb           *db,
            const UaDirActor  *actor,
            const char        *action,
            UaDirType          type,
            const char        *uid,
            gint64             version,
            const char        *changes,
            GError           **error)
{
  return ua_dir_db_run (db, error,
                        "INSERT INTO audit (at, actor, action, type, target, version, changes)"
                        " VALUES (?, ?, ?, ?, ?, ?, ?)",
                        "ittitrt", ua_time_now (), actor != NULL ? actor->uid : NULL, action,
                        (gint64) type, uid, version, changes);
}

/**
 * ua_dir_audit_describe:
 * @old: (nullable): what a resource was
 * @now: what it is to be
 *
 * Returns: (transfer full): what was before and is now, as ua_dir_audit_saved() keeps it.  A
 *   password is only named.
 *
 * Any thread.
 */
char *
ua_dir_audit_describe (JsonObject *old,
                       JsonObject *now)
{
  g_autoptr(JsonObject) changes = json_object_new ();

  compare (changes, NULL, old, now);
  return ua_dir_text_write (changes);
}

/**
 * ua_dir_audit_saved:
 * @save: what was written
 * @error: return location for an error
 *
 * Notes who created or changed the resource, and what was before and is now.
 *
 * Returns: whether it succeeded
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_audit_saved (UaDirSave  *save,
                    GError    **error)
{
  const char *action = save->version > 1 ? "change" : "create";

  return write_line (save->db, save->actor, save->reason != NULL ? save->reason : action,
                     save->kind->type, save->uid, save->version, save->changes, error);
}

/**
 * ua_dir_audit_removed:
 * @db: a writing connection
 * @actor: (nullable): on whose behalf
 * @type: what it was
 * @uid: its id
 * @error: return location for an error
 *
 * Notes who removed the resource, and forgets what the audit knew of its values: these are personal
 * data.
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_audit_removed (UaDirDb           *db,
                      const UaDirActor  *actor,
                      UaDirType          type,
                      const char        *uid,
                      GError           **error)
{
  return ua_dir_db_run (db, error, "UPDATE audit SET changes = NULL WHERE target = ?", "t", uid) &&
         ua_dir_db_run (db, error,
                        "INSERT INTO tombstone (at, type, uid) VALUES (?, ?, ?)", "iit",
                        ua_time_now (), (gint64) type, uid) &&
         write_line (db, actor, "delete", type, uid, 0, NULL, error);
}

/**
 * ua_dir_audit_remove_row:
 * @db: a writing connection
 * @actor: (nullable): on whose behalf
 * @type: what it is
 * @id: its row
 * @error: return location for an error
 *
 * Removes a resource for good: with what the audit knew of its values, and with what stands in the
 * tables beside it.
 *
 * Returns: whether it succeeded
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_audit_remove_row (UaDirDb           *db,
                         const UaDirActor  *actor,
                         UaDirType          type,
                         gint64             id,
                         GError           **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  g_autofree char *uid = NULL;

  if (!ua_dir_query_open (&query, db, error, "SELECT uid FROM resource WHERE id = ?", "i", id) ||
      !ua_dir_query_step (&query, NULL, error))
    return FALSE;
  uid = g_strdup (ua_dir_query_text (&query, 0));
  ua_dir_query_clear (&query);
  return ua_dir_db_run (db, error, "DELETE FROM resource WHERE id = ?", "i", id) &&
         ua_dir_audit_removed (db, actor, type, uid, error);
}

/**
 * ua_dir_audit_make_bare:
 * @text: the changes of a line, as they are kept
 *
 * Takes the names of members out of a line that was written when they were still in there.
 *
 * Returns: (transfer full) (nullable): the changes without them; %NULL where @text is damaged
 *
 * Any thread.
 */
char *
ua_dir_audit_make_bare (const char *text)
{
  g_autoptr(JsonNode) node = parse_changes (text, NULL);
  JsonObjectIter iter;
  const char *name;
  JsonNode *change;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &change))
    {
      gboolean names_member = g_str_has_suffix (name, "manager") || g_str_equal (name, "members");
      JsonObjectIter sides;
      JsonNode *side;

      if (!JSON_NODE_HOLDS_OBJECT (change))
        return NULL;
      json_object_iter_init (&sides, json_node_get_object (change));
      while (json_object_iter_next (&sides, NULL, &side))
        make_bare (side, names_member);
    }
  return ua_dir_text_write (json_node_get_object (node));
}

/**
 * ua_dir_audit_joined:
 * @save: a group that is being written
 * @member: the row of a member
 * @before: (nullable): the roles in the group until now, with spaces between; %NULL for not in it
 * @after: (nullable): likewise from now on
 * @error: return location for an error
 *
 * Notes in the history of a member that it came into a group, left it, or is something else in it.
 *
 * Returns: whether it succeeded
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_audit_joined (UaDirSave   *save,
                     gint64       member,
                     const char  *before,
                     const char  *after,
                     GError     **error)
{
  static const char sql[] =
    "INSERT INTO audit (at, actor, action, type, target, changes)"
    " SELECT ?, ?, 'change', type, uid, json_object ('" UA_SCIM_URN_UA_USER ":memberships',"
    "  json_object ('old', json (CASE WHEN ?3 IS NULL THEN '[]'"
    "   ELSE json_array (json_object ('value', ?4, 'role', ?3)) END),"
    "  'new', json (CASE WHEN ?5 IS NULL THEN '[]'"
    "   ELSE json_array (json_object ('value', ?4, 'role', ?5)) END)))"
    " FROM resource WHERE id = ?6";

  return ua_dir_db_run (save->db, error, sql, "itttti", save->modified,
                        save->actor != NULL ? save->actor->uid : NULL,
                        before != NULL && *before == '\0' ? "member" : before, save->uid,
                        after != NULL && *after == '\0' ? "member" : after, member);
}

/**
 * ua_dir_audit_get_mark:
 * @db: a connection
 * @mark: (out): what ua_dir_audit_describe_since() takes
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_audit_get_mark (UaDirDb  *db,
                       gint64   *mark,
                       GError  **error)
{
  return ua_dir_db_get_int (db, mark, error, "SELECT ifnull (max (id), 0) FROM audit", "");
}

/**
 * ua_dir_audit_describe_since:
 * @db: a connection
 * @mark: what ua_dir_audit_get_mark() gave
 * @changes: where to add an object for each line written since: which resource, what became of it,
 *   and the old and new value of each attribute
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_audit_describe_since (UaDirDb    *db,
                             gint64      mark,
                             JsonArray  *changes,
                             GError    **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  gboolean row;

  if (!ua_dir_query_open (&query, db, error,
                          "SELECT action, type, target, changes FROM audit WHERE id > ?"
                          " ORDER BY id", "i", mark))
    return FALSE;
  for (;;)
    {
      JsonObject *change;
      const UaDirKind *kind;

      if (!ua_dir_query_step (&query, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      change = json_object_new ();
      json_array_add_object_element (changes, change);
      kind = ua_dir_kind_find_type ((UaDirType) ua_dir_query_int (&query, 1));
      json_object_set_string_member (change, "action", ua_dir_query_text (&query, 0));
      json_object_set_string_member (change, "resourceType", kind->scim->name);
      json_object_set_string_member (change, "value", ua_dir_query_text (&query, 2));
      if (!ua_dir_query_is_null (&query, 3))
        {
          JsonNode *node = parse_changes (ua_dir_query_text (&query, 3), error);

          if (node == NULL)
            return FALSE;
          json_object_set_member (change, "attributes", node);
        }
    }
}
