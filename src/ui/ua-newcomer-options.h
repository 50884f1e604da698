/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ua-newcomer.h"

G_BEGIN_DECLS

/**
 * UaNewcomerUse:
 * @UA_NEWCOMER_USE_ALL: of all who are invited
 * @UA_NEWCOMER_USE_PERSON: of one of them
 * @UA_NEWCOMER_USE_CREATE: of somebody who is created
 *
 * Of whom options are.
 */
typedef enum
{
  UA_NEWCOMER_USE_ALL,
  UA_NEWCOMER_USE_PERSON,
  UA_NEWCOMER_USE_CREATE,
} UaNewcomerUse;

#define UA_TYPE_NEWCOMER_OPTIONS (ua_newcomer_options_get_type ())
G_DECLARE_FINAL_TYPE (UaNewcomerOptions, ua_newcomer_options, UA, NEWCOMER_OPTIONS,
                      AdwPreferencesGroup)

void        ua_newcomer_options_set_up   (UaNewcomerOptions *self,
                                          UaSession         *session,
                                          UaGroup           *group,
                                          UaNewcomerUse      use);
const char *ua_newcomer_options_get      (UaNewcomerOptions *self,
                                          UaNewcomerField    field);
void        ua_newcomer_options_set      (UaNewcomerOptions *self,
                                          UaNewcomerField    field,
                                          const char        *value);
gboolean    ua_newcomer_options_is_valid (UaNewcomerOptions *self);

G_END_DECLS
