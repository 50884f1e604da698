/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-audit.h"

#include "ua-dir-text.h"
#include "ua-json.h"
#include "ua-time.h"

#include <string.h>

/* What changes with every write, or is told by the line itself. */
static const char *const left_out[] = { "schemas", "id", "meta", "groups", NULL };

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

      if (prefix == NULL && g_strv_contains (left_out, name))
        continue;
      if (g_str_equal (name, "password"))
        add_change (changes, path, NULL, NULL);
      else if (g_str_has_prefix (name, "urn:"))
        compare (changes, name,
                 before != NULL && JSON_NODE_HOLDS_OBJECT (before)
                   ? json_node_get_object (before) : NULL,
                 after != NULL && JSON_NODE_HOLDS_OBJECT (after)
                   ? json_node_get_object (after) : NULL);
      else if (before == NULL || after == NULL || !json_node_equal (before, after))
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
  return write_line (save->db, save->actor, save->old != NULL ? "change" : "create",
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
