/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ua-connection.h"

G_BEGIN_DECLS

#define UA_TYPE_LOCAL_DIRECTORY (ua_local_directory_get_type ())
G_DECLARE_FINAL_TYPE (UaLocalDirectory, ua_local_directory, UA, LOCAL_DIRECTORY, GObject)

gboolean          ua_local_directory_prepare         (const char           *connection_id,
                                                      guint                 n_sample,
                                                      GError              **error);

UaLocalDirectory *ua_local_directory_new             (const char           *connection_id);
void              ua_local_directory_start_async     (UaLocalDirectory     *self,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);
gboolean          ua_local_directory_start_finish    (UaLocalDirectory     *self,
                                                      GAsyncResult         *result,
                                                      GError              **error);
void              ua_local_directory_stop_async      (UaLocalDirectory     *self,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);
gboolean          ua_local_directory_stop_finish     (UaLocalDirectory     *self,
                                                      GAsyncResult         *result,
                                                      GError              **error);

gboolean          ua_local_directory_get_running     (UaLocalDirectory     *self);
const char       *ua_local_directory_get_socket_path (UaLocalDirectory     *self);
UaCredentials    *ua_local_directory_get_credentials (UaLocalDirectory     *self);

G_END_DECLS
