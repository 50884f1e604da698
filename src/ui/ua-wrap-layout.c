/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-wrap-layout.h"

#define SPACING 6

/**
 * UaWrapLayout:
 *
 * Children on one line, of which the first takes what room there is; where there is not enough, the
 * others stand on a second line below it.
 *
 *   [ search                 ] [ filter ] [ filter ]      [ search           ]
 *                                                         [ filter ] [ filter ]
 */
struct _UaWrapLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (UaWrapLayout, ua_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkWidget *
get_next_shown (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/* How much the children after the first take, with the space before each. */
static int
measure_others (GtkWidget      *first,
                GtkOrientation  orientation,
                gboolean        natural)
{
  int total = 0;

  for (GtkWidget *child = get_next_shown (gtk_widget_get_next_sibling (first)); child != NULL;
       child = get_next_shown (gtk_widget_get_next_sibling (child)))
    {
      int minimum, wanted;

      gtk_widget_measure (child, orientation, -1, &minimum, &wanted, NULL, NULL);
      if (orientation == GTK_ORIENTATION_HORIZONTAL)
        total += (natural ? wanted : minimum) + SPACING;
      else
        total = MAX (total, natural ? wanted : minimum);
    }
  return total;
}

static gboolean
fits_one_line (GtkWidget *first,
               int        width)
{
  int wanted;

  gtk_widget_measure (first, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &wanted, NULL, NULL);
  return wanted + measure_others (first, GTK_ORIENTATION_HORIZONTAL, TRUE) <= width;
}

static GtkSizeRequestMode
ua_wrap_layout_get_request_mode (GtkLayoutManager *layout,
                                 GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
ua_wrap_layout_measure (GtkLayoutManager *layout,
                        GtkWidget        *widget,
                        GtkOrientation    orientation,
                        int               for_size,
                        int              *minimum,
                        int              *natural,
                        int              *minimum_baseline,
                        int              *natural_baseline)
{
  GtkWidget *first = get_next_shown (gtk_widget_get_first_child (widget));
  int first_minimum, first_natural, others;

  *minimum = *natural = 0;
  if (first == NULL)
    return;
  gtk_widget_measure (first, orientation, -1, &first_minimum, &first_natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      others = measure_others (first, orientation, FALSE);
      *minimum = MAX (first_minimum, others - SPACING);
      *natural = first_natural + measure_others (first, orientation, TRUE);
      return;
    }
  others = measure_others (first, orientation, TRUE);
  if (others == 0 || for_size < 0 || fits_one_line (first, for_size))
    *minimum = *natural = MAX (first_natural, others);
  else
    *minimum = *natural = first_natural + SPACING + others;
}

static void
allocate_at (GtkWidget *widget,
             GtkWidget *child,
             int        start,
             int        y,
             int        width,
             int        height)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = rtl ? gtk_widget_get_width (widget) - start - width : start;

  gtk_widget_size_allocate (child, &(GtkAllocation) { x, y, width, height }, -1);
}

static void
ua_wrap_layout_allocate (GtkLayoutManager *layout,
                         GtkWidget        *widget,
                         int               width,
                         int               height,
                         int               baseline)
{
  GtkWidget *first = get_next_shown (gtk_widget_get_first_child (widget));
  gboolean one_line;
  int others, first_height, start, y;

  if (first == NULL)
    return;
  one_line = fits_one_line (first, width);
  others = measure_others (first, GTK_ORIENTATION_HORIZONTAL, TRUE);
  gtk_widget_measure (first, GTK_ORIENTATION_VERTICAL, -1, NULL, &first_height, NULL, NULL);
  if (one_line)
    first_height = height;
  allocate_at (widget, first, 0, 0, one_line ? width - others : width, first_height);
  start = one_line ? width - others + SPACING : 0;
  y = one_line || others == 0 ? 0 : first_height + SPACING;
  for (GtkWidget *child = get_next_shown (gtk_widget_get_next_sibling (first)); child != NULL;
       child = get_next_shown (gtk_widget_get_next_sibling (child)))
    {
      int minimum, wanted;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &wanted, NULL, NULL);
      wanted = MAX (minimum, MIN (wanted, width - start));
      allocate_at (widget, child, start, y, wanted, height - y);
      start += wanted + SPACING;
    }
}

static void
ua_wrap_layout_class_init (UaWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = ua_wrap_layout_get_request_mode;
  layout_class->measure = ua_wrap_layout_measure;
  layout_class->allocate = ua_wrap_layout_allocate;
}

static void
ua_wrap_layout_init (UaWrapLayout *self)
{
}

/**
 * ua_wrap_layout_new:
 *
 * Returns: (transfer full): a layout
 */
GtkLayoutManager *
ua_wrap_layout_new (void)
{
  return g_object_new (UA_TYPE_WRAP_LAYOUT, NULL);
}
