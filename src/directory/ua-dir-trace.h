/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-db.h"

G_BEGIN_DECLS

gboolean ua_dir_trace_request (UaDirDb   *db,
                               GError   **error);
gboolean ua_dir_trace_resume  (UaDirDb   *db,
                               GError   **error);
void     ua_dir_trace_work    (UaDirDb   *db);
gboolean ua_dir_trace_flush   (UaDirDb   *db,
                               GError   **error);
gboolean ua_dir_trace_sweep   (UaDirDb   *db,
                               gint64     first,
                               gint64     n,
                               gint64    *n_pages,
                               GError   **error);

G_END_DECLS
