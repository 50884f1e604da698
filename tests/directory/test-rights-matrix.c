/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-actors.h"

#include <locale.h>
#include <string.h>

/* Who may do what (WS-10, WS-02, WS-08, LE-07, CC-12): each kind of actor, each thing that can be
 * done, to themselves, to somebody they have to do with, and to a stranger. */

#define EXT "urn:example:useradmin:scim:2.0:User"
#define ENTERPRISE "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
#define GROUP_EXT "urn:example:useradmin:scim:2.0:Group"
#define SEARCH "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:SearchRequest\"]}"
#define MAKE_USER(name) \
  "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"" name "\"}"
#define MAKE_GROUP \
  "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"displayName\":\"New\"}"
#define MAKE_PROFILE \
  "{\"schemas\":[\"urn:example:useradmin:scim:2.0:RoleProfile\"],\"displayName\":\"New\"}"
#define ACT(name) \
  "{\"action\":\"" name "\",\"targets\":[\"{target}\"],\"dryRun\":true}"
#define SET(path, value) \
  "!{\"op\":\"replace\",\"path\":\"" path "\",\"value\":" value "}"
#define PLACE(id) "[{\"value\":\"" id "\"}]"
#define ROLE(id, role) "[{\"value\":\"" id "\",\"role\":\"" role "\"}]"
#define ADD(path, value) "!{\"op\":\"add\",\"path\":\"" path "\",\"value\":" value "}"
#define TAKE(path) "!{\"op\":\"remove\",\"path\":\"" path "\"}"

#define N_ACTORS 6

/* A body that begins with an exclamation mark is the operation of a PATCH.  The expected statuses
 * are those of admin, executive, manager, group admin, instructor and employee; of an action the
 * status of its one target counts.  The admin comes last, so that what is allowed is done once. */
