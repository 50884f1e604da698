/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-schema-private.h"

#include "ua-json.h"
#include "ua-scim-urn.h"

static const UaScimSchema *const user_extensions[] = {
  &ua_scim_enterprise_schema, &ua_scim_ua_user_schema, NULL
};
static const UaScimSchema *const group_extensions[] = { &ua_scim_ua_group_schema, NULL };
static const UaScimSchema *const no_extensions[] = { NULL };

const UaScimResourceType ua_scim_user_type = {
  "User", "/Users", "Members of the organisation", &ua_scim_user_schema, user_extensions
};
const UaScimResourceType ua_scim_group_type = {
  "Group", "/Groups", "Teams, groups and sessions", &ua_scim_group_schema, group_extensions
};
const UaScimResourceType ua_scim_role_profile_type = {
  "RoleProfile", "/RoleProfiles", "Jobs and positions", &ua_scim_role_profile_schema, no_extensions
};
const UaScimResourceType ua_scim_record_type = {
  "Record", "/Records", "What members did, and what was written about them",
  &ua_scim_record_schema, no_extensions
};
const UaScimResourceType ua_scim_audit_event_type = {
  "AuditEvent", "/AuditEvents", "Who changed what", &ua_scim_audit_event_schema, no_extensions
};

const UaScimResourceType ua_scim_setting_type = {
  "Setting", "/Settings", "What the organisation has decided", &ua_scim_setting_schema,
  no_extensions
};
const UaScimResourceType ua_scim_seat_type = {
  "Seat", "/Seats", "How many members the licence is for", &ua_scim_seat_schema, no_extensions
};

const UaScimResourceType ua_scim_security_profile_type = {
  "SecurityProfile", "/SecurityProfiles", "Named sets of rights", &ua_scim_security_profile_schema,
  no_extensions
};

const UaScimResourceType ua_scim_message_type = {
  "Message", "/Messages", "Mails to members", &ua_scim_message_schema, no_extensions
};
const UaScimResourceType ua_scim_invitation_type = {
  "Invitation", "/Invitations", "Offers of an account that are not accepted yet",
  &ua_scim_invitation_schema, no_extensions
};

const UaScimResourceType ua_scim_provisioning_run_type = {
  "ProvisioningRun", "/ProvisioningRuns", "What came of the rosters of an HR system",
  &ua_scim_provisioning_run_schema, no_extensions
};

const UaScimResourceType *const ua_scim_resource_types[] = {
  &ua_scim_user_type, &ua_scim_group_type, &ua_scim_role_profile_type, &ua_scim_setting_type,
  &ua_scim_seat_type, &ua_scim_security_profile_type, &ua_scim_invitation_type,
  &ua_scim_message_type, &ua_scim_provisioning_run_type, &ua_scim_record_type,
  &ua_scim_audit_event_type, NULL
};

static void
set_texts (JsonObject        *object,
           const char        *name,
           const char *const *texts)
{
  JsonArray *array;

  if (texts == NULL)
    return;
  array = json_array_new ();
  for (gsize i = 0; texts[i] != NULL; i++)
    json_array_add_string_element (array, texts[i]);
  json_object_set_array_member (object, name, array);
}

/**
 * ua_scim_attributes_to_json:
 * @attributes: attributes, ended by one without name
 *
 * Returns: (transfer full): their characteristics, as a schema has them (RFC 7643, section 7)
 *
 * Any thread.
 */
