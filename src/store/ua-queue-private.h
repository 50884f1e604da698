/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-change.h"
#include "ua-database-private.h"

G_BEGIN_DECLS

/**
 * UaQueue:
 *
 * The queue of changes, the worker's side of #UaStore: a database of its own that is never thrown
 * away, and each of whose commits is on the disk when it returns (R2).  It belongs to the thread
 * that opened it.
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
                                GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaQueue, ua_queue_close)

G_END_DECLS
