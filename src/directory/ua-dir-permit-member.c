/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-permit-private.h"

#include "ua-dir-managed.h"
#include "ua-dir-rights.h"
#include "ua-dir-sight.h"
#include "ua-dir-users.h"
#include "ua-json.h"
#include "ua-scim-error.h"
#include "ua-scim-urn.h"

/* Who may change which attribute of a member: the member, who they report to, and who has the right
 * for the whole organisation. */

#define EXT UA_SCIM_URN_UA_USER

typedef enum
{
  FOR_RIGHT = 0,
  FOR_SELF = 1 << 0,       /* the member may too */
  FOR_MANAGER = 1 << 1,    /* whom the member reports to may too */
  SIGN_IN = 1 << 2,        /* who could set it could sign in as the member */
} Flags;

#define CONTACT (FOR_SELF | FOR_MANAGER)

typedef struct
{
  const char *urn;         /* (nullable) */
  const char *name;
  UaDirRight right;
  Flags flags;
} Rule;

/* What is not here takes the right to edit. */
static const Rule rules[] = {
  { NULL, "userName", UA_DIR_RIGHT_EDIT, FOR_SELF | SIGN_IN },
  { NULL, "emails", UA_DIR_RIGHT_EDIT, FOR_SELF | SIGN_IN },
  { NULL, "password", UA_DIR_RIGHT_PASSWORD, FOR_SELF | SIGN_IN },
  { NULL, "name", UA_DIR_RIGHT_EDIT, CONTACT },
  { NULL, "displayName", UA_DIR_RIGHT_EDIT, CONTACT },
  { NULL, "nickName", UA_DIR_RIGHT_EDIT, CONTACT },
  { NULL, "profileUrl", UA_DIR_RIGHT_EDIT, CONTACT },
  { NULL, "phoneNumbers", UA_DIR_RIGHT_EDIT, CONTACT },
  { NULL, "ims", UA_DIR_RIGHT_EDIT, CONTACT },
  { NULL, "photos", UA_DIR_RIGHT_EDIT, CONTACT },
  { NULL, "addresses", UA_DIR_RIGHT_EDIT, CONTACT },
  { NULL, "preferredLanguage", UA_DIR_RIGHT_EDIT, CONTACT },
  { NULL, "locale", UA_DIR_RIGHT_EDIT, CONTACT },
  { NULL, "timezone", UA_DIR_RIGHT_EDIT, CONTACT },
  { NULL, "title", UA_DIR_RIGHT_EDIT, FOR_MANAGER },
  { NULL, "active", UA_DIR_RIGHT_LIFE_CYCLE, FOR_RIGHT },
  { EXT, "accessLevel", UA_DIR_RIGHT_ACCESS, FOR_RIGHT },
  { EXT, "roleProfile", UA_DIR_RIGHT_EDIT, FOR_MANAGER },
  { EXT, "ambitionRole", UA_DIR_RIGHT_EDIT, FOR_MANAGER },
  { EXT, "labels", UA_DIR_RIGHT_EDIT, FOR_MANAGER },
  { EXT, "leavingDate", UA_DIR_RIGHT_LIFE_CYCLE, FOR_RIGHT },
  { EXT, "deletionDate", UA_DIR_RIGHT_ERASE, FOR_RIGHT },
};

static const Rule other = { NULL, "", UA_DIR_RIGHT_EDIT, FOR_RIGHT };

static const Rule *
find_rule (const char *urn,
           const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_strcmp0 (rules[i].urn, urn) == 0 && g_str_equal (rules[i].name, name))
      return &rules[i];
  return &other;
}

static gboolean
forbid (GError      **error,
        const char   *name,
        const char   *why)
{
  g_set_error (error, UA_DIR_ERROR, UA_DIR_ERROR_FORBIDDEN, "%s: %s", name, why);
  return FALSE;
}

static gboolean
check_rule (UaDirDb           *db,
            const UaDirActor  *actor,
            gint64             id,
            gboolean           reports,
            const Rule        *rule,
            const char        *name,
            GError           **error)
{
  if ((actor->id == id && (rule->flags & FOR_SELF) != 0) ||
      (reports && (rule->flags & FOR_MANAGER) != 0))
    return TRUE;
  if (!ua_dir_rights_has (actor, rule->right))
    {
      g_set_error (error, UA_DIR_ERROR, UA_DIR_ERROR_FORBIDDEN,
                   "%s: you do not have the right \"%s\"", name,
                   ua_dir_right_to_string (rule->right));
      return FALSE;
    }
  if ((rule->flags & SIGN_IN) != 0)
    return ua_dir_rights_check_not_above (db, actor, id, error);
  return rule->right == UA_DIR_RIGHT_EDIT ||
         ua_dir_rights_check_member (db, actor, rule->right, id, error);
}

static gboolean
check_in (UaDirPermit  *self,
          const Rule   *rule,
          const char   *name,
          GError      **error)
{
  return check_rule (self->save->db, self->save->actor, self->save->id, self->reports, rule, name,
                     error);
}

/* Whether the member reports to the actor. */
static gboolean
find_report (UaDirDb           *db,
             const UaDirActor  *actor,
             gint64             id,
             gboolean          *reports,
             GError           **error)
{
  gint64 manager = 0;

  if (actor->manages && id != 0 &&
      !ua_dir_db_get_int (db, &manager, error, "SELECT manager FROM member WHERE id = ?", "i", id))
    return FALSE;
  *reports = manager == actor->id;
  return TRUE;
}

