/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-life.h"

#include <locale.h>
#include <string.h>

/* How a member comes and goes: statuses and what leads from one to another (WU-01, WU-02, WS-04,
 * LE-02), who is spared (WS-05, PE-06), what is kept (WU-07), and the mails about a new login
 * (LE-06). */

#define PUT_START "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"]," \
                  "\"userName\":\"put\""

static UaTestDirectory *directory;

static void
assert_status (const char *id,
               const char *status)
{
  g_autofree char *found = ua_test_status (directory, id);

  g_assert_cmpstr (found, ==, status);
}

static guint
set_active (const char *id,
            gboolean    active)
{
  g_autoptr(UaTestReply) reply =
    ua_test_patch (directory, "/Users", id,
                   active ? "{\"op\":\"replace\",\"path\":\"active\",\"value\":true}"
                          : "{\"op\":\"replace\",\"path\":\"active\",\"value\":false}");

  return reply->status;
}

static void
assert_act (const char *action,
            const char *id,
            const char *status)
{
  g_autoptr(JsonObject) result = ua_test_act (directory, action, id, FALSE);

  g_assert_cmpstr (json_object_get_string_member (result, "status"), ==, status);
}

/* Brings a member into a status that the interface does not give by itself. */
static char *
make_in_status (const char *name,
                const char *status,
                guint       number)
{
  char *id = ua_test_create_user (directory, name, "\"password\":\"" UA_TEST_PASSWORD "\"");
  g_autofree char *row =
    g_strdup_printf ("UPDATE member SET status = %u, locked_until ="
                     " iif (%u = 4, 4102444800000, NULL) WHERE user_name_key = '%s'", number,
                     number, name);
  g_autofree char *text =
    g_strdup_printf ("UPDATE resource SET text = json_set (text, '$.active', json ('%s'),"
                     " '$.\"" UA_TEST_EXT "\".status', '%s') WHERE uid = '%s'",
                     number == 4 ? "true" : "false", status, id);

  ua_test_sql (directory, row);
  ua_test_sql (directory, text);
  return id;
}

static void
test_transitions (void)
{
  g_autofree char *active = ua_test_create_user (directory, "t-active", "");
  g_autofree char *locked = make_in_status ("t-locked", "locked", 4);
  g_autofree char *invited = make_in_status ("t-invited", "invited", 1);

  assert_status (active, "active");
  assert_act ("reactivate", active, "409");
  assert_act ("deactivate", active, "200");
  assert_status (active, "deactivated");
  assert_act ("deactivate", active, "409");
  assert_act ("reactivate", active, "200");
  assert_status (active, "active");
  g_assert_cmpuint (set_active (active, FALSE), ==, 200);
  assert_status (active, "deactivated");
  g_assert_cmpuint (set_active (active, TRUE), ==, 200);
  assert_status (active, "active");

  assert_status (locked, "locked");
  g_assert_cmpuint (set_active (locked, TRUE), ==, 200);
  assert_status (locked, "locked");
  g_assert_cmpuint (set_active (locked, FALSE), ==, 200);
  assert_status (locked, "deactivated");
  assert_act ("reactivate", locked, "200");
  assert_status (locked, "active");

  assert_act ("deactivate", invited, "409");
  assert_act ("reactivate", invited, "409");
  g_assert_cmpuint (set_active (invited, FALSE), ==, 200);
  assert_status (invited, "invited");
  g_assert_cmpuint (set_active (invited, TRUE), ==, 409);
  assert_status (invited, "invited");
}

