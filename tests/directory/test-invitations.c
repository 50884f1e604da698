/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-actors.h"
#include "ua-test-mail.h"

#include <locale.h>
#include <sqlite3.h>
#include <string.h>

/* Inviting, by whom and where, and the list of invitations (WS-06, LE-04, TL-01 to TL-05). */

#define EXT "urn:example:useradmin:scim:2.0:User"
#define ROLE_PROFILE "urn:example:useradmin:scim:2.0:RoleProfile"
#define GROUP "urn:ietf:params:scim:schemas:core:2.0:Group"
#define GROUP_EXT "urn:example:useradmin:scim:2.0:Group"

static UaTestActors *actors;

/* @parameters has "group" and "session" as %g and %s filled in by the caller. */
static UaTestReply *
invite (UaTestWho   who,
        const char *parameters,
        gboolean    dry_run)
{
  g_autofree char *body =
    g_strdup_printf ("{\"action\":\"invite\",\"parameters\":{%s},\"dryRun\":%s}", parameters,
                     dry_run ? "true" : "false");

  return ua_test_actors_send (actors, who, "POST", "/Actions", body);
}

static JsonObject *
get_result (UaTestReply *reply)
{
  g_assert_cmpuint (reply->status, ==, 200);
  return json_array_get_object_element
    (json_object_get_array_member (ua_test_reply_object (reply), "results"), 0);
}

/* What became of one of those who were invited. */
static JsonObject *
get_person (UaTestReply *reply,
            guint        n)
{
  JsonObject *result = get_result (reply);

  g_assert_cmpstr (json_object_get_string_member (result, "status"), ==, "200");
  return json_array_get_object_element
    (json_object_get_array_member (json_object_get_object_member (result, "result"), "people"), n);
}

static void
assert_person (UaTestReply *reply,
               guint        n,
               const char  *status)
{
  g_assert_cmpstr (json_object_get_string_member (get_person (reply, n), "status"), ==, status);
}

static void
assert_refused (UaTestWho   who,
                const char *parameters,
                const char *status)
{
  g_autoptr(UaTestReply) reply = invite (who, parameters, FALSE);

  g_assert_cmpstr (json_object_get_string_member (get_result (reply), "status"), ==, status);
}

static UaTestReply *
get_resource (const char *endpoint,
              JsonObject *person,
              const char *member)
{
  g_autofree char *path =
    g_strconcat (endpoint, "/", json_object_get_string_member (person, member), NULL);
  UaTestReply *reply = ua_test_directory_get (actors->directory, path);

  g_assert_cmpuint (reply->status, ==, 200);
  return reply;
}

static UaTestReply *
act (const char *action,
     const char *target)
{
  g_autofree char *body = g_strdup_printf ("{\"action\":\"%s\",\"targets\":[\"%s\"]}", action,
                                           target);

  return ua_test_directory_send (actors->directory, "POST", "/Actions", body);
}

static guint
count_invitations (const char *filter)
{
  g_autoptr(UaTestReply) reply =
    ua_test_directory_list (actors->directory, "/Invitations", filter, NULL);

  return json_array_get_length (ua_test_reply_resources (reply));
}

static void
change_database (const char *sql)
{
  g_autofree char *path = g_build_filename (ua_test_directory_get_folder (actors->directory),
                                            "data", "directory.db", NULL);
  sqlite3 *db;

  ua_test_directory_terminate (actors->directory);
  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  ua_test_directory_restart (actors->directory);
}

static void
start (void)
{
  actors = ua_test_actors_new (0);
}

static void
stop (void)
{
  g_clear_pointer (&actors, ua_test_actors_free);
}

/* WS-06, TL-02: name, address, role profile, language, label; the mail goes out, the status is
 * invited, and there is no access. */
