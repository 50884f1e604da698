/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define UA_TYPE_WRAP_LAYOUT (ua_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (UaWrapLayout, ua_wrap_layout, UA, WRAP_LAYOUT, GtkLayoutManager)

GtkLayoutManager *ua_wrap_layout_new (void);

G_END_DECLS
