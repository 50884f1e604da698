/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-permit-private.h"

#include "ua-dir-rights.h"
#include "ua-dir-sight.h"
#include "ua-json.h"
#include "ua-scim-error.h"
#include "ua-scim-urn.h"

/* Who may change what of a group: with the right for the whole organisation everything; its admins
 * its name and who is in it; the instructors of a session the members and learners in it. */

static gboolean
forbid (GError      **error,
        const char   *detail)
{
  g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_FORBIDDEN, detail);
  return FALSE;
}

/* Ids of those in the group, to their roles as bits.  The role that one has without any is none. */
typedef enum
{
  LEARNER = 1 << 0,
  OTHER_ROLE = 1 << 1,
  COACH = 1 << 2,
  INSTRUCTOR = 1 << 3,
  ADMIN = 1 << 4,
} Roles;

static Roles
read_role (const char *role)
{
  static const struct
  {
    const char *name;
    Roles role;
  } roles[] = {
    { "member", 0 }, { "learner", LEARNER }, { "coach", COACH }, { "instructor", INSTRUCTOR },
    { "admin", ADMIN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    if (g_strcmp0 (role, roles[i].name) == 0)
      return roles[i].role;
  return OTHER_ROLE;
}

/* Who has a role is in the group, but for those who have just left it: their roles go with them. */
static GHashTable *
read_roster (JsonObject *object,
             GHashTable *before)
{
  GHashTable *roster = g_hash_table_new (g_str_hash, g_str_equal);
  JsonObject *extension = object != NULL ? ua_json_get_object (object, UA_SCIM_URN_UA_GROUP) : NULL;
  JsonArray *members = object != NULL ? ua_json_get_array (object, "members") : NULL;
  JsonArray *roles = extension != NULL ? ua_json_get_array (extension, "memberRoles") : NULL;

  for (guint i = 0; members != NULL && i < json_array_get_length (members); i++)
    {
      const char *uid = ua_dir_read_reference (json_array_get_object_element (members, i));

      if (uid != NULL)
        g_hash_table_insert (roster, (gpointer) uid, GUINT_TO_POINTER (0));
    }
  for (guint i = 0; roles != NULL && i < json_array_get_length (roles); i++)
    {
      JsonObject *entry = json_array_get_object_element (roles, i);
      const char *uid = ua_dir_read_reference (entry);
      gpointer roles_so_far = NULL;

      if (uid != NULL &&
          (g_hash_table_lookup_extended (roster, uid, NULL, &roles_so_far) || before == NULL ||
           !g_hash_table_contains (before, uid)))
        g_hash_table_insert (roster, (gpointer) uid,
                             GUINT_TO_POINTER (GPOINTER_TO_UINT (roles_so_far) |
                                               read_role (ua_json_get_string (entry, "role"))));
    }
  return roster;
}

/* One place in the group that is not what it was. */
static gboolean
check_place (UaDirPermit  *self,
             const char   *uid,
             gboolean      was_in,
             Roles         before,
             gboolean      is_in,
             Roles         after,
             GError      **error)
{
  UaDirSave *save = self->save;
  gint64 id;

  if (g_strcmp0 (uid, save->actor->uid) == 0)
    return (is_in && !was_in) || (after & ~before) != 0
      ? forbid (error, "Nobody gives themselves a place or a role in a group") : TRUE;
  if (!was_in)
    {
      if (!ua_dir_sight_find (save->db, save->actor, UA_DIR_USER, uid, &id, error))
        return FALSE;
      if (id == 0)
        {
          g_set_error_literal (error, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_VALUE,
                               "members.value: there is no such member");
          return FALSE;
        }
    }
  if (self->administers || ((before | after) & ~LEARNER) == 0)
    return TRUE;
  return forbid (error, "An instructor looks after the members and learners of the session only");
}

static gboolean
check_roster (UaDirPermit  *self,
              GError      **error)
{
  g_autoptr(GHashTable) before = read_roster (self->before, NULL);
  g_autoptr(GHashTable) after = read_roster (self->after, before);
  GHashTableIter iter;
  gpointer uid, roles;

  g_hash_table_iter_init (&iter, after);
  while (g_hash_table_iter_next (&iter, &uid, &roles))
    {
      gpointer old = NULL;
      gboolean was_in = g_hash_table_lookup_extended (before, uid, NULL, &old);

      if ((!was_in || old != roles) &&
          !check_place (self, uid, was_in, GPOINTER_TO_UINT (old), TRUE, GPOINTER_TO_UINT (roles),
                        error))
        return FALSE;
    }
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &uid, &roles))
    if (!g_hash_table_contains (after, uid) &&
        !check_place (self, uid, TRUE, GPOINTER_TO_UINT (roles), FALSE, 0, error))
      return FALSE;
  return TRUE;
}

static gboolean
check (UaDirPermit  *self,
       const char   *urn,
       const char   *name,
       JsonNode     *before,
       JsonNode     *after,
       GError      **error)
{
  if (g_str_equal (name, "members") || g_str_equal (name, "memberRoles"))
    return check_roster (self, error);
  if (self->governs || (self->administers && g_str_equal (name, "displayName")))
    return TRUE;
  g_set_error (error, UA_DIR_ERROR, UA_DIR_ERROR_FORBIDDEN,
               "%s: you do not have the right \"%s\"", name,
               ua_dir_right_to_string (UA_DIR_RIGHT_GROUPS));
  return FALSE;
}

/**
 * ua_dir_permit_begin_group:
 * @self: a change of a group, or a new one
 * @error: return location for an error
 *
 * Finds out what the actor is in the group.
 *
 * Returns: whether the change can be judged; else an error with what to answer
 */
gboolean
ua_dir_permit_begin_group (UaDirPermit  *self,
                           GError      **error)
{
  UaDirSave *save = self->save;
  gint64 admin = 0;

  self->check = check;
  self->governs = ua_dir_rights_has (save->actor, UA_DIR_RIGHT_GROUPS);
  if (!self->governs && save->id != 0 &&
      !ua_dir_db_get_int (save->db, &admin, error,
                          "SELECT instr (' ' || roles || ' ', ' admin ') > 0 FROM membership"
                          " WHERE group_id = ? AND member = ?", "ii", save->id, save->actor->id))
    return FALSE;
  self->administers = self->governs || admin != 0;
  return TRUE;
}
