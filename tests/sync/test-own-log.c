/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The log of what was done from this computer (PE-09), against the real directory. */
#include "directory-session.h"
#include "session-fixture.h"
#include "ua-test-directory.h"
#include "ua-test-life.h"

#include "ua-error.h"

#include <string.h>

#define N_SAMPLE 40
#define NAME "Quintessa Marlowe"
#define CANARY "Canary Wharfinger"

static UaEntryList *
look (UaSession  *session,
      const char *search)
{
  g_autoptr (UaEntryQuery) query = ua_entry_query_new (UA_ENTRY_TYPE_OWN_EVENT, search);
  UaEntryList *list = ua_session_list_entries (session, query);

  wait_for (!ua_entry_list_get_busy (list));
  g_assert_false (ua_entry_list_get_kept (list));
  g_assert_null (ua_entry_list_get_error (list));
  return list;
}

static guint
count (UaEntryList *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (list));
}

/* Asserts what is told in a line: what was done, to whom, and what that was and is. */
static void
assert_line (UaEntryList *list,
             guint        position,
             const char  *action,
             const char  *name,
             const char  *old_value,
             const char  *new_value)
{
  g_autoptr (UaEntry) line = NULL;

  wait_for (count (list) > position);
  line = g_list_model_get_item (G_LIST_MODEL (list), position);
  g_assert_cmpstr (ua_entry_get (line, "action"), ==, action);
  g_assert_cmpstr (ua_entry_get (line, "target.display"), ==, name);
  g_assert_cmpint (ua_entry_get_time (line, "at"), >, 0);
  if (old_value == NULL && new_value == NULL)
    return;
  g_assert_cmpstr (ua_entry_get_nth (line, "changes", 0, "old"), ==, old_value);
  g_assert_cmpstr (ua_entry_get_nth (line, "changes", 0, "new"), ==, new_value);
}

