/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-entry-row.h"
#include "ua-group-view.h"
#include "ua-group-words.h"
#include "ua-members-page.h"
#include "ua-places.h"
#include "ua-split.h"
#include "window-fixture.h"

static void
activate (WindowFixture *fixture,
          const char    *action,
          GVariant      *parameter)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), action, parameter);
}

static const char *
get_place (WindowFixture *fixture)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (window_find (fixture, "place_stack")));
}

static GListModel *
open_page (WindowFixture *fixture)
{
  activate (fixture, "place", g_variant_new_string ("groups"));
  g_assert_cmpstr (get_place (fixture), ==, "groups");
  return G_LIST_MODEL (gtk_list_view_get_model (
    GTK_LIST_VIEW (window_find (fixture, "group_list"))));
}

/* The row that says so, maybe set apart as a name; NULL while there is none. */
static GtkWidget *
find_row (GtkWidget  *root,
          const char *title)
{
  GtkWidget *found = NULL;

  if (UA_IS_ENTRY_ROW (root))
    return strstr (gtk_label_get_label (GTK_LABEL (ui_find (root, "title_label"))), title) != NULL
             ? root
             : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, title);
  return found;
}

static const char *
get_number (WindowFixture *fixture,
            const char    *list,
            const char    *title)
{
  GtkWidget *row = find_row (window_find (fixture, list), title);

  return row != NULL ? gtk_label_get_label (GTK_LABEL (ui_find (row, "number_label"))) : NULL;
}

static void
assert_name (GListModel *model,
             guint       position,
             const char *name)
{
  g_autoptr (UaGroup) group = g_list_model_get_item (model, position);

  g_assert_cmpstr (ua_group_get_name (group), ==, name);
}

/* LE-09, TL-12: teams, then groups, then sessions, each with how many are in it. */
static void
test_list (WindowFixture *fixture,
           gconstpointer  data)
{
  GListModel *model = open_page (fixture);

  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 4);
  assert_name (model, 0, "Design");
  assert_name (model, 1, "Platform");
  assert_name (model, 2, "Climbers");
  assert_name (model, 3, "Welcome Week");
  ui_wait_for (g_strcmp0 (get_number (fixture, "group_list", "Design"),
                          "60 members, 1 coach") == 0);
  g_assert_cmpstr (get_number (fixture, "group_list", "Climbers"), ==, "3 members");
  g_assert_cmpstr (get_number (fixture, "group_list", "Welcome Week"), ==, "0 members");
  ui_take_pictures (GTK_WIDGET (fixture->window), "groups");

  ui_set_text (GTK_WIDGET (fixture->window), "groups_search_entry", "welcÖme");
  ui_wait_for (g_list_model_get_n_items (model) == 1);
  assert_name (model, 0, "Welcome Week");
  ui_set_text (GTK_WIDGET (fixture->window), "groups_search_entry", "zzz");
  ui_wait_for (g_list_model_get_n_items (model) == 0);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (
                     GTK_STACK (window_find (fixture, "groups_stack"))), ==, "nothing");
}

/* Who is in a group, with the role; who coaches a team is there, too. */
static void
test_members (WindowFixture *fixture,
              gconstpointer  data)
{
  GtkWidget *list;

  open_page (fixture);
  list = window_find (fixture, "group_list");
  g_signal_emit_by_name (list, "activate", 0);
  g_assert_true (ua_split_get_revealed (UA_SPLIT (window_find (fixture, "groups_split"))));
  ui_wait_for (g_strcmp0 (gtk_label_get_label (GTK_LABEL (window_find (fixture,
                                                                       "group_kind_label"))),
                          "Team · 61 people") == 0);
  ui_set_text (GTK_WIDGET (fixture->window), "group_search_entry", "member001");
  ui_wait_for (g_strcmp0 (get_number (fixture, "group_member_list", "Björn Bergström"),
                          "Coach") == 0);
  ui_set_text (GTK_WIDGET (fixture->window), "group_search_entry", "");

  g_signal_emit_by_name (list, "activate", 2);
  ui_wait_for (g_strcmp0 (get_number (fixture, "group_member_list", "Ada Abbott"),
                          "Group Admin") == 0);
  g_assert_cmpstr (get_number (fixture, "group_member_list", "Björn Bergström"), ==, "Member");
  ui_take_pictures (GTK_WIDGET (fixture->window), "group");
  g_signal_emit_by_name (list, "activate", 3);
  ui_wait_for (g_strcmp0 (gtk_stack_get_visible_child_name (
                            GTK_STACK (window_find (fixture, "group_member_stack"))),
                          "empty") == 0);
  g_assert_true (gtk_widget_activate_action (window_find (fixture, "group_view"), "groups.close",
                                             NULL));
  g_assert_false (ua_split_get_revealed (UA_SPLIT (window_find (fixture, "groups_split"))));
}

