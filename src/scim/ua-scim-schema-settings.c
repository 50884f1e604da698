/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-schema-private.h"

#include "ua-scim-urn.h"

/* What the directory keeps beside members and groups: what the organisation has decided, and its
 * seats. */

static const char *const value_types[] = { "boolean", "integer", "string", NULL };

static const UaScimAttribute setting_attributes[] = {
  { .name = "name", .case_exact = TRUE, .mutability = UA_SCIM_READ_ONLY,
    .uniqueness = UA_SCIM_UNIQUE_SERVER, .description = "What is decided; the same as the id." },
  { .name = "value", .case_exact = TRUE,
    .description = "What was decided, as text; without it the default holds." },
  { .name = "valueType", .mutability = UA_SCIM_READ_ONLY, .canonical = value_types, .closed = TRUE,
    .description = "How the value is read." },
  { .name = "defaultValue", .case_exact = TRUE, .mutability = UA_SCIM_READ_ONLY,
    .description = "What holds where nothing was decided." },
  { .name = "choices", .multi_valued = TRUE, .case_exact = TRUE, .mutability = UA_SCIM_READ_ONLY,
    .description = "The only values there are." },
  { .name = "minimum", .type = UA_SCIM_TYPE_INTEGER, .mutability = UA_SCIM_READ_ONLY,
    .description = "The least value of an integer." },
  { .name = "maximum", .type = UA_SCIM_TYPE_INTEGER, .mutability = UA_SCIM_READ_ONLY,
    .description = "The greatest value of an integer." },
  { .name = "description", .mutability = UA_SCIM_READ_ONLY,
    .description = "What it is for, in English." },
  { NULL }
};

const UaScimSchema ua_scim_setting_schema = {
  UA_SCIM_URN_SETTING, "Setting", "One thing that the organisation decides for itself.",
  setting_attributes
};

static const UaScimAttribute seat_attributes[] = {
  { .name = "total", .type = UA_SCIM_TYPE_INTEGER, .mutability = UA_SCIM_READ_ONLY,
    .description = "How many there are; none where they are unlimited." },
  { .name = "used", .type = UA_SCIM_TYPE_INTEGER, .mutability = UA_SCIM_READ_ONLY,
    .description = "How many members are active or locked." },
  { .name = "reserved", .type = UA_SCIM_TYPE_INTEGER, .mutability = UA_SCIM_READ_ONLY,
    .description = "How many members are invited and would take one." },
  { .name = "free", .type = UA_SCIM_TYPE_INTEGER, .mutability = UA_SCIM_READ_ONLY,
    .description = "How many can still be taken; none where they are unlimited." },
  { NULL }
};

const UaScimSchema ua_scim_seat_schema = {
  UA_SCIM_URN_SEAT, "Seat", "The seats of the organisation's licence.", seat_attributes
};
