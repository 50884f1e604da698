/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invite-fixture.h"

#include "ua-date-row.h"
#include "ua-invite-draft.h"
#include "ua-invitee-dialog.h"
#include "ua-pick-row.h"
#include "ua-question-dialog.h"
#include "ua-task-dialog.h"

static GtkLabel *
get_label (InviteFixture *fixture,
           const char    *id)
{
  return GTK_LABEL (invite_find (fixture, id));
}

/* WS-06, LE-05, TL-09: one person, with name, email and role profile. */
static void
test_one (void)
{
  InviteFixture fixture;
  g_autoptr (UaTestReply) before = NULL;
  g_autoptr (UaTestReply) after = NULL;
  JsonObject *member;
  GtkWidget *role;

  invite_set_up (&fixture, FALSE);
  invite_present (&fixture, NULL);
  ui_assert_typing_goes_to (GTK_WIDGET (fixture.dialog), "name_row");
  g_assert_false (invite_can_send (&fixture));
  /* The seats are there before anything is typed. */
  ui_wait_for (gtk_widget_get_visible (invite_find (&fixture, "seats_label")));
  g_assert_cmpstr (gtk_label_get_label (get_label (&fixture, "seats_label")), ==,
                   "52 seats in use, and as many free as needed.");
  invite_type (&fixture, "name_row", "Ada Berg");
  invite_type (&fixture, "email_row", INVITE_NEW);
  role = invite_find (&fixture, "role_profile_row");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (ui_find (role, "drop_down")), 1);
  ui_wait_for (invite_can_send (&fixture));
  g_assert_nonnull (g_strstr_len (gtk_label_get_label (get_label (&fixture, "mails_label")), -1,
                                  "An email goes out at once"));
  g_assert_true (gtk_widget_get_visible (invite_find (&fixture, "seats_label")));
  ui_take_pictures (GTK_WIDGET (fixture.dialog), "invite-one");
  ui_assert_fits (GTK_WIDGET (fixture.dialog));
  before = invite_ask (&fixture, INVITE_NEW);
  g_assert_cmpuint (json_array_get_length (ua_test_reply_resources (before)), ==, 0);

  invite_send (&fixture);
  ui_wait_for (fixture.dialog == NULL);
  after = invite_ask (&fixture, INVITE_NEW);
  member = invite_get_first (after);
  g_assert_cmpstr (invite_get_status (member), ==, "invited");
  g_assert_cmpstr (json_object_get_string_member (member, "displayName"), ==, "Ada Berg");
  g_assert_true (json_object_has_member (json_object_get_object_member (member, EXTENSION),
                                         "roleProfile"));
  g_assert_cmpstr (fixture.told, ==, "1 invited");
  g_assert_cmpstr (fixture.toast_action, ==, "win.show-member");
  invite_tear_down (&fixture);
}

/* TL-09: how many seats are free, and whether that is enough. */
static void
test_seats (void)
{
  InviteFixture fixture;
  g_autoptr (UaTestReply) reply = NULL;

  invite_set_up (&fixture, FALSE);
  reply = ua_test_directory_send (
    fixture.directory, "PATCH", "/Settings/seats",
    "{\"schemas\": [\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"], \"Operations\":"
    " [{\"op\": \"replace\", \"path\": \"value\", \"value\": \"53\"}]}");
  g_assert_cmpuint (reply->status, ==, 200);
  invite_present (&fixture, NULL);
  ua_invite_dialog_add (fixture.dialog, INVITE_NEW ",ida.lund@brackwater.example");
  ui_wait_for (invite_can_send (&fixture));
  g_assert_cmpstr (gtk_label_get_label (get_label (&fixture, "seats_label")), ==,
                   "52 of 53 seats in use, 1 free: not enough for all.");
  ui_take_pictures (GTK_WIDGET (fixture.dialog), "invite-seats");
  invite_tear_down (&fixture);
}

