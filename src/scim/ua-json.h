/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * UaJsonLimits:
 * @max_bytes: the longest text that is read
 * @max_depth: how many arrays and objects may stand in one another, at most 1000
 * @max_values: how many values there may be, counting each array and object
 * @max_members: how many members one object may have
 * @repair: whether texts that are no Unicode and numbers that are too large are replaced instead of
 *   refused, so that one damaged field of one record does not cost a whole page
 *
 * What ua_json_parse() accepts.  The number of values bounds the memory, the number of members
 * the time that names with the same hash can cost.
 */
typedef struct
{
  gsize max_bytes;
  guint max_depth;
  gsize max_values;
  guint max_members;
  gboolean repair;
} UaJsonLimits;

#define UA_JSON_MAX_BYTES   ((gsize) 32 * 1024 * 1024)
#define UA_JSON_MAX_DEPTH   64
#define UA_JSON_MAX_VALUES  ((gsize) 2 * 1000 * 1000)
#define UA_JSON_MAX_MEMBERS 4096

JsonNode   *ua_json_parse       (GBytes              *bytes,
                                 const UaJsonLimits  *limits,
                                 GError             **error);
GBytes     *ua_json_write       (JsonNode            *node);
char       *ua_json_to_text     (JsonNode            *node);
void        ua_json_write_to    (GString             *out,
                                 JsonNode            *node);
JsonNode   *ua_json_from_object (JsonObject          *object);
JsonNode   *ua_json_copy_node   (JsonNode            *node);
JsonObject *ua_json_copy_object (JsonObject          *object);

const char *ua_json_find_name   (JsonObject          *object,
                                 const char          *name);
JsonNode   *ua_json_get         (JsonObject          *object,
                                 const char          *name);
JsonObject *ua_json_get_object  (JsonObject          *object,
                                 const char          *name);
JsonArray  *ua_json_get_array   (JsonObject          *object,
                                 const char          *name);
const char *ua_json_get_string  (JsonObject          *object,
                                 const char          *name);
void        ua_json_set         (JsonObject          *object,
                                 const char          *name,
                                 JsonNode            *value);

const char *ua_json_as_string   (JsonNode            *node);
char       *ua_json_read_text   (JsonNode            *node);
gboolean    ua_json_read_bool   (JsonNode            *node,
                                 gboolean            *value);
gboolean    ua_json_read_int    (JsonNode            *node,
                                 gint64              *value);

G_END_DECLS
