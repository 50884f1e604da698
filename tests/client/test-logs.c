/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nothing secret or personal is logged, even with G_MESSAGES_DEBUG=all (faults S6). */
#include "scripted-server.h"
#include "ua-client-private.h"
#include "ua-error.h"

#include <string.h>

#define CANARY "canary"
#define MEMBER "{\"id\":\"canary-id\",\"userName\":\"canary-user\",\"displayName\":\"Canary Name\"," \
               "\"emails\":[{\"value\":\"canary@brackwater.example\"}]}"
#define LIST "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"]," \
             "\"totalResults\":2,\"nextCursor\":\"canary-cursor\"," \
             "\"Resources\":[" MEMBER ",{\"canary\":1}]}"

static void
member_handler (ScriptedServer        *server,
                SoupServerMessage     *message,
                const ScriptedRequest *request,
                guint                  n,
                gpointer               user_data)
{
  scripted_reply_header (message, "ETag", "\"canary-version\"");
  scripted_reply_header (message, "Set-Cookie", "canary=1");
  if (strcmp (request->method, "PATCH") == 0)
    scripted_reply (message, 400, "application/scim+json",
                    "{\"scimType\":\"canary\",\"detail\":\"canary is taken\"}");
  else if (strcmp (request->method, "POST") == 0)
    scripted_reply (message, 401, "text/html", "<html>canary</html>");
  else if (strcmp (request->method, "DELETE") == 0)
    {
      scripted_reply_header (message, "Location", "https://canary.example/canary");
      scripted_reply (message, 307, NULL, NULL);
    }
  else
    scripted_reply (message, 200, "application/scim+json",
                    strstr (request->target, "/Users/") != NULL ? MEMBER : LIST);
}

static void
assert_clean (const GError *error)
{
  g_autofree char *lower = g_ascii_strdown (error->message, -1);

  g_assert_cmpint (error->domain, ==, UA_ERROR);
  g_assert_null (strstr (lower, CANARY));
}

static void
read_all (UaClient *client)
{
  g_autoptr (GAsyncResult) discovered = NULL;
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GAsyncResult) found = NULL;
  g_autoptr (GAsyncResult) read = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (UaPosition) position = ua_position_new_cursor ("canary-cursor");
  g_autofree char *id = NULL;
  g_autoptr (UaCapabilities) capabilities = NULL;
  g_autoptr (UaPage) page = NULL;
  g_autoptr (UaMemberRecord) record = NULL;

  ua_client_discover_async (client, NULL, result_arrived_cb, &discovered);
  capabilities = ua_client_discover_finish (client, await_result (&discovered), &error);
  g_assert_no_error (error);
  ua_client_list_async (client, UA_RESOURCE_USERS, NULL, position, 5, UA_LIST_FLAGS_NONE, NULL,
                        result_arrived_cb, &listed);
  page = ua_client_list_finish (client, await_result (&listed), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ua_page_get_n_errors (page), ==, 1);
  g_assert_null (strstr (ua_page_get_error (page, 0), CANARY));
  ua_client_find_me_async (client, NULL, result_arrived_cb, &found);
  g_assert_true (ua_client_find_me_finish (client, await_result (&found), &id, &error));
  ua_client_get_member_async (client, "canary-id", NULL, NULL, result_arrived_cb, &read);
  g_assert_true (ua_client_get_member_finish (client, await_result (&read), &record, &error));
}

