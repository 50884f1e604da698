/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GPtrArray *ui_make_longer  (GtkWidget *window);
void       ui_make_as_were (GPtrArray *labels);

G_END_DECLS
