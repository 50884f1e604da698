/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ua-member-record.h"

G_BEGIN_DECLS

#define UA_TYPE_VALUE_ROW (ua_value_row_get_type ())
G_DECLARE_FINAL_TYPE (UaValueRow, ua_value_row, UA, VALUE_ROW, AdwActionRow)

void ua_value_row_set_record (UaValueRow     *self,
                              UaMemberRecord *record);

G_END_DECLS
