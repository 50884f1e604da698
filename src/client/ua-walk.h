/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-capabilities.h"
#include "ua-page.h"

G_BEGIN_DECLS

/**
 * UaWalk:
 *
 * Decides which page of a list to ask for next, until all has been seen.  It does no I/O: it is fed
 * with what came, and distrusts it.
 *
 *   walk = ua_walk_new (...)
 *   while ((position = ua_walk_get_position (walk)) != NULL)
 *     page = list (position, ua_walk_get_count (walk))
 *       came:   ua_walk_feed (walk, page)
 *       failed: ua_walk_feed_error (walk, error), and give up where that is FALSE
 *
 * The ways to page are tried in the order cursor, index, `id gt`: a way that turns out to go in
 * circles, to refuse or to leave something out is followed by the next.  A walk ends whatever the
 * server says.  It belongs to one thread at a time.
 */
typedef struct _UaWalk UaWalk;

UaWalk           *ua_walk_new           (const UaCapabilities *capabilities,
                                         guint                 page_size);
UaWalk           *ua_walk_new_from_text (const UaCapabilities *capabilities,
                                         const char           *text);
void              ua_walk_free          (UaWalk               *self);

UaPosition       *ua_walk_get_position  (const UaWalk         *self);
guint             ua_walk_get_count     (const UaWalk         *self);
guint             ua_walk_get_page_size (const UaWalk         *self);
UaPosition       *ua_walk_dup_ahead     (const UaWalk         *self,
                                         guint                 n);
guint             ua_walk_feed          (UaWalk               *self,
                                         const UaPage         *page);
gboolean          ua_walk_feed_error    (UaWalk               *self,
                                         const GError         *error);

guint64           ua_walk_get_n_seen    (const UaWalk         *self);
gint64            ua_walk_get_total     (const UaWalk         *self);
gboolean          ua_walk_is_whole      (const UaWalk         *self);
char             *ua_walk_to_text       (const UaWalk         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaWalk, ua_walk_free)

G_END_DECLS