JsonArray *
ua_scim_attributes_to_json (const UaScimAttribute *attributes)
{
  static const char *const types[] = {
    "string", "boolean", "decimal", "integer", "dateTime", "binary", "reference", "complex"
  };
  static const char *const mutabilities[] = { "readWrite", "readOnly", "immutable", "writeOnly" };
  static const char *const returneds[] = { "default", "always", "request", "never" };
  static const char *const uniquenesses[] = { "none", "server", "global" };
  JsonArray *array = json_array_new ();

  for (const UaScimAttribute *a = attributes; a->name != NULL; a++)
    {
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "name", a->name);
      json_object_set_string_member (object, "type", types[a->type]);
      json_object_set_boolean_member (object, "multiValued", a->multi_valued);
      json_object_set_string_member (object, "description", a->description);
      json_object_set_boolean_member (object, "required", a->required);
      json_object_set_boolean_member (object, "caseExact", a->case_exact);
      json_object_set_string_member (object, "mutability", mutabilities[a->mutability]);
      json_object_set_string_member (object, "returned", returneds[a->returned]);
      json_object_set_string_member (object, "uniqueness", uniquenesses[a->uniqueness]);
      set_texts (object, "canonicalValues", a->canonical);
      set_texts (object, "referenceTypes", a->references);
      if (a->subs != NULL)
        json_object_set_array_member (object, "subAttributes",
                                      ua_scim_attributes_to_json (a->subs));
      json_array_add_object_element (array, object);
    }
  return array;
}

static void
set_meta (JsonObject *object,
          const char *type,
          const char *base_uri,
          const char *endpoint,
          const char *id)
{
  JsonObject *meta = json_object_new ();
  g_autofree char *location = g_strconcat (base_uri, endpoint, id, NULL);

  json_object_set_string_member (meta, "resourceType", type);
  json_object_set_string_member (meta, "location", location);
  json_object_set_object_member (object, "meta", meta);
}

static void
set_schemas (JsonObject *object,
             const char *urn)
{
  const char *const urns[] = { urn, NULL };

  set_texts (object, "schemas", urns);
}

/**
 * ua_scim_schema_common:
 *
 * Returns: (transfer none): the attributes that every resource has: schemas, id, externalId, meta
 *   (RFC 7643, section 3.1); ended by one without name
 *
 * Any thread.
 */
const UaScimAttribute *
ua_scim_schema_common (void)
{
  return ua_scim_common_attributes;
}

/**
 * ua_scim_schema_find:
 * @urn: (nullable): a URN in any case
 *
 * Returns: (transfer none) (nullable): the schema of a resource or of an extension with that URN
 *
 * Any thread.
 */
const UaScimSchema *
ua_scim_schema_find (const char *urn)
{
  for (gsize i = 0; ua_scim_resource_types[i] != NULL; i++)
    {
      const UaScimSchema *schema = ua_scim_resource_type_schema (ua_scim_resource_types[i], urn);

      if (schema != NULL)
        return schema;
    }
  return NULL;
}

/**
 * ua_scim_attributes_find:
 * @attributes: (nullable): attributes, ended by one without name
 * @name: (nullable): a name in any case
 *
 * Returns: (transfer none) (nullable): the attribute with that name
 *
 * Any thread.
 */
const UaScimAttribute *
ua_scim_attributes_find (const UaScimAttribute *attributes,
                         const char            *name)
{
  if (attributes == NULL || name == NULL)
    return NULL;
  for (const UaScimAttribute *a = attributes; a->name != NULL; a++)
    if (g_ascii_strcasecmp (a->name, name) == 0)
      return a;
  return NULL;
}

/**
 * ua_scim_resource_type_schema:
 * @type: a type of resource
 * @urn: (nullable): a URN in any case
 *
 * Returns: (transfer none) (nullable): the schema of @type, or of an extension of it, with that
 *   URN
 *
 * Any thread.
 */
const UaScimSchema *
ua_scim_resource_type_schema (const UaScimResourceType *type,
                              const char               *urn)
{
  g_return_val_if_fail (type != NULL, NULL);

  if (urn == NULL)
    return NULL;
  if (ua_scim_urn_equal (type->schema->urn, urn))
    return type->schema;
  for (gsize i = 0; type->extensions[i] != NULL; i++)
    if (ua_scim_urn_equal (type->extensions[i]->urn, urn))
      return type->extensions[i];
  return NULL;
}

