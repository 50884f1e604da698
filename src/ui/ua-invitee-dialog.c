/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-invitee-dialog.h"

#include "ua-newcomer-options.h"
#include "ua-problem-row.h"
#include "ua-ui.h"

/**
 * UaInviteeDialog:
 *
 * One of many who are to be invited: name, address, and what is not as for all (LE-04).  What is
 * typed holds at once.
 */
struct _UaInviteeDialog
{
  UaDialog parent_instance;

  GtkEditable *name_row;      /* (unowned), of the template, as are the next */
  GtkEditable *email_row;     /* (unowned) */
  UaProblemRow *problem;      /* (unowned) */
  UaNewcomerOptions *options; /* (unowned) */

  UaInvitee *invitee;         /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (UaInviteeDialog, ua_invitee_dialog, UA_TYPE_DIALOG)

enum
{
  SIGNAL_HELP,
  SIGNAL_REMOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_problem (UaInviteeDialog *self)
{
  ua_problem_row_show (self->problem, ua_invitee_get_problem (self->invitee),
                       ua_invitee_get_help (self->invitee));
}

static void
name_changed_cb (UaInviteeDialog *self)
{
  g_assert (UA_IS_INVITEE_DIALOG (self));

  if (self->invitee != NULL)
    ua_invitee_set_name (self->invitee, gtk_editable_get_text (self->name_row));
}

static void
email_changed_cb (UaInviteeDialog *self)
{
  g_autofree char *email = g_strstrip (g_strdup (gtk_editable_get_text (self->email_row)));

  g_assert (UA_IS_INVITEE_DIALOG (self));

  if (self->invitee != NULL)
    ua_invitee_set_email (self->invitee, email);
}

static void
options_changed_cb (UaInviteeDialog *self)
{
  g_assert (UA_IS_INVITEE_DIALOG (self));

  for (UaNewcomerField field = 0; self->invitee != NULL && field < UA_N_PERSON_FIELDS; field++)
    ua_invitee_set (self->invitee, field, ua_newcomer_options_get (self->options, field));
}

static void
entry_activated_cb (UaInviteeDialog *self)
{
  g_assert (UA_IS_INVITEE_DIALOG (self));

  gtk_window_close (GTK_WINDOW (self));
}

static void
help_wanted_cb (UaInviteeDialog *self)
{
  g_assert (UA_IS_INVITEE_DIALOG (self));

  g_signal_emit (self, signals[SIGNAL_HELP], 0);
}

static void
remove_activated_cb (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_REMOVE], 0);
}

static void
ua_invitee_dialog_dispose (GObject *object)
{
  g_clear_object (&UA_INVITEE_DIALOG (object)->invitee);

  G_OBJECT_CLASS (ua_invitee_dialog_parent_class)->dispose (object);
}

static void
ua_invitee_dialog_class_init (UaInviteeDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ua_invitee_dialog_dispose;
  /**
   * UaInviteeDialog::help:
   *
   * The way on for an address that is there already is taken.
   */
  signals[SIGNAL_HELP] = g_signal_new ("help", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * UaInviteeDialog::remove:
   *
   * This person is not to be invited.
   */
  signals[SIGNAL_REMOVE] = g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (UA_TYPE_NEWCOMER_OPTIONS);
  g_type_ensure (UA_TYPE_PROBLEM_ROW);
  gtk_widget_class_install_action (widget_class, "invitee.remove", NULL, remove_activated_cb);
  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-invitee-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, UaInviteeDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, UaInviteeDialog, email_row);
  gtk_widget_class_bind_template_child (widget_class, UaInviteeDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, UaInviteeDialog, options);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, email_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, options_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, help_wanted_cb);
}

static void
ua_invitee_dialog_init (UaInviteeDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ua_invitee_dialog_new:
 * @session: where to this person is invited
 * @group: (nullable): the group that the invitation is from
 * @invitee: the person
 *
 * Returns: (transfer none): a dialog, to be given to ua_dialog_present()
 */
UaInviteeDialog *
ua_invitee_dialog_new (UaSession *session,
                       UaGroup   *group,
                       UaInvitee *invitee)
{
  UaInviteeDialog *self;
  const char *name;

  g_return_val_if_fail (UA_IS_SESSION (session), NULL);
  g_return_val_if_fail (UA_IS_INVITEE (invitee), NULL);

  self = g_object_new (UA_TYPE_INVITEE_DIALOG, NULL);
  name = ua_invitee_get_name (invitee);
  gtk_editable_set_text (self->name_row, name != NULL ? name : "");
  gtk_editable_set_text (self->email_row, ua_invitee_get_email (invitee));
  ua_newcomer_options_set_up (self->options, session, group, UA_NEWCOMER_USE_PERSON);
  for (UaNewcomerField field = 0; field < UA_N_PERSON_FIELDS; field++)
    ua_newcomer_options_set (self->options, field, ua_invitee_get (invitee, field));
  self->invitee = g_object_ref (invitee);
  g_signal_connect_object (invitee, "notify::note", G_CALLBACK (show_problem), self,
                           G_CONNECT_SWAPPED);
  show_problem (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
  return self;
}

/**
 * ua_invitee_dialog_get_invitee:
 * @self: a dialog
 *
 * Returns: (transfer none): the person
 */
UaInvitee *
ua_invitee_dialog_get_invitee (UaInviteeDialog *self)
{
  g_return_val_if_fail (UA_IS_INVITEE_DIALOG (self), NULL);

  return self->invitee;
}
