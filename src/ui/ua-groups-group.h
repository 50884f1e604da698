/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ua-session.h"

G_BEGIN_DECLS

#define UA_TYPE_GROUPS_GROUP (ua_groups_group_get_type ())
G_DECLARE_FINAL_TYPE (UaGroupsGroup, ua_groups_group, UA, GROUPS_GROUP, AdwPreferencesGroup)

void        ua_groups_group_set_session (UaGroupsGroup *self,
                                         UaSession     *session);
GStrv       ua_groups_group_dup_ids     (UaGroupsGroup *self);
const char *ua_groups_group_get_role    (UaGroupsGroup *self);

G_END_DECLS
