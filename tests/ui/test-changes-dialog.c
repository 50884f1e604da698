/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-sync.h"
#include "ui-fixture.h"

#include "ua-change-view.h"
#include "ua-changes-dialog.h"
#include "ua-error.h"

typedef struct
{
  UaSession *session;      /* (owned) */
  UaChangesDialog *dialog; /* (unowned), a window */
} Fixture;

static UaChange *
make_change (UaChangeState  state,
             const GError  *error)
{
  const UaPatchEntry entries[] = {
    { UA_FIELD_DISPLAY_NAME, (char *) "Ada Lind", (char *) "Ada Lund" },
    { UA_FIELD_FORMATTED_NAME, (char *) "Ada Lind", (char *) "Ada Lund" },
    { UA_FIELD_ROLE_PROFILE, (char *) "r1", NULL },
    { UA_FIELD_ROLE_PROFILE_NAME, (char *) "Designer", NULL },
  };
  g_autoptr (UaPatch) patch = ua_patch_new ("m1", "W/\"4\"", entries, G_N_ELEMENTS (entries));

  return ua_change_new ("11111111-2222-3333-4444-555555555555", patch, "Ada <Berg>", 0, state, 1,
                        error);
}

static void
set_up (Fixture *fixture)
{
  fixture->session = fake_session_new (NULL);
  fixture->dialog = ua_changes_dialog_new (fixture->session);
  gtk_window_present (GTK_WINDOW (fixture->dialog));
}

static void
add (Fixture       *fixture,
     UaChangeState  state,
     const GError  *error)
{
  g_autoptr (UaChange) change = make_change (state, error);

  fake_session_add_change (fixture->session, change);
}

static void
tear_down (Fixture *fixture)
{
  ui_assert_finalized (fixture->dialog);
  ui_assert_finalized (fixture->session);
}

static GtkWidget *
find_view (GtkWidget *root)
{
  GtkWidget *found = NULL;

  if (UA_IS_CHANGE_VIEW (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_view (child);
  return found;
}

static const char *
get_page (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (
    GTK_STACK (ui_find (GTK_WIDGET (fixture->dialog), "stack")));
}

/* The n-th of the rows in the list of a view, counted from 0. */
static GtkWidget *
find_nth (GtkWidget  *root,
          const char *id,
          guint      *n)
{
  GtkWidget *found = NULL;

  if (g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (root)), id) == 0 && (*n)-- == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_nth (child, id, n);
  return found;
}

/* UA-06: the dialog follows the queue. */
static void
test_follows (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture);
  g_assert_cmpstr (get_page (&fixture), ==, "empty");
  ui_take_pictures (GTK_WIDGET (fixture.dialog), "changes-dialog-empty");
  ui_assert_fits (GTK_WIDGET (fixture.dialog));
  add (&fixture, UA_CHANGE_STATE_QUEUED, NULL);
  g_assert_cmpstr (get_page (&fixture), ==, "list");
  fake_session_remove_changes (fixture.session);
  g_assert_cmpstr (get_page (&fixture), ==, "empty");
  tear_down (&fixture);
}

/* What can be done depends on how the change stands. */
static void
test_actions (void)
{
  static const struct
  {
    UaChangeState state;
    gboolean choice;
    gboolean retry;
    gboolean discard;
  } rows[] = {
    { UA_CHANGE_STATE_QUEUED, FALSE, FALSE, TRUE },
    { UA_CHANGE_STATE_SENDING, FALSE, FALSE, FALSE },
    { UA_CHANGE_STATE_WAITING, FALSE, FALSE, TRUE },
    { UA_CHANGE_STATE_CONFLICT, TRUE, FALSE, FALSE },
    { UA_CHANGE_STATE_REJECTED, FALSE, TRUE, TRUE },
  };
  g_autoptr (GError) error = g_error_new_literal (UA_ERROR, UA_ERROR_CONFLICT, "uniqueness");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Fixture fixture = { 0 };
      GtkWidget *view;

      set_up (&fixture);
      add (&fixture, rows[i].state, rows[i].state == UA_CHANGE_STATE_REJECTED ? error : NULL);
      view = find_view (GTK_WIDGET (fixture.dialog));
      g_assert_cmpint (ui_is_shown (view, "choice_button"), ==, rows[i].choice);
      g_assert_cmpint (ui_is_shown (view, "retry_button"), ==, rows[i].retry);
      g_assert_cmpint (ui_is_shown (view, "discard_button"), ==, rows[i].discard);
      g_assert_cmpint (ui_is_shown (view, "error_box"), ==,
                       rows[i].state == UA_CHANGE_STATE_REJECTED);
      tear_down (&fixture);
    }
}

