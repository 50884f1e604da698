/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-lookup.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (UaLookup, ua_lookup, ua_lookup_copy, ua_lookup_free)

/**
 * ua_lookup_new:
 * @rows: (transfer full) (element-type guint32): the rows of the members who were found
 * @missing: (transfer full) (array zero-terminated): the words that belong to nobody
 *
 * Returns: (transfer full): both together
 *
 * Any thread.
 */
UaLookup *
ua_lookup_new (GArray *rows,
               GStrv   missing)
{
  UaLookup *self;

  g_return_val_if_fail (rows != NULL && missing != NULL, NULL);

  self = g_new0 (UaLookup, 1);
  self->rows = rows;
  self->missing = missing;
  return self;
}

/**
 * ua_lookup_copy:
 * @self: what was found
 *
 * Returns: (transfer full): the same
 *
 * Any thread.
 */
UaLookup *
ua_lookup_copy (const UaLookup *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return ua_lookup_new (g_array_ref (self->rows), g_strdupv (self->missing));
}

/**
 * ua_lookup_free:
 * @self: (transfer full): what was found
 *
 * Any thread.
 */
void
ua_lookup_free (UaLookup *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->rows);
  g_strfreev (self->missing);
  g_free (self);
}

/* The address in "Given Family <given@example.org>", else all of it. */
static char *
take_address (const char *word)
{
  const char *begin = strrchr (word, '<');
  const char *end = begin != NULL ? strchr (begin, '>') : NULL;

  return end != NULL ? g_strndup (begin + 1, (gsize) (end - begin - 1)) : g_strdup (word);
}

/**
 * ua_lookup_split:
 * @text: a column of a table, or a list, as somebody pasted it
 *
 * Splits at line ends, tabulators, commas and semicolons.  Of an address with a name before it the
 * address is taken; quotation marks and spaces around go, and so does what was named before.
 *
 * Returns: (transfer full) (array zero-terminated): the words, in their order
 *
 * Any thread.
 */
GStrv
ua_lookup_split (const char *text)
{
  g_auto (GStrv) parts = NULL;
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_return_val_if_fail (text != NULL, NULL);

  parts = g_strsplit_set (text, "\n\r\t,;", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *address = take_address (parts[i]);
      char *word = g_strstrip (g_strdelimit (address, "\"", ' '));

      if (word[0] != '\0' && g_hash_table_add (seen, g_strdup (word)))
        g_strv_builder_add (words, word);
    }
  return g_strv_builder_end (words);
}
