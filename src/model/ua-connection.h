/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * UaConnectionKind:
 * @UA_CONNECTION_KIND_LOCAL: an organisation on this computer, served by `useradmin-directory`
 *   which the application starts
 * @UA_CONNECTION_KIND_TOKEN: a server, with a bearer token (RFC 6750)
 * @UA_CONNECTION_KIND_BASIC: a server, with user name and password (RFC 7617)
 */
typedef enum
{
  UA_CONNECTION_KIND_LOCAL,
  UA_CONNECTION_KIND_TOKEN,
  UA_CONNECTION_KIND_BASIC,
} UaConnectionKind;

#define UA_TYPE_CONNECTION (ua_connection_get_type ())
G_DECLARE_FINAL_TYPE (UaConnection, ua_connection, UA, CONNECTION, GObject)

UaConnection     *ua_connection_new            (const char       *id,
                                                UaConnectionKind  kind,
                                                const char       *name,
                                                const char       *address,
                                                const char       *user_name);

const char       *ua_connection_get_id         (UaConnection     *self);
UaConnectionKind  ua_connection_get_kind       (UaConnection     *self);
const char       *ua_connection_get_name       (UaConnection     *self);
const char       *ua_connection_get_address    (UaConnection     *self);
const char       *ua_connection_get_user_name  (UaConnection     *self);
gboolean          ua_connection_get_remembered (UaConnection     *self);
void              ua_connection_set_remembered (UaConnection     *self,
                                                gboolean          remembered);

const char       *ua_connection_kind_to_token   (UaConnectionKind  kind);
gboolean          ua_connection_kind_from_token (const char       *token,
                                                 UaConnectionKind *kind);

/**
 * UaCredentials:
 *
 * What proves to a server who asks: a bearer token, or a user name and a password.  Immutable and
 * reference-counted; the secret is overwritten before it is freed.
 */
typedef struct _UaCredentials UaCredentials;

#define UA_TYPE_CREDENTIALS (ua_credentials_get_type ())

GType          ua_credentials_get_type      (void) G_GNUC_CONST;

UaCredentials *ua_credentials_new_token     (const char          *token);
UaCredentials *ua_credentials_new_basic     (const char          *user_name,
                                             const char          *password);
UaCredentials *ua_credentials_ref           (UaCredentials       *self);
void           ua_credentials_unref         (UaCredentials       *self);

const char    *ua_credentials_get_user_name (const UaCredentials *self);
const char    *ua_credentials_get_secret    (const UaCredentials *self);
char          *ua_credentials_to_header     (const UaCredentials *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaCredentials, ua_credentials_unref)

G_END_DECLS
