/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-life.h"

#include <locale.h>
#include <string.h>

/* Erasing (LE-03, WU-04), and what is deactivated instead (CC-02). */

#define RECORD "urn:example:useradmin:scim:2.0:Record"
#define GROUP "urn:ietf:params:scim:schemas:core:2.0:Group"
#define CANARY "Kanarienvogel"

static char *
create_record (UaTestDirectory *directory,
               const char      *kind,
               const char      *subject,
               const char      *author,
               const char      *more)
{
  g_autoptr(GString) members = g_string_new (NULL);

  g_string_append_printf (members, "\"kind\":\"%s\"", kind);
  if (subject != NULL)
    g_string_append_printf (members, ",\"subject\":{\"value\":\"%s\"}", subject);
  if (author != NULL)
    g_string_append_printf (members, ",\"author\":{\"value\":\"%s\"}", author);
  g_string_append (members, more);
  return ua_test_create (directory, "/Records", RECORD, members->str);
}

static void
assert_gone (UaTestDirectory *directory,
             const char      *endpoint,
             const char      *id)
{
  g_autoptr(UaTestReply) reply = ua_test_get (directory, endpoint, id);

  g_assert_cmpuint (reply->status, ==, 404);
}

static gint64
get_count (JsonObject *result,
           const char *part,
           const char *name)
{
  JsonObject *told = json_object_get_object_member (result, "result");

  return json_object_get_int_member_with_default (json_object_get_object_member (told, part), name,
                                                  0);
}

static char *
make_canary (UaTestDirectory *directory)
{
  return ua_test_create_user (directory, CANARY "-login",
                              "\"name\":{\"givenName\":\"" CANARY "\",\"familyName\":\"" CANARY
                              "\"},\"displayName\":\"" CANARY " One\",\"title\":\"" CANARY "\","
                              "\"password\":\"" UA_TEST_PASSWORD "\","
                              "\"emails\":[{\"value\":\"" CANARY "@brackwater.example\","
                              "\"primary\":true}],\"externalId\":\"" CANARY "\"");
}

/* Spreads the name over everything that is kept: history, reports, groups, mails, answers. */
static void
spread (UaTestDirectory *directory,
        const char      *id)
{
  g_autofree char *manager =
    g_strdup_printf ("\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\":"
                     "{\"manager\":{\"value\":\"%s\",\"displayName\":\"" CANARY "\"}}", id);
  g_autofree char *report = ua_test_create_user (directory, "report", manager);
  g_autofree char *other = ua_test_create_user (directory, "other", "");
  g_autofree char *members =
    g_strdup_printf ("\"displayName\":\"Crew\",\"members\":[{\"value\":\"%s\",\"display\":\""
                     CANARY "\"},{\"value\":\"%s\"}]", id, other);
  g_autofree char *group = ua_test_create (directory, "/Groups", GROUP, members);
  g_autofree char *off = g_strdup_printf ("{\"op\":\"remove\",\"path\":\"members[value eq "
                                          "\\\"%s\\\"]\"}", id);
  g_autofree char *on = g_strdup_printf ("{\"op\":\"add\",\"path\":\"members\",\"value\":"
                                         "[{\"value\":\"%s\",\"display\":\"" CANARY "\"}]}", id);
  g_autoptr(UaTestReply) left = ua_test_patch (directory, "/Groups", group, off);
  g_autoptr(UaTestReply) joined = ua_test_patch (directory, "/Groups", group, on);
  g_autoptr(UaTestReply) renamed =
    ua_test_patch (directory, "/Users", id, "{\"op\":\"replace\",\"path\":\"title\",\"value\":\""
                   CANARY " Two\"}");
  g_autoptr(UaTestReply) moved =
    ua_test_patch (directory, "/Users", id,
                   "{\"op\":\"replace\",\"path\":\"emails[primary eq true].value\",\"value\":\""
                   CANARY ".two@brackwater.example\"}");
  g_autoptr(UaTestReply) retitled =
    ua_test_patch (directory, "/Users", report,
                   "{\"op\":\"replace\",\"path\":\"title\",\"value\":\"Rigger\"}");
  g_autofree char *path = g_strconcat ("/Users/", id, NULL);
  g_autoptr(SoupMessage) msg =
    ua_test_directory_message (directory, "PATCH", path,
                               "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],"
                               "\"Operations\":[{\"op\":\"replace\",\"path\":\"nickName\","
                               "\"value\":\"" CANARY "\"}]}");
  g_autoptr(UaTestReply) keyed = NULL;

  soup_message_headers_replace (soup_message_get_request_headers (msg), "Idempotency-Key", "k");
  keyed = ua_test_directory_send_message (directory, msg);
  g_assert_cmpuint (left->status, ==, 200);
  g_assert_cmpuint (joined->status, ==, 200);
  g_assert_cmpuint (renamed->status, ==, 200);
  g_assert_cmpuint (moved->status, ==, 200);
  g_assert_cmpuint (retitled->status, ==, 200);
  g_assert_cmpuint (keyed->status, ==, 200);
}

