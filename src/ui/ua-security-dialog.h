/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dialog.h"
#include "ua-session.h"

G_BEGIN_DECLS

#define UA_TYPE_SECURITY_DIALOG (ua_security_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UaSecurityDialog, ua_security_dialog, UA, SECURITY_DIALOG, UaDialog)

UaSecurityDialog *ua_security_dialog_new (UaSession *session,
                                          UaEntry   *profile);

G_END_DECLS