static const char *
get_reference (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node)
    ? ua_dir_read_reference (json_node_get_object (node)) : NULL;
}

/* Who manages somebody sees and edits them; and the manager is somebody whom the actor may know
 * of. */
static gboolean
check_manager (UaDirSave   *save,
               const char  *uid,
               GError     **error)
{
  gint64 id = 0;

  if (g_strcmp0 (uid, save->actor->uid) == 0)
    return forbid (error, "manager", "nobody makes themselves somebody's manager");
  if (uid == NULL)
    return TRUE;
  if (!ua_dir_sight_find (save->db, save->actor, UA_DIR_USER, uid, &id, error))
    return FALSE;
  if (id != 0)
    return TRUE;
  g_set_error_literal (error, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_VALUE,
                       "manager.value: there is no such member");
  return FALSE;
}

/* Nobody gives others rights that they do not have, nor themselves any. */
static gboolean
check_given (UaDirPermit  *self,
             const char   *name,
             JsonNode     *value,
             GError      **error)
{
  UaDirSave *save = self->save;
  const char *uid = get_reference (value);
  guint rights = 0;

  if (g_str_equal (name, "accessLevel"))
    {
      rights = ua_dir_rights_of_access (ua_dir_access_from_string (ua_json_as_string (value)));
    }
  else if (g_str_equal (name, "roleProfile"))
    {
      gint64 profile;

      if (!ua_dir_find_row (save->db, UA_DIR_ROLE_PROFILE, uid, &profile, error) ||
          !ua_dir_rights_of_role (save->db, profile, &rights, error))
        return FALSE;
    }
  else if (g_str_equal (name, "manager"))
    {
      return check_manager (save, uid, error);
    }
  return ua_dir_rights_has_all (save->actor, rights) ||
         forbid (error, name, "this gives rights that you do not have");
}

static gboolean
check (UaDirPermit  *self,
       const char   *urn,
       const char   *name,
       JsonNode     *before,
       JsonNode     *after,
       GError      **error)
{
  const Rule *rule = find_rule (urn, name);
  gboolean is_new = self->before == NULL;

  /* The same is the same whether it is named by its value, its address or both. */
  if (get_reference (after) != NULL &&
      g_strcmp0 (get_reference (before), get_reference (after)) == 0)
    return TRUE;
  /* Who may create a member gives all that goes with it, but for access. */
  if ((!is_new || rule->right == UA_DIR_RIGHT_ACCESS) &&
      !(is_new && ua_dir_access_from_string (ua_json_as_string (after)) == UA_DIR_EMPLOYEE) &&
      !check_in (self, rule, name, error))
    return FALSE;
  return after == NULL || check_given (self, name, after, error);
}

/**
 * ua_dir_permit_begin_member:
 * @self: a change of a member, or a new one
 * @error: return location for an error
 *
 * Finds out what the member is to the actor.
 *
 * Returns: whether the change can be judged; else an error with what to answer
 */
gboolean
ua_dir_permit_begin_member (UaDirPermit  *self,
                            GError      **error)
{
  UaDirSave *save = self->save;

  self->check = check;
  return find_report (save->db, save->actor, save->id, &self->reports, error);
}

static void
list_schema (UaDirDb             *db,
             const UaDirActor    *actor,
             gint64               id,
             gboolean             reports,
             GHashTable          *managed,
             const UaScimSchema  *schema,
             JsonArray           *paths)
{
  const char *urn = schema != ua_dir_user_kind.scim->schema ? schema->urn : NULL;

  for (const UaScimAttribute *a = schema->attributes; a->name != NULL; a++)
    {
      g_autofree char *path = urn != NULL ? g_strconcat (urn, ":", a->name, NULL) : NULL;

      if (a->mutability != UA_SCIM_READ_ONLY &&
          !g_hash_table_contains (managed, path != NULL ? path : a->name) &&
          check_rule (db, actor, id, reports, find_rule (urn, a->name), a->name, NULL))
        json_array_add_string_element (paths, path != NULL ? path : a->name);
    }
}

/**
 * ua_dir_permit_list_attributes:
 * @db: a connection
 * @actor: who asks
 * @id: the row of a member whom @actor sees
 * @paths: where to add the paths of attributes
 * @error: return location for an error
 *
 * Finds out which attributes of a member the actor may change.
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_permit_list_attributes (UaDirDb           *db,
                               const UaDirActor  *actor,
                               gint64             id,
                               JsonArray         *paths,
                               GError           **error)
{
  const UaScimSchema *const *extensions = ua_dir_user_kind.scim->extensions;
  g_autoptr(GHashTable) managed = ua_dir_managed_list (db, id, error);
  gboolean reports;

  if (managed == NULL || !find_report (db, actor, id, &reports, error))
    return FALSE;
  list_schema (db, actor, id, reports, managed, ua_dir_user_kind.scim->schema, paths);
  for (gsize i = 0; extensions[i] != NULL; i++)
    list_schema (db, actor, id, reports, managed, extensions[i], paths);
  return TRUE;
}
