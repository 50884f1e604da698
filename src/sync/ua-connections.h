/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ua-capabilities.h"
#include "ua-connection.h"

G_BEGIN_DECLS

/**
 * UaConnections:
 *
 * The connections that are remembered, a #GListModel of #UaConnection over a key file in the
 * user's configuration folder (PE-13), and their secrets in the keyring (PE-14).
 *
 * For the main thread.
 */
#define UA_TYPE_CONNECTIONS (ua_connections_get_type ())
G_DECLARE_FINAL_TYPE (UaConnections, ua_connections, UA, CONNECTIONS, GObject)

UaConnections  *ua_connections_new            (void);

const GError   *ua_connections_get_error      (UaConnections        *self);
UaConnection   *ua_connections_get_last       (UaConnections        *self);
UaConnection   *ua_connections_find           (UaConnections        *self,
                                               const char           *id);
gboolean        ua_connections_set_last       (UaConnections        *self,
                                               UaConnection         *connection,
                                               GError              **error);
gboolean        ua_connections_add            (UaConnections        *self,
                                               UaConnection         *connection,
                                               GError              **error);
/* Removes the connection, its secret, its cache and its queue (UA-04). */
void            ua_connections_forget_async   (UaConnections        *self,
                                               UaConnection         *connection,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean        ua_connections_forget_finish  (UaConnections        *self,
                                               GAsyncResult         *result,
                                               GError              **error);

/* Makes a connection to an organisation on this computer; @n_sample made-up members, or 0. */
UaConnection   *ua_connections_create_local   (UaConnections        *self,
                                               const char           *name,
                                               guint                 n_sample,
                                               GError              **error);

/* Makes a connection that is not remembered: nothing in the key file, nothing in the keyring, but
 * the same cache whenever the address is the same. */
UaConnection   *ua_connections_make_transient (const char           *address,
                                               GError              **error);

/* Makes a connection to a server, to be added; its id is new. */
UaConnection   *ua_connections_make_remote    (const char           *name,
                                               const char           *address,
                                               UaCredentials        *credentials);

/* Tries an address and credentials: discovery and one page of one member. */
void            ua_connections_check_async    (const char           *address,
                                               UaCredentials        *credentials,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
UaCapabilities *ua_connections_check_finish   (GAsyncResult         *result,
                                               char                **address,
                                               GError              **error);

/* The keyring. */
void            ua_connections_store_secret_async    (UaConnections        *self,
                                                      UaConnection         *connection,
                                                      UaCredentials        *credentials,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);
gboolean        ua_connections_store_secret_finish   (UaConnections        *self,
                                                      GAsyncResult         *result,
                                                      GError              **error);

G_END_DECLS
