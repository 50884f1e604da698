/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ua-member-columns.h"
#include "ua-member-slot.h"

G_BEGIN_DECLS

#define UA_TYPE_MEMBER_ROW (ua_member_row_get_type ())
G_DECLARE_FINAL_TYPE (UaMemberRow, ua_member_row, UA, MEMBER_ROW, GtkWidget)

GtkWidget *ua_member_row_new          (UaMemberColumns *columns);

UaMember  *ua_member_row_get_member   (UaMemberRow     *self);
guint      ua_member_row_get_position (UaMemberRow     *self);
void       ua_member_row_show         (UaMemberRow     *self,
                                       UaMemberSlot    *slot);

G_END_DECLS