/* What a PUT says counts as what a PATCH says. */
static void
test_put (void)
{
  g_autofree char *id = ua_test_create_user (directory, "put", "");
  g_autofree char *path = g_strconcat ("/Users/", id, NULL);
  static const struct
  {
    const char *body;
    const char *status;
  } steps[] = {
    { PUT_START ",\"active\":false}", "deactivated" },
    { PUT_START "}", "deactivated" },
    { PUT_START ",\"active\":true}", "active" },
    { PUT_START "}", "active" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr(UaTestReply) reply =
        ua_test_directory_send (directory, "PUT", path, steps[i].body);

      g_assert_cmpuint (reply->status, ==, 200);
      assert_status (id, steps[i].status);
    }
}

/* CC-10: who was never let in needs a password before somebody enables them; a client that
 * provisions does without. */
static void
test_no_password (void)
{
  g_autofree char *id = ua_test_create_user (directory, "imported", "\"active\":false");
  g_autofree char *elsewhere = ua_test_create_user (directory, "elsewhere", "\"active\":false");
  g_autoptr(UaTestReply) set = NULL;

  g_assert_cmpuint (set_active (elsewhere, TRUE), ==, 200);
  assert_act ("reactivate", id, "409");
  set = ua_test_patch (directory, "/Users", id,
                       "{\"op\":\"add\",\"value\":{\"active\":true,\"password\":\"a b c 1 2\"}}");
  g_assert_cmpuint (set->status, ==, 200);
  assert_status (id, "active");
}

static JsonObject *
read_member (const char *id)
{
  g_autoptr(UaTestReply) reply = ua_test_get (directory, "/Users", id);
  JsonObject *object = json_object_ref (ua_test_reply_object (reply));

  json_object_remove_member (object, "meta");
  return object;
}

/* WU-02: whoever comes back finds everything as it was. */
static void
test_restored (void)
{
  g_autofree char *id =
    ua_test_create_user (directory, "restored",
                         "\"name\":{\"givenName\":\"Rosa\",\"familyName\":\"Quay\"},"
                         "\"password\":\"" UA_TEST_PASSWORD "\",\"title\":\"Pilot\","
                         "\"" UA_TEST_EXT "\":{\"accessLevel\":\"executive\",\"labels\":[\"x\"],"
                         "\"leavingDate\":\"2199-01-01\",\"hireDate\":\"2020-01-01\"}");
  g_autofree char *members =
    g_strdup_printf ("\"displayName\":\"Crew\",\"members\":[{\"value\":\"%s\"}],"
                     "\"urn:example:useradmin:scim:2.0:Group\":{\"kind\":\"team\",\"memberRoles\":"
                     "[{\"value\":\"%s\",\"role\":\"coach\"}]}", id, id);
  g_autofree char *group =
    ua_test_create (directory, "/Groups", "urn:ietf:params:scim:schemas:core:2.0:Group\","
                    "\"urn:example:useradmin:scim:2.0:Group", members);
  g_autoptr(JsonObject) before = read_member (id);
  g_autoptr(JsonObject) between = NULL;
  g_autoptr(JsonObject) after = NULL;
  g_autoptr(UaTestReply) signed_in = NULL;
  g_autoptr(JsonNode) before_node = NULL;
  g_autoptr(JsonNode) after_node = NULL;

  g_assert_nonnull (group);
  assert_act ("deactivate", id, "200");
  between = read_member (id);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (between, "groups")), ==,
                    1);
  assert_act ("reactivate", id, "200");
  after = read_member (id);
  before_node = json_node_init_object (json_node_alloc (), before);
  after_node = json_node_init_object (json_node_alloc (), after);
  g_assert_true (json_node_equal (before_node, after_node));
  signed_in = ua_test_send_as (directory, "restored", "GET", "/Me", NULL);
  g_assert_cmpuint (signed_in->status, ==, 200);
}

