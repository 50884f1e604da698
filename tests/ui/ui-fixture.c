/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-fixture.h"
#include "ui-judge.h"
#include "ui-longer.h"

#include <glib/gstdio.h>
#include <locale.h>

#include "ua-config.h"
#include "ua-style.h"
#include "ua-ui.h"

static UaStyle *sheets;

static gboolean
wake_up_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

#define NARROWEST 360

/* The exit status by which meson knows that a test could not run. */
#define EXIT_SKIPPED 77

static const char *
get_mode (void)
{
  const char *mode = g_getenv ("UI_MODE");

  return mode != NULL ? mode : "";
}

/* UI_MODE may ask for text of twice the size ("large"), for everything from the right to the left
 * ("rtl"), or for longer words ("longer", when a picture is taken), which all that is tested has to
 * bear; high contrast ("contrast") libadwaita is asked for. */
static void
set_up_mode (void)
{
  if (g_str_equal (get_mode (), "large"))
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  else if (g_str_equal (get_mode (), "rtl"))
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
}

/* Prepares GTK, the templates and an environment in which no time passes for show. */
void
ui_init (int    *argc,
         char ***argv)
{
  GApplication *application;
  g_autofree char *icons = NULL;

  setlocale (LC_ALL, "");
  g_test_init (argc, argv, NULL);
  if (!gtk_init_check ())
    exit (EXIT_SKIPPED);
  ua_ui_init ();
  icons = g_test_build_filename (G_TEST_DIST, "..", "data", "icons", NULL);
  application = g_object_new (ADW_TYPE_APPLICATION,
                              "application-id", UA_APPLICATION_ID,
                              "flags", G_APPLICATION_NON_UNIQUE,
                              NULL);
  g_application_set_resource_base_path (application, NULL);
  g_assert_true (g_application_register (application, NULL, NULL));
  sheets = ua_style_new (gdk_display_get_default ());
  gtk_icon_theme_add_search_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                  icons);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  set_up_mode ();
}

/* Does what the main loop has to do, and wakes up now and then, so that a deadline is noticed. */
void
ui_iterate (void)
{
  guint wake_up = g_timeout_add (20, wake_up_cb, NULL);

  g_main_context_iteration (NULL, TRUE);
  g_source_remove (wake_up);
}

/* The widget below (or at) root that a template calls by this id; NULL when there is none.  Ids of
 * templates are the buildable ids of widgets. */
GtkWidget *
ui_find (GtkWidget  *root,
         const char *id)
{
  GtkWidget *found = NULL;

  if (g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (root)), id) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = ui_find (child, id);
  return found;
}

/* Whether the widget and all that it is in are visible. */
gboolean
ui_is_shown (GtkWidget  *root,
             const char *id)
{
  GtkWidget *widget = ui_find (root, id);

  g_assert_nonnull (widget);
  return gtk_widget_is_visible (widget) && gtk_widget_get_child_visible (widget);
}

/* Whether a button of the widget that is bound to the action could be pressed.  Actions of widget
 * classes cannot be asked directly. */
static GtkWidget *
find_actionable (GtkWidget  *root,
                 const char *action_name)
{
  GtkWidget *found = NULL;

  if (GTK_IS_ACTIONABLE (root) &&
      g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (root)), action_name) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_actionable (child, action_name);
  return found;
}

gboolean
ui_action_enabled (GtkWidget  *widget,
                   const char *action_name)
{
  GtkWidget *actionable = find_actionable (widget, action_name);

  g_assert_nonnull (actionable);
  return gtk_widget_get_sensitive (actionable);
}

/* Whether a label with that text is on the screen. */
gboolean
ui_has_label (GtkWidget  *root,
              const char *text)
{
  gboolean found = GTK_IS_LABEL (root) && gtk_widget_get_mapped (root) &&
                   strcmp (gtk_label_get_text (GTK_LABEL (root)), text) == 0;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && !found;
       child = gtk_widget_get_next_sibling (child))
    found = ui_has_label (child, text);
  return found;
}

/* Whether a row with that title is on the screen, and says that value. */
gboolean
ui_has_row (GtkWidget  *root,
            const char *title,
            const char *value)
{
  if (ADW_IS_ACTION_ROW (root) && gtk_widget_get_mapped (root) &&
      strcmp (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title) == 0)
    return ui_has_label (root, value);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (ui_has_row (child, title, value))
      return TRUE;
  return FALSE;
}

