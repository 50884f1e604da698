/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-application.h"
#include "ua-connections.h"
#include "ua-session.h"

G_BEGIN_DECLS

#define UA_TYPE_WINDOW (ua_window_get_type ())
G_DECLARE_FINAL_TYPE (UaWindow, ua_window, UA, WINDOW, AdwApplicationWindow)

UaWindow  *ua_window_new          (UaApplication *application,
                                   UaConnections *connections);

UaSession *ua_window_get_session  (UaWindow      *self);
void       ua_window_choose       (UaWindow      *self);
void       ua_window_open         (UaWindow      *self,
                                   UaConnection  *connection,
                                   UaCredentials *credentials);
void       ua_window_forget       (UaWindow      *self,
                                   UaConnection  *connection);

G_END_DECLS
