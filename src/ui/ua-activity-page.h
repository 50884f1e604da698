/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-entry-page.h"

G_BEGIN_DECLS

#define UA_TYPE_ACTIVITY_PAGE (ua_activity_page_get_type ())
G_DECLARE_FINAL_TYPE (UaActivityPage, ua_activity_page, UA, ACTIVITY_PAGE, UaEntryPage)

GtkWidget *ua_activity_page_new (void);

G_END_DECLS
