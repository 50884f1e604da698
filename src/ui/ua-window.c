/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-window.h"

#include <glib/gi18n.h>

#include "ua-config.h"
#include "ua-connect-dialog.h"
#include "ua-dialog.h"
#include "ua-error.h"
#include "ua-errors.h"
#include "ua-forget.h"
#include "ua-member-tasks.h"
#include "ua-ui.h"
#include "ua-welcome-page.h"
#include "ua-window-private.h"

/**
 * UaWindow:
 *
 * The main window: one organisation, or the choice of one.
 *
 *   UaWelcomePage or UaOrganisationPage
 *
 * It has the session, and the actions (ua-window-actions.c); what is shown of the organisation is
 * the page's work.
 */
struct _UaWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toast_overlay; /* (unowned), of the template, as are the next */
  GtkStack *stack;                /* (unowned) */
  AdwBin *welcome_bin;            /* (unowned) */
  UaOrganisationPage *organisation_page; /* (unowned) */
  GMenu *organisations_menu;      /* (unowned) */
  GMenuModel *primary_menu;       /* (unowned) */
  GtkMenuButton *welcome_menu_button; /* (unowned) */

  GSettings *settings;            /* (owned) */
  UaConnections *connections;     /* (owned) (nullable) */
  UaSession *session;             /* (owned) (nullable) */
  GSimpleAction *connection_action; /* (owned) */
  UaMemberTasks *tasks;           /* (owned) */
};

G_DEFINE_FINAL_TYPE (UaWindow, ua_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_CONNECTIONS = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
update_organisations (UaWindow *self)
{
  g_menu_remove_all (self->organisations_menu);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->connections)); i++)
    {
      g_autoptr (UaConnection) connection =
        g_list_model_get_item (G_LIST_MODEL (self->connections), i);
      g_autoptr (GMenuItem) item = g_menu_item_new (ua_connection_get_name (connection), NULL);

      g_menu_item_set_action_and_target (item, "win.connection", "s",
                                         ua_connection_get_id (connection));
      g_menu_append_item (self->organisations_menu, item);
    }
}

static void
place_changed_cb (UaWindow *self)
{
  ua_window_update_filters_action (self);
}

static void
current_changed_cb (UaWindow *self)
{
  g_autoptr (UaMember) member = ua_organisation_page_dup_member (self->organisation_page);

  ua_window_update_actions (self);
  ua_member_tasks_set_session (self->tasks, self->session);
  ua_member_tasks_set_members (self->tasks, member,
                               ua_organisation_page_get_n_members (self->organisation_page));
}

/* A task for those whose ids are being looked up. */
typedef struct
{
  UaWindow *self; /* (owned) */
  UaTask task;
} Errand;

static void
ids_listed_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Errand *errand = user_data;
  g_autoptr (UaWindow) self = errand->self;
  UaTask task = errand->task;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) ids = ua_session_list_ids_finish (UA_SESSION (source), result, &error);

  g_free (errand);
  if (self->session != UA_SESSION (source))
    return;
  if (ids == NULL)
    ua_window_show_toast (self, ua_errors_get_sentence (error, UA_ERROR_CONTEXT_LOCAL));
  else if (ids[0] != NULL)
    ua_member_tasks_run (self->tasks, task, (const char * const *) ids);
}

/* Of several members only the rows are known at once. */
static GStrv
members_wanted_cb (UaWindow *self,
                   guint     task)
{
  GStrv ids = ua_organisation_page_dup_ids (self->organisation_page);
  g_autoptr (GArray) rows = NULL;
  Errand *errand;

  if (ids != NULL || self->session == NULL)
    return ids;
  rows = ua_organisation_page_dup_rows (self->organisation_page);
  if (rows == NULL || rows->len == 0)
    return NULL;
  errand = g_new0 (Errand, 1);
  errand->self = g_object_ref (self);
  errand->task = (UaTask) task;
  ua_session_list_ids_async (self->session, (const guint32 *) (gconstpointer) rows->data,
                             rows->len, NULL, ids_listed_cb, errand);
  return NULL;
}

static void
member_edited_cb (UaWindow *self,
                  UaMember *member)
{
  ua_window_edit_member (self, member);
}

