/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-task-private.h"

#include <glib/gi18n.h>

/**
 * ua_task_get_kind:
 * @task: a task
 *
 * Returns: with what it belongs together in a menu
 */
UaTaskKind
ua_task_get_kind (UaTask task)
{
  g_return_val_if_fail (task < UA_N_TASKS, UA_TASK_KIND_LIFE);

  return ua_task_infos[task].kind;
}

/**
 * ua_task_is_offered:
 * @task: a task
 * @session: where it would be done
 *
 * Returns: whether the server can do it, and the organisation wants it (CC-09, CC-14)
 */
gboolean
ua_task_is_offered (UaTask     task,
                    UaSession *session)
{
  g_return_val_if_fail (task < UA_N_TASKS, FALSE);
  g_return_val_if_fail (UA_IS_SESSION (session), FALSE);

  return ua_session_can_act (session, ua_task_infos[task].action) &&
         (ua_task_infos[task].setting == NULL ||
          g_strcmp0 (ua_session_get_setting (session, ua_task_infos[task].setting), "true") == 0);
}

/**
 * ua_task_get_parameter:
 * @task: a task
 * @key: (out) (optional): what the parameter is called in the action
 *
 * Returns: what has to be said besides to whom
 */
UaTaskParameterKind
ua_task_get_parameter (UaTask       task,
                       const char **key)
{
  g_return_val_if_fail (task < UA_N_TASKS, UA_TASK_PARAMETER_NONE);

  if (key != NULL)
    *key = ua_task_infos[task].key;
  return ua_task_infos[task].parameter;
}

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

  return ua_task_infos[task].action;
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
    if (g_str_equal (ua_task_infos[i].action, action))
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

  return _(ua_task_infos[task].label);
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

  return _(ua_task_infos[task].explanation);
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

  return format (ua_task_infos[task].heading_one, ua_task_infos[task].heading, n, name);
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

  return format (NULL, ua_task_infos[task].verb, n, NULL);
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

  return format (ua_task_infos[task].done_one, ua_task_infos[task].done, n, name);
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

  return ua_task_infos[task].is_destructive;
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

  return ua_task_infos[task].sends_mail;
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

  if (ua_task_infos[task].opposite < 0)
    return FALSE;
  *opposite = (UaTask) ua_task_infos[task].opposite;
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

  if ((ua_task_infos[task].statuses & (1u << ua_member_record_get_status (record))) == 0)
    return FALSE;
  sign_off = ua_member_record_get (record, UA_FIELD_SIGN_OFF);
  switch ((guint) task)
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
    case UA_TASK_REMOVE_ROLE_PROFILE:
      return ua_member_record_get (record, UA_FIELD_ROLE_PROFILE) != NULL;
    case UA_TASK_REMOVE_AMBITION_ROLE:
      return ua_member_record_get (record, UA_FIELD_AMBITION_ROLE) != NULL;
    case UA_TASK_REMOVE_LABEL:
      return ua_member_record_get_n (record, UA_FIELD_LABELS) > 0;
    case UA_TASK_SET_PASSWORD:
      return ua_member_record_get_status (record) != UA_STATUS_INVITED;
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
      switch ((guint) task)
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
          return _("Is active already.");
        default:
          return _("Has nothing of the kind.");
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
 *   when nothing is known against it (WS-05, WS-10, CC-10)
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

  if (!ua_session_may_act_on (session, record, ua_task_infos[task].action))
    return _("You may not do this to this member.");
  if (!ua_task_applies (task, record))
    return explain_state (task, record);
  own_id = ua_session_get_own_id (session);
  if (task == UA_TASK_DEACTIVATE && g_strcmp0 (ua_member_record_get_id (record), own_id) == 0)
    return _("You cannot deactivate yourself.");
  if (task == UA_TASK_SET_ACCESS_LEVEL &&
      g_strcmp0 (ua_member_record_get_id (record), own_id) == 0)
    return _("You cannot change your own access level.");
  if (task == UA_TASK_ERASE && g_strcmp0 (ua_member_record_get_id (record), own_id) == 0)
    return _("You cannot erase yourself.");
  if (task == UA_TASK_REACTIVATE &&
      g_strcmp0 (ua_member_record_get (record, UA_FIELD_HAS_PASSWORD), "false") == 0)
    return _("Without a password there is no access: send an activation first.");
  if (ua_task_sends_mail (task) && ua_member_record_get (record, UA_FIELD_EMAIL) == NULL)
    return _("There is no email address to write to.");
  return NULL;
}