/* An address is judged when it is left, not while it is typed. */
static void
test_wrong (void)
{
  InviteFixture fixture;

  invite_set_up (&fixture, FALSE);
  invite_present (&fixture, NULL);
  gtk_widget_grab_focus (invite_find (&fixture, "email_row"));
  invite_type (&fixture, "email_row", "ada.berg@");
  g_assert_null (invite_get_problem (&fixture, "email_problem"));
  gtk_widget_grab_focus (invite_find (&fixture, "name_row"));
  ui_wait_for (invite_get_problem (&fixture, "email_problem") != NULL);
  g_assert_false (invite_can_send (&fixture));
  ui_take_pictures (GTK_WIDGET (fixture.dialog), "invite-wrong");
  invite_type (&fixture, "email_row", INVITE_NEW);
  g_assert_null (invite_get_problem (&fixture, "email_problem"));
  ui_wait_for (invite_can_send (&fixture));
  invite_tear_down (&fixture);
}

/* Enter right after typing waits for what the server says. */
static void
test_enter (void)
{
  InviteFixture fixture;
  g_autofree char *active = NULL;
  g_autoptr (UaTestReply) reply = NULL;

  invite_set_up (&fixture, FALSE);
  active = invite_dup_email (&fixture, "active");
  invite_present (&fixture, NULL);
  invite_type (&fixture, "email_row", active);
  g_signal_emit_by_name (invite_find (&fixture, "email_row"), "entry-activated");
  ui_wait_for (invite_get_problem (&fixture, "email_problem") != NULL);
  g_assert_nonnull (fixture.dialog);
  invite_type (&fixture, "email_row", INVITE_NEW);
  g_signal_emit_by_name (invite_find (&fixture, "email_row"), "entry-activated");
  ui_wait_for (fixture.dialog == NULL);
  reply = invite_ask (&fixture, INVITE_NEW);
  g_assert_cmpstr (invite_get_status (invite_get_first (reply)), ==, "invited");
  invite_tear_down (&fixture);
}

/* TL-10: who has an active account is not invited; the way there is offered. */
static void
test_active (void)
{
  InviteFixture fixture;
  g_autofree char *active = NULL;
  g_autoptr (UaTestReply) reply = NULL;

  invite_set_up (&fixture, FALSE);
  active = invite_dup_email (&fixture, "active");
  invite_present (&fixture, NULL);
  invite_type (&fixture, "email_row", active);
  ui_wait_for (invite_get_problem (&fixture, "email_problem") != NULL);
  g_assert_cmpstr (invite_get_problem (&fixture, "email_problem"), ==,
                   "This address already has an active account.");
  g_assert_false (invite_can_send (&fixture));
  ui_take_pictures (GTK_WIDGET (fixture.dialog), "invite-active");
  invite_press_help (invite_page (&fixture), "email_problem");
  ui_wait_for (fixture.dialog == NULL);
  reply = invite_ask (&fixture, active);
  g_assert_cmpstr (fixture.shown, ==,
                   json_object_get_string_member (invite_get_first (reply), "id"));
  invite_tear_down (&fixture);
}

static void
run_task (InviteFixture *fixture)
{
  GtkWindow *dialog;

  ui_wait_for (invite_find_window (UA_TYPE_TASK_DIALOG) != NULL);
  dialog = invite_find_window (UA_TYPE_TASK_DIALOG);
  ui_wait_for (ui_action_enabled (GTK_WIDGET (dialog), "task.run"));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "task.run", NULL);
  ui_wait_for (invite_find_window (UA_TYPE_TASK_DIALOG) == NULL);
}

/* WU-06: who was deactivated comes back, with what that does shown before. */
static void
test_deactivated (void)
{
  InviteFixture fixture;
  g_autofree char *deactivated = NULL;
  g_autoptr (UaTestReply) reply = NULL;

  invite_set_up (&fixture, FALSE);
  deactivated = invite_dup_email (&fixture, "deactivated");
  invite_present (&fixture, NULL);
  invite_type (&fixture, "email_row", deactivated);
  ui_wait_for (invite_get_problem (&fixture, "email_problem") != NULL);
  ui_take_pictures (GTK_WIDGET (fixture.dialog), "invite-deactivated");
  invite_press_help (invite_page (&fixture), "email_problem");
  run_task (&fixture);
  ui_wait_for (fixture.dialog == NULL);
  reply = invite_ask (&fixture, deactivated);
  g_assert_cmpstr (invite_get_status (invite_get_first (reply)), ==, "active");
  g_assert_nonnull (fixture.told);
  invite_tear_down (&fixture);
}

