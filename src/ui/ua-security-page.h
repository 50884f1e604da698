/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-entry-page.h"

G_BEGIN_DECLS

#define UA_TYPE_SECURITY_PAGE (ua_security_page_get_type ())
G_DECLARE_FINAL_TYPE (UaSecurityPage, ua_security_page, UA, SECURITY_PAGE, UaEntryPage)

GtkWidget *ua_security_page_new (void);

G_END_DECLS
