/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-db.h"
#include "ua-dir-error.h"

#include <glib/gstdio.h>
#include <locale.h>

/* R3: a disk that is full is said so, and nothing is half written. */
static void
test_disk_full (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("ua-storage-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "directory.db", NULL);
  g_autoptr(UaDirDb) db = ua_dir_db_open (path, TRUE, &error);
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

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/directory/storage/R3/disk-full", test_disk_full);
  return g_test_run ();
}
