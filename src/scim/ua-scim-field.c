/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-field-private.h"

#include "ua-json.h"
#include "ua-scim-member.h"
#include "ua-scim-path.h"
#include "ua-scim-urn.h"
#include "ua-text.h"

#include <string.h>

#define MAX_TOKEN_BYTES 4096

#define E UA_SCIM_URN_ENTERPRISE_USER
#define X UA_SCIM_URN_UA_USER

/* The one place where fields and SCIM attributes are brought together. */

#define CORE(name) { name, NULL, name, NULL, FALSE, FALSE, TRUE }
#define CORE_READ(name) { name, NULL, name, NULL, FALSE, FALSE, FALSE }
#define PART(name, part) { name "." part, NULL, name, part, FALSE, FALSE, TRUE }
#define PART_READ(name, part) { name "." part, NULL, name, part, FALSE, FALSE, FALSE }
#define AMONG(name, part) { name "." part, NULL, name, part, TRUE, FALSE, TRUE }
#define IN(urn, name) { urn ":" name, urn, name, NULL, FALSE, FALSE, TRUE }
#define IN_READ(urn, name) { urn ":" name, urn, name, NULL, FALSE, FALSE, FALSE }
#define REFERENCE(urn, name) { urn ":" name ".value", urn, name, "value", FALSE, TRUE, TRUE }
#define NAME_OF(urn, name, part) { urn ":" name "." part, urn, name, part, FALSE, FALSE, FALSE }

static const UaScimFieldInfo infos[UA_N_FIELDS] = {
  [UA_FIELD_ID] = CORE_READ ("id"),
  [UA_FIELD_VERSION] = PART_READ ("meta", "version"),
  [UA_FIELD_EXTERNAL_ID] = CORE ("externalId"),
  [UA_FIELD_USER_NAME] = CORE ("userName"),
  [UA_FIELD_DISPLAY_NAME] = CORE ("displayName"),
  [UA_FIELD_FORMATTED_NAME] = PART ("name", "formatted"),
  [UA_FIELD_GIVEN_NAME] = PART ("name", "givenName"),
  [UA_FIELD_FAMILY_NAME] = PART ("name", "familyName"),
  [UA_FIELD_EMAIL] = AMONG ("emails", "value"),
  [UA_FIELD_PHONE] = AMONG ("phoneNumbers", "value"),
  [UA_FIELD_TITLE] = CORE ("title"),
  [UA_FIELD_STATUS] = IN (X, "status"),
  [UA_FIELD_ACCESS_LEVEL] = IN (X, "accessLevel"),
  [UA_FIELD_ROLE_PROFILE] = REFERENCE (X, "roleProfile"),
  [UA_FIELD_ROLE_PROFILE_NAME] = NAME_OF (X, "roleProfile", "display"),
  [UA_FIELD_AMBITION_ROLE] = REFERENCE (X, "ambitionRole"),
  [UA_FIELD_AMBITION_ROLE_NAME] = NAME_OF (X, "ambitionRole", "display"),
  [UA_FIELD_EMPLOYEE_NUMBER] = IN (E, "employeeNumber"),
  [UA_FIELD_ORGANIZATION] = IN (E, "organization"),
  [UA_FIELD_DIVISION] = IN (E, "division"),
  [UA_FIELD_DEPARTMENT] = IN (E, "department"),
  [UA_FIELD_COST_CENTER] = IN (E, "costCenter"),
  [UA_FIELD_MANAGER] = REFERENCE (E, "manager"),
  [UA_FIELD_MANAGER_NAME] = NAME_OF (E, "manager", "displayName"),
  [UA_FIELD_PHOTO] = { "photos.value", NULL, "photos", "value", TRUE, FALSE, FALSE },
  [UA_FIELD_LANGUAGE] = CORE ("preferredLanguage"),
  [UA_FIELD_TIME_ZONE] = CORE ("timezone"),
  [UA_FIELD_COUNTRY] = AMONG ("addresses", "country"),
  [UA_FIELD_REGION] = AMONG ("addresses", "region"),
  [UA_FIELD_LOCALITY] = AMONG ("addresses", "locality"),
  [UA_FIELD_HIRE_DATE] = IN (X, "hireDate"),
  [UA_FIELD_DELETION_DATE] = IN (X, "deletionDate"),
  [UA_FIELD_LEAVING_DATE] = IN (X, "leavingDate"),
  [UA_FIELD_RETENTION_UNTIL] = IN_READ (X, "retentionUntil"),
  [UA_FIELD_LOCKED_UNTIL] = IN_READ (X, "lockedUntil"),
  [UA_FIELD_HAS_PASSWORD] = IN_READ (X, "hasPassword"),
  [UA_FIELD_SIGN_OFF] = IN_READ (X, "signOff"),
  [UA_FIELD_CREATED] = PART_READ ("meta", "created"),
  [UA_FIELD_MODIFIED] = PART_READ ("meta", "lastModified"),
  [UA_FIELD_TEAMS] = PART_READ ("groups", "value"),
  [UA_FIELD_COACHED_TEAMS] = NAME_OF (X, "memberships", "value"),
  [UA_FIELD_GROUPS] = PART_READ ("groups", "value"),
  [UA_FIELD_SESSIONS] = PART_READ ("groups", "value"),
  [UA_FIELD_LABELS] = IN_READ (X, "labels"),
  [UA_FIELD_MANAGED_ATTRIBUTES] = IN_READ (X, "managedAttributes"),
};

