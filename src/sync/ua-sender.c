/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-sync"

#include "ua-sender.h"

#include "ua-error.h"
#include "ua-time.h"

#define MAX_RUNNING 4
#define MAX_ROUNDS 5
#define MAX_PAUSE_SECONDS 300

/**
 * UaSender:
 *
 * The way out: takes the changes from the queue to the server, in order for a member, a few
 * members at once (UA-06).
 *
 *   queued -> [compare] -> sending (durable) -> request
 *     done              -> the server's record into the cache, the change out of the queue: at once
 *     stale, taken      -> compare
 *     refused           -> rejected, for a person to see
 *     no credentials    -> queued; "failed", and nothing is sent until ua_sender_start()
 *     out of reach      -> waiting; "failed"
 *     busy, broken      -> waiting, and again after a while
 *   compare: read the member; what arrived already falls away, what only we changed goes on, what
 *            both changed waits as a conflict (UA-05)
 *
 * A change that was tried before is compared first, because its answer may have been lost.  Where
 * the server has no versions the client itself compares before it writes.
 *
 * "arrived" tells the id of a member whose row has been written.
 *
 * For the main thread.
 */
struct _UaSender
{
  GObject parent_instance;

  UaStore *store;         /* (owned) */
  UaClient *client;       /* (owned) (nullable): while running */
  GHashTable *operations; /* (owned), of the change's uuid to Operation (unowned) */
  GHashTable *not_before; /* (owned), of the change's uuid to gint64 *, by the monotonic clock */
  gint64 pause_until;     /* by the monotonic clock: nothing at all is sent before */
  guint wake_source;
};

/* One change on its way. */
typedef struct
{
  UaSender *sender; /* (owned) */
  UaClient *client; /* (owned) */
  UaChange *change; /* (owned) */
  UaMemberRecord *theirs; /* (owned) (nullable) */
  GError *taken;    /* (owned) (nullable): a 409, until it is clear what it was about */
  guint n_rounds;
} Operation;

G_DEFINE_FINAL_TYPE (UaSender, ua_sender, G_TYPE_OBJECT)

enum
{
  SIGNAL_ARRIVED,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void pump (UaSender *self);
static void compare (Operation *operation);
static void mark_sending (Operation *operation);

static const char *
get_member_id (UaChange *change)
{
  return ua_patch_get_member_id (ua_change_get_patch (change));
}

static void
operation_end (Operation *operation)
{
  g_autoptr (UaSender) self = operation->sender;

  g_hash_table_remove (self->operations, ua_change_get_uuid (operation->change));
  g_object_unref (operation->client);
  g_object_unref (operation->change);
  g_clear_pointer (&operation->theirs, ua_member_record_unref);
  g_clear_error (&operation->taken);
  g_free (operation);
  pump (self);
}

static void
take_change (Operation *operation,
             UaChange  *change)
{
  g_object_unref (operation->change);
  operation->change = change;
}

/* Half to all of 2, 4, 8, … seconds, so that not everybody comes back at the same moment. */
static gint64
get_pause (UaClient *client,
           guint     n_attempts)
{
  guint seconds = MAX (1U << MIN (n_attempts, 8U), ua_client_get_retry_after (client));

  seconds = MIN (seconds, MAX_PAUSE_SECONDS);
  return (gint64) (g_random_double_range (0.5, 1) * seconds * G_USEC_PER_SEC);
}

static void
hold_change (UaSender   *self,
             const char *uuid,
             gint64      pause)
{
  gint64 *until = g_new (gint64, 1);

  *until = g_get_monotonic_time () + pause;
  g_hash_table_replace (self->not_before, g_strdup (uuid), until);
}

static void
change_settled_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  Operation *operation = user_data;
  g_autoptr (GError) error = NULL;

  if (!ua_store_update_change_finish (UA_STORE (source), result, &error))
    {
      /* The queue has the older state; what it says is compared before it is sent again. */
      g_warning ("A change could not be kept up to date: %s", error->message);
      hold_change (operation->sender, ua_change_get_uuid (operation->change),
                   60 * G_USEC_PER_SEC);
    }
  operation_end (operation);
}

/* Writes the state in which the change stays for now. */
static void
settle (Operation     *operation,
        UaChangeState  state,
        const GError  *error)
{
  UaChange *change = operation->change;

  take_change (operation,
               ua_change_with_state (change, state, ua_change_get_attempts (change), error));
  ua_store_update_change_async (operation->sender->store, operation->change, change_settled_cb,
                                operation);
}

