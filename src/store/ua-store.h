/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ua-change.h"
#include "ua-entry-query.h"
#include "ua-facet.h"
#include "ua-group.h"
#include "ua-lookup.h"
#include "ua-member.h"
#include "ua-query.h"
#include "ua-role-profile.h"
#include "ua-rows.h"

G_BEGIN_DECLS

/**
 * UaStoreNotice:
 * @UA_STORE_NOTICE_CACHE_RENEWED: the cache could not be used (damaged, from a newer version); it
 *   was set aside and is empty, so everything is to be fetched again
 * @UA_STORE_NOTICE_CHANGES_SALVAGED: the queue was damaged; it was set aside, and what could be
 *   read of it is in the new one
 *
 * What came to light on opening, or when damage was found later.
 */
typedef enum
{
  UA_STORE_NOTICE_CACHE_RENEWED = 1 << 0,
  UA_STORE_NOTICE_CHANGES_SALVAGED = 1 << 1,
} UaStoreNotice;

/**
 * UaStoreText:
 * @UA_STORE_TEXT_CAPABILITIES: what ua_capabilities_to_text() gave
 * @UA_STORE_TEXT_OWN_ID: the id of the member who is signed in
 * @UA_STORE_TEXT_SYNCED_AT: when the last whole synchronisation ended, as ua_time_format() writes
 *   it
 * @UA_STORE_TEXT_WALK: where an unfinished walk goes on, as ua_walk_to_text() writes it; kept by
 *   ua_store_write_page_async() and ua_store_end_walk_async()
 * @UA_STORE_TEXT_FEED: a place for the cursor of a change feed
 * @UA_STORE_TEXT_VIEW: what the screen was searching and filtering
 * @UA_STORE_TEXT_PLACE: which place the screen was showing
 * @UA_STORE_TEXT_RIGHTS: the rights of who is signed in, separated by spaces
 * @UA_STORE_TEXT_SAVED_VIEWS: ways to look at the members that somebody has named
 *
 * Small texts that are kept beside the members, in the cache.
 */
typedef enum
{
  UA_STORE_TEXT_CAPABILITIES,
  UA_STORE_TEXT_OWN_ID,
  UA_STORE_TEXT_SYNCED_AT,
  UA_STORE_TEXT_WALK,
  UA_STORE_TEXT_FEED,
  UA_STORE_TEXT_VIEW,
  UA_STORE_TEXT_PLACE,
  UA_STORE_TEXT_RIGHTS,
  UA_STORE_TEXT_SAVED_VIEWS,
  UA_N_STORE_TEXTS,
} UaStoreText;

/**
 * UaStoreWriteFlags:
 * @UA_STORE_WRITE_NONE: lists are as the records say
 * @UA_STORE_WRITE_KEEP_MEMBERSHIPS: the records do not tell teams, coached teams, groups and
 *   sessions; those stay as ua_store_write_group_members_async() wrote them
 */
typedef enum
{
  UA_STORE_WRITE_NONE = 0,
  UA_STORE_WRITE_KEEP_MEMBERSHIPS = 1 << 0,
} UaStoreWriteFlags;

/**
 * UaStoreEntryFlags:
 * @UA_STORE_ENTRIES_ADD: beside what is kept of that type already
 * @UA_STORE_ENTRIES_INSTEAD: in place of all that is kept of that type
 * @UA_STORE_ENTRIES_WHOLE: with what lists leave out; kept beside what lists have
 *
 * How entries are kept.
 */
typedef enum
{
  UA_STORE_ENTRIES_ADD = 0,
  UA_STORE_ENTRIES_INSTEAD = 1 << 0,
  UA_STORE_ENTRIES_WHOLE = 1 << 1,
} UaStoreEntryFlags;

/**
 * UaStoreWritten:
 * @n_new: members that were not there before
 * @n_changed: members that differ from before
 * @n_same: members that were there just so
 *
 * What writing came to.
 */
typedef struct
{
  guint n_new;
  guint n_changed;
  guint n_same;
} UaStoreWritten;

/**
 * UaStoreRow:
 * @row: the number of the row
 * @record: (nullable): the member with what waits to be sent laid over it; %NULL when the row is
 *   gone
 * @pending: whether a change waits to be sent
 */
