/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a session does at once, against the real directory with its extension and without. */
#include "directory-session.h"
#include "session-fixture.h"
#include "ua-test-directory.h"

#include "ua-error.h"

#include <string.h>

#define N_SAMPLE 250

static UaReport *
act_with (UaSession              *session,
          const char             *name,
          const char * const     *ids,
          gboolean                dry_run,
          GFileProgressCallback   progress,
          gpointer                progress_data,
          GCancellable           *cancellable,
          GError                **error)
{
  g_autoptr (UaAction) action = ua_action_new (name, ids, NULL);
  g_autoptr (GAsyncResult) result = NULL;

  ua_session_act_async (session, action, dry_run, progress, progress_data, cancellable,
                        keep_result, &result);
  wait_for (result != NULL);
  return ua_session_act_finish (session, result, error);
}

static UaReport *
act (UaSession          *session,
     const char         *name,
     const char * const *ids,
     gboolean            dry_run)
{
  g_autoptr (GError) error = NULL;
  UaReport *report = act_with (session, name, ids, dry_run, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return report;
}

static UaStatus
ask_status (UaSession  *session,
            const char *id)
{
  return ua_status_from_token (peek_field (session, id, UA_FIELD_STATUS));
}

static const UaResult *
get_result (UaReport *report,
            guint     n)
{
  g_assert_cmpuint (report->results->len, >, n);
  return g_ptr_array_index (report->results, n);
}

/* WS-04, UA-08, TL-09: asked first, then done, then seen, and back again. */
static void
test_deactivate (void)
{
  g_autoptr (UaTestDirectory) directory = ua_test_directory_start (N_SAMPLE, NULL);
  UaSession *session = open_directory (directory);
  g_auto (GStrv) ids = find_ids (session, UA_STATUS_ACTIVE, 2);
  g_autoptr (UaReport) preview = NULL;
  g_autoptr (UaReport) report = NULL;
  g_autoptr (UaReport) back = NULL;

  g_assert_true (ua_session_can_act (session, UA_ACTION_DEACTIVATE));
  preview = act (session, UA_ACTION_DEACTIVATE, (const char * const *) ids, TRUE);
  g_assert_cmpuint (ua_report_get_n_done (preview), ==, 2);
  g_assert_true (preview->has_seats);
  g_assert_cmpuint (preview->seats_after + 2, ==, preview->seats_before);
  g_assert_cmpint (ask_status (session, ids[0]), ==, UA_STATUS_ACTIVE);

  report = act (session, UA_ACTION_DEACTIVATE, (const char * const *) ids, FALSE);
  g_assert_cmpuint (ua_report_get_n_done (report), ==, 2);
  g_assert_cmpuint (get_result (report, 0)->changes->len, >, 0);
  g_assert_cmpint (ask_status (session, ids[0]), ==, UA_STATUS_DEACTIVATED);
  g_assert_cmpint (ask_status (session, ids[1]), ==, UA_STATUS_DEACTIVATED);

  back = act (session, UA_ACTION_REACTIVATE, (const char * const *) ids, FALSE);
  g_assert_cmpuint (ua_report_get_n_done (back), ==, 2);
  g_assert_cmpint (ask_status (session, ids[0]), ==, UA_STATUS_ACTIVE);
  close_session (&session);
}

/* WS-05: what is refused is told of each, and changes nothing. */
static void
test_refused (void)
{
  g_autoptr (UaTestDirectory) directory = ua_test_directory_start (N_SAMPLE, NULL);
  UaSession *session = open_directory (directory);
  /* What the session tells is good until the main loop runs. */
  g_autofree char *own = g_strdup (ua_session_get_own_id (session));
  const char *ids[] = { own, NULL };
  g_autoptr (UaReport) report = act (session, UA_ACTION_DEACTIVATE, ids, FALSE);

  g_assert_cmpuint (ua_report_get_n_refused (report), ==, 1);
  g_assert_cmpuint (get_result (report, 0)->status, ==, 403);
  g_assert_nonnull (get_result (report, 0)->detail);
  g_assert_cmpint (ask_status (session, ids[0]), ==, UA_STATUS_ACTIVE);
  close_session (&session);
}

/* LE-03: who is erased is gone from the cache when the action ends. */
static void
test_erase (void)
{
  g_autoptr (UaTestDirectory) directory = ua_test_directory_start (N_SAMPLE, NULL);
  UaSession *session = open_directory (directory);
  g_auto (GStrv) ids = find_ids (session, UA_STATUS_INVITED, 1);
  g_autoptr (UaReport) preview = act (session, UA_ACTION_ERASE, (const char * const *) ids, TRUE);
  g_autoptr (UaReport) report = NULL;
  const char *outcome;

  g_assert_true (is_known (session, ids[0]));
  report = act (session, UA_ACTION_ERASE, (const char * const *) ids, FALSE);
  g_assert_true (ua_result_is_done (get_result (report, 0)));
  g_assert_true (g_variant_lookup (get_result (report, 0)->more, "outcome", "&s", &outcome));
  g_assert_cmpstr (outcome, ==, "erased");
  g_assert_false (is_known (session, ids[0]));
  close_session (&session);
}

/* CC-08: which mails go out is told before. */
static void
test_mails (void)
{
  g_autoptr (UaTestDirectory) directory = ua_test_directory_start (N_SAMPLE, NULL);
  UaSession *session = open_directory (directory);
  g_auto (GStrv) ids = find_ids (session, UA_STATUS_ACTIVE, 3);
  g_autoptr (UaReport) preview =
    act (session, UA_ACTION_SEND_PASSWORD_LINK, (const char * const *) ids, TRUE);
  const UaReportMail *mail;

  g_assert_cmpuint (ua_report_get_n_mails (preview), ==, 3);
  mail = g_ptr_array_index (get_result (preview, 0)->mails, 0);
  g_assert_cmpstr (mail->kind, ==, "passwordLink");
  g_assert_nonnull (strchr (mail->recipient, '@'));
  close_session (&session);
}

static void
count_progress_cb (goffset  n_done,
                   goffset  n_all,
                   gpointer user_data)
{
  guint *n_calls = user_data;

  g_assert_cmpint (n_done, <=, n_all);
  (*n_calls)++;
}

static void
cancel_cb (goffset  n_done,
           goffset  n_all,
           gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

/* PE-18: many are done in parts; who gives up learns who was not come to. */
static void
test_many (void)
{
  g_autoptr (UaTestDirectory) directory = ua_test_directory_start (N_SAMPLE, NULL);
  UaSession *session = open_directory (directory);
  g_auto (GStrv) ids = find_ids (session, UA_STATUS_ACTIVE, 130);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (UaReport) preview = NULL;
  g_autoptr (UaReport) report = NULL;
  guint n_calls = 0;

  preview = act_with (session, UA_ACTION_DEACTIVATE, (const char * const *) ids, TRUE,
                      count_progress_cb, &n_calls, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_calls, ==, 2);
  g_assert_cmpuint (preview->results->len, ==, 130);
  report = act_with (session, UA_ACTION_DEACTIVATE, (const char * const *) ids, FALSE,
                     cancel_cb, cancellable, cancellable, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->results->len, ==, 130);
  g_assert_cmpuint (ua_report_get_n_done (report), ==,
                    100 - (preview->results->len - ua_report_get_n_done (preview)));
  g_assert_cmpuint (get_result (report, 129)->status, ==, 0);
  g_assert_cmpint (ask_status (session, ids[129]), ==, UA_STATUS_ACTIVE);
  close_session (&session);
}

/* WS-06, TL-06: what has no target is done, and done once. */
static void
test_newcomer (void)
{
  g_autoptr (UaTestDirectory) directory = ua_test_directory_start (N_SAMPLE, NULL);
  UaSession *session = open_directory (directory);
  g_autoptr (UaAction) action =
    ua_action_new (UA_ACTION_CREATE_MEMBER, NULL,
                   g_variant_new_parsed ("{'email': <'ada.berg@brackwater.example'>,"
                                         " 'givenName': <'Ada'>, 'familyName': <'Berg'>}"));
  guint n_before = ua_session_get_n_members (session);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (UaReport) report = NULL;
  const char *id = NULL;

  ua_session_act_async (session, action, FALSE, NULL, NULL, NULL, keep_result, &result);
  wait_for (result != NULL);
  report = ua_session_act_finish (session, result, &error);
  g_clear_object (&result);
  g_assert_no_error (error);
  g_assert_cmpuint (report->results->len, ==, 1);
  g_assert_true (ua_result_is_done (get_result (report, 0)));
  g_assert_true (g_variant_lookup (get_result (report, 0)->more, "member", "&s", &id));
  g_assert_cmpint (ask_status (session, id), ==, UA_STATUS_DEACTIVATED);
  wait_for (ua_session_get_n_members (session) == n_before + 1);
  close_session (&session);
}

/* CC-03: by plain SCIM; who has the user name already is told as a conflict. */
static void
test_create_plainly (void)
{
  g_autoptr (UaTestDirectory) directory = ua_test_directory_start (N_SAMPLE, "--plain", NULL);
  UaSession *session = open_directory (directory);
  UaMemberBuilder *builder = ua_member_builder_new ();
  g_autoptr (UaMemberRecord) record = NULL;
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GAsyncResult) third = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  ua_member_builder_set (builder, UA_FIELD_USER_NAME, "ada.berg");
  ua_member_builder_set (builder, UA_FIELD_GIVEN_NAME, "Ada");
  record = ua_member_builder_end (builder);
  ua_session_create_member_async (session, record, NULL, keep_result, &first);
  wait_for (first != NULL);
  id = ua_session_create_member_finish (session, first, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (peek_field (session, id, UA_FIELD_GIVEN_NAME), ==, "Ada");

  ua_session_create_member_async (session, record, NULL, keep_result, &second);
  wait_for (second != NULL);
  g_assert_null (ua_session_create_member_finish (session, second, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_CONFLICT);
  g_clear_error (&error);

  ua_test_directory_kill (directory);
  ua_session_refresh (session);
  wait_for (ua_session_get_state (session) == UA_SESSION_STATE_OFFLINE);
  ua_session_create_member_async (session, record, NULL, keep_result, &third);
  wait_for (third != NULL);
  g_assert_null (ua_session_create_member_finish (session, third, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_OFFLINE);
  g_clear_object (&first);
  g_clear_object (&second);
  g_clear_object (&third);
  close_session (&session);
}

/* Requirement 12: without the extension, what plain SCIM can do all the same. */
static void
test_plain (void)
{
  g_autoptr (UaTestDirectory) directory = ua_test_directory_start (N_SAMPLE, "--plain", NULL);
  UaSession *session = open_directory (directory);
  g_auto (GStrv) ids = find_ids (session, UA_STATUS_ACTIVE, 2);
  g_autoptr (UaReport) preview = NULL;
  g_autoptr (UaReport) report = NULL;
  g_autoptr (UaReport) erased = NULL;

  g_assert_false (ua_session_can_act (session, UA_ACTION_SEND_PASSWORD_LINK));
  g_assert_true (ua_session_can_act (session, UA_ACTION_DEACTIVATE));
  preview = act (session, UA_ACTION_DEACTIVATE, (const char * const *) ids, TRUE);
  g_assert_cmpuint (ua_report_get_n_done (preview), ==, 2);
  g_assert_cmpint (ask_status (session, ids[0]), ==, UA_STATUS_ACTIVE);
  report = act (session, UA_ACTION_DEACTIVATE, (const char * const *) ids, FALSE);
  g_assert_cmpuint (ua_report_get_n_done (report), ==, 2);
  g_assert_cmpint (ask_status (session, ids[0]), ==, UA_STATUS_DEACTIVATED);
  erased = act (session, UA_ACTION_ERASE, (const char * const *) ids, FALSE);
  g_assert_cmpuint (erased->results->len, ==, 2);
  close_session (&session);
}

/* UA-06: what is never queued fails where one sees it. */
static void
test_offline (void)
{
  g_autoptr (UaTestDirectory) directory = ua_test_directory_start (N_SAMPLE, NULL);
  UaSession *session = open_directory (directory);
  g_auto (GStrv) ids = find_ids (session, UA_STATUS_ACTIVE, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (UaReport) report = NULL;

  ua_test_directory_kill (directory);
  ua_session_refresh (session);
  wait_for (ua_session_get_state (session) == UA_SESSION_STATE_OFFLINE);
  report = act_with (session, UA_ACTION_DEACTIVATE, (const char * const *) ids, FALSE, NULL, NULL,
                     NULL, &error);
  g_assert_null (report);
  g_assert_error (error, UA_ERROR, UA_ERROR_OFFLINE);
  g_assert_cmpuint (ua_session_get_n_pending (session), ==, 0);
  close_session (&session);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sync/actions/deactivate", test_deactivate);
  g_test_add_func ("/sync/actions/refused", test_refused);
  g_test_add_func ("/sync/actions/erase", test_erase);
  g_test_add_func ("/sync/actions/mails", test_mails);
  g_test_add_func ("/sync/actions/many", test_many);
  g_test_add_func ("/sync/actions/newcomer", test_newcomer);
  g_test_add_func ("/sync/actions/create-plainly", test_create_plainly);
  g_test_add_func ("/sync/actions/plain", test_plain);
  g_test_add_func ("/sync/actions/offline", test_offline);
  return g_test_run ();
}
