/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * UA_TIME_NONE:
 *
 * What the functions here give for "no such time"; no valid time has this value.
 */
#define UA_TIME_NONE G_MININT64

gint64    ua_time_now        (void);
gint64    ua_time_parse      (const char *text);
char     *ua_time_format     (gint64      unix_ms);
gint64    ua_time_parse_http (const char *text);
gboolean  ua_date_is_valid   (const char *text);

G_END_DECLS
