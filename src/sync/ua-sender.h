/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ua-client.h"
#include "ua-store.h"

G_BEGIN_DECLS

#define UA_TYPE_SENDER (ua_sender_get_type ())
G_DECLARE_FINAL_TYPE (UaSender, ua_sender, UA, SENDER, GObject)

UaSender *ua_sender_new           (UaStore              *store);

void      ua_sender_start         (UaSender             *self,
                                   UaClient             *client);
void      ua_sender_stop          (UaSender             *self);
guint     ua_sender_get_n_pending (UaSender             *self);

void      ua_sender_add_async     (UaSender             *self,
                                   UaChange             *change,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
gboolean  ua_sender_add_finish    (UaSender             *self,
                                   GAsyncResult         *result,
                                   GError              **error);
void      ua_sender_resolve_async  (UaSender             *self,
                                    UaChange             *change,
                                    UaPatch              *patch,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
gboolean  ua_sender_resolve_finish (UaSender             *self,
                                    GAsyncResult         *result,
                                    GError              **error);

G_END_DECLS
