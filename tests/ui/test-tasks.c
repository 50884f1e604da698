/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done to members from the screen, against the real directory. */
#include "session-fixture.h"
#include "ua-test-directory.h"
#include "ua-test-life.h"
#include "ui-fixture.h"

#include "ua-member-tasks.h"
#include "ua-task-dialog.h"

#define N_SAMPLE 250

typedef struct
{
  UaTestDirectory *directory; /* (owned) */
  UaSession *session;         /* (owned) */
  GtkWidget *window;          /* (unowned) */
  UaMemberTasks *tasks;       /* (owned) */
  AdwToast *toast;            /* (owned) (nullable), the last */
} Fixture;

static void
toast_cb (Fixture  *fixture,
          AdwToast *toast)
{
  g_set_object (&fixture->toast, toast);
}

static void
set_up (Fixture    *fixture,
        const char *option)
{
  fixture->directory = ua_test_directory_start (N_SAMPLE, option, NULL);
  fixture->session = open_address (ua_test_directory_get_base_uri (fixture->directory),
                                   ua_test_directory_get_token (fixture->directory));
  wait_online (fixture->session);
  fixture->window = gtk_window_new ();
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->tasks = ua_member_tasks_new (fixture->window);
  ua_member_tasks_set_session (fixture->tasks, fixture->session);
  g_signal_connect_swapped (fixture->tasks, "toast", G_CALLBACK (toast_cb), fixture);
}

static void
tear_down (Fixture *fixture)
{
  g_clear_object (&fixture->toast);
  ui_assert_finalized (fixture->tasks);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  close_session (&fixture->session);
  ua_test_directory_stop (fixture->directory);
}

static UaTaskDialog *
ask_about (Fixture    *fixture,
           UaTask      task,
           const GStrv ids)
{
  GList *windows;

  ua_member_tasks_run (fixture->tasks, task, (const char * const *) ids);
  windows = gtk_window_list_toplevels ();
  for (GList *l = windows; l != NULL; l = l->next)
    if (UA_IS_TASK_DIALOG (l->data))
      {
        UaTaskDialog *dialog = l->data;

        g_list_free (windows);
        return dialog;
      }
  g_error ("There is no dialog");
}

static gboolean
can_run (UaTaskDialog *dialog)
{
  return ui_action_enabled (GTK_WIDGET (dialog), "task.run");
}

static void
run (UaTaskDialog *dialog)
{
  gtk_widget_activate_action (GTK_WIDGET (dialog), "task.run", NULL);
}

static const char *
get_subtitle (UaTaskDialog *dialog,
              const char   *id)
{
  return adw_action_row_get_subtitle (ADW_ACTION_ROW (ui_find (GTK_WIDGET (dialog), id)));
}

static UaStatus
get_status (Fixture    *fixture,
            const char *id)
{
  return ua_status_from_token (peek_field (fixture->session, id, UA_FIELD_STATUS));
}

/* WS-04, LE-02, WU-05, UA-08: deactivate is offered beside erase, done after the preview, and taken
 * back by Undo. */
static void
test_deactivate (void)
{
  Fixture fixture = { 0 };
  g_auto (GStrv) ids = NULL;
  UaTaskDialog *dialog;

  set_up (&fixture, NULL);
  ids = find_ids (fixture.session, UA_STATUS_ACTIVE, 1);
  dialog = ask_about (&fixture, UA_TASK_DEACTIVATE, ids);
  g_assert_false (can_run (dialog));
  wait_for (can_run (dialog));
  g_assert_true (ui_is_shown (GTK_WIDGET (dialog), "choice_group"));
  g_assert_true (ui_is_shown (GTK_WIDGET (dialog), "seats_row"));
  g_assert_false (ui_is_shown (GTK_WIDGET (dialog), "confirm_group"));
  ui_take_pictures (GTK_WIDGET (dialog), "task-deactivate");
  ui_assert_fits (GTK_WIDGET (dialog));
  run (dialog);
  wait_for (fixture.toast != NULL);
  g_assert_cmpint (get_status (&fixture, ids[0]), ==, UA_STATUS_DEACTIVATED);

  g_assert_cmpstr (adw_toast_get_action_name (fixture.toast), ==, "task.undo");
  g_clear_object (&fixture.toast);
  gtk_widget_activate_action (fixture.window, "task.undo", NULL);
  wait_for (fixture.toast != NULL);
  g_assert_cmpint (get_status (&fixture, ids[0]), ==, UA_STATUS_ACTIVE);
  tear_down (&fixture);
}

