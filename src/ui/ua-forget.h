/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-connections.h"
#include "ua-session.h"

G_BEGIN_DECLS

void     ua_forget_async  (UaConnections        *connections,
                           UaConnection         *connection,
                           UaSession            *session,
                           GAsyncReadyCallback   callback,
                           gpointer              user_data);
gboolean ua_forget_finish (GAsyncResult         *result,
                           GError              **error);

G_END_DECLS
