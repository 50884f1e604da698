/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an organisation has beside members, through the session, against the real directory. */
#include "directory-session.h"
#include "session-fixture.h"
#include "ua-test-directory.h"
#include "ua-test-life.h"
#include "ua-test-mail.h"

#include "ua-error.h"

#include <string.h>

/* Nothing that nobody here made, but for who is signed in. */
#define N_SAMPLE 0

/* At a port that nobody listens at, so that it has the same address after a restart. */
static UaTestDirectory *
start_directory (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GError) error = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, &error);
  g_autofree char *address = g_strdup_printf ("127.0.0.1:%u", port);

  g_assert_no_error (error);
  g_socket_listener_close (listener);
  return ua_test_directory_start (N_SAMPLE, "--listen", address, NULL);
}

/* Opens the organisation of a session once more, without a server that could be reached. */
static UaSession *
reopen_unreached (UaSession       *session,
                  UaTestDirectory *directory)
{
  g_autoptr (UaConnection) connection = g_object_ref (ua_session_get_connection (session));
  UaSession *again;

  close_session (&session);
  ua_test_directory_terminate (directory);
  again = open_session (connection, ua_test_directory_get_token (directory));
  wait_for (ua_session_get_state (again) == UA_SESSION_STATE_OFFLINE);
  return again;
}

static void
act (UaTestDirectory *directory,
     const char      *action,
     const char      *rest)
{
  g_autofree char *body = g_strdup_printf (
    "{\"schemas\":[\"urn:example:useradmin:scim:2.0:ActionRequest\"],\"action\":\"%s\",%s}", action,
    rest);
  g_autoptr (UaTestReply) reply = ua_test_directory_send (directory, "POST", "/Actions", body);

  g_assert_cmpuint (reply->status, ==, 200);
}

/* Invites n people called prefix-000 and so on. */
static void
invite (UaTestDirectory *directory,
        const char      *prefix,
        guint            n)
{
  g_autoptr (GString) rest = g_string_new ("\"parameters\":{\"emails\":[");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (rest, "%s\"%s-%03u@brackwater.example\"", i > 0 ? "," : "", prefix, i);
  g_string_append (rest, "]}");
  act (directory, "invite", rest->str);
  ua_test_mail_settle (directory);
}

static UaEntryList *
list (UaSession   *session,
      UaEntryType  type,
      const char  *search)
{
  g_autoptr (UaEntryQuery) query = ua_entry_query_new (type, search);
  UaEntryList *entries = ua_session_list_entries (session, query);

  g_assert_nonnull (entries);
  return entries;
}

static guint
get_n (UaEntryList *entries)
{
  return g_list_model_get_n_items (G_LIST_MODEL (entries));
}

static UaEntry *
peek (UaEntryList *entries,
      guint        n)
{
  g_autoptr (UaEntry) entry = g_list_model_get_item (G_LIST_MODEL (entries), n);

  g_assert_nonnull (entry);
  return entry;
}

static void
wait_settled (UaEntryList *entries)
{
  wait_for (!ua_entry_list_get_busy (entries));
}

static void
set_search (UaEntryList *entries,
            const char  *search)
{
  g_autoptr (UaEntryQuery) query =
    ua_entry_query_new (ua_entry_query_get_kind (ua_entry_list_get_query (entries)), search);

  ua_entry_list_set_query (entries, query);
}

/* Looking at the end brings more, one page at a time; nothing comes twice; all is in order. */
static void
test_pages (void)
{
  g_autoptr (UaTestDirectory) directory = ua_test_directory_start (N_SAMPLE, NULL);
  g_autoptr (UaEntryList) entries = NULL;
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  UaSession *session;
  guint n;

  invite (directory, "early", 250);
  session = open_directory (directory);
  entries = list (session, UA_ENTRY_TYPE_INVITATION, NULL);
  wait_settled (entries);
  g_assert_cmpuint (get_n (entries), ==, 100);
  g_assert_cmpuint (ua_entry_list_get_n_total (entries), ==, 250);
  g_assert_false (ua_entry_list_get_kept (entries));
  peek (entries, 10);
  g_assert_false (ua_entry_list_get_busy (entries));
  while ((n = get_n (entries)) < 250)
    {
      peek (entries, n - 1);
      wait_for (get_n (entries) > n);
    }
  peek (entries, 249);
  g_assert_false (ua_entry_list_get_busy (entries));
  for (guint i = 0; i < 250; i++)
    g_assert_true (g_hash_table_add (ids, g_strdup (ua_entry_get_id (peek (entries, i)))));
  g_clear_object (&entries);
  close_session (&session);
}

