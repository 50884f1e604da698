/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-crop-area.h"

#include <math.h>

#define MINIMUM_SIDE 180
#define NATURAL_SIDE 320
#define MAX_ZOOM 8.0
/* By how much of what is seen a key moves it, and by how much a key or a notch enlarges it. */
#define STEP 0.05
#define ZOOM_STEP 1.1

/**
 * UaCropArea:
 *
 * Shows a picture behind a round window; it is moved and enlarged with the mouse, by touch or with
 * the keys, until what is in the window is what is wanted (CC-07).  What is wanted is a square: the
 * one around the window.
 */
struct _UaCropArea
{
  GtkWidget parent_instance;

  GdkTexture *texture;    /* (owned) (nullable) */
  double zoom;            /* from 1, where the square is as large as it can be */
  double x;               /* the middle of the square, in pixels of the picture */
  double y;
  double drag_x;          /* the same, when it began to be dragged */
  double drag_y;
  double pinch_zoom;      /* when it began to be pinched */
};

G_DEFINE_FINAL_TYPE (UaCropArea, ua_crop_area, GTK_TYPE_WIDGET)

enum
{
  PROP_ZOOM = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static double
get_width (UaCropArea *self)
{
  return self->texture != NULL ? gdk_texture_get_width (self->texture) : 1;
}

static double
get_height (UaCropArea *self)
{
  return self->texture != NULL ? gdk_texture_get_height (self->texture) : 1;
}

/* The side of the square, in pixels of the picture. */
static double
get_side (UaCropArea *self)
{
  return MAX (MIN (get_width (self), get_height (self)) / self->zoom, 1);
}

/* The side of the square, in pixels of the screen. */
static double
get_shown_side (UaCropArea *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  return MAX (MIN (gtk_widget_get_width (widget), gtk_widget_get_height (widget)), 1);
}

/* The square stays in the picture. */
static void
place (UaCropArea *self,
       double      x,
       double      y)
{
  double half = get_side (self) / 2;

  self->x = CLAMP (x, half, get_width (self) - half);
  self->y = CLAMP (y, half, get_height (self) - half);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_zoom (UaCropArea *self,
          double      zoom)
{
  zoom = CLAMP (zoom, 1, MAX_ZOOM);
  if (fabs (zoom - self->zoom) < 0.0001)
    return;
  self->zoom = zoom;
  place (self, self->x, self->y);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
}

static void
drag_began_cb (UaCropArea *self)
{
  self->drag_x = self->x;
  self->drag_y = self->y;
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
dragged_cb (UaCropArea *self,
            double      dx,
            double      dy)
{
  double scale = get_side (self) / get_shown_side (self);

  place (self, self->drag_x - dx * scale, self->drag_y - dy * scale);
}

static gboolean
scrolled_cb (UaCropArea *self,
             double      dx,
             double      dy)
{
  set_zoom (self, self->zoom * pow (ZOOM_STEP, -dy));
  return GDK_EVENT_STOP;
}

static void
pinch_began_cb (UaCropArea *self)
{
  self->pinch_zoom = self->zoom;
}

static void
pinched_cb (UaCropArea *self,
            double      scale)
{
  set_zoom (self, self->pinch_zoom * scale);
}

/* The keys move the window over the picture. */
static gboolean
move_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   user_data)
{
  UaCropArea *self = UA_CROP_AREA (widget);
  double step = get_side (self) * STEP;
  int dx, dy;

  g_variant_get (arguments, "(ii)", &dx, &dy);
  place (self, self->x + dx * step, self->y + dy * step);
  return GDK_EVENT_STOP;
}

static gboolean
enlarge_cb (GtkWidget *widget,
            GVariant  *arguments,
            gpointer   user_data)
{
  UaCropArea *self = UA_CROP_AREA (widget);
  int by;

  g_variant_get (arguments, "(i)", &by);
  set_zoom (self, self->zoom * pow (ZOOM_STEP, by));
  return GDK_EVENT_STOP;
}

static GtkSizeRequestMode
ua_crop_area_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
ua_crop_area_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  *minimum = MINIMUM_SIDE;
  *natural = NATURAL_SIDE;
}

/* What is outside the window is seen less. */
static void
draw_shade (GtkSnapshot           *snapshot,
            const graphene_rect_t *square)
{
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, square);
  double half = square->size.width / 2.0;

  cairo_rectangle (cr, square->origin.x, square->origin.y, square->size.width,
                   square->size.height);
  cairo_arc (cr, square->origin.x + half, square->origin.y + half, half, 0, 2 * G_PI);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.6);
  cairo_fill (cr);
  cairo_destroy (cr);
}

