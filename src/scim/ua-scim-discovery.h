/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-capabilities.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

UaCapabilities *ua_scim_discovery_read_config         (const UaCapabilities *known,
                                                       JsonNode             *body);
UaCapabilities *ua_scim_discovery_read_resource_types (const UaCapabilities *known,
                                                       JsonNode             *body);
UaCapabilities *ua_scim_discovery_read_schemas        (const UaCapabilities *known,
                                                       JsonNode             *body);
GPtrArray      *ua_scim_discovery_get_objects         (JsonNode             *body);
gboolean        ua_scim_discovery_extends_user        (JsonNode             *types,
                                                       const char           *urn);

G_END_DECLS
