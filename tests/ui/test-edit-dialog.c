/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-sync.h"
#include "ui-fixture.h"

#include "ua-choice.h"
#include "ua-edit-dialog.h"
#include "ua-error.h"
#include "ua-question-dialog.h"

typedef struct
{
  UaSession *session;   /* (owned) */
  UaMember *member;     /* (owned) */
  UaEditDialog *dialog; /* (unowned), a window */
} Fixture;

static UaMember *
make_member (gboolean    extended,
             const char *managed)
{
  g_autoptr (UaMemberRecord) record = NULL;
  UaMemberBuilder *builder = ua_member_builder_new ();

  ua_member_builder_set (builder, UA_FIELD_ID, "m1");
  ua_member_builder_set (builder, UA_FIELD_VERSION, "W/\"3\"");
  ua_member_builder_set (builder, UA_FIELD_GIVEN_NAME, "Ada");
  ua_member_builder_set (builder, UA_FIELD_FAMILY_NAME, "Berg");
  ua_member_builder_set (builder, UA_FIELD_DISPLAY_NAME, "Ada Berg");
  if (extended)
    {
      ua_member_builder_set (builder, UA_FIELD_ACCESS_LEVEL, "employee");
      ua_member_builder_set (builder, UA_FIELD_ROLE_PROFILE, "old");
      ua_member_builder_set (builder, UA_FIELD_ROLE_PROFILE_NAME, "Typesetter");
    }
  if (managed != NULL)
    ua_member_builder_add (builder, UA_FIELD_MANAGED_ATTRIBUTES, managed, NULL, NULL);
  record = ua_member_builder_end (builder);
  return ua_member_new (1, record);
}

static void
present (Fixture *fixture)
{
  fixture->dialog = ua_edit_dialog_new (fixture->session, fixture->member);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  gtk_window_present (GTK_WINDOW (fixture->dialog));
}

static void
set_up (Fixture    *fixture,
        gboolean    extended,
        const char *managed,
        const char *own_id)
{
  g_autoptr (UaCapabilities) none = ua_capabilities_new ();
  g_autoptr (UaCapabilities) one =
    ua_capabilities_with (none, UA_CAPABILITY_ROLE_PROFILES, UA_SUPPORT_YES);
  g_autoptr (UaCapabilities) both =
    ua_capabilities_with (one, UA_CAPABILITY_ACCESS_LEVEL, UA_SUPPORT_YES);

  fixture->session = fake_session_new (NULL);
  if (extended)
    {
      fake_session_set_capabilities (fixture->session, both);
      fake_session_add_role_profile (fixture->session, "r2", "Printer", FALSE);
      fake_session_add_role_profile (fixture->session, "r1", "Designer", FALSE);
      fake_session_add_role_profile (fixture->session, "old", "Typesetter", TRUE);
      fake_session_add_role_profile (fixture->session, "gone", "Lamplighter", TRUE);
    }
  fake_session_set_own_id (fixture->session, own_id);
  fixture->member = make_member (extended, managed);
  present (fixture);
}

static void
tear_down (Fixture *fixture)
{
  if (fixture->dialog != NULL)
    ui_assert_finalized (fixture->dialog);
  ui_assert_finalized (fixture->session);
  ui_assert_finalized (fixture->member);
}

static gboolean
can_save (Fixture *fixture)
{
  return ui_action_enabled (GTK_WIDGET (fixture->dialog), "edit.save");
}

static const char *
get_text (Fixture    *fixture,
          const char *id)
{
  return gtk_editable_get_text (
    GTK_EDITABLE (ui_find (GTK_WIDGET (fixture->dialog), id)));
}

static GListModel *
get_role_profiles (Fixture *fixture)
{
  GtkWidget *drop = ui_find (GTK_WIDGET (fixture->dialog), "role_profile_drop");

  return gtk_drop_down_get_model (GTK_DROP_DOWN (drop));
}

