/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-sync"

#include "ua-link.h"

#include "ua-connector.h"
#include "ua-error.h"
#include "ua-keyring.h"
#include "ua-puller.h"

/* Everything is fetched again after so long, or after so many times what the last time took. */
#define REFRESH_SECONDS 300
#define REFRESH_FACTOR 20
#define MAX_RETRY_SECONDS 60

/* How long to wait with the first try, in milliseconds: what is in the cache is seen first. */
#define START_DELAY_MS 100

/**
 * UaLink:
 *
 * Keeps a cache and a server in step, and knows how that stands.
 *
 *   closed -> connecting -> syncing <-> online
 *                 \            |          |
 *                  +-----------+----------+-> offline  (again by itself, sooner when the network
 *                                         |             comes back)
 *                                         +-> sign-in  (again when somebody signs in)
 *
 * "changed" is emitted when the state, the error, the progress or what is known of the server
 * changes.
 *
 * For the main thread.
 */
struct _UaLink
{
  GObject parent_instance;

  UaConnection *connection; /* (owned) */
  UaStore *store;           /* (owned) */
  UaConnector *connector;   /* (owned) */
  UaPuller *puller;         /* (owned) */
  UaSender *sender;         /* (owned) */
  GNetworkMonitor *monitor; /* (owned) */

  UaCapabilities *capabilities; /* (owned) */
  UaSessionState state;
  GError *error; /* (owned) (nullable) */

  GCancellable *connecting; /* (owned) (nullable): while connecting */
  GCancellable *pulling;    /* (owned) (nullable): while fetching */
  gboolean again;
  gboolean closed;
  gint64 pull_began;
  guint n_failures;
  guint retry_source;
  guint refresh_source;

