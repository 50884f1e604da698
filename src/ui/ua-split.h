/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define UA_TYPE_SPLIT (ua_split_get_type ())
G_DECLARE_FINAL_TYPE (UaSplit, ua_split, UA, SPLIT, GtkWidget)

GtkWidget *ua_split_new          (void);

GtkWidget *ua_split_get_content  (UaSplit   *self);
void       ua_split_set_content  (UaSplit   *self,
                                  GtkWidget *content);
GtkWidget *ua_split_get_pane     (UaSplit   *self);
void       ua_split_set_pane     (UaSplit   *self,
                                  GtkWidget *pane);
gboolean   ua_split_get_revealed (UaSplit   *self);
void       ua_split_set_revealed (UaSplit   *self,
                                  gboolean   revealed);
gboolean   ua_split_get_folded   (UaSplit   *self);

G_END_DECLS
