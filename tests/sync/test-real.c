/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The session against the real directory. */
#include "session-fixture.h"
#include "ua-test-directory.h"

#include "ua-error.h"

#define N_SAMPLE 250

/* A port that nobody listens at, so that the directory has the same address after a restart. */
static UaTestDirectory *
start_directory (const char *option)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GError) error = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, &error);
  g_autofree char *address = g_strdup_printf ("127.0.0.1:%u", port);

  g_assert_no_error (error);
  g_socket_listener_close (listener);
  return ua_test_directory_start (N_SAMPLE, "--listen", address, option, NULL);
}

static UaSession *
open_directory (UaTestDirectory *directory)
{
  return open_address (ua_test_directory_get_base_uri (directory),
                       ua_test_directory_get_token (directory));
}

static char *
find_nth_id (UaSession *session,
             guint      n)
{
  g_autoptr (UaMemberList) list = ua_session_query (session, NULL);
  g_autoptr (UaMember) member = NULL;

  wait_for (g_list_model_get_n_items (G_LIST_MODEL (list)) > n);
  member = g_list_model_get_item (G_LIST_MODEL (list), n);
  wait_for (ua_member_get_record (member) != NULL);
  return g_strdup (ua_member_record_get_id (ua_member_get_record (member)));
}

static char *
ask_title (UaTestDirectory *directory,
           const char      *id)
{
  g_autofree char *path = g_strconcat ("/Users/", id, NULL);
  g_autoptr (UaTestReply) reply = ua_test_directory_get (directory, path);

  g_assert_cmpuint (reply->status, ==, 200);
  return g_strdup (ua_test_reply_string (reply, "title"));
}

/* What another editor does. */
static void
edit (UaTestDirectory *directory,
      const char      *id,
      const char      *attribute,
      const char      *value)
{
  g_autofree char *path = g_strconcat ("/Users/", id, NULL);
  g_autoptr (GString) body = g_string_new (
    "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],"
    "\"Operations\":[{\"op\":\"replace\",\"path\":\"ATTRIBUTE\",\"value\":\"VALUE\"}]}");
  g_autoptr (UaTestReply) reply = NULL;

  g_string_replace (body, "ATTRIBUTE", attribute, 1);
  g_string_replace (body, "VALUE", value, 1);
  reply = ua_test_directory_send (directory, "PATCH", path, body->str);
  g_assert_cmpuint (reply->status, <, 300);
}

static guint
ask_total (UaTestDirectory *directory)
{
  g_autoptr (UaTestReply) reply = ua_test_directory_get (directory, "/Users?count=1");

  g_assert_cmpuint (reply->status, ==, 200);
  return (guint) json_object_get_int_member (ua_test_reply_object (reply), "totalResults");
}

static void
refresh (UaSession *session)
{
  ua_session_refresh (session);
  wait_for (ua_session_get_state (session) == UA_SESSION_STATE_SYNCING);
  wait_online (session);
}

/* A member who is in a team. */
static char *
find_in_team (UaSession *session)
{
  g_autoptr (UaFilter) filter =
    ua_filter_new_compare (UA_FIELD_TEAMS, UA_FILTER_OP_PRESENT, NULL);
  g_autoptr (UaQuery) query = ua_query_new (NULL, filter, UA_FIELD_DISPLAY_NAME, FALSE);
  g_autoptr (UaMemberList) list = ua_session_query (session, query);
  g_autoptr (UaMember) member = NULL;

  wait_for (g_list_model_get_n_items (G_LIST_MODEL (list)) > 0);
  member = g_list_model_get_item (G_LIST_MODEL (list), 0);
  wait_for (ua_member_get_record (member) != NULL);
  return g_strdup (ua_member_record_get_id (ua_member_get_record (member)));
}

static gboolean
is_in_team (UaSession  *session,
            const char *id)
{
  g_autoptr (UaMemberRecord) record = find_record (session, id);

  return ua_member_record_get_n (record, UA_FIELD_TEAMS) > 0;
}

/* The main job: all members come; an edit arrives; the server is killed, one browses and edits; it
 * returns, and all is in step again (UA-03, UA-06, R1). */
