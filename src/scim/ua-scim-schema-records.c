/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-schema-private.h"

#include "ua-scim-urn.h"

/* What is known of what members did: their records, and the history of all resources. */

static const char *const refs_user[] = { "User", NULL };
static const char *const refs_role_profile[] = { "RoleProfile", NULL };
static const char *const refs_record[] = { "Record", NULL };

static const char *const record_kinds[] = {
  "assessment", "plan", "testResult", "feedback", "collaboration", NULL
};
static const char *const states[] = { "open", "closed", NULL };
static const char *const authorships[] = { "named", "anonymous", "unknown", NULL };
static const char *const collaborations[] = { "collaborator", "mentor", NULL };

/* Tables of the same form, because a projection tells attributes apart by their address. */
#define REFERENCE_SUBS(targets, what) \
  { .name = "value", .case_exact = TRUE, .description = "The id of " what "." }, \
  { .name = "$ref", .type = UA_SCIM_TYPE_REFERENCE, .case_exact = TRUE, \
    .references = targets, \
    .description = "The address of " what "." }, \
  { .name = "display", .mutability = UA_SCIM_READ_ONLY, \
    .description = "The name of " what "." }, \
  { NULL }

static const UaScimAttribute subject_subs[] = { REFERENCE_SUBS (refs_user, "the member") };
static const UaScimAttribute author_subs[] = { REFERENCE_SUBS (refs_user, "the author") };
static const UaScimAttribute plan_subs[] = { REFERENCE_SUBS (refs_record, "the plan") };
static const UaScimAttribute profile_subs[] = {
  REFERENCE_SUBS (refs_role_profile, "the role profile")
};

static const UaScimAttribute record_attributes[] = {
  { .name = "kind", .required = TRUE, .canonical = record_kinds, .closed = TRUE,
    .mutability = UA_SCIM_IMMUTABLE, .description = "What it is." },
  { .name = "title", .description = "What it is called." },
  { .name = "state", .canonical = states, .closed = TRUE,
    .description = "Whether members still work on it." },
  { .name = "subject", .type = UA_SCIM_TYPE_COMPLEX, .subs = subject_subs,
    .description = "The member whom it is about." },
  { .name = "author", .type = UA_SCIM_TYPE_COMPLEX, .subs = author_subs,
    .description = "Who wrote it, or was invited." },
  { .name = "authorship", .mutability = UA_SCIM_READ_ONLY, .canonical = authorships,
    .closed = TRUE, .description = "Whether the author is named, never was, or is erased." },
  { .name = "anonymous", .type = UA_SCIM_TYPE_BOOLEAN, .mutability = UA_SCIM_IMMUTABLE,
    .description = "Whether the author is kept to nobody's knowledge." },
  { .name = "role", .canonical = collaborations, .closed = TRUE,
    .description = "What the author is invited as." },
  { .name = "plan", .type = UA_SCIM_TYPE_COMPLEX, .subs = plan_subs,
    .description = "The plan that the author is invited to." },
  { .name = "roleProfile", .type = UA_SCIM_TYPE_COMPLEX, .subs = profile_subs,
    .description = "The role profile that the author is invited to." },
  { .name = "text", .description = "What was written." },
  { .name = "score", .type = UA_SCIM_TYPE_DECIMAL, .description = "The result." },
  { .name = "date", .is_date = TRUE, .canonical = ua_scim_days,
    .description = "The day of it, as in 2024-05-31." },
  { NULL }
};

const UaScimSchema ua_scim_record_schema = {
  UA_SCIM_URN_RECORD, "Record", "An assessment, a plan, a test result, feedback or an invitation "
  "to work on a plan or a role profile.", record_attributes
};

static const UaScimAttribute actor_subs[] = {
  { .name = "value", .case_exact = TRUE, .mutability = UA_SCIM_READ_ONLY,
    .description = "The id of the member." },
  { .name = "$ref", .type = UA_SCIM_TYPE_REFERENCE, .case_exact = TRUE,
    .mutability = UA_SCIM_READ_ONLY, .references = refs_user,
    .description = "The address of the member, who may be erased." },
  { .name = "display", .mutability = UA_SCIM_READ_ONLY,
    .description = "The name of the member as long as it is there." },
  { NULL }
};

static const UaScimAttribute target_subs[] = {
  { .name = "value", .case_exact = TRUE, .mutability = UA_SCIM_READ_ONLY,
    .description = "The id of the resource." },
  { .name = "display", .mutability = UA_SCIM_READ_ONLY,
    .description = "The name of the resource as long as it is there." },
  { NULL }
};

static const UaScimAttribute change_subs[] = {
  { .name = "attribute", .case_exact = TRUE, .mutability = UA_SCIM_READ_ONLY,
    .description = "The path of the attribute." },
  { .name = "old", .case_exact = TRUE, .mutability = UA_SCIM_READ_ONLY,
    .description = "What it was: a text, or JSON of what is none." },
  { .name = "new", .case_exact = TRUE, .mutability = UA_SCIM_READ_ONLY,
    .description = "What it became: a text, or JSON of what is none." },
  { NULL }
};

static const UaScimAttribute audit_event_attributes[] = {
  { .name = "at", .type = UA_SCIM_TYPE_DATE_TIME, .mutability = UA_SCIM_READ_ONLY,
    .description = "When it was." },
  { .name = "action", .case_exact = TRUE, .mutability = UA_SCIM_READ_ONLY,
    .description = "What was done." },
  { .name = "actor", .type = UA_SCIM_TYPE_COMPLEX, .mutability = UA_SCIM_READ_ONLY,
    .subs = actor_subs, .description = "Who did it; absent when the service itself did." },
  { .name = "resourceType", .case_exact = TRUE, .mutability = UA_SCIM_READ_ONLY,
    .description = "The type of the resource." },
  { .name = "target", .type = UA_SCIM_TYPE_COMPLEX, .mutability = UA_SCIM_READ_ONLY,
    .subs = target_subs, .description = "The resource it was done to." },
  { .name = "changes", .type = UA_SCIM_TYPE_COMPLEX, .multi_valued = TRUE,
    .mutability = UA_SCIM_READ_ONLY, .subs = change_subs,
    .description = "What changed; of an erased member nothing." },
  { NULL }
};

const UaScimSchema ua_scim_audit_event_schema = {
  UA_SCIM_URN_AUDIT_EVENT, "AuditEvent", "A line of the history.", audit_event_attributes
};
