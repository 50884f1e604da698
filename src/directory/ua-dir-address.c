/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-address.h"

#include <gio/gio.h>
#include <string.h>

/* Mail addresses: `addr-spec` of RFC 5322, section 3.4.1, in the form that is in use everywhere:
 * without quoting, comments or addresses in brackets.  The domain may be international. */

#define MAX_ADDRESS 254
#define MAX_LOCAL 64
#define MAX_LABEL 63

/* `dot-atom` of RFC 5322, section 3.2.3. */
static gboolean
is_local (const char *text,
          gsize       length)
{
  gboolean dot = TRUE;

  if (length == 0 || length > MAX_LOCAL)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '.' && dot)
        return FALSE;
      dot = text[i] == '.';
      if (!dot && !g_ascii_isalnum (text[i]) && strchr ("!#$%&'*+-/=?^_`{|}~", text[i]) == NULL)
        return FALSE;
    }
  return !dot;
}

static gboolean
is_label (const char *label)
{
  gsize length = strlen (label);

  if (length == 0 || length > MAX_LABEL || label[0] == '-' || label[length - 1] == '-')
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (label[i]) && label[i] != '-')
      return FALSE;
  return TRUE;
}

static gboolean
is_domain (const char *ascii)
{
  g_auto(GStrv) labels = g_strsplit (ascii, ".", -1);

  for (guint i = 0; labels[i] != NULL; i++)
    if (!is_label (labels[i]))
      return FALSE;
  return labels[0] != NULL;
}

/**
 * ua_dir_address_to_ascii:
 * @address: UTF-8
 *
 * Returns: (transfer full) (nullable): the address with its domain as the DNS has it (RFC 5891);
 *   %NULL when it is no mail address
 *
 * Any thread.
 */
char *
ua_dir_address_to_ascii (const char *address)
{
  const char *at = strrchr (address, '@');
  g_autofree char *domain = NULL;
  g_autofree char *whole = NULL;

  if (at == NULL || !is_local (address, (gsize) (at - address)))
    return NULL;
  domain = g_hostname_to_ascii (at + 1);
  if (domain == NULL || !is_domain (domain))
    return NULL;
  whole = g_strdup_printf ("%.*s@%s", (int) (at - address), address, domain);
  return strlen (whole) <= MAX_ADDRESS ? g_steal_pointer (&whole) : NULL;
}

/**
 * ua_dir_address_is_valid:
 * @address: UTF-8
 *
 * Returns: whether mail can be addressed like that
 *
 * Any thread.
 */
gboolean
ua_dir_address_is_valid (const char *address)
{
  g_autofree char *ascii = ua_dir_address_to_ascii (address);

  return ascii != NULL;
}

/**
 * ua_dir_address_get_domain:
 * @address: a mail address
 *
 * Returns: (transfer full): its domain, as the DNS has it
 *
 * Any thread.
 */
char *
ua_dir_address_get_domain (const char *address)
{
  g_autofree char *ascii = ua_dir_address_to_ascii (address);

  return g_strdup (ascii != NULL ? strrchr (ascii, '@') + 1 : "localhost");
}
