/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define UA_TYPE_STYLE (ua_style_get_type ())
G_DECLARE_FINAL_TYPE (UaStyle, ua_style, UA, STYLE, GObject)

void     ua_style_init_gtk (void);

UaStyle *ua_style_new      (GdkDisplay *display);

G_END_DECLS