static void
test_one (void)
{
  g_autofree char *parameters = NULL;
  g_autoptr(UaTestReply) reply = NULL;
  g_autoptr(UaTestReply) member = NULL;
  g_autoptr(UaTestReply) invitation = NULL;
  g_autoptr(UaTestMail) mail = NULL;
  g_autofree char *token = NULL;
  g_autofree char *before = NULL;
  JsonObject *object;

  start ();
  parameters = g_strdup_printf ("\"people\":[{\"email\":\"Nora.Vik@brackwater.example\","
                                "\"fullName\":\"Nora Vik\",\"roleProfile\":\"%s\"}],"
                                "\"language\":\"nl\",\"labels\":[\"spring\"],"
                                "\"deletionDate\":\"2031-01-31\"", actors->profile);
  reply = invite (UA_TEST_ADMIN, parameters, FALSE);
  assert_person (reply, 0, "201");
  member = get_resource ("/Users", get_person (reply, 0), "value");
  g_assert_cmpstr (ua_test_reply_string (member, "userName"), ==, "Nora.Vik@brackwater.example");
  g_assert_cmpstr (ua_test_reply_string (member, "displayName"), ==, "Nora Vik");
  g_assert_cmpstr (ua_test_reply_string (member, "preferredLanguage"), ==, "nl");
  g_assert_false (json_object_get_boolean_member (ua_test_reply_object (member), "active"));
  object = ua_test_reply_extension (member);
  g_assert_cmpstr (json_object_get_string_member (object, "status"), ==, "invited");
  g_assert_cmpstr (json_object_get_string_member (object, "deletionDate"), ==, "2031-01-31");
  g_assert_cmpstr (json_object_get_string_member
                     (json_object_get_object_member (object, "roleProfile"), "value"), ==,
                   actors->profile);
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (object, "labels"),
                                                  0), ==, "spring");

  mail = ua_test_mail_find (actors->directory, "nora.vik@brackwater.example");
  g_assert_cmpstr (mail->language, ==, "nl");
  g_assert_nonnull (strstr (mail->text, "Nora Vik"));
  g_assert_nonnull (strstr (mail->text, ua_test_who_get_name (UA_TEST_ADMIN)));
  token = ua_test_mail_get_token (mail, "/accept/");
  invitation = get_resource ("/Invitations", get_person (reply, 0), "invitation");
  g_assert_cmpstr (ua_test_reply_string (invitation, "state"), ==, "pending");
  g_assert_cmpstr (ua_test_reply_string (invitation, "language"), ==, "nl");
  g_assert_cmpstr (ua_test_reply_string (invitation, "email"), ==, "Nora.Vik@brackwater.example");
  object = json_object_get_object_member (ua_test_reply_object (invitation), "invitedBy");
  g_assert_cmpstr (json_object_get_string_member (object, "value"), ==,
                   actors->ids[UA_TEST_ADMIN]);
  object = json_object_get_object_member (ua_test_reply_object (invitation), "message");
  g_assert_cmpstr (json_object_get_string_member (object, "state"), ==, "sent");
  before = g_strdup (ua_test_reply_string (invitation, "expiresAt"));
  g_assert_cmpstr (before, >, ua_test_reply_string (invitation, "createdAt"));
  g_assert_cmpuint (count_invitations ("message.state eq \"sent\" and state eq \"pending\""), ==,
                    1);
  stop ();
}

/* TL-01: many addresses in one text; each is checked, those there twice are marked, and one that is
 * wrong stops no other. */