static const struct
{
  const char *method;
  const char *path;
  const char *body;
  guint status[N_ACTORS];
} cases[] = {
  /* What describes the service is for everybody who has signed in. */
  { "GET", "/ServiceProviderConfig", NULL, { 200, 200, 200, 200, 200, 200 } },
  { "GET", "/Schemas", NULL, { 200, 200, 200, 200, 200, 200 } },
  { "GET", "/Actions", NULL, { 200, 200, 200, 200, 200, 200 } },

  /* Lists. */
  { "GET", "/Users", NULL, { 200, 200, 200, 200, 200, 403 } },
  { "HEAD", "/Users", NULL, { 200, 200, 200, 200, 200, 403 } },
  { "POST", "/Users/.search", SEARCH, { 200, 200, 200, 200, 200, 403 } },
  { "GET", "/Groups", NULL, { 200, 200, 200, 200, 200, 403 } },
  { "POST", "/Groups/.search", SEARCH, { 200, 200, 200, 200, 200, 403 } },
  { "GET", "/RoleProfiles", NULL, { 200, 200, 200, 200, 200, 403 } },
  { "GET", "/", NULL, { 200, 200, 200, 200, 200, 403 } },
  { "POST", "/.search", SEARCH, { 200, 200, 200, 200, 200, 403 } },

  { "GET", "/SecurityProfiles", NULL, { 200, 200, 403, 403, 403, 403 } },
  { "GET", "/SecurityProfiles/none", NULL, { 404, 404, 403, 403, 403, 403 } },
  { "GET", "/Invitations", NULL, { 200, 200, 403, 200, 200, 403 } },
  { "GET", "/Messages", NULL, { 200, 200, 403, 403, 403, 403 } },
  { "GET", "/AuditEvents", NULL, { 200, 200, 403, 403, 403, 403 } },
  { "GET", "/AuditEvents/1", NULL, { 200, 200, 403, 403, 403, 403 } },
  { "GET", "/Records", NULL, { 200, 200, 403, 403, 403, 403 } },
  { "GET", "/Changes", NULL, { 200, 200, 403, 403, 403, 403 } },
  { "GET", "/Seats", NULL, { 200, 200, 403, 200, 200, 403 } },
  { "PATCH", "/Settings/signOff", SET ("value", "\"false\""), { 200, 403, 403, 403, 403, 403 } },

  /* One member. */
  { "GET", "/Me", NULL, { 200, 200, 200, 200, 200, 200 } },
  { "GET", "/Users/{self}", NULL, { 200, 200, 200, 200, 200, 200 } },
  { "GET", "/Users/{target}", NULL, { 200, 200, 200, 200, 200, 404 } },
  { "HEAD", "/Users/{target}", NULL, { 200, 200, 200, 200, 200, 404 } },
  { "GET", "/Users/{stranger}", NULL, { 200, 200, 404, 404, 404, 404 } },
  { "GET", "/Groups/{group}", NULL, { 200, 200, 200, 200, 404, 404 } },
  { "GET", "/Groups/{session}", NULL, { 200, 200, 200, 404, 200, 404 } },
  { "GET", "/Groups/{strangers}", NULL, { 200, 200, 404, 404, 404, 404 } },
  { "GET", "/RoleProfiles/{profile}", NULL, { 200, 200, 200, 200, 200, 404 } },

  /* Contact data: the person's own, and of those who report to one. */
  { "PATCH", "/Me", SET ("nickName", "\"N\""), { 200, 200, 200, 200, 200, 200 } },
  { "PATCH", "/Users/{self}", SET ("locale", "\"nl-NL\""), { 200, 200, 200, 200, 200, 200 } },
  { "PATCH", "/Me", SET ("title", "\"T\""), { 200, 403, 403, 403, 403, 403 } },
  { "PATCH", "/Users/{target}", SET ("title", "\"T\""), { 200, 403, 200, 403, 403, 404 } },
  { "PATCH", "/Users/{target}", SET ("nickName", "\"T\""), { 200, 403, 200, 403, 403, 404 } },
  { "PATCH", "/Users/{stranger}", SET ("title", "\"T\""), { 200, 403, 404, 404, 404, 404 } },
  { "PATCH", "/Users/none", SET ("title", "\"T\""), { 404, 404, 404, 404, 404, 404 } },

  /* What one signs in with. */
  { "PATCH", "/Users/{target}", SET ("userName", "\"aim\""), { 200, 403, 403, 403, 403, 404 } },
  { "PATCH", "/Users/{target}", SET ("userName", "\"target\""), { 200, 403, 403, 403, 403, 404 } },
  { "PATCH", "/Users/{target}", SET ("password", "\"x\""), { 200, 403, 403, 403, 403, 404 } },
  { "PATCH", "/Users/{target}", TAKE ("password"), { 200, 403, 403, 403, 403, 404 } },
  { "PATCH", "/Users/{target}", TAKE ("emails"), { 200, 403, 403, 403, 403, 404 } },

  /* The job. */
  { "PATCH", "/Users/{target}", SET (EXT ":roleProfile", "{\"value\":\"{profile}\"}"),
    { 200, 403, 200, 403, 403, 404 } },
  { "PATCH", "/Users/{target}", SET (EXT ":ambitionRole", "{\"value\":\"{profile}\"}"),
    { 200, 403, 200, 403, 403, 404 } },
  { "PATCH", "/Users/{target}", SET (EXT ":labels", "[\"one\"]"),
    { 200, 403, 200, 403, 403, 404 } },
  { "PATCH", "/Me", SET (EXT ":labels", "[\"one\"]"), { 200, 403, 403, 403, 403, 403 } },
  { "PATCH", "/Me", SET (EXT ":roleProfile", "{\"value\":\"{profile}\"}"),
    { 200, 403, 403, 403, 403, 403 } },
  { "PATCH", "/Users/{target}", SET (EXT ":hireDate", "\"2024-05-01\""),
    { 200, 403, 403, 403, 403, 404 } },
  { "PATCH", "/Users/{target}", SET (ENTERPRISE ":department", "\"D\""),
    { 200, 403, 403, 403, 403, 404 } },

  /* Access and life cycle. */
  { "PATCH", "/Me", SET (EXT ":accessLevel", "\"executive\""), { 403, 200, 403, 403, 403, 403 } },
  { "PATCH", "/Me", SET (EXT ":accessLevel", "\"admin\""), { 200, 403, 403, 403, 403, 403 } },
  { "PATCH", "/Users/{target}", SET (EXT ":accessLevel", "\"executive\""),
    { 200, 403, 403, 403, 403, 404 } },
  { "PATCH", "/Users/{target}", SET (EXT ":accessLevel", "\"employee\""),
    { 200, 403, 403, 403, 403, 404 } },
  { "PATCH", "/Users/{target}", SET ("active", "false"), { 200, 403, 403, 403, 403, 404 } },
  { "PATCH", "/Users/{target}", SET ("active", "true"), { 200, 403, 403, 403, 403, 404 } },
  { "PATCH", "/Me", SET ("active", "false"), { 403, 403, 403, 403, 403, 403 } },
  { "PATCH", "/Users/{target}", SET (EXT ":leavingDate", "\"2099-01-01\""),
    { 200, 403, 403, 403, 403, 404 } },
  { "PATCH", "/Users/{target}", TAKE (EXT ":leavingDate"), { 200, 403, 403, 403, 403, 404 } },
  { "PATCH", "/Users/{target}", SET (EXT ":deletionDate", "\"2099-01-01\""),
    { 200, 403, 403, 403, 403, 404 } },
  { "PATCH", "/Users/{target}", TAKE (EXT ":deletionDate"), { 200, 403, 403, 403, 403, 404 } },
  { "POST", "/Actions", ACT ("deactivate"), { 200, 403, 403, 403, 403, 403 } },
  { "DELETE", "/Me", NULL, { 403, 403, 403, 403, 403, 403 } },
  { "DELETE", "/Users/{stranger}", NULL, { 0, 403, 404, 404, 404, 404 } },

  /* Groups: who leads one looks after who is in it. */
  { "PATCH", "/Groups/{group}", TAKE ("members[value eq \\\"{target}\\\"]"),
    { 0, 403, 404, 200, 404, 404 } },
  { "PATCH", "/Groups/{group}", ADD ("members", PLACE ("{target}")),
    { 200, 403, 404, 400, 404, 404 } },
  { "PATCH", "/Groups/{group}", ADD ("members", PLACE ("{stranger}")),
    { 0, 403, 403, 400, 404, 404 } },
  { "PATCH", "/Groups/{group}", ADD ("members", PLACE ("none")),
    { 400, 403, 403, 400, 404, 404 } },
  { "PATCH", "/Groups/{group}", ADD ("members", "[{\"$ref\":\"/Users/{stranger}\"}]"),
    { 0, 403, 403, 400, 404, 404 } },
  { "PATCH", "/Groups/{group}", ADD (GROUP_EXT ":memberRoles", ROLE ("{target}", "coach")),
    { 200, 403, 403, 200, 404, 404 } },
  { "PATCH", "/Groups/{group}", ADD (GROUP_EXT ":memberRoles", ROLE ("{self}", "coach")),
    { 200, 403, 403, 403, 404, 404 } },
  { "PATCH", "/Groups/{group}", ADD (GROUP_EXT ":memberRoles", ROLE ("{stranger}", "coach")),
    { 0, 403, 403, 400, 404, 404 } },
  { "PATCH", "/Groups/{group}", SET ("displayName", "\"Cavers\""),
    { 200, 403, 403, 200, 404, 404 } },
  { "PATCH", "/Groups/{group}", SET (GROUP_EXT ":kind", "\"team\""),
    { 0, 403, 403, 403, 404, 404 } },
  { "PATCH", "/Groups/{session}", ADD (GROUP_EXT ":memberRoles", ROLE ("{target}", "learner")),
    { 200, 403, 403, 404, 200, 404 } },
  { "PATCH", "/Groups/{session}", ADD (GROUP_EXT ":memberRoles", ROLE ("{target}", "admin")),
    { 0, 403, 403, 404, 403, 404 } },
  { "PATCH", "/Groups/{session}", ADD (GROUP_EXT ":memberRoles", ROLE ("{self}", "admin")),
    { 0, 403, 403, 404, 403, 404 } },
  { "PATCH", "/Groups/{session}", ADD (GROUP_EXT ":memberRoles", ROLE ("{stranger}", "learner")),
    { 0, 403, 403, 404, 400, 404 } },
  { "PATCH", "/Groups/{session}", SET ("displayName", "\"Aid\""),
    { 200, 403, 403, 404, 403, 404 } },
  { "PATCH", "/Groups/{strangers}", SET ("displayName", "\"Mine\""),
    { 0, 403, 404, 404, 404, 404 } },
  { "DELETE", "/Groups/{group}", NULL, { 0, 403, 403, 403, 404, 404 } },
  { "DELETE", "/Groups/{strangers}", NULL, { 0, 403, 404, 404, 404, 404 } },

  /* What is made and removed. */
  { "POST", "/Users", MAKE_USER ("new"), { 201, 403, 403, 403, 403, 403 } },
  { "POST", "/Groups", MAKE_GROUP, { 201, 403, 403, 403, 403, 403 } },
  { "POST", "/RoleProfiles", MAKE_PROFILE, { 201, 403, 403, 403, 403, 403 } },
  { "PATCH", "/RoleProfiles/{profile}", SET ("description", "\"D\""),
    { 200, 403, 403, 403, 403, 404 } },
  { "DELETE", "/RoleProfiles/{profile}", NULL, { 409, 403, 403, 403, 403, 404 } },
};

