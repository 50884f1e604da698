/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-newcomer-help.h"

#include "ua-format.h"
#include "ua-task-dialog.h"

/* The way on for an address that is there already (WU-06): what that would do is shown first. */

typedef struct
{
  GObject *keeper;         /* (owned), of user_data */
  UaInvitee *invitee;      /* (owned) */
  UaNewcomerHelped helped;
  gpointer user_data;
} Help;

static void
help_free (gpointer  data,
           GClosure *closure)
{
  Help *help = data;

  g_object_unref (help->keeper);
  g_object_unref (help->invitee);
  g_free (help);
}

static void
done_cb (UaTaskDialog *dialog,
         guint         task,
         UaReport     *report,
         gpointer      user_data)
{
  Help *help = user_data;
  g_autofree char *name = ua_format_text (ua_invitee_get_email (help->invitee));
  g_autofree char *text = ua_task_format_done ((UaTask) task, 1, name);
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  g_autoptr (AdwToast) toast = adw_toast_new (escaped);

  if (ua_report_get_n_done (report) == 0)
    return;
  /* What is below may go away now; the dialog does so by itself. */
  gtk_window_set_transient_for (GTK_WINDOW (dialog), NULL);
  help->helped (help->invitee, toast, help->user_data);
}

/**
 * ua_newcomer_help:
 * @parent: what is open, which is kept until it is decided
 * @session: where the member is
 * @invitee: who is deactivated, or invited already
 * @helped: called when it was done
 * @user_data: for @helped
 *
 * Shows what reactivating the member, or sending the invitation again, would do.
 */
void
ua_newcomer_help (GtkWidget        *parent,
                  UaSession        *session,
                  UaInvitee        *invitee,
                  UaNewcomerHelped  helped,
                  gpointer          user_data)
{
  const char *names[] = { NULL, NULL };
  const char *ids[] = { NULL, NULL };
  UaTask task = UA_TASK_REACTIVATE;
  UaTaskDialog *dialog;
  Help *help;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (UA_IS_SESSION (session));
  g_return_if_fail (UA_IS_INVITEE (invitee));

  if (ua_invitee_get_mark (invitee) == UA_INVITEE_MARK_INVITED)
    {
      task = UA_TASK_RESEND_INVITATION;
      ids[0] = ua_invitee_get_invitation_id (invitee);
      names[0] = ua_invitee_get_email (invitee);
    }
  else
    ids[0] = ua_invitee_get_member_id (invitee);
  g_return_if_fail (ids[0] != NULL);

  help = g_new0 (Help, 1);
  help->keeper = G_OBJECT (g_object_ref (parent));
  help->invitee = g_object_ref (invitee);
  help->helped = helped;
  help->user_data = user_data;
  dialog = ua_task_dialog_new (session, task, ids, names[0] != NULL ? names : NULL);
  g_signal_connect_data (dialog, "done", G_CALLBACK (done_cb), help, help_free, 0);
  ua_dialog_present (UA_DIALOG (dialog), parent);
}
