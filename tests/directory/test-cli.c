/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-directory.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The command line, the files that the service leaves, and how it begins and ends. */

static char *folder;

static GSubprocess *
spawn (const char *const *options,
       const char        *data,
       const char        *token_file)
{
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  GSubprocess *process;

  g_ptr_array_add (argv, (gpointer) UA_TEST_DIRECTORY_EXE);
  if (data != NULL)
    {
      g_ptr_array_add (argv, (gpointer) "--data-dir");
      g_ptr_array_add (argv, (gpointer) data);
    }
  if (token_file != NULL)
    {
      g_ptr_array_add (argv, (gpointer) "--token-file");
      g_ptr_array_add (argv, (gpointer) token_file);
    }
  for (guint i = 0; options[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) options[i]);
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_newv ((const char *const *) argv->pdata,
                               G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                               G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);
  return process;
}

static char *
read_line (GInputStream *stream)
{
  g_autoptr(GDataInputStream) data = g_data_input_stream_new (stream);

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (data), FALSE);
  return g_data_input_stream_read_line (data, NULL, NULL, NULL);
}

static void
assert_fails (const char *const *options,
              const char        *data,
              const char        *token_file,
              int                status)
{
  g_autoptr(GSubprocess) process = spawn (options, data, token_file);
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;

  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &out, &err, NULL));
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, status);
  g_assert_cmpstr (out, ==, "");
  /* One line that says why. */
  g_assert_true (g_str_has_prefix (err, "useradmin-directory: "));
  g_assert_true (g_str_has_suffix (err, "\n"));
  g_assert_true (strchr (err, '\n') == err + strlen (err) - 1);
}

static void
test_bad_options (void)
{
  static const char *const cases[][6] = {
    { NULL },
    { "--listen", NULL },
    { "--listen", "here", NULL },
    { "--listen", "127.0.0.1", NULL },
    { "--listen", "127.0.0.1:65536", NULL },
    { "--listen", "127.0.0.1:-1", NULL },
    { "--listen", "0.0.0.0:0", NULL },
    { "--listen", "[::]:0", NULL },
    { "--listen", "192.0.2.1:80", NULL },
    { "--listen", "directory.example:80", NULL },
    { "--listen", "unix:relative", NULL },
    { "--listen", "127.0.0.1:0", "--sample", "-1", NULL },
    { "--listen", "127.0.0.1:0", "--sample", "many", NULL },
    { "--listen", "127.0.0.1:0", "--sample", "99999999999", NULL },
    { "--listen", "127.0.0.1:0", "--sendmail", "sendmail", NULL },
    { "--listen", "127.0.0.1:0", "--web-base", "people.example", NULL },
    { "--listen", "127.0.0.1:0", "--web-base", "ftp://people.example/", NULL },
    { "--listen", "127.0.0.1:0", "--web-base", "https://people.example/?a", NULL },
    { "--listen", "127.0.0.1:0", "--web-base", "https://me@people.example/", NULL },
    { "--listen", "127.0.0.1:0", "--nonsense", NULL },
    { "--listen", "127.0.0.1:0", "--rate", "-1", NULL },
    { "--check", "--compact", NULL },
    { "--backup", NULL },
    { "--listen", "127.0.0.1:0", "--rate", "fast", NULL },
    { "--listen", "127.0.0.1:0", "--tls-certificate", "/nowhere", NULL },
    { "--listen", "127.0.0.1:0", "--tls-key", "/nowhere", NULL },
    { "--listen", "127.0.0.1:0", "extra", NULL },
  };
  static const char *const good[] = { "--listen", "127.0.0.1:0", NULL };
  g_autofree char *data = g_build_filename (folder, "never", NULL);
  g_autofree char *token = g_build_filename (folder, "never-token", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_fails (cases[i], data, token, 2);
  assert_fails (good, NULL, token, 2);
  assert_fails (good, data, NULL, 2);
  g_assert_false (g_file_test (data, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (token, G_FILE_TEST_EXISTS));
}

/* A certificate that cannot be used keeps it from starting, and is not for a socket. */
static void
test_certificate (void)
{
  static const char *const missing[] = {
    "--listen", "127.0.0.1:0", "--tls-certificate", "/nowhere", "--tls-key", "/nowhere", NULL
  };
  static const char *const with_socket[] = {
    "--listen", "unix:/nowhere/x", "--tls-certificate", "/nowhere", "--tls-key", "/nowhere", NULL
  };
  g_autofree char *data = g_build_filename (folder, "certificate-data", NULL);
  g_autofree char *token = g_build_filename (folder, "certificate-token", NULL);

  assert_fails (missing, data, token, 1);
  assert_fails (with_socket, data, token, 2);
}

static void
test_version (void)
{
  static const char *const options[] = { "--version", NULL };
  g_autoptr(GSubprocess) process = spawn (options, NULL, NULL);
  g_autofree char *out = NULL;

  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, NULL));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  g_assert_true (g_str_has_prefix (out, "useradmin-directory "));
}