static UaTestActors *actors;

static guint
get_status (UaTestReply *reply,
            const char  *path)
{
  JsonArray *results;

  if (reply->status != 200 || !g_str_equal (path, "/Actions") ||
      !json_object_has_member (ua_test_reply_object (reply), "results"))
    return reply->status;
  results = json_object_get_array_member (ua_test_reply_object (reply), "results");
  return (guint) g_ascii_strtoull (json_object_get_string_member
                                   (json_array_get_object_element (results, 0), "status"),
                                   NULL, 10);
}

static void
test_matrix (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint n = N_ACTORS; n > 0; n--)
      {
        UaTestWho who = (UaTestWho) (n - 1);
        const char *body = cases[i].body;
        g_autofree char *patch =
          body != NULL && *body == '!' ? ua_test_make_patch (body + 1) : NULL;
        g_autoptr(UaTestReply) reply = NULL;

        if (cases[i].status[who] == 0)
          continue;
        reply = ua_test_actors_send (actors, who, cases[i].method, cases[i].path,
                                     patch != NULL ? patch : body);
        g_test_message ("%s: %s %s %s -> %u %s", ua_test_who_get_name (who), cases[i].method,
                        cases[i].path, body != NULL ? body : "", reply->status, reply->text);
        g_assert_cmpuint (get_status (reply, cases[i].path), ==, cases[i].status[who]);
      }
}

