/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-member-record.h"

G_BEGIN_DECLS

#define UA_TYPE_MEMBER (ua_member_get_type ())
G_DECLARE_FINAL_TYPE (UaMember, ua_member, UA, MEMBER, GObject)

UaMember       *ua_member_new         (gint64          row,
                                       UaMemberRecord *record);

gint64          ua_member_get_row     (UaMember       *self);
UaMemberRecord *ua_member_get_record  (UaMember       *self);
void            ua_member_set_record  (UaMember       *self,
                                       UaMemberRecord *record);
gboolean        ua_member_get_pending (UaMember       *self);
void            ua_member_set_pending (UaMember       *self,
                                       gboolean        pending);

G_END_DECLS
