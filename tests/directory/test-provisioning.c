/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-life.h"

#include <locale.h>
#include <string.h>

/* Rosters of an HR system (WU-08, WU-09, LE-08, LE-10, UA-01). */

#define ENT "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
#define RECORD "urn:example:useradmin:scim:2.0:Record"
#define PROFILE "urn:example:useradmin:scim:2.0:RoleProfile"
#define ACTIVE "\"password\":\"" UA_TEST_PASSWORD "\""

static UaTestReply *
send_roster (UaTestDirectory *directory,
             const char      *user_name,
             const char      *members,
             const char      *more,
             gboolean         dry_run)
{
  g_autofree char *body =
    g_strdup_printf ("{\"action\":\"provision\",\"dryRun\":%s,\"parameters\":"
                     "{\"source\":\"Payroll\",\"members\":[%s]%s}}", dry_run ? "true" : "false",
                     members, more);

  if (user_name != NULL)
    return ua_test_send_as (directory, user_name, "POST", "/Actions", body);
  return ua_test_directory_send (directory, "POST", "/Actions", body);
}

/* Gives (transfer none) what became of it, which must have that status. */
static JsonObject *
get_result (UaTestReply *reply,
            const char  *status)
{
  JsonObject *result;

  if (reply->status != 200)
    g_test_message ("%s", reply->text);
  g_assert_cmpuint (reply->status, ==, 200);
  result = json_array_get_object_element
    (json_object_get_array_member (ua_test_reply_object (reply), "results"), 0);
  if (g_strcmp0 (json_object_get_string_member (result, "status"), status) != 0)
    g_test_message ("%s", reply->text);
  g_assert_cmpstr (json_object_get_string_member (result, "status"), ==, status);
  return json_object_get_object_member (result, "result");
}

static void
assert_count (JsonObject *result,
              const char *name,
              gint64      n)
{
  JsonObject *counts = json_object_get_object_member (result, "counts");

  g_test_message ("%s", name);
  g_assert_cmpint (json_object_get_int_member (counts, name), ==, n);
}

static void
assert_status (UaTestDirectory *directory,
               const char      *id,
               const char      *expected)
{
  g_autofree char *status = ua_test_status (directory, id);

  g_assert_cmpstr (status, ==, expected);
}

static JsonObject *
get_exception (JsonObject *result,
               const char *id)
{
  JsonArray *exceptions = json_object_get_array_member (result, "exceptions");

  for (guint i = 0; i < json_array_get_length (exceptions); i++)
    {
      JsonObject *one = json_array_get_object_element (exceptions, i);

      if (g_str_equal (json_object_get_string_member (one, "value"), id))
        return one;
    }
  return NULL;
}

/* WU-08: what becomes of whom, and what a simulation tells is that (UA-01). */
static void
test_rules (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autofree char *here = ua_test_create_user (directory, "here",
                                               ACTIVE ",\"externalId\":\"E1\",\"title\":\"Old\"");
  g_autofree char *active = ua_test_create_user (directory, "left", ACTIVE);
  g_autofree char *locked = ua_test_create_user (directory, "locked", ACTIVE);
  g_autofree char *off = ua_test_create_user (directory, "off", ACTIVE ",\"active\":false");
  g_autofree char *invited = ua_test_create_user (directory, "invited", "");
  g_autofree char *open = ua_test_create_user (directory, "open", ACTIVE ",\"active\":false");
  g_autofree char *plan = g_strdup_printf ("\"kind\":\"plan\",\"subject\":{\"value\":\"%s\"}", open);
  g_autofree char *record = ua_test_create (directory, "/Records", RECORD, plan);
  const char *roster = "{\"externalId\":\"E1\",\"title\":\"New\"},"
                       "{\"externalId\":\"E2\",\"email\":\"two@brackwater.example\","
                       "\"givenName\":\"Ada\",\"familyName\":\"Reed\",\"manager\":\"E1\"}";
  g_autofree char *set = g_strdup_printf ("UPDATE member SET status = 1 WHERE id = (SELECT id FROM"
                                          " resource WHERE uid = '%s')", invited);
  g_autofree char *lock = g_strdup_printf ("UPDATE member SET status = 4 WHERE id = (SELECT id FROM"
                                           " resource WHERE uid = '%s')", locked);
  g_autoptr(UaTestReply) dry = NULL;
  g_autoptr(UaTestReply) real = NULL;
  g_autoptr(UaTestReply) found = NULL;
  JsonObject *result;

  ua_test_sql (directory, set);
  ua_test_sql (directory, lock);
  dry = send_roster (directory, NULL, roster, "", TRUE);
  result = get_result (dry, "200");
  assert_count (result, "created", 1);
  assert_count (result, "changed", 1);
  assert_count (result, "deactivated", 2);
  assert_count (result, "deleted", 2);
  assert_count (result, "exceptions", 2);
  assert_status (directory, active, "active");
  real = send_roster (directory, NULL, roster, "", FALSE);
  result = get_result (real, "200");
  assert_count (result, "created", 1);
  assert_count (result, "deactivated", 2);
  assert_count (result, "deleted", 2);
  assert_status (directory, here, "active");
  assert_status (directory, active, "deactivated");
  assert_status (directory, locked, "deactivated");
  assert_status (directory, off, "gone");
  assert_status (directory, invited, "gone");
  /* CC-02 holds here too. */
  assert_status (directory, open, "deactivated");
  g_assert_cmpstr (json_object_get_string_member (get_exception (result, open), "reason"), ==,
                   "openContent");
  found = ua_test_directory_list (directory, "/Users", "userName eq \"two@brackwater.example\"",
                                  NULL);
  g_assert_nonnull (strstr (found->text, "\"displayName\":\"Ada Reed\""));
  g_assert_nonnull (strstr (found->text, "\"status\":\"deactivated\""));
  g_assert_nonnull (strstr (found->text, here));
}