/* Damage that was found and mended is told once (faults R4). */
static void
tell_notices (UaWindow *self)
{
  guint notices = ua_session_get_notices (self->session);

  if ((notices & UA_SESSION_NOTICE_CHANGES_SALVAGED) != 0)
    ua_window_show_toast (self,
                          _("Changes that were not yet saved may be missing after a disk fault."));
  else if ((notices & UA_SESSION_NOTICE_CACHE_RENEWED) != 0)
    ua_window_show_toast (self,
                          _("What was kept on this computer was damaged and is fetched again."));
}

static void
session_opened_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (UaWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!ua_session_open_finish (UA_SESSION (source), result, &error))
    {
      if (self->session == UA_SESSION (source))
        ua_organisation_page_set_failure (self->organisation_page,
                                          ua_errors_get_sentence (error, UA_ERROR_CONTEXT_LOCAL));
      return;
    }
  if (self->session != UA_SESSION (source))
    return;
  ua_organisation_page_set_session (self->organisation_page, self->session);
  g_signal_connect_object (self->session, "notify::notices", G_CALLBACK (tell_notices), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::capabilities",
                           G_CALLBACK (ua_window_update_actions), self, G_CONNECT_SWAPPED);
  tell_notices (self);
  current_changed_cb (self);
}

static void
session_closed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GApplication) application = user_data;
  g_autoptr (GError) error = NULL;

  if (!ua_session_close_finish (UA_SESSION (source), result, &error) &&
      !g_error_matches (error, UA_ERROR, UA_ERROR_STOPPED))
    g_warning ("Cannot close a session: %s", error->message);
  if (application != NULL)
    g_application_release (application);
}

/* Shows nobody any more, and gives the session to be closed. */
static UaSession *
steal_session (UaWindow *self)
{
  g_autoptr (UaSession) session = g_steal_pointer (&self->session);

  if (session == NULL)
    return NULL;
  g_signal_handlers_disconnect_by_data (session, self);
  ua_organisation_page_set_session (self->organisation_page, NULL);
  return g_steal_pointer (&session);
}

/* The program stays until what the session still has to write is on the disk. */
static void
close_session (UaWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  g_autoptr (UaSession) session = steal_session (self);

  if (session == NULL)
    return;
  if (application != NULL)
    g_application_hold (G_APPLICATION (application));
  ua_session_close_async (session, session_closed_cb,
                          application != NULL ? g_object_ref (application) : NULL);
}

static void
organisation_connected_cb (UaWindow      *self,
                           UaConnection  *connection,
                           UaCredentials *credentials)
{
  ua_window_open (self, connection, credentials);
}

static void
connection_forgotten_cb (GObject      *source,
                         GAsyncResult *result,
                         gpointer      user_data)
{
  g_autoptr (UaWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!ua_forget_finish (result, &error) &&
      self->toast_overlay != NULL)
    ua_window_show_toast (self, ua_errors_get_sentence (error, UA_ERROR_CONTEXT_FORGET));
}

static void
connection_changed_cb (GSimpleAction *action,
                       GVariant      *state,
                       gpointer       user_data)
{
  UaWindow *self = user_data;
  UaConnection *connection =
    ua_connections_find (self->connections, g_variant_get_string (state, NULL));

  if (connection != NULL && !g_variant_equal (state, g_action_get_state (G_ACTION (action))))
    ua_window_open (self, connection, NULL);
}

static gboolean
escape_pressed_cb (GtkWidget *widget,
                   GVariant  *arguments,
                   gpointer   user_data)
{
  UaWindow *self = UA_WINDOW (widget);

  if (!ua_organisation_page_get_details_open (self->organisation_page))
    return GDK_EVENT_PROPAGATE;
  ua_organisation_page_close_details (self->organisation_page);
  return GDK_EVENT_STOP;
}

static void
save_state (UaWindow *self)
{
  gboolean maximized = gtk_window_is_maximized (GTK_WINDOW (self));
  int width, height;

  g_settings_set_boolean (self->settings, "window-maximized", maximized);
  if (maximized)
    return;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (self->settings, "window-width", CLAMP (width, 360, 32767));
  g_settings_set_int (self->settings, "window-height", CLAMP (height, 240, 32767));
}

static void
restore_state (UaWindow *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static void
add_connection_action (UaWindow *self)
{
  self->connection_action = g_simple_action_new_stateful ("connection", G_VARIANT_TYPE_STRING,
                                                          g_variant_new_string (""));
  g_signal_connect_object (self->connection_action, "change-state",
                           G_CALLBACK (connection_changed_cb), self, 0);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (self->connection_action));
}

