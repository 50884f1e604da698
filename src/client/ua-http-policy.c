/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is done about what a server answers.
 *
 *   status            error                 GET again  keyed write again  other write again
 *   2xx, 304          none
 *   301 302 303       REDIRECT, unless followed (GET; same origin)
 *   307 308           REDIRECT, unless followed (same origin)
 *   400 422           INVALID_VALUE         no         no                 no
 *   401               AUTHENTICATION        no         no                 no
 *   403               PERMISSION            no         no                 no
 *   404 410           NOT_FOUND             no         no                 no
 *   405 501           NOT_SUPPORTED         no         no                 no
 *   408               OFFLINE               yes        no                 no
 *   409               CONFLICT              no         no                 no
 *   412               STALE                 no         no                 no
 *   413               TOO_MANY              no         no                 no
 *   429 503           BUSY                  yes        yes                no
 *   other 4xx         FAILED                no         no                 no
 *   500 502 504       SERVER                yes        no                 no
 *   other 5xx         SERVER                no         no                 no
 *   anything else     PROTOCOL              no         no                 no
 *   never sent        OFFLINE               yes        yes                yes
 *   cut, timed out    OFFLINE               yes        no                 no
 *   no HTTP, bad gzip PROTOCOL              yes        no                 no
 *   TLS refused       TLS                   no         no                 no
 *
 * The keyword of a SCIM error body (RFC 7644, section 3.12) may refine the error; it never changes
 * whether the request is sent again.  A write that may have arrived is left to the caller, who
 * looks at the server's state before sending it again.
 */
#define G_LOG_DOMAIN "ua-client"

#include "ua-http-policy.h"

#include "ua-time.h"

#include <string.h>

/* The longest wait that a client chooses by itself. */
#define MAX_DELAY_MS 30000

enum
{
  AGAIN_SAFE = 1 << UA_HTTP_SAFETY_SAFE,
  AGAIN_KEYED = 1 << UA_HTTP_SAFETY_KEYED,
};

typedef struct
{
  guint first;
  guint last;
  UaError code;
  guint again;
} Rung;

/* The first row that has the status counts. */
static const Rung ladder[] = {
  { 301, 303, UA_ERROR_REDIRECT, 0 },
  { 307, 308, UA_ERROR_REDIRECT, 0 },
  { 400, 400, UA_ERROR_INVALID_VALUE, 0 },
  { 401, 401, UA_ERROR_AUTHENTICATION, 0 },
  { 403, 403, UA_ERROR_PERMISSION, 0 },
  { 404, 404, UA_ERROR_NOT_FOUND, 0 },
  { 405, 405, UA_ERROR_NOT_SUPPORTED, 0 },
  { 408, 408, UA_ERROR_OFFLINE, AGAIN_SAFE },
  { 409, 409, UA_ERROR_CONFLICT, 0 },
  { 410, 410, UA_ERROR_NOT_FOUND, 0 },
  { 412, 412, UA_ERROR_STALE, 0 },
  { 413, 413, UA_ERROR_TOO_MANY, 0 },
  { 422, 422, UA_ERROR_INVALID_VALUE, 0 },
  { 429, 429, UA_ERROR_BUSY, AGAIN_SAFE | AGAIN_KEYED },
  { 400, 499, UA_ERROR_FAILED, 0 },
  { 500, 500, UA_ERROR_SERVER, AGAIN_SAFE },
  { 501, 501, UA_ERROR_NOT_SUPPORTED, 0 },
  { 502, 502, UA_ERROR_SERVER, AGAIN_SAFE },
  { 503, 503, UA_ERROR_BUSY, AGAIN_SAFE | AGAIN_KEYED },
  { 504, 504, UA_ERROR_SERVER, AGAIN_SAFE },
  { 500, 599, UA_ERROR_SERVER, 0 },
};

