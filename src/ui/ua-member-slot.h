/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "ua-member.h"

G_BEGIN_DECLS

#define UA_TYPE_MEMBER_SLOT (ua_member_slot_get_type ())
G_DECLARE_FINAL_TYPE (UaMemberSlot, ua_member_slot, UA, MEMBER_SLOT, GObject)

UaMemberSlot *ua_member_slot_new          (guint         position,
                                           UaMember     *member);

UaMember     *ua_member_slot_get_member   (UaMemberSlot *self);
void          ua_member_slot_set_member   (UaMemberSlot *self,
                                           UaMember     *member);
guint         ua_member_slot_get_position (UaMemberSlot *self);
void          ua_member_slot_set_position (UaMemberSlot *self,
                                           guint         position);

G_END_DECLS
