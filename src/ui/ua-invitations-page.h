/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-entry-page.h"

G_BEGIN_DECLS

#define UA_TYPE_INVITATIONS_PAGE (ua_invitations_page_get_type ())
G_DECLARE_FINAL_TYPE (UaInvitationsPage, ua_invitations_page, UA, INVITATIONS_PAGE, UaEntryPage)

GtkWidget *ua_invitations_page_new (void);

G_END_DECLS
