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
#define MAX_BACKLOG 128
#define SWEEP_SECONDS 1
#define HANDSHAKE_SECONDS 10
/* How many connections are accepted before others have their turn. */
#define MAX_AT_ONCE 16

struct _UaDirListener
{
  SoupServer *server;        /* (owned) */
  const UaDirStreamFuncs *funcs; /* (unowned) */
  gpointer user_data;        /* (unowned) */
  GSocket *socket;           /* (owned) */
  GSource *source;           /* (owned) (nullable): waits for the next connection */
  GSocketAddress *address;   /* (owned), the effective one */
  char *socket_path;         /* (owned) (nullable) */
  char *host;                /* (owned) (nullable): the name by which clients know it */
  GTlsCertificate *certificate; /* (owned) (nullable) */
  GPtrArray *handshakes;     /* (owned), of Handshake (unowned) */
  int silent_fd;             /* the other end of what libsoup listens at; -1 for none */
  GHashTable *streams;       /* (owned), GSocketAddress (owned) to UaDirStream (owned) */
  gboolean finishing;
  guint sweep_id;
};

/* A connection that is being secured. */
typedef struct
{
  UaDirListener *listener;   /* (unowned) (nullable): %NULL once that is gone */
  GSocket *socket;           /* (owned) */
  GCancellable *cancellable; /* (owned) */
  gint64 deadline;           /* monotonic microseconds */
} Handshake;

/* Only the user whom the service runs as may use the socket in the file system. */
static gboolean
is_own_user (GSocket *socket)
{
  g_autoptr(GCredentials) credentials = g_socket_get_credentials (socket, NULL);

  return credentials != NULL && g_credentials_get_unix_user (credentials, NULL) == geteuid ();
}

/* How dispensable a connection is: who idles or lingers before who is slow to ask. */
static guint
rank (UaDirStream *stream)
{
  if (!ua_dir_stream_is_at_work (stream))
    return 2;
  return ua_dir_stream_get_phase (stream) == UA_DIR_STREAM_HEAD ? 1 : 0;
}

/* Ends the most dispensable connection, of several the oldest, so that there is room for another;
 * gives whether there is. */
static gboolean
make_room (UaDirListener *self)
{
  UaDirStream *found = NULL;
  GHashTableIter iter;
  gpointer value;

  if (g_hash_table_size (self->streams) + self->handshakes->len < MAX_CONNECTIONS)
    return TRUE;
  g_hash_table_iter_init (&iter, self->streams);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (rank (value) > 0 &&
        (found == NULL || rank (value) > rank (found) ||
         (rank (value) == rank (found) &&
          ua_dir_stream_get_since (value) < ua_dir_stream_get_since (found))))
      found = value;
  if (found == NULL)
    return FALSE;
  /* The server may not come to notice in this turn of the loop, so it is closed for it. */
  g_object_ref (found);
  ua_dir_stream_abort (found);
  g_io_stream_close (G_IO_STREAM (found), NULL, NULL);
  g_object_unref (found);
  return TRUE;
}

static void
serve (UaDirListener *self,
       GIOStream     *base,
       GSocket       *socket)
{
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) local = g_inet_socket_address_new (loopback, 80);
  UaDirStream *stream = ua_dir_stream_new (base, socket, self->funcs, self->user_data);
  /* libsoup wants IP addresses; a fresh one also tells which stream a message came by. */
  GSocketAddress *peer = g_inet_socket_address_new (loopback, 0);

  g_hash_table_insert (self->streams, peer, stream);
  soup_server_accept_iostream (self->server, G_IO_STREAM (stream), local, peer, NULL);
}

static void
hands_shaken_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  Handshake *handshake = user_data;
  UaDirListener *self = handshake->listener;
  gboolean secured = g_tls_connection_handshake_finish (G_TLS_CONNECTION (source), result, NULL);

  if (self != NULL)
    g_ptr_array_remove_fast (self->handshakes, handshake);
  if (self != NULL && secured)
    serve (self, G_IO_STREAM (source), handshake->socket);
  else
    g_socket_close (handshake->socket, NULL);
  g_object_unref (handshake->socket);
  g_object_unref (handshake->cancellable);
  g_free (handshake);
}

