/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define UA_TYPE_FIELD_PICK_ROW (ua_field_pick_row_get_type ())
G_DECLARE_FINAL_TYPE (UaFieldPickRow, ua_field_pick_row, UA, FIELD_PICK_ROW, AdwActionRow)

G_END_DECLS
