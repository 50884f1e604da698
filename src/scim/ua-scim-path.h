/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * UaScimPath:
 *
 * An attribute path such as `userName`, `name.givenName`, `emails[type eq "work"].value` or
 * `urn:ietf:params:scim:schemas:core:2.0:User:userName`.  Immutable, reference-counted, may cross
 * threads.
 */
typedef struct _UaScimPath UaScimPath;
typedef struct _UaScimFilter UaScimFilter;

UaScimPath   *ua_scim_path_new           (const char        *urn,
                                          const char        *attribute,
                                          UaScimFilter      *filter,
                                          const char        *sub);
UaScimPath   *ua_scim_path_parse         (const char        *text,
                                          GError           **error);
UaScimPath   *ua_scim_path_ref           (UaScimPath        *self);
void          ua_scim_path_unref         (UaScimPath        *self);

const char   *ua_scim_path_get_urn       (const UaScimPath  *self);
const char   *ua_scim_path_get_attribute (const UaScimPath  *self);
UaScimFilter *ua_scim_path_get_filter    (const UaScimPath  *self);
const char   *ua_scim_path_get_sub       (const UaScimPath  *self);

gboolean      ua_scim_path_equal         (const UaScimPath  *a,
                                          const UaScimPath  *b);
char         *ua_scim_path_to_string     (const UaScimPath  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaScimPath, ua_scim_path_unref)

G_END_DECLS
