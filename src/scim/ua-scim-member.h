/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-group.h"
#include "ua-member-record.h"
#include "ua-patch.h"
#include "ua-role-profile.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

const char     *ua_scim_field_get_path    (UaField                field);
gboolean        ua_scim_field_is_writable (UaField                field);

UaMemberRecord *ua_scim_member_read       (JsonObject            *resource,
                                           const char            *path,
                                           GError               **error);
UaGroup        *ua_scim_group_read        (JsonObject            *resource,
                                           const char            *path,
                                           GError               **error);
GArray         *ua_scim_group_get_members (JsonObject            *resource);
UaRoleProfile  *ua_scim_role_profile_read (JsonObject            *resource,
                                           const char            *path,
                                           GError               **error);

JsonNode       *ua_scim_member_to_patch   (const UaPatch         *patch,
                                           const UaMemberRecord  *base,
                                           GError               **error);
JsonNode       *ua_scim_member_to_plain_patch
                                          (const UaPatch         *patch,
                                           JsonObject            *current,
                                           GError               **error);
JsonNode       *ua_scim_member_to_put     (const UaPatch         *patch,
                                           JsonObject            *current,
                                           GError               **error);
JsonNode       *ua_scim_member_to_post    (const UaMemberRecord  *record);

G_END_DECLS
