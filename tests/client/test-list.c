/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking for pages: what is sent, and what is made of what comes (requirements section 12). */
#include "scripted-routes.h"
#include "ua-client-target.h"
#include "ua-error.h"

#include <string.h>

#define LIST(total, resources) \
  "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"]," \
  "\"totalResults\":" total ",\"Resources\":[" resources "]}"
#define ANA "{\"id\":\"1\",\"userName\":\"ana\",\"active\":true}"
#define BEN "{\"id\":\"2\",\"userName\":\"ben\",\"active\":\"False\"}"

/* What is sent. */

static void
test_targets (void)
{
  static const struct
  {
    UaResource resource;
    UaPositionKind kind;
    guint64 index;
    const char *text;
    UaListFlags flags;
    const char *target;
  } cases[] = {
    { UA_RESOURCE_USERS, UA_POSITION_KIND_INDEX, 1, NULL, 0, "/Users?count=50" },
    { UA_RESOURCE_USERS, UA_POSITION_KIND_INDEX, 51, NULL, 0, "/Users?startIndex=51&count=50" },
    { UA_RESOURCE_USERS, UA_POSITION_KIND_CURSOR, 0, "", 0, "/Users?cursor=&count=50" },
    { UA_RESOURCE_USERS, UA_POSITION_KIND_CURSOR, 0, "a+/=&x", 0,
      "/Users?cursor=a%2B%2F%3D%26x&count=50" },
    { UA_RESOURCE_USERS, UA_POSITION_KIND_AFTER, 0, "", 0, "/Users?sortBy=id&count=50" },
    { UA_RESOURCE_USERS, UA_POSITION_KIND_AFTER, 0, "a\"b", 0,
      "/Users?filter=id%20gt%20%22a%5C%22b%22&sortBy=id&count=50" },
    { UA_RESOURCE_USERS, UA_POSITION_KIND_INDEX, 1, NULL, UA_LIST_FLAGS_WITHOUT_MEMBERS,
      "/Users?count=50" },
    { UA_RESOURCE_GROUPS, UA_POSITION_KIND_INDEX, 1, NULL, 0, "/Groups?count=50" },
    { UA_RESOURCE_GROUPS, UA_POSITION_KIND_INDEX, 1, NULL, UA_LIST_FLAGS_WITHOUT_MEMBERS,
      "/Groups?count=50&excludedAttributes=members" },
    { UA_RESOURCE_ROLE_PROFILES, UA_POSITION_KIND_INDEX, 1, NULL, 0, "/RoleProfiles?count=50" },
  };
  g_autoptr (UaCapabilities) capabilities = ua_capabilities_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (UaPosition) position =
        cases[i].kind == UA_POSITION_KIND_INDEX ? ua_position_new_index (cases[i].index)
        : cases[i].kind == UA_POSITION_KIND_CURSOR ? ua_position_new_cursor (cases[i].text)
                                                   : ua_position_new_after (cases[i].text);
      g_autofree char *target = ua_client_target_list (capabilities, cases[i].resource, NULL,
                                                       position, 50, cases[i].flags);

      g_assert_cmpstr (target, ==, cases[i].target);
    }
}

static void
test_target_of_query (void)
{
  g_autoptr (UaCapabilities) capabilities = ua_capabilities_new ();
  g_autoptr (UaFilter) filter = ua_filter_new_compare (UA_FIELD_USER_NAME, UA_FILTER_OP_EQUAL,
                                                       "ana");
  g_autoptr (UaQuery) query = ua_query_new (NULL, filter, UA_FIELD_USER_NAME, TRUE);
  g_autoptr (UaPosition) start = ua_position_new_index (1);
  g_autoptr (UaPosition) after = ua_position_new_after ("7");
  g_autofree char *first = ua_client_target_list (capabilities, UA_RESOURCE_USERS, query, start,
                                                  10, UA_LIST_FLAGS_NONE);
  g_autofree char *later = ua_client_target_list (capabilities, UA_RESOURCE_USERS, query, after,
                                                  10, UA_LIST_FLAGS_NONE);

  g_assert_cmpstr (first, ==, "/Users?filter=userName%20eq%20%22ana%22&sortBy=userName"
                              "&sortOrder=descending&count=10");
  g_assert_cmpstr (later, ==, "/Users?filter=userName%20eq%20%22ana%22%20and%20id%20gt%20%227%22"
                              "&sortBy=id&count=10");
}