static void
secure (UaDirListener *self,
        GIOStream     *base,
        GSocket       *socket)
{
  static const char *const protocols[] = { "http/1.1", NULL };
  g_autoptr(GIOStream) stream = g_tls_server_connection_new (base, self->certificate, NULL);
  Handshake *handshake;

  if (stream == NULL)
    return;
  g_tls_connection_set_require_close_notify (G_TLS_CONNECTION (stream), FALSE);
  g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (stream), protocols);
  handshake = g_new0 (Handshake, 1);
  handshake->listener = self;
  handshake->socket = g_object_ref (socket);
  handshake->cancellable = g_cancellable_new ();
  handshake->deadline = g_get_monotonic_time () + HANDSHAKE_SECONDS * G_USEC_PER_SEC;
  g_ptr_array_add (self->handshakes, handshake);
  g_tls_connection_handshake_async (G_TLS_CONNECTION (stream), G_PRIORITY_DEFAULT,
                                    handshake->cancellable, hands_shaken_cb, handshake);
}

static void
cancel_handshakes (UaDirListener *self,
                   gint64         now)
{
  for (guint i = 0; i < self->handshakes->len; i++)
    {
      Handshake *handshake = g_ptr_array_index (self->handshakes, i);

      if (now > handshake->deadline)
        g_cancellable_cancel (handshake->cancellable);
    }
}

static void
take_connection (UaDirListener *self,
                 GSocket       *socket)
{
  g_autoptr(GSocketConnection) connection = NULL;

  if ((self->socket_path != NULL && !is_own_user (socket)) || !make_room (self))
    {
      g_socket_close (socket, NULL);
      return;
    }
  if (self->socket_path == NULL)
    g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, TRUE, NULL);
  connection = g_socket_connection_factory_create_connection (socket);
  if (self->certificate != NULL)
    secure (self, G_IO_STREAM (connection), socket);
  else
    serve (self, G_IO_STREAM (connection), socket);
}

/* Accepts one connection that waits; gives whether there was one. */
static gboolean
accept_one (UaDirListener *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSocket) socket = g_socket_accept (self->socket, NULL, &error);

  if (socket != NULL)
    take_connection (self, socket);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    g_clear_pointer (&self->source, g_source_unref);
  return socket != NULL;
}

static gboolean
connection_waits_cb (GSocket      *socket,
                     GIOCondition  condition,
                     gpointer      user_data)
{
  UaDirListener *self = user_data;

  for (guint i = 0; i < MAX_AT_ONCE && self->source != NULL && accept_one (self); i++)
    ;
  /* Without file descriptors it would come back at once; it is tried again after a while. */
  return self->source != NULL;
}

static void
watch (UaDirListener *self)
{
  self->source = g_socket_create_source (self->socket, G_IO_IN, NULL);
  g_source_set_callback (self->source, G_SOURCE_FUNC (connection_waits_cb), self, NULL);
  g_source_attach (self->source, NULL);
}

