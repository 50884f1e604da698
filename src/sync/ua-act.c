/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-sync"

#include "ua-act.h"

#include "ua-error.h"

#include <string.h>

/* How many targets one request has: few enough to show how far it is, and to stop soon. */
#define MAX_TARGETS 100

/* Acts on members, in order:
 *
 *   the server has the action      POST /Actions, some targets at a time
 *   it does not, but plain SCIM    one member at a time: PATCH or PUT of `active`, DELETE;
 *   has something as good          what would happen is worked out from the cache
 *
 * Targets that were not come to, because one gave up or the server went out of reach, have a result
 * with the status 0.
 */
typedef struct
{
  /* Input. */
  UaClient *client;  /* (owned) */
  UaStore *store;    /* (owned) */
  UaAction *action;  /* (owned) */
  gboolean dry_run;
  GFileProgressCallback progress;
  gpointer progress_data;

  /* In progress. */
  gboolean begun;    /* at least one request was answered */
  guint next;
  char *key;         /* (owned) (nullable), of the request under way */
  UaReport *report;  /* (owned) */
} Act;

static void act_on_more (GTask *task);

static void
act_free (gpointer data)
{
  Act *act = data;

  g_object_unref (act->client);
  g_object_unref (act->store);
  ua_action_unref (act->action);
  ua_report_unref (act->report);
  g_free (act->key);
  g_free (act);
}

static gboolean
is_plain (const UaCapabilities *capabilities,
          const char           *action)
{
  if (strcmp (action, UA_ACTION_ERASE) == 0)
    return TRUE;
  return (strcmp (action, UA_ACTION_DEACTIVATE) == 0 ||
          strcmp (action, UA_ACTION_REACTIVATE) == 0) &&
         ua_capabilities_may (capabilities, UA_CAPABILITY_UPDATE);
}

/**
 * ua_act_is_possible:
 * @capabilities: what a server can do
 * @action: a word of the extension for something to be done
 *
 * Returns: whether the server has that action, or something in plain SCIM that comes to the same
 */
gboolean
ua_act_is_possible (const UaCapabilities *capabilities,
                    const char           *action)
{
  return ua_capabilities_has_action (capabilities, action) ||
         (ua_capabilities_get (capabilities, UA_CAPABILITY_ACTIONS) != UA_SUPPORT_YES &&
          is_plain (capabilities, action));
}

/* What was not come to is told, unless nothing was done at all. */
static void
end_early (GTask  *task,
           GError *error)
{
  Act *act = g_task_get_task_data (task);
  const char * const *targets = ua_action_get_targets (act->action);

  if (act->next == 0 || act->dry_run)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = act->next; i < ua_action_get_n_targets (act->action); i++)
    ua_report_add (act->report, targets[i], 0);
  g_error_free (error);
  g_task_return_pointer (task, ua_report_ref (act->report), (GDestroyNotify) ua_report_unref);
}

static void
count_done (GTask *task,
            guint  n)
{
  Act *act = g_task_get_task_data (task);

  act->begun = TRUE;
  act->next += n;
  if (act->progress != NULL)
    act->progress (act->next, ua_action_get_n_targets (act->action), act->progress_data);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Act *act = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (UaReport) report = ua_client_act_finish (UA_CLIENT (source), result, &error);

  if (report == NULL)
    {
      end_early (task, g_steal_pointer (&error));
      return;
    }
  ua_report_append (act->report, report);
  count_done (task, MIN (MAX_TARGETS, ua_action_get_n_targets (act->action) - act->next));
  act_on_more (task);
}

/* A member who could not be changed is told of; what the others would meet too ends it all. */
static void
tell_plain (GTask        *task,
            const GError *error)
{
  Act *act = g_task_get_task_data (task);
  const char *id = ua_action_get_targets (act->action)[act->next];
  gboolean erase = strcmp (ua_action_get_name (act->action), UA_ACTION_ERASE) == 0;
  guint status = 200;

  if (error != NULL)
    {
      switch (error->domain == UA_ERROR ? (guint) error->code : UA_ERROR_OFFLINE)
        {
        case UA_ERROR_NOT_FOUND: status = 404; break;
        case UA_ERROR_STALE: status = 412; break;
        case UA_ERROR_CONFLICT: status = 409; break;
        case UA_ERROR_PERMISSION: status = 403; break;
        case UA_ERROR_INVALID_VALUE: status = 400; break;
        case UA_ERROR_NOT_SUPPORTED: status = 501; break;
        default:
          end_early (task, g_error_copy (error));
          return;
        }
    }
  ua_result_add_change (ua_report_add (act->report, id, status), "User", id,
                        erase ? NULL : "active", NULL, NULL);
  count_done (task, 1);
  act_on_more (task);
}

static void
member_deleted_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  ua_client_delete_member_finish (UA_CLIENT (source), result, &error);
  tell_plain (task, error);
}

static void
member_updated_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (UaMemberRecord) record G_GNUC_UNUSED =
    ua_client_update_member_finish (UA_CLIENT (source), result, &error);

  tell_plain (task, error);
}