/* WS-07: nothing to save until something valid differs. */
static void
test_sensitive (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, TRUE, NULL, NULL);
  g_assert_false (can_save (&fixture));
  ui_set_text (GTK_WIDGET (fixture.dialog), "given_row", "Ida");
  g_assert_true (can_save (&fixture));
  g_assert_cmpstr (get_text (&fixture, "display_row"), ==, "Ida Berg");
  ui_take_pictures (GTK_WIDGET (fixture.dialog), "edit-dialog");
  ui_set_text (GTK_WIDGET (fixture.dialog), "given_row", "Ada");
  g_assert_false (can_save (&fixture));
  ui_set_text (GTK_WIDGET (fixture.dialog), "given_row", "I\tda");
  g_assert_false (can_save (&fixture));
  ui_assert_fits (GTK_WIDGET (fixture.dialog));
  tear_down (&fixture);
}

/* WS-07: Save Changes hands over the difference, and the dialog closes once it is kept. */
static void
test_save (void)
{
  Fixture fixture = { 0 };
  UaPatch *patch;

  set_up (&fixture, TRUE, NULL, NULL);
  ui_set_text (GTK_WIDGET (fixture.dialog), "family_row", "Lund ");
  gtk_widget_activate_action (GTK_WIDGET (fixture.dialog), "edit.save", NULL);
  g_assert_true (fake_session_is_asked (fixture.session));
  g_assert_false (can_save (&fixture));
  patch = fake_session_get_submitted (fixture.session);
  g_assert_cmpstr (ua_patch_get_base_version (patch), ==, "W/\"3\"");
  g_assert_cmpuint (ua_patch_get_n (patch), ==, 2);
  g_assert_cmpstr (ua_patch_find (patch, UA_FIELD_FAMILY_NAME)->new_value, ==, "Lund");
  g_assert_cmpstr (ua_patch_find (patch, UA_FIELD_DISPLAY_NAME)->new_value, ==, "Ada Lund");

  fake_session_answer (fixture.session, NULL);
  ui_wait_for (fixture.dialog == NULL);
  tear_down (&fixture);
}

/* PE-15: Enter in a field saves, as the button does, when there is something to save. */
static void
test_enter (void)
{
  Fixture fixture = { 0 };
  GtkEditable *text;

  set_up (&fixture, TRUE, NULL, NULL);
  text = gtk_editable_get_delegate (GTK_EDITABLE (ui_find (GTK_WIDGET (fixture.dialog),
                                                           "given_row")));
  gtk_widget_grab_focus (GTK_WIDGET (text));
  g_signal_emit_by_name (text, "activate");
  g_assert_false (fake_session_is_asked (fixture.session));
  ui_set_text (GTK_WIDGET (fixture.dialog), "given_row", "Ida");
  g_signal_emit_by_name (text, "activate");
  ui_wait_for (fake_session_is_asked (fixture.session));
  fake_session_answer (fixture.session, NULL);
  ui_wait_for (fixture.dialog == NULL);
  tear_down (&fixture);
}

/* What fails stays in the dialog, with what was typed. */
static void
test_error (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GError) error = g_error_new_literal (UA_ERROR, UA_ERROR_STORAGE, "disk I/O error");

  set_up (&fixture, TRUE, NULL, NULL);
  ui_set_text (GTK_WIDGET (fixture.dialog), "given_row", "Ida");
  g_assert_false (ui_is_shown (GTK_WIDGET (fixture.dialog), "error_box"));
  gtk_widget_activate_action (GTK_WIDGET (fixture.dialog), "edit.save", NULL);
  fake_session_answer (fixture.session, error);
  ui_wait_for (ui_is_shown (GTK_WIDGET (fixture.dialog), "error_box"));
  g_assert_cmpstr (get_text (&fixture, "given_row"), ==, "Ida");
  g_assert_true (can_save (&fixture));
  ui_take_pictures (GTK_WIDGET (fixture.dialog), "edit-dialog-error");
  tear_down (&fixture);
}

/* The dialog goes away with its window while the change is being kept. */
static void
test_closed_while_saving (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, TRUE, NULL, NULL);
  ui_set_text (GTK_WIDGET (fixture.dialog), "given_row", "Ida");
  gtk_widget_activate_action (GTK_WIDGET (fixture.dialog), "edit.save", NULL);
  gtk_window_destroy (GTK_WINDOW (fixture.dialog));
  fake_session_answer (fixture.session, NULL);
  ui_wait_for (fixture.dialog == NULL);
  tear_down (&fixture);
}

