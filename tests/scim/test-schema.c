/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-schema.h"

#include "ua-json.h"
#include "ua-scim-urn.h"

#include <locale.h>

typedef struct
{
  const char *path;
  const char *name;
  const char *schema;
  const char *parent;
} Lookup;

static void
test_find (void)
{
  static const Lookup cases[] = {
    { "userName", "userName", UA_SCIM_URN_USER, NULL },
    { "USERNAME", "userName", UA_SCIM_URN_USER, NULL },
    { "id", "id", UA_SCIM_URN_USER, NULL },
    { "meta.lastModified", "lastModified", UA_SCIM_URN_USER, "meta" },
    { "name.givenname", "givenName", UA_SCIM_URN_USER, "name" },
    { "emails[type eq \"work\"].value", "value", UA_SCIM_URN_USER, "emails" },
    { UA_SCIM_URN_USER ":emails", "emails", UA_SCIM_URN_USER, NULL },
    { UA_SCIM_URN_ENTERPRISE_USER ":manager.$REF", "$ref", UA_SCIM_URN_ENTERPRISE_USER, "manager" },
    { UA_SCIM_URN_UA_USER ":accesslevel", "accessLevel", UA_SCIM_URN_UA_USER, NULL },
    { UA_SCIM_URN_UA_USER, NULL, UA_SCIM_URN_UA_USER, NULL },
    { "accessLevel", NULL, UA_SCIM_URN_USER, NULL },
    { "name.nothing", NULL, UA_SCIM_URN_USER, "name" },
    { "userName.value", NULL, UA_SCIM_URN_USER, "userName" },
    { UA_SCIM_URN_ENTERPRISE_USER ":id", NULL, UA_SCIM_URN_ENTERPRISE_USER, NULL },
    { UA_SCIM_URN_GROUP ":displayName", NULL, NULL, NULL },
    { "urn:example:other:1.0:a", NULL, NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (UaScimPath) path = ua_scim_path_parse (cases[i].path, NULL);
      const UaScimSchema *schema;
      const UaScimAttribute *parent;
      const UaScimAttribute *found = ua_scim_resource_type_find (&ua_scim_user_type, path, &schema,
                                                                 &parent);

      g_test_message ("%s", cases[i].path);
      g_assert_cmpstr (found != NULL ? found->name : NULL, ==, cases[i].name);
      g_assert_cmpstr (schema != NULL ? schema->urn : NULL, ==, cases[i].schema);
      g_assert_cmpstr (parent != NULL ? parent->name : NULL, ==, cases[i].parent);
    }
}

/* What every table has to keep to, whatever is added to it. */
static void
check_attributes (const UaScimAttribute *attributes,
                  gboolean               within)
{
  g_assert_nonnull (attributes[0].name);
  for (const UaScimAttribute *a = attributes; a->name != NULL; a++)
    {
      g_test_message ("%s", a->name);
      g_assert_nonnull (a->description);
      g_assert_true (g_str_has_suffix (a->description, "."));
      g_assert_true (ua_scim_attributes_find (attributes, a->name) == a);
      /* Complex attributes have sub-attributes, which are not complex (RFC 7643, 2.3.8). */
      g_assert_cmpint (a->subs != NULL, ==, a->type == UA_SCIM_TYPE_COMPLEX);
      g_assert_false (within && a->type == UA_SCIM_TYPE_COMPLEX);
      g_assert_false (within && a->multi_valued);
      g_assert_cmpint (a->references != NULL, ==, a->type == UA_SCIM_TYPE_REFERENCE);
      g_assert_false (a->closed && a->canonical == NULL);
      g_assert_false (a->is_date && a->type != UA_SCIM_TYPE_STRING);
      g_assert_false (a->required && a->mutability == UA_SCIM_READ_ONLY);
      g_assert_false (a->mutability == UA_SCIM_WRITE_ONLY &&
                      a->returned != UA_SCIM_RETURNED_NEVER);
      if (a->subs != NULL)
        check_attributes (a->subs, TRUE);
    }
}

static void
test_tables (void)
{
  check_attributes (ua_scim_schema_common (), FALSE);
  for (gsize i = 0; ua_scim_resource_types[i] != NULL; i++)
    {
      const UaScimResourceType *type = ua_scim_resource_types[i];

      check_attributes (type->schema->attributes, FALSE);
      g_assert_true (ua_scim_schema_find (type->schema->urn) == type->schema);
      g_assert_cmpstr (ua_scim_urn_find (type->schema->urn), ==, type->schema->urn);
      for (gsize n = 0; type->extensions[n] != NULL; n++)
        {
          check_attributes (type->extensions[n]->attributes, FALSE);
          g_assert_true (ua_scim_schema_find (type->extensions[n]->urn) == type->extensions[n]);
          g_assert_cmpstr (ua_scim_urn_find (type->extensions[n]->urn), ==,
                           type->extensions[n]->urn);
        }
    }
  g_assert_null (ua_scim_schema_find ("urn:example:other:1.0:X"));
  g_assert_null (ua_scim_schema_find (NULL));
}

static JsonObject *
find_attribute (JsonArray  *attributes,
                const char *name)
{
  for (guint i = 0; i < json_array_get_length (attributes); i++)
    {
      JsonObject *attribute = json_array_get_object_element (attributes, i);

      if (g_strcmp0 (json_object_get_string_member (attribute, "name"), name) == 0)
        return attribute;
    }
  return NULL;
}

static void
test_schema_json (void)
{
  g_autoptr (JsonNode) node = ua_scim_schema_to_json (ua_scim_user_type.schema,
                                                      "https://scim.brackwater.example/v2");
  JsonObject *object = json_node_get_object (node);
  JsonArray *attributes = json_object_get_array_member (object, "attributes");
  JsonObject *user_name = find_attribute (attributes, "userName");
  JsonObject *password = find_attribute (attributes, "password");
  JsonObject *emails = find_attribute (attributes, "emails");
  JsonObject *type = find_attribute (json_object_get_array_member (emails, "subAttributes"), "type");

  g_assert_cmpstr (json_object_get_string_member (object, "id"), ==, UA_SCIM_URN_USER);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (object, "meta"),
                                                  "location"), ==,
                   "https://scim.brackwater.example/v2/Schemas/" UA_SCIM_URN_USER);
  g_assert_true (json_object_get_boolean_member (user_name, "required"));
  g_assert_false (json_object_get_boolean_member (user_name, "multiValued"));
  g_assert_cmpstr (json_object_get_string_member (user_name, "type"), ==, "string");
  g_assert_cmpstr (json_object_get_string_member (user_name, "uniqueness"), ==, "server");
  g_assert_false (json_object_has_member (user_name, "subAttributes"));
  g_assert_cmpstr (json_object_get_string_member (password, "mutability"), ==, "writeOnly");
  g_assert_cmpstr (json_object_get_string_member (password, "returned"), ==, "never");
  g_assert_true (json_object_get_boolean_member (emails, "multiValued"));
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (type,
                                                                                "canonicalValues"),
                                                  0), ==, "work");
}

static void
test_resource_type_json (void)
{
  g_autoptr (JsonNode) node = ua_scim_resource_type_to_json (&ua_scim_user_type, "https://a");
  g_autoptr (JsonNode) plain = ua_scim_resource_type_to_json (&ua_scim_role_profile_type,
                                                              "https://a");
  JsonObject *object = json_node_get_object (node);
  JsonArray *extensions = json_object_get_array_member (object, "schemaExtensions");

  g_assert_cmpstr (json_object_get_string_member (object, "endpoint"), ==, "/Users");
  g_assert_cmpstr (json_object_get_string_member (object, "schema"), ==, UA_SCIM_URN_USER);
  g_assert_cmpuint (json_array_get_length (extensions), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (extensions, 1),
                                                  "schema"), ==, UA_SCIM_URN_UA_USER);
  g_assert_false (json_object_has_member (json_node_get_object (plain), "schemaExtensions"));
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scim/schema/find", test_find);
  g_test_add_func ("/scim/schema/tables", test_tables);
  g_test_add_func ("/scim/schema/json", test_schema_json);
  g_test_add_func ("/scim/schema/resource-type-json", test_resource_type_json);
  return g_test_run ();
}
