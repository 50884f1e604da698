/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * UaDirShownItem:
 * @display: the display name of a resource, as it stands within the quotation marks of JSON
 * @n_display: its length in bytes
 * @direct: (nullable): of a group, how it stands among the groups of a member
 * @n_direct: its length in bytes
 * @with_role: (nullable): of a group, how it stands among the memberships of a member, up to the
 *   role
 * @n_with_role: its length in bytes
 *
 * What one resource shows of another.
 */
typedef struct
{
  char *display;           /* (owned) */
  gsize n_display;
  char *direct;            /* (owned) (nullable) */
  gsize n_direct;
  char *with_role;         /* (owned) (nullable) */
  gsize n_with_role;
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
  const char *roles;       /* (unowned) */
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
void        ua_dir_shown_free       (UaDirShown             *self);
void        ua_dir_shown_begin      (UaDirShown             *self,
                                     gint                    tick);
gboolean    ua_dir_shown_look_up    (UaDirDb                *db,
                                     const char             *base_uri,
                                     gint64                  id,
                                     const UaDirShownItem  **item,
                                     GError                **error);
gboolean    ua_dir_shown_prefetch   (UaDirDb                *db,
                                     const char             *rows,
                                     GError                **error);
gboolean    ua_dir_shown_get_groups (UaDirDb                *db,
                                     gint64                  member,
                                     const UaDirShownGroup **groups,
                                     guint                  *n,
                                     GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaDirShown, ua_dir_shown_free)

G_END_DECLS
