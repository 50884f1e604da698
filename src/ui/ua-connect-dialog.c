/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-connect-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ua-credentials-group.h"
#include "ua-error.h"
#include "ua-error-box.h"

/**
 * UaConnectDialog:
 *
 * Asks for a server and how to sign in there, tries both, says what is wrong beside the field that
 * it concerns (PE-13), then remembers the connection and puts the secret into the keyring (PE-14).
 *
 *   form -> check -> remembered -> secret kept        -> "connected"
 *                               -> keyring not there  -> notice -> "connected"
 */
struct _UaConnectDialog
{
  UaDialog parent_instance;

  UaConnections *connections;   /* (owned) */
  UaConnection *connection;     /* (owned) (nullable): once it is remembered */
  UaCredentials *credentials;   /* (owned) (nullable): while they are tried, and after */
  GCancellable *cancellable;    /* (owned) (nullable): of the check under way */
  gboolean reported;            /* "connected" was emitted */

  GtkStack *pages;                       /* (unowned) */
  GtkWidget *cancel_button;              /* (unowned) */
  GtkWidget *connect_button;             /* (unowned) */
  GtkWidget *form;                       /* (unowned) */
  GtkWidget *progress_box;               /* (unowned) */
  UaErrorBox *address_error_box;         /* (unowned) */
  UaErrorBox *credentials_error_box;     /* (unowned) */
  AdwEntryRow *name_row;                 /* (unowned) */
  AdwEntryRow *address_row;              /* (unowned) */
  UaCredentialsGroup *credentials_group; /* (unowned) */
  GtkWidget *stop_button;                /* (unowned) */
  GtkWidget *continue_button;            /* (unowned) */
};

G_DEFINE_FINAL_TYPE (UaConnectDialog, ua_connect_dialog, UA_TYPE_DIALOG)

