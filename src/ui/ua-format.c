/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-format.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>

#include "ua-code-names.h"
#include "ua-text.h"
#include "ua-time.h"

/* Longer than any real name or address; a longer text is cut, because a label lays out all of its
 * text even where it shows little. */
#define MAX_CHARS 512

/* The first-strong isolate and its end (Unicode Annex 9): a name in another direction than the
 * sentence around it does not turn that sentence. */
#define ISOLATE_BEGIN "\xe2\x81\xa8"
#define LEFT_TO_RIGHT_BEGIN "\xe2\x81\xa6"
#define ISOLATE_END "\xe2\x81\xa9"

static char *
format_local (GDateTime  *time,
              const char *format)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (time);

  return g_date_time_format (local, format);
}

static gboolean
is_same_day (GDateTime *a,
             GDateTime *b)
{
  return g_date_time_get_year (a) == g_date_time_get_year (b) &&
         g_date_time_get_day_of_year (a) == g_date_time_get_day_of_year (b);
}

static char *
format_boolean (const char *value)
{
  return g_strdup (g_strcmp0 (value, "true") == 0 ? _("Yes") : _("No"));
}

static char *
format_sign_off (const char *value)
{
  if (g_strcmp0 (value, "pending") == 0)
    /* Translators: the state of a job sign-off that was asked for. */
    return g_strdup (C_("sign-off", "Asked for"));
  if (g_strcmp0 (value, "signed") == 0)
    /* Translators: the state of a job sign-off. */
    return g_strdup (C_("sign-off", "Signed off"));
  if (g_strcmp0 (value, "none") == 0)
    /* Translators: the state of a job sign-off that nobody asked for. */
    return g_strdup (C_("sign-off", "None"));
  return ua_format_text (value);
}

/* What the words of a token field are called; NULL where the token is shown as it is. */
static char *
format_token (UaField     field,
              const char *value)
{
  switch ((guint) field)
    {
    case UA_FIELD_STATUS:
      return g_strdup (ua_format_status (ua_status_from_token (value)));
    case UA_FIELD_ACCESS_LEVEL:
      return g_strdup (ua_format_access_level (ua_access_level_from_token (value)));
    case UA_FIELD_SIGN_OFF:
      return format_sign_off (value);
    default:
      return ua_format_text (value);
    }
}

/* What is kept as a code of the world has a name there, which is not in the words of this project;
 * NULL where the text is shown as it is. */
static char *
format_code (UaField     field,
             const char *value)
{
  if (field == UA_FIELD_COUNTRY)
    return ua_code_names_dup_country (value);
  if (field == UA_FIELD_LANGUAGE)
    return ua_code_names_dup_language (value);
  return NULL;
}

static char *
format_list (const UaMemberRecord *record,
             UaField               field)
{
  guint n = ua_member_record_get_n (record, field);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n && text->len < MAX_CHARS; i++)
    {
      const UaReference *reference = ua_member_record_get_nth (record, field, i);
      g_autofree char *name =
        ua_format_text (reference->name != NULL ? reference->name : reference->id);

      if (i > 0)
        /* Translators: between the entries of a list, such as "Design, Platform". */
        g_string_append (text, C_("list", ", "));
      g_string_append (text, name);
    }
  return n > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/**
 * ua_format_status:
 * @status: a status
 *
 * Returns: (transfer none): its word on the screen
 *
 * The thread of the user interface.
 */
const char *
ua_format_status (UaStatus status)
{
  switch (status)
    {
    case UA_STATUS_INVITED: return C_("status", "Invited");
    case UA_STATUS_ACTIVE: return C_("status", "Active");
    case UA_STATUS_DEACTIVATED: return C_("status", "Deactivated");
    case UA_STATUS_LOCKED: return C_("status", "Locked");
    case UA_STATUS_UNKNOWN: return C_("status", "Unknown");
    default: g_return_val_if_reached ("");
    }
}

/**
 * ua_format_status_explanation:
 * @status: a status
 *
 * Returns: (transfer none): a sentence that says what the status means (WU-01)
 *
 * The thread of the user interface.
 */
const char *
ua_format_status_explanation (UaStatus status)
{
  switch (status)
    {
    case UA_STATUS_INVITED:
      return _("Has been asked to join, and has no access until the invitation is accepted.");
    case UA_STATUS_ACTIVE:
      return _("Has access and takes part in reports.");
    case UA_STATUS_DEACTIVATED:
      return _("Has no access and no seat; profile and history are kept.");
    case UA_STATUS_LOCKED:
      return _("Shut out for a while after too many wrong passwords.");
    case UA_STATUS_UNKNOWN:
      return _("The server does not say.");
    default:
      g_return_val_if_reached ("");
    }
}

