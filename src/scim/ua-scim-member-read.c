/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-member.h"

#include "ua-error.h"
#include "ua-json.h"
#include "ua-scim-field-private.h"
#include "ua-scim-urn.h"
#include "ua-text.h"
#include "ua-time.h"

#include <string.h>

#define MAX_LIST 10000

/*
 * Servers differ, and a member that is not shown is worse than a field that is not: so whatever can
 * be understood is, and what cannot be is left out.  Only where it is no longer certain who the
 * member is (the id, names and email addresses of the wrong type) is the record refused.
 */

static gpointer
fail (GError      **error,
      const char   *path,
      const char   *name,
      const char   *why)
{
  g_set_error (error, UA_ERROR, UA_ERROR_PROTOCOL, "%s%s%s %s",
               path != NULL ? path : "", path != NULL ? "." : "", name, why);
  return NULL;
}

/* The first value of what should be single but stands in an array. */
static JsonNode *
get_single (JsonNode *node)
{
  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      return json_array_get_length (array) > 0 ? json_array_get_element (array, 0) : NULL;
    }
  return node;
}

static char *
read_text (JsonNode *node)
{
  return ua_scim_read_text (get_single (node));
}

/* A time in milliseconds from a dateTime, a day, or seconds or milliseconds since 1970. */
static gint64
read_time (JsonNode *node)
{
  g_autofree char *text = ua_json_read_text (get_single (node));
  gint64 number, time;

  if (text == NULL)
    return UA_TIME_NONE;
  if (ua_json_as_string (get_single (node)) == NULL && ua_json_read_int (node, &number))
    return ABS (number) < G_GINT64_CONSTANT (100000000000) ? number * 1000 : number;
  if (strlen (text) > 10 && text[10] == ' ')
    text[10] = 'T';
  time = ua_time_parse (text);
  if (time == UA_TIME_NONE && ua_date_is_valid (text))
    {
      g_autofree char *midnight = g_strconcat (text, "T00:00:00Z", NULL);

      time = ua_time_parse (midnight);
    }
  return time;
}

/* The day that is written at the beginning of a text, whatever zone a time behind it has. */
static char *
read_date (JsonNode *node)
{
  g_autofree char *text = ua_json_read_text (get_single (node));
  g_autofree char *day = NULL;
  gint64 number;

  if (text == NULL)
    return NULL;
  if (strlen (text) == 8 && strspn (text, "0123456789") == 8)
    day = g_strdup_printf ("%.4s-%.2s-%.2s", text, text + 4, text + 6);
  else
    day = g_strdelimit (g_strndup (text, 10), "/.", '-');
  if (ua_date_is_valid (day))
    return g_steal_pointer (&day);
  if (ua_json_as_string (get_single (node)) == NULL && ua_json_read_int (node, &number))
    {
      g_autofree char *time = ua_time_format (read_time (node));

      return time != NULL ? g_strndup (time, 10) : NULL;
    }
  return NULL;
}

/* Whether a text is a time as ua_time_format() writes it, which is what good servers send. */
static gboolean
is_formatted_time (const char *text)
{
  static const char form[] = "0000-00-00T00:00:00.000Z";
  g_autofree char *day = NULL;

  for (gsize i = 0; i < sizeof form; i++)
    if (form[i] == '0' ? !g_ascii_isdigit (text[i]) : text[i] != form[i])
      return FALSE;
  day = g_strndup (text, 10);
  return strncmp (text + 11, "24", 2) < 0 && text[14] < '6' && text[17] < '6' &&
         ua_date_is_valid (day);
}

static char *
format_time (JsonNode *node)
{
  const char *text = ua_json_as_string (node);
  gint64 time;

  if (text != NULL && is_formatted_time (text))
    return g_strdup (text);
  time = read_time (node);
  return time != UA_TIME_NONE ? ua_time_format (time) : NULL;
}

