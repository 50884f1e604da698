/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ua-session.h"

G_BEGIN_DECLS

#define UA_TYPE_MEMBER_PAGE (ua_member_page_get_type ())
G_DECLARE_FINAL_TYPE (UaMemberPage, ua_member_page, UA, MEMBER_PAGE, GtkWidget)

GtkWidget *ua_member_page_new         (void);

UaSession *ua_member_page_get_session (UaMemberPage *self);
void       ua_member_page_set_session (UaMemberPage *self,
                                       UaSession    *session);
UaMember  *ua_member_page_get_member  (UaMemberPage *self);
void       ua_member_page_set_member  (UaMemberPage *self,
                                       UaMember     *member);

G_END_DECLS
