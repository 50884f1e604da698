/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ua-members-page.h"

#define BENCH_APP_N_WORDS 5

GtkWidget     *bench_app_find       (GtkWidget *widget,
                                     GType      type);
UaMembersPage *bench_app_get_page   (GtkWindow *window);
UaMemberList  *bench_app_get_list   (GtkWindow *window);
const char    *bench_app_get_prefix (guint      at,
                                     guint      n_words);
