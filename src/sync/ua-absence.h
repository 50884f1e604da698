/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ua-client.h"
#include "ua-store.h"

G_BEGIN_DECLS

/* For the main thread. */

void     ua_absence_check_async  (UaClient             *client,
                                  UaStore              *store,
                                  const char * const   *ids,
                                  UaStoreWriteFlags     flags,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
gboolean ua_absence_check_finish (GAsyncResult         *result,
                                  guint                *n_deleted,
                                  GError              **error);

G_END_DECLS
