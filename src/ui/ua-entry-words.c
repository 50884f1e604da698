/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-entry-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ua-format.h"
#include "ua-time.h"

#define MINUTE G_GINT64_CONSTANT (60000)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/* After so many days a date says more than their number. */
#define MAX_DAYS 30

/* A word of the extension and what a person reads for it. */
typedef struct
{
  const char *token;
  const char *word;
} Word;

static const Word mail_kinds[] = {
  { "invitation", N_("Invitation") },
  { "activation", N_("Activation") },
  { "passwordLink", N_("Password link") },
  { "credentials", N_("First password") },
  { "created", N_("New account") },
  { "emailChangedOld", N_("Email changed, to the old address") },
  { "emailChangedNew", N_("Email changed, to the new address") },
  { "signOffRequest", N_("Sign-off request") },
  { "signOffReminder", N_("Sign-off reminder") },
};

static const Word languages[] = {
  { "en", N_("English") }, { "nl", N_("Dutch") }, { "fr", N_("French") }, { "de", N_("German") },
};

static const Word statuses[] = {
  { "invited", N_("Invited") },
  { "active", N_("Active") },
  { "deactivated", N_("Deactivated") },
  { "locked", N_("Locked") },
  { "deleted", N_("Erased") },
};

static const Word rights[] = {
  { "read", N_("Look at members and all about them") },
  { "edit", N_("Edit members") },
  { "invite", N_("Invite and create members") },
  { "lifeCycle", N_("Deactivate, reactivate and unlock") },
  { "erase", N_("Erase members") },
  { "password", N_("Set passwords and send password links") },
  { "access", N_("Give access levels and security profiles") },
  { "groups", N_("Manage teams, groups and sessions") },
  { "roleProfiles", N_("Manage role profiles") },
  { "signOff", N_("Request job sign-off") },
  { "provision", N_("Run provisioning") },
  { "audit", N_("See activity and mail") },
  { "settings", N_("Change settings and seats") },
  { "export", N_("Export personal data") },
};

static const char *
find_word (const Word *words,
           gsize       n,
           const char *token)
{
  for (gsize i = 0; i < n; i++)
    if (g_strcmp0 (words[i].token, token) == 0)
      return _(words[i].word);
  return token;
}

/**
 * ua_entry_words_since:
 * @unix_ms: when something was, in milliseconds since 1970-01-01 UTC, or %UA_TIME_NONE
 * @now_ms: the time now, likewise
 *
 * Returns: (transfer full) (nullable): how long ago that is, as short as is clear; %NULL for no
 *   time
 */
char *
ua_entry_words_since (gint64 unix_ms,
                      gint64 now_ms)
{
  gint64 since = now_ms - unix_ms;
  guint n;

  if (unix_ms == UA_TIME_NONE)
    return NULL;
  if (since < MINUTE)
    return g_strdup (_("just now"));
  if (since < HOUR)
    {
      n = (guint) (since / MINUTE);
      return g_strdup_printf (ngettext ("%u minute ago", "%u minutes ago", n), n);
    }
  if (since < DAY)
    {
      n = (guint) (since / HOUR);
      return g_strdup_printf (ngettext ("%u hour ago", "%u hours ago", n), n);
    }
  if (since < MAX_DAYS * DAY)
    {
      n = (guint) (since / DAY);
      return g_strdup_printf (ngettext ("%u day ago", "%u days ago", n), n);
    }
  return ua_format_time (unix_ms);
}

/**
 * ua_entry_words_until:
 * @unix_ms: when something ends, in milliseconds since 1970-01-01 UTC, or %UA_TIME_NONE
 * @now_ms: the time now, likewise
 *
 * Returns: (transfer full) (nullable): how long it is until then, or ago; %NULL for no time
 */
char *
ua_entry_words_until (gint64 unix_ms,
                      gint64 now_ms)
{
  gint64 left = unix_ms - now_ms;
  g_autofree char *text = NULL;
  guint n;

  if (unix_ms == UA_TIME_NONE)
    return NULL;
  if (left <= 0)
    {
      text = ua_entry_words_since (unix_ms, now_ms);
      /* Translators: "Expired 3 days ago". */
      return g_strdup_printf (_("Expired %s"), text);
    }
  if (left < HOUR)
    {
      n = (guint) (left / MINUTE) + 1;
      return g_strdup_printf (ngettext ("Expires in %u minute", "Expires in %u minutes", n), n);
    }
  if (left < DAY)
    {
      n = (guint) (left / HOUR);
      return g_strdup_printf (ngettext ("Expires in %u hour", "Expires in %u hours", n), n);
    }
  /* What is good for fourteen days is so also a moment later. */
  n = (guint) ((left + HOUR) / DAY);
  return g_strdup_printf (ngettext ("Expires in %u day", "Expires in %u days", n), n);
}

/**
 * ua_entry_words_person:
 * @entry: an entry
 * @attribute: an attribute that names a member
 *
 * Returns: (transfer full) (nullable): how the member is called, also when the member is gone;
 *   %NULL when there is nobody
 */
char *
ua_entry_words_person (UaEntry    *entry,
                       const char *attribute)
{
  g_autofree char *name_path = g_strconcat (attribute, ".display", NULL);
  g_autofree char *id_path = g_strconcat (attribute, ".value", NULL);
  const char *name = ua_entry_get (entry, name_path);

  if (name != NULL)
    return ua_format_text (name);
  return ua_entry_get (entry, id_path) != NULL ? g_strdup (_("Unknown user")) : NULL;
}