static void
test_in_use (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autofree char *data =
    g_build_filename (ua_test_directory_get_folder (directory), "data", NULL);
  g_autofree char *token = g_build_filename (folder, "second-token", NULL);
  static const char *const options[] = { "--listen", "127.0.0.1:0", NULL };

  assert_fails (options, data, token, 1);
}

static void
test_token_file (void)
{
  static const char *const options[] = { "--listen", "127.0.0.1:0", NULL };
  g_autofree char *data = g_build_filename (folder, "token-data", NULL);
  g_autofree char *shorter = g_build_filename (folder, "short", NULL);
  g_autofree char *link = g_build_filename (folder, "link", NULL);
  g_autofree char *missing = g_build_filename (folder, "missing", "token", NULL);

  g_assert_true (g_file_set_contents (shorter, "x\n", -1, NULL));
  g_assert_cmpint (symlink ("/dev/zero", link), ==, 0);
  assert_fails (options, data, shorter, 1);
  assert_fails (options, data, link, 1);
  assert_fails (options, data, folder, 1);
  assert_fails (options, data, missing, 1);
}

static void
assert_mode (const char *path,
             guint       mode)
{
  struct stat info;

  g_assert_cmpint (g_lstat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, mode);
}

/* S7: whatever the umask is, nobody else reads anything. */
static void
test_modes (void)
{
  mode_t old = umask (0);
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (10, NULL);
  static const char *const names[] = {
    "directory.db", "directory.db-wal", "directory.db-shm", "lock"
  };
  const char *parent = ua_test_directory_get_folder (directory);
  g_autofree char *token = g_build_filename (parent, "token", NULL);
  g_autofree char *data = g_build_filename (parent, "data", NULL);

  umask (old);
  assert_mode (token, 0600);
  assert_mode (data, 0700);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (data, names[i], NULL);

      assert_mode (path, 0600);
    }
}

static void
test_end_of_input (void)
{
  static const char *const options[] = { "--listen", "127.0.0.1:0", "--stop-on-eof", NULL };
  g_autofree char *data = g_build_filename (folder, "eof-data", NULL);
  g_autofree char *token = g_build_filename (folder, "eof-token", NULL);
  g_autoptr(GSubprocess) process = spawn (options, data, token);
  g_autofree char *line = read_line (g_subprocess_get_stdout_pipe (process));

  g_assert_true (g_str_has_prefix (line, "useradmin-directory: listening on http://127.0.0.1:"));
  g_assert_true (g_str_has_suffix (line, "/scim/v2"));
  g_output_stream_close (g_subprocess_get_stdin_pipe (process), NULL, NULL);
  g_subprocess_wait (process, NULL, NULL);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
}

/* A socket in the file system is for this user alone. */
static void
test_socket (void)
{
  g_autofree char *data = g_build_filename (folder, "socket-data", NULL);
  g_autofree char *token_file = g_build_filename (folder, "socket-token", NULL);
  g_autofree char *path = g_build_filename (folder, "run", "directory.sock", NULL);
  g_autofree char *listen_at = g_strconcat ("unix:", path, NULL);
  const char *options[] = { "--listen", listen_at, "--sample", "5", NULL };
  g_autoptr(GSubprocess) process = spawn (options, data, token_file);
  g_autofree char *line = read_line (g_subprocess_get_stdout_pipe (process));
  g_autofree char *expected = g_strconcat ("useradmin-directory: listening on unix:", path, NULL);
  g_autoptr(GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr(SoupSession) session =
    soup_session_new_with_options ("remote-connectable", address, NULL);
  g_autoptr(SoupMessage) msg = soup_message_new ("GET", "http://localhost/scim/v2/Users");
  g_autofree char *token = NULL;
  g_autofree char *authorization = NULL;
  g_autoptr(GBytes) bytes = NULL;

  g_assert_cmpstr (line, ==, expected);
  assert_mode (path, 0600);
  g_assert_true (g_file_get_contents (token_file, &token, NULL, NULL));
  authorization = g_strconcat ("Bearer ", g_strstrip (token), NULL);
  soup_message_headers_replace (soup_message_get_request_headers (msg), "Authorization",
                                authorization);
  bytes = soup_session_send_and_read (session, msg, NULL, NULL);
  g_assert_cmpuint (soup_message_get_status (msg), ==, 200);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (bytes, NULL),
                                  (gssize) g_bytes_get_size (bytes), "\"totalResults\":5"));
  g_subprocess_send_signal (process, SIGTERM);
  g_subprocess_wait (process, NULL, NULL);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_socket_folder (void)
{
  g_autofree char *data = g_build_filename (folder, "open-data", NULL);
  g_autofree char *token = g_build_filename (folder, "open-token", NULL);
  g_autofree char *open_folder = g_build_filename (folder, "open", NULL);
  g_autofree char *listen_at = g_strconcat ("unix:", open_folder, "/directory.sock", NULL);
  const char *options[] = { "--listen", listen_at, NULL };

  g_assert_cmpint (g_mkdir (open_folder, 0755), ==, 0);
  g_assert_cmpint (g_chmod (open_folder, 0755), ==, 0);
  assert_fails (options, data, token, 1);
}