/* From a group to its members among all, and to the details of one. */
static void
test_ways_on (WindowFixture *fixture,
              gconstpointer  data)
{
  GtkWidget *view;

  open_page (fixture);
  g_signal_emit_by_name (window_find (fixture, "group_list"), "activate", 2);
  view = window_find (fixture, "group_view");
  ui_wait_for (get_number (fixture, "group_member_list", "Ada Abbott") != NULL);
  g_signal_emit_by_name (window_find (fixture, "group_member_list"), "activate", 0);
  ui_wait_for (ua_split_get_revealed (UA_SPLIT (window_find (fixture, "details_split"))));
  activate (fixture, "back", NULL);
  g_assert_cmpstr (get_place (fixture), ==, "groups");

  g_assert_true (gtk_widget_activate_action (view, "group.show-in-members", NULL));
  g_assert_cmpstr (get_place (fixture), ==, "members");
  ui_wait_for (window_get_n_found (fixture) == 3);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (window_find (fixture, "filter_label"))), ==,
                   "Groups: Climbers");
}

/* Where one was is found again; the filters of another place have no key here. */
static void
test_kept_place (WindowFixture *fixture,
                 gconstpointer  data)
{
  g_assert_null (ui_find (GTK_WIDGET (fixture->window), "group_list"));
  g_assert_true (g_action_group_has_action (G_ACTION_GROUP (fixture->window), "show-filters"));
  open_page (fixture);
  g_assert_false (g_action_group_has_action (G_ACTION_GROUP (fixture->window), "show-filters"));
  window_close (fixture);
  window_present (fixture);
  ui_wait_for (ui_find (GTK_WIDGET (fixture->window), "group_list") != NULL);
  g_assert_cmpstr (get_place (fixture), ==, "groups");
  activate (fixture, "place", g_variant_new_string ("nowhere"));
  g_assert_cmpstr (get_place (fixture), ==, "groups");
}

/* A place is not there for a server that cannot do it, nor while that is not known. */
static void
test_offered (void)
{
  const UaPlaceInfo *groups = ua_places_find ("groups");
  g_autoptr (UaCapabilities) unknown = ua_capabilities_new ();
  g_autoptr (UaCapabilities) able =
    ua_capabilities_with (unknown, UA_CAPABILITY_GROUPS, UA_SUPPORT_YES);
  g_autoptr (UaCapabilities) unable =
    ua_capabilities_with (unknown, UA_CAPABILITY_GROUPS, UA_SUPPORT_NO);

  g_assert_false (ua_place_is_offered (groups, NULL));
  g_assert_false (ua_place_is_offered (groups, unknown));
  g_assert_false (ua_place_is_offered (groups, unable));
  g_assert_true (ua_place_is_offered (groups, able));
  g_assert_true (ua_place_is_offered (ua_places_find (UA_PLACE_MEMBERS), NULL));
}

#define ADD(path, function)                                                               \
  g_test_add ("/groups-page/" path, WindowFixture, NULL, window_set_up, function,         \
              window_tear_down)

int
main (int    argc,
      char **argv)
{
  window_init (&argc, &argv);
  ADD ("list", test_list);
  ADD ("members", test_members);
  ADD ("ways-on", test_ways_on);
  ADD ("kept-place", test_kept_place);
  g_test_add_func ("/groups-page/offered", test_offered);
  return g_test_run ();
}
