/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-json.h"

G_BEGIN_DECLS

const char *ua_json_scan_string (const char **cursor,
                                 const char  *end,
                                 gboolean     repair,
                                 GString     *out);
const char *ua_json_scan_number (const char **cursor,
                                 const char  *end,
                                 gboolean    *is_integer,
                                 gint64      *integer,
                                 double      *number);
void        ua_json_quote       (GString     *out,
                                 const char  *text);

G_END_DECLS
