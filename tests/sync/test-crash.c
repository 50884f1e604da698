/* SPDX-License-Identifier: GPL-3.0-or-later */
/* R1, S6, S8: a session in a process of its own, which is killed with -9 or whose every word is
 * read.  The server and the oracle live in the parent. */
#include "scripted-directory.h"
#include "session-fixture.h"

#include "ua-error.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

#define TOKEN "canary-token-5b1e"
#define NAME "Canaryname Quillfeather"
#define TITLE "Canarytitle"

static const char *program;

/* The child: tells what has come to pass, a line each. */

static void
tell (const char *what,
      guint       number)
{
  g_autofree char *line = g_strdup_printf ("%s %u", what, number);

  puts (line);
  fflush (stdout);
}

/* Submits edits of three members in turn, for as long as it lives. */
static void
run_edits (UaSession *session,
           guint      first)
{
  for (guint i = first; TRUE; i++)
    {
      g_autofree char *id = g_strdup_printf ("m%04u", i % 3);
      g_autofree char *title = g_strdup_printf ("Edit %u", i);

      submit (session, id, UA_FIELD_TITLE, title);
      tell ("kept", i);
    }
}

/* All that a session does, once. */
static void
run_story (UaSession *session)
{
  wait_online (session);
  submit (session, "m0001", UA_FIELD_TITLE, TITLE);
  wait_sent (session);
  ua_session_refresh (session);
  wait_for (ua_session_get_state (session) == UA_SESSION_STATE_SYNCING);
  wait_online (session);
  close_session (&session);
}

static int
run_child (const char *mode,
           const char *address,
           guint       number)
{
  UaSession *session = open_address (address, TOKEN);

  if (strcmp (mode, "edits") == 0)
    run_edits (session, number);
  else if (strcmp (mode, "story") == 0)
    run_story (session);
  else
    while (TRUE)
      g_main_context_iteration (NULL, TRUE);
  return 0;
}

/* The parent. */

typedef struct
{
  GSubprocess *process;  /* (owned) */
  GString *said;         /* (owned) */
  char buffer[4096];
  gboolean ended;
} Child;

static void read_more (Child *child);

static void
words_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Child *child = user_data;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);

  if (n <= 0)
    {
      child->ended = TRUE;
      return;
    }
  g_string_append_len (child->said, child->buffer, n);
  read_more (child);
}

static void
read_more (Child *child)
{
  g_input_stream_read_async (g_subprocess_get_stdout_pipe (child->process), child->buffer,
                             sizeof child->buffer, G_PRIORITY_DEFAULT, NULL, words_read_cb,
                             child);
}

static Child *
start_child (ScriptedDirectory *directory,
             const char        *mode,
             guint              number)
{
  Child *child = g_new0 (Child, 1);
  g_autofree char *address = scripted_directory_get_address (directory);
  g_autofree char *count = g_strdup_printf ("%u", number);
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", g_get_user_data_dir (), TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", g_get_user_config_dir (), TRUE);
  g_subprocess_launcher_setenv (launcher, "G_MESSAGES_DEBUG", "all", TRUE);
  child->process = g_subprocess_launcher_spawn (launcher, &error, program, "--child", mode,
                                                address, count, NULL);
  g_assert_no_error (error);
  child->said = g_string_new (NULL);
  read_more (child);
  return child;
}

static void
end_child (Child *child)
{
  wait_for (child->ended);
  g_subprocess_wait (child->process, NULL, NULL);
  g_object_unref (child->process);
  g_string_free (child->said, TRUE);
  g_free (child);
}

static void
kill_child (Child *child)
{
  g_subprocess_send_signal (child->process, SIGKILL);
  wait_for (child->ended);
}

/* The number of the last edit that the child was told was kept; 0 for none. */
static guint
get_last_kept (Child *child)
{
  const char *end = g_strrstr (child->said->str, "\n");
  g_autofree char *whole = end != NULL ? g_strndup (child->said->str,
                                                    (gsize) (end - child->said->str))
                                       : g_strdup ("");
  const char *last = g_strrstr (whole, "kept ");

  return last != NULL ? (guint) g_ascii_strtoull (last + strlen ("kept "), NULL, 10) : 0;
}

static ScriptedDirectory *
make_directory (guint n_members)
{
  ScriptedDirectory *directory = scripted_directory_new (n_members);

  g_free (directory->token);
  directory->token = g_strdup (TOKEN);
  return directory;
}

static UaSession *
reopen (ScriptedDirectory *directory)
{
  g_autofree char *address = scripted_directory_get_address (directory);

  return open_address (address, TOKEN);
}

/* R1: killed while members are fetched: nobody is missing after the next start. */
static void
test_killed_in_sync (void)
{
  g_autoptr (ScriptedDirectory) directory = make_directory (45);
  Child *child;
  UaSession *session;

  directory->stall_at = 31;
  child = start_child (directory, "sync", 0);
  wait_for (directory->n_lists >= 4);
  kill_child (child);
  end_child (child);
  directory->stall_at = 0;
  session = reopen (directory);
  wait_online (session);
  g_assert_cmpuint (ua_session_get_n_members (session), ==, 45);
  close_session (&session);
}