typedef struct
{
  guint n;
  guint position;
  guint removed;
  guint added;
} Changes;

static void
note_change_cb (GListModel *model,
                guint       position,
                guint       removed,
                guint       added,
                Changes    *changes)
{
  changes->n++;
  changes->position = position;
  changes->removed = removed;
  changes->added = added;
}

/* What was there stays the same object at its place; only what is new comes. */
static void
test_refresh (void)
{
  g_autoptr (UaTestDirectory) directory = ua_test_directory_start (N_SAMPLE, NULL);
  g_autoptr (UaEntryList) entries = NULL;
  g_autoptr (UaEntry) first = NULL;
  Changes changes = { 0, };
  UaSession *session;

  invite (directory, "early", 3);
  session = open_directory (directory);
  entries = list (session, UA_ENTRY_TYPE_INVITATION, NULL);
  wait_settled (entries);
  first = g_object_ref (peek (entries, 0));
  g_signal_connect (entries, "items-changed", G_CALLBACK (note_change_cb), &changes);
  ua_entry_list_refresh (entries);
  g_assert_true (ua_entry_list_get_busy (entries));
  wait_settled (entries);
  g_assert_cmpuint (changes.n, ==, 0);
  invite (directory, "late", 2);
  ua_session_refresh_entries (session);
  wait_for (changes.n > 0);
  g_assert_cmpuint (changes.position, ==, 0);
  g_assert_cmpuint (changes.removed, ==, 0);
  g_assert_cmpuint (changes.added, ==, 2);
  g_assert_true (peek (entries, 2) == first);
  g_clear_object (&entries);
  close_session (&session);
}

/* Searching goes through what is kept at once, and then through all there are. */
static void
test_search (void)
{
  g_autoptr (UaTestDirectory) directory = ua_test_directory_start (N_SAMPLE, NULL);
  g_autoptr (UaEntryList) entries = NULL;
  UaSession *session;

  invite (directory, "deep", 1);
  invite (directory, "early", 120);
  session = open_directory (directory);
  entries = list (session, UA_ENTRY_TYPE_INVITATION, NULL);
  wait_settled (entries);
  set_search (entries, "early-007");
  g_assert_true (ua_entry_list_get_busy (entries));
  wait_settled (entries);
  g_assert_cmpuint (get_n (entries), ==, 1);
  g_assert_cmpstr (ua_entry_get (peek (entries, 0), "email"), ==, "early-007@brackwater.example");
  set_search (entries, "deep");
  wait_settled (entries);
  g_assert_cmpuint (get_n (entries), ==, 1);
  set_search (entries, "nobody");
  wait_settled (entries);
  g_assert_cmpuint (get_n (entries), ==, 0);
  g_assert_null (ua_entry_list_get_error (entries));
  set_search (entries, "");
  wait_settled (entries);
  g_assert_cmpuint (ua_entry_list_get_n_total (entries), ==, 121);
  g_clear_object (&entries);
  close_session (&session);
}

/* UA-03: what was seen is there without the server, can be searched, and says that it is kept. */
static void
test_offline (void)
{
  g_autoptr (UaTestDirectory) directory = start_directory ();
  g_autoptr (UaEntryList) entries = NULL;
  g_autoptr (UaEntryList) again = NULL;
  UaSession *session;

  invite (directory, "early", 20);
  session = open_directory (directory);
  entries = list (session, UA_ENTRY_TYPE_INVITATION, NULL);
  wait_settled (entries);
  wait_for (ua_session_get_seats (session) != NULL);
  g_clear_object (&entries);

  session = reopen_unreached (session, directory);
  again = list (session, UA_ENTRY_TYPE_INVITATION, NULL);
  wait_settled (again);
  g_assert_cmpuint (get_n (again), ==, 20);
  g_assert_true (ua_entry_list_get_kept (again));
  set_search (again, "early-007");
  wait_settled (again);
  g_assert_cmpuint (get_n (again), ==, 1);
  wait_for (ua_session_get_seats (session) != NULL);
  g_assert_cmpint (ua_entry_get_number (ua_session_get_seats (session), "reserved", 0), >=, 20);
  g_assert_cmpstr (ua_session_get_setting (session, "signOff"), ==, "false");

  /* Back again, all is asked anew by itself. */
  set_search (again, NULL);
  ua_test_directory_restart (directory);
  invite (directory, "late", 1);
  ua_session_refresh (session);
  wait_for (get_n (again) == 21 && !ua_entry_list_get_kept (again));
  g_clear_object (&again);
  close_session (&session);
}

