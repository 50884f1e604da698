/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-error.h"

#include "ua-json.h"
#include "ua-scim-urn.h"
#include "ua-text.h"

#define MAX_DETAIL_CHARS 1000
#define MAX_BODY_BYTES (64 * 1024)

G_DEFINE_QUARK (ua-scim-error-quark, ua_scim_error)

/* The status of a response for an error in the domain UA_ERROR. */
static guint
find_status (UaError code)
{
  switch (code)
    {
    case UA_ERROR_INVALID_ARGUMENT:
    case UA_ERROR_INVALID_VALUE:
    case UA_ERROR_PROTOCOL:
    case UA_ERROR_TOO_MANY:
      return 400;
    case UA_ERROR_AUTHENTICATION:
      return 401;
    case UA_ERROR_PERMISSION:
      return 403;
    case UA_ERROR_NOT_FOUND:
      return 404;
    case UA_ERROR_CONFLICT:
      return 409;
    case UA_ERROR_STALE:
      return 412;
    case UA_ERROR_TOO_LARGE:
      return 413;
    case UA_ERROR_NOT_SUPPORTED:
      return 501;
    case UA_ERROR_BUSY:
      return 503;
    case UA_ERROR_FAILED:
    case UA_ERROR_ADDRESS:
    case UA_ERROR_OFFLINE:
    case UA_ERROR_TLS:
    case UA_ERROR_REDIRECT:
    case UA_ERROR_SERVER:
    case UA_ERROR_STORAGE:
    case UA_ERROR_CORRUPT:
    case UA_ERROR_KEYRING:
    case UA_ERROR_STOPPED:
    default:
      return 500;
    }
}

static const char *
find_keyword (UaError code)
{
  switch ((int) code)
    {
    case UA_ERROR_INVALID_ARGUMENT:
    case UA_ERROR_INVALID_VALUE:
      return "invalidValue";
    case UA_ERROR_PROTOCOL:
      return "invalidSyntax";
    case UA_ERROR_TOO_MANY:
      return "tooMany";
    case UA_ERROR_CONFLICT:
      return "uniqueness";
    default:
      return NULL;
    }
}

/**
 * ua_scim_error_to_keyword:
 * @code: a #UaScimError
 *
 * Returns: (transfer none): the `scimType` of RFC 7644, section 3.12
 *
 * Any thread.
 */
const char *
ua_scim_error_to_keyword (UaScimError code)
{
  static const char *const keywords[] = {
    "invalidFilter", "tooMany", "uniqueness", "mutability", "invalidSyntax",
    "invalidPath", "noTarget", "invalidValue", "invalidVers", "sensitive"
  };

  g_return_val_if_fail ((guint) code < G_N_ELEMENTS (keywords), keywords[4]);

  return keywords[code];
}

/**
 * ua_scim_error_to_status:
 * @code: a #UaScimError
 *
 * Returns: the HTTP status that goes with it (RFC 7644, section 3.12)
 *
 * Any thread.
 */
guint
ua_scim_error_to_status (UaScimError code)
{
  switch (code)
    {
    case UA_SCIM_ERROR_UNIQUENESS:
      return 409;
    case UA_SCIM_ERROR_SENSITIVE:
      return 403;
    case UA_SCIM_ERROR_INVALID_FILTER:
    case UA_SCIM_ERROR_TOO_MANY:
    case UA_SCIM_ERROR_MUTABILITY:
    case UA_SCIM_ERROR_INVALID_SYNTAX:
    case UA_SCIM_ERROR_INVALID_PATH:
    case UA_SCIM_ERROR_NO_TARGET:
    case UA_SCIM_ERROR_INVALID_VALUE:
    case UA_SCIM_ERROR_INVALID_VERS:
    default:
      return 400;
    }
}

/**
 * ua_scim_error_build:
 * @status: the HTTP status
 * @scim_type: (nullable): the keyword, where there is one for it
 * @detail: (nullable): what is wrong, in English
 *
 * Returns: (transfer full): the body of an error response (RFC 7644, section 3.12)
 *
 * Any thread.
 */
JsonNode *
ua_scim_error_build (guint       status,
                     const char *scim_type,
                     const char *detail)
{
  JsonObject *object = json_object_new ();
  JsonArray *schemas = json_array_new ();
  g_autofree char *code = g_strdup_printf ("%u", status);

  json_array_add_string_element (schemas, UA_SCIM_URN_ERROR);
  json_object_set_array_member (object, "schemas", schemas);
  if (scim_type != NULL)
    json_object_set_string_member (object, "scimType", scim_type);
  if (detail != NULL)
    json_object_set_string_member (object, "detail", detail);
  json_object_set_string_member (object, "status", code);
  return ua_json_from_object (object);
}

