/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-place-page.h"

G_BEGIN_DECLS

#define UA_TYPE_GROUPS_PAGE (ua_groups_page_get_type ())
G_DECLARE_FINAL_TYPE (UaGroupsPage, ua_groups_page, UA, GROUPS_PAGE, GtkWidget)

GtkWidget *ua_groups_page_new (void);

G_END_DECLS
