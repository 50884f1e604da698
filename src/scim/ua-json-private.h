/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-json.h"

G_BEGIN_DECLS

/**
 * UaJsonItemFunc:
 * @item: (nullable): an element of the list; %NULL when the list begins
 * @user_data: what was given
 *
 * What is done with each element of a list that is read item by item.
 *
 * Returns: whether to go on; if not, the list counts as too large
 */
typedef gboolean (*UaJsonItemFunc) (JsonNode *item,
                                    gpointer  user_data);

JsonNode   *ua_json_parse_list  (GBytes              *bytes,
                                 const UaJsonLimits  *limits,
                                 const char          *name,
                                 UaJsonItemFunc       func,
                                 gpointer             user_data,
                                 GError             **error);

const char *ua_json_scan_string (const char **cursor,
                                 const char  *end,
                                 gboolean     repair,
                                 GString     *out);
const char *ua_json_scan_number (const char **cursor,
                                 const char  *end,
                                 gboolean    *is_integer,
                                 gint64      *integer,
                                 double      *number);
guint       ua_json_hash_text   (gconstpointer text);
void        ua_json_quote       (GString     *out,
                                 const char  *text);

G_END_DECLS
