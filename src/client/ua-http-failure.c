/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-client"

#include "ua-http-failure.h"

#include "ua-error.h"

#include <libsoup/soup.h>

/* What is wrong with the certificate, for the log and for "Details". */
static const char *
describe_certificate (GTlsCertificateFlags flags)
{
  if (flags & G_TLS_CERTIFICATE_BAD_IDENTITY)
    return "the certificate is for another host";
  if (flags & G_TLS_CERTIFICATE_EXPIRED)
    return "the certificate has expired";
  if (flags & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    return "the certificate is not valid yet";
  if (flags & G_TLS_CERTIFICATE_REVOKED)
    return "the certificate has been revoked";
  if (flags & G_TLS_CERTIFICATE_UNKNOWN_CA)
    return "the certificate is not from an authority that this computer trusts";
  return "no secure connection could be made";
}

/**
 * ua_http_failure_translate:
 * @failure: what GIO or libsoup reported
 * @tls_errors: what is wrong with the certificate, or 0
 *
 * Translates into the one domain of the project.
 *
 * Returns: (transfer full): an error of %UA_ERROR
 *
 * Any thread.
 */
GError *
ua_http_failure_translate (const GError         *failure,
                           GTlsCertificateFlags  tls_errors)
{
  if (failure->domain == UA_ERROR)
    return g_error_copy (failure);
  if (failure->domain == G_TLS_ERROR && failure->code != G_TLS_ERROR_EOF)
    return g_error_new (UA_ERROR, UA_ERROR_TLS, "%s (%s)", describe_certificate (tls_errors),
                        failure->message);
  if (g_error_matches (failure, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_PARSING) ||
      g_error_matches (failure, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_ENCODING))
    return g_error_new_literal (UA_ERROR, UA_ERROR_PROTOCOL, "what came is no HTTP");
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    return g_error_new_literal (UA_ERROR, UA_ERROR_PROTOCOL, "the body cannot be unpacked");
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return g_error_new_literal (UA_ERROR, UA_ERROR_OFFLINE, "the server does not answer");
  return g_error_new (UA_ERROR, UA_ERROR_OFFLINE, "the server cannot be reached (%s)",
                      failure->message);
}
