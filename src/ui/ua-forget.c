/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-forget.h"

#include "ua-error.h"

static void
forgotten_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ua_connections_forget_finish (UA_CONNECTIONS (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
session_closed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!ua_session_close_finish (UA_SESSION (source), result, &error) &&
      !g_error_matches (error, UA_ERROR, UA_ERROR_STOPPED))
    g_warning ("Cannot close a session: %s", error->message);
  ua_connections_forget_async (g_task_get_source_object (task), g_task_get_task_data (task),
                               forgotten_cb, task);
  g_steal_pointer (&task);
}

/**
 * ua_forget_async:
 * @connections: the connections that are remembered
 * @connection: the one to forget
 * @session: (nullable): where it is open
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Closes @session, then removes all that is kept of @connection (UA-04).
 */
void
ua_forget_async (UaConnections       *connections,
                 UaConnection        *connection,
                 UaSession           *session,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (UA_IS_CONNECTIONS (connections));
  g_return_if_fail (UA_IS_CONNECTION (connection));

  task = g_task_new (connections, NULL, callback, user_data);
  g_task_set_source_tag (task, ua_forget_async);
  g_task_set_task_data (task, g_object_ref (connection), g_object_unref);
  if (session != NULL)
    ua_session_close_async (session, session_closed_cb, task);
  else
    ua_connections_forget_async (connections, connection, forgotten_cb, task);
}

/**
 * ua_forget_finish:
 * @result: what the callback was given
 * @error: those of ua_connections_forget_finish()
 *
 * Returns: whether nothing is kept any more
 */
gboolean
ua_forget_finish (GAsyncResult  *result,
                  GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
