/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-directory.h"

#include <locale.h>
#include <string.h>

/* Many changes in one request (RFC 7644, section 3.7). */

#define USER_URN "urn:ietf:params:scim:schemas:core:2.0:User"
#define GROUP_URN "urn:ietf:params:scim:schemas:core:2.0:Group"
#define ENT "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
#define EXT "urn:example:useradmin:scim:2.0:User"
#define PATCH_URN "urn:ietf:params:scim:api:messages:2.0:PatchOp"
#define BULK_URN "urn:ietf:params:scim:api:messages:2.0:BulkRequest"
#define RESPONSE_URN "urn:ietf:params:scim:api:messages:2.0:BulkResponse"
#define ERROR_URN "urn:ietf:params:scim:api:messages:2.0:Error"

/* One operation that creates a member, with more attributes behind the name. */
#define POST_USER(bulk_id, name, more) \
  "{\"method\":\"POST\",\"path\":\"/Users\",\"bulkId\":\"" bulk_id "\",\"data\":{\"schemas\":[\"" \
  USER_URN "\"],\"userName\":\"" name "\"" more "}}"
#define MANAGER(value) ",\"" ENT "\":{\"manager\":{\"value\":\"" value "\"}}"
#define POST_GROUP(bulk_id, name, members) \
  "{\"method\":\"POST\",\"path\":\"/Groups\",\"bulkId\":\"" bulk_id "\",\"data\":{\"schemas\":[\"" \
  GROUP_URN "\"],\"displayName\":\"" name "\",\"members\":[" members "]}}"
#define PATCH_AT(path, more, operation) \
  "{\"method\":\"PATCH\",\"path\":\"" path "\"" more ",\"data\":{\"schemas\":[\"" PATCH_URN "\"]," \
  "\"Operations\":[" operation "]}}"
#define SET_TITLE(title) "{\"op\":\"replace\",\"path\":\"title\",\"value\":\"" title "\"}"

static UaTestDirectory *directory;

static UaTestReply *
send_bulk (const char *operations,
           const char *more)
{
  g_autofree char *body = g_strconcat ("{\"schemas\":[\"" BULK_URN "\"]",
                                       more != NULL ? more : "",
                                       ",\"Operations\":[", operations, "]}", NULL);

  return ua_test_directory_send (directory, "POST", "/Bulk", body);
}

static JsonArray *
get_operations (UaTestReply *reply)
{
  if (reply->status != 200)
    g_test_message ("%s", reply->text);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member
                                                    (ua_test_reply_object (reply), "schemas"), 0),
                   ==, RESPONSE_URN);
  return json_object_get_array_member (ua_test_reply_object (reply), "Operations");
}

static const char *
get_text (UaTestReply *reply,
          guint        n,
          const char  *name)
{
  return json_object_get_string_member_with_default
    (json_array_get_object_element (get_operations (reply), n), name, NULL);
}

/* The statuses of all operations, with spaces between; a failed one must say why. */
static void
assert_statuses (UaTestReply *reply,
                 const char  *expected)
{
  JsonArray *operations = get_operations (reply);
  g_autoptr(GString) found = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (operations); i++)
    {
      JsonObject *operation = json_array_get_object_element (operations, i);
      const char *status = json_object_get_string_member (operation, "status");
      JsonObject *response = json_object_has_member (operation, "response")
        ? json_object_get_object_member (operation, "response") : NULL;

      g_string_append_printf (found, i > 0 ? " %s" : "%s", status);
      g_assert_true ((response != NULL) == (*status >= '4'));
      if (response == NULL)
        continue;
      g_assert_cmpstr (json_object_get_string_member (response, "status"), ==, status);
      g_assert_nonnull (strstr (reply->text, ERROR_URN));
    }
  if (strcmp (found->str, expected) != 0)
    g_test_message ("%s", reply->text);
  g_assert_cmpstr (found->str, ==, expected);
}

static UaTestReply *
get_at (UaTestReply *reply,
        guint        n)
{
  const char *location = get_text (reply, n, "location");
  const char *base = ua_test_directory_get_base_uri (directory);

  g_assert_nonnull (location);
  g_assert_true (g_str_has_prefix (location, base));
  return ua_test_directory_get (directory, location + strlen (base));
}

static guint
count_users (const char *filter)
{
  g_autoptr(UaTestReply) reply = ua_test_directory_list (directory, "/Users", filter, "count=0");

  return (guint) json_object_get_int_member (ua_test_reply_object (reply), "totalResults");
}

