/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Measurements of one thing, in the order in which they were taken. */
typedef struct
{
  GArray *values; /* (owned), of double */
} BenchSeries;

BenchSeries *bench_series_new     (void);
void         bench_series_free    (BenchSeries *self);
void         bench_series_add     (BenchSeries *self,
                                   double       value);
double       bench_series_median  (BenchSeries *self);
double       bench_series_part    (BenchSeries *self,
                                   double       part);

double       bench_now_ms         (void);
double       bench_processor_ms   (void);
void         bench_print          (const char  *name,
                                   BenchSeries *series,
                                   const char  *unit,
                                   const char  *format,
                                   ...) G_GNUC_PRINTF (4, 5);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchSeries, bench_series_free)
