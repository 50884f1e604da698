/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-directory.h"

#include <gio/gio.h>
#include <locale.h>
#include <sqlite3.h>
#include <string.h>

/* What goes wrong: power cuts (R1), huge and hostile requests (S1, S2), secrets in files (S6). */

#define N_ROUNDS 8
#define CANARY "Kanarienvogel"

static void
test_kill (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autoptr(GPtrArray) acknowledged = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(UaTestReply) group =
    ua_test_directory_send (directory, "POST", "/Groups",
                            "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],"
                            "\"displayName\":\"Kept\"}");

  g_ptr_array_add (acknowledged,
                   g_strconcat ("/Groups/", ua_test_reply_string (group, "id"), NULL));
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      for (guint i = 0; i < 10; i++)
        {
          g_autofree char *body =
            g_strdup_printf ("{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],"
                             "\"userName\":\"k%u-%u\"}", round, i);
          g_autoptr(UaTestReply) reply = ua_test_directory_send (directory, "POST", "/Users", body);

          g_assert_cmpuint (reply->status, ==, 201);
          g_ptr_array_add (acknowledged,
                           g_strconcat ("/Users/", ua_test_reply_string (reply, "id"), NULL));
        }
      ua_test_directory_kill (directory);
      ua_test_directory_restart (directory);
      for (guint i = 0; i < acknowledged->len; i++)
        {
          g_autoptr(UaTestReply) reply =
            ua_test_directory_get (directory, g_ptr_array_index (acknowledged, i));

          g_assert_cmpuint (reply->status, ==, 200);
        }
    }
}

typedef struct
{
  UaTestDirectory *directory;
  guint n_acknowledged;
  gint stop;
} Load;

static gpointer
post_until_stopped (gpointer data)
{
  Load *load = data;
  g_autoptr(SoupSession) session = soup_session_new ();

  for (guint i = 0; !g_atomic_int_get (&load->stop); i++)
    {
      g_autofree char *body =
        g_strdup_printf ("{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],"
                         "\"userName\":\"load%u\"}", i);
      g_autoptr(SoupMessage) msg =
        ua_test_directory_message (load->directory, "POST", "/Users", body);
      g_autoptr(GBytes) bytes = soup_session_send_and_read (session, msg, NULL, NULL);

      if (bytes == NULL)
        break;
      g_assert_cmpuint (soup_message_get_status (msg), ==, 201);
      load->n_acknowledged++;
    }
  return NULL;
}

/* Killed in the midst of it: what was acknowledged is there, and at most one more. */
static void
test_kill_under_load (void)
{
  for (guint round = 0; round < 4; round++)
    {
      g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
      Load load = { directory, 0, 0 };
      g_autoptr(GThread) thread = g_thread_new ("load", post_until_stopped, &load);
      g_autoptr(UaTestReply) reply = NULL;
      g_autofree char *path = g_build_filename (ua_test_directory_get_folder (directory), "data",
                                                "directory.db", NULL);
      sqlite3 *db;
      sqlite3_stmt *stmt;
      gint64 n = 0;

      /* The test waits until there is something to lose, not for a time. */
      while (n < 20 + (gint64) round * 7)
        {
          g_autoptr(UaTestReply) count =
            ua_test_directory_get (directory, "/Users?count=0");

          n = json_object_get_int_member (ua_test_reply_object (count), "totalResults");
        }
      ua_test_directory_kill (directory);
      g_thread_join (g_steal_pointer (&thread));

      g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
      sqlite3_prepare_v2 (db, "PRAGMA integrity_check", -1, &stmt, NULL);
      g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
      g_assert_cmpstr ((const char *) sqlite3_column_text (stmt, 0), ==, "ok");
      sqlite3_finalize (stmt);
      sqlite3_close (db);
      ua_test_directory_restart (directory);
      reply = ua_test_directory_list (directory, "/Users", "userName sw \"load\"", "count=0");
      n = json_object_get_int_member (ua_test_reply_object (reply), "totalResults");
      g_assert_cmpint (n, >=, load.n_acknowledged);
      g_assert_cmpint (n, <=, (gint64) load.n_acknowledged + 1);
    }
}

