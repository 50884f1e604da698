/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-connections.h"
#include "ua-dialog.h"

G_BEGIN_DECLS

#define UA_TYPE_CONNECT_DIALOG (ua_connect_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UaConnectDialog, ua_connect_dialog, UA, CONNECT_DIALOG, UaDialog)

UaConnectDialog *ua_connect_dialog_new (UaConnections *connections);

G_END_DECLS
