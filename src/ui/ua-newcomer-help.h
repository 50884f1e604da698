/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ua-invitee.h"

G_BEGIN_DECLS

/**
 * UaNewcomerHelped:
 * @invitee: who was there already
 * @toast: what is to be said
 * @user_data: what was given
 *
 * Somebody who was there already was reactivated, or invited again.
 */
typedef void (*UaNewcomerHelped) (UaInvitee *invitee,
                                  AdwToast  *toast,
                                  gpointer   user_data);

void ua_newcomer_help (GtkWidget        *parent,
                       UaSession        *session,
                       UaInvitee        *invitee,
                       UaNewcomerHelped  helped,
                       gpointer          user_data);

G_END_DECLS
