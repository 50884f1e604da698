/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding the service, what it can do, and who is signed in (PE-13, requirements section 12). */
#include "scripted-routes.h"
#include "ua-error.h"

#include <string.h>

#define EMPTY_LIST "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"]," \
                   "\"totalResults\":0,\"Resources\":[]}"
#define CONFIG "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig\"]," \
               "\"patch\":{\"supported\":true},\"bulk\":{\"supported\":false}," \
               "\"filter\":{\"supported\":true,\"maxResults\":150}," \
               "\"changePassword\":{\"supported\":false},\"sort\":{\"supported\":false}," \
               "\"etag\":{\"supported\":true}}"
#define TYPES "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"]," \
              "\"totalResults\":2,\"Resources\":[" \
              "{\"id\":\"User\",\"name\":\"User\",\"endpoint\":\"/People\"," \
              "\"schema\":\"urn:ietf:params:scim:schemas:core:2.0:User\"}," \
              "{\"id\":\"Group\",\"name\":\"Group\",\"endpoint\":\"/Groups\"," \
              "\"schema\":\"urn:ietf:params:scim:schemas:core:2.0:Group\"}]}"
#define HTML "<!DOCTYPE html><html><body>Welcome</body></html>"

static UaCapabilities *
discover (Stage   *stage,
          GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ua_client_discover_async (stage->client, NULL, result_arrived_cb, &result);
  return ua_client_discover_finish (stage->client, await_result (&result), error);
}

static void
assert_fails (const Route *routes,
              const char  *path,
              UaError      code)
{
  g_autoptr (Stage) stage = stage_new (routes, path);
  g_autofree char *given = g_strdup (ua_client_get_address (stage->client));
  g_autoptr (GError) error = NULL;
  g_autoptr (UaCapabilities) capabilities = discover (stage, &error);

  g_assert_error (error, UA_ERROR, (int) code);
  g_assert_null (capabilities);
  g_assert_cmpstr (ua_client_get_address (stage->client), ==, given);
}

static void
test_all (void)
{
  static const Route routes[] = {
    { "GET", "/scim/v2/Users", 200, NULL, EMPTY_LIST },
    { "GET", "/scim/v2/ServiceProviderConfig", 200, NULL, CONFIG },
    { "GET", "/scim/v2/ResourceTypes", 200, NULL, TYPES },
    { "GET", "/scim/v2/Schemas", 200, NULL, EMPTY_LIST },
    { NULL },
  };
  g_autoptr (Stage) stage = stage_new (routes, "");
  g_autoptr (GError) error = NULL;
  g_autoptr (UaCapabilities) capabilities = discover (stage, &error);

  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (ua_client_get_address (stage->client), "/scim/v2"));
  g_assert_true (ua_client_get_capabilities (stage->client) == capabilities);
  g_assert_cmpint (ua_capabilities_get (capabilities, UA_CAPABILITY_PATCH), ==, UA_SUPPORT_YES);
  g_assert_cmpint (ua_capabilities_get (capabilities, UA_CAPABILITY_ETAG), ==, UA_SUPPORT_YES);
  g_assert_cmpint (ua_capabilities_get (capabilities, UA_CAPABILITY_SORT), ==, UA_SUPPORT_NO);
  g_assert_cmpuint (ua_capabilities_get_page_size (capabilities), ==, 150);
  g_assert_cmpstr (ua_capabilities_get_users_path (capabilities), ==, "/People");
  g_assert_cmpuint (scripted_server_get_n (stage->server), ==, 4);
}

/* What was tried before stays known when the server describes itself again. */
static void
test_learned_stays (void)
{
  static const Route routes[] = {
    { "GET", "/scim/v2/Users", 200, NULL, EMPTY_LIST },
    { "GET", "/scim/v2/ServiceProviderConfig", 200, NULL, CONFIG },
    { NULL },
  };
  g_autoptr (Stage) stage = stage_new (routes, "/scim/v2");
  g_autoptr (GError) error = NULL;
  g_autoptr (UaCapabilities) first = discover (stage, &error);
  g_autoptr (UaCapabilities) second = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (ua_capabilities_get (first, UA_CAPABILITY_PATCH), ==, UA_SUPPORT_YES);
  ua_client_learn (stage->client, UA_CAPABILITY_PATCH, UA_SUPPORT_NO);
  ua_client_learn_page_size (stage->client, 20);
  second = discover (stage, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ua_capabilities_get (second, UA_CAPABILITY_PATCH), ==, UA_SUPPORT_NO);
  g_assert_cmpint (ua_capabilities_get (second, UA_CAPABILITY_ETAG), ==, UA_SUPPORT_YES);
  g_assert_cmpuint (ua_capabilities_get_page_size (second), ==, 20);
}

