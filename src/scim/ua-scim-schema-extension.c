/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-schema-private.h"

#include "ua-scim-urn.h"

/* What the extension adds to SCIM.  Complex attributes have simple sub-attributes only. */

static const char *const refs_role_profile[] = { "RoleProfile", NULL };
static const char *const refs_group[] = { "Group", NULL };
static const char *const refs_user[] = { "User", NULL };
static const char *const refs_security_profile[] = { "SecurityProfile", NULL };

static const char *const statuses[] = { "invited", "active", "deactivated", "locked", NULL };
static const char *const access_levels[] = { "employee", "executive", "admin", NULL };
static const char *const sign_offs[] = { "none", "pending", "signed", NULL };
static const char *const kinds[] = { "team", "group", "session", NULL };
static const char *const group_roles[] = {
  "member", "coach", "learner", "instructor", "admin", NULL
};
static const char *const rights[] = {
  "read", "edit", "invite", "lifeCycle", "erase", "password", "access", "groups", "roleProfiles",
  "signOff", "provision", "audit", "settings", "export", NULL
};
static const char *const ways[] = { "direct", "roleProfile", NULL };

/* Two tables of the same form, because a projection tells attributes apart by their address. */
#define ROLE_PROFILE_SUBS \
  { .name = "value", .case_exact = TRUE, .description = "The id of the role profile." }, \
  { .name = "$ref", .type = UA_SCIM_TYPE_REFERENCE, .case_exact = TRUE, \
    .references = refs_role_profile, .description = "The address of the role profile." }, \
  { .name = "display", .mutability = UA_SCIM_READ_ONLY, \
    .description = "The name of the role profile." }, \
  { NULL }

static const UaScimAttribute role_profile_subs[] = { ROLE_PROFILE_SUBS };
static const UaScimAttribute ambition_role_subs[] = { ROLE_PROFILE_SUBS };

static const UaScimAttribute membership_subs[] = {
  { .name = "value", .case_exact = TRUE, .mutability = UA_SCIM_READ_ONLY,
    .description = "The id of the group." },
  { .name = "$ref", .type = UA_SCIM_TYPE_REFERENCE, .case_exact = TRUE,
    .mutability = UA_SCIM_READ_ONLY, .references = refs_group,
    .description = "The address of the group." },
  { .name = "display", .mutability = UA_SCIM_READ_ONLY, .description = "The name of the group." },
  { .name = "kind", .mutability = UA_SCIM_READ_ONLY, .canonical = kinds, .closed = TRUE,
    .description = "Whether it is a team, a group or a program session." },
  { .name = "role", .mutability = UA_SCIM_READ_ONLY, .canonical = group_roles, .closed = TRUE,
    .description = "What the member is in the group." },
  { NULL }
};

static const UaScimAttribute security_profiles_subs[] = {
  { .name = "value", .case_exact = TRUE, .mutability = UA_SCIM_READ_ONLY,
    .description = "The id of the security profile." },
  { .name = "$ref", .type = UA_SCIM_TYPE_REFERENCE, .case_exact = TRUE,
    .mutability = UA_SCIM_READ_ONLY, .references = refs_security_profile,
    .description = "The address of the security profile." },
  { .name = "display", .mutability = UA_SCIM_READ_ONLY,
    .description = "The name of the security profile." },
  { .name = "type", .mutability = UA_SCIM_READ_ONLY, .canonical = ways, .closed = TRUE,
    .description = "Whether the member has it directly or through the role profile." },
  { NULL }
};

static const char *const permissions[] = { "manager", "collaborator", "mentor", NULL };
static const char *const origins[] = { "reports", "plan", "roleProfile", NULL };

static const UaScimAttribute permissions_subs[] = {
  { .name = "value", .mutability = UA_SCIM_READ_ONLY, .canonical = permissions, .closed = TRUE,
    .description = "The permission." },
  { .name = "origin", .mutability = UA_SCIM_READ_ONLY, .canonical = origins, .closed = TRUE,
    .description = "Whether it comes from members who report, from a plan or a role profile." },
  { .name = "source", .case_exact = TRUE, .mutability = UA_SCIM_READ_ONLY,
    .description = "The id of the plan or the role profile." },
  { .name = "display", .mutability = UA_SCIM_READ_ONLY,
    .description = "The name of the plan or the role profile." },
  { .name = "count", .type = UA_SCIM_TYPE_INTEGER, .mutability = UA_SCIM_READ_ONLY,
    .description = "How many members report." },
  { NULL }
};

