/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-kind.h"

#include "ua-dir-audit.h"
#include "ua-dir-functions.h"
#include "ua-dir-text.h"
#include "ua-json.h"
#include "ua-scim-error.h"
#include "ua-scim-urn.h"

/* Groups, teams and sessions.  Who is in them stands in a table of its own, so that a group of many
 * is not rewritten when one comes or goes. */

#define DEFAULT_KIND "group"

/* Rows of members to their roles, separated by spaces. */
static GHashTable *
new_roster (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

static void
set_roles (GHashTable *roster,
           gint64      id,
           const char *roles)
{
  g_hash_table_replace (roster, g_memdup2 (&id, sizeof id), g_strdup (roles));
}

static gboolean
refuse (GError      **error,
        const char   *detail)
{
  g_set_error_literal (error, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_VALUE, detail);
  return FALSE;
}

static gboolean
add_member (UaDirSave   *save,
            GHashTable  *roster,
            JsonObject  *member,
            GError     **error)
{
  const char *value = ua_dir_read_reference (member);
  const char *type = ua_json_get_string (member, "type");
  gint64 id;

  if (value == NULL)
    return refuse (error, "members: a value is missing");
  if (type != NULL && g_ascii_strcasecmp (type, "User") != 0)
    return refuse (error, "members.type: a group holds members only, no other groups");
  if (!ua_dir_find_row (save->db, UA_DIR_USER, value, &id, error))
    return FALSE;
  if (id == 0)
    return refuse (error, "members.value: there is no such member");
  set_roles (roster, id, "");
  return TRUE;
}

static gboolean
read_members (UaDirSave   *save,
              GHashTable  *roster,
              GError     **error)
{
  JsonArray *members = ua_json_get_array (save->object, "members");
  guint n = members != NULL ? json_array_get_length (members) : 0;

  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (members, i);

      if (!JSON_NODE_HOLDS_OBJECT (node))
        return refuse (error, "members: must be objects with a value");
      if (!add_member (save, roster, json_node_get_object (node), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
get_roles (UaDirSave  *save,
           gint64      member,
           char      **roles,
           GError    **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  gboolean row;

  if (!ua_dir_query_open (&query, save->db, error,
                          "SELECT roles FROM membership WHERE group_id = ? AND member = ?", "ii",
                          save->id, member) ||
      !ua_dir_query_step (&query, &row, error))
    return FALSE;
  *roles = row ? g_strdup (ua_dir_query_text (&query, 0)) : NULL;
  return TRUE;
}

static void
add_role (GHashTable *roster,
          gint64      id,
          const char *role)
{
  const char *before = g_hash_table_lookup (roster, &id);
  g_auto(GStrv) roles = g_strsplit (before, " ", -1);
  g_autofree char *lower = g_ascii_strdown (role, -1);
  g_autofree char *after = NULL;

  if (g_strv_contains ((const char *const *) roles, lower))
    return;
  after = *before == '\0' ? g_strdup (lower) : g_strconcat (before, " ", lower, NULL);
  set_roles (roster, id, after);
}

/* Who gets a role and was not in the group comes into it; the roles of those who have just left it
 * go with them (as in ua-dir-permit-group.c). */
static gboolean
take_role (UaDirSave   *save,
           GHashTable  *roster,
           const char  *value,
           const char  *role,
           GError     **error)
{
  g_autofree char *before = NULL;
  gint64 id;

  if (!ua_dir_find_row (save->db, UA_DIR_USER, value, &id, error))
    return FALSE;
  if (id == 0)
    return refuse (error, "memberRoles.value: there is no such member");
  if (!g_hash_table_contains (roster, &id))
    {
      if (!get_roles (save, id, &before, error))
        return FALSE;
      if (before != NULL)
        return TRUE;
      set_roles (roster, id, "");
    }
  add_role (roster, id, role);
  return TRUE;
}

static gboolean
read_roles (UaDirSave   *save,
            GHashTable  *roster,
            JsonObject  *extension,
            GError     **error)
{
  JsonArray *roles = ua_json_get_array (extension, "memberRoles");
  guint n = roles != NULL ? json_array_get_length (roles) : 0;

  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (roles, i);
      JsonObject *entry = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *value = entry != NULL ? ua_dir_read_reference (entry) : NULL;
      const char *role = entry != NULL ? ua_json_get_string (entry, "role") : NULL;

      if (value == NULL || role == NULL)
        return refuse (error, "memberRoles: value and role are both needed");
      if (!take_role (save, roster, value, role, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
prepare (UaDirSave  *save,
         GError    **error)
{
  const char *name = ua_json_get_string (save->object, "displayName");
  GHashTable *roster = new_roster ();
  JsonObject *extension = ua_json_get_object (save->object, UA_SCIM_URN_UA_GROUP);
  JsonObject *old = save->old != NULL ? ua_json_get_object (save->old, UA_SCIM_URN_UA_GROUP) : NULL;

  save->state = roster;
  save->state_free = (GDestroyNotify) g_hash_table_unref;
  if (name == NULL || *name == '\0')
    return refuse (error, "displayName: must not be empty");
  /* A group sent whole by a client that does not know the extension keeps what is in it. */
  if (extension == NULL && save->replace && old != NULL)
    {
      extension = ua_json_copy_object (old);
      json_object_set_object_member (save->object, UA_SCIM_URN_UA_GROUP, extension);
    }
  if (extension == NULL)
    {
      extension = json_object_new ();
      json_object_set_object_member (save->object, UA_SCIM_URN_UA_GROUP, extension);
    }
  /* What a PATCH takes away stays away; it is a group all the same. */
  if (ua_json_get_string (extension, "kind") == NULL && (save->old == NULL || save->replace))
    json_object_set_string_member (extension, "kind", DEFAULT_KIND);
  if (!read_members (save, roster, error) || !read_roles (save, roster, extension, error))
    return FALSE;
  json_object_set_member (extension, "memberRoles", ua_dir_text_roles ());
  json_object_set_member (save->object, "members", ua_dir_text_members ());
  save->display = g_strdup (name);
  return TRUE;
}

static gboolean
leave (UaDirSave  *save,
       gint64      member,
       GError    **error)
{
  g_autofree char *roles = NULL;

  if (!get_roles (save, member, &roles, error))
    return FALSE;
  return roles == NULL ||
         (ua_dir_db_run (save->db, error,
                         "DELETE FROM membership WHERE group_id = ? AND member = ?", "ii",
                         save->id, member) &&
          ua_dir_audit_joined (save, member, roles, NULL, error));
}

static gboolean
join (UaDirSave   *save,
      gint64       member,
      const char  *roles,
      GError     **error)
{
  g_autofree char *before = NULL;

  if (!get_roles (save, member, &before, error))
    return FALSE;
  return g_strcmp0 (before, roles) == 0 ||
         (ua_dir_db_run (save->db, error,
                         "INSERT INTO membership (group_id, member, roles) VALUES (?, ?, ?)"
                         " ON CONFLICT (group_id, member) DO UPDATE SET roles = excluded.roles",
                         "iit", save->id, member, roles) &&
          ua_dir_audit_joined (save, member, before, roles, error));
}

/* Takes those out whom a change of a part names as having been there. */
static gboolean
remove_named (UaDirSave   *save,
              GHashTable  *roster,
              GError     **error)
{
  JsonArray *members = ua_json_get_array (save->old, "members");

  for (guint i = 0; members != NULL && i < json_array_get_length (members); i++)
    {
      const char *uid = ua_json_get_string (json_array_get_object_element (members, i), "value");
      gint64 id;

      if (!ua_dir_find_row (save->db, UA_DIR_USER, uid, &id, error) ||
          (!g_hash_table_contains (roster, &id) && !leave (save, id, error)))
        return FALSE;
    }
  return TRUE;
}

/* Takes those out who left; of the others the roster then has only what changes. */
static gboolean
remove_absent (UaDirSave   *save,
               GHashTable  *roster,
               GError     **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  g_autoptr(GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean row;

  if (!ua_dir_query_open (&query, save->db, error,
                          "SELECT member, roles FROM membership WHERE group_id = ?", "i",
                          save->id))
    return FALSE;
  for (;;)
    {
      gint64 id;
      const char *roles;

      if (!ua_dir_query_step (&query, &row, error))
        return FALSE;
      if (!row)
        break;
      id = ua_dir_query_int (&query, 0);
      roles = g_hash_table_lookup (roster, &id);
      if (roles == NULL)
        g_array_append_val (gone, id);
      else if (g_str_equal (roles, ua_dir_query_text (&query, 1)))
        g_hash_table_remove (roster, &id);
    }
  ua_dir_query_clear (&query);
  for (guint i = 0; i < gone->len; i++)
    if (!leave (save, g_array_index (gone, gint64, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
store (UaDirSave  *save,
       GError    **error)
{
  GHashTable *roster = save->state;
  JsonObject *extension = ua_json_get_object (save->object, UA_SCIM_URN_UA_GROUP);
  const char *kind = ua_json_get_string (extension, "kind");
  g_autofree char *key = ua_dir_key (save->display);
  GHashTableIter iter;
  gpointer id, roles;

  if (!ua_dir_db_run (save->db, error,
                      "INSERT INTO member_group (id, display_key, kind) VALUES (?, ?, ?)"
                      " ON CONFLICT (id) DO UPDATE SET display_key = excluded.display_key,"
                      " kind = excluded.kind",
                      "itt", save->id, key, kind != NULL ? kind : DEFAULT_KIND) ||
      !(save->part ? remove_named (save, roster, error) : remove_absent (save, roster, error)))
    return FALSE;
  g_hash_table_iter_init (&iter, roster);
  while (g_hash_table_iter_next (&iter, &id, &roles))
    if (!join (save, *(gint64 *) id, roles, error))
      return FALSE;
  return TRUE;
}

/* Whoever is in the group leaves it first, so that it stands in their history. */
static gboolean
remove_group (UaDirDb           *db,
              const UaDirActor  *actor,
              const char        *base_uri,
              gint64             id,
              JsonObject        *result,
              GError           **error)
{
  g_autoptr(GHashTable) nobody = new_roster ();
  g_autoptr(UaDirSave) save = ua_dir_save_load (db, actor, &ua_dir_group_kind, base_uri, id, error);

  json_object_set_string_member (result, "outcome", "erased");
  return save != NULL && remove_absent (save, nobody, error) &&
         ua_dir_audit_remove_row (db, actor, UA_DIR_GROUP, id, error);
}

const UaDirKind ua_dir_group_kind = {
  .type = UA_DIR_GROUP,
  .scim = &ua_scim_group_type,
  .table = "member_group",
  .columns = ua_dir_group_columns,
  .tables = ua_dir_group_tables,
  .prepare = prepare,
  .store = store,
  .remove = remove_group,
};
