/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-schema.h"

#include "ua-scim-urn.h"

/* The schemas of what describes a service: RFC 7643, sections 5 to 7 and 8.7.2, and RFC 9865,
 * section 4.  All of it is read-only. */

static const char *const refs_external[] = { "external", NULL };
static const char *const refs_uri[] = { "uri", NULL };

static const char *const schemes[] = {
  "oauth", "oauth2", "oauthbearertoken", "httpbasic", "httpdigest", NULL
};
static const char *const methods[] = { "cursor", "index", NULL };
static const char *const types[] = {
  "string", "complex", "boolean", "decimal", "integer", "dateTime", "reference", "binary", NULL
};
static const char *const mutabilities[] = {
  "readOnly", "readWrite", "immutable", "writeOnly", NULL
};
static const char *const returneds[] = { "always", "never", "default", "request", NULL };
static const char *const uniquenesses[] = { "none", "server", "global", NULL };

#define TEXT(text, needed, what) \
  { .name = text, .required = needed, .mutability = UA_SCIM_READ_ONLY, .description = what }
#define EXACT(text, needed, what) \
  { .name = text, .required = needed, .case_exact = TRUE, .mutability = UA_SCIM_READ_ONLY, \
    .description = what }
#define CHOICE(text, needed, values, what) \
  { .name = text, .required = needed, .case_exact = TRUE, .mutability = UA_SCIM_READ_ONLY, \
    .canonical = values, .description = what }
#define FLAG(text, needed, what) \
  { .name = text, .type = UA_SCIM_TYPE_BOOLEAN, .required = needed, \
    .mutability = UA_SCIM_READ_ONLY, .description = what }
#define NUMBER(text, needed, what) \
  { .name = text, .type = UA_SCIM_TYPE_INTEGER, .required = needed, \
    .mutability = UA_SCIM_READ_ONLY, .description = what }
#define ADDRESS(text, needed, kinds, what) \
  { .name = text, .type = UA_SCIM_TYPE_REFERENCE, .required = needed, .case_exact = TRUE, \
    .mutability = UA_SCIM_READ_ONLY, .references = kinds, .description = what }
#define PARTS(text, needed, parts, what) \
  { .name = text, .type = UA_SCIM_TYPE_COMPLEX, .required = needed, \
    .mutability = UA_SCIM_READ_ONLY, .subs = parts, .description = what }
#define LIST(text, needed, parts, what) \
  { .name = text, .type = UA_SCIM_TYPE_COMPLEX, .multi_valued = TRUE, .required = needed, \
    .mutability = UA_SCIM_READ_ONLY, .subs = parts, .description = what }
#define SUPPORTED FLAG ("supported", TRUE, "Whether the service can do this.")

static const UaScimAttribute supported_subs[] = { SUPPORTED, { NULL } };

static const UaScimAttribute bulk_subs[] = {
  SUPPORTED,
  NUMBER ("maxOperations", TRUE, "How many operations a request may have."),
  NUMBER ("maxPayloadSize", TRUE, "How many bytes a request may have."),
  { NULL }
};

static const UaScimAttribute filter_subs[] = {
  SUPPORTED,
  NUMBER ("maxResults", TRUE, "How many resources a response has at most."),
  { NULL }
};

static const UaScimAttribute pagination_subs[] = {
  FLAG ("cursor", TRUE, "Whether lists can be read by cursors."),
  FLAG ("index", TRUE, "Whether lists can be read by numbers."),
  CHOICE ("defaultPaginationMethod", FALSE, methods, "Which of them a list is read by."),
  NUMBER ("defaultPageSize", FALSE, "How many resources a page has where no number is given."),
  NUMBER ("maxPageSize", FALSE, "How many resources a page has at most."),
  NUMBER ("cursorTimeout", FALSE, "For how many seconds a cursor can be used."),
  { NULL }
};

static const UaScimAttribute scheme_subs[] = {
  CHOICE ("type", TRUE, schemes, "The kind of authentication."),
  TEXT ("name", TRUE, "What it is called."),
  TEXT ("description", TRUE, "What it is."),
  ADDRESS ("specUri", FALSE, refs_external, "Where it is specified."),
  ADDRESS ("documentationUri", FALSE, refs_external, "Where its use is described."),
  FLAG ("primary", FALSE, "Whether it is the preferred one; at most one is."),
  { NULL }
};

