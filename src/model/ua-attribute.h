/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * UaAttributeType:
 * @UA_ATTRIBUTE_TYPE_STRING: any text
 * @UA_ATTRIBUTE_TYPE_BOOLEAN: `true` or `false`
 * @UA_ATTRIBUTE_TYPE_INTEGER: a whole number
 * @UA_ATTRIBUTE_TYPE_DECIMAL: a number
 * @UA_ATTRIBUTE_TYPE_DATE_TIME: a time (RFC 7643, section 2.3.5)
 * @UA_ATTRIBUTE_TYPE_REFERENCE: an address
 *
 * The form of a value (RFC 7643, section 2.3).
 */
typedef enum
{
  UA_ATTRIBUTE_TYPE_STRING,
  UA_ATTRIBUTE_TYPE_BOOLEAN,
  UA_ATTRIBUTE_TYPE_INTEGER,
  UA_ATTRIBUTE_TYPE_DECIMAL,
  UA_ATTRIBUTE_TYPE_DATE_TIME,
  UA_ATTRIBUTE_TYPE_REFERENCE,
  UA_N_ATTRIBUTE_TYPES,
} UaAttributeType;

/**
 * UaMutability:
 * @UA_MUTABILITY_READ_WRITE: can be changed
 * @UA_MUTABILITY_IMMUTABLE: can be set once
 * @UA_MUTABILITY_READ_ONLY: is set by the server
 *
 * Whether an attribute can be changed (RFC 7643, section 7).
 */
typedef enum
{
  UA_MUTABILITY_READ_WRITE,
  UA_MUTABILITY_IMMUTABLE,
  UA_MUTABILITY_READ_ONLY,
  UA_N_MUTABILITIES,
} UaMutability;

/**
 * UaAttribute:
 * @schema: (nullable): the URN of the extension that it is in; %NULL for the User itself
 * @schema_name: what the schema is called; empty where it is not called anything
 * @name: its name
 * @sub: the sub-attribute; empty where the attribute is no complex one
 * @description: what the server says of it, maybe empty
 * @type: the form of its values
 * @mutability: whether it can be changed
 * @several: whether there can be several values
 * @required: whether there has to be one
 * @on_request: whether it is told only when it is asked for by name
 * @canonical: the values that are suggested, maybe none
 *
 * Something that a server knows of members beyond the fields of this program (PE-10).
 */
typedef struct
{
  char *schema;      /* (owned) (nullable) */
  char *schema_name; /* (owned) */
  char *name;        /* (owned) */
  char *sub;         /* (owned) */
  char *description; /* (owned) */
  UaAttributeType type;
  UaMutability mutability;
  gboolean several;
  gboolean required;
  gboolean on_request;
  GStrv canonical;   /* (owned) */
} UaAttribute;

void         ua_attribute_free          (UaAttribute       *self);
char        *ua_attribute_dup_path      (const UaAttribute *self);
char        *ua_attribute_dup_label     (const UaAttribute *self);
gboolean     ua_attribute_accepts       (const UaAttribute *self,
                                         const char        *text);

GPtrArray   *ua_attributes_new          (void);
GPtrArray   *ua_attributes_new_from_text (const char       *text);
char        *ua_attributes_to_text      (GPtrArray         *attributes);

/**
 * UaAttributeValues:
 * @version: (nullable): the version of the member that has them
 * @values: path of an attribute to its values, texts; what has none is missing
 *
 * What a member has of such attributes.
 */
typedef struct
{
  char *version;      /* (owned) (nullable) */
  GHashTable *values; /* (owned), char (owned) to GStrv (owned) */
} UaAttributeValues;

UaAttributeValues  *ua_attribute_values_new  (void);
void                ua_attribute_values_free (UaAttributeValues       *self);
void                ua_attribute_values_set  (UaAttributeValues       *self,
                                              const UaAttribute       *attribute,
                                              GStrv                    values);
const char * const *ua_attribute_values_get  (const UaAttributeValues *self,
                                              const UaAttribute       *attribute);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaAttribute, ua_attribute_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaAttributeValues, ua_attribute_values_free)

G_END_DECLS