static const char *
get_manager (UaTestReply *member)
{
  JsonObject *extension = json_object_get_object_member (ua_test_reply_object (member), ENT);

  return json_object_get_string_member (json_object_get_object_member (extension, "manager"),
                                        "value");
}

static void
test_announced (void)
{
  g_autoptr(UaTestReply) reply = ua_test_directory_get (directory, "/ServiceProviderConfig");
  JsonObject *bulk = json_object_get_object_member (ua_test_reply_object (reply), "bulk");

  g_assert_true (json_object_get_boolean_member (bulk, "supported"));
  g_assert_cmpint (json_object_get_int_member (bulk, "maxOperations"), ==, 1000);
  g_assert_cmpint (json_object_get_int_member (bulk, "maxPayloadSize"), ==, 4 * 1024 * 1024);
}

/* What is named may come later in the request, in the data as well as in a path (3.7.2). */
static void
test_references (void)
{
  g_autoptr(UaTestReply) reply =
    send_bulk (POST_GROUP ("crew", "Bulk crew", "{\"value\":\"bulkId:a b\"},"
                           "{\"$ref\":\"../Users/bulkId:second\"}") ","
               POST_USER ("a b", "bulk.first", "") ","
               PATCH_AT ("/Users/bulkId:a%20b", "", SET_TITLE ("Bosun")) ","
               "{\"method\":\"delete\",\"path\":\"/Users/bulkId:third\"},"
               POST_USER ("second", "bulk.second", "") ","
               POST_USER ("third", "bulk.third", "") ","
               PATCH_AT ("/Groups/bulkId:crew", "", "{\"op\":\"remove\",\"path\":"
                         "\"members[value eq \\\"bulkId:second\\\"]\"}"),
               NULL);
  g_autoptr(UaTestReply) crew = NULL;
  g_autoptr(UaTestReply) first = NULL;
  JsonArray *members;

  assert_statuses (reply, "201 201 200 204 201 201 200");
  crew = get_at (reply, 0);
  first = get_at (reply, 1);
  members = json_object_get_array_member (ua_test_reply_object (crew), "members");
  g_assert_cmpuint (json_array_get_length (members), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (members, 0),
                                                  "value"),
                   ==, ua_test_reply_string (first, "id"));
  g_assert_cmpstr (ua_test_reply_string (first, "title"), ==, "Bosun");
  g_assert_cmpuint (count_users ("userName eq \"bulk.third\""), ==, 0);
  g_assert_cmpstr (get_text (reply, 0, "bulkId"), ==, "crew");
  g_assert_cmpstr (get_text (reply, 0, "method"), ==, "POST");
  g_assert_cmpstr (get_text (reply, 3, "method"), ==, "DELETE");
  g_assert_cmpstr (get_text (reply, 2, "location"), ==, get_text (reply, 1, "location"));
  g_assert_cmpstr (get_text (reply, 2, "version"), ==,
                   soup_message_headers_get_one (first->headers, "ETag"));
  g_assert_nonnull (strstr (get_text (reply, 3, "location"), "/Users/"));
}

/* Those that name one another come to be all the same (3.7.1). */
static void
test_circle (void)
{
  g_autoptr(UaTestReply) reply =
    send_bulk (POST_USER ("x", "bulk.x", MANAGER ("bulkId:y")) ","
               POST_USER ("y", "bulk.y", MANAGER ("bulkId:z")) ","
               POST_USER ("z", "bulk.z", MANAGER ("bulkId:x")) ","
               PATCH_AT ("/Users/bulkId:z", "", SET_TITLE ("Mate")), NULL);
  g_autoptr(UaTestReply) x = NULL;
  g_autoptr(UaTestReply) y = NULL;
  g_autoptr(UaTestReply) z = NULL;

  assert_statuses (reply, "201 201 201 200");
  x = get_at (reply, 0);
  y = get_at (reply, 1);
  z = get_at (reply, 2);
  g_assert_cmpstr (get_manager (x), ==, ua_test_reply_string (y, "id"));
  g_assert_cmpstr (get_manager (y), ==, ua_test_reply_string (z, "id"));
  g_assert_cmpstr (get_manager (z), ==, ua_test_reply_string (x, "id"));
  g_assert_cmpstr (get_text (reply, 0, "version"), ==,
                   soup_message_headers_get_one (x->headers, "ETag"));
}

