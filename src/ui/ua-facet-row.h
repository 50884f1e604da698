/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define UA_TYPE_FACET_ROW (ua_facet_row_get_type ())
G_DECLARE_FINAL_TYPE (UaFacetRow, ua_facet_row, UA, FACET_ROW, GtkCheckButton)

GtkWidget  *ua_facet_row_new       (void);

const char *ua_facet_row_get_value (UaFacetRow *self);
const char *ua_facet_row_get_name  (UaFacetRow *self);
void        ua_facet_row_set       (UaFacetRow *self,
                                    const char *value,
                                    const char *name,
                                    guint       n,
                                    gboolean    chosen);

G_END_DECLS
