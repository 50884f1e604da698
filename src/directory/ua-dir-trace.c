/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-directory"

#include "ua-dir-trace.h"

#include <string.h>

/* What is erased leaves the files too.  SQLite overwrites what it deletes (`secure_delete`), but
 * for two places:
 *
 * - The log of changes (WAL) holds pages as they were.  It is emptied before an erasure is
 *   answered, and when the service starts.
 * - When a page of a table is put together anew, copies of its rows can stay in the room between
 *   the list of its rows and the rows themselves, which nothing reads.  A sweep over the file fills
 *   that room with zeros some seconds later, a part of the file at a time.  Where it has got to
 *   stands in the database, so that it goes on after a restart.
 *
 * The sweep writes below SQLite, through the file that SQLite has open: only into that room, only
 * between two transactions of the one connection that writes, with the WAL empty, and it makes
 * that connection forget the pages that it has read.
 */

#define FLUSH_TIMEOUT_MS 1000
#define BUSY_TIMEOUT_MS 10000
#define STEP_PAGES 8192
#define MAX_PAGE_SIZE 65536
/* Up to here the first byte of a page that is no part of a b-tree is 0: it belongs to the number of
 * another page. */
#define MAX_PAGES 0x2000000
#define FILE_HEADER 100
#define SETTING "sweep"

/* The file format of SQLite, section 1.6. */
typedef enum
{
  PAGE_INNER_INDEX = 0x02,
  PAGE_INNER_TABLE = 0x05,
  PAGE_LEAF_INDEX = 0x0a,
  PAGE_LEAF_TABLE = 0x0d,
} PageType;

static guint
read_16 (const guint8 *bytes)
{
  return (guint) bytes[0] << 8 | bytes[1];
}

/* Finds the room between the list of rows and the rows; gives whether the page has any. */
static gboolean
find_room (const guint8 *page,
           gint64        number,
           guint         size,
           guint        *start,
           guint        *end)
{
  guint header = number == 1 ? FILE_HEADER : 0;
  guint length;

  switch ((PageType) page[header])
    {
    case PAGE_INNER_INDEX:
    case PAGE_INNER_TABLE:
      length = 12;
      break;
    case PAGE_LEAF_INDEX:
    case PAGE_LEAF_TABLE:
      length = 8;
      break;
    default:
      return FALSE;
    }
  *start = header + length + 2 * read_16 (page + header + 3);
  *end = read_16 (page + header + 5);
  if (*end == 0)
    *end = MAX_PAGE_SIZE;
  return *start < *end && *end <= size;
}

static gboolean
is_zero (const guint8 *bytes,
         guint         n)
{
  return n == 0 || (bytes[0] == 0 && memcmp (bytes, bytes + 1, n - 1) == 0);
}

static gboolean
check (int      result,
       GError **error)
{
  if (result == SQLITE_OK)
    return TRUE;
  g_set_error (error, UA_ERROR, UA_ERROR_STORAGE, "Database: %s", sqlite3_errstr (result));
  return FALSE;
}

static gboolean
sweep_page (sqlite3_file  *file,
            gint64         number,
            guint          size,
            guint8        *page,
            GError       **error)
{
  gint64 offset = (number - 1) * size;
  guint start, end;

  if (!check (file->pMethods->xRead (file, page, (int) size, offset), error))
    return FALSE;
  if (!find_room (page, number, size, &start, &end) || is_zero (page + start, end - start))
    return TRUE;
  memset (page + start, 0, end - start);
  return check (file->pMethods->xWrite (file, page + start, (int) (end - start), offset + start),
                error);
}

/**
 * ua_dir_trace_sweep:
 * @db: the writing connection, outside of a transaction
 * @first: the first page, from 1
 * @n: how many pages at most
 * @n_pages: (out): how many pages the file has
 * @error: return location for an error
 *
 * Fills with zeros what no row uses within pages of the database.
 *
 * Returns: whether it succeeded; %UA_ERROR_BUSY when others still read what the WAL has
 *
 * The thread that writes.
 */
gboolean
ua_dir_trace_sweep (UaDirDb  *db,
                    gint64    first,
                    gint64    n,
                    gint64   *n_pages,
                    GError  **error)
{
  g_autofree guint8 *page = NULL;
  sqlite3 *handle = ua_dir_db_get_handle (db);
  sqlite3_file *file = NULL;
  gint64 size, moves;
  sqlite3_int64 length = 0;
  gboolean swept = TRUE;

  if (!ua_dir_trace_flush (db, error) ||
      !ua_dir_db_get_int (db, &size, error, "PRAGMA page_size", "") ||
      !ua_dir_db_get_int (db, &moves, error, "PRAGMA auto_vacuum", "") ||
      !check (sqlite3_file_control (handle, "main", SQLITE_FCNTL_FILE_POINTER, &file), error) ||
      !check (file->pMethods->xFileSize (file, &length), error))
    return FALSE;
  *n_pages = length / size;
  if (moves != 0 || *n_pages >= MAX_PAGES)
    return TRUE;
  page = g_malloc ((gsize) size);
  for (gint64 i = first; swept && i < first + n && i <= *n_pages; i++)
    swept = sweep_page (file, i, (guint) size, page, error);
  /* What the connection has read before must not be written again. */
  sqlite3_db_release_memory (handle);
  return swept && check (file->pMethods->xSync (file, SQLITE_SYNC_NORMAL), error);
}

