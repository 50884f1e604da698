/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-life.h"
#include "ua-test-mail.h"
#include "ua-test-visit.h"

#include <locale.h>
#include <string.h>

/* A member of whom there is something in every table, and of whom nothing is left (LE-03, S6, S8).
 * Everything that tells of the member has one of these words in it. */

#define NAME "Kanarienvogel"
#define LOGIN "zeisig"
#define PHONE "5557731"
#define LOGIN_ADDRESS LOGIN "@brackwater.example"
#define OTHER_ADDRESS LOGIN ".two@homepost.example"
#define RECORD "urn:example:useradmin:scim:2.0:Record"

/* Each holds something of the member before: text that the words are looked for in, or what has to
 * be there at all. */
static const char *const traces[] = {
  "SELECT count (*) FROM resource WHERE type = 1 AND instr (text, '" NAME "')",
  "SELECT count (*) FROM resource WHERE type = 6 AND instr (text, '" NAME "')",
  "SELECT count (*) FROM resource WHERE type = 10 AND instr (text, '" NAME "')",
  "SELECT count (*) FROM resource WHERE type = 6 AND instr (display, '" NAME "') = 0",
  "SELECT count (*) FROM member WHERE instr (given_key, lower ('" NAME "'))",
  "SELECT count (*) FROM member_email WHERE instr (email_key, '" LOGIN "')",
  "SELECT count (*) FROM message WHERE instr (recipient, '" LOGIN "')",
  "SELECT count (*) FROM message WHERE instr (note, '" NAME "')",
  "SELECT count (*) FROM replay WHERE instr (answer, '" NAME "')",
  "SELECT count (*) FROM replay WHERE instr (answer, '" LOGIN "') AND NOT instr (answer, '" NAME
  "')",
  "SELECT count (*) FROM audit WHERE instr (changes, '" NAME "')",
  "SELECT count (*) FROM audit WHERE instr (changes, '" PHONE "')",
  "SELECT count (*) FROM picture WHERE instr (bytes, CAST ('" NAME "' AS BLOB))",
  "SELECT count (*) FROM membership",
  "SELECT count (*) FROM security_member",
  "SELECT count (*) FROM token WHERE purpose IN ('invitation', 'password', 'session')",
};

/* What was sent with a key is kept, to be answered again. */
static UaTestReply *
send_with_key (UaTestDirectory *directory,
               const char      *method,
               const char      *path,
               const char      *key,
               const char      *body)
{
  g_autoptr(SoupMessage) msg = ua_test_directory_message (directory, method, path, body);
  UaTestReply *reply;

  soup_message_headers_replace (soup_message_get_request_headers (msg), "Idempotency-Key", key);
  reply = ua_test_directory_send_message (directory, msg);
  if (reply->status >= 300)
    g_test_message ("%s", reply->text);
  g_assert_cmpuint (reply->status, <, 300);
  return reply;
}

static void
act_on (UaTestDirectory *directory,
        const char      *action,
        const char      *id,
        const char      *parameters)
{
  g_autofree char *body =
    g_strdup_printf ("{\"action\":\"%s\",\"targets\":[\"%s\"],\"parameters\":{%s}}", action, id,
                     parameters);
  g_autoptr(UaTestReply) reply = send_with_key (directory, "POST", "/Actions", action, body);

  g_assert_nonnull (strstr (reply->text, "\"status\":\"200\""));
}

/* Invites with a key, so that the answer is kept; gives the id. */
static char *
invite (UaTestDirectory *directory)
{
  g_autoptr(UaTestReply) reply = send_with_key
    (directory, "POST", "/Actions", "invite",
     "{\"action\":\"invite\",\"parameters\":{\"people\":[{\"email\":\"" LOGIN_ADDRESS "\","
     "\"userName\":\"" LOGIN "\",\"givenName\":\"" NAME "\",\"familyName\":\"" NAME "\"}],"
     "\"labels\":[\"" NAME "\"],\"language\":\"en\"}}");
  g_autoptr(UaTestReply) found =
    ua_test_directory_list (directory, "/Users", "userName eq \"" LOGIN "\"", NULL);
  JsonArray *members = ua_test_reply_resources (found);

  g_assert_nonnull (strstr (reply->text, "\"201\""));
  g_assert_cmpuint (json_array_get_length (members), ==, 1);
  return g_strdup (json_object_get_string_member (json_array_get_object_element (members, 0),
                                                  "id"));
}

