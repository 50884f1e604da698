/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ua-errors.h"

G_BEGIN_DECLS

#define UA_TYPE_ERROR_BOX (ua_error_box_get_type ())
G_DECLARE_FINAL_TYPE (UaErrorBox, ua_error_box, UA, ERROR_BOX, GtkWidget)

GtkWidget *ua_error_box_new       (void);

void       ua_error_box_set_error (UaErrorBox     *self,
                                   const GError   *error,
                                   UaErrorContext  context);
void       ua_error_box_set_text  (UaErrorBox     *self,
                                   const char     *title,
                                   const char     *sentence,
                                   const char     *details);
void       ua_error_box_clear     (UaErrorBox     *self);

G_END_DECLS
