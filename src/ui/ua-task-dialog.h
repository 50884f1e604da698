/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dialog.h"
#include "ua-session.h"
#include "ua-task.h"

G_BEGIN_DECLS

#define UA_TYPE_TASK_DIALOG (ua_task_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UaTaskDialog, ua_task_dialog, UA, TASK_DIALOG, UaDialog)

UaTaskDialog *ua_task_dialog_new      (UaSession          *session,
                                       UaTask              task,
                                       const char * const *ids,
                                       const char * const *names);
char         *ua_task_dialog_dup_name (UaTaskDialog       *self);

G_END_DECLS