/* LE-10: what is managed is overruled, all else stays; LE-08: nobody else changes it. */
static void
test_managed (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autofree char *role = ua_test_create (directory, "/RoleProfiles", PROFILE,
                                          "\"displayName\":\"Mate\"");
  g_autofree char *id = ua_test_create_user (directory, "kim",
                                             ACTIVE ",\"externalId\":\"E1\",\"title\":\"Old\","
                                             "\"nickName\":\"K\",\"displayName\":\"Kim\"");
  g_autoptr(UaTestReply) run =
    send_roster (directory, NULL,
                 "{\"externalId\":\"E1\",\"title\":\"New\",\"displayName\":\"Other\","
                 "\"department\":\"Deck\",\"roleProfile\":\"mate\",\"hireDate\":\"2020-02-01\"}",
                 ",\"managed\":[\"title\",\"" ENT ":department\",\"" UA_TEST_EXT ":roleProfile\","
                 "\"" UA_TEST_EXT ":hireDate\"]", FALSE);
  g_autoptr(UaTestReply) after = NULL;
  g_autoptr(UaTestReply) title = NULL;
  g_autoptr(UaTestReply) other = NULL;
  g_autoptr(UaTestReply) whole = NULL;
  g_autoptr(UaTestReply) writable = NULL;
  g_autoptr(UaTestReply) removed = NULL;
  g_autoptr(JsonObject) acted = NULL;
  g_autofree char *path = g_strconcat ("/Users/", id, NULL);
  g_autofree char *ask = g_strconcat (path, "?attributes=" UA_TEST_EXT ":writableAttributes", NULL);

  assert_count (get_result (run, "200"), "changed", 1);
  after = ua_test_get (directory, "/Users", id);
  g_assert_cmpstr (ua_test_reply_string (after, "title"), ==, "New");
  g_assert_cmpstr (ua_test_reply_string (after, "displayName"), ==, "Kim");
  g_assert_nonnull (strstr (after->text, role));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member
                      (ua_test_extension (after), "managedAttributes")), ==, 4);
  title = ua_test_patch (directory, "/Users", id,
                         "{\"op\":\"replace\",\"path\":\"title\",\"value\":\"Mine\"}");
  g_assert_cmpuint (title->status, ==, 403);
  g_assert_nonnull (strstr (title->text, "change it in the HR system, then synchronise"));
  other = ua_test_patch (directory, "/Users", id,
                         "{\"op\":\"replace\",\"path\":\"nickName\",\"value\":\"KK\"}");
  g_assert_cmpuint (other->status, ==, 200);
  acted = ua_test_act (directory, "removeRoleProfile", id, FALSE);
  g_assert_cmpstr (json_object_get_string_member (acted, "status"), ==, "403");
  /* What is left out of a member sent whole was not meant. */
  whole = ua_test_directory_send (directory, "PUT", path,
                                  "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],"
                                  "\"userName\":\"kim\"}");
  g_assert_cmpuint (whole->status, ==, 200);
  g_assert_cmpstr (ua_test_reply_string (whole, "title"), ==, "New");
  g_assert_nonnull (strstr (whole->text, "Deck"));
  writable = ua_test_directory_get (directory, ask);
  g_assert_null (strstr (writable->text, "\"title\""));
  g_assert_nonnull (strstr (writable->text, "\"nickName\""));
  removed = send_roster (directory, NULL, "{\"userName\":\"KIM\",\"title\":\"Last\"}",
                         ",\"managed\":[\"title\"]", FALSE);
  assert_count (get_result (removed, "200"), "changed", 1);
  g_clear_pointer (&after, ua_test_reply_free);
  after = ua_test_patch (directory, "/Users", id,
                         "{\"op\":\"remove\",\"path\":\"" ENT ":department\"}");
  g_assert_cmpuint (after->status, ==, 200);
}