/* S1: of what a server says of itself, less is taken in than of its members. */
static void
test_large_descriptions (void)
{
  g_autofree char *padding = g_strnfill (3 * 1024 * 1024, ' ');
  g_autofree char *config = g_strconcat ("{\"sort\":{\"supported\":true},", padding, "\"x\":1}",
                                         NULL);
  g_autofree char *users = g_strconcat (EMPTY_LIST, padding, NULL);
  const Route routes[] = {
    { "GET", "/scim/v2/Users", 200, NULL, users },
    { "GET", "/scim/v2/ServiceProviderConfig", 200, NULL, config },
    { NULL },
  };
  g_autoptr (Stage) stage = stage_new (routes, "/scim/v2");
  g_autoptr (GError) error = NULL;
  g_autoptr (UaCapabilities) capabilities = discover (stage, &error);

  g_assert_no_error (error);
  g_assert_cmpint (ua_capabilities_get (capabilities, UA_CAPABILITY_SORT), ==,
                   UA_SUPPORT_UNKNOWN);
}

/* A host alone: /scim/v2, /scim, and the host itself; a path is taken at its word first. */
static void
test_places (void)
{
  static const struct
  {
    const char *given;
    const char *service;
  } cases[] = {
    { "", "/scim/v2" }, { "", "/scim" }, { "", "" }, { "/scim", "/scim" }, { "/scim", "/scim/v2" },
    { "/tenant/7", "/tenant/7" }, { "/tenant/7", "/tenant/7/scim/v2" },
    { "/scim/v2/Users", "/scim/v2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *users = g_strconcat (cases[i].service, "/Users?count=1", NULL);
      Route routes[] = { { "GET", users, 200, NULL, EMPTY_LIST }, { NULL } };
      g_autoptr (Stage) stage = stage_new (routes, cases[i].given);
      g_autofree char *expected = scripted_server_get_address (stage->server, "127.0.0.1",
                                                               cases[i].service);
      g_autoptr (GError) error = NULL;
      g_autoptr (UaCapabilities) capabilities = discover (stage, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (ua_client_get_address (stage->client), ==, expected);
    }
}

/* What is wrong with one of the three costs nothing of the others. */
static void
test_parts (void)
{
  static const Route wrong[] = {
    { "GET", NULL, 404, "application/scim+json", "{\"status\":\"404\"}" },
    { "GET", NULL, 401, NULL, "{}" },
    { "GET", NULL, 403, NULL, "{}" },
    { "GET", NULL, 500, "text/plain", "oops" },
    { "GET", NULL, 501, NULL, NULL },
    { "GET", NULL, 200, "text/html", HTML },
    { "GET", NULL, 200, NULL, "{\"schemas\":" },
    { "GET", NULL, 200, NULL, NULL },
    { "GET", NULL, 200, NULL, "7" },
    { "GET", NULL, 302, NULL, NULL, NULL, "https://elsewhere.example/" },
  };
  static const char * const parts[] = {
    "/scim/v2/ServiceProviderConfig", "/scim/v2/ResourceTypes", "/scim/v2/Schemas",
  };

  for (guint part = 0; part < G_N_ELEMENTS (parts); part++)
    for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
      {
        Route routes[] = {
          wrong[i],
          { "GET", "/scim/v2/Users", 200, NULL, EMPTY_LIST },
          { "GET", "/scim/v2/ServiceProviderConfig", 200, NULL, CONFIG },
          { "GET", "/scim/v2/ResourceTypes", 200, NULL, TYPES },
          { "GET", "/scim/v2/Schemas", 200, NULL, EMPTY_LIST },
          { NULL },
        };
        g_autoptr (Stage) stage = NULL;
        g_autoptr (GError) error = NULL;
        g_autoptr (UaCapabilities) capabilities = NULL;

        routes[0].target = parts[part];
        stage = stage_new (routes, "/scim/v2");
        capabilities = discover (stage, &error);
        g_assert_no_error (error);
        g_assert_cmpint (ua_capabilities_get (capabilities, UA_CAPABILITY_ETAG), ==,
                         part == 0 ? UA_SUPPORT_UNKNOWN : UA_SUPPORT_YES);
        g_assert_cmpstr (ua_capabilities_get_users_path (capabilities), ==,
                         part == 1 ? "/Users" : "/People");
      }
}

static void
test_refused (void)
{
  static const Route open_config[] = {
    { "GET", "/scim/v2/Users", 401, NULL, "{\"status\":\"401\"}" },
    { "GET", "/scim/v2/ServiceProviderConfig", 200, NULL, CONFIG },
    { NULL },
  };
  static const Route all[] = { { "GET", "/", 401, "text/html", HTML }, { NULL } };
  static const Route html[] = { { "GET", "/", 200, "text/html", HTML }, { NULL } };
  static const Route other_json[] = { { "GET", "/", 200, NULL, "{\"hello\":1}" }, { NULL } };
  static const Route nothing[] = { { NULL } };
  static const Route broken[] = { { "GET", "/", 500, NULL, NULL }, { NULL } };
  static const Route away[] = {
    { "GET", "/", 302, NULL, NULL, NULL, "https://elsewhere.example/login" }, { NULL },
  };

  assert_fails (open_config, "", UA_ERROR_AUTHENTICATION);
  assert_fails (open_config, "/scim/v2", UA_ERROR_AUTHENTICATION);
  assert_fails (all, "", UA_ERROR_AUTHENTICATION);
  assert_fails (html, "", UA_ERROR_PROTOCOL);
  assert_fails (other_json, "", UA_ERROR_PROTOCOL);
  assert_fails (nothing, "", UA_ERROR_PROTOCOL);
  assert_fails (broken, "", UA_ERROR_SERVER);
  assert_fails (away, "", UA_ERROR_REDIRECT);
}

static void
test_offline (void)
{
  static const Route nothing[] = { { NULL } };
  g_autoptr (Stage) stage = stage_new (nothing, "");
  g_autoptr (ScriptedServer) gone = g_steal_pointer (&stage->server);
  g_autoptr (GError) error = NULL;
  g_autoptr (UaCapabilities) capabilities = NULL;

  g_clear_pointer (&gone, scripted_server_free);
  capabilities = discover (stage, &error);
  g_assert_error (error, UA_ERROR, UA_ERROR_OFFLINE);
  g_assert_null (capabilities);
  stage->server = scripted_server_new (NULL, NULL);
}

static void
test_give_up (void)
{
  static const Route nothing[] = { { NULL } };

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (Stage) stage = stage_new (nothing, "");
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (UaCapabilities) capabilities = NULL;

      ua_client_discover_async (stage->client, cancellable, result_arrived_cb, &result);
      if (i == 0)
        g_cancellable_cancel (cancellable);
      else
        ua_client_close (stage->client);
      capabilities = ua_client_discover_finish (stage->client, await_result (&result), &error);
      g_assert_null (capabilities);
      if (i == 0)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      else
        g_assert_error (error, UA_ERROR, UA_ERROR_STOPPED);
      g_clear_object (&result);
    }
}

/* Who is signed in. */

static gboolean
find_me (Stage         *stage,
         GCancellable  *cancellable,
         char         **id,
         GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ua_client_find_me_async (stage->client, cancellable, result_arrived_cb, &result);
  return ua_client_find_me_finish (stage->client, await_result (&result), id, error);
}

static void
test_me (void)
{
  static const struct
  {
    Route route;
    const char *id;
    UaSupport support;
  } cases[] = {
    { { "GET", "/Me", 200, NULL, "{\"id\":\"m-1\",\"userName\":\"ana\"}" }, "m-1", UA_SUPPORT_YES },
    { { "GET", "/Me", 200, NULL, "{\"id\":17}" }, "17", UA_SUPPORT_YES },
    { { "GET", "/Me", 200, NULL, "{}" }, NULL, UA_SUPPORT_NO },
    { { "GET", "/Me", 404, NULL, "{}" }, NULL, UA_SUPPORT_NO },
    { { "GET", "/Me", 501, NULL, NULL }, NULL, UA_SUPPORT_NO },
    { { "GET", "/Me", 500, NULL, NULL }, NULL, UA_SUPPORT_UNKNOWN },
    { { "GET", "/Me", 403, NULL, NULL }, NULL, UA_SUPPORT_UNKNOWN },
    { { "GET", "/Me", 200, "text/html", HTML }, NULL, UA_SUPPORT_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Route routes[] = { cases[i].route, { NULL } };
      g_autoptr (Stage) stage = stage_new (routes, "");
      g_autoptr (GError) error = NULL;
      g_autofree char *id = NULL;

      g_assert_true (find_me (stage, NULL, &id, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (id, ==, cases[i].id);
      g_assert_cmpint (ua_capabilities_get (ua_client_get_capabilities (stage->client),
                                            UA_CAPABILITY_ME), ==, cases[i].support);
    }
}

/* RFC 7644, section 3.11, lets a server send one to the member. */
static void
test_me_redirected (void)
{
  static const Route routes[] = {
    { "GET", "/v2/Me", 308, NULL, NULL, NULL, "/v2/Users/m-1" },
    { "GET", "/v2/Users/m-1", 200, NULL, "{\"id\":\"m-1\"}" },
    { NULL },
  };
  g_autoptr (Stage) stage = stage_new (routes, "/v2");
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  g_assert_true (find_me (stage, NULL, &id, &error));
  g_assert_cmpstr (id, ==, "m-1");
}

static void
test_me_fails (void)
{
  static const Route refused[] = { { "GET", "/Me", 401, NULL, NULL }, { NULL } };
  g_autoptr (Stage) stage = stage_new (refused, "");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *id = g_strdup ("untouched");

  g_assert_false (find_me (stage, NULL, &id, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_AUTHENTICATION);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_false (find_me (stage, cancellable, &id, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (id, ==, "untouched");
}

/* RFC 7643, section 6: an endpoint is below the base address, whatever a server puts before it. */
static void
test_endpoints (void)
{
  static const struct
  {
    const char *before;
    guint users_status;
    const char *users;
    const char *groups;
  } cases[] = {
    { "", 200, "/Users", "/Groups" },
    { "/scim/v2", 200, "/Users", "/Groups" },
    { "/scim/v2", 500, "/Users", "/Groups" },
    { "/behind/a/proxy", 200, "/Users", "/Groups" },
    { "/deeper", 403, "/deeper/Users", "/deeper/Groups" },
    { "https://elsewhere.example/t", 200, "/Users", "/Groups" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *types = g_strdup_printf (
        "[{\"name\":\"User\",\"endpoint\":\"%s/Users\"},"
        "{\"name\":\"Group\",\"endpoint\":\"%s/Groups\"}]", cases[i].before, cases[i].before);
      Route routes[] = {
        { "GET", "/scim/v2/Users", cases[i].users_status, NULL, EMPTY_LIST, NULL },
        { "GET", "/scim/v2/ResourceTypes", 200, NULL, types, NULL },
        { "GET", "/", 404, NULL, NULL, NULL },
        { NULL },
      };
      g_autoptr (Stage) stage = stage_new (routes, "/scim/v2");
      g_autoptr (GError) error = NULL;
      g_autoptr (UaCapabilities) capabilities = discover (stage, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (ua_capabilities_get_users_path (capabilities), ==, cases[i].users);
      g_assert_cmpstr (ua_capabilities_get_groups_path (capabilities), ==, cases[i].groups);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/discover/all", test_all);
  g_test_add_func ("/discover/places", test_places);
  g_test_add_func ("/discover/parts", test_parts);
  g_test_add_func ("/discover/refused", test_refused);
  g_test_add_func ("/discover/offline", test_offline);
  g_test_add_func ("/discover/give-up", test_give_up);
  g_test_add_func ("/me/answers", test_me);
  g_test_add_func ("/me/redirected", test_me_redirected);
  g_test_add_func ("/me/fails", test_me_fails);

  g_test_add_func ("/me/endpoints", test_endpoints);
  g_test_add_func ("/discover/learned-stays", test_learned_stays);
  g_test_add_func ("/discover/large-descriptions", test_large_descriptions);
  return g_test_run ();
}
