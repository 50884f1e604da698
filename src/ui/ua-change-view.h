/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ua-session.h"

G_BEGIN_DECLS

#define UA_TYPE_CHANGE_VIEW (ua_change_view_get_type ())
G_DECLARE_FINAL_TYPE (UaChangeView, ua_change_view, UA, CHANGE_VIEW, GtkWidget)

GtkWidget *ua_change_view_new (UaSession *session,
                               UaChange  *change);

G_END_DECLS
