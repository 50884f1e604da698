/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dialog.h"
#include "ua-session.h"

G_BEGIN_DECLS

#define UA_TYPE_PICK_MEMBERS_DIALOG (ua_pick_members_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UaPickMembersDialog, ua_pick_members_dialog, UA, PICK_MEMBERS_DIALOG,
                      UaDialog)

UaPickMembersDialog *ua_pick_members_dialog_new (UaSession *session,
                                                 UaGroup   *group);

G_END_DECLS
