/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-config.h"
#include "ua-member-row.h"
#include "ua-menu-cell.h"
#include "ua-name-cell.h"
#include "ua-status-cell.h"
#include "window-fixture.h"

/* More rows than can be seen in any of these windows, and far fewer than there are members. */
#define MANY_ROWS 60

static GtkWidget *
find_type (GtkWidget *root,
           GType      type)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_type (child, type);
  return found;
}

static UaMemberRow *
get_first_row (WindowFixture *fixture)
{
  GtkWidget *row = find_type (window_find (fixture, "rows"), UA_TYPE_MEMBER_ROW);

  g_assert_nonnull (row);
  return UA_MEMBER_ROW (row);
}

static UaMemberRow *
get_last_row (WindowFixture *fixture)
{
  GtkWidget *last = gtk_widget_get_last_child (window_find (fixture, "rows"));

  return UA_MEMBER_ROW (gtk_widget_get_first_child (last));
}

static guint
count_rows (WindowFixture *fixture)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (window_find (fixture, "rows"));
       child != NULL; child = gtk_widget_get_next_sibling (child))
    n++;
  return n;
}

/* Where a widget in the first row is, across the rows. */
static void
get_place (WindowFixture *fixture,
           GtkWidget     *widget,
           float         *left,
           float         *right)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, window_find (fixture, "rows"), &bounds));
  *left = bounds.origin.x;
  *right = bounds.origin.x + bounds.size.width;
}

/* Where the header with the title is; FALSE when there is none. */
static gboolean
find_header (GtkWidget  *root,
             const char *title,
             GtkWidget **header)
{
  if (GTK_IS_LABEL (root) && g_strcmp0 (gtk_label_get_label (GTK_LABEL (root)), title) == 0)
    {
      *header = gtk_widget_get_parent (gtk_widget_get_parent (root));
      return TRUE;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (find_header (child, title, header))
      return TRUE;
  return FALSE;
}

static gboolean
has_header (WindowFixture *fixture,
            const char    *title)
{
  GtkWidget *header;

  return find_header (window_find (fixture, "headers"), title, &header);
}

/* Whether the cell of the first row is where its header is. */
static gboolean
is_below_header (WindowFixture *fixture,
                 GType          cell_type,
                 const char    *title)
{
  GtkWidget *cell = find_type (GTK_WIDGET (get_first_row (fixture)), cell_type);
  GtkWidget *header;
  float left, right, header_left, header_right;

  g_assert_nonnull (cell);
  g_assert_true (find_header (window_find (fixture, "headers"), title, &header));
  get_place (fixture, cell, &left, &right);
  get_place (fixture, header, &header_left, &header_right);
  return ABS (left - header_left) < 0.5f && ABS (right - header_right) < 0.5f;
}

/* The "…" of a row can be reached, whatever else cannot be seen. */
static void
assert_menu_in_view (WindowFixture *fixture)
{
  GtkWidget *menu = find_type (GTK_WIDGET (get_first_row (fixture)), UA_TYPE_MENU_CELL);
  float left, right;

  get_place (fixture, menu, &left, &right);
  g_assert_cmpfloat (left, >=, 0);
  g_assert_cmpfloat (right, <=, (float) gtk_widget_get_width (window_find (fixture, "rows")));
}

static GtkAdjustment *
get_adjustment (WindowFixture *fixture)
{
  return gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (window_find (fixture, "area")));
}

static double
get_end (GtkAdjustment *adjustment)
{
  return gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
}

static void
resize (WindowFixture *fixture,
        int            width)
{
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, 600);
  ui_wait_for (ABS (gtk_widget_get_width (GTK_WIDGET (fixture->window)) - width) < 100);
  ui_wait_for (gtk_widget_get_width (window_find (fixture, "rows")) > 0);
}

