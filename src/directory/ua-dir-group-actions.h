/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-action.h"

G_BEGIN_DECLS

extern const UaDirAction ua_dir_add_to_group_action;
extern const UaDirAction ua_dir_remove_from_group_action;
extern const UaDirAction ua_dir_set_group_role_action;

G_END_DECLS
