/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define UA_TYPE_STATE_ROW (ua_state_row_get_type ())
G_DECLARE_FINAL_TYPE (UaStateRow, ua_state_row, UA, STATE_ROW, GtkWidget)

GtkWidget *ua_state_row_new          (void);

guint      ua_state_row_get_position (UaStateRow *self);
void       ua_state_row_set_position (UaStateRow *self,
                                      guint       position);
void       ua_state_row_set_avatar   (UaStateRow *self,
                                      const char *name);
void       ua_state_row_set_icon     (UaStateRow *self,
                                      const char *icon_name);
void       ua_state_row_set_text     (UaStateRow *self,
                                      const char *title,
                                      const char *caption);
void       ua_state_row_set_state    (UaStateRow *self,
                                      const char *icon_name,
                                      const char *word,
                                      const char *style_class);
void       ua_state_row_set_when     (UaStateRow *self,
                                      const char *when,
                                      const char *exact);

G_END_DECLS
