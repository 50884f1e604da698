/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-error.h"

G_BEGIN_DECLS

/* The longest wait that a server can ask for, in seconds; a week would only look like a hang. */
#define UA_HTTP_MAX_RETRY_AFTER 300

/**
 * UaHttpSafety:
 * @UA_HTTP_SAFETY_SAFE: changes nothing on the server, so it may be sent again (GET)
 * @UA_HTTP_SAFETY_KEYED: changes something; the server knows a second one by its key or by the
 *   version that it names
 * @UA_HTTP_SAFETY_UNSAFE: changes something, and twice if it is sent twice
 *
 * What it would mean to send a request again.
 */
typedef enum
{
  UA_HTTP_SAFETY_SAFE,
  UA_HTTP_SAFETY_KEYED,
  UA_HTTP_SAFETY_UNSAFE,
} UaHttpSafety;

UaError   ua_http_policy_get_code          (guint         status);
gboolean  ua_http_policy_may_retry_status  (guint         status,
                                            UaHttpSafety  safety);
gboolean  ua_http_policy_may_retry_failure (UaError       code,
                                            UaHttpSafety  safety,
                                            gboolean      was_sent);
guint     ua_http_policy_read_retry_after  (const char   *text,
                                            gint64        now_ms);
guint     ua_http_policy_get_delay         (guint         attempt,
                                            guint         base_ms,
                                            guint         retry_after,
                                            double        random);

G_END_DECLS
