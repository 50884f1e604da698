/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-welcome-page.h"

#include <glib/gi18n.h>

#include "ua-connect-dialog.h"
#include "ua-error-box.h"
#include "ua-ui.h"

/* Enough to fill several screens and every filter. */
#define N_SAMPLE_MEMBERS 250

/**
 * UaWelcomePage:
 *
 * The first start: an organisation on this computer, or a server.  Two choices and no form; where
 * there are organisations already, a way back to the last one.
 *
 * Its actions are "welcome.create-sample", "welcome.create-empty", "welcome.connect" and
 * "welcome.back".
 */
struct _UaWelcomePage
{
  GtkWidget parent_instance;

  UaConnections *connections; /* (owned) (nullable) */

  GtkWidget *content;         /* (unowned) */
  UaErrorBox *error_box;      /* (unowned) */
  GtkButton *back_button;     /* (unowned) */
};

G_DEFINE_FINAL_TYPE (UaWelcomePage, ua_welcome_page, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_CONNECTIONS = 1,
} UaWelcomePageProperty;

enum
{
  SIGNAL_CONNECTED,
  N_SIGNALS
};

static GParamSpec *properties[PROP_CONNECTIONS + 1];
static guint signals[N_SIGNALS];

static void
create_local (UaWelcomePage *self,
              const char    *name,
              guint          n_sample)
{
  g_autoptr (UaConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (self->connections != NULL);

  ua_error_box_clear (self->error_box);
  connection = ua_connections_create_local (self->connections, name, n_sample, &error);
  if (connection != NULL)
    g_signal_emit (self, signals[SIGNAL_CONNECTED], 0, connection, NULL);
  else
    ua_error_box_set_error (self->error_box, error, UA_ERROR_CONTEXT_LOCAL);
}

static void
create_sample (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  /* The name of the made-up company that the sample members work for; it stays as it is. */
  create_local (UA_WELCOME_PAGE (widget), "Brackwater Works", N_SAMPLE_MEMBERS);
}

static void
create_empty (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  create_local (UA_WELCOME_PAGE (widget), _("My Organisation"), 0);
}

static void
server_connected_cb (UaWelcomePage *self,
                     UaConnection  *connection,
                     UaCredentials *credentials)
{
  g_assert (UA_IS_WELCOME_PAGE (self));
  g_assert (UA_IS_CONNECTION (connection));

  g_signal_emit (self, signals[SIGNAL_CONNECTED], 0, connection, credentials);
}

static void
connect_to_server (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  UaWelcomePage *self = UA_WELCOME_PAGE (widget);
  UaConnectDialog *dialog;

  g_return_if_fail (self->connections != NULL);

  ua_error_box_clear (self->error_box);
  dialog = ua_connect_dialog_new (self->connections);
  g_signal_connect_object (dialog, "connected", G_CALLBACK (server_connected_cb), self,
                           G_CONNECT_SWAPPED);
  ua_dialog_present (UA_DIALOG (dialog), widget);
}

/* The organisation that was open last, else, when that was forgotten, any. */
static UaConnection *
dup_previous (UaWelcomePage *self)
{
  UaConnection *last;

  if (self->connections == NULL)
    return NULL;
  last = ua_connections_get_last (self->connections);
  return last != NULL ? g_object_ref (last)
                      : g_list_model_get_item (G_LIST_MODEL (self->connections), 0);
}

static void
go_back (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  UaWelcomePage *self = UA_WELCOME_PAGE (widget);
  g_autoptr (UaConnection) previous = dup_previous (self);

  if (previous != NULL)
    g_signal_emit (self, signals[SIGNAL_CONNECTED], 0, previous, NULL);
}

/* Who only looked at what could be added need not search for the way back. */
static void
show_way_back (UaWelcomePage *self)
{
  g_autoptr (UaConnection) previous = dup_previous (self);
  g_autofree char *label = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->back_button), previous != NULL);
  if (previous == NULL)
    return;
  /* Translators: of a button; %s is the name of an organisation. */
  label = g_strdup_printf (_("Back to %s"), ua_connection_get_name (previous));
  gtk_button_set_label (self->back_button, label);
}

