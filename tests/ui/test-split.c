/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-split.h"

#include "ui-fixture.h"

typedef struct
{
  GtkWidget *window;
  GtkWidget *split;
  GtkWidget *content;
  GtkWidget *pane;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->window = gtk_window_new ();
  fixture->split = ua_split_new ();
  fixture->content = gtk_button_new_with_label ("Content");
  fixture->pane = gtk_button_new_with_label ("Pane");
  g_object_set (fixture->split, "pane-width", 200, "fold-width", 700, NULL);
  ua_split_set_content (UA_SPLIT (fixture->split), fixture->content);
  ua_split_set_pane (UA_SPLIT (fixture->split), fixture->pane);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->split);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  ui_assert_finalized (fixture->window);
}

static void
allocate (Fixture *fixture,
          int      width)
{
  int minimum;

  gtk_widget_measure (fixture->split, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_measure (fixture->split, GTK_ORIENTATION_VERTICAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (fixture->split, &(GtkAllocation){ 0, 0, MAX (width, minimum), 400 },
                            -1);
}

static int
get_x (Fixture   *fixture,
       GtkWidget *widget)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, fixture->split, &bounds));
  return (int) bounds.origin.x;
}

static void
test_beside (Fixture       *fixture,
             gconstpointer  data)
{
  ua_split_set_revealed (UA_SPLIT (fixture->split), TRUE);
  allocate (fixture, 800);

  g_assert_false (ua_split_get_folded (UA_SPLIT (fixture->split)));
  g_assert_cmpint (gtk_widget_get_width (fixture->content), >, 500);
  g_assert_cmpint (get_x (fixture, fixture->pane), <, 100);
  g_assert_cmpint (get_x (fixture, fixture->content), >=, 200);
}

static void
test_right_to_left (Fixture       *fixture,
                    gconstpointer  data)
{
  gtk_widget_set_direction (fixture->split, GTK_TEXT_DIR_RTL);
  ua_split_set_revealed (UA_SPLIT (fixture->split), TRUE);
  allocate (fixture, 800);

  g_assert_cmpint (get_x (fixture, fixture->pane), >=, 600);
  g_assert_cmpint (get_x (fixture, fixture->content), <, 100);
}

/* What was open beside the content does not cover it when the window becomes narrow, and is there
 * again when it becomes wide. */
static void
test_fold (Fixture       *fixture,
           gconstpointer  data)
{
  UaSplit *split = UA_SPLIT (fixture->split);

  ua_split_set_revealed (split, TRUE);
  allocate (fixture, 800);
  allocate (fixture, 500);
  g_assert_true (ua_split_get_folded (split));
  g_assert_false (ua_split_get_revealed (split));
  g_assert_false (gtk_widget_get_child_visible (fixture->pane));

  ua_split_set_revealed (split, TRUE);
  allocate (fixture, 500);
  g_assert_true (gtk_widget_get_child_visible (fixture->pane));
  g_assert_true (gtk_widget_get_child_visible (fixture->content));
  g_assert_cmpint (get_x (fixture, fixture->content), <, 100);

  ua_split_set_revealed (split, FALSE);
  allocate (fixture, 800);
  g_assert_true (ua_split_get_revealed (split));
}

static void
test_cover (Fixture       *fixture,
            gconstpointer  data)
{
  UaSplit *split = UA_SPLIT (fixture->split);

  g_object_set (split, "cover", TRUE, "at-end", TRUE, NULL);
  ua_split_set_revealed (split, TRUE);
  allocate (fixture, 800);
  g_assert_cmpint (get_x (fixture, fixture->pane), >=, 600);

  allocate (fixture, 500);
  g_assert_true (ua_split_get_revealed (split));
  g_assert_false (gtk_widget_get_child_visible (fixture->content));
  g_assert_cmpint (gtk_widget_get_width (fixture->pane), >, 400);

  ua_split_set_revealed (split, FALSE);
  allocate (fixture, 500);
  g_assert_true (gtk_widget_get_child_visible (fixture->content));
}

static void
test_minimum (Fixture       *fixture,
              gconstpointer  data)
{
  int minimum;

  gtk_widget_set_size_request (fixture->content, 360, -1);
  ua_split_set_revealed (UA_SPLIT (fixture->split), TRUE);
  gtk_widget_measure (fixture->split, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, ==, 360);
}

int
main (int    argc,
      char **argv)
{
  ui_init (&argc, &argv);
  g_test_add ("/split/beside", Fixture, NULL, set_up, test_beside, tear_down);
  g_test_add ("/split/right-to-left", Fixture, NULL, set_up, test_right_to_left, tear_down);
  g_test_add ("/split/fold", Fixture, NULL, set_up, test_fold, tear_down);
  g_test_add ("/split/cover", Fixture, NULL, set_up, test_cover, tear_down);
  g_test_add ("/split/minimum", Fixture, NULL, set_up, test_minimum, tear_down);
  return g_test_run ();
}
