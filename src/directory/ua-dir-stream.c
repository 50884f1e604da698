/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-stream-private.h"

#include <sys/socket.h>

/* How long what may take. */
#define HEAD_SECONDS 20
#define BODY_SECONDS 60
#define ANSWER_SECONDS 60
#define IDLE_SECONDS 60
#define LINGER_SECONDS 5

/* An answer takes at least so much in a second. */
#define BYTES_PER_SECOND ((gsize) 64 * 1024)
/* What is still coming of a request that was refused is read and thrown away, up to so much:
 * otherwise the answer would be lost. */
#define MAX_DRAIN ((gsize) 32 * 1024 * 1024)
#define BLOCK_SIZE 65536

struct _UaDirStream
{
  GIOStream parent_instance;

  const UaDirStreamFuncs *funcs; /* (unowned) */
  gpointer user_data;      /* (unowned) */
  GIOStream *base;         /* (owned) */
  GSocket *socket;         /* (owned) */
  GInputStream *input;     /* (owned) */
  char *peer;              /* (owned) (nullable): the address of the other side */
  GCancellable *over;      /* (owned): cancelled when there is no more to read for the server */
  GSource *drain;          /* (owned) (nullable): waits for what is thrown away */

  UaDirStreamPhase phase;
  gint64 since;            /* monotonic microseconds at which the phase began */
  gint64 deadline;         /* by which it has to end; G_MAXINT64 for never */
  gsize n_drained;
  gboolean begun;          /* whether the server has been given something of the present request */
  gboolean aborted;        /* whether the other side is told at once */
  gboolean finishing;      /* whether the present request is the last */
};

G_DEFINE_FINAL_TYPE (UaDirStream, ua_dir_stream, G_TYPE_IO_STREAM)

static void drain (UaDirStream *self);

static void
set_phase (UaDirStream      *self,
           UaDirStreamPhase  phase,
           gint64            seconds)
{
  self->phase = phase;
  self->since = g_get_monotonic_time ();
  self->deadline = seconds > 0 ? self->since + seconds * G_USEC_PER_SEC : G_MAXINT64;
}

static void
clear_drain (UaDirStream *self)
{
  if (self->drain == NULL)
    return;
  g_source_destroy (self->drain);
  g_clear_pointer (&self->drain, g_source_unref);
}