static void
put_picture (UaTestDirectory *directory,
             const char      *id)
{
  static const char picture[] =
    "\xff\xd8\xff\xc0\0\x0b\x08\0\x10\0\x10\x01\x01\x11\0\xff\xda\0\x08\x01\x01\0\0\x3f\0"
    NAME "\xff\xd9";
  g_autofree char *path = g_strconcat ("/Users/", id, "/picture", NULL);
  g_autoptr(SoupMessage) msg = ua_test_directory_message (directory, "PUT", path, NULL);
  g_autoptr(GBytes) bytes = g_bytes_new_static (picture, sizeof picture - 1);
  g_autoptr(UaTestReply) reply = NULL;

  soup_message_set_request_body_from_bytes (msg, "image/jpeg", bytes);
  reply = ua_test_directory_send_message (directory, msg);
  g_assert_cmpuint (reply->status, ==, 204);
}

/* What is written about the member, by the member, and the places that the member has. */
static void
tie (UaTestDirectory *directory,
     const char      *id)
{
  g_autofree char *about =
    g_strdup_printf ("\"kind\":\"feedback\",\"title\":\"" NAME "\",\"text\":\"" NAME "\","
                     "\"subject\":{\"value\":\"%s\"}", id);
  g_autofree char *silent =
    g_strdup_printf ("\"kind\":\"feedback\",\"anonymous\":true,\"text\":\"" NAME "\","
                     "\"subject\":{\"value\":\"%s\"}", id);
  g_autofree char *by =
    g_strdup_printf ("\"kind\":\"feedback\",\"text\":\"" NAME "\",\"author\":{\"value\":\"%s\"}",
                     id);
  g_autofree char *group =
    g_strdup_printf ("\"displayName\":\"Crew\",\"members\":[{\"value\":\"%s\",\"display\":\"" NAME
                     "\"}]", id);
  g_autofree char *profile =
    g_strdup_printf ("\"displayName\":\"Readers\",\"rights\":[\"read\"],\"members\":"
                     "[{\"value\":\"%s\",\"display\":\"" NAME "\"}]", id);
  g_autofree char *report =
    g_strdup_printf ("\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\":"
                     "{\"manager\":{\"value\":\"%s\",\"displayName\":\"" NAME "\"}}", id);
  const struct { const char *endpoint, *urn, *members; } made[] = {
    { "/Records", RECORD, about }, { "/Records", RECORD, silent }, { "/Records", RECORD, by },
    { "/Groups", "urn:ietf:params:scim:schemas:core:2.0:Group", group },
    { "/SecurityProfiles", "urn:example:useradmin:scim:2.0:SecurityProfile", profile },
  };
  g_autofree char *reports = ua_test_create_user (directory, "report", report);

  for (gsize i = 0; i < G_N_ELEMENTS (made); i++)
    {
      g_autofree char *one =
        ua_test_create (directory, made[i].endpoint, made[i].urn, made[i].members);

      g_assert_nonnull (one);
    }
}

