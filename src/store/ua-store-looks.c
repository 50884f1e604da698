/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-store"

#include "ua-store-private.h"

#include "ua-error.h"

/* What somebody looks at: queries, rows, counts. */

typedef struct
{
  UaQuery *query;  /* (owned) */
  guint n_first;
  gboolean quick;
  UaField field;
} QueryInput;

static QueryInput *
new_query_input (UaQuery *query)
{
  QueryInput *input = g_new0 (QueryInput, 1);

  input->query = ua_query_ref (query);
  return input;
}

static void
free_query_input (gpointer data)
{
  QueryInput *input = data;

  ua_query_unref (input->query);
  g_free (input);
}

static gpointer
query_work (UaStoreWorker  *worker,
            gpointer        input,
            GError        **error)
{
  QueryInput *in = input;
  UaStoreAnswer *answer;

  if (!ua_cache_begin_looking (worker->cache, error))
    return NULL;
  answer = ua_cache_query (worker->cache, in->query, in->n_first, in->quick, error);
  ua_cache_end_looking (worker->cache);
  return answer;
}

/**
 * ua_store_query_async:
 * @self: a store
 * @query: which members, in what order
 * @n_first: how many rows to read at once
 * @quick: whether the first rows alone will do where they are to be had much sooner than all; then
 *   #UaStoreAnswer.whole tells whether they are all
 * @cancellable: (nullable): stops the query, also while it runs
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Runs a query.
 */
void
ua_store_query_async (UaStore             *self,
                      UaQuery             *query,
                      guint                n_first,
                      gboolean             quick,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  QueryInput *input;

  g_return_if_fail (UA_IS_STORE (self));
  g_return_if_fail (query != NULL);

  input = new_query_input (query);
  input->n_first = n_first;
  input->quick = quick;
  ua_store_start_job (self, ua_store_query_async, UA_STORE_PRIORITY_LOOK, query_work, input,
                      free_query_input, (GDestroyNotify) ua_store_answer_free, cancellable,
                      callback, user_data);
}

/**
 * ua_store_query_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the answer; %NULL with %G_IO_ERROR_CANCELLED,
 *   %UA_ERROR_STORAGE, %UA_ERROR_CORRUPT, %UA_ERROR_INVALID_ARGUMENT for a filter that is too deep,
 *   or %UA_ERROR_STOPPED
 */
UaStoreAnswer *
ua_store_query_finish (UaStore       *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  UaStoreAnswer *answer = ua_store_finish_job_pointer (self, result, ua_store_query_async, error);

  if (answer != NULL)
    ua_store_apply_rows (self, answer->first);
  return answer;
}

static gpointer
read_rows_work (UaStoreWorker  *worker,
                gpointer        input,
                GError        **error)
{
  UaRows *rows = input;
  g_autoptr (GArray) store_rows = ua_store_rows_new ();
  gboolean success;

  if (!ua_cache_begin_looking (worker->cache, error))
    return NULL;
  success = TRUE;
  for (guint i = 0; i < ua_rows_get_n (rows) && success; i++)
    success = ua_cache_add_store_row (worker->cache, ua_rows_get_data (rows)[i], store_rows, error);
  ua_cache_end_looking (worker->cache);
  return success ? g_steal_pointer (&store_rows) : NULL;
}

/**
 * ua_store_read_rows_async:
 * @self: a store
 * @rows: (array length=n_rows): numbers of rows
 * @n_rows: how many
 * @cancellable: (nullable): stops it, also while it runs
 * @callback: called when they are read
 * @user_data: for @callback
 *
 * Reads rows, and brings their member objects up to date.
 */
void
ua_store_read_rows_async (UaStore             *self,
                          const guint32       *rows,
                          guint                n_rows,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (UA_IS_STORE (self));

  ua_store_start_job (self, ua_store_read_rows_async, UA_STORE_PRIORITY_LOOK, read_rows_work,
                      ua_rows_new (rows, n_rows), (GDestroyNotify) ua_rows_unref,
                      (GDestroyNotify) g_array_unref, cancellable, callback, user_data);
}

/**
 * ua_store_read_rows_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (element-type UaStoreRow) (nullable): the rows, in the order in which
 *   they were asked for; %NULL on failure
 */
GArray *
ua_store_read_rows_finish (UaStore       *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  GArray *rows = ua_store_finish_job_pointer (self, result, ua_store_read_rows_async, error);

  if (rows != NULL)
    ua_store_apply_rows (self, rows);
  return rows;
}

static gboolean
find_row (UaStoreWorker  *worker,
          const char     *id,
          guint32        *row,
          GError        **error)
{
  if (!ua_cache_find_row (worker->cache, id, row, NULL, error))
    return FALSE;
  if (*row == 0)
    g_set_error_literal (error, UA_ERROR, UA_ERROR_NOT_FOUND, "There is no such member");
  return *row != 0;
}

