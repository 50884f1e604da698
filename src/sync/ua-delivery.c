/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One change on its way to the server.
 *
 *   queued -> [compare] -> sending (durable) -> request
 *     done              -> the server's record into the cache, the change out of the queue
 *     stale, taken      -> compare
 *     done, but nothing has changed -> waiting, compared and sent once more, then rejected
 *     refused           -> rejected, for a person to see
 *     no credentials    -> queued; the sender stops
 *     out of reach      -> waiting; the sender stops
 *     busy, broken      -> waiting, and again after a while
 *   compare: read the member; what arrived already falls away, what only we changed goes on, what
 *            both changed waits as a conflict (UA-05)
 *
 * A change that was tried before is compared first, because its answer may have been lost.  Where
 * the server has no versions the client itself compares before it writes.
 */
#define G_LOG_DOMAIN "ua-sync"

#include "ua-sender-private.h"

#include "ua-error.h"
#include "ua-write-flags.h"

#define MAX_ROUNDS 5
/* Some servers show what was written only a moment later. */
#define MAX_IGNORED 2
#define IGNORED_PAUSE G_USEC_PER_SEC
#define MAX_PAUSE_SECONDS 300
/* How long to leave a change alone that could not be written to the disk. */
#define RETRY_PAUSE (60 * G_USEC_PER_SEC)

typedef struct
{
  UaSender *sender;       /* (owned) */
  UaStore *store;         /* (owned) */
  UaClient *client;       /* (owned) */
  UaChange *change;       /* (owned) */
  UaMemberRecord *theirs; /* (owned) (nullable) */
  GError *taken;          /* (owned) (nullable): a 409, until it is clear what it was about */
  guint n_rounds;
} Operation;

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
  g_autoptr (UaSender) sender = operation->sender;
  g_autoptr (UaChange) change = operation->change;

  g_object_unref (operation->store);
  g_object_unref (operation->client);
  g_clear_pointer (&operation->theirs, ua_member_record_unref);
  g_clear_error (&operation->taken);
  g_free (operation);
  ua_sender_take_end (sender, change);
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
      ua_sender_hold (operation->sender, operation->change, RETRY_PAUSE);
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
  ua_store_update_change_async (operation->store, operation->change, change_settled_cb,
                                operation);
}

static void
fail (Operation    *operation,
      const GError *error)
{
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
      ua_sender_stop (operation->sender);
      operation_end (operation);
      break;
    case UA_ERROR_AUTHENTICATION:
      ua_sender_fail (operation->sender, error);
      settle (operation, UA_CHANGE_STATE_QUEUED, NULL);
      break;
    case UA_ERROR_OFFLINE:
    case UA_ERROR_TLS:
    case UA_ERROR_REDIRECT:
    case UA_ERROR_ADDRESS:
      ua_sender_fail (operation->sender, error);
      settle (operation, UA_CHANGE_STATE_WAITING, error);
      break;
    case UA_ERROR_BUSY:
      ua_sender_pause (operation->sender, pause);
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
      ua_sender_hold (operation->sender, operation->change, pause);
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
  g_autoptr (GError) error = NULL;

  if (!ua_store_remove_change_finish (UA_STORE (source), result, &error))
    {
      g_warning ("A change that arrived could not be taken out of the queue: %s", error->message);
      ua_sender_hold (operation->sender, operation->change, RETRY_PAUSE);
    }
  operation_end (operation);
}

static void
remove_change (Operation      *operation,
               UaMemberRecord *record)
{
  ua_store_remove_change_async (operation->store,
                                ua_change_get_uuid (operation->change), TRUE, record,
                                change_removed_cb, operation);
}

static void
arrival_written_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  Operation *operation = user_data;
  g_autoptr (GError) error = NULL;

  if (!ua_store_write_members_finish (UA_STORE (source), result, NULL, &error))
    g_warning ("A member could not be written: %s", error->message);
  remove_change (operation, NULL);
}

/* Writes one member as the server has it now. */
static void
write_member (Operation           *operation,
              UaMemberRecord      *record,
              GAsyncReadyCallback  callback)
{
  g_autoptr (GPtrArray) records =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ua_member_record_unref);

  g_ptr_array_add (records, ua_member_record_ref (record));
  ua_store_write_members_async (operation->store, records,
                                ua_write_flags_get (operation->client,
                                                    ua_write_flags_tells_groups (record)),
                                callback, operation);
}

