/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-db.h"

G_BEGIN_DECLS

/**
 * UaDirStore:
 *
 * The database with its threads: several that read, each with a connection and a snapshot of its
 * own, one for what is read in no time, and one that writes.  A slow query holds up neither changes
 * nor the main loop.
 */
typedef struct _UaDirStore UaDirStore;

/* Runs on a reading thread, within a transaction. */
typedef void     (*UaDirReadFunc)  (UaDirDb  *db,
                                    gpointer  data);
/* Runs on a thread of its own. */
typedef void     (*UaDirWorkFunc)  (gpointer  data);
/* Runs on the writing thread; when it returns %FALSE, what it did is taken back. */
typedef gboolean (*UaDirWriteFunc) (UaDirDb  *db,
                                    gpointer  data,
                                    GError  **error);
/* Runs on the writing thread once the change is on disk (@error is %NULL), or known not to be. */
typedef void     (*UaDirDoneFunc)  (gpointer      data,
                                    const GError *error);

/* Runs on the writing thread after each commit, before those who wait for it are told. */
typedef void     (*UaDirWatchFunc) (UaDirDb  *db,
                                    gpointer  data);

UaDirStore *ua_dir_store_open     (const char      *folder,
                                   GError         **error);
void        ua_dir_store_close    (UaDirStore      *self);
UaDirDb    *ua_dir_store_get_db   (UaDirStore      *self);
void        ua_dir_store_watch    (UaDirStore      *self,
                                   UaDirWatchFunc   func,
                                   gpointer         data);
gboolean    ua_dir_store_start    (UaDirStore      *self,
                                   GError         **error);
void        ua_dir_store_read     (UaDirStore      *self,
                                   UaDirDbUse       use,
                                   UaDirReadFunc    func,
                                   gpointer         data);
void        ua_dir_store_read_quickly (UaDirStore    *self,
                                       UaDirDbUse     use,
                                       UaDirReadFunc  func,
                                       gpointer       data);
void        ua_dir_store_work     (UaDirStore      *self,
                                   UaDirWorkFunc    func,
                                   gpointer         data);
void        ua_dir_store_write    (UaDirStore      *self,
                                   UaDirWriteFunc   func,
                                   UaDirDoneFunc    done,
                                   gpointer         data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaDirStore, ua_dir_store_close)

G_END_DECLS
