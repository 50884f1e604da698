/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ua-client.h"
#include "ua-store.h"

G_BEGIN_DECLS

/* For the main thread. */

gboolean  ua_act_is_possible  (const UaCapabilities *capabilities,
                               const char           *action);
void      ua_act_async        (UaClient             *client,
                               UaStore              *store,
                               UaAction             *action,
                               gboolean              dry_run,
                               GFileProgressCallback progress,
                               gpointer              progress_data,
                               GCancellable         *cancellable,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data);
UaReport *ua_act_finish       (GAsyncResult         *result,
                               GError              **error);

G_END_DECLS
