/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ua-connections.h"

G_BEGIN_DECLS

#define UA_TYPE_WELCOME_PAGE (ua_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (UaWelcomePage, ua_welcome_page, UA, WELCOME_PAGE, GtkWidget)

GtkWidget     *ua_welcome_page_new             (UaConnections *connections);

UaConnections *ua_welcome_page_get_connections (UaWelcomePage *self);
void           ua_welcome_page_set_connections (UaWelcomePage *self,
                                                UaConnections *connections);

G_END_DECLS
