/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-place-sidebar.h"

#include <glib/gi18n.h>

#include "ua-format.h"
#include "ua-place-row.h"
#include "ua-time.h"
#include "ua-ui.h"

/**
 * UaPlaceSidebar:
 *
 * The places of an organisation: its name and the main menu, the list of what it has, and below
 * how its server is doing and how old what one sees is (UA-03).
 *
 * A place is there when the server is known to have it.  Moving in the list goes there at once;
 * activating a row says so with the signal "place-activated", for who wants to get out of the way.
 */
struct _UaPlaceSidebar
{
  GtkWidget parent_instance;

  GtkWidget *sidebar_header;       /* (unowned), of the template, as are the next */
  GtkWidget *scroller;             /* (unowned) */
  AdwWindowTitle *title;           /* (unowned) */
  GtkMenuButton *main_menu_button; /* (unowned) */
  GtkListBox *place_list;          /* (unowned) */
  UaSavedViewList *saved_views;    /* (unowned) */
  GtkWidget *state_box;            /* (unowned) */
  GtkImage *state_image;           /* (unowned) */
  GtkLabel *state_label;           /* (unowned) */

  GMenuModel *menu;                /* (owned) (nullable) */
  UaSession *session;              /* (owned) (nullable) */
  const char *place;               /* (unowned), an id of ua_places_get() */
};

G_DEFINE_FINAL_TYPE (UaPlaceSidebar, ua_place_sidebar, GTK_TYPE_WIDGET)

enum
{
  PROP_PLACE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_PLACE_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static UaPlaceRow *
find_row (UaPlaceSidebar *self,
          const char     *place)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->place_list, i)) != NULL; i++)
    if (strcmp (ua_place_row_get_info (UA_PLACE_ROW (row))->id, place) == 0)
      return UA_PLACE_ROW (row);
  return NULL;
}

/* Rows come and go with what is learned of the server; those that stay keep the keyboard. */
static void
update_rows (UaPlaceSidebar *self)
{
  UaCapabilities *capabilities =
    self->session != NULL ? ua_session_get_capabilities (self->session) : NULL;
  guint n;
  const UaPlaceInfo *infos = ua_places_get (&n);
  int at = 0;

  for (guint i = 0; i < n; i++)
    {
      UaPlaceRow *row = find_row (self, infos[i].id);
      gboolean offered = ua_place_is_offered (&infos[i], capabilities);

      if (row == NULL && offered)
        gtk_list_box_insert (self->place_list, ua_place_row_new (&infos[i]), at);
      else if (row != NULL && !offered)
        gtk_list_box_remove (self->place_list, GTK_WIDGET (row));
      if (offered)
        at++;
    }
  if (find_row (self, self->place) == NULL)
    ua_place_sidebar_set_place (self, UA_PLACE_MEMBERS);
}

static void
select_row (UaPlaceSidebar *self)
{
  UaPlaceRow *row = find_row (self, self->place);

  if (row != NULL)
    gtk_list_box_select_row (self->place_list, GTK_LIST_BOX_ROW (row));
}

/* "09:12", how old what one sees is, or NULL where nothing was ever fetched. */
static char *
describe_age (UaPlaceSidebar *self)
{
  gint64 synced_at = ua_session_get_synced_at (self->session);

  return synced_at != UA_TIME_NONE && synced_at > 0 ? ua_format_as_of (synced_at, ua_time_now ())
                                                    : NULL;
}

static char *
describe_state (UaPlaceSidebar *self,
                const char     *age)
{
  switch (ua_session_get_state (self->session))
    {
    case UA_SESSION_STATE_SYNCING:
      return g_strdup (_("Fetching changes…"));
    case UA_SESSION_STATE_ONLINE:
      /* Translators: what comes in is a time today, or a date and time. */
      return age != NULL ? g_strdup_printf (_("Up to date as of %s"), age)
                         : g_strdup (_("Connected"));
    case UA_SESSION_STATE_OFFLINE:
      /* Translators: what comes in is a time today, or a date and time. */
      return age != NULL ? g_strdup_printf (_("Offline, as of %s"), age) : g_strdup (_("Offline"));
    case UA_SESSION_STATE_SIGN_IN:
      /* Translators: what comes in is a time today, or a date and time. */
      return age != NULL ? g_strdup_printf (_("Not signed in, as of %s"), age)
                         : g_strdup (_("Not signed in"));
    case UA_SESSION_STATE_CLOSED:
    case UA_SESSION_STATE_CONNECTING:
    default:
      return g_strdup (_("Connecting…"));
    }
}

