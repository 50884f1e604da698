/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A disk under SQLite that can fail, and that can lose what was not synced. */

/* How it fails. */
typedef enum
{
  FAULTY_VFS_ONCE,  /* an input/output error, and then never again */
  FAULTY_VFS_FULL,  /* no room, no new file, and so on until it is disarmed */
} FaultyVfsFault;

/* Called in the thread that syncs, before that is done. */
typedef void (*FaultyVfsSyncing) (gpointer user_data);

void  faulty_vfs_install   (void);
void  faulty_vfs_forget    (void);

void  faulty_vfs_arm       (guint             nth,
                            FaultyVfsFault    fault);
guint faulty_vfs_disarm    (void);

void  faulty_vfs_watch     (FaultyVfsSyncing  syncing,
                            gpointer          user_data);
void  faulty_vfs_save_disk (const char       *folder,
                            GRand            *random);