static const char *const reference_types[] = {
  "reports", "coachedTeam", "group", "openAssessment", "openPlan", "signOff", "securityProfile",
  NULL
};

static const UaScimAttribute references_subs[] = {
  { .name = "type", .mutability = UA_SCIM_READ_ONLY, .canonical = reference_types, .closed = TRUE,
    .description = "What refers to the member." },
  { .name = "count", .type = UA_SCIM_TYPE_INTEGER, .mutability = UA_SCIM_READ_ONLY,
    .description = "How many of them there are." },
  { NULL }
};

static const UaScimAttribute ua_user_attributes[] = {
  { .name = "status", .mutability = UA_SCIM_READ_ONLY, .canonical = statuses, .closed = TRUE,
    .description = "Where the member stands between invitation and leaving." },
  { .name = "accessLevel", .canonical = access_levels, .closed = TRUE,
    .description = "What the member may do: the own profile, look at all, or change all." },
  { .name = "roleProfile", .type = UA_SCIM_TYPE_COMPLEX, .subs = role_profile_subs,
    .description = "The job or position that the member has." },
  { .name = "ambitionRole", .type = UA_SCIM_TYPE_COMPLEX, .subs = ambition_role_subs,
    .description = "The job or position that the member aims at." },
  { .name = "labels", .multi_valued = TRUE, .description = "Free tags." },
  { .name = "memberships", .type = UA_SCIM_TYPE_COMPLEX, .multi_valued = TRUE,
    .mutability = UA_SCIM_READ_ONLY, .subs = membership_subs,
    .description = "The groups as in \"groups\", with kind and role in each." },
  { .name = "hireDate", .is_date = TRUE, .canonical = ua_scim_days,
    .description = "The first day of employment, as in 2024-05-31." },
  { .name = "leavingDate", .is_date = TRUE, .canonical = ua_scim_days,
    .description = "The day on which the member is deactivated, as in 2024-05-31." },
  { .name = "deletionDate", .is_date = TRUE, .canonical = ua_scim_days,
    .description = "The day on which the member is erased, as in 2024-05-31." },
  { .name = "retentionUntil", .is_date = TRUE,
    .mutability = UA_SCIM_READ_ONLY,
    .description = "The day until which the data of a deactivated member is kept." },
  { .name = "lockedUntil", .type = UA_SCIM_TYPE_DATE_TIME, .mutability = UA_SCIM_READ_ONLY,
    .description = "When the lock after wrong passwords ends." },
  { .name = "hasPassword", .type = UA_SCIM_TYPE_BOOLEAN, .mutability = UA_SCIM_READ_ONLY,
    .description = "Whether the member has chosen a password." },
  { .name = "signOff", .mutability = UA_SCIM_READ_ONLY, .canonical = sign_offs, .closed = TRUE,
    .description = "How far the sign-off of the job is." },
  { .name = "managedAttributes", .multi_valued = TRUE, .case_exact = TRUE,
    .mutability = UA_SCIM_READ_ONLY,
    .description = "The paths of the attributes that an HR system owns." },
  { .name = "permissions", .type = UA_SCIM_TYPE_COMPLEX, .multi_valued = TRUE,
    .mutability = UA_SCIM_READ_ONLY, .returned = UA_SCIM_RETURNED_REQUEST,
    .subs = permissions_subs,
    .description = "What the member may do to some others, and where that comes from." },
  { .name = "references", .type = UA_SCIM_TYPE_COMPLEX, .multi_valued = TRUE,
    .mutability = UA_SCIM_READ_ONLY, .returned = UA_SCIM_RETURNED_REQUEST,
    .subs = references_subs,
    .description = "What refers to the member, before it is deactivated or erased." },
  { .name = "securityProfiles", .type = UA_SCIM_TYPE_COMPLEX, .multi_valued = TRUE,
    .mutability = UA_SCIM_READ_ONLY, .returned = UA_SCIM_RETURNED_REQUEST,
    .subs = security_profiles_subs,
    .description = "The security profiles that give the member rights." },
  { .name = "rights", .multi_valued = TRUE, .case_exact = TRUE, .mutability = UA_SCIM_READ_ONLY,
    .returned = UA_SCIM_RETURNED_REQUEST, .canonical = rights, .closed = TRUE,
    .description = "What the member may do in the whole organisation." },
  { .name = "permittedActions", .multi_valued = TRUE, .case_exact = TRUE,
    .mutability = UA_SCIM_READ_ONLY, .returned = UA_SCIM_RETURNED_REQUEST,
    .description = "The actions that who asks has the right to do to the member." },
  { .name = "writableAttributes", .multi_valued = TRUE, .case_exact = TRUE,
    .mutability = UA_SCIM_READ_ONLY, .returned = UA_SCIM_RETURNED_REQUEST,
    .description = "The paths of the attributes of the member that who asks may change." },
  { NULL }
};

