/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * UaGroupKind:
 * @UA_GROUP_KIND_TEAM: a team, with members and coaches; what plain SCIM calls a Group counts
 *   as one
 * @UA_GROUP_KIND_GROUP: a group with group roles
 * @UA_GROUP_KIND_SESSION: a program session
 */
typedef enum
{
  UA_GROUP_KIND_TEAM,
  UA_GROUP_KIND_GROUP,
  UA_GROUP_KIND_SESSION,
} UaGroupKind;

#define UA_TYPE_GROUP (ua_group_get_type ())
G_DECLARE_FINAL_TYPE (UaGroup, ua_group, UA, GROUP, GObject)

UaGroup     *ua_group_new              (const char  *id,
                                        const char  *name,
                                        UaGroupKind  kind,
                                        const char  *version);

const char  *ua_group_get_id           (UaGroup     *self);
const char  *ua_group_get_name         (UaGroup     *self);
UaGroupKind  ua_group_get_kind         (UaGroup     *self);
const char  *ua_group_get_version      (UaGroup     *self);

const char  *ua_group_kind_to_token    (UaGroupKind  kind);
UaGroupKind  ua_group_kind_from_token  (const char  *token);

G_END_DECLS
