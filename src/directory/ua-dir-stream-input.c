/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-stream-private.h"

struct _UaDirStreamInput
{
  GInputStream parent_instance;

  UaDirStream *stream;     /* (unowned), which owns this */
};

static void ua_dir_stream_input_pollable_init (GPollableInputStreamInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (UaDirStreamInput, ua_dir_stream_input, G_TYPE_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_INPUT_STREAM,
                                                      ua_dir_stream_input_pollable_init))

static gboolean
ua_dir_stream_input_is_readable (GPollableInputStream *stream)
{
  return ua_dir_stream_is_readable (UA_DIR_STREAM_INPUT (stream)->stream);
}

static GSource *
ua_dir_stream_input_create_source (GPollableInputStream *stream,
                                   GCancellable         *cancellable)
{
  GSource *source = ua_dir_stream_watch (UA_DIR_STREAM_INPUT (stream)->stream, stream);

  if (cancellable != NULL)
    {
      g_autoptr(GSource) cancelled = g_cancellable_source_new (cancellable);

      g_source_set_dummy_callback (cancelled);
      g_source_add_child_source (source, cancelled);
    }
  return source;
}

static gssize
ua_dir_stream_input_read_nonblocking (GPollableInputStream  *stream,
                                      void                  *buffer,
                                      gsize                  size,
                                      GError               **error)
{
  return ua_dir_stream_read (UA_DIR_STREAM_INPUT (stream)->stream, buffer, size, error);
}

/* Nothing waits on the main thread, so this does not either. */
static gssize
ua_dir_stream_input_read (GInputStream  *stream,
                          void          *buffer,
                          gsize          size,
                          GCancellable  *cancellable,
                          GError       **error)
{
  return ua_dir_stream_read (UA_DIR_STREAM_INPUT (stream)->stream, buffer, size, error);
}

static void
ua_dir_stream_input_pollable_init (GPollableInputStreamInterface *iface)
{
  iface->is_readable = ua_dir_stream_input_is_readable;
  iface->create_source = ua_dir_stream_input_create_source;
  iface->read_nonblocking = ua_dir_stream_input_read_nonblocking;
}

static void
ua_dir_stream_input_class_init (UaDirStreamInputClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = ua_dir_stream_input_read;
}

static void
ua_dir_stream_input_init (UaDirStreamInput *self)
{
}

/**
 * ua_dir_stream_input_new:
 * @stream: the stream that this is part of
 *
 * Returns: (transfer full): what is read of it
 *
 * Main thread.
 */
GInputStream *
ua_dir_stream_input_new (UaDirStream *stream)
{
  UaDirStreamInput *self = g_object_new (UA_DIR_TYPE_STREAM_INPUT, NULL);

  self->stream = stream;
  return G_INPUT_STREAM (self);
}
