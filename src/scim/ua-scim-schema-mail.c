/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-schema-private.h"

#include "ua-scim-urn.h"

/* Mails and invitations, which the directory makes and clients read. */

static const char *const refs_user[] = { "User", NULL };
static const char *const refs_group[] = { "Group", NULL };
static const char *const refs_message[] = { "Message", NULL };

/* Several tables of the same form, because a projection tells attributes apart by their address. */
#define REFERENCE_SUBS(refs, what) \
  { .name = "value", .case_exact = TRUE, .mutability = UA_SCIM_READ_ONLY, \
    .description = "The id of the " what "." }, \
  { .name = "$ref", .type = UA_SCIM_TYPE_REFERENCE, .case_exact = TRUE, \
    .mutability = UA_SCIM_READ_ONLY, .references = refs, \
    .description = "The address of the " what "." }, \
  { .name = "display", .mutability = UA_SCIM_READ_ONLY, \
    .description = "The name of the " what "." }, \
  { NULL }

static const UaScimAttribute message_member_subs[] = { REFERENCE_SUBS (refs_user, "member") };
static const UaScimAttribute message_sender_subs[] = { REFERENCE_SUBS (refs_user, "member") };

static const char *const message_states[] = { "queued", "sent", "failed", "cancelled", NULL };
static const char *const message_kinds[] = {
  "invitation", "activation", "passwordLink", "credentials", "created", "emailChangedOld",
  "emailChangedNew", "signOffRequest", "signOffReminder", NULL
};

static const UaScimAttribute message_attributes[] = {
  { .name = "recipient", .mutability = UA_SCIM_READ_ONLY,
    .description = "The address that it goes to." },
  { .name = "member", .type = UA_SCIM_TYPE_COMPLEX, .mutability = UA_SCIM_READ_ONLY,
    .subs = message_member_subs, .description = "The member whom it is to." },
  { .name = "kind", .mutability = UA_SCIM_READ_ONLY, .canonical = message_kinds, .closed = TRUE,
    .description = "What it is for." },
  { .name = "subject", .mutability = UA_SCIM_READ_ONLY, .description = "Its subject." },
  { .name = "body", .mutability = UA_SCIM_READ_ONLY,
    .description = "Its text, without the link or the password that went out in it." },
  { .name = "language", .mutability = UA_SCIM_READ_ONLY, .description = "Its language." },
  { .name = "state", .mutability = UA_SCIM_READ_ONLY, .canonical = message_states, .closed = TRUE,
    .description = "How far its delivery is." },
  { .name = "createdAt", .type = UA_SCIM_TYPE_DATE_TIME, .mutability = UA_SCIM_READ_ONLY,
    .description = "When it was asked for." },
  { .name = "sentAt", .type = UA_SCIM_TYPE_DATE_TIME, .mutability = UA_SCIM_READ_ONLY,
    .description = "When it was handed on." },
  { .name = "attempts", .type = UA_SCIM_TYPE_INTEGER, .mutability = UA_SCIM_READ_ONLY,
    .description = "How often it was tried." },
  { .name = "lastError", .mutability = UA_SCIM_READ_ONLY,
    .description = "Why the last attempt failed, in English." },
  { .name = "sentBy", .type = UA_SCIM_TYPE_COMPLEX, .mutability = UA_SCIM_READ_ONLY,
    .subs = message_sender_subs, .description = "The member who had it sent." },
  { NULL }
};

const UaScimSchema ua_scim_message_schema = {
  UA_SCIM_URN_MESSAGE, "Message", "A mail to a member, with how far its delivery is.",
  message_attributes
};

static const UaScimAttribute invitation_member_subs[] = { REFERENCE_SUBS (refs_user, "member") };
static const UaScimAttribute invitation_inviter_subs[] = { REFERENCE_SUBS (refs_user, "member") };
static const UaScimAttribute invitation_group_subs[] = { REFERENCE_SUBS (refs_group, "group") };

static const UaScimAttribute invitation_message_subs[] = {
  { .name = "value", .case_exact = TRUE, .mutability = UA_SCIM_READ_ONLY,
    .description = "The id of the message." },
  { .name = "$ref", .type = UA_SCIM_TYPE_REFERENCE, .case_exact = TRUE,
    .mutability = UA_SCIM_READ_ONLY, .references = refs_message,
    .description = "The address of the message." },
  { .name = "state", .mutability = UA_SCIM_READ_ONLY, .canonical = message_states, .closed = TRUE,
    .description = "How far its delivery is." },
  { NULL }
};

static const char *const invitation_states[] = { "pending", "expired", NULL };

static const UaScimAttribute invitation_attributes[] = {
  { .name = "member", .type = UA_SCIM_TYPE_COMPLEX, .mutability = UA_SCIM_READ_ONLY,
    .subs = invitation_member_subs, .description = "The member who is invited." },
  { .name = "email", .mutability = UA_SCIM_READ_ONLY,
    .description = "The address that was invited." },
  { .name = "invitedBy", .type = UA_SCIM_TYPE_COMPLEX, .mutability = UA_SCIM_READ_ONLY,
    .subs = invitation_inviter_subs, .description = "The member who invited." },
  { .name = "createdAt", .type = UA_SCIM_TYPE_DATE_TIME, .mutability = UA_SCIM_READ_ONLY,
    .description = "When it was first sent." },
  { .name = "expiresAt", .type = UA_SCIM_TYPE_DATE_TIME, .mutability = UA_SCIM_READ_ONLY,
    .description = "Until when it can be accepted." },
  { .name = "state", .mutability = UA_SCIM_READ_ONLY, .canonical = invitation_states,
    .closed = TRUE, .description = "Whether it can still be accepted." },
  { .name = "group", .type = UA_SCIM_TYPE_COMPLEX, .mutability = UA_SCIM_READ_ONLY,
    .subs = invitation_group_subs,
    .description = "The group or session that one is invited to." },
  { .name = "message", .type = UA_SCIM_TYPE_COMPLEX, .mutability = UA_SCIM_READ_ONLY,
    .subs = invitation_message_subs, .description = "The last mail about it." },
  { .name = "language", .mutability = UA_SCIM_READ_ONLY,
    .description = "The language of that mail." },
  { NULL }
};

const UaScimSchema ua_scim_invitation_schema = {
  UA_SCIM_URN_INVITATION, "Invitation", "An offer of an account that is not accepted yet.",
  invitation_attributes
};