static void
close_base (UaDirStream *self)
{
  if (self->phase == UA_DIR_STREAM_CLOSED)
    return;
  clear_drain (self);
  set_phase (self, UA_DIR_STREAM_CLOSED, 0);
  if (self->aborted || !G_IS_TLS_CONNECTION (self->base))
    {
      g_socket_close (self->socket, NULL);
    }
  else
    {
      /* Taking leave may wait for the other side, but not long. */
      g_socket_set_timeout (self->socket, LINGER_SECONDS);
      g_io_stream_close_async (self->base, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
    }
  self->funcs->released (self, self->user_data);
}

static gboolean
more_to_drain_cb (GObject  *input,
                  gpointer  user_data)
{
  UaDirStream *self = user_data;

  g_clear_pointer (&self->drain, g_source_unref);
  drain (self);
  return G_SOURCE_REMOVE;
}

/* Reads what is still coming and throws it away, to the end or to a bound. */
static void
drain (UaDirStream *self)
{
  GPollableInputStream *input =
    G_POLLABLE_INPUT_STREAM (g_io_stream_get_input_stream (self->base));
  g_autoptr(UaDirStream) alive = g_object_ref (self);
  g_autoptr(GError) error = NULL;
  char block[BLOCK_SIZE];
  gssize n;

  do
    {
      n = g_pollable_input_stream_read_nonblocking (input, block, sizeof block, NULL, &error);
      self->n_drained += (gsize) MAX (n, 0);
    }
  while (n > 0 && self->n_drained <= MAX_DRAIN);
  if (n < 0 && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    {
      self->drain = g_pollable_input_stream_create_source (input, NULL);
      g_source_set_callback (self->drain, G_SOURCE_FUNC (more_to_drain_cb), self, NULL);
      g_source_attach (self->drain, NULL);
    }
  else
    {
      if (n > 0)
        ua_dir_stream_abort (self);
      close_base (self);
    }
}

/* The server is done with it: the answer has been sent, and what comes now is of no use. */
static gboolean
ua_dir_stream_close (GIOStream     *stream,
                     GCancellable  *cancellable,
                     GError       **error)
{
  UaDirStream *self = UA_DIR_STREAM (stream);
  gboolean unread = self->phase == UA_DIR_STREAM_BODY || self->phase == UA_DIR_STREAM_ASKED;

  if (self->phase == UA_DIR_STREAM_LINGERING || self->phase == UA_DIR_STREAM_CLOSED)
    return TRUE;
  if (self->aborted || (self->finishing && !unread))
    {
      close_base (self);
      return TRUE;
    }
  set_phase (self, UA_DIR_STREAM_LINGERING, LINGER_SECONDS);
  if (!G_IS_TLS_CONNECTION (self->base))
    g_socket_shutdown (self->socket, FALSE, TRUE, NULL);
  self->funcs->released (self, self->user_data);
  drain (self);
  return TRUE;
}

static GInputStream *
ua_dir_stream_get_input (GIOStream *stream)
{
  return UA_DIR_STREAM (stream)->input;
}

static GOutputStream *
ua_dir_stream_get_output (GIOStream *stream)
{
  return g_io_stream_get_output_stream (UA_DIR_STREAM (stream)->base);
}

static void
ua_dir_stream_dispose (GObject *object)
{
  UaDirStream *self = UA_DIR_STREAM (object);

  /* The parent closes what is still open; nobody is left to linger for. */
  self->aborted = TRUE;
  G_OBJECT_CLASS (ua_dir_stream_parent_class)->dispose (object);
  clear_drain (self);
  g_clear_object (&self->input);
  g_clear_object (&self->over);
  g_clear_object (&self->base);
  g_clear_object (&self->socket);
}

static void
ua_dir_stream_finalize (GObject *object)
{
  g_free (UA_DIR_STREAM (object)->peer);
  G_OBJECT_CLASS (ua_dir_stream_parent_class)->finalize (object);
}

static void
ua_dir_stream_class_init (UaDirStreamClass *klass)
{
  GIOStreamClass *stream_class = G_IO_STREAM_CLASS (klass);

  stream_class->get_input_stream = ua_dir_stream_get_input;
  stream_class->get_output_stream = ua_dir_stream_get_output;
  stream_class->close_fn = ua_dir_stream_close;
  G_OBJECT_CLASS (klass)->dispose = ua_dir_stream_dispose;
  G_OBJECT_CLASS (klass)->finalize = ua_dir_stream_finalize;
}

static void
ua_dir_stream_init (UaDirStream *self)
{
  self->over = g_cancellable_new ();
  self->input = ua_dir_stream_input_new (self);
  set_phase (self, UA_DIR_STREAM_IDLE, HEAD_SECONDS);
}

/**
 * ua_dir_stream_new:
 * @base: the stream of the socket, or of TLS over it, after the handshake
 * @socket: the socket
 * @funcs: what is told; lives as long
 * @user_data: for @funcs
 *
 * Returns: (transfer full): the stream to give to a #SoupServer
 */
UaDirStream *
ua_dir_stream_new (GIOStream              *base,
                   GSocket                *socket,
                   const UaDirStreamFuncs *funcs,
                   gpointer                user_data)
{
  UaDirStream *self = g_object_new (UA_DIR_TYPE_STREAM, NULL);
  g_autoptr(GSocketAddress) peer = g_socket_get_remote_address (socket, NULL);

  if (peer != NULL && G_IS_INET_SOCKET_ADDRESS (peer))
    self->peer = g_inet_address_to_string (
      g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (peer)));
  self->base = g_object_ref (base);
  self->socket = g_object_ref (socket);
  self->funcs = funcs;
  self->user_data = user_data;
  return self;
}

/* libsoup 3.2 does not notice the end of a connection on which it waits for the next request, and
 * keeps it for ever; but a request that begins and breaks off makes it let go.  So one byte comes
 * before the end, and what it answers to that goes nowhere. */
static gssize
read_end (UaDirStream *self,
          char        *buffer)
{
  if (self->begun)
    return 0;
  self->begun = TRUE;
  g_socket_shutdown (self->socket, FALSE, TRUE, NULL);
  *buffer = '-';
  return 1;
}

/**
 * ua_dir_stream_read:
 * @self: a stream
 * @buffer: where to
 * @size: its size, at least 1
 * @error: return location for an error
 *
 * Reads for the server, as much as is there.
 *
 * Returns: the number of bytes, 0 at the end, or -1 with %G_IO_ERROR_WOULD_BLOCK
 *
 * Main thread.
 */
gssize
ua_dir_stream_read (UaDirStream  *self,
                    void         *buffer,
                    gsize         size,
                    GError      **error)
{
  g_autoptr(GError) fault = NULL;
  gssize n;

  if (g_cancellable_is_cancelled (self->over))
    return read_end (self, buffer);
  n = g_pollable_input_stream_read_nonblocking (
    G_POLLABLE_INPUT_STREAM (g_io_stream_get_input_stream (self->base)), buffer, size, NULL,
    &fault);
  if (n > 0)
    {
      self->begun = TRUE;
      if (self->phase == UA_DIR_STREAM_IDLE)
        set_phase (self, UA_DIR_STREAM_HEAD, HEAD_SECONDS);
      return n;
    }
  if (n < 0 && g_error_matches (fault, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return -1;
    }
  /* Whatever ended it, it has ended. */
  return read_end (self, buffer);
}

/**
 * ua_dir_stream_is_readable:
 * @self: a stream
 *
 * Returns: whether there is something to read, or the end
 *
 * Main thread.
 */
gboolean
ua_dir_stream_is_readable (UaDirStream *self)
{
  return g_cancellable_is_cancelled (self->over) ||
         g_pollable_input_stream_is_readable (
           G_POLLABLE_INPUT_STREAM (g_io_stream_get_input_stream (self->base)));
}

/**
 * ua_dir_stream_watch:
 * @self: a stream
 * @input: what is told to be readable
 *
 * Returns: (transfer full): a source that waits until there is something to read, or the end
 *
 * Main thread.
 */
GSource *
ua_dir_stream_watch (UaDirStream          *self,
                     GPollableInputStream *input)
{
  g_autoptr(GSource) base = g_pollable_input_stream_create_source (
    G_POLLABLE_INPUT_STREAM (g_io_stream_get_input_stream (self->base)), NULL);

  return g_pollable_source_new_full (input, base, self->over);
}

/**
 * ua_dir_stream_enter:
 * @self: a stream
 * @phase: what the server is at now; not that it lingers or is closed
 * @n_bytes: of an answer, how large it is
 *
 * Notes how far the server has come with the present request.
 */
void
ua_dir_stream_enter (UaDirStream      *self,
                     UaDirStreamPhase  phase,
                     gsize             n_bytes)
{
  if (self->phase == UA_DIR_STREAM_LINGERING || self->phase == UA_DIR_STREAM_CLOSED)
    return;
  switch (phase)
    {
    case UA_DIR_STREAM_IDLE:
      self->begun = FALSE;
      set_phase (self, phase, IDLE_SECONDS);
      if (self->finishing)
        ua_dir_stream_end (self);
      break;
    case UA_DIR_STREAM_HEAD:
      set_phase (self, phase, HEAD_SECONDS);
      break;
    case UA_DIR_STREAM_BODY:
      set_phase (self, phase, BODY_SECONDS);
      break;
    case UA_DIR_STREAM_ANSWERING:
      set_phase (self, phase, ANSWER_SECONDS + (gint64) (n_bytes / BYTES_PER_SECOND));
      break;
    case UA_DIR_STREAM_ASKED:
    case UA_DIR_STREAM_LINGERING:
    case UA_DIR_STREAM_CLOSED:
    default:
      set_phase (self, phase, 0);
      break;
    }
}

/**
 * ua_dir_stream_refuse:
 * @self: a stream on which a request arrives
 * @answer: the whole answer as it is sent, a few hundred bytes
 *
 * Answers in the server's stead, which would read all of the body first.  For the server the
 * connection ends; to the other side it does once it has had the answer.
 */
void
ua_dir_stream_refuse (UaDirStream *self,
                      GBytes      *answer)
{
  gsize size;
  const void *data = g_bytes_get_data (answer, &size);

  /* Nothing else is on its way, so there is room for these few bytes; where there is not, the other
   * side goes without. */
  if (!g_cancellable_is_cancelled (self->over))
    g_pollable_output_stream_write_nonblocking (
      G_POLLABLE_OUTPUT_STREAM (g_io_stream_get_output_stream (self->base)), data, size, NULL,
      NULL);
  /* The server has nothing to add. */
  g_socket_shutdown (self->socket, FALSE, TRUE, NULL);
  ua_dir_stream_end (self);
}

/**
 * ua_dir_stream_end:
 * @self: a stream
 *
 * Makes the server read the end of it.
 */
void
ua_dir_stream_end (UaDirStream *self)
{
  g_cancellable_cancel (self->over);
}

/**
 * ua_dir_stream_finish:
 * @self: a stream
 *
 * Ends it once the request that is under way is answered, or now where there is none.
 */
void
ua_dir_stream_finish (UaDirStream *self)
{
  self->finishing = TRUE;
  /* What has come but was not yet looked at is a request too. */
  if (self->phase == UA_DIR_STREAM_IDLE && ua_dir_stream_is_readable (self))
    set_phase (self, UA_DIR_STREAM_HEAD, HEAD_SECONDS);
  else if (self->phase == UA_DIR_STREAM_IDLE)
    ua_dir_stream_end (self);
  else if (self->phase == UA_DIR_STREAM_LINGERING)
    close_base (self);
}

/**
 * ua_dir_stream_abort:
 * @self: a stream
 *
 * Ends it at once, whatever is on its way in either direction.
 */
void
ua_dir_stream_abort (UaDirStream *self)
{
  const struct linger linger = { .l_onoff = 1, .l_linger = 0 };

  if (self->phase == UA_DIR_STREAM_CLOSED)
    return;
  self->aborted = TRUE;
  setsockopt (g_socket_get_fd (self->socket), SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
  if (self->phase == UA_DIR_STREAM_LINGERING)
    {
      close_base (self);
      return;
    }
  g_socket_shutdown (self->socket, TRUE, TRUE, NULL);
  ua_dir_stream_end (self);
}

/**
 * ua_dir_stream_check:
 * @self: a stream
 * @now: the monotonic time in microseconds
 *
 * Ends what takes too long.
 */
void
ua_dir_stream_check (UaDirStream *self,
                     gint64       now)
{
  if (now <= self->deadline)
    return;
  self->deadline = G_MAXINT64;
  if (self->phase == UA_DIR_STREAM_IDLE)
    ua_dir_stream_end (self);
  else if (self->phase == UA_DIR_STREAM_HEAD || self->phase == UA_DIR_STREAM_BODY)
    self->funcs->late (self, self->user_data);
  else
    ua_dir_stream_abort (self);
}

/**
 * ua_dir_stream_get_phase:
 * @self: a stream
 *
 * Returns: what the server is at
 */
UaDirStreamPhase
ua_dir_stream_get_phase (UaDirStream *self)
{
  return self->phase;
}

/**
 * ua_dir_stream_is_at_work:
 * @self: a stream
 *
 * Returns: whether a request is under way
 */
gboolean
ua_dir_stream_is_at_work (UaDirStream *self)
{
  return self->phase != UA_DIR_STREAM_IDLE && self->phase != UA_DIR_STREAM_LINGERING &&
         self->phase != UA_DIR_STREAM_CLOSED;
}

/**
 * ua_dir_stream_get_since:
 * @self: a stream
 *
 * Returns: the monotonic time in microseconds since when it is in its phase
 */
gint64
ua_dir_stream_get_since (UaDirStream *self)
{
  return self->since;
}

/**
 * ua_dir_stream_get_peer:
 * @self: a stream
 *
 * Returns: (transfer none) (nullable): the address of the other side, without the port; %NULL for a
 *   socket in the file system
 */
const char *
ua_dir_stream_get_peer (UaDirStream *self)
{
  return self->peer;
}
