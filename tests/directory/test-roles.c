/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-actors.h"

#include <locale.h>
#include <string.h>

/* Teams, groups and sessions from either side (LE-09, TL-12), role profiles (WS-11), and what is
 * done to a selection of members (LE-07, WS-08). */

#define EXT "urn:example:useradmin:scim:2.0:User"
#define GROUP_EXT "urn:example:useradmin:scim:2.0:Group"
#define GROUP "urn:ietf:params:scim:schemas:core:2.0:Group"
#define PROFILE "urn:example:useradmin:scim:2.0:RoleProfile"

static UaTestActors *actors;

static char *
make_team (const char *name)
{
  g_autofree char *body =
    g_strdup_printf ("{\"schemas\":[\"" GROUP "\",\"" GROUP_EXT "\"],\"displayName\":\"%s\","
                     "\"members\":[{\"value\":\"%s\"}],\"" GROUP_EXT "\":{\"kind\":\"team\"}}",
                     name, actors->ids[UA_TEST_EXECUTIVE]);

  return ua_test_actors_post (actors, "/Groups", body);
}

static char *
make_role_profile (const char *name)
{
  g_autofree char *body =
    g_strdup_printf ("{\"schemas\":[\"" PROFILE "\"],\"displayName\":\"%s\"}", name);

  return ua_test_actors_post (actors, "/RoleProfiles", body);
}

/* The role of a member in a group as the member tells it; %NULL when not in it. */
static char *
find_role (UaTestWho   who,
           const char *group)
{
  g_autofree char *path = g_strconcat ("/Users/", actors->ids[who], NULL);
  g_autoptr(UaTestReply) reply = ua_test_directory_get (actors->directory, path);
  JsonArray *memberships =
    json_object_get_array_member (ua_test_reply_extension (reply), "memberships");
  GString *roles = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (memberships); i++)
    {
      JsonObject *one = json_array_get_object_element (memberships, i);

      if (g_str_equal (json_object_get_string_member (one, "value"), group))
        g_string_append_printf (roles, "%s ", json_object_get_string_member (one, "role"));
    }
  return g_string_free (roles, FALSE);
}

static void
assert_role (UaTestWho   who,
             const char *group,
             const char *role)
{
  g_autofree char *found = find_role (who, group);

  g_assert_cmpstr (found, ==, role);
}

/* Acts on the target; gives how many changes that made.  Who comes, goes or is something else in a
 * group makes two: of the group, and in the history of the member. */
static guint
act (UaTestWho   who,
     const char *action,
     const char *parameters,
     const char *status)
{
  g_autoptr(UaTestReply) reply =
    ua_test_actors_act (actors, who, action, "\"{target}\"", parameters);
  JsonArray *results;

  g_test_message ("%s %s: %s", action, parameters, reply->text);
  g_assert_cmpstr (ua_test_result_status (reply, 0), ==, status);
  results = json_object_get_array_member (ua_test_reply_object (reply), "results");
  return json_array_get_length (json_object_get_array_member
                                (json_array_get_object_element (results, 0), "changes"));
}

static void
test_teams (void)
{
  g_autofree char *team = make_team ("Sailors");
  g_autofree char *path = g_strconcat ("/Groups/", team, NULL);
  g_autofree char *join = g_strdup_printf ("{\"group\":\"%s\"}", team);
  g_autofree char *coach = g_strdup_printf ("{\"group\":\"%s\",\"roles\":[\"coach\"]}", team);
  g_autofree char *plain = g_strdup_printf ("{\"group\":\"%s\",\"roles\":[\"member\"]}", team);
  g_autofree char *patch = NULL;
  g_autoptr(UaTestReply) before = ua_test_directory_get (actors->directory, path);
  g_autoptr(UaTestReply) after = NULL;
  g_autoptr(UaTestReply) patched = NULL;

  g_assert_cmpuint (act (UA_TEST_ADMIN, "setGroupRole", coach, "409"), ==, 0);
  g_assert_cmpuint (act (UA_TEST_ADMIN, "?addToGroup", join, "200"), ==, 2);
  assert_role (UA_TEST_TARGET, team, "");
  g_assert_cmpuint (act (UA_TEST_ADMIN, "addToGroup", join, "200"), ==, 2);
  assert_role (UA_TEST_TARGET, team, "member ");
  g_assert_cmpuint (act (UA_TEST_ADMIN, "addToGroup", join, "200"), ==, 0);
  g_assert_cmpuint (act (UA_TEST_ADMIN, "addToGroup", coach, "200"), ==, 2);
  assert_role (UA_TEST_TARGET, team, "coach ");
  assert_role (UA_TEST_EXECUTIVE, team, "member ");

  /* From the other side the same is there to be seen, and to be changed. */
  after = ua_test_directory_get (actors->directory, path);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member
                                           (ua_test_reply_object (after), "members")), ==, 2);
  g_assert_cmpstr (soup_message_headers_get_one (before->headers, "ETag"), !=,
                   soup_message_headers_get_one (after->headers, "ETag"));
  patch = ua_test_make_patch ("{\"op\":\"remove\",\"path\":\"" GROUP_EXT ":memberRoles\"}");
  patched = ua_test_directory_send (actors->directory, "PATCH", path, patch);
  g_assert_cmpuint (patched->status, ==, 200);
  assert_role (UA_TEST_TARGET, team, "member ");

  g_assert_cmpuint (act (UA_TEST_ADMIN, "setGroupRole", coach, "200"), ==, 2);
  g_assert_cmpuint (act (UA_TEST_ADMIN, "setGroupRole", plain, "200"), ==, 2);
  assert_role (UA_TEST_TARGET, team, "member ");
  g_assert_cmpuint (act (UA_TEST_ADMIN, "removeFromGroup", join, "200"), ==, 2);
  g_assert_cmpuint (act (UA_TEST_ADMIN, "removeFromGroup", join, "200"), ==, 0);
  assert_role (UA_TEST_TARGET, team, "");
  assert_role (UA_TEST_EXECUTIVE, team, "member ");
}

