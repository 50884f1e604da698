/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOCK_NAME "lock"
#define TOKEN_BYTES 32
#define TOKEN_MIN_LENGTH 16
#define TOKEN_MAX_LENGTH 512

static const char *const private_files[] = {
  UA_DIR_FILE_NAME, UA_DIR_FILE_NAME "-wal", UA_DIR_FILE_NAME "-shm", LOCK_NAME,
};

static gboolean
set_errno (GError     **error,
           const char  *what,
           const char  *path)
{
  int saved = errno;

  g_set_error (error, UA_ERROR, UA_ERROR_STORAGE, "%s “%s”: %s", what, path, g_strerror (saved));
  return FALSE;
}

/**
 * ua_dir_folder_prepare:
 * @path: the folder of the data
 * @error: return location for an error
 *
 * Makes the folder where it is missing, and takes the rights of all others off it and off the files
 * of the database, whatever the umask was.
 *
 * Returns: whether it succeeded; else %UA_ERROR_STORAGE
 *
 * Main thread, before the database is opened.
 */
gboolean
ua_dir_folder_prepare (const char  *path,
                       GError     **error)
{
  struct stat info;

  if (g_mkdir_with_parents (path, 0700) != 0)
    return set_errno (error, "Cannot make the folder", path);
  if (stat (path, &info) != 0)
    return set_errno (error, "Cannot look at the folder", path);
  if (!S_ISDIR (info.st_mode))
    {
      errno = ENOTDIR;
      return set_errno (error, "Cannot use", path);
    }
  if ((info.st_mode & 0777) != 0700 && chmod (path, 0700) != 0)
    return set_errno (error, "Cannot protect the folder", path);

  for (gsize i = 0; i < G_N_ELEMENTS (private_files); i++)
    {
      g_autofree char *file = g_build_filename (path, private_files[i], NULL);

      if (lstat (file, &info) != 0)
        continue;
      if (!S_ISREG (info.st_mode))
        {
          errno = EINVAL;
          return set_errno (error, "Not an ordinary file:", file);
        }
      if ((info.st_mode & 0777) != 0600 && chmod (file, 0600) != 0)
        return set_errno (error, "Cannot protect the file", file);
    }
  return TRUE;
}

/**
 * ua_dir_folder_lock:
 * @path: the folder of the data
 * @error: return location for an error
 *
 * Makes sure that no other service uses the folder.  The lock ends with the process.
 *
 * Returns: a file descriptor to keep open, or -1 with an error
 */
int
ua_dir_folder_lock (const char  *path,
                    GError     **error)
{
  g_autofree char *file = g_build_filename (path, LOCK_NAME, NULL);
  int fd = open (file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0)
    {
      set_errno (error, "Cannot open", file);
      return -1;
    }
  if (flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      if (errno == EWOULDBLOCK)
        g_set_error (error, UA_ERROR, UA_ERROR_STORAGE,
                     "Another useradmin-directory is using the folder “%s”", path);
      else
        set_errno (error, "Cannot lock", file);
      close (fd);
      return -1;
    }
  return fd;
}

static char *
make_token (GError **error)
{
  guint8 bytes[TOKEN_BYTES];
  g_autofree char *text = NULL;

  if (getrandom (bytes, sizeof bytes, 0) != (gssize) sizeof bytes)
    {
      set_errno (error, "Cannot get random numbers for", "token");
      return NULL;
    }
  text = g_base64_encode (bytes, sizeof bytes);
  explicit_bzero (bytes, sizeof bytes);
  /* The alphabet that a bearer token may have without any doubt (RFC 6750, section 2.1). */
  for (char *p = text; *p != '\0'; p++)
    if (*p == '+')
      *p = '-';
    else if (*p == '/')
      *p = '_';
    else if (*p == '=')
      *p = '\0';
  return g_steal_pointer (&text);
}

static gboolean
write_all (int         fd,
           const char *text)
{
  gsize left = strlen (text);

  while (left > 0)
    {
      gssize n = write (fd, text, left);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      text += n;
      left -= (gsize) n;
    }
  return fsync (fd) == 0;
}

static char *
create_token_file (const char  *path,
                   int          fd,
                   GError     **error)
{
  g_autofree char *token = make_token (error);
  g_autofree char *line = NULL;

  if (token == NULL)
    return NULL;
  line = g_strconcat (token, "\n", NULL);
  if (fchmod (fd, 0600) != 0 || !write_all (fd, line))
    {
      set_errno (error, "Cannot write", path);
      unlink (path);
      return NULL;
    }
  return g_steal_pointer (&token);
}

static gboolean
is_token (const char *text)
{
  gsize length = strlen (text);

  return length >= TOKEN_MIN_LENGTH && length <= TOKEN_MAX_LENGTH &&
         strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/=") ==
           length;
}

static char *
read_token_file (const char  *path,
                 int          fd,
                 GError     **error)
{
  char buffer[TOKEN_MAX_LENGTH + 3];
  struct stat info;
  gssize n;

  if (fstat (fd, &info) != 0 || !S_ISREG (info.st_mode))
    {
      g_set_error (error, UA_ERROR, UA_ERROR_STORAGE, "Not an ordinary file: “%s”", path);
      return NULL;
    }
  if ((info.st_mode & 0077) != 0 && fchmod (fd, 0600) != 0)
    {
      set_errno (error, "Cannot protect the file", path);
      return NULL;
    }
  n = read (fd, buffer, sizeof buffer - 1);
  if (n < 0)
    {
      set_errno (error, "Cannot read", path);
      return NULL;
    }
  buffer[n] = '\0';
  g_strstrip (buffer);
  if (!is_token (buffer))
    {
      g_set_error (error, UA_ERROR, UA_ERROR_STORAGE,
                   "The file “%s” does not hold a bearer token of %d to %d characters", path,
                   TOKEN_MIN_LENGTH, TOKEN_MAX_LENGTH);
      return NULL;
    }
  return g_strdup (buffer);
}

/**
 * ua_dir_token_file_load:
 * @path: the file
 * @error: return location for an error
 *
 * Reads the bearer token in the file.  Where the file is missing it is made, for its owner only,
 * with a random token.  Symbolic links are not followed.
 *
 * Returns: (transfer full) (nullable): the token, or %NULL with %UA_ERROR_STORAGE
 */
char *
ua_dir_token_file_load (const char  *path,
                        GError     **error)
{
  char *token;
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd >= 0)
    {
      token = create_token_file (path, fd, error);
    }
  else
    {
      if (errno != EEXIST ||
          (fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)) < 0)
        {
          set_errno (error, "Cannot open the token file", path);
          return NULL;
        }
      token = read_token_file (path, fd, error);
    }
  close (fd);
  return token;
}
