/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-task.h"

#include <glib/gi18n.h>

/* Singular and plural of a text that is translated where it is used; po/meson.build knows it. */
#define NP_(one, many) { one, many }

/* In which states of a member something makes sense. */
#define STATUS(status) (1u << UA_STATUS_##status)
#define HAS_ACCESS (STATUS (ACTIVE) | STATUS (LOCKED))

/* Each text of a heading, a verb and what is said afterwards comes for one member, whose name it
 * takes, and for many, whose number it takes. */
typedef struct
{
  const char *action;      /* (unowned) */
  const char *label;       /* (unowned), of the menu entry */
  const char *heading_one; /* (unowned), the next all to be translated */
  const char *heading[2];  /* (unowned), singular and plural */
  const char *verb[2];     /* (unowned) */
  const char *done_one;    /* (unowned) */
  const char *done[2];     /* (unowned) */
  const char *explanation; /* (unowned) */
  guint statuses;
  gboolean sends_mail;
  gboolean is_destructive;
  int opposite;            /* a UaTask, or -1 */
} Info;

static const Info infos[UA_N_TASKS] = {
  [UA_TASK_UNLOCK] = {
    .action = UA_ACTION_UNLOCK,
    .label = N_("_Unlock"),
    .heading_one = N_("Unlock %s?"),
    .heading = NP_ ("Unlock %u Member?", "Unlock %u Members?"),
    .verb = NP_ ("_Unlock", "_Unlock %u Members"),
    .done_one = N_("%s can sign in again"),
    .done = NP_ ("%u member unlocked", "%u members unlocked"),
    .explanation = N_("After five wrong passwords a member is locked out for 30 minutes. Unlocking "
                      "lets them try again at once."),
    .statuses = STATUS (LOCKED),
    .opposite = -1,
  },
  [UA_TASK_SEND_PASSWORD_LINK] = {
    .action = UA_ACTION_SEND_PASSWORD_LINK,
    .label = N_("Send _Password Link…"),
    .heading_one = N_("Send %s a Password Link?"),
    .heading = NP_ ("Send %u Password Link?", "Send %u Password Links?"),
    .verb = NP_ ("_Send Link", "_Send %u Links"),
    .done_one = N_("Password link sent to %s"),
    .done = NP_ ("%u password link sent", "%u password links sent"),
    .explanation = N_("An email with a link to choose a new password goes out at once. The account "
                      "is enabled once the password is chosen."),
    .statuses = HAS_ACCESS | STATUS (DEACTIVATED),
    .sends_mail = TRUE,
    .opposite = -1,
  },
  [UA_TASK_SEND_ACTIVATION] = {
    .action = UA_ACTION_SEND_ACTIVATION,
    .label = N_("Send _Activation…"),
    .heading_one = N_("Send %s an Activation?"),
    .heading = NP_ ("Send %u Activation?", "Send %u Activations?"),
    .verb = NP_ ("_Send Activation", "_Send %u Activations"),
    .done_one = N_("Activation sent to %s"),
    .done = NP_ ("%u activation sent", "%u activations sent"),
    .explanation = N_("An email with a link to choose the first password goes out at once. The "
                      "account is enabled once the password is chosen."),
    .statuses = HAS_ACCESS | STATUS (DEACTIVATED),
    .sends_mail = TRUE,
    .opposite = -1,
  },
  [UA_TASK_SEND_NOTIFICATION] = {
    .action = UA_ACTION_SEND_NOTIFICATION,
    .label = N_("Send _Notification…"),
    .heading_one = N_("Notify %s?"),
    .heading = NP_ ("Send %u Notification?", "Send %u Notifications?"),
    .verb = NP_ ("_Send Notification", "_Send %u Notifications"),
    .done_one = N_("Notification sent to %s"),
    .done = NP_ ("%u notification sent", "%u notifications sent"),
    .explanation = N_("An email that tells of the account goes out at once. It never holds the "
                      "password."),
    .statuses = HAS_ACCESS,
    .sends_mail = TRUE,
    .opposite = -1,
  },
  [UA_TASK_REQUEST_SIGN_OFF] = {
    .action = UA_ACTION_REQUEST_SIGN_OFF,
    .label = N_("_Request Job Sign-off…"),
    .heading_one = N_("Ask %s to Sign Off Their Job?"),
    .heading = NP_ ("Request %u Sign-off?", "Request %u Sign-offs?"),
    .verb = NP_ ("_Request Sign-off", "_Request %u Sign-offs"),
    .done_one = N_("%s was asked to sign off their job"),
    .done = NP_ ("%u sign-off requested", "%u sign-offs requested"),
    .explanation = N_("An email that asks to sign off the job goes out at once. The sign-off is "
                      "pending until the member has signed."),
    .statuses = HAS_ACCESS,
    .sends_mail = TRUE,
    .opposite = -1,
  },
  [UA_TASK_REMIND_SIGN_OFF] = {
    .action = UA_ACTION_REMIND_SIGN_OFF,
    .label = N_("Re_mind of Job Sign-off…"),
    .heading_one = N_("Remind %s of Their Sign-off?"),
    .heading = NP_ ("Send %u Reminder?", "Send %u Reminders?"),
    .verb = NP_ ("_Send Reminder", "_Send %u Reminders"),
    .done_one = N_("%s was reminded"),
    .done = NP_ ("%u reminder sent", "%u reminders sent"),
    .explanation = N_("An email that reminds of the pending sign-off goes out at once."),
    .statuses = HAS_ACCESS,
    .sends_mail = TRUE,
    .opposite = -1,
  },
  [UA_TASK_REACTIVATE] = {
    .action = UA_ACTION_REACTIVATE,
    .label = N_("_Reactivate"),
    .heading_one = N_("Reactivate %s?"),
    .heading = NP_ ("Reactivate %u Member?", "Reactivate %u Members?"),
    .verb = NP_ ("_Reactivate", "_Reactivate %u Members"),
    .done_one = N_("%s is active again"),
    .done = NP_ ("%u member reactivated", "%u members reactivated"),
    .explanation = N_("Access, data and permissions come back exactly as they were, and a seat is "
                      "taken again."),
    .statuses = STATUS (DEACTIVATED),
    .opposite = UA_TASK_DEACTIVATE,
  },
  [UA_TASK_DEACTIVATE] = {
    .action = UA_ACTION_DEACTIVATE,
    .label = N_("_Deactivate…"),
    .heading_one = N_("Deactivate %s?"),
    .heading = NP_ ("Deactivate %u Member?", "Deactivate %u Members?"),
    .verb = NP_ ("_Deactivate", "_Deactivate %u Members"),
    .done_one = N_("%s was deactivated"),
    .done = NP_ ("%u member deactivated", "%u members deactivated"),
    .explanation = N_("They can no longer sign in, and what they have open ends at once. Profile "
                      "and history are kept, the seat becomes free, and reports leave them out. "
                      "Reactivating brings everything back."),
    .statuses = HAS_ACCESS,
    .opposite = UA_TASK_REACTIVATE,
  },
  [UA_TASK_ERASE] = {
    .action = UA_ACTION_ERASE,
    .label = N_("_Erase…"),
    .heading_one = N_("Erase %s?"),
    .heading = NP_ ("Erase %u Member?", "Erase %u Members?"),
    .verb = NP_ ("_Erase", "_Erase %u Members"),
    .done_one = N_("%s was erased"),
    .done = NP_ ("%u member erased", "%u members erased"),
    .explanation = N_("All personal data goes for good, and so does feedback given by name. "
                      "Anonymous answers stay, in what is counted over many; what they wrote about "
                      "others shows an unknown user. This cannot be undone."),
    .statuses = HAS_ACCESS | STATUS (DEACTIVATED) | STATUS (INVITED) | STATUS (UNKNOWN),
    .is_destructive = TRUE,
    .opposite = -1,
  },
  [UA_TASK_RESEND_INVITATION] = {
    .action = UA_ACTION_RESEND_INVITATION,
    .label = N_("_Send Again…"),
    .heading_one = N_("Invite %s Again?"),
    .heading = NP_ ("Send %u Invitation Again?", "Send %u Invitations Again?"),
    .verb = NP_ ("_Send Again", "_Send %u Again"),
    .done_one = N_("Invitation sent to %s"),
    .done = NP_ ("%u invitation sent again", "%u invitations sent again"),
    .explanation = N_("A new email with a new link goes out at once; the link before no longer "
                      "works. The invitation is good for as long as a new one."),
    .sends_mail = TRUE,
    .opposite = -1,
  },
  [UA_TASK_CANCEL_INVITATION] = {
    .action = UA_ACTION_CANCEL_INVITATION,
    .label = N_("_Cancel Invitation…"),
    .heading_one = N_("Cancel the Invitation of %s?"),
    .heading = NP_ ("Cancel %u Invitation?", "Cancel %u Invitations?"),
    .verb = NP_ ("_Cancel Invitation", "_Cancel %u Invitations"),
    .done_one = N_("The invitation of %s was cancelled"),
    .done = NP_ ("%u invitation cancelled", "%u invitations cancelled"),
    .explanation = N_("The link no longer works, and the invited member, who never had access, is "
                      "erased. This cannot be undone, but everybody can be invited anew."),
    .opposite = -1,
  },
  [UA_TASK_RESEND_MESSAGE] = {
    .action = UA_ACTION_RESEND_MESSAGE,
    .label = N_("_Send Again…"),
    .heading_one = N_("Send the Email to %s Again?"),
    .heading = NP_ ("Send %u Email Again?", "Send %u Emails Again?"),
    .verb = NP_ ("_Send Again", "_Send %u Again"),
    .done_one = N_("Email sent to %s again"),
    .done = NP_ ("%u email sent again", "%u emails sent again"),
    .explanation = N_("It goes out again at once, to the present address, with a new link or "
                      "password where it has one."),
    .sends_mail = TRUE,
    .opposite = -1,
  },
};

