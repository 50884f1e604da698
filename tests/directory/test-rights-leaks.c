/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-actors.h"

#include <locale.h>
#include <string.h>

/* What one may not know of shows nowhere (WS-10): not in lists, filters, orders, counts, versions,
 * cursors, errors, nor in what others tell of it. */

#define EXT "urn:example:useradmin:scim:2.0:User"
#define GROUP_EXT "urn:example:useradmin:scim:2.0:Group"
#define ENTERPRISE "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"

static UaTestActors *actors;
/* In the group and the session, and in the stranger's team too; reports to the stranger. */
static char *second;

static const UaTestWho scoped[] = {
  UA_TEST_MANAGER, UA_TEST_GROUP_ADMIN, UA_TEST_INSTRUCTOR, UA_TEST_EMPLOYEE
};

static void
assert_nothing_of (UaTestReply *reply)
{
  if (strstr (reply->text, UA_TEST_CANARY) != NULL ||
      strstr (reply->text, actors->ids[UA_TEST_STRANGER]) != NULL ||
      strstr (reply->text, actors->strangers) != NULL)
    g_error ("This tells of somebody else: %s", reply->text);
}

static UaTestReply *
look (UaTestWho   who,
      const char *path)
{
  g_autoptr(UaTestReply) reply = ua_test_actors_send (actors, who, "GET", path, NULL);

  assert_nothing_of (reply);
  return g_steal_pointer (&reply);
}

static gint64
count (UaTestWho   who,
       const char *endpoint,
       const char *filter)
{
  g_autofree char *filled = ua_test_actors_fill (actors, who, filter);
  g_autofree char *encoded = g_uri_escape_string (filled, NULL, FALSE);
  g_autofree char *path = g_strconcat (endpoint, "?count=0&filter=", encoded, NULL);
  g_autoptr(UaTestReply) reply = look (who, path);

  g_assert_cmpuint (reply->status, ==, 200);
  return json_object_get_int_member (ua_test_reply_object (reply), "totalResults");
}