/* One that fails takes those along that cannot be without it, and no others. */
static void
test_failures (void)
{
  g_autoptr(UaTestReply) reply =
    send_bulk (POST_USER ("p", "bulk.p", MANAGER ("bulkId:q")) ","
               POST_USER ("q", "bulk.q", MANAGER ("bulkId:p") ",\"active\":\"perhaps\"") ","
               POST_USER ("r", "bulk.r", "") ","
               POST_USER ("self", "bulk.self", MANAGER ("bulkId:self")) ","
               POST_USER ("s", "bulk.s", MANAGER ("bulkId:p")) ","
               PATCH_AT ("/Users/bulkId:q", "", SET_TITLE ("Cook")) ","
               PATCH_AT ("/Users/bulkId:nobody", "", SET_TITLE ("Cook")) ","
               POST_USER ("t", "bulk.t", MANAGER ("bulkId:nobody")) ","
               POST_USER ("r", "bulk.u", "") ","
               POST_USER ("w", "BULK.R", ""), NULL);

  assert_statuses (reply, "409 400 201 400 409 409 404 400 400 409");
  g_assert_cmpuint (count_users ("userName sw \"bulk.\" and (userName eq \"bulk.p\" or userName eq"
                                 " \"bulk.q\" or userName eq \"bulk.self\" or userName eq"
                                 " \"bulk.s\" or userName eq \"bulk.u\")"), ==, 0);
  g_assert_cmpuint (count_users ("userName eq \"bulk.r\""), ==, 1);
  /* A creation that failed has no address, everything else has one (3.7.3). */
  g_assert_null (get_text (reply, 0, "location"));
  g_assert_nonnull (get_text (reply, 6, "location"));
}

/* Each operation is done whole or not at all. */
static void
test_atomic (void)
{
  g_autoptr(UaTestReply) reply =
    send_bulk (POST_USER ("one", "bulk.atomic", ",\"title\":\"Before\"") ","
               PATCH_AT ("/Users/bulkId:one", "", SET_TITLE ("After") ",{\"op\":\"replace\","
                         "\"path\":\"userName\",\"value\":\"bulk.other\"}") ","
               POST_USER ("two", "bulk.other", ""), NULL);
  g_autoptr(UaTestReply) again =
    send_bulk (PATCH_AT ("/Me", "", SET_TITLE ("Before")) ","
               PATCH_AT ("/Me", "", SET_TITLE ("After") ",{\"op\":\"replace\","
                         "\"path\":\"userName\",\"value\":\"bulk.other\"}"), NULL);
  g_autoptr(UaTestReply) me = ua_test_directory_get (directory, "/Me");

  assert_statuses (reply, "201 200 409");
  assert_statuses (again, "200 409");
  g_assert_cmpstr (ua_test_reply_string (me, "title"), ==, "Before");
}

static void
test_fail_on_errors (void)
{
  static const char operations[] =
    POST_USER ("a", "bulk.fail1", "") "," POST_USER ("b", "", "") ","
    POST_USER ("c", "bulk.fail2", "") "," POST_USER ("d", "", "") ","
    POST_USER ("e", "bulk.fail3", "");
  g_autoptr(UaTestReply) all = send_bulk (operations, NULL);
  g_autoptr(UaTestReply) one = send_bulk (operations, ",\"failOnErrors\":1");
  g_autoptr(UaTestReply) three = send_bulk (operations, ",\"failOnErrors\":3");
  g_autoptr(UaTestReply) wrong = send_bulk (operations, ",\"failOnErrors\":\"some\"");
  g_autoptr(UaTestReply) negative = send_bulk (operations, ",\"failOnErrors\":-1");

  assert_statuses (all, "201 400 201 400 201");
  assert_statuses (one, "409");
  assert_statuses (three, "409 400 409");
  g_assert_cmpuint (wrong->status, ==, 400);
  g_assert_cmpuint (negative->status, ==, 400);
}