static guint
count_messages (InviteFixture *fixture,
                const char    *email)
{
  g_autofree char *filter = g_strdup_printf ("recipient eq \"%s\" and kind eq \"invitation\"",
                                             email);
  g_autoptr (UaTestReply) reply =
    ua_test_directory_list (fixture->directory, "/Messages", filter, NULL);

  return json_array_get_length (ua_test_reply_resources (reply));
}

/* WU-06: who is invited already is sent the invitation again. */
static void
test_invited (void)
{
  InviteFixture fixture;
  guint n_before;

  invite_set_up (&fixture, FALSE);
  invite_present (&fixture, NULL);
  invite_type (&fixture, "email_row", INVITE_NEW);
  invite_send (&fixture);
  ui_wait_for (fixture.dialog == NULL);
  n_before = count_messages (&fixture, INVITE_NEW);

  invite_present (&fixture, NULL);
  invite_type (&fixture, "email_row", INVITE_NEW);
  ui_wait_for (invite_get_problem (&fixture, "email_problem") != NULL);
  invite_press_help (invite_page (&fixture), "email_problem");
  run_task (&fixture);
  ui_wait_for (fixture.dialog == NULL);
  g_assert_cmpuint (count_messages (&fixture, INVITE_NEW), ==, n_before + 1);
  invite_tear_down (&fixture);
}

/* Leaving with something typed asks. */
static void
test_leave (void)
{
  InviteFixture fixture;

  invite_set_up (&fixture, FALSE);
  invite_present (&fixture, NULL);
  gtk_window_close (GTK_WINDOW (fixture.dialog));
  ui_wait_for (fixture.dialog == NULL);

  invite_present (&fixture, NULL);
  invite_type (&fixture, "name_row", "Ada");
  gtk_window_close (GTK_WINDOW (fixture.dialog));
  ui_wait_for (invite_find_window (UA_TYPE_QUESTION_DIALOG) != NULL);
  gtk_window_close (invite_find_window (UA_TYPE_QUESTION_DIALOG));
  ui_wait_for (invite_find_window (UA_TYPE_QUESTION_DIALOG) == NULL);
  g_assert_nonnull (fixture.dialog);
  gtk_window_close (GTK_WINDOW (fixture.dialog));
  ui_wait_for (invite_find_window (UA_TYPE_QUESTION_DIALOG) != NULL);
  gtk_widget_activate_action (GTK_WIDGET (invite_find_window (UA_TYPE_QUESTION_DIALOG)),
                              "question.accept", NULL);
  ui_wait_for (fixture.dialog == NULL);
  invite_tear_down (&fixture);
}

/* What cannot be asked is said, and nothing can be sent. */
static void
test_offline (void)
{
  InviteFixture fixture;

  invite_set_up (&fixture, FALSE);
  invite_present (&fixture, NULL);
  ua_test_directory_kill (fixture.directory);
  invite_type (&fixture, "email_row", INVITE_NEW);
  ui_wait_for (ui_is_shown (GTK_WIDGET (fixture.dialog), "error_box"));
  g_assert_false (invite_can_send (&fixture));
  ui_take_pictures (GTK_WIDGET (fixture.dialog), "invite-offline");
  invite_tear_down (&fixture);
}

static GListModel *
get_people (InviteFixture *fixture)
{
  GtkListView *list = GTK_LIST_VIEW (invite_find (fixture, "list"));

  return G_LIST_MODEL (gtk_list_view_get_model (list));
}

static UaInvitee *
get_person (InviteFixture *fixture,
            guint          n)
{
  g_autoptr (UaInvitee) invitee = g_list_model_get_item (get_people (fixture), n);

  g_assert_nonnull (invitee);
  return invitee;
}

static UaInviteeMark
get_mark (InviteFixture *fixture,
          guint          n)
{
  return ua_invitee_get_mark (get_person (fixture, n));
}

