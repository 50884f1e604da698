/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "ua-field.h"

G_BEGIN_DECLS

/**
 * UaStatus:
 * @UA_STATUS_UNKNOWN: the server does not say
 * @UA_STATUS_INVITED: asked, no access yet (`invited`)
 * @UA_STATUS_ACTIVE: has access (`active`)
 * @UA_STATUS_DEACTIVATED: kept, no access (`deactivated`)
 * @UA_STATUS_LOCKED: active, but shut out for a while (`locked`)
 */
typedef enum
{
  UA_STATUS_UNKNOWN,
  UA_STATUS_INVITED,
  UA_STATUS_ACTIVE,
  UA_STATUS_DEACTIVATED,
  UA_STATUS_LOCKED,
} UaStatus;

/**
 * UaAccessLevel:
 * @UA_ACCESS_LEVEL_UNKNOWN: the server does not say
 * @UA_ACCESS_LEVEL_EMPLOYEE: the own profile (`employee`)
 * @UA_ACCESS_LEVEL_EXECUTIVE: may look at all, not change (`executive`)
 * @UA_ACCESS_LEVEL_ADMIN: may do all (`admin`)
 */
typedef enum
{
  UA_ACCESS_LEVEL_UNKNOWN,
  UA_ACCESS_LEVEL_EMPLOYEE,
  UA_ACCESS_LEVEL_EXECUTIVE,
  UA_ACCESS_LEVEL_ADMIN,
} UaAccessLevel;

/**
 * UaReference:
 * @id: what is referred to; for a label the label itself
 * @name: (nullable): how it is called, where known
 * @role: (nullable): the member's role there, such as `coach`
 *
 * An entry of a list field.
 */
typedef struct
{
  char *id;   /* (owned) */
  char *name; /* (owned) (nullable) */
  char *role; /* (owned) (nullable) */
} UaReference;

/**
 * UaMemberRecord:
 *
 * Everything known of one member at one time: immutable, reference-counted, and so free to cross
 * threads.
 */
typedef struct _UaMemberRecord UaMemberRecord;

#define UA_TYPE_MEMBER_RECORD (ua_member_record_get_type ())

GType           ua_member_record_get_type         (void) G_GNUC_CONST;

UaMemberRecord *ua_member_record_ref              (UaMemberRecord       *self);
void            ua_member_record_unref            (UaMemberRecord       *self);

const char     *ua_member_record_get              (const UaMemberRecord *self,
                                                   UaField               field);
guint           ua_member_record_get_n            (const UaMemberRecord *self,
                                                   UaField               field);
const UaReference *ua_member_record_get_nth       (const UaMemberRecord *self,
                                                   UaField               field,
                                                   guint                 n);
const char     *ua_member_record_get_id           (const UaMemberRecord *self);
const char     *ua_member_record_get_name         (const UaMemberRecord *self);
UaStatus        ua_member_record_get_status       (const UaMemberRecord *self);
UaAccessLevel   ua_member_record_get_access_level (const UaMemberRecord *self);
gboolean        ua_member_record_is_managed       (const UaMemberRecord *self,
                                                   UaField               field);
gboolean        ua_member_record_equal            (const UaMemberRecord *a,
                                                   const UaMemberRecord *b);

const char     *ua_status_to_token                (UaStatus              status);
UaStatus        ua_status_from_token              (const char           *token);
const char     *ua_access_level_to_token          (UaAccessLevel         level);
UaAccessLevel   ua_access_level_from_token        (const char           *token);

/**
 * UaMemberBuilder:
 *
 * Makes a #UaMemberRecord; belongs to one thread at a time.
 */
typedef struct _UaMemberBuilder UaMemberBuilder;

UaMemberBuilder *ua_member_builder_new             (void);
UaMemberBuilder *ua_member_builder_new_from_record (const UaMemberRecord *record);
void             ua_member_builder_free            (UaMemberBuilder      *self);
void             ua_member_builder_set             (UaMemberBuilder      *self,
                                                    UaField               field,
                                                    const char           *value);
void             ua_member_builder_take            (UaMemberBuilder      *self,
                                                    UaField               field,
                                                    char                 *value);
void             ua_member_builder_add             (UaMemberBuilder      *self,
                                                    UaField               field,
                                                    const char           *id,
                                                    const char           *name,
                                                    const char           *role);
void             ua_member_builder_clear           (UaMemberBuilder      *self,
                                                    UaField               field);
UaMemberRecord  *ua_member_builder_end             (UaMemberBuilder      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaMemberRecord, ua_member_record_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaMemberBuilder, ua_member_builder_free)

G_END_DECLS
