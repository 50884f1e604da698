/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-connection.h"

#include <string.h>

struct _UaCredentials
{
  gatomicrefcount refs;
  char *user_name; /* (owned) (nullable): NULL for a bearer token */
  char *secret;    /* (owned) */
};

G_DEFINE_BOXED_TYPE (UaCredentials, ua_credentials, ua_credentials_ref, ua_credentials_unref)

static UaCredentials *
create (const char *user_name,
        const char *secret)
{
  UaCredentials *self = g_new0 (UaCredentials, 1);

  g_atomic_ref_count_init (&self->refs);
  self->user_name = g_strdup (user_name);
  self->secret = g_strdup (secret);
  return self;
}

static void
free_secret (char *secret)
{
  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

/**
 * ua_credentials_new_token:
 * @token: a bearer token (RFC 6750)
 *
 * Returns: (transfer full): credentials
 *
 * Any thread.
 */
UaCredentials *
ua_credentials_new_token (const char *token)
{
  g_return_val_if_fail (token != NULL, NULL);

  return create (NULL, token);
}

/**
 * ua_credentials_new_basic:
 * @user_name: a user name
 * @password: the password
 *
 * Returns: (transfer full): credentials for HTTP Basic (RFC 7617)
 *
 * Any thread.
 */
UaCredentials *
ua_credentials_new_basic (const char *user_name,
                          const char *password)
{
  g_return_val_if_fail (user_name != NULL && password != NULL, NULL);

  return create (user_name, password);
}

/**
 * ua_credentials_ref:
 * @self: credentials
 *
 * Returns: (transfer full): @self
 *
 * Any thread.
 */
UaCredentials *
ua_credentials_ref (UaCredentials *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * ua_credentials_unref:
 * @self: (transfer full): credentials
 *
 * Any thread.
 */
void
ua_credentials_unref (UaCredentials *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_clear_pointer (&self->user_name, g_free);
  g_clear_pointer (&self->secret, free_secret);
  g_free (self);
}

/**
 * ua_credentials_get_user_name:
 * @self: credentials
 *
 * Returns: (transfer none) (nullable): the user name; %NULL for a bearer token
 *
 * Any thread.
 */
const char *
ua_credentials_get_user_name (const UaCredentials *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->user_name;
}

/**
 * ua_credentials_get_secret:
 * @self: credentials
 *
 * Returns: (transfer none): the token or the password, never to be logged or written
 *
 * Any thread.
 */
const char *
ua_credentials_get_secret (const UaCredentials *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->secret;
}

/**
 * ua_credentials_to_header:
 * @self: credentials
 *
 * Returns: (transfer full) (nullable): the value of the `Authorization` header (RFC 6750,
 *   section 2.1; RFC 7617, section 2); %NULL when the token has characters that no token has, or
 *   the user name a colon, or either a control character
 *
 * Any thread.
 */
char *
ua_credentials_to_header (const UaCredentials *self)
{
  g_autofree char *pair = NULL;
  g_autofree char *encoded = NULL;
  char *header;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->user_name == NULL)
    {
      if (*self->secret == '\0')
        return NULL;
      for (const char *p = self->secret; *p != '\0'; p++)
        if (!g_ascii_isgraph (*p))
          return NULL;
      return g_strconcat ("Bearer ", self->secret, NULL);
    }

  if (strchr (self->user_name, ':') != NULL)
    return NULL;
  pair = g_strconcat (self->user_name, ":", self->secret, NULL);
  for (const char *p = pair; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      {
        explicit_bzero (pair, strlen (pair));
        return NULL;
      }
  encoded = g_base64_encode ((const guchar *) pair, strlen (pair));
  header = g_strconcat ("Basic ", encoded, NULL);
  explicit_bzero (pair, strlen (pair));
  explicit_bzero (encoded, strlen (encoded));
  return header;
}
