/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "ua-field.h"

G_BEGIN_DECLS

/**
 * UaFilterOp:
 * @UA_FILTER_OP_AND: all of the children
 * @UA_FILTER_OP_OR: at least one of the children
 * @UA_FILTER_OP_NOT: not its one child
 * @UA_FILTER_OP_EQUAL: the field is the value; a list field has an entry with that id
 * @UA_FILTER_OP_CONTAINS: the text has the value in it, accents and case ignored
 * @UA_FILTER_OP_LESS: the field comes before the value (dates and times)
 * @UA_FILTER_OP_GREATER: the field comes after the value (dates and times)
 * @UA_FILTER_OP_PRESENT: the field has a value, or the list an entry
 */
typedef enum
{
  UA_FILTER_OP_AND,
  UA_FILTER_OP_OR,
  UA_FILTER_OP_NOT,
  UA_FILTER_OP_EQUAL,
  UA_FILTER_OP_CONTAINS,
  UA_FILTER_OP_LESS,
  UA_FILTER_OP_GREATER,
  UA_FILTER_OP_PRESENT,
} UaFilterOp;

/**
 * UaFilter:
 *
 * A condition on members, a tree: immutable and reference-counted.  It is only a description: the
 * cache makes SQL of it, the client a SCIM filter, the screen a sentence.
 */
typedef struct _UaFilter UaFilter;

#define UA_TYPE_FILTER (ua_filter_get_type ())

GType           ua_filter_get_type    (void) G_GNUC_CONST;

UaFilter       *ua_filter_new_compare (UaField           field,
                                       UaFilterOp        op,
                                       const char       *value);
UaFilter       *ua_filter_new_group   (UaFilterOp        op,
                                       UaFilter * const *children,
                                       guint             n_children);
UaFilter       *ua_filter_ref         (UaFilter         *self);
void            ua_filter_unref       (UaFilter         *self);

UaFilterOp      ua_filter_get_op      (const UaFilter   *self);
UaField         ua_filter_get_field   (const UaFilter   *self);
const char     *ua_filter_get_value   (const UaFilter   *self);
guint           ua_filter_get_n       (const UaFilter   *self);
const UaFilter *ua_filter_get_nth     (const UaFilter   *self,
                                       guint             n);
gboolean        ua_filter_equal       (const UaFilter   *a,
                                       const UaFilter   *b);

/**
 * UaQuery:
 *
 * Which members, and in what order: immutable and reference-counted.
 */
typedef struct _UaQuery UaQuery;

#define UA_TYPE_QUERY (ua_query_get_type ())

GType           ua_query_get_type       (void) G_GNUC_CONST;

UaQuery        *ua_query_new            (const char    *search,
                                         UaFilter      *filter,
                                         UaField        sort,
                                         gboolean       descending);
UaQuery        *ua_query_ref            (UaQuery       *self);
void            ua_query_unref          (UaQuery       *self);

const char     *ua_query_get_search     (const UaQuery *self);
UaFilter       *ua_query_get_filter     (const UaQuery *self);
UaField         ua_query_get_sort       (const UaQuery *self);
gboolean        ua_query_get_descending (const UaQuery *self);
gboolean        ua_query_equal          (const UaQuery *a,
                                         const UaQuery *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaFilter, ua_filter_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaQuery, ua_query_unref)

G_END_DECLS