/* Changes the member, with what comes before in the history. */
static void
change (UaTestDirectory *directory,
        const char      *id)
{
  g_autofree char *path = g_strconcat ("/Users/", id, NULL);
  g_autoptr(UaTestReply) phone = ua_test_patch
    (directory, "/Users", id,
     "{\"op\":\"add\",\"value\":{\"phoneNumbers\":[{\"value\":\"+32 " PHONE "\"}],"
     "\"externalId\":\"" LOGIN "\",\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:"
     "employeeNumber\":\"" LOGIN "\"}}");
  g_autoptr(UaTestReply) named = send_with_key
    (directory, "PATCH", path, "name",
     "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":["
     "{\"op\":\"replace\",\"path\":\"nickName\",\"value\":\"" NAME "\"}]}");
  g_autoptr(UaTestReply) address = ua_test_patch
    (directory, "/Users", id,
     "{\"op\":\"replace\",\"path\":\"emails\",\"value\":[{\"value\":\"" OTHER_ADDRESS "\"}]}");
  g_autoptr(UaTestReply) seen = ua_test_directory_list
    (directory, "/Users", "userName eq \"" LOGIN "\" and name.givenName sw \"" NAME "\"", NULL);

  g_assert_cmpuint (phone->status, ==, 200);
  g_assert_cmpuint (address->status, ==, 200);
  g_assert_cmpuint (seen->status, ==, 200);
}

/* Accepts the invitation at the page, signs in, and is asked and reminded to sign off. */
static void
join (UaTestVisit *visit,
      const char  *id)
{
  g_autoptr(UaTestMail) mail = ua_test_mail_find (visit->directory, LOGIN_ADDRESS);
  g_autofree char *token = ua_test_mail_get_token (mail, "/accept/");
  g_autofree char *path = g_strconcat ("/accept/", token, NULL);
  g_autoptr(UaTestReply) accepted =
    ua_test_accept (visit, path, NAME, UA_TEST_OWN_PASSWORD, UA_TEST_OWN_PASSWORD);
  g_autoptr(UaTestReply) in = ua_test_sign_in (visit, LOGIN, UA_TEST_OWN_PASSWORD);
  g_autoptr(UaTestReply) setting = ua_test_directory_send
    (visit->directory, "PUT", "/Settings/signOff",
     "{\"schemas\":[\"urn:example:useradmin:scim:2.0:Setting\"],\"value\":\"true\"}");

  g_assert_cmpuint (accepted->status, ==, 200);
  g_assert_cmpstr (ua_test_get_location (in), ==, "profile");
  g_assert_cmpuint (setting->status, ==, 200);
  act_on (visit->directory, "requestSignOff", id, "");
  act_on (visit->directory, "remindSignOff", id, "\"message\":\"" NAME ", please\"");
  act_on (visit->directory, "sendPasswordLink", id, "");
}

static void
assert_no_trace (UaTestDirectory *directory)
{
  static const char *const words[] = {
    NAME, "kanarienvogel", LOGIN, "Zeisig", PHONE
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *found = ua_test_find_bytes (directory, words[i]);

      g_assert_cmpstr (found, ==, NULL);
    }
}

static void
test_member (void)
{
  UaTestVisit visit;
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;
  g_autoptr(UaTestReply) gone = NULL;

  ua_test_visit_begin (&visit, ua_test_directory_start (20, "--log", NULL));
  id = invite (visit.directory);
  join (&visit, id);
  put_picture (visit.directory, id);
  tie (visit.directory, id);
  change (visit.directory, id);
  act_on (visit.directory, "sendPasswordLink", id, "");
  ua_test_mail_settle (visit.directory);
  for (gsize i = 0; i < G_N_ELEMENTS (traces); i++)
    {
      g_test_message ("%s", traces[i]);
      g_assert_cmpint (ua_test_sql (visit.directory, traces[i]), >, 0);
    }
  path = g_strconcat ("/Users/", id, NULL);
  gone = send_with_key (visit.directory, "DELETE", path, "gone", NULL);
  g_assert_cmpuint (gone->status, ==, 204);
  assert_no_trace (visit.directory);
  ua_test_visit_end (&visit);
}

/* Who never came leaves as little. */
static void
test_invited (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (20, "--log", NULL);
  g_autofree char *id = invite (directory);
  g_autoptr(JsonObject) cancelled = NULL;
  g_autoptr(UaTestReply) found = NULL;
  JsonObject *invitation;

  put_picture (directory, id);
  tie (directory, id);
  ua_test_mail_settle (directory);
  change (directory, id);
  found = ua_test_directory_list (directory, "/Invitations", "email eq \"" LOGIN_ADDRESS "\"",
                                  NULL);
  invitation = json_array_get_object_element (ua_test_reply_resources (found), 0);
  cancelled = ua_test_act (directory, "cancelInvitation",
                           json_object_get_string_member (invitation, "id"), FALSE);
  g_assert_cmpstr (json_object_get_string_member (cancelled, "status"), ==, "200");
  assert_no_trace (directory);
}

/* Each table that can hold something of a member is one of those that are looked at here; what is
 * new must be thought of. */
static void
test_tables (void)
{
  static const char sql[] =
    "SELECT count (*) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    " AND name NOT IN ("
    /* What the words are looked for in. */
    " 'resource', 'member', 'member_email', 'message', 'replay', 'audit', 'picture',"
    " 'membership', 'security_member', 'token',"
    /* What has nothing but ids, numbers and hashes of a member. */
    " 'invitation', 'record', 'provisioning_run', 'tombstone', 'spool_gone',"
    /* What is not about members. */
    " 'tally', 'status_tally', 'profile', 'member_group', 'setting', 'organisation_setting',"
    " 'seat', 'security_profile', 'security_role')";
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);

  g_assert_cmpint (ua_test_sql (directory, sql), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/directory/traces/LE-03/member", test_member);
  g_test_add_func ("/directory/traces/LE-03/invited", test_invited);
  g_test_add_func ("/directory/traces/LE-03/tables", test_tables);
  return g_test_run ();
}
