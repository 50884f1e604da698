/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ua-capabilities.h"
#include "ua-connection.h"

G_BEGIN_DECLS

/* For the main thread. */

void            ua_check_async  (const char           *address,
                                 UaCredentials        *credentials,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
UaCapabilities *ua_check_finish (GAsyncResult         *result,
                                 char                **address,
                                 GError              **error);

G_END_DECLS
