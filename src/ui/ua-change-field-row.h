/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ua-change.h"

G_BEGIN_DECLS

#define UA_TYPE_CHANGE_FIELD_ROW (ua_change_field_row_get_type ())
G_DECLARE_FINAL_TYPE (UaChangeFieldRow, ua_change_field_row, UA, CHANGE_FIELD_ROW,
                      AdwPreferencesRow)

GtkWidget *ua_change_field_row_new           (const UaPatchEntry *entry,
                                              gboolean            choose);

UaField    ua_change_field_row_get_field     (UaChangeFieldRow   *self);
gboolean   ua_change_field_row_get_keep_mine (UaChangeFieldRow   *self);

G_END_DECLS