static void
test_many (void)
{
  g_autoptr(UaTestReply) dry = NULL;
  g_autoptr(UaTestReply) reply = NULL;
  static const char parameters[] =
    "\"people\":[{\"email\":\"one@brackwater.example\"}],"
    "\"emails\":[\"two@brackwater.example; three@brackwater.example,\\n"
    "not an address\\r\\nTWO@brackwater.example\",\"target@example.com\"]";
  static const char *const statuses[] = { "201", "201", "201", "400", "409", "409" };

  start ();
  dry = invite (UA_TEST_ADMIN, parameters, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    assert_person (dry, i, statuses[i]);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (get_result (dry),
                                                                         "mails")), ==, 3);
  g_assert_cmpint (json_object_get_int_member
                     (json_object_get_object_member
                        (json_object_get_object_member (ua_test_reply_object (dry), "seats"),
                         "after"), "reserved"), ==, 3);
  g_assert_cmpuint (count_invitations (NULL), ==, 0);

  reply = invite (UA_TEST_ADMIN, parameters, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    assert_person (reply, i, statuses[i]);
  g_assert_cmpint (json_object_get_int_member (get_person (reply, 4), "duplicateOf"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (get_person (reply, 5), "detail"), ==,
                   "email: already has an active account");
  g_assert_cmpuint (count_invitations (NULL), ==, 3);
  ua_test_mail_settle (actors->directory);
  g_assert_cmpuint (ua_test_mail_count (actors->directory), ==, 3);
  stop ();
}

/* WU-06, TL-10: who has the address already, and what to do about it. */
static void
test_existing (void)
{
  static const char parameters[] =
    "\"emails\":[\"employee@example.com\",\"target@example.com\",\"new@brackwater.example\"]";
  g_autoptr(UaTestReply) off = NULL;
  g_autoptr(UaTestReply) first = NULL;
  g_autoptr(UaTestReply) again = NULL;
  JsonObject *existing;

  start ();
  off = act ("deactivate", actors->ids[UA_TEST_EMPLOYEE]);
  first = invite (UA_TEST_ADMIN, parameters, FALSE);
  assert_person (first, 0, "409");
  existing = json_object_get_object_member (get_person (first, 0), "existing");
  g_assert_cmpstr (json_object_get_string_member (existing, "value"), ==,
                   actors->ids[UA_TEST_EMPLOYEE]);
  g_assert_cmpstr (json_object_get_string_member (existing, "status"), ==, "deactivated");
  g_assert_cmpstr (json_object_get_string_member (existing, "action"), ==, "reactivate");
  existing = json_object_get_object_member (get_person (first, 1), "existing");
  g_assert_cmpstr (json_object_get_string_member (existing, "value"), ==,
                   actors->ids[UA_TEST_TARGET]);
  g_assert_cmpstr (json_object_get_string_member (existing, "status"), ==, "active");
  assert_person (first, 2, "201");

  again = invite (UA_TEST_ADMIN, parameters, FALSE);
  assert_person (again, 2, "409");
  existing = json_object_get_object_member (get_person (again, 2), "existing");
  g_assert_cmpstr (json_object_get_string_member (existing, "status"), ==, "invited");
  g_assert_cmpstr (json_object_get_string_member (existing, "action"), ==, "resendInvitation");
  g_assert_cmpstr (json_object_get_string_member (existing, "invitation"), ==,
                   json_object_get_string_member (get_person (first, 2), "invitation"));
  stop ();
}

static char *
add_team (const char *name)
{
  g_autofree char *body =
    g_strdup_printf ("{\"schemas\":[\"" GROUP "\",\"" GROUP_EXT "\"],\"displayName\":\"%s\","
                     "\"" GROUP_EXT "\":{\"kind\":\"team\"}}", name);

  return ua_test_actors_post (actors, "/Groups", body);
}

/* The role of a member in a group, or nothing. */
static const char *
find_role (UaTestReply *member,
           const char  *group)
{
  JsonObject *extension = ua_test_reply_extension (member);
  JsonArray *memberships = json_object_has_member (extension, "memberships")
    ? json_object_get_array_member (extension, "memberships") : NULL;

  for (guint i = 0; memberships != NULL && i < json_array_get_length (memberships); i++)
    {
      JsonObject *membership = json_array_get_object_element (memberships, i);

      if (g_strcmp0 (json_object_get_string_member (membership, "value"), group) == 0)
        return json_object_get_string_member (membership, "role");
    }
  return NULL;
}

/* LE-04: each with role profile, team, coach of a team and admin rights; nobody is member and coach
 * of the same team. */
static void
test_teams (void)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *parameters = NULL;
  g_autoptr(UaTestReply) reply = NULL;
  g_autoptr(UaTestReply) member = NULL;

  start ();
  first = add_team ("Team Lock");
  second = add_team ("Team Weir");
  parameters = g_strdup_printf
    ("\"people\":[{\"email\":\"a@brackwater.example\",\"team\":\"%s\",\"coachOf\":\"%s\","
     "\"accessLevel\":\"admin\"},{\"email\":\"b@brackwater.example\",\"team\":\"%s\","
     "\"coachOf\":\"%s\"},{\"email\":\"c@brackwater.example\",\"roleProfile\":\"no-such\"},"
     "{\"email\":\"d@brackwater.example\",\"team\":\"%s\"},{\"fullName\":\"E\"}]", first, second, first, first,
     actors->session);
  reply = invite (UA_TEST_ADMIN, parameters, FALSE);
  assert_person (reply, 0, "201");
  assert_person (reply, 1, "400");
  assert_person (reply, 2, "400");
  assert_person (reply, 3, "400");
  assert_person (reply, 4, "400");
  member = get_resource ("/Users", get_person (reply, 0), "value");
  g_assert_cmpstr (find_role (member, first), ==, "member");
  g_assert_cmpstr (find_role (member, second), ==, "coach");
  g_assert_cmpstr (json_object_get_string_member (ua_test_reply_extension (member),
                                                  "accessLevel"), ==, "admin");
  g_assert_cmpuint (count_invitations (NULL), ==, 1);
  stop ();
}