static gpointer
find_member_work (UaStoreWorker  *worker,
                  gpointer        input,
                  GError        **error)
{
  g_autoptr (GArray) store_rows = ua_store_rows_new ();
  guint32 row;

  if (!find_row (worker, input, &row, error) ||
      !ua_cache_add_store_row (worker->cache, row, store_rows, error))
    return NULL;
  return g_steal_pointer (&store_rows);
}

/**
 * ua_store_find_member_async:
 * @self: a store
 * @id: a member's id
 * @cancellable: (nullable): stops it
 * @callback: called when the member is read
 * @user_data: for @callback
 */
void
ua_store_find_member_async (UaStore             *self,
                            const char          *id,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (UA_IS_STORE (self));
  g_return_if_fail (id != NULL);

  ua_store_start_job (self, ua_store_find_member_async, UA_STORE_PRIORITY_LOOK, find_member_work,
                      g_strdup (id), g_free, (GDestroyNotify) g_array_unref, cancellable, callback,
                      user_data);
}

/**
 * ua_store_find_member_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the member's one object, with its record; %NULL on failure,
 *   with %UA_ERROR_NOT_FOUND when the cache has no such member
 */
UaMember *
ua_store_find_member_finish (UaStore       *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_autoptr (GArray) rows =
    ua_store_finish_job_pointer (self, result, ua_store_find_member_async, error);
  UaMember *member;

  if (rows == NULL)
    return NULL;
  member = ua_store_dup_member (self, g_array_index (rows, UaStoreRow, 0).row);
  ua_store_apply_rows (self, rows);
  return member;
}

static gpointer
read_base_work (UaStoreWorker  *worker,
                gpointer        input,
                GError        **error)
{
  UaMemberRecord *record;
  guint32 row;

  if (!find_row (worker, input, &row, error) ||
      !ua_cache_read_base (worker->cache, row, &record, NULL, error))
    return NULL;
  if (record == NULL)
    g_set_error_literal (error, UA_ERROR, UA_ERROR_CORRUPT, "A member has no row");
  return record;
}

/**
 * ua_store_read_base_async:
 * @self: a store
 * @id: a member's id
 * @cancellable: (nullable): stops it
 * @callback: called when the member is read
 * @user_data: for @callback
 *
 * Reads a member without the changes that wait to be sent.
 */
void
ua_store_read_base_async (UaStore             *self,
                          const char          *id,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (UA_IS_STORE (self));
  g_return_if_fail (id != NULL);

  ua_store_start_job (self, ua_store_read_base_async, UA_STORE_PRIORITY_LOOK, read_base_work,
                      g_strdup (id), g_free, (GDestroyNotify) ua_member_record_unref, cancellable,
                      callback, user_data);
}

/**
 * ua_store_read_base_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the member as the server has it; %NULL on failure, with
 *   %UA_ERROR_NOT_FOUND when the cache has no such member
 */
UaMemberRecord *
ua_store_read_base_finish (UaStore       *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  return ua_store_finish_job_pointer (self, result, ua_store_read_base_async, error);
}

static gpointer
count_facet_work (UaStoreWorker  *worker,
                  gpointer        input,
                  GError        **error)
{
  QueryInput *in = input;
  GArray *counts;

  if (!ua_cache_begin_looking (worker->cache, error))
    return NULL;
  counts = ua_cache_count_facet (worker->cache, in->query, in->field, error);
  ua_cache_end_looking (worker->cache);
  return counts;
}

/**
 * ua_store_count_facet_async:
 * @self: a store
 * @query: among whom; a condition on @field itself has to be left out of it
 * @field: a list, or a field with few values
 * @cancellable: (nullable): stops it, also while it runs
 * @callback: called when they are counted
 * @user_data: for @callback
 *
 * Counts the members by their values of a field.
 */
void
ua_store_count_facet_async (UaStore             *self,
                            UaQuery             *query,
                            UaField              field,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  QueryInput *input;

  g_return_if_fail (UA_IS_STORE (self));
  g_return_if_fail (query != NULL);

  input = new_query_input (query);
  input->field = field;
  ua_store_start_job (self, ua_store_count_facet_async, UA_STORE_PRIORITY_COUNT, count_facet_work,
                      input, free_query_input, (GDestroyNotify) g_array_unref, cancellable,
                      callback, user_data);
}

/**
 * ua_store_count_facet_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (element-type UaFacetCount) (nullable): the values with their counts,
 *   the most frequent first; %NULL on failure, with %UA_ERROR_NOT_SUPPORTED for a field with many
 *   values
 */
GArray *
ua_store_count_facet_finish (UaStore       *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return ua_store_finish_job_pointer (self, result, ua_store_count_facet_async, error);
}