static void
add_tasks (UaWindow *self)
{
  self->tasks = ua_member_tasks_new (GTK_WIDGET (self));
  g_signal_connect_object (self->tasks, "members-wanted", G_CALLBACK (members_wanted_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tasks, "toast", G_CALLBACK (ua_window_add_toast), self,
                           G_CONNECT_SWAPPED);
  ua_organisation_page_set_tasks (self->organisation_page, self->tasks);
}

static gboolean
ua_window_close_request (GtkWindow *window)
{
  UaWindow *self = UA_WINDOW (window);

  if (!ua_dialog_close_above (window))
    return GDK_EVENT_STOP;
  save_state (self);
  close_session (self);

  return GTK_WINDOW_CLASS (ua_window_parent_class)->close_request (window);
}

static void
ua_window_constructed (GObject *object)
{
  UaWindow *self = UA_WINDOW (object);

  G_OBJECT_CLASS (ua_window_parent_class)->constructed (object);

  g_signal_connect_object (self->connections, "items-changed", G_CALLBACK (update_organisations),
                           self, G_CONNECT_SWAPPED);
  update_organisations (self);
}

static void
ua_window_dispose (GObject *object)
{
  UaWindow *self = UA_WINDOW (object);

  if (self->session != NULL)
    close_session (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), UA_TYPE_WINDOW);
  g_clear_object (&self->connection_action);
  g_clear_object (&self->tasks);
  g_clear_object (&self->connections);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (ua_window_parent_class)->dispose (object);
}

