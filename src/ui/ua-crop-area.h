/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define UA_TYPE_CROP_AREA (ua_crop_area_get_type ())
G_DECLARE_FINAL_TYPE (UaCropArea, ua_crop_area, UA, CROP_AREA, GtkWidget)

void   ua_crop_area_set_picture (UaCropArea *self,
                                 GdkPixbuf  *pixbuf);
int    ua_crop_area_get_square  (UaCropArea *self,
                                 int        *x,
                                 int        *y);

G_END_DECLS
