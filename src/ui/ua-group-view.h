/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ua-facet-counter.h"
#include "ua-group.h"
#include "ua-session.h"

G_BEGIN_DECLS

#define UA_TYPE_GROUP_VIEW (ua_group_view_get_type ())
G_DECLARE_FINAL_TYPE (UaGroupView, ua_group_view, UA, GROUP_VIEW, GtkWidget)

GtkWidget *ua_group_view_new        (void);

UaGroup   *ua_group_view_get_group  (UaGroupView *self);
void       ua_group_view_set_group  (UaGroupView *self,
                                     UaSession   *session,
                                     UaGroup     *group);
void       ua_group_view_set_beside (UaGroupView *self,
                                     gboolean     beside);
void       ua_group_view_focus      (UaGroupView *self);

G_END_DECLS
