/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-store"

#include "ua-cache-private.h"

#include <string.h>

static gboolean
load_teams (UaCache  *self,
            GError  **error)
{
  g_autoptr (UaStatement) statement =
    ua_database_use (self->database, "SELECT id, name, kind, version FROM team ORDER BY position",
                     error);
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean found;

  if (statement == NULL || !ua_database_step (self->database, statement, &found, error))
    return FALSE;
  while (found)
    {
      g_autofree char *id = ua_statement_dup_text (statement, 0);
      g_autofree char *name = ua_statement_dup_text (statement, 1);
      g_autofree char *kind = ua_statement_dup_text (statement, 2);
      g_autofree char *version = ua_statement_dup_text (statement, 3);

      if (id != NULL)
        g_ptr_array_add (groups,
                         ua_group_new (id, name, ua_group_kind_from_token (kind), version));
      if (!ua_database_step (self->database, statement, &found, error))
        return FALSE;
    }
  g_ptr_array_unref (self->groups);
  self->groups = g_steal_pointer (&groups);
  return TRUE;
}

static gboolean
load_role_profiles (UaCache  *self,
                    GError  **error)
{
  g_autoptr (UaStatement) statement =
    ua_database_use (self->database,
                     "SELECT id, name, retired, version FROM role_profile ORDER BY position",
                     error);
  g_autoptr (GPtrArray) profiles = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean found;

  if (statement == NULL || !ua_database_step (self->database, statement, &found, error))
    return FALSE;
  while (found)
    {
      g_autofree char *id = ua_statement_dup_text (statement, 0);
      g_autofree char *name = ua_statement_dup_text (statement, 1);
      g_autofree char *version = ua_statement_dup_text (statement, 3);

      if (id != NULL)
        g_ptr_array_add (profiles,
                         ua_role_profile_new (id, name, sqlite3_column_int (statement, 2) != 0,
                                              version));
      if (!ua_database_step (self->database, statement, &found, error))
        return FALSE;
    }
  g_ptr_array_unref (self->role_profiles);
  self->role_profiles = g_steal_pointer (&profiles);
  return TRUE;
}

/**
 * ua_cache_load_groups:
 * @self: the cache
 * @error: return location for a #GError
 *
 * Reads groups and role profiles into memory; lists of what one can choose from need all of them.
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_cache_load_groups (UaCache  *self,
                      GError  **error)
{
  return load_teams (self, error) && load_role_profiles (self, error);
}

/* What groups and role profiles are written by: all there are at once, each with the place where to
 * show it, and with the members who carry its name. */
typedef struct
{
  const char *clear_sql;
  gboolean (*equal)  (gpointer   a,
                      gpointer   b);
  gboolean (*insert) (UaCache   *self,
                      gpointer   object,
                      guint      position,
                      GError   **error);
  gboolean (*rename) (UaCache   *self,
                      gpointer   object,
                      GError   **error);
} ListKind;

static gboolean
lists_equal (const ListKind *kind,
             GPtrArray      *a,
             GPtrArray      *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!kind->equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;
  return TRUE;
}

static gboolean
insert_list (UaCache         *self,
             const ListKind  *kind,
             GPtrArray       *objects,
             GError         **error)
{
  if (!ua_database_exec (self->database, kind->clear_sql, error))
    return FALSE;
  for (guint i = 0; i < objects->len; i++)
    if (!kind->insert (self, g_ptr_array_index (objects, i), i, error))
      return FALSE;
  return TRUE;
}

/* Writes @objects in place of those in @kept.  Also when they are the same, a member who came
 * meanwhile may carry no name, or an older one. */
static gboolean
write_list (UaCache         *self,
            const ListKind  *kind,
            GPtrArray      **kept,
            GPtrArray       *objects,
            GError         **error)
{
  gboolean same = lists_equal (kind, *kept, objects);
  gboolean success;

  if (!ua_cache_begin (self, error))
    return FALSE;
  success = same || insert_list (self, kind, objects, error);
  for (guint i = 0; i < objects->len && success; i++)
    success = kind->rename (self, g_ptr_array_index (objects, i), error);
  if (!ua_cache_end (self, success, error))
    return FALSE;
  if (same)
    return TRUE;
  self->changed = TRUE;
  g_ptr_array_unref (*kept);
  *kept = g_ptr_array_ref (objects);
  return TRUE;
}

