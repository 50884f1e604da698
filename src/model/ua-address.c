/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-address.h"

#include <string.h>

/* Mail addresses as people write and paste them.  Whether one is really an address, the server
 * decides; this catches what cannot be one, before anybody is asked. */

#define MAX_LENGTH 254
#define MAX_LOCAL 64

/* What an address of the common form does not have (RFC 5322, section 3.2.3, "specials"). */
#define SPECIALS "()<>[]:;,\\\""

/**
 * ua_address_free:
 * @self: (transfer full): an address
 *
 * Any thread.
 */
void
ua_address_free (UaAddress *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->email);
  g_free (self->name);
  g_free (self);
}

static gboolean
has_empty_part (const char *text,
                gsize       length)
{
  return length == 0 || text[0] == '.' || text[length - 1] == '.' ||
         g_strstr_len (text, (gssize) length, "..") != NULL;
}

/**
 * ua_address_is_valid:
 * @email: a text in UTF-8
 *
 * Returns: whether it may be a mail address of the common form (RFC 5322, section 3.4.1, without
 *   quoting and comments), as far as can be told without asking
 *
 * Any thread.
 */
gboolean
ua_address_is_valid (const char *email)
{
  const char *at;

  g_return_val_if_fail (email != NULL, FALSE);

  at = strchr (email, '@');
  if (at == NULL || strchr (at + 1, '@') != NULL || strlen (email) > MAX_LENGTH ||
      at - email > MAX_LOCAL || strpbrk (email, SPECIALS) != NULL)
    return FALSE;
  for (const char *c = email; *c != '\0'; c = g_utf8_next_char (c))
    if (!g_unichar_isgraph (g_utf8_get_char (c)))
      return FALSE;
  return !has_empty_part (email, (gsize) (at - email)) && !has_empty_part (at + 1, strlen (at + 1));
}

/**
 * ua_address_make_key:
 * @email: a text in UTF-8
 *
 * Returns: (transfer full): a key that is the same for addresses that differ in case or in white
 *   space at the ends
 *
 * Any thread.
 */
char *
ua_address_make_key (const char *email)
{
  g_autofree char *bare = NULL;

  g_return_val_if_fail (email != NULL, NULL);

  bare = g_strstrip (g_strdup (email));
  return g_utf8_casefold (bare, -1);
}

/* The end of the piece that begins at @text: separators within quotes and pointed brackets do not
 * count. */
static const char *
find_end (const char *text)
{
  gboolean quoted = FALSE, bracketed = FALSE;
  const char *c;

  for (c = text; *c != '\0' && *c != '\n' && *c != '\r'; c++)
    if (*c == '"')
      quoted = !quoted;
    else if (!quoted && (*c == '<' || *c == '>'))
      bracketed = *c == '<';
    else if (!quoted && !bracketed && (*c == ',' || *c == ';'))
      break;
  return c;
}

static char *
dup_name (const char *text,
          gsize       length)
{
  g_autofree char *name = g_strstrip (g_strndup (text, length));
  gsize n = strlen (name);

  if (n >= 2 && name[0] == '"' && name[n - 1] == '"')
    {
      name[n - 1] = '\0';
      memmove (name, name + 1, n - 1);
      g_strstrip (name);
    }
  return *name != '\0' ? g_steal_pointer (&name) : NULL;
}

/* `Name <address>`, or an address alone; NULL where there is nothing. */
static UaAddress *
read_one (const char *text,
          gsize       length)
{
  g_autofree char *piece = g_strstrip (g_strndup (text, length));
  gsize n = strlen (piece);
  char *open = strrchr (piece, '<');
  const char *email = piece;
  UaAddress *self;

  if (n == 0)
    return NULL;
  self = g_new0 (UaAddress, 1);
  if (open != NULL && piece[n - 1] == '>')
    {
      piece[n - 1] = '\0';
      self->name = dup_name (piece, (gsize) (open - piece));
      email = open + 1;
    }
  if (g_ascii_strncasecmp (email, "mailto:", strlen ("mailto:")) == 0)
    email += strlen ("mailto:");
  self->email = g_strstrip (g_strdup (email));
  return self;
}

/**
 * ua_address_read_many:
 * @text: addresses, separated by comma, semicolon or line end, each alone or as `Name <address>`
 *   (TL-01)
 *
 * Returns: (transfer full) (element-type UaAddress): what stands there, in order, whether it is an
 *   address or not; nothing for what is empty
 *
 * Any thread.
 */
GPtrArray *
ua_address_read_many (const char *text)
{
  g_autoptr (GPtrArray) many =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ua_address_free);

  g_return_val_if_fail (text != NULL, NULL);

  while (*text != '\0')
    {
      const char *end = find_end (text);
      UaAddress *one = read_one (text, (gsize) (end - text));

      if (one != NULL)
        g_ptr_array_add (many, one);
      text = *end != '\0' ? end + 1 : end;
    }
  return g_steal_pointer (&many);
}
