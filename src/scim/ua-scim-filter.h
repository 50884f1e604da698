/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-scim-path.h"

G_BEGIN_DECLS

#define UA_SCIM_FILTER_MAX_BYTES 16384
#define UA_SCIM_FILTER_MAX_DEPTH 64
#define UA_SCIM_FILTER_MAX_TERMS 512

/**
 * UaScimFilterKind:
 * @UA_SCIM_FILTER_AND: all children hold; two or more
 * @UA_SCIM_FILTER_OR: one of the children holds; two or more
 * @UA_SCIM_FILTER_NOT: the one child does not hold
 * @UA_SCIM_FILTER_COMPARE: the attribute at the path compares with the value
 * @UA_SCIM_FILTER_PRESENT: the attribute at the path has a value
 * @UA_SCIM_FILTER_VALUE_PATH: one value of the multi-valued attribute at the path fulfils the
 *   child, whose paths are names of sub-attributes
 */
typedef enum
{
  UA_SCIM_FILTER_AND,
  UA_SCIM_FILTER_OR,
  UA_SCIM_FILTER_NOT,
  UA_SCIM_FILTER_COMPARE,
  UA_SCIM_FILTER_PRESENT,
  UA_SCIM_FILTER_VALUE_PATH,
} UaScimFilterKind;

typedef enum
{
  UA_SCIM_OP_EQ,
  UA_SCIM_OP_NE,
  UA_SCIM_OP_CO,
  UA_SCIM_OP_SW,
  UA_SCIM_OP_EW,
  UA_SCIM_OP_GT,
  UA_SCIM_OP_GE,
  UA_SCIM_OP_LT,
  UA_SCIM_OP_LE,
} UaScimOp;

typedef enum
{
  UA_SCIM_VALUE_STRING,
  UA_SCIM_VALUE_NUMBER,
  UA_SCIM_VALUE_BOOLEAN,
  UA_SCIM_VALUE_NULL,
} UaScimValueType;

/**
 * UaScimValue:
 * @type: which of the fields counts
 * @string: (nullable): UTF-8, for %UA_SCIM_VALUE_STRING
 * @number: for %UA_SCIM_VALUE_NUMBER
 * @is_integer: whether @integer holds the number exactly
 * @integer: the number, when @is_integer
 * @boolean: for %UA_SCIM_VALUE_BOOLEAN
 *
 * What an attribute is compared with.
 */
typedef struct
{
  UaScimValueType type;
  const char *string; /* (unowned) (nullable) */
  double number;
  gint64 integer;
  gboolean is_integer;
  gboolean boolean;
} UaScimValue;

UaScimFilter      *ua_scim_filter_parse           (const char          *text,
                                                   GError             **error);
UaScimFilter      *ua_scim_filter_new_compare     (UaScimPath          *path,
                                                   UaScimOp             op,
                                                   const UaScimValue   *value);
UaScimFilter      *ua_scim_filter_new_string      (const char          *path,
                                                   UaScimOp             op,
                                                   const char          *value);
UaScimFilter      *ua_scim_filter_new_boolean     (const char          *path,
                                                   UaScimOp             op,
                                                   gboolean             value);
UaScimFilter      *ua_scim_filter_new_present     (UaScimPath          *path);
UaScimFilter      *ua_scim_filter_new_not         (UaScimFilter        *child);
UaScimFilter      *ua_scim_filter_new_value_path  (UaScimPath          *path,
                                                   UaScimFilter        *child);
UaScimFilter      *ua_scim_filter_new_group       (UaScimFilterKind     kind,
                                                   UaScimFilter *const *children,
                                                   guint                n_children);
UaScimFilter      *ua_scim_filter_ref             (UaScimFilter        *self);
void               ua_scim_filter_unref           (UaScimFilter        *self);

UaScimFilterKind   ua_scim_filter_get_kind        (const UaScimFilter  *self);
guint              ua_scim_filter_get_n_children  (const UaScimFilter  *self);
UaScimFilter      *ua_scim_filter_get_child       (const UaScimFilter  *self,
                                                   guint                n);
UaScimPath        *ua_scim_filter_get_path        (const UaScimFilter  *self);
UaScimOp           ua_scim_filter_get_op          (const UaScimFilter  *self);
const UaScimValue *ua_scim_filter_get_value       (const UaScimFilter  *self);

gboolean           ua_scim_filter_equal           (const UaScimFilter  *a,
                                                   const UaScimFilter  *b);
char              *ua_scim_filter_to_string       (const UaScimFilter  *self);
const char        *ua_scim_op_to_string           (UaScimOp             op);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaScimFilter, ua_scim_filter_unref)

G_END_DECLS
