/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-field.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * UaScimFieldInfo:
 * @path: the path in filters and for sorting
 * @urn: (nullable): the URN of the extension that the attribute is in
 * @attribute: the attribute
 * @sub: (nullable): the sub-attribute
 * @among: whether the attribute has several values, of which one is the member's
 * @reference: whether the attribute is complex and is set as a whole, by the id of what it is
 * @writable: whether a client can set it
 *
 * Where a field is in a SCIM resource.
 */
typedef struct
{
  const char *path;
  const char *urn;
  const char *attribute;
  const char *sub;
  gboolean among;
  gboolean reference;
  gboolean writable;
} UaScimFieldInfo;

const UaScimFieldInfo *ua_scim_field_get_info (UaField     field);
gboolean               ua_scim_field_find     (const char *path,
                                               UaField    *field);
JsonObject            *ua_scim_choose_value   (JsonNode   *values);

/* How long a text may be that is shown, in characters. */
#define UA_SCIM_MAX_TEXT_CHARS 1000

char                  *ua_scim_read_token     (JsonNode   *node);
char                  *ua_scim_read_text      (JsonNode   *node);

G_END_DECLS