/* CC-12: what one sees of oneself can be sent back whole; what is not one's own to change stays. */
static void
test_whole (void)
{
  g_autoptr(UaTestReply) before =
    ua_test_actors_send (actors, UA_TEST_EMPLOYEE, "GET", "/Me", NULL);
  g_autoptr(UaTestReply) after = NULL;
  g_autoptr(UaTestReply) full = NULL;
  g_autofree char *body = NULL;
  JsonObject *object = ua_test_reply_object (before);

  g_assert_null (strstr (before->text, UA_TEST_CANARY));
  json_object_set_string_member (object, "displayName", "Pat");
  json_object_remove_member (object, "title");
  body = json_to_string (before->json, FALSE);
  after = ua_test_actors_send (actors, UA_TEST_EMPLOYEE, "PUT", "/Me", body);
  g_assert_cmpuint (after->status, ==, 200);
  g_assert_cmpstr (ua_test_reply_string (after, "displayName"), ==, "Pat");
  g_assert_cmpstr (ua_test_reply_string (after, "title"), ==, "employee");
  g_assert_null (strstr (after->text, UA_TEST_CANARY));

  full = ua_test_actors_send (actors, UA_TEST_ADMIN, "GET",
                              "/Users?filter=userName%20eq%20%22employee%22", NULL);
  g_assert_nonnull (strstr (full->text, actors->ids[UA_TEST_STRANGER]));
}

/* Rights end with what they come from, in the request that follows. */
static void
test_ends (void)
{
  g_autofree char *path = g_strconcat ("/Users/", actors->ids[UA_TEST_TARGET], NULL);
  g_autofree char *patch = ua_test_make_patch ("{\"op\":\"remove\",\"path\":\"" ENTERPRISE
                                               ":manager\"}");
  g_autoptr(UaTestReply) sees =
    ua_test_actors_send (actors, UA_TEST_MANAGER, "GET", path, NULL);
  g_autoptr(UaTestReply) changed = ua_test_directory_send (actors->directory, "PATCH", path, patch);
  g_autoptr(UaTestReply) blind =
    ua_test_actors_send (actors, UA_TEST_MANAGER, "GET", path, NULL);
  g_autoptr(UaTestReply) list =
    ua_test_actors_send (actors, UA_TEST_MANAGER, "GET", "/Users", NULL);

  g_assert_cmpuint (sees->status, ==, 200);
  g_assert_cmpuint (changed->status, ==, 200);
  g_assert_cmpuint (blind->status, ==, 404);
  g_assert_cmpuint (list->status, ==, 403);
}

int
main (int    argc,
      char **argv)
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  actors = ua_test_actors_new (0);
  g_test_add_func ("/directory/rights/WS-10/matrix", test_matrix);
  g_test_add_func ("/directory/rights/WS-10/whole", test_whole);
  g_test_add_func ("/directory/rights/WS-10/ends", test_ends);
  result = g_test_run ();
  ua_test_actors_free (actors);
  return result;
}
