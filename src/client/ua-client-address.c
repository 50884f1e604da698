/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-client"

#include "ua-client-address.h"

#include "ua-error.h"

#include <gio/gio.h>
#include <string.h>

#define MAX_ADDRESS 2048

/* What people copy from a browser or a manual along with the base address. */
static const char * const endpoints[] = {
  "/Users", "/Groups", "/ServiceProviderConfig", "/ResourceTypes", "/Schemas", "/Me",
};

static char *
refuse (GError     **error,
        const char  *why)
{
  g_set_error_literal (error, UA_ERROR, UA_ERROR_ADDRESS, why);
  return NULL;
}

/* Whether traffic to the host stays on this computer, so that plain HTTP gives nothing away. */
static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) inet = g_inet_address_new_from_string (host);

  if (inet != NULL)
    return g_inet_address_get_is_loopback (inet);
  return strcmp (host, "localhost") == 0;
}

static gboolean
is_all_digits (const char *text)
{
  return *text != '\0' && strspn (text, "0123456789") == strlen (text);
}

/* Hosts are read with percent-encoding undone, which no honest address needs. */
static gboolean
has_encoded_host (const char *address)
{
  const char *host = strstr (address, "://") + 3;

  return memchr (host, '%', strcspn (host, "/?#")) != NULL;
}

/* A name as DNS has it: labels of letters, digits and hyphens.  A last label of digits only is an
 * address in one of the old notations, which resolvers read in different ways. */
static gboolean
is_host_name (const char *host)
{
  g_auto (GStrv) labels = g_strsplit (host, ".", -1);
  guint n = g_strv_length (labels);

  if (n == 0 || strlen (host) > 253)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      gsize length = strlen (labels[i]);

      if (length == 0 || length > 63 || labels[i][0] == '-' || labels[i][length - 1] == '-')
        return FALSE;
      for (const char *p = labels[i]; *p != '\0'; p++)
        if (!g_ascii_isalnum (*p) && *p != '-' && *p != '_')
          return FALSE;
    }
  return !is_all_digits (labels[n - 1]) && !g_str_has_prefix (labels[n - 1], "0x");
}

/* Returns the host in ASCII and lower case; %NULL when it is no host. */
static char *
normalize_host (const char *host)
{
  g_autofree char *ascii = NULL;
  g_autofree char *lower = NULL;
  g_autoptr (GInetAddress) inet = g_inet_address_new_from_string (host);
  gsize length;

  if (inet != NULL)
    return g_inet_address_to_string (inet);

  ascii = g_hostname_to_ascii (host);
  if (ascii == NULL)
    return NULL;
  lower = g_ascii_strdown (ascii, -1);
  length = strlen (lower);
  if (length > 1 && lower[length - 1] == '.')
    lower[length - 1] = '\0';

  /* Full-width digits become ordinary ones only now. */
  inet = g_inet_address_new_from_string (lower);
  if (inet != NULL)
    return g_inet_address_to_string (inet);
  return is_host_name (lower) ? g_steal_pointer (&lower) : NULL;
}

static char *
normalize_path (const char *path)
{
  g_autofree char *escaped = g_uri_escape_string (path, "/:@!$&'()*+,;=%", FALSE);
  gsize length = strlen (escaped);

  while (length > 0 && escaped[length - 1] == '/')
    escaped[--length] = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (endpoints); i++)
    if (g_str_has_suffix (escaped, endpoints[i]))
      {
        escaped[length - strlen (endpoints[i])] = '\0';
        break;
      }
  for (length = strlen (escaped); length > 0 && escaped[length - 1] == '/';)
    escaped[--length] = '\0';
  return g_steal_pointer (&escaped);
}

/* Puts the scheme before what has none; plain HTTP where nothing else listens, on this computer. */
static char *
complete_scheme (const char *text)
{
  g_autofree char *https = NULL;
  g_autoptr (GUri) uri = NULL;

  if (strstr (text, "://") != NULL)
    return g_strdup (text);
  https = g_strconcat ("https://", text, NULL);
  uri = g_uri_parse (https, G_URI_FLAGS_ENCODED | G_URI_FLAGS_HAS_PASSWORD, NULL);
  if (uri != NULL && g_uri_get_host (uri) != NULL && is_loopback (g_uri_get_host (uri)))
    return g_strconcat ("http://", text, NULL);
  return g_steal_pointer (&https);
}

static char *
join (GUri       *uri,
      const char *scheme,
      const char *host)
{
  g_autofree char *path = normalize_path (g_uri_get_path (uri));
  int port = g_uri_get_port (uri);

  if (port == (strcmp (scheme, "https") == 0 ? 443 : 80))
    port = -1;
  return g_uri_join (G_URI_FLAGS_ENCODED, scheme, NULL, host, port, path, NULL, NULL);
}

/**
 * ua_client_normalize_address:
 * @address: what a person typed or pasted: a host name or the address of a server
 * @error: return location for an error
 *
 * Checks an address and brings it into the one form in which addresses are kept, shown and
 * compared: lower-case scheme and host, names of other scripts in punycode (so that a look-alike
 * can be seen), no default port, no slash at the end, no endpoint such as `/Users`.  Without a
 * scheme HTTPS is taken.  Plain HTTP is accepted to this computer only (faults S5).
 *
 * Returns: (transfer full): the base address (RFC 7644, section 1.3), or %NULL with
 *   %UA_ERROR_ADDRESS when it cannot be used
 *
 * Any thread.
 */
char *
ua_client_normalize_address (const char  *address,
                             GError     **error)
{
  g_autofree char *text = NULL;
  g_autofree char *full = NULL;
  g_autofree char *host = NULL;
  g_autoptr (GUri) uri = NULL;
  const char *scheme;

  g_return_val_if_fail (address != NULL, NULL);

  if (!g_utf8_validate (address, -1, NULL))
    return refuse (error, "the address is not text");
  text = g_strstrip (g_strdup (address));
  if (*text == '\0')
    return refuse (error, "the address is empty");
  if (strlen (text) > MAX_ADDRESS)
    return refuse (error, "the address is too long");
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isgraph (g_utf8_get_char (p)) || *p == '\\')
      return refuse (error, "the address holds a character that no address has");

  full = complete_scheme (text);
  uri = g_uri_parse (full, G_URI_FLAGS_ENCODED | G_URI_FLAGS_HAS_PASSWORD, NULL);
  if (uri == NULL)
    return refuse (error, "the address cannot be read");
  scheme = g_uri_get_scheme (uri);
  if (strcmp (scheme, "https") != 0 && strcmp (scheme, "http") != 0)
    return refuse (error, "the scheme of the address is neither https nor http");
  if (g_uri_get_userinfo (uri) != NULL)
    return refuse (error, "the address holds a user name or a password");
  if (g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    return refuse (error, "the address has a query or a fragment");
  if (g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return refuse (error, "the address names no host");
  if (g_uri_get_port (uri) == 0)
    return refuse (error, "the port of the address cannot be used");
  if (has_encoded_host (full))
    return refuse (error, "the host in the address is encoded");
  host = normalize_host (g_uri_get_host (uri));
  if (host == NULL)
    return refuse (error, "the host in the address cannot be used");
  if (strcmp (scheme, "http") == 0 && !is_loopback (host))
    return refuse (error, "plain http would show the credentials to everybody on the way");
  return join (uri, scheme, host);
}
