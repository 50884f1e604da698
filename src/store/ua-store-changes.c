/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-store"

#include "ua-store-private.h"

#include "ua-error.h"
#include "ua-own-event.h"

/* The queue of changes, and what of it is laid over the members. */

typedef struct
{
  char *uuid;             /* (owned) */
  gboolean arrived;
  UaMemberRecord *record; /* (owned) (nullable) */
} RemoveInput;

static void
free_remove_input (gpointer data)
{
  RemoveInput *input = data;

  g_free (input->uuid);
  g_clear_pointer (&input->record, ua_member_record_unref);
  g_free (input);
}

/* Shows a member with the changes that are in the queue now.  The queue is what counts, and it is
 * written: a cache that cannot be is brought in line when it is opened the next time. */
static void
lay_over (UaStoreWorker  *worker,
          const char     *member_id,
          UaMemberRecord *record)
{
  g_autoptr (GPtrArray) patches = ua_queue_list_patches (worker->queue, member_id);
  g_autoptr (GError) error = NULL;

  if (!ua_cache_set_pending (worker->cache, member_id, patches, record, &error))
    g_warning ("A change cannot be shown: %s", error->message);
}

static gpointer
add_change_work (UaStoreWorker  *worker,
                 gpointer        input,
                 GError        **error)
{
  UaChange *change = input;

  if (!ua_queue_add (worker->queue, change, error))
    return NULL;
  lay_over (worker, ua_patch_get_member_id (ua_change_get_patch (change)), NULL);
  return UA_STORE_DONE;
}

/**
 * ua_store_add_change_async:
 * @self: a store
 * @change: a new change
 * @callback: called when it is on the disk, so that it survives whatever happens (UA-06)
 * @user_data: for @callback
 *
 * Queues a change.  The member is shown as if it were done, marked as pending.
 */
void
ua_store_add_change_async (UaStore             *self,
                           UaChange            *change,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (UA_IS_STORE (self));
  g_return_if_fail (UA_IS_CHANGE (change));

  ua_store_start_job (self, ua_store_add_change_async, UA_STORE_PRIORITY_WRITE, add_change_work,
                      g_object_ref (change), g_object_unref, NULL, NULL, callback, user_data);
}

/**
 * ua_store_add_change_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for a #GError
 *
 * Returns: %FALSE on failure, with %UA_ERROR_STORAGE; then it is not queued
 */
gboolean
ua_store_add_change_finish (UaStore       *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  return ua_store_finish_job (self, result, ua_store_add_change_async, error);
}

static gpointer
update_change_work (UaStoreWorker  *worker,
                    gpointer        input,
                    GError        **error)
{
  UaChange *change = input;
  UaChange *before = ua_queue_find (worker->queue, ua_change_get_uuid (change));
  gboolean same_to_see;

  /* What only moves on between queued, sending and waiting looks the same. */
  same_to_see = before != NULL &&
                ua_change_get_patch (before) == ua_change_get_patch (change) &&
                (ua_change_get_state (before) == UA_CHANGE_STATE_REJECTED) ==
                  (ua_change_get_state (change) == UA_CHANGE_STATE_REJECTED);
  if (!ua_queue_update (worker->queue, change, error))
    return NULL;
  if (!same_to_see)
    lay_over (worker, ua_patch_get_member_id (ua_change_get_patch (change)), NULL);
  return UA_STORE_DONE;
}

/**
 * ua_store_update_change_async:
 * @self: a store
 * @change: what has become of a change that is queued: another state, patch or error
 * @callback: called when that is on the disk
 * @user_data: for @callback
 *
 * Keeps what has become of a change.  One that is rejected is not laid over the member any more.
 */
void
ua_store_update_change_async (UaStore             *self,
                              UaChange            *change,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (UA_IS_STORE (self));
  g_return_if_fail (UA_IS_CHANGE (change));

  ua_store_start_job (self, ua_store_update_change_async, UA_STORE_PRIORITY_WRITE,
                      update_change_work, g_object_ref (change), g_object_unref, NULL, NULL,
                      callback, user_data);
}

/**
 * ua_store_update_change_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for a #GError
 *
 * Returns: %FALSE on failure, with %UA_ERROR_NOT_FOUND when it is not queued
 */
gboolean
ua_store_update_change_finish (UaStore       *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return ua_store_finish_job (self, result, ua_store_update_change_async, error);
}

/* The member is written before the change is dropped: when the power goes in between, the change is
 * still there, and whoever sends it finds that it has arrived. */
static gpointer
remove_change_work (UaStoreWorker  *worker,
                    gpointer        input,
                    GError        **error)
{
  RemoveInput *in = input;
  UaChange *change = ua_queue_find (worker->queue, in->uuid);
  g_autofree char *member_id = NULL;
  g_autoptr (UaEntry) done = NULL;
  UaStoreWritten written;

  if (in->record != NULL)
    {
      g_autoptr (GPtrArray) records = g_ptr_array_new ();

      g_ptr_array_add (records, in->record);
      if (!ua_cache_write_members (worker->cache, records, NULL, worker->cache->write_flags,
                                   &written, error))
        return NULL;
    }
  if (change == NULL)
    return UA_STORE_DONE;
  member_id = g_strdup (ua_patch_get_member_id (ua_change_get_patch (change)));
  if (in->arrived)
    done = ua_own_event_new_from_change (change);
  if (!ua_queue_remove (worker->queue, in->uuid, done, error))
    return NULL;
  lay_over (worker, member_id, NULL);
  return UA_STORE_DONE;
}

/**
 * ua_store_remove_change_async:
 * @self: a store
 * @uuid: names a change; one that is not queued any more is no error
 * @arrived: whether it was done, so that the log has it from then on; else it is given up, and the
 *   member is shown as the server has it
 * @record: (nullable): the member as the server answered
 * @callback: called when it is gone from the disk
 * @user_data: for @callback
 *
 * Drops a change.
 */
void
ua_store_remove_change_async (UaStore             *self,
                              const char          *uuid,
                              gboolean             arrived,
                              UaMemberRecord      *record,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  RemoveInput *input;

  g_return_if_fail (UA_IS_STORE (self));
  g_return_if_fail (uuid != NULL);

  input = g_new0 (RemoveInput, 1);
  input->uuid = g_strdup (uuid);
  input->arrived = arrived;
  input->record = record != NULL ? ua_member_record_ref (record) : NULL;
  ua_store_start_job (self, ua_store_remove_change_async, UA_STORE_PRIORITY_WRITE,
                      remove_change_work, input, free_remove_input, NULL, NULL, callback,
                      user_data);
}

/**
 * ua_store_remove_change_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for a #GError
 *
 * Returns: %FALSE on failure; then it is still queued
 */
gboolean
ua_store_remove_change_finish (UaStore       *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return ua_store_finish_job (self, result, ua_store_remove_change_async, error);
}
