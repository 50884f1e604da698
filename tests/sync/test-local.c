/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An organisation on this computer: the real directory, started and ended by the session. */
#include "session-fixture.h"

#include "ua-error.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static const char *program;

static gboolean
keep_looking_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static char *
get_folder (const char *id)
{
  return g_build_filename (g_get_user_data_dir (), "useradmin", "directories", id, NULL);
}

/* The process that serves @id; 0 when there is none. */
static pid_t
find_process (const char *id)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc", 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc", name, "cmdline", NULL);
      g_autofree char *text = NULL;
      gsize length;
      guint64 pid;

      if (!g_ascii_string_to_unsigned (name, 10, 1, G_MAXINT, &pid, NULL) ||
          !g_file_get_contents (path, &text, &length, NULL))
        continue;
      for (gsize i = 0; i + 1 < length; i++)
        if (text[i] == '\0')
          text[i] = ' ';
      if (strstr (text, "useradmin-directory") != NULL && strstr (text, id) != NULL)
        return (pid_t) pid;
    }
  return 0;
}

static gboolean
is_gone (const char *id)
{
  return find_process (id) == 0;
}

static UaConnection *
create (UaConnections *connections,
        guint          n_sample)
{
  g_autoptr (GError) error = NULL;
  UaConnection *connection =
    ua_connections_create_local (connections, "Brackwater Works", n_sample, &error);

  g_assert_no_error (error);
  return connection;
}

static char *
find_first_id (UaSession *session)
{
  g_autoptr (UaMemberList) list = ua_session_query (session, NULL);
  g_autoptr (UaMember) member = NULL;

  wait_for (g_list_model_get_n_items (G_LIST_MODEL (list)) > 0);
  member = g_list_model_get_item (G_LIST_MODEL (list), 0);
  wait_for (ua_member_get_record (member) != NULL);
  return g_strdup (ua_member_record_get_id (ua_member_get_record (member)));
}

/* It is filled once, keeps what was changed, and ends with the session; nobody else can look. */
static void
test_life (void)
{
  g_autoptr (UaConnections) connections = ua_connections_new ();
  g_autoptr (UaConnection) connection = create (connections, 30);
  const char *connection_id = ua_connection_get_id (connection);
  g_autofree char *folder = get_folder (connection_id);
  g_autofree char *id = NULL;
  UaSession *session = open_session (connection, NULL);
  GStatBuf buffer;

  wait_online (session);
  g_assert_cmpuint (ua_session_get_n_members (session), >=, 30);
  wait_for (g_list_model_get_n_items (ua_session_get_role_profiles (session)) > 0);
  wait_for (g_list_model_get_n_items (ua_session_get_groups (session)) > 0);
  g_assert_cmpint (g_stat (folder, &buffer), ==, 0);
  g_assert_cmpuint (buffer.st_mode & 0777, ==, 0700);
  id = find_first_id (session);
  submit (session, id, UA_FIELD_TITLE, "Chief Weaver");
  wait_sent (session);
  close_session (&session);
  g_assert_true (is_gone (connection_id));

  session = open_session (connection, NULL);
  wait_online (session);
  g_assert_cmpuint (ua_session_get_n_members (session), >=, 30);
  g_assert_cmpuint (ua_session_get_n_members (session), <, 60);
  g_assert_cmpstr (peek_field (session, id, UA_FIELD_TITLE), ==, "Chief Weaver");
  close_session (&session);
}

/* R1: the directory is killed with -9; the session notices, starts it again, and sends what was
 * changed meanwhile. */
static void
test_killed (void)
{
  g_autoptr (UaConnections) connections = ua_connections_new ();
  g_autoptr (UaConnection) connection = create (connections, 30);
  const char *connection_id = ua_connection_get_id (connection);
  g_autofree char *id = NULL;
  UaSession *session = open_session (connection, NULL);

  wait_online (session);
  id = find_first_id (session);
  g_assert_cmpint (kill (find_process (connection_id), SIGKILL), ==, 0);
  wait_for (ua_session_get_state (session) == UA_SESSION_STATE_OFFLINE);
  submit (session, id, UA_FIELD_TITLE, "Chief Weaver");
  g_assert_cmpuint (ua_session_get_n_pending (session), ==, 1);
  wait_online (session);
  wait_sent (session);
  g_assert_cmpstr (peek_field (session, id, UA_FIELD_TITLE), ==, "Chief Weaver");
  close_session (&session);
}

/* However the application ends, the directory ends with it. */
static void
test_orphan (void)
{
  g_autoptr (UaConnections) connections = ua_connections_new ();
  g_autoptr (UaConnection) connection = create (connections, 0);
  const char *connection_id = ua_connection_get_id (connection);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;
  guint source = g_timeout_add (20, keep_looking_cb, NULL);

  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", g_get_user_data_dir (), TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", g_get_user_runtime_dir (), TRUE);
  child = g_subprocess_launcher_spawn (launcher, &error, program, "--child", connection_id, NULL);
  g_assert_no_error (error);
  wait_for (!is_gone (connection_id));
  g_subprocess_send_signal (child, SIGKILL);
  wait_for (is_gone (connection_id));
  g_source_remove (source);
  g_subprocess_wait (child, NULL, NULL);
}

/* UA-04: forgotten, nothing is left of it. */
static void
test_forget (void)
{
  g_autoptr (UaConnections) connections = ua_connections_new ();
  g_autoptr (UaConnection) connection = create (connections, 5);
  g_autofree char *id = g_strdup (ua_connection_get_id (connection));
  g_autofree char *folder = get_folder (id);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  UaSession *session = open_session (connection, NULL);

  wait_online (session);
  close_session (&session);
  g_assert_true (g_file_test (folder, G_FILE_TEST_IS_DIR));
  ua_connections_forget_async (connections, connection, keep_result, &result);
  wait_for (result != NULL);
  ua_connections_forget_finish (connections, result, &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_files_with (g_get_user_data_dir (), "brackwater"), ==, 0);
  g_assert_cmpuint (count_files_with (g_get_user_config_dir (), id), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (connections)), ==, 0);
}

static int
run_child (const char *connection_id)
{
  g_autoptr (UaConnection) connection =
    ua_connection_new (connection_id, UA_CONNECTION_KIND_LOCAL, "Brackwater Works", NULL, NULL);
  g_autoptr (UaSession) session = open_session (connection, NULL);

  while (TRUE)
    g_main_context_iteration (NULL, TRUE);
  return 0;
}

int
main (int   argc,
      char *argv[])
{
  program = argv[0];
  if (argc == 3 && strcmp (argv[1], "--child") == 0)
    return run_child (argv[2]);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/local/life", test_life);
  g_test_add_func ("/local/killed", test_killed);
  g_test_add_func ("/local/orphan", test_orphan);
  g_test_add_func ("/local/forget", test_forget);
  return g_test_run ();
}
