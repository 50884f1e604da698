/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-actions.h"
#include "ua-config.h"
#include "ua-dialog.h"
#include "ua-edit-dialog.h"
#include "ua-entry-page.h"
#include "ua-facet-row.h"
#include "ua-filter-sidebar.h"
#include "ua-organisation-page.h"
#include "ua-places.h"
#include "ua-preferences-dialog.h"
#include "ua-question-dialog.h"
#include "ua-session-bar.h"
#include "ua-shortcuts-dialog.h"
#include "ua-split.h"
#include "ua-sync-paths.h"
#include "window-fixture.h"

#include <glib/gstdio.h>

static UaFacets *
get_facets (WindowFixture *fixture)
{
  return ua_filter_sidebar_get_facets (UA_FILTER_SIDEBAR (window_find (fixture, "sidebar")));
}

static UaQuery *
get_query (WindowFixture *fixture)
{
  return ua_member_list_get_query (ua_member_selection_get_list (window_get_selection (fixture)));
}

static const char *
get_page (WindowFixture *fixture)
{
  GtkWidget *table = window_find (fixture, "table");

  return gtk_stack_get_visible_child_name (
    GTK_STACK (gtk_widget_get_ancestor (table, GTK_TYPE_STACK)));
}

/* What the row of a value says of its number; NULL when there is no such row (yet). */
static const char *
get_count (GtkWidget  *root,
           const char *value)
{
  const char *found = NULL;

  if (UA_IS_FACET_ROW (root))
    return g_strcmp0 (ua_facet_row_get_value (UA_FACET_ROW (root)), value) == 0
             ? gtk_label_get_label (GTK_LABEL (ui_find (root, "count_label")))
             : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = get_count (child, value);
  return found;
}

/* NULL when no such column is shown. */
static GtkColumnViewColumn *
find_column (WindowFixture *fixture,
             const char    *title)
{
  GListModel *columns =
    gtk_column_view_get_columns (GTK_COLUMN_VIEW (window_find (fixture, "headers")));

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_strcmp0 (gtk_column_view_column_get_title (column), title) == 0)
        return column;
    }
  return NULL;
}

static void
activate (WindowFixture *fixture,
          const char    *action)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), action, NULL);
}

static void
select_first (WindowFixture *fixture)
{
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (window_get_selection (fixture)), 0, TRUE);
}

/* PE-01: as one types, any accents. */
static void
test_search (WindowFixture *fixture,
             gconstpointer  data)
{
  ui_set_text (GTK_WIDGET (fixture->window), "search_entry", "mueller");
  ui_wait_for (window_get_n_found (fixture) == N_MUELLER);
  g_assert_cmpstr (get_page (fixture), ==, "table");
  ui_take_pictures (GTK_WIDGET (fixture->window), "members-search");

  ui_set_text (GTK_WIDGET (fixture->window), "search_entry", "zzzz");
  ui_wait_for (g_strcmp0 (get_page (fixture), "nothing") == 0);
  ui_take_pictures (GTK_WIDGET (fixture->window), "members-nothing");
  g_assert_true (gtk_widget_activate_action (window_find (fixture, "members_page"),
                                             "members.show-all", NULL));
  ui_wait_for (window_get_n_found (fixture) == N_MEMBERS);
  g_assert_cmpstr (get_page (fixture), ==, "table");
}

