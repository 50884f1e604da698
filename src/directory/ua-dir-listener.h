/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-options.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * UaDirListener:
 *
 * Accepts connections for a #SoupServer, bounds their number, and closes those that idle, or that
 * take too long over a request.
 */
typedef struct _UaDirListener UaDirListener;

UaDirListener *ua_dir_listener_new          (SoupServer         *server,
                                             const UaDirOptions *options,
                                             GError            **error);
void           ua_dir_listener_stop         (UaDirListener      *self);
void           ua_dir_listener_free         (UaDirListener      *self);
char          *ua_dir_listener_get_name     (UaDirListener      *self,
                                             const char         *path);
char          *ua_dir_listener_get_base_uri (UaDirListener      *self,
                                             const char         *path);
void           ua_dir_listener_cut          (UaDirListener      *self,
                                             SoupServerMessage  *msg);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaDirListener, ua_dir_listener_free)

G_END_DECLS