/* LE-03, WU-04: what cannot be undone asks for the name, and is done only then. */
static void
test_erase (void)
{
  Fixture fixture = { 0 };
  g_auto (GStrv) ids = NULL;
  g_autofree char *name = NULL;
  g_autoptr (UaMemberRecord) record = NULL;
  UaTaskDialog *dialog;

  set_up (&fixture, NULL);
  ids = find_ids (fixture.session, UA_STATUS_INVITED, 1);
  dialog = ask_about (&fixture, UA_TASK_ERASE, ids);
  wait_for ((name = ua_task_dialog_dup_name (dialog)) != NULL);
  wait_for (!ui_is_shown (GTK_WIDGET (dialog), "waiting_row"));
  g_assert_true (ui_is_shown (GTK_WIDGET (dialog), "confirm_group"));
  g_assert_false (ui_is_shown (GTK_WIDGET (dialog), "choice_group"));
  g_assert_false (can_run (dialog));
  ui_set_text (GTK_WIDGET (dialog), "confirm_row", "Somebody Else");
  g_assert_false (can_run (dialog));
  record = find_record (fixture.session, ids[0]);
  ui_set_text (GTK_WIDGET (dialog), "confirm_row", ua_member_record_get_name (record));
  g_assert_true (can_run (dialog));
  ui_take_pictures (GTK_WIDGET (dialog), "task-erase");
  run (dialog);
  wait_for (fixture.toast != NULL);
  g_assert_null (adw_toast_get_action_name (fixture.toast));
  g_assert_false (is_known (fixture.session, ids[0]));
  tear_down (&fixture);
}

/* UA-08, WS-05: of many, who is left out is told before and afterwards, with the reason. */
static void
test_some_refused (void)
{
  Fixture fixture = { 0 };
  g_auto (GStrv) active = NULL;
  g_auto (GStrv) invited = NULL;
  g_auto (GStrv) ids = NULL;
  UaTaskDialog *dialog;
  GtkSelectionModel *model;
  g_autoptr (GObject) first = NULL;
  g_autofree char *note = NULL;
  gboolean refused;

  set_up (&fixture, NULL);
  active = find_ids (fixture.session, UA_STATUS_ACTIVE, 2);
  invited = find_ids (fixture.session, UA_STATUS_INVITED, 1);
  ids = g_strdupv ((char *[]){ active[0], active[1], invited[0],
                               (char *) ua_session_get_own_id (fixture.session), NULL });
  dialog = ask_about (&fixture, UA_TASK_DEACTIVATE, ids);
  wait_for (can_run (dialog));
  g_assert_cmpstr (get_subtitle (dialog, "members_row"), ==, "2 of 4");
  g_assert_true (ui_is_shown (GTK_WIDGET (dialog), "refused_row"));
  g_assert_false (ui_is_shown (GTK_WIDGET (dialog), "ties_box"));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (ui_find (GTK_WIDGET (dialog),
                                                              "run_button"))), ==,
                   "_Deactivate 2 Members");
  model = gtk_list_view_get_model (GTK_LIST_VIEW (ui_find (GTK_WIDGET (dialog), "list")));
  first = g_list_model_get_item (G_LIST_MODEL (model), 0);
  g_object_get (first, "refused", &refused, "note", &note, NULL);
  g_assert_true (refused);
  g_assert_cmpstr (note, !=, "");
  g_clear_object (&first);
  ui_take_pictures (GTK_WIDGET (dialog), "task-some-refused");
  run (dialog);
  wait_for (!ui_is_shown (GTK_WIDGET (dialog), "run_button"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 2);
  ui_take_pictures (GTK_WIDGET (dialog), "task-left-out");
  g_assert_cmpint (get_status (&fixture, active[1]), ==, UA_STATUS_DEACTIVATED);
  g_assert_cmpint (get_status (&fixture, ids[3]), ==, UA_STATUS_ACTIVE);
  gtk_window_close (GTK_WINDOW (dialog));
  tear_down (&fixture);
}

