/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dialog.h"
#include "ua-group.h"
#include "ua-session.h"

G_BEGIN_DECLS

#define UA_TYPE_INVITE_DIALOG (ua_invite_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UaInviteDialog, ua_invite_dialog, UA, INVITE_DIALOG, UaDialog)

gboolean        ua_invite_dialog_is_possible (UaSession      *session,
                                              UaGroup        *group);
UaInviteDialog *ua_invite_dialog_new         (UaSession      *session,
                                              UaGroup        *group);
void            ua_invite_dialog_add         (UaInviteDialog *self,
                                              const char     *addresses);

G_END_DECLS