typedef struct
{
  guint32 row;
  UaMemberRecord *record; /* (owned) (nullable) */
  gboolean pending;
} UaStoreRow;

/**
 * UaStoreAnswer:
 * @rows: the rows that were found, in display order
 * @n_total: how many were found; more than @rows has while not @whole
 * @whole: whether @rows is all
 * @first: (element-type UaStoreRow): the first rows with their records
 *
 * The answer to a query.
 */
typedef struct
{
  UaRows *rows;  /* (owned) */
  guint n_total;
  gboolean whole;
  GArray *first; /* (owned) */
} UaStoreAnswer;

void ua_store_answer_free (UaStoreAnswer *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaStoreAnswer, ua_store_answer_free)

/**
 * UaStore:
 *
 * What is kept on this computer of one connection: the cache of members (`cache.db`, can be fetched
 * again) and the queue of changes (`changes.db`, never thrown away), in a folder that only the user
 * can enter.
 *
 * A worker thread owns the databases; all functions here are for the main thread and do no I/O.
 * Calls are carried out in the order in which they were made, except that what somebody looks at
 * (queries, rows, counts) goes before what is written.
 */
#define UA_TYPE_STORE (ua_store_get_type ())
G_DECLARE_FINAL_TYPE (UaStore, ua_store, UA, STORE, GObject)

/* Life.  Signals: "changed", members, groups or role profiles are other than before (at most some
 * times a second); "changes-changed", the queue is other than before; "log-changed";
 * "notices-changed". */
