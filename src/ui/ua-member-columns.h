/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ua-capabilities.h"
#include "ua-field.h"

G_BEGIN_DECLS

/* How wide the place for the menu of a row is, in logical pixels. */
#define UA_MENU_WIDTH 46

#define UA_TYPE_MEMBER_COLUMNS (ua_member_columns_get_type ())
G_DECLARE_FINAL_TYPE (UaMemberColumns, ua_member_columns, UA, MEMBER_COLUMNS, GObject)

UaMemberColumns *ua_member_columns_new              (GtkColumnView   *view,
                                                     GSettings       *settings);

GMenuModel      *ua_member_columns_get_menu         (UaMemberColumns *self);
GActionGroup    *ua_member_columns_get_actions      (UaMemberColumns *self);
void             ua_member_columns_set_capabilities (UaMemberColumns *self,
                                                     UaCapabilities  *capabilities);
void             ua_member_columns_sort_by          (UaMemberColumns *self,
                                                     UaField          field,
                                                     gboolean         descending);
void             ua_member_columns_reset            (UaMemberColumns *self);
GVariant        *ua_member_columns_dup_value        (UaMemberColumns *self);
void             ua_member_columns_set_value        (UaMemberColumns *self,
                                                     GVariant        *value);
void             ua_member_columns_save             (UaMemberColumns *self);

void             ua_member_columns_set_room         (UaMemberColumns *self,
                                                     int              room);
void             ua_member_columns_set_offset       (UaMemberColumns *self,
                                                     int              offset);
int              ua_member_columns_get_offset       (UaMemberColumns *self);
guint            ua_member_columns_get_n_shown      (UaMemberColumns *self);
UaField          ua_member_columns_get_field        (UaMemberColumns *self,
                                                     guint            n);
int              ua_member_columns_get_widths       (UaMemberColumns *self,
                                                     int             *widths);

G_END_DECLS
