/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-group.h"
#include "ua-member-record.h"

G_BEGIN_DECLS

/* The role of who coaches a team, and that of who has no other. */
#define UA_GROUP_ROLE_COACH "coach"
#define UA_GROUP_ROLE_MEMBER "member"

const char         *ua_group_words_get_kind        (UaGroupKind           kind);
const char         *ua_group_words_get_icon        (UaGroupKind           kind);
UaField             ua_group_words_get_field       (UaGroupKind           kind);
const char * const *ua_group_words_get_roles       (UaGroupKind           kind);
const char         *ua_group_words_get_role        (const char           *role);
const char         *ua_group_words_get_explanation (const char           *role);
char               *ua_group_words_describe_roles  (const UaMemberRecord *record,
                                                    UaGroup              *group);
GStrv               ua_group_words_list_roles      (const UaMemberRecord *record,
                                                    UaGroup              *group);

G_END_DECLS
