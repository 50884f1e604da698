/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-entry-page.h"

G_BEGIN_DECLS

#define UA_TYPE_PROVISIONING_PAGE (ua_provisioning_page_get_type ())
G_DECLARE_FINAL_TYPE (UaProvisioningPage, ua_provisioning_page, UA, PROVISIONING_PAGE, UaEntryPage)

GtkWidget *ua_provisioning_page_new (void);

G_END_DECLS