static void
write_all (UaClient *client)
{
  g_autoptr (GAsyncResult) created = NULL;
  g_autoptr (GAsyncResult) updated = NULL;
  g_autoptr (GAsyncResult) deleted = NULL;
  UaMemberBuilder *builder = ua_member_builder_new ();
  UaPatchEntry entry = { UA_FIELD_TITLE, NULL, (char *) "canary title" };
  g_autoptr (UaPatch) patch = ua_patch_new ("canary-id", "\"canary-version\"", &entry, 1);
  g_autoptr (UaMemberRecord) wanted = NULL;
  g_autoptr (GError) error = NULL;

  ua_member_builder_set (builder, UA_FIELD_ID, "canary-id");
  ua_member_builder_set (builder, UA_FIELD_USER_NAME, "canary-user");
  wanted = ua_member_builder_end (builder);
  ua_client_create_member_async (client, wanted, "canary-key", NULL, result_arrived_cb, &created);
  g_assert_null (ua_client_create_member_finish (client, await_result (&created), &error));
  assert_clean (error);
  g_clear_error (&error);
  ua_client_update_member_async (client, patch, "canary-key", NULL, result_arrived_cb, &updated);
  g_assert_null (ua_client_update_member_finish (client, await_result (&updated), &error));
  assert_clean (error);
  g_clear_error (&error);
  ua_client_delete_member_async (client, "canary-id", NULL, NULL, NULL, result_arrived_cb,
                                 &deleted);
  g_assert_false (ua_client_delete_member_finish (client, await_result (&deleted), &error));
  assert_clean (error);
}

static void
talk (GTlsCertificate *certificate,
      GTlsDatabase    *trust)
{
  g_autoptr (ScriptedServer) server = scripted_server_new_tls (member_handler, NULL, certificate);
  g_autofree char *address = scripted_server_get_address (server, "localhost", "/v2");
  g_autoptr (UaCredentials) token = ua_credentials_new_token ("canary-token");
  g_autoptr (UaCredentials) basic = ua_credentials_new_basic ("canary-user", "canary-password");
  g_autoptr (GError) error = NULL;
  g_autoptr (UaClient) client = ua_client_new (address, token, &error);

  g_assert_no_error (error);
  if (trust != NULL)
    ua_http_set_trust (ua_client_get_http (client), trust);
  read_all (client);
  write_all (client);
  ua_client_set_credentials (client, basic);
  read_all (client);
  g_assert_nonnull (strstr (scripted_server_get_nth (server, 0)->authorization, "canary-token"));
}

static void
test_plain_child (void)
{
  talk (NULL, NULL);
  g_print ("the end was reached\n");
}

static void
test_tls_child (void)
{
  g_autofree char *good = g_test_build_filename (G_TEST_BUILT, "client", "good.pem", NULL);
  g_autofree char *authority = g_test_build_filename (G_TEST_BUILT, "client", "authority.pem",
                                                      NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (good, &error);
  g_autoptr (GTlsDatabase) trust = NULL;

  g_assert_no_error (error);
  trust = g_tls_file_database_new (authority, &error);
  g_assert_no_error (error);
  talk (certificate, trust);
  g_print ("the end was reached\n");
}

static void
assert_child_is_quiet (const char *path)
{
  static const char * const traces[] = {
    "*canary*", "*Canary*", "*CANARY*",
    /* The user name and the password as they are sent. */
    "*Y2FuYXJ5*",
  };

  g_test_trap_subprocess (path, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_assert_true (g_test_trap_has_passed ());
  /* It did log, and it did all of it. */
  g_test_trap_assert_stdout ("*GSocketClient*the end was reached*");
  for (guint i = 0; i < G_N_ELEMENTS (traces); i++)
    {
      g_test_trap_assert_stderr_unmatched (traces[i]);
      g_test_trap_assert_stdout_unmatched (traces[i]);
    }
}

static void
test_plain (void)
{
  assert_child_is_quiet ("/logs/plain/subprocess/child");
}

/* Over HTTP/2, where libsoup has more to say. */
static void
test_encrypted (void)
{
  assert_child_is_quiet ("/logs/tls/subprocess/child");
  g_test_trap_assert_stdout ("*libsoup-server-http2*");
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("G_MESSAGES_DEBUG", "all", TRUE);
  g_setenv ("SOUP_SERVER_HTTP2", "1", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/logs/plain", test_plain);
  g_test_add_func ("/logs/plain/subprocess/child", test_plain_child);
  g_test_add_func ("/logs/tls", test_encrypted);
  g_test_add_func ("/logs/tls/subprocess/child", test_tls_child);

  return g_test_run ();
}
