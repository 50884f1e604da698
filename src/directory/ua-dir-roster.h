/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-action.h"

G_BEGIN_DECLS

/**
 * UaDirEntry:
 * @given: what the roster says of somebody
 * @id: the row of the member; 0 of one who is not there yet
 * @uid: (nullable): the member's id
 * @is_new: whether the member was not there before
 *
 * One of those who are in a roster.
 */
typedef struct
{
  JsonObject *given;       /* (unowned) */
  gint64 id;
  char *uid;               /* (owned) (nullable) */
  gboolean is_new;
} UaDirEntry;

/**
 * UaDirRoster:
 * @run: the action
 * @entries: those who are in it, in their order
 * @present: the rows of the members who are in it
 * @managed: the paths of the attributes that it owns
 *
 * What an HR system says of all members.
 */
typedef struct
{
  UaDirActionRun *run;     /* (unowned) */
  GPtrArray *entries;      /* (owned), of UaDirEntry */
  GHashTable *present;     /* (owned), set of gint64 */
  JsonArray *managed;      /* (owned) */
} UaDirRoster;

extern const UaScimAttribute ua_dir_roster_subs[];
extern const char *const ua_dir_roster_paths[];

UaDirRoster *ua_dir_roster_new     (UaDirActionRun  *run,
                                    GError         **error);
void         ua_dir_roster_free    (UaDirRoster     *self);
gboolean     ua_dir_roster_create  (UaDirRoster     *self,
                                    guint            n,
                                    GError         **error);
gboolean     ua_dir_roster_change  (UaDirRoster     *self,
                                    guint            n,
                                    gboolean        *changed,
                                    GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaDirRoster, ua_dir_roster_free)

G_END_DECLS
