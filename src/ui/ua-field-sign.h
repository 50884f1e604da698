/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ua-field-keeper.h"

G_BEGIN_DECLS

#define UA_TYPE_FIELD_SIGN (ua_field_sign_get_type ())
G_DECLARE_FINAL_TYPE (UaFieldSign, ua_field_sign, UA, FIELD_SIGN, GtkWidget)

GtkWidget *ua_field_sign_new  (void);
void       ua_field_sign_show (UaFieldSign   *self,
                               UaFieldKeeper *keeper);
void       ua_field_sign_show_state
                              (UaFieldSign   *self,
                               UaFieldState   state,
                               const char    *problem,
                               const char    *lock);

G_END_DECLS
