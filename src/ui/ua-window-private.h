/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-organisation-page.h"
#include "ua-window.h"

G_BEGIN_DECLS

UaOrganisationPage *ua_window_get_organisation_page  (UaWindow   *self);
void                ua_window_show_toast             (UaWindow   *self,
                                                      const char *text);
void                ua_window_add_toast              (UaWindow   *self,
                                                      AdwToast   *toast);

void                ua_window_add_actions            (UaWindow   *self);
void                ua_window_update_actions         (UaWindow   *self);
void                ua_window_update_filters_action  (UaWindow   *self);
void                ua_window_edit_member            (UaWindow   *self,
                                                      UaMember   *member);

G_END_DECLS
