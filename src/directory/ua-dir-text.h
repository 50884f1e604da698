/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-db.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * UaDirExpandFlags:
 * @UA_DIR_EXPAND_ALL: everything is filled in
 * @UA_DIR_EXPAND_NO_GROUPS: the groups of a member are left empty
 * @UA_DIR_EXPAND_NO_MEMBERS: the members of a group or with a security profile are left empty
 * @UA_DIR_EXPAND_NO_ROLES: the roles of the members of a group are left empty, and the role
 *   profiles with a security profile
 * @UA_DIR_EXPAND_NO_MEMBERSHIPS: the roles of a member in groups are left empty
 */
typedef enum
{
  UA_DIR_EXPAND_ALL = 0,
  UA_DIR_EXPAND_NO_GROUPS = 1 << 0,
  UA_DIR_EXPAND_NO_MEMBERS = 1 << 1,
  UA_DIR_EXPAND_NO_ROLES = 1 << 2,
  UA_DIR_EXPAND_NO_MEMBERSHIPS = 1 << 3,
} UaDirExpandFlags;

JsonNode *ua_dir_text_base        (const char        *path,
                                   const char        *uid);
JsonNode *ua_dir_text_display_of  (gint64             id);
JsonNode *ua_dir_text_reference   (const char        *path,
                                   const char        *uid,
                                   gint64             id);
JsonNode *ua_dir_text_delivery_of (gint64             message);
JsonNode *ua_dir_text_expiry      (void);
JsonNode *ua_dir_text_groups      (void);
JsonNode *ua_dir_text_members     (void);
JsonNode *ua_dir_text_roles       (void);
JsonNode *ua_dir_text_memberships (void);
JsonNode *ua_dir_text_count       (void);
JsonNode *ua_dir_text_seats       (void);
JsonNode *ua_dir_text_holders     (void);
JsonNode *ua_dir_text_given_roles (void);

gboolean  ua_dir_text_is_mark     (JsonNode          *node);
char     *ua_dir_text_write       (JsonObject        *object);
gboolean  ua_dir_text_expand      (GString           *out,
                                   UaDirDb           *db,
                                   const char        *base_uri,
                                   gint64             id,
                                   const char        *text,
                                   UaDirExpandFlags   flags,
                                   GError           **error);
void      ua_dir_text_append_json (GString           *out,
                                   JsonNode          *node);
void      ua_dir_text_append      (GString           *out,
                                   const char        *value);

G_END_DECLS