/**
 * ua_entry_words_language:
 * @token: (nullable): a language, as the extension calls it
 *
 * Returns: (transfer none) (nullable): what a person calls it
 */
const char *
ua_entry_words_language (const char *token)
{
  return find_word (languages, G_N_ELEMENTS (languages), token);
}

/**
 * ua_entry_words_mail_kind:
 * @kind: (nullable): what a mail is for, as the extension calls it
 *
 * Returns: (transfer none): what a person calls it
 */
const char *
ua_entry_words_mail_kind (const char *kind)
{
  const char *word = find_word (mail_kinds, G_N_ELEMENTS (mail_kinds), kind);

  return word != NULL ? word : _("Email");
}

/**
 * ua_entry_words_mail_state:
 * @state: (nullable): how far the delivery of a mail is, as the extension calls it
 *
 * Returns: that in words, with an icon
 */
UaEntryState
ua_entry_words_mail_state (const char *state)
{
  if (g_strcmp0 (state, "queued") == 0)
    return (UaEntryState) { _("Waiting to be sent"), "content-loading-symbolic",
                            "status-invited" };
  if (g_strcmp0 (state, "sent") == 0)
    return (UaEntryState) { _("Sent"), "object-select-symbolic", "status-active" };
  if (g_strcmp0 (state, "failed") == 0)
    return (UaEntryState) { _("Not delivered"), "dialog-error-symbolic", "status-locked" };
  if (g_strcmp0 (state, "cancelled") == 0)
    return (UaEntryState) { _("Not needed any more"), "action-unavailable-symbolic",
                            "status-deactivated" };
  return (UaEntryState) { _("Unknown"), "dialog-question-symbolic", "status-unknown" };
}

/**
 * ua_entry_words_invitation_state:
 * @invitation: an invitation
 *
 * Returns: how it stands: that it has expired, else how far its mail is
 */
UaEntryState
ua_entry_words_invitation_state (UaEntry *invitation)
{
  const char *state = ua_entry_get (invitation, "message.state");

  if (g_strcmp0 (ua_entry_get (invitation, "state"), "expired") == 0)
    return (UaEntryState) { _("Expired"), "appointment-missed-symbolic", "status-locked" };
  if (state == NULL)
    return (UaEntryState) { _("Not accepted yet"), "mail-unread-symbolic", "status-invited" };
  return ua_entry_words_mail_state (state);
}

/**
 * ua_entry_words_status:
 * @token: (nullable): the status of a member, as the extension calls it
 *
 * Returns: (transfer none) (nullable): what a person calls it
 */
const char *
ua_entry_words_status (const char *token)
{
  return find_word (statuses, G_N_ELEMENTS (statuses), token);
}

/**
 * ua_entry_words_right:
 * @right: a right, as the extension calls it
 *
 * Returns: (transfer none): what who has it may do
 */
const char *
ua_entry_words_right (const char *right)
{
  return find_word (rights, G_N_ELEMENTS (rights), right);
}

static void
append_part (GString *text,
             char    *part)
{
  if (text->len > 0)
    /* Translators: between the items of a list. */
    g_string_append (text, C_("list", ", "));
  g_string_append (text, part);
  g_free (part);
}

/**
 * ua_entry_words_counts:
 * @run: a provisioning run
 *
 * Returns: (transfer full): what it did to how many
 */
char *
ua_entry_words_counts (UaEntry *run)
{
  guint created = (guint) ua_entry_get_number (run, "counts.created", 0);
  guint changed = (guint) ua_entry_get_number (run, "counts.changed", 0);
  guint deactivated = (guint) ua_entry_get_number (run, "counts.deactivated", 0);
  guint deleted = (guint) ua_entry_get_number (run, "counts.deleted", 0);
  guint exceptions = (guint) ua_entry_get_number (run, "counts.exceptions", 0);
  GString *text = g_string_new (NULL);

  if (created > 0)
    append_part (text, g_strdup_printf (ngettext ("%'u created", "%'u created", created),
                                        created));
  if (changed > 0)
    append_part (text, g_strdup_printf (ngettext ("%'u changed", "%'u changed", changed),
                                        changed));
  if (deactivated > 0)
    append_part (text, g_strdup_printf (ngettext ("%'u deactivated", "%'u deactivated",
                                                  deactivated), deactivated));
  if (deleted > 0)
    append_part (text, g_strdup_printf (ngettext ("%'u erased", "%'u erased", deleted), deleted));
  if (exceptions > 0)
    append_part (text, g_strdup_printf (ngettext ("%'u left as it was", "%'u left as they were",
                                                  exceptions), exceptions));
  if (text->len == 0)
    g_string_append (text, _("Nothing changed"));
  return g_string_free (text, FALSE);
}

/**
 * ua_entry_words_holders:
 * @profile: a security profile
 *
 * Returns: (transfer full): how many have it, and through how many role profiles
 */
char *
ua_entry_words_holders (UaEntry *profile)
{
  guint n_members = ua_entry_get_n (profile, "members");
  guint n_roles = ua_entry_get_n (profile, "roleProfiles");
  GString *text = g_string_new (NULL);

  if (n_members > 0)
    append_part (text, g_strdup_printf (ngettext ("%'u member", "%'u members", n_members),
                                        n_members));
  if (n_roles > 0)
    append_part (text, g_strdup_printf (ngettext ("%'u role profile", "%'u role profiles",
                                                  n_roles), n_roles));
  if (text->len == 0)
    g_string_append (text, _("Nobody has it"));
  return g_string_free (text, FALSE);
}
