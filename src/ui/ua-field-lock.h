/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-session.h"

G_BEGIN_DECLS

const char *ua_field_lock_describe        (UaSession            *session,
                                           const UaMemberRecord *record,
                                           UaField               field);
const char *ua_field_lock_describe_member (UaSession            *session,
                                           const UaMemberRecord *record);

G_END_DECLS
