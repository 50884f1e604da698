/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-directory.h"

#include <locale.h>
#include <string.h>

/* Who may do what: credentials (RFC 6750, RFC 7617), access levels, guards (WS-05, WS-08,
 * PE-06). */

#define EXT "urn:example:useradmin:scim:2.0:User"
#define PASSWORD "tide-and-time 7"

static UaTestDirectory *directory;

static UaTestReply *
send_with (const char *authorization,
           const char *method,
           const char *path,
           const char *body)
{
  g_autoptr(SoupMessage) msg = ua_test_directory_message (directory, method, path, body);
  SoupMessageHeaders *headers = soup_message_get_request_headers (msg);

  if (authorization != NULL)
    soup_message_headers_replace (headers, "Authorization", authorization);
  else
    soup_message_headers_remove (headers, "Authorization");
  soup_message_add_flags (msg, SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
  return ua_test_directory_send_message (directory, msg);
}

static char *
make_basic (const char *name,
            const char *password)
{
  g_autofree char *pair = g_strconcat (name, ":", password, NULL);
  g_autofree char *encoded = g_base64_encode ((const guchar *) pair, strlen (pair));

  return g_strconcat ("Basic ", encoded, NULL);
}

static char *
make_member (const char *name,
             const char *access)
{
  g_autofree char *body =
    g_strdup_printf ("{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\",\"" EXT "\"],"
                     "\"userName\":\"%s\",\"password\":\"" PASSWORD "\","
                     "\"" EXT "\":{\"accessLevel\":\"%s\"}}", name, access);
  g_autoptr(UaTestReply) reply = ua_test_directory_send (directory, "POST", "/Users", body);

  g_assert_cmpuint (reply->status, ==, 201);
  return g_strconcat ("/Users/", ua_test_reply_string (reply, "id"), NULL);
}

static void
test_nothing_without (void)
{
  static const char *const headers[] = {
    NULL, "", "Bearer", "Bearer ", "Bearer wrong-token-wrong-token", "Basic", "Basic !!!",
    "Basic bm9jb2xvbg==", "Digest x", "Basic b3duZXI6"
  };
  static const char *const paths[] = {
    "/Users", "/ServiceProviderConfig", "/Schemas", "/ResourceTypes", "/Me", "/Nothing", "/",
    "/Users/.search", "/Bulk"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    for (gsize n = 0; n < G_N_ELEMENTS (paths); n++)
      {
        g_autoptr(UaTestReply) reply = send_with (headers[i], "GET", paths[n], NULL);

        g_assert_cmpuint (reply->status, ==, 401);
        g_assert_nonnull (soup_message_headers_get_list (reply->headers, "WWW-Authenticate"));
        g_assert_cmpstr (ua_test_reply_string (reply, "status"), ==, "401");
        g_assert_null (strstr (reply->text, "owner"));
      }
}

static void
test_basic (void)
{
  g_autofree char *path = make_member ("Basil", "admin");
  g_autofree char *good = make_basic ("basil", PASSWORD);
  g_autofree char *bad = make_basic ("basil", "wrong");
  g_autofree char *nobody = make_basic ("nobody", PASSWORD);
  g_autoptr(UaTestReply) me = send_with (good, "GET", "/Me", NULL);
  g_autoptr(UaTestReply) again = send_with (good, "GET", "/Users?count=1", NULL);
  g_autoptr(UaTestReply) wrong = send_with (bad, "GET", "/Me", NULL);
  g_autoptr(UaTestReply) unknown = send_with (nobody, "GET", "/Me", NULL);
  g_autoptr(UaTestReply) changed = NULL;
  g_autoptr(UaTestReply) removed = NULL;
  g_autoptr(UaTestReply) old = NULL;
  g_autoptr(UaTestReply) off = NULL;
  g_autoptr(UaTestReply) shut = NULL;
  g_autofree char *fresh = make_basic ("BASIL", "new one");

  g_assert_cmpuint (me->status, ==, 200);
  g_assert_cmpstr (ua_test_reply_string (me, "userName"), ==, "Basil");
  g_assert_cmpuint (again->status, ==, 200);
  g_assert_cmpuint (wrong->status, ==, 401);
  g_assert_cmpuint (unknown->status, ==, 401);

  /* A new password ends the old one at once, and so does deactivation. */
  changed = ua_test_directory_send (directory, "PATCH", path,
                                    "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp"
                                    "\"],\"Operations\":[{\"op\":\"replace\",\"path\":\"password\","
                                    "\"value\":\"new one\"}]}");
  g_assert_cmpuint (changed->status, ==, 200);
  old = send_with (good, "GET", "/Me", NULL);
  g_assert_cmpuint (old->status, ==, 401);
  g_clear_pointer (&me, ua_test_reply_free);
  me = send_with (fresh, "GET", "/Me", NULL);
  g_assert_cmpuint (me->status, ==, 200);

  /* A password that is removed opens nothing any more. */
  removed = ua_test_directory_send (directory, "PATCH", path,
                                    "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp"
                                    "\"],\"Operations\":[{\"op\":\"remove\",\"path\":\"password\"}]}");
  g_assert_cmpuint (removed->status, ==, 200);
  g_assert_false (json_object_get_boolean_member
                  (json_object_get_object_member (ua_test_reply_object (removed), EXT),
                   "hasPassword"));
  g_clear_pointer (&me, ua_test_reply_free);
  me = send_with (fresh, "GET", "/Me", NULL);
  g_assert_cmpuint (me->status, ==, 401);
  g_clear_pointer (&changed, ua_test_reply_free);
  changed = ua_test_directory_send (directory, "PATCH", path,
                                    "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp"
                                    "\"],\"Operations\":[{\"op\":\"add\",\"path\":\"password\","
                                    "\"value\":\"new one\"},{\"op\":\"add\",\"path\":\"title\","
                                    "\"value\":\"x\"}]}");
  g_assert_cmpuint (changed->status, ==, 200);
  g_clear_pointer (&me, ua_test_reply_free);
  me = send_with (fresh, "GET", "/Me", NULL);
  g_assert_cmpuint (me->status, ==, 200);

  off = ua_test_directory_send (directory, "PATCH", path,
                                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],"
                                "\"Operations\":[{\"op\":\"replace\",\"path\":\"active\","
                                "\"value\":false}]}");
  g_assert_cmpuint (off->status, ==, 200);
  shut = send_with (fresh, "GET", "/Me", NULL);
  g_assert_cmpuint (shut->status, ==, 401);
}

static void
test_levels (void)
{
  g_autofree char *executive_path = make_member ("exec", "executive");
  g_autofree char *employee_path = make_member ("empl", "employee");
  g_autofree char *executive = make_basic ("exec", PASSWORD);
  g_autofree char *employee = make_basic ("empl", PASSWORD);
  const char *search = "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:SearchRequest\"]}";
  g_autoptr(UaTestReply) looks = send_with (executive, "GET", "/Users", NULL);
  g_autoptr(UaTestReply) searches = send_with (executive, "POST", "/Users/.search", search);
  g_autoptr(UaTestReply) writes = send_with (executive, "POST", "/Users", "{}");
  g_autoptr(UaTestReply) deletes = send_with (executive, "DELETE", employee_path, NULL);
  g_autoptr(UaTestReply) outside = send_with (employee, "GET", "/Users", NULL);

  g_assert_cmpuint (looks->status, ==, 200);
  g_assert_cmpuint (searches->status, ==, 200);
  g_assert_cmpuint (writes->status, ==, 403);
  g_assert_cmpuint (deletes->status, ==, 403);
  g_assert_cmpuint (outside->status, ==, 403);
}

static void
assert_refused (const char *authorization,
                const char *method,
                const char *path,
                const char *operation)
{
  g_autofree char *body =
    operation != NULL ? g_strconcat ("{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:"
                                     "PatchOp\"],\"Operations\":[", operation, "]}", NULL) : NULL;
  g_autoptr(UaTestReply) reply = send_with (authorization, method, path, body);

  g_assert_cmpuint (reply->status, ==, 403);
  g_assert_nonnull (ua_test_reply_string (reply, "detail"));
}

/* WS-05, WS-08: nobody deactivates, deletes or demotes themselves. */
static void
test_oneself (void)
{
  g_autofree char *path = make_member ("self", "admin");
  g_autofree char *self = make_basic ("self", PASSWORD);
  g_autoptr(UaTestReply) title = NULL;

  assert_refused (self, "DELETE", path, NULL);
  assert_refused (self, "DELETE", "/Me", NULL);
  assert_refused (self, "PATCH", path, "{\"op\":\"replace\",\"path\":\"active\",\"value\":false}");
  assert_refused (self, "PATCH", "/Me",
                  "{\"op\":\"replace\",\"path\":\"" EXT ":accessLevel\",\"value\":\"employee\"}");
  title = send_with (self, "PATCH", "/Me",
                     "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],"
                     "\"Operations\":[{\"op\":\"replace\",\"path\":\"title\",\"value\":\"X\"}]}");
  g_assert_cmpuint (title->status, ==, 200);
}

/* PE-06: the last active admin stays; the others may go. */
static void
test_last_admin (void)
{
  g_autofree char *second = make_member ("second", "admin");
  g_autoptr(UaTestReply) me = ua_test_directory_get (directory, "/Me");
  g_autoptr(UaTestReply) admins =
    ua_test_directory_list (directory, "/Users", EXT ":accessLevel eq \"admin\" and "
                            EXT ":status eq \"active\"", NULL);
  JsonArray *list = ua_test_reply_resources (admins);

  g_assert_cmpuint (json_array_get_length (list), >, 1);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      const char *id = json_object_get_string_member (json_array_get_object_element (list, i), "id");
      g_autofree char *path = g_strconcat ("/Users/", id, NULL);
      g_autoptr(UaTestReply) reply = ua_test_directory_send (directory, "DELETE", path, NULL);
      gboolean own = g_str_equal (id, ua_test_reply_string (me, "id"));

      g_assert_cmpuint (reply->status, ==, own ? 403 : 204);
    }
}

