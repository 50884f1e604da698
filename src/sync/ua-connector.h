/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ua-client.h"
#include "ua-connection.h"

G_BEGIN_DECLS

#define UA_TYPE_CONNECTOR (ua_connector_get_type ())
G_DECLARE_FINAL_TYPE (UaConnector, ua_connector, UA, CONNECTOR, GObject)

UaConnector *ua_connector_new              (UaConnection         *connection,
                                            UaCredentials        *credentials);

UaClient    *ua_connector_get_client       (UaConnector          *self);
void         ua_connector_set_capabilities (UaConnector          *self,
                                            UaCapabilities       *known);
void         ua_connector_set_credentials  (UaConnector          *self,
                                            UaCredentials        *credentials);

void         ua_connector_connect_async    (UaConnector          *self,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
gboolean     ua_connector_connect_finish   (UaConnector          *self,
                                            GAsyncResult         *result,
                                            char                **own_id,
                                            GError              **error);
void         ua_connector_close_async      (UaConnector          *self,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
gboolean     ua_connector_close_finish     (UaConnector          *self,
                                            GAsyncResult         *result,
                                            GError              **error);

G_END_DECLS
