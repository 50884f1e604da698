/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"
#include "sample.h"

#include "ua-store.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

/* The cache alone: filling it (P10, P15), filling it again with the same (P12), what a keystroke
 * waits for (P4 and P5 without the drawing), and the counts beside filters. */

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
check (gboolean  success,
       GError   *error)
{
  if (!success)
    g_error ("%s", error->message);
}

static UaStore *
open_store (const char *folder)
{
  UaStore *store = ua_store_new (folder);
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  ua_store_open_async (store, NULL, keep_result_cb, &result);
  check (ua_store_open_finish (store, wait_for (&result), &error), error);
  return store;
}

static void
close_store (UaStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  ua_store_close_async (store, keep_result_cb, &result);
  check (ua_store_close_finish (store, wait_for (&result), &error), error);
  g_clear_object (&result);
  g_object_unref (store);
}

static void
write_page (UaStore   *store,
            GPtrArray *records)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  ua_store_write_page_async (store, records, "next", UA_STORE_WRITE_NONE, keep_result_cb, &result);
  check (ua_store_write_page_finish (store, wait_for (&result), NULL, &error), error);
}

/* Gives the processor time per member in microseconds, without making the records. */
static double
walk (UaStore *store,
      guint    n)
{
  g_autoptr (GAsyncResult) begun = NULL;
  g_autoptr (GAsyncResult) ended = NULL;
  g_auto (GStrv) ids = NULL;
  GError *error = NULL;
  double spent = 0;

  ua_store_begin_walk_async (store, FALSE, keep_result_cb, &begun);
  check (ua_store_begin_walk_finish (store, wait_for (&begun), NULL, &error), error);
  for (guint i = 0; i < n; i += PAGE)
    {
      g_autoptr (GPtrArray) records = sample_records (i, MIN (PAGE, n - i));
      double before = bench_processor_ms ();

      write_page (store, records);
      spent += bench_processor_ms () - before;
    }
  ua_store_end_walk_async (store, g_get_real_time () / 1000, keep_result_cb, &ended);
  ids = ua_store_end_walk_finish (store, wait_for (&ended), &error);
  check (ids != NULL, error);
  return spent * 1000 / n;
}

static guint
run_query (UaStore    *store,
           const char *search,
           UaFilter   *filter,
           UaField     sort,
           gboolean    quick,
           double     *ms)
{
  g_autoptr (UaQuery) query = ua_query_new (search, filter, sort, FALSE);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (UaStoreAnswer) answer = NULL;
  GError *error = NULL;
  double before = bench_now_ms ();

  ua_store_query_async (store, query, 50, quick, NULL, keep_result_cb, &result);
  answer = ua_store_query_finish (store, wait_for (&result), &error);
  check (answer != NULL, error);
  *ms = bench_now_ms () - before;
  return answer->n_total;
}

static void
bench_query (UaStore    *store,
             const char *search,
             UaField     sort,
             guint       rounds)
{
  g_autoptr (BenchSeries) series = bench_series_new ();
  g_autofree char *name = g_strdup_printf ("query “%s” by %s", search, ua_field_get_key (sort));
  guint n = 0;

  for (guint i = 0; i < rounds; i++)
    {
      double ms;

      n = run_query (store, search, NULL, sort, FALSE, &ms);
      bench_series_add (series, ms);
    }
  bench_print (name, series, "ms", "%u found", n);
}

static void
bench_facet (UaStore    *store,
             const char *search,
             UaField     field)
{
  g_autoptr (BenchSeries) series = bench_series_new ();
  g_autofree char *name = g_strdup_printf ("counts of %s under “%s”", ua_field_get_key (field),
                                           search);
  guint n = 0;

  for (guint i = 0; i < 15; i++)
    {
      g_autoptr (UaQuery) query = ua_query_new (search, NULL, UA_FIELD_DISPLAY_NAME, FALSE);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GArray) counts = NULL;
      GError *error = NULL;
      double before = bench_now_ms ();

      ua_store_count_facet_async (store, query, field, NULL, keep_result_cb, &result);
      counts = ua_store_count_facet_finish (store, wait_for (&result), &error);
      check (counts != NULL, error);
      bench_series_add (series, bench_now_ms () - before);
      n = counts->len;
    }
  bench_print (name, series, "ms", "%u values", n);
}