static gboolean
is_true (JsonObject *object,
         const char *name)
{
  gboolean value = FALSE;

  return ua_json_read_bool (ua_json_get (object, name), &value) && value;
}

/**
 * ua_scim_field_get_info:
 * @field: a field
 *
 * Returns: (transfer none): where it is in a resource
 *
 * Any thread.
 */
const UaScimFieldInfo *
ua_scim_field_get_info (UaField field)
{
  g_return_val_if_fail ((guint) field < UA_N_FIELDS, NULL);

  return &infos[field];
}

/**
 * ua_scim_field_get_path:
 * @field: a field
 *
 * Returns: (transfer none): the path of the attribute that it is read from, for messages and for
 *   `attributes`
 *
 * Any thread.
 */
const char *
ua_scim_field_get_path (UaField field)
{
  return ua_scim_field_get_info (field)->path;
}

/**
 * ua_scim_field_is_writable:
 * @field: a field
 *
 * Returns: whether a client can set it in a member; of the status only active and deactivated, by
 *   the attribute `active`
 *
 * Any thread.
 */
gboolean
ua_scim_field_is_writable (UaField field)
{
  return ua_scim_field_get_info (field)->writable;
}

/**
 * ua_scim_field_find:
 * @path: a path as in `managedAttributes`; `emails` and `emails.value` mean the same
 * @field: (out): the field; untouched when there is none
 *
 * Returns: whether a field is read from there
 *
 * Any thread.
 */
gboolean
ua_scim_field_find (const char *path,
                    UaField    *field)
{
  g_autoptr (UaScimPath) parsed = ua_scim_path_parse (path, NULL);
  const char *urn, *sub;

  if (parsed == NULL || ua_scim_path_get_attribute (parsed) == NULL)
    return FALSE;
  urn = ua_scim_path_get_urn (parsed);
  sub = ua_scim_path_get_sub (parsed);
  if (ua_scim_urn_equal (urn, UA_SCIM_URN_USER))
    urn = NULL;
  for (guint i = 0; i < UA_N_FIELDS; i++)
    {
      const UaScimFieldInfo *info = &infos[i];
      gboolean whole = info->sub == NULL || g_strcmp0 (info->sub, "value") == 0;

      if (!ua_scim_urn_equal (urn, info->urn) ||
          g_ascii_strcasecmp (ua_scim_path_get_attribute (parsed), info->attribute) != 0)
        continue;
      if (sub == NULL ? !whole : info->sub == NULL || g_ascii_strcasecmp (sub, info->sub) != 0)
        continue;
      *field = (UaField) i;
      return TRUE;
    }
  return FALSE;
}

/**
 * ua_scim_choose_value:
 * @values: (nullable): the values of a multi-valued complex attribute; one object without an array
 *   around it will do
 *
 * Chooses which of several email addresses, telephone numbers or addresses is the member's: the
 * primary one, else the first for work, else the first.
 *
 * Returns: (transfer none) (nullable): the value
 *
 * Any thread.
 */
JsonObject *
ua_scim_choose_value (JsonNode *values)
{
  JsonObject *work = NULL;
  JsonObject *first = NULL;
  JsonArray *array;

  if (values == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (values))
    return json_node_get_object (values);
  if (!JSON_NODE_HOLDS_ARRAY (values))
    return NULL;
  array = json_node_get_array (values);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *object;
      const char *type;

      if (!JSON_NODE_HOLDS_OBJECT (node))
        continue;
      object = json_node_get_object (node);
      if (is_true (object, "primary"))
        return object;
      type = ua_json_get_string (object, "type");
      if (work == NULL && type != NULL && g_ascii_strcasecmp (type, "work") == 0)
        work = object;
      if (first == NULL)
        first = object;
    }
  return work != NULL ? work : first;
}

/**
 * ua_scim_read_token:
 * @node: (nullable): a value
 *
 * Reads what is sent back to the server as it came, such as an id: to the letter, or not at all.
 *
 * Returns: (transfer full) (nullable): the text; %NULL when it is empty, longer than 4096 bytes or
 *   has control characters in it
 *
 * Any thread.
 */
char *
ua_scim_read_token (JsonNode *node)
{
  g_autofree char *text = ua_json_read_text (node);

  if (text == NULL || *text == '\0' || strlen (text) > MAX_TOKEN_BYTES)
    return NULL;
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      return NULL;
  return g_steal_pointer (&text);
}

/* Whether ua_text_clean() would give the text as it is, for most of the texts there are. */
static gboolean
is_clean (const char *text)
{
  const char *p = text;

  for (; *p != '\0'; p++)
    if (*p < 0x20 || *p > 0x7E || (*p == ' ' && (p == text || p[1] == ' ' || p[1] == '\0')))
      return FALSE;
  return p - text <= UA_SCIM_MAX_TEXT_CHARS;
}

/**
 * ua_scim_read_text:
 * @node: (nullable): a value
 *
 * Reads what is shown, cleaned by ua_text_clean().
 *
 * Returns: (transfer full) (nullable): the text; %NULL when there is none
 *
 * Any thread.
 */
char *
ua_scim_read_text (JsonNode *node)
{
  const char *string = ua_json_as_string (node);
  g_autofree char *text = NULL;
  g_autofree char *clean = NULL;

  if (string != NULL && is_clean (string))
    return *string != '\0' ? g_strdup (string) : NULL;
  text = ua_json_read_text (node);
  clean = text != NULL ? ua_text_clean (text, UA_SCIM_MAX_TEXT_CHARS) : NULL;
  return clean != NULL && *clean != '\0' ? g_steal_pointer (&clean) : NULL;
}
