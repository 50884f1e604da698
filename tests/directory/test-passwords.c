/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-life.h"
#include "ua-test-mail.h"

#include <locale.h>
#include <string.h>

/* Passwords, locks (CC-09, CC-11) and the sign-off of jobs (CC-14, CC-15). */

#define WRONG "of-sea-and-sand 8"

static UaTestDirectory *directory;

static guint
sign_in (const char *user_name,
         const char *password)
{
  g_autofree char *pair = g_strconcat (user_name, ":", password, NULL);
  g_autofree char *encoded = g_base64_encode ((const guchar *) pair, strlen (pair));
  g_autofree char *header = g_strconcat ("Basic ", encoded, NULL);
  g_autoptr(SoupMessage) msg = ua_test_directory_message (directory, "GET", "/Me", NULL);
  g_autoptr(UaTestReply) reply = NULL;

  soup_message_headers_replace (soup_message_get_request_headers (msg), "Authorization", header);
  soup_message_add_flags (msg, SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
  reply = ua_test_directory_send_message (directory, msg);
  return reply->status;
}

static void
set_setting (const char *name,
             const char *value)
{
  g_autofree char *path = g_strconcat ("/Settings/", name, NULL);
  g_autofree char *body =
    g_strdup_printf ("{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],"
                     "\"Operations\":[{\"op\":\"replace\",\"path\":\"value\",\"value\":\"%s\"}]}",
                     value);
  g_autoptr(UaTestReply) reply = ua_test_directory_send (directory, "PATCH", path, body);

  g_assert_cmpuint (reply->status, ==, 200);
}

/* What became of an action with parameters on one member. */
static char *
act (const char *action,
     const char *id,
     const char *parameters)
{
  g_autofree char *body =
    g_strdup_printf ("{\"action\":\"%s\",\"targets\":[\"%s\"],\"parameters\":%s}", action, id,
                     parameters);
  g_autoptr(UaTestReply) reply = ua_test_directory_send (directory, "POST", "/Actions", body);
  JsonArray *results;

  g_assert_cmpuint (reply->status, ==, 200);
  g_test_message ("%s: %s", action, reply->text);
  g_assert_null (strstr (reply->text, WRONG));
  results = json_object_get_array_member (ua_test_reply_object (reply), "results");
  return g_strdup (json_object_get_string_member (json_array_get_object_element (results, 0),
                                                  "status"));
}

static void
assert_act (const char *action,
            const char *id,
            const char *parameters,
            const char *status)
{
  g_autofree char *got = act (action, id, parameters);

  g_assert_cmpstr (got, ==, status);
}

static char *
read_value (const char *id,
            const char *name)
{
  g_autoptr(UaTestReply) reply = ua_test_get (directory, "/Users", id);
  JsonObject *extension = ua_test_extension (reply);

  return g_strdup (json_object_get_string_member_with_default (extension, name, ""));
}

static void
assert_value (const char *id,
              const char *name,
              const char *value)
{
  g_autofree char *got = read_value (id, name);

  g_assert_cmpstr (got, ==, value);
}

/* CC-11: the fifth wrong password locks; then the right one is of no use until an admin unlocks. */
static void
test_lock (void)
{
  g_autofree char *id =
    ua_test_create_user (directory, "locked", "\"password\":\"" UA_TEST_PASSWORD "\"");
  g_autofree char *until = NULL;
  gint64 end;

  for (guint i = 0; i < 4; i++)
    g_assert_cmpuint (sign_in ("locked", WRONG), ==, 401);
  assert_value (id, "status", "active");
  g_assert_cmpuint (sign_in ("locked", WRONG), ==, 401);
  assert_value (id, "status", "locked");
  until = read_value (id, "lockedUntil");
  end = g_date_time_to_unix (g_date_time_new_from_iso8601 (until, NULL));
  g_assert_cmpint (ABS (end - g_get_real_time () / G_USEC_PER_SEC - 30 * 60), <=, 60);
  g_assert_cmpuint (sign_in ("locked", UA_TEST_PASSWORD), ==, 401);

  assert_act ("unlock", id, "{}", "200");
  assert_value (id, "status", "active");
  assert_value (id, "lockedUntil", "");
  g_assert_cmpuint (sign_in ("locked", UA_TEST_PASSWORD), ==, 200);
}

/* CC-11: only wrong ones in a row count. */
static void
test_right_one_forgives (void)
{
  g_autofree char *id =
    ua_test_create_user (directory, "forgiven", "\"password\":\"" UA_TEST_PASSWORD "\"");

  for (guint round = 0; round < 2; round++)
    {
      for (guint i = 0; i < 4; i++)
        g_assert_cmpuint (sign_in ("forgiven", WRONG), ==, 401);
      g_assert_cmpuint (sign_in ("forgiven", UA_TEST_PASSWORD), ==, 200);
    }
  assert_value (id, "status", "active");
}

/* CC-11: the lock ends by itself, also where nothing ran at the time. */
static void
test_lock_ends (void)
{
  g_autofree char *id =
    ua_test_create_user (directory, "patient", "\"password\":\"" UA_TEST_PASSWORD "\"");

  for (guint i = 0; i < 5; i++)
    g_assert_cmpuint (sign_in ("patient", WRONG), ==, 401);
  assert_value (id, "status", "locked");
  ua_test_directory_terminate (directory);
  ua_test_sql (directory, "UPDATE member SET locked_until = 1 WHERE locked_until IS NOT NULL");
  ua_test_directory_restart (directory);
  while (sign_in ("patient", UA_TEST_PASSWORD) != 200)
    g_usleep (20000);
  assert_value (id, "status", "active");
}

/* CC-11: a lock is about passwords; what runs with the token goes on. */
static void
test_token_goes_on (void)
{
  g_autoptr(UaTestReply) me = ua_test_directory_get (directory, "/Me");
  const char *id = ua_test_reply_string (me, "id");
  const char *name = ua_test_reply_string (me, "userName");
  g_autoptr(UaTestReply) set =
    ua_test_patch (directory, "/Users", id,
                   "{\"op\":\"add\",\"path\":\"password\",\"value\":\"" UA_TEST_PASSWORD "\"}");

  g_assert_cmpuint (set->status, ==, 200);
  for (guint i = 0; i < 5; i++)
    g_assert_cmpuint (sign_in (name, WRONG), ==, 401);
  assert_value (id, "status", "locked");
  g_assert_cmpuint (sign_in (name, UA_TEST_PASSWORD), ==, 401);
}

/* CC-09: off by default; then the password works, is told to nobody, and mailed to nobody. */
static void
test_set_password (void)
{
  g_autofree char *id = ua_test_create_user (directory, "given", "\"title\":\"Bosun\"");
  guint n_mails = ua_test_mail_count (directory);

  assert_act ("setPassword", id, "{\"password\":\"" UA_TEST_PASSWORD "\"}", "403");
  set_setting ("setPassword", "true");
  assert_act ("setPassword", id, "{\"password\":\"" UA_TEST_PASSWORD "\"}", "200");
  g_assert_cmpuint (sign_in ("given", UA_TEST_PASSWORD), ==, 200);
  ua_test_mail_settle (directory);
  g_assert_cmpuint (ua_test_mail_count (directory), ==, n_mails);
  g_assert_null (ua_test_find_bytes (directory, UA_TEST_PASSWORD));
  set_setting ("setPassword", "false");
}

/* CC-14 and CC-15: asked once, then reminded, with the sender's words; only where it is enabled. */
static void
test_sign_off (void)
{
  g_autofree char *id =
    ua_test_create_user (directory, "signer",
                         "\"emails\":[{\"value\":\"signer@brackwater.example\"}]");
  g_autoptr(UaTestMail) mail = NULL;

  assert_act ("requestSignOff", id, "{}", "403");
  set_setting ("signOff", "true");
  assert_act ("remindSignOff", id, "{}", "409");
  assert_act ("requestSignOff", id, "{}", "200");
  assert_value (id, "signOff", "pending");
  assert_act ("requestSignOff", id, "{}", "409");
  ua_test_mail_settle (directory);
  assert_act ("remindSignOff", id, "{\"message\":\"The tide does not wait.\"}", "200");
  ua_test_mail_settle (directory);
  mail = ua_test_mail_find (directory, "signer@brackwater.example");
  g_assert_nonnull (mail);
  g_assert_nonnull (strstr (mail->text, "The tide does not wait."));
  set_setting ("signOff", "false");
}

int
main (int    argc,
      char **argv)
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  directory = ua_test_directory_start (0, NULL);
  g_test_add_func ("/directory/passwords/CC-11/lock", test_lock);
  g_test_add_func ("/directory/passwords/CC-11/right-one-forgives", test_right_one_forgives);
  g_test_add_func ("/directory/passwords/CC-11/lock-ends", test_lock_ends);
  g_test_add_func ("/directory/passwords/CC-11/token-goes-on", test_token_goes_on);
  g_test_add_func ("/directory/passwords/CC-09/set-password", test_set_password);
  g_test_add_func ("/directory/passwords/CC-14/sign-off", test_sign_off);
  result = g_test_run ();
  ua_test_directory_stop (directory);
  return result;
}