/* TL-03: admins of a group invite into it, without a day of deletion and without more rights. */
static void
test_from_group (void)
{
  g_autofree char *parameters = NULL;
  g_autofree char *dated = NULL;
  g_autofree char *raised = NULL;
  g_autofree char *elsewhere = NULL;
  g_autoptr(UaTestReply) reply = NULL;
  g_autoptr(UaTestReply) raising = NULL;
  g_autoptr(UaTestReply) teaming = NULL;
  g_autoptr(UaTestReply) member = NULL;
  g_autoptr(UaTestReply) invitation = NULL;
  g_autoptr(UaTestReply) outside = NULL;

  start ();
  parameters = g_strdup_printf ("\"emails\":[\"joins@brackwater.example\"],\"group\":\"%s\","
                                "\"roles\":[\"coach\"],\"language\":\"fr\",\"labels\":[\"x\"]",
                                actors->group);
  dated = g_strdup_printf ("\"emails\":[\"dated@brackwater.example\"],\"group\":\"%s\","
                           "\"deletionDate\":\"2031-01-01\"", actors->group);
  raised = g_strdup_printf ("\"people\":[{\"email\":\"raised@brackwater.example\","
                            "\"accessLevel\":\"admin\"},{\"email\":\"r2@brackwater.example\","
                            "\"roleProfile\":\"%s\"}],\"group\":\"%s\"", actors->profile,
                            actors->group);
  elsewhere = g_strdup_printf ("\"people\":[{\"email\":\"other@brackwater.example\","
                               "\"team\":\"%s\"}],\"group\":\"%s\"", actors->strangers,
                               actors->group);
  reply = invite (UA_TEST_GROUP_ADMIN, parameters, FALSE);
  assert_person (reply, 0, "201");
  member = get_resource ("/Users", get_person (reply, 0), "value");
  g_assert_cmpstr (find_role (member, actors->group), ==, "coach");
  invitation = get_resource ("/Invitations", get_person (reply, 0), "invitation");
  g_assert_cmpstr (json_object_get_string_member
                     (json_object_get_object_member (ua_test_reply_object (invitation), "group"),
                      "value"), ==, actors->group);

  assert_refused (UA_TEST_GROUP_ADMIN, dated, "400");
  assert_refused (UA_TEST_ADMIN, dated, "400");
  raising = invite (UA_TEST_GROUP_ADMIN, raised, FALSE);
  assert_person (raising, 0, "403");
  assert_person (raising, 1, "403");
  teaming = invite (UA_TEST_GROUP_ADMIN, elsewhere, FALSE);
  assert_person (teaming, 0, "400");
  assert_refused (UA_TEST_GROUP_ADMIN, "\"emails\":[\"whole@brackwater.example\"]", "403");
  outside = invite (UA_TEST_EMPLOYEE, parameters, FALSE);
  g_assert_cmpuint (outside->status, ==, 403);
  stop ();
}