/**
 * ua_scim_resource_type_find:
 * @type: a type of resource
 * @path: a path
 * @schema: (out) (optional) (nullable): where to put the schema that the attribute is in; for the
 *   common attributes that of @type; %NULL when there is no such schema
 * @parent: (out) (optional) (nullable): where to put the complex attribute that the sub-attribute
 *   is in; %NULL when the path has no sub-attribute
 *
 * Finds what a path leads to: the sub-attribute where it has one, else the attribute.  Attributes
 * of an extension are found with its URN only (RFC 7643, section 3.3).  A filter in the path is
 * not looked at.
 *
 * Returns: (transfer none) (nullable): the attribute; %NULL when there is none, and also when the
 *   path is a URN alone, for which @schema is set
 *
 * Any thread.
 */
const UaScimAttribute *
ua_scim_resource_type_find (const UaScimResourceType  *type,
                            const UaScimPath          *path,
                            const UaScimSchema       **schema,
                            const UaScimAttribute    **parent)
{
  const char *urn = ua_scim_path_get_urn (path);
  const char *sub = ua_scim_path_get_sub (path);
  const UaScimSchema *found = urn != NULL ? ua_scim_resource_type_schema (type, urn) : type->schema;
  const UaScimAttribute *attribute = NULL;

  if (found != NULL)
    attribute = ua_scim_attributes_find (found->attributes, ua_scim_path_get_attribute (path));
  if (attribute == NULL && found == type->schema)
    attribute = ua_scim_attributes_find (ua_scim_common_attributes,
                                         ua_scim_path_get_attribute (path));
  if (schema != NULL)
    *schema = found;
  if (parent != NULL)
    *parent = attribute != NULL && sub != NULL ? attribute : NULL;
  return attribute != NULL && sub != NULL ? ua_scim_attributes_find (attribute->subs, sub)
                                          : attribute;
}

/**
 * ua_scim_schema_to_json:
 * @schema: a schema
 * @base_uri: the address of the service, without a slash at its end
 *
 * Returns: (transfer full): the resource for `/Schemas` (RFC 7643, section 7)
 *
 * Any thread.
 */
JsonNode *
ua_scim_schema_to_json (const UaScimSchema *schema,
                        const char         *base_uri)
{
  JsonObject *object;

  g_return_val_if_fail (schema != NULL && base_uri != NULL, NULL);

  object = json_object_new ();
  set_schemas (object, UA_SCIM_URN_SCHEMA);
  json_object_set_string_member (object, "id", schema->urn);
  json_object_set_string_member (object, "name", schema->name);
  json_object_set_string_member (object, "description", schema->description);
  json_object_set_array_member (object, "attributes",
                                ua_scim_attributes_to_json (schema->attributes));
  set_meta (object, "Schema", base_uri, "/Schemas/", schema->urn);
  return ua_json_from_object (object);
}

/**
 * ua_scim_resource_type_to_json:
 * @type: a type of resource
 * @base_uri: the address of the service, without a slash at its end
 *
 * Returns: (transfer full): the resource for `/ResourceTypes` (RFC 7643, section 6)
 *
 * Any thread.
 */
JsonNode *
ua_scim_resource_type_to_json (const UaScimResourceType *type,
                               const char               *base_uri)
{
  JsonObject *object;

  g_return_val_if_fail (type != NULL && base_uri != NULL, NULL);

  object = json_object_new ();
  set_schemas (object, UA_SCIM_URN_RESOURCE_TYPE);
  json_object_set_string_member (object, "id", type->name);
  json_object_set_string_member (object, "name", type->name);
  json_object_set_string_member (object, "endpoint", type->endpoint);
  json_object_set_string_member (object, "description", type->description);
  json_object_set_string_member (object, "schema", type->schema->urn);
  if (type->extensions[0] != NULL)
    {
      JsonArray *extensions = json_array_new ();

      for (gsize i = 0; type->extensions[i] != NULL; i++)
        {
          JsonObject *extension = json_object_new ();

          json_object_set_string_member (extension, "schema", type->extensions[i]->urn);
          json_object_set_boolean_member (extension, "required", FALSE);
          json_array_add_object_element (extensions, extension);
        }
      json_object_set_array_member (object, "schemaExtensions", extensions);
    }
  set_meta (object, "ResourceType", base_uri, "/ResourceTypes/", type->name);
  return ua_json_from_object (object);
}
