/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-sync"

/* What an organisation has beside members, groups and role profiles. */
#include "ua-session-private.h"

#include "ua-error.h"
#include "ua-own-log.h"

/* What is being looked for, or written. */
typedef struct
{
  UaEntryType type;
  char *id;        /* (owned) (nullable) */
  GVariant *values; /* (owned) (nullable), what it shall hold */
  GError *refusal; /* (owned) (nullable), why the server did not give it */
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_free (wanted->id);
  g_clear_pointer (&wanted->values, g_variant_unref);
  g_clear_error (&wanted->refusal);
  g_free (wanted);
}

static GTask *
start_task (UaSession           *self,
            gpointer             source_tag,
            UaEntryType          type,
            const char          *id,
            GCancellable        *cancellable,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->type = type;
  wanted->id = g_strdup (id);
  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, wanted, wanted_free);
  return task;
}

/* The error for when the server would have to be asked and cannot be. */
static GError *
make_obstacle (UaSession *self)
{
  const GError *error = ua_session_get_error (self);

  if (error != NULL)
    return g_error_copy (error);
  return g_error_new_literal (UA_ERROR, UA_ERROR_OFFLINE, "The server is not connected");
}

static void
kept_entry_found_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Wanted *wanted = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  UaEntry *entry = ua_store_find_entry_finish (UA_STORE (source), result, &error);

  if (entry != NULL)
    g_task_return_pointer (task, entry, g_object_unref);
  else
    g_task_return_error (task, wanted->refusal != NULL ? g_steal_pointer (&wanted->refusal)
                                                       : g_steal_pointer (&error));
}

static void
find_kept (GTask *task)
{
  UaSession *self = g_task_get_source_object (task);
  Wanted *wanted = g_task_get_task_data (task);

  ua_store_find_entry_async (ua_session_get_store (self), wanted->type, wanted->id,
                             g_task_get_cancellable (task), kept_entry_found_cb,
                             g_object_ref (task));
}

/* A run, which holds more than lists have, never changes; of all else the last that came counts. */
static void
keep (UaSession *self,
      UaEntry   *entry)
{
  UaEntryType type = ua_entry_get_kind (entry);
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  g_ptr_array_add (one, entry);
  if (ua_session_get_store (self) != NULL)
    ua_store_write_entries_async (ua_session_get_store (self), type, one,
                                  type == UA_ENTRY_TYPE_PROVISIONING_RUN ? UA_STORE_ENTRIES_WHOLE
                                                                         : UA_STORE_ENTRIES_ADD,
                                  NULL, NULL);
}

static void
entry_came_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Wanted *wanted = g_task_get_task_data (task);
  GError *error = NULL;
  UaEntry *entry = ua_client_get_entry_finish (UA_CLIENT (source), result, &error);

  if (entry != NULL)
    {
      if (wanted->type < UA_N_SERVED_ENTRY_TYPES)
        keep (g_task_get_source_object (task), entry);
      g_task_return_pointer (task, entry, g_object_unref);
    }
  else if (error->domain == UA_ERROR && error->code != UA_ERROR_NOT_FOUND &&
           error->code != UA_ERROR_PERMISSION)
    {
      wanted->refusal = error;
      find_kept (task);
    }
  else
    g_task_return_error (task, error);
}

/* A setting has no other name than its id; how a profile is called that goes or keeps its name is
 * not told. */
static void
log_write (GTask *task)
{
  UaSession *self = g_task_get_source_object (task);
  const Wanted *wanted = g_task_get_task_data (task);
  gboolean is_setting = wanted->type == UA_ENTRY_TYPE_SETTING;

  if (ua_session_get_link (self) != NULL)
    ua_own_log_write (ua_session_get_store (self), is_setting ? "Setting" : "SecurityProfile",
                      wanted->id, is_setting ? wanted->id : NULL, wanted->values);
}

static void
entry_written_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gboolean written = ua_client_write_entry_finish (UA_CLIENT (source), result, &error);

  if (written)
    log_write (task);
  ua_session_refresh_entries (g_task_get_source_object (task));
  if (written)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * ua_session_list_entries:
 * @self: a session that has been opened
 * @query: which entries, in what order
 *
 * Returns: (transfer full) (nullable): what the query finds, kept up to date; %NULL when the
 *   session is not open
 */
UaEntryList *
ua_session_list_entries (UaSession    *self,
                         UaEntryQuery *query)
{
  g_return_val_if_fail (UA_IS_SESSION (self), NULL);
  g_return_val_if_fail (query != NULL, NULL);

  return ua_session_get_link (self) != NULL
           ? ua_entry_list_new (ua_session_get_entries (self), query) : NULL;
}