static char *
read_kind (JsonNode    *node,
           UaFieldKind  kind)
{
  gboolean boolean;

  switch (kind)
    {
    case UA_FIELD_KIND_DATE:
      return read_date (node);
    case UA_FIELD_KIND_TIME:
      return format_time (node);
    case UA_FIELD_KIND_BOOLEAN:
      if (!ua_json_read_bool (node, &boolean))
        return NULL;
      return g_strdup (boolean ? "true" : "false");
    case UA_FIELD_KIND_TOKEN:
      return ua_scim_read_token (get_single (node));
    case UA_FIELD_KIND_TEXT:
    case UA_FIELD_KIND_LIST:
    default:
      return read_text (node);
    }
}

/* Takes a field from where the table says that it is. */
static void
read_field (UaMemberBuilder *builder,
            JsonObject      *object,
            UaField          field)
{
  const UaScimFieldInfo *info = ua_scim_field_get_info (field);
  JsonNode *node = ua_json_get (object, info->attribute);

  if (node == NULL)
    return;
  if (info->among)
    {
      JsonObject *chosen = ua_scim_choose_value (node);

      node = chosen != NULL ? ua_json_get (chosen, info->sub) : NULL;
    }
  else if (info->sub != NULL)
    {
      JsonNode *single = get_single (node);

      /* An id or a name alone stands for the complex value. */
      if (single != NULL && JSON_NODE_HOLDS_OBJECT (single))
        node = ua_json_get (json_node_get_object (single), info->sub);
      else
        node = info->reference ? single : NULL;
    }
  if (node != NULL)
    ua_member_builder_take (builder, field, read_kind (node, ua_field_get_kind (field)));
}

/* Email addresses: also one without an array around it, and texts without objects. */
static gboolean
read_emails (UaMemberBuilder  *builder,
             JsonObject       *resource,
             const char       *path,
             GError          **error)
{
  JsonNode *node = ua_json_get (resource, "emails");
  JsonNode *single;

  if (node == NULL)
    return TRUE;
  if (ua_scim_choose_value (node) != NULL)
    {
      read_field (builder, resource, UA_FIELD_EMAIL);
      return TRUE;
    }
  single = get_single (node);
  if (single != NULL && !JSON_NODE_HOLDS_NULL (single) && ua_json_as_string (single) == NULL)
    {
      fail (error, path, "emails", "holds no email addresses");
      return FALSE;
    }
  ua_member_builder_take (builder, UA_FIELD_EMAIL, read_text (single));
  return TRUE;
}

static gboolean
read_names (UaMemberBuilder  *builder,
            JsonObject       *resource,
            const char       *path,
            GError          **error)
{
  static const char *const names[] = { "userName", "displayName" };
  static const UaField fields[] = { UA_FIELD_USER_NAME, UA_FIELD_DISPLAY_NAME };
  static const UaField parts[] = {
    UA_FIELD_FORMATTED_NAME, UA_FIELD_GIVEN_NAME, UA_FIELD_FAMILY_NAME
  };
  char *texts[G_N_ELEMENTS (parts)];
  JsonNode *node;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      node = get_single (ua_json_get (resource, names[i]));
      if (node != NULL && !JSON_NODE_HOLDS_NULL (node) && !JSON_NODE_HOLDS_VALUE (node))
        {
          fail (error, path, names[i], "is no text");
          return FALSE;
        }
      ua_member_builder_take (builder, fields[i], read_text (node));
    }

  node = get_single (ua_json_get (resource, "name"));
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      ua_member_builder_take (builder, UA_FIELD_FORMATTED_NAME, read_text (node));
      return TRUE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    texts[i] = read_text (ua_json_get (json_node_get_object (node),
                                       ua_scim_field_get_info (parts[i])->sub));
  if (texts[0] == NULL || *texts[0] == '\0')
    {
      g_autofree char *both = g_strconcat (texts[1] != NULL ? texts[1] : "", " ",
                                           texts[2] != NULL ? texts[2] : "", NULL);

      g_free (texts[0]);
      texts[0] = ua_text_clean (both, UA_SCIM_MAX_TEXT_CHARS);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    ua_member_builder_take (builder, parts[i], texts[i]);
  return TRUE;
}