/* WS-02, WU-03: counts beside each choice; a status narrows. */
static void
test_filter (WindowFixture *fixture,
             gconstpointer  data)
{
  GtkWidget *sidebar = window_find (fixture, "sidebar");
  GtkLabel *label = GTK_LABEL (window_find (fixture, "filter_label"));
  GtkRevealer *revealer = GTK_REVEALER (window_find (fixture, "filter_revealer"));

  ui_wait_for (g_strcmp0 (get_count (sidebar, "invited"), G_STRINGIFY (N_INVITED)) == 0);
  g_assert_false (gtk_revealer_get_reveal_child (revealer));
  ua_facets_set (get_facets (fixture), UA_FIELD_STATUS, "invited", "Invited", TRUE);
  ui_wait_for (window_get_n_found (fixture) == N_INVITED);
  g_assert_true (gtk_revealer_get_reveal_child (revealer));
  g_assert_cmpstr (gtk_label_get_label (label), ==, "Status: Invited");
  /* The numbers of the same field stay as if it were not filtered by. */
  ui_wait_for (g_strcmp0 (get_count (sidebar, "admin"), "0") == 0);
  g_assert_cmpstr (get_count (sidebar, "active"), ==, "108");
  ui_take_pictures (GTK_WIDGET (fixture->window), "members-filter");

  g_assert_true (gtk_widget_activate_action (window_find (fixture, "members_page"),
                                             "members.clear-filters", NULL));
  ui_wait_for (window_get_n_found (fixture) == N_MEMBERS);
  g_assert_false (gtk_revealer_get_reveal_child (revealer));
}

/* What was searched and filtered is there the next time, with the ways to clear it, in a file that
 * nobody else can read. */
static void
test_kept_view (WindowFixture *fixture,
                gconstpointer  data)
{
  g_autofree char *cache = ua_sync_get_cache_dir (ua_connection_get_id (fixture->connection));
  GtkLabel *label;
  GStatBuf status;

  ui_set_text (GTK_WIDGET (fixture->window), "search_entry", "mueller");
  ua_facets_set (get_facets (fixture), UA_FIELD_STATUS, "active", "Active", TRUE);
  ui_wait_for (window_get_n_found (fixture) <= N_MUELLER);
  window_close (fixture);
  g_assert_cmpint (g_stat (cache, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0077, ==, 0);

  window_present (fixture);
  ui_wait_for (window_get_n_found (fixture) <= N_MUELLER);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (window_find (fixture, "search_entry"))),
                   ==, "mueller");
  g_assert_true (ua_facets_contains (get_facets (fixture), UA_FIELD_STATUS, "active"));
  label = GTK_LABEL (window_find (fixture, "filter_label"));
  g_assert_cmpstr (gtk_label_get_label (label), ==, "Status: Active");
  g_assert_true (gtk_revealer_get_reveal_child (
    GTK_REVEALER (window_find (fixture, "filter_revealer"))));

  g_assert_true (gtk_widget_activate_action (window_find (fixture, "members_page"),
                                             "members.show-all", NULL));
  ui_wait_for (window_get_n_found (fixture) == N_MEMBERS);
  window_close (fixture);
  window_open (fixture);
}

/* PE-02: a header sorts through the query, and the next window is sorted so. */
static void
test_sort (WindowFixture *fixture,
           gconstpointer  data)
{
  g_assert_cmpint (ua_query_get_sort (get_query (fixture)), ==, UA_FIELD_DISPLAY_NAME);
  gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (window_find (fixture, "headers")),
                                  find_column (fixture, "Role Profile"), GTK_SORT_DESCENDING);
  g_assert_cmpint (ua_query_get_sort (get_query (fixture)), ==, UA_FIELD_ROLE_PROFILE_NAME);
  g_assert_true (ua_query_get_descending (get_query (fixture)));

  window_close (fixture);
  window_open (fixture);
  g_assert_cmpint (ua_query_get_sort (get_query (fixture)), ==, UA_FIELD_ROLE_PROFILE_NAME);
  g_assert_true (ua_query_get_descending (get_query (fixture)));
}

/* PE-02: columns chosen, their order and width are there in the next window. */
static void
test_columns (WindowFixture *fixture,
              gconstpointer  data)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (window_find (fixture, "headers"));
  GtkColumnViewColumn *teams = find_column (fixture, "Teams");
  GListModel *columns;
  g_autoptr (GtkColumnViewColumn) second = NULL;

  g_assert_null (find_column (fixture, "Email"));
  g_assert_true (gtk_widget_activate_action (window_find (fixture, "members_page"),
                                             "columns.email", NULL));
  g_assert_nonnull (find_column (fixture, "Email"));
  gtk_column_view_column_set_fixed_width (teams, 177);
  gtk_column_view_insert_column (view, 1, teams);

  window_close (fixture);
  window_open (fixture);
  columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (window_find (fixture, "headers")));
  second = g_list_model_get_item (columns, 1);
  g_assert_nonnull (find_column (fixture, "Email"));
  g_assert_cmpstr (gtk_column_view_column_get_title (second), ==, "Teams");
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (second), ==, 177);

  g_assert_true (gtk_widget_activate_action (window_find (fixture, "members_page"),
                                             "columns.reset", NULL));
  g_assert_null (find_column (fixture, "Email"));
}

