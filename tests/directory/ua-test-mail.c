/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-mail.h"

#include <string.h>

#define TRIES 3000
#define TRY_US 10000

static gboolean
is_queued (UaTestDirectory *directory)
{
  g_autoptr(UaTestReply) reply =
    ua_test_directory_list (directory, "/Messages", "state eq \"queued\"", "count=0");

  g_assert_cmpuint (reply->status, ==, 200);
  return json_object_get_int_member (ua_test_reply_object (reply), "totalResults") > 0;
}

/**
 * ua_test_mail_settle:
 * @directory: a service that runs
 *
 * Waits until no mail is queued any more.
 */
void
ua_test_mail_settle (UaTestDirectory *directory)
{
  int tries = 0;

  while (is_queued (directory) && tries++ < TRIES)
    g_usleep (TRY_US);
  g_assert_cmpint (tries, <, TRIES);
}

/* RFC 2047, the encoding B, which is what is in use here; words side by side are one text. */
static char *
decode_words (const char *field)
{
  GString *out = g_string_new (NULL);
  const char *p = field;

  while (*p != '\0')
    {
      const char *start = g_str_has_prefix (p, "=?UTF-8?B?") ? p + strlen ("=?UTF-8?B?") : NULL;
      const char *end = start != NULL ? strstr (start, "?=") : NULL;
      g_autofree char *word = end != NULL ? g_strndup (start, (gsize) (end - start)) : NULL;
      gsize length;
      g_autofree guchar *bytes = word != NULL ? g_base64_decode (word, &length) : NULL;

      if (bytes == NULL)
        {
          g_string_append_c (out, *p++);
          continue;
        }
      g_assert_cmpuint ((gsize) (end + 2 - p), <=, 75);
      g_assert_true (g_utf8_validate ((const char *) bytes, (gssize) length, NULL));
      g_string_append_len (out, (const char *) bytes, (gssize) length);
      p = end + 2;
      if (g_str_has_prefix (p, " =?UTF-8?B?"))
        p++;
    }
  return g_string_free (out, FALSE);
}

/* Exactly one field of that name (RFC 5322, section 3.6), unfolded and decoded. */
static char *
take_field (const char *header,
            const char *name)
{
  g_auto(GStrv) lines = g_strsplit (header, "\r\n", -1);
  g_autofree char *start = g_strconcat (name, ":", NULL);
  GString *field = NULL;
  gboolean within = FALSE;
  g_autofree char *raw = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (*lines[i] == ' ' || *lines[i] == '\t')
        {
          if (within)
            g_string_append (field, lines[i]);
          continue;
        }
      within = g_ascii_strncasecmp (lines[i], start, strlen (start)) == 0;
      if (within)
        {
          g_assert_null (field);
          field = g_string_new (lines[i] + strlen (start));
        }
    }
  g_assert_nonnull (field);
  raw = g_strstrip (g_string_free (field, FALSE));
  return decode_words (raw);
}

/* RFC 2045, section 6.7. */
static char *
decode_quoted_printable (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; )
    {
      if (g_str_has_prefix (p, "=\r\n"))
        {
          p += 3;
        }
      else if (*p == '=')
        {
          g_assert_true (g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]));
          g_string_append_c (out, (char) (g_ascii_xdigit_value (p[1]) * 16 +
                                          g_ascii_xdigit_value (p[2])));
          p += 3;
        }
      else if (*p == '\r')
        {
          p++;
        }
      else
        {
          g_string_append_c (out, *p++);
        }
    }
  g_assert_true (g_utf8_validate (out->str, -1, NULL));
  return g_string_free (out, FALSE);
}

static char *
take_part (const char *body,
           const char *boundary,
           const char *type)
{
  g_autofree char *line = g_strconcat ("--", boundary, NULL);
  g_auto(GStrv) parts = g_strsplit (body, line, -1);

  for (guint i = 1; parts[i] != NULL; i++)
    {
      char *blank = strstr (parts[i], "\r\n\r\n");

      if (blank == NULL || strstr (parts[i], type) == NULL || strstr (parts[i], type) > blank)
        continue;
      g_assert_nonnull (strstr (parts[i], "quoted-printable"));
      return decode_quoted_printable (blank + 4);
    }
  g_assert_not_reached ();
}

/* RFC 5322, section 2.1: lines end with CRLF and are not long, all is ASCII. */
static void
check_lines (const char *raw)
{
  g_auto(GStrv) lines = g_strsplit (raw, "\r\n", -1);

  g_assert_true (g_str_is_ascii (raw));
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), <=, 78);
      g_assert_null (strpbrk (lines[i], "\r\n"));
    }
}

