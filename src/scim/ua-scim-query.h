/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-capabilities.h"
#include "ua-query.h"
#include "ua-scim-filter.h"

G_BEGIN_DECLS

UaScimFilter *ua_scim_query_to_filter      (const UaQuery         *query,
                                            const UaCapabilities  *capabilities,
                                            gboolean              *complete);
const char   *ua_scim_query_get_sort_by    (const UaQuery         *query,
                                            const UaCapabilities  *capabilities);
const char   *ua_scim_query_get_sort_order (const UaQuery         *query);

G_END_DECLS
