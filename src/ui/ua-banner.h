/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define UA_TYPE_BANNER (ua_banner_get_type ())
G_DECLARE_FINAL_TYPE (UaBanner, ua_banner, UA, BANNER, GtkWidget)

GtkWidget  *ua_banner_new       (void);

const char *ua_banner_get_text  (UaBanner   *self);
void        ua_banner_show      (UaBanner   *self,
                                 const char *text,
                                 const char *button,
                                 const char *action);
void        ua_banner_hide      (UaBanner   *self);

G_END_DECLS
