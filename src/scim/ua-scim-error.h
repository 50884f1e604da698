/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-error.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * UA_SCIM_ERROR:
 *
 * What is wrong with a request, in the terms of the protocol (#UaScimError).  Checking a resource
 * and applying a PATCH report in this domain, because a server has to answer with the keyword; it
 * never reaches the user interface.
 */
#define UA_SCIM_ERROR (ua_scim_error_quark ())

/**
 * UaScimError:
 *
 * The keywords of RFC 7644, section 3.12, table 9.
 */
typedef enum
{
  UA_SCIM_ERROR_INVALID_FILTER,
  UA_SCIM_ERROR_TOO_MANY,
  UA_SCIM_ERROR_UNIQUENESS,
  UA_SCIM_ERROR_MUTABILITY,
  UA_SCIM_ERROR_INVALID_SYNTAX,
  UA_SCIM_ERROR_INVALID_PATH,
  UA_SCIM_ERROR_NO_TARGET,
  UA_SCIM_ERROR_INVALID_VALUE,
  UA_SCIM_ERROR_INVALID_VERS,
  UA_SCIM_ERROR_SENSITIVE,
} UaScimError;

/**
 * UaScimFault:
 * @status: the HTTP status
 * @scim_type: (nullable): the keyword, when there is one
 * @detail: (nullable): what the server says about it, cleaned for showing; it may hold personal
 *   data and does not belong in a log
 *
 * An error response that was read.
 */
typedef struct
{
  guint status;
  char *scim_type; /* (owned) (nullable) */
  char *detail;    /* (owned) (nullable) */
} UaScimFault;

GQuark       ua_scim_error_quark      (void);
const char  *ua_scim_error_to_keyword (UaScimError   code);
guint        ua_scim_error_to_status  (UaScimError   code);

JsonNode    *ua_scim_error_build      (guint         status,
                                       const char   *scim_type,
                                       const char   *detail);
JsonNode    *ua_scim_error_build_from (const GError *error,
                                       guint        *status);

UaScimFault *ua_scim_fault_read       (guint         http_status,
                                       GBytes       *body);
UaError      ua_scim_fault_to_code    (const UaScimFault *self);
void         ua_scim_fault_free       (UaScimFault  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaScimFault, ua_scim_fault_free)

G_END_DECLS
