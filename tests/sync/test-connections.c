/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The connections that are remembered, the token file, the check of an address. */
#include "scripted-directory.h"
#include "session-fixture.h"

#include "ua-error.h"
#include "ua-token-file.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

static char *
get_config_file (void)
{
  return g_build_filename (g_get_user_config_dir (), "useradmin", "connections.ini", NULL);
}

static void
write_config (const char *text)
{
  g_autofree char *path = get_config_file ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static guint
get_mode (const char *path)
{
  GStatBuf buffer;

  g_assert_cmpint (g_stat (path, &buffer), ==, 0);
  return buffer.st_mode & 0777;
}

/* How many files stand in the folder of the configuration. */
static guint
count_config_files (void)
{
  g_autofree char *path = get_config_file ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* PE-13, S7: connections are found again, in a file for this user only. */
static void
test_remembered (void)
{
  g_autoptr (UaConnections) connections = ua_connections_new ();
  g_autoptr (UaCredentials) token = ua_credentials_new_token ("canary-token");
  g_autoptr (UaCredentials) basic = ua_credentials_new_basic ("mira", "canary-password");
  g_autoptr (UaConnection) one = NULL;
  g_autoptr (UaConnection) other = NULL;
  g_autofree char *path = get_config_file ();
  UaConnection *found;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (connections)), ==, 0);
  g_assert_null (ua_connections_get_last (connections));
  one = ua_connections_make_remote ("Brackwater\nWorks", "https://one.example/scim", token);
  other = ua_connections_make_remote ("Other", "https://two.example/scim", basic);
  ua_connections_add (connections, one, &error);
  g_assert_no_error (error);
  ua_connections_add (connections, other, &error);
  g_assert_no_error (error);
  ua_connections_set_last (connections, other, &error);
  g_assert_no_error (error);
  g_assert_false (ua_connections_add (connections, one, NULL));
  g_assert_cmpuint (get_mode (path), ==, 0600);
  g_assert_cmpuint (count_files_with (g_get_user_config_dir (), "canary"), ==, 0);

  g_clear_object (&connections);
  connections = ua_connections_new ();
  g_assert_null (ua_connections_get_error (connections));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (connections)), ==, 2);
  found = ua_connections_get_last (connections);
  g_assert_cmpint (ua_connection_get_kind (found), ==, UA_CONNECTION_KIND_BASIC);
  g_assert_cmpstr (ua_connection_get_user_name (found), ==, "mira");
  found = ua_connections_find (connections, ua_connection_get_id (one));
  g_assert_cmpstr (ua_connection_get_name (found), ==, "Brackwater\nWorks");
  g_assert_cmpstr (ua_connection_get_address (found), ==, "https://one.example/scim");
}

/* R4: a damaged file is said, set aside and not lost. */
static void
test_damaged (void)
{
  g_autoptr (UaConnections) connections = NULL;

  write_config ("[Connection server-1\nKind=token\n");
  connections = ua_connections_new ();
  g_assert_error (ua_connections_get_error (connections), UA_ERROR, UA_ERROR_CORRUPT);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (connections)), ==, 0);
  g_assert_cmpuint (count_config_files (), ==, 1);
  g_assert_cmpuint (count_files_with (g_get_user_config_dir (), "server-1"), ==, 1);
}

/* One entry that cannot be used, because its id would lead out of the folder, costs only itself. */
static void
test_damaged_entry (void)
{
  g_autoptr (UaConnections) connections = NULL;

  write_config ("[Connection ../../../etc]\nKind=token\nName=A\nAddress=https://a.example\n"
                "[Connection server-2]\nKind=token\nName=B\nAddress=https://b.example\n"
                "[Connection server-3]\nKind=magic\nName=C\nAddress=https://c.example\n");
  connections = ua_connections_new ();
  g_assert_error (ua_connections_get_error (connections), UA_ERROR, UA_ERROR_CORRUPT);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (connections)), ==, 1);
  g_assert_nonnull (ua_connections_find (connections, "server-2"));
  g_assert_cmpuint (count_files_with (g_get_user_config_dir (), "magic"), ==, 1);

  g_clear_object (&connections);
  connections = ua_connections_new ();
  g_assert_null (ua_connections_get_error (connections));
  g_assert_nonnull (ua_connections_find (connections, "server-2"));
}