static void
choose_many (WindowFixture *fixture)
{
  static const char * const names[] = {
    "columns.email", "columns.phone", "columns.language", "columns.country", "columns.locality",
    "columns.created", "columns.modified",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_true (gtk_widget_activate_action (window_find (fixture, "members_page"), names[i],
                                               NULL));
  ui_wait_for (get_end (get_adjustment (fixture)) > 0);
}

/* Where there is little room the least important columns go, and come back where they were. */
static void
test_narrow (WindowFixture *fixture,
             gconstpointer  data)
{
  g_autoptr (GSettings) settings = g_settings_new (UA_APPLICATION_ID);
  g_autoptr (GVariant) columns = NULL;

  resize (fixture, 1500);
  ui_wait_for (has_header (fixture, "Coach Of"));
  resize (fixture, 720);
  ui_wait_for (!has_header (fixture, "Coach Of"));
  g_assert_true (has_header (fixture, "Name"));
  g_assert_true (has_header (fixture, "Status"));
  g_assert_cmpfloat (get_end (get_adjustment (fixture)), ==, 0);
  assert_menu_in_view (fixture);
  ui_wait_for (is_below_header (fixture, UA_TYPE_NAME_CELL, "Name"));
  ui_wait_for (is_below_header (fixture, UA_TYPE_STATUS_CELL, "Status"));

  resize (fixture, 1500);
  ui_wait_for (has_header (fixture, "Coach Of"));
  ui_wait_for (is_below_header (fixture, UA_TYPE_STATUS_CELL, "Status"));
  /* Nobody has chosen anything. */
  columns = g_settings_get_value (settings, "columns");
  g_assert_cmpuint (g_variant_n_children (columns), ==, 0);
}

static GtkColumnViewColumn *
dup_column (WindowFixture *fixture,
            const char    *title)
{
  GListModel *columns =
    gtk_column_view_get_columns (GTK_COLUMN_VIEW (window_find (fixture, "headers")));

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_strcmp0 (gtk_column_view_column_get_title (column), title) == 0)
        return g_steal_pointer (&column);
    }
  return NULL;
}

static void
assert_sort (WindowFixture *fixture,
             UaField        field,
             gboolean       descending)
{
  UaMemberList *list = ua_member_selection_get_list (window_get_selection (fixture));

  g_assert_cmpint (ua_query_get_sort (ua_member_list_get_query (list)), ==, field);
  g_assert_cmpint (ua_query_get_descending (ua_member_list_get_query (list)), ==, descending);
}

/* A column that goes does not take the order of the members with it. */
static void
test_narrow_sorted (WindowFixture *fixture,
                    gconstpointer  data)
{
  GtkColumnView *headers = GTK_COLUMN_VIEW (window_find (fixture, "headers"));
  g_autoptr (GtkColumnViewColumn) status = dup_column (fixture, "Status");
  g_autoptr (GtkColumnViewColumn) ambition = NULL;

  resize (fixture, 1500);
  ui_wait_for (has_header (fixture, "Ambition Role"));
  ambition = dup_column (fixture, "Ambition Role");
  gtk_column_view_sort_by_column (headers, ambition, GTK_SORT_DESCENDING);
  assert_sort (fixture, UA_FIELD_AMBITION_ROLE_NAME, TRUE);

  resize (fixture, 720);
  ui_wait_for (!has_header (fixture, "Ambition Role"));
  assert_sort (fixture, UA_FIELD_AMBITION_ROLE_NAME, TRUE);
  resize (fixture, 1500);
  ui_wait_for (has_header (fixture, "Ambition Role"));
  assert_sort (fixture, UA_FIELD_AMBITION_ROLE_NAME, TRUE);

  /* Nor does it bring it back once there is another. */
  resize (fixture, 720);
  ui_wait_for (!has_header (fixture, "Ambition Role"));
  gtk_column_view_sort_by_column (headers, status, GTK_SORT_ASCENDING);
  resize (fixture, 1500);
  ui_wait_for (has_header (fixture, "Ambition Role"));
  assert_sort (fixture, UA_FIELD_STATUS, FALSE);
}

static guint
count_arrows (GtkWidget *root)
{
  guint n = gtk_widget_get_mapped (root) &&
            g_str_equal (gtk_widget_get_css_name (root), "sort-indicator") &&
            !gtk_widget_has_css_class (root, "unsorted");

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_arrows (child);
  return n;
}

/* PE-02: every column sorts, those with lists as well, and the order is there the next time; one
 * header alone has the arrow, also when a saved view sorts. */