static gboolean
says (GtkWidget  *root,
      const char *text)
{
  if (GTK_IS_LABEL (root) && g_strcmp0 (gtk_label_get_label (GTK_LABEL (root)), text) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;
  return FALSE;
}

/* TL-01, LE-04: many in one field, each with a mark before anything is sent; those who can be are
 * invited, the others stay with the reason. */
static void
test_many (void)
{
  InviteFixture fixture;
  g_autofree char *active = NULL;
  g_autofree char *text = NULL;
  g_autoptr (UaTestReply) reply = NULL;

  invite_set_up (&fixture, FALSE);
  active = invite_dup_email (&fixture, "active");
  text = g_strdup_printf ("Ida Lund <ida.lund@brackwater.example>; %s\nnobody\n"
                          "IDA.LUND@brackwater.example, otto.holm@brackwater.example", active);
  invite_present (&fixture, NULL);
  invite_type (&fixture, "name_row", "Ada Berg");
  invite_type (&fixture, "email_row", INVITE_NEW);
  gtk_widget_activate_action (invite_page (&fixture), "invite.add-more", NULL);
  ui_assert_typing_goes_to (GTK_WIDGET (fixture.dialog), "add_row");
  invite_type (&fixture, "add_row", text);
  g_assert_cmpuint (g_list_model_get_n_items (get_people (&fixture)), ==, 6);
  ui_wait_for (get_mark (&fixture, 0) == UA_INVITEE_MARK_FINE);
  g_assert_cmpint (get_mark (&fixture, 1), ==, UA_INVITEE_MARK_FINE);
  g_assert_cmpstr (ua_invitee_get_name (get_person (&fixture, 1)), ==, "Ida Lund");
  g_assert_cmpint (get_mark (&fixture, 2), ==, UA_INVITEE_MARK_ACTIVE);
  g_assert_cmpint (get_mark (&fixture, 3), ==, UA_INVITEE_MARK_WRONG);
  g_assert_cmpint (get_mark (&fixture, 4), ==, UA_INVITEE_MARK_DUPLICATE);
  g_assert_cmpint (get_mark (&fixture, 5), ==, UA_INVITEE_MARK_FINE);
  ui_take_pictures (GTK_WIDGET (fixture.dialog), "invite-many");
  ui_assert_fits (GTK_WIDGET (fixture.dialog));

  invite_send (&fixture);
  ui_wait_for (says (GTK_WIDGET (fixture.dialog), "3 invited"));
  g_assert_cmpuint (g_list_model_get_n_items (get_people (&fixture)), ==, 2);
  g_assert_cmpint (get_mark (&fixture, 0), ==, UA_INVITEE_MARK_ACTIVE);
  g_assert_cmpint (get_mark (&fixture, 1), ==, UA_INVITEE_MARK_WRONG);
  ui_take_pictures (GTK_WIDGET (fixture.dialog), "invite-left");
  reply = invite_ask (&fixture, "ida.lund@brackwater.example");
  g_assert_cmpstr (json_object_get_string_member (invite_get_first (reply), "displayName"), ==,
                   "Ida Lund");
  invite_tear_down (&fixture);
}

static void
pick (GtkWidget  *root,
      const char *id,
      guint       position)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (ui_find (ui_find (root, id), "drop_down")),
                              position);
}

