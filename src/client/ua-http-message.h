/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-http-policy.h"

G_BEGIN_DECLS

/**
 * UaHttpRequest:
 * @method: (unowned): the method, static
 * @target: what to add to the base address: a path that begins with a slash, maybe a query, all
 *   percent-encoded
 * @body: (nullable): a body
 * @content_type: (unowned) (nullable): the media type of @body, static; %NULL for JSON
 * @accept: (unowned) (nullable): the media types that are wanted, static; %NULL for JSON
 * @if_match: (nullable): the version that a write is for
 * @if_none_match: (nullable): the version that is known already
 * @key: (nullable): what makes the server recognise a repeated write (`Idempotency-Key`)
 * @max_body: how many bytes of an answer are accepted, where that is less than usual; else 0
 *
 * What to send.
 */
typedef struct
{
  const char *method;  /* (unowned) */
  char *target;        /* (owned) */
  GBytes *body;        /* (owned) (nullable) */
  const char *content_type; /* (unowned) (nullable) */
  const char *accept;  /* (unowned) (nullable) */
  char *if_match;      /* (owned) (nullable) */
  char *if_none_match; /* (owned) (nullable) */
  char *key;           /* (owned) (nullable) */
  gsize max_body;
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

UaHttpRequest *ua_http_request_new        (const char          *method,
                                           const char          *target);
void           ua_http_request_free       (UaHttpRequest       *self);
UaHttpSafety   ua_http_request_get_safety (const UaHttpRequest *self);
void           ua_http_response_free      (UaHttpResponse      *self);
gboolean       ua_http_is_header_value    (const char          *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaHttpRequest, ua_http_request_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaHttpResponse, ua_http_response_free)

G_END_DECLS
