/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-entries.h"
#include "ua-link.h"
#include "ua-session.h"
#include "ua-store.h"

G_BEGIN_DECLS

UaStore   *ua_session_get_store   (UaSession *self);
UaLink    *ua_session_get_link    (UaSession *self);
UaEntries *ua_session_get_entries (UaSession *self);
GError    *ua_session_find_obstacle (UaSession *self);
void       ua_session_return_reread (UaSession *self,
                                     GTask     *task);

G_END_DECLS