/* The extension says it all; without it `active` says whether there is access. */
static void
read_status (UaMemberBuilder *builder,
             JsonObject      *resource,
             JsonObject      *extension)
{
  const char *text = ua_json_get_string (extension, "status");
  g_autofree char *lower = text != NULL ? g_ascii_strdown (text, -1) : NULL;
  gboolean active;

  if (lower != NULL && ua_status_from_token (lower) != UA_STATUS_UNKNOWN)
    ua_member_builder_set (builder, UA_FIELD_STATUS, lower);
  else if (ua_json_read_bool (get_single (ua_json_get (resource, "active")), &active))
    ua_member_builder_set (builder, UA_FIELD_STATUS,
                           ua_status_to_token (active ? UA_STATUS_ACTIVE : UA_STATUS_DEACTIVATED));

  text = ua_json_get_string (extension, "accessLevel");
  g_free (lower);
  lower = text != NULL ? g_ascii_strdown (text, -1) : NULL;
  if (lower != NULL && ua_access_level_from_token (lower) != UA_ACCESS_LEVEL_UNKNOWN)
    ua_member_builder_set (builder, UA_FIELD_ACCESS_LEVEL, lower);
}

typedef void (*ReadReference) (UaMemberBuilder *builder,
                               JsonNode        *node,
                               UaField          field);

static void
read_list (UaMemberBuilder *builder,
           JsonNode        *node,
           UaField          field,
           ReadReference    read)
{
  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      guint n = MIN (json_array_get_length (array), MAX_LIST);

      for (guint i = 0; i < n; i++)
        read (builder, json_array_get_element (array, i), field);
    }
  else if (node != NULL)
    read (builder, node, field);
}

static JsonNode *
get_value (JsonNode *node)
{
  return JSON_NODE_HOLDS_OBJECT (node) ? ua_json_get (json_node_get_object (node), "value") : node;
}

static void
read_group (UaMemberBuilder *builder,
            JsonNode        *node,
            UaField          field)
{
  g_autofree char *id = ua_scim_read_token (get_value (node));
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autofree char *name = read_text (ua_json_get (object, "display"));
  const char *role = ua_json_get_string (object, "role");
  const char *kind = ua_json_get_string (object, "kind");
  g_autofree char *lower = role != NULL ? g_ascii_strdown (role, 40) : NULL;

  if (id == NULL)
    return;
  if (kind != NULL && g_ascii_strcasecmp (kind, "group") == 0)
    field = UA_FIELD_GROUPS;
  else if (kind != NULL && g_ascii_strcasecmp (kind, "session") == 0)
    field = UA_FIELD_SESSIONS;
  else if (g_strcmp0 (lower, "coach") == 0)
    field = UA_FIELD_COACHED_TEAMS;
  ua_member_builder_add (builder, field, id, name, lower);
}

static void
read_label (UaMemberBuilder *builder,
            JsonNode        *node,
            UaField          field)
{
  g_autofree char *text = read_text (get_value (node));

  if (text != NULL && *text != '\0')
    ua_member_builder_add (builder, field, text, NULL, NULL);
}

/* An attribute that an HR system owns is kept by the key of its field. */
static void
read_managed (UaMemberBuilder *builder,
              JsonNode        *node,
              UaField          field)
{
  g_autofree char *path = ua_scim_read_token (get_value (node));
  UaField managed;

  if (path == NULL)
    return;
  if (ua_scim_field_find (path, &managed))
    ua_member_builder_add (builder, field, ua_field_get_key (managed), NULL, NULL);
  else
    ua_member_builder_add (builder, field, path, NULL, NULL);
}

static void
read_lists (UaMemberBuilder *builder,
            JsonObject      *resource,
            JsonObject      *extension)
{
  JsonNode *memberships = ua_json_get (extension, "memberships");

  if (memberships == NULL)
    memberships = ua_json_get (resource, "groups");
  read_list (builder, memberships, UA_FIELD_TEAMS, read_group);
  read_list (builder, ua_json_get (extension, "labels"), UA_FIELD_LABELS, read_label);
  read_list (builder, ua_json_get (extension, "managedAttributes"), UA_FIELD_MANAGED_ATTRIBUTES,
             read_managed);
}

