/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ua-connection.h"
#include "ua-sender.h"
#include "ua-session.h"
#include "ua-store.h"

G_BEGIN_DECLS

#define UA_TYPE_LINK (ua_link_get_type ())
G_DECLARE_FINAL_TYPE (UaLink, ua_link, UA, LINK, GObject)

UaLink         *ua_link_new              (UaConnection         *connection,
                                          UaCredentials        *credentials,
                                          UaStore              *store);

void            ua_link_start            (UaLink               *self);
void            ua_link_refresh          (UaLink               *self);
void            ua_link_sign_in_async    (UaLink               *self,
                                          UaCredentials        *credentials,
                                          gboolean              remember,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean        ua_link_sign_in_finish   (UaLink               *self,
                                          GAsyncResult         *result,
                                          GError              **error);
void            ua_link_close_async      (UaLink               *self,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean        ua_link_close_finish     (UaLink               *self,
                                          GAsyncResult         *result,
                                          GError              **error);

UaClient       *ua_link_get_client       (UaLink               *self);
void            ua_link_touch            (UaLink               *self,
                                          const char           *member_id);
UaSender       *ua_link_get_sender       (UaLink               *self);
UaSessionState  ua_link_get_state        (UaLink               *self);
const GError   *ua_link_get_error        (UaLink               *self);
guint           ua_link_get_n_expected   (UaLink               *self);
double          ua_link_get_progress     (UaLink               *self);
guint           ua_link_get_n_skipped    (UaLink               *self);
UaCapabilities *ua_link_get_capabilities (UaLink               *self);

G_END_DECLS
