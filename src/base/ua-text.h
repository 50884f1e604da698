/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *ua_text_fold         (const char *text);
char *ua_text_fold_umlauts (const char *text);
char *ua_text_sort_key     (const char *text);
char *ua_text_clean        (const char *text,
                            gsize       max_chars);
char *ua_text_initials     (const char *name);

G_END_DECLS
