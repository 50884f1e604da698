/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-life.h"

#include <locale.h>
#include <string.h>

/* Killed at any time while members are made, changed, sent away and erased, the service has lost
 * nothing that it acknowledged and has done nothing by half (R1).  With `-m slow` 200 times. */

#define ROUNDS 4
#define SLOW_ROUNDS 200
#define MEMBERS 6
#define MAX_DELAY_US 150000

/* What becomes of a crew, all of whose members are treated alike in one request. */
typedef enum
{
  NOT_THERE,
  THERE,
  AWAY,
  GONE,
} State;

typedef struct
{
  char *ids[MEMBERS];      /* (owned) (nullable) */
  State done;              /* what was acknowledged */
  State asked;             /* what may have become of it since */
} Crew;

typedef struct
{
  UaTestDirectory *directory; /* (unowned) */
  GPtrArray *crews;        /* (owned), of Crew */
  guint thread;
  guint round;
} Load;

static void
crew_free (gpointer data)
{
  Crew *crew = data;

  for (guint i = 0; i < MEMBERS; i++)
    g_free (crew->ids[i]);
  g_free (crew);
}

/* Gives the answer, or %NULL once the service is dead. */
static JsonNode *
send (Load        *load,
      SoupSession *session,
      const char  *path,
      const char  *body)
{
  g_autoptr(SoupMessage) msg = ua_test_directory_message (load->directory, "POST", path, body);
  g_autoptr(GBytes) bytes = soup_session_send_and_read (session, msg, NULL, NULL);
  g_autofree char *text = NULL;

  if (bytes == NULL)
    return NULL;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_cmpuint (soup_message_get_status (msg), ==, 200);
  return json_from_string (text, NULL);
}

static char *
make_bulk (Load  *load,
           guint  number)
{
  GString *body = g_string_new ("{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:BulkRequest"
                                "\"],\"Operations\":[");

  for (guint i = 0; i < MEMBERS; i++)
    g_string_append_printf (body, "%s{\"method\":\"POST\",\"path\":\"/Users\",\"bulkId\":\"%u\","
                            "\"data\":{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User"
                            "\"],\"userName\":\"crash-%u-%u-%u-%u\"}}", i > 0 ? "," : "", i,
                            load->round, load->thread, number, i);
  g_string_append (body, "]}");
  return g_string_free (body, FALSE);
}

static gboolean
create (Load        *load,
        SoupSession *session,
        Crew        *crew)
{
  g_autofree char *body = make_bulk (load, load->crews->len);
  g_autoptr(JsonNode) answer = NULL;
  JsonArray *operations;

  crew->asked = THERE;
  answer = send (load, session, "/Bulk", body);
  if (answer == NULL)
    return FALSE;
  operations = json_object_get_array_member (json_node_get_object (answer), "Operations");
  for (guint i = 0; i < MEMBERS; i++)
    {
      JsonObject *operation = json_array_get_object_element (operations, i);

      g_assert_cmpstr (json_object_get_string_member (operation, "status"), ==, "201");
      crew->ids[i] =
        g_strdup (strrchr (json_object_get_string_member (operation, "location"), '/') + 1);
    }
  crew->done = THERE;
  return TRUE;
}

static gboolean
act (Load        *load,
     SoupSession *session,
     Crew        *crew,
     const char  *action,
     State        state)
{
  g_autoptr(GString) body = g_string_new (NULL);
  g_autoptr(JsonNode) answer = NULL;

  g_string_append_printf (body, "{\"action\":\"%s\",\"targets\":[", action);
  for (guint i = 0; i < MEMBERS; i++)
    g_string_append_printf (body, "%s\"%s\"", i > 0 ? "," : "", crew->ids[i]);
  g_string_append (body, "]}");
  crew->asked = state;
  answer = send (load, session, "/Actions", body->str);
  if (answer == NULL)
    return FALSE;
  crew->done = state;
  return TRUE;
}

static gpointer
work_until_killed (gpointer data)
{
  Load *load = data;
  g_autoptr(SoupSession) session = soup_session_new ();

  for (;;)
    {
      Crew *crew = g_new0 (Crew, 1);

      g_ptr_array_add (load->crews, crew);
      if (!create (load, session, crew) || !act (load, session, crew, "deactivate", AWAY))
        return NULL;
      if (load->crews->len % 2 == 0 && !act (load, session, crew, "erase", GONE))
        return NULL;
    }
}

static void
check_crew (UaTestDirectory *directory,
            Crew            *crew)
{
  static const char *const statuses[] = { "gone", "active", "deactivated", "gone" };
  g_autofree char *first = NULL;

  if (crew->ids[0] == NULL)
    return;
  first = ua_test_status (directory, crew->ids[0]);
  g_assert_true (g_str_equal (first, statuses[crew->done]) ||
                 g_str_equal (first, statuses[crew->asked]));
  for (guint i = 1; i < MEMBERS; i++)
    {
      g_autofree char *status = ua_test_status (directory, crew->ids[i]);

      g_assert_cmpstr (status, ==, first);
    }
}

static void
check_database (UaTestDirectory *directory)
{
  static const char *const wrong[] = {
    "SELECT count (*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
    "SELECT count (*) FROM pragma_foreign_key_check",
    "SELECT count (*) FROM tally t WHERE n <> (SELECT count (*) FROM resource WHERE type = t.type)",
    "SELECT count (*) FROM status_tally t WHERE n <>"
    " (SELECT count (*) FROM member WHERE status = t.status)",
    "SELECT count (*) FROM resource r WHERE type = 1 AND NOT EXISTS"
    " (SELECT 1 FROM audit WHERE target = r.uid AND version = r.version)",
    "SELECT count (*) FROM resource r WHERE type = 1 AND NOT EXISTS"
    " (SELECT 1 FROM member WHERE id = r.id)",
    "SELECT count (*) FROM tombstone t WHERE EXISTS (SELECT 1 FROM resource WHERE uid = t.uid)",
    "SELECT count (*) FROM tombstone t WHERE EXISTS"
    " (SELECT 1 FROM audit WHERE target = t.uid AND changes IS NOT NULL)",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_test_message ("%s", wrong[i]);
      g_assert_cmpint (ua_test_sql (directory, wrong[i]), ==, 0);
    }
}

static void
run_round (UaTestDirectory *directory,
           guint            round)
{
  Load loads[2];
  GThread *threads[G_N_ELEMENTS (loads)];

  for (guint i = 0; i < G_N_ELEMENTS (loads); i++)
    {
      loads[i] = (Load) { directory, g_ptr_array_new_with_free_func (crew_free), i, round };
      threads[i] = g_thread_new ("load", work_until_killed, &loads[i]);
    }
  g_usleep ((gulong) g_test_rand_int_range (1, MAX_DELAY_US));
  ua_test_directory_kill (directory);
  for (guint i = 0; i < G_N_ELEMENTS (loads); i++)
    g_thread_join (threads[i]);
  check_database (directory);
  ua_test_directory_restart (directory);
  for (guint i = 0; i < G_N_ELEMENTS (loads); i++)
    {
      for (guint n = 0; n < loads[i].crews->len; n++)
        check_crew (directory, g_ptr_array_index (loads[i].crews, n));
      g_ptr_array_unref (loads[i].crews);
    }
}

static void
test_crash (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  guint rounds = g_test_slow () ? SLOW_ROUNDS : ROUNDS;

  for (guint round = 0; round < rounds; round++)
    run_round (directory, round);
  g_assert_cmpint (ua_test_sql (directory, "SELECT count (*) FROM audit"), >, 0);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/directory/crash/R1/under-load", test_crash);
  return g_test_run ();
}
