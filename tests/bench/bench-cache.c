/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-cache.h"

#include "bench.h"
#include "sample.h"

#define PAGE 1000

/* When the full-text index is given up, in seconds: a million members take a minute or two. */
#define MAX_WAIT 1800

void
bench_keep_result_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

GAsyncResult *
bench_wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

void
bench_check (gboolean  success,
             GError   *error)
{
  if (!success)
    g_error ("%s", error->message);
}

UaStore *
bench_cache_open (const char *folder)
{
  UaStore *store = ua_store_new (folder);
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  ua_store_open_async (store, NULL, bench_keep_result_cb, &result);
  bench_check (ua_store_open_finish (store, bench_wait_for (&result), &error), error);
  return store;
}

/* Closes the store and gives it up. */
void
bench_cache_close (UaStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  ua_store_close_async (store, bench_keep_result_cb, &result);
  bench_check (ua_store_close_finish (store, bench_wait_for (&result), &error), error);
  g_clear_object (&result);
  g_object_unref (store);
}

static void
write_page (UaStore   *store,
            GPtrArray *records)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  ua_store_write_page_async (store, records, "next", UA_STORE_WRITE_NONE, bench_keep_result_cb,
                             &result);
  bench_check (ua_store_write_page_finish (store, bench_wait_for (&result), NULL, &error), error);
}

/* Writes made-up members as if a server had sent them.  Gives the processor time per member in
 * microseconds, without making the records. */
double
bench_cache_walk (UaStore *store,
                  guint    n)
{
  g_autoptr (GAsyncResult) begun = NULL;
  g_autoptr (GAsyncResult) ended = NULL;
  g_auto (GStrv) ids = NULL;
  GError *error = NULL;
  double spent = 0;

  ua_store_begin_walk_async (store, FALSE, bench_keep_result_cb, &begun);
  bench_check (ua_store_begin_walk_finish (store, bench_wait_for (&begun), NULL, &error), error);
  for (guint i = 0; i < n; i += PAGE)
    {
      g_autoptr (GPtrArray) records = sample_records (i, MIN (PAGE, n - i));
      double before = bench_processor_ms ();

      write_page (store, records);
      spent += bench_processor_ms () - before;
    }
  ua_store_end_walk_async (store, g_get_real_time () / 1000, bench_keep_result_cb, &ended);
  ids = ua_store_end_walk_finish (store, bench_wait_for (&ended), &error);
  bench_check (ids != NULL, error);
  return spent * 1000 / n;
}

static gboolean
time_passed_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Waits until the full-text index is whole. */
void
bench_cache_wait (UaStore *store)
{
  gboolean passed = FALSE;
  guint source = g_timeout_add_seconds (MAX_WAIT, time_passed_cb, &passed);

  while (!ua_store_get_searchable (store) && !passed)
    g_main_context_iteration (NULL, TRUE);
  if (passed)
    g_error ("The full-text index was not whole after %d seconds", MAX_WAIT);
  g_source_remove (source);
}
