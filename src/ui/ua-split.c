/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-split.h"

#include "ua-ui.h"

/**
 * UaSplit:
 *
 * A content with a pane at its side that can be revealed.  Where the widget is wide the pane stands
 * beside the content; narrower than "fold-width" it lies over it, either as wide as it is
 * otherwise, with the rest of the content dimmed (a click there hides the pane), or, with "cover",
 * as wide as everything.  A pane that was beside the content does not stay open over it when the
 * widget becomes narrow, unless it covers.
 *
 *   wide:  | pane | content |     folded: | pane |·content·|     folded, cover: |     pane      |
 */
struct _UaSplit
{
  GtkWidget parent_instance;

  GtkWidget *content; /* (owned) (nullable) */
  GtkWidget *pane;    /* (owned) (nullable) */
  GtkWidget *shade;   /* (owned) */
  int pane_width;
  int fold_width;
  double scale; /* of text, by which the two widths above grow */
  gboolean at_end;
  gboolean cover;
  gboolean revealed; /* beside the content; with "cover" always */
  gboolean over;     /* over the content, where it is not with "cover" */
  gboolean folded;
};

enum
{
  PROP_PANE_WIDTH = 1,
  PROP_FOLD_WIDTH,
  PROP_AT_END,
  PROP_COVER,
  PROP_REVEALED,
  PROP_FOLDED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void buildable_iface_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (UaSplit, ua_split, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_iface_init))

static GtkBuildableIface *parent_buildable_iface;

static gboolean
is_open (UaSplit *self)
{
  return self->folded && !self->cover ? self->over : self->revealed;
}

static void
update_visibility (UaSplit *self)
{
  gboolean over = self->folded && is_open (self) && self->pane != NULL;

  if (self->pane != NULL)
    gtk_widget_set_child_visible (self->pane, is_open (self));
  if (self->content != NULL)
    gtk_widget_set_child_visible (self->content, !(over && self->cover));
  gtk_widget_set_child_visible (self->shade, over && !self->cover);
}

static void
measure_child (GtkWidget      *child,
               GtkOrientation  orientation,
               int             for_size,
               int            *minimum,
               int            *natural)
{
  *minimum = *natural = 0;
  if (child != NULL && gtk_widget_should_layout (child))
    gtk_widget_measure (child, orientation, for_size, minimum, natural, NULL, NULL);
}

/* How wide the pane is beside the content, or over a part of it. */
static int
measure_pane (UaSplit *self)
{
  int minimum, natural;

  measure_child (self->pane, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural);
  return MAX (minimum, (int) (self->pane_width * self->scale));
}

static void
text_scaled_cb (UaSplit *self)
{
  self->scale = ua_ui_get_text_scale ();
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
shade_pressed_cb (UaSplit *self)
{
  ua_split_set_revealed (self, FALSE);
}

static gboolean
escape_pressed_cb (GtkWidget *widget,
                   GVariant  *arguments,
                   gpointer   user_data)
{
  UaSplit *self = UA_SPLIT (widget);

  if (!self->folded || !is_open (self))
    return GDK_EVENT_PROPAGATE;
  ua_split_set_revealed (self, FALSE);
  return GDK_EVENT_STOP;
}

static void
ua_split_add_child (GtkBuildable *buildable,
                    GtkBuilder   *builder,
                    GObject      *child,
                    const char   *type)
{
  UaSplit *self = UA_SPLIT (buildable);

  if (g_strcmp0 (type, "pane") == 0)
    ua_split_set_pane (self, GTK_WIDGET (child));
  else if (GTK_IS_WIDGET (child))
    ua_split_set_content (self, GTK_WIDGET (child));
  else
    parent_buildable_iface->add_child (buildable, builder, child, type);
}

static void
buildable_iface_init (GtkBuildableIface *iface)
{
  parent_buildable_iface = g_type_interface_peek_parent (iface);
  iface->add_child = ua_split_add_child;
}

static void
ua_split_measure (GtkWidget      *widget,
                  GtkOrientation  orientation,
                  int             for_size,
                  int            *minimum,
                  int            *natural,
                  int            *minimum_baseline,
                  int            *natural_baseline)
{
  UaSplit *self = UA_SPLIT (widget);
  int content_minimum, content_natural, pane_minimum, pane_natural;

  /* The height is asked for any width, because the pane takes some of it or none. */
  measure_child (self->content, orientation, -1, &content_minimum, &content_natural);
  measure_child (self->pane, orientation, -1, &pane_minimum, &pane_natural);
  *minimum = MAX (content_minimum, pane_minimum);
  *natural = MAX (content_natural, pane_natural);
  if (orientation == GTK_ORIENTATION_HORIZONTAL && self->revealed)
    *natural = content_natural + measure_pane (self);
}

static void
set_folded (UaSplit  *self,
            gboolean  folded)
{
  gboolean open = is_open (self);

  self->folded = folded;
  self->over = FALSE;
  update_visibility (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
  if (is_open (self) != open)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVEALED]);
}