/* WS-04, LE-02: what is open ends at once. */
static void
test_sessions (void)
{
  g_autofree char *id =
    ua_test_create_user (directory, "session",
                         "\"password\":\"" UA_TEST_PASSWORD "\","
                         "\"" UA_TEST_EXT "\":{\"accessLevel\":\"admin\"}");
  g_autofree char *add =
    g_strdup_printf ("INSERT INTO token (hash, member, purpose, created)"
                     " SELECT 'h', id, 'session', 0 FROM resource WHERE uid = '%s'", id);
  g_autofree char *count =
    g_strdup_printf ("SELECT count (*) FROM token WHERE member ="
                     " (SELECT id FROM resource WHERE uid = '%s')", id);
  g_autofree char *since =
    g_strdup_printf ("SELECT deactivated FROM member WHERE id ="
                     " (SELECT id FROM resource WHERE uid = '%s')", id);
  g_autoptr(UaTestReply) in = ua_test_send_as (directory, "session", "GET", "/Me", NULL);
  g_autoptr(UaTestReply) out = NULL;

  ua_test_sql (directory, add);
  g_assert_cmpuint (in->status, ==, 200);
  g_assert_cmpint (ua_test_sql (directory, count), ==, 1);
  assert_act ("deactivate", id, "200");
  out = ua_test_send_as (directory, "session", "GET", "/Me", NULL);
  g_assert_cmpuint (out->status, ==, 401);
  g_assert_cmpint (ua_test_sql (directory, count), ==, 0);
  g_assert_cmpint (ua_test_sql (directory, since), >, 0);
  assert_act ("reactivate", id, "200");
  g_assert_cmpint (ua_test_sql (directory, since), ==, 0);
}

static void
test_self (void)
{
  static const char *const operations[] = {
    "{\"op\":\"replace\",\"path\":\"active\",\"value\":false}",
    "{\"op\":\"replace\",\"path\":\"" UA_TEST_EXT ":accessLevel\",\"value\":\"employee\"}",
    "{\"op\":\"replace\",\"path\":\"" UA_TEST_EXT ":leavingDate\",\"value\":\"2199-01-01\"}",
    "{\"op\":\"replace\",\"path\":\"" UA_TEST_EXT ":deletionDate\",\"value\":\"2199-01-01\"}",
  };
  g_autoptr(UaTestReply) me = ua_test_directory_get (directory, "/Me");
  const char *id = ua_test_reply_string (me, "id");
  g_autofree char *other =
    ua_test_create_user (directory, "second", "\"" UA_TEST_EXT "\":{\"accessLevel\":\"admin\"}");
  g_autoptr(UaTestReply) deleted = ua_test_delete (directory, "/Users", id);

  /* There is another admin, so that it is not about the last one. */
  assert_status (other, "active");
  for (gsize i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      g_autoptr(UaTestReply) reply = ua_test_patch (directory, "/Users", id, operations[i]);

      g_assert_cmpuint (reply->status, ==, 403);
    }
  g_assert_cmpuint (deleted->status, ==, 403);
  assert_act ("deactivate", id, "403");
  assert_act ("erase", id, "403");
  assert_status (id, "active");
}

/* PE-06: an admin who is locked is none to rely on, and is not taken away either. */
static void
test_last_admin (void)
{
  g_autoptr(UaTestDirectory) other = ua_test_directory_start (0, NULL);
  UaTestDirectory *before = directory;
  g_autofree char *locked = NULL;
  g_autofree char *editor = NULL;
  g_autoptr(UaTestReply) me = NULL;
  g_autofree char *lock_owner = NULL;
  g_autoptr(UaTestReply) gone = NULL;
  g_autoptr(UaTestReply) demoted = NULL;

  directory = other;
  locked = make_in_status ("l-locked", "locked", 4);
  ua_test_sql (directory, "UPDATE member SET access_level = 3 WHERE user_name_key = 'l-locked'");
  ua_test_sql (directory, "UPDATE resource SET text = json_set (text,"
               " '$.\"" UA_TEST_EXT "\".accessLevel', 'admin') WHERE display = 'l-locked'");
  editor = ua_test_create_user (directory, "l-editor", "\"password\":\"" UA_TEST_PASSWORD "\","
                                "\"" UA_TEST_EXT "\":{\"accessLevel\":\"admin\"}");
  me = ua_test_directory_get (directory, "/Me");

  /* Two can act: one may go, even by the hand of the other, then no more. */
  assert_act ("deactivate", editor, "200");
  assert_act ("reactivate", editor, "200");
  lock_owner = g_strconcat ("/Users/", ua_test_reply_string (me, "id"), NULL);
  gone = ua_test_send_as (directory, "l-editor", "DELETE", lock_owner, NULL);
  g_assert_cmpuint (gone->status, ==, 204);

  /* Now the editor alone can act; the one who is locked may go. */
  ua_test_sql (directory, "UPDATE member SET leaves = 1 WHERE user_name_key = 'l-editor'");
  ua_test_directory_terminate (directory);
  ua_test_directory_restart (directory);
  assert_status (editor, "active");
  demoted = ua_test_patch (directory, "/Users", locked,
                           "{\"op\":\"replace\",\"path\":\"" UA_TEST_EXT ":accessLevel\","
                           "\"value\":\"employee\"}");
  g_assert_cmpuint (demoted->status, ==, 200);
  directory = before;
}

