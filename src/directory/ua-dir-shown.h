/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

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
void        ua_dir_shown_begin      (UaDirShown            *self,
                                     gint                   tick);
gboolean    ua_dir_shown_look_up    (UaDirDb               *db,
                                     gint64                 id,
                                     const UaDirShownItem **item,
                                     GError               **error);
GArray     *ua_dir_shown_get_groups (UaDirDb               *db,
                                     gint64                 member,
                                     GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaDirShown, ua_dir_shown_free)

G_END_DECLS
