/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-action.h"

G_BEGIN_DECLS

extern const UaDirAction ua_dir_request_sign_off_action;
extern const UaDirAction ua_dir_remind_sign_off_action;

gboolean ua_dir_sign_off_confirm (UaDirDb     *db,
                                  const char  *base_uri,
                                  gint64       member,
                                  GError     **error);

G_END_DECLS