static void
send_active (GTask                *task,
             const UaMemberRecord *record)
{
  Act *act = g_task_get_task_data (task);
  gboolean on = strcmp (ua_action_get_name (act->action), UA_ACTION_REACTIVATE) == 0;
  UaPatchEntry entry = {
    .field = UA_FIELD_STATUS,
    .old_value = (char *) ua_member_record_get (record, UA_FIELD_STATUS),
    .new_value = (char *) ua_status_to_token (on ? UA_STATUS_ACTIVE : UA_STATUS_DEACTIVATED),
  };
  g_autoptr (UaPatch) patch =
    ua_patch_new (ua_member_record_get_id (record),
                  ua_member_record_get (record, UA_FIELD_VERSION), &entry, 1);

  if (act->dry_run || g_strcmp0 (entry.old_value, entry.new_value) == 0)
    {
      UaResult *result = ua_report_add (act->report, ua_member_record_get_id (record), 200);

      if (act->dry_run)
        ua_result_add_change (result, "User", ua_member_record_get_id (record), "active",
                              on ? "false" : "true", on ? "true" : "false");
      count_done (task, 1);
      act_on_more (task);
    }
  else
    ua_client_update_member_async (act->client, patch, act->key, g_task_get_cancellable (task),
                                   member_updated_cb, g_object_ref (task));
}

static void
member_found_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (UaMember) member = ua_store_find_member_finish (UA_STORE (source), result, &error);
  const UaMemberRecord *record = member != NULL ? ua_member_get_record (member) : NULL;

  if (record != NULL)
    send_active (task, record);
  else
    tell_plain (task, error);
}

static void
act_plainly (GTask *task)
{
  Act *act = g_task_get_task_data (task);
  const char *id = ua_action_get_targets (act->action)[act->next];

  if (strcmp (ua_action_get_name (act->action), UA_ACTION_ERASE) != 0)
    ua_store_find_member_async (act->store, id, g_task_get_cancellable (task), member_found_cb,
                                g_object_ref (task));
  else if (act->dry_run)
    {
      ua_result_add_change (ua_report_add (act->report, id, 200), "User", id, NULL, NULL, NULL);
      count_done (task, 1);
      act_on_more (task);
    }
  else
    ua_client_delete_member_async (act->client, id, NULL, act->key, g_task_get_cancellable (task),
                                   member_deleted_cb, g_object_ref (task));
}

static void
act_by_action (GTask *task)
{
  Act *act = g_task_get_task_data (task);
  g_autoptr (UaAction) part = ua_action_get_n_targets (act->action) > MAX_TARGETS
                                ? ua_action_new_slice (act->action, act->next, MAX_TARGETS)
                                : ua_action_ref (act->action);

  ua_client_act_async (act->client, part, act->dry_run, act->key, g_task_get_cancellable (task),
                       answered_cb, g_object_ref (task));
}

static gboolean
act_in_turn_cb (gpointer user_data)
{
  GTask *task = user_data;
  Act *act = g_task_get_task_data (task);
  gboolean has_action =
    ua_capabilities_has_action (ua_client_get_capabilities (act->client),
                                ua_action_get_name (act->action));
  GError *error = NULL;

  g_free (act->key);
  act->key = g_uuid_string_random ();
  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    end_early (task, error);
  else if (has_action)
    act_by_action (task);
  else
    act_plainly (task);
  return G_SOURCE_REMOVE;
}

/* Each in its turn of the main loop, so that many that need no waiting neither nest nor block.
 * What has no targets is one request. */
static void
act_on_more (GTask *task)
{
  Act *act = g_task_get_task_data (task);

  if (act->begun && act->next >= ua_action_get_n_targets (act->action))
    g_task_return_pointer (task, ua_report_ref (act->report), (GDestroyNotify) ua_report_unref);
  else
    g_idle_add_full (G_PRIORITY_DEFAULT, act_in_turn_cb, g_object_ref (task), g_object_unref);
}

/**
 * ua_act_async:
 * @client: the server
 * @store: the cache
 * @action: what to do, possible by ua_act_is_possible()
 * @dry_run: whether only to tell what would happen
 * @progress: (nullable) (scope async): told of how many targets are through, out of how many
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop; what has been done stays done
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Acts on any number of targets.  The cache is left as it is.
 */
void
ua_act_async (UaClient              *client,
              UaStore               *store,
              UaAction              *action,
              gboolean               dry_run,
              GFileProgressCallback  progress,
              gpointer               progress_data,
              GCancellable          *cancellable,
              GAsyncReadyCallback    callback,
              gpointer               user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  const char *name = ua_action_get_name (action);
  Act *act = g_new0 (Act, 1);

  g_task_set_source_tag (task, ua_act_async);
  g_task_set_task_data (task, act, act_free);
  /* A report of what was done is worth having also after giving up. */
  g_task_set_check_cancellable (task, FALSE);
  act->client = g_object_ref (client);
  act->store = g_object_ref (store);
  act->action = ua_action_ref (action);
  act->dry_run = dry_run;
  act->progress = progress;
  act->progress_data = progress_data;
  act->report = ua_report_new ();
  if (ua_act_is_possible (ua_client_get_capabilities (client), name))
    act_on_more (task);
  else
    g_task_return_new_error (task, UA_ERROR, UA_ERROR_NOT_SUPPORTED,
                             "the server does not have this action");
}

/**
 * ua_act_finish:
 * @result: what the callback was given
 * @error: why nothing was done: those of ua_client_act_finish(), %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): a result for each target; those that were not come to have
 *   the status 0
 */
UaReport *
ua_act_finish (GAsyncResult  *result,
               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
