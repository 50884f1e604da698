/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-error.h"

#include "ua-scim-error.h"

G_DEFINE_QUARK (ua-dir-error-quark, ua_dir_error)

/**
 * ua_dir_error_to_status:
 * @error: an error in any domain
 *
 * Returns: the HTTP status to answer with; 500 for whatever was not foreseen
 *
 * Any thread.
 */
guint
ua_dir_error_to_status (const GError *error)
{
  if (error->domain == UA_SCIM_ERROR)
    return ua_scim_error_to_status ((UaScimError) error->code);
  if (error->domain == UA_DIR_ERROR)
    return error->code < 100 ? 400 : (guint) error->code;
  if (error->domain == UA_ERROR)
    {
      if (error->code == UA_ERROR_TOO_LARGE)
        return 413;
      if (error->code == UA_ERROR_PROTOCOL || error->code == UA_ERROR_INVALID_VALUE ||
          error->code == UA_ERROR_INVALID_ARGUMENT)
        return 400;
      if (error->code == UA_ERROR_BUSY || error->code == UA_ERROR_STOPPED)
        return 503;
    }
  return 500;
}

/**
 * ua_dir_error_to_keyword:
 * @error: an error in any domain
 *
 * Returns: (nullable): the `scimType` of RFC 7644, section 3.12, or of RFC 9865, section 2.1;
 *   %NULL when there is none for it
 *
 * Any thread.
 */
const char *
ua_dir_error_to_keyword (const GError *error)
{
  if (error->domain == UA_SCIM_ERROR)
    return ua_scim_error_to_keyword ((UaScimError) error->code);
  if (error->domain == UA_DIR_ERROR)
    {
      if (error->code == UA_DIR_ERROR_INVALID_CURSOR)
        return "invalidCursor";
      if (error->code == UA_DIR_ERROR_EXPIRED_CURSOR)
        return "expiredCursor";
      if (error->code == UA_DIR_ERROR_INVALID_COUNT)
        return "invalidCount";
      return NULL;
    }
  if (error->domain == UA_ERROR && ua_dir_error_to_status (error) == 400)
    return error->code == UA_ERROR_PROTOCOL ? "invalidSyntax" : "invalidValue";
  return NULL;
}