static guint
count_reports (UaSession  *session,
               const char *manager)
{
  g_autoptr (UaFilter) filter =
    ua_filter_new_compare (UA_FIELD_MANAGER, UA_FILTER_OP_EQUAL, manager);
  g_autoptr (UaQuery) query = ua_query_new (NULL, filter, UA_FIELD_DISPLAY_NAME, FALSE);
  g_autoptr (UaMemberList) reports = ua_session_query (session, query);

  wait_for (ua_member_list_get_n_total (reports) > 0);
  return ua_member_list_get_n_total (reports);
}

/* Somebody to whom others report, and how many do. */
static char *
find_manager (Fixture *fixture,
              guint   *n_reports)
{
  g_auto (GStrv) ids = find_ids (fixture->session, UA_STATUS_ACTIVE, 50);
  const char *manager = NULL;

  for (guint i = 0; ids[i] != NULL && manager == NULL; i++)
    {
      manager = peek_field (fixture->session, ids[i], UA_FIELD_MANAGER);
      if (g_strcmp0 (manager, ua_session_get_own_id (fixture->session)) == 0)
        manager = NULL;
    }
  g_assert_nonnull (manager);
  *n_reports = count_reports (fixture->session, manager);
  return g_strdup (manager);
}

static void
check_missed (const char *option)
{
  Fixture fixture = { 0 };
  g_autofree char *manager = NULL;
  g_autofree char *number = NULL;
  UaTaskDialog *dialog;
  guint n_reports;

  set_up (&fixture, option);
  manager = find_manager (&fixture, &n_reports);
  number = g_strdup_printf ("%u", n_reports);
  dialog = ask_about (&fixture, UA_TASK_DEACTIVATE, (char *[]){ manager, NULL });
  wait_for (ui_has_row (GTK_WIDGET (dialog), "People Who Report to Them", number));
  wait_for (can_run (dialog));
  ui_take_pictures (GTK_WIDGET (dialog), option != NULL ? "task-missed-plain" : "task-missed");
  ui_assert_fits (GTK_WIDGET (dialog));
  gtk_window_close (GTK_WINDOW (dialog));
  tear_down (&fixture);
}

/* PE-08: before somebody is deactivated it is said by whom and by what they would be missed. */
static void
test_missed (void)
{
  check_missed (NULL);
}

/* PE-08: a plain server does not tell; then the cache does. */
static void
test_missed_plain (void)
{
  check_missed ("--plain");
}

/* CC-08, LE-05: which mails go out is told before they do. */
static void
test_mails (void)
{
  Fixture fixture = { 0 };
  g_auto (GStrv) ids = NULL;
  UaTaskDialog *dialog;

  set_up (&fixture, NULL);
  ids = find_ids (fixture.session, UA_STATUS_ACTIVE, 3);
  dialog = ask_about (&fixture, UA_TASK_SEND_PASSWORD_LINK, ids);
  wait_for (can_run (dialog));
  g_assert_true (ui_is_shown (GTK_WIDGET (dialog), "mails_row"));
  g_assert_true (g_str_has_prefix (get_subtitle (dialog, "mails_row"), "3 "));
  ui_take_pictures (GTK_WIDGET (dialog), "task-mails");
  gtk_window_close (GTK_WINDOW (dialog));
  tear_down (&fixture);
}

