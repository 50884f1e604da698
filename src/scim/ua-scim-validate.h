/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-scim-schema.h"

G_BEGIN_DECLS

/**
 * UaScimValidateFlags:
 * @UA_SCIM_VALIDATE_NONE: read-only attributes are dropped, as for what a client sent with POST or
 *   PUT (RFC 7644, sections 3.3 and 3.5.1)
 * @UA_SCIM_VALIDATE_KEEP_READ_ONLY: read-only attributes are kept, as for the outcome of a PATCH
 */
typedef enum
{
  UA_SCIM_VALIDATE_NONE = 0,
  UA_SCIM_VALIDATE_KEEP_READ_ONLY = 1 << 0,
} UaScimValidateFlags;

JsonObject *ua_scim_share          (JsonObject                *resource);
JsonObject *ua_scim_validate       (const UaScimResourceType  *type,
                                    JsonNode                  *resource,
                                    JsonObject                *existing,
                                    UaScimValidateFlags        flags,
                                    GError                   **error);
gboolean    ua_scim_validate_changed
                                   (const UaScimResourceType  *type,
                                    JsonObject                *resource,
                                    JsonObject                *existing,
                                    GError                   **error);
JsonNode   *ua_scim_validate_value (const UaScimAttribute     *attribute,
                                    JsonNode                  *value,
                                    const char                *path,
                                    UaScimValidateFlags        flags,
                                    GError                   **error);

G_END_DECLS