static gboolean
groups_equal (gpointer a,
              gpointer b)
{
  return g_strcmp0 (ua_group_get_id (a), ua_group_get_id (b)) == 0 &&
         g_strcmp0 (ua_group_get_name (a), ua_group_get_name (b)) == 0 &&
         g_strcmp0 (ua_group_get_version (a), ua_group_get_version (b)) == 0 &&
         ua_group_get_kind (a) == ua_group_get_kind (b);
}

static gboolean
insert_group (UaCache   *self,
              gpointer   group,
              guint      position,
              GError   **error)
{
  UaStatement *statement =
    ua_database_use (self->database,
                     "INSERT INTO team (position, id, name, kind, version) VALUES (?, ?, ?, ?, ?)",
                     error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, position);
  ua_statement_bind_text (statement, 2, ua_group_get_id (group));
  ua_statement_bind_text (statement, 3, ua_group_get_name (group));
  ua_statement_bind_text (statement, 4, ua_group_kind_to_token (ua_group_get_kind (group)));
  ua_statement_bind_text (statement, 5, ua_group_get_version (group));
  return ua_database_run (self->database, statement, error);
}

/* A group that is called otherwise now is so with every member who is in it. */
static gboolean
rename_group (UaCache   *self,
              gpointer   group,
              GError   **error)
{
  static const UaField fields[] = {
    UA_FIELD_TEAMS, UA_FIELD_COACHED_TEAMS, UA_FIELD_GROUPS, UA_FIELD_SESSIONS,
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      UaWord *word = ua_words_find (self->words, fields[i], ua_group_get_id (group));

      if (word == NULL || g_strcmp0 (word->name, ua_group_get_name (group)) == 0)
        continue;
      if (!ua_words_rename (self->words, word, ua_group_get_name (group), error))
        return FALSE;
      ua_cache_forget_list_orders (self);
      self->changed = TRUE;
    }
  return TRUE;
}