/* UA-06: without the server nothing is promised. */
static void
test_offline (void)
{
  Fixture fixture = { 0 };
  g_auto (GStrv) ids = NULL;
  UaTaskDialog *dialog;

  set_up (&fixture, NULL);
  ids = find_ids (fixture.session, UA_STATUS_ACTIVE, 1);
  ua_test_directory_kill (fixture.directory);
  ua_session_refresh (fixture.session);
  wait_for (ua_session_get_state (fixture.session) == UA_SESSION_STATE_OFFLINE);
  dialog = ask_about (&fixture, UA_TASK_DEACTIVATE, ids);
  wait_for (ui_is_shown (GTK_WIDGET (dialog), "error_box"));
  g_assert_false (can_run (dialog));
  ui_take_pictures (GTK_WIDGET (dialog), "task-offline");
  gtk_window_close (GTK_WINDOW (dialog));
  tear_down (&fixture);
}

/* The labels of the entries of a menu that are sensitive, sections and all. */
static void
list_labels (GMenuModel *menu,
             GString    *labels)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr (GMenuModel) section =
        g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
      g_autoptr (GMenuModel) submenu =
        g_menu_model_get_item_link (menu, i, G_MENU_LINK_SUBMENU);
      g_autofree char *label = NULL;
      g_autofree char *action = NULL;

      if (section != NULL)
        list_labels (section, labels);
      if (submenu != NULL)
        {
          g_string_append (labels, "submenu|");
          list_labels (submenu, labels);
        }
      if (g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_LABEL, "s", &label) &&
          g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_ACTION, "s", &action) &&
          g_str_equal (action, "task.run"))
        g_string_append_printf (labels, "%s|", label);
    }
}

static char *
list_menu (Fixture    *fixture,
           const char *id)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (UaMemberRecord) record = find_record (fixture->session, id);
  g_autoptr (UaMember) member = ua_member_new (1, record);
  g_autoptr (GString) labels = g_string_new (NULL);

  ua_member_tasks_add_to_menu (fixture->tasks, menu);
  ua_member_tasks_set_members (fixture->tasks, member, 1);
  list_labels (G_MENU_MODEL (menu), labels);
  return g_string_free (g_steal_pointer (&labels), FALSE);
}

/* WS-03, WS-05: what can be done to that member, and only that. */
static void
test_menu (void)
{
  Fixture fixture = { 0 };
  g_auto (GStrv) active = NULL;
  g_auto (GStrv) deactivated = NULL;
  g_autofree char *of_active = NULL;
  g_autofree char *of_deactivated = NULL;
  g_autofree char *of_myself = NULL;

  set_up (&fixture, NULL);
  active = find_ids (fixture.session, UA_STATUS_ACTIVE, 1);
  deactivated = find_ids (fixture.session, UA_STATUS_DEACTIVATED, 1);
  of_active = list_menu (&fixture, active[0]);
  of_deactivated = list_menu (&fixture, deactivated[0]);
  of_myself = list_menu (&fixture, ua_session_get_own_id (fixture.session));
  g_assert_nonnull (strstr (of_active, "_Deactivate…"));
  g_assert_null (strstr (of_active, "_Reactivate"));
  g_assert_nonnull (strstr (of_deactivated, "_Reactivate"));
  g_assert_null (strstr (of_deactivated, "_Deactivate…"));
  g_assert_null (strstr (of_myself, "_Deactivate…"));
  g_assert_null (strstr (of_myself, "_Erase…"));
  tear_down (&fixture);
}

static GtkWidget *
find_type (GtkWidget *root,
           GType      type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (root), type) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_type (child, type);
  return found;
}

