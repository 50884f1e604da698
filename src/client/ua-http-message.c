/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-client"

#include "ua-http-message.h"

#include <string.h>

#define MAX_HEADER_VALUE 1024

/**
 * ua_http_request_new:
 * @method: the method, a static string
 * @target: what to add to the base address, percent-encoded, beginning with a slash
 *
 * Returns: (transfer full): a request without body
 *
 * Any thread.
 */
UaHttpRequest *
ua_http_request_new (const char *method,
                     const char *target)
{
  UaHttpRequest *self = g_new0 (UaHttpRequest, 1);

  g_return_val_if_fail (target[0] == '/', NULL);

  self->method = method;
  self->target = g_strdup (target);
  return self;
}

/**
 * ua_http_request_free:
 * @self: (transfer full): a request
 *
 * Any thread.
 */
void
ua_http_request_free (UaHttpRequest *self)
{
  g_free (self->target);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->if_match);
  g_free (self->if_none_match);
  g_free (self->key);
  g_free (self);
}

/**
 * ua_http_response_free:
 * @self: (transfer full): a response
 *
 * Any thread.
 */
void
ua_http_response_free (UaHttpResponse *self)
{
  g_free (self->content_type);
  g_free (self->etag);
  g_free (self->location);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

/**
 * ua_http_request_get_safety:
 * @self: a request
 *
 * Returns: what it would mean to send it again
 *
 * Any thread.
 */
UaHttpSafety
ua_http_request_get_safety (const UaHttpRequest *self)
{
  if (strcmp (self->method, "GET") == 0)
    return UA_HTTP_SAFETY_SAFE;
  return self->key != NULL ? UA_HTTP_SAFETY_KEYED : UA_HTTP_SAFETY_UNSAFE;
}

/**
 * ua_http_is_header_value:
 * @text: (nullable): a text, maybe from another server or an earlier session
 *
 * Returns: whether it can be sent as the value of a header as it is, and is of bearable length
 *
 * Any thread.
 */
gboolean
ua_http_is_header_value (const char *text)
{
  if (text == NULL || *text == '\0' || strlen (text) > MAX_HEADER_VALUE)
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isprint (*p))
      return FALSE;
  return TRUE;
}
