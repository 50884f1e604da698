/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-scim-schema.h"

G_BEGIN_DECLS

#define UA_SCIM_PATCH_MAX_OPERATIONS 1000

JsonObject *ua_scim_patch_apply (const UaScimResourceType  *type,
                                 JsonObject                *resource,
                                 JsonNode                  *request,
                                 GError                   **error);

G_END_DECLS
