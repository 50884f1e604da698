/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ua-saved-view-list.h"
#include "ua-session.h"

G_BEGIN_DECLS

#define UA_TYPE_PLACE_SIDEBAR (ua_place_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (UaPlaceSidebar, ua_place_sidebar, UA, PLACE_SIDEBAR, GtkWidget)

GtkWidget  *ua_place_sidebar_new            (void);

UaSession  *ua_place_sidebar_get_session    (UaPlaceSidebar *self);
void        ua_place_sidebar_set_session    (UaPlaceSidebar *self,
                                             UaSession      *session);
const char *ua_place_sidebar_get_place      (UaPlaceSidebar *self);
void        ua_place_sidebar_set_place      (UaPlaceSidebar *self,
                                             const char     *place);
void        ua_place_sidebar_set_count      (UaPlaceSidebar *self,
                                             const char     *place,
                                             int             count);
void        ua_place_sidebar_set_menu_model (UaPlaceSidebar *self,
                                             GMenuModel     *menu);
void        ua_place_sidebar_focus          (UaPlaceSidebar *self);
UaSavedViewList *ua_place_sidebar_get_saved_views (UaPlaceSidebar *self);

G_END_DECLS
