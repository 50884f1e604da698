/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-directory"

#include "ua-dir-db.h"

#include "ua-dir-error.h"
#include "ua-dir-functions.h"

#include <stdarg.h>

#define MAX_STATEMENTS 128
#define BUSY_TIMEOUT_MS 10000
#define PROGRESS_STEPS 10000

struct _UaDirDb
{
  sqlite3 *handle;         /* (owned) */
  GHashTable *statements;  /* (owned), SQL to sqlite3_stmt */
  UaDirTicksView *ticks;   /* (owned) */
  UaDirShown *shown;       /* (owned) */
  gint64 deadline;         /* monotonic microseconds, 0 for none */
  UaDirTraces traces;
};

/* Turns what SQLite says into an error.  Its message names tables and columns, never values. */
static gboolean
set_error (UaDirDb  *self,
           int       result,
           GError  **error)
{
  int code = UA_ERROR_STORAGE;

  if (result == SQLITE_FULL)
    {
      g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_DISK_FULL,
                           "The disk of the directory is full");
      return FALSE;
    }
  if (result == SQLITE_CORRUPT || result == SQLITE_NOTADB)
    code = UA_ERROR_CORRUPT;
  else if (result == SQLITE_INTERRUPT)
    code = UA_ERROR_BUSY;
  if (result == SQLITE_INTERRUPT)
    g_set_error_literal (error, UA_ERROR, code, "The query takes too long");
  else
    g_set_error (error, UA_ERROR, code, "Database: %s",
                 self->handle != NULL ? sqlite3_errmsg (self->handle) : sqlite3_errstr (result));
  return FALSE;
}

static int
deadline_passed_cb (gpointer data)
{
  UaDirDb *self = data;

  return self->deadline != 0 && g_get_monotonic_time () > self->deadline;
}

static void
finalize_statement (gpointer data)
{
  sqlite3_finalize (data);
}

static gboolean
set_pragmas (UaDirDb     *self,
             UaDirDbUse   use,
             GError     **error)
{
  static const char write_sql[] =
    "PRAGMA journal_mode = WAL;"
    "PRAGMA synchronous = FULL;"
    "PRAGMA foreign_keys = ON;"
    "PRAGMA secure_delete = ON;"
    "PRAGMA temp_store = MEMORY;"
    "PRAGMA cache_size = -65536;"
    "PRAGMA journal_size_limit = 67108864;";
  static const char read_sql[] =
    "PRAGMA query_only = ON;"
    "PRAGMA temp_store = MEMORY;"
    "PRAGMA cache_size = -32768;"
    "PRAGMA mmap_size = 1073741824;";
  static const char look_sql[] =
    "PRAGMA query_only = ON;"
    "PRAGMA temp_store = MEMORY;"
    "PRAGMA mmap_size = 0;";

  return ua_dir_db_exec (self, use == UA_DIR_DB_WRITE ? write_sql
                               : use == UA_DIR_DB_READ ? read_sql : look_sql, error);
}

/* SQLite counts the memory that it uses under one lock, for which all threads would queue. */
static void
configure (void)
{
  static gsize configured;

  if (g_once_init_enter (&configured))
    {
      sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
      g_once_init_leave (&configured, 1);
    }
}

/**
 * ua_dir_db_open:
 * @path: the file of the database
 * @use: what it is for; one that writes makes the file where it is missing
 * @error: return location for an error
 *
 * Opens a connection.  What a writer commits is on disk when the commit returns
 * (`synchronous=FULL`).
 *
 * Returns: (transfer full) (nullable): the connection, or %NULL with an error
 *   (%UA_ERROR_STORAGE, %UA_ERROR_CORRUPT)
 *
 * Any thread; then one thread at a time.
 */