const UaScimSchema ua_scim_ua_user_schema = {
  UA_SCIM_URN_UA_USER, "UserAdminUser", "What user administration adds to a member.",
  ua_user_attributes
};

static const UaScimAttribute member_role_subs[] = {
  { .name = "value", .required = TRUE, .case_exact = TRUE,
    .description = "The id of a member of the group." },
  { .name = "$ref", .type = UA_SCIM_TYPE_REFERENCE, .case_exact = TRUE, .references = refs_user,
    .description = "The address of that member." },
  { .name = "role", .required = TRUE, .canonical = group_roles, .closed = TRUE,
    .description = "What the member is in the group." },
  { NULL }
};

static const UaScimAttribute ua_group_attributes[] = {
  { .name = "kind", .canonical = kinds, .closed = TRUE,
    .description = "Whether it is a team, a group or a program session." },
  { .name = "memberRoles", .type = UA_SCIM_TYPE_COMPLEX, .multi_valued = TRUE,
    .subs = member_role_subs,
    .description = "The roles in the group; whoever is not named is a member." },
  { NULL }
};

const UaScimSchema ua_scim_ua_group_schema = {
  UA_SCIM_URN_UA_GROUP, "UserAdminGroup", "What user administration adds to a group.",
  ua_group_attributes
};

static const UaScimAttribute role_profile_attributes[] = {
  { .name = "displayName", .required = TRUE, .uniqueness = UA_SCIM_UNIQUE_SERVER,
    .description = "The name of the job or position; no two have the same." },
  { .name = "description", .description = "What the job or position is." },
  { .name = "active", .type = UA_SCIM_TYPE_BOOLEAN,
    .description = "Whether it can be given to members; false when it is retired." },
  { .name = "memberCount", .type = UA_SCIM_TYPE_INTEGER, .mutability = UA_SCIM_READ_ONLY,
    .description = "How many members have it." },
  { NULL }
};

const UaScimSchema ua_scim_role_profile_schema = {
  UA_SCIM_URN_ROLE_PROFILE, "RoleProfile", "A job or position in the organisation.",
  role_profile_attributes
};

static const UaScimAttribute holder_subs[] = {
  { .name = "value", .case_exact = TRUE, .description = "The id of a member." },
  { .name = "$ref", .type = UA_SCIM_TYPE_REFERENCE, .case_exact = TRUE, .references = refs_user,
    .description = "The address of the member." },
  { .name = "display", .mutability = UA_SCIM_READ_ONLY, .description = "The member's name." },
  { NULL }
};

static const UaScimAttribute given_role_subs[] = { ROLE_PROFILE_SUBS };

static const UaScimAttribute security_profile_attributes[] = {
  { .name = "displayName", .required = TRUE, .uniqueness = UA_SCIM_UNIQUE_SERVER,
    .description = "The name of the security profile; no two have the same." },
  { .name = "description", .description = "Who is meant to have it." },
  { .name = "rights", .multi_valued = TRUE, .case_exact = TRUE, .canonical = rights,
    .closed = TRUE, .description = "What those who have it may do in the whole organisation." },
  { .name = "members", .type = UA_SCIM_TYPE_COMPLEX, .multi_valued = TRUE, .subs = holder_subs,
    .description = "The members who have it directly." },
  { .name = "roleProfiles", .type = UA_SCIM_TYPE_COMPLEX, .multi_valued = TRUE,
    .subs = given_role_subs,
    .description = "The role profiles whose members have it." },
  { NULL }
};

const UaScimSchema ua_scim_security_profile_schema = {
  UA_SCIM_URN_SECURITY_PROFILE, "SecurityProfile",
  "A named set of rights for members or for those with a role profile.",
  security_profile_attributes
};
