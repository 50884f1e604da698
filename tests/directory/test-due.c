/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-life.h"

#include <locale.h>

/* Days on which something happens by itself: leaving (PE-07), deletion (TL-07), ends of locks
 * (CC-11), also when the service was off on that day. */

static void
set_date (UaTestDirectory *directory,
          const char      *id,
          const char      *name,
          const char      *value)
{
  g_autofree char *operation =
    value != NULL
      ? g_strdup_printf ("{\"op\":\"replace\",\"path\":\"" UA_TEST_EXT ":%s\",\"value\":\"%s\"}",
                         name, value)
      : g_strdup_printf ("{\"op\":\"remove\",\"path\":\"" UA_TEST_EXT ":%s\"}", name);
  g_autoptr(UaTestReply) reply = ua_test_patch (directory, "/Users", id, operation);

  g_assert_cmpuint (reply->status, ==, 200);
}

static void
wait_for_status (UaTestDirectory *directory,
                 const char      *id,
                 const char      *status)
{
  g_autofree char *found = ua_test_status (directory, id);

  while (!g_str_equal (found, status))
    {
      g_free (found);
      found = ua_test_status (directory, id);
    }
  g_assert_cmpstr (found, ==, status);
}

static void
assert_status (UaTestDirectory *directory,
               const char      *id,
               const char      *status)
{
  g_autofree char *found = ua_test_status (directory, id);

  g_assert_cmpstr (found, ==, status);
}

static void
assert_by_service (UaTestDirectory *directory,
                   const char      *id,
                   const char      *action)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT count (*) FROM audit WHERE target = '%s' AND action = '%s'"
                     " AND actor IS NULL", id, action);

  g_assert_cmpint (ua_test_sql (directory, sql), ==, 1);
}

/* Moves a day into the past while the service is off. */
static void
set_due (UaTestDirectory *directory,
         const char      *id,
         const char      *column)
{
  g_autofree char *sql =
    g_strdup_printf ("UPDATE member SET %s = 86400000 WHERE id ="
                     " (SELECT id FROM resource WHERE uid = '%s')", column, id);

  ua_test_sql (directory, sql);
}

static void
test_while_off (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autofree char *leaver = ua_test_create_user (directory, "leaver", "");
  g_autofree char *stayer = ua_test_create_user (directory, "stayer", "");
  g_autofree char *cancelled = ua_test_create_user (directory, "cancelled", "");
  g_autofree char *goner = ua_test_create_user (directory, "goner", "");

  set_date (directory, leaver, "leavingDate", "2199-01-01");
  set_date (directory, stayer, "leavingDate", "2199-01-01");
  set_date (directory, stayer, "deletionDate", "2199-01-01");
  set_date (directory, cancelled, "leavingDate", "2199-01-01");
  set_date (directory, cancelled, "leavingDate", NULL);
  set_date (directory, goner, "deletionDate", "2199-01-01");
  ua_test_directory_terminate (directory);
  set_due (directory, leaver, "leaves");
  set_due (directory, goner, "erases");
  ua_test_directory_restart (directory);
  wait_for_status (directory, leaver, "deactivated");
  wait_for_status (directory, goner, "gone");
  assert_status (directory, stayer, "active");
  assert_status (directory, cancelled, "active");
  assert_by_service (directory, leaver, "leave");
  assert_by_service (directory, goner, "delete");
}

/* A day that is set and has begun is carried out while the service runs. */
static void
test_while_on (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *leaver = ua_test_create_user (directory, "leaver", "");
  g_autofree char *goner = ua_test_create_user (directory, "goner", "");
  g_autoptr(JsonObject) back = NULL;
  g_autoptr(UaTestReply) reply = NULL;

  set_date (directory, leaver, "leavingDate", today);
  set_date (directory, goner, "deletionDate", today);
  wait_for_status (directory, leaver, "deactivated");
  wait_for_status (directory, goner, "gone");

  /* Who comes back after that day is not sent away again. */
  back = ua_test_act (directory, "reactivate", leaver, FALSE);
  g_assert_cmpstr (json_object_get_string_member (back, "status"), ==, "200");
  reply = ua_test_get (directory, "/Users", leaver);
  g_assert_false (json_object_has_member (ua_test_extension (reply), "leavingDate"));
}

