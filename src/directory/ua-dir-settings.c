/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-settings.h"

#include "ua-dir-address.h"
#include "ua-dir-kind.h"
#include "ua-dir-rights.h"
#include "ua-json.h"
#include "ua-scim-error.h"

#include <string.h>

/* What the organisation has decided.  There is one resource for each setting, made when the service
 * starts, whose id is its name. */

#define MAX_TEXT 200

typedef enum
{
  VALUE_BOOLEAN,
  VALUE_INTEGER,
  VALUE_STRING,
} ValueType;

static const char *const type_names[] = { "boolean", "integer", "string" };
static const char *const truths[] = { "true", "false", NULL };
static const char *const languages[] = { "en", "nl", "fr", "de", NULL };

static const struct
{
  const char *name;
  ValueType type;
  const char *value;             /* (nullable): the default */
  gint64 minimum;
  gint64 maximum;
  const char *const *choices;    /* (nullable) */
  gboolean is_address;
  const char *description;
} settings[UA_DIR_N_SETTINGS] = {
  [UA_DIR_SETTING_DEFAULT_LANGUAGE] = {
    .name = "defaultLanguage", .type = VALUE_STRING, .value = "en", .choices = languages,
    .description = "The language of mails to members who have none of these." },
  [UA_DIR_SETTING_INVITATION_DAYS] = {
    .name = "invitationDays", .type = VALUE_INTEGER, .value = "14", .minimum = 1, .maximum = 365,
    .description = "How many days an invitation can be accepted." },
  [UA_DIR_SETTING_LINK_HOURS] = {
    .name = "linkHours", .type = VALUE_INTEGER, .value = "72", .minimum = 1, .maximum = 720,
    .description = "How many hours a link to choose a password can be used." },
  [UA_DIR_SETTING_MAIL_FROM] = {
    .name = "mailFrom", .type = VALUE_STRING, .value = "user-admin@localhost", .is_address = TRUE,
    .description = "The address that mails come from." },
  [UA_DIR_SETTING_ORGANISATION_NAME] = {
    .name = "organisationName", .type = VALUE_STRING, .value = "User Admin",
    .description = "How mails and pages call the organisation." },
  [UA_DIR_SETTING_RETENTION_YEARS] = {
    .name = "retentionYears", .type = VALUE_INTEGER, .value = "3", .minimum = 0, .maximum = 100,
    .description = "How many years the data of deactivated members is kept." },
  [UA_DIR_SETTING_SEATS] = {
    .name = "seats", .type = VALUE_INTEGER, .minimum = 1, .maximum = 100000000,
    .description = "How many members may have access; without it there is no limit." },
  [UA_DIR_SETTING_SET_PASSWORD] = {
    .name = "setPassword", .type = VALUE_BOOLEAN, .value = "false", .choices = truths,
    .description = "Whether administrators may set passwords for members, which is not advised." },
  [UA_DIR_SETTING_SIGN_OFF] = {
    .name = "signOff", .type = VALUE_BOOLEAN, .value = "false", .choices = truths,
    .description = "Whether members are asked to sign off their jobs." },
};

/**
 * ua_dir_setting_get_name:
 * @setting: a setting
 *
 * Returns: the word for it in the protocol
 */
const char *
ua_dir_setting_get_name (UaDirSetting setting)
{
  return settings[setting].name;
}

/**
 * ua_dir_setting_get_text:
 * @db: a connection
 * @setting: which one
 * @value: (out) (nullable) (transfer full): what was decided, or else the default; %NULL where
 *   there is neither
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 *
 * The thread that has @db.
 */
gboolean
ua_dir_setting_get_text (UaDirDb       *db,
                         UaDirSetting   setting,
                         char         **value,
                         GError       **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  gboolean row;

  if (!ua_dir_query_open (&query, db, error,
                          "SELECT value FROM organisation_setting WHERE name = ?", "t",
                          settings[setting].name) ||
      !ua_dir_query_step (&query, &row, error))
    return FALSE;
  if (row && !ua_dir_query_is_null (&query, 0))
    *value = g_strdup (ua_dir_query_text (&query, 0));
  else
    *value = g_strdup (settings[setting].value);
  return TRUE;
}

/**
 * ua_dir_setting_get_int:
 * @db: a connection
 * @setting: one that is an integer
 * @value: (out): what was decided, or else the default; 0 where there is neither
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 *
 * The thread that has @db.
 */
gboolean
ua_dir_setting_get_int (UaDirDb       *db,
                        UaDirSetting   setting,
                        gint64        *value,
                        GError       **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (settings[setting].type == VALUE_INTEGER, FALSE);

  if (!ua_dir_setting_get_text (db, setting, &text, error))
    return FALSE;
  *value = text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
  return TRUE;
}

/**
 * ua_dir_setting_get_bool:
 * @db: a connection
 * @setting: one that is a boolean
 * @value: (out): what was decided, or else the default
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 *
 * The thread that has @db.
 */
gboolean
ua_dir_setting_get_bool (UaDirDb       *db,
                         UaDirSetting   setting,
                         gboolean      *value,
                         GError       **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (settings[setting].type == VALUE_BOOLEAN, FALSE);

  if (!ua_dir_setting_get_text (db, setting, &text, error))
    return FALSE;
  *value = g_strcmp0 (text, "true") == 0;
  return TRUE;
}