/* Focuses @widget, again while what is above it still unfolds, until it is scrolled to. */
static gboolean
is_scrolled_to (GtkWidget *widget)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (widget));
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (widget, window, &bounds) && bounds.origin.y >= 0
      && bounds.origin.y + bounds.size.height <= gtk_widget_get_height (window))
    return TRUE;
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  gtk_widget_grab_focus (widget);
  return FALSE;
}

/* Opens the popover of a button as a person does, who sees the button: GDK finds no monitor for one
 * that hangs on what is beyond the screen. */
GtkPopover *
ui_open_popover (GtkMenuButton *button)
{
  ui_wait_for (is_scrolled_to (GTK_WIDGET (button)));
  gtk_menu_button_popup (button);
  ui_wait_for (gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (button))));
  return gtk_menu_button_get_popover (button);
}

void
ui_set_text (GtkWidget  *root,
             const char *id,
             const char *text)
{
  GtkWidget *widget = ui_find (root, id);

  g_assert_nonnull (widget);
  gtk_editable_set_text (GTK_EDITABLE (widget), text);
}

static void
count_frame_cb (GdkFrameClock *clock,
                guint         *n)
{
  (*n)++;
}

static void
wait_for_frames (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  guint n = 0;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (count_frame_cb), &n);

  while (n < 2)
    {
      guint before = n;

      gtk_widget_queue_draw (window);
      ui_wait_for (n > before);
    }
  g_signal_handler_disconnect (clock, handler);
}

static void
save_picture (GtkWidget  *window,
              const char *name,
              const char *path)
{
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;
  int width = gtk_widget_get_width (window);
  int height = gtk_widget_get_height (window);

  wait_for_frames (window);
  paintable = gtk_widget_paintable_new (window);
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, width, height));
  g_assert_true (gdk_texture_save_to_png (texture, path));
  ui_judge_contrast (window, texture, name);
  gsk_render_node_unref (node);
}

/* Says everything in the language of longer words, which must not make the window wider. */
static GPtrArray *
speak_longer (GtkWidget  *window,
              const char *name)
{
  GPtrArray *labels;
  int before, after;

  gtk_widget_measure (window, GTK_ORIENTATION_HORIZONTAL, -1, &before, NULL, NULL, NULL);
  labels = ui_make_longer (window);
  gtk_widget_measure (window, GTK_ORIENTATION_HORIZONTAL, -1, &after, NULL, NULL, NULL);
  if (after > MAX (before, gtk_widget_get_width (window)))
    {
      g_printerr ("%s: longer words need %d pixels\n", name, after);
      g_test_fail ();
    }
  return labels;
}

/* Writes a picture of the window in light and in dark, for people to look at, and judges it. */
void
ui_take_pictures (GtkWidget  *window,
                  const char *name)
{
  g_autofree char *folder =
    g_test_build_filename (G_TEST_BUILT, "ui", "pictures", get_mode (), NULL);
  g_autofree char *light = g_strdup_printf ("%s/%s-light.png", folder, name);
  g_autofree char *dark = g_strdup_printf ("%s/%s-dark.png", folder, name);
  AdwStyleManager *style = adw_style_manager_get_default ();
  GPtrArray *labels = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  gtk_window_present (GTK_WINDOW (window));
  ui_wait_for (gtk_widget_get_width (window) > 0 && gtk_widget_get_mapped (window));
  if (g_str_equal (get_mode (), "longer"))
    labels = speak_longer (window, name);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_LIGHT);
  save_picture (window, name, light);
  ui_judge_names (window, name);
  ui_judge_labels (window, name);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_DARK);
  save_picture (window, name, dark);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_DEFAULT);
  if (labels != NULL)
    ui_make_as_were (labels);
}

/* PE-15: fails where the window cannot be as narrow as the narrowest screen. */
void
ui_assert_fits (GtkWidget *window)
{
  int minimum;

  gtk_widget_measure (window, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, g_str_equal (get_mode (), "large") ? 2 * NARROWEST : NARROWEST);
}

/* Gives up the last reference to an object, destroying it first where it is a window, and fails
 * where something still holds it. */
void
ui_assert_finalized (gpointer object)
{
  gpointer weak = object;

  g_object_add_weak_pointer (G_OBJECT (object), &weak);
  if (GTK_IS_WINDOW (object))
    gtk_window_destroy (GTK_WINDOW (object));
  else
    g_object_unref (object);
  ui_wait_for (weak == NULL);
}

/* Who opens a form can type at once, and Enter does not cancel. */
void
ui_assert_typing_goes_to (GtkWidget  *root,
                          const char *id)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (root));

  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, ui_find (root, id)));
}