/**
 * ua_session_find_entry_async:
 * @self: a session
 * @type: what it is
 * @id: its id
 * @cancellable: (nullable): to stop
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Looks for one entry with all that it holds, also what lists leave out: asks the server, and where
 * that cannot be reached looks at what is kept.
 */
void
ua_session_find_entry_async (UaSession           *self,
                             UaEntryType          type,
                             const char          *id,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  UaClient *client;

  g_return_if_fail (UA_IS_SESSION (self));
  g_return_if_fail (id != NULL);

  task = start_task (self, ua_session_find_entry_async, type, id, cancellable, callback, user_data);
  if (ua_session_get_link (self) == NULL)
    {
      g_task_return_new_error (task, UA_ERROR, UA_ERROR_STOPPED, "The session is not open");
      return;
    }
  client = ua_entries_get_client (ua_session_get_entries (self));
  if (client != NULL && type != UA_ENTRY_TYPE_OWN_EVENT)
    ua_client_get_entry_async (client, type, id, cancellable, entry_came_cb,
                               g_steal_pointer (&task));
  else
    find_kept (task);
}

/**
 * ua_session_find_entry_finish:
 * @self: the session
 * @result: what the callback was given
 * @error: %UA_ERROR_NOT_FOUND when it is not there (any more), %UA_ERROR_PERMISSION,
 *   %G_IO_ERROR_CANCELLED, or the error of a server that is out of reach when it is not kept either
 *
 * Returns: (transfer full) (nullable): the entry
 */
UaEntry *
ua_session_find_entry_finish (UaSession     *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ua_session_write_entry_async:
 * @self: a session
 * @type: what it is
 * @id: (nullable): which one; %NULL to make a new one
 * @version: (nullable): change or delete it only if it still has this version
 * @values: (nullable): what it shall hold, in the form of %UA_ENTRY_VALUES_TYPE, a floating
 *   reference is taken; what is not named stays; %NULL to delete it
 * @cancellable: (nullable): not looked at once the server is being asked
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Makes, changes or deletes an entry, while one waits: it is never queued.
 */
void
ua_session_write_entry_async (UaSession           *self,
                              UaEntryType          type,
                              const char          *id,
                              const char          *version,
                              GVariant            *values,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GVariant) sunk = values != NULL ? g_variant_ref_sink (values) : NULL;
  g_autofree char *key = g_uuid_string_random ();
  UaClient *client = NULL;

  g_return_if_fail (UA_IS_SESSION (self));
  g_return_if_fail (id != NULL || values != NULL);

  task = start_task (self, ua_session_write_entry_async, type, id, cancellable, callback,
                     user_data);
  ((Wanted *) g_task_get_task_data (task))->values = sunk != NULL ? g_variant_ref (sunk) : NULL;
  g_task_set_check_cancellable (task, FALSE);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (ua_session_get_link (self) != NULL)
    client = ua_entries_get_client (ua_session_get_entries (self));
  if (client == NULL)
    {
      g_task_return_error (task, make_obstacle (self));
      return;
    }
  ua_client_write_entry_async (client, type, id, version, sunk, key, NULL, entry_written_cb,
                               g_steal_pointer (&task));
}

/**
 * ua_session_write_entry_finish:
 * @self: the session
 * @result: what the callback was given
 * @error: %UA_ERROR_CONFLICT when a name is taken, %UA_ERROR_STALE when it was changed meanwhile,
 *   %UA_ERROR_NOT_FOUND, %UA_ERROR_PERMISSION, %UA_ERROR_INVALID_VALUE, or the errors of a server
 *   that is out of reach
 *
 * Returns: whether it was done
 */
