/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-sync"

/* What is done while one waits: it is never queued, for it sends mail, cannot be undone or needs an
 * answer. */
#include "ua-session-private.h"

#include "ua-absence.h"
#include "ua-act.h"
#include "ua-error.h"
#include "ua-own-log.h"
#include "ua-rights.h"
#include "ua-write-flags.h"

#include <string.h>

/* So many members are read one by one; more come sooner in pages. */
#define MAX_REREAD 300

/* What is being done. */
typedef struct
{
  UaAction *action; /* (owned) */
  gboolean dry_run;
  UaReport *report; /* (owned) (nullable), once it has been done */
} Acting;

static void
free_acting (gpointer data)
{
  Acting *acting = data;

  ua_action_unref (acting->action);
  g_clear_pointer (&acting->report, ua_report_unref);
  g_free (acting);
}

/**
 * ua_session_can_act:
 * @self: a session
 * @action: a word of the extension for something to be done, such as %UA_ACTION_DEACTIVATE
 *
 * Returns: whether the server can do that for who is signed in, as far as is known (WS-10); whether
 *   it can be reached is another matter
 */
gboolean
ua_session_can_act (UaSession  *self,
                    const char *action)
{
  g_return_val_if_fail (UA_IS_SESSION (self), FALSE);
  g_return_val_if_fail (action != NULL, FALSE);

  return ua_act_is_possible (ua_session_get_capabilities (self), action) &&
         (ua_session_get_entries (self) == NULL ||
          ua_rights_allow_action (ua_entries_get_rights (ua_session_get_entries (self)),
                                  action));
}

/* The cache has what came of it, or will soon have. */
static void
tell_report (GTask *task)
{
  UaSession *self = g_task_get_source_object (task);
  Acting *acting = g_task_get_task_data (task);

  if (ua_session_get_link (self) != NULL)
    ua_own_log_report (ua_session_get_store (self), acting->action, acting->report);
  g_task_return_pointer (task, ua_report_ref (acting->report), (GDestroyNotify) ua_report_unref);
}

static void
members_reread_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!ua_absence_check_finish (result, NULL, &error))
    g_message ("What was changed could not be read again: %s", error->message);
  tell_report (task);
}

/* Brings the members who changed up to date: a few at once, many with all others. */
static void
reread (GTask              *task,
        const char * const *ids)
{
  UaSession *self = g_task_get_source_object (task);
  UaLink *link = ua_session_get_link (self);
  guint n = g_strv_length ((GStrv) ids);

  if (link == NULL || n == 0 || n > MAX_REREAD)
    {
      if (link != NULL && n > 0)
        ua_link_refresh (link);
      tell_report (task);
      return;
    }
  for (guint i = 0; i < n; i++)
    ua_link_touch (link, ids[i]);
  ua_absence_check_async (ua_link_get_client (link), ua_session_get_store (self), ids,
                          ua_write_flags_get (ua_link_get_client (link), FALSE), NULL,
                          members_reread_cb, g_object_ref (task));
}

/* Every member of whom the report says that something changed. */
static GStrv
find_changed (const UaReport *report)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < report->results->len; i++)
    {
      const UaResult *result = g_ptr_array_index (report->results, i);

      for (guint n = 0; n < result->changes->len; n++)
        {
          const UaReportChange *change = g_ptr_array_index (result->changes, n);

          if (strcmp (change->type, "User") == 0 && g_hash_table_add (seen, change->id))
            g_strv_builder_add (ids, change->id);
        }
    }
  return g_strv_builder_end (ids);
}

static void
acted_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Acting *acting = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (UaReport) report = ua_act_finish (result, &error);
  g_auto (GStrv) changed = report != NULL ? find_changed (report) : NULL;

  if (report == NULL)
    g_task_return_error (task, error);
  else if (acting->dry_run)
    g_task_return_pointer (task, g_steal_pointer (&report), (GDestroyNotify) ua_report_unref);
  else
    {
      acting->report = g_steal_pointer (&report);
      ua_session_refresh_entries (g_task_get_source_object (task));
      reread (task, (const char * const *) changed);
    }
}

