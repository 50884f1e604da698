/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-sync"

#include "ua-token-file.h"

#include "ua-error.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* Longer than any token that a header would carry. */
#define MAX_TOKEN 8192

/* A bearer token is one word of printable ASCII (RFC 6750, section 2.1); anything else could end
 * the header that it is put into. */
static gboolean
is_token (const char *text,
          gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isgraph (text[i]))
      return FALSE;
  return length > 0;
}

/* The number of bytes read, at most @size; -1 with errno set. */
static gssize
read_bytes (const char *path,
            char       *buffer,
            gsize       size)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  gsize length = 0;
  gssize n = 0;
  int saved;

  if (fd < 0)
    return -1;
  do
    {
      n = read (fd, buffer + length, size - length);
      if (n > 0)
        length += (gsize) n;
    }
  while (length < size && (n > 0 || (n < 0 && errno == EINTR)));
  saved = errno;
  close (fd);
  errno = saved;
  return n < 0 ? -1 : (gssize) length;
}

/**
 * ua_token_file_read:
 * @path: a file that holds a bearer token and maybe a line end
 * @error: %UA_ERROR_STORAGE when the file cannot be read, %UA_ERROR_INVALID_ARGUMENT when what it
 *   holds is no token
 *
 * Reads the file of `--token-file`.
 *
 * Returns: (transfer full) (nullable): the credentials
 *
 * Any thread.
 */
UaCredentials *
ua_token_file_read (const char  *path,
                    GError     **error)
{
  char buffer[MAX_TOKEN + 2];
  gssize length;
  UaCredentials *credentials = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  length = read_bytes (path, buffer, sizeof buffer - 1);
  if (length < 0)
    {
      int saved = errno;

      g_set_error (error, UA_ERROR, UA_ERROR_STORAGE, "The token file cannot be read: %s",
                   g_strerror (saved));
      return NULL;
    }
  while (length > 0 && g_ascii_isspace (buffer[length - 1]))
    length--;
  buffer[length] = '\0';
  if (length <= MAX_TOKEN && is_token (buffer, (gsize) length))
    credentials = ua_credentials_new_token (buffer);
  else
    g_set_error_literal (error, UA_ERROR, UA_ERROR_INVALID_ARGUMENT,
                         "The token file does not hold a token");
  explicit_bzero (buffer, sizeof buffer);
  return credentials;
}