static const Rung *
find_rung (guint status)
{
  for (guint i = 0; i < G_N_ELEMENTS (ladder); i++)
    if (status >= ladder[i].first && status <= ladder[i].last)
      return &ladder[i];
  return NULL;
}

/**
 * ua_http_policy_get_code:
 * @status: the status of a response that is no success
 *
 * Returns: what that is for who called
 *
 * Any thread.
 */
UaError
ua_http_policy_get_code (guint status)
{
  const Rung *rung = find_rung (status);

  return rung != NULL ? rung->code : UA_ERROR_PROTOCOL;
}

/**
 * ua_http_policy_may_retry_status:
 * @status: the status of a response
 * @safety: what sending again would mean
 *
 * Returns: whether the same request may be sent again after a while
 *
 * Any thread.
 */
gboolean
ua_http_policy_may_retry_status (guint        status,
                                 UaHttpSafety safety)
{
  const Rung *rung = find_rung (status);

  return rung != NULL && (rung->again & (1u << safety)) != 0;
}

/**
 * ua_http_policy_may_retry_failure:
 * @code: how the exchange failed
 * @safety: what sending again would mean
 * @was_sent: whether any byte of the request left
 *
 * Returns: whether the same request may be sent again after a while
 *
 * Any thread.
 */
gboolean
ua_http_policy_may_retry_failure (UaError      code,
                                  UaHttpSafety safety,
                                  gboolean     was_sent)
{
  if (code == UA_ERROR_OFFLINE && !was_sent)
    return TRUE;
  /* A head that was cut off looks like something that is no HTTP. */
  return (code == UA_ERROR_OFFLINE || code == UA_ERROR_PROTOCOL) && safety == UA_HTTP_SAFETY_SAFE;
}

/**
 * ua_http_policy_read_retry_after:
 * @text: (nullable): the value of `Retry-After` (RFC 9110, section 10.2.3): seconds or a date
 * @now_ms: the time of this computer, milliseconds since 1970-01-01 UTC
 *
 * Returns: how many seconds to wait, at most %UA_HTTP_MAX_RETRY_AFTER; 0 when it makes no
 *   sense
 *
 * Any thread.
 */
guint
ua_http_policy_read_retry_after (const char *text,
                                 gint64      now_ms)
{
  g_autofree char *stripped = NULL;
  gint64 date;

  if (text == NULL)
    return 0;
  stripped = g_strstrip (g_strdup (text));
  if (g_ascii_isdigit (*stripped))
    {
      /* Digits without end are a large number, not an error. */
      if (strspn (stripped, "0123456789") != strlen (stripped))
        return 0;
      return (guint) MIN (g_ascii_strtoull (stripped, NULL, 10), UA_HTTP_MAX_RETRY_AFTER);
    }
  date = ua_time_parse_http (stripped);
  if (date == UA_TIME_NONE || date <= now_ms)
    return 0;
  return (guint) MIN ((date - now_ms + 999) / 1000, UA_HTTP_MAX_RETRY_AFTER);
}

/**
 * ua_http_policy_get_delay:
 * @attempt: how many times it has been tried, from 1
 * @base_ms: the first delay, in milliseconds
 * @retry_after: what the server asked for, in seconds, or 0
 * @random: a number from 0 to 1
 *
 * Doubles the delay with each attempt, and spreads it by half, so that many clients that failed at
 * once do not come back at once.  What the server asks for is the least.
 *
 * Returns: milliseconds to wait
 *
 * Any thread.
 */
guint
ua_http_policy_get_delay (guint  attempt,
                          guint  base_ms,
                          guint  retry_after,
                          double random)
{
  guint64 delay = (guint64) base_ms << MIN (MAX (attempt, 1) - 1, 16);

  delay = MIN (delay, MAX_DELAY_MS);
  delay = delay / 2 + (guint64) ((double) delay / 2 * CLAMP (random, 0.0, 1.0));
  if (retry_after > 0)
    delay += (guint64) retry_after * 1000;
  return (guint) delay;
}