/* A manager whom an HR system owns goes with the erasure of that member all the same. */
static void
test_erased_manager (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autofree char *boss = ua_test_create_user (directory, "boss", ACTIVE);
  g_autofree char *id = ua_test_create_user (directory, "kim", ACTIVE);
  g_autoptr(UaTestReply) run =
    send_roster (directory, NULL, "{\"userName\":\"boss\"},"
                 "{\"userName\":\"kim\",\"manager\":\"boss\"}", "", FALSE);
  g_autoptr(UaTestReply) deleted = NULL;
  g_autoptr(UaTestReply) after = NULL;

  assert_count (get_result (run, "200"), "deactivated", 0);
  deleted = ua_test_delete (directory, "/Users", boss);
  g_assert_cmpuint (deleted->status, ==, 204);
  after = ua_test_get (directory, "/Users", id);
  g_assert_null (strstr (after->text, boss));
}

/* UA-01: above the threshold it does not run, unless that is confirmed; a simulation tells. */
static void
test_threshold (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autofree char *here = ua_test_create_user (directory, "here", ACTIVE);
  g_autofree char *one = ua_test_create_user (directory, "one", ACTIVE);
  g_autofree char *two = ua_test_create_user (directory, "two", ACTIVE);
  const char *roster = "{\"userName\":\"here\",\"title\":\"New\"}";
  g_autoptr(UaTestReply) dry = send_roster (directory, NULL, roster, ",\"threshold\":1", TRUE);
  g_autoptr(UaTestReply) refused = send_roster (directory, NULL, roster, ",\"threshold\":1", FALSE);
  g_autoptr(UaTestReply) fits = NULL;
  JsonObject *told = json_object_get_object_member (get_result (dry, "200"), "threshold");

  g_assert_true (json_object_get_boolean_member (told, "exceeded"));
  g_assert_cmpint (json_object_get_int_member (told, "count"), ==, 2);
  get_result (refused, "409");
  assert_status (directory, one, "active");
  fits = ua_test_get (directory, "/Users", here);
  g_assert_null (strstr (fits->text, "New"));
  g_clear_pointer (&fits, ua_test_reply_free);
  fits = send_roster (directory, NULL, roster, ",\"threshold\":1,\"confirmed\":true", FALSE);
  assert_count (get_result (fits, "200"), "deactivated", 2);
  assert_status (directory, two, "deactivated");
}

/* Neither who runs it nor the last admin is deactivated; the run goes on without. */
static void
test_exceptions (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autoptr(UaTestReply) me = ua_test_directory_get (directory, "/Me");
  const char *owner = ua_test_reply_string (me, "id");
  g_autofree char *kim = ua_test_create_user (directory, "kim", ACTIVE);
  g_autofree char *left = ua_test_create_user (directory, "left", ACTIVE);
  g_autofree char *holder =
    g_strdup_printf ("\"displayName\":\"HR\",\"rights\":[\"provision\"],"
                     "\"members\":[{\"value\":\"%s\"}]", kim);
  g_autofree char *profile =
    ua_test_create (directory, "/SecurityProfiles",
                    "urn:example:useradmin:scim:2.0:SecurityProfile", holder);
  g_autoptr(UaTestReply) mine = send_roster (directory, NULL, "{\"userName\":\"kim\"}", "", FALSE);
  g_autoptr(UaTestReply) theirs = NULL;
  g_autoptr(UaTestReply) none = NULL;
  JsonObject *result = get_result (mine, "200");

  g_assert_cmpstr (json_object_get_string_member (get_exception (result, owner), "reason"), ==,
                   "self");
  assert_count (result, "deactivated", 1);
  assert_status (directory, left, "deactivated");
  /* Somebody with that right alone does not touch those who have more. */
  theirs = send_roster (directory, "kim", "{\"userName\":\"new\"}", "", FALSE);
  result = get_result (theirs, "200");
  g_assert_cmpstr (json_object_get_string_member (get_exception (result, owner), "reason"), ==,
                   "moreRights");
  g_assert_cmpstr (json_object_get_string_member (get_exception (result, kim), "reason"), ==,
                   "self");
  assert_count (result, "deleted", 1);
  assert_status (directory, owner, "active");
  g_free (ua_test_create_user (directory, "plain", ACTIVE));
  none = send_roster (directory, "plain", "{\"userName\":\"new\"}", "", TRUE);
  g_assert_cmpuint (none->status, ==, 403);
}