static UaDirSetting
find_setting (const char *name)
{
  UaDirSetting setting = 0;

  while (setting < UA_DIR_N_SETTINGS && strcmp (settings[setting].name, name) != 0)
    setting++;
  return setting;
}

static gboolean
refuse (GError      **error,
        const char   *detail)
{
  g_set_error_literal (error, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_VALUE, detail);
  return FALSE;
}

static gboolean
has_control (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

/* Checks a value by the setting's type; an integer is written in one way only. */
static gboolean
check_value (UaDirSetting   setting,
             JsonObject    *object,
             GError       **error)
{
  const char *value = ua_json_get_string (object, "value");
  g_autofree char *canonical = NULL;
  gint64 number;

  if (value == NULL)
    return TRUE;
  if (settings[setting].type == VALUE_INTEGER)
    {
      if (!g_ascii_string_to_signed (value, 10, settings[setting].minimum,
                                     settings[setting].maximum, &number, NULL))
        return refuse (error, "value: must be an integer between minimum and maximum");
      canonical = g_strdup_printf ("%" G_GINT64_FORMAT, number);
      json_object_set_string_member (object, "value", canonical);
      return TRUE;
    }
  if (settings[setting].choices != NULL && !g_strv_contains (settings[setting].choices, value))
    return refuse (error, "value: must be one of the choices");
  if (*value == '\0' || g_utf8_strlen (value, -1) > MAX_TEXT || has_control (value))
    return refuse (error, "value: must have 1 to 200 characters in one line");
  if (settings[setting].is_address && !ua_dir_address_is_valid (value))
    return refuse (error, "value: must be a mail address");
  return TRUE;
}

static void
set_text (JsonObject *object,
          const char *name,
          const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, name, value);
  else
    json_object_remove_member (object, name);
}

/* Everything but the value is as the program says. */
static void
describe (UaDirSetting  setting,
          JsonObject   *object)
{
  const char *const *choices = settings[setting].choices;

  json_object_set_string_member (object, "name", settings[setting].name);
  json_object_set_string_member (object, "valueType", type_names[settings[setting].type]);
  set_text (object, "defaultValue", settings[setting].value);
  if (choices != NULL)
    {
      JsonArray *array = json_array_new ();

      for (gsize i = 0; choices[i] != NULL; i++)
        json_array_add_string_element (array, choices[i]);
      json_object_set_array_member (object, "choices", array);
    }
  if (settings[setting].type == VALUE_INTEGER)
    {
      json_object_set_int_member (object, "minimum", settings[setting].minimum);
      json_object_set_int_member (object, "maximum", settings[setting].maximum);
    }
  json_object_set_string_member (object, "description", settings[setting].description);
  if (ua_json_get_string (object, "value") == NULL)
    set_text (object, "value", settings[setting].value);
}

static gboolean
refuse_method (GError **error)
{
  g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_METHOD_NOT_ALLOWED,
                       "Settings are neither made nor removed");
  return FALSE;
}

static gboolean
prepare (UaDirSave  *save,
         GError    **error)
{
  UaDirSetting setting = find_setting (save->uid);

  if (setting == UA_DIR_N_SETTINGS)
    return refuse_method (error);
  if (!ua_dir_rights_check (save->db, save->actor, UA_DIR_RIGHT_SETTINGS, error) ||
      !check_value (setting, save->object, error))
    return FALSE;
  describe (setting, save->object);
  save->display = g_strdup (settings[setting].name);
  return TRUE;
}

static gboolean
store (UaDirSave  *save,
       GError    **error)
{
  return ua_dir_db_run (save->db, error,
                        "INSERT INTO organisation_setting (id, name, value) VALUES (?, ?, ?)"
                        " ON CONFLICT (id) DO UPDATE SET value = excluded.value",
                        "itt", save->id, save->uid, ua_json_get_string (save->object, "value"));
}

static gboolean
may_remove (UaDirDb           *db,
            const UaDirActor  *actor,
            gint64             id,
            GError           **error)
{
  return refuse_method (error);
}

static gboolean
before_remove (UaDirDb  *db,
               gint64    id,
               GError  **error)
{
  return TRUE;
}

const UaDirKind ua_dir_setting_kind = {
  .type = UA_DIR_SETTING,
  .scim = &ua_scim_setting_type,
  .table = "organisation_setting",
  .columns = ua_dir_setting_columns,
  .fixed = TRUE,
  .prepare = prepare,
  .store = store,
  .may_remove = may_remove,
  .before_remove = before_remove,
};

/**
 * ua_dir_settings_ensure:
 * @db: a writing connection, within a transaction
 * @error: return location for an error
 *
 * Makes the settings that there are not yet, with their defaults.
 *
 * Returns: whether it succeeded
 *
 * Before requests are served.
 */
gboolean
ua_dir_settings_ensure (UaDirDb  *db,
                        GError  **error)
{
  for (UaDirSetting setting = 0; setting < UA_DIR_N_SETTINGS; setting++)
    {
      g_autoptr(UaDirSave) save = NULL;
      gint64 id;

      if (!ua_dir_find_row (db, UA_DIR_SETTING, settings[setting].name, &id, error))
        return FALSE;
      if (id != 0)
        continue;
      save = ua_dir_save_new (db, NULL, &ua_dir_setting_kind, json_object_new ());
      g_free (save->uid);
      save->uid = g_strdup (settings[setting].name);
      save->unlogged = TRUE;
      if (!ua_dir_save_write (save, error))
        return FALSE;
    }
  return TRUE;
}