static void
test_sort (WindowFixture *fixture,
           gconstpointer  data)
{
  GtkColumnView *headers;
  GListModel *columns;
  g_autoptr (GtkColumnViewColumn) teams = NULL;

  resize (fixture, 1500);
  ui_wait_for (has_header (fixture, "Coach Of"));
  choose_many (fixture);
  headers = GTK_COLUMN_VIEW (window_find (fixture, "headers"));
  columns = gtk_column_view_get_columns (headers);
  /* The last one has the menus of the rows. */
  for (guint i = 0; i + 1 < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      g_assert_nonnull (gtk_column_view_column_get_sorter (column));
    }
  teams = dup_column (fixture, "Teams");
  gtk_column_view_sort_by_column (headers, teams, GTK_SORT_DESCENDING);
  assert_sort (fixture, UA_FIELD_TEAMS, TRUE);

  window_close (fixture);
  window_open (fixture);
  assert_sort (fixture, UA_FIELD_TEAMS, TRUE);
  ui_wait_for (count_arrows (window_find (fixture, "headers")) == 1);

  ua_member_columns_sort_by (
    ua_member_table_get_columns (UA_MEMBER_TABLE (window_find (fixture, "table"))),
    UA_FIELD_STATUS, FALSE);
  assert_sort (fixture, UA_FIELD_STATUS, FALSE);
  ui_wait_for (count_arrows (window_find (fixture, "headers")) == 1);
}

/* Columns that somebody chose stay and are scrolled to, the rows with the headers; the menus of the
 * rows stay where they are. */
static void
test_wide (WindowFixture *fixture,
           gconstpointer  data)
{
  GtkAdjustment *adjustment;

  choose_many (fixture);
  adjustment = get_adjustment (fixture);
  g_assert_true (has_header (fixture, "Phone"));
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0);
  assert_menu_in_view (fixture);
  ui_wait_for (is_below_header (fixture, UA_TYPE_STATUS_CELL, "Status"));

  gtk_adjustment_set_value (adjustment, 100);
  ui_take_pictures (GTK_WIDGET (fixture->window), "members-scrolled");
  assert_menu_in_view (fixture);
  ui_wait_for (is_below_header (fixture, UA_TYPE_STATUS_CELL, "Status"));
}

/* Whether the title of each header can be read to its end. */
static gboolean
titles_fit (GtkWidget *root)
{
  gboolean fit = TRUE;

  if (GTK_IS_LABEL (root))
    {
      int natural;

      gtk_widget_measure (root, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
      fit = natural <= gtk_widget_get_width (root);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && fit;
       child = gtk_widget_get_next_sibling (child))
    fit = titles_fit (child);
  return fit;
}

/* PE-15: columns are wide enough for their headers also where text is twice as large, and as many
 * of them are there as fit in. */
static void
test_large_text (WindowFixture *fixture,
                 gconstpointer  data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  g_autoptr (GSettings) kept = g_settings_new (UA_APPLICATION_ID);
  g_autoptr (GVariant) columns = NULL;
  int dpi;

  resize (fixture, 1500);
  ui_wait_for (has_header (fixture, "Coach Of"));
  ui_wait_for (titles_fit (window_find (fixture, "headers")));
  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 192 * 1024, NULL);
  ui_wait_for (!has_header (fixture, "Coach Of"));
  ui_take_pictures (GTK_WIDGET (fixture->window), "members-large-text");
  ui_wait_for (titles_fit (window_find (fixture, "headers")));
  assert_menu_in_view (fixture);
  ui_wait_for (is_below_header (fixture, UA_TYPE_STATUS_CELL, "Status"));
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
  ui_wait_for (has_header (fixture, "Coach Of"));
  ui_wait_for (is_below_header (fixture, UA_TYPE_STATUS_CELL, "Status"));
  columns = g_settings_get_value (kept, "columns");
  g_assert_cmpuint (g_variant_n_children (columns), ==, 0);
}