/* Who has more rights than the sender is left as they are in the roster, too. */
static void
test_above (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autoptr(UaTestReply) me = ua_test_directory_get (directory, "/Me");
  const char *owner = ua_test_reply_string (me, "id");
  g_autofree char *kim = ua_test_create_user (directory, "kim", ACTIVE);
  g_autofree char *holder =
    g_strdup_printf ("\"displayName\":\"HR\",\"rights\":[\"provision\"],"
                     "\"members\":[{\"value\":\"%s\"}]", kim);
  g_autofree char *profile =
    ua_test_create (directory, "/SecurityProfiles",
                    "urn:example:useradmin:scim:2.0:SecurityProfile", holder);
  g_autofree char *roster =
    g_strdup_printf ("{\"userName\":\"%s\",\"title\":\"Deckhand\"},"
                     "{\"userName\":\"kim\",\"title\":\"Clerk\"}",
                     ua_test_reply_string (me, "userName"));
  g_autoptr(UaTestReply) sent = send_roster (directory, "kim", roster, "", FALSE);
  g_autoptr(UaTestReply) after = ua_test_get (directory, "/Users", owner);
  JsonObject *result = get_result (sent, "200");

  g_assert_cmpstr (json_object_get_string_member (get_exception (result, owner), "reason"), ==,
                   "moreRights");
  g_assert_null (get_exception (result, kim));
  assert_count (result, "changed", 1);
  assert_count (result, "exceptions", 1);
  g_assert_null (strstr (after->text, "Deckhand"));
}

/* PE-06: whoever has all rights, but is no admin, does not take the last one away. */
static void
test_last_admin (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autoptr(UaTestReply) me = ua_test_directory_get (directory, "/Me");
  const char *owner = ua_test_reply_string (me, "id");
  g_autofree char *sue = ua_test_create_user (directory, "sue", ACTIVE);
  g_autofree char *left = ua_test_create_user (directory, "left", ACTIVE);
  g_autofree char *holder =
    g_strdup_printf ("\"displayName\":\"All\",\"rights\":[\"read\",\"edit\",\"invite\","
                     "\"lifeCycle\",\"erase\",\"password\",\"access\",\"groups\",\"roleProfiles\","
                     "\"signOff\",\"provision\",\"audit\",\"settings\",\"export\"],"
                     "\"members\":[{\"value\":\"%s\"}]", sue);
  g_autofree char *profile =
    ua_test_create (directory, "/SecurityProfiles",
                    "urn:example:useradmin:scim:2.0:SecurityProfile", holder);
  g_autoptr(UaTestReply) sent =
    send_roster (directory, "sue", "{\"userName\":\"sue\"}", "", FALSE);
  JsonObject *result = get_result (sent, "200");

  g_assert_cmpstr (json_object_get_string_member (get_exception (result, owner), "reason"), ==,
                   "lastAdmin");
  assert_count (result, "deactivated", 1);
  assert_status (directory, left, "deactivated");
  assert_status (directory, owner, "active");
}

