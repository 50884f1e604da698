/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-discovery.h"

#include "scim-test.h"
#include "ua-scim-schema.h"
#include "ua-scim-urn.h"

#include <locale.h>

typedef UaCapabilities *(*Reader) (const UaCapabilities *known,
                                   JsonNode             *body);

static UaCapabilities *
read_text (Reader      reader,
           const char *text)
{
  g_autoptr (UaCapabilities) nothing = ua_capabilities_new ();
  g_autoptr (JsonNode) node = text != NULL ? scim_test_node (text) : NULL;

  return reader (nothing, node);
}

typedef struct
{
  const char *text;
  UaCapability capability;
  UaSupport support;
} Case;

/* Each point by itself: what is missing or odd makes none of the others "not supported". */
static void
test_config (void)
{
  static const Case cases[] = {
    { "{'patch':{'supported':true}}", UA_CAPABILITY_PATCH, UA_SUPPORT_YES },
    { "{'patch':{'supported':false}}", UA_CAPABILITY_PATCH, UA_SUPPORT_NO },
    { "{'patch':{'supported':false}}", UA_CAPABILITY_FILTER, UA_SUPPORT_UNKNOWN },
    { "{'PATCH':{'Supported':'True'}}", UA_CAPABILITY_PATCH, UA_SUPPORT_YES },
    { "{'patch':'false'}", UA_CAPABILITY_PATCH, UA_SUPPORT_NO },
    { "{'patch':{'supported':'perhaps'},'sort':{'supported':true}}", UA_CAPABILITY_PATCH,
      UA_SUPPORT_UNKNOWN },
    { "{'patch':{'supported':'perhaps'},'sort':{'supported':true}}", UA_CAPABILITY_SORT,
      UA_SUPPORT_YES },
    { "{'patch':[],'etag':{'supported':true}}", UA_CAPABILITY_ETAG, UA_SUPPORT_YES },
    { "{'patch':null}", UA_CAPABILITY_PATCH, UA_SUPPORT_UNKNOWN },
    { "{'bulk':{'supported':true}}", UA_CAPABILITY_BULK, UA_SUPPORT_YES },
    { "{'changePassword':{'supported':true}}", UA_CAPABILITY_CHANGE_PASSWORD, UA_SUPPORT_YES },
    { "{'pagination':{'cursor':true,'index':false}}", UA_CAPABILITY_CURSOR_PAGING, UA_SUPPORT_YES },
    { "{'pagination':{'cursor':true,'index':false}}", UA_CAPABILITY_INDEX_PAGING, UA_SUPPORT_NO },
    { "{'pagination':true}", UA_CAPABILITY_CURSOR_PAGING, UA_SUPPORT_UNKNOWN },
    { "{'Resources':[{'patch':{'supported':true}}]}", UA_CAPABILITY_PATCH, UA_SUPPORT_YES },
    { "[{'patch':{'supported':true}}]", UA_CAPABILITY_PATCH, UA_SUPPORT_YES },
    { "[]", UA_CAPABILITY_PATCH, UA_SUPPORT_UNKNOWN },
    { "5", UA_CAPABILITY_PATCH, UA_SUPPORT_UNKNOWN },
    { NULL, UA_CAPABILITY_PATCH, UA_SUPPORT_UNKNOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (UaCapabilities) read = read_text (ua_scim_discovery_read_config, cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (ua_capabilities_get (read, cases[i].capability), ==, cases[i].support);
    }
}

static void
test_page_size (void)
{
  g_autoptr (UaCapabilities) nothing = ua_capabilities_new ();
  guint standard = ua_capabilities_get_page_size (nothing);
  g_autoptr (UaCapabilities) filter = read_text (ua_scim_discovery_read_config,
                                                 "{'filter':{'supported':true,'maxResults':'30'}}");
  g_autoptr (UaCapabilities) paging = read_text (ua_scim_discovery_read_config,
    "{'filter':{'maxResults':30},'pagination':{'maxPageSize':40}}");
  g_autoptr (UaCapabilities) zero = read_text (ua_scim_discovery_read_config,
                                               "{'filter':{'maxResults':0}}");
  g_autoptr (UaCapabilities) huge = read_text (ua_scim_discovery_read_config,
                                               "{'filter':{'maxResults':9223372036854775807}}");

  g_assert_cmpuint (ua_capabilities_get_page_size (filter), ==, 30);
  g_assert_cmpuint (ua_capabilities_get_page_size (paging), ==, 40);
  g_assert_cmpuint (ua_capabilities_get_page_size (zero), ==, standard);
  g_assert_cmpuint (ua_capabilities_get_page_size (huge), ==, 1000);
}

static void
test_resource_types (void)
{
  static const Case cases[] = {
    { "{'Resources':[{'name':'User','schema':'" UA_SCIM_URN_USER "'}]}", UA_CAPABILITY_GROUPS,
      UA_SUPPORT_UNKNOWN },
    { "{'Resources':[{'name':'User','schema':'" UA_SCIM_URN_USER "'}]}", UA_CAPABILITY_STATUS,
      UA_SUPPORT_NO },
    { "{'Resources':[{'name':'User','schema':'" UA_SCIM_URN_USER "'}]}", UA_CAPABILITY_ENTERPRISE,
      UA_SUPPORT_UNKNOWN },
    { "{'resources':[{'id':'user','schemaExtensions':[{'schema':'" UA_SCIM_URN_UA_USER "'}]}]}",
      UA_CAPABILITY_ACCESS_LEVEL, UA_SUPPORT_YES },
    { "[{'name':'User','schemaExtensions':['" UA_SCIM_URN_ENTERPRISE_USER "']}]",
      UA_CAPABILITY_ENTERPRISE, UA_SUPPORT_YES },
    { "{'Resources':[{'name':'Group'}]}", UA_CAPABILITY_GROUPS, UA_SUPPORT_YES },
    { "{'Resources':[{'name':'Group'}]}", UA_CAPABILITY_GROUP_KINDS, UA_SUPPORT_NO },
    { "{'Resources':[{'name':'Group'}]}", UA_CAPABILITY_INVITATIONS, UA_SUPPORT_NO },
    { "{'Resources':[]}", UA_CAPABILITY_INVITATIONS, UA_SUPPORT_UNKNOWN },
    { "{'Resources':[{'schema':'" UA_SCIM_URN_INVITATION "'}]}", UA_CAPABILITY_INVITATIONS,
      UA_SUPPORT_YES },
    { "{'Resources':[{'schema':'" UA_SCIM_URN_INVITATION "'}]}", UA_CAPABILITY_MESSAGES,
      UA_SUPPORT_NO },
    { "{'Resources':[{'name':'Group'}]}", UA_CAPABILITY_STATUS, UA_SUPPORT_UNKNOWN },
    { "{'name':'Group','schema':'urn:example:other'}", UA_CAPABILITY_GROUPS, UA_SUPPORT_UNKNOWN },
    { "{'Resources':[5,null,{}]}", UA_CAPABILITY_STATUS, UA_SUPPORT_UNKNOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (UaCapabilities) read = read_text (ua_scim_discovery_read_resource_types,
                                                   cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (ua_capabilities_get (read, cases[i].capability), ==, cases[i].support);
    }
}

typedef struct
{
  const char *endpoint;
  const char *path;
} Endpoint;

/* S5: an endpoint cannot lead anywhere but into the service. */
static void
test_endpoints (void)
{
  static const Endpoint cases[] = {
    { "/Users", "/Users" },
    { "/People", "/People" },
    { "/org/People", "/org/People" },
    { "People", "/People" },
    { "https://scim.brackwater.example/v2/People", "/People" },
    { "", "/Users" },
    { "/", "/Users" },
    { "//elsewhere.example/x", "/Users" },
    { "/../admin", "/Users" },
    { "/a?b", "/Users" },
    { "/a#b", "/Users" },
    { "/a\\nb", "/Users" },
    { "/a%2e", "/Users" },
    { "/a@b", "/Users" },
    { "../x", "/Users" },
    { "http:evil", "/Users" },
    { "https://elsewhere.example/", "/Users" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("[{'name':'User','endpoint':'%s'}]",
                                               cases[i].endpoint);
      g_autoptr (UaCapabilities) read = read_text (ua_scim_discovery_read_resource_types, text);

      g_test_message ("%s", cases[i].endpoint);
      g_assert_cmpstr (ua_capabilities_get_users_path (read), ==, cases[i].path);
    }
}

static void
test_schemas (void)
{
  g_autoptr (UaCapabilities) some = read_text (ua_scim_discovery_read_schemas,
    "{'Resources':[{'id':'URN:example:useradmin:scim:2.0:user','attributes':[{'name':'ACCESSLEVEL'},5]},"
    "{'id':'" UA_SCIM_URN_ENTERPRISE_USER "'},7]}");

  g_assert_cmpint (ua_capabilities_get (some, UA_CAPABILITY_ACCESS_LEVEL), ==, UA_SUPPORT_YES);
  g_assert_cmpint (ua_capabilities_get (some, UA_CAPABILITY_ENTERPRISE), ==, UA_SUPPORT_YES);
  g_assert_cmpint (ua_capabilities_get (some, UA_CAPABILITY_STATUS), ==, UA_SUPPORT_UNKNOWN);
  g_assert_cmpint (ua_capabilities_get (some, UA_CAPABILITY_GROUPS), ==, UA_SUPPORT_UNKNOWN);
}

/* What this project's own service says of itself is understood whole. */
static void
test_own (void)
{
  static const UaCapability own[] = {
    UA_CAPABILITY_GROUPS, UA_CAPABILITY_ENTERPRISE, UA_CAPABILITY_STATUS,
    UA_CAPABILITY_ACCESS_LEVEL, UA_CAPABILITY_ROLE_PROFILES, UA_CAPABILITY_GROUP_KINDS,
    UA_CAPABILITY_INVITATIONS, UA_CAPABILITY_MESSAGES, UA_CAPABILITY_AUDIT_EVENTS,
    UA_CAPABILITY_PROVISIONING_RUNS, UA_CAPABILITY_SECURITY_PROFILES, UA_CAPABILITY_SETTINGS,
    UA_CAPABILITY_SEATS,
  };
  g_autoptr (JsonArray) types = json_array_new ();
  g_autoptr (JsonArray) schemas = json_array_new ();
  g_autoptr (JsonNode) types_node = json_node_init_array (json_node_alloc (), types);
  g_autoptr (JsonNode) schemas_node = json_node_init_array (json_node_alloc (), schemas);
  g_autoptr (UaCapabilities) nothing = ua_capabilities_new ();
  g_autoptr (UaCapabilities) by_types = NULL;
  g_autoptr (UaCapabilities) by_schemas = NULL;

  for (gsize i = 0; ua_scim_resource_types[i] != NULL; i++)
    {
      const UaScimResourceType *type = ua_scim_resource_types[i];

      json_array_add_element (types, ua_scim_resource_type_to_json (type, "https://a"));
      json_array_add_element (schemas, ua_scim_schema_to_json (type->schema, "https://a"));
      for (gsize n = 0; type->extensions[n] != NULL; n++)
        json_array_add_element (schemas, ua_scim_schema_to_json (type->extensions[n], "https://a"));
    }
  by_types = ua_scim_discovery_read_resource_types (nothing, types_node);
  by_schemas = ua_scim_discovery_read_schemas (nothing, schemas_node);
  for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
    {
      g_assert_cmpint (ua_capabilities_get (by_types, own[i]), ==, UA_SUPPORT_YES);
      g_assert_cmpint (ua_capabilities_get (by_schemas, own[i]), ==, UA_SUPPORT_YES);
    }
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scim/discovery/config", test_config);
  g_test_add_func ("/scim/discovery/page-size", test_page_size);
  g_test_add_func ("/scim/discovery/resource-types", test_resource_types);
  g_test_add_func ("/scim/discovery/endpoints", test_endpoints);
  g_test_add_func ("/scim/discovery/schemas", test_schemas);
  g_test_add_func ("/scim/discovery/own", test_own);
  return g_test_run ();
}
