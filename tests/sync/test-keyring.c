/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keyring.  It is run twice: with the encrypted file that a sandbox uses, and with a real
 * Secret Service on a private bus (see with-keyring). */
#include "scripted-directory.h"
#include "session-fixture.h"

#include "ua-error.h"
#include "ua-keyring.h"

static gboolean
store_secret (UaConnections  *connections,
              UaConnection   *connection,
              UaCredentials  *credentials,
              GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ua_connections_store_secret_async (connections, connection, credentials, NULL, keep_result,
                                     &result);
  wait_for (result != NULL);
  return ua_connections_store_secret_finish (connections, result, error);
}

static UaCredentials *
look_up (UaConnection  *connection,
         GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ua_keyring_lookup_async (connection, NULL, keep_result, &result);
  wait_for (result != NULL);
  return ua_keyring_lookup_finish (result, error);
}

static gboolean
forget (UaConnections  *connections,
        UaConnection   *connection,
        GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ua_connections_forget_async (connections, connection, keep_result, &result);
  wait_for (result != NULL);
  return ua_connections_forget_finish (connections, result, error);
}

/* PE-14: kept, found, replaced, removed with the connection. */
static void
test_life (void)
{
  g_autoptr (UaConnections) connections = ua_connections_new ();
  g_autoptr (UaCredentials) first = ua_credentials_new_basic ("mira", "first secret");
  g_autoptr (UaCredentials) second = ua_credentials_new_basic ("mira", "second secret");
  g_autoptr (UaConnection) connection =
    ua_connections_make_remote ("Brackwater Works", "https://one.example/scim", first);
  g_autoptr (UaCredentials) found = NULL;
  g_autoptr (GError) error = NULL;

  ua_connections_add (connections, connection, &error);
  g_assert_no_error (error);
  g_assert_null (look_up (connection, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_NOT_FOUND);
  g_clear_error (&error);

  store_secret (connections, connection, first, &error);
  g_assert_no_error (error);
  store_secret (connections, connection, second, &error);
  g_assert_no_error (error);
  found = look_up (connection, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ua_credentials_get_user_name (found), ==, "mira");
  g_assert_cmpstr (ua_credentials_get_secret (found), ==, "second secret");

  forget (connections, connection, &error);
  g_assert_no_error (error);
  g_assert_null (look_up (connection, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_NOT_FOUND);
  g_assert_null (ua_connections_find (connections, ua_connection_get_id (connection)));
}

/* A session finds its secret by itself; refused, it asks, and keeps the new one. */
static void
test_session (void)
{
  g_autoptr (ScriptedDirectory) directory = scripted_directory_new (3);
  g_autofree char *address = scripted_directory_get_address (directory);
  g_autoptr (UaConnections) connections = ua_connections_new ();
  g_autoptr (UaCredentials) credentials = ua_credentials_new_token ("right");
  g_autoptr (UaCredentials) renewed = ua_credentials_new_token ("renewed");
  g_autoptr (UaConnection) connection =
    ua_connections_make_remote ("Brackwater Works", address, credentials);
  g_autoptr (UaCredentials) found = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  UaSession *session;

  store_secret (connections, connection, credentials, &error);
  g_assert_no_error (error);
  session = open_session (connection, NULL);
  wait_online (session);

  g_free (directory->token);
  directory->token = g_strdup ("renewed");
  ua_session_refresh (session);
  wait_for (ua_session_get_state (session) == UA_SESSION_STATE_SIGN_IN);
  ua_session_sign_in_async (session, renewed, TRUE, NULL, keep_result, &result);
  wait_for (result != NULL);
  ua_session_sign_in_finish (session, result, &error);
  g_assert_no_error (error);
  g_clear_object (&result);
  wait_online (session);
  close_session (&session);
  found = look_up (connection, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ua_credentials_get_secret (found), ==, "renewed");

  /* PE-14: with neither secret nor credentials one is asked. */
  forget (connections, connection, &error);
  g_assert_no_error (error);
  session = open_session (connection, NULL);
  wait_for (ua_session_get_state (session) == UA_SESSION_STATE_SIGN_IN);
  g_assert_error (ua_session_get_error (session), UA_ERROR, UA_ERROR_AUTHENTICATION);
  close_session (&session);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/keyring/life", test_life);
  g_test_add_func ("/keyring/session", test_session);
  return g_test_run ();
}
