/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-json-private.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#define REPLACEMENT_CHARACTER 0xFFFD

/* Reads the four digits after `\u`; -1 when they are none. */
static int
scan_hex (const char *p,
          const char *end)
{
  int code = 0;

  if (end - p < 4)
    return -1;
  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (p[i]);

      if (digit < 0)
        return -1;
      code = code * 16 + digit;
    }
  return code;
}

/* Reads what follows `\u`, with the second half of a surrogate pair. */
static const char *
scan_unicode_escape (const char **cursor,
                     const char  *end,
                     gboolean     repair,
                     GString     *out)
{
  int code = scan_hex (*cursor, end);
  gunichar c;

  if (code < 0)
    return "bad \\u escape";
  *cursor += 4;
  c = (gunichar) code;
  if (code >= 0xD800 && code <= 0xDBFF)
    {
      int low = -1;

      if (end - *cursor >= 6 && (*cursor)[0] == '\\' && (*cursor)[1] == 'u')
        low = scan_hex (*cursor + 2, end);
      if (low >= 0xDC00 && low <= 0xDFFF)
        {
          *cursor += 6;
          c = 0x10000 + (((gunichar) code - 0xD800) << 10) + ((gunichar) low - 0xDC00);
        }
    }
  if (c == 0 || (c >= 0xD800 && c <= 0xDFFF))
    {
      /* A C string cannot hold the one, UTF-8 cannot hold the other. */
      if (!repair)
        return c == 0 ? "\\u0000 in a string" : "lone surrogate in a string";
      c = REPLACEMENT_CHARACTER;
    }
  g_string_append_unichar (out, c);
  return NULL;
}

/**
 * ua_json_scan_string:
 * @cursor: (inout): behind the opening quotation mark; afterwards behind the closing one
 * @end: the end of the text, which is valid UTF-8
 * @repair: whether to replace what no string can hold
 * @out: what the string holds is appended to this
 *
 * Reads a string of RFC 8259, section 7.
 *
 * Returns: (nullable): %NULL when it was read, else what is wrong with it; then @cursor is at the
 *   fault
 *
 * Any thread.
 */
const char *
ua_json_scan_string (const char **cursor,
                     const char  *end,
                     gboolean     repair,
                     GString     *out)
{
  static const char escapes[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";

  while (*cursor < end)
    {
      const char *from = *cursor;
      const char *found;

      while (*cursor < end && **cursor != '"' && **cursor != '\\' && (guchar) **cursor >= 0x20)
        (*cursor)++;
      g_string_append_len (out, from, *cursor - from);
      if (*cursor == end)
        break;
      if (**cursor == '"')
        {
          (*cursor)++;
          return NULL;
        }
      if (**cursor != '\\')
        return "control character in a string";
      if (end - *cursor < 2)
        break;
      if ((*cursor)[1] == 'u')
        {
          const char *fault;

          *cursor += 2;
          fault = scan_unicode_escape (cursor, end, repair, out);
          if (fault != NULL)
            return fault;
          continue;
        }
      found = memchr (escapes, (*cursor)[1], sizeof escapes - 1);
      if (found == NULL)
        return "unknown escape in a string";
      g_string_append_c (out, meanings[found - escapes]);
      *cursor += 2;
    }
  return "string without end";
}

static gboolean
skip_digits (const char **p,
             const char  *end)
{
  const char *from = *p;

  while (*p < end && g_ascii_isdigit (**p))
    (*p)++;
  return *p > from;
}

/**
 * ua_json_scan_number:
 * @cursor: (inout): at the first character of the number; afterwards behind it
 * @end: the end of the text; where the last character is a digit, a NUL follows
 * @is_integer: (out): whether the number was written as an integer that fits 64 bits
 * @integer: (out): that integer
 * @number: (out): the number; infinite when it is too large for a double
 *
 * Reads a number of RFC 8259, section 6.
 *
 * Returns: (nullable): %NULL when it was read, else what is wrong with it
 *
 * Any thread.
 */
const char *
ua_json_scan_number (const char **cursor,
                     const char  *end,
                     gboolean    *is_integer,
                     gint64      *integer,
                     double      *number)
{
  const char *p = *cursor;
  gboolean whole = TRUE;

  if (p < end && *p == '-')
    p++;
  if (p < end && *p == '0')
    p++;
  else if (!skip_digits (&p, end))
    return "bad number";
  if (p < end && *p == '.')
    {
      p++;
      whole = FALSE;
      if (!skip_digits (&p, end))
        return "bad number";
    }
  if (p < end && (*p == 'e' || *p == 'E'))
    {
      p++;
      whole = FALSE;
      if (p < end && (*p == '+' || *p == '-'))
        p++;
      if (!skip_digits (&p, end))
        return "bad number";
    }
  if (p < end && (g_ascii_isalnum (*p) || *p == '.'))
    return "bad number";

  errno = 0;
  *integer = whole ? g_ascii_strtoll (*cursor, NULL, 10) : 0;
  *is_integer = whole && errno == 0;
  *number = g_ascii_strtod (*cursor, NULL);
  *cursor = p;
  return NULL;
}

/**
 * ua_json_hash_text:
 * @text: a string
 *
 * A hash for sets of texts that others chose.  That of g_str_hash() has collisions which are easy
 * to write down, and many of them make a set as slow as a list; this one depends on a number that
 * is new in each process.
 *
 * Returns: the hash
 *
 * Any thread.
 */
guint
ua_json_hash_text (gconstpointer text)
{
  static gsize seed;
  guint64 hash = G_GUINT64_CONSTANT (0xCBF29CE484222325);

  if (g_once_init_enter (&seed))
    g_once_init_leave (&seed, (gsize) g_random_int () | 1);
  hash ^= seed;
  for (const guchar *p = text; *p != '\0'; p++)
    hash = (hash ^ *p) * G_GUINT64_CONSTANT (0x100000001B3);
  return (guint) (hash ^ (hash >> 32));
}

/**
 * ua_json_quote:
 * @out: where to append
 * @text: valid UTF-8
 *
 * Writes @text as a string of RFC 8259, section 7, with its quotation marks.
 *
 * Any thread.
 */
void
ua_json_quote (GString    *out,
               const char *text)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        {
          g_string_append_c (out, '\\');
          g_string_append_c (out, *p);
        }
      else if ((guchar) *p < 0x20 || *p == 0x7F)
        g_string_append_printf (out, "\\u%04x", (guint) (guchar) *p);
      else
        g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}
