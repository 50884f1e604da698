/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-stream.h"

G_BEGIN_DECLS

#define UA_DIR_TYPE_STREAM_INPUT (ua_dir_stream_input_get_type ())

/**
 * UaDirStreamInput:
 *
 * What a #SoupServer reads of a #UaDirStream.
 */
G_DECLARE_FINAL_TYPE (UaDirStreamInput, ua_dir_stream_input, UA_DIR, STREAM_INPUT, GInputStream)

GInputStream *ua_dir_stream_input_new   (UaDirStream           *stream);

gssize        ua_dir_stream_read        (UaDirStream           *self,
                                         void                  *buffer,
                                         gsize                  size,
                                         GError               **error);
gboolean      ua_dir_stream_is_readable (UaDirStream           *self);
GSource      *ua_dir_stream_watch       (UaDirStream           *self,
                                         GPollableInputStream  *input);

G_END_DECLS
