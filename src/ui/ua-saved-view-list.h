/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-members-view.h"
#include "ua-saved-views.h"

G_BEGIN_DECLS

#define UA_TYPE_SAVED_VIEW_LIST (ua_saved_view_list_get_type ())
G_DECLARE_FINAL_TYPE (UaSavedViewList, ua_saved_view_list, UA, SAVED_VIEW_LIST, GtkWidget)

GtkWidget *ua_saved_view_list_new         (void);

void       ua_saved_view_list_set_members (UaSavedViewList *self,
                                           UaMembersView   *members);
void       ua_saved_view_list_set_session (UaSavedViewList *self,
                                           UaSession       *session);
void       ua_saved_view_list_save        (UaSavedViewList *self);

G_END_DECLS
