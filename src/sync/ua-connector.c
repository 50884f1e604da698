/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-sync"

#include "ua-connector.h"

#include "ua-error.h"
#include "ua-keyring.h"
#include "ua-local-directory.h"

/**
 * UaConnector:
 *
 * Gets from a connection to a client that may ask the server things:
 *
 *   local:  start the directory -> its token  \
 *   server: credentials, else the keyring     -> client -> discovery -> who am I
 *
 * It can be done again whenever it failed or the server went away; client, credentials and what was
 * learned of the server stay.  "died" is emitted when the directory of an organisation on this
 * computer ends by itself, "learned" when more is known of what the server can do.
 *
 * For the main thread.
 */
struct _UaConnector
{
  GObject parent_instance;

  UaConnection *connection;    /* (owned) */
  UaCredentials *credentials;  /* (owned) (nullable) */
  UaLocalDirectory *directory; /* (owned) (nullable) */
  UaCapabilities *known;       /* (owned): what is known of the server before asking it */
  UaClient *client;            /* (owned) (nullable) */
  GError *keyring_error;       /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (UaConnector, ua_connector, G_TYPE_OBJECT)

enum
{
  SIGNAL_DIED,
  SIGNAL_LEARNED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void discover (GTask *task);

static void
client_learned_cb (UaConnector *self)
{
  g_signal_emit (self, signals[SIGNAL_LEARNED], 0);
}

static void
take_client (UaConnector *self,
             UaClient    *client)
{
  self->client = client;
  ua_client_set_capabilities (client, self->known);
  g_signal_connect_object (client, "learned", G_CALLBACK (client_learned_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
me_found_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autofree char *own_id = NULL;
  g_autoptr (GError) error = NULL;

  if (!ua_client_find_me_finish (UA_CLIENT (source), result, &own_id, &error) &&
      (error->domain != UA_ERROR || error->code == UA_ERROR_AUTHENTICATION ||
       error->code == UA_ERROR_OFFLINE || error->code == UA_ERROR_STOPPED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  /* Many servers cannot say who is signed in; that costs nothing but the knowledge. */
  g_task_return_pointer (task, g_strdup (own_id != NULL ? own_id : ""), g_free);
}

static void
server_discovered_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (UaCapabilities) capabilities =
    ua_client_discover_finish (UA_CLIENT (source), result, &error);

  if (capabilities == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  ua_client_find_me_async (UA_CLIENT (source), g_task_get_cancellable (task), me_found_cb,
                           g_object_ref (task));
}

/* Takes over @task. */
static void
discover (GTask *task)
{
  UaConnector *self = g_task_get_source_object (task);
  UaClient *client = NULL;
  GError *error = NULL;

  if (self->client != NULL)
    ua_client_set_credentials (self->client, self->credentials);
  else if (self->directory != NULL)
    client = ua_client_new_for_socket (ua_local_directory_get_socket_path (self->directory),
                                       self->credentials);
  else
    client = ua_client_new (ua_connection_get_address (self->connection), self->credentials,
                            &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  if (client != NULL)
    take_client (self, client);
  ua_client_discover_async (self->client, g_task_get_cancellable (task), server_discovered_cb,
                            task);
}

static void
directory_started_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  UaLocalDirectory *directory = UA_LOCAL_DIRECTORY (source);
  UaConnector *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!ua_local_directory_start_finish (directory, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  ua_connector_set_credentials (self, ua_local_directory_get_credentials (directory));
  discover (g_steal_pointer (&task));
}

static void
secret_looked_up_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  UaConnector *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (UaCredentials) credentials = ua_keyring_lookup_finish (result, &error);

  if (credentials == NULL)
    {
      if (g_error_matches (error, UA_ERROR, UA_ERROR_KEYRING))
        self->keyring_error = g_error_copy (error);
      if (g_error_matches (error, UA_ERROR, UA_ERROR_NOT_FOUND))
        g_task_return_new_error (task, UA_ERROR, UA_ERROR_AUTHENTICATION,
                                 "There are no credentials for this connection");
      else
        g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  /* Who signed in meanwhile knows better. */
  if (self->credentials == NULL)
    ua_connector_set_credentials (self, credentials);
  discover (g_steal_pointer (&task));
}

static void
directory_died_cb (UaConnector *self)
{
  g_signal_emit (self, signals[SIGNAL_DIED], 0);
}

static void
directory_stopped_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ua_local_directory_stop_finish (UA_LOCAL_DIRECTORY (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
ua_connector_dispose (GObject *object)
{
  UaConnector *self = UA_CONNECTOR (object);

  if (self->client != NULL)
    ua_client_close (self->client);
  g_clear_object (&self->client);
  g_clear_object (&self->directory);
  g_clear_object (&self->connection);
  g_clear_pointer (&self->credentials, ua_credentials_unref);
  g_clear_pointer (&self->known, ua_capabilities_unref);
  g_clear_error (&self->keyring_error);

  G_OBJECT_CLASS (ua_connector_parent_class)->dispose (object);
}

static void
ua_connector_class_init (UaConnectorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ua_connector_dispose;

  signals[SIGNAL_DIED] = g_signal_new ("died", UA_TYPE_CONNECTOR, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_LEARNED] = g_signal_new ("learned", UA_TYPE_CONNECTOR, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ua_connector_init (UaConnector *self)
{
  self->known = ua_capabilities_new ();
}

/**
 * ua_connector_new:
 * @connection: what to connect to
 * @credentials: (nullable): what to sign in with; %NULL to ask the keyring
 *
 * Returns: (transfer full): a connector that has done nothing yet
 */
UaConnector *
ua_connector_new (UaConnection  *connection,
                  UaCredentials *credentials)
{
  UaConnector *self = g_object_new (UA_TYPE_CONNECTOR, NULL);

  self->connection = g_object_ref (connection);
  self->credentials = credentials != NULL ? ua_credentials_ref (credentials) : NULL;
  if (ua_connection_get_kind (connection) == UA_CONNECTION_KIND_LOCAL)
    {
      self->directory = ua_local_directory_new (ua_connection_get_id (connection));
      g_signal_connect_object (self->directory, "died", G_CALLBACK (directory_died_cb), self,
                               G_CONNECT_SWAPPED);
    }
  return self;
}

/**
 * ua_connector_get_client:
 * @self: a connector
 *
 * Returns: (transfer none) (nullable): the client; %NULL before ua_connector_connect_async() got
 *   as far
 */
UaClient *
ua_connector_get_client (UaConnector *self)
{
  g_return_val_if_fail (UA_IS_CONNECTOR (self), NULL);

  return self->client;
}

/**
 * ua_connector_set_capabilities:
 * @self: a connector
 * @known: (transfer none): what is known of the server; what it says of itself at the next
 *   connecting comes to that
 */
void
ua_connector_set_capabilities (UaConnector    *self,
                               UaCapabilities *known)
{
  g_return_if_fail (UA_IS_CONNECTOR (self));
  g_return_if_fail (known != NULL);

  ua_capabilities_ref (known);
  ua_capabilities_unref (self->known);
  self->known = known;
  if (self->client != NULL)
    ua_client_set_capabilities (self->client, known);
}

/**
 * ua_connector_set_credentials:
 * @self: a connector
 * @credentials: what to sign in with from now on
 */
void
ua_connector_set_credentials (UaConnector   *self,
                              UaCredentials *credentials)
{
  g_return_if_fail (UA_IS_CONNECTOR (self));
  g_return_if_fail (credentials != NULL);

  ua_credentials_ref (credentials);
  g_clear_pointer (&self->credentials, ua_credentials_unref);
  self->credentials = credentials;
  if (self->client != NULL)
    ua_client_set_credentials (self->client, credentials);
}

/**
 * ua_connector_connect_async:
 * @self: a connector that is not connecting
 * @cancellable: (nullable): to stop
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Starts what has to be started, finds the credentials, asks the server what it can do and who is
 * signed in.  The keyring is asked once; when it failed it is not asked again.
 */
void
ua_connector_connect_async (UaConnector         *self,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (UA_IS_CONNECTOR (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ua_connector_connect_async);
  if (self->directory != NULL)
    ua_local_directory_start_async (self->directory, cancellable, directory_started_cb,
                                    g_object_ref (task));
  else if (self->credentials != NULL)
    discover (g_object_ref (task));
  else if (self->keyring_error != NULL)
    g_task_return_error (task, g_error_copy (self->keyring_error));
  else if (!ua_connection_get_remembered (self->connection))
    g_task_return_new_error (task, UA_ERROR, UA_ERROR_AUTHENTICATION,
                             "There are no credentials for this connection");
  else
    ua_keyring_lookup_async (self->connection, cancellable, secret_looked_up_cb,
                             g_object_ref (task));
}

/**
 * ua_connector_connect_finish:
 * @self: the connector
 * @result: what the callback was given
 * @own_id: (out) (transfer full) (nullable) (optional): the id of the member who is signed in,
 *   where the server tells
 * @error: %UA_ERROR_AUTHENTICATION when there are no credentials or they were refused,
 *   %UA_ERROR_KEYRING, the errors of #UaClient and #UaLocalDirectory, %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the server answers
 */
gboolean
ua_connector_connect_finish (UaConnector   *self,
                             GAsyncResult  *result,
                             char         **own_id,
                             GError       **error)
{
  g_autofree char *id = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  id = g_task_propagate_pointer (G_TASK (result), error);
  if (id == NULL)
    return FALSE;
  if (own_id != NULL)
    *own_id = *id != '\0' ? g_steal_pointer (&id) : NULL;
  return TRUE;
}

/**
 * ua_connector_close_async:
 * @self: a connector
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Ends every call of the client and the directory that was started.
 */
void
ua_connector_close_async (UaConnector         *self,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (UA_IS_CONNECTOR (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ua_connector_close_async);
  if (self->client != NULL)
    ua_client_close (self->client);
  if (self->directory != NULL)
    ua_local_directory_stop_async (self->directory, directory_stopped_cb, g_object_ref (task));
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * ua_connector_close_finish:
 * @self: the connector
 * @result: what the callback was given
 * @error: %UA_ERROR_STOPPED when it was being closed already
 *
 * Returns: whether all has ended
 */
gboolean
ua_connector_close_finish (UaConnector   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
