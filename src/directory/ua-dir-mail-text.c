/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-mail-text.h"

#include "ua-dir-mail-words.h"
#include "ua-dir-settings.h"
#include "ua-time.h"

#include <string.h>

/* From what is known of a member to the words of a mail. */

/* What stands for a secret in what is kept. */
#define REDACTED "[removed]"

#define LINK_START "{link:"

static const UaDirMailLanguage *
find_language (const char *tag)
{
  for (const UaDirMailLanguage *l = ua_dir_mail_languages; l->tag != NULL; l++)
    if (g_ascii_strncasecmp (l->tag, tag, strlen (l->tag)) == 0 &&
        !g_ascii_isalpha (tag[strlen (l->tag)]))
      return l;
  return NULL;
}

/**
 * ua_dir_mail_choose_language:
 * @preferred: (nullable): languages in order, as in Accept-Language (RFC 7643, section 4.1.1)
 * @fallback: the language where there are words in none of them
 *
 * Returns: the tag of the language to write in
 *
 * Any thread.
 */
const char *
ua_dir_mail_choose_language (const char *preferred,
                             const char *fallback)
{
  g_auto(GStrv) parts = g_strsplit_set (preferred != NULL ? preferred : "", ",; ", -1);
  const UaDirMailLanguage *language = NULL;

  for (guint i = 0; language == NULL && parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      language = find_language (parts[i]);
  if (language == NULL)
    language = find_language (fallback);
  return language != NULL ? language->tag : ua_dir_mail_languages[0].tag;
}

static char *
take_text (UaDirQuery *query,
           int         column)
{
  const char *text = ua_dir_query_text (query, column);

  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

static gboolean
load_member (UaDirMailFacts  *self,
             UaDirDb         *db,
             gint64           member,
             GError         **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  g_autofree char *fallback = NULL;
  g_autofree char *preferred = NULL;
  gboolean row;

  if (!ua_dir_setting_get_text (db, UA_DIR_SETTING_DEFAULT_LANGUAGE, &fallback, error) ||
      !ua_dir_query_open (&query, db, error,
                          "SELECT display, json_extract (text, '$.name.givenName'),"
                          " json_extract (text, '$.userName'),"
                          " json_extract (text, '$.preferredLanguage')"
                          " FROM resource WHERE id = ?", "i", member) ||
      !ua_dir_query_step (&query, &row, error))
    return FALSE;
  if (!row)
    {
      g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_NOT_FOUND,
                           "The member is not there any more");
      return FALSE;
    }
  self->display = g_strdup (ua_dir_query_text (&query, 0));
  self->name = take_text (&query, 1);
  if (self->name == NULL)
    self->name = g_strdup (self->display);
  self->user_name = take_text (&query, 2);
  preferred = take_text (&query, 3);
  self->language = ua_dir_mail_choose_language (preferred, fallback);
  return TRUE;
}

static gboolean
load_display (UaDirDb   *db,
              gint64     id,
              char     **display,
              GError   **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  gboolean row;

  if (!ua_dir_query_open (&query, db, error, "SELECT display FROM resource WHERE id = ?", "i",
                          id) ||
      !ua_dir_query_step (&query, &row, error))
    return FALSE;
  if (row)
    *display = g_strdup (ua_dir_query_text (&query, 0));
  return TRUE;
}

/* What the invitation adds; a link to choose a password holds from when it goes out. */
static gboolean
load_link (UaDirMailFacts   *self,
           UaDirDb          *db,
           const UaDirMail  *mail,
           GError          **error)
{
  gint64 group = mail->group;
  gint64 hours;

  if (mail->kind == UA_DIR_MAIL_INVITATION)
    {
      self->until = mail->expires;
      return (mail->expires != 0 ||
              (ua_dir_db_get_int (db, &self->until, error,
                                  "SELECT expires FROM invitation WHERE member = ?", "i",
                                  mail->member) &&
               ua_dir_db_get_int (db, &group, error,
                                  "SELECT group_id FROM invitation WHERE member = ?", "i",
                                  mail->member))) &&
             load_display (db, group, &self->group, error);
    }
  if (mail->kind != UA_DIR_MAIL_ACTIVATION && mail->kind != UA_DIR_MAIL_PASSWORD_LINK)
    return TRUE;
  if (!ua_dir_setting_get_int (db, UA_DIR_SETTING_LINK_HOURS, &hours, error))
    return FALSE;
  self->until = ua_time_now () + hours * 3600 * 1000;
  return TRUE;
}

/**
 * ua_dir_mail_facts_load:
 * @self: empty facts
 * @db: a connection
 * @mail: which mail it is
 * @recipient: the address that it goes to
 * @sender: the row of the member who had it sent; 0 for nobody
 * @error: return location for an error
 *
 * Finds out what the mail tells.
 *
 * Returns: whether it succeeded
 *
 * The thread that has @db.
 */
gboolean
ua_dir_mail_facts_load (UaDirMailFacts   *self,
                        UaDirDb          *db,
                        const UaDirMail  *mail,
                        const char       *recipient,
                        gint64            sender,
                        GError          **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  gboolean row;

  self->kind = mail->kind;
  self->recipient = g_strdup (recipient);
  self->note = mail->note != NULL && *mail->note != '\0' ? g_strdup (mail->note) : NULL;
  if (!ua_dir_query_open (&query, db, error, "SELECT value FROM setting WHERE name = 'web-base'",
                          "") ||
      !ua_dir_query_step (&query, &row, error))
    return FALSE;
  self->web_base = g_strdup (row ? ua_dir_query_text (&query, 0) : "");
  return load_member (self, db, mail->member, error) &&
         load_display (db, sender, &self->sender, error) &&
         load_link (self, db, mail, error) &&
         ua_dir_setting_get_text (db, UA_DIR_SETTING_ORGANISATION_NAME, &self->organisation,
                                  error) &&
         ua_dir_setting_get_text (db, UA_DIR_SETTING_MAIL_FROM, &self->from, error);
}

/**
 * ua_dir_mail_facts_clear:
 * @self: facts
 */
void
ua_dir_mail_facts_clear (UaDirMailFacts *self)
{
  g_clear_pointer (&self->recipient, g_free);
  g_clear_pointer (&self->display, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->user_name, g_free);
  g_clear_pointer (&self->organisation, g_free);
  g_clear_pointer (&self->from, g_free);
  g_clear_pointer (&self->web_base, g_free);
  g_clear_pointer (&self->sender, g_free);
  g_clear_pointer (&self->group, g_free);
  g_clear_pointer (&self->note, g_free);
}

static char *
format_until (const UaDirMailFacts *facts)
{
  const UaDirMailLanguage *language = find_language (facts->language);
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (facts->until / 1000);

  if (facts->until == 0 || time == NULL)
    return NULL;
  return g_strdup_printf ("%d%s %s %d, %02d:%02d UTC", g_date_time_get_day_of_month (time),
                          language->day_dot, language->months[g_date_time_get_month (time) - 1],
                          g_date_time_get_year (time), g_date_time_get_hour (time),
                          g_date_time_get_minute (time));
}

/* What a name in braces stands for; %NULL where there is none. */
static char *
find_fact (const UaDirMailFacts *facts,
           const char           *secret,
           const char           *name)
{
  const struct
  {
    const char *name;
    const char *value;
  } known[] = {
    { "organisation", facts->organisation }, { "sender", facts->sender },
    { "group", facts->group }, { "note", facts->note }, { "name", facts->name },
    { "userName", facts->user_name }, { "recipient", facts->recipient },
    { "password", secret != NULL ? secret : REDACTED },
  };

  if (g_str_equal (name, "until"))
    return format_until (facts);
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i].name, name))
      return g_strdup (known[i].value);
  g_assert_not_reached ();
}

