/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-store"

#include "ua-store.h"

#include "ua-error.h"

#include <errno.h>
#include <glib/gstdio.h>

/* Removes the files of a folder.  The folder is the store's alone and has no folders in it. */
static gboolean
remove_files (const char  *folder,
              GError     **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_unlink (path) != 0 && errno != ENOENT)
        {
          g_set_error (error, UA_ERROR, UA_ERROR_STORAGE, "A file cannot be removed: %s",
                       g_strerror (errno));
          return FALSE;
        }
    }
  return TRUE;
}

static void
forget_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  const char *folder = task_data;
  GError *error = NULL;

  if (!remove_files (folder, &error))
    g_task_return_error (task, error);
  else if (g_rmdir (folder) != 0 && errno != ENOENT)
    g_task_return_new_error (task, UA_ERROR, UA_ERROR_STORAGE, "The folder cannot be removed: %s",
                             g_strerror (errno));
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * ua_store_forget_async:
 * @folder: the folder of a store that is closed; one that does not exist is no error
 * @callback: called when it is gone
 * @user_data: for @callback
 *
 * Removes everything that is kept of a connection: the cache, the queue, and what of them was set
 * aside (UA-04).
 */
void
ua_store_forget_async (const char          *folder,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_return_if_fail (folder != NULL);

  g_task_set_source_tag (task, ua_store_forget_async);
  g_task_set_task_data (task, g_strdup (folder), g_free);
  g_task_run_in_thread (task, forget_thread);
}

/**
 * ua_store_forget_finish:
 * @result: what the callback got
 * @error: return location for a #GError
 *
 * Returns: %FALSE with %UA_ERROR_STORAGE
 */
gboolean
ua_store_forget_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
