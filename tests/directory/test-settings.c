/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-directory.h"

#include <locale.h>
#include <string.h>

/* What the organisation decides, and its seats (TL-09). */

#define USER "urn:ietf:params:scim:schemas:core:2.0:User"

static UaTestReply *
set_value (UaTestDirectory *directory,
           const char      *name,
           const char      *json)
{
  g_autofree char *path = g_strconcat ("/Settings/", name, NULL);
  g_autofree char *body =
    g_strdup_printf ("{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],"
                     "\"Operations\":[{\"op\":\"%s\",\"path\":\"value\"%s%s}]}",
                     json != NULL ? "replace" : "remove", json != NULL ? ",\"value\":" : "",
                     json != NULL ? json : "");

  return ua_test_directory_send (directory, "PATCH", path, body);
}

static UaTestReply *
create_member (UaTestDirectory *directory,
               const char      *name,
               const char      *more)
{
  g_autofree char *body = g_strdup_printf ("{\"schemas\":[\"" USER "\"],\"userName\":\"%s\"%s}",
                                           name, more);

  return ua_test_directory_send (directory, "POST", "/Users", body);
}

static gint64
get_seats (UaTestDirectory *directory,
           const char      *name)
{
  g_autoptr(UaTestReply) reply = ua_test_directory_get (directory, "/Seats/organisation");

  g_assert_cmpuint (reply->status, ==, 200);
  return json_object_get_int_member_with_default (ua_test_reply_object (reply), name, -1);
}

static UaTestReply *
act (UaTestDirectory *directory,
     const char      *action,
     const char      *uid,
     const char      *more)
{
  g_autofree char *body =
    g_strdup_printf ("{\"action\":\"%s\",\"targets\":[\"%s\"]%s}", action, uid, more);

  return ua_test_directory_send (directory, "POST", "/Actions", body);
}

static const char *
first_status (UaTestReply *reply)
{
  JsonArray *results = json_object_get_array_member (ua_test_reply_object (reply), "results");

  return json_object_get_string_member (json_array_get_object_element (results, 0), "status");
}

/* Each has its name, its type and its default. */
static void
test_defaults (void)
{
  static const struct
  {
    const char *name;
    const char *type;
    const char *value;
  } cases[] = {
    { "defaultLanguage", "string", "en" },
    { "invitationDays", "integer", "14" },
    { "linkHours", "integer", "72" },
    { "mailFrom", "string", "user-admin@localhost" },
    { "organisationName", "string", "User Admin" },
    { "retentionYears", "integer", "3" },
    { "seats", "integer", NULL },
    { "setPassword", "boolean", "false" },
    { "signOff", "boolean", "false" },
  };
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autoptr(UaTestReply) list = ua_test_directory_get (directory, "/Settings");

  g_assert_cmpuint (json_array_get_length (ua_test_reply_resources (list)), ==,
                    G_N_ELEMENTS (cases));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/Settings/", cases[i].name, NULL);
      g_autoptr(UaTestReply) reply = ua_test_directory_get (directory, path);

      g_assert_cmpuint (reply->status, ==, 200);
      g_assert_cmpstr (ua_test_reply_string (reply, "id"), ==, cases[i].name);
      g_assert_cmpstr (ua_test_reply_string (reply, "name"), ==, cases[i].name);
      g_assert_cmpstr (ua_test_reply_string (reply, "valueType"), ==, cases[i].type);
      g_assert_cmpstr (ua_test_reply_string (reply, "value"), ==, cases[i].value);
      g_assert_nonnull (ua_test_reply_string (reply, "description"));
    }
}

static void
test_values (void)
{
  static const struct
  {
    const char *name;
    const char *value;           /* JSON; NULL takes it away */
    guint status;
    const char *now;
  } cases[] = {
    { "invitationDays", "\"30\"", 200, "30" },
    { "invitationDays", "\"0\"", 400, "30" },
    { "invitationDays", "\"366\"", 400, "30" },
    { "invitationDays", "\"many\"", 400, "30" },
    { "invitationDays", "7", 400, "30" },
    { "invitationDays", NULL, 200, "14" },
    { "setPassword", "\"true\"", 200, "true" },
    { "setPassword", "\"perhaps\"", 400, "true" },
    { "defaultLanguage", "\"nl\"", 200, "nl" },
    { "defaultLanguage", "\"eo\"", 400, "nl" },
    { "mailFrom", "\"people@brackwater.example\"", 200, "people@brackwater.example" },
    { "mailFrom", "\"nobody\"", 400, "people@brackwater.example" },
    { "organisationName", "\"Brackwater Works\"", 200, "Brackwater Works" },
    { "organisationName", "\"two\\nlines\"", 400, "Brackwater Works" },
    { "organisationName", NULL, 200, "User Admin" },
  };
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/Settings/", cases[i].name, NULL);
      g_autoptr(UaTestReply) reply = set_value (directory, cases[i].name, cases[i].value);
      g_autoptr(UaTestReply) now = ua_test_directory_get (directory, path);

      g_assert_cmpuint (reply->status, ==, cases[i].status);
      g_assert_cmpstr (ua_test_reply_string (now, "value"), ==, cases[i].now);
    }

  /* What was decided outlives a restart. */
  ua_test_directory_terminate (directory);
  ua_test_directory_restart (directory);
  {
    g_autoptr(UaTestReply) now = ua_test_directory_get (directory, "/Settings/mailFrom");

    g_assert_cmpstr (ua_test_reply_string (now, "value"), ==, "people@brackwater.example");
  }
}

