/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-state-row.h"
#include "ua-task.h"

G_BEGIN_DECLS

GtkPopover *ua_entry_menu_new         (GtkWidget          *parent);
void        ua_entry_menu_popup       (GtkPopover         *popover,
                                       GMenuModel         *menu,
                                       GtkWidget          *widget,
                                       const GdkRectangle *rectangle);
void        ua_entry_menu_append_task (GMenu              *menu,
                                       UaTask              task);
GtkWidget  *ua_entry_menu_make_button (UaTask              task);
UaStateRow *ua_entry_menu_find_row    (GtkWidget          *widget);

G_END_DECLS
