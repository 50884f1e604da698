/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-sign-in-dialog.h"

#include <glib/gi18n.h>

#include "ua-credentials-group.h"
#include "ua-error.h"
#include "ua-error-box.h"
#include "ua-format.h"

/**
 * UaSignInDialog:
 *
 * Asks again how to sign in to a server that is known, because the secret is missing or was
 * refused (PE-14).  It closes when the server has accepted the new one.
 */
struct _UaSignInDialog
{
  UaDialog parent_instance;

  UaSession *session;           /* (owned) */
  GCancellable *cancellable;    /* (owned) (nullable): of the attempt under way */

  GtkWidget *form;                       /* (unowned) */
  GtkWidget *cancel_button;              /* (unowned) */
  GtkWidget *progress_box;               /* (unowned) */
  UaErrorBox *error_box;                 /* (unowned) */
  AdwPreferencesGroup *server_group;     /* (unowned) */
  UaCredentialsGroup *credentials_group; /* (unowned) */
  GtkWidget *remember_group;             /* (unowned) */
  GtkSwitch *remember_switch;            /* (unowned) */
};

G_DEFINE_FINAL_TYPE (UaSignInDialog, ua_sign_in_dialog, UA_TYPE_DIALOG)

static gboolean
can_sign_in (UaSignInDialog *self)
{
  return self->cancellable == NULL &&
         ua_credentials_group_get_complete (self->credentials_group);
}

static void
show_form (UaSignInDialog *self)
{
  gboolean busy = self->cancellable != NULL;

  gtk_widget_set_sensitive (self->form, !busy);
  gtk_widget_set_visible (self->progress_box, busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sign-in.sign-in", can_sign_in (self));
}

static void
show_error (UaSignInDialog *self,
            const GError   *error)
{
  if (g_error_matches (error, UA_ERROR, UA_ERROR_AUTHENTICATION) ||
      g_error_matches (error, UA_ERROR, UA_ERROR_PERMISSION))
    {
      ua_credentials_group_forget (self->credentials_group);
      ua_credentials_group_set_problem (self->credentials_group, TRUE);
    }
  ua_error_box_set_error (self->error_box, error, UA_ERROR_CONTEXT_SIGN_IN);
}

static void
signed_in_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (UaSignInDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = ua_session_sign_in_finish (UA_SESSION (source), result, &error);

  if (self->session == NULL)
    return;
  g_clear_object (&self->cancellable);
  /* Signed in, though the keyring would not keep it: one is asked again the next time. */
  if (done || g_error_matches (error, UA_ERROR, UA_ERROR_KEYRING))
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  show_form (self);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_error (self, error);
}

static void
sign_in (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  UaSignInDialog *self = UA_SIGN_IN_DIALOG (widget);
  g_autoptr (UaCredentials) credentials = NULL;
  gboolean remember = gtk_widget_get_visible (self->remember_group) &&
                      gtk_switch_get_active (self->remember_switch);

  if (!can_sign_in (self))
    return;
  ua_error_box_clear (self->error_box);
  self->cancellable = g_cancellable_new ();
  credentials = ua_credentials_group_take (self->credentials_group);
  gtk_widget_grab_focus (self->cancel_button);
  show_form (self);
  ua_session_sign_in_async (self->session, credentials, remember, self->cancellable,
                            signed_in_cb, g_object_ref (self));
}

static void
credentials_changed_cb (UaSignInDialog *self)
{
  g_assert (UA_IS_SIGN_IN_DIALOG (self));

  ua_error_box_clear (self->error_box);
  show_form (self);
}

static void
entry_activated_cb (UaSignInDialog *self)
{
  g_assert (UA_IS_SIGN_IN_DIALOG (self));

  gtk_widget_activate_action (GTK_WIDGET (self), "sign-in.sign-in", NULL);
}

static gboolean
ua_sign_in_dialog_close_request (GtkWindow *window)
{
  UaSignInDialog *self = UA_SIGN_IN_DIALOG (window);

  g_cancellable_cancel (self->cancellable);
  return GTK_WINDOW_CLASS (ua_sign_in_dialog_parent_class)->close_request (window);
}

static void
ua_sign_in_dialog_dispose (GObject *object)
{
  UaSignInDialog *self = UA_SIGN_IN_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ua_sign_in_dialog_parent_class)->dispose (object);
}

static void
ua_sign_in_dialog_class_init (UaSignInDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkWindowClass *window_class = GTK_WINDOW_CLASS (klass);

  g_type_ensure (UA_TYPE_CREDENTIALS_GROUP);
  g_type_ensure (UA_TYPE_ERROR_BOX);

  object_class->dispose = ua_sign_in_dialog_dispose;
  window_class->close_request = ua_sign_in_dialog_close_request;

  gtk_widget_class_install_action (widget_class, "sign-in.sign-in", NULL, sign_in);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/UserAdmin/ui/ua-sign-in-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, UaSignInDialog, form);
  gtk_widget_class_bind_template_child (widget_class, UaSignInDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, UaSignInDialog, progress_box);
  gtk_widget_class_bind_template_child (widget_class, UaSignInDialog, error_box);
  gtk_widget_class_bind_template_child (widget_class, UaSignInDialog, server_group);
  gtk_widget_class_bind_template_child (widget_class, UaSignInDialog, credentials_group);
  gtk_widget_class_bind_template_child (widget_class, UaSignInDialog, remember_group);
  gtk_widget_class_bind_template_child (widget_class, UaSignInDialog, remember_switch);
  gtk_widget_class_bind_template_callback (widget_class, credentials_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
}

static void
ua_sign_in_dialog_init (UaSignInDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_form (self);
}

/**
 * ua_sign_in_dialog_new:
 * @session: a session whose state is %UA_SESSION_STATE_SIGN_IN
 *
 * Returns: (transfer none): a dialog, to be given to ua_dialog_present()
 *
 * The thread of the user interface.
 */
UaSignInDialog *
ua_sign_in_dialog_new (UaSession *session)
{
  UaSignInDialog *self;
  UaConnection *connection;
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;
  g_autofree char *escaped = NULL;

  g_return_val_if_fail (UA_IS_SESSION (session), NULL);

  self = g_object_new (UA_TYPE_SIGN_IN_DIALOG, NULL);
  self->session = g_object_ref (session);
  connection = ua_session_get_connection (session);
  name = ua_format_text (ua_connection_get_name (connection));
  /* Translators: %s is the name of an organisation or of its server. */
  title = g_strdup_printf (_("Sign In to %s"), name);
  escaped = g_markup_escape_text (title, -1);
  adw_preferences_group_set_title (self->server_group, escaped);
  ua_credentials_group_set_fixed (self->credentials_group, ua_connection_get_kind (connection),
                                  ua_connection_get_user_name (connection));
  gtk_widget_set_visible (self->remember_group, ua_connection_get_remembered (connection));
  ua_credentials_group_focus (self->credentials_group);
  return self;
}
