/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dialog.h"
#include "ua-invitee.h"

G_BEGIN_DECLS

#define UA_TYPE_INVITEE_DIALOG (ua_invitee_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UaInviteeDialog, ua_invitee_dialog, UA, INVITEE_DIALOG, UaDialog)

UaInviteeDialog *ua_invitee_dialog_new         (UaSession       *session,
                                                UaGroup         *group,
                                                UaInvitee       *invitee);

UaInvitee       *ua_invitee_dialog_get_invitee (UaInviteeDialog *self);

G_END_DECLS
