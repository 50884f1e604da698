/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-member-cell.h"

G_BEGIN_DECLS

#define UA_TYPE_STATUS_CELL (ua_status_cell_get_type ())
G_DECLARE_FINAL_TYPE (UaStatusCell, ua_status_cell, UA, STATUS_CELL, UaMemberCell)

GtkWidget *ua_status_cell_new (void);

G_END_DECLS
