/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dialog.h"
#include "ua-errors.h"

G_BEGIN_DECLS

#define UA_TYPE_NAME_DIALOG (ua_name_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UaNameDialog, ua_name_dialog, UA, NAME_DIALOG, UaDialog)

UaNameDialog *ua_name_dialog_new         (const char    *title,
                                          const char    *verb,
                                          const char    *name);

void          ua_name_dialog_set_choices (UaNameDialog  *self,
                                          const char    *title,
                                          GListModel    *choices);
guint         ua_name_dialog_get_chosen  (UaNameDialog  *self);
void          ua_name_dialog_finish      (UaNameDialog  *self,
                                          const GError  *error,
                                          const char    *taken);

G_END_DECLS
