/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-column-info.h"

#include <glib/gi18n.h>

#include "ua-format.h"

#define ROLES UA_CAPABILITY_ROLE_PROFILES
#define GROUPS UA_CAPABILITY_GROUPS
#define KINDS UA_CAPABILITY_GROUP_KINDS
#define ENTERPRISE UA_CAPABILITY_ENTERPRISE
#define STATUS UA_CAPABILITY_STATUS
#define ANY UA_N_CAPABILITIES
#define SHOWN UA_COLUMN_SHOWN
#define ON_PLAIN UA_COLUMN_SHOWN_ON_PLAIN
#define HIDDEN UA_COLUMN_HIDDEN

static const UaColumnInfo infos[] = {
  { UA_FIELD_DISPLAY_NAME, UA_FIELD_DISPLAY_NAME, ANY, SHOWN, 0, 0 },
  { UA_FIELD_ROLE_PROFILE, UA_FIELD_ROLE_PROFILE_NAME, ROLES, SHOWN, 2, 142 },
  { UA_FIELD_AMBITION_ROLE, UA_FIELD_AMBITION_ROLE_NAME, ROLES, SHOWN, 5, 132 },
  { UA_FIELD_STATUS, UA_FIELD_STATUS, ANY, SHOWN, 1, 124 },
  { UA_FIELD_TEAMS, UA_FIELD_TEAMS, GROUPS, SHOWN, 3, 124 },
  { UA_FIELD_COACHED_TEAMS, UA_FIELD_COACHED_TEAMS, KINDS, SHOWN, 6, 98 },
  { UA_FIELD_ACCESS_LEVEL, UA_FIELD_ACCESS_LEVEL, UA_CAPABILITY_ACCESS_LEVEL, SHOWN, 4, 104 },
  { UA_FIELD_USER_NAME, UA_FIELD_USER_NAME, ANY, ON_PLAIN, 4, 180 },
  { UA_FIELD_EMAIL, UA_FIELD_EMAIL, ANY, HIDDEN, 0, 220 },
  { UA_FIELD_TITLE, UA_FIELD_TITLE, ANY, ON_PLAIN, 2, 150 },
  { UA_FIELD_EMPLOYEE_NUMBER, UA_FIELD_EMPLOYEE_NUMBER, ENTERPRISE, HIDDEN, 0, 120 },
  { UA_FIELD_DEPARTMENT, UA_FIELD_DEPARTMENT, ENTERPRISE, ON_PLAIN, 3, 150 },
  { UA_FIELD_MANAGER, UA_FIELD_MANAGER_NAME, ENTERPRISE, HIDDEN, 0, 160 },
  { UA_FIELD_GROUPS, UA_FIELD_GROUPS, KINDS, HIDDEN, 0, 130 },
  { UA_FIELD_LABELS, UA_FIELD_LABELS, STATUS, HIDDEN, 0, 130 },
  { UA_FIELD_PHONE, UA_FIELD_PHONE, ANY, HIDDEN, 0, 140 },
  { UA_FIELD_LANGUAGE, UA_FIELD_LANGUAGE, ANY, HIDDEN, 0, 120 },
  { UA_FIELD_COUNTRY, UA_FIELD_COUNTRY, ANY, HIDDEN, 0, 120 },
  { UA_FIELD_LOCALITY, UA_FIELD_LOCALITY, ANY, HIDDEN, 0, 120 },
  { UA_FIELD_HIRE_DATE, UA_FIELD_HIRE_DATE, STATUS, HIDDEN, 0, 110 },
  { UA_FIELD_CREATED, UA_FIELD_CREATED, ANY, HIDDEN, 0, 130 },
  { UA_FIELD_MODIFIED, UA_FIELD_MODIFIED, ANY, HIDDEN, 0, 130 },
};

G_STATIC_ASSERT (G_N_ELEMENTS (infos) == UA_N_COLUMNS);

/**
 * ua_column_info_get:
 * @n: a number below %UA_N_COLUMNS
 *
 * Returns: (transfer none): the column that stands there as long as nobody has chosen an order
 */
const UaColumnInfo *
ua_column_info_get (guint n)
{
  g_return_val_if_fail (n < UA_N_COLUMNS, NULL);

  return &infos[n];
}

/**
 * ua_column_info_get_title:
 * @self: a column
 *
 * Returns: (transfer none): what its header says, in the person's language
 *
 * The thread of the user interface.
 */
const char *
ua_column_info_get_title (const UaColumnInfo *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  /* Translators: the title of a column. */
  return self->field == UA_FIELD_DISPLAY_NAME ? C_("column", "Name")
                                              : ua_format_field_label (self->field);
}
