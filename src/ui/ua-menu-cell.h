/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-member-cell.h"

G_BEGIN_DECLS

#define UA_TYPE_MENU_CELL (ua_menu_cell_get_type ())
G_DECLARE_FINAL_TYPE (UaMenuCell, ua_menu_cell, UA, MENU_CELL, UaMemberCell)

GtkWidget *ua_menu_cell_new (void);

G_END_DECLS
