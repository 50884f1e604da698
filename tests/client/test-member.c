/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading, creating, changing and deleting one member (RFC 7644, sections 3.3 to 3.6; N2, N3). */
#include "scripted-routes.h"
#include "ua-error.h"

#include <string.h>

#define ANA_1 "{\"id\":\"1\",\"userName\":\"ana\",\"title\":\"Clerk\"," \
              "\"meta\":{\"version\":\"W/\\\"1\\\"\"}}"
#define ANA_2 "{\"id\":\"1\",\"userName\":\"ana\",\"title\":\"Lead\"," \
              "\"meta\":{\"version\":\"W/\\\"2\\\"\"}}"
#define ANA_BARE "{\"id\":\"1\",\"userName\":\"ana\",\"title\":\"Clerk\",\"x\":{\"kept\":1}}"
#define ANA_LEAD "{\"id\":\"1\",\"userName\":\"ana\",\"title\":\"Lead\"}"
#define ANA_OTHER "{\"id\":\"1\",\"userName\":\"ana\",\"title\":\"Boss\"}"

static void
know (Stage        *stage,
      UaCapability  capability,
      UaSupport     support)
{
  ua_client_learn (stage->client, capability, support);
}

static UaPatch *
make_patch (const char *version)
{
  UaPatchEntry entry = { UA_FIELD_TITLE, (char *) "Clerk", (char *) "Lead" };

  return ua_patch_new ("1", version, &entry, 1);
}

static UaMemberRecord *
update (Stage       *stage,
        const char  *version,
        GError     **error)
{
  g_autoptr (UaPatch) patch = make_patch (version);
  g_autoptr (GAsyncResult) result = NULL;

  ua_client_update_member_async (stage->client, patch, "key-1", NULL, result_arrived_cb, &result);
  return ua_client_update_member_finish (stage->client, await_result (&result), error);
}

static void
assert_title (UaMemberRecord *record,
              const char     *title)
{
  g_assert_nonnull (record);
  g_assert_cmpstr (ua_member_record_get_id (record), ==, "1");
  g_assert_cmpstr (ua_member_record_get (record, UA_FIELD_TITLE), ==, title);
}

static const ScriptedRequest *
find_request (Stage      *stage,
              const char *method)
{
  for (guint i = 0; i < scripted_server_get_n (stage->server); i++)
    if (strcmp (scripted_server_get_nth (stage->server, i)->method, method) == 0)
      return scripted_server_get_nth (stage->server, i);
  g_error ("there was no %s", method);
  return NULL;
}

/* Reading. */

static gboolean
get (Stage           *stage,
     const char      *version,
     GCancellable    *cancellable,
     UaMemberRecord **record,
     GError         **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ua_client_get_member_async (stage->client, "1", version, cancellable, result_arrived_cb,
                              &result);
  return ua_client_get_member_finish (stage->client, await_result (&result), record, error);
}

