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

/* Whether what GTK tells a screen reader of the widget has a name that is not empty. */
static gboolean
is_named (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);
  g_autofree char *not_empty = NULL;

  if (gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    return TRUE;
  if (!gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL))
    return FALSE;
  not_empty = gtk_test_accessible_check_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, "",
                                                  NULL);
  return not_empty != NULL;
}

/* What somebody can do something with. */
static gboolean
is_control (GtkWidget *widget)
{
  return gtk_widget_get_focusable (widget) || GTK_IS_BUTTON (widget) ||
         GTK_IS_CHECK_BUTTON (widget) || GTK_IS_SWITCH (widget) || GTK_IS_DROP_DOWN (widget) ||
         GTK_IS_EDITABLE (widget) || GTK_IS_MENU_BUTTON (widget);
}

/* Parts of a control that has the name itself, and what only moves what is in it. */
static gboolean
is_part (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  if (GTK_IS_SCROLLED_WINDOW (widget) || GTK_IS_WINDOW (widget) || GTK_IS_POPOVER (widget))
    return TRUE;
  if (GTK_IS_TEXT (widget))
    return gtk_widget_get_ancestor (parent, GTK_TYPE_EDITABLE) != NULL;
  if (GTK_IS_LIST_BOX (widget))
    return is_in (widget, "preferencesgroup", NULL) || is_in (widget, NULL, "expander");
  if (GTK_IS_MENU_BUTTON (widget))
    return has_text (widget);
  return GTK_IS_DROP_DOWN (parent) || GTK_IS_MENU_BUTTON (parent) || GTK_IS_SPIN_BUTTON (parent) ||
         (!ADW_IS_COMBO_ROW (widget) && is_in (widget, NULL, "combo")) ||
         (GTK_IS_STACK (parent) && is_in (parent, "dropdown", NULL)) ||
         (GTK_IS_COLUMN_VIEW (parent) && g_str_equal (gtk_widget_get_css_name (widget), "header"));
}

/* Rows of lists are told by what is in them. */
static gboolean
is_list_item (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  return GTK_IS_LIST_VIEW (parent) || GTK_IS_GRID_VIEW (parent) ||
         (parent != NULL && g_str_equal (gtk_widget_get_css_name (parent), "listview"));
}

static void
judge_name (GtkWidget *widget,
            gpointer   user_data)
{
  const char *name = user_data;
  GtkAccessibleRole role = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget));

  if (!is_control (widget) || is_part (widget))
    return;
  if (!is_named (widget) && !(is_list_item (widget) && has_text (widget)))
    find_fault ("%s: a %s in a %s without a name", name, G_OBJECT_TYPE_NAME (widget),
                G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
  if (role == GTK_ACCESSIBLE_ROLE_NONE || role == GTK_ACCESSIBLE_ROLE_PRESENTATION ||
      role == GTK_ACCESSIBLE_ROLE_GENERIC || role == GTK_ACCESSIBLE_ROLE_WIDGET)
    find_fault ("%s: a %s in a %s of no kind", name, G_OBJECT_TYPE_NAME (widget),
                G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
}

/* Whatever takes the focus or can be pressed has a name and a role by which a screen reader tells
 * of it.  A tooltip is no name: it is told after one. */
void
ui_judge_names (GtkWidget  *window,
                const char *name)
{
  visit (window, judge_name, (gpointer) name);
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

static gboolean
has_tooltip (GtkWidget *widget)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (gtk_widget_get_has_tooltip (widget))
      return TRUE;
  return FALSE;
}

/* Whether it can be brought into view by scrolling to the side. */
static gboolean
is_scrolled_sideways (GtkWidget *widget)
{
  GtkPolicyType policy;

  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      if (!GTK_IS_SCROLLED_WINDOW (widget))
        continue;
      gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (widget), &policy, NULL);
      if (policy != GTK_POLICY_NEVER)
        return TRUE;
    }
  return FALSE;
}

/* Whether less than half of a text has room. */
static gboolean
is_nothing (GtkWidget *widget)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return 2 * gtk_widget_get_width (widget) < natural;
}

typedef struct
{
  GtkWidget *window; /* (unowned) */
  const char *name;  /* (unowned) */
} Place;

/* The name of somebody or something in a title gets longer with it. */
static gboolean
is_longer_title (GtkWidget *widget)
{
  return is_in (widget, "headerbar", NULL) && gtk_widget_has_css_class (widget, "title") &&
         g_str_has_prefix (gtk_label_get_text (GTK_LABEL (widget)), "⟦");
}

static void
judge_label (GtkWidget *widget,
             gpointer   user_data)
{
  const Place *place = user_data;
  graphene_rect_t bounds;
  GtkLabel *label;

  /* What a drop-down has to offer is whole in the list that it opens, but enough of it is to be
   * seen before; what is meant to be typed into a search, its name says too. */
  if (!GTK_IS_LABEL (widget) ||
      ((is_in (widget, "dropdown", NULL) || is_in (widget, NULL, "combo")) &&
       !is_nothing (widget)) ||
      g_str_equal (gtk_widget_get_css_name (widget), "placeholder") || is_longer_title (widget))
    return;
  label = GTK_LABEL (widget);
  if (pango_layout_is_ellipsized (gtk_label_get_layout (label)) && !has_tooltip (widget))
    find_fault ("%s: “%s” is cut off", place->name, gtk_label_get_text (label));
  if (GTK_WIDGET (gtk_widget_get_native (widget)) != place->window ||
      is_scrolled_sideways (widget) ||
      !gtk_widget_compute_bounds (widget, place->window, &bounds))
    return;
  if (bounds.origin.x < -1 ||
      bounds.origin.x + bounds.size.width > (float) gtk_widget_get_width (place->window) + 1)
    find_fault ("%s: “%s” is beyond the window", place->name, gtk_label_get_text (label));
}

/* Nothing is cut off that cannot be read elsewhere: by pointing at it, or by scrolling. */
void
ui_judge_labels (GtkWidget  *window,
                 const char *name)
{
  Place place = { .window = window, .name = name };

  visit (window, judge_label, &place);
}