/* Those who lead a group do so to a selection, too; what they may not know of is not there. */
static void
test_leaders (void)
{
  static const char own[] = "{\"group\":\"{group}\",\"roles\":[\"coach\"]}";
  static const char learner[] = "{\"group\":\"{session}\",\"roles\":[\"learner\"]}";
  static const char admin[] = "{\"group\":\"{session}\",\"roles\":[\"admin\"]}";
  static const char strange[] = "{\"group\":\"{strangers}\"}";
  static const char none[] = "{\"group\":\"none\"}";
  g_autoptr(UaTestReply) stranger =
    ua_test_actors_act (actors, UA_TEST_GROUP_ADMIN, "addToGroup", "\"{stranger}\",\"none\"",
                        "{\"group\":\"{group}\"}");
  g_autoptr(UaTestReply) self =
    ua_test_actors_act (actors, UA_TEST_GROUP_ADMIN, "setGroupRole", "\"{self}\"",
                        "{\"group\":\"{group}\",\"roles\":[\"admin\",\"instructor\"]}");
  g_autoptr(UaTestReply) refused =
    ua_test_actors_act (actors, UA_TEST_EXECUTIVE, "addToGroup", "\"{target}\"", own);

  g_assert_cmpstr (ua_test_result_status (stranger, 0), ==, "404");
  g_assert_cmpstr (ua_test_result_status (stranger, 1), ==, "404");
  g_assert_cmpstr (ua_test_result_status (self, 0), ==, "403");
  g_assert_cmpuint (refused->status, ==, 403);
  act (UA_TEST_GROUP_ADMIN, "setGroupRole", own, "200");
  assert_role (UA_TEST_TARGET, actors->group, "coach ");
  act (UA_TEST_INSTRUCTOR, "setGroupRole", learner, "200");
  assert_role (UA_TEST_TARGET, actors->session, "learner ");
  act (UA_TEST_INSTRUCTOR, "setGroupRole", admin, "403");
  act (UA_TEST_GROUP_ADMIN, "addToGroup", strange, "400");
  act (UA_TEST_GROUP_ADMIN, "addToGroup", none, "400");
  act (UA_TEST_GROUP_ADMIN, "addToGroup", learner, "400");
}

static gint64
count_holders (const char *profile)
{
  g_autofree char *path = g_strconcat ("/RoleProfiles/", profile, NULL);
  g_autoptr(UaTestReply) reply = ua_test_directory_get (actors->directory, path);

  return json_object_get_int_member (ua_test_reply_object (reply), "memberCount");
}

static void
change_profile (const char *profile,
                const char *operation)
{
  g_autofree char *path = g_strconcat ("/RoleProfiles/", profile, NULL);
  g_autofree char *patch = ua_test_make_patch (operation);
  g_autoptr(UaTestReply) reply = ua_test_directory_send (actors->directory, "PATCH", path, patch);

  g_assert_cmpuint (reply->status, ==, 200);
}

