/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ua-connection.h"

G_BEGIN_DECLS

#define UA_TYPE_CREDENTIALS_GROUP (ua_credentials_group_get_type ())
G_DECLARE_FINAL_TYPE (UaCredentialsGroup, ua_credentials_group, UA, CREDENTIALS_GROUP,
                      AdwPreferencesGroup)

void              ua_credentials_group_set_fixed    (UaCredentialsGroup *self,
                                                     UaConnectionKind    kind,
                                                     const char         *user_name);
UaConnectionKind  ua_credentials_group_get_kind     (UaCredentialsGroup *self);
gboolean          ua_credentials_group_get_complete (UaCredentialsGroup *self);
UaCredentials    *ua_credentials_group_take         (UaCredentialsGroup *self);
void              ua_credentials_group_forget       (UaCredentialsGroup *self);
void              ua_credentials_group_set_problem  (UaCredentialsGroup *self,
                                                     gboolean            problem);
void              ua_credentials_group_focus        (UaCredentialsGroup *self);

G_END_DECLS
