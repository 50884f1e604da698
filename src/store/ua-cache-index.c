/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-store"

#include "ua-cache-private.h"

#include <string.h>

/* How many rows go into the index at once: some 30 ms of work, and few segments to merge. */
#define ROWS_PER_STEP 2048

/* How often to look whether somebody waits meanwhile. */
#define ROWS_PER_LOOK 128

/* During a walk rows are read instead of looked up until so many are outside of the index. */
#define MAX_ROWS_OUTSIDE 16384

static gboolean
run_text (UaCache     *self,
          const char  *sql,
          guint32      row,
          const char  *text,
          GError     **error)
{
  UaStatement *statement = ua_database_use (self->database, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, row);
  ua_statement_bind_text (statement, 2, text);
  return ua_database_run (self->database, statement, error);
}

static gboolean
read_text (UaCache  *self,
           guint32   row,
           char    **text,
           GError  **error)
{
  g_autoptr (UaStatement) statement =
    ua_database_use (self->database, "SELECT text FROM fold WHERE row = ?", error);
  gboolean found;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, row);
  if (!ua_database_step (self->database, statement, &found, error))
    return FALSE;
  *text = found ? ua_statement_dup_text (statement, 0) : NULL;
  return TRUE;
}

static gboolean
add_to_index (UaCache     *self,
              guint32      row,
              const char  *text,
              GError     **error)
{
  return run_text (self, "INSERT INTO search (rowid, text) VALUES (?, ?)", row, text, error);
}

static gboolean
remove_from_index (UaCache     *self,
                   guint32      row,
                   const char  *text,
                   GError     **error)
{
  return run_text (self, "INSERT INTO search (search, rowid, text) VALUES ('delete', ?, ?)",
                   row, text, error);
}

/**
 * ua_cache_index_member:
 * @self: the cache, in a transaction
 * @row: whose
 * @text: (nullable): the text to be found by; %NULL when the member goes
 * @is_new: whether the row was not there before
 * @error: return location for a #GError
 *
 * Keeps the search text, and the index as far as it has come.
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_cache_index_member (UaCache     *self,
                       guint32      row,
                       const char  *text,
                       gboolean     is_new,
                       GError     **error)
{
  g_autofree char *old_text = NULL;

  if (is_new)
    return run_text (self, "INSERT INTO fold (row, text) VALUES (?, ?)", row, text, error);
  if (!read_text (self, row, &old_text, error))
    return FALSE;
  if (g_strcmp0 (old_text, text) == 0)
    return TRUE;
  if (row <= self->indexed_to && old_text != NULL &&
      !remove_from_index (self, row, old_text, error))
    return FALSE;
  if (text == NULL)
    return run_text (self, "DELETE FROM fold WHERE row = ?1 AND ?2 IS NULL", row, NULL, error);
  return run_text (self, "INSERT OR REPLACE INTO fold (row, text) VALUES (?, ?)", row, text,
                   error) &&
         (row > self->indexed_to || add_to_index (self, row, text, error));
}

/* Adds rows until enough are done or somebody waits; @last is how far it came. */
static gboolean
add_rows (UaCache              *self,
          UaDatabaseInterrupt   waiting,
          gpointer              user_data,
          guint32              *last,
          GError              **error)
{
  g_autoptr (UaStatement) statement =
    ua_database_use (self->database,
                     "SELECT row, text FROM fold WHERE row > ? ORDER BY row LIMIT ?", error);
  gboolean found;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->indexed_to);
  sqlite3_bind_int (statement, 2, ROWS_PER_STEP);
  for (guint n = 1; ; n++)
    {
      if (!ua_database_step (self->database, statement, &found, error))
        return FALSE;
      if (!found)
        {
          *last = n <= ROWS_PER_STEP ? self->max_row : *last;
          return TRUE;
        }
      *last = (guint32) CLAMP (sqlite3_column_int64 (statement, 0), 0, self->max_row);
      if (!add_to_index (self, *last, (const char *) sqlite3_column_text (statement, 1), error))
        return FALSE;
      if (n % ROWS_PER_LOOK == 0 && waiting (user_data))
        return TRUE;
    }
}