static void
test_actions (WindowFixture *fixture,
              gconstpointer  data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  UaSplit *details = UA_SPLIT (window_find (fixture, "details_split"));
  UaSplit *filters = UA_SPLIT (window_find (fixture, "split"));
  gboolean shown = ua_split_get_revealed (filters);
  GtkWidget *focus;

  activate (fixture, "show-filters");
  g_assert_cmpint (ua_split_get_revealed (filters), ==, !shown);
  activate (fixture, "show-filters");
  g_assert_cmpint (ua_split_get_revealed (filters), ==, shown);

  activate (fixture, "search");
  focus = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_true (gtk_widget_is_ancestor (focus, window_find (fixture, "search_entry")));

  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "edit"));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "back"));
  select_first (fixture);
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "edit"));
  g_assert_true (gtk_widget_activate_action (window_find (fixture, "table"), "table.open", NULL));
  g_assert_true (ua_split_get_revealed (details));
  ui_take_pictures (window, "members-details");
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "back"));
  activate (fixture, "back");
  g_assert_false (ua_split_get_revealed (details));
  focus = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_true (gtk_widget_is_ancestor (focus, window_find (fixture, "rows")));
}

/* Who is selected stays so while rows move about or are filtered away. */
static void
test_selection (WindowFixture *fixture,
                gconstpointer  data)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (window_get_selection (fixture));
  UaMemberSelection *selection = window_get_selection (fixture);
  g_autoptr (UaMember) before = NULL;
  g_autoptr (UaMember) hidden = NULL;
  g_autoptr (UaMember) after = NULL;
  g_autoptr (GtkBitset) range = NULL;
  guint position = 0;

  gtk_selection_model_select_item (model, 3, TRUE);
  before = ua_member_selection_dup_only (selection, &position);
  g_assert_nonnull (before);
  g_assert_cmpuint (position, ==, 3);

  ui_set_text (GTK_WIDGET (fixture->window), "search_entry", "zzzz");
  ui_wait_for (window_get_n_found (fixture) == 0);
  hidden = ua_member_selection_dup_only (selection, NULL);
  g_assert_null (hidden);
  g_assert_cmpuint (ua_member_selection_get_n (selection), ==, 1);

  gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (window_find (fixture, "headers")),
                                  find_column (fixture, "Name"), GTK_SORT_DESCENDING);
  ui_set_text (GTK_WIDGET (fixture->window), "search_entry", "");
  ui_wait_for (window_get_n_found (fixture) == N_MEMBERS);
  ui_wait_for (g_list_model_get_n_items (G_LIST_MODEL (selection)) == N_MEMBERS);
  after = ua_member_selection_dup_only (selection, &position);
  g_assert_true (after == before);
  g_assert_cmpuint (position, >, 3);

  g_assert_true (gtk_selection_model_select_all (model));
  g_assert_cmpuint (ua_member_selection_get_n (selection), ==, N_MEMBERS);
  g_assert_true (gtk_selection_model_unselect_range (model, 10, 5));
  range = gtk_selection_model_get_selection_in_range (model, 8, 9);
  g_assert_cmpuint (gtk_bitset_get_size (range), ==, 4);
  g_assert_true (gtk_selection_model_unselect_all (model));
  g_assert_cmpuint (ua_member_selection_get_n (selection), ==, 0);
}

static GtkWindow *
find_dialog (GType type)
{
  g_autoptr (GList) toplevels = gtk_window_list_toplevels ();

  for (GList *l = toplevels; l != NULL; l = l->next)
    if (g_type_is_a (G_OBJECT_TYPE (l->data), type))
      return l->data;
  return NULL;
}

