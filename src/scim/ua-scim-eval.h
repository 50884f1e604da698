/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-scim-filter.h"
#include "ua-scim-schema.h"

G_BEGIN_DECLS

gboolean ua_scim_filter_check         (const UaScimFilter        *filter,
                                       const UaScimResourceType  *type,
                                       GError                   **error);
gboolean ua_scim_filter_matches       (const UaScimFilter        *filter,
                                       JsonObject                *resource,
                                       const UaScimResourceType  *type);
gboolean ua_scim_filter_matches_value (const UaScimFilter        *filter,
                                       JsonNode                  *value,
                                       const UaScimAttribute     *attribute);

G_END_DECLS