enum
{
  SIGNAL_CONNECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
get_text (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static gboolean
can_connect (UaConnectDialog *self)
{
  g_autofree char *address = get_text (self->address_row);

  return self->cancellable == NULL && *address != '\0' &&
         ua_credentials_group_get_complete (self->credentials_group);
}

static void
show_form (UaConnectDialog *self)
{
  gboolean checking = self->cancellable != NULL;

  gtk_widget_set_sensitive (self->form, !checking);
  gtk_widget_set_visible (self->progress_box, checking);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "connect.connect", can_connect (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "connect.stop", checking);
}

static void
clear_errors (UaConnectDialog *self)
{
  ua_error_box_clear (self->address_error_box);
  ua_error_box_clear (self->credentials_error_box);
  gtk_widget_remove_css_class (GTK_WIDGET (self->address_row), "error");
  ua_credentials_group_set_problem (self->credentials_group, FALSE);
}

/* Why an address cannot be used, where its text shows it; NULL where it does not. */
static const char *
describe_address (const char *address)
{
  if (g_ascii_strncasecmp (address, "http://", strlen ("http://")) == 0)
    return _("Sign-in and members would travel unprotected, to be read on the way. Use an address "
             "that begins with “https://”.");
  if (strchr (address, '@') != NULL)
    return _("Leave user name and password out of the address, and type them below.");
  return NULL;
}

static void
show_address_error (UaConnectDialog *self,
                    const GError    *error)
{
  g_autofree char *address = get_text (self->address_row);
  g_autofree char *details = ua_errors_get_details (error);
  const char *sentence = NULL;

  if (g_error_matches (error, UA_ERROR, UA_ERROR_ADDRESS))
    sentence = describe_address (address);
  if (sentence == NULL)
    sentence = ua_errors_get_sentence (error, UA_ERROR_CONTEXT_CONNECT);
  ua_error_box_set_text (self->address_error_box,
                         ua_errors_get_title (error, UA_ERROR_CONTEXT_CONNECT), sentence, details);
  gtk_widget_add_css_class (GTK_WIDGET (self->address_row), "error");
  gtk_widget_grab_focus (GTK_WIDGET (self->address_row));
}

static void
show_error (UaConnectDialog *self,
            const GError    *error)
{
  if (!g_error_matches (error, UA_ERROR, UA_ERROR_AUTHENTICATION) &&
      !g_error_matches (error, UA_ERROR, UA_ERROR_PERMISSION))
    {
      show_address_error (self, error);
      return;
    }
  ua_credentials_group_forget (self->credentials_group);
  ua_error_box_set_error (self->credentials_error_box, error, UA_ERROR_CONTEXT_CONNECT);
  ua_credentials_group_set_problem (self->credentials_group, TRUE);
}

static UaConnection *
make_connection (UaConnectDialog *self,
                 const char      *address)
{
  g_autofree char *name = get_text (self->name_row);

  return ua_connections_make_remote (*name != '\0' ? name : NULL, address, self->credentials);
}

/* A connection that is remembered is opened, whatever way the dialog goes away. */
static void
report_connected (UaConnectDialog *self)
{
  if (self->reported)
    return;
  self->reported = TRUE;
  g_signal_emit (self, signals[SIGNAL_CONNECTED], 0, self->connection, self->credentials);
}

static void
secret_stored_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (UaConnectDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean kept =
    ua_connections_store_secret_finish (UA_CONNECTIONS (source), result, &error);

  if (self->connections == NULL)
    return;
  g_clear_object (&self->cancellable);
  if (kept)
    {
      report_connected (self);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  gtk_stack_set_visible_child_name (self->pages, "notice");
  gtk_widget_set_visible (self->cancel_button, FALSE);
  gtk_widget_set_visible (self->connect_button, FALSE);
  gtk_widget_grab_focus (self->continue_button);
}

static void
remember (UaConnectDialog *self,
          const char      *address)
{
  g_autoptr (UaConnection) connection = make_connection (self, address);
  g_autoptr (GError) error = NULL;

  if (!ua_connections_add (self->connections, connection, &error))
    {
      g_clear_object (&self->cancellable);
      show_form (self);
      show_error (self, error);
      return;
    }
  ua_connection_set_remembered (connection, TRUE);
  self->connection = g_steal_pointer (&connection);
  ua_connections_store_secret_async (self->connections, self->connection, self->credentials,
                                     self->cancellable, secret_stored_cb, g_object_ref (self));
}

static void
server_checked_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (UaConnectDialog) self = user_data;
  g_autoptr (UaCapabilities) capabilities = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;

  capabilities = ua_connections_check_finish (result, &address, &error);
  if (self->connections == NULL)
    return;
  if (capabilities != NULL && !g_cancellable_is_cancelled (self->cancellable))
    {
      remember (self, address);
      return;
    }
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->credentials, ua_credentials_unref);
  show_form (self);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_error (self, error);
}

static void
connect_to_server (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  UaConnectDialog *self = UA_CONNECT_DIALOG (widget);
  g_autofree char *address = get_text (self->address_row);

  if (!can_connect (self))
    return;
  clear_errors (self);
  self->cancellable = g_cancellable_new ();
  g_clear_pointer (&self->credentials, ua_credentials_unref);
  self->credentials = ua_credentials_group_take (self->credentials_group);
  gtk_widget_set_visible (self->progress_box, TRUE);
  gtk_widget_action_set_enabled (widget, "connect.stop", TRUE);
  gtk_widget_grab_focus (self->stop_button);
  show_form (self);
  ua_connections_check_async (address, self->credentials, self->cancellable,
                              server_checked_cb, g_object_ref (self));
}

static void
stop_check (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  g_cancellable_cancel (UA_CONNECT_DIALOG (widget)->cancellable);
}

static void
field_changed_cb (UaConnectDialog *self)
{
  g_assert (UA_IS_CONNECT_DIALOG (self));

  ua_error_box_clear (self->address_error_box);
  gtk_widget_remove_css_class (GTK_WIDGET (self->address_row), "error");
  show_form (self);
}

static void
credentials_changed_cb (UaConnectDialog *self)
{
  g_assert (UA_IS_CONNECT_DIALOG (self));

  ua_error_box_clear (self->credentials_error_box);
  show_form (self);
}

static void
entry_activated_cb (UaConnectDialog *self)
{
  g_assert (UA_IS_CONNECT_DIALOG (self));

  gtk_widget_activate_action (GTK_WIDGET (self), "connect.connect", NULL);
}

static gboolean
ua_connect_dialog_close_request (GtkWindow *window)
{
  UaConnectDialog *self = UA_CONNECT_DIALOG (window);

  g_cancellable_cancel (self->cancellable);
  if (self->connection != NULL)
    report_connected (self);
  return GTK_WINDOW_CLASS (ua_connect_dialog_parent_class)->close_request (window);
}

static void
ua_connect_dialog_dispose (GObject *object)
{
  UaConnectDialog *self = UA_CONNECT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->connections);
  g_clear_object (&self->connection);
  g_clear_pointer (&self->credentials, ua_credentials_unref);