static const UaScimAttribute config_attributes[] = {
  ADDRESS ("documentationUri", FALSE, refs_external, "A page of help."),
  PARTS ("patch", TRUE, supported_subs, "PATCH."),
  PARTS ("bulk", TRUE, bulk_subs, "Requests of many operations."),
  PARTS ("filter", TRUE, filter_subs, "Filters."),
  PARTS ("changePassword", TRUE, supported_subs, "Changes of passwords."),
  PARTS ("sort", TRUE, supported_subs, "Sorted lists."),
  PARTS ("etag", TRUE, supported_subs, "Versions of resources."),
  PARTS ("pagination", FALSE, pagination_subs, "How lists are read page by page."),
  LIST ("authenticationSchemes", TRUE, scheme_subs, "How one signs in."),
  { NULL }
};

static const UaScimAttribute extension_subs[] = {
  ADDRESS ("schema", TRUE, refs_uri, "The URN of the extension."),
  FLAG ("required", TRUE, "Whether a resource must have the extension."),
  { NULL }
};

static const UaScimAttribute resource_type_attributes[] = {
  EXACT ("id", FALSE, "The id of the resource type, which is its name."),
  EXACT ("name", TRUE, "The name of the resource type."),
  TEXT ("description", FALSE, "What resources of this type are."),
  ADDRESS ("endpoint", TRUE, refs_uri, "The address below the base address."),
  ADDRESS ("schema", TRUE, refs_uri, "The URN of the schema."),
  LIST ("schemaExtensions", FALSE, extension_subs, "The extensions of the schema."),
  { NULL }
};

#define CHARACTERISTICS \
  EXACT ("name", TRUE, "The name of the attribute."), \
  CHOICE ("type", TRUE, types, "The type of its values."), \
  FLAG ("multiValued", TRUE, "Whether it has several values."), \
  TEXT ("description", FALSE, "What it is for."), \
  FLAG ("required", FALSE, "Whether it must have a value."), \
  { .name = "canonicalValues", .multi_valued = TRUE, .case_exact = TRUE, \
    .mutability = UA_SCIM_READ_ONLY, .description = "Values that are suggested." }, \
  FLAG ("caseExact", FALSE, "Whether its texts are compared with regard to case."), \
  CHOICE ("mutability", FALSE, mutabilities, "Whether it can be changed."), \
  CHOICE ("returned", FALSE, returneds, "When a response has it."), \
  CHOICE ("uniqueness", FALSE, uniquenesses, "Whether two resources can have the same value."), \
  { .name = "referenceTypes", .multi_valued = TRUE, .case_exact = TRUE, \
    .mutability = UA_SCIM_READ_ONLY, .description = "What a reference may lead to." }

static const UaScimAttribute sub_attribute_subs[] = { CHARACTERISTICS, { NULL } };

static const UaScimAttribute attribute_subs[] = {
  CHARACTERISTICS,
  LIST ("subAttributes", FALSE, sub_attribute_subs, "The parts of a complex attribute."),
  { NULL }
};

static const UaScimAttribute schema_attributes[] = {
  EXACT ("id", TRUE, "The URN of the schema."),
  TEXT ("name", TRUE, "The name of the schema."),
  TEXT ("description", FALSE, "What it describes."),
  LIST ("attributes", TRUE, attribute_subs, "The attributes that it defines."),
  { NULL }
};

static const UaScimSchema config_schema = {
  UA_SCIM_URN_SERVICE_PROVIDER_CONFIG, "ServiceProviderConfig", "What a service can do.",
  config_attributes
};
static const UaScimSchema resource_type_schema = {
  UA_SCIM_URN_RESOURCE_TYPE, "ResourceType", "A type of resources.", resource_type_attributes
};
static const UaScimSchema schema_schema = {
  UA_SCIM_URN_SCHEMA, "Schema", "A schema.", schema_attributes
};

const UaScimSchema *const ua_scim_service_schemas[] = {
  &config_schema, &resource_type_schema, &schema_schema, NULL
};
