/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-scim-schema.h"

G_BEGIN_DECLS

/**
 * UaScimProjection:
 *
 * Which attributes a response holds (RFC 7644, section 3.9).  Immutable; may cross threads.
 */
typedef struct _UaScimProjection UaScimProjection;

UaScimProjection *ua_scim_projection_new   (const UaScimResourceType  *type,
                                            const char                *attributes,
                                            const char                *excluded,
                                            GError                   **error);
void              ua_scim_projection_free  (UaScimProjection          *self);

gboolean          ua_scim_projection_wants (const UaScimProjection    *self,
                                            const char                *urn,
                                            const char                *attribute);
JsonObject       *ua_scim_projection_apply (const UaScimProjection    *self,
                                            JsonObject                *resource);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaScimProjection, ua_scim_projection_free)

G_END_DECLS