static gboolean
sweep_due_cb (gpointer user_data)
{
  UaDirListener *self = user_data;
  g_autoptr(GList) streams = g_hash_table_get_values (self->streams);
  gint64 now = g_get_monotonic_time ();

  for (GList *l = streams; l != NULL; l = l->next)
    ua_dir_stream_check (l->data, now);
  cancel_handshakes (self, now);
  if (self->source == NULL && !self->finishing)
    watch (self);
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
open_socket (UaDirListener   *self,
             GSocketAddress  *address,
             GError         **error)
{
  self->socket = g_socket_new (g_socket_address_get_family (address), G_SOCKET_TYPE_STREAM,
                               G_SOCKET_PROTOCOL_DEFAULT, error);
  if (self->socket == NULL)
    return FALSE;
  g_socket_set_blocking (self->socket, FALSE);
  g_socket_set_listen_backlog (self->socket, MAX_BACKLOG);
  if (!g_socket_bind (self->socket, address, TRUE, error) ||
      !g_socket_listen (self->socket, error))
    return FALSE;
  self->address = g_socket_get_local_address (self->socket, error);
  return self->address != NULL;
}

static gboolean
listen_at_path (UaDirListener  *self,
                const char     *path,
                GError        **error)
{
  g_autoptr(GSocketAddress) address = g_unix_socket_address_new (path);

  if (!prepare_socket_folder (path, error) || !clear_stale_socket (path, error) ||
      !open_socket (self, address, error))
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

/* libsoup keeps connections open only as long as it listens itself; so it does, where nobody ever
 * comes. */
static gboolean
listen_in_vain (UaDirListener  *self,
                GError        **error)
{
  g_autoptr(GSocket) silent = NULL;
  int fds[2];

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) != 0)
    {
      g_set_error (error, UA_ERROR, UA_ERROR_FAILED, "Cannot make a socket: %s",
                   g_strerror (errno));
      return FALSE;
    }
  self->silent_fd = fds[1];
  silent = g_socket_new_from_fd (fds[0], error);
  if (silent != NULL)
    return soup_server_listen_socket (self->server, silent, 0, error);
  close (fds[0]);
  return FALSE;
}

static gboolean
load_certificate (UaDirListener       *self,
                  const UaDirOptions  *options,
                  GError             **error)
{
  g_autoptr(GError) fault = NULL;

  if (options->tls_certificate == NULL)
    return TRUE;
  self->certificate = g_tls_certificate_new_from_files (options->tls_certificate,
                                                        options->tls_key, &fault);
  if (self->certificate != NULL)
    return TRUE;
  g_set_error (error, UA_ERROR, UA_ERROR_STORAGE, "Cannot use the certificate “%s”: %s",
               options->tls_certificate, fault->message);
  return FALSE;
}

/**
 * ua_dir_listener_new:
 * @server: the server that gets the connections
 * @options: where to listen
 * @funcs: what the streams of the connections tell
 * @user_data: for @funcs
 * @error: return location for an error
 *
 * Starts to accept connections.
 *
 * Returns: (transfer full) (nullable): the listener, or %NULL with an error
 */
UaDirListener *
ua_dir_listener_new (SoupServer              *server,
                     const UaDirOptions      *options,
                     const UaDirStreamFuncs  *funcs,
                     gpointer                 user_data,
                     GError                 **error)
{
  g_autoptr(UaDirListener) self = g_new0 (UaDirListener, 1);

  self->server = g_object_ref (server);
  self->funcs = funcs;
  self->user_data = user_data;
  self->silent_fd = -1;
  self->host = g_strdup (options->host);
  self->handshakes = g_ptr_array_new ();
  self->streams = g_hash_table_new_full (NULL, NULL, g_object_unref, g_object_unref);
  if (!load_certificate (self, options, error))
    return NULL;
  if (options->socket_path != NULL
      ? !listen_at_path (self, options->socket_path, error)
      : !open_socket (self, G_SOCKET_ADDRESS (options->address), error))
    return NULL;
  if (!listen_in_vain (self, error))
    return NULL;
  watch (self);
  self->sweep_id = g_timeout_add_seconds (SWEEP_SECONDS, sweep_due_cb, self);
  return g_steal_pointer (&self);
}

static void
stop (UaDirListener *self)
{
  self->finishing = TRUE;
  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
}

/**
 * ua_dir_listener_finish:
 * @self: a listener
 *
 * Accepts those who already wait, and nobody else; the requests that are under way are answered,
 * then their connections end.
 */
void
ua_dir_listener_finish (UaDirListener *self)
{
  g_autoptr(GList) streams = NULL;

  stop (self);
  for (guint i = 0; i < MAX_BACKLOG && accept_one (self); i++)
    ;
  g_socket_close (self->socket, NULL);
  streams = g_hash_table_get_values (self->streams);
  for (GList *l = streams; l != NULL; l = l->next)
    ua_dir_stream_finish (l->data);
}

