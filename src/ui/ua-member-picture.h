/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ua-session.h"

G_BEGIN_DECLS

#define UA_TYPE_MEMBER_PICTURE (ua_member_picture_get_type ())
G_DECLARE_FINAL_TYPE (UaMemberPicture, ua_member_picture, UA, MEMBER_PICTURE, GtkWidget)

void ua_member_picture_show_of (UaMemberPicture *self,
                                UaSession       *session,
                                UaMember        *member);
void ua_member_picture_choose  (UaMemberPicture *self,
                                GFile           *file);

G_END_DECLS
