/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-scim-schema.h"

G_BEGIN_DECLS

/* What a day looks like, for those who make values up from the schema alone; one that is far away,
 * because some days are carried out. */
extern const char *const ua_scim_days[];

extern const UaScimAttribute ua_scim_common_attributes[];
extern const UaScimSchema ua_scim_user_schema;
extern const UaScimSchema ua_scim_enterprise_schema;
extern const UaScimSchema ua_scim_group_schema;
extern const UaScimSchema ua_scim_ua_user_schema;
extern const UaScimSchema ua_scim_ua_group_schema;
extern const UaScimSchema ua_scim_role_profile_schema;
extern const UaScimSchema ua_scim_setting_schema;
extern const UaScimSchema ua_scim_seat_schema;
extern const UaScimSchema ua_scim_security_profile_schema;
extern const UaScimSchema ua_scim_message_schema;
extern const UaScimSchema ua_scim_invitation_schema;
extern const UaScimSchema ua_scim_provisioning_run_schema;
extern const UaScimSchema ua_scim_record_schema;
extern const UaScimSchema ua_scim_audit_event_schema;

G_END_DECLS
