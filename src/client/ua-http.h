/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ua-connection.h"
#include "ua-http-message.h"

G_BEGIN_DECLS

/**
 * UaHttpLimits:
 * @max_body: how many bytes of a body are accepted, unpacked
 * @idle_seconds: how long a server may be silent
 * @total_ms: how long one try may take from the first byte to the last
 * @patience_ms: after how long nothing is sent again
 * @max_tries: how often a request is sent at most
 * @backoff_ms: the first wait before sending again
 * @max_wait_ms: the longest wait before sending again; where the server asks for more, who called
 *   is told instead
 *
 * What one exchange may cost.
 */
typedef struct
{
  gsize max_body;
  guint idle_seconds;
  guint total_ms;
  guint patience_ms;
  guint max_tries;
  guint backoff_ms;
  guint max_wait_ms;
} UaHttpLimits;

extern const UaHttpLimits ua_http_default_limits;

/**
 * UaHttp:
 *
 * Exchanges requests and responses with one origin: credentials, redirects, limits, time-outs and
 * sending again.  It knows nothing of SCIM.
 */
#define UA_TYPE_HTTP (ua_http_get_type ())
G_DECLARE_FINAL_TYPE (UaHttp, ua_http, UA, HTTP, GObject)

UaHttp         *ua_http_new             (const char           *address,
                                         const char           *socket_path);
void            ua_http_close           (UaHttp               *self);

const char     *ua_http_get_address     (UaHttp               *self);
void            ua_http_set_address     (UaHttp               *self,
                                         const char           *address);
void            ua_http_set_credentials (UaHttp               *self,
                                         const UaCredentials  *credentials);
void            ua_http_set_limits      (UaHttp               *self,
                                         const UaHttpLimits   *limits);
void            ua_http_set_trust       (UaHttp               *self,
                                         GTlsDatabase         *database);
guint           ua_http_get_retry_after (UaHttp               *self);

void            ua_http_send_async      (UaHttp               *self,
                                         UaHttpRequest        *request,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
UaHttpResponse *ua_http_send_finish     (UaHttp               *self,
                                         GAsyncResult         *result,
                                         GError              **error);

G_END_DECLS