static void
test_filters (void)
{
  static const struct
  {
    const char *endpoint;
    const char *filter;
  } cases[] = {
    { "/Users", "id eq \"{stranger}\"" },
    { "/Users", "userName eq \"" UA_TEST_CANARY "\"" },
    { "/Users", "userName sw \"" UA_TEST_CANARY "\"" },
    { "/Users", "displayName co \"" UA_TEST_CANARY "\"" },
    { "/Users", "externalId eq \"" UA_TEST_CANARY "-1\"" },
    { "/Users", "emails.value co \"" UA_TEST_CANARY "\"" },
    { "/Users", "emails[value sw \"" UA_TEST_CANARY "\"]" },
    { "/Users", "name.familyName co \"" UA_TEST_CANARY "\"" },
    { "/Users", ENTERPRISE ":department co \"" UA_TEST_CANARY "\"" },
    { "/Users", EXT ":labels eq \"" UA_TEST_CANARY " label\"" },
    { "/Users", "meta.location ew \"{stranger}\"" },
    { "/Users", "not (title pr) and title co \"" UA_TEST_CANARY "\"" },
    /* What those whom one sees have to do with the stranger. */
    { "/Users", ENTERPRISE ":manager.value eq \"{stranger}\"" },
    { "/Users", ENTERPRISE ":manager.displayName co \"" UA_TEST_CANARY "\"" },
    { "/Users", ENTERPRISE ":manager.$ref co \"{stranger}\"" },
    { "/Users", "groups.value eq \"{strangers}\"" },
    { "/Users", "groups[display co \"" UA_TEST_CANARY "\"]" },
    { "/Users", EXT ":memberships.value eq \"{strangers}\"" },
    { "/Users", EXT ":memberships[kind eq \"team\"]" },
    { "/Users", EXT ":memberships[role eq \"coach\"]" },
    { "/Groups", "id eq \"{strangers}\"" },
    { "/Groups", "displayName co \"" UA_TEST_CANARY "\"" },
    { "/Groups", "members.value eq \"{stranger}\"" },
    { "/Groups", "members[display co \"" UA_TEST_CANARY "\"]" },
    { "/Groups", GROUP_EXT ":memberRoles[role eq \"coach\"]" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s %s", cases[i].endpoint, cases[i].filter);
      for (gsize n = 0; n < G_N_ELEMENTS (scoped) - 1; n++)
        g_assert_cmpint (count (scoped[n], cases[i].endpoint, cases[i].filter), ==, 0);
    }
  g_assert_cmpint (count (UA_TEST_GROUP_ADMIN, "/Users", "userName pr"), ==, 3);
  g_assert_cmpint (count (UA_TEST_GROUP_ADMIN, "/Users", ENTERPRISE ":manager pr"), ==, 0);
  g_assert_cmpint (count (UA_TEST_MANAGER, "/Users", ENTERPRISE ":manager pr"), ==, 1);
  g_assert_cmpint (count (UA_TEST_MANAGER, "/Users", "userName pr"), ==, 2);
  g_assert_cmpint (count (UA_TEST_INSTRUCTOR, "/Groups", "displayName pr"), ==, 1);
}

static void
test_pages (void)
{
  static const char *const paths[] = {
    "/Users", "/Groups", "/RoleProfiles", "/", "/Me", "/Users?attributes=userName",
    "/Users?attributes=groups," ENTERPRISE ":manager," EXT ":memberships",
    "/Groups?attributes=members", "/Users?sortBy=userName&sortOrder=descending",
    "/Users/{self}", "/Users/{target}", "/Groups/{group}", "/Groups/{session}",
    "/Users?startIndex=2&count=1000", "/Users?cursor=&count=1", "/ResourceTypes", "/Actions",
  };
  const char *search =
    "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:SearchRequest\"],\"count\":1000}";

  for (gsize n = 0; n < G_N_ELEMENTS (scoped); n++)
    {
      static const char *const endpoints[] = { "/.search", "/Users/.search", "/Groups/.search" };

      for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
        ua_test_reply_free (look (scoped[n], paths[i]));
      for (gsize i = 0; i < G_N_ELEMENTS (endpoints); i++)
        {
          g_autoptr(UaTestReply) reply =
            ua_test_actors_send (actors, scoped[n], "POST", endpoints[i], search);

          assert_nothing_of (reply);
        }
    }
}

static char *
list_ids (UaTestWho   who,
          const char *path)
{
  g_autoptr(UaTestReply) reply = look (who, path);
  JsonArray *resources = ua_test_reply_resources (reply);
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (resources); i++)
    g_string_append_printf (ids, "%s ", json_object_get_string_member
                            (json_array_get_object_element (resources, i), "id"));
  return g_string_free (ids, FALSE);
}

/* An order by what is hidden is the order of what has no value. */
static void
test_order (void)
{
  static const char *const keys[] = {
    ENTERPRISE ":manager.displayName", ENTERPRISE ":manager.value", ENTERPRISE ":manager"
  };
  g_autofree char *made = list_ids (UA_TEST_GROUP_ADMIN, "/Users");

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *path = g_strconcat ("/Users?sortBy=", keys[i], NULL);
      g_autofree char *sorted = list_ids (UA_TEST_GROUP_ADMIN, path);

      g_assert_cmpstr (sorted, ==, made);
    }
}

/* What may not be known of is answered to the byte as what is not there. */
static void
assert_as_absent (UaTestWho   who,
                  const char *method,
                  const char *path,
                  const char *body)
{
  g_autofree char *none_path = g_strdup (path);
  g_autofree char *none_body = g_strdup (body);
  g_auto(GStrv) parts = g_strsplit (path, "{stranger}", -1);
  g_auto(GStrv) body_parts = g_strsplit (body != NULL ? body : "", "{stranger}", -1);
  g_autoptr(UaTestReply) reply = ua_test_actors_send (actors, who, method, path, body);
  g_autoptr(UaTestReply) none = NULL;

  g_free (none_path);
  none_path = g_strjoinv ("3f0d6b9e-0000-4000-8000-000000000000", parts);
  if (body != NULL)
    {
      g_free (none_body);
      none_body = g_strjoinv ("3f0d6b9e-0000-4000-8000-000000000000", body_parts);
    }
  none = ua_test_actors_send (actors, who, method, none_path, none_body);
  g_test_message ("%s %s: %u %s", method, path, reply->status, reply->text);
  g_assert_cmpuint (reply->status, ==, none->status);
  g_assert_cmpuint (reply->status, >=, 400);
  g_assert_cmpstr (reply->text, ==, none->text);
  g_assert_null (soup_message_headers_get_one (reply->headers, "ETag"));
}

