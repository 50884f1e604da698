/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ua-field.h"

G_BEGIN_DECLS

#define UA_TYPE_COLUMN_SORTER (ua_column_sorter_get_type ())
G_DECLARE_FINAL_TYPE (UaColumnSorter, ua_column_sorter, UA, COLUMN_SORTER, GtkSorter)

GtkSorter *ua_column_sorter_new   (UaField    field);

gboolean   ua_column_sorter_probe (GtkSorter *view_sorter,
                                   UaField   *field,
                                   gboolean  *descending);

G_END_DECLS
