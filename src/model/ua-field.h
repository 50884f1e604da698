/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * UaFieldKind:
 * @UA_FIELD_KIND_TEXT: any text
 * @UA_FIELD_KIND_TOKEN: one of a few canonical words, compared exactly (a status, an id)
 * @UA_FIELD_KIND_BOOLEAN: `true` or `false`
 * @UA_FIELD_KIND_DATE: `YYYY-MM-DD`
 * @UA_FIELD_KIND_TIME: a time as ua_time_format() writes it
 * @UA_FIELD_KIND_LIST: any number of #UaReference
 */
typedef enum
{
  UA_FIELD_KIND_TEXT,
  UA_FIELD_KIND_TOKEN,
  UA_FIELD_KIND_BOOLEAN,
  UA_FIELD_KIND_DATE,
  UA_FIELD_KIND_TIME,
  UA_FIELD_KIND_LIST,
} UaFieldKind;

/**
 * UaField:
 *
 * What is known of a member, one value a field.  Reading and writing SCIM, the columns of the
 * cache, differences, columns on the screen and filters all go by these, so a new field is a row
 * in the table of ua-field.c and an entry where SCIM paths are mapped.
 *
 * Fields before %UA_N_SCALAR_FIELDS have one text each, in the form that their kind says; the
 * rest are lists.
 */
typedef enum
{
  UA_FIELD_ID,
  UA_FIELD_VERSION,
  UA_FIELD_EXTERNAL_ID,
  UA_FIELD_USER_NAME,
  UA_FIELD_DISPLAY_NAME,
  UA_FIELD_FORMATTED_NAME,
  UA_FIELD_GIVEN_NAME,
  UA_FIELD_FAMILY_NAME,
  UA_FIELD_EMAIL,
  UA_FIELD_PHONE,
  UA_FIELD_TITLE,
  UA_FIELD_STATUS,
  UA_FIELD_ACCESS_LEVEL,
  UA_FIELD_ROLE_PROFILE,
  UA_FIELD_ROLE_PROFILE_NAME,
  UA_FIELD_AMBITION_ROLE,
  UA_FIELD_AMBITION_ROLE_NAME,
  UA_FIELD_EMPLOYEE_NUMBER,
  UA_FIELD_ORGANIZATION,
  UA_FIELD_DIVISION,
  UA_FIELD_DEPARTMENT,
  UA_FIELD_COST_CENTER,
  UA_FIELD_MANAGER,
  UA_FIELD_MANAGER_NAME,
  UA_FIELD_PHOTO,
  UA_FIELD_LANGUAGE,
  UA_FIELD_TIME_ZONE,
  UA_FIELD_COUNTRY,
  UA_FIELD_REGION,
  UA_FIELD_LOCALITY,
  UA_FIELD_HIRE_DATE,
  UA_FIELD_DELETION_DATE,
  UA_FIELD_LEAVING_DATE,
  UA_FIELD_RETENTION_UNTIL,
  UA_FIELD_LOCKED_UNTIL,
  UA_FIELD_HAS_PASSWORD,
  UA_FIELD_SIGN_OFF,
  UA_FIELD_CREATED,
  UA_FIELD_MODIFIED,
  UA_N_SCALAR_FIELDS,

  UA_FIELD_TEAMS = UA_N_SCALAR_FIELDS,
  UA_FIELD_COACHED_TEAMS,
  UA_FIELD_GROUPS,
  UA_FIELD_SESSIONS,
  UA_FIELD_LABELS,
  UA_FIELD_MANAGED_ATTRIBUTES,
  UA_N_FIELDS,
} UaField;

#define UA_N_LIST_FIELDS (UA_N_FIELDS - UA_N_SCALAR_FIELDS)

const char  *ua_field_get_key  (UaField     field);
UaFieldKind  ua_field_get_kind (UaField     field);
gboolean     ua_field_is_list  (UaField     field);
UaField      ua_field_get_shown (UaField    field);
gboolean     ua_field_from_key (const char *key,
                                UaField    *field);

G_END_DECLS
