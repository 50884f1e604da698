/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-letter.h"

#include "ua-dir-address.h"
#include "ua-error.h"

#include <string.h>

/* Writes a mail: RFC 5322, with MIME (RFC 2045, 2046) and text other than ASCII in its header
 * (RFC 2047).  Whatever comes into the header loses its control characters first, so that no text
 * can begin a line of its own there. */

/* Of UTF-8 in one encoded word, which then has less than 75 characters. */
#define WORD_BYTES 42
/* The longest line of quoted-printable text (RFC 2045, section 6.7). */
#define LINE_CHARS 76

#define EOL "\r\n"

static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
static const char *const months[] = {
  "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
};

/* One line of valid UTF-8, whatever @text is. */
static char *
make_line (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *line = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029)
        c = ' ';
      g_string_append_unichar (line, c);
    }
  return g_strstrip (g_string_free (line, FALSE));
}

static gboolean
is_plain (const char *line)
{
  return g_str_is_ascii (line) && strlen (line) <= WORD_BYTES && strstr (line, "=?") == NULL;
}

/* RFC 2047, section 4.1: each word has whole characters. */
static void
append_words (GString    *out,
              const char *line)
{
  const char *start = line;

  while (*start != '\0')
    {
      const char *end = start;
      g_autofree char *word = NULL;

      while (*end != '\0' && g_utf8_next_char (end) - start <= WORD_BYTES)
        end = g_utf8_next_char (end);
      word = g_base64_encode ((const guchar *) start, (gsize) (end - start));
      if (start != line)
        g_string_append (out, EOL " ");
      g_string_append_printf (out, "=?UTF-8?B?%s?=", word);
      start = end;
    }
}

static void
append_text_field (GString    *out,
                   const char *name,
                   const char *text)
{
  g_autofree char *line = make_line (text);

  g_string_append_printf (out, "%s: ", name);
  if (is_plain (line))
    g_string_append (out, line);
  else
    append_words (out, line);
  g_string_append (out, EOL);
}

/* RFC 5322, section 3.4; the name is a quoted string or encoded words. */
static void
append_address_field (GString    *out,
                      const char *name,
                      const char *who,
                      const char *address)
{
  g_autofree char *line = make_line (who);

  g_string_append_printf (out, "%s: ", name);
  if (*line == '\0')
    {
      g_string_append_printf (out, "<%s>" EOL, address);
      return;
    }
  if (is_plain (line))
    {
      g_string_append_c (out, '"');
      for (const char *p = line; *p != '\0'; p++)
        {
          if (*p == '"' || *p == '\\')
            g_string_append_c (out, '\\');
          g_string_append_c (out, *p);
        }
      g_string_append_c (out, '"');
    }
  else
    {
      append_words (out, line);
    }
  g_string_append_printf (out, EOL " <%s>" EOL, address);
}

/* RFC 5322, section 3.3; not by the locale. */
static void
append_date (GString *out,
             gint64   date)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (date / 1000);

  g_string_append_printf (out, "Date: %s, %d %s %d %02d:%02d:%02d +0000" EOL,
                          days[g_date_time_get_day_of_week (time) - 1],
                          g_date_time_get_day_of_month (time),
                          months[g_date_time_get_month (time) - 1], g_date_time_get_year (time),
                          g_date_time_get_hour (time), g_date_time_get_minute (time),
                          g_date_time_get_second (time));
}

/* RFC 2045, section 6.7. */
static void
append_quoted_printable (GString    *out,
                         const char *text)
{
  guint column = 0;

  for (const char *p = text; *p != '\0'; p++)
    {
      guchar c = (guchar) *p;
      gboolean ends = p[1] == '\n' || p[1] == '\0';
      gboolean bare = (c > ' ' && c < 0x7f && c != '=') || (c == ' ' && !ends);

      if (c == '\n')
        {
          g_string_append (out, EOL);
          column = 0;
          continue;
        }
      if (column + (bare ? 1 : 3) > LINE_CHARS - 1)
        {
          g_string_append (out, "=" EOL);
          column = 0;
        }
      if (bare)
        g_string_append_c (out, (char) c);
      else
        g_string_append_printf (out, "=%02X", c);
      column += bare ? 1 : 3;
    }
  g_string_append (out, EOL);
}

static void
append_part (GString    *out,
             const char *boundary,
             const char *type,
             const char *text)
{
  g_string_append_printf (out, "--%s" EOL "Content-Type: %s; charset=utf-8" EOL, boundary, type);
  g_string_append (out, "Content-Transfer-Encoding: quoted-printable" EOL EOL);
  append_quoted_printable (out, text);
}

/**
 * ua_dir_letter_write:
 * @self: a letter
 * @error: return location for an error
 *
 * Writes a mail with its text twice, plain and as HTML (RFC 2046, section 5.1.4), marked as sent by
 * no person (RFC 3834).
 *
 * Returns: (transfer full) (nullable): the mail, ASCII with lines ended by CRLF; %NULL with
 *   %UA_ERROR_INVALID_VALUE where one of the addresses is none
 *
 * Any thread.
 */
char *
ua_dir_letter_write (const UaDirLetter  *self,
                     GError            **error)
{
  g_autofree char *from = ua_dir_address_to_ascii (self->from);
  g_autofree char *to = ua_dir_address_to_ascii (self->to);
  g_autofree char *uuid = g_uuid_string_random ();
  /* No line of quoted-printable text has this. */
  g_autofree char *boundary = g_strconcat ("=_", uuid, NULL);
  GString *out;

  if (from == NULL || to == NULL)
    {
      g_set_error_literal (error, UA_ERROR, UA_ERROR_INVALID_VALUE, "This is no mail address");
      return NULL;
    }
  out = g_string_sized_new (8192);
  append_address_field (out, "From", self->from_name, from);
  append_address_field (out, "To", self->to_name, to);
  append_text_field (out, "Subject", self->subject);
  append_date (out, self->date);
  g_string_append_printf (out, "Message-ID: <%s>" EOL, self->id);
  g_string_append (out, "Auto-Submitted: auto-generated" EOL);
  g_string_append_printf (out, "Content-Language: %s" EOL, self->language);
  g_string_append (out, "MIME-Version: 1.0" EOL);
  g_string_append (out, "Content-Type: multipart/alternative;" EOL);
  g_string_append_printf (out, " boundary=\"%s\"" EOL EOL, boundary);
  append_part (out, boundary, "text/plain", self->text);
  append_part (out, boundary, "text/html", self->html);
  g_string_append_printf (out, "--%s--" EOL, boundary);
  return g_string_free (out, FALSE);
}
