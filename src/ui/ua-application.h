/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define UA_TYPE_APPLICATION (ua_application_get_type ())
G_DECLARE_FINAL_TYPE (UaApplication, ua_application, UA, APPLICATION, AdwApplication)

UaApplication *ua_application_new (void);

G_END_DECLS
