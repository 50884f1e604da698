/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ua-session.h"

G_BEGIN_DECLS

/**
 * UaTaskParameterKind:
 * @UA_TASK_PARAMETER_NONE: nothing has to be said
 * @UA_TASK_PARAMETER_ROLE_PROFILE: a role profile that is not retired
 * @UA_TASK_PARAMETER_GROUP: a team, group or session
 * @UA_TASK_PARAMETER_GROUP_ROLE: the same, and the role in it
 * @UA_TASK_PARAMETER_LABEL: a free text
 * @UA_TASK_PARAMETER_ACCESS_LEVEL: an access level
 * @UA_TASK_PARAMETER_SECURITY_PROFILE: a security profile
 * @UA_TASK_PARAMETER_MESSAGE: a text for a mail, or none
 * @UA_TASK_PARAMETER_PASSWORD: a password
 *
 * What has to be said besides to whom something is to be done.
 */
typedef enum
{
  UA_TASK_PARAMETER_NONE,
  UA_TASK_PARAMETER_ROLE_PROFILE,
  UA_TASK_PARAMETER_GROUP,
  UA_TASK_PARAMETER_GROUP_ROLE,
  UA_TASK_PARAMETER_LABEL,
  UA_TASK_PARAMETER_ACCESS_LEVEL,
  UA_TASK_PARAMETER_SECURITY_PROFILE,
  UA_TASK_PARAMETER_MESSAGE,
  UA_TASK_PARAMETER_PASSWORD,
} UaTaskParameterKind;

#define UA_TYPE_TASK_PARAMETER (ua_task_parameter_get_type ())
G_DECLARE_FINAL_TYPE (UaTaskParameter, ua_task_parameter, UA, TASK_PARAMETER, AdwPreferencesGroup)

GtkWidget *ua_task_parameter_new         (UaSession           *session,
                                          UaTaskParameterKind  kind,
                                          const char          *key);
GVariant  *ua_task_parameter_dup_value   (UaTaskParameter     *self);
gboolean   ua_task_parameter_is_complete (UaTaskParameter     *self);

G_END_DECLS
