/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-directory.h"

#include <locale.h>

/* What the service tells about itself (RFC 7644, section 4). */

#define USER_URN "urn:ietf:params:scim:schemas:core:2.0:User"
#define EXTENSION_URN "urn:example:useradmin:scim:2.0:User"

static UaTestDirectory *directory;

static gboolean
is_supported (JsonObject *config,
              const char *name)
{
  return json_object_get_boolean_member (json_object_get_object_member (config, name),
                                         "supported");
}

static void
test_config (void)
{
  g_autoptr(UaTestReply) reply = ua_test_directory_get (directory, "/ServiceProviderConfig");
  JsonObject *config, *pagination;

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpstr (soup_message_headers_get_content_type (reply->headers, NULL), ==,
                   "application/scim+json");
  config = ua_test_reply_object (reply);
  g_assert_true (is_supported (config, "patch"));
  g_assert_true (is_supported (config, "filter"));
  g_assert_true (is_supported (config, "sort"));
  g_assert_true (is_supported (config, "etag"));
  g_assert_true (is_supported (config, "changePassword"));
  g_assert_true (is_supported (config, "bulk"));
  pagination = json_object_get_object_member (config, "pagination");
  g_assert_true (json_object_get_boolean_member (pagination, "cursor"));
  g_assert_true (json_object_get_boolean_member (pagination, "index"));
  g_assert_cmpint (json_object_get_int_member (pagination, "maxPageSize"), ==, 1000);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member
                                             (config, "authenticationSchemes")), ==, 2);
}

static void
test_resource_types (void)
{
  g_autoptr(UaTestReply) list = ua_test_directory_get (directory, "/ResourceTypes");
  g_autoptr(UaTestReply) one = ua_test_directory_get (directory, "/ResourceTypes/User");
  g_autoptr(UaTestReply) none = ua_test_directory_get (directory, "/ResourceTypes/Boat");

  g_assert_cmpuint (json_array_get_length (ua_test_reply_resources (list)), >=, 5);
  g_assert_cmpstr (ua_test_reply_string (one, "endpoint"), ==, "/Users");
  g_assert_cmpstr (ua_test_reply_string (one, "schema"), ==, USER_URN);
  g_assert_cmpuint (none->status, ==, 404);
}

/* The schemas of the resource types, and those three that describe the service. */
static guint
count_schemas (JsonArray *types)
{
  guint n = 3;

  for (guint i = 0; i < json_array_get_length (types); i++)
    {
      JsonObject *type = json_array_get_object_element (types, i);

      n++;
      if (json_object_has_member (type, "schemaExtensions"))
        n += json_array_get_length (json_object_get_array_member (type, "schemaExtensions"));
    }
  return n;
}

static void
test_schemas (void)
{
  g_autoptr(UaTestReply) types = ua_test_directory_get (directory, "/ResourceTypes");
  g_autoptr(UaTestReply) list = ua_test_directory_get (directory, "/Schemas");
  g_autoptr(UaTestReply) one = ua_test_directory_get (directory, "/Schemas/" EXTENSION_URN);
  g_autoptr(UaTestReply) filtered =
    ua_test_directory_list (directory, "/Schemas", "id pr", NULL);

  g_assert_cmpuint (json_array_get_length (ua_test_reply_resources (list)), ==,
                    count_schemas (ua_test_reply_resources (types)));
  g_assert_cmpstr (ua_test_reply_string (one, "id"), ==, EXTENSION_URN);
  g_assert_cmpuint (filtered->status, ==, 403);
}

static void
test_read_only (void)
{
  const char *const paths[] = { "/ServiceProviderConfig", "/ResourceTypes", "/Schemas" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr(UaTestReply) reply = ua_test_directory_send (directory, "POST", paths[i], "{}");

      g_assert_cmpuint (reply->status, ==, 405);
      g_assert_cmpstr (soup_message_headers_get_one (reply->headers, "Allow"), ==, "GET, HEAD");
    }
}

/* Without the extension the service is plain SCIM. */
static void
test_plain (void)
{
  g_autoptr(UaTestDirectory) plain = ua_test_directory_start (20, "--plain", NULL);
  g_autoptr(UaTestReply) types = ua_test_directory_get (plain, "/ResourceTypes");
  g_autoptr(UaTestReply) schemas = ua_test_directory_get (plain, "/Schemas");
  g_autoptr(UaTestReply) users = ua_test_directory_get (plain, "/Users");
  g_autoptr(UaTestReply) groups = ua_test_directory_get (plain, "/Groups");
  g_autoptr(UaTestReply) profiles = ua_test_directory_get (plain, "/RoleProfiles");

  g_assert_cmpuint (json_array_get_length (ua_test_reply_resources (types)), ==, 2);
  g_assert_cmpuint (json_array_get_length (ua_test_reply_resources (schemas)), ==, 6);
  g_assert_null (strstr (types->text, "urn:example:"));
  g_assert_null (strstr (users->text, "urn:example:"));
  g_assert_null (strstr (groups->text, "urn:example:"));
  g_assert_cmpuint (json_array_get_length (ua_test_reply_resources (users)), ==, 20);
  g_assert_cmpuint (profiles->status, ==, 404);
}

int
main (int    argc,
      char **argv)
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  directory = ua_test_directory_start (0, NULL);
  g_test_add_func ("/directory/discovery/config", test_config);
  g_test_add_func ("/directory/discovery/resource-types", test_resource_types);
  g_test_add_func ("/directory/discovery/schemas", test_schemas);
  g_test_add_func ("/directory/discovery/read-only", test_read_only);
  g_test_add_func ("/directory/discovery/plain", test_plain);
  result = g_test_run ();
  ua_test_directory_stop (directory);
  return result;
}
