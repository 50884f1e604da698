/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-sync"

#include "ua-sync-paths.h"

#include "ua-error.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/un.h>

/* Ids become names of files, and the key file that holds them can be edited by hand. */
#define MAX_ID 64

static gboolean
remove_children (GFile   *folder,
                 GError **error)
{
  g_autoptr (GFileEnumerator) children =
    g_file_enumerate_children (folder,
                               G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                               G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, error);

  if (children == NULL)
    return FALSE;
  while (TRUE)
    {
      GFileInfo *info;
      GFile *child;

      if (!g_file_enumerator_iterate (children, &info, &child, NULL, error))
        return FALSE;
      if (info == NULL)
        return TRUE;
      if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY &&
          !remove_children (child, error))
        return FALSE;
      if (!g_file_delete (child, NULL, error))
        return FALSE;
    }
}

/**
 * ua_sync_id_is_valid:
 * @id: (nullable): what should be the id of a connection
 *
 * Returns: whether @id is made of lower-case letters, digits and hyphens, 1 to 64 of them, and
 *   so can be a name of a file
 *
 * Any thread.
 */
gboolean
ua_sync_id_is_valid (const char *id)
{
  gsize n;

  if (id == NULL || *id == '-')
    return FALSE;
  n = strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789-");
  return n > 0 && n <= MAX_ID && id[n] == '\0';
}

/**
 * ua_sync_id_from_address:
 * @address: the address of a server
 *
 * Returns: (transfer full): the id of the connection that is not remembered for @address, always
 *   the same for the same address
 *
 * Any thread.
 */
char *
ua_sync_id_from_address (const char *address)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, address, -1);

  sum[32] = '\0';
  return g_strconcat ("url-", sum, NULL);
}

/**
 * ua_sync_get_config_file:
 *
 * Returns: (transfer full): the file in which the connections are remembered
 *
 * Any thread.
 */
char *
ua_sync_get_config_file (void)
{
  return g_build_filename (g_get_user_config_dir (), "useradmin", "connections.ini", NULL);
}

/**
 * ua_sync_get_cache_dir:
 * @connection_id: a valid id
 *
 * Returns: (transfer full): the folder of the connection's cache and queue
 *
 * Any thread.
 */
char *
ua_sync_get_cache_dir (const char *connection_id)
{
  g_return_val_if_fail (ua_sync_id_is_valid (connection_id), NULL);

  return g_build_filename (g_get_user_data_dir (), "useradmin", "cache", connection_id, NULL);
}

/**
 * ua_sync_get_directory_dir:
 * @connection_id: a valid id
 *
 * Returns: (transfer full): the data folder of an organisation on this computer
 *
 * Any thread.
 */
char *
ua_sync_get_directory_dir (const char *connection_id)
{
  g_return_val_if_fail (ua_sync_id_is_valid (connection_id), NULL);

  return g_build_filename (g_get_user_data_dir (), "useradmin", "directories", connection_id,
                           NULL);
}

/**
 * ua_sync_get_socket_path:
 * @connection_id: a valid id
 *
 * Returns: (transfer full) (nullable): where an organisation on this computer listens: in the
 *   runtime folder, else in the data folder; %NULL when both paths are too long for a socket
 *
 * Any thread.
 */
char *
ua_sync_get_socket_path (const char *connection_id)
{
  struct sockaddr_un address;
  g_autofree char *name = g_strconcat (connection_id, ".sock", NULL);
  g_autofree char *runtime = NULL;
  g_autofree char *data = NULL;

  g_return_val_if_fail (ua_sync_id_is_valid (connection_id), NULL);

  runtime = g_build_filename (g_get_user_runtime_dir (), "useradmin", name, NULL);
  if (strlen (runtime) < sizeof address.sun_path)
    return g_steal_pointer (&runtime);
  data = g_build_filename (g_get_user_data_dir (), "useradmin", "directories", name, NULL);
  return strlen (data) < sizeof address.sun_path ? g_steal_pointer (&data) : NULL;
}

/**
 * ua_sync_make_private_dir:
 * @path: a folder
 * @error: %UA_ERROR_STORAGE
 *
 * Makes a folder, and those above it, that only this user can look into (S7).
 *
 * Returns: whether the folder is there
 *
 * Any thread.
 */
gboolean
ua_sync_make_private_dir (const char  *path,
                          GError     **error)
{
  if (g_mkdir_with_parents (path, 0700) != 0)
    {
      int saved = errno;

      g_set_error (error, UA_ERROR, UA_ERROR_STORAGE, "A folder cannot be made: %s",
                   g_strerror (saved));
      return FALSE;
    }
  return TRUE;
}

/**
 * ua_sync_remove_tree:
 * @path: a file or folder
 * @error: %UA_ERROR_STORAGE
 *
 * Removes @path and everything below it, without following links.  What is not there counts as
 * removed.  It does I/O, so not in the thread of the user interface.
 *
 * Returns: whether nothing is left
 *
 * Any thread.
 */
gboolean
ua_sync_remove_tree (const char  *path,
                     GError     **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) cause = NULL;
  GFileType type = g_file_query_file_type (file, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL);

  if (type == G_FILE_TYPE_UNKNOWN && !g_file_query_exists (file, NULL))
    return TRUE;
  if ((type == G_FILE_TYPE_DIRECTORY && !remove_children (file, &cause)) ||
      !g_file_delete (file, NULL, &cause))
    {
      if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        return TRUE;
      g_set_error (error, UA_ERROR, UA_ERROR_STORAGE, "A file cannot be removed: %d",
                   cause->code);
      return FALSE;
    }
  return TRUE;
}