/* More than are done at once are all done, and one that is refused stops none. */
static void
test_many (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (200, NULL);

  ua_test_directory_terminate (directory);
  ua_test_sql (directory, "UPDATE member SET leaves = 1");
  ua_test_directory_restart (directory);
  while (ua_test_sql (directory, "SELECT count (*) FROM member WHERE status = 2") > 1)
    ;
  g_assert_cmpint (ua_test_sql (directory, "SELECT count (*) FROM member"
                                " WHERE status = 2 AND access_level = 3"), ==, 1);
  g_assert_cmpint (ua_test_sql (directory, "SELECT count (*) FROM member"
                                " WHERE status = 2 AND not_before IS NULL"), ==, 0);
}

static char *
find_one (UaTestDirectory *directory,
          const char      *filter)
{
  g_autoptr(UaTestReply) found = ua_test_directory_list (directory, "/Users", filter, "count=1");
  JsonArray *resources = ua_test_reply_resources (found);

  g_assert_cmpuint (json_array_get_length (resources), ==, 1);
  return g_strdup (json_object_get_string_member (json_array_get_object_element (resources, 0),
                                                  "id"));
}

/* An invitation that nobody took up goes on its day, with the member that was to be. */
static void
test_invited (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (200, NULL);
  g_autofree char *id = find_one (directory, UA_TEST_EXT ":status eq \"invited\"");

  set_date (directory, id, "deletionDate", "2199-01-01");
  ua_test_directory_terminate (directory);
  set_due (directory, id, "erases");
  ua_test_directory_restart (directory);
  wait_for_status (directory, id, "gone");
  assert_by_service (directory, id, "delete");
}

/* Who is assigned to open content leaves on the day of deletion, and is erased once that is
 * closed. */
static void
test_open_content (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autofree char *id = ua_test_create_user (directory, "busy", "");
  g_autofree char *members =
    g_strdup_printf ("\"kind\":\"plan\",\"subject\":{\"value\":\"%s\"}", id);
  g_autofree char *plan =
    ua_test_create (directory, "/Records", "urn:example:useradmin:scim:2.0:Record", members);
  g_autoptr(UaTestReply) closed = NULL;

  set_date (directory, id, "deletionDate", "2020-01-01");
  wait_for_status (directory, id, "deactivated");
  closed = ua_test_patch (directory, "/Records", plan,
                          "{\"op\":\"replace\",\"path\":\"state\",\"value\":\"closed\"}");
  g_assert_cmpuint (closed->status, ==, 200);
  /* The next try is an hour away. */
  ua_test_sql (directory, "UPDATE member SET not_before = 1 WHERE not_before IS NOT NULL");
  wait_for_status (directory, id, "gone");
}

static void
test_lock_ends (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (200, NULL);
  g_autofree char *id = find_one (directory, UA_TEST_EXT ":status eq \"locked\"");
  g_autoptr(UaTestReply) reply = NULL;

  ua_test_directory_terminate (directory);
  set_due (directory, id, "locked_until");
  ua_test_directory_restart (directory);
  wait_for_status (directory, id, "active");
  assert_by_service (directory, id, "unlock");
  reply = ua_test_get (directory, "/Users", id);
  g_assert_false (json_object_has_member (ua_test_extension (reply), "lockedUntil"));
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/directory/due/TL-07/while-off", test_while_off);
  g_test_add_func ("/directory/due/PE-07/while-on", test_while_on);
  g_test_add_func ("/directory/due/PE-06/many", test_many);
  g_test_add_func ("/directory/due/TL-07/invited", test_invited);
  g_test_add_func ("/directory/due/CC-02/open-content", test_open_content);
  g_test_add_func ("/directory/due/CC-11/lock-ends", test_lock_ends);
  return g_test_run ();
}
