/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-name-dialog.h"
#include "ua-saved-view-row.h"
#include "window-fixture.h"

/* How many are built in. */
#define N_BUILT_IN 4

/* Of those invited, who was so long ago. */
#define N_INVITED_LONG_AGO 5

static GtkListBox *
get_list (WindowFixture *fixture)
{
  return GTK_LIST_BOX (window_find (fixture, "view_list"));
}

static guint
count_rows (WindowFixture *fixture)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (get_list (fixture), (int) n) != NULL)
    n++;
  return n;
}

static UaSavedView *
get_nth (WindowFixture *fixture,
         guint          n)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (get_list (fixture), (int) n);

  g_assert_nonnull (row);
  return ua_saved_view_row_get_view (UA_SAVED_VIEW_ROW (row));
}

/* What a click does. */
static void
choose (WindowFixture *fixture,
        const char    *name)
{
  for (guint i = 0; i < count_rows (fixture); i++)
    if (g_strcmp0 (ua_saved_view_get_name (get_nth (fixture, i)), name) == 0)
      {
        g_signal_emit_by_name (get_list (fixture), "row-activated",
                               gtk_list_box_get_row_at_index (get_list (fixture), (int) i));
        return;
      }
  g_error ("There is no view %s", name);
}

static GtkWidget *
find_dialog (void)
{
  g_autoptr (GList) toplevels = gtk_window_list_toplevels ();

  for (GList *l = toplevels; l != NULL; l = l->next)
    if (UA_IS_NAME_DIALOG (l->data))
      return l->data;
  return NULL;
}

static void
give_name (const char *name)
{
  GtkWidget *dialog = find_dialog ();

  g_assert_nonnull (dialog);
  ui_set_text (dialog, "name_row", name);
  g_assert_true (gtk_widget_activate_action (dialog, "name.accept", NULL));
  ui_wait_for (find_dialog () == NULL);
}

static const char *
get_text (WindowFixture *fixture,
          const char    *id)
{
  return gtk_label_get_label (GTK_LABEL (window_find (fixture, id)));
}

static const char *
get_search (WindowFixture *fixture)
{
  return gtk_editable_get_text (GTK_EDITABLE (window_find (fixture, "search_entry")));
}

static gboolean
has_column (WindowFixture *fixture,
            const char    *title)
{
  GListModel *columns =
    gtk_column_view_get_columns (GTK_COLUMN_VIEW (window_find (fixture, "headers")));

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_strcmp0 (gtk_column_view_column_get_title (column), title) == 0)
        return TRUE;
    }
  return FALSE;
}

/* PE-03, WU-07: what is built in finds whom it says, and says it in words. */
static void
test_built_in (WindowFixture *fixture,
               gconstpointer  data)
{
  g_assert_cmpuint (count_rows (fixture), ==, N_BUILT_IN);
  choose (fixture, "Invited over 14 Days Ago");
  ui_wait_for (window_get_n_found (fixture) == N_INVITED_LONG_AGO);
  g_assert_cmpstr (get_text (fixture, "filter_label"), ==,
                   "Status: Invited · Added: over 14 days ago");
  ui_take_pictures (GTK_WIDGET (fixture->window), "members-view");
  choose (fixture, "Past Retention");
  ui_wait_for (window_get_n_found (fixture) == 3);
  choose (fixture, "Locked");
  ui_wait_for (window_get_n_found (fixture) == 0);
  for (guint i = 0; i < N_BUILT_IN; i++)
    g_assert_true (ua_saved_view_get_built_in (get_nth (fixture, i)));
}

/* PE-03: filter, search, order and columns are found again, from another place and in the next
 * window, in files that go with the organisation (UA-04). */
static void
test_save (WindowFixture *fixture,
           gconstpointer  data)
{
  GtkWidget *page = window_find (fixture, "members_page");

  ui_set_text (GTK_WIDGET (fixture->window), "search_entry", "mueller");
  g_assert_true (gtk_widget_activate_action (page, "columns.email", NULL));
  g_assert_true (has_column (fixture, "Email"));
  g_assert_true (gtk_widget_activate_action (page, "views.save", NULL));
  give_name ("Every Müller");
  g_assert_cmpuint (count_rows (fixture), ==, N_BUILT_IN + 1);
  g_assert_true (gtk_widget_activate_action (page, "columns.reset", NULL));

  window_close (fixture);
  window_present (fixture);
  g_assert_cmpuint (count_rows (fixture), ==, N_BUILT_IN + 1);
  choose (fixture, "Locked");
  ui_wait_for (window_get_n_found (fixture) == 0);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "place",
                                  g_variant_new_string ("groups"));
  choose (fixture, "Every Müller");
  ui_wait_for (window_get_n_found (fixture) == N_MUELLER);
  g_assert_cmpstr (get_search (fixture), ==, "mueller");
  g_assert_true (has_column (fixture, "Email"));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (
                     GTK_STACK (window_find (fixture, "place_stack"))), ==, "members");
  choose (fixture, "Locked");
  ui_wait_for (window_get_n_found (fixture) == 0);
  g_assert_cmpstr (get_search (fixture), ==, "");
}

/* What somebody has saved is renamed and deleted; what is built in stays. */
static void
test_change (WindowFixture *fixture,
             gconstpointer  data)
{
  GtkWidget *list = window_find (fixture, "saved_views");

  g_assert_true (gtk_widget_activate_action (window_find (fixture, "members_page"), "views.save",
                                             NULL));
  give_name ("Everybody");
  g_assert_true (gtk_widget_activate_action (list, "saved-view.rename", "u", N_BUILT_IN));
  give_name ("All of Us");
  g_assert_cmpstr (ua_saved_view_get_name (get_nth (fixture, N_BUILT_IN)), ==, "All of Us");
  window_close (fixture);
  window_present (fixture);
  g_assert_cmpstr (ua_saved_view_get_name (get_nth (fixture, N_BUILT_IN)), ==, "All of Us");

  list = window_find (fixture, "saved_views");
  g_assert_true (gtk_widget_activate_action (list, "saved-view.delete", "u", 0));
  g_assert_cmpuint (count_rows (fixture), ==, N_BUILT_IN + 1);
  g_assert_true (gtk_widget_activate_action (list, "saved-view.delete", "u", N_BUILT_IN));
  g_assert_cmpuint (count_rows (fixture), ==, N_BUILT_IN);
  window_close (fixture);
  window_present (fixture);
  g_assert_cmpuint (count_rows (fixture), ==, N_BUILT_IN);
}

#define ADD(path, function)                                                             \
  g_test_add ("/saved-views/" path, WindowFixture, NULL, window_set_up, function,       \
              window_tear_down)

int
main (int    argc,
      char **argv)
{
  window_init (&argc, &argv);
  ADD ("built-in", test_built_in);
  ADD ("save", test_save);
  ADD ("change", test_change);
  return g_test_run ();
}
