/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The session against a scripted server, for what a real one does only on bad days. */
#include "scripted-directory.h"
#include "session-fixture.h"

#include "ua-error.h"
#include "ua-time.h"

static UaSession *
open_scripted (ScriptedDirectory *directory)
{
  g_autofree char *address = scripted_directory_get_address (directory);

  return open_address (address, "right");
}

/* Refreshes, and waits until that has been done. */
static void
refresh (UaSession *session)
{
  ua_session_refresh (session);
  wait_for (ua_session_get_state (session) == UA_SESSION_STATE_SYNCING);
  wait_online (session);
}

/* All pages come, once; the list shows them; the time is kept. */
static void
test_first_sync (void)
{
  g_autoptr (ScriptedDirectory) directory = scripted_directory_new (25);
  UaSession *session = open_scripted (directory);
  g_autoptr (UaMemberList) list = NULL;
  gint64 synced_at;

  wait_online (session);
  g_assert_cmpuint (ua_session_get_n_members (session), ==, 25);
  g_assert_cmpuint (ua_session_get_n_skipped (session), ==, 0);
  synced_at = ua_session_get_synced_at (session);
  g_assert_cmpint (synced_at, >, ua_time_now () - 60 * 1000);
  g_assert_cmpstr (peek_field (session, "m0024", UA_FIELD_DISPLAY_NAME), ==, "Member 0024");
  list = ua_session_query (session, NULL);
  wait_for (ua_member_list_get_n_total (list) == 25);
  g_clear_object (&list);
  close_session (&session);

  session = open_scripted (directory);
  g_assert_cmpint (ua_session_get_synced_at (session), ==, synced_at);
  close_session (&session);
}

