/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dialog.h"
#include "ua-session.h"

G_BEGIN_DECLS

#define UA_TYPE_CHANGES_DIALOG (ua_changes_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UaChangesDialog, ua_changes_dialog, UA, CHANGES_DIALOG, UaDialog)

UaChangesDialog *ua_changes_dialog_new (UaSession *session);

G_END_DECLS
