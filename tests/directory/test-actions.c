/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-directory.h"

#include <locale.h>
#include <string.h>

/* How actions are asked for: targets, parameters, dry runs (UA-08), keys against doing it twice. */

#define EXT "urn:example:useradmin:scim:2.0:User"

static UaTestDirectory *directory;

static char *
find_member (const char *status)
{
  g_autofree char *filter =
    g_strdup_printf (EXT ":status eq \"%s\" and " EXT ":accessLevel eq \"employee\"", status);
  g_autoptr(UaTestReply) reply = ua_test_directory_list (directory, "/Users", filter, NULL);
  JsonArray *resources = ua_test_reply_resources (reply);

  g_assert_cmpuint (json_array_get_length (resources), >, 0);
  return g_strdup (json_object_get_string_member (json_array_get_object_element (resources, 0),
                                                  "id"));
}

static char *
get_status (const char *uid)
{
  g_autofree char *path = g_strconcat ("/Users/", uid, NULL);
  g_autoptr(UaTestReply) reply = ua_test_directory_get (directory, path);
  JsonObject *extension = json_object_get_object_member (ua_test_reply_object (reply), EXT);

  return g_strdup (json_object_get_string_member (extension, "status"));
}

static UaTestReply *
act (const char *action,
     const char *uid,
     const char *more,
     const char *key)
{
  g_autofree char *body =
    g_strdup_printf ("{\"schemas\":[\"urn:example:useradmin:scim:2.0:ActionRequest\"],"
                     "\"action\":\"%s\",\"targets\":[{\"value\":\"%s\"}]%s}", action, uid, more);
  g_autoptr(SoupMessage) msg = ua_test_directory_message (directory, "POST", "/Actions", body);

  if (key != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (msg), "Idempotency-Key", key);
  return ua_test_directory_send_message (directory, msg);
}

static JsonObject *
first_result (UaTestReply *reply)
{
  JsonArray *results;

  g_assert_cmpuint (reply->status, ==, 200);
  results = json_object_get_array_member (ua_test_reply_object (reply), "results");
  g_assert_cmpuint (json_array_get_length (results), ==, 1);
  return json_array_get_object_element (results, 0);
}

static void
test_dry_run (void)
{
  g_autofree char *uid = find_member ("active");
  g_autoptr(UaTestReply) dry = act ("deactivate", uid, ",\"dryRun\":true", NULL);
  g_autofree char *before = get_status (uid);
  g_autoptr(UaTestReply) real = NULL;
  g_autofree char *after = NULL;
  g_autofree char *would = NULL;
  g_autofree char *did = NULL;
  JsonObject *result = first_result (dry);

  g_assert_cmpstr (json_object_get_string_member (result, "status"), ==, "200");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (result, "changes")),
                    ==, 1);
  g_assert_cmpstr (before, ==, "active");

  real = act ("deactivate", uid, "", NULL);
  after = get_status (uid);
  g_assert_cmpstr (after, ==, "deactivated");
  would = json_to_string (json_object_get_member (result, "changes"), FALSE);
  did = json_to_string (json_object_get_member (first_result (real), "changes"), FALSE);
  g_assert_cmpstr (would, ==, did);
}

static void
test_target_fails (void)
{
  g_autofree char *gone = find_member ("deactivated");
  g_autofree char *more = g_strdup_printf (",\"targets\":[\"%s\",\"no-such-member\"]", gone);
  g_autofree char *body =
    g_strdup_printf ("{\"action\":\"reactivate\"%s}", more);
  g_autoptr(UaTestReply) reply = ua_test_directory_send (directory, "POST", "/Actions", body);
  g_autofree char *status = get_status (gone);
  JsonArray *results;

  g_assert_cmpuint (reply->status, ==, 200);
  results = json_object_get_array_member (ua_test_reply_object (reply), "results");
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (results, 0),
                                                  "status"), ==, "200");
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (results, 1),
                                                  "status"), ==, "404");
  g_assert_cmpstr (status, ==, "active");
}

static void
test_same_key (void)
{
  g_autofree char *uid = find_member ("active");
  g_autoptr(UaTestReply) first = act ("deactivate", uid, "", "key-1");
  g_autoptr(UaTestReply) again = act ("deactivate", uid, "", "key-1");
  g_autoptr(UaTestReply) other = act ("reactivate", uid, "", "key-1");
  g_autoptr(UaTestReply) anew = act ("deactivate", uid, "", "key-2");

  g_assert_cmpstr (first->text, ==, again->text);
  g_assert_cmpuint (other->status, ==, 409);
  g_assert_cmpstr (json_object_get_string_member (first_result (anew), "status"), ==, "409");
}

static void
test_refused_requests (void)
{
  static const char *const bodies[] = {
    "{}", "{\"action\":\"fly\",\"targets\":[\"x\"]}", "{\"action\":\"deactivate\"}",
    "{\"action\":\"deactivate\",\"targets\":[]}", "{\"action\":\"deactivate\",\"targets\":[1]}",
    "{\"action\":\"deactivate\",\"targets\":[\"x\"],\"parameters\":{\"unknown\":1}}",
    "{\"action\":\"deactivate\",\"targets\":[\"x\"],\"dryRun\":\"perhaps\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr(UaTestReply) reply =
        ua_test_directory_send (directory, "POST", "/Actions", bodies[i]);

      g_assert_cmpuint (reply->status, ==, 400);
    }
}

static void
test_list (void)
{
  g_autoptr(UaTestReply) reply = ua_test_directory_get (directory, "/Actions");
  JsonArray *actions = ua_test_reply_resources (reply);

  g_assert_cmpuint (json_array_get_length (actions), >=, 2);
  for (guint i = 0; i < json_array_get_length (actions); i++)
    {
      JsonObject *action = json_array_get_object_element (actions, i);

      g_assert_true (json_object_has_member (action, "name"));
      g_assert_true (json_object_has_member (action, "description"));
      g_assert_true (json_object_has_member (action, "right"));
      g_assert_true (json_object_has_member (action, "parameters"));
    }
}

int
main (int    argc,
      char **argv)
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  directory = ua_test_directory_start (200, NULL);
  g_test_add_func ("/directory/actions/dry-run", test_dry_run);
  g_test_add_func ("/directory/actions/target-fails", test_target_fails);
  g_test_add_func ("/directory/actions/same-key", test_same_key);
  g_test_add_func ("/directory/actions/refused-requests", test_refused_requests);
  g_test_add_func ("/directory/actions/list", test_list);
  result = g_test_run ();
  ua_test_directory_stop (directory);
  return result;
}
