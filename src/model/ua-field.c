/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-field.h"

typedef struct
{
  const char *key; /* (unowned) */
  UaFieldKind kind;
} FieldInfo;

static const FieldInfo fields[UA_N_FIELDS] = {
  [UA_FIELD_ID] = { "id", UA_FIELD_KIND_TOKEN },
  [UA_FIELD_VERSION] = { "version", UA_FIELD_KIND_TOKEN },
  [UA_FIELD_EXTERNAL_ID] = { "external_id", UA_FIELD_KIND_TOKEN },
  [UA_FIELD_USER_NAME] = { "user_name", UA_FIELD_KIND_TEXT },
  [UA_FIELD_DISPLAY_NAME] = { "display_name", UA_FIELD_KIND_TEXT },
  [UA_FIELD_FORMATTED_NAME] = { "formatted_name", UA_FIELD_KIND_TEXT },
  [UA_FIELD_GIVEN_NAME] = { "given_name", UA_FIELD_KIND_TEXT },
  [UA_FIELD_FAMILY_NAME] = { "family_name", UA_FIELD_KIND_TEXT },
  [UA_FIELD_EMAIL] = { "email", UA_FIELD_KIND_TEXT },
  [UA_FIELD_PHONE] = { "phone", UA_FIELD_KIND_TEXT },
  [UA_FIELD_TITLE] = { "title", UA_FIELD_KIND_TEXT },
  [UA_FIELD_STATUS] = { "status", UA_FIELD_KIND_TOKEN },
  [UA_FIELD_ACCESS_LEVEL] = { "access_level", UA_FIELD_KIND_TOKEN },
  [UA_FIELD_ROLE_PROFILE] = { "role_profile", UA_FIELD_KIND_TOKEN },
  [UA_FIELD_ROLE_PROFILE_NAME] = { "role_profile_name", UA_FIELD_KIND_TEXT },
  [UA_FIELD_AMBITION_ROLE] = { "ambition_role", UA_FIELD_KIND_TOKEN },
  [UA_FIELD_AMBITION_ROLE_NAME] = { "ambition_role_name", UA_FIELD_KIND_TEXT },
  [UA_FIELD_EMPLOYEE_NUMBER] = { "employee_number", UA_FIELD_KIND_TEXT },
  [UA_FIELD_ORGANIZATION] = { "organization", UA_FIELD_KIND_TEXT },
  [UA_FIELD_DIVISION] = { "division", UA_FIELD_KIND_TEXT },
  [UA_FIELD_DEPARTMENT] = { "department", UA_FIELD_KIND_TEXT },
  [UA_FIELD_COST_CENTER] = { "cost_center", UA_FIELD_KIND_TEXT },
  [UA_FIELD_MANAGER] = { "manager", UA_FIELD_KIND_TOKEN },
  [UA_FIELD_MANAGER_NAME] = { "manager_name", UA_FIELD_KIND_TEXT },
  [UA_FIELD_PHOTO] = { "photo", UA_FIELD_KIND_TOKEN },
  [UA_FIELD_LANGUAGE] = { "language", UA_FIELD_KIND_TOKEN },
  [UA_FIELD_TIME_ZONE] = { "time_zone", UA_FIELD_KIND_TOKEN },
  [UA_FIELD_COUNTRY] = { "country", UA_FIELD_KIND_TEXT },
  [UA_FIELD_REGION] = { "region", UA_FIELD_KIND_TEXT },
  [UA_FIELD_LOCALITY] = { "locality", UA_FIELD_KIND_TEXT },
  [UA_FIELD_HIRE_DATE] = { "hire_date", UA_FIELD_KIND_DATE },
  [UA_FIELD_DELETION_DATE] = { "deletion_date", UA_FIELD_KIND_DATE },
  [UA_FIELD_LEAVING_DATE] = { "leaving_date", UA_FIELD_KIND_DATE },
  [UA_FIELD_RETENTION_UNTIL] = { "retention_until", UA_FIELD_KIND_DATE },
  [UA_FIELD_LOCKED_UNTIL] = { "locked_until", UA_FIELD_KIND_TIME },
  [UA_FIELD_HAS_PASSWORD] = { "has_password", UA_FIELD_KIND_BOOLEAN },
  [UA_FIELD_SIGN_OFF] = { "sign_off", UA_FIELD_KIND_TOKEN },
  [UA_FIELD_CREATED] = { "created", UA_FIELD_KIND_TIME },
  [UA_FIELD_MODIFIED] = { "modified", UA_FIELD_KIND_TIME },
  [UA_FIELD_TEAMS] = { "teams", UA_FIELD_KIND_LIST },
  [UA_FIELD_COACHED_TEAMS] = { "coached_teams", UA_FIELD_KIND_LIST },
  [UA_FIELD_GROUPS] = { "groups", UA_FIELD_KIND_LIST },
  [UA_FIELD_SESSIONS] = { "sessions", UA_FIELD_KIND_LIST },
  [UA_FIELD_LABELS] = { "labels", UA_FIELD_KIND_LIST },
  [UA_FIELD_MANAGED_ATTRIBUTES] = { "managed_attributes", UA_FIELD_KIND_LIST },
};

/**
 * ua_field_get_key:
 * @field: a field
 *
 * Returns: (transfer none): the name of the field in the cache and in settings, lower case with
 *   underscores; it never changes
 *
 * Any thread.
 */
const char *
ua_field_get_key (UaField field)
{
  g_return_val_if_fail ((guint) field < UA_N_FIELDS, NULL);

  return fields[field].key;
}

/**
 * ua_field_get_kind:
 * @field: a field
 *
 * Returns: the form that values of @field have
 *
 * Any thread.
 */
UaFieldKind
ua_field_get_kind (UaField field)
{
  g_return_val_if_fail ((guint) field < UA_N_FIELDS, UA_FIELD_KIND_TEXT);

  return fields[field].kind;
}

/**
 * ua_field_is_list:
 * @field: a field
 *
 * Returns: whether @field has any number of #UaReference rather than one text
 *
 * Any thread.
 */
gboolean
ua_field_is_list (UaField field)
{
  return ua_field_get_kind (field) == UA_FIELD_KIND_LIST;
}

/**
 * ua_field_get_shown:
 * @field: a field
 *
 * Returns: the field whose values a person is shown in place of @field's: an id is shown by the
 *   name that goes with it, and a full name follows the display name; else @field
 *
 * Any thread.
 */
UaField
ua_field_get_shown (UaField field)
{
  switch ((guint) field)
    {
    case UA_FIELD_ROLE_PROFILE: return UA_FIELD_ROLE_PROFILE_NAME;
    case UA_FIELD_AMBITION_ROLE: return UA_FIELD_AMBITION_ROLE_NAME;
    case UA_FIELD_MANAGER: return UA_FIELD_MANAGER_NAME;
    case UA_FIELD_FORMATTED_NAME: return UA_FIELD_DISPLAY_NAME;
    default: return field;
    }
}

/**
 * ua_field_from_key:
 * @key: (nullable): what ua_field_get_key() gave once, from a file or a setting
 * @field: (out): the field; untouched when there is none
 *
 * Returns: whether there is such a field
 *
 * Any thread.
 */
gboolean
ua_field_from_key (const char *key,
                   UaField    *field)
{
  g_return_val_if_fail (field != NULL, FALSE);

  for (guint i = 0; i < UA_N_FIELDS; i++)
    if (g_strcmp0 (fields[i].key, key) == 0)
      {
        *field = (UaField) i;
        return TRUE;
      }
  return FALSE;
}
