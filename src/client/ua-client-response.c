/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-client"

#include "ua-client-private.h"

#include "ua-client-json-private.h"
#include "ua-json.h"
#include "ua-scim-error.h"

#include <string.h>

#define MAX_TYPE_CHARS 60

/* Only words of the standard go into a message; the rest may be about a person. */
static const char *
find_keyword (const char *scim_type)
{
  if (scim_type == NULL)
    return NULL;
  for (int code = UA_SCIM_ERROR_INVALID_FILTER; code <= UA_SCIM_ERROR_SENSITIVE; code++)
    if (g_ascii_strcasecmp (ua_scim_error_to_keyword ((UaScimError) code), scim_type) == 0)
      return ua_scim_error_to_keyword ((UaScimError) code);
  return NULL;
}

static gboolean
is_json (const UaHttpResponse *response)
{
  return response->content_type != NULL && strstr (response->content_type, "json") != NULL;
}

/* The media type, as far as it is one. */
static char *
describe_type (const UaHttpResponse *response)
{
  const char *type = response->content_type;

  if (type == NULL || *type == '\0')
    return g_strdup ("no content type");
  for (const char *p = type; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("/+-._", *p) == NULL)
      return g_strdup ("a strange content type");
  return g_strndup (type, MAX_TYPE_CHARS);
}

/* The keyword of the body says more than some statuses do. */
static UaError
refine (UaError     code,
        const char *keyword)
{
  if (keyword == NULL)
    return code;
  if (strcmp (keyword, "uniqueness") == 0)
    return UA_ERROR_CONFLICT;
  if (strcmp (keyword, "tooMany") == 0)
    return UA_ERROR_TOO_MANY;
  return code;
}

/* Whether the form of a request may be what a server did not understand, rather than a value. */
static gboolean
blames_form (const char *keyword)
{
  return keyword == NULL || strcmp (keyword, "invalidSyntax") == 0 ||
         strcmp (keyword, "invalidPath") == 0 || strcmp (keyword, "noTarget") == 0;
}

/**
 * ua_client_response_check:
 * @response: what came
 * @flags: how to understand it
 * @error: return location for an error
 *
 * Tells success from failure, by the ladder in ua-http-policy.c and the keyword of a SCIM error
 * (RFC 7644, section 3.12).
 *
 * A 404 that comes with something other than JSON is from whatever stands before the service, and
 * says nothing of the thing that was asked for.
 *
 * Returns: whether it is a success
 *
 * Any thread.
 */
gboolean
ua_client_response_check (const UaHttpResponse  *response,
                          UaClientRequestFlags   flags,
                          GError               **error)
{
  g_autoptr (UaScimFault) fault = NULL;
  g_autofree char *type = NULL;
  const char *keyword;
  UaError code;

  if ((response->status >= 200 && response->status <= 299) || response->status == 304)
    return TRUE;

  fault = ua_scim_fault_read (response->status, response->body);
  keyword = find_keyword (fault->scim_type);
  code = refine (ua_http_policy_get_code (response->status), keyword);
  if (code == UA_ERROR_NOT_FOUND && (flags & UA_CLIENT_REQUEST_FLAGS_ENDPOINT) != 0)
    code = UA_ERROR_NOT_SUPPORTED;
  else if (code == UA_ERROR_NOT_FOUND && !is_json (response) &&
           g_bytes_get_size (response->body) > 0)
    code = UA_ERROR_PROTOCOL;
  else if (response->status == 400 && (flags & UA_CLIENT_REQUEST_FLAGS_FORM) != 0 &&
           blames_form (keyword))
    code = UA_ERROR_INVALID_ARGUMENT;
  if (g_bytes_get_size (response->body) > 0 && !is_json (response))
    type = describe_type (response);
  g_set_error (error, UA_ERROR, (int) code, "HTTP %u%s%s%s%s", response->status,
               keyword != NULL ? ", " : "", keyword != NULL ? keyword : "",
               type != NULL ? ", " : "", type != NULL ? type : "");
  return FALSE;
}

/**
 * ua_client_response_refuse:
 * @response: a success whose body cannot be read
 * @cause: why not
 *
 * Returns: (transfer full): the error to report: that of @cause, or, where the body does not even
 *   pretend to be JSON, one that says what it is
 *
 * Any thread.
 */
GError *
ua_client_response_refuse (const UaHttpResponse *response,
                           const GError         *cause)
{
  g_autofree char *type = NULL;

  if (is_json (response) || g_error_matches (cause, UA_ERROR, UA_ERROR_TOO_LARGE))
    return g_error_copy (cause);
  type = describe_type (response);
  return g_error_new (UA_ERROR, UA_ERROR_PROTOCOL, "the server answered with %s instead of SCIM",
                      type);
}

/**
 * ua_client_response_parse:
 * @response: a success
 * @error: return location for an error
 *
 * Returns: (transfer full): the JSON of the body, names and numbers of which are bounded; or %NULL
 *   with an error
 *
 * Any thread.
 */
JsonNode *
ua_client_response_parse (const UaHttpResponse  *response,
                          GError               **error)
{
  static const UaJsonLimits limits = {
    UA_JSON_MAX_BYTES, UA_JSON_MAX_DEPTH, UA_JSON_MAX_VALUES, UA_JSON_MAX_MEMBERS, TRUE,
  };
  g_autoptr (GError) cause = NULL;
  JsonNode *node = ua_json_parse (response->body, &limits, &cause);

  if (node == NULL)
    g_propagate_error (error, ua_client_response_refuse (response, cause));
  return node;
}