/* No byte of an erased member is in any file, and what led to the member leads nowhere. */
static void
test_no_trace (gconstpointer data)
{
  gboolean by_action = GPOINTER_TO_INT (data);
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (50, NULL);
  g_autofree char *id = make_canary (directory);
  g_autofree char *about = create_record (directory, "feedback", id, NULL,
                                          ",\"text\":\"" CANARY " sails well\"");
  g_autofree char *report = NULL;
  g_autofree char *traced = NULL;
  g_autofree char *before = NULL;
  g_autofree char *lower = NULL;
  g_autoptr(UaTestReply) found = NULL;

  spread (directory, id);
  before = ua_test_find_bytes (directory, CANARY);
  g_assert_nonnull (before);
  if (by_action)
    {
      g_autoptr(JsonObject) result = ua_test_act (directory, "erase", id, FALSE);

      g_assert_cmpstr (json_object_get_string_member (result, "status"), ==, "200");
      g_assert_cmpint (get_count (result, "references", "reports"), ==, 1);
      g_assert_cmpint (get_count (result, "references", "groups"), ==, 1);
    }
  else
    {
      g_autoptr(UaTestReply) deleted = ua_test_delete (directory, "/Users", id);

      g_assert_cmpuint (deleted->status, ==, 204);
    }
  traced = ua_test_find_bytes (directory, CANARY);
  g_assert_cmpstr (traced, ==, NULL);
  lower = ua_test_find_bytes (directory, "kanarienvogel");
  g_assert_cmpstr (lower, ==, NULL);
  assert_gone (directory, "/Users", id);
  assert_gone (directory, "/Records", about);
  found = ua_test_directory_list (directory, "/Users", "userName eq \"report\"", NULL);
  g_assert_null (strstr (found->text, id));
  g_assert_null (strstr (found->text, "manager"));
}

/* What goes, what stays without text, what stays as of an unknown user. */
static void
test_records (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autofree char *id = make_canary (directory);
  g_autofree char *other = ua_test_create_user (directory, "other", "");
  g_autofree char *about = create_record (directory, "testResult", id, other, "");
  g_autofree char *by = create_record (directory, "feedback", other, id, "");
  g_autofree char *judged = create_record (directory, "assessment", other, id,
                                           ",\"state\":\"closed\",\"text\":\"Sound\"");
  g_autofree char *secret = create_record (directory, "feedback", id, other,
                                           ",\"anonymous\":true,\"text\":\"" CANARY "\","
                                           "\"title\":\"" CANARY "\",\"score\":4.5");
  g_autofree char *plan = create_record (directory, "plan", id, other, ",\"state\":\"closed\"");
  g_autofree char *more = g_strdup_printf (",\"role\":\"mentor\",\"plan\":{\"value\":\"%s\"}", plan);
  g_autofree char *mentor = create_record (directory, "collaboration", NULL, other, more);
  g_autoptr(UaTestReply) secret_reply = ua_test_get (directory, "/Records", secret);
  g_autoptr(JsonObject) result = NULL;
  g_autoptr(UaTestReply) judged_reply = NULL;
  g_autoptr(UaTestReply) kept_reply = NULL;
  g_autofree char *traced = NULL;

  /* Who wrote an anonymous one was never kept. */
  g_assert_null (strstr (secret_reply->text, other));
  g_assert_cmpstr (ua_test_reply_string (secret_reply, "authorship"), ==, "anonymous");
  result = ua_test_act (directory, "erase", id, FALSE);
  g_assert_cmpint (get_count (result, "erased", "testResult"), ==, 1);
  g_assert_cmpint (get_count (result, "erased", "feedback"), ==, 1);
  g_assert_cmpint (get_count (result, "erased", "plan"), ==, 1);
  g_assert_cmpint (get_count (result, "erased", "collaboration"), ==, 1);
  g_assert_cmpint (get_count (result, "kept", "anonymous"), ==, 1);
  g_assert_cmpint (get_count (result, "kept", "unknownUser"), ==, 1);
  assert_gone (directory, "/Records", about);
  assert_gone (directory, "/Records", by);
  assert_gone (directory, "/Records", plan);
  assert_gone (directory, "/Records", mentor);
  judged_reply = ua_test_get (directory, "/Records", judged);
  g_assert_cmpstr (ua_test_reply_string (judged_reply, "authorship"), ==, "unknown");
  g_assert_cmpstr (ua_test_reply_string (judged_reply, "text"), ==, "Sound");
  g_assert_null (strstr (judged_reply->text, id));
  kept_reply = ua_test_get (directory, "/Records", secret);
  g_assert_cmpfloat (json_object_get_double_member (ua_test_reply_object (kept_reply), "score"),
                     ==, 4.5);
  g_assert_null (strstr (kept_reply->text, id));
  traced = ua_test_find_bytes (directory, CANARY);
  g_assert_cmpstr (traced, ==, NULL);
}