  GTask *sign_in;              /* (owned) (nullable) */
  UaCredentials *to_remember;  /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (UaLink, ua_link, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void begin_connect (UaLink *self);
static void begin_pull (UaLink *self);

static void
set_state (UaLink         *self,
           UaSessionState  state,
           const GError   *error)
{
  GError *copy = error != NULL ? g_error_copy (error) : NULL;

  self->state = state;
  g_clear_error (&self->error);
  self->error = copy;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
clear_timers (UaLink *self)
{
  g_clear_handle_id (&self->retry_source, g_source_remove);
  g_clear_handle_id (&self->refresh_source, g_source_remove);
}

static gboolean
retry_came_cb (gpointer user_data)
{
  UaLink *self = UA_LINK (user_data);

  self->retry_source = 0;
  begin_connect (self);
  return G_SOURCE_REMOVE;
}

static gboolean
refresh_came_cb (gpointer user_data)
{
  UaLink *self = UA_LINK (user_data);

  self->refresh_source = 0;
  begin_pull (self);
  return G_SOURCE_REMOVE;
}

/* Half to all of 2, 4, 8, … 60 seconds, or what the server asked for. */
static void
schedule_retry (UaLink *self)
{
  UaClient *client = ua_connector_get_client (self->connector);
  guint seconds = MIN (2U << MIN (self->n_failures, 8U), (guint) MAX_RETRY_SECONDS);
  guint asked = client != NULL ? ua_client_get_retry_after (client) : 0;
  double wait = g_random_double_range (0.5, 1) * seconds;

  self->n_failures++;
  self->retry_source = g_timeout_add ((guint) (MAX (wait, asked) * 1000), retry_came_cb, self);
}

static void
schedule_refresh (UaLink *self)
{
  gint64 took = (g_get_monotonic_time () - self->pull_began) / G_USEC_PER_SEC;

  self->refresh_source =
    g_timeout_add_seconds ((guint) CLAMP (took * REFRESH_FACTOR, REFRESH_SECONDS, 24 * 3600),
                           refresh_came_cb, self);
}

static void
finish_sign_in (UaLink *self,
                GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->sign_in);

  g_clear_pointer (&self->to_remember, ua_credentials_unref);
  if (task == NULL)
    g_clear_error (&error);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static gboolean
needs_sign_in (const GError *error)
{
  return g_error_matches (error, UA_ERROR, UA_ERROR_AUTHENTICATION) ||
         g_error_matches (error, UA_ERROR, UA_ERROR_KEYRING);
}

/* The server does not answer as it should: nothing more is sent or fetched until it does. */
static void
fall_back (UaLink       *self,
           const GError *error)
{
  if (self->closed || error->domain != UA_ERROR || error->code == UA_ERROR_STOPPED)
    return;
  g_message ("The server is not available: %s", error->message);
  clear_timers (self);
  self->again = FALSE;
  ua_sender_stop (self->sender);
  if (self->pulling != NULL)
    g_cancellable_cancel (self->pulling);
  if (needs_sign_in (error))
    set_state (self, UA_SESSION_STATE_SIGN_IN, error);
  else
    {
      schedule_retry (self);
      set_state (self, UA_SESSION_STATE_OFFLINE, error);
    }
}

static void
keep_text (UaLink      *self,
           UaStoreText  which,
           const char  *text)
{
  if (g_strcmp0 (ua_store_get_text (self->store, which), text) != 0)
    ua_store_set_text_async (self->store, which, text, NULL, NULL);
}

/* What was learned of the server, so that a start without it knows, and nothing that the server
 * refused once is tried each time. */
static void
keep_capabilities (UaLink *self)
{
  UaCapabilities *known =
    ua_client_get_capabilities (ua_connector_get_client (self->connector));
  g_autofree char *text = NULL;

  if (known == self->capabilities)
    return;
  ua_capabilities_ref (known);
  g_clear_pointer (&self->capabilities, ua_capabilities_unref);
  self->capabilities = known;
  text = ua_capabilities_to_text (known);
  keep_text (self, UA_STORE_TEXT_CAPABILITIES, text);
}

static void
capabilities_learned_cb (UaLink *self)
{
  if (self->closed)
    return;
  keep_capabilities (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
pull_ended_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (UaLink) self = UA_LINK (user_data);
  g_autoptr (GError) error = NULL;
  gboolean pulled = ua_puller_run_finish (UA_PULLER (source), result, &error);
  gboolean cancelled = g_cancellable_is_cancelled (self->pulling);

  g_clear_object (&self->pulling);
  if (self->closed)
    return;
  if (!pulled && !cancelled)
    {
      fall_back (self, error);
      return;
    }
  if (self->state != UA_SESSION_STATE_SYNCING)
    {
      /* The server went away, and may be back before the run had ended. */
      if (self->again)
        begin_pull (self);
      return;
    }
  keep_capabilities (self);
  if (self->again || ua_puller_get_resumed (UA_PULLER (source)))
    {
      begin_pull (self);
      return;
    }
  schedule_refresh (self);
  set_state (self, UA_SESSION_STATE_ONLINE, NULL);
}

static void
begin_pull (UaLink *self)
{
  UaClient *client = ua_connector_get_client (self->connector);

  if (self->closed || client == NULL)
    return;
  clear_timers (self);
  self->again = self->pulling != NULL;
  if (self->again)
    return;
  self->pulling = g_cancellable_new ();
  self->pull_began = g_get_monotonic_time ();
  set_state (self, UA_SESSION_STATE_SYNCING, NULL);
  ua_puller_run_async (self->puller, client, self->pulling, pull_ended_cb, g_object_ref (self));
}

static void
secret_stored_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (UaLink) self = UA_LINK (user_data);
  GError *error = NULL;

  ua_keyring_store_finish (result, &error);
  finish_sign_in (self, error);
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (UaLink) self = UA_LINK (user_data);
  g_autofree char *own_id = NULL;
  g_autoptr (GError) error = NULL;
  gboolean connected =
    ua_connector_connect_finish (UA_CONNECTOR (source), result, &own_id, &error);

  g_clear_object (&self->connecting);
  if (self->closed)
    {
      finish_sign_in (self, g_error_new (UA_ERROR, UA_ERROR_STOPPED, "The session was closed"));
      return;
    }
  if (!connected)
    {
      fall_back (self, error);
      finish_sign_in (self, g_steal_pointer (&error));
      return;
    }
  self->n_failures = 0;
  keep_capabilities (self);
  keep_text (self, UA_STORE_TEXT_OWN_ID, own_id);
  if (self->to_remember != NULL)
    ua_keyring_store_async (self->connection, self->to_remember, NULL, secret_stored_cb,
                            g_object_ref (self));
  else
    finish_sign_in (self, NULL);
  ua_sender_start (self->sender, ua_connector_get_client (self->connector));
  begin_pull (self);
  /* A run that was broken off has still to end; the next one follows it. */
  if (self->again)
    set_state (self, UA_SESSION_STATE_CONNECTING, NULL);
}

static void
begin_connect (UaLink *self)
{
  if (self->closed || self->connecting != NULL)
    return;
  clear_timers (self);
  self->connecting = g_cancellable_new ();
  ua_connector_connect_async (self->connector, self->connecting, connected_cb,
                              g_object_ref (self));
}

static void
network_changed_cb (UaLink *self,
                    gboolean available)
{
  if (available && self->state == UA_SESSION_STATE_OFFLINE)
    begin_connect (self);
}

static void
sender_failed_cb (UaLink *self,
                  GError *error)
{
  fall_back (self, error);
}

static void
member_arrived_cb (UaLink     *self,
                   const char *member_id)
{
  ua_puller_touch (self->puller, member_id);
}

static void
directory_died_cb (UaLink *self)
{
  g_autoptr (GError) error =
    g_error_new_literal (UA_ERROR, UA_ERROR_OFFLINE, "The directory ended");

  fall_back (self, error);
}

static void
progress_changed_cb (UaLink *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
connector_closed_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ua_connector_close_finish (UA_CONNECTOR (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
ua_link_dispose (GObject *object)
{
  UaLink *self = UA_LINK (object);

  clear_timers (self);
  g_clear_object (&self->sender);
  g_clear_object (&self->puller);
  g_clear_object (&self->connector);
  g_clear_object (&self->store);
  g_clear_object (&self->connection);
  g_clear_object (&self->monitor);

  G_OBJECT_CLASS (ua_link_parent_class)->dispose (object);
}

static void
ua_link_finalize (GObject *object)
{
  UaLink *self = UA_LINK (object);

  g_clear_pointer (&self->capabilities, ua_capabilities_unref);
  g_clear_pointer (&self->to_remember, ua_credentials_unref);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (ua_link_parent_class)->finalize (object);
}

static void
ua_link_class_init (UaLinkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ua_link_dispose;
  object_class->finalize = ua_link_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", UA_TYPE_LINK, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ua_link_init (UaLink *self)
{
}

/**
 * ua_link_new:
 * @connection: what to connect to
 * @credentials: (nullable): what to sign in with; %NULL to ask the keyring
 * @store: the cache and the queue, open
 *
 * Returns: (transfer full): a link that does nothing yet
 */
UaLink *
ua_link_new (UaConnection  *connection,
             UaCredentials *credentials,
             UaStore       *store)
{
  UaLink *self = g_object_new (UA_TYPE_LINK, NULL);
  const char *text = ua_store_get_text (store, UA_STORE_TEXT_CAPABILITIES);

  self->connection = g_object_ref (connection);
  self->store = g_object_ref (store);
  self->capabilities =
    text != NULL ? ua_capabilities_new_from_text (text) : ua_capabilities_new ();
  self->connector = ua_connector_new (connection, credentials);
  ua_connector_set_capabilities (self->connector, self->capabilities);
  self->puller = ua_puller_new (store);
  self->sender = ua_sender_new (store);
  self->monitor = g_object_ref (g_network_monitor_get_default ());
  g_signal_connect_object (self->connector, "died", G_CALLBACK (directory_died_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->connector, "learned", G_CALLBACK (capabilities_learned_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sender, "failed", G_CALLBACK (sender_failed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sender, "arrived", G_CALLBACK (member_arrived_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->puller, "notify::progress", G_CALLBACK (progress_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->monitor, "network-changed", G_CALLBACK (network_changed_cb),
                           self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * ua_link_start:
 * @self: a link that was not started
 *
 * Begins to connect, once what the cache has can have been drawn.
 */
void
ua_link_start (UaLink *self)
{
  g_return_if_fail (UA_IS_LINK (self));

  set_state (self, UA_SESSION_STATE_CONNECTING, NULL);
  self->retry_source = g_timeout_add_full (G_PRIORITY_LOW, START_DELAY_MS, retry_came_cb, self,
                                           NULL);
}

/**
 * ua_link_refresh:
 * @self: a link
 *
 * Fetches everything again, or tries again to connect.
 */
void
ua_link_refresh (UaLink *self)
{
  g_return_if_fail (UA_IS_LINK (self));

  switch (self->state)
    {
    case UA_SESSION_STATE_OFFLINE:
      begin_connect (self);
      break;
    case UA_SESSION_STATE_SYNCING:
    case UA_SESSION_STATE_ONLINE:
      begin_pull (self);
      break;
    case UA_SESSION_STATE_CLOSED:
    case UA_SESSION_STATE_CONNECTING:
    case UA_SESSION_STATE_SIGN_IN:
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * ua_link_sign_in_async:
 * @self: a link
 * @credentials: what to sign in with
 * @remember: whether to keep them in the keyring once they are accepted
 * @cancellable: (nullable): not looked at once the server is being asked
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Connects with other credentials.
 */
void
ua_link_sign_in_async (UaLink              *self,
                       UaCredentials       *credentials,
                       gboolean             remember,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (UaCapabilities) nothing = ua_capabilities_new ();

  g_return_if_fail (UA_IS_LINK (self));
  g_return_if_fail (credentials != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ua_link_sign_in_async);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (self->closed || self->sign_in != NULL || self->connecting != NULL)
    {
      g_task_return_new_error (task, UA_ERROR, self->closed ? UA_ERROR_STOPPED : UA_ERROR_BUSY,
                               "One cannot sign in now");
      return;
    }
  self->sign_in = g_steal_pointer (&task);
  if (remember && ua_connection_get_remembered (self->connection) &&
      ua_connection_get_kind (self->connection) != UA_CONNECTION_KIND_LOCAL)
    self->to_remember = ua_credentials_ref (credentials);
  ua_connector_set_credentials (self->connector, credentials);
  /* What was refused to one may be allowed to another. */
  ua_connector_set_capabilities (self->connector, nothing);
  set_state (self, UA_SESSION_STATE_CONNECTING, NULL);
  begin_connect (self);
}

/**
 * ua_link_sign_in_finish:
 * @self: the link
 * @result: what the callback was given
 * @error: %UA_ERROR_AUTHENTICATION when the credentials were refused; %UA_ERROR_KEYRING when one is
 *   signed in, but for this session only; %UA_ERROR_BUSY while one is being signed in; the errors
 *   of #UaConnector
 *
 * Returns: whether one is signed in, and the secret kept where that was wanted
 */
gboolean
ua_link_sign_in_finish (UaLink        *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ua_link_close_async:
 * @self: a link
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Ends everything; what waits to be sent stays in the queue.
 */
void
ua_link_close_async (UaLink              *self,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (UA_IS_LINK (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ua_link_close_async);
  self->closed = TRUE;
  clear_timers (self);
  ua_sender_stop (self->sender);
  if (self->connecting != NULL)
    g_cancellable_cancel (self->connecting);
  if (self->pulling != NULL)
    g_cancellable_cancel (self->pulling);
  set_state (self, UA_SESSION_STATE_CLOSED, NULL);
  ua_connector_close_async (self->connector, connector_closed_cb, task);
}

/**
 * ua_link_close_finish:
 * @self: the link
 * @result: what the callback was given
 * @error: %UA_ERROR_STOPPED when it was being closed already
 *
 * Returns: whether nothing is under way with the server any more
 */
gboolean
ua_link_close_finish (UaLink        *self,
                      GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ua_link_get_client:
 * @self: a link
 *
 * Returns: (transfer none) (nullable): the server; %NULL before connecting
 */
UaClient *
ua_link_get_client (UaLink *self)
{
  g_return_val_if_fail (UA_IS_LINK (self), NULL);

  return ua_connector_get_client (self->connector);
}

/**
 * ua_link_touch:
 * @self: a link
 * @member_id: a member who is being read by itself
 *
 * Keeps what is being fetched from writing an older state of that member.
 */
void
ua_link_touch (UaLink     *self,
               const char *member_id)
{
  g_return_if_fail (UA_IS_LINK (self));
  g_return_if_fail (member_id != NULL);

  ua_puller_touch (self->puller, member_id);
}

/**
 * ua_link_get_sender:
 * @self: a link
 *
 * Returns: (transfer none): what sends the changes
 */
UaSender *
ua_link_get_sender (UaLink *self)
{
  g_return_val_if_fail (UA_IS_LINK (self), NULL);

  return self->sender;
}

/**
 * ua_link_get_state:
 * @self: a link
 *
 * Returns: how it stands
 */
UaSessionState
ua_link_get_state (UaLink *self)
{
  g_return_val_if_fail (UA_IS_LINK (self), UA_SESSION_STATE_CLOSED);

  return self->state;
}

/**
 * ua_link_get_error:
 * @self: a link
 *
 * Returns: (transfer none) (nullable): why it is offline, or one has to sign in
 */
const GError *
ua_link_get_error (UaLink *self)
{
  g_return_val_if_fail (UA_IS_LINK (self), NULL);

  return self->error;
}

/**
 * ua_link_get_n_expected:
 * @self: a link
 *
 * Returns: how many members the server says there are, while they are being fetched; 0 when that
 *   is unknown
 */
guint
ua_link_get_n_expected (UaLink *self)
{
  g_return_val_if_fail (UA_IS_LINK (self), 0);

  return ua_puller_get_n_expected (self->puller);
}

/**
 * ua_link_get_progress:
 * @self: a link
 *
 * Returns: how much of the members has been fetched, from 0 to 1; -1 when that is unknown
 */
double
ua_link_get_progress (UaLink *self)
{
  g_return_val_if_fail (UA_IS_LINK (self), -1);

  return ua_puller_get_progress (self->puller);
}

/**
 * ua_link_get_n_skipped:
 * @self: a link
 *
 * Returns: how many members could not be read the last time
 */
guint
ua_link_get_n_skipped (UaLink *self)
{
  g_return_val_if_fail (UA_IS_LINK (self), 0);

  return ua_puller_get_n_skipped (self->puller);
}

/**
 * ua_link_get_capabilities:
 * @self: a link
 *
 * Returns: (transfer none): what the server can do, as far as is known or was known the last time
 */
UaCapabilities *
ua_link_get_capabilities (UaLink *self)
{
  g_return_val_if_fail (UA_IS_LINK (self), NULL);

  return self->capabilities;
}