/* Waits until the full-text index is whole, which is when a search is quick. */
static void
wait_for_index (UaStore *store)
{
  double ms = 0;
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < 600; i++)
    {
      run_query (store, "zzqx", NULL, UA_FIELD_DISPLAY_NAME, FALSE, &ms);
      if (ms < 1.0)
        return;
      best = MIN (best, ms);
      g_usleep (100000);
    }
  g_print ("  (the index was not whole after a minute: %.1f ms)\n", best);
}

static double
get_size (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "cache.db", NULL);
  GStatBuf info;

  return g_stat (path, &info) == 0 ? (double) info.st_size : 0;
}

static void
bench_open (const char *folder)
{
  g_autoptr (BenchSeries) opening = bench_series_new ();
  g_autoptr (BenchSeries) first = bench_series_new ();
  g_autoptr (BenchSeries) whole = bench_series_new ();

  for (guint i = 0; i < 15; i++)
    {
      double before = bench_now_ms ();
      UaStore *store = open_store (folder);
      double ms;

      bench_series_add (opening, bench_now_ms () - before);
      run_query (store, "", NULL, UA_FIELD_DISPLAY_NAME, TRUE, &ms);
      bench_series_add (first, ms);
      run_query (store, "", NULL, UA_FIELD_DISPLAY_NAME, FALSE, &ms);
      bench_series_add (whole, ms);
      close_store (store);
    }
  bench_print ("opening", opening, "ms", NULL);
  bench_print ("first rows", first, "ms", NULL);
  bench_print ("all rows", whole, "ms", NULL);
}

static void
bench_writing (UaStore *store,
               guint    n)
{
  double before = bench_now_ms ();
  double processor = bench_processor_ms ();
  double spent = walk (store, n);
  double again;

  g_print ("%u members\n", n);
  g_print ("  %-44s %8.1f us a member (writing pages), %.1f s in all with making them\n",
           "fill (P10)", spent, (bench_now_ms () - before) / 1000);
  before = bench_now_ms ();
  wait_for_index (store);
  g_print ("  %-44s %8.1f s after that\n", "quickly searchable", (bench_now_ms () - before) / 1000);
  g_print ("  %-44s %8.1f us a member with making them\n", "processor, all in all",
           (bench_processor_ms () - processor) * 1000 / n);
  again = walk (store, n);
  g_print ("  %-44s %8.1f us a member, %.1f %% of the first\n", "again with nothing changed (P12)",
           again, 100 * again / spent);
}

static void
bench_looking (UaStore *store)
{
  static const char * const searches[] = {
    "", "a", "an", "ann", "lindqvist", "anna müller", "ple", "brackwater", "engineer",
  };

  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    bench_query (store, searches[i], UA_FIELD_DISPLAY_NAME, 15);
  bench_query (store, "ann", UA_FIELD_STATUS, 1);
  bench_query (store, "ann", UA_FIELD_EMAIL, 1);
  bench_query (store, "ann", UA_FIELD_EMAIL, 15);
  bench_facet (store, "", UA_FIELD_STATUS);
  bench_facet (store, "", UA_FIELD_ROLE_PROFILE);
  bench_facet (store, "", UA_FIELD_TEAMS);
  bench_facet (store, "ann", UA_FIELD_STATUS);
  bench_facet (store, "brackwater", UA_FIELD_STATUS);
  bench_facet (store, "brackwater", UA_FIELD_TEAMS);
}

/* With @kept, a cache that stays there and is used again. */
static void
bench_size (guint       n,
            const char *kept)
{
  g_autofree char *parent = kept == NULL ? g_dir_make_tmp ("ua-bench-XXXXXX", NULL) : NULL;
  g_autofree char *folder = g_build_filename (parent != NULL ? parent : kept, "store", NULL);
  UaStore *store = open_store (folder);
  g_autoptr (GAsyncResult) forgotten = NULL;

  g_print ("%u members\n", n);
  if (ua_store_get_n_members (store) != n)
    bench_writing (store, n);
  close_store (store);
  g_print ("  %-44s %8.0f bytes a member\n", "disk (P15)", get_size (folder) / n);
  bench_open (folder);
  store = open_store (folder);
  bench_looking (store);
  close_store (store);
  if (kept != NULL)
    return;
  ua_store_forget_async (folder, keep_result_cb, &forgotten);
  ua_store_forget_finish (wait_for (&forgotten), NULL);
  g_rmdir (parent);
}

/* bench-store [NUMBER [FOLDER]]: so many members; the cache stays in FOLDER where that is given. */
int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  bench_size (argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : 100000, argc > 2 ? argv[2] : NULL);
  return 0;
}
