/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-schema-private.h"

#include "ua-scim-urn.h"

/* The schemas of RFC 7643, sections 3.1, 4.1, 4.2 and 4.3. */

static const char *const refs_user[] = { "User", NULL };
static const char *const refs_group[] = { "Group", NULL };
static const char *const refs_member[] = { "User", NULL };
static const char *const refs_external[] = { "external", NULL };
static const char *const refs_uri[] = { "uri", NULL };

static const char *const types_place[] = { "work", "home", "other", NULL };
static const char *const types_phone[] = {
  "work", "home", "mobile", "fax", "pager", "other", NULL,
};
static const char *const types_photo[] = { "photo", "thumbnail", NULL };
static const char *const types_group[] = { "direct", "indirect", NULL };
static const char *const types_im[] = {
  "aim", "gtalk", "icq", "xmpp", "msn", "skype", "qq", "yahoo", NULL
};

/* What the values of most multi-valued attributes have beside the value itself. */
#define DISPLAY(what) \
  { .name = "display", .description = "How " what " is shown to a person." }
#define PRIMARY(what) \
  { .name = "primary", .type = UA_SCIM_TYPE_BOOLEAN, \
    .description = "Whether this is the preferred " what "; at most one is." }
#define TYPE(what, types) \
  { .name = "type", .canonical = types, .description = "What " what " is used for." }

static const UaScimAttribute meta_subs[] = {
  { .name = "resourceType", .case_exact = TRUE, .mutability = UA_SCIM_READ_ONLY,
    .description = "The name of the type of the resource." },
  { .name = "created", .type = UA_SCIM_TYPE_DATE_TIME, .mutability = UA_SCIM_READ_ONLY,
    .description = "When the resource was added." },
  { .name = "lastModified", .type = UA_SCIM_TYPE_DATE_TIME, .mutability = UA_SCIM_READ_ONLY,
    .description = "When the resource was changed last." },
  { .name = "location", .type = UA_SCIM_TYPE_REFERENCE, .case_exact = TRUE,
    .mutability = UA_SCIM_READ_ONLY, .references = refs_uri,
    .description = "The address of the resource." },
  { .name = "version", .case_exact = TRUE, .mutability = UA_SCIM_READ_ONLY,
    .description = "The version of the resource, as in its ETag." },
  { NULL }
};

const char *const ua_scim_days[] = { "2099-12-31", NULL };

const UaScimAttribute ua_scim_common_attributes[] = {
  { .name = "schemas", .type = UA_SCIM_TYPE_REFERENCE, .multi_valued = TRUE, .required = TRUE,
    .case_exact = TRUE, .returned = UA_SCIM_RETURNED_ALWAYS, .references = refs_uri,
    .description = "The schemas that the resource uses." },
  { .name = "id", .case_exact = TRUE, .mutability = UA_SCIM_READ_ONLY,
    .returned = UA_SCIM_RETURNED_ALWAYS, .uniqueness = UA_SCIM_UNIQUE_SERVER,
    .description = "The name that the server gave the resource; it never changes." },
  { .name = "externalId", .case_exact = TRUE,
    .description = "The name that the provisioning client gave the resource." },
  { .name = "meta", .type = UA_SCIM_TYPE_COMPLEX, .mutability = UA_SCIM_READ_ONLY,
    .subs = meta_subs, .description = "What the server keeps about the resource." },
  { NULL }
};

static const UaScimAttribute name_subs[] = {
  { .name = "formatted", .description = "The whole name, as it is shown." },
  { .name = "familyName", .description = "The family name." },
  { .name = "givenName", .description = "The given name." },
  { .name = "middleName", .description = "The middle names." },
  { .name = "honorificPrefix", .description = "What stands before the name, such as a degree." },
  { .name = "honorificSuffix", .description = "What stands behind the name." },
  { NULL }
};

static const UaScimAttribute email_subs[] = {
  { .name = "value", .uniqueness = UA_SCIM_UNIQUE_SERVER,
    .description = "The email address; no two members have the same." },
  DISPLAY ("the address"),
  TYPE ("the address", types_place),
  PRIMARY ("address"),
  { NULL }
};

