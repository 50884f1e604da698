/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-patch.h"

G_BEGIN_DECLS

/**
 * UA_MEMBER_DRAFT_MAX_CHARS:
 *
 * How many characters a text may have that a person types for a member.
 */
#define UA_MEMBER_DRAFT_MAX_CHARS 256

/**
 * UaDraftProblem:
 * @UA_DRAFT_PROBLEM_NONE: the value can be sent
 * @UA_DRAFT_PROBLEM_EMPTY: a value is needed
 * @UA_DRAFT_PROBLEM_TOO_LONG: longer than %UA_MEMBER_DRAFT_MAX_CHARS
 * @UA_DRAFT_PROBLEM_CHARACTERS: has characters that cannot be seen: control characters, line ends,
 *   overrides of direction
 * @UA_DRAFT_PROBLEM_EMAIL: has not the form of an address
 * @UA_DRAFT_PROBLEM_COUNTRY: no two letters (ISO 3166-1; RFC 7643, section 4.1.2)
 * @UA_DRAFT_PROBLEM_DATE: not `YYYY-MM-DD` of a day that there is
 *
 * What is wrong with a value.
 */
typedef enum
{
  UA_DRAFT_PROBLEM_NONE,
  UA_DRAFT_PROBLEM_EMPTY,
  UA_DRAFT_PROBLEM_TOO_LONG,
  UA_DRAFT_PROBLEM_CHARACTERS,
  UA_DRAFT_PROBLEM_EMAIL,
  UA_DRAFT_PROBLEM_COUNTRY,
  UA_DRAFT_PROBLEM_DATE,
} UaDraftProblem;

#define UA_TYPE_MEMBER_DRAFT (ua_member_draft_get_type ())
G_DECLARE_FINAL_TYPE (UaMemberDraft, ua_member_draft, UA, MEMBER_DRAFT, GObject)

UaMemberDraft  *ua_member_draft_new         (UaMemberRecord *record);

UaMemberRecord *ua_member_draft_get_record  (UaMemberDraft  *self);
const char     *ua_member_draft_get         (UaMemberDraft  *self,
                                             UaField         field);
void            ua_member_draft_set         (UaMemberDraft  *self,
                                             UaField         field,
                                             const char     *value);
void            ua_member_draft_set_named   (UaMemberDraft  *self,
                                             UaField         field,
                                             const char     *id,
                                             const char     *name);
UaDraftProblem  ua_member_draft_get_problem (UaMemberDraft  *self,
                                             UaField         field);
gboolean        ua_member_draft_get_dirty   (UaMemberDraft  *self);
gboolean        ua_member_draft_get_valid   (UaMemberDraft  *self);
UaPatch        *ua_member_draft_to_patch    (UaMemberDraft  *self);

G_END_DECLS
