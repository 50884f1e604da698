/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-member-cell.h"

G_BEGIN_DECLS

#define UA_TYPE_NAME_CELL (ua_name_cell_get_type ())
G_DECLARE_FINAL_TYPE (UaNameCell, ua_name_cell, UA, NAME_CELL, UaMemberCell)

GtkWidget *ua_name_cell_new (void);

G_END_DECLS
