/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ua-action.h"
#include "ua-capabilities.h"
#include "ua-client-address.h"
#include "ua-connection.h"
#include "ua-entry-query.h"
#include "ua-member-record.h"
#include "ua-page.h"
#include "ua-patch.h"
#include "ua-query.h"
#include "ua-report.h"
#include "ua-walk.h"

G_BEGIN_DECLS

/**
 * UaListFlags:
 * @UA_LIST_FLAGS_NONE: all that the server gives
 * @UA_LIST_FLAGS_WITHOUT_MEMBERS: groups without who is in them
 *
 * What a page need not hold.
 */
typedef enum
{
  UA_LIST_FLAGS_NONE = 0,
  UA_LIST_FLAGS_WITHOUT_MEMBERS = 1 << 0,
} UaListFlags;

/**
 * UaEntryPage:
 * @entries: (element-type UaEntry): what could be read, in the order of the server
 * @n_rows: how many there were, read or not
 * @total: how many the query finds, as the server says; -1 where it does not
 * @next_cursor: (nullable): where the next page begins (RFC 9865)
 *
 * One page of entries.
 */
typedef struct
{
  GPtrArray *entries; /* (owned) */
  guint n_rows;
  gint64 total;
  char *next_cursor;  /* (owned) (nullable) */
} UaEntryPage;

void ua_entry_page_free (UaEntryPage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaEntryPage, ua_entry_page_free)

/**
 * UaClient:
 *
 * A SCIM 2.0 server, seen from a client (RFC 7644).  All functions are for the thread that made it
 * (its thread-default main context); bodies are read in worker threads.
 *
 * Every call under way ends on ua_client_close() with %UA_ERROR_STOPPED.  Errors are of the domain
 * %UA_ERROR, cancellation is %G_IO_ERROR_CANCELLED.  What may be repeated without harm is repeated
 * a few times by itself before a call fails.
 */
#define UA_TYPE_CLIENT (ua_client_get_type ())
G_DECLARE_FINAL_TYPE (UaClient, ua_client, UA, CLIENT, GObject)

UaClient       *ua_client_new                  (const char           *address,
                                                UaCredentials        *credentials,
                                                GError              **error);
UaClient       *ua_client_new_for_socket       (const char           *path,
                                                UaCredentials        *credentials);
void            ua_client_close                (UaClient             *self);

const char     *ua_client_get_address          (UaClient             *self);
UaCapabilities *ua_client_get_capabilities     (UaClient             *self);
void            ua_client_set_capabilities     (UaClient             *self,
                                                UaCapabilities       *capabilities);
void            ua_client_learn                (UaClient             *self,
                                                UaCapability          capability,
                                                UaSupport             support);
void            ua_client_learn_page_size      (UaClient             *self,
                                                guint                 page_size);
void            ua_client_set_credentials      (UaClient             *self,
                                                UaCredentials        *credentials);
guint           ua_client_get_retry_after      (UaClient             *self);

/* What the server can do, and who is signed in. */
void            ua_client_discover_async       (UaClient             *self,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
UaCapabilities *ua_client_discover_finish      (UaClient             *self,
                                                GAsyncResult         *result,
                                                GError              **error);
void            ua_client_find_me_async        (UaClient             *self,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean        ua_client_find_me_finish       (UaClient             *self,
                                                GAsyncResult         *result,
                                                char                **id,
                                                GError              **error);
void            ua_client_find_rights_async    (UaClient             *self,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
GStrv           ua_client_find_rights_finish   (UaClient             *self,
                                                GAsyncResult         *result,
                                                GError              **error);

/* Lists. */
void            ua_client_list_async           (UaClient             *self,
                                                UaResource            resource,
                                                UaQuery              *query,
                                                UaPosition           *position,
                                                guint                 count,
                                                UaListFlags           flags,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
UaPage         *ua_client_list_finish          (UaClient             *self,
                                                GAsyncResult         *result,
                                                GError              **error);

/* One member. */
void            ua_client_get_member_async     (UaClient             *self,
                                                const char           *id,
                                                const char           *version,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean        ua_client_get_member_finish    (UaClient             *self,
                                                GAsyncResult         *result,
                                                UaMemberRecord      **record,
                                                GError              **error);
void            ua_client_create_member_async  (UaClient             *self,
                                                UaMemberRecord       *record,
                                                const char           *key,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
UaMemberRecord *ua_client_create_member_finish (UaClient             *self,
                                                GAsyncResult         *result,
                                                GError              **error);
void            ua_client_update_member_async  (UaClient             *self,
                                                UaPatch              *patch,
                                                const char           *key,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
UaMemberRecord *ua_client_update_member_finish (UaClient             *self,
                                                GAsyncResult         *result,
                                                GError              **error);
void            ua_client_delete_member_async  (UaClient             *self,
                                                const char           *id,
                                                const char           *version,
                                                const char           *key,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean        ua_client_delete_member_finish (UaClient             *self,
                                                GAsyncResult         *result,
                                                GError              **error);

/* What a server knows of a member besides. */
void               ua_client_get_attributes_async  (UaClient             *self,
                                                    const char           *id,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
UaAttributeValues *ua_client_get_attributes_finish (UaClient             *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);
void               ua_client_set_attribute_async   (UaClient             *self,
                                                    const char           *id,
                                                    const char           *version,
                                                    const UaAttribute    *attribute,
                                                    const char * const   *values,
                                                    const char           *key,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
gboolean           ua_client_set_attribute_finish  (UaClient             *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);

/* The picture of a member. */
void            ua_client_get_picture_async    (UaClient             *self,
                                                const char           *id,
                                                const char           *photo,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
GBytes         *ua_client_get_picture_finish   (UaClient             *self,
                                                GAsyncResult         *result,
                                                GError              **error);
void            ua_client_put_picture_async    (UaClient             *self,
                                                const char           *id,
                                                GBytes               *bytes,
                                                const char           *type,
                                                const char           *key,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean        ua_client_put_picture_finish   (UaClient             *self,
                                                GAsyncResult         *result,
                                                GError              **error);

/* What is more than a change of fields. */
void            ua_client_act_async            (UaClient             *self,
                                                UaAction             *action,
                                                gboolean              dry_run,
                                                const char           *key,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
UaReport       *ua_client_act_finish           (UaClient             *self,
                                                GAsyncResult         *result,
                                                GError              **error);

/* What the extension has beside members, groups and role profiles. */
void            ua_client_list_entries_async   (UaClient             *self,
                                                UaEntryQuery         *query,
                                                UaPosition           *position,
                                                guint                 count,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
UaEntryPage    *ua_client_list_entries_finish  (UaClient             *self,
                                                GAsyncResult         *result,
                                                GError              **error);
void            ua_client_get_entry_async      (UaClient             *self,
                                                UaEntryType           type,
                                                const char           *id,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
UaEntry        *ua_client_get_entry_finish     (UaClient             *self,
                                                GAsyncResult         *result,
                                                GError              **error);
void            ua_client_write_entry_async    (UaClient             *self,
                                                UaEntryType           type,
                                                const char           *id,
                                                const char           *version,
                                                GVariant             *values,
                                                const char           *key,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean        ua_client_write_entry_finish   (UaClient             *self,
                                                GAsyncResult         *result,
                                                GError              **error);
void            ua_client_write_listed_async   (UaClient             *self,
                                                UaResource            resource,
                                                const char           *id,
                                                const char           *version,
                                                GVariant             *values,
                                                const char           *key,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean        ua_client_write_listed_finish  (UaClient             *self,
                                                GAsyncResult         *result,
                                                GError              **error);

G_END_DECLS