/**
 * ua_scim_error_build_from:
 * @error: what went wrong; of a failure of the server itself (a status of 500) the message is not
 *   told
 * @status: (out): where to put the HTTP status
 *
 * Returns: (transfer full): the body of an error response for @error
 *
 * Any thread.
 */
JsonNode *
ua_scim_error_build_from (const GError *error,
                          guint        *status)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain == UA_SCIM_ERROR)
    {
      *status = ua_scim_error_to_status ((UaScimError) error->code);
      return ua_scim_error_build (*status, ua_scim_error_to_keyword ((UaScimError) error->code),
                                  error->message);
    }
  if (error->domain == UA_ERROR && find_status ((UaError) error->code) != 500)
    {
      *status = find_status ((UaError) error->code);
      return ua_scim_error_build (*status, find_keyword ((UaError) error->code), error->message);
    }
  *status = 500;
  return ua_scim_error_build (500, NULL, "The service failed; its log says why.");
}

/**
 * ua_scim_fault_read:
 * @http_status: the status of the response
 * @body: (nullable): what the response holds, of any kind
 *
 * Reads an error response tolerantly: a body that is empty, HTML or anything else gives a fault
 * with the status alone; `status` may be a number or a string, the names may have any case.  Other
 * conventions are understood where they are common: `Errors[0].description` and `message` for the
 * detail.
 *
 * Returns: (transfer full): what was read, never %NULL
 *
 * Any thread.
 */
UaScimFault *
ua_scim_fault_read (guint   http_status,
                    GBytes *body)
{
  static const UaJsonLimits limits = { MAX_BODY_BYTES, 16, 2000, 200, TRUE };
  static const char *const names[] = { "detail", "message", "description", "error_description" };
  UaScimFault *self = g_new0 (UaScimFault, 1);
  g_autoptr (JsonNode) node = body != NULL ? ua_json_parse (body, &limits, NULL) : NULL;
  JsonObject *object = NULL;
  JsonArray *errors;
  gint64 status;

  self->status = http_status;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return self;
  object = json_node_get_object (node);
  errors = ua_json_get_array (object, "Errors");
  if (errors != NULL && json_array_get_length (errors) > 0 &&
      JSON_NODE_HOLDS_OBJECT (json_array_get_element (errors, 0)))
    object = json_array_get_object_element (errors, 0);

  /* Some servers answer 200 and say in the body that it failed. */
  if ((http_status < 400 || http_status > 599) &&
      ua_json_read_int (ua_json_get (object, "status"), &status) && status >= 400 && status <= 599)
    self->status = (guint) status;
  if (ua_json_get_string (object, "scimType") != NULL)
    self->scim_type = ua_text_clean (ua_json_get_string (object, "scimType"), 40);
  for (gsize i = 0; i < G_N_ELEMENTS (names) && self->detail == NULL; i++)
    {
      const char *text = ua_json_get_string (object, names[i]);

      if (text != NULL && *text != '\0')
        self->detail = ua_text_clean (text, MAX_DETAIL_CHARS);
    }
  return self;
}

/**
 * ua_scim_fault_to_code:
 * @self: a fault
 *
 * Returns: the code of %UA_ERROR that fits its status and keyword
 *
 * Any thread.
 */
UaError
ua_scim_fault_to_code (const UaScimFault *self)
{
  g_return_val_if_fail (self != NULL, UA_ERROR_FAILED);

  if (g_strcmp0 (self->scim_type, "uniqueness") == 0)
    return UA_ERROR_CONFLICT;
  if (g_strcmp0 (self->scim_type, "tooMany") == 0)
    return UA_ERROR_TOO_MANY;
  switch (self->status)
    {
    case 401:
      return UA_ERROR_AUTHENTICATION;
    case 403:
      return UA_ERROR_PERMISSION;
    case 404:
    case 410:
      return UA_ERROR_NOT_FOUND;
    case 405:
    case 501:
      return UA_ERROR_NOT_SUPPORTED;
    case 409:
      return UA_ERROR_CONFLICT;
    case 412:
      return UA_ERROR_STALE;
    case 413:
      return UA_ERROR_TOO_LARGE;
    case 429:
    case 503:
      return UA_ERROR_BUSY;
    case 400:
    case 422:
      return UA_ERROR_INVALID_VALUE;
    default:
      return self->status >= 500 ? UA_ERROR_SERVER : UA_ERROR_FAILED;
    }
}

/**
 * ua_scim_fault_free:
 * @self: (transfer full) (nullable): a fault
 *
 * Any thread.
 */
void
ua_scim_fault_free (UaScimFault *self)
{
  if (self == NULL)
    return;
  g_free (self->scim_type);
  g_free (self->detail);
  g_free (self);
}