/* The change has arrived, and @record is the member now. */
static void
complete (Operation      *operation,
          UaMemberRecord *record)
{
  gboolean tells_groups = ua_write_flags_tells_groups (record);

  ua_sender_note_arrival (operation->sender, operation->change);
  /* One transaction does it, unless teams that only the groups tell of are to be kept. */
  if (ua_write_flags_get (operation->client, tells_groups) == UA_STORE_WRITE_NONE)
    remove_change (operation, record);
  else
    write_member (operation, record, arrival_written_cb);
}

static GError *
new_ignored_error (void)
{
  return g_error_new_literal (UA_ERROR, UA_ERROR_NOT_SUPPORTED,
                              "The server says that it is done, but keeps the old value");
}

static void
ignored_written_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  Operation *operation = user_data;
  g_autoptr (GError) failure = NULL;
  g_autoptr (GError) error = new_ignored_error ();

  if (!ua_store_write_members_finish (UA_STORE (source), result, NULL, &failure))
    g_warning ("A member could not be written: %s", failure->message);
  settle (operation, UA_CHANGE_STATE_REJECTED, error);
}

/* The server said that it was done, but @left is as it was.  That may show later; if it does not,
 * then the server does not take it, and nobody's change goes without a word (UA-05). */
static void
hold_ignored (Operation      *operation,
              UaMemberRecord *record,
              UaPatch        *left)
{
  if (ua_change_get_attempts (operation->change) < MAX_IGNORED)
    {
      g_autoptr (GError) error = new_ignored_error ();

      ua_sender_hold (operation->sender, operation->change, IGNORED_PAUSE);
      settle (operation, UA_CHANGE_STATE_WAITING, error);
      return;
    }
  take_change (operation, ua_change_with_patch (operation->change, left));
  ua_sender_note_arrival (operation->sender, operation->change);
  write_member (operation, record, ignored_written_cb);
}

/* Whether anything is left that was sent: the names of what is referred to are the server's. */
static gboolean
has_own_fields (UaPatch *left)
{
  for (guint i = 0; i < ua_patch_get_n (left); i++)
    switch ((guint) ua_patch_get_nth (left, i)->field)
      {
      case UA_FIELD_ROLE_PROFILE_NAME:
      case UA_FIELD_AMBITION_ROLE_NAME:
      case UA_FIELD_MANAGER_NAME:
        break;
      default:
        return TRUE;
      }
  return FALSE;
}

static void
take_answer (Operation      *operation,
             UaMemberRecord *record)
{
  g_autoptr (UaPatch) other = NULL;
  g_autoptr (UaPatch) left =
    ua_patch_rebase (ua_change_get_patch (operation->change), record, &other);

  /* A third value is how the server writes what it was given. */
  if (!has_own_fields (left))
    complete (operation, record);
  else
    hold_ignored (operation, record, left);
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
    take_answer (operation, record);
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
      ua_sender_hold (operation->sender, operation->change, RETRY_PAUSE);
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
  ua_store_update_change_async (operation->store, operation->change, sending_marked_cb,
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
  ua_sender_note_arrival (operation->sender, operation->change);
  write_member (operation, operation->theirs, theirs_written_cb);
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
      ua_sender_hold (operation->sender, operation->change, RETRY_PAUSE);
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
  ua_store_add_change_async (operation->store, rest, rest_added_cb, operation);
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

/*
 * ua_delivery_start:
 * @sender: whose change it is
 * @store: where the queue is
 * @client: the server, after discovery
 * @change: a change that is not on its way
 *
 * Takes @change to the server, and tells @sender what comes of it; ua_sender_take_end() is last.
 */
void
ua_delivery_start (UaSender *sender,
                   UaStore  *store,
                   UaClient *client,
                   UaChange *change)
{
  Operation *operation = g_new0 (Operation, 1);

  operation->sender = g_object_ref (sender);
  operation->store = g_object_ref (store);
  operation->client = g_object_ref (client);
  operation->change = g_object_ref (change);
  if (ua_change_get_attempts (change) == 0 &&
      ua_change_get_state (change) == UA_CHANGE_STATE_QUEUED)
    mark_sending (operation);
  else
    compare (operation);
}
