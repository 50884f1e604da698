/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ua-member-columns.h"

G_BEGIN_DECLS

#define UA_TYPE_MEMBER_AREA (ua_member_area_get_type ())
G_DECLARE_FINAL_TYPE (UaMemberArea, ua_member_area, UA, MEMBER_AREA, GtkWidget)

GtkColumnView *ua_member_area_get_headers (UaMemberArea    *self);
GtkGridView   *ua_member_area_get_rows    (UaMemberArea    *self);
void           ua_member_area_set_columns (UaMemberArea    *self,
                                           UaMemberColumns *columns);

G_END_DECLS
