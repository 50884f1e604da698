/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-style.h"
#include "ua-ui.h"
#include "ui-fixture.h"

/* How high a line is before libadwaita gives it a style. */
static int unstyled_height;

static int
measure_separator (void)
{
  g_autoptr (GtkWidget) separator =
    g_object_ref_sink (gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  int height;

  gtk_widget_measure (separator, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  return height;
}

/* P1: GTK has read no theme of its own, which would make lines as high as libadwaita's does. */
static void
test_no_theme (void)
{
  g_assert_cmpint (unstyled_height, ==, 0);
  g_assert_cmpint (measure_separator (), ==, 1);
}

/* GTK knows the icons of the application by their names. */
static void
test_icons (void)
{
  GtkIconTheme *icons = gtk_icon_theme_get_for_display (gdk_display_get_default ());

  g_assert_true (gtk_icon_theme_has_icon (icons, "ua-filter-symbolic"));
  g_assert_true (gtk_icon_theme_has_icon (icons, "ua-role-symbolic"));
  g_assert_true (gtk_icon_theme_has_icon (icons, "ua-team-symbolic"));
}

/* Neither libadwaita nor another program is to find what was said to GTK. */
static void
test_environment (void)
{
  g_assert_null (g_getenv ("GTK_THEME"));
  g_setenv ("GTK_THEME", "HighContrast", TRUE);
  ua_style_init_gtk ();
  g_assert_cmpstr (g_getenv ("GTK_THEME"), ==, "HighContrast");
  g_unsetenv ("GTK_THEME");
}

/* The colour in the middle of a widget that is filled with its text. */
static guint32
pick_color (GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree guint32 *pixels = NULL;
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (widget)),
                                         node, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gsk_render_node_unref (node);
  pixels = g_new (guint32, (gsize) width * height);
  gdk_texture_download (texture, (guchar *) pixels, (gsize) width * sizeof (guint32));
  return pixels[(gsize) (height / 2) * width + width / 2] & 0xffffff;
}

/* The tints of the statuses follow the desktop, also while the window is open. */
static void
test_tints (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkWidget *window = gtk_window_new ();
  GtkWidget *label = gtk_label_new ("████");

  gtk_widget_add_css_class (label, "status-locked");
  gtk_widget_set_halign (label, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_window_set_child (GTK_WINDOW (window), label);
  gtk_window_present (GTK_WINDOW (window));
  ui_wait_for (gtk_widget_get_width (label) > 0 && gtk_widget_get_mapped (label));

  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_LIGHT);
  ui_wait_for (pick_color (label) == 0xa51d2d);
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  ui_wait_for (pick_color (label) == 0xff9a9a);
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_LIGHT);
  ui_wait_for (pick_color (label) == 0xa51d2d);
  ui_assert_finalized (window);
}

static void
test_finalize (void)
{
  ui_assert_finalized (ua_style_new (gdk_display_get_default ()));
}

int
main (int    argc,
      char **argv)
{
  if (gtk_init_check ())
    {
      ua_ui_init ();
      ua_style_init_gtk ();
      unstyled_height = measure_separator ();
    }
  ui_init (&argc, &argv);
  g_test_add_func ("/style/no-theme", test_no_theme);
  g_test_add_func ("/style/icons", test_icons);
  g_test_add_func ("/style/environment", test_environment);
  g_test_add_func ("/style/tints", test_tints);
  g_test_add_func ("/style/finalize", test_finalize);
  return g_test_run ();
}
