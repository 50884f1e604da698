/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-action.h"

G_BEGIN_DECLS

extern const UaDirAction ua_dir_assign_security_profile_action;
extern const UaDirAction ua_dir_assign_security_profile_to_role_action;
extern const UaDirAction ua_dir_remove_security_profile_action;
extern const UaDirAction ua_dir_remove_security_profile_from_role_action;

G_END_DECLS