/* Who closes before the cache is open is not connected behind their back, and can open anew. */
static void
test_close_while_opening (void)
{
  g_autoptr (ScriptedDirectory) directory = scripted_directory_new (3);
  g_autofree char *address = scripted_directory_get_address (directory);
  g_autoptr (UaConnection) connection = ua_connections_make_transient (address, NULL);
  g_autoptr (UaCredentials) credentials = ua_credentials_new_token ("right");
  g_autoptr (UaSession) session = ua_session_new (connection, credentials);
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (GError) error = NULL;
  UaSession *other;

  ua_session_open_async (session, NULL, keep_result, &opened);
  ua_session_close_async (session, keep_result, &closed);
  wait_for (opened != NULL && closed != NULL);
  g_assert_false (ua_session_open_finish (session, opened, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_STOPPED);
  g_clear_error (&error);
  g_assert_true (ua_session_close_finish (session, closed, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (ua_session_get_state (session), ==, UA_SESSION_STATE_CLOSED);

  other = open_session (connection, "right");
  wait_online (other);
  close_session (&other);
}

static gboolean
is_in_team (UaSession  *session,
            const char *id)
{
  g_autoptr (UaMemberRecord) record = find_record (session, id);

  return ua_member_record_get_n (record, UA_FIELD_TEAMS) > 0;
}

/* Where members do not tell of their groups, the groups do; what they told outlives a change of the
 * member and the next synchronisation. */
static void
test_teams_of_groups (void)
{
  g_autoptr (ScriptedDirectory) directory = scripted_directory_new (3);
  UaSession *session = open_scripted (directory);

  wait_online (session);
  g_assert_true (is_in_team (session, "m0001"));
  g_assert_false (is_in_team (session, "m0002"));
  submit (session, "m0001", UA_FIELD_TITLE, "Potter");
  wait_sent (session);
  g_assert_cmpstr (peek_field (session, "m0001", UA_FIELD_TITLE), ==, "Potter");
  g_assert_true (is_in_team (session, "m0001"));
  refresh (session);
  g_assert_true (is_in_team (session, "m0001"));
  scripted_directory_remove (directory, "m0000");
  refresh (session);
  g_assert_true (is_in_team (session, "m0002"));
  close_session (&session);
}

/* S2: one record that cannot be read costs only itself. */
static void
test_bad_record (void)
{
  g_autoptr (ScriptedDirectory) directory = scripted_directory_new (25);
  UaSession *session;

  scripted_directory_find (directory, "m0003")->broken = TRUE;
  session = open_scripted (directory);
  wait_online (session);
  g_assert_cmpuint (ua_session_get_n_members (session), ==, 24);
  g_assert_cmpuint (ua_session_get_n_skipped (session), ==, 1);
  close_session (&session);
}

/* R1: a synchronisation that was broken off goes on where it was. */
static void
test_resume (void)
{
  g_autoptr (ScriptedDirectory) directory = scripted_directory_new (45);
  UaSession *session;

  directory->stall_at = 11;
  session = open_scripted (directory);
  wait_for (ua_session_get_n_members (session) == 10);
  close_session (&session);

  directory->stall_at = 0;
  directory->first_index = 0;
  session = open_scripted (directory);
  g_assert_cmpuint (ua_session_get_n_members (session), ==, 10);
  wait_online (session);
  g_assert_cmpuint (directory->first_index, ==, 11);
  g_assert_cmpuint (ua_session_get_n_members (session), ==, 45);
  close_session (&session);
}

/* An edit shows at once, and arrives once. */
static void
test_edit (void)
{
  g_autoptr (ScriptedDirectory) directory = scripted_directory_new (3);
  UaSession *session = open_scripted (directory);

  wait_online (session);
  submit (session, "m0001", UA_FIELD_TITLE, "Potter");
  g_assert_cmpstr (peek_field (session, "m0001", UA_FIELD_TITLE), ==, "Potter");
  wait_sent (session);
  g_assert_cmpstr (scripted_directory_find (directory, "m0001")->title, ==, "Potter");
  g_assert_cmpuint (scripted_directory_find (directory, "m0001")->n_patches, ==, 1);
  g_assert_cmpstr (peek_field (session, "m0001", UA_FIELD_TITLE), ==, "Potter");
  close_session (&session);
}

/* N2: the answer is lost after the server did it; it is done once all the same. */
static void
check_reply_lost (gboolean has_versions,
                  gboolean honours_keys)
{
  g_autoptr (ScriptedDirectory) directory = scripted_directory_new (3);
  UaSession *session;

  directory->has_versions = has_versions;
  directory->honours_keys = honours_keys;
  session = open_scripted (directory);
  wait_online (session);
  directory->lose_replies = TRUE;
  submit (session, "m0001", UA_FIELD_TITLE, "Potter");
  wait_for (directory->n_writes > 0);
  directory->lose_replies = FALSE;
  wait_sent (session);
  g_assert_cmpstr (scripted_directory_find (directory, "m0001")->title, ==, "Potter");
  g_assert_cmpuint (scripted_directory_find (directory, "m0001")->n_patches, ==, 1);
  g_assert_cmpstr (peek_field (session, "m0001", UA_FIELD_TITLE), ==, "Potter");
  close_session (&session);
}

static void
test_reply_lost (void)
{
  check_reply_lost (TRUE, TRUE);
  check_reply_lost (TRUE, FALSE);
  check_reply_lost (FALSE, TRUE);
}

/* UA-05: what only the other side changed stays, and what only we changed goes through. */
static void
test_merge (void)
{
  g_autoptr (ScriptedDirectory) directory = scripted_directory_new (3);
  UaSession *session = open_scripted (directory);

  wait_online (session);
  scripted_directory_edit (directory, "m0001", "Other Name", NULL);
  submit (session, "m0001", UA_FIELD_TITLE, "Potter");
  wait_sent (session);
  g_assert_cmpuint (directory->n_refused, ==, 1);
  g_assert_cmpstr (scripted_directory_find (directory, "m0001")->name, ==, "Other Name");
  g_assert_cmpstr (scripted_directory_find (directory, "m0001")->title, ==, "Potter");
  g_assert_cmpstr (peek_field (session, "m0001", UA_FIELD_DISPLAY_NAME), ==, "Other Name");
  close_session (&session);
}

/* UA-05: what both changed waits for a person, with or without versions, and is overwritten only
 * when that person says so. */
static void
check_conflict (gboolean has_versions)
{
  g_autoptr (ScriptedDirectory) directory = scripted_directory_new (3);
  UaSession *session;
  g_autoptr (UaChange) change = NULL;
  const UaPatchEntry *entry;

  directory->has_versions = has_versions;
  session = open_scripted (directory);
  wait_online (session);
  scripted_directory_edit (directory, "m0001", NULL, "Dyer");
  submit (session, "m0001", UA_FIELD_TITLE, "Potter");
  wait_for (has_change_in (session, UA_CHANGE_STATE_CONFLICT));
  g_assert_cmpstr (scripted_directory_find (directory, "m0001")->title, ==, "Dyer");
  g_assert_cmpuint (ua_session_get_n_pending (session), ==, 0);

  change = dup_change (session, 0);
  entry = ua_patch_find (ua_change_get_patch (change), UA_FIELD_TITLE);
  g_assert_cmpstr (entry->old_value, ==, "Dyer");
  g_assert_cmpstr (entry->new_value, ==, "Potter");
  resolve (session, change, ua_change_get_patch (change));
  wait_sent (session);
  g_assert_cmpstr (scripted_directory_find (directory, "m0001")->title, ==, "Potter");
  close_session (&session);
}

static void
test_conflict (void)
{
  check_conflict (TRUE);
  check_conflict (FALSE);
}

/* The part of a change that nobody disputes does not wait for the part that is disputed. */
static void
test_conflict_of_a_part (void)
{
  g_autoptr (ScriptedDirectory) directory = scripted_directory_new (3);
  UaSession *session = open_scripted (directory);
  const UaPatchEntry entries[] = {
    { UA_FIELD_DISPLAY_NAME, (char *) "Member 0001", (char *) "New Name" },
    { UA_FIELD_TITLE, (char *) "Weaver", (char *) "Potter" },
  };
  g_autoptr (UaPatch) patch = ua_patch_new ("m0001", "W/\"1\"", entries, 2);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (UaChange) change = NULL;

  wait_online (session);
  scripted_directory_edit (directory, "m0001", NULL, "Dyer");
  ua_session_submit_async (session, patch, NULL, keep_result, &result);
  wait_for (has_change_in (session, UA_CHANGE_STATE_CONFLICT) &&
            ua_session_get_n_pending (session) == 0);
  g_clear_object (&result);
  g_assert_cmpstr (scripted_directory_find (directory, "m0001")->name, ==, "New Name");
  g_assert_cmpstr (scripted_directory_find (directory, "m0001")->title, ==, "Dyer");

  /* Given up, the member is as the other side wants it. */
  change = dup_change (session, 0);
  resolve (session, change, NULL);
  wait_sent (session);
  g_assert_cmpstr (peek_field (session, "m0001", UA_FIELD_TITLE), ==, "Dyer");
  g_assert_cmpstr (peek_field (session, "m0001", UA_FIELD_DISPLAY_NAME), ==, "New Name");
  close_session (&session);
}

/* What the server refuses is kept for the person to see, and shown no longer. */
static void
check_rejected (guint   status,
                UaError code)
{
  g_autoptr (ScriptedDirectory) directory = scripted_directory_new (3);
  UaSession *session = open_scripted (directory);
  g_autoptr (UaChange) change = NULL;

  wait_online (session);
  directory->status_for_writes = status;
  submit (session, "m0001", UA_FIELD_TITLE, "Potter");
  wait_for (has_change_in (session, UA_CHANGE_STATE_REJECTED));
  change = dup_change (session, 0);
  g_assert_error (ua_change_get_error (change), UA_ERROR, (int) code);
  g_assert_cmpstr (peek_field (session, "m0001", UA_FIELD_TITLE), ==, "Weaver");
  g_assert_cmpuint (ua_session_get_state (session), ==, UA_SESSION_STATE_ONLINE);
  resolve (session, change, NULL);
  wait_sent (session);
  close_session (&session);
}

static void
test_rejected (void)
{
  check_rejected (400, UA_ERROR_INVALID_VALUE);
  check_rejected (403, UA_ERROR_PERMISSION);
  check_rejected (409, UA_ERROR_CONFLICT);
}

/* N4: the server asks to come back later; the change waits and arrives. */
static void
test_busy (void)
{
  g_autoptr (ScriptedDirectory) directory = scripted_directory_new (3);
  UaSession *session = open_scripted (directory);

  wait_online (session);
  directory->status_for_writes = 429;
  submit (session, "m0001", UA_FIELD_TITLE, "Potter");
  wait_for (directory->n_writes > 0);
  directory->status_for_writes = 0;
  wait_sent (session);
  g_assert_cmpuint (scripted_directory_find (directory, "m0001")->n_patches, ==, 1);
  close_session (&session);
}

/* N4: the token is refused in mid-queue; one sign-in, and the queue goes on. */
static void
test_sign_in (void)
{
  g_autoptr (ScriptedDirectory) directory = scripted_directory_new (3);
  UaSession *session = open_scripted (directory);
  g_autoptr (GError) error = NULL;

  wait_online (session);
  g_free (directory->token);
  directory->token = g_strdup ("renewed");
  submit (session, "m0001", UA_FIELD_TITLE, "Potter");
  wait_for (ua_session_get_state (session) == UA_SESSION_STATE_SIGN_IN);
  g_assert_error (ua_session_get_error (session), UA_ERROR, UA_ERROR_AUTHENTICATION);
  g_assert_cmpuint (ua_session_get_n_pending (session), ==, 1);

  g_assert_false (sign_in (session, "wrong", &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_AUTHENTICATION);
  g_clear_error (&error);
  g_assert_cmpuint (ua_session_get_state (session), ==, UA_SESSION_STATE_SIGN_IN);

  sign_in (session, "renewed", &error);
  g_assert_no_error (error);
  wait_sent (session);
  wait_online (session);
  g_assert_cmpuint (scripted_directory_find (directory, "m0001")->n_patches, ==, 1);
  close_session (&session);
}

/* UA-03, UA-06: without a server one browses and edits; what was edited arrives in order when it is
 * back, after any number of starts. */
static void
test_offline (void)
{
  g_autoptr (ScriptedDirectory) directory = scripted_directory_new (25);
  UaSession *session = open_scripted (directory);

  wait_online (session);
  close_session (&session);

  scripted_directory_stop (directory);
  session = open_scripted (directory);
  g_assert_cmpuint (ua_session_get_n_members (session), ==, 25);
  g_assert_cmpstr (peek_field (session, "m0007", UA_FIELD_DISPLAY_NAME), ==, "Member 0007");
  g_assert_cmpint (ua_capabilities_get (ua_session_get_capabilities (session),
                                        UA_CAPABILITY_PATCH), ==, UA_SUPPORT_YES);
  wait_for (ua_session_get_state (session) == UA_SESSION_STATE_OFFLINE);
  g_assert_error (ua_session_get_error (session), UA_ERROR, UA_ERROR_OFFLINE);
  submit (session, "m0007", UA_FIELD_TITLE, "Potter");
  submit (session, "m0007", UA_FIELD_TITLE, "Glazier");
  close_session (&session);

  session = open_scripted (directory);
  g_assert_cmpstr (peek_field (session, "m0007", UA_FIELD_TITLE), ==, "Glazier");
  g_assert_cmpuint (ua_session_get_n_pending (session), ==, 2);
  wait_for (ua_session_get_state (session) == UA_SESSION_STATE_OFFLINE);
  scripted_directory_start (directory);
  ua_session_refresh (session);
  wait_sent (session);
  wait_online (session);
  g_assert_cmpstr (scripted_directory_find (directory, "m0007")->title, ==, "Glazier");
  g_assert_cmpuint (scripted_directory_find (directory, "m0007")->n_patches, ==, 2);
  close_session (&session);
}

/* The server goes away and comes back; nobody has to do anything. */
static void
test_retry_by_itself (void)
{
  g_autoptr (ScriptedDirectory) directory = scripted_directory_new (3);
  UaSession *session = open_scripted (directory);

  wait_online (session);
  scripted_directory_stop (directory);
  ua_session_refresh (session);
  wait_for (ua_session_get_state (session) == UA_SESSION_STATE_OFFLINE);
  scripted_directory_start (directory);
  wait_online (session);
  close_session (&session);
}

/* An absent row is no deleted member: only 404 is believed. */
static void
test_absence (void)
{
  g_autoptr (ScriptedDirectory) directory = scripted_directory_new (25);
  UaSession *session = open_scripted (directory);

  wait_online (session);
  scripted_directory_find (directory, "m0003")->hidden = TRUE;
  scripted_directory_remove (directory, "m0005");
  refresh (session);
  g_assert_true (is_known (session, "m0003"));
  g_assert_false (is_known (session, "m0005"));
  g_assert_cmpuint (ua_session_get_n_members (session), ==, 24);

  scripted_directory_remove (directory, "m0007");
  directory->status_for_reads = 400;
  refresh (session);
  g_assert_true (is_known (session, "m0007"));
  directory->status_for_reads = 0;
  refresh (session);
  g_assert_false (is_known (session, "m0007"));
  close_session (&session);
}

/* N6: a walk that breaks off deletes nobody. */
static void
test_partial_walk (void)
{
  g_autoptr (ScriptedDirectory) directory = scripted_directory_new (25);
  UaSession *session = open_scripted (directory);
  guint n_reads;

  wait_online (session);
  n_reads = directory->n_reads;
  scripted_directory_remove (directory, "m0001");
  directory->status_for_lists = 403;
  ua_session_refresh (session);
  wait_for (ua_session_get_state (session) == UA_SESSION_STATE_OFFLINE);
  g_assert_error (ua_session_get_error (session), UA_ERROR, UA_ERROR_PERMISSION);
  g_assert_cmpuint (ua_session_get_n_members (session), ==, 25);
  g_assert_cmpuint (directory->n_reads, ==, n_reads);
  close_session (&session);
}

/* N6: a member goes while pages are fetched, so that the others move up; nobody is missed. */
static void
test_shrinking_pages (void)
{
  g_autoptr (ScriptedDirectory) directory = scripted_directory_new (35);
  UaSession *session;

  directory->remove_on_page = TRUE;
  session = open_scripted (directory);
  wait_online (session);
  for (guint i = 1; i < 35; i++)
    {
      g_autofree char *id = g_strdup_printf ("m%04u", i);

      g_assert_true (is_known (session, id));
    }
  refresh (session);
  g_assert_cmpuint (ua_session_get_n_members (session), ==, 34);
  close_session (&session);
}

/* What the server taught is not learned again by each session: that it has no PATCH, and how large
 * its pages are.  Who signs in anew begins anew. */
static void
test_learned (void)
{
  g_autoptr (ScriptedDirectory) directory = scripted_directory_new (25);
  UaSession *session;

  directory->refuses_patch = TRUE;
  session = open_scripted (directory);
  wait_online (session);
  g_assert_cmpuint (directory->first_count, >, directory->page_cap);
  submit (session, "m0001", UA_FIELD_TITLE, "Potter");
  wait_sent (session);
  g_assert_cmpstr (scripted_directory_find (directory, "m0001")->title, ==, "Potter");
  g_assert_cmpuint (directory->n_patches, ==, 1);
  close_session (&session);

  directory->first_index = 0;
  session = open_scripted (directory);
  g_assert_cmpint (ua_capabilities_get (ua_session_get_capabilities (session),
                                        UA_CAPABILITY_PATCH), ==, UA_SUPPORT_NO);
  wait_online (session);
  g_assert_cmpuint (directory->first_count, ==, directory->page_cap);
  submit (session, "m0002", UA_FIELD_TITLE, "Potter");
  wait_sent (session);
  g_assert_cmpstr (scripted_directory_find (directory, "m0002")->title, ==, "Potter");
  g_assert_cmpuint (directory->n_patches, ==, 1);

  g_free (directory->token);
  directory->token = g_strdup ("other");
  ua_session_refresh (session);
  wait_for (ua_session_get_state (session) == UA_SESSION_STATE_SIGN_IN);
  directory->refuses_patch = FALSE;
  g_assert_true (sign_in (session, "other", NULL));
  wait_online (session);
  submit (session, "m0003", UA_FIELD_TITLE, "Potter");
  wait_sent (session);
  g_assert_cmpuint (directory->n_patches, ==, 2);
  close_session (&session);
}

/* A server that lets nobody be changed is known as that by whoever opens it next. */
static void
test_learned_fixed (void)
{
  g_autoptr (ScriptedDirectory) directory = scripted_directory_new (3);
  UaSession *session;

  directory->refuses_patch = TRUE;
  directory->refuses_put = TRUE;
  session = open_scripted (directory);
  wait_online (session);
  submit (session, "m0001", UA_FIELD_TITLE, "Potter");
  wait_for (has_change_in (session, UA_CHANGE_STATE_REJECTED));
  g_assert_false (ua_capabilities_may (ua_session_get_capabilities (session),
                                       UA_CAPABILITY_UPDATE));
  close_session (&session);

  session = open_scripted (directory);
  g_assert_false (ua_capabilities_may (ua_session_get_capabilities (session),
                                       UA_CAPABILITY_UPDATE));
  close_session (&session);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/session/first-sync", test_first_sync);
  g_test_add_func ("/session/teams-of-groups", test_teams_of_groups);
  g_test_add_func ("/session/bad-record", test_bad_record);
  g_test_add_func ("/session/resume", test_resume);
  g_test_add_func ("/session/edit", test_edit);
  g_test_add_func ("/session/reply-lost", test_reply_lost);
  g_test_add_func ("/session/merge", test_merge);
  g_test_add_func ("/session/conflict", test_conflict);
  g_test_add_func ("/session/conflict-of-a-part", test_conflict_of_a_part);
  g_test_add_func ("/session/rejected", test_rejected);
  g_test_add_func ("/session/busy", test_busy);
  g_test_add_func ("/session/sign-in", test_sign_in);
  g_test_add_func ("/session/close-while-opening", test_close_while_opening);
  g_test_add_func ("/session/offline", test_offline);
  g_test_add_func ("/session/retry-by-itself", test_retry_by_itself);
  g_test_add_func ("/session/absence", test_absence);
  g_test_add_func ("/session/partial-walk", test_partial_walk);
  g_test_add_func ("/session/shrinking-pages", test_shrinking_pages);
  g_test_add_func ("/session/learned", test_learned);
  g_test_add_func ("/session/learned-fixed", test_learned_fixed);
  return g_test_run ();
}