/* The text below a widget that has these words in it; NULL where there is none. */
static GtkInscription *
find_text (GtkWidget  *root,
           const char *words)
{
  GtkInscription *found = NULL;

  if (GTK_IS_INSCRIPTION (root) && gtk_inscription_get_text (GTK_INSCRIPTION (root)) != NULL &&
      strstr (gtk_inscription_get_text (GTK_INSCRIPTION (root)), words) != NULL)
    return GTK_INSCRIPTION (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_text (child, words);
  return found;
}

/* Whether the email of the first row can be read to its end. */
static gboolean
email_fits (WindowFixture *fixture)
{
  GtkInscription *email = find_text (GTK_WIDGET (get_first_row (fixture)), "@");
  g_autoptr (PangoLayout) layout = NULL;
  int width;

  g_assert_nonnull (email);
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (email), gtk_inscription_get_text (email));
  pango_layout_get_pixel_size (layout, &width, NULL);
  return gtk_widget_get_width (GTK_WIDGET (email)) >= width;
}

/* Where there is little room, the names and emails are cut off last. */
static void
test_emails (WindowFixture *fixture,
             gconstpointer  data)
{
  static const int widths[] = { 1500, 1280, 720, 500 };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      resize (fixture, widths[i]);
      ui_wait_for (email_fits (fixture));
    }
  ui_take_pictures (GTK_WIDGET (fixture->window), "members-500");
}

/* Where one reads from right to left, the start is at the right. */
static void
test_wide_right_to_left (WindowFixture *fixture,
                         gconstpointer  data)
{
  GtkAdjustment *adjustment;
  GtkWidget *name;
  float left, right;

  window_close (fixture);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  window_open (fixture);
  choose_many (fixture);
  adjustment = get_adjustment (fixture);
  ui_wait_for (gtk_adjustment_get_value (adjustment) == get_end (adjustment));
  ui_take_pictures (GTK_WIDGET (fixture->window), "members-scrolled-right-to-left");
  /* A number is read from left to right all the same, at the start of its column. */
  g_assert_cmpstr (gtk_inscription_get_text (find_text (GTK_WIDGET (get_first_row (fixture)),
                                                        "1234")),
                   ==, "\xe2\x80\x8f\xe2\x81\xa6+99 20 1234\xe2\x81\xa9");
  name = find_type (GTK_WIDGET (get_first_row (fixture)), UA_TYPE_NAME_CELL);
  get_place (fixture, name, &left, &right);
  g_assert_cmpfloat (right, ==, (float) gtk_widget_get_width (window_find (fixture, "rows")));
  assert_menu_in_view (fixture);
  ui_wait_for (is_below_header (fixture, UA_TYPE_NAME_CELL, "Name"));

  /* What was scrolled past stays so when there is less room. */
  gtk_adjustment_set_value (adjustment, get_end (adjustment) - 50);
  resize (fixture, 1000);
  ui_wait_for (gtk_adjustment_get_value (adjustment) == get_end (adjustment) - 50);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* How far there is to scroll is only known once the rows have been laid out. */
static gboolean
shows_last (WindowFixture *fixture)
{
  GtkAdjustment *adjustment =
    gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (window_find (fixture, "area")));

  gtk_adjustment_set_value (adjustment, get_end (adjustment));
  return ua_member_row_get_position (get_last_row (fixture)) == N_MEMBERS - 1;
}

/* P3: there are no more rows alive than are seen and some more, however many members there are. */
static void
test_few_rows (WindowFixture *fixture,
               gconstpointer  data)
{
  GListModel *model = G_LIST_MODEL (window_get_selection (fixture));

  ui_wait_for (g_list_model_get_n_items (model) == N_MEMBERS);
  g_assert_cmpuint (N_MEMBERS, >, MANY_ROWS);
  g_assert_cmpuint (count_rows (fixture), <, MANY_ROWS);
  ui_wait_for (shows_last (fixture));
  g_assert_cmpuint (count_rows (fixture), <, MANY_ROWS);
}