/* TL-02: what has to be said is asked for, and what would happen is found out anew with it. */
static void
test_label (void)
{
  Fixture fixture = { 0 };
  g_auto (GStrv) ids = NULL;
  g_autoptr (UaMemberRecord) record = NULL;
  UaTaskDialog *dialog;
  GtkWidget *entry;

  set_up (&fixture, NULL);
  ids = find_ids (fixture.session, UA_STATUS_ACTIVE, 2);
  dialog = ask_about (&fixture, UA_TASK_ADD_LABEL, ids);
  entry = find_type (ui_find (GTK_WIDGET (dialog), "parameter_bin"), ADW_TYPE_ENTRY_ROW);
  g_assert_false (can_run (dialog));
  gtk_editable_set_text (GTK_EDITABLE (entry), "Harbour crew");
  g_assert_false (can_run (dialog));
  wait_for (can_run (dialog));
  ui_take_pictures (GTK_WIDGET (dialog), "task-label");
  run (dialog);
  wait_for (fixture.toast != NULL);
  record = find_record (fixture.session, ids[1]);
  g_assert_cmpuint (ua_member_record_get_n (record, UA_FIELD_LABELS), >, 0);
  g_assert_cmpstr (
    ua_member_record_get_nth (record, UA_FIELD_LABELS,
                              ua_member_record_get_n (record, UA_FIELD_LABELS) - 1)->id, ==,
    "Harbour crew");
  tear_down (&fixture);
}

/* LE-07: a role profile is chosen from those that there are. */
static void
test_role_profile (void)
{
  Fixture fixture = { 0 };
  g_auto (GStrv) ids = NULL;
  UaTaskDialog *dialog;
  GtkWidget *drop;

  set_up (&fixture, NULL);
  wait_for (g_list_model_get_n_items (ua_session_get_role_profiles (fixture.session)) > 0);
  ids = find_ids (fixture.session, UA_STATUS_ACTIVE, 1);
  dialog = ask_about (&fixture, UA_TASK_ASSIGN_ROLE_PROFILE, ids);
  drop = find_type (ui_find (GTK_WIDGET (dialog), "parameter_bin"), GTK_TYPE_DROP_DOWN);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), 2);
  wait_for (can_run (dialog));
  ui_take_pictures (GTK_WIDGET (dialog), "task-role-profile");
  run (dialog);
  wait_for (fixture.toast != NULL);
  g_assert_nonnull (peek_field (fixture.session, ids[0], UA_FIELD_ROLE_PROFILE));
  tear_down (&fixture);
}

static void
turn_on (Fixture    *fixture,
         const char *setting)
{
  g_autofree char *path = g_strconcat ("/Settings/", setting, NULL);
  g_autoptr (UaTestReply) reply =
    ua_test_directory_send (fixture->directory, "PATCH", path,
                            "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],"
                            "\"Operations\":[{\"op\":\"replace\",\"path\":\"value\","
                            "\"value\":\"true\"}]}");

  g_assert_cmpuint (reply->status, <, 300);
  ua_session_refresh_entries (fixture->session);
  wait_for (g_strcmp0 (ua_session_get_setting (fixture->session, setting), "true") == 0);
}

/* CC-09, CC-14: what the organisation has not turned on is not offered. */
static void
test_settings (void)
{
  Fixture fixture = { 0 };
  g_auto (GStrv) active = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  set_up (&fixture, NULL);
  active = find_ids (fixture.session, UA_STATUS_ACTIVE, 1);
  before = list_menu (&fixture, active[0]);
  g_assert_null (strstr (before, "Sign-off"));
  g_assert_null (strstr (before, "Set _Password…"));
  turn_on (&fixture, "signOff");
  turn_on (&fixture, "setPassword");
  after = list_menu (&fixture, active[0]);
  g_assert_nonnull (strstr (after, "Sign-off"));
  g_assert_nonnull (strstr (after, "Set _Password…"));
  tear_down (&fixture);
}

