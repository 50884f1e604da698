/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "ua-scim-list.h"

G_BEGIN_DECLS

JsonNode *ua_scim_listed_to_post  (UaScimListKind  kind,
                                   GVariant       *values);
JsonNode *ua_scim_listed_to_patch (UaScimListKind  kind,
                                   GVariant       *values);

G_END_DECLS
