/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ua-session.h"

G_BEGIN_DECLS

#define UA_TYPE_SESSION_BAR (ua_session_bar_get_type ())
G_DECLARE_FINAL_TYPE (UaSessionBar, ua_session_bar, UA, SESSION_BAR, GtkWidget)

GtkWidget  *ua_session_bar_new         (void);

UaSession  *ua_session_bar_get_session (UaSessionBar *self);
void        ua_session_bar_set_session (UaSessionBar *self,
                                        UaSession    *session);
void        ua_session_bar_set_failure (UaSessionBar *self,
                                        const char   *sentence);
const char *ua_session_bar_get_text    (UaSessionBar *self);

G_END_DECLS
