/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-store"

#include "ua-log-private.h"

#include "ua-action.h"
#include "ua-error.h"

#include <string.h>

/* So many lines are kept, at most; the oldest go first. */
#define MAX_LINES "10000"

/* Ids are no longer than this, in bytes; what is, names nobody. */
#define MAX_ID_LENGTH 256

static gboolean
add_name (UaDatabase  *database,
          const char  *name,
          gint64       number,
          GError     **error)
{
  UaStatement *statement;

  if (name == NULL || strlen (name) > MAX_ID_LENGTH)
    return TRUE;
  statement = ua_database_use (database,
                               "INSERT OR IGNORE INTO done_name (name, number) VALUES (?, ?)",
                               error);
  if (statement == NULL)
    return FALSE;
  ua_statement_bind_text (statement, 1, name);
  sqlite3_bind_int64 (statement, 2, number);
  return ua_database_run (database, statement, error);
}

/* By the names one finds the lines that tell of a member: those of what was done to them, and those
 * of others whose values have been the member. */
static gboolean
add_names (UaDatabase  *database,
           UaEntry     *done,
           gint64       number,
           GError     **error)
{
  if (g_strcmp0 (ua_entry_get (done, "action"), UA_ACTION_ERASE) == 0)
    return TRUE;
  if (!add_name (database, ua_entry_get (done, "target.value"), number, error))
    return FALSE;
  for (guint i = 0; i < ua_entry_get_n (done, "changes"); i++)
    if (!add_name (database, ua_entry_get_nth (done, "changes", i, "old"), number, error) ||
        !add_name (database, ua_entry_get_nth (done, "changes", i, "new"), number, error))
      return FALSE;
  return TRUE;
}

/**
 * ua_log_add:
 * @database: the database, in a transaction
 * @done: what was done
 * @error: return location for a #GError
 *
 * Adds a line.
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_log_add (UaDatabase  *database,
            UaEntry     *done,
            GError     **error)
{
  UaStatement *statement =
    ua_database_use (database, "INSERT INTO done (id, data) VALUES (?, ?)", error);
  g_autoptr (GBytes) bytes = NULL;

  if (statement == NULL)
    return FALSE;
  bytes = ua_entry_to_bytes (done);
  ua_statement_bind_text (statement, 1, ua_entry_get_id (done));
  sqlite3_bind_blob64 (statement, 2, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                       SQLITE_TRANSIENT);
  return ua_database_run (database, statement, error) &&
         add_names (database, done,
                    sqlite3_last_insert_rowid (ua_database_get_handle (database)), error) &&
         ua_database_exec (database,
                           "DELETE FROM done_name WHERE number <="
                           "  (SELECT max (number) - " MAX_LINES " FROM done);"
                           "DELETE FROM done WHERE number <="
                           "  (SELECT max (number) - " MAX_LINES " FROM done)", error);
}

/* What is damaged is left out. */
static UaEntry *
read_line (UaStatement *statement)
{
  g_autofree char *id = ua_statement_dup_text (statement, 0);
  g_autoptr (GBytes) bytes =
    g_bytes_new (sqlite3_column_blob (statement, 1), (gsize) sqlite3_column_bytes (statement, 1));

  return id != NULL ? ua_entry_new_from_bytes (UA_ENTRY_TYPE_OWN_EVENT, id, bytes) : NULL;
}

/**
 * ua_log_read:
 * @database: the database
 * @query: which lines, in what order
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (element-type UaEntry) (nullable): what was done; %NULL on failure
 */
GPtrArray *
ua_log_read (UaDatabase          *database,
             const UaEntryQuery  *query,
             GError             **error)
{
  g_autoptr (UaStatement) statement =
    ua_database_use (database, "SELECT id, data FROM done ORDER BY number DESC", error);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean found;

  if (statement == NULL || !ua_database_step (database, statement, &found, error))
    return NULL;
  while (found)
    {
      UaEntry *line = read_line (statement);

      if (line != NULL)
        g_ptr_array_add (lines, line);
      if (!ua_database_step (database, statement, &found, error))
        return NULL;
    }
  return ua_entry_query_run (query, lines);
}

/**
 * ua_log_find:
 * @database: the database
 * @id: the id of a line
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): what was done; %NULL on failure, with %UA_ERROR_NOT_FOUND
 *   when there is no such line
 */
UaEntry *
ua_log_find (UaDatabase  *database,
             const char  *id,
             GError     **error)
{
  g_autoptr (UaStatement) statement =
    ua_database_use (database, "SELECT id, data FROM done WHERE id = ?", error);
  UaEntry *line;
  gboolean found;

  if (statement == NULL)
    return NULL;
  ua_statement_bind_text (statement, 1, id);
  if (!ua_database_step (database, statement, &found, error))
    return NULL;
  line = found ? read_line (statement) : NULL;
  if (line == NULL)
    g_set_error_literal (error, UA_ERROR, UA_ERROR_NOT_FOUND, "It is not in the log");
  return line;
}

static gboolean
run_with_id (UaDatabase  *database,
             const char  *sql,
             const char  *id,
             GError     **error)
{
  UaStatement *statement = ua_database_use (database, sql, error);

  if (statement == NULL)
    return FALSE;
  ua_statement_bind_text (statement, 1, id);
  return ua_database_run (database, statement, error);
}

/**
 * ua_log_forget:
 * @database: the database, in a transaction
 * @id: the id of somebody who is gone
 * @error: return location for a #GError
 *
 * Removes the lines that tell of them, but that they were erased: that line has no more than the
 * id.
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_log_forget (UaDatabase  *database,
               const char  *id,
               GError     **error)
{
  return run_with_id (database,
                      "DELETE FROM done WHERE number IN"
                      "  (SELECT number FROM done_name WHERE name = ?)", id, error) &&
         run_with_id (database,
                      "DELETE FROM done_name WHERE number IN"
                      "  (SELECT number FROM done_name WHERE name = ?)", id, error);
}
