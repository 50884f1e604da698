/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ua-session.h"

G_BEGIN_DECLS

#define UA_TYPE_MEMBER_DETAILS (ua_member_details_get_type ())
G_DECLARE_FINAL_TYPE (UaMemberDetails, ua_member_details, UA, MEMBER_DETAILS, GtkWidget)

GtkWidget *ua_member_details_new        (void);

UaMember  *ua_member_details_get_member (UaMemberDetails *self);
void       ua_member_details_set_member (UaMemberDetails *self,
                                         UaSession       *session,
                                         UaMember        *member);
void       ua_member_details_set_beside (UaMemberDetails *self,
                                         gboolean         beside,
                                         gboolean         at_start);
void       ua_member_details_focus      (UaMemberDetails *self);
GMenu     *ua_member_details_get_menu   (UaMemberDetails *self);

G_END_DECLS
