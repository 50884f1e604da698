/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-event-words.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>
#include <string.h>

#include "ua-entry-words.h"
#include "ua-format.h"
#include "ua-group.h"
#include "ua-role-profile.h"
#include "ua-time.h"

/* How much of a value is shown in a line of a list, in characters. */
#define MAX_SHORT 60

/* What was done: with who did it and to what, and without who did it. */
typedef struct
{
  const char *action;
  const char *with_actor;    /* who, what */
  const char *without_actor; /* what */
  const char *icon;
} Act;

static const Act acts[] = {
  { "create", N_("%1$s created %2$s"), N_("%s was created"), "list-add-symbolic" },
  { "change", N_("%1$s changed %2$s"), N_("%s changed"), "document-edit-symbolic" },
  { "delete", N_("%1$s deleted %2$s"), N_("%s was deleted"), "user-trash-symbolic" },
  { "deactivate", N_("%1$s deactivated %2$s"), N_("%s was deactivated"),
    "action-unavailable-symbolic" },
  { "reactivate", N_("%1$s reactivated %2$s"), N_("%s was reactivated"),
    "object-select-symbolic" },
  { "erase", N_("%1$s erased %2$s"), N_("%s was erased"), "user-trash-symbolic" },
  { "leave", N_("%1$s deactivated %2$s"), N_("%s left on the planned day"),
    "action-unavailable-symbolic" },
  { "lock", N_("%1$s locked %2$s"), N_("%s was locked after wrong passwords"),
    "changes-prevent-symbolic" },
  { "unlock", N_("%1$s unlocked %2$s"), N_("%s could sign in again"), "changes-allow-symbolic" },
  { "invite", N_("%1$s invited %2$s"), N_("%s was invited"), "mail-unread-symbolic" },
  { "accept", N_("%1$s accepted the invitation of %2$s"), N_("%s accepted the invitation"),
    "object-select-symbolic" },
  { "resend", N_("%1$s sent %2$s again"), N_("%s was sent again"), "mail-send-symbolic" },
  { "resendInvitation", N_("%1$s sent %2$s again"), N_("%s was sent again"),
    "mail-send-symbolic" },
  { "resendMessage", N_("%1$s sent %2$s again"), N_("%s was sent again"), "mail-send-symbolic" },
  { "cancelInvitation", N_("%1$s cancelled %2$s"), N_("%s was cancelled"),
    "user-trash-symbolic" },
  { "sendActivation", N_("%1$s sent an activation to %2$s"), N_("%s got an activation"),
    "mail-send-symbolic" },
  { "sendPasswordLink", N_("%1$s sent a password link to %2$s"), N_("%s got a password link"),
    "mail-send-symbolic" },
  { "sendNotification", N_("%1$s notified %2$s"), N_("%s was notified"), "mail-send-symbolic" },
  { "setPassword", N_("%1$s set a password for %2$s"), N_("%s got a password"),
    "dialog-password-symbolic" },
  { "createMember", N_("%1$s created %2$s"), N_("%s was created"), "list-add-symbolic" },
  { "provision", N_("%1$s changed %2$s by provisioning"), N_("%s changed by provisioning"),
    "network-server-symbolic" },
  { "requestSignOff", N_("%1$s requested the job sign-off of %2$s"),
    N_("%s was asked to sign off the job"), "document-edit-symbolic" },
  { "remindSignOff", N_("%1$s reminded %2$s of the job sign-off"),
    N_("%s was reminded of the job sign-off"), "document-edit-symbolic" },
  { "signOff", N_("%1$s signed off the job of %2$s"), N_("%s signed off the job"),
    "object-select-symbolic" },
  { "addLabel", N_("%1$s labelled %2$s"), N_("%s was labelled"), "document-edit-symbolic" },
  { "removeLabel", N_("%1$s took a label off %2$s"), N_("%s lost a label"),
    "document-edit-symbolic" },
  { "addToGroup", N_("%1$s added somebody to %2$s"), N_("%s got a member"),
    "system-users-symbolic" },
  { "removeFromGroup", N_("%1$s took somebody out of %2$s"), N_("%s lost a member"),
    "system-users-symbolic" },
  { "setGroupRole", N_("%1$s changed a role in %2$s"), N_("A role in %s changed"),
    "system-users-symbolic" },
  { "setAccessLevel", N_("%1$s changed the access level of %2$s"),
    N_("The access level of %s changed"), "dialog-password-symbolic" },
};