/* R1: killed while it is uncertain whether a change arrived: it did, and is not made again. */
static void
check_killed_in_sending (gboolean has_versions)
{
  g_autoptr (ScriptedDirectory) directory = make_directory (3);
  Child *child;
  UaSession *session;

  directory->has_versions = has_versions;
  directory->honours_keys = FALSE;
  session = reopen (directory);
  wait_online (session);
  close_session (&session);
  directory->stall_writes = TRUE;
  child = start_child (directory, "edits", 1);
  wait_for (directory->n_writes > 0 && get_last_kept (child) > 0);
  kill_child (child);
  end_child (child);
  directory->stall_writes = FALSE;
  session = reopen (directory);
  wait_sent (session);
  for (guint i = 0; i < directory->members->len; i++)
    {
      ScriptedMember *member = g_ptr_array_index (directory->members, i);

      g_assert_cmpuint (member->n_repeats, ==, 0);
    }
  close_session (&session);
}

static void
test_killed_in_sending (void)
{
  check_killed_in_sending (TRUE);
  check_killed_in_sending (FALSE);
}

/* R1: killed at any moment of editing, again and again: what was said to be kept arrives, once and
 * in order. */
static void
test_killed_in_editing (void)
{
  g_autoptr (ScriptedDirectory) directory = make_directory (3);
  guint n_rounds = g_test_slow () ? 1000 : 10;
  UaSession *session;
  guint next = 1;

  session = reopen (directory);
  wait_online (session);
  close_session (&session);
  for (guint round = 0; round < n_rounds; round++)
    {
      Child *child = start_child (directory, "edits", next);
      guint n_edits = (guint) g_test_rand_int_range (1, 20);
      guint last;

      wait_for (get_last_kept (child) >= next + n_edits || child->ended);
      kill_child (child);
      last = get_last_kept (child);
      g_assert_cmpuint (last, >=, next);
      end_child (child);

      session = reopen (directory);
      wait_sent (session);
      close_session (&session);
      for (guint i = last > next + 2 ? last - 2 : next; i <= last; i++)
        {
          ScriptedMember *member = g_ptr_array_index (directory->members, i % 3);

          if (member->last_number < i || member->n_repeats > 0)
            g_error ("“Edit %u” of %s is not where it should be:%s", i, member->id,
                     member->numbers->str);
        }
      /* libsoup's server keeps what its clients have closed, until there are no more files. */
      if (round % 50 == 49)
        {
          scripted_directory_stop (directory);
          scripted_directory_start (directory);
        }
      /* One more may have been kept without having been said. */
      next = last + 2;
    }
}

static void
assert_unsaid (Child      *child,
               const char *word)
{
  if (strstr (child->said->str, word) != NULL)
    g_error ("“%s” was said:\n%s", word, child->said->str);
}

/* S6: nothing secret or personal in what is logged, the token in no file; S8, UA-04: after
 * forgetting no file holds a name. */
static void
test_silence (void)
{
  g_autoptr (ScriptedDirectory) directory = make_directory (3);
  g_autofree char *address = scripted_directory_get_address (directory);
  g_autoptr (UaConnection) connection = NULL;
  g_autoptr (UaConnections) connections = ua_connections_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const char *folder = g_get_user_data_dir ();
  Child *child;

  scripted_directory_edit (directory, "m0002", NAME, NULL);
  child = start_child (directory, "story", 0);
  wait_for (child->ended);
  g_subprocess_wait_check (child->process, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (scripted_directory_find (directory, "m0001")->n_patches, ==, 1);
  /* It does talk, or its silence would prove nothing. */
  g_assert_nonnull (strstr (child->said->str, "DEBUG"));
  assert_unsaid (child, TOKEN);
  assert_unsaid (child, "Quillfeather");
  assert_unsaid (child, TITLE);
  assert_unsaid (child, "brackwater.example");
  end_child (child);
  g_assert_cmpuint (count_files_with (folder, "Quillfeather"), >, 0);
  g_assert_cmpuint (count_files_with (folder, TOKEN), ==, 0);
  g_assert_cmpuint (count_files_with (g_get_user_config_dir (), TOKEN), ==, 0);

  connection = ua_connections_make_transient (address, &error);
  g_assert_no_error (error);
  ua_connections_forget_async (connections, connection, keep_result, &result);
  wait_for (result != NULL);
  ua_connections_forget_finish (connections, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_files_with (folder, "Quillfeather"), ==, 0);
  g_assert_cmpuint (count_files_with (folder, "quillfeather"), ==, 0);
  g_assert_cmpuint (count_files_with (folder, TITLE), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  program = argv[0];
  if (argc == 5 && strcmp (argv[1], "--child") == 0)
    return run_child (argv[2], argv[3], (guint) g_ascii_strtoull (argv[4], NULL, 10));
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/crash/killed-in-sync", test_killed_in_sync);
  g_test_add_func ("/crash/killed-in-sending", test_killed_in_sending);
  g_test_add_func ("/crash/killed-in-editing", test_killed_in_editing);
  g_test_add_func ("/crash/silence", test_silence);
  return g_test_run ();
}
