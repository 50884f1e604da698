/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-attribute.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* For how long what was learned by trying counts before it is tried again: a day, so that a server
 * that was mended is believed soon, and costs one request a day where it was not. */
#define UA_CAPABILITIES_MAX_AGE_MS (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)

/**
 * UaSupport:
 * @UA_SUPPORT_UNKNOWN: the server has not said and it has not been tried
 * @UA_SUPPORT_NO: the server cannot
 * @UA_SUPPORT_YES: the server can
 */
typedef enum
{
  UA_SUPPORT_UNKNOWN,
  UA_SUPPORT_NO,
  UA_SUPPORT_YES,
} UaSupport;

/**
 * UaCapability:
 * @UA_CAPABILITY_UPDATE: members can be changed, in one form or the other
 * @UA_CAPABILITY_PATCH: PATCH (RFC 7644, section 3.5.2)
 * @UA_CAPABILITY_PATCH_PATHS: operations of a PATCH that name a path; some servers take only values
 *   by the names of their attributes (section 3.5.2.3, without `path`)
 * @UA_CAPABILITY_BULK: bulk requests (section 3.7)
 * @UA_CAPABILITY_FILTER: filters (section 3.4.2.2)
 * @UA_CAPABILITY_SORT: sorting (section 3.4.2.3)
 * @UA_CAPABILITY_ETAG: versions (section 3.14)
 * @UA_CAPABILITY_CHANGE_PASSWORD: a password can be set
 * @UA_CAPABILITY_INDEX_PAGING: `startIndex` and `count` (section 3.4.2.4)
 * @UA_CAPABILITY_CURSOR_PAGING: `cursor` (RFC 9865)
 * @UA_CAPABILITY_ME: `/Me` (section 3.11)
 * @UA_CAPABILITY_GROUPS: the resource type Group
 * @UA_CAPABILITY_ENTERPRISE: the enterprise extension of User (RFC 7643, section 4.3)
 * @UA_CAPABILITY_STATUS: the extension's `status`
 * @UA_CAPABILITY_ACCESS_LEVEL: the extension's `accessLevel`
 * @UA_CAPABILITY_ROLE_PROFILES: the extension's `roleProfile` and the resource type RoleProfile
 * @UA_CAPABILITY_GROUP_KINDS: the extension of Group
 * @UA_CAPABILITY_ACTIONS: the extension's `/Actions`; which, ua_capabilities_has_action() tells
 * @UA_CAPABILITY_PICTURES: the extension's `/Users/ID/picture`
 * @UA_CAPABILITY_INVITATIONS: the extension's resource type Invitation
 * @UA_CAPABILITY_MESSAGES: the extension's resource type Message
 * @UA_CAPABILITY_AUDIT_EVENTS: the extension's resource type AuditEvent
 * @UA_CAPABILITY_PROVISIONING_RUNS: the extension's resource type ProvisioningRun
 * @UA_CAPABILITY_SECURITY_PROFILES: the extension's resource type SecurityProfile
 * @UA_CAPABILITY_SETTINGS: the extension's resource type Setting
 * @UA_CAPABILITY_SEATS: the extension's resource type Seat
 *
 * What a server may or may not be able to do.
 */
typedef enum
{
  UA_CAPABILITY_UPDATE,
  UA_CAPABILITY_PATCH,
  UA_CAPABILITY_PATCH_PATHS,
  UA_CAPABILITY_BULK,
  UA_CAPABILITY_FILTER,
  UA_CAPABILITY_SORT,
  UA_CAPABILITY_ETAG,
  UA_CAPABILITY_CHANGE_PASSWORD,
  UA_CAPABILITY_INDEX_PAGING,
  UA_CAPABILITY_CURSOR_PAGING,
  UA_CAPABILITY_ME,
  UA_CAPABILITY_GROUPS,
  UA_CAPABILITY_ENTERPRISE,
  UA_CAPABILITY_STATUS,
  UA_CAPABILITY_ACCESS_LEVEL,
  UA_CAPABILITY_ROLE_PROFILES,
  UA_CAPABILITY_GROUP_KINDS,
  UA_CAPABILITY_ACTIONS,
  UA_CAPABILITY_PICTURES,
  UA_CAPABILITY_INVITATIONS,
  UA_CAPABILITY_MESSAGES,
  UA_CAPABILITY_AUDIT_EVENTS,
  UA_CAPABILITY_PROVISIONING_RUNS,
  UA_CAPABILITY_SECURITY_PROFILES,
  UA_CAPABILITY_SETTINGS,
  UA_CAPABILITY_SEATS,
  UA_N_CAPABILITIES,
} UaCapability;

/**
 * UaCapabilities:
 *
 * What a server can do, as far as is known: each point on its own, so that one that is missing
 * never makes another "not supported".  Immutable and reference-counted; what is learned makes a
 * new one.
 *
 * A point is known from what the server says of itself (RFC 7643, section 5), or by trying, which
 * counts for more, but not for ever.
 */
typedef struct _UaCapabilities UaCapabilities;

#define UA_TYPE_CAPABILITIES (ua_capabilities_get_type ())

GType           ua_capabilities_get_type         (void) G_GNUC_CONST;

UaCapabilities *ua_capabilities_new              (void);
UaCapabilities *ua_capabilities_new_from_text    (const char           *text);
UaCapabilities *ua_capabilities_ref              (UaCapabilities       *self);
void            ua_capabilities_unref            (UaCapabilities       *self);

UaSupport       ua_capabilities_get              (const UaCapabilities *self,
                                                  UaCapability          capability);
gboolean        ua_capabilities_may              (const UaCapabilities *self,
                                                  UaCapability          capability);
guint           ua_capabilities_get_page_size    (const UaCapabilities *self);
const char     *ua_capabilities_get_users_path   (const UaCapabilities *self);
const char     *ua_capabilities_get_groups_path  (const UaCapabilities *self);
gboolean        ua_capabilities_has_action       (const UaCapabilities *self,
                                                  const char           *action);
char           *ua_capabilities_to_text          (const UaCapabilities *self);

UaCapabilities *ua_capabilities_with                   (const UaCapabilities *self,
                                                        UaCapability          capability,
                                                        UaSupport             support);
UaCapabilities *ua_capabilities_with_page_size         (const UaCapabilities *self,
                                                        guint                 page_size);
UaCapabilities *ua_capabilities_with_users_path        (const UaCapabilities *self,
                                                        const char           *path);
UaCapabilities *ua_capabilities_with_groups_path       (const UaCapabilities *self,
                                                        const char           *path);
UaCapabilities *ua_capabilities_with_actions           (const UaCapabilities *self,
                                                        const char * const   *actions);
UaCapabilities *ua_capabilities_with_learned           (const UaCapabilities *self,
                                                        UaCapability          capability,
                                                        UaSupport             support,
                                                        gint64                now);
UaCapabilities *ua_capabilities_with_learned_page_size (const UaCapabilities *self,
                                                        guint                 page_size,
                                                        gint64                now);
UaCapabilities *ua_capabilities_with_remembered        (const UaCapabilities *self,
                                                        const UaCapabilities *remembered,
                                                        gint64                now);
GPtrArray      *ua_capabilities_get_attributes   (const UaCapabilities *self);
UaCapabilities *ua_capabilities_with_attributes  (const UaCapabilities *self,
                                                  GPtrArray            *attributes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaCapabilities, ua_capabilities_unref)

G_END_DECLS
