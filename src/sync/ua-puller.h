/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ua-client.h"
#include "ua-store.h"

G_BEGIN_DECLS

#define UA_TYPE_PULLER (ua_puller_get_type ())
G_DECLARE_FINAL_TYPE (UaPuller, ua_puller, UA, PULLER, GObject)

UaPuller *ua_puller_new            (UaStore              *store);

void      ua_puller_run_async      (UaPuller             *self,
                                    UaClient             *client,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
gboolean  ua_puller_run_finish     (UaPuller             *self,
                                    GAsyncResult         *result,
                                    GError              **error);

void      ua_puller_touch          (UaPuller             *self,
                                    const char           *member_id);
guint     ua_puller_get_n_expected (UaPuller             *self);
double    ua_puller_get_progress   (UaPuller             *self);
guint     ua_puller_get_n_skipped  (UaPuller             *self);
gboolean  ua_puller_get_resumed    (UaPuller             *self);

G_END_DECLS
