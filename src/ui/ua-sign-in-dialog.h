/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dialog.h"
#include "ua-session.h"

G_BEGIN_DECLS

#define UA_TYPE_SIGN_IN_DIALOG (ua_sign_in_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UaSignInDialog, ua_sign_in_dialog, UA, SIGN_IN_DIALOG, UaDialog)

UaSignInDialog *ua_sign_in_dialog_new (UaSession *session);

G_END_DECLS