static void
fail (Operation    *operation,
      const GError *error)
{
  UaSender *self = operation->sender;
  const char *uuid = ua_change_get_uuid (operation->change);
  gint64 pause = get_pause (operation->client, ua_change_get_attempts (operation->change));

  if (error->domain != UA_ERROR)
    {
      g_autoptr (GError) refused =
        g_error_new_literal (UA_ERROR, UA_ERROR_INVALID_ARGUMENT, "The change cannot be expressed");

      settle (operation, UA_CHANGE_STATE_REJECTED, refused);
      return;
    }
  switch ((UaError) error->code)
    {
    case UA_ERROR_STOPPED:
      /* The change stays as it is and is compared at the next start. */
      ua_sender_stop (self);
      operation_end (operation);
      break;
    case UA_ERROR_AUTHENTICATION:
      ua_sender_stop (self);
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      settle (operation, UA_CHANGE_STATE_QUEUED, NULL);
      break;
    case UA_ERROR_OFFLINE:
    case UA_ERROR_TLS:
    case UA_ERROR_REDIRECT:
    case UA_ERROR_ADDRESS:
      ua_sender_stop (self);
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      settle (operation, UA_CHANGE_STATE_WAITING, error);
      break;
    case UA_ERROR_BUSY:
      self->pause_until = g_get_monotonic_time () + pause;
      settle (operation, UA_CHANGE_STATE_WAITING, error);
      break;
    case UA_ERROR_FAILED:
    case UA_ERROR_INVALID_ARGUMENT:
    case UA_ERROR_INVALID_VALUE:
    case UA_ERROR_PERMISSION:
    case UA_ERROR_NOT_FOUND:
    case UA_ERROR_NOT_SUPPORTED:
    case UA_ERROR_CONFLICT:
      settle (operation, UA_CHANGE_STATE_REJECTED, error);
      break;
    case UA_ERROR_STALE:
    case UA_ERROR_TOO_MANY:
    case UA_ERROR_SERVER:
    case UA_ERROR_PROTOCOL:
    case UA_ERROR_TOO_LARGE:
    case UA_ERROR_STORAGE:
    case UA_ERROR_CORRUPT:
    case UA_ERROR_KEYRING:
    default:
      hold_change (self, uuid, pause);
      settle (operation, UA_CHANGE_STATE_WAITING, error);
      break;
    }
}

static void
change_removed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  Operation *operation = user_data;
  UaSender *self = operation->sender;
  g_autoptr (GError) error = NULL;

  if (!ua_store_remove_change_finish (UA_STORE (source), result, &error))
    {
      g_warning ("A change that arrived could not be taken out of the queue: %s", error->message);
      hold_change (self, ua_change_get_uuid (operation->change), 60 * G_USEC_PER_SEC);
    }
  g_hash_table_remove (self->not_before, ua_change_get_uuid (operation->change));
  operation_end (operation);
}

/* The change has arrived, and @record is the member now. */
static void
complete (Operation      *operation,
          UaMemberRecord *record)
{
  g_signal_emit (operation->sender, signals[SIGNAL_ARRIVED], 0,
                 get_member_id (operation->change));
  ua_store_remove_change_async (operation->sender->store,
                                ua_change_get_uuid (operation->change), record,
                                change_removed_cb, operation);
}

static void
member_updated_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  Operation *operation = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (UaMemberRecord) record =
    ua_client_update_member_finish (UA_CLIENT (source), result, &error);
  gboolean stale = g_error_matches (error, UA_ERROR, UA_ERROR_STALE);
  gboolean taken = g_error_matches (error, UA_ERROR, UA_ERROR_CONFLICT);

  if (record != NULL)
    complete (operation, record);
  else if ((stale || taken) && operation->n_rounds < MAX_ROUNDS)
    {
      g_clear_error (&operation->taken);
      operation->taken = taken ? g_steal_pointer (&error) : NULL;
      compare (operation);
    }
  else
    fail (operation, error);
}

/* The key of the request: the same for the same request, so that the server does it once however
 * often it comes, and another when the base has become another. */
static char *
make_key (UaChange *change)
{
  const char *version = ua_patch_get_base_version (ua_change_get_patch (change));

  return version != NULL
           ? g_strdup_printf ("%s-%08x", ua_change_get_uuid (change), g_str_hash (version))
           : g_strdup (ua_change_get_uuid (change));
}

static void
sending_marked_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  Operation *operation = user_data;
  g_autofree char *key = make_key (operation->change);
  g_autoptr (GError) error = NULL;

  /* What is not known to be on its way would not be compared after a crash. */
  if (!ua_store_update_change_finish (UA_STORE (source), result, &error))
    {
      g_warning ("A change could not be marked: %s", error->message);
      hold_change (operation->sender, ua_change_get_uuid (operation->change),
                   60 * G_USEC_PER_SEC);
      operation_end (operation);
      return;
    }
  ua_client_update_member_async (operation->client, ua_change_get_patch (operation->change), key,
                                 NULL, member_updated_cb, operation);
}

static void
mark_sending (Operation *operation)
{
  UaChange *change = operation->change;

  operation->n_rounds++;
  take_change (operation,
               ua_change_with_state (change, UA_CHANGE_STATE_SENDING,
                                     ua_change_get_attempts (change) + 1, NULL));
  ua_store_update_change_async (operation->sender->store, operation->change, sending_marked_cb,
                                operation);
}

