/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>

G_BEGIN_DECLS

GdkPixbuf *ua_picture_decode        (GBytes               *bytes,
                                     int                   max_side,
                                     GError              **error);
GBytes    *ua_picture_encode        (GdkPixbuf            *pixbuf,
                                     int                   x,
                                     int                   y,
                                     int                   side,
                                     GError              **error);

void       ua_picture_decode_async  (GBytes               *bytes,
                                     int                   max_side,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
void       ua_picture_load_async    (GFile                *file,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
GdkPixbuf *ua_picture_finish        (GAsyncResult         *result,
                                     GError              **error);

G_END_DECLS