/**
 * ua_dir_trace_flush:
 * @db: the writing connection, outside of a transaction
 * @error: return location for an error
 *
 * Brings what the WAL has into the database and empties it.
 *
 * Returns: whether it succeeded; %UA_ERROR_BUSY when others still read what the WAL has
 *
 * The thread that writes.
 */
gboolean
ua_dir_trace_flush (UaDirDb  *db,
                    GError  **error)
{
  sqlite3 *handle = ua_dir_db_get_handle (db);
  int result;

  sqlite3_busy_timeout (handle, FLUSH_TIMEOUT_MS);
  result = sqlite3_wal_checkpoint_v2 (handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  sqlite3_busy_timeout (handle, BUSY_TIMEOUT_MS);
  if (result != SQLITE_BUSY)
    return check (result, error);
  g_set_error_literal (error, UA_ERROR, UA_ERROR_BUSY, "The database is being read");
  return FALSE;
}

static gboolean
store_place (UaDirDb  *db,
             gint64    next,
             gint64    left,
             GError  **error)
{
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, next, left);

  if (left <= 0)
    return ua_dir_db_run (db, error, "DELETE FROM setting WHERE name = '" SETTING "'", "");
  return ua_dir_db_run (db, error,
                        "INSERT INTO setting (name, value) VALUES ('" SETTING "', ?)"
                        " ON CONFLICT (name) DO UPDATE SET value = excluded.value", "t", value);
}

/* Where the sweep goes on and how many pages it has before it; 0 when there is none to do. */
static gboolean
load_place (UaDirDb  *db,
            gint64   *next,
            gint64   *left,
            GError  **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  char *end = NULL;
  gboolean row;

  *next = 1;
  *left = 0;
  if (!ua_dir_query_open (&query, db, error, "SELECT value FROM setting WHERE name = '" SETTING "'",
                          "") ||
      !ua_dir_query_step (&query, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  *next = g_ascii_strtoll (ua_dir_query_text (&query, 0), &end, 10);
  *left = g_ascii_strtoll (end, NULL, 10);
  return TRUE;
}

/**
 * ua_dir_trace_request:
 * @db: a writing connection
 * @error: return location for an error
 *
 * Has what the transaction deletes taken out of the files too, once it is committed.
 *
 * Returns: whether it succeeded
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_trace_request (UaDirDb  *db,
                      GError  **error)
{
  gint64 next, left;

  ua_dir_db_get_traces (db)->flush = TRUE;
  return load_place (db, &next, &left, error) && store_place (db, next, MAX_PAGES, error);
}

/**
 * ua_dir_trace_resume:
 * @db: a writing connection
 * @error: return location for an error
 *
 * Has the next part of a sweep done once the transaction is committed, where there is one to do.
 *
 * Returns: whether it succeeded
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_trace_resume (UaDirDb  *db,
                     GError  **error)
{
  gint64 next, left;

  if (!load_place (db, &next, &left, error))
    return FALSE;
  ua_dir_db_get_traces (db)->sweep = left > 0;
  return TRUE;
}

static gboolean
sweep_step (UaDirDb  *db,
            GError  **error)
{
  gint64 next, left, n_pages;

  if (!load_place (db, &next, &left, error) ||
      !ua_dir_trace_sweep (db, next, STEP_PAGES, &n_pages, error))
    return FALSE;
  left = MIN (left, n_pages) - STEP_PAGES;
  next = next + STEP_PAGES > n_pages ? 1 : next + STEP_PAGES;
  return store_place (db, next, left, error);
}

/**
 * ua_dir_trace_work:
 * @db: the writing connection, outside of a transaction
 *
 * Does what was asked for.  What cannot be done now, because others still read, is done when a
 * sweep is resumed.
 *
 * The thread that writes.
 */
void
ua_dir_trace_work (UaDirDb *db)
{
  UaDirTraces *traces = ua_dir_db_get_traces (db);
  g_autoptr(GError) error = NULL;
  gboolean done = TRUE;

  if (traces->sweep)
    done = sweep_step (db, &error);
  else if (traces->flush)
    done = ua_dir_trace_flush (db, &error);
  if (!done && !g_error_matches (error, UA_ERROR, UA_ERROR_BUSY))
    g_warning ("What was erased could not be overwritten: %s", error->message);
  traces->flush = FALSE;
  traces->sweep = FALSE;
}