/* TL-04: instructors invite into their session only where they coach or lead a group too; the
 * invited are learners there and in no other group. */
static void
test_from_session (void)
{
  g_autofree char *parameters = NULL;
  g_autofree char *roles = NULL;
  g_autofree char *team = NULL;
  g_autofree char *other = NULL;
  g_autofree char *patch = NULL;
  g_autofree char *path = NULL;
  g_autoptr(UaTestReply) made_coach = NULL;
  g_autoptr(UaTestReply) reply = NULL;
  g_autoptr(UaTestReply) more = NULL;
  g_autoptr(UaTestReply) member = NULL;

  start ();
  parameters = g_strdup_printf ("\"emails\":[\"learns@brackwater.example\"],\"session\":\"%s\"",
                                actors->session);
  roles = g_strdup_printf ("\"emails\":[\"r@brackwater.example\"],\"session\":\"%s\","
                           "\"roles\":[\"admin\"]", actors->session);
  other = g_strdup_printf ("\"emails\":[\"r@brackwater.example\"],\"session\":\"%s\"",
                           actors->group);
  assert_refused (UA_TEST_INSTRUCTOR, parameters, "403");
  team = add_team ("Team Sluice");
  patch = g_strdup_printf ("{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"%s\"}]},"
                           "{\"op\":\"add\",\"path\":\"" GROUP_EXT ":memberRoles\",\"value\":"
                           "[{\"value\":\"%s\",\"role\":\"coach\"}]}",
                           actors->ids[UA_TEST_INSTRUCTOR], actors->ids[UA_TEST_INSTRUCTOR]);
  path = g_strconcat ("/Groups/", team, NULL);
  {
    g_autofree char *body = ua_test_make_patch (patch);

    made_coach = ua_test_directory_send (actors->directory, "PATCH", path, body);
    g_assert_cmpuint (made_coach->status, ==, 200);
  }
  reply = invite (UA_TEST_INSTRUCTOR, parameters, FALSE);
  assert_person (reply, 0, "201");
  member = get_resource ("/Users", get_person (reply, 0), "value");
  g_assert_cmpstr (find_role (member, actors->session), ==, "learner");
  assert_refused (UA_TEST_INSTRUCTOR, roles, "400");
  assert_refused (UA_TEST_ADMIN, other, "400");
  g_free (parameters);
  parameters = g_strdup_printf ("\"people\":[{\"email\":\"t@brackwater.example\",\"team\":\"%s\"}],"
                                "\"session\":\"%s\"", team, actors->session);
  more = invite (UA_TEST_ADMIN, parameters, FALSE);
  assert_person (more, 0, "400");
  stop ();
}

/* TL-05: an invitation that has expired stays on the list, and can be sent again with a new link;
 * one that is cancelled leaves it, and the member with it. */