/* Gives %NULL where something that is asked for is not known. */
static char *
fill_in (const UaDirMailFacts *facts,
         const char           *secret,
         const char           *words)
{
  g_autoptr(GString) out = g_string_new (NULL);

  for (const char *p = words; *p != '\0'; )
    {
      const char *end = *p == '{' ? strchr (p, '}') : NULL;
      g_autofree char *name = end != NULL ? g_strndup (p + 1, (gsize) (end - p - 1)) : NULL;
      g_autofree char *value = name != NULL ? find_fact (facts, secret, name) : NULL;

      if (name == NULL)
        {
          g_string_append_c (out, *p++);
          continue;
        }
      if (value == NULL)
        return NULL;
      g_string_append (out, value);
      p = end + 1;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
make_address (const UaDirMailFacts *facts,
              const char           *secret)
{
  const char *token = secret != NULL ? secret : REDACTED;

  if (facts->kind == UA_DIR_MAIL_INVITATION)
    return g_strconcat (facts->web_base, "accept/", token, NULL);
  if (facts->kind == UA_DIR_MAIL_ACTIVATION || facts->kind == UA_DIR_MAIL_PASSWORD_LINK)
    return g_strconcat (facts->web_base, "password/", token, NULL);
  return g_strconcat (facts->web_base, "sign-in", NULL);
}

static void
append_paragraph (GString    *text,
                  GString    *html,
                  const char *words)
{
  g_autofree char *escaped = g_markup_escape_text (words, -1);
  g_auto(GStrv) lines = g_strsplit (escaped, "\n", -1);
  g_autofree char *broken = g_strjoinv ("<br>", lines);

  g_string_append_printf (text, "%s\n\n", words);
  g_string_append_printf (html, "<p>%s</p>\n", broken);
}

static void
append_link (GString    *text,
             GString    *html,
             const char *words,
             const char *address)
{
  g_autofree char *label = g_strndup (words + strlen (LINK_START),
                                      strlen (words) - strlen (LINK_START) - 1);
  g_autofree char *escaped = g_markup_escape_text (address, -1);
  g_autofree char *escaped_label = g_markup_escape_text (label, -1);

  g_string_append_printf (text, "%s:\n%s\n\n", label, address);
  g_string_append_printf (html, "<p><a href=\"%s\" style=\"display:inline-block;padding:10px 18px;"
                          "border-radius:6px;background:#1a5fb4;color:#ffffff;"
                          "text-decoration:none\">%s</a><br><small>%s</small></p>\n",
                          escaped, escaped_label, escaped);
}

static void
begin_html (GString    *html,
            const char *language,
            const char *subject)
{
  g_autofree char *title = g_markup_escape_text (subject, -1);

  g_string_append_printf (html, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>"
                          "<meta charset=\"utf-8\"><title>%s</title></head>\n"
                          "<body style=\"font-family:sans-serif;line-height:1.5;"
                          "max-width:38em\">\n", language, title);
}

/**
 * ua_dir_mail_text_write:
 * @self: empty words
 * @facts: what the mail tells
 * @secret: (nullable): the token of its link, or its password; %NULL to leave it out, as in what is
 *   kept
 *
 * Writes a mail in the language of its recipient.
 *
 * Any thread.
 */
void
ua_dir_mail_text_write (UaDirMailText        *self,
                        const UaDirMailFacts *facts,
                        const char           *secret)
{
  const UaDirMailLanguage *language = find_language (facts->language);
  const UaDirMailWords *words = &language->mails[facts->kind];
  g_autofree char *address = make_address (facts, secret);
  g_autofree char *hello = fill_in (facts, NULL, language->hello);
  GString *text = g_string_new (NULL);
  GString *html = g_string_new (NULL);

  self->subject = fill_in (facts, NULL, words->subject);
  begin_html (html, language->tag, self->subject);
  append_paragraph (text, html, hello);
  for (gsize i = 0; i < UA_DIR_MAIL_MAX_PARAGRAPHS && words->paragraphs[i] != NULL; i++)
    {
      g_autofree char *filled = NULL;

      if (g_str_has_prefix (words->paragraphs[i], LINK_START))
        {
          append_link (text, html, words->paragraphs[i], address);
          continue;
        }
      filled = fill_in (facts, secret, words->paragraphs[i]);
      if (filled != NULL)
        append_paragraph (text, html, filled);
    }
  append_paragraph (text, html, facts->organisation);
  append_paragraph (text, html, language->automatic);
  g_string_append (html, "</body>\n</html>");
  self->text = g_strchomp (g_string_free (text, FALSE));
  self->html = g_string_free (html, FALSE);
}

/**
 * ua_dir_mail_text_clear:
 * @self: words
 */
void
ua_dir_mail_text_clear (UaDirMailText *self)
{
  g_clear_pointer (&self->subject, g_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->html, g_free);
}
