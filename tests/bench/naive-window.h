/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

GtkWidget *naive_content_new (guint       n_members,
                              GtkWidget **entry);
