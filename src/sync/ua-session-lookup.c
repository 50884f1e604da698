/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-sync"

/* Many members at once: whom rows of the cache are of, and whom a list names. */
#include "ua-session-private.h"

#include "ua-error.h"

static void
ids_listed_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GStrv ids = ua_store_list_ids_finish (UA_STORE (source), result, &error);

  if (ids != NULL)
    g_task_return_pointer (task, ids, (GDestroyNotify) g_strfreev);
  else
    g_task_return_error (task, error);
}

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  UaLookup *lookup = ua_store_look_up_finish (UA_STORE (source), result, &error);

  if (lookup != NULL)
    g_task_return_pointer (task, lookup, (GDestroyNotify) ua_lookup_free);
  else
    g_task_return_error (task, error);
}

static GTask *
start_task (UaSession           *self,
            gpointer             tag,
            GCancellable        *cancellable,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  if (ua_session_get_link (self) != NULL)
    return g_steal_pointer (&task);
  g_task_return_new_error (task, UA_ERROR, UA_ERROR_STOPPED, "The session is not open");
  return NULL;
}

/**
 * ua_session_list_ids_async:
 * @self: a session
 * @rows: (array length=n_rows): rows of members, as ua_member_list_get_row() gives them
 * @n_rows: how many
 * @cancellable: (nullable): to stop
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Finds the ids of any number of members.
 */
void
ua_session_list_ids_async (UaSession           *self,
                           const guint32       *rows,
                           guint                n_rows,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (UaRows) wanted = NULL;
  GTask *task;

  g_return_if_fail (UA_IS_SESSION (self));
  g_return_if_fail (rows != NULL || n_rows == 0);

  task = start_task (self, ua_session_list_ids_async, cancellable, callback, user_data);
  if (task == NULL)
    return;
  wanted = ua_rows_new (rows, n_rows);
  ua_store_list_ids_async (ua_session_get_store (self), wanted, cancellable, ids_listed_cb, task);
}

/**
 * ua_session_list_ids_finish:
 * @self: the session
 * @result: what the callback was given
 * @error: %UA_ERROR_STOPPED, %UA_ERROR_STORAGE, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable) (array zero-terminated): the ids, in the order of the rows,
 *   without those that are gone; %NULL on failure
 */
GStrv
ua_session_list_ids_finish (UaSession     *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ua_session_look_up_async:
 * @self: a session
 * @words: (array zero-terminated=1): emails, user names, employee numbers or ids, as
 *   ua_lookup_split() makes them
 * @cancellable: (nullable): to stop
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Finds the members whom a list names (PE-04).
 */
void
ua_session_look_up_async (UaSession           *self,
                          const char * const  *words,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (UA_IS_SESSION (self));
  g_return_if_fail (words != NULL);

  task = start_task (self, ua_session_look_up_async, cancellable, callback, user_data);
  if (task != NULL)
    ua_store_look_up_async (ua_session_get_store (self), words, cancellable, looked_up_cb, task);
}

/**
 * ua_session_look_up_finish:
 * @self: the session
 * @result: what the callback was given
 * @error: %UA_ERROR_STOPPED, %UA_ERROR_STORAGE, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): who was found and what was not; %NULL on failure
 */
UaLookup *
ua_session_look_up_finish (UaSession     *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
