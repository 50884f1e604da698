/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-sync"

/* What one asks of a session, beside its life and state in ua-session.c. */
#include "ua-session-private.h"

#include "ua-error.h"
#include "ua-time.h"

/* Ends @task with an error when the session is not open. */
static gboolean
check_open (UaSession *self,
            GTask     *task)
{
  if (ua_session_get_link (self) != NULL)
    return TRUE;
  g_task_return_new_error (task, UA_ERROR, UA_ERROR_STOPPED, "The session is not open");
  return FALSE;
}

static UaSender *
get_sender (UaSession *self)
{
  return ua_link_get_sender (ua_session_get_link (self));
}

static void
facet_counted_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GArray *counts = ua_store_count_facet_finish (UA_STORE (source), result, &error);

  if (counts != NULL)
    g_task_return_pointer (task, counts, (GDestroyNotify) g_array_unref);
  else
    g_task_return_error (task, error);
}

static void
member_found_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  UaMember *member = ua_store_find_member_finish (UA_STORE (source), result, &error);

  if (member != NULL)
    g_task_return_pointer (task, member, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
change_added_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ua_sender_add_finish (UA_SENDER (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The name is kept with the change, so that it can be shown when the member is no longer there. */
static void
submitter_found_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  UaSession *self = g_task_get_source_object (task);
  UaPatch *patch = g_task_get_task_data (task);
  g_autoptr (UaMember) member = ua_store_find_member_finish (UA_STORE (source), result, NULL);
  UaMemberRecord *record = member != NULL ? ua_member_get_record (member) : NULL;
  g_autofree char *uuid = g_uuid_string_random ();
  g_autoptr (UaChange) change =
    ua_change_new (uuid, patch, record != NULL ? ua_member_record_get_name (record) : "",
                   ua_time_now (), UA_CHANGE_STATE_QUEUED, 0, NULL);

  if (check_open (self, task))
    ua_sender_add_async (get_sender (self), change, change_added_cb,
                         g_steal_pointer (&task));
}

static void
change_resolved_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ua_sender_resolve_finish (UA_SENDER (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
signed_in_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ua_link_sign_in_finish (UA_LINK (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * ua_session_count_facet_async:
 * @self: a session
 * @query: among which members to count
 * @field: by which field
 * @cancellable: (nullable): to stop
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Counts how many of the members that @query finds have each value of @field (WS-02).
 */
void
ua_session_count_facet_async (UaSession           *self,
                              UaQuery             *query,
                              UaField              field,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (UA_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ua_session_count_facet_async);
  if (check_open (self, task))
    ua_store_count_facet_async (ua_session_get_store (self), query, field, cancellable,
                                facet_counted_cb, g_steal_pointer (&task));
}

/**
 * ua_session_count_facet_finish:
 * @self: the session
 * @result: what the callback was given
 * @error: %UA_ERROR_STORAGE, %UA_ERROR_STOPPED, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type UaFacetCount) (nullable): the values with their counts
 */
GArray *
ua_session_count_facet_finish (UaSession     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ua_session_find_member_async:
 * @self: a session
 * @id: a member's id
 * @cancellable: (nullable): to stop
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Finds a member in the cache.
 */
void
ua_session_find_member_async (UaSession           *self,
                              const char          *id,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (UA_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ua_session_find_member_async);
  if (check_open (self, task))
    ua_store_find_member_async (ua_session_get_store (self), id, cancellable, member_found_cb,
                                g_steal_pointer (&task));
}

/**
 * ua_session_find_member_finish:
 * @self: the session
 * @result: what the callback was given
 * @error: %UA_ERROR_NOT_FOUND, %UA_ERROR_STORAGE, %UA_ERROR_STOPPED, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the member, the same object that lists show, with its
 *   record
 */
UaMember *
ua_session_find_member_finish (UaSession     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ua_session_submit_async:
 * @self: a session
 * @patch: what to change of a member
 * @cancellable: (nullable): not looked at once the change is being kept
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Keeps a change and sends it when the server can be reached (UA-06).  The call ends as soon as the
 * change is durable; the member shows its new values with a mark from then on.
 */
void
ua_session_submit_async (UaSession           *self,
                         UaPatch             *patch,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (UA_IS_SESSION (self));
  g_return_if_fail (patch != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ua_session_submit_async);
  g_task_set_task_data (task, ua_patch_ref (patch), (GDestroyNotify) ua_patch_unref);
  g_task_set_check_cancellable (task, FALSE);
  if (g_task_return_error_if_cancelled (task) || !check_open (self, task))
    return;
  if (ua_patch_get_n (patch) == 0)
    g_task_return_boolean (task, TRUE);
  else
    ua_store_find_member_async (ua_session_get_store (self), ua_patch_get_member_id (patch), NULL,
                                submitter_found_cb, g_steal_pointer (&task));
}

/**
 * ua_session_submit_finish:
 * @self: the session
 * @result: what the callback was given
 * @error: %UA_ERROR_STORAGE, %UA_ERROR_STOPPED, %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the change is kept
 */
gboolean
ua_session_submit_finish (UaSession     *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ua_session_resolve_change_async:
 * @self: a session
 * @change: a change of ua_session_get_changes() that is in conflict or was rejected
 * @patch: (nullable): what to send instead, against the member as the server has it; %NULL to give
 *   the change up
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Carries out what a person decided about a change (UA-05).
 */
void
ua_session_resolve_change_async (UaSession           *self,
                                 UaChange            *change,
                                 UaPatch             *patch,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (UA_IS_SESSION (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ua_session_resolve_change_async);
  if (check_open (self, task))
    ua_sender_resolve_async (get_sender (self), change, patch, change_resolved_cb,
                             g_steal_pointer (&task));
}

/**
 * ua_session_resolve_change_finish:
 * @self: the session
 * @result: what the callback was given
 * @error: %UA_ERROR_BUSY when the change is on its way, %UA_ERROR_STORAGE, %UA_ERROR_STOPPED
 *
 * Returns: whether it is carried out
 */
gboolean
ua_session_resolve_change_finish (UaSession     *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ua_session_refresh:
 * @self: a session
 *
 * Fetches everything again; when the server was out of reach, tries it at once.
 */
void
ua_session_refresh (UaSession *self)
{
  g_return_if_fail (UA_IS_SESSION (self));

  if (ua_session_get_link (self) != NULL)
    ua_link_refresh (ua_session_get_link (self));
}

/**
 * ua_session_sign_in_async:
 * @self: a session
 * @credentials: what to sign in with, with the user name of the connection where it has one
 * @remember: whether to keep the secret in the keyring once it is accepted; not for a connection
 *   that is not remembered itself
 * @cancellable: (nullable): not looked at once the server is being asked
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Connects with other credentials; what waits to be sent is sent then.
 */
void
ua_session_sign_in_async (UaSession           *self,
                          UaCredentials       *credentials,
                          gboolean             remember,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (UA_IS_SESSION (self));
  g_return_if_fail (credentials != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ua_session_sign_in_async);
  if (check_open (self, task))
    ua_link_sign_in_async (ua_session_get_link (self), credentials, remember, cancellable,
                           signed_in_cb, g_steal_pointer (&task));
}

/**
 * ua_session_sign_in_finish:
 * @self: the session
 * @result: what the callback was given
 * @error: %UA_ERROR_AUTHENTICATION when the credentials were refused; %UA_ERROR_KEYRING when one is
 *   signed in, but for this session only; %UA_ERROR_BUSY while one is being signed in; the errors
 *   of a server that is out of reach
 *
 * Returns: whether one is signed in, and the secret kept where that was wanted
 */
gboolean
ua_session_sign_in_finish (UaSession     *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