/**
 * ua_dir_listener_is_finishing:
 * @self: a listener
 *
 * Returns: whether each connection is to end with the next answer
 */
gboolean
ua_dir_listener_is_finishing (UaDirListener *self)
{
  return self->finishing;
}

/**
 * ua_dir_listener_find:
 * @self: a listener
 * @msg: a message
 *
 * Returns: (transfer none) (nullable): the stream by which the message comes, while it is there
 */
UaDirStream *
ua_dir_listener_find (UaDirListener     *self,
                      SoupServerMessage *msg)
{
  return g_hash_table_lookup (self->streams, soup_server_message_get_remote_address (msg));
}

/**
 * ua_dir_listener_get_peer:
 * @self: a listener
 * @msg: a message
 *
 * Returns: (transfer none) (nullable): the address that the message comes from, without a port;
 *   %NULL for the socket in the file system
 */
const char *
ua_dir_listener_get_peer (UaDirListener     *self,
                          SoupServerMessage *msg)
{
  UaDirStream *stream = ua_dir_listener_find (self, msg);

  return stream != NULL ? ua_dir_stream_get_peer (stream) : NULL;
}

static gboolean
is_stream (gpointer key,
           gpointer value,
           gpointer user_data)
{
  return value == user_data;
}

/**
 * ua_dir_listener_forget:
 * @self: a listener
 * @stream: a stream that has been released
 *
 * Lets go of the stream where it is closed.
 */
void
ua_dir_listener_forget (UaDirListener *self,
                        UaDirStream   *stream)
{
  if (ua_dir_stream_get_phase (stream) == UA_DIR_STREAM_CLOSED)
    g_hash_table_foreach_remove (self->streams, is_stream, stream);
}

/**
 * ua_dir_listener_count_work:
 * @self: a listener
 *
 * Returns: how many requests are under way
 */
guint
ua_dir_listener_count_work (UaDirListener *self)
{
  GHashTableIter iter;
  gpointer value;
  guint n = 0;

  g_hash_table_iter_init (&iter, self->streams);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    n += ua_dir_stream_is_at_work (value) ? 1 : 0;
  return n;
}

/**
 * ua_dir_listener_free:
 * @self: (transfer full) (nullable): a listener
 *
 * Ends all connections.
 */
void
ua_dir_listener_free (UaDirListener *self)
{
  g_autoptr(GList) streams = NULL;

  if (self == NULL)
    return;
  g_clear_handle_id (&self->sweep_id, g_source_remove);
  stop (self);
  streams = g_hash_table_get_values (self->streams);
  for (GList *l = streams; l != NULL; l = l->next)
    ua_dir_stream_abort (l->data);
  cancel_handshakes (self, G_MAXINT64);
  for (guint i = 0; i < self->handshakes->len; i++)
    ((Handshake *) g_ptr_array_index (self->handshakes, i))->listener = NULL;
  g_ptr_array_unref (self->handshakes);
  soup_server_disconnect (self->server);
  g_hash_table_unref (self->streams);
  if (self->silent_fd >= 0)
    close (self->silent_fd);
  if (self->socket_path != NULL)
    g_unlink (self->socket_path);
  g_clear_object (&self->server);
  g_clear_object (&self->socket);
  g_clear_object (&self->address);
  g_clear_object (&self->certificate);
  g_free (self->host);
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
  GInetAddress *inet;
  g_autofree char *host = NULL;

  if (self->socket_path != NULL)
    return g_strconcat ("http://localhost", path, NULL);
  address = G_INET_SOCKET_ADDRESS (self->address);
  inet = g_inet_socket_address_get_address (address);
  /* Of all addresses at once no client can make use. */
  if (self->host != NULL)
    host = g_strdup (self->host);
  else if (g_inet_address_get_is_any (inet))
    host = g_strdup (g_get_host_name ());
  else
    host = g_inet_address_to_string (inet);
  return g_uri_join (G_URI_FLAGS_NONE, self->certificate != NULL ? "https" : "http", NULL, host,
                     g_inet_socket_address_get_port (address), path, NULL, NULL);
}
