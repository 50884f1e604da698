/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-config.h"
#include "ua-find-list-dialog.h"
#include "ua-member-table.h"
#include "ua-organisation-page.h"
#include "ua-selection-bar.h"
#include "window-fixture.h"

static GtkWindow *
find_dialog (GType type)
{
  g_autoptr (GList) toplevels = gtk_window_list_toplevels ();

  for (GList *l = toplevels; l != NULL; l = l->next)
    if (g_type_is_a (G_OBJECT_TYPE (l->data), type))
      return l->data;
  return NULL;
}

static void
act (WindowFixture *fixture,
     const char    *widget,
     const char    *action)
{
  g_assert_true (gtk_widget_activate_action (window_find (fixture, widget), action, NULL));
}

static const char *
get_text (WindowFixture *fixture,
          const char    *id)
{
  return gtk_label_get_label (GTK_LABEL (window_find (fixture, id)));
}

static gboolean
is_bar_shown (WindowFixture *fixture)
{
  return gtk_revealer_get_reveal_child (GTK_REVEALER (window_find (fixture, "bar_revealer")));
}

static void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* The ids of those who are selected. */
static GStrv
list_ids (WindowFixture *fixture)
{
  g_autoptr (GArray) rows = ua_member_selection_dup_rows (window_get_selection (fixture));
  UaSession *session = ua_window_get_session (fixture->window);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GStrv ids;

  ua_session_list_ids_async (session, (const guint32 *) (gconstpointer) rows->data, rows->len,
                             NULL, keep_result_cb, &result);
  ui_wait_for (result != NULL);
  ids = ua_session_list_ids_finish (session, result, &error);
  g_assert_no_error (error);
  return ids;
}

/* PE-04: while members are being selected, a bar says how many, and Escape ends it. */
static void
test_mode (WindowFixture *fixture,
           gconstpointer  data)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (window_get_selection (fixture));
  UaMemberTable *table = UA_MEMBER_TABLE (window_find (fixture, "table"));
  GtkToggleButton *button = GTK_TOGGLE_BUTTON (window_find (fixture, "select_button"));

  g_assert_false (is_bar_shown (fixture));
  g_assert_true (gtk_selection_model_select_item (model, 2, TRUE));
  g_assert_false (is_bar_shown (fixture));
  act (fixture, "members_page", "members.select");
  g_assert_true (gtk_toggle_button_get_active (button));
  g_assert_true (ua_member_table_get_selecting (table));
  g_assert_true (is_bar_shown (fixture));
  g_assert_cmpstr (get_text (fixture, "selected_label"), ==, "1 selected");
  /* What Enter or a double click does to a row. */
  g_signal_emit_by_name (window_find (fixture, "rows"), "activate", 5);
  g_assert_true (gtk_selection_model_is_selected (model, 2));
  g_assert_true (gtk_selection_model_is_selected (model, 5));
  g_assert_cmpstr (get_text (fixture, "selected_label"), ==, "2 selected");
  ui_take_pictures (GTK_WIDGET (fixture->window), "members-selecting");

  act (fixture, "selection_bar", "selection.end");
  g_assert_false (ua_member_table_get_selecting (table));
  g_assert_false (gtk_toggle_button_get_active (button));
  g_assert_cmpuint (ua_member_selection_get_n (window_get_selection (fixture)), ==, 0);
  g_assert_false (is_bar_shown (fixture));
}

/* PE-04: who was only looked at before another search is not selected with those found by it. */
static void
test_looked_at (WindowFixture *fixture,
                gconstpointer  data)
{
  UaMemberSelection *selection = window_get_selection (fixture);

  ui_set_text (GTK_WIDGET (fixture->window), "search_entry", "member000");
  ui_wait_for (window_get_n_found (fixture) == 1);
  g_assert_true (gtk_selection_model_select_item (GTK_SELECTION_MODEL (selection), 0, TRUE));
  ui_set_text (GTK_WIDGET (fixture->window), "search_entry", "mueller");
  ui_wait_for (window_get_n_found (fixture) == N_MUELLER);
  g_assert_cmpuint (ua_member_selection_get_n (selection), ==, 1);
  act (fixture, "members_page", "members.select");
  g_assert_cmpuint (ua_member_selection_get_n (selection), ==, 0);
  ui_wait_for (g_strcmp0 (get_text (fixture, "select_all_label"),
                          "Select _All " G_STRINGIFY (N_MUELLER)) == 0);
  act (fixture, "selection_bar", "selection.select-all");
  g_assert_cmpuint (ua_member_selection_get_n (selection), ==, N_MUELLER);
}

