/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * UaDirShownClock:
 * @value: even while nothing changes; odd while a commit is under way that changes something
 *
 * By which those who read learn that what they remember may be out of date.  Shared by all threads.
 */
typedef struct
{
  gint value;
} UaDirShownClock;

/**
 * UaDirShownItem:
 * @uid: the id of a resource
 * @display: its display name, as it stands within the quotation marks of JSON
 * @kind: (nullable): of a group, its kind
 *
 * What one resource shows of another.
 */
typedef struct
{
  char *uid;               /* (owned) */
  char *display;           /* (owned) */
  char *kind;              /* (owned) (nullable) */
} UaDirShownItem;

/**
 * UaDirShownGroup:
 * @group: the row of a group
 * @roles: the roles that the member has in it, separated by spaces
 *
 * One group that a member is in.
 */
typedef struct
{
  gint64 group;
  char *roles;             /* (owned) */
} UaDirShownGroup;

typedef struct _UaDirDb UaDirDb;

/**
 * UaDirShown:
 *
 * Remembers for one connection what resources show of others (names of groups, of managers, of role
 * profiles), so that a page does not look each up a hundred times.  Used by one thread at a time.
 */
typedef struct _UaDirShown UaDirShown;

UaDirShown *ua_dir_shown_new        (void);
void        ua_dir_shown_free       (UaDirShown            *self);
void        ua_dir_shown_set_clock  (UaDirShown            *self,
                                     UaDirShownClock       *clock);
void        ua_dir_shown_begin      (UaDirShown            *self);
gboolean    ua_dir_shown_look_up    (UaDirDb               *db,
                                     gint64                 id,
                                     const UaDirShownItem **item,
                                     GError               **error);
GArray     *ua_dir_shown_get_groups (UaDirDb               *db,
                                     gint64                 member,
                                     GError               **error);

gboolean    ua_dir_shown_watch      (UaDirShown            *self,
                                     sqlite3               *writer);
void        ua_dir_shown_committing (UaDirShown            *self);
void        ua_dir_shown_ended      (UaDirShown            *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaDirShown, ua_dir_shown_free)

G_END_DECLS