static const struct
{
  const char *type;
  const char *word;
} types[] = {
  { "User", N_("a member") },
  { "Group", N_("a team or group") },
  { "RoleProfile", N_("a role profile") },
  { "SecurityProfile", N_("a security profile") },
  { "Invitation", N_("an invitation") },
  { "Message", N_("an email") },
  { "ProvisioningRun", N_("a provisioning run") },
  { "Setting", N_("a setting") },
  { "Seat", N_("the seats") },
  { "Record", N_("an assessment, plan or feedback") },
};

/* Settings, by their names. */
static const struct
{
  const char *name;
  const char *word;
} settings[] = {
  { "defaultLanguage", N_("the language of emails") },
  { "invitationDays", N_("how long invitations hold") },
  { "linkHours", N_("how long links hold") },
  { "mailFrom", N_("where emails come from") },
  { "organisationName", N_("the name of the organisation") },
  { "retentionYears", N_("how long data is kept") },
  { "seats", N_("the number of seats") },
  { "setPassword", N_("whether passwords may be set") },
  { "signOff", N_("whether there is job sign-off") },
};

/* Attributes that no field of a member stands for, by the last part of their path. */
static const struct
{
  const char *path;
  const char *word;
} attributes[] = {
  { "active", N_("Enabled") },
  { "value", N_("Value") },
  { "description", N_("Description") },
  { "members", N_("Members") },
  { "memberRoles", N_("Roles of members") },
  { "memberships", N_("Teams and groups") },
  { "roleProfiles", N_("Role profiles") },
  { "rights", N_("Rights") },
  { "kind", N_("Kind") },
  { "password", N_("Password") },
  { "expiresAt", N_("Expires") },
  { "photos", N_("Picture") },
  { "addresses", N_("Address") },
  { "nickName", N_("Nickname") },
  { "middleName", N_("Middle name") },
};

/* Names of attributes that fields of members are read from, by the last part of their path. */
static const struct
{
  const char *path;
  UaField field;
} fields[] = {
  { "userName", UA_FIELD_USER_NAME },
  { "displayName", UA_FIELD_DISPLAY_NAME },
  { "givenName", UA_FIELD_GIVEN_NAME },
  { "familyName", UA_FIELD_FAMILY_NAME },
  { "formatted", UA_FIELD_FORMATTED_NAME },
  { "emails", UA_FIELD_EMAIL },
  { "phoneNumbers", UA_FIELD_PHONE },
  { "title", UA_FIELD_TITLE },
  { "status", UA_FIELD_STATUS },
  { "accessLevel", UA_FIELD_ACCESS_LEVEL },
  { "roleProfile", UA_FIELD_ROLE_PROFILE_NAME },
  { "ambitionRole", UA_FIELD_AMBITION_ROLE_NAME },
  { "employeeNumber", UA_FIELD_EMPLOYEE_NUMBER },
  { "organization", UA_FIELD_ORGANIZATION },
  { "division", UA_FIELD_DIVISION },
  { "department", UA_FIELD_DEPARTMENT },
  { "costCenter", UA_FIELD_COST_CENTER },
  { "manager", UA_FIELD_MANAGER_NAME },
  { "photos", UA_FIELD_PHOTO },
  { "preferredLanguage", UA_FIELD_LANGUAGE },
  { "timezone", UA_FIELD_TIME_ZONE },
  { "hireDate", UA_FIELD_HIRE_DATE },
  { "leavingDate", UA_FIELD_LEAVING_DATE },
  { "deletionDate", UA_FIELD_DELETION_DATE },
  { "retentionUntil", UA_FIELD_RETENTION_UNTIL },
  { "lockedUntil", UA_FIELD_LOCKED_UNTIL },
  { "hasPassword", UA_FIELD_HAS_PASSWORD },
  { "signOff", UA_FIELD_SIGN_OFF },
  { "labels", UA_FIELD_LABELS },
};

