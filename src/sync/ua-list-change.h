/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * UaListHunk:
 * @old_start: where the hunk begins in the old list
 * @n_old: how many entries go
 * @new_start: where it begins in the new list
 * @n_new: how many entries come in their place
 *
 * A place in which two lists differ.
 */
typedef struct
{
  guint old_start;
  guint n_old;
  guint new_start;
  guint n_new;
} UaListHunk;

GArray *ua_list_change_new (const guint32 *old_rows,
                            guint          n_old,
                            const guint32 *new_rows,
                            guint          n_new,
                            const guint32 *held,
                            guint          n_held);

G_END_DECLS