static UaQuestionDialog *
find_question (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GObject) window = g_list_model_get_item (toplevels, i);

      if (UA_IS_QUESTION_DIALOG (window))
        return UA_QUESTION_DIALOG (window);
    }
  return NULL;
}

/* WS-07: leaving with changes asks. */
static void
test_leave (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, TRUE, NULL, NULL);
  ui_set_text (GTK_WIDGET (fixture.dialog), "given_row", "Ida");
  gtk_window_close (GTK_WINDOW (fixture.dialog));
  ui_wait_for (find_question () != NULL);
  ui_take_pictures (GTK_WIDGET (find_question ()), "discard-question");
  gtk_window_close (GTK_WINDOW (find_question ()));
  ui_wait_for (find_question () == NULL);
  g_assert_nonnull (fixture.dialog);

  gtk_window_close (GTK_WINDOW (fixture.dialog));
  ui_wait_for (find_question () != NULL);
  gtk_widget_activate_action (GTK_WIDGET (find_question ()), "question.accept", NULL);
  ui_wait_for (fixture.dialog == NULL);
  g_assert_null (fake_session_get_submitted (fixture.session));
  tear_down (&fixture);
}

static void
test_leave_unchanged (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, TRUE, NULL, NULL);
  gtk_window_close (GTK_WINDOW (fixture.dialog));
  ui_wait_for (fixture.dialog == NULL);
  g_assert_null (find_question ());
  tear_down (&fixture);
}

/* WS-06, WS-07: role profiles that are in use, none, and the own one though it is retired. */
static void
test_role_profiles (void)
{
  static const char * const expected[] = { "None", "Designer", "Printer", "Typesetter" };
  Fixture fixture = { 0 };
  UaPatch *patch;

  set_up (&fixture, TRUE, NULL, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (get_role_profiles (&fixture)), ==,
                    G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (UaChoice) choice = g_list_model_get_item (get_role_profiles (&fixture), i);

      g_assert_cmpstr (ua_choice_get_title (choice), ==, expected[i]);
    }
  gtk_drop_down_set_selected (
    GTK_DROP_DOWN (ui_find (GTK_WIDGET (fixture.dialog), "role_profile_drop")), 1);
  g_assert_true (can_save (&fixture));
  gtk_widget_activate_action (GTK_WIDGET (fixture.dialog), "edit.save", NULL);
  patch = fake_session_get_submitted (fixture.session);
  g_assert_cmpstr (ua_patch_find (patch, UA_FIELD_ROLE_PROFILE)->new_value, ==, "r1");
  g_assert_cmpstr (ua_patch_find (patch, UA_FIELD_ROLE_PROFILE_NAME)->new_value, ==, "Designer");
  fake_session_answer (fixture.session, NULL);
  ui_wait_for (fixture.dialog == NULL);
  tear_down (&fixture);
}

/* WS-08: the access level of somebody else can be chosen. */
static void
test_access_level (void)
{
  Fixture fixture = { 0 };
  GtkWidget *row;

  set_up (&fixture, TRUE, NULL, "m2");
  row = ui_find (GTK_WIDGET (fixture.dialog), "access_level_row");
  g_assert_true (gtk_widget_get_sensitive (row));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 2);
  gtk_widget_activate_action (GTK_WIDGET (fixture.dialog), "edit.save", NULL);
  g_assert_cmpstr (ua_patch_find (fake_session_get_submitted (fixture.session),
                                  UA_FIELD_ACCESS_LEVEL)->new_value, ==, "admin");
  fake_session_answer (fixture.session, NULL);
  ui_wait_for (fixture.dialog == NULL);
  tear_down (&fixture);
}

/* WS-08: the own access level cannot be changed, and the row says why. */
static void
test_own_access_level (void)
{
  Fixture fixture = { 0 };
  GtkWidget *row;

  set_up (&fixture, TRUE, NULL, "m1");
  row = ui_find (GTK_WIDGET (fixture.dialog), "access_level_row");
  g_assert_false (gtk_widget_get_sensitive (row));
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==,
                   "You cannot change your own access level. Ask another admin.");
  tear_down (&fixture);
}