static UaEntry *
find (UaSession    *session,
      UaEntryType   type,
      const char   *id,
      GError      **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ua_session_find_entry_async (session, type, id, NULL, keep_result, &result);
  wait_for (result != NULL);
  return ua_session_find_entry_finish (session, result, error);
}

/* WU-09: the members of a run, also without the server once they were looked at. */
static void
test_find (void)
{
  g_autoptr (UaTestDirectory) directory = ua_test_directory_start (N_SAMPLE, NULL);
  g_autoptr (UaEntryList) entries = NULL;
  g_autoptr (UaEntry) run = NULL;
  g_autoptr (UaEntry) kept = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = ua_test_create_user (directory, "ada.moor", "\"title\":\"Pilot\"");
  UaSession *session;

  act (directory, "provision",
       "\"parameters\":{\"source\":\"roster\",\"confirmed\":true,\"members\":"
       "[{\"userName\":\"quay\",\"email\":\"quay@brackwater.example\"}]}");
  session = open_directory (directory);
  entries = list (session, UA_ENTRY_TYPE_PROVISIONING_RUN, NULL);
  wait_settled (entries);
  run = find (session, UA_ENTRY_TYPE_PROVISIONING_RUN, ua_entry_get_id (peek (entries, 0)), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ua_entry_get_n (run, "stateChanges"), >, 0);
  ua_entry_list_refresh (entries);
  wait_settled (entries);
  g_clear_object (&entries);
  g_assert_null (find (session, UA_ENTRY_TYPE_PROVISIONING_RUN, "none", &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_NOT_FOUND);
  g_clear_error (&error);

  session = reopen_unreached (session, directory);
  kept = find (session, UA_ENTRY_TYPE_PROVISIONING_RUN, ua_entry_get_id (run), &error);
  g_assert_no_error (error);
  g_assert_true (ua_entry_equal (run, kept));
  close_session (&session);
}

static gboolean
write_profile (UaSession   *session,
               const char  *id,
               const char  *version,
               const char  *values,
               GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GVariant) variant =
    values != NULL ? g_variant_parse (UA_ENTRY_VALUES_TYPE, values, NULL, NULL, NULL) : NULL;

  ua_session_write_entry_async (session, UA_ENTRY_TYPE_SECURITY_PROFILE, id, version, variant,
                                NULL, keep_result, &result);
  wait_for (result != NULL);
  return ua_session_write_entry_finish (session, result, error);
}