static void
test_story (void)
{
  g_autoptr (UaTestDirectory) directory = start_directory (NULL);
  UaSession *session = open_directory (directory);
  g_autofree char *id = NULL;
  g_autofree char *title = NULL;
  g_autofree char *later = NULL;
  g_autofree char *in_team = NULL;

  wait_online (session);
  g_assert_cmpuint (ua_session_get_n_members (session), ==, ask_total (directory));
  g_assert_nonnull (ua_session_get_own_id (session));
  wait_for (g_list_model_get_n_items (ua_session_get_groups (session)) > 0);
  wait_for (g_list_model_get_n_items (ua_session_get_role_profiles (session)) > 0);
  in_team = find_in_team (session);
  g_assert_nonnull (in_team);

  id = find_nth_id (session, 7);
  submit (session, id, UA_FIELD_TITLE, "Keeper of Boats");
  wait_sent (session);
  title = ask_title (directory, id);
  g_assert_cmpstr (title, ==, "Keeper of Boats");

  ua_test_directory_kill (directory);
  ua_session_refresh (session);
  wait_for (ua_session_get_state (session) == UA_SESSION_STATE_OFFLINE);
  submit (session, id, UA_FIELD_TITLE, "Keeper of Locks");
  close_session (&session);
  session = open_directory (directory);
  wait_for (ua_session_get_state (session) == UA_SESSION_STATE_OFFLINE);
  g_assert_cmpuint (ua_session_get_n_members (session), >=, N_SAMPLE);
  g_assert_cmpstr (peek_field (session, id, UA_FIELD_TITLE), ==, "Keeper of Locks");

  ua_test_directory_restart (directory);
  ua_session_refresh (session);
  wait_online (session);
  wait_sent (session);
  later = ask_title (directory, id);
  g_assert_cmpstr (later, ==, "Keeper of Locks");
  close_session (&session);
}

/* UA-05 with the versions of a real server. */
static void
test_second_editor (void)
{
  g_autoptr (UaTestDirectory) directory = start_directory (NULL);
  UaSession *session = open_directory (directory);
  g_autofree char *id = NULL;
  g_autofree char *title = NULL;
  g_autoptr (UaChange) change = NULL;

  wait_online (session);
  id = find_nth_id (session, 3);
  edit (directory, id, "nickName", "Otter");
  submit (session, id, UA_FIELD_TITLE, "Keeper of Boats");
  wait_sent (session);
  title = ask_title (directory, id);
  g_assert_cmpstr (title, ==, "Keeper of Boats");

  edit (directory, id, "title", "Keeper of Geese");
  submit (session, id, UA_FIELD_TITLE, "Keeper of Locks");
  wait_for (has_change_in (session, UA_CHANGE_STATE_CONFLICT));
  g_free (title);
  title = ask_title (directory, id);
  g_assert_cmpstr (title, ==, "Keeper of Geese");
  change = dup_change (session, 0);
  resolve (session, change, ua_change_get_patch (change));
  wait_sent (session);
  g_free (title);
  title = ask_title (directory, id);
  g_assert_cmpstr (title, ==, "Keeper of Locks");
  close_session (&session);
}

/* Somebody else erases a member. */
static void
test_deletion (void)
{
  g_autoptr (UaTestDirectory) directory = start_directory (NULL);
  UaSession *session = open_directory (directory);
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;
  g_autoptr (UaTestReply) reply = NULL;
  guint n;

  wait_online (session);
  n = ua_session_get_n_members (session);
  id = find_nth_id (session, 5);
  g_assert_cmpstr (id, !=, ua_session_get_own_id (session));
  path = g_strconcat ("/Users/", id, NULL);
  reply = ua_test_directory_send (directory, "DELETE", path, NULL);
  g_assert_cmpuint (reply->status, ==, 204);
  refresh (session);
  g_assert_false (is_known (session, id));
  g_assert_cmpuint (ua_session_get_n_members (session), ==, n - 1);
  close_session (&session);
}

/* A server without the extension: teams come from the groups, and stay at the next refresh. */
static void
test_plain (void)
{
  g_autoptr (UaTestDirectory) directory = start_directory ("--plain");
  UaSession *session = open_directory (directory);
  g_autofree char *id = NULL;

  wait_online (session);
  g_assert_cmpuint (ua_session_get_n_members (session), ==, ask_total (directory));
  g_assert_cmpint (ua_capabilities_get (ua_session_get_capabilities (session),
                                        UA_CAPABILITY_ROLE_PROFILES), !=, UA_SUPPORT_YES);
  id = find_in_team (session);
  refresh (session);
  g_assert_true (is_in_team (session, id));
  submit (session, id, UA_FIELD_TITLE, "Keeper of Boats");
  wait_sent (session);
  g_assert_true (is_in_team (session, id));
  g_assert_cmpstr (peek_field (session, id, UA_FIELD_TITLE), ==, "Keeper of Boats");
  close_session (&session);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/real/story", test_story);
  g_test_add_func ("/real/second-editor", test_second_editor);
  g_test_add_func ("/real/deletion", test_deletion);
  g_test_add_func ("/real/plain", test_plain);
  return g_test_run ();
}
