/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean  ua_dir_address_is_valid   (const char *address);
char     *ua_dir_address_get_domain (const char *address);
char     *ua_dir_address_to_ascii   (const char *address);

G_END_DECLS
