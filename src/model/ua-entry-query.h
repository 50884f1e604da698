/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-entry.h"

G_BEGIN_DECLS

/**
 * UaEntryOp:
 * @UA_ENTRY_OP_EQUAL: the attribute, or one of the values of a list, is the value
 * @UA_ENTRY_OP_FROM: the attribute is the value or comes after it (times)
 *
 * How an attribute is compared.
 */
typedef enum
{
  UA_ENTRY_OP_EQUAL,
  UA_ENTRY_OP_FROM,
} UaEntryOp;

/**
 * UaEntryQuery:
 *
 * Which entries of one type, and in what order: immutable and reference-counted.  It is only a
 * description: the client makes a SCIM filter of it, and what is kept on this computer is looked
 * through with ua_entry_query_matches().
 */
typedef struct _UaEntryQuery UaEntryQuery;

#define UA_TYPE_ENTRY_QUERY (ua_entry_query_get_type ())

GType               ua_entry_query_get_type       (void) G_GNUC_CONST;

UaEntryQuery       *ua_entry_query_new            (UaEntryType          type,
                                                   const char          *search);
UaEntryQuery       *ua_entry_query_ref            (UaEntryQuery        *self);
void                ua_entry_query_unref          (UaEntryQuery        *self);

UaEntryQuery       *ua_entry_query_with_condition (const UaEntryQuery  *self,
                                                   const char          *path,
                                                   UaEntryOp            op,
                                                   const char          *value);
UaEntryQuery       *ua_entry_query_with_sort      (const UaEntryQuery  *self,
                                                   const char          *path,
                                                   gboolean             descending);

UaEntryType         ua_entry_query_get_kind       (const UaEntryQuery  *self);
const char * const *ua_entry_query_get_words      (const UaEntryQuery  *self);
guint               ua_entry_query_get_n          (const UaEntryQuery  *self);
const char         *ua_entry_query_get_path       (const UaEntryQuery  *self,
                                                   guint                n);
UaEntryOp           ua_entry_query_get_op         (const UaEntryQuery  *self,
                                                   guint                n);
const char         *ua_entry_query_get_value      (const UaEntryQuery  *self,
                                                   guint                n);
const char         *ua_entry_query_get_sort       (const UaEntryQuery  *self);
gboolean            ua_entry_query_get_descending (const UaEntryQuery  *self);
gboolean            ua_entry_query_is_all         (const UaEntryQuery  *self);
gboolean            ua_entry_query_equal          (const UaEntryQuery  *a,
                                                   const UaEntryQuery  *b);

gboolean            ua_entry_query_matches        (const UaEntryQuery  *self,
                                                   UaEntry             *entry);
GPtrArray          *ua_entry_query_run            (const UaEntryQuery  *self,
                                                   GPtrArray           *entries);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaEntryQuery, ua_entry_query_unref)

G_END_DECLS
