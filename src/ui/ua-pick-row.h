/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define UA_TYPE_PICK_ROW (ua_pick_row_get_type ())
G_DECLARE_FINAL_TYPE (UaPickRow, ua_pick_row, UA, PICK_ROW, AdwActionRow)

const char *ua_pick_row_get_id      (UaPickRow  *self);
void        ua_pick_row_set_id      (UaPickRow  *self,
                                     const char *id);
void        ua_pick_row_set_choices (UaPickRow  *self,
                                     GPtrArray  *choices);

G_END_DECLS
