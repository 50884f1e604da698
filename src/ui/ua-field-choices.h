/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-session.h"

G_BEGIN_DECLS

GPtrArray *ua_field_choices_list              (UaSession            *session,
                                               const UaMemberRecord *record,
                                               UaField               field);
void       ua_field_choices_add_role_profiles (UaSession            *session,
                                               GPtrArray            *choices);

G_END_DECLS
