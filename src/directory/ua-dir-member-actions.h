/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-action.h"

G_BEGIN_DECLS

extern const UaDirAction ua_dir_add_label_action;
extern const UaDirAction ua_dir_assign_ambition_role_action;
extern const UaDirAction ua_dir_assign_role_profile_action;
extern const UaDirAction ua_dir_remove_ambition_role_action;
extern const UaDirAction ua_dir_remove_label_action;
extern const UaDirAction ua_dir_remove_role_profile_action;
extern const UaDirAction ua_dir_set_access_level_action;

G_END_DECLS
