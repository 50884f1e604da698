/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-application.h"

G_BEGIN_DECLS

#define UA_TYPE_WINDOW (ua_window_get_type ())
G_DECLARE_FINAL_TYPE (UaWindow, ua_window, UA, WINDOW, AdwApplicationWindow)

UaWindow *ua_window_new (UaApplication *application);

G_END_DECLS
