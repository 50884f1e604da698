/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-entry-query.h"
#include "ua-scim-filter.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

const char   *ua_scim_entry_get_endpoint   (UaEntryType          type);
const char   *ua_scim_entry_get_urn        (UaEntryType          type);
char         *ua_scim_entry_dup_attributes (UaEntryType          type);
UaEntry      *ua_scim_entry_read           (UaEntryType          type,
                                            JsonObject          *resource,
                                            const char          *path,
                                            GError             **error);
UaScimFilter *ua_scim_entry_to_filter      (const UaEntryQuery  *query);
JsonNode     *ua_scim_entry_to_post        (UaEntryType          type,
                                            GVariant            *values);
JsonNode     *ua_scim_entry_to_patch       (UaEntryType          type,
                                            GVariant            *values);

G_END_DECLS
