/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE

#include "ua-test-actors.h"
#include "ua-test-mail.h"

#include <locale.h>
#include <sqlite3.h>
#include <string.h>

/* Creating members instead of inviting them (TL-06, CC-03, CC-04, CC-10). */

static UaTestActors *actors;

static UaTestReply *
create_as (UaTestWho   who,
           const char *parameters,
           gboolean    dry_run)
{
  g_autofree char *body =
    g_strdup_printf ("{\"action\":\"createMember\",\"parameters\":{%s},\"dryRun\":%s}", parameters,
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

/* Creates a member, who must be created. */
static UaTestReply *
create (const char *parameters)
{
  g_autoptr(UaTestReply) reply = create_as (UA_TEST_ADMIN, parameters, FALSE);
  JsonObject *result = get_result (reply);
  g_autofree char *path = NULL;

  g_assert_cmpstr (json_object_get_string_member (result, "status"), ==, "200");
  path = g_strconcat ("/Users/", json_object_get_string_member
                        (json_object_get_object_member (result, "result"), "member"), NULL);
  return ua_test_directory_get (actors->directory, path);
}

static const char *
get_status (UaTestReply *member)
{
  return json_object_get_string_member (ua_test_reply_extension (member), "status");
}

static UaTestReply *
look_as (const char *name,
         const char *password)
{
  g_autofree char *pair = g_strconcat (name, ":", password, NULL);
  g_autofree char *encoded = g_base64_encode ((const guchar *) pair, strlen (pair));
  g_autofree char *basic = g_strconcat ("Basic ", encoded, NULL);

  return ua_test_actors_send_as (actors, basic, "GET", "/Me", NULL);
}

/* One number of one member's row, which the interface does not show. */
static int
look_up (const char *column,
         const char *user_name)
{
  g_autofree char *path = g_build_filename (ua_test_directory_get_folder (actors->directory),
                                            "data", "directory.db", NULL);
  g_autofree char *sql = g_strconcat ("SELECT ", column, " FROM member WHERE user_name_key = ?",
                                      NULL);
  sqlite3 *db;
  sqlite3_stmt *stmt;
  int value;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  sqlite3_bind_text (stmt, 1, user_name, -1, SQLITE_TRANSIENT);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  value = sqlite3_column_int (stmt, 0);
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return value;
}

static gboolean
is_in_files (const char *text)
{
  static const char *const names[] = { "directory.db", "directory.db-wal" };
  gboolean found = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (ua_test_directory_get_folder (actors->directory),
                                                "data", names[i], NULL);
      g_autofree char *contents = NULL;
      gsize length;

      found |= g_file_get_contents (path, &contents, &length, NULL) &&
               memmem (contents, length, text, strlen (text)) != NULL;
    }
  return found;
}

/* TL-06: a random password is mailed, and stands nowhere else; the member is active and in a seat
 * at once, and must change it. */
static void
test_random_password (void)
{
  g_autoptr(UaTestReply) member = NULL;
  g_autoptr(UaTestReply) seats = ua_test_directory_get (actors->directory, "/Seats/organisation");
  g_autoptr(UaTestReply) seats_after = NULL;
  g_autoptr(UaTestReply) messages = NULL;
  g_autoptr(UaTestReply) me = NULL;
  g_autoptr(UaTestReply) wrong = NULL;
  g_autoptr(UaTestMail) mail = NULL;
  g_autofree char *password = NULL;
  const char *start;

  member = create ("\"givenName\":\"Ada\",\"familyName\":\"Brink\","
                   "\"email\":\"ada@brackwater.example\",\"useEmail\":true,\"sendPassword\":true,"
                   "\"language\":\"de\",\"labels\":[\"new\"],\"deletionDate\":\"2032-02-01\"");
  g_assert_cmpstr (get_status (member), ==, "active");
  g_assert_cmpstr (ua_test_reply_string (member, "userName"), ==, "ada@brackwater.example");
  g_assert_cmpstr (ua_test_reply_string (member, "displayName"), ==, "Ada Brink");
  g_assert_true (json_object_get_boolean_member (ua_test_reply_extension (member),
                                                 "hasPassword"));
  seats_after = ua_test_directory_get (actors->directory, "/Seats/organisation");
  g_assert_cmpint (json_object_get_int_member (ua_test_reply_object (seats_after), "used"), ==,
                   json_object_get_int_member (ua_test_reply_object (seats), "used") + 1);

  mail = ua_test_mail_find (actors->directory, "ada@brackwater.example");
  g_assert_cmpstr (mail->language, ==, "de");
  start = strstr (mail->text, "Passwort: ");
  g_assert_nonnull (start);
  start += strlen ("Passwort: ");
  password = g_strndup (start, strcspn (start, "\n"));
  g_assert_cmpuint (strlen (password), ==, 19);
  messages = ua_test_directory_list (actors->directory, "/Messages", "kind eq \"credentials\"",
                                     NULL);
  g_assert_null (strstr (messages->text, password));
  g_assert_nonnull (strstr (messages->text, "Passwort: [removed]"));
  g_assert_false (is_in_files (password));
  g_assert_cmpint (look_up ("must_change", "ada@brackwater.example"), ==, 1);
  me = look_as ("ada@brackwater.example", password);
  g_assert_cmpuint (me->status, !=, 401);
  wrong = look_as ("ada@brackwater.example", "!");
  g_assert_cmpuint (wrong->status, ==, 401);
}

/* TL-06: a typed password; the mail tells of the account and never carries it. */
static void
test_typed_password (void)
{
  g_autoptr(UaTestReply) member = create
    ("\"givenName\":\"Ben\",\"familyName\":\"Dale\",\"email\":\"ben@brackwater.example\","
     "\"userName\":\"ben\",\"password\":\"three blue herons\"");
  g_autoptr(UaTestReply) quiet = create
    ("\"givenName\":\"Cas\",\"familyName\":\"Dale\",\"email\":\"cas@brackwater.example\","
     "\"password\":\"three blue herons\",\"notify\":false");
  g_autoptr(UaTestMail) mail = ua_test_mail_find (actors->directory, "ben@brackwater.example");
  g_autoptr(UaTestReply) none =
    ua_test_directory_list (actors->directory, "/Messages",
                            "recipient eq \"cas@brackwater.example\"", NULL);
  g_autoptr(UaTestReply) me = look_as ("ben", "three blue herons");

  g_assert_cmpstr (get_status (member), ==, "active");
  g_assert_cmpuint (me->status, !=, 401);
  g_assert_null (strstr (mail->raw, "herons"));
  g_assert_nonnull (strstr (mail->text, "user name is ben"));
  g_assert_cmpuint (json_array_get_length (ua_test_reply_resources (none)), ==, 0);
  g_assert_cmpint (look_up ("must_change", "ben"), ==, 1);
  g_assert_false (is_in_files ("three blue herons"));
}

/* CC-03, CC-04, CC-10: without a password there is no access until one is chosen. */
static void
test_no_password (void)
{
  g_autoptr(UaTestReply) member = create
    ("\"givenName\":\"Dea\",\"familyName\":\"Fenn\",\"email\":\"dea@brackwater.example\","
     "\"sendActivation\":true");
  g_autoptr(UaTestMail) mail = ua_test_mail_find (actors->directory, "dea@brackwater.example");
  g_autofree char *token = ua_test_mail_get_token (mail, "/password/");

  g_assert_cmpstr (get_status (member), ==, "deactivated");
  g_assert_false (json_object_get_boolean_member (ua_test_reply_extension (member),
                                                  "hasPassword"));
}

/* TL-06: the chosen roles hold for all chosen groups. */
static void
test_groups (void)
{
  g_autofree char *parameters = g_strdup_printf
    ("\"givenName\":\"Eli\",\"familyName\":\"Gore\",\"email\":\"eli@brackwater.example\","
     "\"groups\":[\"%s\",\"%s\",\"%s\"],\"roles\":[\"coach\",\"learner\"]", actors->group,
     actors->session, actors->group);
  g_autofree char *unknown = g_strdup
    ("\"givenName\":\"Fay\",\"familyName\":\"Gore\",\"email\":\"fay@brackwater.example\","
     "\"groups\":[\"no-such\"]");
  g_autoptr(UaTestReply) member = create (parameters);
  g_autoptr(UaTestReply) refused = create_as (UA_TEST_ADMIN, unknown, FALSE);
  g_autoptr(UaTestReply) gone =
    ua_test_directory_list (actors->directory, "/Users",
                            "emails.value eq \"fay@brackwater.example\"", "count=0");
  JsonArray *memberships = json_object_get_array_member (ua_test_reply_extension (member),
                                                         "memberships");

  g_assert_cmpuint (json_array_get_length (memberships), ==, 4);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (memberships, i),
                                                    "role"), ==, i % 2 == 0 ? "coach" : "learner");
  g_assert_cmpstr (json_object_get_string_member (get_result (refused), "status"), ==, "400");
  g_assert_cmpint (json_object_get_int_member (ua_test_reply_object (gone), "totalResults"), ==,
                   0);
}

