/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * UaDirLimit:
 *
 * How much anybody may ask for: each has a bucket that fills at a rate, up to ten seconds' worth,
 * and every request takes one out of it.  Used by all threads.
 */
typedef struct _UaDirLimit UaDirLimit;

UaDirLimit *ua_dir_limit_new  (guint         rate);
void        ua_dir_limit_free (UaDirLimit   *self);
gboolean    ua_dir_limit_take (UaDirLimit   *self,
                               const char   *who,
                               gint64        now);
gboolean    ua_dir_limit_peek (UaDirLimit   *self,
                               const char   *who,
                               gint64        now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaDirLimit, ua_dir_limit_free)

G_END_DECLS
