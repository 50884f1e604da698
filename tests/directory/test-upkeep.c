/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-directory.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What is done with the data besides serving them: backup, check, compacting. */

#define N_MEMBERS 200

typedef struct
{
  UaTestDirectory *directory; /* (owned) */
  char *data;                 /* (owned) */
  char *file;                 /* (owned): of a backup */
  char *database;             /* (owned) */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->directory = ua_test_directory_start (N_MEMBERS, NULL);
  fixture->data =
    g_build_filename (ua_test_directory_get_folder (fixture->directory), "data", NULL);
  fixture->file =
    g_build_filename (ua_test_directory_get_folder (fixture->directory), "backup.db", NULL);
  fixture->database = g_build_filename (fixture->data, "directory.db", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  ua_test_directory_stop (fixture->directory);
  g_free (fixture->data);
  g_free (fixture->file);
  g_free (fixture->database);
}

/* Runs the program on @data; gives its status, and what it said. */
static int
run (const char  *data,
     const char  *option,
     const char  *value,
     char       **out,
     char       **err)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error,
                      UA_TEST_DIRECTORY_EXE, "--data-dir", data, option, value, NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, out, err, &error));
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

static void
assert_fails (const char *data,
              const char *option,
              const char *value)
{
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;

  g_assert_cmpint (run (data, option, value, &out, &err), ==, 1);
  g_assert_cmpstr (out, ==, "");
  g_assert_true (g_str_has_prefix (err, "useradmin-directory: "));
  g_assert_true (strchr (err, '\n') == err + strlen (err) - 1);
}

static gint64
ask (const char *path,
     const char *sql)
{
  sqlite3 *db;
  sqlite3_stmt *stmt;
  gint64 answer;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  answer = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return answer;
}

static void
harm (const char *path,
      const char *sql)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static void
create (UaTestDirectory *directory,
        const char      *name)
{
  g_autofree char *body =
    g_strdup_printf ("{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],"
                     "\"userName\":\"%s\"}", name);
  g_autoptr(UaTestReply) made = ua_test_directory_send (directory, "POST", "/Users", body);

  g_assert_cmpuint (made->status, ==, 201);
}

/* Makes members until there is a backup. */
static gpointer
create_until_stopped (gpointer data)
{
  UaTestDirectory *directory = ((gpointer *) data)[0];
  gint *stop = ((gpointer *) data)[1];
  g_autoptr(SoupSession) session = soup_session_new ();

  for (guint i = 0; !g_atomic_int_get (stop); i++)
    {
      g_autofree char *body =
        g_strdup_printf ("{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],"
                         "\"userName\":\"meanwhile%u\"}", i);
      g_autoptr(SoupMessage) msg = ua_test_directory_message (directory, "POST", "/Users", body);
      g_autoptr(GBytes) bytes = soup_session_send_and_read (session, msg, NULL, NULL);

      g_assert_nonnull (bytes);
      g_assert_cmpuint (soup_message_get_status (msg), ==, 201);
    }
  return NULL;
}

