/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-member-area.h"

#include "ua-member-row.h"
#include "ua-ui.h"

/* How many rows to keep for when they are needed again; more than that are not seen at once. */
#define MAX_SPARE_ROWS 40

/**
 * UaMemberArea:
 *
 * What scrolls in the table of members: the headers of the columns, which scroll sideways, above
 * the rows, which scroll up and down and follow the headers.
 *
 *   GtkScrolledWindow - hadjustment -> GtkColumnView without rows -> UaMemberColumns -> UaMemberRow
 *                     - vadjustment -> GtkGridView of one column
 *
 * A grid keeps as many rows as are seen and a few more, where a list keeps two hundred (P3, P6).
 */
struct _UaMemberArea
{
  GtkWidget parent_instance;

  GtkColumnView *headers;    /* (unowned), of the template */
  GtkGridView *rows;         /* (unowned), of the template */
  UaMemberColumns *columns;  /* (owned) (nullable) */
  GtkAdjustment *adjustment; /* (owned) (nullable), of the headers */
  GPtrArray *spare_rows;     /* (owned), of UaMemberRow that are in no list */
  double passed;             /* what is scrolled past at the start, in logical pixels */
  gboolean placing;
};

G_DEFINE_FINAL_TYPE_WITH_CODE (UaMemberArea, ua_member_area, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

enum
{
  PROP_HADJUSTMENT = 1,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

static gboolean
is_mirrored (UaMemberArea *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

static double
get_rest (UaMemberArea *self)
{
  return gtk_adjustment_get_upper (self->adjustment) -
         gtk_adjustment_get_page_size (self->adjustment);
}

static void
offset_changed_cb (UaMemberArea *self)
{
  double value = gtk_adjustment_get_value (self->adjustment);

  if (self->columns != NULL)
    ua_member_columns_set_offset (self->columns, (int) value);
  if (!self->placing)
    self->passed = is_mirrored (self) ? get_rest (self) - value : value;
}

/* The headers count from the left, whatever the direction, and would keep that side where it is
 * when the window is resized. */
static void
place_headers (UaMemberArea        *self,
               const GtkAllocation *place)
{
  double value;

  gtk_widget_size_allocate (GTK_WIDGET (self->headers), place, -1);
  if (self->adjustment == NULL)
    return;
  value = get_rest (self) - self->passed;
  if (is_mirrored (self) && value != gtk_adjustment_get_value (self->adjustment))
    {
      gtk_adjustment_set_value (self->adjustment, value);
      gtk_widget_size_allocate (GTK_WIDGET (self->headers), place, -1);
    }
  offset_changed_cb (self);
}

static void
set_hadjustment (UaMemberArea  *self,
                 GtkAdjustment *adjustment)
{
  if (self->adjustment != NULL)
    g_signal_handlers_disconnect_by_data (self->adjustment, self);
  gtk_scrollable_set_hadjustment (GTK_SCROLLABLE (self->headers), adjustment);
  g_set_object (&self->adjustment,
                gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (self->headers)));
  if (self->adjustment != NULL)
    g_signal_connect_object (self->adjustment, "value-changed", G_CALLBACK (offset_changed_cb),
                             self, G_CONNECT_SWAPPED);
}

static void
row_set_up_cb (UaMemberArea             *self,
               GtkListItem              *item,
               GtkSignalListItemFactory *factory)
{
  g_autoptr (GtkWidget) row = self->spare_rows->len > 0
                                ? g_ptr_array_steal_index_fast (self->spare_rows,
                                                                self->spare_rows->len - 1)
                                : g_object_ref_sink (ua_member_row_new (self->columns));

  gtk_list_item_set_child (item, row);
}

static void
row_bound_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item)
{
  ua_member_row_show (UA_MEMBER_ROW (gtk_list_item_get_child (item)),
                      UA_MEMBER_SLOT (gtk_list_item_get_item (item)));
}

/* An answer with few members is often followed by one with many, as somebody types. */
static void
row_torn_down_cb (UaMemberArea             *self,
                  GtkListItem              *item,
                  GtkSignalListItemFactory *factory)
{
  GtkWidget *row = gtk_list_item_get_child (item);

  if (row == NULL || self->spare_rows->len >= MAX_SPARE_ROWS)
    return;
  ua_member_row_show (UA_MEMBER_ROW (row), NULL);
  g_ptr_array_add (self->spare_rows, g_object_ref (row));
  gtk_list_item_set_child (item, NULL);
}

/* A list with nothing in it takes the keyboard all the same; the headers need no more of it than
 * their buttons. */
static void
pass_over_empty_list (UaMemberArea *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->headers)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_VIEW (child))
      gtk_widget_set_focusable (child, FALSE);
}

static int
measure_headers (UaMemberArea *self)
{
  int natural;

  gtk_widget_measure (GTK_WIDGET (self->headers), GTK_ORIENTATION_VERTICAL, -1, NULL, &natural,
                      NULL, NULL);
  return natural;
}

