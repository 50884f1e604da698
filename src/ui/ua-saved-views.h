/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-saved-view.h"
#include "ua-session.h"

G_BEGIN_DECLS

#define UA_TYPE_SAVED_VIEWS (ua_saved_views_get_type ())
G_DECLARE_FINAL_TYPE (UaSavedViews, ua_saved_views, UA, SAVED_VIEWS, GObject)

UaSavedViews *ua_saved_views_new       (UaSession    *session);

GListModel   *ua_saved_views_get_model (UaSavedViews *self);
void          ua_saved_views_add       (UaSavedViews *self,
                                        UaSavedView  *view);
void          ua_saved_views_rename    (UaSavedViews *self,
                                        UaSavedView  *view,
                                        const char   *name);
void          ua_saved_views_remove    (UaSavedViews *self,
                                        UaSavedView  *view);

G_END_DECLS
