/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-options.h"
#include "ua-dir-stream.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * UaDirListener:
 *
 * Accepts connections for a #SoupServer, bounds their number, and ends those that take too long.
 *
 * Main thread.
 */
typedef struct _UaDirListener UaDirListener;

UaDirListener *ua_dir_listener_new          (SoupServer              *server,
                                             const UaDirOptions      *options,
                                             const UaDirStreamFuncs  *funcs,
                                             gpointer                 user_data,
                                             GError                 **error);
void           ua_dir_listener_finish       (UaDirListener           *self);
gboolean       ua_dir_listener_is_finishing (UaDirListener           *self);
void           ua_dir_listener_free         (UaDirListener           *self);
UaDirStream   *ua_dir_listener_find         (UaDirListener           *self,
                                             SoupServerMessage       *msg);
const char    *ua_dir_listener_get_peer     (UaDirListener           *self,
                                             SoupServerMessage       *msg);
void           ua_dir_listener_forget       (UaDirListener           *self,
                                             UaDirStream             *stream);
guint          ua_dir_listener_count_work   (UaDirListener           *self);
char          *ua_dir_listener_get_name     (UaDirListener           *self,
                                             const char              *path);
char          *ua_dir_listener_get_base_uri (UaDirListener           *self,
                                             const char              *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaDirListener, ua_dir_listener_free)

G_END_DECLS
