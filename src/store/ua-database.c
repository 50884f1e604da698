/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-store"

#include "ua-database-private.h"

#include "ua-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* How many steps of SQLite's machine pass between two looks at whether to stop: some 20 us. */
#define STEPS_BETWEEN_LOOKS 1000

struct _UaDatabase
{
  sqlite3 *handle;         /* (owned) */
  GHashTable *statements;  /* (owned), SQL by address (unowned) -> sqlite3_stmt (owned) */
  GThread *owner;          /* (unowned) */
  UaDatabaseInterrupt interrupt; /* (nullable) */
  gpointer interrupt_data; /* (unowned) (nullable) */
};

static const char * const companions[] = { "", "-wal", "-shm", "-journal" };

static void
assert_thread (UaDatabase *self)
{
  g_assert (self->owner == g_thread_self ());
}

/* The text says what failed, never what was in the statement: that may be personal. */
static void
set_error (int      code,
           GError **error)
{
  const char *text = sqlite3_errstr (code);

  switch (code & 0xFF)
    {
    case SQLITE_INTERRUPT:
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The query was cancelled");
      break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
    case SQLITE_ERROR:
    case SQLITE_MISMATCH:
    case SQLITE_SCHEMA:
      g_set_error (error, UA_ERROR, UA_ERROR_CORRUPT, "The database is damaged: %s", text);
      break;
    default:
      g_set_error (error, UA_ERROR, UA_ERROR_STORAGE, "The database refused: %s (%d)", text, code);
    }
}

static void
set_file_error (const char *what,
                int         code,
                GError    **error)
{
  g_set_error (error, UA_ERROR, UA_ERROR_STORAGE, "%s: %s", what, g_strerror (code));
}

static void
finalize_statement (gpointer data)
{
  sqlite3_finalize (data);
}

/* SQLite gives its companion files the mode of the database, so the mode is set before it sees
 * it. */
static gboolean
create_private_file (const char *path,
                     GError    **error)
{
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  int code;

  if (fd < 0)
    {
      set_file_error ("The database file cannot be opened", errno, error);
      return FALSE;
    }
  code = fchmod (fd, 0600) == 0 ? 0 : errno;
  g_close (fd, NULL);
  for (guint i = 1; i < G_N_ELEMENTS (companions) && code == 0; i++)
    {
      g_autofree char *companion = g_strconcat (path, companions[i], NULL);

      if (g_chmod (companion, 0600) != 0 && errno != ENOENT)
        code = errno;
    }
  if (code != 0)
    set_file_error ("The database file cannot be made private", code, error);
  return code == 0;
}

static int
interrupt_cb (gpointer user_data)
{
  UaDatabase *self = user_data;

  return self->interrupt != NULL && self->interrupt (self->interrupt_data) ? 1 : 0;
}

static gboolean
configure (UaDatabase     *self,
           UaDatabaseMode  mode,
           GError        **error)
{
  if (mode == UA_DATABASE_MODE_READ)
    return TRUE;
  return ua_database_exec (self, "PRAGMA journal_mode = WAL", error) &&
         ua_database_exec (self, mode == UA_DATABASE_MODE_DURABLE ? "PRAGMA synchronous = FULL"
                                                                  : "PRAGMA synchronous = NORMAL",
                           error) &&
         ua_database_exec (self, "PRAGMA secure_delete = ON", error) &&
         ua_database_exec (self, "PRAGMA temp_store = MEMORY", error) &&
         ua_database_exec (self, "PRAGMA cell_size_check = ON", error) &&
         ua_database_exec (self, "PRAGMA trusted_schema = OFF", error) &&
         ua_database_exec (self, mode == UA_DATABASE_MODE_CACHE ? "PRAGMA cache_size = -2048"
                                                                : "PRAGMA cache_size = -256",
                           error) &&
         ua_database_exec (self, "PRAGMA journal_size_limit = 4194304", error);
}

/**
 * ua_database_open:
 * @path: the file
 * @mode: what it is for
 * @error: return location for a #GError
 *
 * Opens a database, with mode 0600 whatever the umask, and makes it where it is missing.
 *
 * Returns: (transfer full) (nullable): the database of the calling thread; %NULL with
 *   %UA_ERROR_STORAGE or %UA_ERROR_CORRUPT
 */
