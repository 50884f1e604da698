/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-action.h"
#include "ua-report.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonNode *ua_scim_action_to_request (const UaAction  *action,
                                     gboolean         dry_run);
UaReport *ua_scim_action_read       (JsonNode        *body,
                                     GError         **error);
GStrv     ua_scim_action_read_names (JsonNode        *body);

G_END_DECLS
