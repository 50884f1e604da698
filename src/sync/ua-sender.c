/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-sync"

#include "ua-sender-private.h"

#include "ua-error.h"

#define MAX_RUNNING 4

/**
 * UaSender:
 *
 * The way out: takes the changes from the queue to the server, in order for a member, a few
 * members at once (UA-06).
 *
 *   queue -> the oldest change of each member -> ua-delivery.c -> next
 *
 * "failed" says that the server is out of reach or refuses the credentials; nothing is sent then
 * until ua_sender_start().
 * "arrived" tells the id of a member whose row has been written.
 *
 * For the main thread.
 */
struct _UaSender
{
  GObject parent_instance;

  UaStore *store;         /* (owned) */
  UaClient *client;       /* (owned) (nullable): while running */
  GHashTable *running;    /* (owned), of char: the uuids of the changes that are on their way */
  GHashTable *not_before; /* (owned), of the change's uuid to gint64 *, by the monotonic clock */
  gint64 pause_until;     /* by the monotonic clock: nothing at all is sent before */
  guint wake_source;
};

G_DEFINE_FINAL_TYPE (UaSender, ua_sender, G_TYPE_OBJECT)

enum
{
  SIGNAL_ARRIVED,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void pump (UaSender *self);

static const char *
get_member_id (UaChange *change)
{
  return ua_patch_get_member_id (ua_change_get_patch (change));
}

static gboolean
pause_ended_cb (gpointer user_data)
{
  UaSender *self = UA_SENDER (user_data);

  self->wake_source = 0;
  pump (self);
  return G_SOURCE_REMOVE;
}

static void
wake_at (UaSender *self,
         gint64    time)
{
  gint64 wait = MAX (time - g_get_monotonic_time (), 0) / 1000 + 1;

  g_clear_handle_id (&self->wake_source, g_source_remove);
  self->wake_source = g_timeout_add ((guint) wait, pause_ended_cb, self);
}

static gboolean
is_to_send (UaChange *change)
{
  UaChangeState state = ua_change_get_state (change);

  return state != UA_CHANGE_STATE_CONFLICT && state != UA_CHANGE_STATE_REJECTED;
}

/* Starts what can be started: the oldest change of each member, unless it is held back. */
static void
pump (UaSender *self)
{
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GHashTable) members = NULL;
  gint64 now = g_get_monotonic_time ();
  gint64 wake = G_MAXINT64;

  if (self->client == NULL)
    return;
  if (self->pause_until > now)
    {
      wake_at (self, self->pause_until);
      return;
    }
  changes = ua_store_dup_changes (self->store);
  members = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < changes->len; i++)
    {
      UaChange *change = g_ptr_array_index (changes, i);
      const char *uuid = ua_change_get_uuid (change);
      const gint64 *until = g_hash_table_lookup (self->not_before, uuid);

      if (!is_to_send (change) ||
          !g_hash_table_add (members, (gpointer) get_member_id (change)) ||
          g_hash_table_contains (self->running, uuid))
        continue;
      if (until != NULL && *until > now)
        wake = MIN (wake, *until);
      else if (g_hash_table_size (self->running) < MAX_RUNNING)
        {
          g_hash_table_add (self->running, g_strdup (uuid));
          ua_delivery_start (self, self->store, self->client, change);
        }
    }
  if (wake != G_MAXINT64)
    wake_at (self, wake);
}

static void
change_added_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!ua_store_add_change_finish (UA_STORE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  pump (g_task_get_source_object (task));
  g_task_return_boolean (task, TRUE);
}

static void
change_replaced_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!ua_store_update_change_finish (UA_STORE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  pump (g_task_get_source_object (task));
  g_task_return_boolean (task, TRUE);
}

static void
change_dropped_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!ua_store_remove_change_finish (UA_STORE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  pump (g_task_get_source_object (task));
  g_task_return_boolean (task, TRUE);
}

static void
ua_sender_dispose (GObject *object)
{
  UaSender *self = UA_SENDER (object);

  g_clear_handle_id (&self->wake_source, g_source_remove);
  g_clear_object (&self->store);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (ua_sender_parent_class)->dispose (object);
}

static void
ua_sender_finalize (GObject *object)
{
  UaSender *self = UA_SENDER (object);

  g_hash_table_unref (self->running);
  g_hash_table_unref (self->not_before);

  G_OBJECT_CLASS (ua_sender_parent_class)->finalize (object);
}

