/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-schema-private.h"

#include "ua-scim-urn.h"

/* What came of each roster that an HR system sent, which the directory notes and clients read. */

static const char *const refs_user[] = { "User", NULL };
static const char *const states[] = { "completed", NULL };
static const char *const statuses_before[] = {
  "invited", "active", "deactivated", "locked", NULL
};
static const char *const statuses_after[] = { "deactivated", "deleted", NULL };

static const UaScimAttribute actor_subs[] = {
  { .name = "value", .case_exact = TRUE, .mutability = UA_SCIM_READ_ONLY,
    .description = "The id of the member." },
  { .name = "$ref", .type = UA_SCIM_TYPE_REFERENCE, .case_exact = TRUE,
    .mutability = UA_SCIM_READ_ONLY, .references = refs_user,
    .description = "The address of the member." },
  { .name = "display", .mutability = UA_SCIM_READ_ONLY, .description = "The member's name." },
  { NULL }
};

static const UaScimAttribute counts_subs[] = {
  { .name = "created", .type = UA_SCIM_TYPE_INTEGER, .mutability = UA_SCIM_READ_ONLY,
    .description = "How many members are new." },
  { .name = "changed", .type = UA_SCIM_TYPE_INTEGER, .mutability = UA_SCIM_READ_ONLY,
    .description = "How many members got other values." },
  { .name = "unchanged", .type = UA_SCIM_TYPE_INTEGER, .mutability = UA_SCIM_READ_ONLY,
    .description = "How many members were as the roster has them." },
  { .name = "deactivated", .type = UA_SCIM_TYPE_INTEGER, .mutability = UA_SCIM_READ_ONLY,
    .description = "How many members lost access." },
  { .name = "deleted", .type = UA_SCIM_TYPE_INTEGER, .mutability = UA_SCIM_READ_ONLY,
    .description = "How many members were erased." },
  { .name = "exceptions", .type = UA_SCIM_TYPE_INTEGER, .mutability = UA_SCIM_READ_ONLY,
    .description = "For how many members the rules could not be followed." },
  { NULL }
};

static const UaScimAttribute state_changes_subs[] = {
  { .name = "value", .case_exact = TRUE, .mutability = UA_SCIM_READ_ONLY,
    .description = "The id of the member." },
  { .name = "from", .mutability = UA_SCIM_READ_ONLY, .canonical = statuses_before, .closed = TRUE,
    .description = "The status before; absent of a new member." },
  { .name = "to", .mutability = UA_SCIM_READ_ONLY, .canonical = statuses_after, .closed = TRUE,
    .description = "The status after; deleted of one who was erased." },
  { NULL }
};

static const UaScimAttribute provisioning_run_attributes[] = {
  { .name = "startedAt", .type = UA_SCIM_TYPE_DATE_TIME, .mutability = UA_SCIM_READ_ONLY,
    .description = "When it ran." },
  { .name = "source", .mutability = UA_SCIM_READ_ONLY,
    .description = "Where the roster came from." },
  { .name = "actor", .type = UA_SCIM_TYPE_COMPLEX, .mutability = UA_SCIM_READ_ONLY,
    .subs = actor_subs, .description = "The member on whose behalf it ran." },
  { .name = "state", .mutability = UA_SCIM_READ_ONLY, .canonical = states, .closed = TRUE,
    .description = "What became of it; one that failed changed nothing and leaves none." },
  { .name = "counts", .type = UA_SCIM_TYPE_COMPLEX, .mutability = UA_SCIM_READ_ONLY,
    .subs = counts_subs, .description = "What it did to how many members." },
  { .name = "stateChanges", .type = UA_SCIM_TYPE_COMPLEX, .multi_valued = TRUE,
    .mutability = UA_SCIM_READ_ONLY, .returned = UA_SCIM_RETURNED_REQUEST,
    .subs = state_changes_subs, .description = "The members whose status changed." },
  { NULL }
};

const UaScimSchema ua_scim_provisioning_run_schema = {
  UA_SCIM_URN_PROVISIONING_RUN, "ProvisioningRun", "What came of a roster of an HR system.",
  provisioning_run_attributes
};
