/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-group.h"
#include "ua-newcomer-page.h"

G_BEGIN_DECLS

#define UA_TYPE_INVITE_PAGE (ua_invite_page_get_type ())
G_DECLARE_FINAL_TYPE (UaInvitePage, ua_invite_page, UA, INVITE_PAGE, UaNewcomerPage)

GtkWidget *ua_invite_page_new    (UaSession    *session,
                                  UaGroup      *group);
void       ua_invite_page_invite (UaInvitePage *self,
                                  const char   *text);

G_END_DECLS