/**
 * ua_format_status_icon:
 * @status: a status
 *
 * Returns: (transfer none): the name of a symbolic icon; a status is never a colour alone (WU-03)
 *
 * The thread of the user interface.
 */
const char *
ua_format_status_icon (UaStatus status)
{
  switch (status)
    {
    case UA_STATUS_INVITED: return "mail-unread-symbolic";
    case UA_STATUS_ACTIVE: return "object-select-symbolic";
    case UA_STATUS_DEACTIVATED: return "action-unavailable-symbolic";
    case UA_STATUS_LOCKED: return "changes-prevent-symbolic";
    case UA_STATUS_UNKNOWN: return "dialog-question-symbolic";
    default: g_return_val_if_reached ("");
    }
}

/**
 * ua_format_status_class:
 * @status: a status
 *
 * Returns: (transfer none): the style class that tints the status, see style.css
 *
 * The thread of the user interface.
 */
const char *
ua_format_status_class (UaStatus status)
{
  switch (status)
    {
    case UA_STATUS_INVITED: return "status-invited";
    case UA_STATUS_ACTIVE: return "status-active";
    case UA_STATUS_DEACTIVATED: return "status-deactivated";
    case UA_STATUS_LOCKED: return "status-locked";
    case UA_STATUS_UNKNOWN: return "status-unknown";
    default: g_return_val_if_reached ("");
    }
}

/**
 * ua_format_access_level:
 * @level: an access level
 *
 * Returns: (transfer none): its word on the screen
 *
 * The thread of the user interface.
 */
const char *
ua_format_access_level (UaAccessLevel level)
{
  switch (level)
    {
    case UA_ACCESS_LEVEL_EMPLOYEE: return C_("access level", "Employee");
    case UA_ACCESS_LEVEL_EXECUTIVE: return C_("access level", "Executive");
    case UA_ACCESS_LEVEL_ADMIN: return C_("access level", "Admin");
    case UA_ACCESS_LEVEL_UNKNOWN: return C_("access level", "Unknown");
    default: g_return_val_if_reached ("");
    }
}

/**
 * ua_format_access_level_explanation:
 * @level: an access level
 *
 * Returns: (transfer none): a sentence that says what the access level allows (WS-08)
 *
 * The thread of the user interface.
 */
const char *
ua_format_access_level_explanation (UaAccessLevel level)
{
  switch (level)
    {
    case UA_ACCESS_LEVEL_EMPLOYEE: return _("Sees the directory and edits their own profile.");
    case UA_ACCESS_LEVEL_EXECUTIVE: return _("Looks at everything, changes nothing.");
    case UA_ACCESS_LEVEL_ADMIN: return _("Manages the whole organisation and its settings.");
    case UA_ACCESS_LEVEL_UNKNOWN: return _("The server does not say.");
    default: g_return_val_if_reached ("");
    }
}

/**
 * ua_format_field_label:
 * @field: a field
 *
 * Returns: (transfer none): what the field is called on the screen
 *
 * The thread of the user interface.
 */
const char *
ua_format_field_label (UaField field)
{
  static const char * const labels[UA_N_FIELDS] = {
    [UA_FIELD_ID] = N_("ID on the Server"),
    [UA_FIELD_VERSION] = N_("Version"),
    [UA_FIELD_EXTERNAL_ID] = N_("External ID"),
    [UA_FIELD_USER_NAME] = N_("User Name"),
    [UA_FIELD_DISPLAY_NAME] = N_("Display Name"),
    [UA_FIELD_FORMATTED_NAME] = N_("Full Name"),
    [UA_FIELD_GIVEN_NAME] = N_("Given Name"),
    [UA_FIELD_FAMILY_NAME] = N_("Family Name"),
    [UA_FIELD_EMAIL] = N_("Email"),
    [UA_FIELD_PHONE] = N_("Phone"),
    [UA_FIELD_TITLE] = N_("Job Title"),
    [UA_FIELD_STATUS] = N_("Status"),
    [UA_FIELD_ACCESS_LEVEL] = N_("Access Level"),
    [UA_FIELD_ROLE_PROFILE] = N_("Role Profile"),
    [UA_FIELD_ROLE_PROFILE_NAME] = N_("Role Profile"),
    [UA_FIELD_AMBITION_ROLE] = N_("Ambition Role"),
    [UA_FIELD_AMBITION_ROLE_NAME] = N_("Ambition Role"),
    [UA_FIELD_EMPLOYEE_NUMBER] = N_("Employee Number"),
    [UA_FIELD_ORGANIZATION] = N_("Organisation"),
    [UA_FIELD_DIVISION] = N_("Division"),
    [UA_FIELD_DEPARTMENT] = N_("Department"),
    [UA_FIELD_COST_CENTER] = N_("Cost Centre"),
    [UA_FIELD_MANAGER] = N_("Manager"),
    [UA_FIELD_MANAGER_NAME] = N_("Manager"),
    [UA_FIELD_PHOTO] = N_("Picture"),
    [UA_FIELD_LANGUAGE] = N_("Language"),
    [UA_FIELD_TIME_ZONE] = N_("Time Zone"),
    [UA_FIELD_COUNTRY] = N_("Country"),
    [UA_FIELD_REGION] = N_("Province or State"),
    [UA_FIELD_LOCALITY] = N_("City"),
    [UA_FIELD_HIRE_DATE] = N_("Hired"),
    [UA_FIELD_DELETION_DATE] = N_("To Be Erased On"),
    [UA_FIELD_LEAVING_DATE] = N_("Leaves On"),
    [UA_FIELD_RETENTION_UNTIL] = N_("Data Kept Until"),
    [UA_FIELD_LOCKED_UNTIL] = N_("Locked Until"),
    [UA_FIELD_HAS_PASSWORD] = N_("Password Set"),
    [UA_FIELD_SIGN_OFF] = N_("Job Sign-off"),
    [UA_FIELD_CREATED] = N_("Added"),
    [UA_FIELD_MODIFIED] = N_("Last Changed"),
    [UA_FIELD_TEAMS] = N_("Teams"),
    [UA_FIELD_COACHED_TEAMS] = N_("Coach Of"),
    [UA_FIELD_GROUPS] = N_("Groups"),
    [UA_FIELD_SESSIONS] = N_("Sessions"),
    [UA_FIELD_LABELS] = N_("Labels"),
    [UA_FIELD_MANAGED_ATTRIBUTES] = N_("Managed by the HR System"),
  };

  g_return_val_if_fail ((guint) field < UA_N_FIELDS, "");

  return _(labels[field]);
}

