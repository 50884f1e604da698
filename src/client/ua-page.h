/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-group.h"
#include "ua-member-record.h"
#include "ua-role-profile.h"

G_BEGIN_DECLS

/**
 * UaResource:
 * @UA_RESOURCE_USERS: members (`/Users`)
 * @UA_RESOURCE_GROUPS: teams, groups and sessions (`/Groups`)
 * @UA_RESOURCE_ROLE_PROFILES: role profiles (the extension's `/RoleProfiles`)
 *
 * What can be listed.
 */
typedef enum
{
  UA_RESOURCE_USERS,
  UA_RESOURCE_GROUPS,
  UA_RESOURCE_ROLE_PROFILES,
  UA_N_RESOURCES,
} UaResource;

/**
 * UaPositionKind:
 * @UA_POSITION_KIND_INDEX: the number of the first row, from 1 (RFC 7644, section 3.4.2.4)
 * @UA_POSITION_KIND_CURSOR: a cursor (RFC 9865); the empty one is the start
 * @UA_POSITION_KIND_AFTER: sorted by id, after that id; the empty one is the start
 *
 * The ways to say where a page begins.
 */
typedef enum
{
  UA_POSITION_KIND_INDEX,
  UA_POSITION_KIND_CURSOR,
  UA_POSITION_KIND_AFTER,
} UaPositionKind;

/**
 * UaPosition:
 *
 * Where a page begins.  Immutable and reference-counted.
 */
typedef struct _UaPosition UaPosition;

#define UA_TYPE_POSITION (ua_position_get_type ())

GType               ua_position_get_type       (void) G_GNUC_CONST;

UaPosition         *ua_position_new_index      (guint64             index);
UaPosition         *ua_position_new_cursor     (const char         *cursor);
UaPosition         *ua_position_new_after      (const char         *id);
UaPosition         *ua_position_ref            (UaPosition         *self);
void                ua_position_unref          (UaPosition         *self);

UaPositionKind      ua_position_get_kind       (const UaPosition   *self);
guint64             ua_position_get_index      (const UaPosition   *self);
const char         *ua_position_get_text       (const UaPosition   *self);
gboolean            ua_position_equal          (const UaPosition   *a,
                                                const UaPosition   *b);

/**
 * UaPage:
 *
 * One page of a list as the server gave it: what could be read, what could not, and what the
 * server says of the rest.  Immutable and reference-counted.
 *
 * What could not be read is left out and counted; it never costs the page.
 */
typedef struct _UaPage UaPage;

#define UA_TYPE_PAGE (ua_page_get_type ())

GType               ua_page_get_type           (void) G_GNUC_CONST;

UaPage             *ua_page_ref                (UaPage             *self);
void                ua_page_unref              (UaPage             *self);

UaResource          ua_page_get_resource       (const UaPage       *self);
UaPosition         *ua_page_get_position       (const UaPage       *self);
gint64              ua_page_get_total          (const UaPage       *self);
const char         *ua_page_get_next_cursor    (const UaPage       *self);

guint               ua_page_get_n              (const UaPage       *self);
const char         *ua_page_get_id             (const UaPage       *self,
                                                guint               n);
UaMemberRecord     *ua_page_get_member         (const UaPage       *self,
                                                guint               n);
UaGroup            *ua_page_get_group          (const UaPage       *self,
                                                guint               n);
guint               ua_page_get_n_in_group     (const UaPage       *self,
                                                guint               n);
const UaReference  *ua_page_get_nth_in_group   (const UaPage       *self,
                                                guint               n,
                                                guint               nth);
UaRoleProfile      *ua_page_get_role_profile   (const UaPage       *self,
                                                guint               n);

guint               ua_page_get_n_errors       (const UaPage       *self);
const char         *ua_page_get_error          (const UaPage       *self,
                                                guint               n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaPosition, ua_position_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaPage, ua_page_unref)

G_END_DECLS