static void
test_target_of_member (void)
{
  static const struct
  {
    const char *id;
    const char *target;
  } cases[] = {
    { "2819c223-7f76", "/Users/2819c223-7f76" },
    { "a/b?c#d e", "/Users/a%2Fb%3Fc%23d%20e" },
    { "..", "/Users/%2E%2E" },
    { ".", "/Users/%2E" },
    { "\xc3\xa9", "/Users/%C3%A9" },
  };
  g_autoptr (UaCapabilities) capabilities = ua_capabilities_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *target = ua_client_target_member (capabilities, cases[i].id);

      g_assert_cmpstr (target, ==, cases[i].target);
    }
}

/* What comes. */

static UaPage *
list (Stage         *stage,
      UaResource     resource,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (UaPosition) position = ua_position_new_index (1);

  ua_client_list_async (stage->client, resource, NULL, position, 50, UA_LIST_FLAGS_NONE,
                        cancellable, result_arrived_cb, &result);
  return ua_client_list_finish (stage->client, await_result (&result), error);
}

static void
test_members (void)
{
  static const Route routes[] = {
    { "GET", "/v2/Users", 200, NULL, LIST ("7", ANA ",{\"userName\":\"nobody\"},17," BEN) },
    { NULL },
  };
  g_autoptr (Stage) stage = stage_new (routes, "/v2");
  g_autoptr (GError) error = NULL;
  g_autoptr (UaPage) page = list (stage, UA_RESOURCE_USERS, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (ua_page_get_resource (page), ==, UA_RESOURCE_USERS);
  g_assert_cmpuint (ua_position_get_index (ua_page_get_position (page)), ==, 1);
  g_assert_cmpint (ua_page_get_total (page), ==, 7);
  g_assert_cmpstr (ua_page_get_next_cursor (page), ==, NULL);
  g_assert_cmpuint (ua_page_get_n (page), ==, 2);
  g_assert_cmpstr (ua_page_get_id (page, 0), ==, "1");
  g_assert_cmpstr (ua_member_record_get (ua_page_get_member (page, 1), UA_FIELD_USER_NAME), ==,
                   "ben");
  g_assert_cmpuint (ua_page_get_n_errors (page), ==, 2);
  g_assert_nonnull (strstr (ua_page_get_error (page, 0), "Resources[1]"));
  g_assert_null (strstr (ua_page_get_error (page, 0), "nobody"));
}

static void
test_groups (void)
{
  static const Route routes[] = {
    { "GET", "/v2/Groups", 200, NULL,
      LIST ("2", "{\"id\":\"g1\",\"displayName\":\"Design\",\"members\":["
                 "{\"value\":\"1\",\"display\":\"Ana\"},{\"value\":\"2\"}]},"
                 "{\"id\":\"g2\",\"displayName\":\"Empty\"}") },
    { NULL },
  };
  g_autoptr (Stage) stage = stage_new (routes, "/v2");
  g_autoptr (GError) error = NULL;
  g_autoptr (UaPage) page = list (stage, UA_RESOURCE_GROUPS, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (ua_page_get_n (page), ==, 2);
  g_assert_cmpstr (ua_page_get_id (page, 1), ==, "g2");
  g_assert_cmpstr (ua_group_get_name (ua_page_get_group (page, 0)), ==, "Design");
  g_assert_cmpuint (ua_page_get_n_in_group (page, 0), ==, 2);
  g_assert_cmpstr (ua_page_get_nth_in_group (page, 0, 1)->id, ==, "2");
  g_assert_cmpuint (ua_page_get_n_in_group (page, 1), ==, 0);
}

static void
test_role_profiles (void)
{
  static const Route routes[] = {
    { "GET", "/v2/RoleProfiles", 200, NULL, LIST ("1", "{\"id\":\"r1\",\"displayName\":\"Designer\"}") },
    { NULL },
  };
  g_autoptr (Stage) stage = stage_new (routes, "/v2");
  g_autoptr (GError) error = NULL;
  g_autoptr (UaPage) page = list (stage, UA_RESOURCE_ROLE_PROFILES, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (ua_page_get_n (page), ==, 1);
  g_assert_cmpstr (ua_page_get_id (page, 0), ==, "r1");
  g_assert_cmpstr (ua_role_profile_get_name (ua_page_get_role_profile (page, 0)), ==, "Designer");
}

static void
test_fails (void)
{
  static const struct
  {
    Route route;
    UaError code;
    const char *message;
  } cases[] = {
    { { "GET", "/", 404, NULL, "{}" }, UA_ERROR_NOT_SUPPORTED, "404" },
    { { "GET", "/", 404, "text/html", "<html>" }, UA_ERROR_NOT_SUPPORTED, "text/html" },
    { { "GET", "/", 401, NULL, NULL }, UA_ERROR_AUTHENTICATION, "401" },
    { { "GET", "/", 403, NULL, NULL }, UA_ERROR_PERMISSION, "403" },
    { { "GET", "/", 400, NULL, "{\"scimType\":\"tooMany\",\"detail\":\"ana\"}" },
      UA_ERROR_TOO_MANY, "tooMany" },
    { { "GET", "/", 400, NULL, "{\"scimType\":\"invalidFilter\",\"detail\":\"ana\"}" },
      UA_ERROR_INVALID_VALUE, "invalidFilter" },
    { { "GET", "/", 400, NULL, "{\"scimType\":\"ana@brackwater.example\"}" },
      UA_ERROR_INVALID_VALUE, "400" },
    { { "GET", "/", 413, NULL, NULL }, UA_ERROR_TOO_MANY, "413" },
    { { "GET", "/", 429, NULL, NULL }, UA_ERROR_BUSY, "429" },
    { { "GET", "/", 502, "text/html", "<html>ana</html>" }, UA_ERROR_SERVER, "text/html" },
    { { "GET", "/", 200, "text/html", "<html>ana</html>" }, UA_ERROR_PROTOCOL, "text/html" },
    { { "GET", "/", 200, "text/plain", "ana" }, UA_ERROR_PROTOCOL, "text/plain" },
    { { "GET", "/", 200, "a\"na/x", "ana" }, UA_ERROR_PROTOCOL, "content type" },
    { { "GET", "/", 200, NULL, "{\"Resources\":[" ANA }, UA_ERROR_PROTOCOL, "" },
    { { "GET", "/", 200, NULL, "\"ana\"" }, UA_ERROR_PROTOCOL, "" },
    { { "GET", "/", 204, NULL, NULL }, UA_ERROR_PROTOCOL, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Route routes[] = { cases[i].route, { NULL } };
      g_autoptr (Stage) stage = stage_new (routes, "/v2");
      g_autoptr (GError) error = NULL;
      g_autoptr (UaPage) page = list (stage, UA_RESOURCE_USERS, NULL, &error);

      g_assert_error (error, UA_ERROR, (int) cases[i].code);
      g_assert_null (page);
      g_assert_nonnull (strstr (error->message, cases[i].message));
      g_assert_null (strstr (error->message, "ana"));
    }
}

/* 100 KB that would overflow a stack (S2). */
static void
test_deep (void)
{
  g_autofree char *deep = g_strnfill (100000, '[');
  Route routes[] = { { "GET", "/", 200, NULL, deep }, { NULL } };
  g_autoptr (Stage) stage = stage_new (routes, "/v2");
  g_autoptr (GError) error = NULL;
  g_autoptr (UaPage) page = list (stage, UA_RESOURCE_USERS, NULL, &error);

  g_assert_error (error, UA_ERROR, UA_ERROR_TOO_LARGE);
  g_assert_null (page);
}

static void
test_give_up (void)
{
  static const Route routes[] = { { "GET", "/", 200, NULL, LIST ("1", ANA) }, { NULL } };
  g_autoptr (Stage) stage = stage_new (routes, "/v2");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (UaPage) page = NULL;

  g_cancellable_cancel (cancellable);
  page = list (stage, UA_RESOURCE_USERS, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (page);
  g_clear_error (&error);
  ua_client_close (stage->client);
  page = list (stage, UA_RESOURCE_USERS, NULL, &error);
  g_assert_error (error, UA_ERROR, UA_ERROR_STOPPED);
  g_assert_null (page);
}

/* Several pages under way at once come back each for itself. */
static void
test_several (void)
{
  static const Route routes[] = {
    { "GET", "/v2/Users?count", 200, NULL, LIST ("2", ANA) },
    { "GET", "/v2/Users?startIndex=2&", 200, NULL, LIST ("2", BEN) },
    { NULL },
  };
  g_autoptr (Stage) stage = stage_new (routes, "/v2");
  GAsyncResult *results[2] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (UaPosition) position = ua_position_new_index (i + 1);

      ua_client_list_async (stage->client, UA_RESOURCE_USERS, NULL, position, 1,
                            UA_LIST_FLAGS_NONE, NULL, result_arrived_cb, &results[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (UaPage) page = ua_client_list_finish (stage->client, await_result (&results[i]),
                                                       &error);

      g_assert_no_error (error);
      g_assert_cmpstr (ua_page_get_id (page, 0), ==, i == 0 ? "1" : "2");
      g_assert_cmpuint (ua_position_get_index (ua_page_get_position (page)), ==, i + 1);
      g_clear_object (&results[i]);
    }
}

/* CC-07: a picture is asked for only below the base address, for the credentials go along; that of
 * the extension is there, whatever the server calls itself. */
static void
test_picture_targets (void)
{
  static const struct
  {
    const char *photo;
    const char *target;
    gboolean extension;
  } cases[] = {
    { "https://here.example/scim/v2/Users/a%20b/picture?v=7", "/Users/a%20b/picture", TRUE },
    { "http://[::1]:99/scim/v2/Users/a%20b/picture?v=7", "/Users/a%20b/picture", TRUE },
    { "https://here.example/scim/v2/Users/a%20b/picture?v=7", "/Users/a%20b/picture?v=7", FALSE },
    { "https://here.example/scim/v2/photos/7.png#top", "/photos/7.png", FALSE },
    { "https://elsewhere.example/scim/v2/photos/7.png", NULL, FALSE },
    { "https://here.example/scim/v2.evil.example/7.png", NULL, FALSE },
    { "https://here.example/scim/v2/../../secret", NULL, FALSE },
    { "https://here.example/other/7.png", NULL, TRUE },
    { "file:///etc/passwd", NULL, TRUE },
    { "data:image/png;base64,AAAA", NULL, TRUE },
    { "", NULL, TRUE },
  };
  g_autoptr (UaCapabilities) plain = ua_capabilities_new ();
  g_autoptr (UaCapabilities) own =
    ua_capabilities_with (plain, UA_CAPABILITY_PICTURES, UA_SUPPORT_YES);
  g_autofree char *put = ua_client_target_picture (own, "https://here.example/scim/v2", "a b", NULL);

  g_assert_cmpstr (put, ==, "/Users/a%20b/picture");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *target =
        ua_client_target_picture (cases[i].extension ? own : plain,
                                  "https://here.example/scim/v2", "a b", cases[i].photo);

      g_assert_cmpstr (target, ==, cases[i].target);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/list/targets", test_targets);
  g_test_add_func ("/list/target-of-query", test_target_of_query);
  g_test_add_func ("/list/target-of-member", test_target_of_member);
  g_test_add_func ("/list/members", test_members);
  g_test_add_func ("/list/groups", test_groups);
  g_test_add_func ("/list/role-profiles", test_role_profiles);
  g_test_add_func ("/list/fails", test_fails);
  g_test_add_func ("/list/deep", test_deep);
  g_test_add_func ("/list/give-up", test_give_up);
  g_test_add_func ("/list/several", test_several);
  g_test_add_func ("/list/picture-targets", test_picture_targets);

  return g_test_run ();
}