/**
 * ua_format_value:
 * @field: a field that is no list
 * @value: (nullable): a value of it
 *
 * Returns: (transfer full) (nullable): the value as a person reads it, on one line; %NULL for no
 *   value
 *
 * The thread of the user interface.
 */
char *
ua_format_value (UaField     field,
                 const char *value)
{
  char *name = value != NULL ? format_code (field, value) : NULL;

  if (value == NULL || name != NULL)
    return name;
  switch (ua_field_get_kind (field))
    {
    case UA_FIELD_KIND_TOKEN:
      return format_token (field, value);
    case UA_FIELD_KIND_BOOLEAN:
      return format_boolean (value);
    case UA_FIELD_KIND_DATE:
      return ua_format_date (value);
    case UA_FIELD_KIND_TIME:
      return ua_format_time (ua_time_parse (value));
    case UA_FIELD_KIND_TEXT:
    case UA_FIELD_KIND_LIST:
      return ua_format_text (value);
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * ua_format_record:
 * @record: (nullable): a member's record
 * @field: any field; for an id that has a name, such as a role profile, its name is given
 *
 * Returns: (transfer full) (nullable): the member's value as a person reads it, on one line; %NULL
 *   when there is none
 *
 * The thread of the user interface.
 */
char *
ua_format_record (const UaMemberRecord *record,
                  UaField               field)
{
  const char *name = NULL;

  if (record == NULL)
    return NULL;
  if (ua_field_is_list (field))
    return format_list (record, field);
  switch ((guint) field)
    {
    case UA_FIELD_ROLE_PROFILE:
      name = ua_member_record_get (record, UA_FIELD_ROLE_PROFILE_NAME);
      break;
    case UA_FIELD_AMBITION_ROLE:
      name = ua_member_record_get (record, UA_FIELD_AMBITION_ROLE_NAME);
      break;
    case UA_FIELD_MANAGER:
      name = ua_member_record_get (record, UA_FIELD_MANAGER_NAME);
      break;
    default:
      break;
    }
  return name != NULL ? ua_format_text (name)
                      : ua_format_value (field, ua_member_record_get (record, field));
}

/**
 * ua_format_name:
 * @record: (nullable): a member's record
 *
 * Returns: (transfer full): what to call the member, isolated so that it may stand in a sentence of
 *   another direction; never %NULL
 *
 * The thread of the user interface.
 */
char *
ua_format_name (const UaMemberRecord *record)
{
  g_autofree char *text =
    ua_format_text (record != NULL ? ua_member_record_get_name (record) : NULL);

  return g_strconcat (ISOLATE_BEGIN, text, ISOLATE_END, NULL);
}

/**
 * ua_format_text:
 * @text: (nullable): a text from a server
 *
 * Returns: (transfer full): the text on one line, without control characters and overrides of
 *   direction, not endless; never %NULL
 *
 * The thread of the user interface.
 */
char *
ua_format_text (const char *text)
{
  return ua_text_clean (text, MAX_CHARS);
}

/* Scripts from the right to the left begin with Hebrew. */
static gboolean
may_turn (const char *text)
{
  if (gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL)
    return TRUE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_utf8_get_char (p) >= 0x0590)
      return TRUE;
  return FALSE;
}

/**
 * ua_format_isolated:
 * @text: (nullable): a text from a server
 *
 * Returns: (transfer full): what ua_format_text() gives, in an isolate where it may run in another
 *   direction than a sentence around it; never %NULL
 *
 * The thread of the user interface.
 */
char *
ua_format_isolated (const char *text)
{
  char *clean = ua_format_text (text);
  char *isolated;

  if (!may_turn (clean))
    return clean;
  isolated = g_strconcat (ISOLATE_BEGIN, clean, ISOLATE_END, NULL);
  g_free (clean);
  return isolated;
}

/**
 * ua_format_left_to_right:
 * @text: a text that is made of digits and signs, such as the number of a telephone
 *
 * Returns: (transfer full): the text, to be shown from left to right whatever is around it
 *
 * The thread of the user interface.
 */
char *
ua_format_left_to_right (const char *text)
{
  return g_strconcat (LEFT_TO_RIGHT_BEGIN, text, ISOLATE_END, NULL);
}

/**
 * ua_format_date:
 * @date: (nullable): a date, `YYYY-MM-DD`
 *
 * Returns: (transfer full) (nullable): the date in the person's way; @date itself where it is no
 *   date
 *
 * The thread of the user interface.
 */
char *
ua_format_date (const char *date)
{
  g_autoptr (GDateTime) time = NULL;
  g_auto (GStrv) parts = NULL;

  if (date == NULL)
    return NULL;
  if (!ua_date_is_valid (date))
    return ua_format_text (date);
  parts = g_strsplit (date, "-", 3);
  time = g_date_time_new_local ((int) g_ascii_strtoll (parts[0], NULL, 10),
                                (int) g_ascii_strtoll (parts[1], NULL, 10),
                                (int) g_ascii_strtoll (parts[2], NULL, 10), 12, 0, 0);
  if (time == NULL)
    return ua_format_text (date);
  /* Translators: a date, see g_date_time_format(): day, name of the month, year. */
  return g_date_time_format (time, _("%-d %B %Y"));
}

/**
 * ua_format_time:
 * @unix_ms: milliseconds since 1970, UTC, or %UA_TIME_NONE
 *
 * Returns: (transfer full) (nullable): day and time of day in the person's way and time zone; %NULL
 *   for %UA_TIME_NONE
 *
 * The thread of the user interface.
 */
char *
ua_format_time (gint64 unix_ms)
{
  g_autoptr (GDateTime) time = NULL;

  if (unix_ms == UA_TIME_NONE)
    return NULL;
  time = g_date_time_new_from_unix_utc (unix_ms / 1000);
  if (time == NULL)
    return NULL;
  /* Translators: a day and a time of day, see g_date_time_format(). */
  return format_local (time, _("%-d %B %Y, %H:%M"));
}

/**
 * ua_format_as_of:
 * @unix_ms: when, in milliseconds since 1970, UTC
 * @now_ms: the time now, likewise
 *
 * Returns: (transfer full): when it was, as short as is clear, to stand in "as of …": the time of
 *   day for today, with the day for earlier ones
 *
 * The thread of the user interface.
 */
char *
ua_format_as_of (gint64 unix_ms,
                 gint64 now_ms)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (unix_ms / 1000);
  g_autoptr (GDateTime) now_utc = g_date_time_new_from_unix_utc (now_ms / 1000);
  g_autoptr (GDateTime) time = utc != NULL ? g_date_time_to_local (utc) : NULL;
  g_autoptr (GDateTime) now = now_utc != NULL ? g_date_time_to_local (now_utc) : NULL;
  g_autoptr (GDateTime) yesterday = now != NULL ? g_date_time_add_days (now, -1) : NULL;

  if (time == NULL || now == NULL || yesterday == NULL)
    return g_strdup (_("an unknown time"));
  if (is_same_day (time, now))
    /* Translators: a time of day, see g_date_time_format(). */
    return g_date_time_format (time, _("%H:%M"));
  if (is_same_day (time, yesterday))
    /* Translators: stands in "as of yesterday, 09:12"; see g_date_time_format(). */
    return g_date_time_format (time, _("yesterday, %H:%M"));
  if (g_date_time_get_year (time) == g_date_time_get_year (now))
    /* Translators: stands in "as of 3 May, 09:12"; see g_date_time_format(). */
    return g_date_time_format (time, _("%-d %B, %H:%M"));
  /* Translators: stands in "as of 3 May 2025, 09:12"; see g_date_time_format(). */
  return g_date_time_format (time, _("%-d %B %Y, %H:%M"));
}
