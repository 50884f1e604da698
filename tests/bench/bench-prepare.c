/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample.h"

#include "ua-connections.h"
#include "ua-store.h"
#include "ua-sync-paths.h"

#include <locale.h>
#include <stdlib.h>

/* bench-prepare ADDRESS MEMBERS: fills the cache that the application keeps of a server at ADDRESS
 * with made-up members, as if they had been fetched. */

#define PAGE 1000

static void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static void
write_page (UaStore *store,
            guint    first,
            guint    n)
{
  g_autoptr (GPtrArray) records = sample_records (first, n);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ua_store_write_page_async (store, records, "next", UA_STORE_WRITE_NONE, keep_result_cb, &result);
  if (!ua_store_write_page_finish (store, wait_for (&result), NULL, &error))
    g_error ("%s", error->message);
}

static void
fill (UaStore *store,
      guint    n)
{
  g_autoptr (GPtrArray) groups = sample_groups ();
  g_autoptr (GAsyncResult) begun = NULL;
  g_autoptr (GAsyncResult) ended = NULL;
  g_autoptr (GAsyncResult) grouped = NULL;
  g_auto (GStrv) ids = NULL;

  ua_store_begin_walk_async (store, FALSE, keep_result_cb, &begun);
  wait_for (&begun);
  for (guint i = 0; i < n; i += PAGE)
    write_page (store, i, MIN (PAGE, n - i));
  ua_store_end_walk_async (store, g_get_real_time () / 1000, keep_result_cb, &ended);
  ids = ua_store_end_walk_finish (store, wait_for (&ended), NULL);
  ua_store_write_groups_async (store, groups, keep_result_cb, &grouped);
  wait_for (&grouped);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (UaConnection) connection = NULL;
  g_autofree char *folder = NULL;
  UaStore *store;
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  connection = argc == 3 ? ua_connections_make_transient (argv[1], &error) : NULL;
  if (connection == NULL)
    return 2;
  folder = ua_sync_get_cache_dir (ua_connection_get_id (connection));
  store = ua_store_new (folder);
  ua_store_open_async (store, NULL, keep_result_cb, &opened);
  if (!ua_store_open_finish (store, wait_for (&opened), &error))
    g_error ("%s", error->message);
  fill (store, (guint) strtoul (argv[2], NULL, 10));
  /* The full-text index is filled while nobody waits. */
  g_usleep (G_USEC_PER_SEC * (gulong) (1 + ua_store_get_n_members (store) / 50000));
  ua_store_close_async (store, keep_result_cb, &closed);
  wait_for (&closed);
  return 0;
}
