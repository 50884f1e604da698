/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define UA_TYPE_FIELD_ROW (ua_field_row_get_type ())
G_DECLARE_FINAL_TYPE (UaFieldRow, ua_field_row, UA, FIELD_ROW, AdwEntryRow)

G_END_DECLS
