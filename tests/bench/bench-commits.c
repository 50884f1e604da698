/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-db.h"

#include <stdlib.h>

/*
 * bench-commits DATABASE MILLISECONDS
 *
 * How many changes of one member SQLite alone commits in a second, one after another, with the
 * journal and the synchronisation of the directory.
 */

int
main (int    argc,
      char **argv)
{
  g_autoptr(UaDirDb) db = NULL;
  g_autoptr(GError) error = NULL;
  gint64 from = g_get_monotonic_time ();
  gint64 end, last;
  guint n = 0;

  if (argc != 3)
    return 2;
  db = ua_dir_db_open (argv[1], UA_DIR_DB_WRITE, &error);
  if (db == NULL || !ua_dir_db_get_int (db, &last, &error, "SELECT max (id) FROM member", ""))
    g_error ("%s", error->message);
  end = from + g_ascii_strtoll (argv[2], NULL, 10) * 1000;
  while (g_get_monotonic_time () < end)
    {
      if (!ua_dir_db_exec (db, "BEGIN IMMEDIATE", &error) ||
          !ua_dir_db_run (db, &error,
                          "UPDATE resource SET version = version + 1, modified = modified + 1,"
                          " text = json_set (text, '$.title', ?) WHERE id = ?",
                          "ti", n % 2 == 0 ? "Glazier" : "Roofer", last - n % 1000) ||
          !ua_dir_db_exec (db, "COMMIT", &error))
        g_error ("%s", error->message);
      n++;
    }
  g_print ("rate %.1f\n", n * 1e6 / (double) (g_get_monotonic_time () - from));
  return 0;
}
