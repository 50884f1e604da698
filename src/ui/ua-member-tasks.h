/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ua-session.h"
#include "ua-task.h"

G_BEGIN_DECLS

#define UA_TYPE_MEMBER_TASKS (ua_member_tasks_get_type ())
G_DECLARE_FINAL_TYPE (UaMemberTasks, ua_member_tasks, UA, MEMBER_TASKS, GObject)

UaMemberTasks *ua_member_tasks_new         (GtkWidget          *window);
void           ua_member_tasks_set_session (UaMemberTasks      *self,
                                            UaSession          *session);
void           ua_member_tasks_set_members (UaMemberTasks      *self,
                                            UaMember           *only,
                                            guint               n);
void           ua_member_tasks_add_to_menu (UaMemberTasks      *self,
                                            GMenu              *menu);
void           ua_member_tasks_run         (UaMemberTasks      *self,
                                            UaTask              task,
                                            const char * const *ids);

G_END_DECLS