static void
read_rest (UaMemberBuilder *builder,
           JsonObject      *resource,
           JsonObject      *enterprise,
           JsonObject      *extension)
{
  static const UaField core[] = {
    UA_FIELD_VERSION, UA_FIELD_EXTERNAL_ID, UA_FIELD_PHONE, UA_FIELD_TITLE, UA_FIELD_PHOTO,
    UA_FIELD_LANGUAGE, UA_FIELD_TIME_ZONE, UA_FIELD_COUNTRY, UA_FIELD_REGION, UA_FIELD_LOCALITY,
    UA_FIELD_CREATED, UA_FIELD_MODIFIED,
  };
  static const UaField of_enterprise[] = {
    UA_FIELD_EMPLOYEE_NUMBER, UA_FIELD_ORGANIZATION, UA_FIELD_DIVISION, UA_FIELD_DEPARTMENT,
    UA_FIELD_COST_CENTER, UA_FIELD_MANAGER, UA_FIELD_MANAGER_NAME,
  };
  static const UaField of_extension[] = {
    UA_FIELD_ROLE_PROFILE, UA_FIELD_ROLE_PROFILE_NAME, UA_FIELD_AMBITION_ROLE,
    UA_FIELD_AMBITION_ROLE_NAME, UA_FIELD_HIRE_DATE, UA_FIELD_DELETION_DATE,
    UA_FIELD_LEAVING_DATE, UA_FIELD_RETENTION_UNTIL, UA_FIELD_LOCKED_UNTIL,
    UA_FIELD_HAS_PASSWORD, UA_FIELD_SIGN_OFF,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (core); i++)
    read_field (builder, resource, core[i]);
  for (gsize i = 0; enterprise != NULL && i < G_N_ELEMENTS (of_enterprise); i++)
    read_field (builder, enterprise, of_enterprise[i]);
  for (gsize i = 0; extension != NULL && i < G_N_ELEMENTS (of_extension); i++)
    read_field (builder, extension, of_extension[i]);
}

/**
 * ua_scim_member_read:
 * @resource: a User
 * @path: (nullable): where it stands, for the message, such as `Resources[3]`
 * @error: where to put a #GError
 *
 * Reads a member tolerantly: names of attributes and URNs in any case, booleans as strings, numbers
 * where texts belong, an id where an object belongs, one object where a list belongs, days as
 * times, times with a space or as seconds since 1970; fields that are missing or cannot be
 * understood are left out.  Texts are cleaned for showing.  Where `name.formatted` is missing it is
 * made of given and family name.  Without the extension the status follows from `active`, and
 * every group counts as a team.
 *
 * Returns: (transfer full) (nullable): the member; %NULL with %UA_ERROR_PROTOCOL, whose message
 *   names the path, when the id is missing or a name or email address is of the wrong type
 *
 * Any thread.
 */
UaMemberRecord *
ua_scim_member_read (JsonObject  *resource,
                     const char  *path,
                     GError     **error)
{
  g_autoptr (UaMemberBuilder) builder = ua_member_builder_new ();
  JsonObject *extension, *enterprise;
  g_autofree char *id = NULL;

  g_return_val_if_fail (resource != NULL, NULL);

  id = ua_scim_read_token (ua_json_get (resource, "id"));
  if (id == NULL)
    return fail (error, path, "id", "is missing or unusable");
  ua_member_builder_set (builder, UA_FIELD_ID, id);
  if (!read_names (builder, resource, path, error) ||
      !read_emails (builder, resource, path, error))
    return NULL;
  enterprise = ua_json_get_object (resource, UA_SCIM_URN_ENTERPRISE_USER);
  extension = ua_json_get_object (resource, UA_SCIM_URN_UA_USER);
  read_status (builder, resource, extension);
  read_rest (builder, resource, enterprise, extension);
  read_lists (builder, resource, extension);
  return ua_member_builder_end (g_steal_pointer (&builder));
}