static void
test_bodies (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autofree char *deep_objects = NULL;
  g_autofree char *large = g_strnfill (17 * 1024 * 1024, ' ');
  GString *objects = g_string_new (NULL);
  const char *const bodies[] = {
    deep, NULL, "{\"userName\":\"\xff\xfe\"}", "{\"userName\":\"\\ud800\"}", "{\"userName\":1e999}",
    "{\"a\":1,\"a\":2", "nul", "{\"userName\":\"a\\u0000b\",\"schemas\":"
    "[\"urn:ietf:params:scim:schemas:core:2.0:User\"]}", "'x'", "{}{}",
    "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":[[[]]]}",
  };
  g_autoptr(UaTestReply) too_large =
    ua_test_directory_send (directory, "POST", "/Users", large);
  g_autoptr(UaTestReply) alive = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append (objects, "{\"a\":");
  deep_objects = g_string_free (objects, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr(UaTestReply) reply =
        ua_test_directory_send (directory, "POST", "/Users",
                                bodies[i] != NULL ? bodies[i] : deep_objects);

      g_assert_cmpuint (reply->status, ==, 400);
      g_assert_cmpstr (ua_test_reply_string (reply, "status"), ==, "400");
    }
  g_assert_cmpuint (too_large->status, ==, 413);
  g_assert_cmpstr (ua_test_reply_string (too_large, "status"), ==, "413");
  alive = ua_test_directory_get (directory, "/Me");
  g_assert_cmpuint (alive->status, ==, 200);
}

static GSocketConnection *
open_connection (UaTestDirectory *directory)
{
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GUri) uri =
    g_uri_parse (ua_test_directory_get_base_uri (directory), G_URI_FLAGS_NONE, NULL);
  g_autoptr(GError) error = NULL;
  GSocketConnection *connection =
    g_socket_client_connect_to_host (client, g_uri_get_host (uri), (guint16) g_uri_get_port (uri),
                                     NULL, &error);

  g_assert_no_error (error);
  return connection;
}

/* Requests that never end are cut off; everybody else is served meanwhile. */
static void
test_endless (void)
{
  static const struct
  {
    const char *start;
    const char *more;
  } cases[] = {
    { "GET /scim/v2/Users HTTP/1.1\r\nHost: x\r\n", "X-Header: xxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n" },
    { "GET /scim/v2/", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" },
    { "POST /scim/v2/Users HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n",
      "20\r\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n" },
    { "POST /scim/v2/Users HTTP/1.1\r\nHost: x\r\nContent-Length: 9999999999\r\n\r\n",
      "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" },
  };
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GSocketConnection) connection = open_connection (directory);
      GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
      g_autoptr(GString) block = g_string_new (NULL);
      g_autoptr(UaTestReply) alive = NULL;
      gsize sent = 0;

      while (block->len < 256 * 1024)
        g_string_append (block, cases[i].more);
      g_output_stream_write_all (out, cases[i].start, strlen (cases[i].start), NULL, NULL, NULL);
      while (g_output_stream_write_all (out, block->str, block->len, NULL, NULL, NULL))
        {
          sent += block->len;
          g_assert_cmpuint (sent, <, 200 * 1024 * 1024);
        }
      alive = ua_test_directory_get (directory, "/Me");
      g_assert_cmpuint (alive->status, ==, 200);
    }
}

/* Sends one request over a connection and gives the status; 0 when the connection was closed. */
static guint
ask (GSocketConnection *connection,
     GDataInputStream  *in,
     const char        *method,
     const char        *path,
     const char        *headers)
{
  g_autofree char *request =
    g_strdup_printf ("%s /scim/v2%s HTTP/1.1\r\nHost: x\r\n%s\r\n", method, path, headers);
  guint status = 0;

  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), request,
                             strlen (request), NULL, NULL, NULL);
  for (;;)
    {
      g_autofree char *line = g_data_input_stream_read_line (in, NULL, NULL, NULL);

      if (line == NULL)
        return 0;
      if (g_str_has_prefix (line, "HTTP/1.1 "))
        status = (guint) g_ascii_strtoull (line + strlen ("HTTP/1.1 "), NULL, 10);
      if (*line == '\0')
        return status;
    }
}