static void
ua_crop_area_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  UaCropArea *self = UA_CROP_AREA (widget);
  double shown = get_shown_side (self);
  double scale = shown / get_side (self);
  double left = (gtk_widget_get_width (widget) - shown) / 2;
  double top = (gtk_widget_get_height (widget) - shown) / 2;
  graphene_rect_t square =
    GRAPHENE_RECT_INIT ((float) left, (float) top, (float) shown, (float) shown);
  graphene_rect_t picture;

  if (self->texture == NULL)
    return;
  picture = GRAPHENE_RECT_INIT ((float) (left + shown / 2 - self->x * scale),
                                (float) (top + shown / 2 - self->y * scale),
                                (float) (get_width (self) * scale),
                                (float) (get_height (self) * scale));
  gtk_snapshot_push_clip (snapshot, &square);
  gtk_snapshot_append_texture (snapshot, self->texture, &picture);
  gtk_snapshot_pop (snapshot);
  draw_shade (snapshot, &square);
}

static void
ua_crop_area_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ZOOM:
      g_value_set_double (value, UA_CROP_AREA (object)->zoom);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_crop_area_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_ZOOM:
      set_zoom (UA_CROP_AREA (object), g_value_get_double (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_crop_area_finalize (GObject *object)
{
  g_clear_object (&UA_CROP_AREA (object)->texture);

  G_OBJECT_CLASS (ua_crop_area_parent_class)->finalize (object);
}

static void
add_bindings (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint keys[2];
    int dx;
    int dy;
  } moves[] = {
    { { GDK_KEY_Left, GDK_KEY_KP_Left }, -1, 0 },
    { { GDK_KEY_Right, GDK_KEY_KP_Right }, 1, 0 },
    { { GDK_KEY_Up, GDK_KEY_KP_Up }, 0, -1 },
    { { GDK_KEY_Down, GDK_KEY_KP_Down }, 0, 1 },
  };
  static const guint larger[] = { GDK_KEY_plus, GDK_KEY_equal, GDK_KEY_KP_Add };
  static const guint smaller[] = { GDK_KEY_minus, GDK_KEY_KP_Subtract };

  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (moves[i].keys); k++)
      gtk_widget_class_add_binding (widget_class, moves[i].keys[k], 0, move_cb, "(ii)",
                                    moves[i].dx, moves[i].dy);
  for (gsize i = 0; i < G_N_ELEMENTS (larger); i++)
    gtk_widget_class_add_binding (widget_class, larger[i], 0, enlarge_cb, "(i)", 1);
  for (gsize i = 0; i < G_N_ELEMENTS (smaller); i++)
    gtk_widget_class_add_binding (widget_class, smaller[i], 0, enlarge_cb, "(i)", -1);
}

static void
ua_crop_area_class_init (UaCropAreaClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ua_crop_area_get_property;
  object_class->set_property = ua_crop_area_set_property;
  object_class->finalize = ua_crop_area_finalize;
  widget_class->get_request_mode = ua_crop_area_get_request_mode;
  widget_class->measure = ua_crop_area_measure;
  widget_class->snapshot = ua_crop_area_snapshot;

  /**
   * UaCropArea:zoom:
   *
   * How much larger than it must be the picture is shown, from 1 to 8.
   */
  properties[PROP_ZOOM] =
    g_param_spec_double ("zoom", NULL, NULL, 1, MAX_ZOOM, 1,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "croparea");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  add_bindings (widget_class);
}

static void
ua_crop_area_init (UaCropArea *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkEventController *scroll =
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  self->zoom = 1;
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_began_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (dragged_cb), self);
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (pinch_began_cb), self);
  g_signal_connect_swapped (pinch, "scale-changed", G_CALLBACK (pinched_cb), self);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scrolled_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_add_controller (widget, scroll);
}

/**
 * ua_crop_area_set_picture:
 * @self: an area
 * @pixbuf: a picture
 *
 * Shows the picture, as much of it as there can be, from its middle.
 *
 * The thread of the user interface only.
 */
void
ua_crop_area_set_picture (UaCropArea *self,
                          GdkPixbuf  *pixbuf)
{
  g_return_if_fail (UA_IS_CROP_AREA (self));
  g_return_if_fail (GDK_IS_PIXBUF (pixbuf));

  g_clear_object (&self->texture);
  self->texture = gdk_texture_new_for_pixbuf (pixbuf);
  set_zoom (self, 1);
  place (self, get_width (self) / 2, get_height (self) / 2);
}

/**
 * ua_crop_area_get_square:
 * @self: an area with a picture
 * @x: (out): where the square begins, in pixels of the picture from the left
 * @y: (out): where the square begins, in pixels of the picture from above
 *
 * Returns: how many pixels of the picture the square has on a side, from 1; it lies within the
 *   picture
 *
 * The thread of the user interface only.
 */
int
ua_crop_area_get_square (UaCropArea *self,
                         int        *x,
                         int        *y)
{
  int side;

  g_return_val_if_fail (UA_IS_CROP_AREA (self), 1);

  side = (int) get_side (self);
  *x = CLAMP ((int) round (self->x - side / 2.0), 0, (int) get_width (self) - side);
  *y = CLAMP ((int) round (self->y - side / 2.0), 0, (int) get_height (self) - side);
  return side;
}
