/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-connections.h"
#include "ua-dialog.h"

G_BEGIN_DECLS

#define UA_TYPE_PREFERENCES_DIALOG (ua_preferences_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UaPreferencesDialog, ua_preferences_dialog, UA, PREFERENCES_DIALOG, UaDialog)

UaPreferencesDialog *ua_preferences_dialog_new (UaConnections *connections);

G_END_DECLS
