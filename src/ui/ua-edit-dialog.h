/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dialog.h"
#include "ua-session.h"

G_BEGIN_DECLS

#define UA_TYPE_EDIT_DIALOG (ua_edit_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UaEditDialog, ua_edit_dialog, UA, EDIT_DIALOG, UaDialog)

UaEditDialog *ua_edit_dialog_new (UaSession *session,
                                  UaMember  *member);

G_END_DECLS