static void
test_get (void)
{
  static const Route routes[] = {
    { "GET", "/v2/Users/1", 200, NULL, ANA_BARE, "W/\"5\"", NULL, 1 },
    { "GET", "/v2/Users/1", 304 },
    { NULL },
  };
  g_autoptr (Stage) stage = stage_new (routes, "/v2");
  g_autoptr (GError) error = NULL;
  g_autoptr (UaMemberRecord) record = NULL;
  g_autoptr (UaMemberRecord) unchanged = NULL;

  g_assert_true (get (stage, NULL, NULL, &record, &error));
  g_assert_no_error (error);
  assert_title (record, "Clerk");
  /* The version comes from the header, where the body has none. */
  g_assert_cmpstr (ua_member_record_get (record, UA_FIELD_VERSION), ==, "W/\"5\"");

  g_assert_true (get (stage, "W/\"5\"", NULL, &unchanged, &error));
  g_assert_null (unchanged);
  g_assert_cmpstr (scripted_server_get_nth (stage->server, 1)->if_none_match, ==, "W/\"5\"");

  /* Nobody asked whether it changed. */
  g_assert_false (get (stage, NULL, NULL, &unchanged, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_PROTOCOL);
}

/* Only a 404 of the service itself says that a member is gone. */
static void
test_get_fails (void)
{
  static const struct
  {
    Route route;
    UaError code;
  } cases[] = {
    { { "GET", "/", 404, NULL, "{\"status\":\"404\"}" }, UA_ERROR_NOT_FOUND },
    { { "GET", "/", 404, NULL, NULL }, UA_ERROR_NOT_FOUND },
    { { "GET", "/", 410, NULL, NULL }, UA_ERROR_NOT_FOUND },
    { { "GET", "/", 404, "text/html", "<html>proxy</html>" }, UA_ERROR_PROTOCOL },
    { { "GET", "/", 401, NULL, NULL }, UA_ERROR_AUTHENTICATION },
    { { "GET", "/", 403, NULL, NULL }, UA_ERROR_PERMISSION },
    { { "GET", "/", 500, NULL, NULL }, UA_ERROR_SERVER },
    { { "GET", "/", 204, NULL, NULL }, UA_ERROR_PROTOCOL },
    { { "GET", "/", 200, NULL, "[]" }, UA_ERROR_PROTOCOL },
    { { "GET", "/", 200, NULL, "{\"userName\":\"ana\"}" }, UA_ERROR_PROTOCOL },
    { { "GET", "/", 200, "text/html", "<html>sign in</html>" }, UA_ERROR_PROTOCOL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Route routes[] = { cases[i].route, { NULL } };
      g_autoptr (Stage) stage = stage_new (routes, "/v2");
      g_autoptr (GError) error = NULL;
      g_autoptr (UaMemberRecord) record = NULL;

      g_assert_false (get (stage, NULL, NULL, &record, &error));
      g_assert_error (error, UA_ERROR, (int) cases[i].code);
      g_assert_null (record);
    }
}

static void
test_get_given_up (void)
{
  static const Route routes[] = { { "GET", "/", 200, NULL, ANA_1 }, { NULL } };
  g_autoptr (Stage) stage = stage_new (routes, "/v2");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (UaMemberRecord) record = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (get (stage, NULL, cancellable, &record, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Changing. */

static void
test_update_by_version (void)
{
  static const Route routes[] = { { "PATCH", "/v2/Users/1", 200, NULL, ANA_2 }, { NULL } };
  g_autoptr (Stage) stage = stage_new (routes, "/v2");
  g_autoptr (GError) error = NULL;
  g_autoptr (UaMemberRecord) record = NULL;
  const ScriptedRequest *request;

  know (stage, UA_CAPABILITY_ETAG, UA_SUPPORT_YES);
  record = update (stage, "W/\"1\"", &error);
  g_assert_no_error (error);
  assert_title (record, "Lead");
  g_assert_cmpstr (ua_member_record_get (record, UA_FIELD_VERSION), ==, "W/\"2\"");
  g_assert_cmpuint (scripted_server_get_n (stage->server), ==, 1);
  request = scripted_server_get_nth (stage->server, 0);
  g_assert_cmpstr (request->if_match, ==, "W/\"1\"");
  g_assert_cmpstr (request->key, ==, "key-1");
  g_assert_cmpstr (request->content_type, ==, "application/scim+json");
  g_assert_nonnull (strstr (request->body, "\"Lead\""));
}

static void
test_update_stale (void)
{
  static const Route routes[] = { { "PATCH", "/v2/Users/1", 412, NULL, "{}" }, { NULL } };
  g_autoptr (Stage) stage = stage_new (routes, "/v2");
  g_autoptr (GError) error = NULL;
  g_autoptr (UaMemberRecord) record = NULL;

  know (stage, UA_CAPABILITY_ETAG, UA_SUPPORT_YES);
  record = update (stage, "W/\"1\"", &error);
  g_assert_error (error, UA_ERROR, UA_ERROR_STALE);
  g_assert_null (record);
}

/* A response that is empty, or holds something else, leads to reading again. */
static void
test_update_without_answer (void)
{
  static const Route answers[] = {
    { "PATCH", "/v2/Users/1", 204 },
    { "PATCH", "/v2/Users/1", 200 },
    { "PATCH", "/v2/Users/1", 200, NULL, "{}" },
    { "PATCH", "/v2/Users/1", 200, "text/plain", "done" },
    { "PATCH", "/v2/Users/1", 200, NULL, "{\"id\":\"99\",\"userName\":\"somebody\"}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      Route routes[] = { answers[i], { "GET", "/v2/Users/1", 200, NULL, ANA_2 }, { NULL } };
      g_autoptr (Stage) stage = stage_new (routes, "/v2");
      g_autoptr (GError) error = NULL;
      g_autoptr (UaMemberRecord) record = NULL;

      know (stage, UA_CAPABILITY_ETAG, UA_SUPPORT_YES);
      record = update (stage, "W/\"1\"", &error);
      g_assert_no_error (error);
      assert_title (record, "Lead");
      g_assert_cmpuint (scripted_server_count (stage->server, "PATCH", "/"), ==, 1);
      g_assert_cmpuint (scripted_server_count (stage->server, "GET", "/"), ==, 1);
    }
}

/* Without versions what is there is compared with what was there when editing began (UA-05). */
static void
test_update_without_versions (void)
{
  static const Route same[] = {
    { "GET", "/v2/Users/1", 200, NULL, ANA_BARE },
    { "PATCH", "/v2/Users/1", 200, NULL, ANA_LEAD },
    { NULL },
  };
  static const Route changed[] = {
    { "GET", "/v2/Users/1", 200, NULL, ANA_OTHER },
    { "PATCH", "/v2/Users/1", 200, NULL, ANA_LEAD },
    { NULL },
  };
  g_autoptr (Stage) fine = stage_new (same, "/v2");
  g_autoptr (Stage) stale = stage_new (changed, "/v2");
  g_autoptr (GError) error = NULL;
  g_autoptr (UaMemberRecord) record = update (fine, NULL, &error);

  g_assert_no_error (error);
  assert_title (record, "Lead");
  g_assert_null (find_request (fine, "PATCH")->if_match);

  g_clear_pointer (&record, ua_member_record_unref);
  record = update (stale, NULL, &error);
  g_assert_error (error, UA_ERROR, UA_ERROR_STALE);
  g_assert_null (record);
  g_assert_cmpuint (scripted_server_count (stale->server, "PATCH", "/"), ==, 0);
}

/* A server that refuses PATCH and PUT lets nothing be changed; that is known from then on. */
static void
test_nothing_can_be_changed (void)
{
  static const Route routes[] = {
    { "GET", "/v2/Users/1", 200, NULL, ANA_BARE },
    { "PATCH", "/v2/Users/1", 405 },
    { "PUT", "/v2/Users/1", 405 },
    { NULL },
  };
  g_autoptr (Stage) stage = stage_new (routes, "/v2");
  g_autoptr (GError) error = NULL;
  g_autoptr (UaMemberRecord) record = update (stage, NULL, &error);

  g_assert_error (error, UA_ERROR, UA_ERROR_NOT_SUPPORTED);
  g_assert_null (record);
  g_assert_cmpint (ua_capabilities_get (ua_client_get_capabilities (stage->client),
                                        UA_CAPABILITY_UPDATE), ==, UA_SUPPORT_NO);
}

/* A server without PATCH gets PUT with all that it had, and is remembered. */
static void
test_update_by_put (void)
{
  static const guint statuses[] = { 405, 501 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      Route routes[] = {
        { "GET", "/v2/Users/1", 200, NULL, ANA_BARE, "W/\"3\"" },
        { "PATCH", "/v2/Users/1", statuses[i], NULL, NULL },
        { "PUT", "/v2/Users/1", 200, NULL, ANA_LEAD },
        { NULL },
      };
      g_autoptr (Stage) stage = stage_new (routes, "/v2");
      g_autoptr (GError) error = NULL;
      g_autoptr (UaMemberRecord) record = update (stage, NULL, &error);
      g_autoptr (UaMemberRecord) again = NULL;
      const ScriptedRequest *put;

      g_assert_no_error (error);
      assert_title (record, "Lead");
      put = find_request (stage, "PUT");
      g_assert_cmpstr (put->if_match, ==, "W/\"3\"");
      g_assert_cmpstr (put->key, ==, "key-1");
      g_assert_nonnull (strstr (put->body, "\"Lead\""));
      g_assert_nonnull (strstr (put->body, "\"kept\""));
      g_assert_cmpint (ua_capabilities_get (ua_client_get_capabilities (stage->client),
                                            UA_CAPABILITY_PATCH), ==, UA_SUPPORT_NO);

      again = update (stage, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (scripted_server_count (stage->server, "PATCH", "/"), ==, 1);
      g_assert_cmpuint (scripted_server_count (stage->server, "PUT", "/"), ==, 2);
    }
}

/* A server that finds no PATCH is told from a member who is not there by reading the member. */
static void
test_update_by_put_after_404 (void)
{
  static const char * const types[] = { NULL, "text/html" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      Route routes[] = {
        { "GET", "/v2/Users/1", 200, NULL, ANA_BARE, NULL },
        { "PATCH", "/v2/Users/1", 404, types[i], "<p>Cannot PATCH", NULL },
        { "PUT", "/v2/Users/1", 200, NULL, ANA_LEAD, NULL },
        { NULL },
      };
      g_autoptr (Stage) stage = stage_new (routes, "/v2");
      g_autoptr (GError) error = NULL;
      g_autoptr (UaMemberRecord) record = update (stage, NULL, &error);

      g_assert_no_error (error);
      assert_title (record, "Lead");
      g_assert_cmpint (ua_capabilities_get (ua_client_get_capabilities (stage->client),
                                            UA_CAPABILITY_PATCH), ==, UA_SUPPORT_NO);
    }
}

/* A server that takes values by the names of attributes alone is told so, and remembered. */
static void
test_update_without_paths (void)
{
  static const Route routes[] = {
    { "GET", "/v2/Users/1", 200, NULL, ANA_BARE, NULL },
    { "PATCH", "/v2/Users/1", 400, NULL, "{\"scimType\":\"invalidPath\"}", NULL, NULL, 1 },
    { "PATCH", "/v2/Users/1", 200, NULL, ANA_LEAD, NULL },
    { NULL },
  };
  g_autoptr (Stage) stage = stage_new (routes, "/v2");
  g_autoptr (GError) error = NULL;
  g_autoptr (UaMemberRecord) record = update (stage, NULL, &error);
  g_autoptr (UaMemberRecord) again = NULL;

  g_assert_no_error (error);
  assert_title (record, "Lead");
  g_assert_nonnull (strstr (find_request (stage, "PATCH")->body, "path"));
  g_assert_cmpint (ua_capabilities_get (ua_client_get_capabilities (stage->client),
                                        UA_CAPABILITY_PATCH_PATHS), ==, UA_SUPPORT_NO);
  again = update (stage, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (scripted_server_count (stage->server, "PATCH", "/"), ==, 3);
}

/* A refusal that both forms get is reported as that of a value. */
static void
test_update_refused_twice (void)
{
  static const Route routes[] = {
    { "GET", "/v2/Users/1", 200, NULL, ANA_BARE, NULL },
    { "PATCH", "/v2/Users/1", 400, NULL, "{}", NULL },
    { NULL },
  };
  g_autoptr (Stage) stage = stage_new (routes, "/v2");
  g_autoptr (GError) error = NULL;
  g_autoptr (UaMemberRecord) record = update (stage, NULL, &error);

  g_assert_error (error, UA_ERROR, UA_ERROR_INVALID_VALUE);
  g_assert_null (record);
  g_assert_cmpuint (scripted_server_count (stage->server, "PATCH", "/"), ==, 2);
  g_assert_cmpint (ua_capabilities_get (ua_client_get_capabilities (stage->client),
                                        UA_CAPABILITY_PATCH_PATHS), ==, UA_SUPPORT_UNKNOWN);
}

/* RFC 7644, section 3.1: a server that does not know the media type of SCIM gets that of JSON. */
static void
test_update_as_json (void)
{
  static const Route routes[] = {
    { "GET", "/v2/Users/1", 200, NULL, ANA_BARE, NULL },
    { "PATCH", "/v2/Users/1", 415, NULL, NULL, NULL, NULL, 1 },
    { "PATCH", "/v2/Users/1", 200, NULL, ANA_LEAD, NULL },
    { NULL },
  };
  g_autoptr (Stage) stage = stage_new (routes, "/v2");
  g_autoptr (GError) error = NULL;
  g_autoptr (UaMemberRecord) record = update (stage, NULL, &error);
  g_autoptr (UaMemberRecord) again = NULL;

  g_assert_no_error (error);
  assert_title (record, "Lead");
  again = update (stage, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (scripted_server_count (stage->server, "PATCH", "/"), ==, 3);
}

static void
test_update_fails (void)
{
  static const struct
  {
    Route route;
    UaError code;
    guint n_sent;
  } cases[] = {
    { { "PATCH", "/", 400, NULL, "{\"scimType\":\"invalidValue\"}" }, UA_ERROR_INVALID_VALUE, 1 },
    { { "PATCH", "/", 401, NULL, NULL }, UA_ERROR_AUTHENTICATION, 1 },
    { { "PATCH", "/", 403, NULL, NULL }, UA_ERROR_PERMISSION, 1 },
    { { "PATCH", "/", 404, NULL, NULL }, UA_ERROR_NOT_FOUND, 2 },
    { { "PATCH", "/", 409, NULL, "{\"scimType\":\"uniqueness\"}" }, UA_ERROR_CONFLICT, 1 },
    { { "PATCH", "/", 422, NULL, NULL }, UA_ERROR_INVALID_VALUE, 1 },
    { { "PATCH", "/", 429, NULL, NULL }, UA_ERROR_BUSY, 2 },
    { { "PATCH", "/", 500, NULL, NULL }, UA_ERROR_SERVER, 1 },
    { { "PATCH", "/", 302, NULL, NULL, NULL, "/v2/Users/2" }, UA_ERROR_REDIRECT, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Route routes[] = { cases[i].route, { "GET", "/", 404, NULL, NULL }, { NULL } };
      g_autoptr (Stage) stage = stage_new (routes, "/v2");
      g_autoptr (GError) error = NULL;
      g_autoptr (UaMemberRecord) record = NULL;

      know (stage, UA_CAPABILITY_ETAG, UA_SUPPORT_YES);
      record = update (stage, "W/\"1\"", &error);
      g_assert_error (error, UA_ERROR, (int) cases[i].code);
      g_assert_null (record);
      g_assert_cmpuint (scripted_server_get_n (stage->server), ==, cases[i].n_sent);
    }
}

static void
test_update_given_up (void)
{
  static const Route routes[] = { { "PATCH", "/", 200, NULL, ANA_2 }, { NULL } };
  g_autoptr (Stage) stage = stage_new (routes, "/v2");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (UaPatch) patch = make_patch (NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (UaMemberRecord) record = NULL;

  ua_client_update_member_async (stage->client, patch, NULL, cancellable, result_arrived_cb,
                                 &result);
  g_cancellable_cancel (cancellable);
  record = ua_client_update_member_finish (stage->client, await_result (&result), &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (record);
  g_clear_object (&result);
}

/* Creating. */

static UaMemberRecord *
create (Stage         *stage,
        GCancellable  *cancellable,
        GError       **error)
{
  UaMemberBuilder *builder = ua_member_builder_new ();
  g_autoptr (UaMemberRecord) wanted = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  ua_member_builder_set (builder, UA_FIELD_ID, "1");
  ua_member_builder_set (builder, UA_FIELD_USER_NAME, "ana");
  wanted = ua_member_builder_end (builder);
  ua_client_create_member_async (stage->client, wanted, "key-1", cancellable, result_arrived_cb,
                                 &result);
  return ua_client_create_member_finish (stage->client, await_result (&result), error);
}

static void
test_create (void)
{
  static const Route answers[] = {
    { "POST", "/v2/Users", 201, NULL, ANA_1 },
    { "POST", "/v2/Users", 200, NULL, ANA_1 },
    { "POST", "/v2/Users", 201, NULL, NULL, NULL, "/v2/Users/1" },
    { "POST", "/v2/Users", 201, NULL, NULL, NULL, "https://inside.example/v2/Users/1?x" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      Route routes[] = { answers[i], { "GET", "/v2/Users/1", 200, NULL, ANA_1 }, { NULL } };
      g_autoptr (Stage) stage = stage_new (routes, "/v2");
      g_autoptr (GError) error = NULL;
      g_autoptr (UaMemberRecord) record = create (stage, NULL, &error);
      const ScriptedRequest *post = find_request (stage, "POST");

      g_assert_no_error (error);
      assert_title (record, "Clerk");
      g_assert_cmpstr (post->key, ==, "key-1");
      g_assert_nonnull (strstr (post->body, "\"ana\""));
    }
}

static void
test_create_fails (void)
{
  static const struct
  {
    Route route;
    UaError code;
  } cases[] = {
    { { "POST", "/", 409, NULL, "{\"scimType\":\"uniqueness\"}" }, UA_ERROR_CONFLICT },
    { { "POST", "/", 400, NULL, "{\"scimType\":\"uniqueness\"}" }, UA_ERROR_CONFLICT },
    { { "POST", "/", 400, NULL, "{\"scimType\":\"invalidValue\"}" }, UA_ERROR_INVALID_VALUE },
    { { "POST", "/", 403, NULL, NULL }, UA_ERROR_PERMISSION },
    { { "POST", "/", 201, NULL, NULL }, UA_ERROR_PROTOCOL },
  };
  static const Route fine[] = { { "POST", "/", 201, NULL, ANA_1 }, { NULL } };
  g_autoptr (Stage) given_up = stage_new (fine, "/v2");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) cancelled = NULL;
  g_autoptr (UaMemberRecord) none = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Route routes[] = { cases[i].route, { NULL } };
      g_autoptr (Stage) stage = stage_new (routes, "/v2");
      g_autoptr (GError) error = NULL;
      g_autoptr (UaMemberRecord) record = create (stage, NULL, &error);

      g_assert_error (error, UA_ERROR, (int) cases[i].code);
      g_assert_null (record);
    }
  g_cancellable_cancel (cancellable);
  none = create (given_up, cancellable, &cancelled);
  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (none);
}

/* Deleting. */

static gboolean
delete (Stage         *stage,
        GCancellable  *cancellable,
        GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ua_client_delete_member_async (stage->client, "1", "W/\"1\"", "key-1", cancellable,
                                 result_arrived_cb, &result);
  return ua_client_delete_member_finish (stage->client, await_result (&result), error);
}

static void
test_delete (void)
{
  static const struct
  {
    Route route;
    int code;
  } cases[] = {
    { { "DELETE", "/v2/Users/1", 204 }, -1 },
    { { "DELETE", "/v2/Users/1", 200, NULL, ANA_1 }, -1 },
    { { "DELETE", "/v2/Users/1", 202, "text/plain", "soon" }, -1 },
    { { "DELETE", "/v2/Users/1", 404, NULL, "{}" }, UA_ERROR_NOT_FOUND },
    { { "DELETE", "/v2/Users/1", 412, NULL, "{}" }, UA_ERROR_STALE },
    { { "DELETE", "/v2/Users/1", 403, NULL, "{}" }, UA_ERROR_PERMISSION },
    { { "DELETE", "/v2/Users/1", 501, NULL, "{}" }, UA_ERROR_NOT_SUPPORTED },
  };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Route routes[] = { cases[i].route, { NULL } };
      g_autoptr (Stage) stage = stage_new (routes, "/v2");
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (delete (stage, NULL, &error), ==, cases[i].code == -1);
      if (cases[i].code == -1)
        g_assert_no_error (error);
      else
        g_assert_error (error, UA_ERROR, cases[i].code);
      g_assert_cmpstr (find_request (stage, "DELETE")->if_match, ==, "W/\"1\"");
      g_assert_cmpstr (find_request (stage, "DELETE")->key, ==, "key-1");

      g_clear_error (&error);
      g_assert_false (delete (stage, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/member/get/answers", test_get);
  g_test_add_func ("/member/get/fails", test_get_fails);
  g_test_add_func ("/member/get/given-up", test_get_given_up);
  g_test_add_func ("/member/update/by-version", test_update_by_version);
  g_test_add_func ("/member/update/stale", test_update_stale);
  g_test_add_func ("/member/update/without-answer", test_update_without_answer);
  g_test_add_func ("/member/update/without-versions", test_update_without_versions);
  g_test_add_func ("/member/update/by-put", test_update_by_put);
  g_test_add_func ("/member/update/by-put-after-404", test_update_by_put_after_404);
  g_test_add_func ("/member/update/without-paths", test_update_without_paths);
  g_test_add_func ("/member/update/refused-twice", test_update_refused_twice);
  g_test_add_func ("/member/update/as-json", test_update_as_json);
  g_test_add_func ("/member/update/fails", test_update_fails);
  g_test_add_func ("/member/update/given-up", test_update_given_up);
  g_test_add_func ("/member/create/answers", test_create);
  g_test_add_func ("/member/create/fails", test_create_fails);
  g_test_add_func ("/member/delete", test_delete);

  g_test_add_func ("/member/nothing-can-be-changed", test_nothing_can_be_changed);
  return g_test_run ();
}
