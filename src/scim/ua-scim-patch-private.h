/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-scim-filter.h"
#include "ua-scim-schema.h"

G_BEGIN_DECLS

typedef enum
{
  UA_SCIM_PATCH_ADD,
  UA_SCIM_PATCH_REPLACE,
  UA_SCIM_PATCH_REMOVE,
} UaScimPatchVerb;

/*
 * One thing to do to one attribute.  @object is the resource, or the object of the extension that
 * the attribute is in.
 */
typedef struct
{
  UaScimPatchVerb verb;
  JsonObject *object;               /* (unowned) */
  const UaScimAttribute *attribute; /* (unowned) */
  const UaScimAttribute *sub;       /* (unowned) (nullable) */
  UaScimFilter *filter;             /* (unowned) (nullable) */
  JsonNode *value;                  /* (unowned) (nullable) */
  const char *path;                 /* (unowned): for messages */
} UaScimPatchTarget;

gboolean ua_scim_patch_unassign   (JsonObject               *object,
                                   const UaScimAttribute    *attribute,
                                   const char               *path,
                                   GError                  **error);
gboolean ua_scim_patch_assign     (JsonObject               *object,
                                   const UaScimAttribute    *attribute,
                                   JsonNode                 *value,
                                   const char               *path,
                                   GError                  **error);
gboolean ua_scim_patch_assign_sub (JsonObject               *object,
                                   const UaScimAttribute    *attribute,
                                   const UaScimAttribute    *sub,
                                   JsonNode                 *value,
                                   const char               *path,
                                   GError                  **error);
gboolean ua_scim_patch_merge      (JsonObject               *object,
                                   const UaScimAttribute    *attribute,
                                   JsonNode                 *value,
                                   const char               *path,
                                   GError                  **error);
gboolean ua_scim_patch_list       (const UaScimPatchTarget  *target,
                                   GError                  **error);

G_END_DECLS
