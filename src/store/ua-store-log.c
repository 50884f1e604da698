/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-store"

#include "ua-store-private.h"

#include "ua-own-event.h"

/* The log of what was done from this computer; ua_store_read_entries_async() looks through it. */

/* What is told of a member whose name is not told is told with the name that the cache has. */
static UaEntry *
complete (UaStoreWorker *worker,
          UaEntry       *done)
{
  const char *id = ua_entry_get (done, "target.value");
  g_autoptr (UaMemberRecord) record = NULL;
  guint32 row = 0;

  if (ua_entry_get (done, "target.display") == NULL && id != NULL &&
      g_strcmp0 (ua_entry_get (done, "resourceType"), "User") == 0 &&
      ua_cache_find_row (worker->cache, id, &row, NULL, NULL) && row != 0 &&
      ua_cache_read_row (worker->cache, row, &record, NULL, NULL) && record != NULL)
    return ua_own_event_with_name (done, ua_member_record_get_name (record));
  return g_object_ref (done);
}

static gpointer
log_work (UaStoreWorker  *worker,
          gpointer        input,
          GError        **error)
{
  GPtrArray *done = input;
  g_autoptr (GPtrArray) complete_ones = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < done->len; i++)
    g_ptr_array_add (complete_ones, complete (worker, g_ptr_array_index (done, i)));
  return ua_queue_log (worker->queue, complete_ones, error) ? UA_STORE_DONE : NULL;
}

/**
 * ua_store_log_async:
 * @self: a store
 * @done: (element-type UaEntry): what was done, of %UA_ENTRY_TYPE_OWN_EVENT; members without a name
 *   get the one that the cache has
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Adds to the log of what was done from this computer.
 */
void
ua_store_log_async (UaStore             *self,
                    GPtrArray           *done,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  g_return_if_fail (UA_IS_STORE (self));
  g_return_if_fail (done != NULL);

  ua_store_start_job (self, ua_store_log_async, UA_STORE_PRIORITY_WRITE, log_work,
                      g_ptr_array_ref (done), (GDestroyNotify) g_ptr_array_unref, NULL, NULL,
                      callback, user_data);
}

/**
 * ua_store_log_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for a #GError
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_store_log_finish (UaStore       *self,
                     GAsyncResult  *result,
                     GError       **error)
{
  return ua_store_finish_job (self, result, ua_store_log_async, error);
}
