/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-store.h"

void          bench_keep_result_cb      (GObject       *source,
                                         GAsyncResult  *result,
                                         gpointer       user_data);
GAsyncResult *bench_wait_for            (GAsyncResult **result);
void          bench_check               (gboolean       success,
                                         GError        *error);

UaStore      *bench_cache_open          (const char    *folder);
void          bench_cache_close         (UaStore       *store);
double        bench_cache_walk          (UaStore       *store,
                                         guint          n);
void          bench_cache_wait          (UaStore       *store);