/* A backup is whole in itself, whatever is written meanwhile, and nothing is written over. */
static void
test_backup (Fixture       *fixture,
             gconstpointer  data)
{
  gint stop = 0;
  gpointer both[] = { fixture->directory, &stop };
  g_autoptr(GThread) thread = NULL;
  g_autofree char *restored =
    g_build_filename (ua_test_directory_get_folder (fixture->directory), "restored", NULL);
  g_autofree char *inside = g_build_filename (restored, "directory.db", NULL);
  g_autofree char *wal = g_strconcat (fixture->file, "-wal", NULL);
  struct stat info;

  create (fixture->directory, "before");
  thread = g_thread_new ("creator", create_until_stopped, both);
  g_assert_cmpint (run (fixture->data, "--backup", fixture->file, NULL, NULL), ==, 0);
  g_atomic_int_set (&stop, 1);
  g_thread_join (g_steal_pointer (&thread));

  g_assert_cmpint (g_lstat (fixture->file, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  g_assert_cmpint (ask (fixture->file,
                        "SELECT count (*) FROM member WHERE user_name_key = 'before'"), ==, 1);
  assert_fails (fixture->data, "--backup", fixture->file);
  g_assert_cmpint (ask (fixture->file, "SELECT count (*) >= 201 FROM member"), ==, 1);
  g_assert_cmpint (symlink ("/nowhere/else", wal), ==, 0);
  assert_fails (fixture->data, "--backup", wal);
  g_assert_cmpint (g_unlink (wal), ==, 0);

  /* It can take the place of what it was made of. */
  g_assert_cmpint (g_mkdir (restored, 0700), ==, 0);
  g_assert_cmpint (g_rename (fixture->file, inside), ==, 0);
  g_assert_cmpint (run (restored, "--check", NULL, NULL, NULL), ==, 0);
}

static void
test_check (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct
  {
    const char *sql;
    const char *line;
  } faults[] = {
    { "UPDATE tally SET n = n + 1 WHERE type = 1", "counters: 1 wrong\n" },
    { "UPDATE resource SET text = '{' WHERE id = (SELECT min (id) FROM resource)",
      "texts: 1 wrong\n" },
    { "UPDATE member SET user_name_key = 'x' WHERE id = (SELECT min (id) FROM member)",
      "user names: 1 wrong\n" },
    { "UPDATE member SET access_level = 1", "administrators: 1 wrong\n" },
    { "INSERT INTO membership (group_id, member) VALUES (-1, -1)", "references: membership\n" },
    { "DELETE FROM member WHERE id = (SELECT max (id) FROM member)", "rows: 1 wrong\n" },
    { "INSERT INTO tombstone (at, type, uid) SELECT 0, 1, uid FROM resource LIMIT 1",
      "tombstones: 1 wrong\n" },
  };
  g_autofree char *fine = NULL;

  /* While it is being used, too. */
  g_assert_cmpint (run (fixture->data, "--check", NULL, &fine, NULL), ==, 0);
  g_assert_cmpstr (fine, ==, "integrity: ok\nreferences: ok\nrows: ok\ntexts: ok\nuser names: ok\n"
                             "counters: ok\ntombstones: ok\nadministrators: ok\n");
  ua_test_directory_terminate (fixture->directory);
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *out = NULL;

      harm (fixture->database, faults[i].sql);
      g_assert_cmpint (run (fixture->data, "--check", NULL, &out, NULL), ==, 1);
      if (strstr (out, faults[i].line) == NULL)
        g_test_message ("%s", out);
      g_assert_nonnull (strstr (out, faults[i].line));
    }
}

static void
test_compact (Fixture       *fixture,
              gconstpointer  data)
{
  /* Not while somebody uses it. */
  assert_fails (fixture->data, "--compact", NULL);
  ua_test_directory_terminate (fixture->directory);
  harm (fixture->database, "CREATE TABLE waste (x); INSERT INTO waste VALUES (zeroblob (1000000));"
                           "DROP TABLE waste");
  g_assert_cmpint (ask (fixture->database, "PRAGMA freelist_count"), >, 100);
  g_assert_cmpint (run (fixture->data, "--compact", NULL, NULL, NULL), ==, 0);
  g_assert_cmpint (ask (fixture->database, "PRAGMA freelist_count"), ==, 0);
  g_assert_cmpint (run (fixture->data, "--check", NULL, NULL, NULL), ==, 0);
}

/* Where there is no directory none is made. */
static void
test_nothing (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *nowhere = g_build_filename (fixture->data, "nowhere", NULL);

  assert_fails (nowhere, "--check", NULL);
  assert_fails (nowhere, "--compact", NULL);
  assert_fails (nowhere, "--backup", fixture->file);
  g_assert_false (g_file_test (nowhere, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (fixture->file, G_FILE_TEST_EXISTS));
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/directory/upkeep/backup", Fixture, NULL, set_up, test_backup, tear_down);
  g_test_add ("/directory/upkeep/check", Fixture, NULL, set_up, test_check, tear_down);
  g_test_add ("/directory/upkeep/compact", Fixture, NULL, set_up, test_compact, tear_down);
  g_test_add ("/directory/upkeep/nothing", Fixture, NULL, set_up, test_nothing, tear_down);
  return g_test_run ();
}
