/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-query.h"

G_BEGIN_DECLS

#define UA_TYPE_FACETS (ua_facets_get_type ())
G_DECLARE_FINAL_TYPE (UaFacets, ua_facets, UA, FACETS, GObject)

UaFacets *ua_facets_new          (void);

gboolean  ua_facets_is_empty     (UaFacets   *self);
gboolean  ua_facets_contains     (UaFacets   *self,
                                  UaField     field,
                                  const char *value);
void      ua_facets_set          (UaFacets   *self,
                                  UaField     field,
                                  const char *value,
                                  const char *name,
                                  gboolean    chosen);
void      ua_facets_clear        (UaFacets   *self);
guint     ua_facets_get_n        (UaFacets   *self,
                                  UaField     field);
const char *ua_facets_get_nth    (UaFacets   *self,
                                  UaField     field,
                                  guint       n,
                                  const char **name);
UaFilter *ua_facets_dup_filter   (UaFacets   *self,
                                  UaField     except);
char     *ua_facets_to_sentence  (UaFacets   *self);

G_END_DECLS