static const char *
choose_icon (UaSessionState state)
{
  switch (state)
    {
    case UA_SESSION_STATE_SYNCING:
      return "view-refresh-symbolic";
    case UA_SESSION_STATE_ONLINE:
      return "object-select-symbolic";
    case UA_SESSION_STATE_OFFLINE:
      return "network-offline-symbolic";
    case UA_SESSION_STATE_SIGN_IN:
      return "dialog-password-symbolic";
    case UA_SESSION_STATE_CLOSED:
    case UA_SESSION_STATE_CONNECTING:
    default:
      return "content-loading-symbolic";
    }
}

static void
update_state (UaPlaceSidebar *self)
{
  g_autofree char *age = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->state_box, self->session != NULL);
  if (self->session == NULL)
    return;
  age = describe_age (self);
  text = describe_state (self, age);
  gtk_image_set_from_icon_name (self->state_image,
                                choose_icon (ua_session_get_state (self->session)));
  gtk_label_set_label (self->state_label, text);
  gtk_widget_set_tooltip_text (self->state_box, text);
}

/* Menus are made when they are opened: they have more widgets than the rows to be seen. */
static void
main_menu_wanted_cb (GtkMenuButton *button,
                     gpointer       user_data)
{
  UaPlaceSidebar *self = user_data;

  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, self->menu);
}

static void
row_selected_cb (UaPlaceSidebar *self,
                 GtkListBoxRow  *row)
{
  if (row != NULL)
    ua_place_sidebar_set_place (self, ua_place_row_get_info (UA_PLACE_ROW (row))->id);
}

static void
row_activated_cb (UaPlaceSidebar *self,
                  GtkListBoxRow  *row)
{
  g_signal_emit (self, signals[SIGNAL_PLACE_ACTIVATED], 0);
}

static void
ua_place_sidebar_dispose (GObject *object)
{
  UaPlaceSidebar *self = UA_PLACE_SIDEBAR (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), UA_TYPE_PLACE_SIDEBAR);
  g_clear_object (&self->menu);

  G_OBJECT_CLASS (ua_place_sidebar_parent_class)->dispose (object);
}