static void
ua_welcome_page_dispose (GObject *object)
{
  UaWelcomePage *self = UA_WELCOME_PAGE (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->connections);

  G_OBJECT_CLASS (ua_welcome_page_parent_class)->dispose (object);
}

static void
ua_welcome_page_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  UaWelcomePage *self = UA_WELCOME_PAGE (object);

  switch ((UaWelcomePageProperty) prop_id)
    {
    case PROP_CONNECTIONS:
      g_value_set_object (value, self->connections);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_welcome_page_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  UaWelcomePage *self = UA_WELCOME_PAGE (object);

  switch ((UaWelcomePageProperty) prop_id)
    {
    case PROP_CONNECTIONS:
      ua_welcome_page_set_connections (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_welcome_page_class_init (UaWelcomePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (UA_TYPE_ERROR_BOX);

  object_class->dispose = ua_welcome_page_dispose;
  object_class->get_property = ua_welcome_page_get_property;
  object_class->set_property = ua_welcome_page_set_property;

  /**
   * UaWelcomePage:connections:
   *
   * Where the choice is remembered.
   */
  properties[PROP_CONNECTIONS] =
    g_param_spec_object ("connections", NULL, NULL, UA_TYPE_CONNECTIONS,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * UaWelcomePage::connected:
   * @connection: the connection, which is remembered
   * @credentials: (nullable): what to sign in with; %NULL for an organisation on this computer, or
   *   one that was added before
   *
   * The choice is made and the connection can be opened.
   */
  signals[SIGNAL_CONNECTED] = g_signal_new ("connected",
                                            G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST,
                                            0,
                                            NULL, NULL, NULL,
                                            G_TYPE_NONE, 2,
                                            UA_TYPE_CONNECTION, UA_TYPE_CREDENTIALS);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "welcome.create-sample", NULL, create_sample);
  gtk_widget_class_install_action (widget_class, "welcome.create-empty", NULL, create_empty);
  gtk_widget_class_install_action (widget_class, "welcome.connect", NULL, connect_to_server);
  gtk_widget_class_install_action (widget_class, "welcome.back", NULL, go_back);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/UserAdmin/ui/ua-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, UaWelcomePage, content);
  gtk_widget_class_bind_template_child (widget_class, UaWelcomePage, error_box);
  gtk_widget_class_bind_template_child (widget_class, UaWelcomePage, back_button);
}

static void
ua_welcome_page_init (UaWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ua_ui_widen_clamps (GTK_WIDGET (self));
}

/**
 * ua_welcome_page_new:
 * @connections: (nullable): where the choice is remembered
 *
 * Returns: (transfer floating): the page
 *
 * The thread of the user interface.
 */
GtkWidget *
ua_welcome_page_new (UaConnections *connections)
{
  return g_object_new (UA_TYPE_WELCOME_PAGE, "connections", connections, NULL);
}

/**
 * ua_welcome_page_get_connections:
 * @self: the page
 *
 * Returns: (transfer none) (nullable): where the choice is remembered
 */
UaConnections *
ua_welcome_page_get_connections (UaWelcomePage *self)
{
  g_return_val_if_fail (UA_IS_WELCOME_PAGE (self), NULL);

  return self->connections;
}

/**
 * ua_welcome_page_set_connections:
 * @self: the page
 * @connections: (nullable): where the choice is remembered
 */
void
ua_welcome_page_set_connections (UaWelcomePage *self,
                                 UaConnections *connections)
{
  g_return_if_fail (UA_IS_WELCOME_PAGE (self));
  g_return_if_fail (connections == NULL || UA_IS_CONNECTIONS (connections));

  if (!g_set_object (&self->connections, connections))
    return;
  show_way_back (self);
  if (connections != NULL)
    g_signal_connect_object (connections, "items-changed", G_CALLBACK (show_way_back), self,
                             G_CONNECT_SWAPPED);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONNECTIONS]);
}