static void
test_list (void)
{
  g_autoptr(UaTestReply) reply = NULL;
  g_autoptr(UaTestReply) resent = NULL;
  g_autoptr(UaTestReply) by_message = NULL;
  g_autoptr(UaTestReply) cancelled = NULL;
  g_autoptr(UaTestReply) invitation = NULL;
  g_autoptr(UaTestReply) messages = NULL;
  g_autoptr(UaTestReply) gone = NULL;
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;
  g_autofree char *user_path = NULL;

  start ();
  reply = invite (UA_TEST_ADMIN, "\"emails\":[\"slow@brackwater.example\"]", FALSE);
  assert_person (reply, 0, "201");
  id = g_strdup (json_object_get_string_member (get_person (reply, 0), "invitation"));
  path = g_strconcat ("/Invitations/", id, NULL);
  user_path = g_strconcat ("/Users/", json_object_get_string_member (get_person (reply, 0),
                                                                     "value"), NULL);
  ua_test_mail_settle (actors->directory);
  change_database ("UPDATE invitation SET expires = 1000");
  invitation = ua_test_directory_get (actors->directory, path);
  g_assert_cmpstr (ua_test_reply_string (invitation, "state"), ==, "expired");
  g_assert_cmpuint (count_invitations ("state eq \"expired\""), ==, 1);

  resent = act ("resendInvitation", id);
  g_assert_cmpstr (ua_test_result_status (resent, 0), ==, "200");
  g_assert_cmpuint (count_invitations ("state eq \"pending\""), ==, 1);
  ua_test_mail_settle (actors->directory);
  messages = ua_test_directory_list (actors->directory, "/Messages", "kind eq \"invitation\"",
                                     NULL);
  g_assert_cmpuint (json_array_get_length (ua_test_reply_resources (messages)), ==, 2);
  by_message = act ("resendMessage", json_object_get_string_member
                      (json_array_get_object_element (ua_test_reply_resources (messages), 0),
                       "id"));
  g_assert_cmpstr (ua_test_result_status (by_message, 0), ==, "200");

  cancelled = act ("cancelInvitation", id);
  g_assert_cmpstr (ua_test_result_status (cancelled, 0), ==, "200");
  g_assert_cmpuint (count_invitations (NULL), ==, 0);
  gone = ua_test_directory_get (actors->directory, user_path);
  g_assert_cmpuint (gone->status, ==, 404);
  ua_test_mail_settle (actors->directory);
  g_assert_cmpuint (ua_test_mail_count (actors->directory), ==, 0);
  stop ();
}

/* LE-03: an invited member who is deleted takes the invitation along. */
static void
test_deleted (void)
{
  g_autoptr(UaTestReply) reply = NULL;
  g_autoptr(UaTestReply) gone = NULL;
  g_autofree char *path = NULL;

  start ();
  reply = invite (UA_TEST_ADMIN, "\"emails\":[\"brief@brackwater.example\"]", FALSE);
  assert_person (reply, 0, "201");
  path = g_strconcat ("/Users/", json_object_get_string_member (get_person (reply, 0), "value"),
                      NULL);
  gone = ua_test_directory_send (actors->directory, "DELETE", path, NULL);
  g_assert_cmpuint (gone->status, ==, 204);
  g_assert_cmpuint (count_invitations (NULL), ==, 0);
  stop ();
}

/* What is wrong with the request itself. */
static void
test_requests (void)
{
  g_autofree char *both = NULL;

  start ();
  both = g_strdup_printf ("\"emails\":[\"x@brackwater.example\"],\"group\":\"%s\","
                          "\"session\":\"%s\"", actors->group, actors->session);
  assert_refused (UA_TEST_ADMIN, both, "400");
  assert_refused (UA_TEST_ADMIN, "\"emails\":[\" ; , \"]", "400");
  assert_refused (UA_TEST_ADMIN, "\"language\":\"nl\"", "400");
  assert_refused (UA_TEST_ADMIN, "\"emails\":[\"x@brackwater.example\"],\"roles\":[\"coach\"]",
                  "400");
  assert_refused (UA_TEST_ADMIN, "\"emails\":[\"x@brackwater.example\"],\"group\":\"no-such\"",
                  "400");
  stop ();
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/directory/invitations/WS-06/one", test_one);
  g_test_add_func ("/directory/invitations/TL-01/many", test_many);
  g_test_add_func ("/directory/invitations/WU-06/existing", test_existing);
  g_test_add_func ("/directory/invitations/LE-04/teams", test_teams);
  g_test_add_func ("/directory/invitations/TL-03/from-group", test_from_group);
  g_test_add_func ("/directory/invitations/TL-04/from-session", test_from_session);
  g_test_add_func ("/directory/invitations/TL-05/list", test_list);
  g_test_add_func ("/directory/invitations/LE-03/deleted", test_deleted);
  g_test_add_func ("/directory/invitations/requests", test_requests);
  return g_test_run ();
}
