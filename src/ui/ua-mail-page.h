/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-entry-page.h"

G_BEGIN_DECLS

#define UA_TYPE_MAIL_PAGE (ua_mail_page_get_type ())
G_DECLARE_FINAL_TYPE (UaMailPage, ua_mail_page, UA, MAIL_PAGE, UaEntryPage)

GtkWidget *ua_mail_page_new (void);

G_END_DECLS
