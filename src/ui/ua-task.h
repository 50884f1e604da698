/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-member-record.h"
#include "ua-session.h"
#include "ua-task-parameter.h"

G_BEGIN_DECLS

/**
 * UaTask:
 *
 * What an administrator does beyond editing: the rows of the table in ua-task-infos.c.  Those
 * before %UA_N_MEMBER_TASKS are done to members, in the order of the menus; the others to
 * invitations and messages.
 */
typedef enum
{
  UA_TASK_UNLOCK,
  UA_TASK_SEND_PASSWORD_LINK,
  UA_TASK_SEND_ACTIVATION,
  UA_TASK_SEND_NOTIFICATION,
  UA_TASK_REQUEST_SIGN_OFF,
  UA_TASK_REMIND_SIGN_OFF,
  UA_TASK_ASSIGN_ROLE_PROFILE,
  UA_TASK_REMOVE_ROLE_PROFILE,
  UA_TASK_ASSIGN_AMBITION_ROLE,
  UA_TASK_REMOVE_AMBITION_ROLE,
  UA_TASK_ADD_TO_GROUP,
  UA_TASK_SET_GROUP_ROLE,
  UA_TASK_REMOVE_FROM_GROUP,
  UA_TASK_ADD_LABEL,
  UA_TASK_REMOVE_LABEL,
  UA_TASK_SET_ACCESS_LEVEL,
  UA_TASK_ASSIGN_SECURITY_PROFILE,
  UA_TASK_REMOVE_SECURITY_PROFILE,
  UA_TASK_SET_PASSWORD,
  UA_TASK_REACTIVATE,
  UA_TASK_DEACTIVATE,
  UA_TASK_ERASE,
  UA_N_MEMBER_TASKS,

  UA_TASK_RESEND_INVITATION = UA_N_MEMBER_TASKS,
  UA_TASK_CANCEL_INVITATION,
  UA_TASK_RESEND_MESSAGE,
  UA_N_TASKS,
} UaTask;

/**
 * UaTaskKind:
 * @UA_TASK_KIND_MAIL: mail goes out
 * @UA_TASK_KIND_ASSIGN: something is given or taken away
 * @UA_TASK_KIND_LIFE: the member comes, goes or gets in
 *
 * What belongs together in a menu.
 */
typedef enum
{
  UA_TASK_KIND_MAIL,
  UA_TASK_KIND_ASSIGN,
  UA_TASK_KIND_LIFE,
  UA_N_TASK_KINDS,
} UaTaskKind;

UaTaskKind  ua_task_get_kind        (UaTask                task);
gboolean    ua_task_is_offered      (UaTask                task,
                                     UaSession            *session);
UaTaskParameterKind ua_task_get_parameter (UaTask          task,
                                           const char    **key);
const char *ua_task_get_action      (UaTask                task);
gboolean    ua_task_from_action     (const char           *action,
                                     UaTask               *task);
const char *ua_task_get_label       (UaTask                task);
const char *ua_task_get_explanation (UaTask                task);
char       *ua_task_format_heading  (UaTask                task,
                                     guint                 n,
                                     const char           *name);
char       *ua_task_format_verb     (UaTask                task,
                                     guint                 n);
char       *ua_task_format_done     (UaTask                task,
                                     guint                 n,
                                     const char           *name);

gboolean    ua_task_is_destructive  (UaTask                task);
gboolean    ua_task_sends_mail      (UaTask                task);
gboolean    ua_task_asks            (UaTask                task,
                                     guint                 n);
gboolean    ua_task_get_opposite    (UaTask                task,
                                     UaTask               *opposite);

gboolean    ua_task_applies         (UaTask                task,
                                     const UaMemberRecord *record);
const char *ua_task_find_obstacle   (UaTask                task,
                                     UaSession            *session,
                                     const UaMemberRecord *record);

G_END_DECLS
