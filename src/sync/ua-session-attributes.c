/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-sync"

/* What a server knows of members beyond the fields of this program (PE-10). */
#include "ua-session-private.h"

#include "ua-error.h"

static void
values_came_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  UaAttributeValues *values =
    ua_client_get_attributes_finish (UA_CLIENT (source), result, &error);

  if (values != NULL)
    g_task_return_pointer (task, values, (GDestroyNotify) ua_attribute_values_free);
  else
    g_task_return_error (task, error);
}

/**
 * ua_session_find_attributes_async:
 * @self: a session
 * @id: the id of a member
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Asks the server what the member has of ua_capabilities_get_attributes().  It is not kept.
 */
void
ua_session_find_attributes_async (UaSession           *self,
                                  const char          *id,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  GTask *task;
  GError *obstacle;

  g_return_if_fail (UA_IS_SESSION (self));
  g_return_if_fail (id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ua_session_find_attributes_async);
  obstacle = ua_session_find_obstacle (self);
  if (obstacle != NULL)
    {
      g_task_return_error (task, obstacle);
      g_object_unref (task);
      return;
    }
  ua_client_get_attributes_async (ua_link_get_client (ua_session_get_link (self)), id, cancellable,
                                  values_came_cb, task);
}

/**
 * ua_session_find_attributes_finish:
 * @self: a session
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): the values, or %NULL with an error
 */
UaAttributeValues *
ua_session_find_attributes_finish (UaSession     *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
attribute_set_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ua_client_set_attribute_finish (UA_CLIENT (source), result, &error))
    ua_session_return_reread (g_task_get_source_object (task), task);
  else
    g_task_return_error (task, error);
}

/**
 * ua_session_set_attribute_async:
 * @self: a session
 * @id: the id of a member
 * @version: (nullable): the version that the change is for
 * @attribute: an attribute of the server
 * @values: (array zero-terminated=1): what the member is to have of it
 * @cancellable: (nullable): to give up; what has been done stays done
 * @callback: called when it is done, and the cache knows
 * @user_data: for @callback
 *
 * Changes one attribute of a member.  It is not queued.
 */
void
ua_session_set_attribute_async (UaSession           *self,
                                const char          *id,
                                const char          *version,
                                const UaAttribute   *attribute,
                                const char * const  *values,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autofree char *key = g_uuid_string_random ();
  GTask *task;
  GError *obstacle;

  g_return_if_fail (UA_IS_SESSION (self));
  g_return_if_fail (id != NULL && attribute != NULL && values != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ua_session_set_attribute_async);
  g_task_set_task_data (task, g_strdup (id), g_free);
  obstacle = ua_session_find_obstacle (self);
  if (obstacle != NULL)
    {
      g_task_return_error (task, obstacle);
      g_object_unref (task);
      return;
    }
  ua_client_set_attribute_async (ua_link_get_client (ua_session_get_link (self)), id, version,
                                 attribute, values, key, cancellable, attribute_set_cb, task);
}

/**
 * ua_session_set_attribute_finish:
 * @self: a session
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: whether it is done; else an error, such as %UA_ERROR_CONFLICT or
 *   %UA_ERROR_INVALID_VALUE
 */
gboolean
ua_session_set_attribute_finish (UaSession     *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
