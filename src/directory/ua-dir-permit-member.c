/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-permit-private.h"

#include "ua-dir-rights.h"
#include "ua-dir-users.h"
#include "ua-json.h"
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
check_rule (UaDirPermit  *self,
            const Rule   *rule,
            const char   *name,
            GError      **error)
{
  UaDirSave *save = self->save;
  gboolean own = save->actor->id == save->id;

  if ((own && (rule->flags & FOR_SELF) != 0) ||
      (self->reports && (rule->flags & FOR_MANAGER) != 0))
    return TRUE;
  if (!ua_dir_rights_has (save->actor, rule->right))
    {
      g_set_error (error, UA_DIR_ERROR, UA_DIR_ERROR_FORBIDDEN,
                   "%s: you do not have the right \"%s\"", name,
                   ua_dir_right_to_string (rule->right));
      return FALSE;
    }
  if ((rule->flags & SIGN_IN) != 0)
    return ua_dir_rights_check_not_above (save->db, save->actor, save->id, error);
  return rule->right == UA_DIR_RIGHT_EDIT ||
         ua_dir_rights_check_member (save->db, save->actor, rule->right, save->id, error);
}

static const char *
get_reference (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node)
    ? ua_json_get_string (json_node_get_object (node), "value") : NULL;
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
  else if (g_str_equal (name, "manager") && g_strcmp0 (uid, save->actor->uid) == 0)
    {
      return forbid (error, name, "nobody makes themselves somebody's manager");
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

  /* Who may create a member gives all that goes with it, but for access. */
  if ((!is_new || rule->right == UA_DIR_RIGHT_ACCESS) &&
      !(is_new && ua_dir_access_from_string (ua_json_as_string (after)) == UA_DIR_EMPLOYEE) &&
      !check_rule (self, rule, name, error))
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
  gint64 manager = 0;

  self->check = check;
  if (save->actor->manages && save->id != 0 &&
      !ua_dir_db_get_int (save->db, &manager, error, "SELECT manager FROM member WHERE id = ?",
                          "i", save->id))
    return FALSE;
  self->reports = manager == save->actor->id;
  return !save->no_password || check_rule (self, find_rule (NULL, "password"), "password", error);
}
