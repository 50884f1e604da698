/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ua-facets.h"
#include "ua-session.h"

G_BEGIN_DECLS

#define UA_TYPE_FILTER_SIDEBAR (ua_filter_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (UaFilterSidebar, ua_filter_sidebar, UA, FILTER_SIDEBAR, GtkWidget)

UaFacets *ua_filter_sidebar_get_facets  (UaFilterSidebar *self);
void      ua_filter_sidebar_set_session (UaFilterSidebar *self,
                                         UaSession       *session);
void      ua_filter_sidebar_set_search  (UaFilterSidebar *self,
                                         const char      *search);

G_END_DECLS
