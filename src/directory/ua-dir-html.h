/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void ua_dir_html_text    (GString    *out,
                          const char *text);
void ua_dir_html_open    (GString    *out,
                          const char *name,
                          ...) G_GNUC_NULL_TERMINATED;
void ua_dir_html_close   (GString    *out,
                          const char *name);
void ua_dir_html_element (GString    *out,
                          const char *name,
                          const char *text,
                          ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