static void
test_errors (void)
{
  g_autofree char *patch =
    ua_test_make_patch ("{\"op\":\"replace\",\"path\":\"title\",\"value\":\"x\"}");
  g_autofree char *bad = ua_test_make_patch ("{\"op\":\"replace\",\"path\":\"no[\"}");
  g_autofree char *add =
    ua_test_make_patch ("{\"op\":\"add\",\"path\":\"members\",\"value\":"
                        "[{\"value\":\"{stranger}\"}]}");
  const char *put = "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],"
                    "\"userName\":\"x\"}";

  for (gsize n = 0; n < G_N_ELEMENTS (scoped); n++)
    {
      assert_as_absent (scoped[n], "GET", "/Users/{stranger}", NULL);
      assert_as_absent (scoped[n], "HEAD", "/Users/{stranger}", NULL);
      assert_as_absent (scoped[n], "GET", "/Users/{stranger}?attributes=userName", NULL);
      assert_as_absent (scoped[n], "PATCH", "/Users/{stranger}", patch);
      assert_as_absent (scoped[n], "PATCH", "/Users/{stranger}", bad);
      assert_as_absent (scoped[n], "PUT", "/Users/{stranger}", put);
      assert_as_absent (scoped[n], "DELETE", "/Users/{stranger}", NULL);
    }
  assert_as_absent (UA_TEST_GROUP_ADMIN, "PATCH", "/Groups/{group}", add);
  assert_as_absent (UA_TEST_INSTRUCTOR, "PATCH", "/Groups/{session}", add);
}

/* One of many is no other than one by itself. */
static void
test_bulk (void)
{
  static const char format[] =
    "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:BulkRequest\"],\"Operations\":["
    "{\"method\":\"DELETE\",\"path\":\"/Users/%s\"},"
    "{\"method\":\"PATCH\",\"path\":\"/Users/%s\",\"data\":%s},"
    "{\"method\":\"PATCH\",\"path\":\"/Me\",\"data\":%s}]}";
  g_autofree char *patch =
    ua_test_make_patch ("{\"op\":\"replace\",\"path\":\"nickName\",\"value\":\"x\"}");

  for (gsize n = 0; n < G_N_ELEMENTS (scoped); n++)
    {
      const char *ids[] = { actors->ids[UA_TEST_STRANGER], "3f0d6b9e-0000-4000-8000-000000000000" };
      char *texts[G_N_ELEMENTS (ids)];

      for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
        {
          g_autofree char *body = g_strdup_printf (format, ids[i], ids[i], patch, patch);
          g_autoptr(UaTestReply) reply =
            ua_test_actors_send (actors, scoped[n], "POST", "/Bulk", body);
          GString *text = g_string_new (reply->text);

          g_assert_cmpuint (reply->status, ==, 200);
          g_assert_nonnull (strstr (text->str, "\"200\""));
          g_string_replace (text, ids[i], "ID", 0);
          texts[i] = g_string_free (text, FALSE);
        }
      g_assert_cmpstr (texts[0], ==, texts[1]);
      g_free (texts[0]);
      g_free (texts[1]);
    }
}