static void
theirs_written_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  Operation *operation = user_data;
  g_autoptr (GError) error = NULL;

  if (!ua_store_write_members_finish (UA_STORE (source), result, NULL, &error))
    g_warning ("A member could not be written: %s", error->message);
  g_clear_error (&error);
  g_set_error_literal (&error, UA_ERROR, UA_ERROR_STALE, "The other side changed the same field");
  settle (operation, UA_CHANGE_STATE_CONFLICT, error);
}

static void
write_theirs (Operation *operation)
{
  g_autoptr (GPtrArray) records =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ua_member_record_unref);

  g_ptr_array_add (records, ua_member_record_ref (operation->theirs));
  g_signal_emit (operation->sender, signals[SIGNAL_ARRIVED], 0,
                 get_member_id (operation->change));
  ua_store_write_members_async (operation->sender->store, records,
                                UA_STORE_WRITE_KEEP_MEMBERSHIPS, theirs_written_cb, operation);
}

static void
rest_added_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Operation *operation = user_data;
  g_autoptr (GError) error = NULL;

  if (ua_store_add_change_finish (UA_STORE (source), result, &error))
    write_theirs (operation);
  else
    {
      g_warning ("A change could not be kept: %s", error->message);
      hold_change (operation->sender, ua_change_get_uuid (operation->change),
                   60 * G_USEC_PER_SEC);
      operation_end (operation);
    }
}

/* The fields that both sides changed wait for a person; the others become a change of their own,
 * kept first, so that whatever happens nothing is lost. */
static void
split (Operation *operation,
       UaPatch   *ours,
       UaPatch   *disputed)
{
  UaChange *change = operation->change;
  g_autofree char *uuid = g_uuid_string_random ();
  g_autoptr (UaChange) rest = NULL;

  take_change (operation, ua_change_with_patch (change, disputed));
  if (ua_patch_get_n (ours) == 0)
    {
      write_theirs (operation);
      return;
    }
  rest = ua_change_new (uuid, ours, ua_change_get_member_name (operation->change),
                        ua_change_get_created (operation->change), UA_CHANGE_STATE_QUEUED, 0,
                        NULL);
  ua_store_add_change_async (operation->sender->store, rest, rest_added_cb, operation);
}

/* Whether the server said "taken" about the very state that was sent to it, so that it cannot have
 * meant the version. */
static gboolean
is_really_taken (Operation *operation,
                 UaPatch   *ours)
{
  UaPatch *sent = ua_change_get_patch (operation->change);

  return operation->taken != NULL && ua_patch_get_n (ours) == ua_patch_get_n (sent) &&
         g_strcmp0 (ua_patch_get_base_version (ours), ua_patch_get_base_version (sent)) == 0;
}

static void
member_got_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Operation *operation = user_data;
  g_autoptr (UaPatch) ours = NULL;
  g_autoptr (UaPatch) disputed = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&operation->theirs, ua_member_record_unref);
  if (!ua_client_get_member_finish (UA_CLIENT (source), result, &operation->theirs, &error))
    {
      fail (operation, error);
      return;
    }
  ours = ua_patch_rebase (ua_change_get_patch (operation->change), operation->theirs, &disputed);
  if (disputed != NULL)
    split (operation, ours, disputed);
  else if (ua_patch_get_n (ours) == 0)
    complete (operation, operation->theirs);
  else if (is_really_taken (operation, ours))
    fail (operation, operation->taken);
  else
    {
      take_change (operation, ua_change_with_patch (operation->change, ours));
      mark_sending (operation);
    }
}

static void
compare (Operation *operation)
{
  ua_client_get_member_async (operation->client, get_member_id (operation->change), NULL, NULL,
                              member_got_cb, operation);
}

static void
start_change (UaSender *self,
              UaChange *change)
{
  Operation *operation = g_new0 (Operation, 1);

  operation->sender = g_object_ref (self);
  operation->client = g_object_ref (self->client);
  operation->change = g_object_ref (change);
  g_hash_table_insert (self->operations, g_strdup (ua_change_get_uuid (change)), operation);
  if (ua_change_get_attempts (change) == 0 &&
      ua_change_get_state (change) == UA_CHANGE_STATE_QUEUED)
    mark_sending (operation);
  else
    compare (operation);
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
          g_hash_table_contains (self->operations, uuid))
        continue;
      if (until != NULL && *until > now)
        wake = MIN (wake, *until);
      else if (g_hash_table_size (self->operations) < MAX_RUNNING)
        start_change (self, change);
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

  g_hash_table_unref (self->operations);
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
  self->operations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
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
  if (g_hash_table_contains (self->operations, uuid))
    {
      g_task_return_new_error (task, UA_ERROR, UA_ERROR_BUSY, "The change is on its way");
      return;
    }
  g_hash_table_remove (self->not_before, uuid);
  if (patch == NULL || ua_patch_get_n (patch) == 0)
    ua_store_remove_change_async (self->store, uuid, NULL, change_dropped_cb,
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
