/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * UA_ERROR:
 *
 * The one public error domain of the project, see #UaError.
 *
 * The message of an error in this domain is in English, for a log or for the
 * "Details" of a dialog; it holds neither secrets nor personal data.  The
 * sentences that a person reads are made from domain and code in the user
 * interface.
 */
#define UA_ERROR (ua_error_quark ())

/**
 * UaError:
 * @UA_ERROR_FAILED: something for which no other code fits
 * @UA_ERROR_INVALID_ARGUMENT: what a person or a caller gave cannot be used
 * @UA_ERROR_ADDRESS: the address of the server cannot be used (scheme, form)
 * @UA_ERROR_OFFLINE: the server could not be reached (name, route, refused, reset, time-out)
 * @UA_ERROR_TLS: the server's certificate or its TLS version was refused
 * @UA_ERROR_REDIRECT: the server sends to where credentials must not follow, or in circles
 * @UA_ERROR_AUTHENTICATION: the credentials are missing or were refused (401)
 * @UA_ERROR_PERMISSION: who is signed in may not do this (403)
 * @UA_ERROR_NOT_FOUND: the thing asked for is not there (404)
 * @UA_ERROR_CONFLICT: a value must be unique and is taken (409)
 * @UA_ERROR_STALE: the thing has changed since it was read (412)
 * @UA_ERROR_INVALID_VALUE: the server refused a value (400, 422)
 * @UA_ERROR_TOO_MANY: the filter or the page is more than the server will do (`tooMany`)
 * @UA_ERROR_BUSY: the server asks to come back later (429, 503)
 * @UA_ERROR_SERVER: the server failed (other 5xx)
 * @UA_ERROR_NOT_SUPPORTED: the server cannot do this (404 on an endpoint, 405, 501)
 * @UA_ERROR_PROTOCOL: what came is not SCIM (HTML, bad JSON, wrong types)
 * @UA_ERROR_TOO_LARGE: what came is larger or deeper than what is accepted
 * @UA_ERROR_STORAGE: the disk or the database refused
 * @UA_ERROR_CORRUPT: the database is damaged or from a newer version
 * @UA_ERROR_KEYRING: the keyring is locked, absent or refused
 * @UA_ERROR_STOPPED: the object was closed while the call was under way
 */
typedef enum
{
  UA_ERROR_FAILED,
  UA_ERROR_INVALID_ARGUMENT,
  UA_ERROR_ADDRESS,
  UA_ERROR_OFFLINE,
  UA_ERROR_TLS,
  UA_ERROR_REDIRECT,
  UA_ERROR_AUTHENTICATION,
  UA_ERROR_PERMISSION,
  UA_ERROR_NOT_FOUND,
  UA_ERROR_CONFLICT,
  UA_ERROR_STALE,
  UA_ERROR_INVALID_VALUE,
  UA_ERROR_TOO_MANY,
  UA_ERROR_BUSY,
  UA_ERROR_SERVER,
  UA_ERROR_NOT_SUPPORTED,
  UA_ERROR_PROTOCOL,
  UA_ERROR_TOO_LARGE,
  UA_ERROR_STORAGE,
  UA_ERROR_CORRUPT,
  UA_ERROR_KEYRING,
  UA_ERROR_STOPPED,
} UaError;

GQuark ua_error_quark (void);

G_END_DECLS