/* Invites an address; gives the id of the invitation, %NULL when there is none. */
static char *
invite (UaTestWho   who,
        const char *where,
        const char *email)
{
  g_autofree char *body =
    g_strdup_printf ("{\"action\":\"invite\",\"parameters\":{%s,\"emails\":[\"%s\"]}}", where,
                     email);
  g_autofree char *filter = g_strdup_printf ("email eq \"%s\"", email);
  g_autoptr(UaTestReply) reply = ua_test_actors_send (actors, who, "POST", "/Actions", body);
  g_autoptr(UaTestReply) list =
    ua_test_directory_list (actors->directory, "/Invitations", filter, NULL);
  JsonArray *resources = ua_test_reply_resources (list);

  g_test_message ("%s: %s", email, reply->text);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_null (strstr (reply->text, actors->ids[UA_TEST_STRANGER]));
  g_assert_null (strstr (reply->text, UA_TEST_CANARY " "));
  if (json_array_get_length (resources) == 0)
    return NULL;
  return g_strdup (json_object_get_string_member (json_array_get_object_element (resources, 0),
                                                  "id"));
}

static void
assert_resends (UaTestWho   who,
                const char *invitation,
                const char *status)
{
  g_autofree char *target = g_strdup_printf ("\"%s\"", invitation);
  g_autoptr(UaTestReply) reply =
    ua_test_actors_act (actors, who, "resendInvitation", target, NULL);

  g_assert_cmpstr (ua_test_result_status (reply, 0), ==, status);
}

/* Who leads a group invites into it, and looks after what others have sent from there, but learns
 * nothing of those; that somebody has an account is said, but not who (TL-03, TL-04). */
static void
test_invitations (void)
{
  static const char group[] = "\"group\":\"{group}\"";
  static const char session[] = "\"session\":\"{session}\"";
  g_autoptr(UaTestReply) me = ua_test_directory_get (actors->directory, "/Me");
  g_autofree char *known = invite (UA_TEST_GROUP_ADMIN, group, UA_TEST_CANARY "@example.com");
  g_autofree char *away =
    invite (UA_TEST_GROUP_ADMIN, "\"group\":\"{strangers}\"", "away@example.com");
  g_autofree char *own = invite (UA_TEST_GROUP_ADMIN, group, "first@example.com");
  g_autofree char *other = invite (UA_TEST_ADMIN, group, "second@example.org");
  g_autofree char *learner = invite (UA_TEST_ADMIN, session, "third@example.com");
  g_autoptr(UaTestReply) leads = look (UA_TEST_GROUP_ADMIN, "/Invitations");
  g_autoptr(UaTestReply) teaches = look (UA_TEST_INSTRUCTOR, "/Invitations");

  g_assert_null (known);
  g_assert_null (away);
  g_assert_cmpuint (json_array_get_length (ua_test_reply_resources (leads)), ==, 2);
  g_assert_null (strstr (leads->text, actors->ids[UA_TEST_ADMIN]));
  g_assert_nonnull (strstr (leads->text, actors->ids[UA_TEST_GROUP_ADMIN]));
  g_assert_cmpuint (json_array_get_length (ua_test_reply_resources (teaches)), ==, 1);

  assert_resends (UA_TEST_GROUP_ADMIN, own, "200");
  assert_resends (UA_TEST_GROUP_ADMIN, other, "200");
  assert_resends (UA_TEST_GROUP_ADMIN, learner, "404");
  /* The instructor is neither coach nor admin of a group. */
  assert_resends (UA_TEST_INSTRUCTOR, learner, "403");
  assert_resends (UA_TEST_INSTRUCTOR, other, "404");
}

static void
add_record (const char *more)
{
  g_autofree char *filled = ua_test_actors_fill (actors, UA_TEST_ADMIN, more);
  g_autofree char *body =
    g_strdup_printf ("{\"schemas\":[\"urn:example:useradmin:scim:2.0:Record\"],%s}", filled);
  g_autofree char *id = ua_test_actors_post (actors, "/Records", body);

  g_assert_nonnull (id);
}