/* They are always the same ones. */
static void
test_fixed (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autoptr(UaTestReply) made = ua_test_directory_send
    (directory, "POST", "/Settings",
     "{\"schemas\":[\"urn:example:useradmin:scim:2.0:Setting\"],\"value\":\"x\"}");
  g_autoptr(UaTestReply) gone =
    ua_test_directory_send (directory, "DELETE", "/Settings/seats", NULL);
  g_autoptr(UaTestReply) unknown = ua_test_directory_get (directory, "/Settings/colour");
  g_autoptr(UaTestReply) seats =
    ua_test_directory_send (directory, "PATCH", "/Seats/organisation", "{}");

  g_assert_cmpuint (made->status, ==, 405);
  g_assert_cmpuint (gone->status, ==, 405);
  g_assert_cmpstr (soup_message_headers_get_one (gone->headers, "Allow"), ==,
                   "GET, HEAD, PUT, PATCH");
  g_assert_cmpuint (unknown->status, ==, 404);
  g_assert_cmpuint (seats->status, ==, 405);
}

/* TL-09: used and free seats follow what becomes of members, and a limit holds however one gets
 * access. */
static void
test_seats (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autoptr(UaTestReply) first = create_member (directory, "first", "");
  g_autoptr(UaTestReply) second =
    create_member (directory, "second",
                   ",\"active\":false,\"password\":\"tide-and-time 7\"");
  g_autoptr(UaTestReply) limit = set_value (directory, "seats", "\"2\"");
  g_autofree char *first_path = g_strconcat ("/Users/", ua_test_reply_string (first, "id"), NULL);
  g_autoptr(UaTestReply) third = NULL;
  g_autoptr(UaTestReply) on = NULL;
  g_autoptr(UaTestReply) gone = NULL;
  g_autoptr(UaTestReply) again = NULL;

  g_assert_cmpuint (limit->status, ==, 200);
  g_assert_cmpint (get_seats (directory, "total"), ==, 2);
  g_assert_cmpint (get_seats (directory, "used"), ==, 2);
  g_assert_cmpint (get_seats (directory, "reserved"), ==, 0);
  g_assert_cmpint (get_seats (directory, "free"), ==, 0);

  third = create_member (directory, "third", "");
  g_assert_cmpuint (third->status, ==, 409);
  g_assert_nonnull (strstr (ua_test_reply_string (third, "detail"), "seat"));
  on = act (directory, "reactivate", ua_test_reply_string (second, "id"), "");
  g_assert_cmpstr (first_status (on), ==, "409");
  g_assert_cmpint (get_seats (directory, "used"), ==, 2);

  gone = ua_test_directory_send (directory, "DELETE", first_path, NULL);
  g_assert_cmpuint (gone->status, ==, 204);
  g_assert_cmpint (get_seats (directory, "free"), ==, 1);
  again = act (directory, "reactivate", ua_test_reply_string (second, "id"), "");
  g_assert_cmpstr (first_status (again), ==, "200");
  g_assert_cmpint (get_seats (directory, "free"), ==, 0);
}

/* TL-09, UA-08: each preview says how the seats change, and changes none. */
static void
test_preview (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autoptr(UaTestReply) member = create_member (directory, "member", "");
  g_autoptr(UaTestReply) dry = act (directory, "deactivate", ua_test_reply_string (member, "id"),
                                    ",\"dryRun\":true");
  JsonObject *seats = json_object_get_object_member (ua_test_reply_object (dry), "seats");

  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (seats, "before"),
                                               "used"), ==, 2);
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (seats, "after"),
                                               "used"), ==, 1);
  g_assert_cmpint (get_seats (directory, "used"), ==, 2);
}

/* The numbers are found by filters as they are shown, and agree with what is counted. */
static void
test_counts (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (300, NULL);
  g_autoptr(UaTestReply) list =
    ua_test_directory_list (directory, "/Users", "active eq true", "count=0");
  g_autofree char *filter = NULL;
  g_autoptr(UaTestReply) unlimited =
    ua_test_directory_list (directory, "/Seats", "not (free pr)", NULL);
  g_autoptr(UaTestReply) limit = set_value (directory, "seats", "\"1000\"");
  g_autoptr(UaTestReply) found = NULL;
  gint64 used = json_object_get_int_member (ua_test_reply_object (list), "totalResults");

  g_assert_cmpint (get_seats (directory, "used"), ==, used);
  g_assert_cmpuint (limit->status, ==, 200);
  g_assert_cmpuint (json_array_get_length (ua_test_reply_resources (unlimited)), ==, 1);
  filter = g_strdup_printf ("free eq %" G_GINT64_FORMAT " and total eq 1000", 1000 - used);
  found = ua_test_directory_list (directory, "/Seats", filter, NULL);
  g_assert_cmpuint (json_array_get_length (ua_test_reply_resources (found)), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/directory/settings/defaults", test_defaults);
  g_test_add_func ("/directory/settings/values", test_values);
  g_test_add_func ("/directory/settings/fixed", test_fixed);
  g_test_add_func ("/directory/settings/TL-09/seats", test_seats);
  g_test_add_func ("/directory/settings/TL-09/preview", test_preview);
  g_test_add_func ("/directory/settings/TL-09/counts", test_counts);
  return g_test_run ();
}
