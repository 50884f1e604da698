/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-store"

#include "ua-store-private.h"

/* What the server has beside members, groups and role profiles, as far as it is kept; and to look
 * at in the same way, the log. */

typedef struct
{
  UaEntryType type;
  UaStoreEntryFlags flags;
  GPtrArray *entries;  /* (owned) (nullable) */
  UaEntryQuery *query; /* (owned) (nullable) */
  char *id;            /* (owned) (nullable) */
} KeptInput;

static void
free_kept_input (gpointer data)
{
  KeptInput *input = data;

  g_clear_pointer (&input->entries, g_ptr_array_unref);
  g_clear_pointer (&input->query, ua_entry_query_unref);
  g_free (input->id);
  g_free (input);
}

static gpointer
write_entries_work (UaStoreWorker  *worker,
                    gpointer        input,
                    GError        **error)
{
  KeptInput *in = input;

  return ua_cache_write_entries (worker->cache, in->type, in->entries, in->flags, error)
           ? UA_STORE_DONE : NULL;
}

static gpointer
read_entries_work (UaStoreWorker  *worker,
                   gpointer        input,
                   GError        **error)
{
  KeptInput *in = input;
  GPtrArray *entries;

  if (ua_entry_query_get_kind (in->query) == UA_ENTRY_TYPE_OWN_EVENT)
    return ua_queue_read_log (worker->queue, in->query, error);
  if (!ua_cache_begin_looking (worker->cache, error))
    return NULL;
  entries = ua_cache_read_entries (worker->cache, in->query, error);
  ua_cache_end_looking (worker->cache);
  return entries;
}

static gpointer
find_entry_work (UaStoreWorker  *worker,
                 gpointer        input,
                 GError        **error)
{
  KeptInput *in = input;

  if (in->type == UA_ENTRY_TYPE_OWN_EVENT)
    return ua_queue_find_in_log (worker->queue, in->id, error);
  return ua_cache_find_entry (worker->cache, in->type, in->id, error);
}

/**
 * ua_store_write_entries_async:
 * @self: a store
 * @type: of what type
 * @entries: (element-type UaEntry): what came from the server
 * @flags: what it is to be kept as
 * @callback: called when it is kept
 * @user_data: for @callback
 *
 * Keeps entries, so that they are there at once the next time, also without the server (UA-03).
 */
void
ua_store_write_entries_async (UaStore             *self,
                              UaEntryType          type,
                              GPtrArray           *entries,
                              UaStoreEntryFlags    flags,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  KeptInput *input;

  g_return_if_fail (UA_IS_STORE (self));
  g_return_if_fail ((guint) type < UA_N_SERVED_ENTRY_TYPES);
  g_return_if_fail (entries != NULL);

  input = g_new0 (KeptInput, 1);
  input->type = type;
  input->flags = flags;
  input->entries = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (input->entries, g_object_ref (g_ptr_array_index (entries, i)));
  ua_store_start_job (self, ua_store_write_entries_async, UA_STORE_PRIORITY_WRITE,
                      write_entries_work, input, free_kept_input, NULL, NULL, callback, user_data);
}

/**
 * ua_store_write_entries_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for a #GError
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_store_write_entries_finish (UaStore       *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return ua_store_finish_job (self, result, ua_store_write_entries_async, error);
}

/**
 * ua_store_read_entries_async:
 * @self: a store
 * @query: which entries, in what order
 * @cancellable: (nullable): stops it, also while it runs
 * @callback: called with what is kept
 * @user_data: for @callback
 *
 * Looks through what is kept, or through the log of what was done from this computer.
 */
void
ua_store_read_entries_async (UaStore             *self,
                             UaEntryQuery        *query,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  KeptInput *input;

  g_return_if_fail (UA_IS_STORE (self));
  g_return_if_fail (query != NULL);

  input = g_new0 (KeptInput, 1);
  input->query = ua_entry_query_ref (query);
  ua_store_start_job (self, ua_store_read_entries_async, UA_STORE_PRIORITY_LOOK, read_entries_work,
                      input, free_kept_input, (GDestroyNotify) g_ptr_array_unref, cancellable,
                      callback, user_data);
}

/**
 * ua_store_read_entries_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (element-type UaEntry) (nullable): the entries; %NULL on failure
 */
GPtrArray *
ua_store_read_entries_finish (UaStore       *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return ua_store_finish_job_pointer (self, result, ua_store_read_entries_async, error);
}

/**
 * ua_store_find_entry_async:
 * @self: a store
 * @type: of what type
 * @id: its id
 * @cancellable: (nullable): stops it
 * @callback: called with the entry
 * @user_data: for @callback
 */
void
ua_store_find_entry_async (UaStore             *self,
                           UaEntryType          type,
                           const char          *id,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  KeptInput *input;

  g_return_if_fail (UA_IS_STORE (self));
  g_return_if_fail (id != NULL);

  input = g_new0 (KeptInput, 1);
  input->type = type;
  input->id = g_strdup (id);
  ua_store_start_job (self, ua_store_find_entry_async, UA_STORE_PRIORITY_LOOK, find_entry_work,
                      input, free_kept_input, g_object_unref, cancellable, callback, user_data);
}

/**
 * ua_store_find_entry_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the entry, with all that it holds where that is kept; %NULL
 *   on failure, with %UA_ERROR_NOT_FOUND when it is not kept
 */
UaEntry *
ua_store_find_entry_finish (UaStore       *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  return ua_store_finish_job_pointer (self, result, ua_store_find_entry_async, error);
}
