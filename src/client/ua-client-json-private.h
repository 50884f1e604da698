/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-http-message.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonNode *ua_client_response_parse (const UaHttpResponse  *response,
                                    GError               **error);

G_END_DECLS
