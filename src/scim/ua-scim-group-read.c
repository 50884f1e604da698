/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-member.h"

#include "ua-error.h"
#include "ua-json-private.h"
#include "ua-scim-field-private.h"
#include "ua-scim-urn.h"

static char *
read_required_id (JsonObject  *resource,
                  const char  *path,
                  GError     **error)
{
  char *id = ua_scim_read_token (ua_json_get (resource, "id"));

  if (id == NULL)
    g_set_error (error, UA_ERROR, UA_ERROR_PROTOCOL, "%s%sid is missing or unusable",
                 path != NULL ? path : "", path != NULL ? "." : "");
  return id;
}

static char *
read_version (JsonObject *resource)
{
  return ua_scim_read_token (ua_json_get (ua_json_get_object (resource, "meta"), "version"));
}

static void
clear_reference (gpointer data)
{
  UaReference *reference = data;

  g_clear_pointer (&reference->id, g_free);
  g_clear_pointer (&reference->name, g_free);
  g_clear_pointer (&reference->role, g_free);
}

/* Who has which role, from the extension. */
static GHashTable *
read_roles (JsonObject *resource)
{
  GHashTable *roles = g_hash_table_new (ua_json_hash_text, g_str_equal);
  JsonArray *array = ua_json_get_array (ua_json_get_object (resource, UA_SCIM_URN_UA_GROUP),
                                        "memberRoles");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *value = ua_json_get_string (object, "value");
      const char *role = ua_json_get_string (object, "role");

      if (value != NULL && role != NULL)
        g_hash_table_insert (roles, (gpointer) value, (gpointer) role);
    }
  return roles;
}

static void
add_member (GArray     *members,
            JsonNode   *node,
            GHashTable *roles)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *type = ua_json_get_string (object, "type");
  UaReference reference = { NULL, NULL, NULL };
  const char *role;

  /* A group within the group is no member. */
  if (type != NULL && g_ascii_strcasecmp (type, "Group") == 0)
    return;
  reference.id = ua_scim_read_token (object != NULL ? ua_json_get (object, "value") : node);
  if (reference.id == NULL)
    return;
  reference.name = ua_scim_read_text (ua_json_get (object, "display"));
  role = g_hash_table_lookup (roles, reference.id);
  reference.role = role != NULL ? g_ascii_strdown (role, 40) : NULL;
  g_array_append_val (members, reference);
}

/**
 * ua_scim_group_read:
 * @resource: a Group
 * @path: (nullable): where it stands, for the message
 * @error: where to put a #GError
 *
 * Reads a group tolerantly; without the extension it is a team.
 *
 * Returns: (transfer full) (nullable): the group; %NULL with %UA_ERROR_PROTOCOL when the id is
 *   missing
 *
 * Any thread.
 */
UaGroup *
ua_scim_group_read (JsonObject  *resource,
                    const char  *path,
                    GError     **error)
{
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  g_autofree char *version = NULL;
  g_autofree char *lower = NULL;
  const char *kind;

  g_return_val_if_fail (resource != NULL, NULL);

  id = read_required_id (resource, path, error);
  if (id == NULL)
    return NULL;
  name = ua_scim_read_text (ua_json_get (resource, "displayName"));
  version = read_version (resource);
  kind = ua_json_get_string (ua_json_get_object (resource, UA_SCIM_URN_UA_GROUP), "kind");
  lower = kind != NULL ? g_ascii_strdown (kind, 40) : NULL;
  return ua_group_new (id, name, ua_group_kind_from_token (lower), version);
}

/**
 * ua_scim_group_get_members:
 * @resource: a Group
 *
 * Reads who is in a group, with their roles where the server has the extension.  Groups within
 * the group and what has no id are left out.
 *
 * Returns: (transfer full) (element-type UaReference): the members, which the array frees
 *
 * Any thread.
 */
GArray *
ua_scim_group_get_members (JsonObject *resource)
{
  GArray *members = g_array_new (FALSE, FALSE, sizeof (UaReference));
  g_autoptr (GHashTable) roles = NULL;
  JsonNode *node;

  g_array_set_clear_func (members, clear_reference);
  g_return_val_if_fail (resource != NULL, members);

  roles = read_roles (resource);
  node = ua_json_get (resource, "members");
  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        add_member (members, json_array_get_element (array, i), roles);
    }
  else if (node != NULL)
    add_member (members, node, roles);
  return members;
}

/**
 * ua_scim_role_profile_read:
 * @resource: a RoleProfile
 * @path: (nullable): where it stands, for the message
 * @error: where to put a #GError
 *
 * Reads a role profile; one that does not say whether it is active is not retired.
 *
 * Returns: (transfer full) (nullable): the role profile; %NULL with %UA_ERROR_PROTOCOL when the id
 *   is missing
 *
 * Any thread.
 */
UaRoleProfile *
ua_scim_role_profile_read (JsonObject  *resource,
                           const char  *path,
                           GError     **error)
{
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  g_autofree char *version = NULL;
  gboolean active = TRUE;

  g_return_val_if_fail (resource != NULL, NULL);

  id = read_required_id (resource, path, error);
  if (id == NULL)
    return NULL;
  name = ua_scim_read_text (ua_json_get (resource, "displayName"));
  version = read_version (resource);
  ua_json_read_bool (ua_json_get (resource, "active"), &active);
  return ua_role_profile_new (id, name, !active, version);
}