static const UaScimAttribute phone_subs[] = {
  { .name = "value", .description = "The telephone number." },
  DISPLAY ("the number"),
  TYPE ("the number", types_phone),
  PRIMARY ("number"),
  { NULL }
};

static const UaScimAttribute im_subs[] = {
  { .name = "value", .description = "The address for instant messages." },
  DISPLAY ("the address"),
  TYPE ("the address", types_im),
  PRIMARY ("address"),
  { NULL }
};

static const UaScimAttribute photo_subs[] = {
  { .name = "value", .type = UA_SCIM_TYPE_REFERENCE, .case_exact = TRUE,
    .references = refs_external, .description = "Where the picture is." },
  DISPLAY ("the picture"),
  TYPE ("the picture", types_photo),
  PRIMARY ("picture"),
  { NULL }
};

static const UaScimAttribute address_subs[] = {
  { .name = "formatted", .description = "The whole address, as it is written on a letter." },
  { .name = "streetAddress", .description = "Street, house number, box." },
  { .name = "locality", .description = "The city." },
  { .name = "region", .description = "The state or province." },
  { .name = "postalCode", .description = "The postal code." },
  { .name = "country", .description = "The country, as two letters of ISO 3166-1." },
  TYPE ("the address", types_place),
  PRIMARY ("address"),
  { NULL }
};

static const UaScimAttribute user_group_subs[] = {
  { .name = "value", .case_exact = TRUE, .mutability = UA_SCIM_READ_ONLY,
    .description = "The id of the group." },
  { .name = "$ref", .type = UA_SCIM_TYPE_REFERENCE, .case_exact = TRUE,
    .mutability = UA_SCIM_READ_ONLY, .references = refs_group,
    .description = "The address of the group." },
  { .name = "display", .mutability = UA_SCIM_READ_ONLY,
    .description = "The name of the group." },
  { .name = "type", .mutability = UA_SCIM_READ_ONLY, .canonical = types_group,
    .description = "Whether the member is in the group itself or in one within it." },
  { NULL }
};

static const UaScimAttribute entitlement_subs[] = {
  { .name = "value", .description = "The entitlement." },
  DISPLAY ("the entitlement"),
  TYPE ("the entitlement", NULL),
  PRIMARY ("entitlement"),
  { NULL }
};

static const UaScimAttribute role_subs[] = {
  { .name = "value", .description = "The role." },
  DISPLAY ("the role"),
  TYPE ("the role", NULL),
  PRIMARY ("role"),
  { NULL }
};

static const UaScimAttribute certificate_subs[] = {
  { .name = "value", .type = UA_SCIM_TYPE_BINARY, .case_exact = TRUE,
    .description = "The certificate, DER in base64." },
  DISPLAY ("the certificate"),
  TYPE ("the certificate", NULL),
  PRIMARY ("certificate"),
  { NULL }
};

