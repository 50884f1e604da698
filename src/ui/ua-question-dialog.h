/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dialog.h"

G_BEGIN_DECLS

#define UA_TYPE_QUESTION_DIALOG (ua_question_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UaQuestionDialog, ua_question_dialog, UA, QUESTION_DIALOG, UaDialog)

UaQuestionDialog *ua_question_dialog_new (const char *heading,
                                          const char *body,
                                          const char *decline_label,
                                          const char *accept_label,
                                          gboolean    destructive);

G_END_DECLS
