/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ua-action.h"
#include "ua-capabilities.h"
#include "ua-change.h"
#include "ua-connection.h"
#include "ua-entry-list.h"
#include "ua-facet.h"
#include "ua-group.h"
#include "ua-lookup.h"
#include "ua-member.h"
#include "ua-member-list.h"
#include "ua-query.h"
#include "ua-report.h"
#include "ua-rights.h"
#include "ua-role-profile.h"

G_BEGIN_DECLS

/**
 * UaSessionState:
 * @UA_SESSION_STATE_CLOSED: not opened yet, or closed
 * @UA_SESSION_STATE_CONNECTING: the cache can be browsed; the server is being asked
 * @UA_SESSION_STATE_SYNCING: members are being fetched
 * @UA_SESSION_STATE_ONLINE: the server answers and the cache is as of "synced-at"
 * @UA_SESSION_STATE_OFFLINE: the server is out of reach; "error" says why; it is tried again by
 *   itself
 * @UA_SESSION_STATE_SIGN_IN: the credentials are missing or were refused; nothing is sent until
 *   ua_session_sign_in_async()
 */
typedef enum
{
  UA_SESSION_STATE_CLOSED,
  UA_SESSION_STATE_CONNECTING,
  UA_SESSION_STATE_SYNCING,
  UA_SESSION_STATE_ONLINE,
  UA_SESSION_STATE_OFFLINE,
  UA_SESSION_STATE_SIGN_IN,
} UaSessionState;

/**
 * UaSessionNotice:
 * @UA_SESSION_NOTICE_CACHE_RENEWED: what was on this computer was damaged and is fetched again
 * @UA_SESSION_NOTICE_CHANGES_SALVAGED: the queue of changes was damaged; what could be read of it
 *   is there, and some changes may be missing
 *
 * Damage that a person should be told of (faults R4).
 */
typedef enum
{
  UA_SESSION_NOTICE_CACHE_RENEWED = 1 << 0,
  UA_SESSION_NOTICE_CHANGES_SALVAGED = 1 << 1,
} UaSessionNotice;

/**
 * UaSessionText:
 * @UA_SESSION_TEXT_VIEW: what was searched and filtered among the members
 * @UA_SESSION_TEXT_PLACE: which place was shown
 * @UA_SESSION_TEXT_SAVED_VIEWS: ways to look at the members that somebody has named
 *
 * What the screen wants to find again when an organisation is opened again.
 */
typedef enum
{
  UA_SESSION_TEXT_VIEW,
  UA_SESSION_TEXT_PLACE,
  UA_SESSION_TEXT_SAVED_VIEWS,
} UaSessionText;

#define UA_TYPE_SESSION (ua_session_get_type ())
G_DECLARE_FINAL_TYPE (UaSession, ua_session, UA, SESSION, GObject)

/* Life.  Properties, all readable, notified in the main thread: "state" (UaSessionState as uint),
 * "capabilities", "synced-at", "n-members", "progress", "error" (boxed GError), "n-pending",
 * "notices" (UaSessionNotice flags as uint), "seats" (UaEntry; also notified when a setting
 * changes).
 * Signal "changed": the cache has other members than before. */
UaSession      *ua_session_new                   (UaConnection         *connection,
                                                  UaCredentials        *credentials);