/**
 * ua_cache_write_groups:
 * @self: the cache
 * @groups: (element-type UaGroup): all groups there are
 * @error: return location for a #GError
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_cache_write_groups (UaCache    *self,
                       GPtrArray  *groups,
                       GError    **error)
{
  static const ListKind kind = {
    "DELETE FROM team", groups_equal, insert_group, rename_group,
  };

  return write_list (self, &kind, &self->groups, groups, error);
}

static UaField
get_list_of (UaGroup    *group,
             const char *role)
{
  switch (ua_group_get_kind (group))
    {
    case UA_GROUP_KIND_TEAM:
      return g_strcmp0 (role, "coach") == 0 ? UA_FIELD_COACHED_TEAMS : UA_FIELD_TEAMS;
    case UA_GROUP_KIND_GROUP:
      return UA_FIELD_GROUPS;
    case UA_GROUP_KIND_SESSION:
      return UA_FIELD_SESSIONS;
    default:
      g_return_val_if_reached (UA_FIELD_TEAMS);
    }
}

static gboolean
remove_all_of (UaCache  *self,
               UaWord   *word,
               GError  **error)
{
  UaStatement *statement =
    ua_database_use (self->database, "DELETE FROM entry WHERE word = ?", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, word->id);
  return ua_database_run (self->database, statement, error);
}

static gboolean
add_member (UaCache            *self,
            UaGroup            *group,
            const UaReference  *member,
            GError            **error)
{
  UaStatement *statement;
  UaWord *word = NULL;
  UaWord *role = NULL;
  guint32 row;

  if (!ua_cache_find_row (self, member->id, &row, NULL, error))
    return FALSE;
  if (row == 0)
    return TRUE;
  statement = ua_database_use (self->database,
                               "INSERT INTO entry (row, position, word, role) VALUES (?1,"
                               "  (SELECT coalesce (max (position), -1) + 1 FROM entry"
                               "     WHERE row = ?1), ?2, ?3)", error);
  if (statement == NULL ||
      !ua_words_ensure (self->words, get_list_of (group, member->role), ua_group_get_id (group),
                        ua_group_get_name (group), &word, error) ||
      (member->role != NULL && *member->role != '\0' &&
       !ua_words_ensure (self->words, UA_WORD_ROLE, member->role, NULL, &role, error)))
    return FALSE;
  sqlite3_bind_int64 (statement, 1, row);
  sqlite3_bind_int64 (statement, 2, word->id);
  if (role != NULL)
    sqlite3_bind_int64 (statement, 3, role->id);
  else
    sqlite3_bind_null (statement, 3);
  return ua_database_run (self->database, statement, error);
}

/**
 * ua_cache_write_group_members:
 * @self: the cache
 * @group: a group
 * @members: (element-type UaReference): all who are in it, by member id; whom the cache does not
 *   know is left out
 * @error: return location for a #GError
 *
 * Says who is in a group, for servers whose members do not tell.
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_cache_write_group_members (UaCache  *self,
                              UaGroup  *group,
                              GArray   *members,
                              GError  **error)
{
  static const UaField fields[] = {
    UA_FIELD_TEAMS, UA_FIELD_COACHED_TEAMS, UA_FIELD_GROUPS, UA_FIELD_SESSIONS,
  };
  gboolean success = TRUE;

  if (!ua_cache_begin (self, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (fields) && success; i++)
    {
      UaWord *word = ua_words_find (self->words, fields[i], ua_group_get_id (group));

      success = word == NULL || remove_all_of (self, word, error);
    }
  for (guint i = 0; i < members->len && success; i++)
    success = add_member (self, group, &g_array_index (members, UaReference, i), error);
  ua_cache_forget_list_orders (self);
  self->changed = TRUE;
  return ua_cache_end (self, success, error);
}

static gboolean
role_profiles_equal (gpointer a,
                     gpointer b)
{
  return g_strcmp0 (ua_role_profile_get_id (a), ua_role_profile_get_id (b)) == 0 &&
         g_strcmp0 (ua_role_profile_get_name (a), ua_role_profile_get_name (b)) == 0 &&
         g_strcmp0 (ua_role_profile_get_version (a), ua_role_profile_get_version (b)) == 0 &&
         ua_role_profile_get_retired (a) == ua_role_profile_get_retired (b);
}

static gboolean
insert_role_profile (UaCache   *self,
                     gpointer   profile,
                     guint      position,
                     GError   **error)
{
  UaStatement *statement =
    ua_database_use (self->database,
                     "INSERT INTO role_profile (position, id, name, retired, version)"
                     "  VALUES (?, ?, ?, ?, ?)", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, position);
  ua_statement_bind_text (statement, 2, ua_role_profile_get_id (profile));
  ua_statement_bind_text (statement, 3, ua_role_profile_get_name (profile));
  sqlite3_bind_int (statement, 4, ua_role_profile_get_retired (profile) ? 1 : 0);
  ua_statement_bind_text (statement, 5, ua_role_profile_get_version (profile));
  return ua_database_run (self->database, statement, error);
}

static gboolean
rename_in_column (UaCache        *self,
                  UaRoleProfile  *profile,
                  UaField         id_field,
                  UaField         name_field,
                  const char     *sql,
                  GError        **error)
{
  UaWord *word = ua_words_find (self->words, id_field, ua_role_profile_get_id (profile));
  UaWord *name = NULL;
  UaStatement *statement;

  if (word == NULL || g_strcmp0 (word->name, ua_role_profile_get_name (profile)) == 0)
    return TRUE;
  if (!ua_words_rename (self->words, word, ua_role_profile_get_name (profile), error) ||
      !ua_words_ensure (self->words, name_field, ua_role_profile_get_name (profile), NULL, &name,
                        error))
    return FALSE;
  statement = ua_database_use (self->database, sql, error);
  if (statement == NULL)
    return FALSE;
  if (name != NULL)
    sqlite3_bind_int64 (statement, 1, name->id);
  else
    ua_statement_bind_text (statement, 1, ua_role_profile_get_name (profile));
  sqlite3_bind_int64 (statement, 2, word->id);
  ua_cache_forget_orders (self);
  self->changed = TRUE;
  return ua_database_run (self->database, statement, error);
}

/* Members carry the name of their role profile; when only that changes, the server does not give
 * them a new version. */
static gboolean
rename_role_profile (UaCache   *self,
                     gpointer   profile,
                     GError   **error)
{
  return rename_in_column (self, profile, UA_FIELD_ROLE_PROFILE, UA_FIELD_ROLE_PROFILE_NAME,
                           "UPDATE member SET role_profile_name = ? WHERE role_profile = ?",
                           error) &&
         rename_in_column (self, profile, UA_FIELD_AMBITION_ROLE, UA_FIELD_AMBITION_ROLE_NAME,
                           "UPDATE member SET ambition_role_name = ? WHERE ambition_role = ?",
                           error);
}

/**
 * ua_cache_write_role_profiles:
 * @self: the cache
 * @profiles: (element-type UaRoleProfile): all role profiles there are
 * @error: return location for a #GError
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_cache_write_role_profiles (UaCache    *self,
                              GPtrArray  *profiles,
                              GError    **error)
{
  static const ListKind kind = {
    "DELETE FROM role_profile", role_profiles_equal, insert_role_profile, rename_role_profile,
  };

  return write_list (self, &kind, &self->role_profiles, profiles, error);
}
