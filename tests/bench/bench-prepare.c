/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-cache.h"
#include "sample.h"

#include "ua-connections.h"
#include "ua-sync-paths.h"

#include <locale.h>
#include <stdlib.h>

/* bench-prepare ADDRESS MEMBERS: fills the cache that the application keeps of a server at ADDRESS
 * with made-up members, as if they had been fetched. */

static void
write_groups (UaStore *store)
{
  g_autoptr (GPtrArray) groups = sample_groups ();
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  ua_store_write_groups_async (store, groups, bench_keep_result_cb, &result);
  bench_check (ua_store_write_groups_finish (store, bench_wait_for (&result), &error), error);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (UaConnection) connection = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;
  UaStore *store;

  setlocale (LC_ALL, "");
  connection = argc == 3 ? ua_connections_make_transient (argv[1], &error) : NULL;
  if (connection == NULL)
    return 2;
  folder = ua_sync_get_cache_dir (ua_connection_get_id (connection));
  store = bench_cache_open (folder);
  bench_cache_walk (store, (guint) strtoul (argv[2], NULL, 10));
  write_groups (store);
  bench_cache_wait (store);
  bench_cache_close (store);
  return 0;
}