void            ua_session_open_async            (UaSession            *self,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
gboolean        ua_session_open_finish           (UaSession            *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);
void            ua_session_close_async           (UaSession            *self,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
gboolean        ua_session_close_finish          (UaSession            *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);

/* State. */
UaConnection   *ua_session_get_connection        (UaSession            *self);
UaSessionState  ua_session_get_state             (UaSession            *self);
const GError   *ua_session_get_error             (UaSession            *self);
UaCapabilities *ua_session_get_capabilities      (UaSession            *self);
const char     *ua_session_get_own_id            (UaSession            *self);
gint64          ua_session_get_synced_at         (UaSession            *self);
guint           ua_session_get_n_members         (UaSession            *self);
guint           ua_session_get_n_expected        (UaSession            *self);
double          ua_session_get_progress          (UaSession            *self);
guint           ua_session_get_n_pending         (UaSession            *self);
guint           ua_session_get_n_skipped         (UaSession            *self);
guint           ua_session_get_notices           (UaSession            *self);

/* What the screen wants to find again the next time; it may hold personal data, and goes with the
 * cache. */
const char     *ua_session_get_text              (UaSession            *self,
                                                  UaSessionText         which);
void            ua_session_set_text              (UaSession            *self,
                                                  UaSessionText         which,
                                                  const char           *text);

/* Lists. */
UaMemberList   *ua_session_query                 (UaSession            *self,
                                                  UaQuery              *query);
GListModel     *ua_session_get_groups            (UaSession            *self);
GListModel     *ua_session_get_role_profiles     (UaSession            *self);
GListModel     *ua_session_get_changes           (UaSession            *self);
void            ua_session_count_facet_async     (UaSession            *self,
                                                  UaQuery              *query,
                                                  UaField               field,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
GArray         *ua_session_count_facet_finish    (UaSession            *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);
void            ua_session_find_member_async     (UaSession            *self,
                                                  const char           *id,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
UaMember       *ua_session_find_member_finish    (UaSession            *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);

/* What else the organisation has. */
UaEntryList    *ua_session_list_entries          (UaSession            *self,
                                                  UaEntryQuery         *query);
void            ua_session_find_entry_async      (UaSession            *self,
                                                  UaEntryType           type,
                                                  const char           *id,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
UaEntry        *ua_session_find_entry_finish     (UaSession            *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);
void            ua_session_write_entry_async     (UaSession            *self,
                                                  UaEntryType           type,
                                                  const char           *id,
                                                  const char           *version,
                                                  GVariant             *values,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
gboolean        ua_session_write_entry_finish    (UaSession            *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);
void            ua_session_refresh_entries       (UaSession            *self);
gboolean        ua_session_may_change_field      (UaSession            *self,
                                                  const UaMemberRecord *record,
                                                  UaField               field);
gboolean        ua_session_may_act_on            (UaSession            *self,
                                                  const UaMemberRecord *record,
                                                  const char           *action);
gboolean        ua_session_may_invite            (UaSession            *self,
                                                  const char           *group);
gboolean        ua_session_may_change_group      (UaSession            *self,
                                                  const char           *id);
gboolean        ua_session_may_fill_group        (UaSession            *self,
                                                  const char           *id);
gboolean        ua_session_has_right             (UaSession            *self,
                                                  const char           *right);
UaEntry        *ua_session_get_seats             (UaSession            *self);
const char     *ua_session_get_setting           (UaSession            *self,
                                                  const char           *name);

/* What members are given from lists. */
void            ua_session_write_group_async     (UaSession            *self,
                                                  UaGroup              *group,
                                                  GVariant             *values,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
void            ua_session_write_role_profile_async (UaSession           *self,
                                                     UaRoleProfile       *profile,
                                                     GVariant            *values,
                                                     GAsyncReadyCallback  callback,
                                                     gpointer             user_data);
gboolean        ua_session_write_listed_finish   (UaSession            *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);

/* Many at once. */
void            ua_session_list_ids_async        (UaSession            *self,
                                                  const guint32        *rows,
                                                  guint                 n_rows,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
GStrv           ua_session_list_ids_finish       (UaSession            *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);
void            ua_session_look_up_async         (UaSession            *self,
                                                  const char * const   *words,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
UaLookup       *ua_session_look_up_finish        (UaSession            *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);

/* What a server knows of a member besides. */
void               ua_session_find_attributes_async  (UaSession            *self,
                                                      const char           *id,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);
UaAttributeValues *ua_session_find_attributes_finish (UaSession            *self,
                                                      GAsyncResult         *result,
                                                      GError              **error);
void               ua_session_set_attribute_async    (UaSession            *self,
                                                      const char           *id,
                                                      const char           *version,
                                                      const UaAttribute    *attribute,
                                                      const char * const   *values,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);
gboolean           ua_session_set_attribute_finish   (UaSession            *self,
                                                      GAsyncResult         *result,
                                                      GError              **error);
gboolean           ua_session_may_change_attribute   (UaSession            *self,
                                                      const UaMemberRecord *record,
                                                      const UaAttribute    *attribute);

/* The picture of a member. */
gboolean        ua_session_has_picture           (UaSession            *self,
                                                  const UaMemberRecord *record);
GBytes         *ua_session_peek_picture          (UaSession            *self,
                                                  const UaMemberRecord *record);
void            ua_session_find_picture_async    (UaSession            *self,
                                                  const UaMemberRecord *record,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
GBytes         *ua_session_find_picture_finish   (UaSession            *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);
void            ua_session_change_picture_async  (UaSession            *self,
                                                  const char           *id,
                                                  GBytes               *bytes,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
gboolean        ua_session_change_picture_finish (UaSession            *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);

/* Acts. */
void            ua_session_submit_async          (UaSession            *self,
                                                  UaPatch              *patch,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
gboolean        ua_session_submit_finish         (UaSession            *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);
void            ua_session_resolve_change_async  (UaSession            *self,
                                                  UaChange             *change,
                                                  UaPatch              *patch,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
gboolean        ua_session_resolve_change_finish (UaSession            *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);
gboolean        ua_session_can_act               (UaSession            *self,
                                                  const char           *action);
void            ua_session_act_async             (UaSession            *self,
                                                  UaAction             *action,
                                                  gboolean              dry_run,
                                                  GFileProgressCallback progress,
                                                  gpointer              progress_data,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
UaReport       *ua_session_act_finish            (UaSession            *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);
void            ua_session_create_member_async   (UaSession            *self,
                                                  UaMemberRecord       *record,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
char           *ua_session_create_member_finish  (UaSession            *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);
void            ua_session_refresh               (UaSession            *self);
void            ua_session_sign_in_async         (UaSession            *self,
                                                  UaCredentials        *credentials,
                                                  gboolean              remember,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
gboolean        ua_session_sign_in_finish        (UaSession            *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);

G_END_DECLS