static void
test_version (void)
{
  g_autoptr(UaTestReply) reply =
    send_bulk (POST_USER ("v", "bulk.version", "") ","
               PATCH_AT ("/Users/bulkId:v", ",\"version\":\"W/\\\"1\\\"\"", SET_TITLE ("One")) ","
               PATCH_AT ("/Users/bulkId:v", ",\"version\":\"W/\\\"1\\\"\"", SET_TITLE ("Two")) ","
               "{\"method\":\"DELETE\",\"path\":\"/Users/bulkId:v\",\"version\":\"W/\\\"1\\\"\"}",
               NULL);
  g_autoptr(UaTestReply) member = NULL;

  assert_statuses (reply, "201 200 412 412");
  member = get_at (reply, 0);
  g_assert_cmpstr (ua_test_reply_string (member, "title"), ==, "One");
}

/* What is no operation fails by itself. */
static void
test_operations_refused (void)
{
  static const struct
  {
    const char *operation;
    const char *status;
  } cases[] = {
    { "5", "400" },
    { "{\"path\":\"/Users\",\"bulkId\":\"a\",\"data\":{}}", "400" },
    { "{\"method\":\"GET\",\"path\":\"/Users\"}", "400" },
    { "{\"method\":\"DELETE\"}", "400" },
    { "{\"method\":\"DELETE\",\"path\":\"Users/a\"}", "400" },
    { "{\"method\":\"POST\",\"path\":\"/Users\",\"data\":{\"schemas\":[\"" USER_URN "\"],"
      "\"userName\":\"bulk.noid\"}}", "400" },
    { "{\"method\":\"POST\",\"path\":\"/Users\",\"bulkId\":\"a\"}", "400" },
    { "{\"method\":\"POST\",\"path\":\"/Users/.search\",\"bulkId\":\"a\",\"data\":{\"schemas\":"
      "[\"urn:ietf:params:scim:api:messages:2.0:SearchRequest\"]}}", "404" },
    { "{\"method\":\"POST\",\"path\":\"/Bulk\",\"bulkId\":\"a\",\"data\":{}}", "404" },
    { "{\"method\":\"POST\",\"path\":\"/Boats\",\"bulkId\":\"a\",\"data\":{}}", "404" },
    { "{\"method\":\"POST\",\"path\":\"/Users/x\",\"bulkId\":\"a\",\"data\":{}}", "405" },
    { "{\"method\":\"PUT\",\"path\":\"/Users\",\"data\":{}}", "405" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(UaTestReply) reply = send_bulk (cases[i].operation, NULL);

      g_test_message ("%s", cases[i].operation);
      assert_statuses (reply, cases[i].status);
    }
  g_assert_cmpuint (count_users ("userName eq \"bulk.noid\""), ==, 0);
}

static void
test_requests_refused (void)
{
  static const char *const bodies[] = {
    "", "[]", "{", "{\"Operations\":[{\"method\":\"DELETE\",\"path\":\"/Users/x\"}]}",
    "{\"schemas\":[\"" USER_URN "\"],\"Operations\":[{\"method\":\"DELETE\",\"path\":\"/x\"}]}",
    "{\"schemas\":[\"" BULK_URN "\"]}", "{\"schemas\":[\"" BULK_URN "\"],\"Operations\":[]}",
    "{\"schemas\":[\"" BULK_URN "\"],\"Operations\":{}}",
  };
  g_autoptr(UaTestReply) get = ua_test_directory_get (directory, "/Bulk");

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr(UaTestReply) reply = ua_test_directory_send (directory, "POST", "/Bulk", bodies[i]);

      g_test_message ("%s", bodies[i]);
      g_assert_cmpuint (reply->status, ==, 400);
      g_assert_cmpstr (ua_test_reply_string (reply, "scimType"), ==, "invalidSyntax");
    }
  g_assert_cmpuint (get->status, ==, 405);
  g_assert_cmpstr (soup_message_headers_get_one (get->headers, "Allow"), ==, "POST");
}

/* Both limits are kept, and the answer says which one was passed (3.7.4). */
static void
test_limits (void)
{
  g_autoptr(GString) most = g_string_new (NULL);
  g_autofree char *filler = g_strnfill (4 * 1024 * 1024, ' ');
  g_autofree char *large = NULL;
  g_autoptr(UaTestReply) just = NULL;
  g_autoptr(UaTestReply) many = NULL;
  g_autoptr(UaTestReply) big = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (most, "%s{\"method\":\"DELETE\",\"path\":\"/Users/n%u\"}",
                            i > 0 ? "," : "", i);
  just = send_bulk (most->str, NULL);
  g_assert_cmpuint (json_array_get_length (get_operations (just)), ==, 1000);
  g_string_append (most, ",{\"method\":\"DELETE\",\"path\":\"/Users/one\"}");
  many = send_bulk (most->str, NULL);
  g_assert_cmpuint (many->status, ==, 413);
  g_assert_nonnull (strstr (ua_test_reply_string (many, "detail"), "maxOperations"));
  large = g_strconcat (filler, "{}", NULL);
  big = ua_test_directory_send (directory, "POST", "/Bulk", large);
  g_assert_cmpuint (big->status, ==, 413);
  g_assert_nonnull (strstr (ua_test_reply_string (big, "detail"), "maxPayloadSize"));
}