/* The same address leads to the same cache, and nothing is remembered of it. */
static void
test_transient (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UaConnection) one = NULL;
  g_autoptr (UaConnection) same = NULL;
  g_autoptr (UaConnection) other = NULL;

  one = ua_connections_make_transient ("https://one.example/scim/v2", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ua_connection_get_name (one), ==, "one.example");
  same = ua_connections_make_transient ("https://ONE.example/scim/v2/", &error);
  g_assert_no_error (error);
  other = ua_connections_make_transient ("https://one.example/scim/v3", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ua_connection_get_id (one), ==, ua_connection_get_id (same));
  g_assert_cmpstr (ua_connection_get_id (one), !=, ua_connection_get_id (other));
  g_assert_false (ua_connection_get_remembered (one));
  g_assert_null (ua_connections_make_transient ("file:///etc/passwd", &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_ADDRESS);
}

static void
check_token_file (const char *text,
                  gssize      length,
                  const char *expected)
{
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "token", NULL);
  g_autoptr (UaCredentials) credentials = NULL;
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (g_get_user_runtime_dir (), 0700);
  g_assert_true (g_file_set_contents (path, text, length, NULL));
  credentials = ua_token_file_read (path, &error);
  if (expected == NULL)
    g_assert_error (error, UA_ERROR, UA_ERROR_INVALID_ARGUMENT);
  else
    g_assert_cmpstr (ua_credentials_get_secret (credentials), ==, expected);
}

/* S5: what could end a header is no token. */
static void
test_token_file (void)
{
  g_autofree char *huge = g_strnfill (20000, 'x');
  g_autoptr (GError) error = NULL;

  check_token_file ("abc.DEF-123\n", -1, "abc.DEF-123");
  check_token_file ("abc\r\n\n", -1, "abc");
  check_token_file ("abc", -1, "abc");
  check_token_file ("", -1, NULL);
  check_token_file ("\n", -1, NULL);
  check_token_file ("a b\n", -1, NULL);
  check_token_file ("a\r\nX-Other: b\n", -1, NULL);
  check_token_file ("a\0b", 3, NULL);
  check_token_file ("\303\244", -1, NULL);
  check_token_file (huge, -1, NULL);
  g_assert_null (ua_token_file_read ("/nowhere/at/all", &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_STORAGE);
}

static UaCapabilities *
check_address (const char  *address,
               const char  *token,
               char       **used,
               GError     **error)
{
  g_autoptr (UaCredentials) credentials = ua_credentials_new_token (token);
  g_autoptr (GAsyncResult) result = NULL;

  ua_connections_check_async (address, credentials, NULL, keep_result, &result);
  wait_for (result != NULL);
  return ua_connections_check_finish (result, used, error);
}

/* PE-13: the check says which of the things that can be wrong it is. */
static void
test_check (void)
{
  g_autoptr (ScriptedDirectory) directory = scripted_directory_new (3);
  g_autofree char *address = scripted_directory_get_address (directory);
  g_autofree char *used = NULL;
  g_autoptr (UaCapabilities) capabilities = NULL;
  g_autoptr (GError) error = NULL;

  capabilities = check_address (address, "right", &used, &error);
  g_assert_no_error (error);
  g_assert_nonnull (capabilities);
  g_assert_cmpint (ua_capabilities_get (capabilities, UA_CAPABILITY_ETAG), ==, UA_SUPPORT_YES);
  g_assert_nonnull (used);

  g_assert_null (check_address (address, "wrong", NULL, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_AUTHENTICATION);
  g_clear_error (&error);
  g_assert_null (check_address ("gopher://there.example", "right", NULL, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_ADDRESS);
  g_clear_error (&error);
  directory->status_for_lists = 403;
  g_assert_null (check_address (address, "right", NULL, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_PERMISSION);
  g_clear_error (&error);
  scripted_directory_stop (directory);
  g_assert_null (check_address (address, "right", NULL, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_OFFLINE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/connections/remembered", test_remembered);
  g_test_add_func ("/connections/damaged", test_damaged);
  g_test_add_func ("/connections/damaged-entry", test_damaged_entry);
  g_test_add_func ("/connections/transient", test_transient);
  g_test_add_func ("/connections/token-file", test_token_file);
  g_test_add_func ("/connections/check", test_check);
  return g_test_run ();
}
