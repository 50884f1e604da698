/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ua-connection.h"
#include "ua-http-policy.h"

G_BEGIN_DECLS

/**
 * UaHttpLimits:
 * @max_body: how many bytes of a body are accepted, unpacked
 * @idle_seconds: how long a server may be silent
 * @total_ms: how long one try may take from the first byte to the last
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
  guint max_tries;
  guint backoff_ms;
  guint max_wait_ms;
} UaHttpLimits;

extern const UaHttpLimits ua_http_default_limits;

/**
 * UaHttpRequest:
 * @method: (unowned): the method, static
 * @target: what to add to the base address: a path that begins with a slash, maybe a query, all
 *   percent-encoded
 * @body: (nullable): a JSON body
 * @if_match: (nullable): the version that a write is for
 * @if_none_match: (nullable): the version that is known already
 * @key: (nullable): what makes the server recognise a repeated write (`Idempotency-Key`)
 *
 * What to send.
 */
typedef struct
{
  const char *method;  /* (unowned) */
  char *target;        /* (owned) */
  GBytes *body;        /* (owned) (nullable) */
  char *if_match;      /* (owned) (nullable) */
  char *if_none_match; /* (owned) (nullable) */
  char *key;           /* (owned) (nullable) */
} UaHttpRequest;

/**
 * UaHttpResponse:
 * @status: the status
 * @content_type: (nullable): the media type, in lower case, without parameters
 * @etag: (nullable): the version, if the server sent one that can be sent back
 * @location: (nullable): the value of `Location`
 * @body: the body, unpacked, maybe empty
 *
 * What came.
 */
typedef struct
{
  guint status;
  char *content_type; /* (owned) (nullable) */
  char *etag;         /* (owned) (nullable) */
  char *location;     /* (owned) (nullable) */
  GBytes *body;       /* (owned) */
} UaHttpResponse;

UaHttpRequest  *ua_http_request_new   (const char          *method,
                                       const char          *target);
void            ua_http_request_free  (UaHttpRequest       *self);
void            ua_http_response_free (UaHttpResponse      *self);

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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaHttpRequest, ua_http_request_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaHttpResponse, ua_http_response_free)

G_END_DECLS
