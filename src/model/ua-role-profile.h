/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define UA_TYPE_ROLE_PROFILE (ua_role_profile_get_type ())
G_DECLARE_FINAL_TYPE (UaRoleProfile, ua_role_profile, UA, ROLE_PROFILE, GObject)

UaRoleProfile *ua_role_profile_new         (const char    *id,
                                            const char    *name,
                                            gboolean       retired,
                                            const char    *version);

const char    *ua_role_profile_get_id      (UaRoleProfile *self);
const char    *ua_role_profile_get_name    (UaRoleProfile *self);
gboolean       ua_role_profile_get_retired (UaRoleProfile *self);
const char    *ua_role_profile_get_version (UaRoleProfile *self);

G_END_DECLS