static void
test_rejected (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GError) error = g_error_new_literal (UA_ERROR, UA_ERROR_CONFLICT, "uniqueness");
  GtkWidget *view;

  set_up (&fixture);
  add (&fixture, UA_CHANGE_STATE_REJECTED, error);
  view = find_view (GTK_WIDGET (fixture.dialog));
  ui_take_pictures (GTK_WIDGET (fixture.dialog), "changes-dialog-rejected");
  gtk_widget_activate_action (view, "change.retry", NULL);
  g_assert_cmpuint (ua_patch_get_n (fake_session_get_resolution (fixture.session)), ==, 4);
  fake_session_answer (fixture.session, NULL);
  ui_wait_for (gtk_widget_get_sensitive (ui_find (view, "content")));
  gtk_widget_activate_action (view, "change.discard", NULL);
  g_assert_null (fake_session_get_resolution (fixture.session));
  fake_session_answer (fixture.session, NULL);
  ui_wait_for (gtk_widget_get_sensitive (ui_find (view, "content")));
  tear_down (&fixture);
}

/* UA-05: both values side by side; an id goes with its name, a full name with the display name. */
static void
test_conflict (void)
{
  Fixture fixture = { 0 };
  GtkWidget *view;
  GtkWidget *theirs;
  UaPatch *resolution;
  guint n = 1;

  set_up (&fixture);
  add (&fixture, UA_CHANGE_STATE_CONFLICT, NULL);
  view = find_view (GTK_WIDGET (fixture.dialog));
  ui_take_pictures (GTK_WIDGET (fixture.dialog), "changes-dialog-conflict");
  ui_assert_fits (GTK_WIDGET (fixture.dialog));
  theirs = find_nth (view, "theirs_button", &n);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (theirs), TRUE);
  gtk_widget_activate_action (view, "change.save-choice", NULL);
  resolution = fake_session_get_resolution (fixture.session);
  g_assert_cmpuint (ua_patch_get_n (resolution), ==, 2);
  g_assert_nonnull (ua_patch_find (resolution, UA_FIELD_DISPLAY_NAME));
  g_assert_nonnull (ua_patch_find (resolution, UA_FIELD_FORMATTED_NAME));
  g_assert_cmpstr (ua_patch_get_base_version (resolution), ==, "W/\"4\"");
  fake_session_answer (fixture.session, NULL);
  ui_wait_for (gtk_widget_get_sensitive (ui_find (view, "content")));

  /* Theirs everywhere is no change at all. */
  n = 0;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_nth (view, "theirs_button", &n)), TRUE);
  gtk_widget_activate_action (view, "change.save-choice", NULL);
  g_assert_true (fake_session_get_resolved (fixture.session));
  g_assert_null (fake_session_get_resolution (fixture.session));
  fake_session_answer (fixture.session, NULL);
  ui_wait_for (gtk_widget_get_sensitive (ui_find (view, "content")));
  tear_down (&fixture);
}

static void
test_resolve_error (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GError) error = g_error_new_literal (UA_ERROR, UA_ERROR_STORAGE, "disk full");
  GtkWidget *view;

  set_up (&fixture);
  add (&fixture, UA_CHANGE_STATE_QUEUED, NULL);
  view = find_view (GTK_WIDGET (fixture.dialog));
  gtk_widget_activate_action (view, "change.discard", NULL);
  fake_session_answer (fixture.session, error);
  ui_wait_for (ui_is_shown (view, "error_box"));
  tear_down (&fixture);
}

/* PE-15: what was is on the right, what becomes on the left. */
static void
test_right_to_left (void)
{
  Fixture fixture = { 0 };
  GtkWidget *view;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  set_up (&fixture);
  add (&fixture, UA_CHANGE_STATE_QUEUED, NULL);
  ui_take_pictures (GTK_WIDGET (fixture.dialog), "changes-dialog-right-to-left");
  view = find_view (GTK_WIDGET (fixture.dialog));
  g_assert_cmpint (gtk_widget_get_direction (view), ==, GTK_TEXT_DIR_RTL);
  tear_down (&fixture);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

int
main (int    argc,
      char **argv)
{
  ui_init (&argc, &argv);
  g_test_add_func ("/changes-dialog/follows", test_follows);
  g_test_add_func ("/changes-dialog/actions", test_actions);
  g_test_add_func ("/changes-dialog/rejected", test_rejected);
  g_test_add_func ("/changes-dialog/conflict", test_conflict);
  g_test_add_func ("/changes-dialog/resolve-error", test_resolve_error);
  g_test_add_func ("/changes-dialog/right-to-left", test_right_to_left);
  return g_test_run ();
}
