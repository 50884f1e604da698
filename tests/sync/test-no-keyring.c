/* SPDX-License-Identifier: GPL-3.0-or-later */
/* K1: no keyring at all.  One signs in for this session, and nothing is written anywhere. */
#include "scripted-directory.h"
#include "session-fixture.h"

#include "ua-error.h"

static void
test_sign_in (void)
{
  g_autoptr (ScriptedDirectory) directory = scripted_directory_new (3);
  g_autofree char *address = scripted_directory_get_address (directory);
  g_autoptr (UaConnections) connections = ua_connections_new ();
  g_autoptr (UaCredentials) credentials = ua_credentials_new_token ("canary-token");
  g_autoptr (UaConnection) connection =
    ua_connections_make_remote ("Brackwater Works", address, credentials);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  UaSession *session;

  g_free (directory->token);
  directory->token = g_strdup ("canary-token");
  ua_connections_add (connections, connection, &error);
  g_assert_no_error (error);
  session = open_session (connection, NULL);
  wait_for (ua_session_get_state (session) == UA_SESSION_STATE_SIGN_IN);
  g_assert_error (ua_session_get_error (session), UA_ERROR, UA_ERROR_KEYRING);

  ua_session_sign_in_async (session, credentials, TRUE, NULL, keep_result, &result);
  wait_for (result != NULL);
  g_assert_false (ua_session_sign_in_finish (session, result, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_KEYRING);
  g_clear_error (&error);
  g_clear_object (&result);
  wait_online (session);
  g_assert_cmpuint (ua_session_get_n_members (session), ==, 3);
  close_session (&session);
  g_assert_cmpuint (count_files_with (g_get_user_data_dir (), "canary-token"), ==, 0);
  g_assert_cmpuint (count_files_with (g_get_user_config_dir (), "canary-token"), ==, 0);

  /* UA-04: the connection can be forgotten all the same, and that the keyring did not answer is
   * said. */
  ua_connections_forget_async (connections, connection, keep_result, &result);
  wait_for (result != NULL);
  g_assert_false (ua_connections_forget_finish (connections, result, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_KEYRING);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (connections)), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/no-keyring/sign-in", test_sign_in);
  return g_test_run ();
}
