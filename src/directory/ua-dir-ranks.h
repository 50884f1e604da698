/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * UaDirRanks:
 *
 * Remembers the rows of long lists in their order, so that a page in the depth of one takes no
 * longer than the first.  Shared by all threads.
 */
typedef struct _UaDirRanks UaDirRanks;

UaDirRanks *ua_dir_ranks_new  (void);
void        ua_dir_ranks_free (UaDirRanks   *self);
GArray     *ua_dir_ranks_find (UaDirRanks   *self,
                               const char   *key,
                               gint          tick);
gboolean    ua_dir_ranks_ask  (UaDirRanks   *self,
                               const char   *key,
                               gint          tick);
void        ua_dir_ranks_add  (UaDirRanks   *self,
                               const char   *key,
                               gint          tick,
                               gboolean      lasting,
                               GArray       *rows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaDirRanks, ua_dir_ranks_free)

G_END_DECLS
