/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-sync"

/* The pictures of members (CC-07). */
#include "ua-session-private.h"

#include "ua-client-target.h"
#include "ua-error.h"
#include "ua-image.h"

/**
 * ua_session_has_picture:
 * @self: a session
 * @record: a member
 *
 * Returns: whether the member has a picture that ua_session_change_picture_async() can take away:
 *   not where the server only knows of one that is elsewhere
 */
gboolean
ua_session_has_picture (UaSession            *self,
                        const UaMemberRecord *record)
{
  const char *photo;

  g_return_val_if_fail (UA_IS_SESSION (self), FALSE);
  g_return_val_if_fail (record != NULL, FALSE);

  photo = ua_member_record_get (record, UA_FIELD_PHOTO);
  return photo != NULL &&
         ua_client_target_is_picture (ua_session_get_capabilities (self),
                                      ua_member_record_get_id (record), photo);
}

/**
 * ua_session_peek_picture:
 * @self: a session
 * @record: a member
 *
 * Returns: (transfer none) (nullable): the picture of the member, as PNG or JPEG, where it is at
 *   hand
 */
GBytes *
ua_session_peek_picture (UaSession            *self,
                         const UaMemberRecord *record)
{
  const char *photo;

  g_return_val_if_fail (UA_IS_SESSION (self), NULL);
  g_return_val_if_fail (record != NULL, NULL);

  photo = ua_member_record_get (record, UA_FIELD_PHOTO);
  return photo != NULL && ua_session_get_entries (self) != NULL
           ? ua_pictures_peek (ua_entries_get_pictures (ua_session_get_entries (self)), photo)
           : NULL;
}

static void
picture_came_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GBytes *bytes = ua_client_get_picture_finish (UA_CLIENT (source), result, &error);
  UaEntries *entries = ua_session_get_entries (g_task_get_source_object (task));

  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (entries != NULL)
    ua_pictures_keep (ua_entries_get_pictures (entries), g_task_get_task_data (task), bytes);
  g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
}

/**
 * ua_session_find_picture_async:
 * @self: a session
 * @record: a member who has a picture (%UA_FIELD_PHOTO)
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Asks the server for the picture of a member.  One that is elsewhere is not asked for: whoever has
 * it would learn who looks at whom.
 */
void
ua_session_find_picture_async (UaSession            *self,
                               const UaMemberRecord *record,
                               GCancellable         *cancellable,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data)
{
  GTask *task;
  GError *obstacle;
  const char *photo;

  g_return_if_fail (UA_IS_SESSION (self));
  g_return_if_fail (record != NULL);
  photo = ua_member_record_get (record, UA_FIELD_PHOTO);
  g_return_if_fail (photo != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ua_session_find_picture_async);
  g_task_set_task_data (task, g_strdup (photo), g_free);
  obstacle = ua_session_find_obstacle (self);
  if (obstacle != NULL)
    {
      g_task_return_error (task, obstacle);
      g_object_unref (task);
      return;
    }
  ua_client_get_picture_async (ua_link_get_client (ua_session_get_link (self)),
                               ua_member_record_get_id (record), photo, cancellable,
                               picture_came_cb, task);
}

/**
 * ua_session_find_picture_finish:
 * @self: a session
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): the picture, as PNG or JPEG, not yet decoded, of at most
 *   %UA_IMAGE_MAX_SIDE pixels a side; or %NULL with an error
 */
GBytes *
ua_session_find_picture_finish (UaSession     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
picture_put_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ua_client_put_picture_finish (UA_CLIENT (source), result, &error))
    ua_session_return_reread (g_task_get_source_object (task), task);
  else
    g_task_return_error (task, error);
}

/**
 * ua_session_change_picture_async:
 * @self: a session
 * @id: the id of a member
 * @bytes: (nullable): a picture that ua_image_clean() lets through; %NULL to take the one away that
 *   there is
 * @cancellable: (nullable): to give up; what has been done stays done
 * @callback: called when it is done, and the cache knows
 * @user_data: for @callback
 *
 * Gives a member a picture, or none, where the server has pictures (%UA_CAPABILITY_PICTURES).  It
 * is not queued.
 */
void
ua_session_change_picture_async (UaSession           *self,
                                 const char          *id,
                                 GBytes              *bytes,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autofree char *key = g_uuid_string_random ();
  g_autoptr (GBytes) clean = NULL;
  const char *type = NULL;
  UaImageProblem problem = UA_IMAGE_PROBLEM_NONE;
  GError *obstacle;
  GTask *task;

  g_return_if_fail (UA_IS_SESSION (self));
  g_return_if_fail (id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ua_session_change_picture_async);
  g_task_set_task_data (task, g_strdup (id), g_free);
  clean = bytes != NULL ? ua_image_clean (bytes, &type, &problem) : NULL;
  obstacle = ua_session_find_obstacle (self);
  if (obstacle == NULL && problem != UA_IMAGE_PROBLEM_NONE)
    obstacle = g_error_new (UA_ERROR, UA_ERROR_INVALID_VALUE, "that is no picture (%d)",
                            (int) problem);
  if (obstacle != NULL)
    {
      g_task_return_error (task, obstacle);
      g_object_unref (task);
      return;
    }
  ua_client_put_picture_async (ua_link_get_client (ua_session_get_link (self)), id, clean, type,
                               key, cancellable, picture_put_cb, task);
}

/**
 * ua_session_change_picture_finish:
 * @self: a session
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: whether it is done; else an error, such as %UA_ERROR_OFFLINE or %UA_ERROR_PERMISSION
 */
gboolean
ua_session_change_picture_finish (UaSession     *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
