/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char  *ua_code_names_dup_country    (const char *code);
char  *ua_code_names_dup_language   (const char *tag);
char **ua_code_names_list_countries (void);

G_END_DECLS
