/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-store"

#include "ua-cache-private.h"

#include "ua-error.h"

#include <string.h>

/* When more members than this are erased at once, everything is fetched again rather than looked
 * through for each. */
#define MAX_FORGOTTEN 50

/* How often reading looks whether somebody wants it to stop, in rows. */
#define ROWS_PER_LOOK 64

static UaEntry *
read_entry (UaEntryType  type,
            UaStatement *statement)
{
  g_autofree char *id = ua_statement_dup_text (statement, 0);
  g_autoptr (GBytes) bytes =
    g_bytes_new (sqlite3_column_blob (statement, 1), (gsize) sqlite3_column_bytes (statement, 1));

  return id != NULL ? ua_entry_new_from_bytes (type, id, bytes) : NULL;
}

static gboolean
write_entry (UaCache   *self,
             UaEntry   *entry,
             gboolean   whole,
             GError   **error)
{
  UaStatement *statement =
    ua_database_use (self->database,
                     "INSERT OR REPLACE INTO kept (type, whole, id, data) VALUES (?, ?, ?, ?)",
                     error);
  g_autoptr (GBytes) bytes = NULL;

  if (statement == NULL)
    return FALSE;
  bytes = ua_entry_to_bytes (entry);
  ua_statement_bind_text (statement, 1, ua_entry_type_get_token (ua_entry_get_kind (entry)));
  sqlite3_bind_int (statement, 2, whole ? 1 : 0);
  ua_statement_bind_text (statement, 3, ua_entry_get_id (entry));
  sqlite3_bind_blob64 (statement, 4, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                       SQLITE_TRANSIENT);
  return ua_database_run (self->database, statement, error);
}

static gboolean
run_for_type (UaCache      *self,
              const char   *sql,
              UaEntryType   type,
              GError      **error)
{
  UaStatement *statement = ua_database_use (self->database, sql, error);

  if (statement == NULL)
    return FALSE;
  ua_statement_bind_text (statement, 1, ua_entry_type_get_token (type));
  return ua_database_run (self->database, statement, error);
}

/**
 * ua_cache_write_entries:
 * @self: the cache
 * @type: of what type
 * @entries: (element-type UaEntry): what came
 * @flags: what it is to be kept as
 * @error: return location for a #GError
 *
 * Keeps entries.
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_cache_write_entries (UaCache            *self,
                        UaEntryType         type,
                        GPtrArray          *entries,
                        UaStoreEntryFlags   flags,
                        GError            **error)
{
  gboolean whole = (flags & UA_STORE_ENTRIES_WHOLE) != 0;
  gboolean success = TRUE;

  if (!ua_cache_begin (self, error))
    return FALSE;
  if ((flags & UA_STORE_ENTRIES_INSTEAD) != 0)
    success = run_for_type (self, "DELETE FROM kept WHERE type = ? AND whole = 0", type, error);
  for (guint i = 0; i < entries->len && success; i++)
    success = write_entry (self, g_ptr_array_index (entries, i), whole, error);
  if (success && (flags & UA_STORE_ENTRIES_INSTEAD) != 0)
    success = run_for_type (self, "DELETE FROM kept WHERE type = ?1 AND whole = 1 AND id NOT IN"
                                  "  (SELECT id FROM kept WHERE type = ?1 AND whole = 0)",
                            type, error);
  return ua_cache_end (self, success, error);
}

/**
 * ua_cache_read_entries:
 * @self: the cache
 * @query: which entries, in what order
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (element-type UaEntry) (nullable): those that are kept; %NULL on failure
 */
GPtrArray *
ua_cache_read_entries (UaCache             *self,
                       const UaEntryQuery  *query,
                       GError             **error)
{
  UaEntryType type = ua_entry_query_get_kind (query);
  g_autoptr (UaStatement) statement =
    ua_database_use (self->database,
                     "SELECT id, data FROM kept WHERE type = ? AND whole = 0 ORDER BY rowid",
                     error);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean found;
  guint n = 0;

  if (statement == NULL)
    return NULL;
  ua_statement_bind_text (statement, 1, ua_entry_type_get_token (type));
  if (!ua_database_step (self->database, statement, &found, error))
    return NULL;
  while (found)
    {
      UaEntry *entry = read_entry (type, statement);

      if (entry != NULL)
        g_ptr_array_add (entries, entry);
      if (++n % ROWS_PER_LOOK == 0 && ua_cache_is_interrupted (self, error))
        return NULL;
      if (!ua_database_step (self->database, statement, &found, error))
        return NULL;
    }
  return ua_entry_query_run (query, entries);
}

/**
 * ua_cache_find_entry:
 * @self: the cache
 * @type: of what type
 * @id: its id
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the entry, with all that it holds where that is kept; %NULL
 *   on failure, with %UA_ERROR_NOT_FOUND when it is not kept
 */
UaEntry *
ua_cache_find_entry (UaCache      *self,
                     UaEntryType   type,
                     const char   *id,
                     GError      **error)
{
  g_autoptr (UaStatement) statement =
    ua_database_use (self->database,
                     "SELECT id, data FROM kept WHERE type = ? AND id = ? ORDER BY whole DESC",
                     error);
  UaEntry *entry;
  gboolean found;

  if (statement == NULL)
    return NULL;
  ua_statement_bind_text (statement, 1, ua_entry_type_get_token (type));
  ua_statement_bind_text (statement, 2, id);
  if (!ua_database_step (self->database, statement, &found, error))
    return NULL;
  entry = found ? read_entry (type, statement) : NULL;
  if (entry == NULL)
    g_set_error_literal (error, UA_ERROR, UA_ERROR_NOT_FOUND, "It is not kept");
  return entry;
}

/**
 * ua_cache_forget_entries_of:
 * @self: the cache, in a transaction
 * @ids: (array zero-terminated=1): members who are gone
 * @error: return location for a #GError
 *
 * Removes all entries that name one of these members: they may hold names, addresses and the texts
 * of mails (S8).
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_cache_forget_entries_of (UaCache             *self,
                            const char * const  *ids,
                            GError             **error)
{
  if (g_strv_length ((char **) ids) > MAX_FORGOTTEN)
    return ua_database_exec (self->database, "DELETE FROM kept", error);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      UaStatement *statement =
        ua_database_use (self->database, "DELETE FROM kept WHERE instr (data, ?) > 0", error);

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_blob64 (statement, 1, ids[i], strlen (ids[i]), SQLITE_TRANSIENT);
      if (!ua_database_run (self->database, statement, error))
        return FALSE;
    }
  return TRUE;
}
