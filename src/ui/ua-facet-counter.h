/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-session.h"

G_BEGIN_DECLS

#define UA_TYPE_FACET_COUNTER (ua_facet_counter_get_type ())
G_DECLARE_FINAL_TYPE (UaFacetCounter, ua_facet_counter, UA, FACET_COUNTER, GObject)

UaFacetCounter *ua_facet_counter_new        (UaSession      *session,
                                             const UaField  *fields,
                                             guint           n_fields);

gboolean        ua_facet_counter_get        (UaFacetCounter *self,
                                             UaField         field,
                                             const char     *value,
                                             guint          *n);
void            ua_facet_counter_set_active (UaFacetCounter *self,
                                             gboolean        active);

G_END_DECLS
