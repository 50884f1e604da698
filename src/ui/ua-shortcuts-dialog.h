/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dialog.h"

G_BEGIN_DECLS

#define UA_TYPE_SHORTCUTS_DIALOG (ua_shortcuts_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UaShortcutsDialog, ua_shortcuts_dialog, UA, SHORTCUTS_DIALOG, UaDialog)

UaShortcutsDialog *ua_shortcuts_dialog_new (void);

G_END_DECLS
