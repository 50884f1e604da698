/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-actors.h"
#include "ua-test-life.h"

#include <locale.h>

/* Several who change one member at the same time: what is worked out before its turn must not undo
 * what others did in between. */

#define N_CHANGES 60
#define N_ROUNDS 25

static const char *const attributes[] = { "title", "nickName", "displayName", "userType" };

#define N_THREADS G_N_ELEMENTS (attributes)

static UaTestDirectory *directory;
static char *path;

static gint64
read_number (JsonObject *member,
             const char *name)
{
  return json_object_has_member (member, name)
    ? g_ascii_strtoll (json_object_get_string_member (member, name), NULL, 10) : 0;
}

/* Counts up in one attribute; those of the others never go back. */
static gpointer
count_up (gpointer data)
{
  const char *own = data;
  g_autoptr(SoupSession) session = soup_session_new ();
  gint64 seen[N_THREADS] = { 0 };

  for (gint64 i = 1; i <= N_CHANGES; i++)
    {
      g_autofree char *operation =
        g_strdup_printf ("{\"op\":\"replace\",\"path\":\"%s\",\"value\":\"%" G_GINT64_FORMAT "\"}",
                         own, i);
      g_autofree char *body = ua_test_make_patch (operation);
      g_autoptr(SoupMessage) msg = ua_test_directory_message (directory, "PATCH", path, body);
      g_autoptr(GBytes) bytes = soup_session_send_and_read (session, msg, NULL, NULL);
      g_autofree char *text = NULL;
      g_autoptr(JsonNode) node = NULL;

      g_assert_nonnull (bytes);
      g_assert_cmpuint (soup_message_get_status (msg), ==, 200);
      text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      node = json_from_string (text, NULL);
      for (gsize n = 0; n < N_THREADS; n++)
        {
          gint64 number = read_number (json_node_get_object (node), attributes[n]);

          g_assert_cmpint (number, >=, seen[n]);
          seen[n] = number;
        }
      g_assert_cmpint (read_number (json_node_get_object (node), own), ==, i);
    }
  return NULL;
}

static void
test_together (void)
{
  g_autofree char *id = ua_test_create_user (directory, "together", "");
  g_autofree char *version = g_strdup_printf ("W/\"%u\"", (guint) (1 + N_THREADS * N_CHANGES));
  g_autoptr(UaTestReply) reply = NULL;
  GThread *threads[N_THREADS];

  path = g_strconcat ("/Users/", id, NULL);
  for (gsize i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("count", count_up, (gpointer) attributes[i]);
  for (gsize i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
  reply = ua_test_directory_get (directory, path);
  for (gsize i = 0; i < N_THREADS; i++)
    g_assert_cmpint (read_number (ua_test_reply_object (reply), attributes[i]), ==, N_CHANGES);
  g_assert_cmpstr (soup_message_headers_get_one (reply->headers, "ETag"), ==, version);
  g_free (path);
}

/* A member who is to get a name that others want too. */
typedef struct
{
  char *path;              /* (owned) */
  char *body;              /* (owned) */
  guint status;
} Claim;

static gpointer
claim_name (gpointer data)
{
  Claim *claim = data;
  g_autoptr(SoupSession) session = soup_session_new ();
  g_autoptr(SoupMessage) msg =
    ua_test_directory_message (directory, "PATCH", claim->path, claim->body);
  g_autoptr(GBytes) bytes = soup_session_send_and_read (session, msg, NULL, NULL);

  g_assert_nonnull (bytes);
  claim->status = soup_message_get_status (msg);
  return NULL;
}

/* What depends on others is not settled before its turn: of all who want a user name at the same
 * time one gets it. */
static void
test_contested (void)
{
  Claim claims[N_THREADS] = { { NULL, NULL, 0 } };

  for (gsize i = 0; i < N_THREADS; i++)
    {
      g_autofree char *name = g_strdup_printf ("claimant-%u", (guint) i);
      g_autofree char *id = ua_test_create_user (directory, name, "");

      claims[i].path = g_strconcat ("/Users/", id, NULL);
    }
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      GThread *threads[N_THREADS];
      guint n_taken = 0;

      for (gsize i = 0; i < N_THREADS; i++)
        {
          g_autofree char *operation =
            g_strdup_printf ("{\"op\":\"replace\",\"path\":\"userName\",\"value\":\"name-%u\"}",
                             round);

          claims[i].body = ua_test_make_patch (operation);
          threads[i] = g_thread_new ("claim", claim_name, &claims[i]);
        }
      for (gsize i = 0; i < N_THREADS; i++)
        {
          g_thread_join (threads[i]);
          g_clear_pointer (&claims[i].body, g_free);
          n_taken += claims[i].status == 200;
          g_assert_true (claims[i].status == 200 || claims[i].status == 409);
        }
      g_assert_cmpuint (n_taken, ==, 1);
    }
  for (gsize i = 0; i < N_THREADS; i++)
    g_free (claims[i].path);
}

int
main (int    argc,
      char **argv)
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  directory = ua_test_directory_start (0, NULL);
  g_test_add_func ("/directory/writes/together", test_together);
  g_test_add_func ("/directory/writes/contested", test_contested);
  result = g_test_run ();
  ua_test_directory_stop (directory);
  return result;
}