/* LE-04, TL-02: for all or for one; not member and coach of the same team. */
static void
test_options (void)
{
  InviteFixture fixture;
  g_autoptr (UaTestReply) first = NULL;
  g_autoptr (UaTestReply) second = NULL;
  JsonObject *extension;
  GtkWindow *dialog;

  invite_set_up (&fixture, FALSE);
  invite_present (&fixture, NULL);
  gtk_widget_activate_action (invite_page (&fixture), "invite.add-more", NULL);
  invite_type (&fixture, "add_row", INVITE_NEW ",ida.lund@brackwater.example,");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (invite_find (&fixture, "more_row")), TRUE);
  ui_wait_for (gtk_widget_get_visible (invite_find (&fixture, "team_row")));
  pick (invite_page (&fixture), "team_row", 1);
  pick (invite_page (&fixture), "coach_of_row", 1);
  ui_wait_for (invite_get_problem (&fixture, "coach_of_problem") != NULL);
  g_assert_cmpint (get_mark (&fixture, 0), ==, UA_INVITEE_MARK_WRONG);
  g_assert_false (invite_can_send (&fixture));
  ui_take_pictures (GTK_WIDGET (fixture.dialog), "invite-options");
  pick (invite_page (&fixture), "coach_of_row", 0);
  pick (invite_page (&fixture), "language_row", 4);
  invite_type (&fixture, "labels_row", "autumn, , pilot");
  ui_wait_for (get_mark (&fixture, 0) == UA_INVITEE_MARK_FINE);

  g_signal_emit_by_name (invite_find (&fixture, "list"), "activate", 1u);
  ui_wait_for (invite_find_window (UA_TYPE_INVITEE_DIALOG) != NULL);
  dialog = invite_find_window (UA_TYPE_INVITEE_DIALOG);
  ui_set_text (GTK_WIDGET (dialog), "name_row", "Ida Lund");
  pick (GTK_WIDGET (dialog), "access_level_row", 3);
  pick (GTK_WIDGET (dialog), "coach_of_row", 2);
  ui_take_pictures (GTK_WIDGET (dialog), "invite-person");
  ui_assert_fits (GTK_WIDGET (dialog));
  gtk_window_close (dialog);
  ui_wait_for (invite_find_window (UA_TYPE_INVITEE_DIALOG) == NULL);
  invite_send (&fixture);
  ui_wait_for (fixture.dialog == NULL);
  g_assert_cmpstr (fixture.told, ==, "2 invited");
  g_assert_cmpstr (fixture.toast_action, ==, "win.show-members");

  first = invite_ask (&fixture, INVITE_NEW);
  extension = json_object_get_object_member (invite_get_first (first), EXTENSION);
  g_assert_cmpstr (json_object_get_string_member (invite_get_first (first), "preferredLanguage"),
                   ==, "nl");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (extension, "labels")),
                    ==, 2);
  g_assert_cmpuint (
    json_array_get_length (json_object_get_array_member (extension, "memberships")), ==, 1);
  second = invite_ask (&fixture, "ida.lund@brackwater.example");
  extension = json_object_get_object_member (invite_get_first (second), EXTENSION);
  g_assert_cmpstr (json_object_get_string_member (extension, "accessLevel"), ==, "admin");
  g_assert_cmpuint (
    json_array_get_length (json_object_get_array_member (extension, "memberships")), ==, 2);
  invite_tear_down (&fixture);
}

/* Who stands in the field still when it is sent is invited with the others. */
static void
test_last (void)
{
  InviteFixture fixture;
  g_autoptr (UaTestReply) reply = NULL;

  invite_set_up (&fixture, FALSE);
  invite_present (&fixture, NULL);
  ua_invite_dialog_add (fixture.dialog, INVITE_NEW);
  ui_wait_for (invite_can_send (&fixture));
  invite_type (&fixture, "add_row", "ida.lund@brackwater.example");
  g_assert_cmpuint (g_list_model_get_n_items (get_people (&fixture)), ==, 1);
  invite_send (&fixture);
  ui_wait_for (fixture.dialog == NULL);
  g_assert_cmpstr (fixture.told, ==, "2 invited");
  reply = invite_ask (&fixture, "ida.lund@brackwater.example");
  g_assert_cmpstr (invite_get_status (invite_get_first (reply)), ==, "invited");
  invite_tear_down (&fixture);
}

/* Who is in the list can be helped and taken out by the keyboard alone. */
static void
test_list (void)
{
  InviteFixture fixture;
  g_autofree char *deactivated = NULL;
  g_autofree char *text = NULL;
  g_autoptr (UaTestReply) reply = NULL;
  GtkSelectionModel *people;
  GtkWidget *list;

  invite_set_up (&fixture, FALSE);
  deactivated = invite_dup_email (&fixture, "deactivated");
  text = g_strdup_printf ("%s\n" INVITE_NEW "\nida.lund@brackwater.example", deactivated);
  invite_present (&fixture, NULL);
  ua_invite_dialog_add (fixture.dialog, text);
  ui_wait_for (get_mark (&fixture, 0) == UA_INVITEE_MARK_DEACTIVATED);
  list = invite_find (&fixture, "list");
  g_signal_emit_by_name (list, "activate", 0u);
  ui_wait_for (invite_find_window (UA_TYPE_INVITEE_DIALOG) != NULL);
  ui_take_pictures (GTK_WIDGET (invite_find_window (UA_TYPE_INVITEE_DIALOG)),
                    "invite-person-deactivated");
  invite_press_help (GTK_WIDGET (invite_find_window (UA_TYPE_INVITEE_DIALOG)), "problem");
  run_task (&fixture);
  ui_wait_for (g_list_model_get_n_items (get_people (&fixture)) == 2);
  reply = invite_ask (&fixture, deactivated);
  g_assert_cmpstr (invite_get_status (invite_get_first (reply)), ==, "active");

  people = GTK_SELECTION_MODEL (get_people (&fixture));
  gtk_widget_activate_action (invite_page (&fixture), "invite.remove", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (people)), ==, 2);
  gtk_widget_child_focus (list, GTK_DIR_TAB_FORWARD);
  gtk_selection_model_select_item (people, 0, TRUE);
  gtk_widget_activate_action (invite_page (&fixture), "invite.remove", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (people)), ==, 1);
  g_assert_cmpstr (ua_invitee_get_email (get_person (&fixture, 0)), ==,
                   "ida.lund@brackwater.example");
  g_signal_emit_by_name (list, "activate", 0u);
  ui_wait_for (invite_find_window (UA_TYPE_INVITEE_DIALOG) != NULL);
  gtk_widget_activate_action (GTK_WIDGET (invite_find_window (UA_TYPE_INVITEE_DIALOG)),
                              "invitee.remove", NULL);
  ui_wait_for (invite_find_window (UA_TYPE_INVITEE_DIALOG) == NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (people)), ==, 0);
  ui_assert_typing_goes_to (GTK_WIDGET (fixture.dialog), "add_row");
  invite_tear_down (&fixture);
}

