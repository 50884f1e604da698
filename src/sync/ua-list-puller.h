/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ua-client.h"
#include "ua-store.h"

G_BEGIN_DECLS

/* For the main thread. */

void     ua_list_puller_run_async  (UaClient             *client,
                                    UaStore              *store,
                                    UaResource            resource,
                                    gboolean              with_members,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
gboolean ua_list_puller_run_finish (GAsyncResult         *result,
                                    gboolean             *absent,
                                    GError              **error);

G_END_DECLS