UaDirDb *
ua_dir_db_open (const char  *path,
                UaDirDbUse   use,
                GError     **error)
{
  g_autoptr(UaDirDb) self = g_new0 (UaDirDb, 1);
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE |
              (use == UA_DIR_DB_WRITE ? SQLITE_OPEN_CREATE : 0);
  int result;

  configure ();
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, finalize_statement);
  self->ticks = ua_dir_ticks_view_new ();
  self->shown = ua_dir_shown_new ();
  result = sqlite3_open_v2 (path, &self->handle, flags, NULL);
  if (result != SQLITE_OK)
    {
      set_error (self, result, error);
      return NULL;
    }
  sqlite3_extended_result_codes (self->handle, 0);
  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_progress_handler (self->handle, PROGRESS_STEPS, deadline_passed_cb, self);
  ua_dir_functions_register (self->handle);
  if (!set_pragmas (self, use, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * ua_dir_db_close:
 * @self: (transfer full) (nullable): a connection
 *
 * Closes it; no #UaDirQuery may be in use.
 */
void
ua_dir_db_close (UaDirDb *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->statements, g_hash_table_unref);
  if (self->handle != NULL)
    sqlite3_close (self->handle);
  ua_dir_shown_free (self->shown);
  ua_dir_ticks_view_free (self->ticks);
  g_free (self);
}

/**
 * ua_dir_db_get_handle:
 * @self: a connection
 *
 * Returns: (transfer none): SQLite's own handle
 */
sqlite3 *
ua_dir_db_get_handle (UaDirDb *self)
{
  return self->handle;
}

/**
 * ua_dir_db_get_traces:
 * @self: a connection
 *
 * Returns: (transfer none): what is to be done about traces, to be read and set
 */
UaDirTraces *
ua_dir_db_get_traces (UaDirDb *self)
{
  return &self->traces;
}

/**
 * ua_dir_db_get_shown:
 * @self: a connection
 *
 * Returns: (transfer none): what it remembers of what resources show of others
 */
UaDirShown *
ua_dir_db_get_shown (UaDirDb *self)
{
  return self->shown;
}

/**
 * ua_dir_db_get_ticks:
 * @self: a connection
 *
 * Returns: (transfer none): what it knows of changes
 */
UaDirTicksView *
ua_dir_db_get_ticks (UaDirDb *self)
{
  return self->ticks;
}

/**
 * ua_dir_db_look_at_ticks:
 * @self: a connection
 *
 * Forgets what may have changed.  To be called before each transaction; of the connection that
 * writes, before each and after it.
 */
void
ua_dir_db_look_at_ticks (UaDirDb *self)
{
  ua_dir_ticks_view_begin (self->ticks);
  ua_dir_shown_begin (self->shown, ua_dir_ticks_view_get (self->ticks, UA_DIR_CHANGE_SHOWN));
}

/**
 * ua_dir_db_exec:
 * @self: a connection
 * @sql: statements without parameters
 * @error: return location for an error
 *
 * Returns: whether all of them succeeded; else %UA_ERROR_STORAGE or %UA_ERROR_CORRUPT
 */
gboolean
ua_dir_db_exec (UaDirDb     *self,
                const char  *sql,
                GError     **error)
{
  int result = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  return result == SQLITE_OK || set_error (self, result, error);
}

/**
 * ua_dir_db_last_id:
 * @self: a connection
 *
 * Returns: the row id of the last row that this connection inserted
 */
gint64
ua_dir_db_last_id (UaDirDb *self)
{
  return sqlite3_last_insert_rowid (self->handle);
}

/**
 * ua_dir_db_changes:
 * @self: a connection
 *
 * Returns: how many rows the last statement changed
 */
int
ua_dir_db_changes (UaDirDb *self)
{
  return sqlite3_changes (self->handle);
}

/**
 * ua_dir_db_set_deadline:
 * @self: a connection
 * @monotonic_us: when running queries are interrupted with %UA_ERROR_BUSY, in microseconds of the
 *   monotonic clock; 0 for never
 */
void
ua_dir_db_set_deadline (UaDirDb *self,
                        gint64   monotonic_us)
{
  self->deadline = monotonic_us;
}

/**
 * ua_dir_query_begin:
 * @self: a query in its initial state
 * @db: (nullable): a connection; without one nothing may be asked, and every query fails
 * @sql: one statement
 * @error: return location for an error
 *
 * Prepares @sql, or takes the statement that was prepared for the same text before.
 *
 * Returns: whether it succeeded; else %UA_ERROR_BUSY without a connection, or as
 *   ua_dir_query_step()
 */
gboolean
ua_dir_query_begin (UaDirQuery  *self,
                    UaDirDb     *db,
                    const char  *sql,
                    GError     **error)
{
  int result;

  g_return_val_if_fail (self->stmt == NULL, FALSE);

  if (db == NULL)
    {
      g_set_error_literal (error, UA_ERROR, UA_ERROR_BUSY, "Nothing may be asked yet");
      return FALSE;
    }
  self->db = db;
  self->next = 1;
  self->stmt = g_hash_table_lookup (db->statements, sql);
  self->cached = self->stmt != NULL && !sqlite3_stmt_busy (self->stmt);
  if (self->cached)
    return TRUE;

  self->stmt = NULL;
  result = sqlite3_prepare_v3 (db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &self->stmt, NULL);
  if (result != SQLITE_OK)
    return set_error (db, result, error);
  if (!g_hash_table_contains (db->statements, sql) &&
      g_hash_table_size (db->statements) < MAX_STATEMENTS)
    {
      g_hash_table_insert (db->statements, g_strdup (sql), self->stmt);
      self->cached = TRUE;
    }
  return TRUE;
}

/**
 * ua_dir_query_add_int:
 * @self: a query
 * @value: the next parameter
 */
void
ua_dir_query_add_int (UaDirQuery *self,
                      gint64      value)
{
  sqlite3_bind_int64 (self->stmt, self->next++, value);
}

/**
 * ua_dir_query_add_double:
 * @self: a query
 * @value: the next parameter
 */
void
ua_dir_query_add_double (UaDirQuery *self,
                         double      value)
{
  sqlite3_bind_double (self->stmt, self->next++, value);
}

/**
 * ua_dir_query_add_text:
 * @self: a query
 * @value: (nullable): the next parameter, copied
 */
void
ua_dir_query_add_text (UaDirQuery *self,
                       const char *value)
{
  sqlite3_bind_text (self->stmt, self->next++, value, -1, SQLITE_TRANSIENT);
}

/**
 * ua_dir_query_add_blob:
 * @self: a query
 * @value: the next parameter, bytes, copied
 */
void
ua_dir_query_add_blob (UaDirQuery *self,
                       GBytes     *value)
{
  gsize n;
  const void *bytes = g_bytes_get_data (value, &n);

  sqlite3_bind_blob64 (self->stmt, self->next++, bytes, n, SQLITE_TRANSIENT);
}

/**
 * ua_dir_query_add_null:
 * @self: a query
 *
 * Makes the next parameter NULL.
 */
void
ua_dir_query_add_null (UaDirQuery *self)
{
  sqlite3_bind_null (self->stmt, self->next++);
}

/* Types: "i" gint64, "t" text or NULL, "r" gint64 where 0 stands for NULL (a reference). */
static void
add_parameters (UaDirQuery *self,
                const char *types,
                va_list     values)
{
  for (const char *type = types; *type != '\0'; type++)
    {
      if (*type == 't')
        {
          ua_dir_query_add_text (self, va_arg (values, const char *));
        }
      else
        {
          gint64 value = va_arg (values, gint64);

          g_assert (*type == 'i' || *type == 'r');
          if (*type == 'r' && value == 0)
            ua_dir_query_add_null (self);
          else
            ua_dir_query_add_int (self, value);
        }
    }
}

/**
 * ua_dir_query_open:
 * @self: a query in its initial state
 * @db: a connection
 * @error: return location for an error
 * @sql: one statement
 * @types: one letter a parameter: `i` a #gint64, `t` a text or %NULL, `r` a #gint64 of which 0
 *   stands for NULL
 * @...: the parameters
 *
 * Prepares a statement and binds its parameters.
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_query_open (UaDirQuery  *self,
                   UaDirDb     *db,
                   GError     **error,
                   const char  *sql,
                   const char  *types,
                   ...)
{
  va_list values;

  if (!ua_dir_query_begin (self, db, sql, error))
    return FALSE;
  va_start (values, types);
  add_parameters (self, types, values);
  va_end (values);
  return TRUE;
}

/**
 * ua_dir_query_step:
 * @self: a query
 * @row: (out) (optional): whether there is a row
 * @error: return location for an error
 *
 * Goes to the next row.
 *
 * Returns: %FALSE with an error set (%UA_ERROR_STORAGE, %UA_ERROR_CORRUPT, %UA_ERROR_BUSY when
 *   the time is over, %UA_DIR_ERROR_DISK_FULL), else %TRUE
 */
gboolean
ua_dir_query_step (UaDirQuery  *self,
                   gboolean    *row,
                   GError     **error)
{
  int result = sqlite3_step (self->stmt);

  if (result != SQLITE_ROW && result != SQLITE_DONE)
    return set_error (self->db, result, error);
  if (row != NULL)
    *row = result == SQLITE_ROW;
  return TRUE;
}

/**
 * ua_dir_query_again:
 * @self: a query
 *
 * Makes it ready to be bound and run once more.
 */
void
ua_dir_query_again (UaDirQuery *self)
{
  sqlite3_reset (self->stmt);
  self->next = 1;
}

/**
 * ua_dir_query_int:
 * @self: a query that is on a row
 * @column: from 0
 *
 * Returns: the value, 0 for NULL
 */
gint64
ua_dir_query_int (UaDirQuery *self,
                  int         column)
{
  return sqlite3_column_int64 (self->stmt, column);
}

/**
 * ua_dir_query_text:
 * @self: a query that is on a row
 * @column: from 0
 *
 * Returns: (transfer none) (nullable): the value, until the next step
 */
const char *
ua_dir_query_text (UaDirQuery *self,
                   int         column)
{
  return (const char *) sqlite3_column_text (self->stmt, column);
}

/**
 * ua_dir_query_blob:
 * @self: a query that is on a row
 * @column: from 0
 *
 * Returns: (transfer full): the value, bytes
 */
GBytes *
ua_dir_query_blob (UaDirQuery *self,
                   int         column)
{
  const void *bytes = sqlite3_column_blob (self->stmt, column);

  return g_bytes_new (bytes, (gsize) sqlite3_column_bytes (self->stmt, column));
}

/**
 * ua_dir_query_length:
 * @self: a query that is on a row
 * @column: from 0
 *
 * Returns: the length in bytes of what ua_dir_query_text() gave
 */
gsize
ua_dir_query_length (UaDirQuery *self,
                     int         column)
{
  return (gsize) sqlite3_column_bytes (self->stmt, column);
}

/**
 * ua_dir_query_is_null:
 * @self: a query that is on a row
 * @column: from 0
 *
 * Returns: whether the value is NULL
 */
gboolean
ua_dir_query_is_null (UaDirQuery *self,
                      int         column)
{
  return sqlite3_column_type (self->stmt, column) == SQLITE_NULL;
}

/**
 * ua_dir_query_clear:
 * @self: a query in any state
 *
 * Gives the statement back.
 */
void
ua_dir_query_clear (UaDirQuery *self)
{
  if (self->stmt != NULL)
    {
      if (self->cached)
        {
          sqlite3_reset (self->stmt);
          sqlite3_clear_bindings (self->stmt);
        }
      else
        {
          sqlite3_finalize (self->stmt);
        }
    }
  self->stmt = NULL;
  self->db = NULL;
}

/**
 * ua_dir_db_run:
 * @self: a connection
 * @error: return location for an error
 * @sql: one statement whose rows do not matter
 * @types: as for ua_dir_query_open()
 * @...: the parameters
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_db_run (UaDirDb     *self,
               GError     **error,
               const char  *sql,
               const char  *types,
               ...)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  va_list values;

  if (!ua_dir_query_begin (&query, self, sql, error))
    return FALSE;
  va_start (values, types);
  add_parameters (&query, types, values);
  va_end (values);
  return ua_dir_query_step (&query, NULL, error);
}

/**
 * ua_dir_db_get_int:
 * @self: a connection
 * @value: (out): the first column of the first row; 0 when there is no row
 * @error: return location for an error
 * @sql: one statement
 * @types: as for ua_dir_query_open()
 * @...: the parameters
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_db_get_int (UaDirDb     *self,
                   gint64      *value,
                   GError     **error,
                   const char  *sql,
                   const char  *types,
                   ...)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  va_list values;
  gboolean row;

  if (!ua_dir_query_begin (&query, self, sql, error))
    return FALSE;
  va_start (values, types);
  add_parameters (&query, types, values);
  va_end (values);
  if (!ua_dir_query_step (&query, &row, error))
    return FALSE;
  *value = row ? ua_dir_query_int (&query, 0) : 0;
  return TRUE;
}
