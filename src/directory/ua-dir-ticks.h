/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * UaDirChange:
 * @UA_DIR_CHANGE_SHOWN: something that resources show of others
 * @UA_DIR_CHANGE_REMOVED: a resource is removed
 * @UA_DIR_CHANGE_ORDER: a resource is added or removed, or one of the keys that one sorts by is
 *   changed
 * @UA_DIR_CHANGE_ANY: anything at all
 *
 * What a transaction changes.
 */
typedef enum
{
  UA_DIR_CHANGE_SHOWN,
  UA_DIR_CHANGE_REMOVED,
  UA_DIR_CHANGE_ORDER,
  UA_DIR_CHANGE_ANY,
} UaDirChange;

#define UA_DIR_N_CHANGES 4

/**
 * UaDirTicks:
 * @ticks: for each #UaDirChange a number that grows: even while nothing changes, odd while a commit
 *   is under way that does
 *
 * By which those who read learn that what they remember may be out of date.  Shared by all threads.
 */
typedef struct
{
  gint ticks[UA_DIR_N_CHANGES];
} UaDirTicks;

/**
 * UaDirTicksView:
 *
 * What one connection knows of the ticks.  Used by one thread at a time.
 */
typedef struct _UaDirTicksView UaDirTicksView;

UaDirTicksView *ua_dir_ticks_view_new        (void);
void            ua_dir_ticks_view_free       (UaDirTicksView        *self);
void            ua_dir_ticks_view_share      (UaDirTicksView        *self,
                                              UaDirTicks            *shared);
void            ua_dir_ticks_view_begin      (UaDirTicksView        *self);
gint            ua_dir_ticks_view_get        (const UaDirTicksView  *self,
                                              UaDirChange            change);
gboolean        ua_dir_ticks_view_has        (const UaDirTicksView  *self,
                                              UaDirChange            change);

gboolean        ua_dir_ticks_view_watch      (UaDirTicksView        *self,
                                              sqlite3               *writer);
void            ua_dir_ticks_view_committing (UaDirTicksView        *self);
void            ua_dir_ticks_view_ended      (UaDirTicksView        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaDirTicksView, ua_dir_ticks_view_free)

G_END_DECLS
