/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dialog.h"
#include "ua-session.h"

G_BEGIN_DECLS

#define UA_TYPE_CROP_DIALOG (ua_crop_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UaCropDialog, ua_crop_dialog, UA, CROP_DIALOG, UaDialog)

UaCropDialog *ua_crop_dialog_new (UaSession  *session,
                                  const char *id,
                                  GdkPixbuf  *pixbuf);

G_END_DECLS