/* CC-11: who is locked out is offered the way back in, and only they. */
static void
test_unlock (void)
{
  Fixture fixture = { 0 };
  g_auto (GStrv) active = NULL;
  g_auto (GStrv) locked = NULL;
  g_autofree char *of_active = NULL;
  g_autofree char *of_locked = NULL;

  set_up (&fixture, NULL);
  active = find_ids (fixture.session, UA_STATUS_ACTIVE, 1);
  locked = find_ids (fixture.session, UA_STATUS_LOCKED, 1);
  of_active = list_menu (&fixture, active[0]);
  of_locked = list_menu (&fixture, locked[0]);
  g_assert_null (strstr (of_active, "_Unlock"));
  g_assert_nonnull (strstr (of_locked, "_Unlock"));
  g_assert_nonnull (peek_field (fixture.session, locked[0], UA_FIELD_LOCKED_UNTIL));
  ua_member_tasks_run (fixture.tasks, UA_TASK_UNLOCK, (const char * const *) locked);
  wait_for (get_status (&fixture, locked[0]) == UA_STATUS_ACTIVE);
  wait_for (fixture.toast != NULL);
  tear_down (&fixture);
}

/* CC-02: of who is assigned to content that is open it is said before that they are deactivated
 * instead, and so it is done. */
static void
test_open_content (void)
{
  Fixture fixture = { 0 };
  g_auto (GStrv) ids = NULL;
  g_autofree char *record = NULL;
  g_autofree char *parts = NULL;
  g_autofree char *name = NULL;
  g_autoptr (UaMemberRecord) member = NULL;
  g_autoptr (GObject) first = NULL;
  g_autofree char *note = NULL;
  GtkSelectionModel *model;
  UaTaskDialog *dialog;

  set_up (&fixture, NULL);
  ids = find_ids (fixture.session, UA_STATUS_ACTIVE, 2);
  parts = g_strdup_printf ("\"kind\":\"assessment\",\"state\":\"open\","
                           "\"subject\":{\"value\":\"%s\"}", ids[1]);
  record = ua_test_create (fixture.directory, "/Records",
                           "urn:example:useradmin:scim:2.0:Record", parts);
  dialog = ask_about (&fixture, UA_TASK_ERASE, (char *[]){ ids[1], NULL });
  wait_for ((name = ua_task_dialog_dup_name (dialog)) != NULL);
  wait_for (!ui_is_shown (GTK_WIDGET (dialog), "waiting_row"));
  g_assert_true (ui_is_shown (GTK_WIDGET (dialog), "list"));
  model = gtk_list_view_get_model (GTK_LIST_VIEW (ui_find (GTK_WIDGET (dialog), "list")));
  first = g_list_model_get_item (G_LIST_MODEL (model), 0);
  g_object_get (first, "note", &note, NULL);
  g_assert_cmpstr (note, ==, "Will be deactivated instead: assigned to content that is open.");
  g_clear_object (&first);
  ui_take_pictures (GTK_WIDGET (dialog), "task-open-content");
  member = find_record (fixture.session, ids[1]);
  ui_set_text (GTK_WIDGET (dialog), "confirm_row", ua_member_record_get_name (member));
  wait_for (can_run (dialog));
  run (dialog);
  wait_for (get_status (&fixture, ids[1]) == UA_STATUS_DEACTIVATED);
  wait_for (fixture.toast != NULL);
  tear_down (&fixture);
}

