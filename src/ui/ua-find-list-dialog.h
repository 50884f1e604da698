/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dialog.h"
#include "ua-session.h"

G_BEGIN_DECLS

#define UA_TYPE_FIND_LIST_DIALOG (ua_find_list_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UaFindListDialog, ua_find_list_dialog, UA, FIND_LIST_DIALOG, UaDialog)

UaFindListDialog *ua_find_list_dialog_new (UaSession *session);

G_END_DECLS
