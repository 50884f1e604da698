/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-client"

#include "ua-http-redirect.h"

#include "ua-error.h"

#include <libsoup/soup.h>
#include <string.h>

static int
get_port (GUri *uri)
{
  int port = g_uri_get_port (uri);

  if (port > 0)
    return port;
  return g_strcmp0 (g_uri_get_scheme (uri), "https") == 0 ? 443 : 80;
}

static gboolean
is_same_origin (GUri *a,
                GUri *b)
{
  return g_strcmp0 (g_uri_get_scheme (a), g_uri_get_scheme (b)) == 0 &&
         g_uri_get_host (a) != NULL && g_uri_get_host (b) != NULL &&
         g_ascii_strcasecmp (g_uri_get_host (a), g_uri_get_host (b)) == 0 &&
         get_port (a) == get_port (b);
}

static GUri *
refuse (GError     **error,
        const char  *why)
{
  g_set_error_literal (error, UA_ERROR, UA_ERROR_REDIRECT, why);
  return NULL;
}

/**
 * ua_http_redirect_is:
 * @status: the status of a response
 *
 * Returns: whether it says to ask elsewhere (RFC 9110, section 15.4)
 *
 * Any thread.
 */
gboolean
ua_http_redirect_is (guint status)
{
  return (status >= 301 && status <= 303) || status == 307 || status == 308;
}

/**
 * ua_http_redirect_resolve:
 * @from: where the request went
 * @method: its method
 * @status: a status for which ua_http_redirect_is() holds
 * @location: (nullable): the value of `Location`
 * @error: return location for an error
 *
 * Decides where a request goes on.  It stays at the origin (scheme, host, port), because every
 * request carries the credentials, and keeps its method, because a write that turns into a GET
 * would pass for done (faults S3).
 *
 * Returns: (transfer full): the new address, or %NULL with %UA_ERROR_REDIRECT
 *
 * Any thread.
 */
GUri *
ua_http_redirect_resolve (GUri        *from,
                          const char  *method,
                          guint        status,
                          const char  *location,
                          GError     **error)
{
  g_autoptr (GUri) uri = NULL;

  if (location == NULL || *location == '\0')
    return refuse (error, "the server redirects without saying where to");
  if (strcmp (method, SOUP_METHOD_GET) != 0 && status < 307)
    return refuse (error, "the server redirects a write in a way that would lose it");
  uri = g_uri_parse_relative (from, location, SOUP_HTTP_URI_FLAGS, NULL);
  if (uri == NULL)
    return refuse (error, "the server redirects to what is no address");
  if (g_uri_get_userinfo (uri) != NULL)
    return refuse (error, "the server redirects to an address with a user name");
  if (!is_same_origin (from, uri))
    return refuse (error, "the server redirects to another origin");
  if (soup_uri_equal (from, uri))
    return refuse (error, "the server redirects in circles");
  return g_steal_pointer (&uri);
}