static GtkCalendar *
open_calendar (GtkWidget *row)
{
  GtkMenuButton *button = GTK_MENU_BUTTON (ui_find (row, "calendar_button"));

  return GTK_CALENDAR (gtk_popover_get_child (ui_open_popover (button)));
}

/* TL-02, TL-07: a day from a calendar, which has to be ahead, and can be taken away again. */
static void
test_deletion (void)
{
  InviteFixture fixture;
  UaDateRow *row;
  GtkCalendar *calendar;
  g_autoptr (UaTestReply) reply = NULL;

  invite_set_up (&fixture, FALSE);
  invite_present (&fixture, NULL);
  invite_type (&fixture, "email_row", INVITE_NEW);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (invite_find (&fixture, "more_row")), TRUE);
  row = UA_DATE_ROW (invite_find (&fixture, "date_row"));
  ua_date_row_set_date (row, "2020-02-29");
  ui_wait_for (invite_get_problem (&fixture, "date_problem") != NULL);
  g_assert_false (invite_can_send (&fixture));
  ui_take_pictures (GTK_WIDGET (fixture.dialog), "invite-deletion");
  gtk_widget_activate_action (GTK_WIDGET (row), "date.clear", NULL);
  g_assert_null (ua_date_row_get_date (row));
  g_assert_null (invite_get_problem (&fixture, "date_problem"));

  calendar = open_calendar (GTK_WIDGET (row));
  g_assert_null (ua_date_row_get_date (row));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture.dialog)) == GTK_WIDGET (calendar));
  g_object_set (calendar, "year", 2090, "month", 11, "day", 31, NULL);
  g_assert_cmpstr (ua_date_row_get_date (row), ==, "2090-12-31");
  gtk_menu_button_popdown (GTK_MENU_BUTTON (ui_find (GTK_WIDGET (row), "calendar_button")));
  calendar = open_calendar (GTK_WIDGET (row));
  g_assert_cmpstr (ua_date_row_get_date (row), ==, "2090-12-31");
  gtk_menu_button_popdown (GTK_MENU_BUTTON (ui_find (GTK_WIDGET (row), "calendar_button")));
  invite_send (&fixture);
  ui_wait_for (fixture.dialog == NULL);
  reply = invite_ask (&fixture, INVITE_NEW);
  g_assert_cmpstr (json_object_get_string_member (
                     json_object_get_object_member (invite_get_first (reply), EXTENSION),
                     "deletionDate"), ==, "2090-12-31");
  invite_tear_down (&fixture);
}

