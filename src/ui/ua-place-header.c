/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-place-header.h"

#include "ua-ui.h"

/**
 * UaPlaceHeader:
 *
 * The header on top of the page of a place: its title, what the page puts at the start and the end,
 * and, where the window is too narrow for the places beside it, the way to them and the main menu.
 *
 * In a template it takes children of the type "start" and "end".
 */
struct _UaPlaceHeader
{
  GtkWidget parent_instance;

  AdwHeaderBar *header_bar;      /* (unowned), of the template, as are the next */
  AdwWindowTitle *window_title;  /* (unowned) */
  GtkWidget *places_button;      /* (unowned) */
  GtkMenuButton *menu_button;    /* (unowned) */
  GMenuModel *menu;              /* (owned) (nullable) */
  gboolean compact;
};

enum
{
  PROP_TITLE = 1,
  PROP_SUBTITLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void buildable_iface_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (UaPlaceHeader, ua_place_header, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_iface_init))

static GtkBuildableIface *parent_buildable_iface;

/* Menus are made when they are opened: they have more widgets than the rows to be seen. */
static void
menu_wanted_cb (GtkMenuButton *button,
                gpointer       user_data)
{
  UaPlaceHeader *self = user_data;

  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, self->menu);
}

/* While its own template is built there is no bar yet. */
static void
ua_place_header_add_child (GtkBuildable *buildable,
                           GtkBuilder   *builder,
                           GObject      *child,
                           const char   *type)
{
  UaPlaceHeader *self = UA_PLACE_HEADER (buildable);

  if (self->header_bar == NULL || !GTK_IS_WIDGET (child))
    parent_buildable_iface->add_child (buildable, builder, child, type);
  else if (g_strcmp0 (type, "end") == 0)
    adw_header_bar_pack_end (self->header_bar, GTK_WIDGET (child));
  else
    adw_header_bar_pack_start (self->header_bar, GTK_WIDGET (child));
}

static void
buildable_iface_init (GtkBuildableIface *iface)
{
  parent_buildable_iface = g_type_interface_peek_parent (iface);
  iface->add_child = ua_place_header_add_child;
}

static void
ua_place_header_dispose (GObject *object)
{
  UaPlaceHeader *self = UA_PLACE_HEADER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), UA_TYPE_PLACE_HEADER);
  g_clear_object (&self->menu);

  G_OBJECT_CLASS (ua_place_header_parent_class)->dispose (object);
}

static void
ua_place_header_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  UaPlaceHeader *self = UA_PLACE_HEADER (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, ua_place_header_get_title (self));
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, ua_place_header_get_subtitle (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_place_header_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  UaPlaceHeader *self = UA_PLACE_HEADER (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      ua_place_header_set_title (self, g_value_get_string (value));
      break;
    case PROP_SUBTITLE:
      ua_place_header_set_subtitle (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_place_header_class_init (UaPlaceHeaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ua_place_header_dispose;
  object_class->get_property = ua_place_header_get_property;
  object_class->set_property = ua_place_header_set_property;

  /**
   * UaPlaceHeader:title:
   *
   * What the page is called.
   */
  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * UaPlaceHeader:subtitle:
   *
   * A few words below the title.
   */
  properties[PROP_SUBTITLE] =
    g_param_spec_string ("subtitle", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-place-header.ui");
  gtk_widget_class_bind_template_child (widget_class, UaPlaceHeader, header_bar);
  gtk_widget_class_bind_template_child (widget_class, UaPlaceHeader, window_title);
  gtk_widget_class_bind_template_child (widget_class, UaPlaceHeader, places_button);
  gtk_widget_class_bind_template_child (widget_class, UaPlaceHeader, menu_button);
}

static void
ua_place_header_init (UaPlaceHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->menu_button, menu_wanted_cb, self, NULL);
}

/**
 * ua_place_header_new:
 *
 * Returns: (transfer floating): a header without a title
 */
GtkWidget *
ua_place_header_new (void)
{
  return g_object_new (UA_TYPE_PLACE_HEADER, NULL);
}

/**
 * ua_place_header_get_title:
 * @self: a header
 *
 * Returns: (transfer none): what the page is called
 */
const char *
ua_place_header_get_title (UaPlaceHeader *self)
{
  g_return_val_if_fail (UA_IS_PLACE_HEADER (self), NULL);

  return adw_window_title_get_title (self->window_title);
}

/**
 * ua_place_header_set_title:
 * @self: a header
 * @title: what the page is called
 */
void
ua_place_header_set_title (UaPlaceHeader *self,
                           const char    *title)
{
  g_return_if_fail (UA_IS_PLACE_HEADER (self));

  adw_window_title_set_title (self->window_title, title != NULL ? title : "");
}

/**
 * ua_place_header_get_subtitle:
 * @self: a header
 *
 * Returns: (transfer none): a few words below the title, maybe empty
 */
const char *
ua_place_header_get_subtitle (UaPlaceHeader *self)
{
  g_return_val_if_fail (UA_IS_PLACE_HEADER (self), NULL);

  return adw_window_title_get_subtitle (self->window_title);
}

/**
 * ua_place_header_set_subtitle:
 * @self: a header
 * @subtitle: (nullable): a few words below the title
 */
void
ua_place_header_set_subtitle (UaPlaceHeader *self,
                              const char    *subtitle)
{
  g_return_if_fail (UA_IS_PLACE_HEADER (self));

  adw_window_title_set_subtitle (self->window_title, subtitle != NULL ? subtitle : "");
}

/**
 * ua_place_header_get_compact:
 * @self: a header
 *
 * Returns: whether the places are not beside the page
 */
gboolean
ua_place_header_get_compact (UaPlaceHeader *self)
{
  g_return_val_if_fail (UA_IS_PLACE_HEADER (self), FALSE);

  return self->compact;
}

/**
 * ua_place_header_set_compact:
 * @self: a header
 * @compact: whether the places are not beside the page; the header then has the way to them, the
 *   main menu, and the buttons of the window that belong at its start
 */
void
ua_place_header_set_compact (UaPlaceHeader *self,
                             gboolean       compact)
{
  g_return_if_fail (UA_IS_PLACE_HEADER (self));

  self->compact = compact;
  gtk_widget_set_visible (self->places_button, compact);
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), compact);
  adw_header_bar_set_show_start_title_buttons (self->header_bar, compact);
}

/**
 * ua_place_header_get_at_end:
 * @self: a header
 *
 * Returns: whether the page reaches to the end of the window
 */
gboolean
ua_place_header_get_at_end (UaPlaceHeader *self)
{
  g_return_val_if_fail (UA_IS_PLACE_HEADER (self), FALSE);

  return adw_header_bar_get_show_end_title_buttons (self->header_bar);
}

/**
 * ua_place_header_set_at_end:
 * @self: a header
 * @at_end: whether the page reaches to the end of the window, whose buttons there it then has
 */
void
ua_place_header_set_at_end (UaPlaceHeader *self,
                            gboolean       at_end)
{
  g_return_if_fail (UA_IS_PLACE_HEADER (self));

  adw_header_bar_set_show_end_title_buttons (self->header_bar, at_end);
}

/**
 * ua_place_header_set_menu_model:
 * @self: a header
 * @menu: (nullable): the main menu
 */
void
ua_place_header_set_menu_model (UaPlaceHeader *self,
                                GMenuModel    *menu)
{
  g_return_if_fail (UA_IS_PLACE_HEADER (self));

  g_set_object (&self->menu, menu);
}