/* What scrolls needs no size; asking for it would measure every row each time that one changes. */
static void
ua_member_area_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL
                          ? measure_headers (UA_MEMBER_AREA (widget))
                          : UA_MENU_WIDTH;
}

static void
ua_member_area_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  UaMemberArea *self = UA_MEMBER_AREA (widget);
  int top = MIN (measure_headers (self), height);

  self->placing = TRUE;
  if (self->columns != NULL)
    ua_member_columns_set_room (self->columns, width);
  place_headers (self, &(GtkAllocation){ 0, 0, width, top });
  self->placing = FALSE;
  gtk_widget_size_allocate (GTK_WIDGET (self->rows),
                            &(GtkAllocation){ 0, top, width, height - top }, -1);
}

static gboolean
ua_member_area_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (UA_MEMBER_AREA (widget)->rows));
}

static void
ua_member_area_dispose (GObject *object)
{
  UaMemberArea *self = UA_MEMBER_AREA (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), UA_TYPE_MEMBER_AREA);
  g_ptr_array_set_size (self->spare_rows, 0);
  g_clear_object (&self->adjustment);
  g_clear_object (&self->columns);

  G_OBJECT_CLASS (ua_member_area_parent_class)->dispose (object);
}

static void
ua_member_area_finalize (GObject *object)
{
  g_clear_pointer (&UA_MEMBER_AREA (object)->spare_rows, g_ptr_array_unref);

  G_OBJECT_CLASS (ua_member_area_parent_class)->finalize (object);
}

static void
ua_member_area_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  UaMemberArea *self = UA_MEMBER_AREA (object);
  GtkScrollable *headers = GTK_SCROLLABLE (self->headers);
  GtkScrollable *rows = GTK_SCROLLABLE (self->rows);

  switch (prop_id)
    {
    case PROP_HADJUSTMENT:
      g_value_set_object (value, gtk_scrollable_get_hadjustment (headers));
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, gtk_scrollable_get_vadjustment (rows));
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, gtk_scrollable_get_hscroll_policy (headers));
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, gtk_scrollable_get_vscroll_policy (rows));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_member_area_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  UaMemberArea *self = UA_MEMBER_AREA (object);

  switch (prop_id)
    {
    case PROP_HADJUSTMENT:
      set_hadjustment (self, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      gtk_scrollable_set_vadjustment (GTK_SCROLLABLE (self->rows), g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
      gtk_scrollable_set_hscroll_policy (GTK_SCROLLABLE (self->headers), g_value_get_enum (value));
      break;
    case PROP_VSCROLL_POLICY:
      gtk_scrollable_set_vscroll_policy (GTK_SCROLLABLE (self->rows), g_value_get_enum (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_member_area_class_init (UaMemberAreaClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ua_member_area_dispose;
  object_class->finalize = ua_member_area_finalize;
  object_class->get_property = ua_member_area_get_property;
  object_class->set_property = ua_member_area_set_property;
  widget_class->measure = ua_member_area_measure;
  widget_class->size_allocate = ua_member_area_size_allocate;
  widget_class->grab_focus = ua_member_area_grab_focus;
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  gtk_widget_class_set_css_name (widget_class, "memberarea");
  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-member-area.ui");
  gtk_widget_class_bind_template_child (widget_class, UaMemberArea, headers);
  gtk_widget_class_bind_template_child (widget_class, UaMemberArea, rows);
}

static void
ua_member_area_init (UaMemberArea *self)
{
  self->spare_rows = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  pass_over_empty_list (self);
}

/**
 * ua_member_area_get_headers:
 * @self: an area
 *
 * Returns: (transfer none): the view whose columns are the headers; it has no rows
 */
GtkColumnView *
ua_member_area_get_headers (UaMemberArea *self)
{
  g_return_val_if_fail (UA_IS_MEMBER_AREA (self), NULL);

  return self->headers;
}

/**
 * ua_member_area_get_rows:
 * @self: an area
 *
 * Returns: (transfer none): the view with the rows
 */
GtkGridView *
ua_member_area_get_rows (UaMemberArea *self)
{
  g_return_val_if_fail (UA_IS_MEMBER_AREA (self), NULL);

  return self->rows;
}

/**
 * ua_member_area_set_columns:
 * @self: an area
 * @columns: (transfer none): what is shown of each member
 *
 * Makes rows with the cells that @columns says, from now on.
 */
void
ua_member_area_set_columns (UaMemberArea    *self,
                            UaMemberColumns *columns)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_return_if_fail (UA_IS_MEMBER_AREA (self));
  g_return_if_fail (UA_IS_MEMBER_COLUMNS (columns));

  g_set_object (&self->columns, columns);
  g_signal_connect_object (factory, "setup", G_CALLBACK (row_set_up_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (factory, "bind", G_CALLBACK (row_bound_cb), NULL);
  g_signal_connect_object (factory, "teardown", G_CALLBACK (row_torn_down_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_grid_view_set_factory (self->rows, factory);
}