static const UaScimAttribute user_attributes[] = {
  { .name = "userName", .required = TRUE, .uniqueness = UA_SCIM_UNIQUE_SERVER,
    .description = "The name to sign in with; no two members have the same." },
  { .name = "name", .type = UA_SCIM_TYPE_COMPLEX, .subs = name_subs,
    .description = "The parts of the name." },
  { .name = "displayName", .description = "The name as it is shown to others." },
  { .name = "nickName", .description = "How the member is called informally." },
  { .name = "profileUrl", .type = UA_SCIM_TYPE_REFERENCE, .case_exact = TRUE,
    .references = refs_external, .description = "A page about the member." },
  { .name = "title", .description = "The job title." },
  { .name = "userType", .description = "The relation to the organisation, such as a contractor." },
  { .name = "preferredLanguage",
    .description = "The languages that are preferred, as in Accept-Language." },
  { .name = "locale", .description = "For the form of dates, numbers and currency." },
  { .name = "timezone", .description = "The time zone, such as Europe/Brussels." },
  { .name = "active", .type = UA_SCIM_TYPE_BOOLEAN,
    .description = "Whether the member has access." },
  { .name = "password", .case_exact = TRUE, .mutability = UA_SCIM_WRITE_ONLY,
    .returned = UA_SCIM_RETURNED_NEVER, .description = "A new password." },
  { .name = "emails", .type = UA_SCIM_TYPE_COMPLEX, .multi_valued = TRUE, .subs = email_subs,
    .description = "The email addresses." },
  { .name = "phoneNumbers", .type = UA_SCIM_TYPE_COMPLEX, .multi_valued = TRUE,
    .subs = phone_subs, .description = "The telephone numbers." },
  { .name = "ims", .type = UA_SCIM_TYPE_COMPLEX, .multi_valued = TRUE, .subs = im_subs,
    .description = "The addresses for instant messages." },
  { .name = "photos", .type = UA_SCIM_TYPE_COMPLEX, .multi_valued = TRUE, .subs = photo_subs,
    .description = "Pictures of the member." },
  { .name = "addresses", .type = UA_SCIM_TYPE_COMPLEX, .multi_valued = TRUE,
    .subs = address_subs, .description = "The postal addresses." },
  { .name = "groups", .type = UA_SCIM_TYPE_COMPLEX, .multi_valued = TRUE,
    .mutability = UA_SCIM_READ_ONLY, .subs = user_group_subs,
    .description = "The groups that the member is in; they change through the group." },
  { .name = "entitlements", .type = UA_SCIM_TYPE_COMPLEX, .multi_valued = TRUE,
    .subs = entitlement_subs, .description = "What the member is entitled to." },
  { .name = "roles", .type = UA_SCIM_TYPE_COMPLEX, .multi_valued = TRUE, .subs = role_subs,
    .description = "The roles that the member has elsewhere." },
  { .name = "x509Certificates", .type = UA_SCIM_TYPE_COMPLEX, .multi_valued = TRUE,
    .subs = certificate_subs, .description = "The certificates of the member." },
  { NULL }
};

const UaScimSchema ua_scim_user_schema = {
  UA_SCIM_URN_USER, "User", "A member of the organisation.", user_attributes
};

static const UaScimAttribute manager_subs[] = {
  { .name = "value", .case_exact = TRUE, .description = "The id of the manager." },
  { .name = "$ref", .type = UA_SCIM_TYPE_REFERENCE, .case_exact = TRUE, .references = refs_user,
    .description = "The address of the manager." },
  { .name = "displayName", .mutability = UA_SCIM_READ_ONLY,
    .description = "The name of the manager." },
  { NULL }
};

static const UaScimAttribute enterprise_attributes[] = {
  { .name = "employeeNumber", .description = "The number of the employee." },
  { .name = "costCenter", .description = "The cost centre." },
  { .name = "organization", .description = "The organisation." },
  { .name = "division", .description = "The division." },
  { .name = "department", .description = "The department." },
  { .name = "manager", .type = UA_SCIM_TYPE_COMPLEX, .subs = manager_subs,
    .description = "To whom the member reports." },
  { NULL }
};

const UaScimSchema ua_scim_enterprise_schema = {
  UA_SCIM_URN_ENTERPRISE_USER, "EnterpriseUser", "What an employer adds to a member.",
  enterprise_attributes
};

static const UaScimAttribute member_subs[] = {
  { .name = "value", .case_exact = TRUE, .mutability = UA_SCIM_IMMUTABLE,
    .description = "The id of who is in the group." },
  { .name = "$ref", .type = UA_SCIM_TYPE_REFERENCE, .case_exact = TRUE,
    .mutability = UA_SCIM_IMMUTABLE, .references = refs_member,
    .description = "The address of who is in the group." },
  { .name = "display", .mutability = UA_SCIM_READ_ONLY,
    .description = "The name of who is in the group." },
  { .name = "type", .mutability = UA_SCIM_IMMUTABLE, .canonical = refs_member,
    .description = "What is in the group: a member; groups do not nest." },
  { NULL }
};

static const UaScimAttribute group_attributes[] = {
  { .name = "displayName", .required = TRUE, .description = "The name of the group." },
  { .name = "members", .type = UA_SCIM_TYPE_COMPLEX, .multi_valued = TRUE, .subs = member_subs,
    .description = "Who is in the group." },
  { NULL }
};

const UaScimSchema ua_scim_group_schema = {
  UA_SCIM_URN_GROUP, "Group", "Members who belong together.", group_attributes
};
