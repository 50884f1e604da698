/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-group.h"
#include "ua-session.h"

G_BEGIN_DECLS

/**
 * UaNewcomerField:
 * @UA_NEWCOMER_ROLE_PROFILE: the id of a role profile
 * @UA_NEWCOMER_TEAM: the id of a team to be a member of
 * @UA_NEWCOMER_COACH_OF: the id of a team to coach
 * @UA_NEWCOMER_ACCESS_LEVEL: a word of ua_access_level_to_token()
 * @UA_NEWCOMER_LANGUAGE: a language tag
 * @UA_NEWCOMER_GROUP_ROLE: the role in the group that one comes into
 * @UA_NEWCOMER_LABELS: labels, separated by commas
 * @UA_NEWCOMER_DELETION_DATE: the day of erasure, as `YYYY-MM-DD`
 *
 * What can be said of somebody who is invited or created, beside names and addresses.  Those before
 * %UA_N_PERSON_FIELDS may differ from person to person, the others are of all.
 */
typedef enum
{
  UA_NEWCOMER_ROLE_PROFILE,
  UA_NEWCOMER_TEAM,
  UA_NEWCOMER_COACH_OF,
  UA_NEWCOMER_ACCESS_LEVEL,
  UA_NEWCOMER_LANGUAGE,
  UA_N_PERSON_FIELDS,

  UA_NEWCOMER_GROUP_ROLE = UA_N_PERSON_FIELDS,
  UA_NEWCOMER_LABELS,
  UA_NEWCOMER_DELETION_DATE,
  UA_N_NEWCOMER_FIELDS,
} UaNewcomerField;

GPtrArray  *ua_newcomer_list_choices  (UaSession       *session,
                                       UaNewcomerField  field,
                                       UaGroup         *group,
                                       const char      *none);
const char *ua_newcomer_get_parameter (UaNewcomerField  field);
void        ua_newcomer_add_labels    (GVariantDict    *parameters,
                                       const char      *labels);
char       *ua_newcomer_format_seats  (UaSession       *session,
                                       const UaReport  *report,
                                       guint            n_wanted);

G_END_DECLS
