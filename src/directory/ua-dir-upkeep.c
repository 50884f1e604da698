/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-upkeep.h"

#include "ua-dir-folder.h"
#include "ua-dir-kind.h"
#include "ua-dir-migrations.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* Of what is damaged so much is told. */
#define MAX_LINES 20

/* What must hold besides what the database itself knows; each gives the number of rows for which it
 * does not. */
static const struct
{
  const char *name;
  const char *sql;
} rules[] = {
  { "texts",
    "SELECT count (*) FROM resource WHERE NOT json_valid (text)"
    " OR json_extract (text, '$.id') IS NOT uid"
    " OR json_extract (text, '$.meta.version') IS NOT 'W/\"' || version || '\"'" },
  { "user names",
    "SELECT count (*) FROM member m JOIN resource r ON r.id = m.id"
    " WHERE m.user_name_key IS NOT ua_key (json_extract (r.text, '$.userName'))" },
  { "counters",
    "SELECT (SELECT count (*) FROM tally t WHERE t.n <>"
    "  (SELECT count (*) FROM resource r WHERE r.type = t.type))"
    " + (SELECT count (*) FROM status_tally s WHERE s.n <>"
    "  (SELECT count (*) FROM member m WHERE m.status = s.status))" },
  { "tombstones",
    "SELECT count (*) FROM tombstone t WHERE EXISTS"
    " (SELECT 1 FROM resource r WHERE r.uid = t.uid)" },
  { "administrators",
    "SELECT NOT EXISTS (SELECT 1 FROM member WHERE access_level = 3 AND status = 2)" },
};

static gboolean
set_errno (GError     **error,
           const char  *what,
           const char  *path)
{
  int saved = errno;

  g_set_error (error, UA_ERROR, UA_ERROR_STORAGE, "%s “%s”: %s", what, path, g_strerror (saved));
  return FALSE;
}

/* Opens what is there, and makes nothing. */
static UaDirDb *
open_database (const char  *folder,
               gboolean     writer,
               GError     **error)
{
  g_autofree char *path = g_build_filename (folder, UA_DIR_FILE_NAME, NULL);
  g_autoptr(UaDirDb) db = NULL;
  gboolean current;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, UA_ERROR, UA_ERROR_STORAGE, "There is no directory in “%s”", folder);
      return NULL;
    }
  db = ua_dir_db_open (path, writer ? UA_DIR_DB_WRITE : UA_DIR_DB_READ, error);
  if (db == NULL || !ua_dir_is_current (db, &current, error))
    return NULL;
  if (!current)
    {
      g_set_error (error, UA_ERROR, UA_ERROR_STORAGE,
                   "The directory in “%s” is of another version; start the service once", folder);
      return NULL;
    }
  return g_steal_pointer (&db);
}

/* All of it in one step, so in one transaction: whoever writes meanwhile is not held up, and is not
 * in it. */
