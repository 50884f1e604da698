/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-db.h"

G_BEGIN_DECLS

/**
 * UaDirCheckpoint:
 *
 * What brings the WAL into the database while others write.
 */
typedef struct _UaDirCheckpoint UaDirCheckpoint;

UaDirCheckpoint *ua_dir_checkpoint_new    (const char       *path,
                                           UaDirDb          *writer,
                                           GError          **error);
void             ua_dir_checkpoint_free   (UaDirCheckpoint  *self);
void             ua_dir_checkpoint_pause  (UaDirCheckpoint  *self);
void             ua_dir_checkpoint_resume (UaDirCheckpoint  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaDirCheckpoint, ua_dir_checkpoint_free)

G_END_DECLS