/* Everything is done or nothing; what is wrong is told by the place where it stands. */
static void
test_all_or_nothing (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autofree char *left = ua_test_create_user (directory, "left", ACTIVE);
  g_autoptr(UaTestReply) manager =
    send_roster (directory, NULL, "{\"userName\":\"new\"},{\"userName\":\"b\",\"manager\":\"x\"}",
                 "", FALSE);
  g_autoptr(UaTestReply) twice =
    send_roster (directory, NULL, "{\"userName\":\"left\"},{\"userName\":\"LEFT\"}", "", FALSE);
  g_autoptr(UaTestReply) nameless =
    send_roster (directory, NULL, "{\"externalId\":\"E9\"}", "", FALSE);
  g_autoptr(UaTestReply) runs = NULL;

  get_result (manager, "400");
  g_assert_nonnull (strstr (manager->text, "members[1]: manager"));
  get_result (twice, "400");
  get_result (nameless, "400");
  assert_status (directory, left, "active");
  runs = ua_test_directory_list (directory, "/Users", "userName eq \"new\"", NULL);
  g_assert_cmpint (json_object_get_int_member (ua_test_reply_object (runs), "totalResults"), ==, 0);
  g_clear_pointer (&runs, ua_test_reply_free);
  runs = ua_test_directory_list (directory, "/ProvisioningRuns", NULL, NULL);
  g_assert_cmpint (json_object_get_int_member (ua_test_reply_object (runs), "totalResults"), ==, 0);
}

/* WU-09: the history of runs, without anybody's name. */
static void
test_history (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autofree char *left = ua_test_create_user (directory, "Kanarienvogel", ACTIVE);
  g_autoptr(UaTestReply) dry = send_roster (directory, NULL, "{\"userName\":\"new\"}", "", TRUE);
  g_autoptr(UaTestReply) first = send_roster (directory, NULL, "{\"userName\":\"new\"}", "", FALSE);
  g_autoptr(UaTestReply) second =
    send_roster (directory, NULL, "{\"userName\":\"new\"}", "", FALSE);
  g_autoptr(UaTestReply) all = NULL;
  g_autoptr(UaTestReply) found = NULL;
  g_autoptr(UaTestReply) one = NULL;
  g_autoptr(UaTestReply) put = NULL;
  g_autofree char *id = g_strdup (json_object_get_string_member (get_result (first, "200"),
                                                                 "provisioningRun"));
  g_autofree char *path = g_strconcat ("/ProvisioningRuns/", id, NULL);
  g_autofree char *whole = g_strconcat (path, "?attributes=source,stateChanges,counts,actor", NULL);
  g_autofree char *filter = g_strdup_printf ("stateChanges[value eq \"%s\" and to eq \"deleted\"]",
                                             left);
  g_autofree char *traced = NULL;
  JsonObject *change;

  g_assert_false (json_object_has_member (get_result (dry, "200"), "provisioningRun"));
  get_result (second, "200");
  all = ua_test_directory_list (directory, "/ProvisioningRuns", "source eq \"Payroll\" and "
                                "counts.deleted gt 0", NULL);
  g_assert_cmpint (json_object_get_int_member (ua_test_reply_object (all), "totalResults"), ==, 1);
  g_assert_null (strstr (all->text, "stateChanges"));
  found = ua_test_directory_list (directory, "/ProvisioningRuns", filter, "sortBy=startedAt");
  g_assert_cmpint (json_object_get_int_member (ua_test_reply_object (found), "totalResults"), ==, 1);
  one = ua_test_directory_get (directory, whole);
  g_assert_cmpstr (ua_test_reply_string (one, "source"), ==, "Payroll");
  change = json_array_get_object_element
    (json_object_get_array_member (ua_test_reply_object (one), "stateChanges"), 1);
  g_assert_cmpstr (json_object_get_string_member (change, "value"), ==, left);
  g_assert_cmpstr (json_object_get_string_member (change, "from"), ==, "active");
  g_assert_cmpstr (json_object_get_string_member (change, "to"), ==, "deactivated");
  traced = ua_test_find_bytes (directory, "Kanarienvogel");
  g_assert_cmpstr (traced, ==, NULL);
  put = ua_test_directory_send (directory, "DELETE", path, NULL);
  g_assert_cmpuint (put->status, ==, 405);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/directory/provisioning/rules", test_rules);
  g_test_add_func ("/directory/provisioning/managed", test_managed);
  g_test_add_func ("/directory/provisioning/erased-manager", test_erased_manager);
  g_test_add_func ("/directory/provisioning/threshold", test_threshold);
  g_test_add_func ("/directory/provisioning/exceptions", test_exceptions);
  g_test_add_func ("/directory/provisioning/above", test_above);
  g_test_add_func ("/directory/provisioning/PE-06/last-admin", test_last_admin);
  g_test_add_func ("/directory/provisioning/all-or-nothing", test_all_or_nothing);
  g_test_add_func ("/directory/provisioning/history", test_history);
  return g_test_run ();
}