/* CC-03: what is taken is refused with the field named, also before anything is sent. */
static void
test_unique (void)
{
  static const struct
  {
    const char *parameters;
    const char *start;
  } cases[] = {
    { "\"givenName\":\"A\",\"familyName\":\"B\",\"email\":\"TARGET@example.com\"", "email:" },
    { "\"givenName\":\"A\",\"familyName\":\"B\",\"email\":\"fresh@brackwater.example\","
      "\"userName\":\"Target\"", "userName:" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(UaTestReply) reply = create_as (UA_TEST_ADMIN, cases[i].parameters, TRUE);
      JsonObject *result = get_result (reply);

      g_assert_cmpstr (json_object_get_string_member (result, "status"), ==, "409");
      g_assert_cmpstr (json_object_get_string_member (result, "scimType"), ==, "uniqueness");
      g_assert_true (g_str_has_prefix (json_object_get_string_member (result, "detail"),
                                       cases[i].start));
    }
}

static void
test_requests (void)
{
  static const char *const cases[] = {
    "\"givenName\":\"A\",\"familyName\":\"B\"",
    "\"givenName\":\"A\",\"email\":\"x@brackwater.example\"",
    "\"givenName\":\"A\",\"familyName\":\"B\",\"email\":\"x@brackwater.example\","
    "\"password\":\"p\",\"sendPassword\":true",
    "\"givenName\":\"A\",\"familyName\":\"B\",\"email\":\"x@brackwater.example\",\"userName\":\"x\","
    "\"useEmail\":true",
    "\"givenName\":\"A\",\"familyName\":\"B\",\"email\":\"x@brackwater.example\","
    "\"roles\":[\"coach\"]",
    "\"givenName\":\"A\",\"familyName\":\"B\",\"email\":\"x@brackwater.example\","
    "\"sendPassword\":true,\"sendActivation\":true",
  };
  g_autoptr(UaTestReply) executive = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(UaTestReply) reply = create_as (UA_TEST_ADMIN, cases[i], FALSE);

      g_assert_cmpuint (reply->status, ==, 400);
    }
  executive = create_as (UA_TEST_EXECUTIVE, "\"givenName\":\"A\",\"familyName\":\"B\","
                         "\"email\":\"x@brackwater.example\"", FALSE);
  g_assert_cmpuint (executive->status, ==, 403);
}

int
main (int    argc,
      char **argv)
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  actors = ua_test_actors_new (0);
  g_test_add_func ("/directory/creation/TL-06/random-password", test_random_password);
  g_test_add_func ("/directory/creation/TL-06/typed-password", test_typed_password);
  g_test_add_func ("/directory/creation/CC-10/no-password", test_no_password);
  g_test_add_func ("/directory/creation/TL-06/groups", test_groups);
  g_test_add_func ("/directory/creation/CC-03/unique", test_unique);
  g_test_add_func ("/directory/creation/requests", test_requests);
  result = g_test_run ();
  ua_test_actors_free (actors);
  return result;
}
