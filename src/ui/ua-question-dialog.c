/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-question-dialog.h"

#include "ua-ui.h"

/**
 * UaQuestionDialog:
 *
 * A question with two answers, each named by its verb.  Closing it, and Escape, declines.
 */
struct _UaQuestionDialog
{
  UaDialog parent_instance;

  GtkLabel *heading_label;   /* (unowned) */
  GtkLabel *body_label;      /* (unowned) */
  GtkButton *decline_button; /* (unowned) */
  GtkButton *accept_button;  /* (unowned) */
};

G_DEFINE_FINAL_TYPE (UaQuestionDialog, ua_question_dialog, UA_TYPE_DIALOG)

enum
{
  SIGNAL_ACCEPTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
accept_answer (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  UaQuestionDialog *self = UA_QUESTION_DIALOG (widget);

  /* The answer may well close the window that this one belongs to. */
  g_object_ref (self);
  gtk_window_close (GTK_WINDOW (self));
  gtk_window_set_transient_for (GTK_WINDOW (self), NULL);
  g_signal_emit (self, signals[SIGNAL_ACCEPTED], 0);
  g_object_unref (self);
}

static void
ua_question_dialog_class_init (UaQuestionDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /**
   * UaQuestionDialog::accepted:
   *
   * The person chose to go on; the dialog is closed already.
   */
  signals[SIGNAL_ACCEPTED] = g_signal_new ("accepted",
                                           G_TYPE_FROM_CLASS (klass),
                                           G_SIGNAL_RUN_LAST,
                                           0,
                                           NULL, NULL, NULL,
                                           G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "question.accept", NULL, accept_answer);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/com/example/UserAdmin/ui/ua-question-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, UaQuestionDialog, heading_label);
  gtk_widget_class_bind_template_child (widget_class, UaQuestionDialog, body_label);
  gtk_widget_class_bind_template_child (widget_class, UaQuestionDialog, decline_button);
  gtk_widget_class_bind_template_child (widget_class, UaQuestionDialog, accept_button);
}

static void
ua_question_dialog_init (UaQuestionDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ua_ui_tell_when_cut (GTK_WIDGET (self->heading_label), self->heading_label);
}

/**
 * ua_question_dialog_new:
 * @heading: the question, short
 * @body: what either answer brings
 * @decline_label: the verb of not doing it, with a mnemonic
 * @accept_label: the verb of doing it, with a mnemonic
 * @destructive: whether doing it loses something
 *
 * Returns: (transfer none): a dialog, to be given to ua_dialog_present()
 *
 * The thread of the user interface.
 */
UaQuestionDialog *
ua_question_dialog_new (const char *heading,
                        const char *body,
                        const char *decline_label,
                        const char *accept_label,
                        gboolean    destructive)
{
  UaQuestionDialog *self = g_object_new (UA_TYPE_QUESTION_DIALOG, "title", heading, NULL);

  gtk_label_set_label (self->heading_label, heading);
  gtk_label_set_label (self->body_label, body);
  gtk_button_set_label (self->decline_button, decline_label);
  gtk_button_set_label (self->accept_button, accept_label);
  gtk_widget_add_css_class (GTK_WIDGET (self->accept_button),
                            destructive ? "destructive-action" : "suggested-action");
  gtk_window_set_default_widget (GTK_WINDOW (self),
                                 GTK_WIDGET (destructive ? self->decline_button
                                                         : self->accept_button));
  return self;
}
