/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-store-worker-private.h"
#include "ua-store.h"

G_BEGIN_DECLS

/* How the functions of UaStore, which are spread over some files, start a job of the worker.
 * @input is freed with @free_input; the result is what the task returns, freed with @free_result
 * when nobody takes it. */
void     ua_store_start_job  (UaStore              *self,
                              gpointer              source_tag,
                              UaStorePriority       priority,
                              UaStoreWork           work,
                              gpointer              input,
                              GDestroyNotify        free_input,
                              GDestroyNotify        free_result,
                              GCancellable         *cancellable,
                              GAsyncReadyCallback   callback,
                              gpointer              user_data);
gboolean ua_store_finish_job (UaStore              *self,
                              GAsyncResult         *result,
                              gpointer              source_tag,
                              GError              **error);
gpointer ua_store_finish_job_pointer (UaStore       *self,
                                      GAsyncResult  *result,
                                      gpointer       source_tag,
                                      GError       **error);

/* The result of a job that has nothing to say. */
#define UA_STORE_DONE GINT_TO_POINTER (1)

/* Brings the member objects that somebody holds up to date with what was read. */
void     ua_store_apply_rows (UaStore              *self,
                              GArray               *store_rows);

G_END_DECLS