/* PE-04: all that match, not only those in view. */
static void
test_all (WindowFixture *fixture,
          gconstpointer  data)
{
  UaMemberSelection *selection = window_get_selection (fixture);
  g_auto (GStrv) ids = NULL;

  act (fixture, "members_page", "members.select");
  ui_set_text (GTK_WIDGET (fixture->window), "search_entry", "mueller");
  ui_wait_for (window_get_n_found (fixture) == N_MUELLER);
  ui_wait_for (g_strcmp0 (get_text (fixture, "select_all_label"),
                          "Select _All " G_STRINGIFY (N_MUELLER)) == 0);
  act (fixture, "selection_bar", "selection.select-all");
  g_assert_cmpuint (ua_member_selection_get_n (selection), ==, N_MUELLER);

  /* Who was selected stays so with another search, and goes with the ids. */
  ui_set_text (GTK_WIDGET (fixture->window), "search_entry", "member000");
  ui_wait_for (window_get_n_found (fixture) == 1);
  act (fixture, "selection_bar", "selection.select-all");
  ids = list_ids (fixture);
  g_assert_cmpuint (g_strv_length (ids), ==, N_MUELLER + 1);
  g_assert_cmpstr (ids[0], ==, "m000");
}

/* Everybody is selected before the list has grown to offer everybody. */
static void
test_all_at_once (WindowFixture *fixture,
                  gconstpointer  data)
{
  UaMemberSelection *selection = window_get_selection (fixture);

  window_close (fixture);
  window_present (fixture);
  selection = window_get_selection (fixture);
  ui_wait_for (window_get_n_found (fixture) == N_MEMBERS);
  g_assert_true (gtk_selection_model_select_all (GTK_SELECTION_MODEL (selection)));
  g_assert_cmpuint (ua_member_selection_get_n (selection), ==, N_MEMBERS);
  g_assert_true (is_bar_shown (fixture));
}

/* PE-04: a pasted list finds them all, and tells what belongs to nobody. */
static void
test_list (WindowFixture *fixture,
           gconstpointer  data)
{
  UaMemberSelection *selection = window_get_selection (fixture);
  g_auto (GStrv) ids = NULL;
  g_autofree char *rest = NULL;
  GtkTextIter start, end;
  GtkTextBuffer *buffer;
  GtkWidget *dialog;

  act (fixture, "members_page", "members.select");
  act (fixture, "selection_bar", "selection.find-list");
  ui_wait_for (find_dialog (UA_TYPE_FIND_LIST_DIALOG) != NULL);
  dialog = GTK_WIDGET (find_dialog (UA_TYPE_FIND_LIST_DIALOG));
  g_assert_false (ui_action_enabled (dialog, "find-list.find"));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (ui_find (dialog, "list_view")));
  gtk_text_buffer_set_text (buffer,
                            "Member005@Brackwater.example\nm007; Ada <member003@brackwater.example>"
                            "\tnobody@brackwater.example\r\nm007\n", -1);
  g_assert_true (ui_action_enabled (dialog, "find-list.find"));
  g_assert_true (gtk_widget_activate_action (dialog, "find-list.find", NULL));
  ui_wait_for (ua_member_selection_get_n (selection) == 3);
  ids = list_ids (fixture);
  g_assert_true (g_strv_contains ((const char * const *) ids, "m003"));
  g_assert_true (g_strv_contains ((const char * const *) ids, "m005"));
  g_assert_true (g_strv_contains ((const char * const *) ids, "m007"));

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  rest = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  g_assert_cmpstr (rest, ==, "nobody@brackwater.example");
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (ui_find (dialog, "find_label"))), ==,
                   "3 members are selected. 1 entry belongs to nobody here:");
  ui_take_pictures (dialog, "find-list");
  ui_assert_fits (dialog);
  gtk_text_buffer_set_text (buffer, "m009", -1);
  g_assert_true (gtk_widget_activate_action (dialog, "find-list.find", NULL));
  ui_wait_for (find_dialog (UA_TYPE_FIND_LIST_DIALOG) == NULL);
  g_assert_cmpuint (ua_member_selection_get_n (selection), ==, 4);
}

#define ADD(path, function)                                                             \
  g_test_add ("/selection/" path, WindowFixture, NULL, window_set_up, function,         \
              window_tear_down)

int
main (int    argc,
      char **argv)
{
  window_init (&argc, &argv);
  ADD ("mode", test_mode);
  ADD ("all", test_all);
  ADD ("looked-at", test_looked_at);
  ADD ("all-at-once", test_all_at_once);
  ADD ("list", test_list);
  return g_test_run ();
}