static guint
act (UaSession  *session,
     const char *name,
     const char *id)
{
  const char *ids[] = { id, NULL };
  g_autoptr (UaAction) action = ua_action_new (name, ids, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (UaReport) report = NULL;
  g_autoptr (GError) error = NULL;

  ua_session_act_async (session, action, FALSE, NULL, NULL, NULL, keep_result, &result);
  wait_for (result != NULL);
  report = ua_session_act_finish (session, result, &error);
  g_assert_no_error (error);
  return ua_report_get_n_done (report);
}

static char *
create (UaTestDirectory *directory,
        const char      *name)
{
  g_autofree char *rest =
    g_strdup_printf ("\"displayName\":\"%s\",\"title\":\"Pilot\"", name);

  return ua_test_create_user (directory, "quintessa", rest);
}

/* Fields and acts, the last first, with the names of then; found by a value; there again after a
 * restart. */
static void
test_done (void)
{
  g_autoptr (UaTestDirectory) directory = ua_test_directory_start (N_SAMPLE, NULL);
  g_autofree char *id = create (directory, NAME);
  UaSession *session = open_directory (directory);
  g_autoptr (UaConnection) connection = g_object_ref (ua_session_get_connection (session));
  UaEntryList *list = look (session, NULL);
  UaEntryList *found;

  g_assert_cmpuint (count (list), ==, 0);
  submit (session, id, UA_FIELD_TITLE, "Captain");
  wait_sent (session);
  assert_line (list, 0, "change", NAME, "Pilot", "Captain");
  g_assert_cmpuint (act (session, UA_ACTION_DEACTIVATE, id), ==, 1);
  wait_for (count (list) == 2);
  assert_line (list, 0, UA_ACTION_DEACTIVATE, NAME, NULL, NULL);
  found = look (session, "captain");
  g_assert_cmpuint (count (found), ==, 1);
  g_clear_object (&found);
  g_clear_object (&list);

  close_session (&session);
  ua_test_directory_terminate (directory);
  session = open_session (connection, ua_test_directory_get_token (directory));
  list = look (session, NULL);
  g_assert_cmpuint (count (list), ==, 2);
  assert_line (list, 1, "change", NAME, "Pilot", "Captain");
  g_clear_object (&list);
  close_session (&session);
}

/* What was refused, or given up, was not done. */
static void
test_not_done (void)
{
  g_autoptr (UaTestDirectory) directory = ua_test_directory_start (N_SAMPLE, NULL);
  g_autofree char *other = ua_test_create_user (directory, "taken", "");
  g_autofree char *id = create (directory, NAME);
  UaSession *session = open_directory (directory);
  UaEntryList *list = look (session, NULL);
  g_autoptr (UaChange) change = NULL;

  g_assert_cmpuint (act (session, UA_ACTION_DEACTIVATE, ua_session_get_own_id (session)), ==, 0);
  submit (session, id, UA_FIELD_USER_NAME, peek_field (session, other, UA_FIELD_USER_NAME));
  wait_for (has_change_in (session, UA_CHANGE_STATE_REJECTED));
  change = dup_change (session, 0);
  resolve (session, change, NULL);
  wait_sent (session);
  submit (session, id, UA_FIELD_TITLE, "Captain");
  wait_sent (session);
  wait_for (count (list) > 0);
  g_assert_cmpuint (count (list), ==, 1);
  assert_line (list, 0, "change", NAME, "Pilot", "Captain");
  g_clear_object (&list);
  close_session (&session);
}

/* S8: of who is erased the log tells that, and nothing else; no file has the name. */
static void
test_erased (void)
{
  g_autoptr (UaTestDirectory) directory = ua_test_directory_start (N_SAMPLE, NULL);
  g_autofree char *id = create (directory, CANARY);
  UaSession *session = open_directory (directory);
  UaEntryList *list = look (session, NULL);
  g_auto (GStrv) others = find_ids (session, UA_STATUS_ACTIVE, 1);

  submit (session, id, UA_FIELD_TITLE, "Captain");
  wait_sent (session);
  submit (session, others[0], UA_FIELD_TITLE, "Keeper");
  wait_sent (session);
  wait_for (count (list) == 2);
  g_assert_cmpuint (count_files_with (g_get_user_data_dir (), CANARY), >, 0);
  g_assert_cmpuint (act (session, UA_ACTION_ERASE, id), ==, 1);
  wait_for (count (list) == 2 && !ua_entry_list_get_busy (list));
  assert_line (list, 0, UA_ACTION_ERASE, NULL, NULL, NULL);
  g_clear_object (&list);
  list = look (session, "keeper");
  g_assert_cmpuint (count (list), ==, 1);
  g_clear_object (&list);
  close_session (&session);
  g_assert_cmpuint (count_files_with (g_get_user_data_dir (), CANARY), ==, 0);
}

/* What is written beside members. */
static void
test_beside (void)
{
  g_autoptr (UaTestDirectory) directory = ua_test_directory_start (N_SAMPLE, NULL);
  UaSession *session = open_directory (directory);
  UaEntryList *list = look (session, NULL);
  g_autoptr (GAsyncResult) made = NULL;
  g_autoptr (GAsyncResult) set = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (UaEntry) line = NULL;

  ua_session_write_role_profile_async (session, NULL,
                                       g_variant_new_parsed ("{'name': <'Lamplighter'>}"),
                                       keep_result, &made);
  wait_for (made != NULL);
  g_assert_true (ua_session_write_listed_finish (session, made, &error));
  assert_line (list, 0, "create", "Lamplighter", NULL, "Lamplighter");
  ua_session_write_entry_async (session, UA_ENTRY_TYPE_SETTING, "setPassword", NULL,
                                g_variant_new_parsed ("{'value': <'true'>}"), NULL, keep_result,
                                &set);
  wait_for (set != NULL);
  g_assert_true (ua_session_write_entry_finish (session, set, &error));
  wait_for (count (list) == 2);
  line = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_cmpstr (ua_entry_get (line, "resourceType"), ==, "Setting");
  g_assert_cmpstr (ua_entry_get (line, "target.value"), ==, "setPassword");
  g_clear_object (&made);
  g_clear_object (&set);
  g_clear_object (&list);
  close_session (&session);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sync/own-log/done", test_done);
  g_test_add_func ("/sync/own-log/not-done", test_not_done);
  g_test_add_func ("/sync/own-log/erased", test_erased);
  g_test_add_func ("/sync/own-log/beside", test_beside);
  return g_test_run ();
}