UaDatabase *
ua_database_open (const char      *path,
                  UaDatabaseMode   mode,
                  GError         **error)
{
  g_autoptr (UaDatabase) self = g_new0 (UaDatabase, 1);
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  int code;

  g_return_val_if_fail (path != NULL, NULL);

  self->owner = g_thread_self ();
  self->statements = g_hash_table_new_full (NULL, NULL, NULL, finalize_statement);
  if (mode == UA_DATABASE_MODE_READ)
    flags |= SQLITE_OPEN_READWRITE;
  else
    flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  if (mode != UA_DATABASE_MODE_READ && !create_private_file (path, error))
    return NULL;
  code = sqlite3_open_v2 (path, &self->handle, flags, NULL);
  if (code != SQLITE_OK)
    {
      set_error (code, error);
      return NULL;
    }
  sqlite3_busy_timeout (self->handle, 5000);
  sqlite3_progress_handler (self->handle, STEPS_BETWEEN_LOOKS, interrupt_cb, self);
  if (!configure (self, mode, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * ua_database_close:
 * @self: (transfer full): a database, no statement of it in use
 */
void
ua_database_close (UaDatabase *self)
{
  assert_thread (self);

  g_clear_pointer (&self->statements, g_hash_table_unref);
  if (sqlite3_close (self->handle) != SQLITE_OK)
    g_warning ("A database was closed with statements in use");
  g_free (self);
}

/**
 * ua_database_set_interrupt:
 * @self: a database
 * @interrupt: (nullable) (scope forever): called now and then while a statement runs, in the thread
 *   of @self; %TRUE stops the statement, which then fails with %G_IO_ERROR_CANCELLED
 * @user_data: for @interrupt
 */
void
ua_database_set_interrupt (UaDatabase          *self,
                           UaDatabaseInterrupt  interrupt,
                           gpointer             user_data)
{
  assert_thread (self);

  self->interrupt = interrupt;
  self->interrupt_data = user_data;
}

/**
 * ua_database_get_handle:
 * @self: a database
 *
 * Returns: (transfer none): the connection
 */
sqlite3 *
ua_database_get_handle (UaDatabase *self)
{
  assert_thread (self);

  return self->handle;
}

/**
 * ua_database_use:
 * @self: a database
 * @sql: one statement; its address is what it is remembered by, so it lives as long as @self and
 *   does not change
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the statement, prepared at the first use only; to be
 *   released before it is used again
 */
UaStatement *
ua_database_use (UaDatabase  *self,
                 const char  *sql,
                 GError     **error)
{
  sqlite3_stmt *statement;
  int code;

  assert_thread (self);

  statement = g_hash_table_lookup (self->statements, sql);
  if (statement != NULL)
    return statement;
  code = sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
  if (code != SQLITE_OK)
    {
      set_error (code, error);
      return NULL;
    }
  g_hash_table_insert (self->statements, (gpointer) sql, statement);
  return statement;
}

/**
 * ua_database_step:
 * @self: a database
 * @statement: what ua_database_use() gave
 * @row: (out): whether there is a row
 * @error: return location for a #GError
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_database_step (UaDatabase   *self,
                  UaStatement  *statement,
                  gboolean     *row,
                  GError      **error)
{
  int code = sqlite3_step (statement);

  if (code != SQLITE_ROW && code != SQLITE_DONE)
    {
      set_error (code, error);
      return FALSE;
    }
  *row = code == SQLITE_ROW;
  return TRUE;
}

/**
 * ua_database_run:
 * @self: a database
 * @statement: a statement without rows, its parameters bound
 * @error: return location for a #GError
 *
 * Runs the statement and makes it ready for other parameters.
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_database_run (UaDatabase   *self,
                 UaStatement  *statement,
                 GError      **error)
{
  int code;

  do
    code = sqlite3_step (statement);
  while (code == SQLITE_ROW);
  sqlite3_reset (statement);
  if (code != SQLITE_DONE)
    set_error (code, error);
  return code == SQLITE_DONE;
}

/**
 * ua_database_exec:
 * @self: a database
 * @sql: statements without parameters, whose rows are of no interest
 * @error: return location for a #GError
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_database_exec (UaDatabase  *self,
                  const char  *sql,
                  GError     **error)
{
  int code;

  assert_thread (self);

  code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);
  if (code != SQLITE_OK)
    set_error (code, error);
  return code == SQLITE_OK;
}

/**
 * ua_database_get_integer:
 * @self: a database
 * @sql: a statement without parameters; its address is what it is remembered by
 * @value: (out): the first column of the first row; 0 where there is none
 * @error: return location for a #GError
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_database_get_integer (UaDatabase  *self,
                         const char  *sql,
                         gint64      *value,
                         GError     **error)
{
  g_autoptr (UaStatement) statement = ua_database_use (self, sql, error);
  gboolean row;

  if (statement == NULL || !ua_database_step (self, statement, &row, error))
    return FALSE;
  *value = row ? sqlite3_column_int64 (statement, 0) : 0;
  return TRUE;
}

/**
 * ua_database_begin:
 * @self: a database
 * @error: return location for a #GError
 *
 * Begins a transaction that will write.
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_database_begin (UaDatabase  *self,
                   GError     **error)
{
  return ua_database_exec (self, "BEGIN IMMEDIATE", error);
}

/**
 * ua_database_begin_reading:
 * @self: a database, outside of a transaction
 * @error: return location for a #GError
 *
 * Begins a transaction that only reads; ua_database_end_reading() ends it.  Many small statements
 * are several times as fast in one, since each would lock the file for itself otherwise.
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_database_begin_reading (UaDatabase  *self,
                           GError     **error)
{
  return ua_database_exec (self, "BEGIN", error);
}

/**
 * ua_database_end_reading:
 * @self: a database, no statement of it in use
 *
 * Ends a transaction that only read.
 */
void
ua_database_end_reading (UaDatabase *self)
{
  ua_database_roll_back (self);
}

/**
 * ua_database_commit:
 * @self: a database
 * @error: return location for a #GError
 *
 * Returns: %FALSE on failure; then the transaction is rolled back
 */
gboolean
ua_database_commit (UaDatabase  *self,
                    GError     **error)
{
  if (ua_database_exec (self, "COMMIT", error))
    return TRUE;
  ua_database_roll_back (self);
  return FALSE;
}

/**
 * ua_database_roll_back:
 * @self: a database
 *
 * Undoes the transaction, if there is one: a failure may have undone it already.
 */
void
ua_database_roll_back (UaDatabase *self)
{
  assert_thread (self);

  if (sqlite3_get_autocommit (self->handle) == 0)
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
}

/**
 * ua_database_forget_traces:
 * @self: a database, outside of a transaction
 * @error: return location for a #GError
 *
 * Empties the write-ahead log, in which older versions of pages stand.
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_database_forget_traces (UaDatabase  *self,
                           GError     **error)
{
  return ua_database_exec (self, "PRAGMA wal_checkpoint (TRUNCATE)", error);
}

/**
 * ua_database_set_aside:
 * @path: the file of a database that is closed
 * @suffix: what to append to its name
 * @error: return location for a #GError
 *
 * Renames a database and what belongs to it; an older one of that name is replaced.
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_database_set_aside (const char  *path,
                       const char  *suffix,
                       GError     **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (companions); i++)
    {
      g_autofree char *from = g_strconcat (path, companions[i], NULL);
      g_autofree char *to = g_strconcat (path, suffix, companions[i], NULL);

      if (g_rename (from, to) == 0)
        continue;
      if (errno != ENOENT)
        {
          set_file_error ("The database cannot be set aside", errno, error);
          return FALSE;
        }
      /* A left-over log of an older one must not be taken for that of the newer. */
      g_unlink (to);
    }
  return TRUE;
}

/**
 * ua_database_remove:
 * @path: the file of a database that is closed
 * @error: return location for a #GError
 *
 * Removes a database and what belongs to it.
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_database_remove (const char  *path,
                    GError     **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (companions); i++)
    {
      g_autofree char *file = g_strconcat (path, companions[i], NULL);

      if (g_unlink (file) != 0 && errno != ENOENT)
        {
          set_file_error ("The database cannot be removed", errno, error);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * ua_statement_bind_text:
 * @statement: a statement
 * @index: which parameter, from 1
 * @text: (nullable): the value; it has to live until the statement has run
 */
void
ua_statement_bind_text (UaStatement *statement,
                        int          index,
                        const char  *text)
{
  if (text != NULL)
    sqlite3_bind_text (statement, index, text, -1, SQLITE_STATIC);
  else
    sqlite3_bind_null (statement, index);
}

/**
 * ua_statement_dup_text:
 * @statement: a statement on a row
 * @column: which column, from 0
 *
 * Returns: (transfer full) (nullable): the text, valid UTF-8 even when the file is damaged; %NULL
 *   where there is none
 */
char *
ua_statement_dup_text (UaStatement *statement,
                       int          column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);
  int length = sqlite3_column_bytes (statement, column);

  if (text == NULL || length == 0)
    return NULL;
  if (g_utf8_validate (text, length, NULL))
    return g_strndup (text, length);
  return g_utf8_make_valid (text, length);
}

/**
 * ua_statement_release:
 * @statement: (transfer full): what ua_database_use() gave
 */
void
ua_statement_release (UaStatement *statement)
{
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
}
