/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean ua_sync_id_is_valid        (const char  *id);
char    *ua_sync_id_from_address    (const char  *address);
char    *ua_sync_get_config_file    (void);
char    *ua_sync_get_cache_dir      (const char  *connection_id);
char    *ua_sync_get_directory_dir  (const char  *connection_id);
char    *ua_sync_get_socket_path    (const char  *connection_id);
gboolean ua_sync_make_private_dir   (const char  *path,
                                     GError     **error);
gboolean ua_sync_remove_tree        (const char  *path,
                                     GError     **error);

G_END_DECLS
