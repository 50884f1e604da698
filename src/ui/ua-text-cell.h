/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-field.h"
#include "ua-member-cell.h"

G_BEGIN_DECLS

#define UA_TYPE_TEXT_CELL (ua_text_cell_get_type ())
G_DECLARE_FINAL_TYPE (UaTextCell, ua_text_cell, UA, TEXT_CELL, UaMemberCell)

GtkWidget *ua_text_cell_new (UaField field);

G_END_DECLS
