/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-place-page.h"

G_BEGIN_DECLS

#define UA_TYPE_ROLE_PROFILES_PAGE (ua_role_profiles_page_get_type ())
G_DECLARE_FINAL_TYPE (UaRoleProfilesPage, ua_role_profiles_page, UA, ROLE_PROFILES_PAGE, GtkWidget)

GtkWidget *ua_role_profiles_page_new (void);

G_END_DECLS
