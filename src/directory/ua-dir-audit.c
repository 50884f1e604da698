/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-audit.h"

#include "ua-dir-text.h"
#include "ua-json.h"
#include "ua-time.h"

#include <string.h>

/* What changes with every write, or is told by the line itself. */
static const char *const left_out[] = {
  "schemas", "id", "meta", "groups", "memberships", "memberCount", NULL
};

static void
add_change (JsonObject *changes,
            const char *name,
            JsonNode   *old,
            JsonNode   *now)
{
  JsonObject *change = json_object_new ();

  if (old != NULL)
    json_object_set_member (change, "old", json_node_copy (old));
  if (now != NULL)
    json_object_set_member (change, "new", json_node_copy (now));
  json_object_set_object_member (changes, name, change);
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

static void
compare (JsonObject *changes,
         const char *prefix,
         JsonObject *old,
         JsonObject *now)
{
  g_autoptr(GList) names = now != NULL ? json_object_get_members (now) : NULL;
  g_autoptr(GList) old_names = old != NULL ? json_object_get_members (old) : NULL;

  for (GList *l = old_names; l != NULL; l = l->next)
    if (now == NULL || !json_object_has_member (now, l->data))
      names = g_list_append (names, l->data);

  for (GList *l = names; l != NULL; l = l->next)
    {
      const char *name = l->data;
      JsonNode *before = old != NULL ? json_object_get_member (old, name) : NULL;
      JsonNode *after = now != NULL ? json_object_get_member (now, name) : NULL;
      g_autofree char *path = prefix != NULL ? g_strconcat (prefix, ":", name, NULL)
                                             : g_strdup (name);

      if (g_strv_contains (left_out, name))
        continue;
      if (g_str_equal (name, "password"))
        add_change (changes, path, NULL, NULL);
      else if (g_str_has_prefix (name, "urn:"))
        compare (changes, name,
                 before != NULL && JSON_NODE_HOLDS_OBJECT (before)
                   ? json_node_get_object (before) : NULL,
                 after != NULL && JSON_NODE_HOLDS_OBJECT (after)
                   ? json_node_get_object (after) : NULL);
      else if (is_same (before, after))
        continue;
      else if (before != NULL && after != NULL && JSON_NODE_HOLDS_ARRAY (before) &&
               JSON_NODE_HOLDS_ARRAY (after))
        add_array_change (changes, path, json_node_get_array (before),
                          json_node_get_array (after));
      else
        add_change (changes, path, before, after);
    }
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
 * ua_dir_audit_saved:
 * @save: what was written
 * @now: the resource as it is now
 * @error: return location for an error
 *
 * Notes who created or changed the resource, and what was before and is now.  A password is only
 * named.
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_audit_saved (UaDirSave   *save,
                    JsonObject  *now,
                    GError     **error)
{
  g_autoptr(JsonObject) changes = json_object_new ();
  g_autofree char *text = NULL;

  compare (changes, NULL, save->old, now);
  text = ua_dir_text_write (changes);
  return write_line (save->db, save->actor,
                     save->reason != NULL ? save->reason : save->old != NULL ? "change" : "create",
                     save->kind->type, save->uid, save->version, text, error);
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

static JsonNode *
parse_changes (const char  *text,
               GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));

  return ua_json_parse (bytes, NULL, error);
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
