/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define UA_TYPE_CHOICE_POPOVER (ua_choice_popover_get_type ())
G_DECLARE_FINAL_TYPE (UaChoicePopover, ua_choice_popover, UA, CHOICE_POPOVER, GtkPopover)

GtkWidget *ua_choice_popover_new          (const char      *title);

void       ua_choice_popover_set_choices  (UaChoicePopover *self,
                                           GPtrArray       *choices,
                                           const char      *current);
void       ua_choice_popover_allow_typing (UaChoicePopover *self);

G_END_DECLS