static const Act *
find_act (UaEntry *event)
{
  const char *action = ua_entry_get (event, "action");

  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    if (g_strcmp0 (acts[i].action, action) == 0)
      return &acts[i];
  /* Whatever was done, something is other than before. */
  return &acts[1];
}

static char *
name_target (UaEntry *event)
{
  const char *name = ua_entry_get (event, "target.display");
  const char *type = ua_entry_get (event, "resourceType");

  if (g_strcmp0 (type, "Setting") == 0)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
        if (g_strcmp0 (settings[i].name, ua_entry_get (event, "target.value")) == 0)
          return g_strdup (_(settings[i].word));
    }
  else if (name != NULL && g_strcmp0 (type, "Seat") != 0)
    return ua_format_isolated (name);
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_strcmp0 (types[i].type, type) == 0)
      return g_strdup (_(types[i].word));
  return g_strdup (_("something"));
}

/* The attribute without what stands before it. */
static const char *
find_last_part (const char *path)
{
  const char *colon = strrchr (path, ':');
  const char *dot = strrchr (colon != NULL ? colon : path, '.');

  if (dot != NULL && strcmp (dot, ".value") != 0)
    return dot + 1;
  return colon != NULL ? colon + 1 : path;
}

static gboolean
find_field (const char *path,
            UaField    *field)
{
  g_autofree char *name = g_strndup (path, strcspn (path, "[."));

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (strcmp (fields[i].path, name) == 0 || strcmp (fields[i].path, path) == 0)
      {
        *field = fields[i].field;
        return TRUE;
      }
  /* What was done from this computer is kept by the fields themselves. */
  return ua_field_from_key (name, field);
}

/* How a role profile or a group of that id is called. */
static char *
find_name (UaSession  *session,
           const char *id)
{
  GListModel *roles = ua_session_get_role_profiles (session);
  GListModel *groups = ua_session_get_groups (session);

  for (guint i = 0; i < g_list_model_get_n_items (roles); i++)
    {
      g_autoptr (UaRoleProfile) role = g_list_model_get_item (roles, i);

      if (strcmp (ua_role_profile_get_id (role), id) == 0)
        return ua_format_text (ua_role_profile_get_name (role));
    }
  for (guint i = 0; i < g_list_model_get_n_items (groups); i++)
    {
      g_autoptr (UaGroup) group = g_list_model_get_item (groups, i);

      if (strcmp (ua_group_get_id (group), id) == 0)
        return ua_format_text (ua_group_get_name (group));
    }
  return NULL;
}

static char *
describe_parts (GVariant  *parts,
                UaSession *session)
{
  const char *text;
  g_autofree char *name = NULL;

  if (g_variant_lookup (parts, "display", "&s", &text) ||
      g_variant_lookup (parts, "formatted", "&s", &text))
    return ua_format_text (text);
  if (!g_variant_lookup (parts, "value", "&s", &text))
    return NULL;
  name = find_name (session, text);
  if (name == NULL)
    return strlen (text) < 36 || strchr (text, '@') != NULL ? ua_format_text (text) : NULL;
  if (g_variant_lookup (parts, "role", "&s", &text))
    /* Translators: the name of a team and the role of a member there. */
    return g_strdup_printf (_("%s (%s)"), name, text);
  return g_steal_pointer (&name);
}

/* What is no text comes in a form that the texts of variants have in common with it; %NULL for what
 * has too many parts to be read in a line. */