static gboolean
copy (UaDirDb     *from,
      const char  *file,
      GError     **error)
{
  sqlite3_backup *backup;
  sqlite3 *to = NULL;
  int result = sqlite3_open_v2 (file, &to, SQLITE_OPEN_READWRITE, NULL);

  if (result == SQLITE_OK)
    {
      backup = sqlite3_backup_init (to, "main", ua_dir_db_get_handle (from), "main");
      result = backup != NULL ? sqlite3_backup_step (backup, -1) : SQLITE_ERROR;
      if (backup != NULL)
        sqlite3_backup_finish (backup);
    }
  /* One file that needs no other beside it. */
  if (result == SQLITE_DONE)
    result = sqlite3_exec (to, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
  if (result != SQLITE_OK)
    g_set_error (error, UA_ERROR, UA_ERROR_STORAGE, "Cannot write the backup “%s”: %s", file,
                 to != NULL ? sqlite3_errmsg (to) : sqlite3_errstr (result));
  sqlite3_close (to);
  return result == SQLITE_OK;
}

static gboolean
synchronise (const char  *file,
             GError     **error)
{
  int fd = open (file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  gboolean synchronised = fd >= 0 && fsync (fd) == 0;

  if (!synchronised)
    set_errno (error, "Cannot write", file);
  if (fd >= 0)
    close (fd);
  return synchronised;
}

/**
 * ua_dir_upkeep_back_up:
 * @folder: the folder of the data
 * @file: the file to write, which must not exist
 * @error: return location for an error
 *
 * Writes all of the database, as it is at one moment, into a file of mode 0600.  A service may be
 * using it meanwhile.
 *
 * Returns: whether it succeeded; else an error, and there is no file
 *
 * Main thread.
 */
gboolean
ua_dir_upkeep_back_up (const char  *folder,
                       const char  *file,
                       GError     **error)
{
  g_autoptr(UaDirDb) db = open_database (folder, FALSE, error);
  int fd;

  if (db == NULL)
    return FALSE;
  fd = open (file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    return set_errno (error, "Cannot make", file);
  close (fd);
  if (copy (db, file, error) && synchronise (file, error))
    return TRUE;
  unlink (file);
  return FALSE;
}

static void
add_line (GString    *report,
          const char *name,
          const char *what)
{
  g_string_append_printf (report, "%s: %s\n", name, what);
}

/* Tells each row of a pragma that is not @fine; without @fine each is a fault. */
static gboolean
check_pragma (UaDirDb     *db,
              const char  *name,
              const char  *sql,
              const char  *fine,
              GString     *report,
              gboolean    *sound,
              GError     **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  guint n = 0;
  gboolean row;

  if (!ua_dir_query_begin (&query, db, sql, error))
    return FALSE;
  for (;;)
    {
      if (!ua_dir_query_step (&query, &row, error))
        return FALSE;
      if (!row)
        break;
      if (fine != NULL && g_strcmp0 (ua_dir_query_text (&query, 0), fine) == 0)
        continue;
      if (n++ < MAX_LINES)
        add_line (report, name, ua_dir_query_text (&query, 0));
    }
  if (n == 0)
    add_line (report, name, "ok");
  *sound = *sound && n == 0;
  return TRUE;
}

static gboolean
check_count (UaDirDb     *db,
             const char  *name,
             const char  *sql,
             GString     *report,
             gboolean    *sound,
             GError     **error)
{
  gint64 n;
  g_autofree char *wrong = NULL;

  if (!ua_dir_db_get_int (db, &n, error, sql, ""))
    return FALSE;
  wrong = g_strdup_printf ("%" G_GINT64_FORMAT " wrong", n);
  add_line (report, name, n == 0 ? "ok" : wrong);
  *sound = *sound && n == 0;
  return TRUE;
}

/* Each resource has its row in the table beside. */
static gboolean
check_rows (UaDirDb   *db,
            GString   *report,
            gboolean  *sound,
            GError   **error)
{
  gint64 total = 0;
  g_autofree char *wrong = NULL;

  for (gsize i = 0; ua_dir_kinds[i] != NULL; i++)
    {
      const UaDirKind *kind = ua_dir_kinds[i];
      g_autofree char *sql = NULL;
      gint64 n;

      if (kind->source != NULL || kind->table == NULL)
        continue;
      sql = g_strconcat ("SELECT count (*) FROM resource r WHERE r.type = ?",
                         " AND NOT EXISTS (SELECT 1 FROM ", kind->table, " k WHERE k.id = r.id)",
                         NULL);
      if (!ua_dir_db_get_int (db, &n, error, sql, "i", (gint64) kind->type))
        return FALSE;
      total += n;
    }
  wrong = g_strdup_printf ("%" G_GINT64_FORMAT " wrong", total);
  add_line (report, "rows", total == 0 ? "ok" : wrong);
  *sound = *sound && total == 0;
  return TRUE;
}

/**
 * ua_dir_upkeep_check:
 * @folder: the folder of the data
 * @report: where to add a line for each thing that is checked, and for each fault
 * @sound: (out): whether there is no fault
 * @error: return location for an error
 *
 * Checks the database and what must hold in it.  No values are told.  A service may be using it
 * meanwhile.
 *
 * Returns: whether it could be checked
 *
 * Main thread.
 */
gboolean
ua_dir_upkeep_check (const char  *folder,
                     GString     *report,
                     gboolean    *sound,
                     GError     **error)
{
  g_autoptr(UaDirDb) db = open_database (folder, FALSE, error);

  *sound = TRUE;
  /* One moment for all of it. */
  if (db == NULL || !ua_dir_db_exec (db, "BEGIN", error) ||
      !check_pragma (db, "integrity", "PRAGMA integrity_check", "ok", report, sound, error) ||
      !check_pragma (db, "references", "PRAGMA foreign_key_check", NULL, report, sound, error) ||
      !check_rows (db, report, sound, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (!check_count (db, rules[i].name, rules[i].sql, report, sound, error))
      return FALSE;
  return ua_dir_db_exec (db, "COMMIT", error);
}

static gboolean
compact (const char  *folder,
         GError     **error)
{
  g_autoptr(UaDirDb) db = NULL;

  /* What it needs on the way lies beside the data and not in memory, and is for nobody else. */
  g_setenv ("SQLITE_TMPDIR", folder, TRUE);
  db = open_database (folder, TRUE, error);
  return db != NULL && ua_dir_db_exec (db, "PRAGMA temp_store = FILE", error) &&
         ua_dir_db_exec (db, "VACUUM", error) &&
         ua_dir_db_exec (db, "PRAGMA wal_checkpoint (TRUNCATE)", error);
}

/**
 * ua_dir_upkeep_compact:
 * @folder: the folder of the data
 * @error: return location for an error
 *
 * Gives the room back that erased data took, and leaves nothing in the journal.
 *
 * Returns: whether it succeeded; else an error, for one when a service uses the folder
 *
 * Main thread.
 */
gboolean
ua_dir_upkeep_compact (const char  *folder,
                       GError     **error)
{
  gboolean done;
  int lock;

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, UA_ERROR, UA_ERROR_STORAGE, "There is no directory in “%s”", folder);
      return FALSE;
    }
  lock = ua_dir_folder_lock (folder, error);
  if (lock < 0)
    return FALSE;
  done = compact (folder, error);
  close (lock);
  return done;
}
