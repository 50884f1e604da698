/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-report.h"
#include "ua-session.h"
#include "ua-task.h"

G_BEGIN_DECLS

#define UA_TYPE_TASK_ITEM (ua_task_item_get_type ())
G_DECLARE_FINAL_TYPE (UaTaskItem, ua_task_item, UA, TASK_ITEM, GObject)

UaTaskItem *ua_task_item_new        (UaSession      *session,
                                     UaTask          task,
                                     const char     *id,
                                     const char     *name);
const char *ua_task_item_get_id     (UaTaskItem     *self);
void        ua_task_item_set_result (UaTaskItem     *self,
                                     const UaResult *result,
                                     gboolean        dry_run);
gboolean    ua_task_item_is_done    (UaTaskItem     *self);
gboolean    ua_task_item_is_refused (UaTaskItem     *self);

G_END_DECLS