static void
member_reread_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!ua_absence_check_finish (result, NULL, &error))
    g_message ("Who was changed could not be read again: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

/*
 * ua_session_return_reread:
 * @self: a session
 * @task: a task whose data is the id of a member who was changed
 *
 * Brings the cache up to date with the member, and has the task return %TRUE then.
 */
void
ua_session_return_reread (UaSession *self,
                          GTask     *task)
{
  UaLink *link = ua_session_get_link (self);
  const char *ids[] = { g_task_get_task_data (task), NULL };

  if (link == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  ua_link_touch (link, ids[0]);
  ua_absence_check_async (ua_link_get_client (link), ua_session_get_store (self), ids,
                          ua_write_flags_get (ua_link_get_client (link), FALSE), NULL,
                          member_reread_cb, g_object_ref (task));
}

/*
 * ua_session_find_obstacle:
 * @self: a session
 *
 * Returns: (transfer full) (nullable): why the server cannot be asked just now
 */
GError *
ua_session_find_obstacle (UaSession *self)
{
  const GError *error = ua_session_get_error (self);

  switch (ua_session_get_state (self))
    {
    case UA_SESSION_STATE_SYNCING:
    case UA_SESSION_STATE_ONLINE:
      return NULL;
    case UA_SESSION_STATE_CLOSED:
      return g_error_new (UA_ERROR, UA_ERROR_STOPPED, "The session is not open");
    case UA_SESSION_STATE_CONNECTING:
    case UA_SESSION_STATE_OFFLINE:
    case UA_SESSION_STATE_SIGN_IN:
    default:
      return error != NULL ? g_error_copy (error)
                           : g_error_new (UA_ERROR, UA_ERROR_OFFLINE, "Not connected yet");
    }
}

/**
 * ua_session_act_async:
 * @self: a session
 * @action: what to do
 * @dry_run: whether only to ask what would happen (UA-08)
 * @progress: (nullable) (scope async): told of how many targets are through, out of how many
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop; what has been done stays done
 * @callback: called in the caller's main context, once the cache has what came of it
 * @user_data: for @callback
 *
 * Does something that is more than a change of fields, at once or not at all.
 */
void
ua_session_act_async (UaSession             *self,
                      UaAction              *action,
                      gboolean               dry_run,
                      GFileProgressCallback  progress,
                      gpointer               progress_data,
                      GCancellable          *cancellable,
                      GAsyncReadyCallback    callback,
                      gpointer               user_data)
{
  g_autoptr (GTask) task = NULL;
  Acting *acting;
  GError *obstacle;

  g_return_if_fail (UA_IS_SESSION (self));
  g_return_if_fail (action != NULL);

  acting = g_new0 (Acting, 1);
  acting->action = ua_action_ref (action);
  acting->dry_run = dry_run;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ua_session_act_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, acting, free_acting);
  obstacle = ua_session_find_obstacle (self);
  if (obstacle != NULL)
    g_task_return_error (task, obstacle);
  else
    ua_act_async (ua_link_get_client (ua_session_get_link (self)), ua_session_get_store (self),
                  action, dry_run, progress, progress_data, cancellable, acted_cb,
                  g_steal_pointer (&task));
}

/**
 * ua_session_act_finish:
 * @self: the session
 * @result: what the callback was given
 * @error: why nothing was done: %UA_ERROR_OFFLINE and the like, %UA_ERROR_AUTHENTICATION,
 *   %UA_ERROR_PERMISSION, %UA_ERROR_INVALID_VALUE, %UA_ERROR_NOT_SUPPORTED, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): a result for each target; those that were not come to have
 *   the status 0
 */
UaReport *
ua_session_act_finish (UaSession     *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
created_member_read_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  UaSession *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (!ua_absence_check_finish (result, NULL, &error))
    g_message ("Who was created could not be read again: %s", error->message);
  if (ua_session_get_link (self) != NULL)
    ua_own_log_create (ua_session_get_store (self), g_task_get_task_data (task));
  g_task_return_pointer (task, g_strdup (g_task_get_task_data (task)), g_free);
}

static void
member_created_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  UaSession *self = g_task_get_source_object (task);
  UaClient *client = UA_CLIENT (source);
  UaLink *link = ua_session_get_link (self);
  GError *error = NULL;
  g_autoptr (UaMemberRecord) record = ua_client_create_member_finish (client, result, &error);
  const char *ids[2] = { NULL, NULL };

  if (record == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  ids[0] = ua_member_record_get_id (record);
  g_task_set_task_data (task, g_strdup (ids[0]), g_free);
  if (link == NULL)
    {
      g_task_return_pointer (task, g_strdup (ids[0]), g_free);
      return;
    }
  ua_link_touch (link, ids[0]);
  ua_absence_check_async (client, ua_session_get_store (self), ids,
                          ua_write_flags_get (client, FALSE), NULL, created_member_read_cb,
                          g_steal_pointer (&task));
}

/**
 * ua_session_create_member_async:
 * @self: a session
 * @record: the member, without an id
 * @cancellable: (nullable): to give up; it is uncertain then whether the member was created
 * @callback: called in the caller's main context, once the cache has the member
 * @user_data: for @callback
 *
 * Creates a member by plain SCIM (RFC 7644, section 3.3), at once or not at all.
 */
void
ua_session_create_member_async (UaSession           *self,
                                UaMemberRecord      *record,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *key = g_uuid_string_random ();
  GError *obstacle;

  g_return_if_fail (UA_IS_SESSION (self));
  g_return_if_fail (record != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ua_session_create_member_async);
  g_task_set_check_cancellable (task, FALSE);
  obstacle = ua_session_find_obstacle (self);
  if (obstacle != NULL)
    g_task_return_error (task, obstacle);
  else
    ua_client_create_member_async (ua_link_get_client (ua_session_get_link (self)), record, key,
                                   cancellable, member_created_cb, g_steal_pointer (&task));
}

/**
 * ua_session_create_member_finish:
 * @self: the session
 * @result: what the callback was given
 * @error: %UA_ERROR_CONFLICT when user name or address are taken, %UA_ERROR_OFFLINE and the like,
 *   %UA_ERROR_PERMISSION, %UA_ERROR_INVALID_VALUE, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the id of the member
 */
char *
ua_session_create_member_finish (UaSession     *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