static void
ua_place_sidebar_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  UaPlaceSidebar *self = UA_PLACE_SIDEBAR (object);

  switch (prop_id)
    {
    case PROP_PLACE:
      g_value_set_string (value, self->place);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_place_sidebar_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  UaPlaceSidebar *self = UA_PLACE_SIDEBAR (object);

  switch (prop_id)
    {
    case PROP_PLACE:
      ua_place_sidebar_set_place (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_place_sidebar_class_init (UaPlaceSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ua_place_sidebar_dispose;
  object_class->get_property = ua_place_sidebar_get_property;
  object_class->set_property = ua_place_sidebar_set_property;

  /**
   * UaPlaceSidebar:place:
   *
   * The id of the place that is chosen, of ua_places_get().
   */
  properties[PROP_PLACE] =
    g_param_spec_string ("place", NULL, NULL, UA_PLACE_MEMBERS,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  /**
   * UaPlaceSidebar::place-activated:
   *
   * Somebody wants to be where the place is, and not any more in the sidebar.
   */
  signals[SIGNAL_PLACE_ACTIVATED] =
    g_signal_new ("place-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 0);

  g_type_ensure (UA_TYPE_SAVED_VIEW_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-place-sidebar.ui");
  gtk_widget_class_set_css_name (widget_class, "placesidebar");
  gtk_widget_class_bind_template_child (widget_class, UaPlaceSidebar, sidebar_header);
  gtk_widget_class_bind_template_child (widget_class, UaPlaceSidebar, scroller);
  gtk_widget_class_bind_template_child (widget_class, UaPlaceSidebar, title);
  gtk_widget_class_bind_template_child (widget_class, UaPlaceSidebar, main_menu_button);
  gtk_widget_class_bind_template_child (widget_class, UaPlaceSidebar, place_list);
  gtk_widget_class_bind_template_child (widget_class, UaPlaceSidebar, saved_views);
  gtk_widget_class_bind_template_child (widget_class, UaPlaceSidebar, state_box);
  gtk_widget_class_bind_template_child (widget_class, UaPlaceSidebar, state_image);
  gtk_widget_class_bind_template_child (widget_class, UaPlaceSidebar, state_label);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
ua_place_sidebar_init (UaPlaceSidebar *self)
{
  self->place = UA_PLACE_MEMBERS;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->main_menu_button, main_menu_wanted_cb, self, NULL);
  update_rows (self);
  select_row (self);
  update_state (self);
}

/**
 * ua_place_sidebar_new:
 *
 * Returns: (transfer floating): the sidebar, of no session yet
 */
GtkWidget *
ua_place_sidebar_new (void)
{
  return g_object_new (UA_TYPE_PLACE_SIDEBAR, NULL);
}

/**
 * ua_place_sidebar_get_session:
 * @self: a sidebar
 *
 * Returns: (transfer none) (nullable): whose places are shown
 */
UaSession *
ua_place_sidebar_get_session (UaPlaceSidebar *self)
{
  g_return_val_if_fail (UA_IS_PLACE_SIDEBAR (self), NULL);

  return self->session;
}

/**
 * ua_place_sidebar_set_session:
 * @self: a sidebar
 * @session: (nullable): whose places to show
 */
void
ua_place_sidebar_set_session (UaPlaceSidebar *self,
                              UaSession      *session)
{
  g_return_if_fail (UA_IS_PLACE_SIDEBAR (self));
  g_return_if_fail (session == NULL || UA_IS_SESSION (session));

  if (self->session == session)
    return;
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session != NULL)
    {
      UaConnection *connection = ua_session_get_connection (session);

      adw_window_title_set_title (self->title, ua_connection_get_name (connection));
      g_signal_connect_object (session, "notify::capabilities", G_CALLBACK (update_rows), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "notify::state", G_CALLBACK (update_state), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "notify::synced-at", G_CALLBACK (update_state), self,
                               G_CONNECT_SWAPPED);
    }
  ua_saved_view_list_set_session (self->saved_views, session);
  update_rows (self);
  update_state (self);
}

/**
 * ua_place_sidebar_get_place:
 * @self: a sidebar
 *
 * Returns: (transfer none): the id of the place that is chosen
 */
const char *
ua_place_sidebar_get_place (UaPlaceSidebar *self)
{
  g_return_val_if_fail (UA_IS_PLACE_SIDEBAR (self), NULL);

  return self->place;
}

/**
 * ua_place_sidebar_set_place:
 * @self: a sidebar
 * @place: (nullable): the id of a place; one that is not there changes nothing
 */
void
ua_place_sidebar_set_place (UaPlaceSidebar *self,
                            const char     *place)
{
  const UaPlaceInfo *info = ua_places_find (place);

  g_return_if_fail (UA_IS_PLACE_SIDEBAR (self));

  if (info == NULL || strcmp (info->id, self->place) == 0 || find_row (self, info->id) == NULL)
    return;
  self->place = info->id;
  select_row (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLACE]);
}

/**
 * ua_place_sidebar_set_count:
 * @self: a sidebar
 * @place: the id of a place; one that is not there changes nothing
 * @count: how many things are there; negative while that is not known
 */
void
ua_place_sidebar_set_count (UaPlaceSidebar *self,
                            const char     *place,
                            int             count)
{
  UaPlaceRow *row;

  g_return_if_fail (UA_IS_PLACE_SIDEBAR (self));
  g_return_if_fail (place != NULL);

  row = find_row (self, place);
  if (row != NULL)
    ua_place_row_set_count (row, count);
}

/**
 * ua_place_sidebar_set_menu_model:
 * @self: a sidebar
 * @menu: (nullable): the main menu
 */
void
ua_place_sidebar_set_menu_model (UaPlaceSidebar *self,
                                 GMenuModel     *menu)
{
  g_return_if_fail (UA_IS_PLACE_SIDEBAR (self));

  g_set_object (&self->menu, menu);
}

/**
 * ua_place_sidebar_focus:
 * @self: a sidebar that is shown
 *
 * Puts the keyboard on the place that is chosen.
 */
void
ua_place_sidebar_focus (UaPlaceSidebar *self)
{
  UaPlaceRow *row;

  g_return_if_fail (UA_IS_PLACE_SIDEBAR (self));

  row = find_row (self, self->place);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

/**
 * ua_place_sidebar_get_saved_views:
 * @self: a sidebar
 *
 * Returns: (transfer none): the saved views below the places
 */
UaSavedViewList *
ua_place_sidebar_get_saved_views (UaPlaceSidebar *self)
{
  g_return_val_if_fail (UA_IS_PLACE_SIDEBAR (self), NULL);

  return self->saved_views;
}
