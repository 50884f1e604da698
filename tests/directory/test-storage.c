/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE

#include "ua-dir-db.h"
#include "ua-dir-error.h"
#include "ua-dir-trace.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

/* R3: a disk that is full is said so, and nothing is half written. */
static void
test_disk_full (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("ua-storage-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "directory.db", NULL);
  g_autoptr(UaDirDb) db = ua_dir_db_open (path, UA_DIR_DB_WRITE, &error);
  gint64 n = 0;

  g_assert_no_error (error);
  g_assert_true (ua_dir_db_exec (db, "CREATE TABLE t (text); PRAGMA max_page_count = 8;", &error));
  g_assert_no_error (error);
  g_assert_true (ua_dir_db_run (db, &error, "INSERT INTO t VALUES (?)", "t", "fits"));
  g_assert_false (ua_dir_db_run (db, &error, "INSERT INTO t VALUES (zeroblob (1000000))", ""));
  g_assert_error (error, UA_DIR_ERROR, UA_DIR_ERROR_DISK_FULL);
  g_assert_cmpuint (ua_dir_error_to_status (error), ==, 507);
  g_clear_error (&error);
  g_assert_true (ua_dir_db_get_int (db, &n, &error, "SELECT count (*) FROM t", ""));
  g_assert_cmpint (n, ==, 1);

  g_clear_pointer (&db, ua_dir_db_close);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Where a page of a table or an index of a closed database has room that no row uses; 0 where it
 * has none. */
static gsize
find_room (const guint8 *page)
{
  gsize start = 8 + 2 * ((gsize) page[3] << 8 | page[4]);
  gsize end = (gsize) page[5] << 8 | page[6];

  return (page[0] == 0x0d || page[0] == 0x0a) && end > start + 64 ? start : 0;
}

/* LE-03: what is left of rows in room that nothing uses goes, and nothing else does. */
static void
test_sweep (void)
{
  static const char canary[] = "Kanarienvogel";
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("ua-storage-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "directory.db", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr(UaDirDb) db = ua_dir_db_open (path, UA_DIR_DB_WRITE, &error);
  guint n_rooms = 0;
  gint64 n_pages, n, ok;
  gsize length;

  g_assert_no_error (error);
  g_assert_true (ua_dir_db_exec (db, "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT);"
                                 "CREATE INDEX ta ON t (a);"
                                 "WITH RECURSIVE c (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM c"
                                 " WHERE n < 2000) INSERT INTO t SELECT n, hex (n * 7919 % 2003),"
                                 " hex (zeroblob (n % 90)) FROM c;", &error));
  g_clear_pointer (&db, ua_dir_db_close);
  g_assert_true (g_file_get_contents (path, &bytes, &length, &error));
  for (gsize page = 4096; page < length; page += 4096)
    {
      gsize room = find_room ((guint8 *) bytes + page);

      if (room == 0)
        continue;
      memcpy (bytes + page + room + 20, canary, sizeof canary);
      n_rooms++;
    }
  g_assert_cmpuint (n_rooms, >, 5);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, &error));
  g_clear_pointer (&bytes, g_free);

  db = ua_dir_db_open (path, UA_DIR_DB_WRITE, &error);
  g_assert_no_error (error);
  g_assert_true (ua_dir_db_get_int (db, &n, &error, "SELECT sum (length (b)) FROM t", ""));
  for (gint64 first = 1, last = 1; first <= last; first += 10, last = n_pages)
    g_assert_true (ua_dir_trace_sweep (db, first, 10, &n_pages, &error));
  /* Pages that were read before are written anew without what they held. */
  g_assert_true (ua_dir_db_exec (db, "UPDATE t SET b = replace (b, '0', '1') WHERE id % 20 = 0",
                                 &error));
  g_assert_true (ua_dir_db_get_int (db, &ok, &error, "SELECT count (*) FROM pragma_integrity_check"
                                    " WHERE integrity_check = 'ok'", ""));
  g_assert_true (ua_dir_db_get_int (db, &n, &error, "SELECT count (*) FROM t", ""));
  g_assert_cmpint (ok, ==, 1);
  g_assert_cmpint (n, ==, 2000);
  g_clear_pointer (&db, ua_dir_db_close);
  g_assert_true (g_file_get_contents (path, &bytes, &length, &error));
  g_assert_null (memmem (bytes, length, canary, strlen (canary)));

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/directory/storage/R3/disk-full", test_disk_full);
  g_test_add_func ("/directory/storage/LE-03/sweep", test_sweep);
  return g_test_run ();
}
