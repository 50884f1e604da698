/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ua-session.h"

G_BEGIN_DECLS

#define UA_TYPE_ATTRIBUTES_BOX (ua_attributes_box_get_type ())
G_DECLARE_FINAL_TYPE (UaAttributesBox, ua_attributes_box, UA, ATTRIBUTES_BOX, GtkWidget)

void ua_attributes_box_show_of (UaAttributesBox *self,
                                UaSession       *session,
                                UaMemberRecord  *record);

G_END_DECLS