/* In a bulk request one may do what one may do without. */
static void
test_rights (void)
{
  g_autoptr(UaTestReply) reply =
    send_bulk (POST_USER ("e", "bulk.executive", ",\"password\":\"deep water 9\",\"" EXT "\":"
                          "{\"accessLevel\":\"executive\"}") ","
               PATCH_AT ("/Me", "", "{\"op\":\"replace\",\"path\":\"active\",\"value\":false}") ","
               "{\"method\":\"DELETE\",\"path\":\"/Me\"}", NULL);
  g_autofree char *basic = g_base64_encode ((const guchar *) "bulk.executive:deep water 9", 27);
  g_autofree char *authorization = g_strconcat ("Basic ", basic, NULL);
  g_autoptr(SoupMessage) msg =
    ua_test_directory_message (directory, "POST", "/Bulk",
                               "{\"schemas\":[\"" BULK_URN "\"],\"Operations\":["
                               POST_USER ("n", "bulk.notallowed", "") "]}");
  g_autoptr(UaTestReply) refused = NULL;

  assert_statuses (reply, "201 403 403");
  soup_message_headers_replace (soup_message_get_request_headers (msg), "Authorization",
                                authorization);
  refused = ua_test_directory_send_message (directory, msg);
  assert_statuses (refused, "403");
  g_assert_cmpuint (count_users ("userName eq \"bulk.notallowed\""), ==, 0);
}

static UaTestReply *
send_once (void)
{
  g_autoptr(SoupMessage) msg =
    ua_test_directory_message (directory, "POST", "/Bulk",
                               "{\"schemas\":[\"" BULK_URN "\"],\"Operations\":["
                               POST_USER ("n", "bulk.once", "") "]}");

  soup_message_headers_replace (soup_message_get_request_headers (msg), "Idempotency-Key",
                                "bulk-once");
  return ua_test_directory_send_message (directory, msg);
}

/* Sent again because its answer was lost, it is answered again and not carried out again. */
static void
test_replay (void)
{
  g_autoptr(UaTestReply) first = send_once ();
  g_autoptr(UaTestReply) again = send_once ();

  assert_statuses (first, "201");
  g_assert_cmpstr (again->text, ==, first->text);
}

/* The answer goes out when all is on disk. */
static void
test_durable (void)
{
  g_autoptr(UaTestReply) reply =
    send_bulk (POST_USER ("a", "bulk.durable1", MANAGER ("bulkId:b")) ","
               POST_USER ("b", "bulk.durable2", ""), NULL);

  assert_statuses (reply, "201 201");
  ua_test_directory_kill (directory);
  ua_test_directory_restart (directory);
  g_assert_cmpuint (count_users ("userName sw \"bulk.durable\""), ==, 2);
}

int
main (int    argc,
      char **argv)
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  directory = ua_test_directory_start (0, NULL);
  g_test_add_func ("/directory/bulk/announced", test_announced);
  g_test_add_func ("/directory/bulk/references", test_references);
  g_test_add_func ("/directory/bulk/circle", test_circle);
  g_test_add_func ("/directory/bulk/failures", test_failures);
  g_test_add_func ("/directory/bulk/atomic", test_atomic);
  g_test_add_func ("/directory/bulk/fail-on-errors", test_fail_on_errors);
  g_test_add_func ("/directory/bulk/version", test_version);
  g_test_add_func ("/directory/bulk/operations-refused", test_operations_refused);
  g_test_add_func ("/directory/bulk/requests-refused", test_requests_refused);
  g_test_add_func ("/directory/bulk/limits", test_limits);
  g_test_add_func ("/directory/bulk/rights", test_rights);
  g_test_add_func ("/directory/bulk/replay", test_replay);
  g_test_add_func ("/directory/bulk/durable", test_durable);
  result = g_test_run ();
  ua_test_directory_stop (directory);
  return result;
}