/* What a plain server lacks is absent. */
static void
test_plain_server (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, FALSE, NULL, NULL);
  ui_assert_typing_goes_to (GTK_WIDGET (fixture.dialog), "given_row");
  g_assert_false (ui_is_shown (GTK_WIDGET (fixture.dialog), "organisation_group"));
  g_assert_true (ui_is_shown (GTK_WIDGET (fixture.dialog), "given_row"));
  tear_down (&fixture);
}

/* LE-08: what the HR system owns is locked, with the reason. */
static void
test_managed (void)
{
  Fixture fixture = { 0 };
  GtkWidget *dialog;

  set_up (&fixture, TRUE, "given_name", NULL);
  dialog = GTK_WIDGET (fixture.dialog);
  g_assert_false (gtk_widget_get_sensitive (ui_find (dialog, "given_row")));
  g_assert_true (ui_is_shown (dialog, "given_problem"));
  ui_set_text (dialog, "family_row", "Lund");
  g_assert_true (ui_is_shown (dialog, "given_problem"));
  g_assert_true (gtk_widget_get_sensitive (ui_find (dialog, "family_row")));
  ui_take_pictures (dialog, "edit-dialog-managed");
  ui_assert_fits (dialog);
  tear_down (&fixture);
}

/* PE-15: the dialog for those who read from right to left. */
static void
test_right_to_left (void)
{
  Fixture fixture = { 0 };

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  set_up (&fixture, TRUE, NULL, NULL);
  ui_take_pictures (GTK_WIDGET (fixture.dialog), "edit-dialog-right-to-left");
  g_assert_cmpint (gtk_widget_get_direction (ui_find (GTK_WIDGET (fixture.dialog), "given_row")),
                   ==, GTK_TEXT_DIR_RTL);
  tear_down (&fixture);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* A server that has refused every way to change a member: said instead of tried again. */
static void
test_fixed (void)
{
  g_autoptr (UaCapabilities) none = ua_capabilities_new ();
  g_autoptr (UaCapabilities) fixed =
    ua_capabilities_with_learned (none, UA_CAPABILITY_UPDATE, UA_SUPPORT_NO, 1);
  Fixture fixture = { 0 };

  fixture.session = fake_session_new (NULL);
  fake_session_set_capabilities (fixture.session, fixed);
  fixture.member = make_member (FALSE, NULL);
  present (&fixture);
  g_assert_true (gtk_widget_get_visible (ui_find (GTK_WIDGET (fixture.dialog), "fixed_group")));
  g_assert_false (gtk_widget_is_sensitive (ui_find (GTK_WIDGET (fixture.dialog), "given_row")));
  g_assert_false (can_save (&fixture));
  ui_take_pictures (GTK_WIDGET (fixture.dialog), "edit-dialog-fixed");
  tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  ui_init (&argc, &argv);
  g_test_add_func ("/edit-dialog/sensitive", test_sensitive);
  g_test_add_func ("/edit-dialog/save", test_save);
  g_test_add_func ("/edit-dialog/enter", test_enter);
  g_test_add_func ("/edit-dialog/error", test_error);
  g_test_add_func ("/edit-dialog/closed-while-saving", test_closed_while_saving);
  g_test_add_func ("/edit-dialog/leave", test_leave);
  g_test_add_func ("/edit-dialog/leave-unchanged", test_leave_unchanged);
  g_test_add_func ("/edit-dialog/role-profiles", test_role_profiles);
  g_test_add_func ("/edit-dialog/access-level", test_access_level);
  g_test_add_func ("/edit-dialog/own-access-level", test_own_access_level);
  g_test_add_func ("/edit-dialog/plain-server", test_plain_server);
  g_test_add_func ("/edit-dialog/managed", test_managed);
  g_test_add_func ("/edit-dialog/fixed", test_fixed);
  g_test_add_func ("/edit-dialog/right-to-left", test_right_to_left);
  return g_test_run ();
}
