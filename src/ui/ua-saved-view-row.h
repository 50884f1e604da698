/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ua-saved-view.h"

G_BEGIN_DECLS

#define UA_TYPE_SAVED_VIEW_ROW (ua_saved_view_row_get_type ())
G_DECLARE_FINAL_TYPE (UaSavedViewRow, ua_saved_view_row, UA, SAVED_VIEW_ROW, GtkListBoxRow)

GtkWidget   *ua_saved_view_row_new      (UaSavedView    *view);

UaSavedView *ua_saved_view_row_get_view (UaSavedViewRow *self);

G_END_DECLS
