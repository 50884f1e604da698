/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void   ua_file_chooser_open_async  (GtkWidget            *parent,
                                    const char           *title,
                                    const char           *kind,
                                    const char * const   *types,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
GFile *ua_file_chooser_open_finish (GAsyncResult         *result,
                                    GError              **error);

G_END_DECLS
