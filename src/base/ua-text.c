/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-text.h"

#include <string.h>

/* Latin letters that no decomposition takes apart, with what people type for them. */
static const char *
spell_out (gunichar c)
{
  switch (c)
    {
    case 0x00E6: return "ae";
    case 0x00F0: return "d";
    case 0x00F8: return "o";
    case 0x00FE: return "th";
    case 0x0111: return "d";
    case 0x0127: return "h";
    case 0x0131: return "i";
    case 0x0142: return "l";
    case 0x014B: return "ng";
    case 0x0153: return "oe";
    case 0x0167: return "t";
    case 0x0259: return "a";
    default: return NULL;
    }
}

/* The spelling of umlauts where there are none to type (Müller, Mueller). */
static const char *
spell_umlaut (gunichar c)
{
  switch (c)
    {
    case 0x00C4: case 0x00E4: return "ae";
    case 0x00D6: case 0x00F6: return "oe";
    case 0x00DC: case 0x00FC: return "ue";
    case 0x00C5: case 0x00E5: return "aa";
    default: return NULL;
    }
}

static gboolean
is_ascii (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if ((guchar) *p >= 0x80)
      return FALSE;
  return TRUE;
}

/**
 * ua_text_fold:
 * @text: (nullable): UTF-8; what is not valid is replaced
 *
 * Makes the key by which texts are searched: compatibility-decomposed, case-folded, without
 * combining marks, white space as single spaces.  `Müller`, `MULLER` and `muller` give the same
 * key, as do `Ærø` and `aero`.
 *
 * Returns: (transfer full): the key, never %NULL
 *
 * Any thread.
 */
char *
ua_text_fold (const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *compatible = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *decomposed = NULL;
  GString *key;
  gboolean space = FALSE;

  if (text == NULL)
    return g_strdup ("");

  key = g_string_sized_new (strlen (text));
  if (!is_ascii (text))
    {
      valid = g_utf8_make_valid (text, -1);
      /* Compatible forms first, because some of them decompose into what has a case. */
      compatible = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
      folded = g_utf8_casefold (compatible, -1);
      decomposed = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
      text = decomposed;
    }

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *spelled;

      if (g_unichar_isspace (c))
        {
          space = key->len > 0;
          continue;
        }
      if (g_unichar_ismark (c) || g_unichar_type (c) == G_UNICODE_FORMAT)
        continue;
      if (space)
        g_string_append_c (key, ' ');
      space = FALSE;
      spelled = spell_out (c);
      if (spelled != NULL)
        g_string_append (key, spelled);
      else if (c < 0x80)
        g_string_append_c (key, g_ascii_tolower ((char) c));
      else
        g_string_append_unichar (key, c);
    }
  return g_string_free (key, FALSE);
}

/**
 * ua_text_fold_umlauts:
 * @text: (nullable): UTF-8; what is not valid is replaced
 *
 * Makes a second search key for texts in which umlauts stand: like ua_text_fold(), but `ä`, `ö`,
 * `ü` and `å` are spelled `ae`, `oe`, `ue` and `aa`, so that `müller` finds `Mueller`, and the
 * other way round.
 *
 * Returns: (transfer full) (nullable): the key; %NULL when it is that of ua_text_fold()
 *
 * Any thread.
 */
char *
ua_text_fold_umlauts (const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *composed = NULL;
  g_autoptr (GString) spelled = NULL;
  gboolean any = FALSE;

  if (text == NULL || is_ascii (text))
    return NULL;

  valid = g_utf8_make_valid (text, -1);
  composed = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
  spelled = g_string_sized_new (strlen (composed));
  for (const char *p = composed; *p != '\0'; p = g_utf8_next_char (p))
    {
      const char *umlaut = spell_umlaut (g_utf8_get_char (p));

      if (umlaut != NULL)
        g_string_append (spelled, umlaut);
      else
        g_string_append_unichar (spelled, g_utf8_get_char (p));
      any = any || umlaut != NULL;
    }
  return any ? ua_text_fold (spelled->str) : NULL;
}

/**
 * ua_text_sort_key:
 * @text: (nullable): UTF-8
 *
 * Makes the key by which texts are sorted in the locale of the process, ignoring case first.
 * Keys are compared byte by byte and mean something only in the locale that made them.
 *
 * Returns: (transfer full): the key, never %NULL
 *
 * Any thread.
 */
char *
ua_text_sort_key (const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *folded = NULL;

  if (text == NULL || *text == '\0')
    return g_strdup ("");
  valid = g_utf8_make_valid (text, -1);
  folded = g_utf8_casefold (valid, -1);
  return g_utf8_collate_key (folded, -1);
}

/**
 * ua_text_clean:
 * @text: (nullable): what came from somewhere, possibly not UTF-8
 * @max_chars: how many characters to keep, at least 1
 *
 * Makes a text safe to show on one line: valid UTF-8, control characters and bidirectional
 * overrides taken out, white space as single spaces, cut with an ellipsis when longer than
 * @max_chars.
 *
 * Returns: (transfer full): the text, never %NULL
 *
 * Any thread.
 */
char *
ua_text_clean (const char *text,
               gsize       max_chars)
{
  g_autofree char *valid = NULL;
  GString *clean = g_string_new (NULL);
  gsize n = 0;
  gboolean space = FALSE;

  g_return_val_if_fail (max_chars > 0, NULL);

  valid = text != NULL ? g_utf8_make_valid (text, -1) : g_strdup ("");
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        {
          space = clean->len > 0;
          continue;
        }
      /* Bidirectional embeddings, overrides and isolates would reorder what stands beside. */
      if (g_unichar_iscntrl (c) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069))
        continue;
      if (n + (space ? 1 : 0) >= max_chars)
        {
          g_string_append (clean, "…");
          break;
        }
      if (space)
        {
          g_string_append_c (clean, ' ');
          n++;
        }
      space = FALSE;
      g_string_append_unichar (clean, c);
      n++;
    }
  return g_string_free (clean, FALSE);
}

/**
 * ua_text_initials:
 * @name: (nullable): a person's name
 *
 * Returns: (transfer full): the first letters of the first and the last word of @name in upper
 *   case, at most two; empty when there are none
 *
 * Any thread.
 */
char *
ua_text_initials (const char *name)
{
  g_autofree char *clean = ua_text_clean (name, 1000);
  g_auto (GStrv) words = g_strsplit (clean, " ", -1);
  GString *initials = g_string_new (NULL);
  guint n = g_strv_length (words);

  for (guint i = 0; i < n; i++)
    {
      if (i == 0 || i == n - 1)
        {
          gunichar c = g_utf8_get_char (words[i]);

          if (g_unichar_isalpha (c))
            g_string_append_unichar (initials, g_unichar_toupper (c));
        }
    }
  return g_string_free (initials, FALSE);
}