/* TL-04: from a session as learner, into nothing else; TL-03: no day of deletion. */
static void
test_session (void)
{
  InviteFixture fixture;
  g_autoptr (UaGroup) group = NULL;
  g_autoptr (UaTestReply) reply = NULL;
  JsonArray *memberships;
  JsonObject *membership;

  invite_set_up (&fixture, FALSE);
  group = invite_dup_group (&fixture, UA_GROUP_KIND_SESSION);
  invite_present (&fixture, group);
  g_assert_false (gtk_widget_get_visible (invite_find (&fixture, "team_row")));
  g_assert_false (gtk_widget_get_visible (invite_find (&fixture, "coach_of_row")));
  g_assert_false (gtk_widget_get_visible (invite_find (&fixture, "date_row")));
  g_assert_cmpstr (ua_pick_row_get_id (UA_PICK_ROW (invite_find (&fixture, "group_role_row"))),
                   ==, "learner");
  invite_type (&fixture, "email_row", INVITE_NEW);
  ui_take_pictures (GTK_WIDGET (fixture.dialog), "invite-session");
  invite_send (&fixture);
  ui_wait_for (fixture.dialog == NULL);
  reply = invite_ask (&fixture, INVITE_NEW);
  memberships = json_object_get_array_member (
    json_object_get_object_member (invite_get_first (reply), EXTENSION), "memberships");
  g_assert_cmpuint (json_array_get_length (memberships), ==, 1);
  membership = json_array_get_object_element (memberships, 0);
  g_assert_cmpstr (json_object_get_string_member (membership, "role"), ==, "learner");
  g_assert_cmpstr (json_object_get_string_member (membership, "value"), ==,
                   ua_group_get_id (group));
  invite_tear_down (&fixture);
}

/* TL-03: from a team, with a role there. */
static void
test_team (void)
{
  InviteFixture fixture;
  g_autoptr (UaGroup) group = NULL;
  g_autoptr (UaTestReply) reply = NULL;
  JsonArray *memberships;

  invite_set_up (&fixture, FALSE);
  group = invite_dup_group (&fixture, UA_GROUP_KIND_TEAM);
  invite_present (&fixture, group);
  g_assert_false (gtk_widget_get_visible (invite_find (&fixture, "date_row")));
  invite_type (&fixture, "email_row", INVITE_NEW);
  pick (invite_page (&fixture), "group_role_row", 1);
  invite_send (&fixture);
  ui_wait_for (fixture.dialog == NULL);
  reply = invite_ask (&fixture, INVITE_NEW);
  memberships = json_object_get_array_member (
    json_object_get_object_member (invite_get_first (reply), EXTENSION), "memberships");
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (memberships, 0),
                                                  "role"), ==, "coach");
  invite_tear_down (&fixture);
}

/* At most so many at once, said where the others were typed. */
static void
test_too_many (void)
{
  InviteFixture fixture;
  g_autoptr (GString) text = g_string_new (NULL);

  invite_set_up (&fixture, FALSE);
  invite_present (&fixture, NULL);
  for (guint i = 0; i < UA_INVITE_MAX + 2; i++)
    g_string_append_printf (text, "member%u@brackwater.example\n", i);
  ua_invite_dialog_add (fixture.dialog, text->str);
  g_assert_cmpuint (g_list_model_get_n_items (get_people (&fixture)), ==, UA_INVITE_MAX);
  g_assert_nonnull (invite_get_problem (&fixture, "add_problem"));
  ui_wait_for (get_mark (&fixture, UA_INVITE_MAX - 1) == UA_INVITEE_MARK_FINE);
  ui_take_pictures (GTK_WIDGET (fixture.dialog), "invite-too-many");
  invite_send (&fixture);
  ui_wait_for (fixture.dialog == NULL);
  g_assert_cmpstr (fixture.told, ==, "1000 invited");
  invite_tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  invite_init (&argc, &argv);
  g_test_add_func ("/invite-dialog/one", test_one);
  g_test_add_func ("/invite-dialog/seats", test_seats);
  g_test_add_func ("/invite-dialog/wrong", test_wrong);
  g_test_add_func ("/invite-dialog/enter", test_enter);
  g_test_add_func ("/invite-dialog/active", test_active);
  g_test_add_func ("/invite-dialog/deactivated", test_deactivated);
  g_test_add_func ("/invite-dialog/invited", test_invited);
  g_test_add_func ("/invite-dialog/leave", test_leave);
  g_test_add_func ("/invite-dialog/offline", test_offline);
  g_test_add_func ("/invite-dialog/many", test_many);
  g_test_add_func ("/invite-dialog/last", test_last);
  g_test_add_func ("/invite-dialog/list", test_list);
  g_test_add_func ("/invite-dialog/options", test_options);
  g_test_add_func ("/invite-dialog/deletion", test_deletion);
  g_test_add_func ("/invite-dialog/session", test_session);
  g_test_add_func ("/invite-dialog/team", test_team);
  g_test_add_func ("/invite-dialog/too-many", test_too_many);
  return g_test_run ();
}
