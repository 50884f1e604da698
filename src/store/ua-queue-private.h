/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-change.h"
#include "ua-database-private.h"
#include "ua-entry-query.h"

G_BEGIN_DECLS

/**
 * UaQueue:
 *
 * The queue of changes and the log of those that are done, the worker's side of #UaStore: a
 * database of its own that is never thrown away, and each of whose commits is on the disk when it
 * returns (R2).  It belongs to the thread that opened it.
 */
typedef struct _UaQueue UaQueue;

UaQueue    *ua_queue_open      (const char   *folder,
                                gboolean     *salvaged,
                                GError      **error);
void        ua_queue_close     (UaQueue      *self);

GPtrArray  *ua_queue_get_all   (UaQueue      *self);
UaChange   *ua_queue_find      (UaQueue      *self,
                                const char   *uuid);
GPtrArray  *ua_queue_list_patches (UaQueue   *self,
                                   const char *member_id);
GHashTable *ua_queue_list_pending (UaQueue   *self);

gboolean    ua_queue_add       (UaQueue      *self,
                                UaChange     *change,
                                GError      **error);
gboolean    ua_queue_update    (UaQueue      *self,
                                UaChange     *change,
                                GError      **error);
gboolean    ua_queue_remove    (UaQueue      *self,
                                const char   *uuid,
                                UaEntry      *done,
                                GError      **error);

gboolean    ua_queue_log       (UaQueue      *self,
                                GPtrArray    *done,
                                GError      **error);
gboolean    ua_queue_take_logged (UaQueue    *self);
GPtrArray  *ua_queue_read_log  (UaQueue      *self,
                                const UaEntryQuery *query,
                                GError      **error);
UaEntry    *ua_queue_find_in_log (UaQueue    *self,
                                  const char *id,
                                  GError    **error);
gboolean    ua_queue_forget    (UaQueue      *self,
                                const char * const *ids,
                                GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaQueue, ua_queue_close)

G_END_DECLS
