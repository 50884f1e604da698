/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-attribute.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

GPtrArray         *ua_scim_attributes_read        (JsonNode           *types,
                                                   JsonNode           *schemas);
UaAttributeValues *ua_scim_attributes_read_values (JsonObject         *resource,
                                                   GPtrArray          *attributes);
JsonNode          *ua_scim_attributes_to_patch    (const UaAttribute  *attribute,
                                                   const char * const *values,
                                                   gboolean            has_paths);

G_END_DECLS