static void
test_role_profiles (void)
{
  g_autofree char *profile = make_role_profile ("Bosun");
  g_autofree char *parameters = g_strdup_printf ("{\"roleProfile\":\"%s\"}", profile);
  g_autoptr(UaTestReply) target = NULL;

  g_assert_cmpuint (act (UA_TEST_ADMIN, "?assignRoleProfile", parameters, "200"), ==, 1);
  g_assert_cmpint (count_holders (profile), ==, 0);
  g_assert_cmpuint (act (UA_TEST_MANAGER, "assignRoleProfile", parameters, "200"), ==, 1);
  g_assert_cmpint (count_holders (profile), ==, 1);
  g_assert_cmpuint (act (UA_TEST_ADMIN, "assignRoleProfile", parameters, "200"), ==, 0);
  act (UA_TEST_MANAGER, "assignAmbitionRole", parameters, "200");

  /* A new name shows with those who have it; who has a retired one keeps it, and nobody else gets
   * it. */
  change_profile (profile, "{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"Bo'sun\"}");
  target = ua_test_actors_send (actors, UA_TEST_ADMIN, "GET", "/Users/{target}", NULL);
  g_assert_nonnull (strstr (target->text, "Bo'sun"));
  change_profile (profile, "{\"op\":\"replace\",\"path\":\"active\",\"value\":false}");
  act (UA_TEST_ADMIN, "addLabel", "{\"label\":\"kept\"}", "200");
  g_assert_cmpint (count_holders (profile), ==, 1);
  act (UA_TEST_ADMIN, "removeRoleProfile", NULL, "200");
  g_assert_cmpint (count_holders (profile), ==, 0);
  act (UA_TEST_ADMIN, "assignRoleProfile", parameters, "400");
  act (UA_TEST_ADMIN, "removeAmbitionRole", NULL, "200");
  act (UA_TEST_ADMIN, "removeAmbitionRole", NULL, "200");
  act (UA_TEST_ADMIN, "assignRoleProfile", "{\"roleProfile\":\"none\"}", "400");
}

static void
test_labels (void)
{
  g_autoptr(UaTestReply) refused =
    ua_test_actors_act (actors, UA_TEST_EXECUTIVE, "addLabel", "\"{target}\"",
                        "{\"label\":\"night\"}");
  g_autoptr(UaTestReply) found = NULL;

  g_assert_cmpuint (refused->status, ==, 403);
  g_assert_cmpuint (act (UA_TEST_MANAGER, "addLabel", "{\"label\":\"night\"}", "200"), ==, 1);
  g_assert_cmpuint (act (UA_TEST_MANAGER, "addLabel", "{\"label\":\"Night\"}", "200"), ==, 0);
  found = ua_test_directory_list (actors->directory, "/Users", EXT ":labels eq \"night\"", NULL);
  g_assert_cmpuint (json_array_get_length (ua_test_reply_resources (found)), ==, 1);
  g_assert_cmpuint (act (UA_TEST_MANAGER, "removeLabel", "{\"label\":\"NIGHT\"}", "200"), ==, 1);
  g_assert_cmpuint (act (UA_TEST_MANAGER, "removeLabel", "{\"label\":\"night\"}", "200"), ==, 0);
}

static void
test_access (void)
{
  g_autoptr(UaTestReply) self =
    ua_test_actors_act (actors, UA_TEST_ADMIN, "setAccessLevel", "\"{self}\"",
                        "{\"accessLevel\":\"employee\"}");
  g_autoptr(UaTestReply) wrong =
    ua_test_actors_act (actors, UA_TEST_ADMIN, "setAccessLevel", "\"{target}\"",
                        "{\"accessLevel\":\"king\"}");

  g_assert_cmpstr (ua_test_result_status (self, 0), ==, "403");
  g_assert_cmpuint (wrong->status, ==, 400);
  g_assert_cmpuint (act (UA_TEST_ADMIN, "setAccessLevel", "{\"accessLevel\":\"executive\"}",
                         "200"), ==, 1);
  g_assert_cmpuint (act (UA_TEST_ADMIN, "setAccessLevel", "{\"accessLevel\":\"employee\"}",
                         "200"), ==, 1);
  g_assert_cmpuint (act (UA_TEST_ADMIN, "setAccessLevel", "{\"accessLevel\":\"employee\"}",
                         "200"), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  actors = ua_test_actors_new (0);
  g_test_add_func ("/directory/roles/LE-09/teams", test_teams);
  g_test_add_func ("/directory/roles/TL-12/leaders", test_leaders);
  g_test_add_func ("/directory/roles/WS-11/role-profiles", test_role_profiles);
  g_test_add_func ("/directory/roles/LE-07/labels", test_labels);
  g_test_add_func ("/directory/roles/WS-08/access", test_access);
  result = g_test_run ();
  ua_test_actors_free (actors);
  return result;
}
