/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-actors.h"

#include <locale.h>
#include <sqlite3.h>

/* Rights end when they are taken, also for what is on its way then (WS-10): a change that was let
 * in before must not be made after. */

#define EXT "urn:example:useradmin:scim:2.0:User"
#define N_ROUNDS 12
#define N_THREADS 3

static UaTestActors *actors;
static char *fading;
static char *authorization;
static int n_done;
static int stop;

/* Changes somebody on behalf of the member whose rights come and go, again and again. */
static gpointer
change_somebody (gpointer data)
{
  g_autoptr(SoupSession) session = soup_session_new ();
  g_autofree char *path = g_strconcat ("/Users/", actors->ids[UA_TEST_TARGET], NULL);

  for (guint i = 0; g_atomic_int_get (&stop) == 0; i++)
    {
      g_autofree char *operation =
        g_strdup_printf ("{\"op\":\"replace\",\"path\":\"nickName\",\"value\":\"%d.%u\"}",
                         GPOINTER_TO_INT (data), i);
      g_autofree char *body = ua_test_make_patch (operation);
      g_autoptr(SoupMessage) msg =
        ua_test_directory_message (actors->directory, "PATCH", path, body);
      g_autoptr(GBytes) bytes = NULL;

      soup_message_headers_replace (soup_message_get_request_headers (msg), "Authorization",
                                    authorization);
      soup_message_add_flags (msg, SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
      bytes = soup_session_send_and_read (session, msg, NULL, NULL);
      g_assert_nonnull (bytes);
      if (soup_message_get_status (msg) == 200)
        g_atomic_int_inc (&n_done);
      else
        g_assert_cmpuint (soup_message_get_status (msg), ==, 404);
    }
  return NULL;
}

static void
set_level (const char *level)
{
  g_autofree char *body =
    g_strdup_printf ("{\"action\":\"setAccessLevel\",\"targets\":[\"%s\"],"
                     "\"parameters\":{\"accessLevel\":\"%s\"}}", fading, level);
  g_autoptr(UaTestReply) reply =
    ua_test_directory_send (actors->directory, "POST", "/Actions", body);

  g_assert_cmpstr (ua_test_result_status (reply, 0), ==, "200");
}

/* How many changes the member made when the last change of the member's own level was the one to
 * employee. */
static int
count_late (void)
{
  static const char sql[] =
    "SELECT count (*) FROM audit a WHERE a.actor = ?1 AND 'employee' ="
    " (SELECT json_extract (b.changes, '$.\"" EXT ":accessLevel\".new') FROM audit b"
    "  WHERE b.target = ?1 AND b.action = 'setAccessLevel' AND b.id < a.id"
    "  ORDER BY b.id DESC LIMIT 1)";
  g_autofree char *path = g_build_filename (ua_test_directory_get_folder (actors->directory),
                                            "data", "directory.db", NULL);
  sqlite3_stmt *stmt;
  sqlite3 *db;
  int n;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  sqlite3_bind_text (stmt, 1, fading, -1, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  n = sqlite3_column_int (stmt, 0);
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return n;
}

static void
test_late (void)
{
  GThread *threads[N_THREADS];

  fading = ua_test_actors_add (actors, "fading", NULL);
  authorization = ua_test_make_basic ("fading");
  for (int i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("change", change_somebody, GINT_TO_POINTER (i));
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      int before = g_atomic_int_get (&n_done);

      set_level ("admin");
      while (g_atomic_int_get (&n_done) < before + 2 * N_THREADS)
        g_thread_yield ();
      set_level ("employee");
    }
  g_atomic_int_set (&stop, 1);
  for (int i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (count_late (), ==, 0);
  g_free (fading);
  g_free (authorization);
}

int
main (int    argc,
      char **argv)
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  actors = ua_test_actors_new (0);
  g_test_add_func ("/directory/rights/WS-10/late", test_late);
  result = g_test_run ();
  ua_test_actors_free (actors);
  return result;
}