/* Whom those whom one sees have to do with is not told (WS-09). */
static void
test_ties (void)
{
  static const char format[] = "/Users/%s?attributes=" EXT ":permissions," EXT ":references";
  g_autofree char *path = g_strdup_printf (format, second);
  g_autofree char *mentor =
    g_strdup_printf ("\"kind\":\"collaboration\",\"role\":\"mentor\","
                     "\"author\":{\"value\":\"%s\"},\"roleProfile\":{\"value\":\"{profile}\"}",
                     second);
  g_autofree char *plan =
    g_strdup_printf ("\"kind\":\"plan\",\"title\":\"" UA_TEST_CANARY " plan\","
                     "\"subject\":{\"value\":\"{stranger}\"},\"author\":{\"value\":\"%s\"}",
                     second);
  g_autoptr(UaTestReply) all = NULL;
  g_autoptr(UaTestReply) little = NULL;

  add_record (mentor);
  add_record (plan);
  all = ua_test_actors_send (actors, UA_TEST_EXECUTIVE, "GET", path, NULL);
  little = look (UA_TEST_GROUP_ADMIN, path);
  g_assert_nonnull (strstr (all->text, "mentor"));
  g_assert_nonnull (strstr (all->text, "openPlan"));
  g_assert_null (strstr (little->text, "mentor"));
  g_assert_null (strstr (little->text, "openPlan"));
  g_assert_cmpint (count (UA_TEST_GROUP_ADMIN, "/Users", EXT ":permissions.value eq \"mentor\""),
                   ==, 0);
  g_assert_cmpint (count (UA_TEST_EXECUTIVE, "/Users", EXT ":permissions.value eq \"mentor\""),
                   ==, 1);
}

static void
test_versions (void)
{
  static const char *const headers[] = { "If-None-Match", "If-Match" };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *path = g_strconcat ("/Users/", actors->ids[UA_TEST_STRANGER], NULL);
      g_autoptr(SoupMessage) msg =
        ua_test_directory_message (actors->directory, "GET", path, NULL);
      SoupMessageHeaders *request = soup_message_get_request_headers (msg);
      g_autoptr(UaTestReply) reply = NULL;

      soup_message_headers_replace (request, "Authorization",
                                    actors->authorization[UA_TEST_MANAGER]);
      soup_message_headers_replace (request, headers[i], "W/\"1\"");
      soup_message_add_flags (msg, SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
      reply = ua_test_directory_send_message (actors->directory, msg);
      g_assert_cmpuint (reply->status, ==, 404);
    }
}

/* A cursor is a place in what its owner sees, and of no use to anybody else. */
static void
test_cursors (void)
{
  g_autoptr(UaTestReply) first =
    ua_test_actors_send (actors, UA_TEST_ADMIN, "GET", "/Users?cursor=&count=1", NULL);
  g_autoptr(UaTestReply) own = look (UA_TEST_MANAGER, "/Users?cursor=&count=1");
  const char *cursor = ua_test_reply_string (first, "nextCursor");
  g_autofree char *path = g_strconcat ("/Users?count=1&cursor=", cursor, NULL);
  g_autofree char *own_path =
    g_strconcat ("/Users?count=1&cursor=", ua_test_reply_string (own, "nextCursor"), NULL);
  g_autoptr(UaTestReply) stolen = look (UA_TEST_MANAGER, path);
  g_autoptr(UaTestReply) other = look (UA_TEST_GROUP_ADMIN, own_path);
  g_autoptr(UaTestReply) next = look (UA_TEST_MANAGER, own_path);

  g_assert_cmpuint (stolen->status, ==, 400);
  g_assert_cmpstr (ua_test_reply_string (stolen, "scimType"), ==, "invalidCursor");
  g_assert_cmpuint (other->status, ==, 400);
  g_assert_cmpuint (json_array_get_length (ua_test_reply_resources (next)), ==, 1);
  g_assert_cmpint (json_object_get_int_member (ua_test_reply_object (next), "totalResults"), ==, 2);
  g_assert_null (ua_test_reply_string (next, "nextCursor"));
}

/* That a name is taken has to be said, but not by whom. */
static void
test_uniqueness (void)
{
  g_autofree char *name =
    ua_test_make_patch ("{\"op\":\"replace\",\"path\":\"userName\",\"value\":\"Canary\"}");
  g_autofree char *email =
    ua_test_make_patch ("{\"op\":\"replace\",\"path\":\"emails\",\"value\":"
                        "[{\"value\":\"CANARY@example.com\"}]}");
  g_autoptr(UaTestReply) named =
    ua_test_actors_send (actors, UA_TEST_EMPLOYEE, "PATCH", "/Me", name);
  g_autoptr(UaTestReply) addressed =
    ua_test_actors_send (actors, UA_TEST_EMPLOYEE, "PATCH", "/Me", email);

  g_assert_cmpuint (named->status, ==, 409);
  g_assert_cmpuint (addressed->status, ==, 409);
  assert_nothing_of (named);
  assert_nothing_of (addressed);
}