gboolean
ua_session_write_entry_finish (UaSession     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ua_session_refresh_entries:
 * @self: a session
 *
 * Has the lists of ua_session_list_entries(), the seats and the settings asked for again; for who
 * has done something that changes them.
 */
void
ua_session_refresh_entries (UaSession *self)
{
  g_return_if_fail (UA_IS_SESSION (self));

  if (ua_session_get_link (self) != NULL)
    ua_entries_refresh (ua_session_get_entries (self));
}

static const char * const *
get_rights (UaSession *self)
{
  return ua_session_get_entries (self) != NULL
           ? ua_entries_get_rights (ua_session_get_entries (self)) : NULL;
}

static gboolean
is_own (UaSession            *self,
        const UaMemberRecord *record)
{
  return g_strcmp0 (ua_member_record_get_id (record), ua_session_get_own_id (self)) == 0;
}

static gboolean
is_report (UaSession            *self,
           const UaMemberRecord *record)
{
  const char *manager = ua_member_record_get (record, UA_FIELD_MANAGER);

  return manager != NULL && g_strcmp0 (manager, ua_session_get_own_id (self)) == 0;
}

/**
 * ua_session_may_change_field:
 * @self: a session
 * @record: a member
 * @field: a field
 *
 * Returns: whether who is signed in may change the field of the member (WS-10), as far as is known
 */
gboolean
ua_session_may_change_field (UaSession            *self,
                             const UaMemberRecord *record,
                             UaField               field)
{
  g_return_val_if_fail (UA_IS_SESSION (self), FALSE);
  g_return_val_if_fail (record != NULL, FALSE);

  return ua_rights_allow_field (get_rights (self), field, is_own (self, record),
                                is_report (self, record));
}

/**
 * ua_session_may_change_attribute:
 * @self: a session
 * @record: a member
 * @attribute: something that the server knows of the member besides
 *
 * Returns: whether who is signed in may change it (PE-10, WS-10), as far as is known
 */
gboolean
ua_session_may_change_attribute (UaSession            *self,
                                 const UaMemberRecord *record,
                                 const UaAttribute    *attribute)
{
  g_return_val_if_fail (UA_IS_SESSION (self), FALSE);
  g_return_val_if_fail (record != NULL && attribute != NULL, FALSE);

  return ua_rights_allow_attribute (get_rights (self), attribute, is_own (self, record),
                                    is_report (self, record));
}

/**
 * ua_session_may_act_on:
 * @self: a session
 * @record: a member
 * @action: a word of the extension for something to be done
 *
 * Returns: whether who is signed in may do it to the member (WS-10), as far as is known
 */
gboolean
ua_session_may_act_on (UaSession            *self,
                       const UaMemberRecord *record,
                       const char           *action)
{
  g_return_val_if_fail (UA_IS_SESSION (self), FALSE);
  g_return_val_if_fail (record != NULL, FALSE);
  g_return_val_if_fail (action != NULL, FALSE);

  return ua_rights_allow_change (get_rights (self), action, is_report (self, record));
}

/**
 * ua_session_may_invite:
 * @self: a session
 * @group: (nullable): the id of the team, group or session that is invited from
 *
 * Returns: whether who is signed in may invite, from there or from nowhere (TL-03, TL-04, WS-10),
 *   as far as is known
 */
gboolean
ua_session_may_invite (UaSession  *self,
                       const char *group)
{
  g_return_val_if_fail (UA_IS_SESSION (self), FALSE);

  return ua_rights_allow_invite (get_rights (self), group);
}

/**
 * ua_session_may_change_group:
 * @self: a session
 * @id: the id of a team, group or session
 *
 * Returns: whether who is signed in may rename it and say who is what in it, as far as is known
 */
gboolean
ua_session_may_change_group (UaSession  *self,
                             const char *id)
{
  g_return_val_if_fail (UA_IS_SESSION (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  return ua_rights_allow_group (get_rights (self), id);
}

/**
 * ua_session_may_fill_group:
 * @self: a session
 * @id: the id of a team, group or session
 *
 * Returns: whether who is signed in may bring members into it and take them out, as far as is known
 */
gboolean
ua_session_may_fill_group (UaSession  *self,
                           const char *id)
{
  g_return_val_if_fail (UA_IS_SESSION (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  return ua_rights_allow_roster (get_rights (self), id);
}

/**
 * ua_session_has_right:
 * @self: a session
 * @right: a right of the extension, such as %UA_RIGHT_ACCESS
 *
 * Returns: whether who is signed in has it, as far as is known; with servers that have no rights
 *   everything is worth a try
 */
gboolean
ua_session_has_right (UaSession  *self,
                      const char *right)
{
  g_return_val_if_fail (UA_IS_SESSION (self), FALSE);
  g_return_val_if_fail (right != NULL, FALSE);

  return ua_rights_has (get_rights (self), right);
}

/**
 * ua_session_get_seats:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the seats, as far as they are known, maybe from before:
 *   `total`, `used`, `reserved` and `free`, the first and the last only where they are limited
 *   (TL-09)
 */
UaEntry *
ua_session_get_seats (UaSession *self)
{
  g_return_val_if_fail (UA_IS_SESSION (self), NULL);

  return ua_session_get_link (self) != NULL
           ? ua_entries_get_seats (ua_session_get_entries (self)) : NULL;
}

/**
 * ua_session_get_setting:
 * @self: a session
 * @name: the name of a setting, such as `setPassword`
 *
 * Returns: (transfer none) (nullable): its value as text, as far as it is known, maybe from before
 */
const char *
ua_session_get_setting (UaSession  *self,
                        const char *name)
{
  g_return_val_if_fail (UA_IS_SESSION (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return ua_session_get_link (self) != NULL
           ? ua_entries_get_setting (ua_session_get_entries (self), name) : NULL;
}
