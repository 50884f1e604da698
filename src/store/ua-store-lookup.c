/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-store"

/* From rows to ids, and from what people call members to rows. */
#include "ua-store-private.h"

#include "ua-cache-private.h"

/* Every row once, with all that one may know a member by. */
#define LOOK_UP_SQL \
  "SELECT row, id, email, user_name, employee_number, external_id FROM member ORDER BY row"

/* How many of these columns are to be compared, after the row. */
#define N_COMPARED 5

static gpointer
list_ids_work (UaStoreWorker  *worker,
               gpointer        input,
               GError        **error)
{
  UaRows *rows = input;
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < ua_rows_get_n (rows); i++)
    {
      g_autoptr (UaStatement) statement =
        ua_database_use (worker->cache->database, "SELECT id FROM member WHERE row = ?", error);
      g_autofree char *id = NULL;
      gboolean found;

      if (statement == NULL)
        return NULL;
      sqlite3_bind_int64 (statement, 1, ua_rows_get_data (rows)[i]);
      if (!ua_database_step (worker->cache->database, statement, &found, error))
        return NULL;
      id = found ? ua_statement_dup_text (statement, 0) : NULL;
      if (id != NULL)
        g_strv_builder_add (ids, id);
    }
  return g_strv_builder_end (ids);
}

/**
 * ua_store_list_ids_async:
 * @self: a store
 * @rows: (transfer none): rows of members
 * @cancellable: (nullable): stops it
 * @callback: called when they are read
 * @user_data: for @callback
 *
 * Reads the ids of members, of a hundred thousand as well as of one.
 */
void
ua_store_list_ids_async (UaStore             *self,
                         UaRows              *rows,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (UA_IS_STORE (self));
  g_return_if_fail (rows != NULL);

  ua_store_start_job (self, ua_store_list_ids_async, UA_STORE_PRIORITY_LOOK, list_ids_work,
                      ua_rows_ref (rows), (GDestroyNotify) ua_rows_unref,
                      (GDestroyNotify) g_strfreev, cancellable, callback, user_data);
}

/**
 * ua_store_list_ids_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the ids in the order of the rows, without those that are
 *   gone; %NULL on failure
 */
GStrv
ua_store_list_ids_finish (UaStore       *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  return ua_store_finish_job_pointer (self, result, ua_store_list_ids_async, error);
}

static char *
fold_word (const char *word)
{
  return g_utf8_validate (word, -1, NULL) ? g_utf8_casefold (word, -1) : g_strdup (word);
}

/* Adds the row where one of its columns is wanted, and remembers which words were found. */
static void
match_row (UaStatement *statement,
           GHashTable  *wanted,
           GHashTable  *found,
           GArray      *rows)
{
  guint32 row = (guint32) sqlite3_column_int64 (statement, 0);
  gboolean matches = FALSE;

  for (int column = 1; column <= N_COMPARED; column++)
    {
      g_autofree char *text = ua_statement_dup_text (statement, column);
      g_autofree char *key = text != NULL ? fold_word (text) : NULL;

      if (key == NULL || !g_hash_table_contains (wanted, key))
        continue;
      g_hash_table_add (found, g_steal_pointer (&key));
      matches = TRUE;
    }
  if (matches)
    g_array_append_val (rows, row);
}

static UaLookup *
make_lookup (GStrv       words,
             GHashTable *found,
             GArray     *rows)
{
  g_autoptr (GStrvBuilder) missing = g_strv_builder_new ();

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *key = fold_word (words[i]);

      if (!g_hash_table_contains (found, key))
        g_strv_builder_add (missing, words[i]);
    }
  return ua_lookup_new (g_array_ref (rows), g_strv_builder_end (missing));
}

static gpointer
look_up_work (UaStoreWorker  *worker,
              gpointer        input,
              GError        **error)
{
  GStrv words = input;
  UaDatabase *database = worker->cache->database;
  g_autoptr (UaStatement) statement = ua_database_use (database, LOOK_UP_SQL, error);
  g_autoptr (GHashTable) wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  gboolean more;

  for (guint i = 0; words[i] != NULL; i++)
    g_hash_table_add (wanted, fold_word (words[i]));
  if (statement == NULL || !ua_database_step (database, statement, &more, error))
    return NULL;
  while (more)
    {
      match_row (statement, wanted, found, rows);
      if (!ua_database_step (database, statement, &more, error))
        return NULL;
    }
  return make_lookup (words, found, rows);
}

/**
 * ua_store_look_up_async:
 * @self: a store
 * @words: (array zero-terminated=1): emails, user names, employee numbers or ids
 * @cancellable: (nullable): stops it
 * @callback: called when all were looked for
 * @user_data: for @callback
 *
 * Finds the members whom a list names, case ignored (PE-04), in one pass over all of them.
 */
void
ua_store_look_up_async (UaStore             *self,
                        const char * const  *words,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_return_if_fail (UA_IS_STORE (self));
  g_return_if_fail (words != NULL);

  ua_store_start_job (self, ua_store_look_up_async, UA_STORE_PRIORITY_LOOK, look_up_work,
                      g_strdupv ((GStrv) words), (GDestroyNotify) g_strfreev,
                      (GDestroyNotify) ua_lookup_free, cancellable, callback, user_data);
}

/**
 * ua_store_look_up_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): who was found and what was not; %NULL on failure
 */
UaLookup *
ua_store_look_up_finish (UaStore       *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  return ua_store_finish_job_pointer (self, result, ua_store_look_up_async, error);
}
