/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-life.h"

#include <locale.h>
#include <string.h>

/* What the made-up organisation has beside members and groups: something to show in each list
 * (TL-05, TL-11, PE-09, WU-09, CC-13). */

#define N_MEMBERS 400

static UaTestDirectory *directory;

static gint64
count (const char *endpoint,
       const char *filter)
{
  g_autoptr(UaTestReply) reply = ua_test_directory_list (directory, endpoint, filter, "count=0");

  g_assert_cmpuint (reply->status, ==, 200);
  return json_object_get_int_member (ua_test_reply_object (reply), "totalResults");
}

/* Who is invited has an invitation, as if invited by the owner, and its mail. */
static void
test_invitations (void)
{
  gint64 n = count ("/Users", UA_TEST_EXT ":status eq \"invited\"");
  g_autoptr(UaTestReply) list =
    ua_test_directory_list (directory, "/Invitations", NULL, "count=1000");
  JsonArray *invitations = ua_test_reply_resources (list);

  g_assert_cmpint (n, >, 10);
  g_assert_cmpint (json_array_get_length (invitations), ==, n);
  g_assert_cmpint (count ("/Invitations", "state eq \"pending\""), >, 0);
  g_assert_cmpint (count ("/Invitations", "state eq \"expired\""), >, 0);
  for (guint i = 0; i < (guint) n; i++)
    {
      JsonObject *invitation = json_array_get_object_element (invitations, i);
      JsonObject *member = json_object_get_object_member (invitation, "member");
      JsonObject *message = json_object_get_object_member (invitation, "message");
      const char *id = json_object_get_string_member (member, "value");
      g_autofree char *status = ua_test_status (directory, id);
      g_autoptr(UaTestReply) mail =
        ua_test_get (directory, "/Messages", json_object_get_string_member (message, "value"));

      g_assert_cmpstr (status, ==, "invited");
      g_assert_cmpuint (mail->status, ==, 200);
      g_assert_cmpstr (ua_test_reply_string (mail, "recipient"), ==,
                       json_object_get_string_member (invitation, "email"));
      g_assert_cmpstr (ua_test_reply_string (mail, "state"), ==,
                       json_object_get_string_member (message, "state"));
      g_assert_nonnull (strstr (ua_test_reply_string (mail, "body"), "/accept/[removed]"));
    }
}

/* An invitation of the sample is sent again as any other is. */
static void
test_resend (void)
{
  g_autoptr(UaTestReply) list =
    ua_test_directory_list (directory, "/Invitations", "state eq \"expired\"", "count=1");
  JsonObject *invitation = json_array_get_object_element (ua_test_reply_resources (list), 0);
  const char *id = json_object_get_string_member (invitation, "id");
  g_autoptr(JsonObject) result = ua_test_act (directory, "resendInvitation", id, FALSE);
  g_autoptr(UaTestReply) now = ua_test_get (directory, "/Invitations", id);

  g_assert_cmpstr (json_object_get_string_member (result, "status"), ==, "200");
  g_assert_cmpstr (ua_test_reply_string (now, "state"), ==, "pending");
}

static void
test_lists (void)
{
  g_autoptr(UaTestReply) runs = ua_test_directory_list
    (directory, "/ProvisioningRuns", NULL, "attributes=counts,stateChanges");

  g_assert_cmpint (count ("/Messages", "state eq \"failed\" and lastError pr"), >, 0);
  g_assert_cmpint (count ("/Messages", "state eq \"sent\" and sentAt pr"), >, 10);
  g_assert_cmpint (count ("/Messages", "kind ne \"invitation\""), >, 0);
  g_assert_cmpint (count ("/AuditEvents", "action eq \"deactivate\""), >, 0);
  g_assert_cmpint (count ("/AuditEvents", "action eq \"lock\" and not (actor.value pr)"), >, 0);
  g_assert_cmpint (count ("/AuditEvents", "changes.attribute eq \"title\""), >, 0);
  g_assert_cmpint (count ("/SecurityProfiles", "members.value pr"), ==,
                   count ("/SecurityProfiles", NULL));
  g_assert_cmpint (count ("/SecurityProfiles", "roleProfiles.display eq \"HR Officer\""), ==, 1);
  g_assert_cmpint (count ("/Users", UA_TEST_EXT ":securityProfiles.display eq \"Auditors\""), >, 0);
  g_assert_cmpint (count ("/ProvisioningRuns", NULL), >=, 2);
  g_assert_nonnull (strstr (runs->text, "\"from\":\"active\",\"to\":\"deactivated\""));
}

/* A security profile of the sample is what the service would have made of it. */
static void
test_profiles (void)
{
  g_autoptr(UaTestReply) list = ua_test_directory_get (directory, "/SecurityProfiles");
  JsonArray *profiles = ua_test_reply_resources (list);

  for (guint i = 0; i < json_array_get_length (profiles); i++)
    {
      JsonObject *profile = json_array_get_object_element (profiles, i);
      g_autofree char *path =
        g_strconcat ("/SecurityProfiles/", json_object_get_string_member (profile, "id"), NULL);
      g_autofree char *body = json_to_string (json_array_get_element (profiles, i), FALSE);
      g_autoptr(UaTestReply) put = ua_test_directory_send (directory, "PUT", path, body);

      g_assert_cmpuint (put->status, ==, 200);
      json_object_remove_member (profile, "meta");
      json_object_remove_member (ua_test_reply_object (put), "meta");
      g_assert_true (json_node_equal (json_array_get_element (profiles, i), put->json));
    }
}

/* All of a list, without the address of the service. */
static char *
read_all (UaTestDirectory *from,
          const char      *endpoint,
          const char      *filter)
{
  g_autoptr(UaTestReply) reply = ua_test_directory_list (from, endpoint, filter, "count=1000");
  g_auto(GStrv) parts = g_strsplit (reply->text, ua_test_directory_get_base_uri (from), -1);

  g_assert_cmpuint (reply->status, ==, 200);
  return g_strjoinv ("", parts);
}

/* The same each time. */
static void
test_same (void)
{
  static const struct { const char *endpoint, *filter; } lists[] = {
    { "/Invitations", NULL }, { "/Messages", NULL }, { "/ProvisioningRuns", NULL },
    { "/SecurityProfiles", NULL }, { "/AuditEvents", "resourceType eq \"User\"" },
  };
  g_autoptr(UaTestDirectory) a = ua_test_directory_start (60, NULL);
  g_autoptr(UaTestDirectory) b = ua_test_directory_start (60, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *one = read_all (a, lists[i].endpoint, lists[i].filter);
      g_autofree char *other = read_all (b, lists[i].endpoint, lists[i].filter);

      g_assert_null (strstr (one, "\"totalResults\":0"));
      g_assert_true (g_str_equal (one, other));
    }
}

int
main (int    argc,
      char **argv)
{
  int status;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  directory = ua_test_directory_start (N_MEMBERS, NULL);
  g_test_add_func ("/directory/sample/invitations/TL-05", test_invitations);
  g_test_add_func ("/directory/sample/lists", test_lists);
  g_test_add_func ("/directory/sample/profiles/CC-13", test_profiles);
  g_test_add_func ("/directory/sample/same", test_same);
  g_test_add_func ("/directory/sample/resend/TL-05", test_resend);
  status = g_test_run ();
  ua_test_directory_stop (directory);
  return status;
}