/* CC-15: the message that reminds can be edited, and goes out as it is then. */
static void
test_remind (void)
{
  Fixture fixture = { 0 };
  g_auto (GStrv) ids = NULL;
  g_autoptr (UaTestReply) mails = NULL;
  UaTaskDialog *dialog;
  GtkWidget *text;

  set_up (&fixture, NULL);
  turn_on (&fixture, "signOff");
  /* Some have none to give, and some have given it. */
  ids = find_ids (fixture.session, UA_STATUS_ACTIVE, 8);
  dialog = ask_about (&fixture, UA_TASK_REQUEST_SIGN_OFF, ids);
  wait_for (can_run (dialog));
  run (dialog);
  wait_for (fixture.toast != NULL);
  g_clear_object (&fixture.toast);
  dialog = ask_about (&fixture, UA_TASK_REMIND_SIGN_OFF, ids);
  text = find_type (ui_find (GTK_WIDGET (dialog), "parameter_bin"), GTK_TYPE_TEXT_VIEW);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)),
                            "The lantern must be lit by Friday.", -1);
  wait_for (can_run (dialog));
  ui_take_pictures (GTK_WIDGET (dialog), "task-remind");
  run (dialog);
  wait_for (fixture.toast != NULL);
  mails = ua_test_directory_list (fixture.directory, "/Messages",
                                  "kind eq \"signOffReminder\"", "attributes=body");
  g_assert_nonnull (strstr (mails->text, "The lantern must be lit by Friday."));
  tear_down (&fixture);
}

/* CC-10: who has no password cannot be enabled, which is said of each. */
static void
test_no_password (void)
{
  Fixture fixture = { 0 };
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  g_autoptr (GObject) first = NULL;
  g_autofree char *note = NULL;
  GtkSelectionModel *model;
  UaTaskDialog *dialog;
  gboolean refused;

  set_up (&fixture, NULL);
  one = ua_test_create_user (fixture.directory, "wick", "\"active\":false");
  two = ua_test_create_user (fixture.directory, "tallow", "\"active\":false");
  ua_session_refresh (fixture.session);
  wait_for (is_known (fixture.session, one) && is_known (fixture.session, two));
  dialog = ask_about (&fixture, UA_TASK_REACTIVATE, (char *[]){ one, two, NULL });
  wait_for (!ui_is_shown (GTK_WIDGET (dialog), "waiting_row"));
  model = gtk_list_view_get_model (GTK_LIST_VIEW (ui_find (GTK_WIDGET (dialog), "list")));
  wait_for (g_list_model_get_n_items (G_LIST_MODEL (model)) == 2);
  first = g_list_model_get_item (G_LIST_MODEL (model), 0);
  g_object_get (first, "refused", &refused, "note", &note, NULL);
  g_assert_true (refused);
  g_assert_nonnull (strstr (note, "password"));
  g_assert_false (can_run (dialog));
  g_clear_object (&first);
  ui_take_pictures (GTK_WIDGET (dialog), "task-no-password");
  gtk_window_close (GTK_WINDOW (dialog));
  tear_down (&fixture);
}

/* Requirement 12: where the server cannot, there is no entry. */
static void
test_plain (void)
{
  Fixture fixture = { 0 };
  g_auto (GStrv) active = NULL;
  g_autofree char *labels = NULL;

  set_up (&fixture, "--plain");
  active = find_ids (fixture.session, UA_STATUS_ACTIVE, 1);
  labels = list_menu (&fixture, active[0]);
  g_assert_cmpstr (labels, ==, "_Deactivate…|_Erase…|");
  tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  ui_init (&argc, &argv);
  g_test_add_func ("/tasks/deactivate", test_deactivate);
  g_test_add_func ("/tasks/erase", test_erase);
  g_test_add_func ("/tasks/some-refused", test_some_refused);
  g_test_add_func ("/tasks/missed", test_missed);
  g_test_add_func ("/tasks/missed-plain", test_missed_plain);
  g_test_add_func ("/tasks/mails", test_mails);
  g_test_add_func ("/tasks/offline", test_offline);
  g_test_add_func ("/tasks/menu", test_menu);
  g_test_add_func ("/tasks/plain", test_plain);
  g_test_add_func ("/tasks/label", test_label);
  g_test_add_func ("/tasks/role-profile", test_role_profile);
  g_test_add_func ("/tasks/settings", test_settings);
  g_test_add_func ("/tasks/unlock", test_unlock);
  g_test_add_func ("/tasks/open-content", test_open_content);
  g_test_add_func ("/tasks/remind", test_remind);
  g_test_add_func ("/tasks/no-password", test_no_password);
  return g_test_run ();
}
