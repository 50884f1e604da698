/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is to hold for every page and dialog, whatever it shows (PE-15). */
void ui_judge_names    (GtkWidget  *window,
                        const char *name);
void ui_judge_contrast (GtkWidget  *window,
                        GdkTexture *texture,
                        const char *name);
void ui_judge_labels   (GtkWidget  *window,
                        const char *name);

G_END_DECLS