static gboolean
wants_more (UaCache *self)
{
  guint32 outside = self->max_row - self->indexed_to;

  return outside > (self->texts[UA_STORE_TEXT_WALK] != NULL ? MAX_ROWS_OUTSIDE : 0);
}

/* What was deleted is only marked so in the index; merging its parts drops it, some at a time. */
static gboolean
merge_some (UaCache   *self,
            gboolean  *more,
            GError   **error)
{
  sqlite3 *handle = ua_database_get_handle (self->database);
  gint64 wanted;
  int before;

  if (!ua_database_get_integer (self->database, "SELECT value FROM meta WHERE key = 'purge'",
                                &wanted, error))
    return FALSE;
  *more = FALSE;
  if (wanted == 0)
    return TRUE;
  before = sqlite3_total_changes (handle);
  if (!ua_database_exec (self->database,
                         wanted == 1
                           ? "INSERT INTO search (search, rank) VALUES ('merge', -64)"
                           : "INSERT INTO search (search, rank) VALUES ('merge', 64)", error))
    return FALSE;
  /* FTS5 documents that a merge that found nothing to do changes fewer than two rows. */
  *more = sqlite3_total_changes (handle) - before >= 2;
  return ua_cache_set_number (self, "purge", *more ? 2 : 0, error) &&
         (*more || ua_database_forget_traces (self->database, error));
}

/**
 * ua_cache_is_searchable:
 * @self: the cache
 *
 * Returns: whether no walk is under way and the full-text index has all members, so that no search
 *   has to read their texts
 */
gboolean
ua_cache_is_searchable (UaCache *self)
{
  return self->indexed_to == self->max_row && self->texts[UA_STORE_TEXT_WALK] == NULL;
}

/**
 * ua_cache_index_more:
 * @self: the cache
 * @waiting: (scope call): asked now and then whether somebody waits
 * @user_data: for @waiting
 * @more: (out): whether there is more to do
 * @error: return location for a #GError
 *
 * Does a little of what can wait until nobody waits: rows that the full-text index lacks, and
 * dropping what was deleted from it.
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_cache_index_more (UaCache              *self,
                     UaDatabaseInterrupt   waiting,
                     gpointer              user_data,
                     gboolean             *more,
                     GError              **error)
{
  guint32 last = self->indexed_to;
  gboolean success;

  if (!wants_more (self))
    return merge_some (self, more, error);
  if (!ua_cache_begin (self, error))
    return FALSE;
  success = add_rows (self, waiting, user_data, &last, error) &&
            ua_cache_set_number (self, "indexed_to", last, error);
  if (success)
    self->indexed_to = last;
  *more = TRUE;
  return ua_cache_end (self, success, error);
}

/**
 * ua_cache_refill_texts:
 * @self: the cache, just opened
 * @error: return location for a #GError
 *
 * Makes the search texts where there are none, after the way to make them has changed.
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_cache_refill_texts (UaCache  *self,
                       GError  **error)
{
  gint64 any;
  gboolean success = TRUE;

  if (!ua_database_get_integer (self->database, "SELECT EXISTS (SELECT 1 FROM fold)", &any, error))
    return FALSE;
  if (any != 0 || self->n_members == 0)
    return TRUE;
  if (!ua_cache_begin (self, error))
    return FALSE;
  for (guint32 row = 1; row <= self->max_row && success; row++)
    {
      g_autoptr (UaMemberRecord) record = NULL;

      success = ua_cache_read_row (self, row, &record, NULL, error);
      if (success && record != NULL)
        {
          g_autofree char *text = ua_search_text_new (record);

          success = ua_cache_index_member (self, row, text, TRUE, error);
        }
    }
  return ua_cache_end (self, success, error);
}