/* The dialogs of the application itself. */
static void
test_dialogs (WindowFixture *fixture,
              gconstpointer  data)
{
  UaPreferencesDialog *preferences = ua_preferences_dialog_new (fixture->connections);
  UaShortcutsDialog *shortcuts = ua_shortcuts_dialog_new ();
  GActionGroup *application =
    G_ACTION_GROUP (gtk_window_get_application (GTK_WINDOW (fixture->window)));

  ui_take_pictures (GTK_WIDGET (preferences), "preferences");
  ui_assert_finalized (preferences);
  ui_take_pictures (GTK_WIDGET (shortcuts), "shortcuts");
  ui_assert_finalized (shortcuts);

  g_action_group_activate_action (application, "about", NULL);
  ui_wait_for (find_dialog (GTK_TYPE_ABOUT_DIALOG) != NULL);
  gtk_window_close (find_dialog (GTK_TYPE_ABOUT_DIALOG));
}

/* What is typed into a dialog is not lost because the window below is closed; one with nothing to
 * lose goes before the window. */
static void
test_close_below_dialog (WindowFixture *fixture,
                         gconstpointer  data)
{
  UaMemberSelection *selection = window_get_selection (fixture);
  GtkWidget *dialog;

  g_assert_true (gtk_selection_model_select_item (GTK_SELECTION_MODEL (selection), 0, TRUE));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "edit", NULL);
  ui_wait_for (find_dialog (UA_TYPE_EDIT_DIALOG) != NULL);
  dialog = GTK_WIDGET (find_dialog (UA_TYPE_EDIT_DIALOG));
  ui_set_text (dialog, "given_row", "Zora");

  gtk_window_close (GTK_WINDOW (fixture->window));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->window)));
  g_assert_true (gtk_widget_get_visible (dialog));
  g_assert_nonnull (ua_window_get_session (fixture->window));
  ui_wait_for (find_dialog (UA_TYPE_QUESTION_DIALOG) != NULL);
  gtk_window_destroy (find_dialog (UA_TYPE_QUESTION_DIALOG));
  gtk_window_destroy (GTK_WINDOW (dialog));

  ua_dialog_present (UA_DIALOG (ua_shortcuts_dialog_new ()), GTK_WIDGET (fixture->window));
  ui_wait_for (find_dialog (UA_TYPE_SHORTCUTS_DIALOG) != NULL);
  window_close (fixture);
  g_assert_null (find_dialog (UA_TYPE_SHORTCUTS_DIALOG));
  window_open (fixture);
}

/* Every key of the table that is said to work everywhere calls an action that exists. */
static void
test_keys (WindowFixture *fixture,
           gconstpointer  data)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (fixture->window));
  guint n;
  const UaActionInfo *infos = ua_actions_get (&n);

  for (guint i = 0; i < n; i++)
    {
      g_auto (GStrv) accels = NULL;
      const char *name = infos[i].action;
      gboolean known;

      if (name == NULL)
        continue;
      accels = gtk_application_get_accels_for_action (application, name);
      g_assert_cmpuint (g_strv_length (accels), >, 0);
      if (g_str_has_prefix (name, "app."))
        known = g_action_group_has_action (G_ACTION_GROUP (application), name + strlen ("app."));
      else if (g_str_has_prefix (name, "win."))
        known = g_action_group_has_action (G_ACTION_GROUP (fixture->window),
                                           name + strlen ("win."));
      else
        known = g_str_equal (name, "window.close");
      g_assert_true (known);
    }
}

static const char *
get_text (WindowFixture *fixture,
          const char    *id)
{
  return gtk_label_get_label (GTK_LABEL (window_find (fixture, id)));
}

/* Every place has a number of its own, which leads to it. */
static void
test_place_keys (WindowFixture *fixture,
                 gconstpointer  data)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (fixture->window));
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint n;
  const UaPlaceInfo *infos = ua_places_get (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *action = ua_place_make_action (&infos[i]);
      g_auto (GStrv) accels = gtk_application_get_accels_for_action (application, action);

      g_assert_cmpuint (g_strv_length (accels), ==, 1);
      g_assert_true (g_hash_table_add (seen, (gpointer) infos[i].accel));
      g_assert_true (ua_places_find (infos[i].id) == &infos[i]);
    }
}

