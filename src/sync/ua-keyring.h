/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ua-connection.h"

G_BEGIN_DECLS

/* For the main thread. */

void           ua_keyring_lookup_async  (UaConnection         *connection,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
UaCredentials *ua_keyring_lookup_finish (GAsyncResult         *result,
                                         GError              **error);
void           ua_keyring_store_async   (UaConnection         *connection,
                                         UaCredentials        *credentials,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean       ua_keyring_store_finish  (GAsyncResult         *result,
                                         GError              **error);
void           ua_keyring_clear_async   (UaConnection         *connection,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean       ua_keyring_clear_finish  (GAsyncResult         *result,
                                         GError              **error);

G_END_DECLS
