/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-judge.h"

#include <adwaita.h>
#include <math.h>
#include <string.h>

/* Contrasts that WCAG 2.1 asks for (1.4.3): of text, and of large text. */
#define CONTRAST 4.5
#define LARGE_CONTRAST 3.0
/* The height in pixels from which a line counts as large: 18 pt. */
#define LARGE 30

/* Goes on, so that all faults are found at once. */
static void G_GNUC_PRINTF (1, 2)
find_fault (const char *format,
            ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("%s\n", text);
  g_test_fail ();
}

typedef void (*Judge) (GtkWidget *widget,
                       gpointer   user_data);

/* Goes through all that is seen of a window. */
static void
visit (GtkWidget *widget,
       Judge      judge,
       gpointer   user_data)
{
  if (!gtk_widget_get_mapped (widget) || gtk_widget_get_width (widget) <= 0 ||
      gtk_widget_get_height (widget) <= 0)
    return;
  judge (widget, user_data);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    visit (child, judge, user_data);
}

static gboolean
has_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && *gtk_label_get_label (GTK_LABEL (widget)) != '\0')
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_text (child))
      return TRUE;
  return FALSE;
}

static gboolean
is_named (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  return gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL) ||
         gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

/* What somebody can do something with. */
static gboolean
is_control (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_SWITCH (widget) ||
         GTK_IS_DROP_DOWN (widget) || GTK_IS_ENTRY (widget) || GTK_IS_SEARCH_ENTRY (widget) ||
         GTK_IS_SPIN_BUTTON (widget) || GTK_IS_LIST_VIEW (widget) || GTK_IS_GRID_VIEW (widget) ||
         GTK_IS_LIST_BOX_ROW (widget) || GTK_IS_MENU_BUTTON (widget);
}

/* Parts of a control that has the name itself. */
static gboolean
is_part (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  return GTK_IS_BUTTON (widget) && (GTK_IS_DROP_DOWN (parent) || GTK_IS_MENU_BUTTON (parent) ||
                                    GTK_IS_SPIN_BUTTON (parent));
}

static void
judge_name (GtkWidget *widget,
            gpointer   user_data)
{
  const char *name = user_data;

  if (!is_control (widget) || is_part (widget) || is_named (widget) || has_text (widget) ||
      gtk_widget_get_tooltip_text (widget) != NULL)
    return;
  if (GTK_IS_MENU_BUTTON (widget) || gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) ==
                                       GTK_ACCESSIBLE_ROLE_PRESENTATION)
    return;
  find_fault ("%s: a %s without a name", name, G_OBJECT_TYPE_NAME (widget));
}

/* Each control has a name, from its text or given to it; its role GTK gives it by its kind. */
void
ui_judge_names (GtkWidget  *window,
                const char *name)
{
  visit (window, judge_name, (gpointer) name);
}

static gboolean
is_in (GtkWidget  *widget,
       const char *css_name,
       const char *css_class)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    if ((css_name != NULL && g_str_equal (gtk_widget_get_css_name (widget), css_name)) ||
        (css_class != NULL && gtk_widget_has_css_class (widget, css_class)))
      return TRUE;
  return FALSE;
}

typedef struct
{
  GtkWidget *window;       /* (unowned) */
  const char *name;        /* (unowned) */
  const guchar *pixels;    /* (unowned), BGRA, premultiplied */
  int width;
  int height;
} Picture;

static double
linear (guchar value)
{
  double part = value / 255.0;

  return part <= 0.03928 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4);
}

/* WCAG 2.1, relative luminance. */
static double
get_luminance (const Picture *picture,
               int            x,
               int            y)
{
  const guchar *pixel = picture->pixels + 4 * ((gsize) y * (gsize) picture->width + (gsize) x);

  return 0.2126 * linear (pixel[2]) + 0.7152 * linear (pixel[1]) + 0.0722 * linear (pixel[0]);
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double p = *(const double *) a;
  double q = *(const double *) b;

  return p < q ? -1 : p > q;
}

