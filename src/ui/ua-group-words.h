/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-group.h"
#include "ua-member-record.h"

G_BEGIN_DECLS

/* The roles that somebody can have in a group, in the order in which they are offered; "member",
 * for none of them, is not among these. */
#define UA_GROUP_ROLE_COACH "coach"

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
