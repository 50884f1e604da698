/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-member-record.h"

G_BEGIN_DECLS

/**
 * UaPatchEntry:
 * @field: a field that is no list
 * @old_value: (nullable): the value when editing began
 * @new_value: (nullable): the value that is wanted
 */
typedef struct
{
  UaField field;
  char *old_value; /* (owned) (nullable) */
  char *new_value; /* (owned) (nullable) */
} UaPatchEntry;

/**
 * UaPatch:
 *
 * What to change of one member: the fields with old and new value, and the version of the member
 * that the old values are of.  Immutable and reference-counted.
 */
typedef struct _UaPatch UaPatch;

#define UA_TYPE_PATCH (ua_patch_get_type ())

GType               ua_patch_get_type         (void) G_GNUC_CONST;

UaPatch            *ua_patch_new              (const char           *member_id,
                                               const char           *base_version,
                                               const UaPatchEntry   *entries,
                                               guint                 n_entries);
UaPatch            *ua_patch_new_difference   (const UaMemberRecord *from,
                                               const UaMemberRecord *to);
UaPatch            *ua_patch_ref              (UaPatch              *self);
void                ua_patch_unref            (UaPatch              *self);

const char         *ua_patch_get_member_id    (const UaPatch        *self);
const char         *ua_patch_get_base_version (const UaPatch        *self);
guint               ua_patch_get_n            (const UaPatch        *self);
const UaPatchEntry *ua_patch_get_nth          (const UaPatch        *self,
                                               guint                 n);
const UaPatchEntry *ua_patch_find             (const UaPatch        *self,
                                               UaField               field);
UaField             ua_patch_get_shown_field  (const UaPatch        *self,
                                               UaField               field);

UaMemberRecord     *ua_patch_apply            (const UaPatch        *self,
                                               const UaMemberRecord *record);
UaPatch            *ua_patch_rebase           (const UaPatch        *self,
                                               const UaMemberRecord *theirs,
                                               UaPatch             **conflicts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaPatch, ua_patch_unref)

G_END_DECLS