/* CC-13: a write shows in the list by itself; without the server it is refused, not queued. */
static void
test_write (void)
{
  g_autoptr (UaTestDirectory) directory = ua_test_directory_start (N_SAMPLE, NULL);
  g_autoptr (UaEntryList) entries = NULL;
  g_autoptr (GError) error = NULL;
  UaSession *session = open_directory (directory);
  guint n;

  entries = list (session, UA_ENTRY_TYPE_SECURITY_PROFILE, "Harbour");
  wait_settled (entries);
  g_assert_cmpuint (get_n (entries), ==, 0);
  g_assert_true (write_profile (session, NULL, NULL, "{'displayName': <'Harbour'>}", &error));
  wait_for (get_n (entries) == 1);
  g_assert_true (write_profile (session, ua_entry_get_id (peek (entries, 0)),
                                ua_entry_get_version (peek (entries, 0)),
                                "{'displayName': <'Harbour desk'>}", &error));
  wait_for (strcmp (ua_entry_get (peek (entries, 0), "displayName"), "Harbour desk") == 0);
  wait_settled (entries);
  g_assert_true (write_profile (session, ua_entry_get_id (peek (entries, 0)), NULL, NULL, &error));
  wait_for (get_n (entries) == 0);

  ua_test_directory_terminate (directory);
  ua_session_refresh (session);
  wait_for (ua_session_get_state (session) == UA_SESSION_STATE_OFFLINE);
  n = g_list_model_get_n_items (ua_session_get_changes (session));
  g_assert_false (write_profile (session, NULL, NULL, "{'displayName': <'Quay'>}", &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_OFFLINE);
  g_assert_cmpuint (g_list_model_get_n_items (ua_session_get_changes (session)), ==, n);
  g_clear_object (&entries);
  close_session (&session);
}

/* TL-09: the seats follow what is done, here and at once. */
static void
test_seats (void)
{
  g_autoptr (UaTestDirectory) directory = ua_test_directory_start (N_SAMPLE, NULL);
  UaSession *session = open_directory (directory);
  g_autoptr (UaEntryList) entries = NULL;
  g_autoptr (UaAction) action = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (UaReport) report = NULL;
  g_autoptr (GError) error = NULL;
  const char *ids[] = { NULL, NULL };
  gint64 before;

  wait_for (ua_session_get_seats (session) != NULL);
  wait_for (ua_session_get_setting (session, "setPassword") != NULL);
  g_assert_cmpstr (ua_session_get_setting (session, "defaultLanguage"), ==, "en");
  before = ua_entry_get_number (ua_session_get_seats (session), "reserved", -1);
  invite (directory, "early", 1);
  entries = list (session, UA_ENTRY_TYPE_INVITATION, NULL);
  wait_settled (entries);
  ua_session_refresh_entries (session);
  wait_settled (entries);
  wait_for (ua_entry_get_number (ua_session_get_seats (session), "reserved", -1) == before + 1);
  ids[0] = ua_entry_get_id (peek (entries, 0));
  action = ua_action_new ("cancelInvitation", ids, NULL);
  ua_session_act_async (session, action, FALSE, NULL, NULL, NULL, keep_result, &result);
  wait_for (result != NULL);
  report = ua_session_act_finish (session, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ua_report_get_n_done (report), ==, 1);
  wait_for (get_n (entries) == 0);
  wait_for (ua_entry_get_number (ua_session_get_seats (session), "reserved", -1) == before);
  g_clear_object (&result);
  g_clear_object (&entries);
  close_session (&session);
}

/* WS-10: who may not look at it sees why, and nothing that was kept when somebody else looked. */
static void
test_refused (void)
{
  g_autoptr (UaTestDirectory) directory = ua_test_directory_start (N_SAMPLE, NULL);
  g_autofree char *clerk = ua_test_create_user (directory, "clerk",
                                                "\"password\":\"" UA_TEST_PASSWORD "\"");
  g_autoptr (UaCredentials) credentials = ua_credentials_new_basic ("clerk", UA_TEST_PASSWORD);
  g_autoptr (UaEntryList) entries = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  UaSession *session;

  invite (directory, "early", 5);
  session = open_directory (directory);
  entries = list (session, UA_ENTRY_TYPE_INVITATION, NULL);
  wait_settled (entries);
  g_assert_cmpuint (get_n (entries), ==, 5);
  ua_session_sign_in_async (session, credentials, FALSE, NULL, keep_result, &result);
  wait_for (result != NULL);
  g_assert_true (ua_session_sign_in_finish (session, result, &error));
  g_assert_no_error (error);
  wait_for (ua_entry_list_get_error (entries) != NULL);
  g_assert_error (ua_entry_list_get_error (entries), UA_ERROR, UA_ERROR_PERMISSION);
  g_assert_cmpuint (get_n (entries), ==, 0);
  set_search (entries, "early");
  wait_for (!ua_entry_list_get_busy (entries));
  g_assert_cmpuint (get_n (entries), ==, 0);
  g_clear_object (&result);
  g_clear_object (&entries);
  close_session (&session);
}

static gboolean
has_place (UaSession   *session,
           UaEntryType  type)
{
  return ua_capabilities_get (ua_session_get_capabilities (session),
                              ua_entry_type_get_capability (type)) == UA_SUPPORT_YES;
}

/* WS-10: what who is signed in may not look at or do is as if the server could not. */
static void
test_rights (void)
{
  g_autoptr (UaTestDirectory) directory = ua_test_directory_start (N_SAMPLE, NULL);
  g_autofree char *id = ua_test_create_user (
    directory, "looker", "\"password\":\"" UA_TEST_PASSWORD "\",\"" UA_TEST_EXT "\":"
    "{\"accessLevel\":\"executive\"}");
  g_autofree char *clerk = ua_test_create_user (directory, "clerk",
                                                "\"password\":\"" UA_TEST_PASSWORD "\"");
  g_autoptr (UaCredentials) executive = ua_credentials_new_basic ("looker", UA_TEST_PASSWORD);
  g_autoptr (UaCredentials) employee = ua_credentials_new_basic ("clerk", UA_TEST_PASSWORD);
  g_autoptr (GAsyncResult) result = NULL;
  UaSession *session = open_directory (directory);

  wait_for (ua_session_has_right (session, UA_RIGHT_AUDIT));
  g_assert_true (ua_session_has_right (session, UA_RIGHT_ACCESS));
  g_assert_true (ua_session_can_act (session, UA_ACTION_DEACTIVATE));
  g_assert_true (has_place (session, UA_ENTRY_TYPE_AUDIT_EVENT));

  ua_session_sign_in_async (session, executive, FALSE, NULL, keep_result, &result);
  wait_for (!ua_session_has_right (session, UA_RIGHT_ACCESS));
  g_assert_true (has_place (session, UA_ENTRY_TYPE_AUDIT_EVENT));
  g_assert_true (has_place (session, UA_ENTRY_TYPE_INVITATION));
  g_assert_false (ua_session_can_act (session, UA_ACTION_DEACTIVATE));
  g_assert_false (ua_session_can_act (session, UA_ACTION_ERASE));
  g_assert_false (ua_session_can_act (session, UA_ACTION_INVITE));
  g_clear_object (&result);

  wait_online (session);
  ua_session_sign_in_async (session, employee, FALSE, NULL, keep_result, &result);
  wait_for (!ua_session_has_right (session, UA_RIGHT_AUDIT));
  g_assert_false (has_place (session, UA_ENTRY_TYPE_AUDIT_EVENT));
  g_assert_false (has_place (session, UA_ENTRY_TYPE_MESSAGE));
  g_assert_false (has_place (session, UA_ENTRY_TYPE_INVITATION));
  g_clear_object (&result);
  close_session (&session);
}

/* WS-09, PE-08: what ties a member to others is told of one alone, with where it comes from;
 * nothing of it is kept. */
static void
test_ties (void)
{
  g_autoptr (UaTestDirectory) directory = start_directory ();
  g_autofree char *chief = ua_test_create_user (directory, "chief", "\"displayName\":\"Ada\"");
  g_autofree char *rest = g_strdup_printf (
    "\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\":{\"manager\":{\"value\":"
    "\"%s\"}}", chief);
  g_autofree char *report = ua_test_create_user (directory, "report", rest);
  UaSession *session = open_directory (directory);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (UaEntry) ties = NULL;

  ua_session_find_entry_async (session, UA_ENTRY_TYPE_TIES, chief, NULL, keep_result, &result);
  wait_for (result != NULL);
  ties = ua_session_find_entry_finish (session, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ua_entry_get_n (ties, "permissions"), ==, 1);
  g_assert_cmpstr (ua_entry_get_nth (ties, "permissions", 0, "value"), ==, "manager");
  g_assert_cmpstr (ua_entry_get_nth (ties, "permissions", 0, "origin"), ==, "reports");
  g_assert_cmpstr (ua_entry_get_nth (ties, "references", 0, "type"), ==, "reports");
  g_assert_cmpstr (ua_entry_get_nth (ties, "references", 0, "count"), ==, "1");
  g_clear_object (&result);
  session = reopen_unreached (session, directory);
  ua_session_find_entry_async (session, UA_ENTRY_TYPE_TIES, chief, NULL, keep_result, &result);
  wait_for (result != NULL);
  g_assert_null (ua_session_find_entry_finish (session, result, &error));
  g_assert_nonnull (error);
  g_clear_object (&result);
  close_session (&session);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sync/entries/pages", test_pages);
  g_test_add_func ("/sync/entries/refresh", test_refresh);
  g_test_add_func ("/sync/entries/search", test_search);
  g_test_add_func ("/sync/entries/offline", test_offline);
  g_test_add_func ("/sync/entries/find", test_find);
  g_test_add_func ("/sync/entries/write", test_write);
  g_test_add_func ("/sync/entries/seats", test_seats);
  g_test_add_func ("/sync/entries/refused", test_refused);
  g_test_add_func ("/sync/entries/rights", test_rights);
  g_test_add_func ("/sync/entries/ties", test_ties);
  return g_test_run ();
}
