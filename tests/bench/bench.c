/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

#include <stdlib.h>
#include <sys/resource.h>

BenchSeries *
bench_series_new (void)
{
  BenchSeries *self = g_new0 (BenchSeries, 1);

  self->values = g_array_new (FALSE, FALSE, sizeof (double));
  return self;
}

void
bench_series_free (BenchSeries *self)
{
  g_array_unref (self->values);
  g_free (self);
}

void
bench_series_add (BenchSeries *self,
                  double       value)
{
  g_array_append_val (self->values, value);
}

static int
compare_doubles (const void *a,
                 const void *b)
{
  double p = *(const double *) a;
  double q = *(const double *) b;

  return p < q ? -1 : p > q;
}

/* The value below which @part of all are; 0.5 is the median. */
double
bench_series_part (BenchSeries *self,
                   double       part)
{
  g_autoptr (GArray) sorted = g_array_copy (self->values);

  if (sorted->len == 0)
    return 0;
  qsort (sorted->data, sorted->len, sizeof (double), compare_doubles);
  return g_array_index (sorted, double, MIN ((guint) (part * sorted->len), sorted->len - 1));
}

double
bench_series_median (BenchSeries *self)
{
  return bench_series_part (self, 0.5);
}

double
bench_now_ms (void)
{
  return (double) g_get_monotonic_time () / 1000;
}

/* Processor time of this process, all threads, user and system. */
double
bench_processor_ms (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 +
         (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
}

/* One line: median, quartiles, 95th percentile. */
void
bench_print (const char  *name,
             BenchSeries *series,
             const char  *unit,
             const char  *format,
             ...)
{
  g_autofree char *note = NULL;

  if (format != NULL)
    {
      va_list arguments;

      va_start (arguments, format);
      note = g_strdup_vprintf (format, arguments);
      va_end (arguments);
    }
  g_print ("  %-44s %8.2f %s (%.2f to %.2f; 95 %% below %.2f)%s%s\n", name,
           bench_series_median (series), unit, bench_series_part (series, 0.25),
           bench_series_part (series, 0.75), bench_series_part (series, 0.95),
           note != NULL ? ", " : "", note != NULL ? note : "");
}
