/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * UaErrorContext:
 * @UA_ERROR_CONTEXT_CONNECT: a new address and credentials were tried
 * @UA_ERROR_CONTEXT_SIGN_IN: credentials were tried on a known server
 * @UA_ERROR_CONTEXT_SYNC: members were fetched
 * @UA_ERROR_CONTEXT_SAVE: a change was kept or sent
 * @UA_ERROR_CONTEXT_ACT: something was to be done at once, beyond a change of fields
 * @UA_ERROR_CONTEXT_LOCAL: an organisation on this computer was made or started
 * @UA_ERROR_CONTEXT_FORGET: an organisation was forgotten
 *
 * What was being done when an error came.
 */
typedef enum
{
  UA_ERROR_CONTEXT_CONNECT,
  UA_ERROR_CONTEXT_SIGN_IN,
  UA_ERROR_CONTEXT_SYNC,
  UA_ERROR_CONTEXT_SAVE,
  UA_ERROR_CONTEXT_ACT,
  UA_ERROR_CONTEXT_LOCAL,
  UA_ERROR_CONTEXT_FORGET,
} UaErrorContext;

const char *ua_errors_get_title    (const GError   *error,
                                    UaErrorContext  context);
const char *ua_errors_get_sentence (const GError   *error,
                                    UaErrorContext  context);
char       *ua_errors_get_details  (const GError   *error);

G_END_DECLS