/**
 * ua_test_mail_parse:
 * @raw: a mail as it was sent
 *
 * Makes sure that it is one, and reads it.
 *
 * Returns: (transfer full): the mail
 */
UaTestMail *
ua_test_mail_parse (const char *raw)
{
  UaTestMail *self = g_new0 (UaTestMail, 1);
  const char *blank = strstr (raw, "\r\n\r\n");
  g_autofree char *header = NULL;
  g_autofree char *type = NULL;
  g_auto(GStrv) boundary = NULL;

  check_lines (raw);
  g_assert_nonnull (blank);
  self->raw = g_strdup (raw);
  header = g_strndup (raw, (gsize) (blank - raw));
  self->from = take_field (header, "From");
  self->to = take_field (header, "To");
  self->subject = take_field (header, "Subject");
  self->date = take_field (header, "Date");
  self->message_id = take_field (header, "Message-ID");
  self->automatic = take_field (header, "Auto-Submitted");
  self->language = take_field (header, "Content-Language");
  type = take_field (header, "Content-Type");
  g_assert_true (g_str_has_prefix (type, "multipart/alternative;"));
  boundary = g_strsplit (type, "\"", 3);
  self->text = take_part (blank, boundary[1], "text/plain; charset=utf-8");
  self->html = take_part (blank, boundary[1], "text/html; charset=utf-8");
  return self;
}

/**
 * ua_test_mail_read:
 * @directory: a service
 * @message: the id of a message
 *
 * Returns: (transfer full) (nullable): what lies in the spool folder of it
 */
UaTestMail *
ua_test_mail_read (UaTestDirectory *directory,
                   const char      *message)
{
  g_autofree char *name = g_strconcat (message, ".eml", NULL);
  g_autofree char *path = g_build_filename (ua_test_directory_get_folder (directory), "data",
                                            "spool", name, NULL);
  g_autofree char *raw = NULL;

  return g_file_get_contents (path, &raw, NULL, NULL) ? ua_test_mail_parse (raw) : NULL;
}

/**
 * ua_test_mail_find:
 * @directory: a service that runs
 * @recipient: an address
 *
 * Waits until all mails are sent.
 *
 * Returns: (transfer full): the last one to that address
 */
UaTestMail *
ua_test_mail_find (UaTestDirectory *directory,
                   const char      *recipient)
{
  g_autofree char *filter = g_strdup_printf ("recipient eq \"%s\"", recipient);
  g_autoptr(UaTestReply) list = NULL;
  UaTestMail *mail;
  JsonArray *resources;
  guint n;

  ua_test_mail_settle (directory);
  list = ua_test_directory_list (directory, "/Messages", filter, NULL);
  resources = ua_test_reply_resources (list);
  n = json_array_get_length (resources);
  g_assert_cmpuint (n, >, 0);
  mail = ua_test_mail_read (directory,
                            json_object_get_string_member
                              (json_array_get_object_element (resources, n - 1), "id"));
  g_assert_nonnull (mail);
  return mail;
}

/**
 * ua_test_mail_count:
 * @directory: a service
 *
 * Returns: how many files are in the spool folder
 */
guint
ua_test_mail_count (UaTestDirectory *directory)
{
  g_autofree char *path = g_build_filename (ua_test_directory_get_folder (directory), "data",
                                            "spool", NULL);
  g_autoptr(GDir) folder = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (folder != NULL && g_dir_read_name (folder) != NULL)
    n++;
  return n;
}

/**
 * ua_test_mail_get_token:
 * @self: a mail
 * @folder: such as `/accept/`
 *
 * Returns: (transfer full): the token in its link, which must be the same in both texts
 */
char *
ua_test_mail_get_token (UaTestMail *self,
                        const char *folder)
{
  const char *start = strstr (self->text, folder);
  char *token;

  g_assert_nonnull (start);
  start += strlen (folder);
  token = g_strndup (start, strspn (start, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                           "0123456789-_"));
  g_assert_cmpuint (strlen (token), ==, 43);
  g_assert_nonnull (strstr (self->html, token));
  return token;
}

/**
 * ua_test_mail_free:
 * @self: (transfer full) (nullable): a mail
 */
void
ua_test_mail_free (UaTestMail *self)
{
  if (self == NULL)
    return;
  g_free (self->raw);
  g_free (self->from);
  g_free (self->to);
  g_free (self->subject);
  g_free (self->date);
  g_free (self->message_id);
  g_free (self->automatic);
  g_free (self->language);
  g_free (self->text);
  g_free (self->html);
  g_free (self);
}
