/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-directory"

#include "ua-dir-listener.h"

#include "ua-error.h"

#include <errno.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_CONNECTIONS 256
#define SWEEP_SECONDS 5
#define IDLE_SECONDS 120
#define REQUEST_SECONDS 60

typedef struct
{
  UaDirListener *listener;   /* (unowned) */
  GObject *stream;           /* (weak), of the server */
  GSocket *socket;           /* (owned) */
  GSocketAddress *peer;      /* (owned), by which a message is known to belong here */
  gint64 since;              /* monotonic microseconds */
  gboolean busy;
} Connection;

struct _UaDirListener
{
  SoupServer *server;        /* (owned) */
  GSocketService *service;   /* (owned) */
  GSocketAddress *address;   /* (owned), the effective one */
  char *socket_path;         /* (owned) (nullable) */
  GHashTable *connections;   /* (owned), GSocketAddress (unowned) to Connection (owned) */
  guint sweep_id;
};

static void
connection_free (Connection *connection)
{
  g_object_unref (connection->socket);
  g_object_unref (connection->peer);
  g_free (connection);
}

static void
connection_gone_cb (gpointer  data,
                    GObject  *where_it_was)
{
  Connection *connection = data;

  g_hash_table_remove (connection->listener->connections, connection->peer);
}

/* Ends a connection for good: the other side is told at once, whatever it is still sending. */
static void
cut (Connection *connection)
{
  const struct linger linger = { .l_onoff = 1, .l_linger = 0 };

  setsockopt (g_socket_get_fd (connection->socket), SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
  g_socket_shutdown (connection->socket, TRUE, TRUE, NULL);
}

/* Only the user whom the service runs as may use the socket in the file system. */
static gboolean
is_own_user (GSocket *socket)
{
  g_autoptr(GCredentials) credentials = g_socket_get_credentials (socket, NULL);

  return credentials != NULL && g_credentials_get_unix_user (credentials, NULL) == geteuid ();
}

static gboolean
connection_arrived_cb (GSocketService    *service,
                       GSocketConnection *stream,
                       GObject           *source,
                       gpointer           user_data)
{
  UaDirListener *self = user_data;
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) local = g_inet_socket_address_new (loopback, 80);
  GSocket *socket = g_socket_connection_get_socket (stream);
  Connection *connection;

  if (g_hash_table_size (self->connections) >= MAX_CONNECTIONS ||
      (self->socket_path != NULL && !is_own_user (socket)))
    return FALSE;
  if (self->socket_path == NULL)
    g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, TRUE, NULL);

  /* libsoup wants IP addresses; a fresh one also tells which connection a message came by. */
  connection = g_new0 (Connection, 1);
  connection->listener = self;
  connection->stream = G_OBJECT (stream);
  connection->socket = g_object_ref (socket);
  connection->peer = g_inet_socket_address_new (loopback, 0);
  connection->since = g_get_monotonic_time ();
  g_hash_table_insert (self->connections, connection->peer, connection);
  g_object_weak_ref (G_OBJECT (stream), connection_gone_cb, connection);
  soup_server_accept_iostream (self->server, G_IO_STREAM (stream), local, connection->peer, NULL);
  return TRUE;
}

static void
note_activity (UaDirListener     *self,
               SoupServerMessage *msg,
               gboolean           busy)
{
  Connection *connection =
    g_hash_table_lookup (self->connections, soup_server_message_get_remote_address (msg));

  if (connection == NULL)
    return;
  connection->since = g_get_monotonic_time ();
  connection->busy = busy;
}

static void
request_started_cb (SoupServer        *server,
                    SoupServerMessage *msg,
                    gpointer           user_data)
{
  note_activity (user_data, msg, TRUE);
}

static void
request_ended_cb (SoupServer        *server,
                  SoupServerMessage *msg,
                  gpointer           user_data)
{
  note_activity (user_data, msg, FALSE);
}

static gboolean
sweep_due_cb (gpointer user_data)
{
  UaDirListener *self = user_data;
  gint64 now = g_get_monotonic_time ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->connections);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Connection *connection = value;
      gint64 seconds = (now - connection->since) / G_USEC_PER_SEC;

      if (seconds > (connection->busy ? REQUEST_SECONDS : IDLE_SECONDS))
        cut (connection);
    }
  return G_SOURCE_CONTINUE;
}

/* A socket that nobody listens at any more is left over from a service that was killed. */
static gboolean
clear_stale_socket (const char  *path,
                    GError     **error)
{
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr(GSocketConnection) connection = NULL;
  struct stat info;

  if (lstat (path, &info) != 0)
    return TRUE;
  if (S_ISSOCK (info.st_mode))
    connection = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, NULL);
  if (!S_ISSOCK (info.st_mode) || connection != NULL)
    {
      g_set_error (error, UA_ERROR, UA_ERROR_STORAGE, "The path “%s” is in use", path);
      return FALSE;
    }
  g_unlink (path);
  return TRUE;
}

static gboolean
prepare_socket_folder (const char  *path,
                       GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  struct stat info;

  if (g_mkdir_with_parents (folder, 0700) != 0 || stat (folder, &info) != 0)
    {
      g_set_error (error, UA_ERROR, UA_ERROR_STORAGE, "Cannot make the folder “%s”: %s", folder,
                   g_strerror (errno));
      return FALSE;
    }
  if (info.st_uid != geteuid () || (info.st_mode & 0077) != 0)
    {
      g_set_error (error, UA_ERROR, UA_ERROR_STORAGE,
                   "The folder “%s” of the socket must belong to this user alone (mode 0700)",
                   folder);
      return FALSE;
    }
  return TRUE;
}