static void
test_open_content (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autofree char *id = make_canary (directory);
  g_autofree char *other = ua_test_create_user (directory, "other", "");
  g_autofree char *open = create_record (directory, "assessment", other, id, "");
  g_autoptr(JsonObject) dry = ua_test_act (directory, "erase", id, TRUE);
  g_autofree char *still = ua_test_status (directory, id);
  g_autoptr(UaTestReply) deleted = ua_test_delete (directory, "/Users", id);
  g_autofree char *instead = ua_test_status (directory, id);
  g_autoptr(JsonObject) again = ua_test_act (directory, "erase", id, FALSE);
  g_autoptr(UaTestReply) closed = NULL;
  g_autoptr(UaTestReply) gone = NULL;

  g_assert_cmpstr (json_object_get_string_member
                   (json_object_get_object_member (dry, "result"), "outcome"), ==, "deactivated");
  g_assert_cmpstr (still, ==, "active");
  g_assert_cmpuint (deleted->status, ==, 200);
  g_assert_nonnull (strstr (deleted->text, "\"reason\""));
  g_assert_cmpstr (instead, ==, "deactivated");
  g_assert_cmpint (get_count (again, "open", "assessment"), ==, 1);
  closed = ua_test_patch (directory, "/Records", open,
                          "{\"op\":\"replace\",\"path\":\"state\",\"value\":\"closed\"}");
  g_assert_cmpuint (closed->status, ==, 200);
  gone = ua_test_delete (directory, "/Users", id);
  g_assert_cmpuint (gone->status, ==, 204);
}

/* A dry run tells what the erasure does, and does none of it. */
static void
test_dry_run (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autofree char *id = make_canary (directory);
  g_autofree char *about = create_record (directory, "feedback", id, NULL, "");
  g_autoptr(JsonObject) dry = ua_test_act (directory, "erase", id, TRUE);
  g_autofree char *still = ua_test_status (directory, id);
  g_autoptr(UaTestReply) record = ua_test_get (directory, "/Records", about);
  g_autoptr(JsonObject) real = ua_test_act (directory, "erase", id, FALSE);
  g_autofree char *would = NULL;
  g_autofree char *did = NULL;

  g_assert_cmpstr (still, ==, "active");
  g_assert_cmpuint (record->status, ==, 200);
  would = json_to_string (json_object_get_member (dry, "result"), FALSE);
  did = json_to_string (json_object_get_member (real, "result"), FALSE);
  g_assert_cmpstr (would, ==, did);
  assert_gone (directory, "/Users", id);
}

/* An answer that is kept for an Idempotency-Key is not given again of somebody who is erased. */
static void
test_answers (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autofree char *id = make_canary (directory);
  g_autofree char *count =
    g_strdup_printf ("SELECT count (*) FROM replay WHERE instr (answer, '%s')", id);
  g_autoptr(JsonObject) result = NULL;

  spread (directory, id);
  g_assert_cmpint (ua_test_sql (directory, count), ==, 1);
  result = ua_test_act (directory, "erase", id, FALSE);
  g_assert_cmpstr (json_object_get_string_member (result, "status"), ==, "200");
  g_assert_cmpint (ua_test_sql (directory, count), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/directory/erase/LE-03/no-trace/delete", GINT_TO_POINTER (FALSE),
                        test_no_trace);
  g_test_add_data_func ("/directory/erase/LE-03/no-trace/action", GINT_TO_POINTER (TRUE),
                        test_no_trace);
  g_test_add_func ("/directory/erase/WU-04/records", test_records);
  g_test_add_func ("/directory/erase/CC-02/open-content", test_open_content);
  g_test_add_func ("/directory/erase/UA-08/dry-run", test_dry_run);
  g_test_add_func ("/directory/erase/LE-03/answers", test_answers);
  return g_test_run ();
}