static void
allocate_at (GtkWidget *child,
             int        x,
             int        width,
             int        height)
{
  if (child != NULL && gtk_widget_should_layout (child))
    gtk_widget_size_allocate (child, &(GtkAllocation){ x, 0, width, height }, -1);
}

static void
ua_split_size_allocate (GtkWidget *widget,
                        int        width,
                        int        height,
                        int        baseline)
{
  UaSplit *self = UA_SPLIT (widget);
  gboolean end = self->at_end != (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL);
  int content_minimum, content_natural, pane_width, content_width;
  gboolean folded;

  measure_child (self->content, GTK_ORIENTATION_HORIZONTAL, -1, &content_minimum, &content_natural);
  pane_width = measure_pane (self);
  folded = width < MAX ((int) (self->fold_width * self->scale), content_minimum + pane_width);
  if (folded != self->folded)
    set_folded (self, folded);

  if (folded && self->cover)
    pane_width = width;
  pane_width = MIN (pane_width, width);
  content_width = folded || !is_open (self) || self->pane == NULL ? width : width - pane_width;
  allocate_at (self->content, end ? 0 : width - content_width, content_width, height);
  allocate_at (self->shade, 0, width, height);
  allocate_at (self->pane, end ? width - pane_width : 0, pane_width, height);
}

static void
ua_split_dispose (GObject *object)
{
  UaSplit *self = UA_SPLIT (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->pane, gtk_widget_unparent);
  g_clear_pointer (&self->shade, gtk_widget_unparent);

  G_OBJECT_CLASS (ua_split_parent_class)->dispose (object);
}