static gboolean
listen_at_path (UaDirListener  *self,
                const char     *path,
                GError        **error)
{
  g_autoptr(GSocketAddress) address = g_unix_socket_address_new (path);

  if (!prepare_socket_folder (path, error) || !clear_stale_socket (path, error) ||
      !g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address,
                                      G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, NULL,
                                      &self->address, error))
    return FALSE;
  self->socket_path = g_strdup (path);
  if (g_chmod (path, 0600) != 0)
    {
      g_set_error (error, UA_ERROR, UA_ERROR_STORAGE, "Cannot protect “%s”: %s", path,
                   g_strerror (errno));
      return FALSE;
    }
  return TRUE;
}

/**
 * ua_dir_listener_new:
 * @server: the server that gets the connections
 * @options: where to listen
 * @error: return location for an error
 *
 * Starts to accept connections.
 *
 * Returns: (transfer full) (nullable): the listener, or %NULL with an error
 *
 * Main thread.
 */
UaDirListener *
ua_dir_listener_new (SoupServer          *server,
                     const UaDirOptions  *options,
                     GError             **error)
{
  g_autoptr(UaDirListener) self = g_new0 (UaDirListener, 1);

  self->server = g_object_ref (server);
  self->service = g_socket_service_new ();
  self->connections =
    g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) connection_free);
  g_signal_connect (self->service, "incoming", G_CALLBACK (connection_arrived_cb), self);
  g_signal_connect (server, "request-started", G_CALLBACK (request_started_cb), self);
  g_signal_connect (server, "request-finished", G_CALLBACK (request_ended_cb), self);
  g_signal_connect (server, "request-aborted", G_CALLBACK (request_ended_cb), self);
  if (options->socket_path != NULL)
    {
      if (!listen_at_path (self, options->socket_path, error))
        return NULL;
    }
  else if (!g_socket_listener_add_address (G_SOCKET_LISTENER (self->service),
                                           G_SOCKET_ADDRESS (options->address),
                                           G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL,
                                           &self->address, error))
    {
      return NULL;
    }
  self->sweep_id = g_timeout_add_seconds (SWEEP_SECONDS, sweep_due_cb, self);
  return g_steal_pointer (&self);
}

/**
 * ua_dir_listener_stop:
 * @self: a listener
 *
 * Accepts no more connections; those that are there stay.
 */
void
ua_dir_listener_stop (UaDirListener *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
}

/**
 * ua_dir_listener_free:
 * @self: (transfer full) (nullable): a listener
 *
 * Stops accepting and lets go of the connections.
 *
 * Main thread.
 */
void
ua_dir_listener_free (UaDirListener *self)
{
  GHashTableIter iter;
  gpointer value;

  if (self == NULL)
    return;
  g_clear_handle_id (&self->sweep_id, g_source_remove);
  ua_dir_listener_stop (self);
  g_signal_handlers_disconnect_by_data (self->service, self);
  g_signal_handlers_disconnect_by_data (self->server, self);
  if (self->socket_path != NULL)
    g_unlink (self->socket_path);
  soup_server_disconnect (self->server);
  g_hash_table_iter_init (&iter, self->connections);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_object_weak_unref (((Connection *) value)->stream, connection_gone_cb, value);
  g_clear_object (&self->service);
  g_clear_object (&self->server);
  g_clear_object (&self->address);
  g_hash_table_unref (self->connections);
  g_free (self->socket_path);
  g_free (self);
}

/**
 * ua_dir_listener_get_name:
 * @self: a listener
 * @path: the path of the base address
 *
 * Returns: (transfer full): where it listens, for a person or a script to connect to
 */
char *
ua_dir_listener_get_name (UaDirListener *self,
                          const char    *path)
{
  if (self->socket_path != NULL)
    return g_strconcat ("unix:", self->socket_path, NULL);
  return ua_dir_listener_get_base_uri (self, path);
}

/**
 * ua_dir_listener_get_base_uri:
 * @self: a listener
 * @path: the path of the base address
 *
 * Returns: (transfer full): what the addresses of resources begin with
 */
char *
ua_dir_listener_get_base_uri (UaDirListener *self,
                              const char    *path)
{
  GInetSocketAddress *address;
  g_autofree char *host = NULL;

  if (self->socket_path != NULL)
    return g_strconcat ("http://localhost", path, NULL);
  address = G_INET_SOCKET_ADDRESS (self->address);
  host = g_inet_address_to_string (g_inet_socket_address_get_address (address));
  return g_uri_join (G_URI_FLAGS_NONE, "http", NULL, host,
                     g_inet_socket_address_get_port (address), path, NULL, NULL);
}

/**
 * ua_dir_listener_cut:
 * @self: a listener
 * @msg: a message
 *
 * Ends the connection by which the message comes, whatever is still on its way.
 */
void
ua_dir_listener_cut (UaDirListener     *self,
                     SoupServerMessage *msg)
{
  Connection *connection =
    g_hash_table_lookup (self->connections, soup_server_message_get_remote_address (msg));

  if (connection != NULL)
    cut (connection);
}