/* The sample is the same each time, and a directory that is not empty is left alone. */
static void
test_sample (void)
{
  g_autoptr(UaTestDirectory) a = ua_test_directory_start (60, NULL);
  g_autoptr(UaTestDirectory) b = ua_test_directory_start (60, NULL);
  const char *query = "/Users?count=100&attributes=userName,name,active,title,emails,meta.created";
  g_autoptr(UaTestReply) a_users = ua_test_directory_get (a, query);
  g_autoptr(UaTestReply) b_users = ua_test_directory_get (b, query);
  g_autoptr(UaTestReply) again = NULL;
  const char *const statuses[] = { "invited", "active", "deactivated", "locked" };

  g_assert_cmpstr (a_users->text, ==, b_users->text);
  g_assert_cmpuint (json_array_get_length (ua_test_reply_resources (a_users)), ==, 60);
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *filter = g_strconcat ("urn:example:useradmin:scim:2.0:User:status eq \"",
                                             statuses[i], "\"", NULL);
      g_autoptr(UaTestReply) reply = ua_test_directory_list (a, "/Users", filter, NULL);

      g_assert_cmpuint (json_array_get_length (ua_test_reply_resources (reply)), >, 0);
    }
  ua_test_directory_terminate (a);
  ua_test_directory_restart (a);
  again = ua_test_directory_get (a, query);
  g_assert_cmpstr (again->text, ==, b_users->text);
}

/* What the sample writes by hand is what the service would have written. */
static void
test_sample_is_sound (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (100, NULL);
  const char *const endpoints[] = { "/Users", "/Groups", "/RoleProfiles" };

  for (gsize e = 0; e < G_N_ELEMENTS (endpoints); e++)
    {
      g_autoptr(UaTestReply) list =
        ua_test_directory_list (directory, endpoints[e], NULL, "count=1000");
      JsonArray *resources = ua_test_reply_resources (list);

      for (guint i = 0; i < json_array_get_length (resources); i++)
        {
          JsonNode *node = json_array_get_element (resources, i);
          g_autofree char *body = json_to_string (node, FALSE);
          g_autofree char *path =
            g_strconcat (endpoints[e], "/",
                         json_object_get_string_member (json_node_get_object (node), "id"), NULL);
          g_autoptr(UaTestReply) put = ua_test_directory_send (directory, "PUT", path, body);

          if (put->status != 200)
            g_test_message ("%s", put->text);
          g_assert_cmpuint (put->status, ==, 200);
          json_object_remove_member (json_node_get_object (node), "meta");
          json_object_remove_member (ua_test_reply_object (put), "meta");
          if (!json_node_equal (node, put->json))
            g_test_message ("%s\n%s", body, put->text);
          g_assert_true (json_node_equal (node, put->json));
        }
    }
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("ua-cli-XXXXXX", NULL);
  g_test_add_func ("/directory/cli/bad-options", test_bad_options);
  g_test_add_func ("/directory/cli/certificate", test_certificate);
  g_test_add_func ("/directory/cli/version", test_version);
  g_test_add_func ("/directory/cli/in-use", test_in_use);
  g_test_add_func ("/directory/cli/token-file", test_token_file);
  g_test_add_func ("/directory/cli/S7/modes", test_modes);
  g_test_add_func ("/directory/cli/end-of-input", test_end_of_input);
  g_test_add_func ("/directory/cli/socket", test_socket);
  g_test_add_func ("/directory/cli/socket-folder", test_socket_folder);
  g_test_add_func ("/directory/cli/sample", test_sample);
  g_test_add_func ("/directory/cli/sample-is-sound", test_sample_is_sound);
  return g_test_run ();
}