/* PE-09, TL-11: from a member to what happened to them, and to the mails to them. */
static void
test_about_member (WindowFixture *fixture,
                   gconstpointer  data)
{
  static const struct
  {
    const char *action;
    const char *place;
    const char *path;
  } ways[] = {
    { "show-history", UA_PLACE_ACTIVITY, "target.value" },
    { "show-mail", UA_PLACE_MAIL, "member.value" },
  };
  UaOrganisationPage *page = UA_ORGANISATION_PAGE (window_find (fixture, "organisation_page"));

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      UaEntryQuery *query;

      ua_organisation_page_set_place (page, UA_PLACE_MEMBERS);
      select_first (fixture);
      activate (fixture, ways[i].action);
      g_assert_cmpstr (ua_organisation_page_get_place (page), ==, ways[i].place);
      query = ua_entry_list_get_query (ua_entry_page_get_list (
        UA_ENTRY_PAGE (ua_organisation_page_get_place_page (page))));
      g_assert_cmpuint (ua_entry_query_get_n (query), ==, 1);
      g_assert_cmpstr (ua_entry_query_get_path (query, 0), ==, ways[i].path);
    }
}

/* The places stand beside the members, with how many there are and how old that is (UA-03). */
static void
test_places_beside (WindowFixture *fixture,
                    gconstpointer  data)
{
  UaSplit *split = UA_SPLIT (window_find (fixture, "places_split"));
  GtkListBox *list = GTK_LIST_BOX (window_find (fixture, "place_list"));
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (list, 0);
  UaSession *session = ua_window_get_session (fixture->window);

  g_assert_false (ua_split_get_folded (split));
  g_assert_true (ua_split_get_revealed (split));
  g_assert_true (gtk_list_box_get_selected_row (list) == row);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (ui_find (GTK_WIDGET (row), "title_label"))), ==,
                   "Members");
  ui_wait_for (g_strcmp0 (gtk_label_get_label (GTK_LABEL (ui_find (GTK_WIDGET (row),
                                                                   "count_label"))),
                          G_STRINGIFY (N_MEMBERS)) == 0);
  g_assert_false (ui_is_shown (GTK_WIDGET (fixture->window), "places_button"));
  ui_wait_for (ua_session_get_state (session) == UA_SESSION_STATE_OFFLINE);
  g_assert_true (g_str_has_prefix (get_text (fixture, "state_label"), "Offline, as of "));
}

/* In a narrow window they open over the members, and go once one is chosen, or with Escape. */
static void
test_places_over (WindowFixture *fixture,
                  gconstpointer  data)
{
  g_autoptr (GSettings) settings = g_settings_new (UA_APPLICATION_ID);
  GtkWidget *window, *focus;
  GtkListBox *list;
  UaSplit *split;

  window_close (fixture);
  g_settings_set_int (settings, "window-width", 800);
  window_open (fixture);
  window = GTK_WIDGET (fixture->window);
  split = UA_SPLIT (window_find (fixture, "places_split"));
  list = GTK_LIST_BOX (window_find (fixture, "place_list"));
  ui_wait_for (ua_split_get_folded (split));
  g_assert_false (ua_split_get_revealed (split));
  g_assert_true (ui_is_shown (window, "places_button"));

  activate (fixture, "show-places");
  g_assert_true (ua_split_get_revealed (split));
  ui_take_pictures (window, "places-over");
  focus = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_true (focus == GTK_WIDGET (gtk_list_box_get_selected_row (list)));
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_selected_row (list));
  g_assert_false (ua_split_get_revealed (split));
  focus = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_true (gtk_widget_is_ancestor (focus, window_find (fixture, "rows")));
}

