/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-name-dialog.h"

#include "ua-error-box.h"
#include "ua-error.h"
#include "ua-ui.h"

/**
 * UaNameDialog:
 *
 * Asks for a name, and maybe one of a few choices beside it, for what is made or called otherwise.
 * It stays open until ua_name_dialog_finish() says that it is done, so that a name that is taken
 * can be mended.
 */
struct _UaNameDialog
{
  UaDialog parent_instance;

  GtkButton *accept_button; /* (unowned), of the template, as are the next */
  UaErrorBox *error_box;    /* (unowned) */
  GtkEditable *name_row;    /* (unowned) */
  AdwComboRow *choice_row;  /* (unowned) */

  char *before;             /* (owned), the name that it has */
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (UaNameDialog, ua_name_dialog, UA_TYPE_DIALOG)

enum
{
  SIGNAL_ACCEPTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
dup_name (UaNameDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->name_row)));
}

static void
update_action (UaNameDialog *self)
{
  g_autofree char *name = dup_name (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "name.accept",
                                 !self->busy && name[0] != '\0' &&
                                 strcmp (name, self->before) != 0);
}

static void
name_changed_cb (UaNameDialog *self)
{
  if (self->before != NULL)
    update_action (self);
}

static void
accept_activated_cb (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  UaNameDialog *self = UA_NAME_DIALOG (widget);
  g_autofree char *given = dup_name (self);

  self->busy = TRUE;
  update_action (self);
  ua_error_box_clear (self->error_box);
  g_signal_emit (self, signals[SIGNAL_ACCEPTED], 0, given);
}

static void
ua_name_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), UA_TYPE_NAME_DIALOG);

  G_OBJECT_CLASS (ua_name_dialog_parent_class)->dispose (object);
}

static void
ua_name_dialog_finalize (GObject *object)
{
  g_free (UA_NAME_DIALOG (object)->before);

  G_OBJECT_CLASS (ua_name_dialog_parent_class)->finalize (object);
}

static void
ua_name_dialog_class_init (UaNameDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ua_name_dialog_dispose;
  object_class->finalize = ua_name_dialog_finalize;
  /**
   * UaNameDialog::accepted:
   * @name: the name, without spaces around
   *
   * Somebody has given a name; ua_name_dialog_finish() is to follow.
   */
  signals[SIGNAL_ACCEPTED] =
    g_signal_new ("accepted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (UA_TYPE_ERROR_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-name-dialog.ui");
  gtk_widget_class_install_action (widget_class, "name.accept", NULL, accept_activated_cb);
  gtk_widget_class_bind_template_child (widget_class, UaNameDialog, accept_button);
  gtk_widget_class_bind_template_child (widget_class, UaNameDialog, error_box);
  gtk_widget_class_bind_template_child (widget_class, UaNameDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, UaNameDialog, choice_row);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
}

static void
ua_name_dialog_init (UaNameDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->accept_button));
}

/**
 * ua_name_dialog_new:
 * @title: what it is about
 * @verb: the verb of the button, with a mnemonic
 * @name: (nullable): the name that it has
 *
 * Returns: (transfer none): a dialog, to be given to ua_dialog_present()
 *
 * The thread of the user interface.
 */
UaNameDialog *
ua_name_dialog_new (const char *title,
                    const char *verb,
                    const char *name)
{
  UaNameDialog *self;

  g_return_val_if_fail (title != NULL && verb != NULL, NULL);

  self = g_object_new (UA_TYPE_NAME_DIALOG, "title", title, NULL);
  gtk_button_set_label (self->accept_button, verb);
  self->before = g_strdup (name != NULL ? name : "");
  gtk_editable_set_text (self->name_row, self->before);
  update_action (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
  return self;
}

/**
 * ua_name_dialog_set_choices:
 * @self: a dialog
 * @title: what is chosen
 * @choices: the choices, a list of #GtkStringObject
 *
 * Asks for one of a few choices beside the name.
 */
void
ua_name_dialog_set_choices (UaNameDialog *self,
                            const char   *title,
                            GListModel   *choices)
{
  g_return_if_fail (UA_IS_NAME_DIALOG (self));
  g_return_if_fail (G_IS_LIST_MODEL (choices));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->choice_row), title);
  adw_combo_row_set_model (self->choice_row, choices);
  gtk_widget_set_visible (GTK_WIDGET (self->choice_row), TRUE);
}

/**
 * ua_name_dialog_get_chosen:
 * @self: a dialog with choices
 *
 * Returns: which choice is chosen
 */
guint
ua_name_dialog_get_chosen (UaNameDialog *self)
{
  g_return_val_if_fail (UA_IS_NAME_DIALOG (self), 0);

  return adw_combo_row_get_selected (self->choice_row);
}

/**
 * ua_name_dialog_finish:
 * @self: a dialog whose name was accepted
 * @error: (nullable): why it was not done; %NULL when it was
 * @taken: (nullable): what to say when the name is taken
 *
 * Closes the dialog, or says in it what went wrong.
 */
void
ua_name_dialog_finish (UaNameDialog *self,
                       const GError *error,
                       const char   *taken)
{
  g_return_if_fail (UA_IS_NAME_DIALOG (self));

  self->busy = FALSE;
  if (error == NULL)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  update_action (self);
  if (taken != NULL && g_error_matches (error, UA_ERROR, UA_ERROR_CONFLICT))
    ua_error_box_set_text (self->error_box, ua_errors_get_title (error, UA_ERROR_CONTEXT_SAVE),
                           taken, NULL);
  else
    ua_error_box_set_error (self->error_box, error, UA_ERROR_CONTEXT_SAVE);
}