/* TL-09, WU-02: a seat is freed, and needed to come back. */
static void
test_seats (void)
{
  g_autoptr(UaTestDirectory) other = ua_test_directory_start (0, NULL);
  UaTestDirectory *before = directory;
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;
  g_autoptr(UaTestReply) limited = NULL;

  directory = other;
  a = ua_test_create_user (directory, "seat-a", "");
  ua_test_sql (directory,
               "UPDATE organisation_setting SET value = '2' WHERE name = 'seats'");
  ua_test_directory_terminate (directory);
  ua_test_directory_restart (directory);
  assert_act ("deactivate", a, "200");
  b = ua_test_create_user (directory, "seat-b", "");
  assert_act ("reactivate", a, "409");
  g_assert_cmpuint (set_active (a, TRUE), ==, 409);
  assert_act ("deactivate", b, "200");
  assert_act ("reactivate", a, "200");
  directory = before;
}

static void
test_retention (void)
{
  g_autofree char *id = ua_test_create_user (directory, "kept", "");
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) end = g_date_time_add_years (now, 3);
  g_autofree char *until = g_date_time_format (end, "%Y-%m-%d");
  g_autofree char *past =
    g_strdup_printf ("UPDATE member SET retention = '2020-01-01' WHERE id ="
                     " (SELECT id FROM resource WHERE uid = '%s')", id);
  g_autoptr(UaTestReply) left = NULL;
  g_autoptr(UaTestReply) found = NULL;
  g_autoptr(UaTestReply) back = NULL;

  assert_act ("deactivate", id, "200");
  left = ua_test_get (directory, "/Users", id);
  g_assert_cmpstr (json_object_get_string_member (ua_test_extension (left), "retentionUntil"), ==,
                   until);
  ua_test_sql (directory, past);
  found = ua_test_directory_list (directory, "/Users",
                                  UA_TEST_EXT ":retentionUntil lt \"2021-01-01T00:00:00Z\" and "
                                  UA_TEST_EXT ":status eq \"deactivated\"", NULL);
  g_assert_cmpuint (json_array_get_length (ua_test_reply_resources (found)), ==, 1);
  assert_act ("reactivate", id, "200");
  back = ua_test_get (directory, "/Users", id);
  g_assert_false (json_object_has_member (ua_test_extension (back), "retentionUntil"));
}

/* WU-07: for how long is what the organisation has decided. */
static void
test_retention_years (void)
{
  g_autofree char *id = ua_test_create_user (directory, "kept longer", "");
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) end = g_date_time_add_years (now, 7);
  g_autofree char *until = g_date_time_format (end, "%Y-%m-%d");
  g_autofree char *filter = g_strdup_printf (UA_TEST_EXT ":retentionUntil eq \"%s\"", until);
  g_autoptr(UaTestReply) setting = ua_test_patch
    (directory, "/Settings", "retentionYears",
     "{\"op\":\"replace\",\"path\":\"value\",\"value\":\"7\"}");
  g_autoptr(UaTestReply) found = NULL;
  g_autoptr(UaTestReply) reset = NULL;

  g_assert_cmpuint (setting->status, ==, 200);
  assert_act ("deactivate", id, "200");
  found = ua_test_directory_list (directory, "/Users", filter, NULL);
  g_assert_cmpuint (json_array_get_length (ua_test_reply_resources (found)), ==, 1);
  reset = ua_test_patch (directory, "/Settings", "retentionYears",
                         "{\"op\":\"remove\",\"path\":\"value\"}");
  g_assert_cmpuint (reset->status, ==, 200);
}

