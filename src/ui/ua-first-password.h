/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define UA_TYPE_FIRST_PASSWORD (ua_first_password_get_type ())
G_DECLARE_FINAL_TYPE (UaFirstPassword, ua_first_password, UA, FIRST_PASSWORD, AdwPreferencesGroup)

void        ua_first_password_set_names        (UaFirstPassword *self,
                                                const char      *user_name,
                                                const char      *email);
gboolean    ua_first_password_is_valid         (UaFirstPassword *self);
gboolean    ua_first_password_is_dirty         (UaFirstPassword *self);
const char *ua_first_password_get_effect       (UaFirstPassword *self);
void        ua_first_password_add_parameters   (UaFirstPassword *self,
                                                GVariantDict    *parameters,
                                                gboolean         dry_run);
void        ua_first_password_show_problem     (UaFirstPassword *self);
void        ua_first_password_clear            (UaFirstPassword *self);

G_END_DECLS