  G_OBJECT_CLASS (ua_connect_dialog_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/UserAdmin/ui/ua-connect-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, UaConnectDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, UaConnectDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, UaConnectDialog, connect_button);
  gtk_widget_class_bind_template_child (widget_class, UaConnectDialog, form);
  gtk_widget_class_bind_template_child (widget_class, UaConnectDialog, progress_box);
  gtk_widget_class_bind_template_child (widget_class, UaConnectDialog, address_error_box);
  gtk_widget_class_bind_template_child (widget_class, UaConnectDialog, credentials_error_box);
  gtk_widget_class_bind_template_child (widget_class, UaConnectDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, UaConnectDialog, address_row);
  gtk_widget_class_bind_template_child (widget_class, UaConnectDialog, credentials_group);
  gtk_widget_class_bind_template_child (widget_class, UaConnectDialog, stop_button);
  gtk_widget_class_bind_template_child (widget_class, UaConnectDialog, continue_button);
  gtk_widget_class_bind_template_callback (widget_class, field_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, credentials_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
}

static void
ua_connect_dialog_class_init (UaConnectDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkWindowClass *window_class = GTK_WINDOW_CLASS (klass);

  g_type_ensure (UA_TYPE_CREDENTIALS_GROUP);
  g_type_ensure (UA_TYPE_ERROR_BOX);

  object_class->dispose = ua_connect_dialog_dispose;
  window_class->close_request = ua_connect_dialog_close_request;

  /**
   * UaConnectDialog::connected:
   * @connection: the connection, which is remembered
   * @credentials: what to sign in with now
   *
   * The server was tried and is remembered.
   */
  signals[SIGNAL_CONNECTED] = g_signal_new ("connected",
                                            G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST,
                                            0,
                                            NULL, NULL, NULL,
                                            G_TYPE_NONE, 2,
                                            UA_TYPE_CONNECTION, UA_TYPE_CREDENTIALS);

  gtk_widget_class_install_action (widget_class, "connect.connect", NULL, connect_to_server);
  gtk_widget_class_install_action (widget_class, "connect.stop", NULL, stop_check);
  bind_template (widget_class);
}

static void
ua_connect_dialog_init (UaConnectDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_form (self);
}

/**
 * ua_connect_dialog_new:
 * @connections: where the connection is remembered
 *
 * Returns: (transfer none): a dialog, to be given to ua_dialog_present()
 *
 * The thread of the user interface.
 */
UaConnectDialog *
ua_connect_dialog_new (UaConnections *connections)
{
  UaConnectDialog *self;

  g_return_val_if_fail (UA_IS_CONNECTIONS (connections), NULL);

  self = g_object_new (UA_TYPE_CONNECT_DIALOG, NULL);
  self->connections = g_object_ref (connections);
  gtk_widget_grab_focus (GTK_WIDGET (self->address_row));
  return self;
}