/* How many have a role profile counts those whom one sees. */
static void
test_counts (void)
{
  static const UaTestWho owners[] = { UA_TEST_STRANGER, UA_TEST_TARGET };
  g_autofree char *patch =
    ua_test_make_patch ("{\"op\":\"replace\",\"path\":\"" EXT ":roleProfile\","
                        "\"value\":{\"value\":\"{profile}\"}}");
  g_autoptr(UaTestReply) all = NULL;
  g_autoptr(UaTestReply) seen = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (owners); i++)
    {
      g_autofree char *path = g_strconcat ("/Users/", actors->ids[owners[i]], NULL);
      g_autoptr(UaTestReply) reply =
        ua_test_actors_send (actors, UA_TEST_ADMIN, "PATCH", path, patch);

      g_assert_cmpuint (reply->status, ==, 200);
    }
  all = ua_test_actors_send (actors, UA_TEST_EXECUTIVE, "GET", "/RoleProfiles/{profile}", NULL);
  seen = look (UA_TEST_MANAGER, "/RoleProfiles/{profile}");
  g_assert_cmpint (json_object_get_int_member (ua_test_reply_object (all), "memberCount"), ==, 2);
  g_assert_cmpint (json_object_get_int_member (ua_test_reply_object (seen), "memberCount"), ==, 1);
  g_assert_cmpint (count (UA_TEST_MANAGER, "/RoleProfiles", "memberCount gt 1"), ==, 0);
  g_assert_cmpint (count (UA_TEST_MANAGER, "/RoleProfiles", "memberCount eq 1"), ==, 1);
}

static void
add_second (void)
{
  g_autofree char *more =
    g_strdup_printf (",\"" ENTERPRISE "\":{\"manager\":{\"value\":\"%s\"}}",
                     actors->ids[UA_TEST_STRANGER]);
  const char *groups[] = { actors->group, actors->session, actors->strangers };
  g_autofree char *operation = NULL;
  g_autofree char *patch = NULL;

  second = ua_test_actors_add (actors, "second", more);
  operation = g_strdup_printf ("{\"op\":\"add\",\"path\":\"members\",\"value\":"
                               "[{\"value\":\"%s\"}]}", second);
  patch = ua_test_make_patch (operation);
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      g_autofree char *path = g_strconcat ("/Groups/", groups[i], NULL);
      g_autoptr(UaTestReply) reply =
        ua_test_directory_send (actors->directory, "PATCH", path, patch);

      g_assert_cmpuint (reply->status, ==, 200);
    }
}

int
main (int    argc,
      char **argv)
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  actors = ua_test_actors_new (0);
  add_second ();
  g_test_add_func ("/directory/rights/WS-10/filters", test_filters);
  g_test_add_func ("/directory/rights/WS-10/pages", test_pages);
  g_test_add_func ("/directory/rights/WS-10/order", test_order);
  g_test_add_func ("/directory/rights/WS-10/errors", test_errors);
  g_test_add_func ("/directory/rights/WS-10/bulk", test_bulk);
  g_test_add_func ("/directory/rights/WS-10/ties", test_ties);
  g_test_add_func ("/directory/rights/TL-03/invitations", test_invitations);
  g_test_add_func ("/directory/rights/WS-10/versions", test_versions);
  g_test_add_func ("/directory/rights/WS-10/cursors", test_cursors);
  g_test_add_func ("/directory/rights/WS-10/uniqueness", test_uniqueness);
  g_test_add_func ("/directory/rights/WS-10/counts", test_counts);
  result = g_test_run ();
  ua_test_actors_free (actors);
  g_free (second);
  return result;
}