/* P4: the answer to a keystroke uses the rows that are there, whoever they showed before. */
static void
test_rows_stay (WindowFixture *fixture,
                gconstpointer  data)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (window_get_selection (fixture));
  UaMemberRow *row = get_first_row (fixture);
  g_autoptr (UaMember) before = g_object_ref (ua_member_row_get_member (row));
  GtkWidget *around = gtk_widget_get_parent (GTK_WIDGET (row));

  gtk_selection_model_select_item (selection, 0, TRUE);
  g_assert_true ((gtk_widget_get_state_flags (around) & GTK_STATE_FLAG_SELECTED) != 0);
  ui_set_text (GTK_WIDGET (fixture->window), "search_entry", "mueller");
  ui_wait_for (window_get_n_found (fixture) == N_MUELLER);
  g_assert_true (get_first_row (fixture) == row);
  g_assert_true (ua_member_row_get_member (row) != before);
  g_assert_cmpuint (ua_member_row_get_position (row), ==, 0);
  g_assert_cmpuint (count_rows (fixture), ==, N_MUELLER);
  gtk_test_accessible_assert_property (
    GTK_ACCESSIBLE (around), GTK_ACCESSIBLE_PROPERTY_LABEL,
    ua_member_record_get_name (ua_member_get_record (ua_member_row_get_member (row))));
  /* Who is selected is the member and not the place. */
  g_assert_false ((gtk_widget_get_state_flags (around) & GTK_STATE_FLAG_SELECTED) != 0);

  ui_set_text (GTK_WIDGET (fixture->window), "search_entry", "");
  ui_wait_for (window_get_n_found (fixture) == N_MEMBERS);
  g_assert_true (get_first_row (fixture) == row);
  g_assert_true (ua_member_row_get_member (row) == before);
  g_assert_true ((gtk_widget_get_state_flags (around) & GTK_STATE_FLAG_SELECTED) != 0);
  g_assert_cmpuint (count_rows (fixture), >, N_MUELLER);
}

/* PE-15: who cannot see the table is told of rows, by the names of the members, and of cells. */
static void
test_accessible (WindowFixture *fixture,
                 gconstpointer  data)
{
  UaMemberRow *row = get_first_row (fixture);
  GtkAccessible *around = GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (row)));
  GtkWidget *menu = find_type (GTK_WIDGET (row), UA_TYPE_MENU_CELL);
  GtkWidget *status = find_type (GTK_WIDGET (row), UA_TYPE_STATUS_CELL);

  ui_wait_for (ua_member_get_record (ua_member_row_get_member (row)) != NULL);
  gtk_test_accessible_assert_role (window_find (fixture, "rows"), GTK_ACCESSIBLE_ROLE_GRID);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (window_find (fixture, "rows")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Members");
  g_assert_true (gtk_test_accessible_has_role (around, GTK_ACCESSIBLE_ROLE_ROW));
  gtk_test_accessible_assert_property (
    around, GTK_ACCESSIBLE_PROPERTY_LABEL,
    ua_member_record_get_name (ua_member_get_record (ua_member_row_get_member (row))));
  gtk_test_accessible_assert_role (status, GTK_ACCESSIBLE_ROLE_CELL);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (menu)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Actions");
}

/* WS-03: the menu of a row is about that row. */
static void
test_menu (WindowFixture *fixture,
           gconstpointer  data)
{
  UaMemberRow *first = get_first_row (fixture);
  GtkWidget *second = gtk_widget_get_next_sibling (gtk_widget_get_parent (GTK_WIDGET (first)));
  UaMemberRow *row = UA_MEMBER_ROW (gtk_widget_get_first_child (second));
  g_autoptr (UaMember) selected = NULL;
  guint position = 0;

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (window_get_selection (fixture)), 0, TRUE);
  g_assert_true (gtk_widget_activate_action (find_type (second, UA_TYPE_MENU_CELL), "row.menu",
                                             NULL));
  selected = ua_member_selection_dup_only (window_get_selection (fixture), &position);
  g_assert_true (selected == ua_member_row_get_member (row));
  g_assert_cmpuint (position, ==, 1);
  g_assert_nonnull (find_type (window_find (fixture, "table"), GTK_TYPE_POPOVER_MENU));
}

#define ADD(path, function)                                                                \
  g_test_add ("/member-table/" path, WindowFixture, NULL, window_set_up, function, window_tear_down)

int
main (int    argc,
      char **argv)
{
  window_init (&argc, &argv);
  ADD ("narrow", test_narrow);
  ADD ("narrow-sorted", test_narrow_sorted);
  ADD ("sort", test_sort);
  ADD ("emails", test_emails);
  ADD ("large-text", test_large_text);
  ADD ("wide", test_wide);
  ADD ("wide-right-to-left", test_wide_right_to_left);
  ADD ("few-rows", test_few_rows);
  ADD ("rows-stay", test_rows_stay);
  ADD ("accessible", test_accessible);
  ADD ("menu", test_menu);
  return g_test_run ();
}
