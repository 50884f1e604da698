/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ua-facets.h"

G_BEGIN_DECLS

#define UA_TYPE_FACET_GROUP (ua_facet_group_get_type ())
G_DECLARE_FINAL_TYPE (UaFacetGroup, ua_facet_group, UA, FACET_GROUP, GtkWidget)

GtkWidget *ua_facet_group_new       (UaFacets     *facets,
                                     UaField       field);

UaField    ua_facet_group_get_field (UaFacetGroup *self);
void       ua_facet_group_set_counts (UaFacetGroup *self,
                                      GArray       *counts);

G_END_DECLS
