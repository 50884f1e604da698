/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-kind.h"
#include "ua-scim-project.h"

G_BEGIN_DECLS

/**
 * UaDirTold:
 * @UA_DIR_TOLD_SECURITY_PROFILES: the security profiles of a member
 * @UA_DIR_TOLD_RIGHTS: the rights of a member
 * @UA_DIR_TOLD_ACTIONS: what the viewer may do to a member
 * @UA_DIR_TOLD_ATTRIBUTES: what the viewer may change of a member
 * @UA_DIR_TOLD_PERMISSIONS: what a member may do to some others, and where that comes from
 * @UA_DIR_TOLD_REFERENCES: what refers to a member
 *
 * What is told of a member when one asks for it by name.
 */
typedef enum
{
  UA_DIR_TOLD_NOTHING = 0,
  UA_DIR_TOLD_SECURITY_PROFILES = 1 << 0,
  UA_DIR_TOLD_RIGHTS = 1 << 1,
  UA_DIR_TOLD_ACTIONS = 1 << 2,
  UA_DIR_TOLD_ATTRIBUTES = 1 << 3,
  UA_DIR_TOLD_PERMISSIONS = 1 << 4,
  UA_DIR_TOLD_REFERENCES = 1 << 5,
} UaDirTold;

UaDirTold ua_dir_told_find (const UaDirKind         *kind,
                            const UaScimProjection  *projection);
gboolean  ua_dir_told_add  (UaDirTold                told,
                            UaDirDb                 *db,
                            const UaDirActor        *viewer,
                            const char              *base_uri,
                            gint64                   id,
                            JsonObject              *object,
                            GError                 **error);

G_END_DECLS
