/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-exchange.h"

G_BEGIN_DECLS

/**
 * UA_DIR_NO_PASSWORD:
 *
 * What stands instead of the hash of a password that is to be made when a mail goes out: no
 * password has this hash.
 */
#define UA_DIR_NO_PASSWORD "!"

/**
 * UaDirAuth:
 *
 * Finds out on whose behalf a request is: by a bearer token (RFC 6750), or by the user name and
 * password of a member (RFC 7617).
 */
typedef struct _UaDirAuth UaDirAuth;

/**
 * UaDirAuthResult:
 * @UA_DIR_AUTH_YES: the actor is known
 * @UA_DIR_AUTH_NO: the credentials are missing or wrong
 * @UA_DIR_AUTH_LATER: the password is being checked; the callback tells when to ask again
 * @UA_DIR_AUTH_BUSY: too many passwords are being checked
 * @UA_DIR_AUTH_ERROR: an error is set
 */
typedef enum
{
  UA_DIR_AUTH_YES,
  UA_DIR_AUTH_NO,
  UA_DIR_AUTH_LATER,
  UA_DIR_AUTH_BUSY,
  UA_DIR_AUTH_ERROR,
} UaDirAuthResult;

UaDirAuth       *ua_dir_auth_new           (UaDirFinishedFunc   checked,
                                            gpointer            checked_data);
void             ua_dir_auth_free          (UaDirAuth          *self);
UaDirAuthResult  ua_dir_auth_check         (UaDirAuth          *self,
                                            UaDirDb            *db,
                                            UaDirExchange      *exchange,
                                            GError            **error);
UaDirAuthResult  ua_dir_auth_check_password
                                           (UaDirAuth          *self,
                                            UaDirDb            *db,
                                            UaDirExchange      *exchange,
                                            const char         *name,
                                            const char         *password,
                                            GError            **error);

gboolean         ua_dir_auth_store_token   (UaDirDb            *db,
                                            const char         *token,
                                            gint64              member,
                                            GError            **error);
char            *ua_dir_auth_hash_password (const char         *password,
                                            GError            **error);
gboolean         ua_dir_auth_is_password   (const char         *password,
                                            const char         *hash);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaDirAuth, ua_dir_auth_free)

G_END_DECLS