static char *
describe_structure (const char *value,
                    UaSession  *session)
{
  g_autoptr (GVariant) variant = g_variant_parse (NULL, value, NULL, NULL, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  if (variant == NULL)
    return NULL;
  if (g_variant_is_of_type (variant, G_VARIANT_TYPE ("a{ss}")))
    return describe_parts (variant, session);
  if (!g_variant_is_of_type (variant, G_VARIANT_TYPE ("as")) &&
      !g_variant_is_of_type (variant, G_VARIANT_TYPE ("aa{ss}")))
    return NULL;
  for (gsize i = 0; i < g_variant_n_children (variant); i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (variant, i);
      g_autofree char *part = g_variant_is_of_type (child, G_VARIANT_TYPE_STRING)
                                ? ua_format_text (g_variant_get_string (child, NULL))
                                : describe_parts (child, session);

      if (part == NULL)
        return NULL;
      g_string_append_printf (text, "%s%s", i > 0 ? C_("list", ", ") : "", part);
    }
  return g_strdup (text->str);
}

/* A sentence that begins with a name runs as the sentences of the language do, not as the name. */
static char *
mark_direction (char *sentence)
{
  gboolean rtl = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;
  char *marked;

  if (g_ascii_isprint (sentence[0]) && !rtl)
    return sentence;
  marked = g_strconcat (rtl ? "\u200f" : "\u200e", sentence, NULL);
  g_free (sentence);
  return marked;
}

/* The formats come from the table above alone. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

/**
 * ua_event_words_sentence:
 * @event: an audit event
 *
 * Returns: (transfer full): who did what to whom
 */
char *
ua_event_words_sentence (UaEntry *event)
{
  const Act *act = find_act (event);
  g_autofree char *person = ua_entry_words_person (event, "actor");
  g_autofree char *actor = person != NULL ? ua_format_isolated (person) : NULL;
  g_autofree char *target = name_target (event);
  g_autofree char *sentence = NULL;
  const char *self = ua_entry_get (event, "actor.value");

  if (actor == NULL ||
      (g_strcmp0 (act->action, "accept") == 0 &&
       g_strcmp0 (self, ua_entry_get (event, "target.value")) == 0))
    sentence = g_strdup_printf (_(act->without_actor), target);
  else
    sentence = g_strdup_printf (_(act->with_actor), actor, target);
  /* "a member left" begins the sentence. */
  if (g_ascii_islower (sentence[0]) && g_str_has_prefix (sentence, target) &&
      (ua_entry_get (event, "target.display") == NULL ||
       g_strcmp0 (ua_entry_get (event, "resourceType"), "Setting") == 0))
    sentence[0] = g_ascii_toupper (sentence[0]);
  return mark_direction (g_steal_pointer (&sentence));
}

#pragma GCC diagnostic pop

/**
 * ua_event_words_icon:
 * @event: an audit event
 *
 * Returns: (transfer none): the name of an icon for what was done
 */
const char *
ua_event_words_icon (UaEntry *event)
{
  return find_act (event)->icon;
}

/**
 * ua_event_words_attribute:
 * @path: the path of an attribute that changed
 *
 * Returns: (transfer full): what a person calls it
 */
char *
ua_event_words_attribute (const char *path)
{
  const char *name = find_last_part (path);
  UaField field;

  if (find_field (name, &field))
    return g_strdup (ua_format_field_label (field));
  for (gsize i = 0; i < G_N_ELEMENTS (attributes); i++)
    if (g_str_has_prefix (name, attributes[i].path))
      return g_strdup (_(attributes[i].word));
  return g_strdup (name);
}

/**
 * ua_event_words_is_shown:
 * @event: an audit event, or what was done from this computer
 * @n: which of the values that changed
 *
 * Returns: whether a person is to read it; %FALSE for an id whose name changed with it
 */
gboolean
ua_event_words_is_shown (UaEntry *event,
                         guint    n)
{
  const char *path = ua_entry_get_nth (event, "changes", n, "attribute");
  UaField field;

  if (path == NULL || !ua_field_from_key (path, &field) || ua_field_get_shown (field) == field)
    return TRUE;
  for (guint i = 0; i < ua_entry_get_n (event, "changes"); i++)
    if (g_strcmp0 (ua_entry_get_nth (event, "changes", i, "attribute"),
                   ua_field_get_key (ua_field_get_shown (field))) == 0)
      return FALSE;
  return TRUE;
}

/**
 * ua_event_words_value:
 * @path: the path of the attribute
 * @value: (nullable): a value of it, as the audit has it
 * @session: where the names of role profiles and groups are known
 *
 * Returns: (transfer full) (nullable): what a person reads; %NULL for nothing, and for what cannot
 *   be said in a line
 */
char *
ua_event_words_value (const char *path,
                      const char *value,
                      UaSession  *session)
{
  UaField field;

  if (value == NULL)
    return NULL;
  if (*value == '{' || *value == '[')
    return describe_structure (value, session);
  if (strcmp (value, "true") == 0)
    return g_strdup (_("Yes"));
  if (strcmp (value, "false") == 0)
    return g_strdup (_("No"));
  if (find_field (find_last_part (path), &field))
    return field == UA_FIELD_LANGUAGE ? g_strdup (ua_entry_words_language (value))
                                      : ua_format_value (field, value);
  if (ua_time_parse (value) != UA_TIME_NONE && strchr (value, 'T') != NULL)
    return ua_format_time (ua_time_parse (value));
  return ua_format_text (value);
}

static char *
shorten (char *text)
{
  g_autofree char *whole = text;
  g_autofree char *begin = NULL;
  g_autofree char *cut = NULL;

  if (text == NULL || g_utf8_strlen (text, -1) <= MAX_SHORT)
    return text != NULL ? ua_format_isolated (text) : NULL;
  begin = g_utf8_substring (text, 0, MAX_SHORT);
  cut = g_strconcat (begin, "…", NULL);
  return ua_format_isolated (cut);
}

static char *
summarize (UaEntry   *event,
           guint      n,
           UaSession *session)
{
  const char *path = ua_entry_get_nth (event, "changes", n, "attribute");
  g_autofree char *label = path != NULL ? ua_event_words_attribute (path) : NULL;
  g_autofree char *old_value = NULL;
  g_autofree char *new_value = NULL;

  if (label == NULL)
    return NULL;
  old_value = shorten (ua_event_words_value (
    path, ua_entry_get_nth (event, "changes", n, "old"), session));
  new_value = shorten (ua_event_words_value (
    path, ua_entry_get_nth (event, "changes", n, "new"), session));
  if (old_value != NULL && new_value != NULL)
    /* Translators: what changed, from what to what: "Job title: Pilot → Captain". */
    return g_strdup_printf (_("%s: %s → %s"), label, old_value, new_value);
  if (new_value != NULL)
    /* Translators: what was set, and to what. */
    return g_strdup_printf (_("%s: %s"), label, new_value);
  if (old_value != NULL)
    /* Translators: what was taken away, and what it was. */
    return g_strdup_printf (_("%s: no longer %s"), label, old_value);
  return g_steal_pointer (&label);
}

/**
 * ua_event_words_summary:
 * @event: an audit event
 * @session: where the names of role profiles and groups are known
 *
 * Returns: (transfer full) (nullable): the first that changed, and how much more; %NULL where the
 *   event holds none
 */
char *
ua_event_words_summary (UaEntry   *event,
                        UaSession *session)
{
  g_autofree char *first = NULL;
  guint n_shown = 0;

  for (guint i = 0; i < ua_entry_get_n (event, "changes"); i++)
    if (ua_event_words_is_shown (event, i) && n_shown++ == 0)
      first = summarize (event, i, session);
  if (first == NULL || n_shown == 1)
    return g_steal_pointer (&first);
  /* Translators: a change and how many more there are. */
  return g_strdup_printf (ngettext ("%s, and %'u more", "%s, and %'u more", n_shown - 1), first,
                          n_shown - 1);
}
