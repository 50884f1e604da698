/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define UA_DIR_IMAGE_MAX_BYTES ((gsize) 1536 * 1024)
#define UA_DIR_IMAGE_MAX_SIDE 4096

GBytes *ua_dir_image_clean (GBytes       *bytes,
                            const char  **type,
                            GError      **error);

G_END_DECLS
