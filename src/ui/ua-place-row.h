/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ua-places.h"

G_BEGIN_DECLS

#define UA_TYPE_PLACE_ROW (ua_place_row_get_type ())
G_DECLARE_FINAL_TYPE (UaPlaceRow, ua_place_row, UA, PLACE_ROW, GtkListBoxRow)

GtkWidget         *ua_place_row_new       (const UaPlaceInfo *info);

const UaPlaceInfo *ua_place_row_get_info  (UaPlaceRow        *self);
void               ua_place_row_set_count (UaPlaceRow        *self,
                                           int                count);

G_END_DECLS