/**
 * ua_task_get_action:
 * @task: a task
 *
 * Returns: (transfer none): the word of the extension for it, for ua_session_act_async()
 */
const char *
ua_task_get_action (UaTask task)
{
  g_return_val_if_fail (task < UA_N_TASKS, NULL);

  return infos[task].action;
}

/**
 * ua_task_from_action:
 * @action: a word of the extension
 * @task: (out): the task with that word
 *
 * Returns: whether there is one
 */
gboolean
ua_task_from_action (const char *action,
                     UaTask     *task)
{
  g_return_val_if_fail (action != NULL, FALSE);

  for (guint i = 0; i < UA_N_TASKS; i++)
    if (g_str_equal (infos[i].action, action))
      {
        *task = (UaTask) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * ua_task_get_label:
 * @task: a task
 *
 * Returns: (transfer none): the label of a menu entry, with a mnemonic
 */
const char *
ua_task_get_label (UaTask task)
{
  g_return_val_if_fail (task < UA_N_TASKS, NULL);

  return _(infos[task].label);
}

/**
 * ua_task_get_explanation:
 * @task: a task
 *
 * Returns: (transfer none): what it means for those to whom it is done
 */
const char *
ua_task_get_explanation (UaTask task)
{
  g_return_val_if_fail (task < UA_N_TASKS, NULL);

  return _(infos[task].explanation);
}

/* The formats come from the table above alone. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

/* From @one for @name, else from @many for @n. */
static char *
format (const char         *one,
        const char * const *many,
        guint               n,
        const char         *name)
{
  if (name != NULL)
    return g_strdup_printf (_(one), name);
  return g_strdup_printf (ngettext (many[0], many[1], n), n);
}

/**
 * ua_task_format_heading:
 * @task: a task
 * @n: for how many members
 * @name: (nullable): how the one is called; %NULL for the number
 *
 * Returns: (transfer full): the question whether to do it
 */
char *
ua_task_format_heading (UaTask      task,
                        guint       n,
                        const char *name)
{
  g_return_val_if_fail (task < UA_N_TASKS, NULL);

  return format (infos[task].heading_one, infos[task].heading, n, name);
}

/**
 * ua_task_format_verb:
 * @task: a task
 * @n: for how many members
 *
 * Returns: (transfer full): the label of the button that does it, with a mnemonic
 */
char *
ua_task_format_verb (UaTask task,
                     guint  n)
{
  g_return_val_if_fail (task < UA_N_TASKS, NULL);

  return format (NULL, infos[task].verb, n, NULL);
}

/**
 * ua_task_format_done:
 * @task: a task
 * @n: to how many members it was done
 * @name: (nullable): how the one is called; %NULL for the number
 *
 * Returns: (transfer full): what is said when it is done
 */
char *
ua_task_format_done (UaTask      task,
                     guint       n,
                     const char *name)
{
  g_return_val_if_fail (task < UA_N_TASKS, NULL);

  return format (infos[task].done_one, infos[task].done, n, name);
}

#pragma GCC diagnostic pop

/**
 * ua_task_is_destructive:
 * @task: a task
 *
 * Returns: whether it cannot be undone, so that a name has to be typed first
 */
gboolean
ua_task_is_destructive (UaTask task)
{
  g_return_val_if_fail (task < UA_N_TASKS, FALSE);

  return infos[task].is_destructive;
}

/**
 * ua_task_sends_mail:
 * @task: a task
 *
 * Returns: whether mail goes out
 */
gboolean
ua_task_sends_mail (UaTask task)
{
  g_return_val_if_fail (task < UA_N_TASKS, FALSE);

  return infos[task].sends_mail;
}

/**
 * ua_task_asks:
 * @task: a task
 * @n: for how many members
 *
 * Returns: whether what would happen is shown before: for all but what is done to one member and
 *   can be undone at once (UA-08)
 */
gboolean
ua_task_asks (UaTask task,
              guint  n)
{
  return n != 1 || (task != UA_TASK_REACTIVATE && task != UA_TASK_UNLOCK);
}

/**
 * ua_task_get_opposite:
 * @task: a task
 * @opposite: (out): what undoes it
 *
 * Returns: whether something does
 */
gboolean
ua_task_get_opposite (UaTask  task,
                      UaTask *opposite)
{
  g_return_val_if_fail (task < UA_N_TASKS, FALSE);

  if (infos[task].opposite < 0)
    return FALSE;
  *opposite = (UaTask) infos[task].opposite;
  return TRUE;
}

static gboolean
has_password (const UaMemberRecord *record)
{
  return g_strcmp0 (ua_member_record_get (record, UA_FIELD_HAS_PASSWORD), "true") == 0;
}

/**
 * ua_task_applies:
 * @task: a task
 * @record: a member
 *
 * Returns: whether it makes sense for a member in this state, and is offered (WS-03)
 */
gboolean
ua_task_applies (UaTask                task,
                 const UaMemberRecord *record)
{
  const char *sign_off;

  g_return_val_if_fail (task < UA_N_TASKS, FALSE);
  g_return_val_if_fail (record != NULL, FALSE);

  if ((infos[task].statuses & (1u << ua_member_record_get_status (record))) == 0)
    return FALSE;
  sign_off = ua_member_record_get (record, UA_FIELD_SIGN_OFF);
  switch (task)
    {
    case UA_TASK_SEND_ACTIVATION:
      return !has_password (record);
    case UA_TASK_SEND_PASSWORD_LINK:
    case UA_TASK_SEND_NOTIFICATION:
      return has_password (record);
    case UA_TASK_REMIND_SIGN_OFF:
      return g_strcmp0 (sign_off, "pending") == 0;
    case UA_TASK_REQUEST_SIGN_OFF:
      return sign_off == NULL || g_str_equal (sign_off, "none");
    case UA_TASK_UNLOCK:
    case UA_TASK_REACTIVATE:
    case UA_TASK_DEACTIVATE:
    case UA_TASK_ERASE:
    case UA_TASK_RESEND_INVITATION:
    case UA_TASK_CANCEL_INVITATION:
    case UA_TASK_RESEND_MESSAGE:
    case UA_N_TASKS:
    default:
      return TRUE;
    }
}

/* Why it makes no sense for a member in this state. */
static const char *
explain_state (UaTask                task,
               const UaMemberRecord *record)
{
  switch (ua_member_record_get_status (record))
    {
    case UA_STATUS_INVITED:
      return _("Only invited so far, without access.");
    case UA_STATUS_DEACTIVATED:
      return _("Deactivated, without access.");
    case UA_STATUS_ACTIVE:
    case UA_STATUS_LOCKED:
      switch (task)
        {
        case UA_TASK_SEND_ACTIVATION:
          return _("Has a password already.");
        case UA_TASK_SEND_PASSWORD_LINK:
        case UA_TASK_SEND_NOTIFICATION:
          return _("Has no password yet: send an activation instead.");
        case UA_TASK_REQUEST_SIGN_OFF:
          return _("Was asked before.");
        case UA_TASK_REMIND_SIGN_OFF:
          return _("No sign-off is pending.");
        case UA_TASK_UNLOCK:
          return _("Is not locked.");
        case UA_TASK_REACTIVATE:
        case UA_TASK_DEACTIVATE:
        case UA_TASK_ERASE:
        case UA_TASK_RESEND_INVITATION:
        case UA_TASK_CANCEL_INVITATION:
        case UA_TASK_RESEND_MESSAGE:
        case UA_N_TASKS:
        default:
          return _("Is active already.");
        }
    case UA_STATUS_UNKNOWN:
    default:
      return _("The server does not tell the status.");
    }
}

/**
 * ua_task_find_obstacle:
 * @task: a task
 * @session: where it would be done
 * @record: a member
 *
 * Returns: (transfer none) (nullable): why it cannot be done to this member, as a sentence; %NULL
 *   when nothing is known against it (WS-05, CC-10)
 */
const char *
ua_task_find_obstacle (UaTask                task,
                       UaSession            *session,
                       const UaMemberRecord *record)
{
  const char *own_id;

  g_return_val_if_fail (task < UA_N_TASKS, NULL);
  g_return_val_if_fail (UA_IS_SESSION (session), NULL);
  g_return_val_if_fail (record != NULL, NULL);

  if (!ua_task_applies (task, record))
    return explain_state (task, record);
  own_id = ua_session_get_own_id (session);
  if (task == UA_TASK_DEACTIVATE && g_strcmp0 (ua_member_record_get_id (record), own_id) == 0)
    return _("You cannot deactivate yourself.");
  if (task == UA_TASK_ERASE && g_strcmp0 (ua_member_record_get_id (record), own_id) == 0)
    return _("You cannot erase yourself.");
  if (task == UA_TASK_REACTIVATE &&
      g_strcmp0 (ua_member_record_get (record, UA_FIELD_HAS_PASSWORD), "false") == 0)
    return _("Without a password there is no access: send an activation first.");
  if (ua_task_sends_mail (task) && ua_member_record_get (record, UA_FIELD_EMAIL) == NULL)
    return _("There is no email address to write to.");
  return NULL;
}