static void
ua_window_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  UaWindow *self = UA_WINDOW (object);

  switch (prop_id)
    {
    case PROP_CONNECTIONS:
      g_value_set_object (value, self->connections);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_window_set_property (GObject      *object,
                        guint         prop_id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  UaWindow *self = UA_WINDOW (object);

  switch (prop_id)
    {
    case PROP_CONNECTIONS:
      self->connections = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_window_class_init (UaWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = ua_window_constructed;
  object_class->dispose = ua_window_dispose;
  object_class->get_property = ua_window_get_property;
  object_class->set_property = ua_window_set_property;
  GTK_WINDOW_CLASS (klass)->close_request = ua_window_close_request;

  /**
   * UaWindow:connections:
   *
   * The connections that are remembered.
   */
  properties[PROP_CONNECTIONS] =
    g_param_spec_object ("connections", NULL, NULL, UA_TYPE_CONNECTIONS,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (UA_TYPE_ORGANISATION_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-window.ui");
  gtk_widget_class_bind_template_child (widget_class, UaWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, UaWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, UaWindow, welcome_bin);
  gtk_widget_class_bind_template_child (widget_class, UaWindow, organisation_page);
  gtk_widget_class_bind_template_child (widget_class, UaWindow, organisations_menu);
  gtk_widget_class_bind_template_child (widget_class, UaWindow, primary_menu);
  gtk_widget_class_bind_template_child (widget_class, UaWindow, welcome_menu_button);
  gtk_widget_class_bind_template_callback (widget_class, place_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, current_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, member_edited_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_pressed_cb, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "task.undo",
                                       NULL);
}

static void
ua_window_init (UaWindow *self)
{
  self->settings = g_settings_new (UA_APPLICATION_ID);
  gtk_widget_init_template (GTK_WIDGET (self));
  ua_organisation_page_set_menu_model (self->organisation_page, self->primary_menu);
  add_connection_action (self);
  ua_window_add_actions (self);
  add_tasks (self);
  ua_window_update_filters_action (self);
  restore_state (self);
  current_changed_cb (self);
}

/**
 * ua_window_new:
 * @application: what it belongs to
 * @connections: (transfer none): the connections that are remembered
 *
 * Returns: (transfer none): a window that shows nothing until ua_window_open() or
 *   ua_window_choose(), not yet presented; GTK owns it until it is closed
 */
UaWindow *
ua_window_new (UaApplication *application,
               UaConnections *connections)
{
  g_return_val_if_fail (UA_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (UA_IS_CONNECTIONS (connections), NULL);

  return g_object_new (UA_TYPE_WINDOW,
                       "application", application,
                       "connections", connections,
                       NULL);
}

/**
 * ua_window_get_session:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the session that is shown
 */
UaSession *
ua_window_get_session (UaWindow *self)
{
  g_return_val_if_fail (UA_IS_WINDOW (self), NULL);

  return self->session;
}

/**
 * ua_window_get_organisation_page:
 * @self: a window
 *
 * Returns: (transfer none): what is shown of an organisation
 */
UaOrganisationPage *
ua_window_get_organisation_page (UaWindow *self)
{
  g_return_val_if_fail (UA_IS_WINDOW (self), NULL);

  return self->organisation_page;
}

/**
 * ua_window_add_toast:
 * @self: a window
 * @toast: (transfer none): what to say, with the way on
 *
 * Tells something for a moment.
 */
void
ua_window_add_toast (UaWindow *self,
                     AdwToast *toast)
{
  g_return_if_fail (UA_IS_WINDOW (self));
  g_return_if_fail (ADW_IS_TOAST (toast));

  adw_toast_overlay_add_toast (self->toast_overlay, g_object_ref (toast));
}

/**
 * ua_window_show_toast:
 * @self: a window
 * @text: a sentence, not marked up
 *
 * Says something that goes away by itself.
 */
void
ua_window_show_toast (UaWindow   *self,
                      const char *text)
{
  g_autofree char *escaped = NULL;

  g_return_if_fail (UA_IS_WINDOW (self));
  g_return_if_fail (text != NULL);

  escaped = g_markup_escape_text (text, -1);
  adw_toast_overlay_add_toast (self->toast_overlay, adw_toast_new (escaped));
}

/**
 * ua_window_open:
 * @self: a window
 * @connection: the organisation to show
 * @credentials: (nullable): with what to sign in; %NULL to take it from the keyring
 *
 * Shows another organisation, at once from what is kept of it on this computer.
 */
void
ua_window_open (UaWindow      *self,
                UaConnection  *connection,
                UaCredentials *credentials)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (UA_IS_WINDOW (self));
  g_return_if_fail (UA_IS_CONNECTION (connection));

  close_session (self);
  if (ua_connection_get_remembered (connection) &&
      !ua_connections_set_last (self->connections, connection, &error))
    g_warning ("Cannot remember the last connection: %s", error->message);
  g_simple_action_set_state (self->connection_action,
                             g_variant_new_string (ua_connection_get_id (connection)));

  self->session = ua_session_new (connection, credentials);
  gtk_window_set_title (GTK_WINDOW (self), ua_connection_get_name (connection));
  gtk_stack_set_visible_child_name (self->stack, "organisation");
  current_changed_cb (self);
  adw_bin_set_child (self->welcome_bin, NULL);
  ua_session_open_async (self->session, NULL, session_opened_cb, g_object_ref (self));
}

/* What is not there to be seen yet does not take the keyboard. */
static void
welcome_mapped_cb (GtkWidget *page)
{
  gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

/**
 * ua_window_choose:
 * @self: a window
 *
 * Closes what is shown and offers the choice of an organisation.
 */
void
ua_window_choose (UaWindow *self)
{
  GtkWidget *page;

  g_return_if_fail (UA_IS_WINDOW (self));

  close_session (self);
  gtk_menu_button_set_menu_model (self->welcome_menu_button, self->primary_menu);
  page = ua_welcome_page_new (self->connections);
  g_signal_connect_after (page, "map", G_CALLBACK (welcome_mapped_cb), NULL);
  g_signal_connect_object (page, "connected", G_CALLBACK (organisation_connected_cb), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (self->welcome_bin, page);
  gtk_stack_set_visible_child_name (self->stack, "welcome");
  gtk_window_set_title (GTK_WINDOW (self), _("User Admin"));
  g_simple_action_set_state (self->connection_action, g_variant_new_string (""));
  current_changed_cb (self);
}

/**
 * ua_window_forget:
 * @self: a window
 * @connection: an organisation, shown in this window or in none
 *
 * Removes all that is kept of @connection (UA-04), and shows the choice of an organisation where
 * the window showed it.
 */
void
ua_window_forget (UaWindow     *self,
                  UaConnection *connection)
{
  g_autoptr (UaSession) session = NULL;

  g_return_if_fail (UA_IS_WINDOW (self));
  g_return_if_fail (UA_IS_CONNECTION (connection));

  if (self->session != NULL && ua_session_get_connection (self->session) == connection)
    {
      session = steal_session (self);
      ua_window_choose (self);
    }
  ua_forget_async (self->connections, connection, session, connection_forgotten_cb,
                   g_object_ref (self));
}