static void
ua_split_get_property (GObject    *object,
                       guint       prop_id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  UaSplit *self = UA_SPLIT (object);

  switch (prop_id)
    {
    case PROP_PANE_WIDTH:
      g_value_set_int (value, self->pane_width);
      break;
    case PROP_FOLD_WIDTH:
      g_value_set_int (value, self->fold_width);
      break;
    case PROP_AT_END:
      g_value_set_boolean (value, self->at_end);
      break;
    case PROP_COVER:
      g_value_set_boolean (value, self->cover);
      break;
    case PROP_REVEALED:
      g_value_set_boolean (value, is_open (self));
      break;
    case PROP_FOLDED:
      g_value_set_boolean (value, self->folded);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_split_set_property (GObject      *object,
                       guint         prop_id,
                       const GValue *value,
                       GParamSpec   *pspec)
{
  UaSplit *self = UA_SPLIT (object);

  switch (prop_id)
    {
    case PROP_PANE_WIDTH:
      self->pane_width = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    case PROP_FOLD_WIDTH:
      self->fold_width = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    case PROP_AT_END:
      self->at_end = g_value_get_boolean (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    case PROP_COVER:
      self->cover = g_value_get_boolean (value);
      update_visibility (self);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    case PROP_REVEALED:
      ua_split_set_revealed (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  /**
   * UaSplit:pane-width:
   *
   * The width of the pane in logical pixels, or more where it needs more.
   */
  properties[PROP_PANE_WIDTH] =
    g_param_spec_int ("pane-width", NULL, NULL, 0, G_MAXINT, 240,
                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * UaSplit:fold-width:
   *
   * The width in logical pixels below which the pane lies over the content.
   */
  properties[PROP_FOLD_WIDTH] =
    g_param_spec_int ("fold-width", NULL, NULL, 0, G_MAXINT, 720,
                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * UaSplit:at-end:
   *
   * Whether the pane is at the end, right in a left-to-right language.
   */
  properties[PROP_AT_END] =
    g_param_spec_boolean ("at-end", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * UaSplit:cover:
   *
   * Whether a folded pane hides all of the content.
   */
  properties[PROP_COVER] =
    g_param_spec_boolean ("cover", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * UaSplit:revealed:
   *
   * Whether the pane is shown.
   */
  properties[PROP_REVEALED] =
    g_param_spec_boolean ("revealed", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * UaSplit:folded:
   *
   * Whether the widget is too narrow for both.
   */
  properties[PROP_FOLDED] =
    g_param_spec_boolean ("folded", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ua_split_class_init (UaSplitClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ua_split_dispose;
  object_class->get_property = ua_split_get_property;
  object_class->set_property = ua_split_set_property;
  widget_class->measure = ua_split_measure;
  widget_class->size_allocate = ua_split_size_allocate;
  install_properties (object_class);

  gtk_widget_class_set_css_name (widget_class, "split");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_pressed_cb, NULL);
}

static void
ua_split_init (UaSplit *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->pane_width = 240;
  self->fold_width = 720;
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-xft-dpi",
                           G_CALLBACK (text_scaled_cb), self, G_CONNECT_SWAPPED);
  text_scaled_cb (self);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  self->shade = g_object_new (GTK_TYPE_BOX, "css-classes", (const char *[]){ "shade", NULL }, NULL);
  gtk_widget_set_parent (self->shade, GTK_WIDGET (self));
  gtk_widget_set_child_visible (self->shade, FALSE);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (shade_pressed_cb), self);
  gtk_widget_add_controller (self->shade, GTK_EVENT_CONTROLLER (click));
}

/**
 * ua_split_new:
 *
 * Returns: (transfer floating): an empty split
 */
GtkWidget *
ua_split_new (void)
{
  return g_object_new (UA_TYPE_SPLIT, NULL);
}

/**
 * ua_split_get_content:
 * @self: a split
 *
 * Returns: (transfer none) (nullable): what is always there
 */
GtkWidget *
ua_split_get_content (UaSplit *self)
{
  g_return_val_if_fail (UA_IS_SPLIT (self), NULL);

  return self->content;
}

/**
 * ua_split_set_content:
 * @self: a split
 * @content: (nullable): what is always there
 */
void
ua_split_set_content (UaSplit   *self,
                      GtkWidget *content)
{
  g_return_if_fail (UA_IS_SPLIT (self));
  g_return_if_fail (content == NULL || GTK_IS_WIDGET (content));

  if (self->content == content)
    return;
  g_clear_pointer (&self->content, gtk_widget_unparent);
  self->content = content;
  if (content != NULL)
    gtk_widget_insert_before (content, GTK_WIDGET (self), self->shade);
  update_visibility (self);
}

/**
 * ua_split_get_pane:
 * @self: a split
 *
 * Returns: (transfer none) (nullable): what is at the side
 */
GtkWidget *
ua_split_get_pane (UaSplit *self)
{
  g_return_val_if_fail (UA_IS_SPLIT (self), NULL);

  return self->pane;
}

/**
 * ua_split_set_pane:
 * @self: a split
 * @pane: (nullable): what is at the side
 */
void
ua_split_set_pane (UaSplit   *self,
                   GtkWidget *pane)
{
  g_return_if_fail (UA_IS_SPLIT (self));
  g_return_if_fail (pane == NULL || GTK_IS_WIDGET (pane));

  if (self->pane == pane)
    return;
  g_clear_pointer (&self->pane, gtk_widget_unparent);
  self->pane = pane;
  if (pane != NULL)
    gtk_widget_insert_after (pane, GTK_WIDGET (self), self->shade);
  update_visibility (self);
}

/**
 * ua_split_get_revealed:
 * @self: a split
 *
 * Returns: whether the pane is shown
 */
gboolean
ua_split_get_revealed (UaSplit *self)
{
  g_return_val_if_fail (UA_IS_SPLIT (self), FALSE);

  return is_open (self);
}

/**
 * ua_split_set_revealed:
 * @self: a split
 * @revealed: whether to show the pane
 */
void
ua_split_set_revealed (UaSplit  *self,
                       gboolean  revealed)
{
  g_return_if_fail (UA_IS_SPLIT (self));

  if (is_open (self) == !!revealed)
    return;
  if (self->folded && !self->cover)
    self->over = revealed;
  else
    self->revealed = revealed;
  update_visibility (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVEALED]);
}

/**
 * ua_split_get_folded:
 * @self: a split
 *
 * Returns: whether the pane, when shown, lies over the content
 */
gboolean
ua_split_get_folded (UaSplit *self)
{
  g_return_val_if_fail (UA_IS_SPLIT (self), FALSE);

  return self->folded;
}