/* However many connections were opened, used and left, the next one is served. */
static void
test_connections (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autofree char *authorization =
    g_strdup_printf ("Authorization: Bearer %s\r\n", ua_test_directory_get_token (directory));

  for (guint i = 0; i < 300; i++)
    {
      g_autoptr(GSocketConnection) silent = open_connection (directory);
      g_autoptr(GSocketConnection) connection = open_connection (directory);
      g_autoptr(GDataInputStream) in =
        g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));

      g_data_input_stream_set_newline_type (in, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
      g_assert_cmpuint (ask (connection, in, i % 2 == 0 ? "HEAD" : "GET", "/Me", authorization),
                        ==, 200);
    }
}

/* Clients that go away while their request is carried out do no harm. */
static void
test_abandoned (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (500, NULL);
  g_autofree char *request =
    g_strdup_printf ("GET /scim/v2/Users?count=500&attributes=userName HTTP/1.1\r\nHost: x\r\n"
                     "Authorization: Bearer %s\r\n\r\n", ua_test_directory_get_token (directory));
  g_autoptr(UaTestReply) alive = NULL;

  for (guint i = 0; i < 60; i++)
    {
      g_autoptr(GSocketConnection) connection = open_connection (directory);

      g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), request,
                                 strlen (request), NULL, NULL, NULL);
    }
  alive = ua_test_directory_get (directory, "/Me");
  g_assert_cmpuint (alive->status, ==, 200);
}

static gboolean
file_holds (const char *folder,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *contents = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &contents, &length, NULL))
    return FALSE;
  for (gsize i = 0; i + strlen (text) <= length; i++)
    if (memcmp (contents + i, text, strlen (text)) == 0)
      return TRUE;
  return FALSE;
}

/* S6: neither password nor token stands in the database. */
static void
test_secrets (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autofree char *data =
    g_build_filename (ua_test_directory_get_folder (directory), "data", NULL);
  g_autoptr(UaTestReply) made =
    ua_test_directory_send (directory, "POST", "/Users",
                            "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],"
                            "\"userName\":\"secret\",\"displayName\":\"" CANARY "\","
                            "\"password\":\"very secret word\"}");
  static const char *const names[] = { "directory.db", "directory.db-wal" };

  g_assert_cmpuint (made->status, ==, 201);
  g_assert_true (file_holds (data, names[0], CANARY) || file_holds (data, names[1], CANARY));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_assert_false (file_holds (data, names[i], "very secret word"));
      g_assert_false (file_holds (data, names[i], ua_test_directory_get_token (directory)));
    }
}

/* LE-03: a member who was deleted is in no file any more once the service has ended. */
static void
test_deleted (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autofree char *data =
    g_build_filename (ua_test_directory_get_folder (directory), "data", NULL);
  g_autoptr(UaTestReply) made =
    ua_test_directory_send (directory, "POST", "/Users",
                            "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],"
                            "\"userName\":\"" CANARY "\"}");
  g_autofree char *path = g_strconcat ("/Users/", ua_test_reply_string (made, "id"), NULL);
  g_autoptr(UaTestReply) changed =
    ua_test_directory_send (directory, "PATCH", path,
                            "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],"
                            "\"Operations\":[{\"op\":\"add\",\"path\":\"displayName\","
                            "\"value\":\"" CANARY "\"}]}");
  g_autoptr(UaTestReply) gone = ua_test_directory_send (directory, "DELETE", path, NULL);

  g_assert_cmpuint (changed->status, ==, 200);
  g_assert_cmpuint (gone->status, ==, 204);
  ua_test_directory_terminate (directory);
  g_assert_false (file_holds (data, "directory.db", CANARY));
  g_assert_false (file_holds (data, "directory.db-wal", CANARY));
  /* In the keys it is folded. */
  g_assert_false (file_holds (data, "directory.db", "kanarienvogel"));
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/directory/faults/R1/kill", test_kill);
  g_test_add_func ("/directory/faults/R1/kill-under-load", test_kill_under_load);
  g_test_add_func ("/directory/faults/S2/bodies", test_bodies);
  g_test_add_func ("/directory/faults/S1/endless", test_endless);
  g_test_add_func ("/directory/faults/connections", test_connections);
  g_test_add_func ("/directory/faults/abandoned", test_abandoned);
  g_test_add_func ("/directory/faults/S6/secrets", test_secrets);
  g_test_add_func ("/directory/faults/LE-03/deleted", test_deleted);
  return g_test_run ();
}