static void
test_addresses (void)
{
  static const struct
  {
    const char *method;
    const char *path;
    guint status;
    const char *allow;
  } cases[] = {
    { "GET", "/Nothing", 404, NULL },
    { "GET", "/Users/x/y", 404, NULL },
    { "GET", "/Users/none", 404, NULL },
    { "DELETE", "/Users", 405, "GET, HEAD, POST" },
    { "POST", "/Users/none", 405, "GET, HEAD, PUT, PATCH, DELETE" },
    { "OPTIONS", "/Users", 405, "GET, HEAD, POST" },
    { "GET", "/Users/.search", 405, "POST" },
    { "GET", "/../../etc/passwd", 404, NULL },
    { "GET", "/Users/%00", 400, NULL },
    { "GET", "/Users/%ff", 400, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(UaTestReply) reply =
        ua_test_directory_send (directory, cases[i].method, cases[i].path,
                                cases[i].method[0] == 'P' ? "{}" : NULL);
      g_autofree char *status = g_strdup_printf ("%u", cases[i].status);

      g_test_message ("%s %s", cases[i].method, cases[i].path);
      g_assert_cmpuint (reply->status, ==, cases[i].status);
      g_assert_cmpstr (ua_test_reply_string (reply, "status"), ==, status);
      g_assert_cmpstr (soup_message_headers_get_content_type (reply->headers, NULL), ==,
                       "application/scim+json");
      if (cases[i].allow != NULL)
        g_assert_cmpstr (soup_message_headers_get_one (reply->headers, "Allow"), ==,
                         cases[i].allow);
    }
}

static void
test_content_type (void)
{
  static const struct
  {
    const char *type;
    guint status;
  } cases[] = {
    { "application/scim+json", 400 }, { "application/json; charset=utf-8", 400 },
    { "text/plain", 415 }, { "application/xml", 415 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SoupMessage) msg = ua_test_directory_message (directory, "POST", "/Users", NULL);
      g_autoptr(GBytes) bytes = g_bytes_new ("{}", 2);
      g_autoptr(UaTestReply) reply = NULL;

      soup_message_set_request_body_from_bytes (msg, cases[i].type, bytes);
      reply = ua_test_directory_send_message (directory, msg);
      g_assert_cmpuint (reply->status, ==, cases[i].status);
    }
}

static void
test_head (void)
{
  g_autoptr(UaTestReply) get = ua_test_directory_get (directory, "/Me");
  g_autoptr(UaTestReply) head = ua_test_directory_send (directory, "HEAD", "/Me", NULL);

  g_assert_cmpuint (head->status, ==, 200);
  g_assert_cmpuint (head->length, ==, 0);
  g_assert_cmpint (soup_message_headers_get_content_length (head->headers), ==, get->length);
  g_assert_cmpstr (soup_message_headers_get_one (head->headers, "ETag"), ==,
                   soup_message_headers_get_one (get->headers, "ETag"));
}

int
main (int    argc,
      char **argv)
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  directory = ua_test_directory_start (0, NULL);
  g_test_add_func ("/directory/access/nothing-without", test_nothing_without);
  g_test_add_func ("/directory/access/basic", test_basic);
  g_test_add_func ("/directory/access/levels", test_levels);
  g_test_add_func ("/directory/access/WS-05/oneself", test_oneself);
  g_test_add_func ("/directory/access/addresses", test_addresses);
  g_test_add_func ("/directory/access/content-type", test_content_type);
  g_test_add_func ("/directory/access/head", test_head);
  g_test_add_func ("/directory/access/PE-06/last-admin", test_last_admin);
  result = g_test_run ();
  ua_test_directory_stop (directory);
  return result;
}
