/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ua-member-selection.h"

G_BEGIN_DECLS

#define UA_TYPE_MEMBER_SLOTS (ua_member_slots_get_type ())
G_DECLARE_FINAL_TYPE (UaMemberSlots, ua_member_slots, UA, MEMBER_SLOTS, GObject)

UaMemberSlots *ua_member_slots_new (UaMemberSelection *selection);

G_END_DECLS
