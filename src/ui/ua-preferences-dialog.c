/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-preferences-dialog.h"

#include <glib/gi18n.h>

#include "ua-config.h"
#include "ua-question-dialog.h"
#include "ua-ui.h"

/**
 * UaPreferencesDialog:
 *
 * How the application looks, and the organisations that it knows.
 */
struct _UaPreferencesDialog
{
  UaDialog parent_instance;

  AdwComboRow *style_row;           /* (unowned), of the template */
  GtkWidget *organisations_group;   /* (unowned), of the template */
  GtkListBox *organisations_list;   /* (unowned), of the template */
  GSettings *settings;              /* (owned) */
  UaConnections *connections;       /* (owned) (nullable) */
  UaConnection *asked;              /* (owned) (nullable), whether to forget it */
};

G_DEFINE_FINAL_TYPE (UaPreferencesDialog, ua_preferences_dialog, UA_TYPE_DIALOG)

enum
{
  SIGNAL_FORGET,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
style_selected_cb (UaPreferencesDialog *self)
{
  g_settings_set_enum (self->settings, "color-scheme",
                       (int) adw_combo_row_get_selected (self->style_row));
}

static void
forget_accepted_cb (UaPreferencesDialog *self)
{
  g_autoptr (UaConnection) connection = g_steal_pointer (&self->asked);

  if (connection != NULL)
    g_signal_emit (self, signals[SIGNAL_FORGET], 0, connection);
}

static void
forget_clicked_cb (UaPreferencesDialog *self,
                   GtkButton           *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_LIST_BOX_ROW);
  g_autoptr (UaConnection) connection =
    g_list_model_get_item (G_LIST_MODEL (self->connections),
                           gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)));
  gboolean local = ua_connection_get_kind (connection) == UA_CONNECTION_KIND_LOCAL;
  g_autofree char *heading = NULL;
  UaQuestionDialog *dialog;

  /* Translators: a question about an organisation, with its name. */
  heading = g_strdup_printf (_("Forget “%s”?"), ua_connection_get_name (connection));
  dialog = ua_question_dialog_new (heading,
                                   local ? _("The organisation is on this computer only. All of "
                                             "its members are removed, which cannot be undone.")
                                         : _("Its members and the changes that are not yet saved "
                                             "are removed from this computer, and how you sign in "
                                             "from the keyring. The server keeps its members."),
                                   _("_Cancel"), local ? _("_Remove") : _("_Forget"), TRUE);
  g_set_object (&self->asked, connection);
  g_signal_connect_object (dialog, "accepted", G_CALLBACK (forget_accepted_cb), self,
                           G_CONNECT_SWAPPED);
  ua_dialog_present (UA_DIALOG (dialog), GTK_WIDGET (self));
}

static const char *
describe_connection (UaConnection *connection)
{
  const char *address = ua_connection_get_address (connection);

  return address != NULL ? address : _("On this computer");
}

static GtkWidget *
make_row (gpointer item,
          gpointer user_data)
{
  UaPreferencesDialog *self = user_data;
  UaConnection *connection = UA_CONNECTION (item);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Forget…"));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), ua_connection_get_name (connection));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), describe_connection (connection));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (forget_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static void
connections_changed_cb (UaPreferencesDialog *self)
{
  gtk_widget_set_visible (self->organisations_group,
                          g_list_model_get_n_items (G_LIST_MODEL (self->connections)) > 0);
}

static void
ua_preferences_dialog_dispose (GObject *object)
{
  UaPreferencesDialog *self = UA_PREFERENCES_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), UA_TYPE_PREFERENCES_DIALOG);
  g_clear_object (&self->asked);
  g_clear_object (&self->connections);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (ua_preferences_dialog_parent_class)->dispose (object);
}

static void
ua_preferences_dialog_class_init (UaPreferencesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ua_preferences_dialog_dispose;

  /**
   * UaPreferencesDialog::forget:
   * @connection: an organisation
   *
   * Somebody has confirmed that all that is kept of @connection be removed.
   */
  signals[SIGNAL_FORGET] = g_signal_new ("forget", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 1, UA_TYPE_CONNECTION);

  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, UaPreferencesDialog, style_row);
  gtk_widget_class_bind_template_child (widget_class, UaPreferencesDialog, organisations_group);
  gtk_widget_class_bind_template_child (widget_class, UaPreferencesDialog, organisations_list);
  gtk_widget_class_bind_template_callback (widget_class, style_selected_cb);
}

static void
ua_preferences_dialog_init (UaPreferencesDialog *self)
{
  self->settings = g_settings_new (UA_APPLICATION_ID);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_handlers_block_by_func (self->style_row, style_selected_cb, self);
  adw_combo_row_set_selected (self->style_row,
                              (guint) g_settings_get_enum (self->settings, "color-scheme"));
  g_signal_handlers_unblock_by_func (self->style_row, style_selected_cb, self);
}

/**
 * ua_preferences_dialog_new:
 * @connections: (transfer none): the organisations that are remembered
 *
 * Returns: (transfer none): the dialog, to be presented
 */
UaPreferencesDialog *
ua_preferences_dialog_new (UaConnections *connections)
{
  UaPreferencesDialog *self;

  g_return_val_if_fail (UA_IS_CONNECTIONS (connections), NULL);

  self = g_object_new (UA_TYPE_PREFERENCES_DIALOG, NULL);
  self->connections = g_object_ref (connections);
  gtk_list_box_bind_model (self->organisations_list, G_LIST_MODEL (connections), make_row, self,
                           NULL);
  g_signal_connect_object (connections, "items-changed", G_CALLBACK (connections_changed_cb), self,
                           G_CONNECT_SWAPPED);
  connections_changed_cb (self);
  return self;
}
