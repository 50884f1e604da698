/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define UA_TYPE_PROBLEM_ROW (ua_problem_row_get_type ())
G_DECLARE_FINAL_TYPE (UaProblemRow, ua_problem_row, UA, PROBLEM_ROW, AdwPreferencesRow)

void        ua_problem_row_show     (UaProblemRow *self,
                                     const char   *text,
                                     const char   *help);
const char *ua_problem_row_get_text (UaProblemRow *self);

G_END_DECLS
