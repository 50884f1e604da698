/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-cursor.h"

#include <string.h>

#define SIGNATURE_LENGTH 64
#define MAX_LENGTH 16384
#define MAX_KEY 1024

static char *
sign (const UaDirService *service,
      const char         *text)
{
  return g_compute_hmac_for_string (G_CHECKSUM_SHA256, service->cursor_key,
                                    sizeof service->cursor_key, text, -1);
}

/* Cursors travel in addresses, so the alphabet is that of RFC 4648, section 5. */
static char *
encode (const char *text)
{
  char *encoded = g_base64_encode ((const guchar *) text, strlen (text));

  for (char *p = encoded; *p != '\0'; p++)
    if (*p == '+')
      *p = '-';
    else if (*p == '/')
      *p = '_';
    else if (*p == '=')
      *p = '\0';
  return encoded;
}

static char *
decode (const char *encoded)
{
  g_autofree char *padded = g_strconcat (encoded, "===", NULL);
  g_autofree guchar *decoded = NULL;
  gsize length;

  padded[(strlen (encoded) + 3) / 4 * 4] = '\0';
  g_strdelimit (padded, "-", '+');
  g_strdelimit (padded, "_", '/');
  decoded = g_base64_decode (padded, &length);
  return g_strndup ((const char *) decoded, length);
}

/**
 * ua_dir_cursor_write:
 * @self: a place
 * @service: the service
 *
 * Returns: (transfer full): the cursor for it, which only this directory can make
 */
char *
ua_dir_cursor_write (const UaDirCursor  *self,
                     const UaDirService *service)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *key = self->is_number ? g_strdup_printf ("%" G_GINT64_FORMAT, self->number)
                                         : g_strdup (self->text);
  gboolean is_long = key != NULL && strlen (key) > MAX_KEY;
  g_autofree char *text = g_strdup_printf ("%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
                                           " %" G_GINT64_FORMAT " %c%s",
                                           self->query, now, self->total, self->id,
                                           self->is_number ? 'i' : is_long ? 'l' : 't',
                                           key != NULL && !is_long ? key : "");
  g_autofree char *signature = sign (service, text);
  g_autofree char *both = g_strconcat (signature, text, NULL);

  return encode (both);
}

static gboolean
refuse (GError     **error,
        UaDirError   code,
        const char  *detail)
{
  g_set_error_literal (error, UA_DIR_ERROR, (int) code, detail);
  return FALSE;
}

/**
 * ua_dir_cursor_read:
 * @self: an empty place, which says whether its cursors are lasting
 * @service: the service
 * @text: a cursor, as a client sent it
 * @query: the digest of what the client asks
 * @error: return location for an error
 *
 * Returns: whether it is a cursor of this directory for this query that is not too old; else an
 *   error with what to answer
 */
gboolean
ua_dir_cursor_read (UaDirCursor         *self,
                    const UaDirService  *service,
                    const char          *text,
                    const char          *query,
                    GError             **error)
{
  g_autofree char *decoded = strlen (text) <= MAX_LENGTH ? decode (text) : g_strdup ("");
  g_autofree char *signature = NULL;
  g_auto(GStrv) parts = NULL;
  gint64 issued;

  if (strlen (decoded) > SIGNATURE_LENGTH)
    signature = sign (service, decoded + SIGNATURE_LENGTH);
  if (signature == NULL || strncmp (signature, decoded, SIGNATURE_LENGTH) != 0)
    return refuse (error, UA_DIR_ERROR_INVALID_CURSOR, "This is no cursor of this directory");
  parts = g_strsplit (decoded + SIGNATURE_LENGTH, " ", 5);
  if (g_strv_length (parts) != 5 || strcmp (parts[0], query) != 0)
    return refuse (error, UA_DIR_ERROR_INVALID_CURSOR,
                   "The cursor belongs to another query; filter and sort must stay the same");
  issued = g_ascii_strtoll (parts[1], NULL, 10);
  if (!self->is_lasting && issued + UA_DIR_CURSOR_SECONDS < g_get_real_time () / G_USEC_PER_SEC)
    return refuse (error, UA_DIR_ERROR_EXPIRED_CURSOR, "The cursor is too old; begin again");

  self->query = g_strdup (query);
  self->total = g_ascii_strtoll (parts[2], NULL, 10);
  self->id = g_ascii_strtoll (parts[3], NULL, 10);
  self->is_number = parts[4][0] == 'i';
  self->is_long = parts[4][0] == 'l';
  if (self->is_number)
    self->number = g_ascii_strtoll (parts[4] + 1, NULL, 10);
  else
    self->text = g_strdup (parts[4] + 1);
  return TRUE;
}

/**
 * ua_dir_cursor_clear:
 * @self: a place
 */
void
ua_dir_cursor_clear (UaDirCursor *self)
{
  g_clear_pointer (&self->query, g_free);
  g_clear_pointer (&self->text, g_free);
}
