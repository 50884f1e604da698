/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * UA_DIR_ERROR:
 *
 * What a request is answered with when neither #UA_SCIM_ERROR nor #UA_ERROR has it.  The message
 * becomes the `detail` of the answer.
 */
#define UA_DIR_ERROR (ua_dir_error_quark ())

/**
 * UaDirError:
 *
 * The HTTP status, or the paging errors of RFC 9865, section 2.1, which have a status of 400.
 */
typedef enum
{
  UA_DIR_ERROR_INVALID_CURSOR = 1,
  UA_DIR_ERROR_EXPIRED_CURSOR = 2,
  UA_DIR_ERROR_INVALID_COUNT = 3,
  UA_DIR_ERROR_BAD_REQUEST = 400,
  UA_DIR_ERROR_UNAUTHORIZED = 401,
  UA_DIR_ERROR_FORBIDDEN = 403,
  UA_DIR_ERROR_NOT_FOUND = 404,
  UA_DIR_ERROR_METHOD_NOT_ALLOWED = 405,
  UA_DIR_ERROR_NOT_ACCEPTABLE = 406,
  UA_DIR_ERROR_TIMED_OUT = 408,
  UA_DIR_ERROR_CONFLICT = 409,
  UA_DIR_ERROR_PRECONDITION_FAILED = 412,
  UA_DIR_ERROR_TOO_LARGE = 413,
  UA_DIR_ERROR_URI_TOO_LONG = 414,
  UA_DIR_ERROR_UNSUPPORTED_TYPE = 415,
  UA_DIR_ERROR_TOO_MANY = 429,
  UA_DIR_ERROR_INTERNAL = 500,
  UA_DIR_ERROR_NOT_SUPPORTED = 501,
  UA_DIR_ERROR_UNAVAILABLE = 503,
  UA_DIR_ERROR_DISK_FULL = 507,
} UaDirError;

GQuark      ua_dir_error_quark      (void);
guint       ua_dir_error_to_status  (const GError *error);
const char *ua_dir_error_to_keyword (const GError *error);

G_END_DECLS