static void
ua_sender_class_init (UaSenderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ua_sender_dispose;
  object_class->finalize = ua_sender_finalize;

  signals[SIGNAL_ARRIVED] = g_signal_new ("arrived", UA_TYPE_SENDER, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", UA_TYPE_SENDER, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
ua_sender_init (UaSender *self)
{
  self->running = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->not_before = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * ua_sender_new:
 * @store: the queue, open
 *
 * Returns: (transfer full): a sender that does not send yet
 */
UaSender *
ua_sender_new (UaStore *store)
{
  UaSender *self = g_object_new (UA_TYPE_SENDER, NULL);

  self->store = g_object_ref (store);
  return self;
}

/**
 * ua_sender_start:
 * @self: a sender
 * @client: the server, after discovery
 *
 * Begins to send, or begins again after ua_sender_stop() or "failed".
 */
void
ua_sender_start (UaSender *self,
                 UaClient *client)
{
  g_return_if_fail (UA_IS_SENDER (self));

  g_set_object (&self->client, client);
  self->pause_until = 0;
  g_hash_table_remove_all (self->not_before);
  pump (self);
}

/**
 * ua_sender_stop:
 * @self: a sender
 *
 * Begins nothing more.  What is on its way goes on.
 */
void
ua_sender_stop (UaSender *self)
{
  g_return_if_fail (UA_IS_SENDER (self));

  g_clear_object (&self->client);
  g_clear_handle_id (&self->wake_source, g_source_remove);
}

/**
 * ua_sender_get_n_pending:
 * @self: a sender
 *
 * Returns: how many changes have still to be sent, without those for which a person must decide
 */
guint
ua_sender_get_n_pending (UaSender *self)
{
  g_autoptr (GPtrArray) changes = NULL;
  guint n = 0;

  g_return_val_if_fail (UA_IS_SENDER (self), 0);

  changes = ua_store_dup_changes (self->store);
  for (guint i = 0; i < changes->len; i++)
    if (is_to_send (g_ptr_array_index (changes, i)))
      n++;
  return n;
}

/**
 * ua_sender_add_async:
 * @self: a sender
 * @change: a change in the state queued
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Puts a change into the queue; it is sent when its turn comes.
 */
void
ua_sender_add_async (UaSender            *self,
                     UaChange            *change,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (UA_IS_SENDER (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ua_sender_add_async);
  ua_store_add_change_async (self->store, change, change_added_cb, task);
}

/**
 * ua_sender_add_finish:
 * @self: the sender
 * @result: what the callback was given
 * @error: %UA_ERROR_STORAGE, %UA_ERROR_STOPPED
 *
 * Returns: whether the change is durable
 */
gboolean
ua_sender_add_finish (UaSender      *self,
                      GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ua_sender_resolve_async:
 * @self: a sender
 * @change: a change in the queue, mostly in conflict or rejected
 * @patch: (nullable): what to send instead, or %NULL to give the change up
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Carries out what a person decided about a change.
 */
void
ua_sender_resolve_async (UaSender            *self,
                         UaChange            *change,
                         UaPatch             *patch,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  const char *uuid;

  g_return_if_fail (UA_IS_SENDER (self));
  g_return_if_fail (UA_IS_CHANGE (change));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ua_sender_resolve_async);
  uuid = ua_change_get_uuid (change);
  if (g_hash_table_contains (self->running, uuid))
    {
      g_task_return_new_error (task, UA_ERROR, UA_ERROR_BUSY, "The change is on its way");
      return;
    }
  g_hash_table_remove (self->not_before, uuid);
  if (patch == NULL || ua_patch_get_n (patch) == 0)
    ua_store_remove_change_async (self->store, uuid, FALSE, NULL, change_dropped_cb,
                                  g_steal_pointer (&task));
  else
    {
      g_autoptr (UaChange) other = ua_change_with_patch (change, patch);
      g_autoptr (UaChange) queued =
        ua_change_with_state (other, UA_CHANGE_STATE_QUEUED, 0, NULL);

      ua_store_update_change_async (self->store, queued, change_replaced_cb,
                                    g_steal_pointer (&task));
    }
}

/**
 * ua_sender_resolve_finish:
 * @self: the sender
 * @result: what the callback was given
 * @error: %UA_ERROR_BUSY when the change is on its way, %UA_ERROR_STORAGE, %UA_ERROR_STOPPED
 *
 * Returns: whether it is carried out
 */
gboolean
ua_sender_resolve_finish (UaSender      *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Friend API, see ua-sender-private.h. */

/* Leaves one change alone for @pause microseconds. */
void
ua_sender_hold (UaSender *self,
                UaChange *change,
                gint64    pause)
{
  gint64 *until = g_new (gint64, 1);

  *until = g_get_monotonic_time () + pause;
  g_hash_table_replace (self->not_before, g_strdup (ua_change_get_uuid (change)), until);
}

/* Leaves the server alone for @pause microseconds. */
void
ua_sender_pause (UaSender *self,
                 gint64    pause)
{
  self->pause_until = g_get_monotonic_time () + pause;
}

/* Stops, because the next change would fare no better. */
void
ua_sender_fail (UaSender     *self,
                const GError *error)
{
  ua_sender_stop (self);
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

/* The member of @change is about to be written from a newer answer than a page may have. */
void
ua_sender_note_arrival (UaSender *self,
                        UaChange *change)
{
  g_hash_table_remove (self->not_before, ua_change_get_uuid (change));
  g_signal_emit (self, signals[SIGNAL_ARRIVED], 0, get_member_id (change));
}

/* @change is no longer on its way. */
void
ua_sender_take_end (UaSender *self,
                    UaChange *change)
{
  g_hash_table_remove (self->running, ua_change_get_uuid (change));
  pump (self);
}