/* The contrast of the strokes, which cover some pixels whole, with what most of the pixels are. */
static double
measure_contrast (const Picture         *picture,
                  const graphene_rect_t *bounds)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (double));
  int right = MIN ((int) (bounds->origin.x + bounds->size.width), picture->width);
  int bottom = MIN ((int) (bounds->origin.y + bounds->size.height), picture->height);
  double ground, darkest, lightest;

  for (int y = MAX ((int) bounds->origin.y, 0); y < bottom; y++)
    for (int x = MAX ((int) bounds->origin.x, 0); x < right; x++)
      {
        double luminance = get_luminance (picture, x, y);

        g_array_append_val (all, luminance);
      }
  if (all->len == 0)
    return 21;
  g_array_sort (all, compare_doubles);
  ground = g_array_index (all, double, all->len / 2);
  darkest = g_array_index (all, double, 0);
  lightest = g_array_index (all, double, all->len - 1);
  return MAX ((ground + 0.05) / (darkest + 0.05), (lightest + 0.05) / (ground + 0.05));
}

static void
judge_contrast (GtkWidget *widget,
                gpointer   user_data)
{
  const Picture *picture = user_data;
  graphene_rect_t bounds;
  double contrast, wanted;

  /* What cannot be used need not be read; initials stand beside the name that they are of. */
  if (!GTK_IS_LABEL (widget) || *gtk_label_get_text (GTK_LABEL (widget)) == '\0' ||
      !gtk_widget_is_sensitive (widget) || is_in (widget, "avatar", NULL) ||
      !gtk_widget_compute_bounds (widget, picture->window, &bounds))
    return;
  if (gtk_widget_pick (picture->window, bounds.origin.x + bounds.size.width / 2,
                       bounds.origin.y + bounds.size.height / 2,
                       GTK_PICK_NON_TARGETABLE | GTK_PICK_INSENSITIVE) != widget)
    return;
  contrast = measure_contrast (picture, &bounds);
  wanted = bounds.size.height >= LARGE ? LARGE_CONTRAST : CONTRAST;
  if (contrast < wanted)
    find_fault ("%s: “%s” has a contrast of %.1f", picture->name,
                gtk_label_get_text (GTK_LABEL (widget)), contrast);
}

/* All that is read, and is not insensitive, has contrast enough. */
void
ui_judge_contrast (GtkWidget  *window,
                   GdkTexture *texture,
                   const char *name)
{
  Picture picture = {
    .window = window, .name = name,
    .width = gdk_texture_get_width (texture), .height = gdk_texture_get_height (texture),
  };
  gsize stride = (gsize) picture.width * 4;
  g_autofree guchar *pixels = g_malloc (stride * (gsize) picture.height);

  gdk_texture_download (texture, pixels, stride);
  picture.pixels = pixels;
  visit (window, judge_contrast, &picture);
}

static void
judge_label (GtkWidget *widget,
             gpointer   user_data)
{
  GtkLabel *label;

  /* Names and addresses, which people choose, may be longer than there is room anywhere. */
  if (!GTK_IS_LABEL (widget) || is_in (widget, "dropdown", NULL) ||
      !(is_in (widget, "button", NULL) || is_in (widget, "headerbar", NULL) ||
        is_in (widget, "placesidebar", NULL) || is_in (widget, "statuspage", NULL)))
    return;
  label = GTK_LABEL (widget);
  if (pango_layout_is_ellipsized (gtk_label_get_layout (label)))
    find_fault ("%s: “%s” is cut off", (const char *) user_data, gtk_label_get_text (label));
}

/* Nothing is cut off of what the application itself says. */
void
ui_judge_labels (GtkWidget  *window,
                 const char *name)
{
  visit (window, judge_label, (gpointer) name);
}
