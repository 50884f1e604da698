/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The prefix of the .ui files in the resource. */
#define UA_UI_PATH "/com/example/UserAdmin/ui/"

void       ua_ui_init             (void);
double     ua_ui_get_text_scale   (void);
void       ua_ui_widen_clamps     (GtkWidget      *widget);
void       ua_ui_search_by_typing (GtkSearchEntry *entry,
                                   GtkWidget      *list);
void       ua_ui_rebind           (GtkListView    *list);
void       ua_ui_tell_when_cut    (GtkWidget      *widget,
                                   GtkLabel       *label);
GtkWidget *ua_ui_new_menu         (GMenuModel     *model);

G_END_DECLS
