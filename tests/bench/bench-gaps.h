/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

typedef void (*BenchDone) (gpointer user_data);

void bench_gaps_run (GtkWindow *window,
                     BenchDone  done,
                     gpointer   user_data);
