/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-action.h"

G_BEGIN_DECLS

extern const UaDirAction ua_dir_resend_message_action;
extern const UaDirAction ua_dir_send_activation_action;
extern const UaDirAction ua_dir_send_notification_action;
extern const UaDirAction ua_dir_send_password_link_action;

G_END_DECLS
