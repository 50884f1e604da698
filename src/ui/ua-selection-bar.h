/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ua-member-selection.h"
#include "ua-session.h"

G_BEGIN_DECLS

#define UA_TYPE_SELECTION_BAR (ua_selection_bar_get_type ())
G_DECLARE_FINAL_TYPE (UaSelectionBar, ua_selection_bar, UA, SELECTION_BAR, GtkWidget)

GtkWidget *ua_selection_bar_new           (void);

void       ua_selection_bar_set_selection (UaSelectionBar    *self,
                                           UaSession         *session,
                                           UaMemberSelection *selection);
gboolean   ua_selection_bar_get_active    (UaSelectionBar    *self);
void       ua_selection_bar_set_active    (UaSelectionBar    *self,
                                           gboolean           active);
gboolean   ua_selection_bar_get_shown     (UaSelectionBar    *self);
GMenu     *ua_selection_bar_get_menu      (UaSelectionBar    *self);

G_END_DECLS