UaStore        *ua_store_new                      (const char           *folder);
const char     *ua_store_get_folder               (UaStore              *self);
void            ua_store_open_async               (UaStore              *self,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gboolean        ua_store_open_finish              (UaStore              *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
void            ua_store_close_async              (UaStore              *self,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gboolean        ua_store_close_finish             (UaStore              *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
guint           ua_store_get_notices              (UaStore              *self);

/* Removes all that a (closed) store left in @folder, and the folder (UA-04). */
void            ua_store_forget_async             (const char           *folder,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gboolean        ua_store_forget_finish            (GAsyncResult         *result,
                                                   GError              **error);

/* What is known without asking the worker, as of the last call that ended. */
guint           ua_store_get_n_members            (UaStore              *self);
gboolean        ua_store_get_searchable           (UaStore              *self);
const char     *ua_store_get_text                 (UaStore              *self,
                                                   UaStoreText           which);
void            ua_store_set_text_async           (UaStore              *self,
                                                   UaStoreText           which,
                                                   const char           *text,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gboolean        ua_store_set_text_finish          (UaStore              *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);

/* The way in.  A walk sees every member of the server once:
 *
 *   begin -> page, page, ... (each durable with its cursor) -> end: who was not seen
 *
 * Who was not seen is still there: ask the server for each, and believe only 404. */
void            ua_store_begin_walk_async         (UaStore              *self,
                                                   gboolean              resume,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gboolean        ua_store_begin_walk_finish        (UaStore              *self,
                                                   GAsyncResult         *result,
                                                   char                **walk,
                                                   GError              **error);
void            ua_store_write_page_async         (UaStore              *self,
                                                   GPtrArray            *records,
                                                   const char           *walk,
                                                   UaStoreWriteFlags     flags,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gboolean        ua_store_write_page_finish        (UaStore              *self,
                                                   GAsyncResult         *result,
                                                   UaStoreWritten       *written,
                                                   GError              **error);
void            ua_store_end_walk_async           (UaStore              *self,
                                                   gint64                synced_at,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
GStrv           ua_store_end_walk_finish          (UaStore              *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);

/* Members outside of a walk: read one by one, answered by a write, told by a change feed. */
void            ua_store_write_members_async      (UaStore              *self,
                                                   GPtrArray            *records,
                                                   UaStoreWriteFlags     flags,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gboolean        ua_store_write_members_finish     (UaStore              *self,
                                                   GAsyncResult         *result,
                                                   UaStoreWritten       *written,
                                                   GError              **error);
/* Erases members from every file of the cache (LE-03). */
void            ua_store_delete_members_async     (UaStore              *self,
                                                   const char * const   *ids,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gboolean        ua_store_delete_members_finish    (UaStore              *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);

/* Groups and role profiles: each call gives all there are. */
void            ua_store_write_groups_async       (UaStore              *self,
                                                   GPtrArray            *groups,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gboolean        ua_store_write_groups_finish      (UaStore              *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
GPtrArray      *ua_store_dup_groups               (UaStore              *self);
void            ua_store_write_group_members_async  (UaStore              *self,
                                                     UaGroup              *group,
                                                     const UaReference    *members,
                                                     guint                 n_members,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
gboolean        ua_store_write_group_members_finish (UaStore              *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);
void            ua_store_write_role_profiles_async  (UaStore              *self,
                                                     GPtrArray            *profiles,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
gboolean        ua_store_write_role_profiles_finish (UaStore              *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);
GPtrArray      *ua_store_dup_role_profiles        (UaStore              *self);

/* What else the server has, as far as it is kept. */
void            ua_store_write_entries_async      (UaStore              *self,
                                                   UaEntryType           type,
                                                   GPtrArray            *entries,
                                                   UaStoreEntryFlags     flags,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gboolean        ua_store_write_entries_finish     (UaStore              *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
void            ua_store_read_entries_async       (UaStore              *self,
                                                   UaEntryQuery         *query,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
GPtrArray      *ua_store_read_entries_finish      (UaStore              *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
void            ua_store_find_entry_async         (UaStore              *self,
                                                   UaEntryType           type,
                                                   const char           *id,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
UaEntry        *ua_store_find_entry_finish        (UaStore              *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);

/* What somebody looks at. */
void            ua_store_query_async              (UaStore              *self,
                                                   UaQuery              *query,
                                                   guint                 n_first,
                                                   gboolean              quick,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
UaStoreAnswer  *ua_store_query_finish             (UaStore              *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
void            ua_store_read_rows_async          (UaStore              *self,
                                                   const guint32        *rows,
                                                   guint                 n_rows,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
GArray         *ua_store_read_rows_finish         (UaStore              *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
void            ua_store_find_member_async        (UaStore              *self,
                                                   const char           *id,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
UaMember       *ua_store_find_member_finish       (UaStore              *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
void            ua_store_list_ids_async           (UaStore              *self,
                                                   UaRows               *rows,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
GStrv           ua_store_list_ids_finish          (UaStore              *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
void            ua_store_look_up_async            (UaStore              *self,
                                                   const char * const   *words,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
UaLookup       *ua_store_look_up_finish           (UaStore              *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
/* The member as the server has it, without what waits to be sent. */
void            ua_store_read_base_async          (UaStore              *self,
                                                   const char           *id,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
UaMemberRecord *ua_store_read_base_finish         (UaStore              *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
void            ua_store_count_facet_async        (UaStore              *self,
                                                   UaQuery              *query,
                                                   UaField               field,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
GArray         *ua_store_count_facet_finish       (UaStore              *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);

/* Member objects: the same one for a row while anybody holds it, kept up to date. */
UaMember       *ua_store_dup_member               (UaStore              *self,
                                                   guint32               row);
UaMember       *ua_store_peek_member              (UaStore              *self,
                                                   guint32               row);
GArray         *ua_store_list_held_rows           (UaStore              *self);
GArray         *ua_store_list_lacking_rows        (UaStore              *self);
guint32         ua_store_find_held_row            (UaStore              *self,
                                                   const char           *id);

/* The queue.  Each call ends when its result is durable. */
void            ua_store_add_change_async         (UaStore              *self,
                                                   UaChange             *change,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gboolean        ua_store_add_change_finish        (UaStore              *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
void            ua_store_update_change_async      (UaStore              *self,
                                                   UaChange             *change,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gboolean        ua_store_update_change_finish     (UaStore              *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
/* Drops a change: with @record, because it arrived and that is the member now; without, because
 * somebody gave it up, so that the member is again as the server has it. */
void            ua_store_remove_change_async      (UaStore              *self,
                                                   const char           *uuid,
                                                   gboolean              arrived,
                                                   UaMemberRecord       *record,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gboolean        ua_store_remove_change_finish     (UaStore              *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
void            ua_store_log_async                (UaStore              *self,
                                                   GPtrArray            *done,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gboolean        ua_store_log_finish               (UaStore              *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
/* All changes, oldest first, as of the last call that ended. */
GPtrArray      *ua_store_dup_changes              (UaStore              *self);

G_END_DECLS
