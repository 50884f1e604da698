/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

char   *ua_dir_key                (const char *text);
gint64  ua_dir_read_time          (const char *text);
void    ua_dir_functions_register (sqlite3    *handle);

G_END_DECLS
