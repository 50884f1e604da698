/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-cache.h"
#include "bench.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

/* The cache alone: filling it (P10, P15), filling it again with the same (P12), what a keystroke
 * waits for (P4 and P5 without the drawing), and the counts beside filters. */

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

  ua_store_query_async (store, query, 50, quick, NULL, bench_keep_result_cb, &result);
  answer = ua_store_query_finish (store, bench_wait_for (&result), &error);
  bench_check (answer != NULL, error);
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

      /* What a search found is remembered until the next one. */
      run_query (store, "zzqx", NULL, UA_FIELD_DISPLAY_NAME, FALSE, &ms);
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

      ua_store_count_facet_async (store, query, field, NULL, bench_keep_result_cb, &result);
      counts = ua_store_count_facet_finish (store, bench_wait_for (&result), &error);
      bench_check (counts != NULL, error);
      bench_series_add (series, bench_now_ms () - before);
      n = counts->len;
    }
  bench_print (name, series, "ms", "%u values", n);
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
      UaStore *store = bench_cache_open (folder);
      double ms;

      bench_series_add (opening, bench_now_ms () - before);
      run_query (store, "", NULL, UA_FIELD_DISPLAY_NAME, TRUE, &ms);
      bench_series_add (first, ms);
      run_query (store, "", NULL, UA_FIELD_DISPLAY_NAME, FALSE, &ms);
      bench_series_add (whole, ms);
      bench_cache_close (store);
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
  double spent = bench_cache_walk (store, n);
  double again;

  g_print ("%u members\n", n);
  g_print ("  %-44s %8.1f us a member (writing pages), %.1f s in all with making them\n",
           "fill (P10)", spent, (bench_now_ms () - before) / 1000);
  before = bench_now_ms ();
  bench_cache_wait (store);
  g_print ("  %-44s %8.1f s after that\n", "quickly searchable", (bench_now_ms () - before) / 1000);
  g_print ("  %-44s %8.1f us a member with making them\n", "processor, all in all",
           (bench_processor_ms () - processor) * 1000 / n);
  again = bench_cache_walk (store, n);
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
  UaStore *store = bench_cache_open (folder);
  g_autoptr (GAsyncResult) forgotten = NULL;

  g_print ("%u members\n", n);
  if (ua_store_get_n_members (store) != n)
    bench_writing (store, n);
  bench_cache_close (store);
  g_print ("  %-44s %8.0f bytes a member\n", "disk (P15)", get_size (folder) / n);
  bench_open (folder);
  store = bench_cache_open (folder);
  bench_looking (store);
  bench_cache_close (store);
  if (kept != NULL)
    return;
  ua_store_forget_async (folder, bench_keep_result_cb, &forgotten);
  ua_store_forget_finish (bench_wait_for (&forgotten), NULL);
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
