/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ua-session.h"

G_BEGIN_DECLS

#define UA_TYPE_TIES_BOX (ua_ties_box_get_type ())
G_DECLARE_FINAL_TYPE (UaTiesBox, ua_ties_box, UA, TIES_BOX, GtkWidget)

void ua_ties_box_show_of (UaTiesBox            *self,
                          UaSession            *session,
                          const UaMemberRecord *record);

G_END_DECLS
