/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writing what members are given from lists: groups and role profiles.  What is written is a
 * dictionary of type `a{sv}`: `name` (a text), of a group `kind` (team, group, session), of a role
 * profile `retired` (a boolean).
 */
#include "ua-scim-listed.h"

#include "ua-json.h"
#include "ua-scim-urn.h"

static void
set_schemas (JsonObject *object,
             const char *urn,
             const char *extension)
{
  JsonArray *schemas = json_array_new ();

  json_array_add_string_element (schemas, urn);
  if (extension != NULL)
    json_array_add_string_element (schemas, extension);
  json_object_set_array_member (object, "schemas", schemas);
}

/**
 * ua_scim_listed_to_post:
 * @kind: %UA_SCIM_LIST_GROUPS or %UA_SCIM_LIST_ROLE_PROFILES
 * @values: what it holds; `kind` only for a server that has the extension of groups
 *
 * Returns: (transfer full): the body of a POST (RFC 7644, section 3.3)
 *
 * Any thread.
 */
JsonNode *
ua_scim_listed_to_post (UaScimListKind  kind,
                        GVariant       *values)
{
  JsonObject *object = json_object_new ();
  const char *name = "";
  const char *group_kind = NULL;

  g_variant_lookup (values, "name", "&s", &name);
  g_variant_lookup (values, "kind", "&s", &group_kind);
  if (kind == UA_SCIM_LIST_GROUPS)
    set_schemas (object, UA_SCIM_URN_GROUP, group_kind != NULL ? UA_SCIM_URN_UA_GROUP : NULL);
  else
    set_schemas (object, UA_SCIM_URN_ROLE_PROFILE, NULL);
  json_object_set_string_member (object, "displayName", name);
  if (kind == UA_SCIM_LIST_GROUPS && group_kind != NULL)
    {
      JsonObject *extension = json_object_new ();

      json_object_set_string_member (extension, "kind", group_kind);
      json_object_set_object_member (object, UA_SCIM_URN_UA_GROUP, extension);
    }
  return ua_json_from_object (object);
}

static void
add_replace (JsonArray  *operations,
             const char *path,
             JsonNode   *value)
{
  JsonObject *operation = json_object_new ();

  json_object_set_string_member (operation, "op", "replace");
  json_object_set_string_member (operation, "path", path);
  json_object_set_member (operation, "value", value);
  json_array_add_object_element (operations, operation);
}

/**
 * ua_scim_listed_to_patch:
 * @kind: %UA_SCIM_LIST_GROUPS or %UA_SCIM_LIST_ROLE_PROFILES
 * @values: what is to be otherwise: `name`, `retired`
 *
 * Returns: (transfer full): the body of a PATCH (RFC 7644, section 3.5.2)
 *
 * Any thread.
 */
JsonNode *
ua_scim_listed_to_patch (UaScimListKind  kind,
                         GVariant       *values)
{
  JsonObject *object = json_object_new ();
  JsonArray *operations = json_array_new ();
  const char *name;
  gboolean retired;

  set_schemas (object, UA_SCIM_URN_PATCH_OP, NULL);
  if (g_variant_lookup (values, "name", "&s", &name))
    add_replace (operations, "displayName", json_node_init_string (json_node_alloc (), name));
  if (kind == UA_SCIM_LIST_ROLE_PROFILES && g_variant_lookup (values, "retired", "b", &retired))
    add_replace (operations, "active", json_node_init_boolean (json_node_alloc (), !retired));
  json_object_set_array_member (object, "Operations", operations);
  return ua_json_from_object (object);
}