/* WS-08: whose access level was taken away is an employee as others are, and may change the own
 * name all the same. */
static void
test_no_access_level (void)
{
  g_autofree char *id =
    ua_test_create_user (directory, "levelled", "\"password\":\"" UA_TEST_PASSWORD "\"");
  g_autoptr(UaTestReply) taken = ua_test_patch
    (directory, "/Users", id, "{\"op\":\"remove\",\"path\":\"" UA_TEST_EXT ":accessLevel\"}");
  g_autoptr(UaTestReply) found = ua_test_directory_list
    (directory, "/Users", UA_TEST_EXT ":accessLevel eq \"employee\" and userName eq \"levelled\"",
     NULL);
  g_autoptr(UaTestReply) own = ua_test_send_as
    (directory, "levelled", "PATCH", "/Me",
     "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":["
     "{\"op\":\"replace\",\"path\":\"nickName\",\"value\":\"Lev\"}]}");

  g_assert_cmpuint (taken->status, ==, 200);
  g_assert_false (json_object_has_member (ua_test_extension (taken), "accessLevel"));
  g_assert_cmpuint (json_array_get_length (ua_test_reply_resources (found)), ==, 1);
  g_assert_cmpuint (own->status, ==, 200);
}

static gint64
count_mails (const char *id,
             const char *address,
             const char *kind)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT count (*) FROM message m JOIN resource r ON r.id = m.member"
                     " WHERE r.uid = '%s' AND m.recipient = '%s' AND m.kind = '%s'", id, address,
                     kind);

  return ua_test_sql (directory, sql);
}

static void
test_login (void)
{
  g_autofree char *id =
    ua_test_create_user (directory, "login",
                         "\"emails\":[{\"value\":\"one@brackwater.example\",\"primary\":true},"
                         "{\"value\":\"two@brackwater.example\"}]");
  g_autoptr(UaTestReply) other =
    ua_test_patch (directory, "/Users", id,
                   "{\"op\":\"replace\",\"path\":\"emails[value eq \\\"two@brackwater.example\\\"]"
                   ".value\",\"value\":\"three@brackwater.example\"}");
  g_autoptr(UaTestReply) changed = NULL;

  g_assert_cmpuint (other->status, ==, 200);
  g_assert_cmpint (count_mails (id, "one@brackwater.example", "emailChangedOld"), ==, 0);
  changed = ua_test_patch (directory, "/Users", id,
                           "{\"op\":\"replace\",\"path\":\"emails[primary eq true].value\","
                           "\"value\":\"four@brackwater.example\"}");
  g_assert_cmpuint (changed->status, ==, 200);
  g_assert_cmpint (count_mails (id, "one@brackwater.example", "emailChangedOld"), ==, 1);
  g_assert_cmpint (count_mails (id, "four@brackwater.example", "emailChangedNew"), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  directory = ua_test_directory_start (0, NULL);
  g_test_add_func ("/directory/life/WU-01/transitions", test_transitions);
  g_test_add_func ("/directory/life/WU-01/put", test_put);
  g_test_add_func ("/directory/life/CC-10/no-password", test_no_password);
  g_test_add_func ("/directory/life/WU-02/restored", test_restored);
  g_test_add_func ("/directory/life/WS-04/sessions", test_sessions);
  g_test_add_func ("/directory/life/WS-05/self", test_self);
  g_test_add_func ("/directory/life/PE-06/last-admin", test_last_admin);
  g_test_add_func ("/directory/life/TL-09/seats", test_seats);
  g_test_add_func ("/directory/life/WU-07/retention", test_retention);
  g_test_add_func ("/directory/life/WU-07/retention-years", test_retention_years);
  g_test_add_func ("/directory/life/WS-08/no-access-level", test_no_access_level);
  g_test_add_func ("/directory/life/LE-06/login", test_login);
  result = g_test_run ();
  ua_test_directory_stop (directory);
  return result;
}
