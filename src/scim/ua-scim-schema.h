/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-scim-path.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The characteristics of RFC 7643, sections 2.2, 2.3 and 7. */
typedef enum
{
  UA_SCIM_TYPE_STRING,
  UA_SCIM_TYPE_BOOLEAN,
  UA_SCIM_TYPE_DECIMAL,
  UA_SCIM_TYPE_INTEGER,
  UA_SCIM_TYPE_DATE_TIME,
  UA_SCIM_TYPE_BINARY,
  UA_SCIM_TYPE_REFERENCE,
  UA_SCIM_TYPE_COMPLEX,
} UaScimType;

typedef enum
{
  UA_SCIM_READ_WRITE,
  UA_SCIM_READ_ONLY,
  UA_SCIM_IMMUTABLE,
  UA_SCIM_WRITE_ONLY,
} UaScimMutability;

typedef enum
{
  UA_SCIM_RETURNED_DEFAULT,
  UA_SCIM_RETURNED_ALWAYS,
  UA_SCIM_RETURNED_REQUEST,
  UA_SCIM_RETURNED_NEVER,
} UaScimReturned;

typedef enum
{
  UA_SCIM_UNIQUE_NONE,
  UA_SCIM_UNIQUE_SERVER,
  UA_SCIM_UNIQUE_GLOBAL,
} UaScimUniqueness;

typedef struct _UaScimAttribute UaScimAttribute;

/**
 * UaScimAttribute:
 * @name: its name as it is written
 * @type: its type
 * @multi_valued: whether its value is an array
 * @required: whether a resource (or a value of the complex attribute that it is in) must have it
 * @case_exact: whether its texts are compared with regard to case
 * @mutability: who may set it when
 * @returned: when a response holds it
 * @uniqueness: whether two resources may have the same value
 * @canonical: (nullable) (array zero-terminated=1): the values that are suggested
 * @closed: whether no other values than @canonical are accepted
 * @is_date: whether the string is a calendar day (`2024-05-31`)
 * @references: (nullable) (array zero-terminated=1): what a reference may lead to
 * @subs: (nullable): the sub-attributes, ended by one without name
 * @description: what it is for, in English
 *
 * One attribute of a schema.  Static, never freed.
 */
struct _UaScimAttribute
{
  const char *name;
  UaScimType type;
  gboolean multi_valued;
  gboolean required;
  gboolean case_exact;
  UaScimMutability mutability;
  UaScimReturned returned;
  UaScimUniqueness uniqueness;
  const char *const *canonical;
  gboolean closed;
  gboolean is_date;
  const char *const *references;
  const UaScimAttribute *subs;
  const char *description;
};

/**
 * UaScimSchema:
 * @urn: its id
 * @name: its name
 * @description: what it describes, in English
 * @attributes: ended by one without name
 *
 * A schema.  Static, never freed.
 */
typedef struct
{
  const char *urn;
  const char *name;
  const char *description;
  const UaScimAttribute *attributes;
} UaScimSchema;

/**
 * UaScimResourceType:
 * @name: its id and name, such as `User`
 * @endpoint: where it is found below the base address, such as `/Users`
 * @description: what it is, in English
 * @schema: the schema of the attributes at the top level
 * @extensions: (array zero-terminated=1): the schemas of the extensions, none of which is required
 *
 * A type of resource.  Static, never freed.
 */
typedef struct
{
  const char *name;
  const char *endpoint;
  const char *description;
  const UaScimSchema *schema;
  const UaScimSchema *const *extensions;
} UaScimResourceType;

extern const UaScimResourceType ua_scim_user_type;
extern const UaScimResourceType ua_scim_group_type;
extern const UaScimResourceType ua_scim_role_profile_type;
extern const UaScimResourceType ua_scim_setting_type;
extern const UaScimResourceType ua_scim_seat_type;
extern const UaScimResourceType ua_scim_security_profile_type;
extern const UaScimResourceType ua_scim_message_type;
extern const UaScimResourceType ua_scim_invitation_type;
extern const UaScimResourceType ua_scim_provisioning_run_type;
extern const UaScimResourceType ua_scim_record_type;
extern const UaScimResourceType ua_scim_audit_event_type;

/* Ended by %NULL. */
extern const UaScimResourceType *const ua_scim_resource_types[];

/* The schemas of what describes a service, no resources of which are kept; ended by %NULL. */
extern const UaScimSchema *const ua_scim_service_schemas[];

const UaScimAttribute *ua_scim_schema_common         (void);
const UaScimSchema    *ua_scim_schema_find           (const char                *urn);
const UaScimAttribute *ua_scim_attributes_find       (const UaScimAttribute     *attributes,
                                                      const char                *name);
const UaScimSchema    *ua_scim_resource_type_schema  (const UaScimResourceType  *type,
                                                      const char                *urn);
const UaScimAttribute *ua_scim_resource_type_find    (const UaScimResourceType  *type,
                                                      const UaScimPath          *path,
                                                      const UaScimSchema       **schema,
                                                      const UaScimAttribute    **parent);

JsonArray             *ua_scim_attributes_to_json    (const UaScimAttribute     *attributes);
JsonNode              *ua_scim_schema_to_json        (const UaScimSchema        *schema,
                                                      const char                *base_uri);
JsonNode              *ua_scim_resource_type_to_json (const UaScimResourceType  *type,
                                                      const char                *base_uri);

G_END_DECLS