/* UA-03: offline one sees how old it is. */
static void
test_offline (WindowFixture *fixture,
              gconstpointer  data)
{
  UaSessionBar *bar = UA_SESSION_BAR (window_find (fixture, "session_bar"));
  UaSession *session = ua_window_get_session (fixture->window);
  const char *text;

  ui_wait_for (ua_session_get_state (session) == UA_SESSION_STATE_OFFLINE);
  text = ua_session_bar_get_text (bar);
  g_assert_nonnull (text);
  g_assert_true (g_str_has_prefix (text, "Offline. You see the members as of "));
}

static void
test_state (WindowFixture *fixture,
            gconstpointer  data)
{
  g_autoptr (GSettings) settings = g_settings_new (UA_APPLICATION_ID);
  int width, height;

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1111, 666);
  activate (fixture, "show-filters");
  window_close (fixture);
  g_assert_cmpint (g_settings_get_int (settings, "window-width"), ==, 1111);
  window_open (fixture);
  gtk_window_get_default_size (GTK_WINDOW (fixture->window), &width, &height);
  g_assert_cmpint (width, ==, 1111);
  g_assert_cmpint (height, ==, 666);
  g_assert_false (ua_split_get_revealed (UA_SPLIT (window_find (fixture, "split"))));
}

/* Nothing keeps the window from being as narrow as a telephone. */
static void
test_narrow (WindowFixture *fixture,
             gconstpointer  data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  int minimum;

  gtk_widget_measure (gtk_widget_get_first_child (window), GTK_ORIENTATION_HORIZONTAL, -1,
                      &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  gtk_window_set_default_size (GTK_WINDOW (window), 720, 600);
  ui_wait_for (gtk_widget_get_width (window) <= 760);
  ui_take_pictures (window, "members-narrow");
}

static void
test_right_to_left (WindowFixture *fixture,
                    gconstpointer  data)
{
  GtkWidget *sidebar;
  graphene_rect_t bounds;

  window_close (fixture);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  window_open (fixture);
  ui_take_pictures (GTK_WIDGET (fixture->window), "members-right-to-left");
  sidebar = window_find (fixture, "sidebar");
  g_assert_true (gtk_widget_compute_bounds (sidebar, GTK_WIDGET (fixture->window), &bounds));
  g_assert_cmpfloat (bounds.origin.x, >,
                     gtk_widget_get_width (GTK_WIDGET (fixture->window)) / 2.0);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
test_pictures (WindowFixture *fixture,
               gconstpointer  data)
{
  ui_take_pictures (GTK_WIDGET (fixture->window), "members");
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1600, 900);
  ui_wait_for (gtk_widget_get_width (GTK_WIDGET (fixture->window)) >= 1500);
  select_first (fixture);
  g_assert_true (gtk_widget_activate_action (window_find (fixture, "table"), "table.open", NULL));
  g_assert_true (ua_split_get_revealed (UA_SPLIT (window_find (fixture, "details_split"))));
  ui_take_pictures (GTK_WIDGET (fixture->window), "members-wide");
  g_assert_false (ua_split_get_folded (UA_SPLIT (window_find (fixture, "details_split"))));
}

#define ADD(path, function)                                                          \
  g_test_add ("/window/" path, WindowFixture, NULL, window_set_up, function, window_tear_down)

int
main (int    argc,
      char **argv)
{
  window_init (&argc, &argv);
  ADD ("search", test_search);
  ADD ("filter", test_filter);
  ADD ("kept-view", test_kept_view);
  ADD ("sort", test_sort);
  ADD ("columns", test_columns);
  ADD ("actions", test_actions);
  ADD ("selection", test_selection);
  ADD ("dialogs", test_dialogs);
  ADD ("close-below-dialog", test_close_below_dialog);
  ADD ("keys", test_keys);
  ADD ("place-keys", test_place_keys);
  ADD ("about-member", test_about_member);
  ADD ("places-beside", test_places_beside);
  ADD ("places-over", test_places_over);
  ADD ("offline", test_offline);
  ADD ("state", test_state);
  ADD ("narrow", test_narrow);
  ADD ("right-to-left", test_right_to_left);
  ADD ("pictures", test_pictures);
  return g_test_run ();
}
