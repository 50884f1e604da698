/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define UA_TYPE_DATE_ROW (ua_date_row_get_type ())
G_DECLARE_FINAL_TYPE (UaDateRow, ua_date_row, UA, DATE_ROW, AdwActionRow)

const char *ua_date_row_get_date (UaDateRow  *self);
void        ua_date_row_set_date (UaDateRow  *self,
                                  const char *date);

G_END_DECLS
