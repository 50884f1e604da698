/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scripted-server.h"

#include <gio/gunixsocketaddress.h>
#include <string.h>

#define WATCHDOG_SECONDS 60

struct _ScriptedServer
{
  SoupServer *soup;    /* (owned) */
  GPtrArray *requests; /* (owned), of ScriptedRequest */
  ScriptedHandler handler;
  gpointer user_data;  /* (unowned) (nullable) */
  gboolean is_tls;
};

static void
request_free (gpointer data)
{
  ScriptedRequest *request = data;

  g_free (request->method);
  g_free (request->target);
  g_free (request->authorization);
  g_free (request->if_match);
  g_free (request->if_none_match);
  g_free (request->key);
  g_free (request->content_type);
  g_free (request->cookie);
  g_free (request->body);
  g_free (request);
}

static ScriptedRequest *
read_request (SoupServerMessage *message)
{
  ScriptedRequest *request = g_new0 (ScriptedRequest, 1);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  GUri *uri = soup_server_message_get_uri (message);
  const char *query = g_uri_get_query (uri);

  request->method = g_strdup (soup_server_message_get_method (message));
  request->target = g_strconcat (g_uri_get_path (uri), query != NULL ? "?" : NULL, query, NULL);
  request->authorization = g_strdup (soup_message_headers_get_one (headers, "Authorization"));
  request->if_match = g_strdup (soup_message_headers_get_one (headers, "If-Match"));
  request->if_none_match = g_strdup (soup_message_headers_get_one (headers, "If-None-Match"));
  request->key = g_strdup (soup_message_headers_get_one (headers, "Idempotency-Key"));
  request->content_type = g_strdup (soup_message_headers_get_one (headers, "Content-Type"));
  request->cookie = g_strdup (soup_message_headers_get_one (headers, "Cookie"));
  request->body = g_strndup (body->data != NULL ? body->data : "", (gsize) body->length);
  return request;
}

static void
message_received_cb (SoupServer        *soup,
                     SoupServerMessage *message,
                     const char        *path,
                     GHashTable        *query,
                     gpointer           user_data)
{
  ScriptedServer *self = user_data;
  ScriptedRequest *request = read_request (message);

  g_ptr_array_add (self->requests, request);
  self->handler (self, message, request, self->requests->len - 1, self->user_data);
}

static ScriptedServer *
create (ScriptedHandler  handler,
        gpointer         user_data,
        GTlsCertificate *certificate)
{
  ScriptedServer *self = g_new0 (ScriptedServer, 1);

  self->soup = g_object_new (SOUP_TYPE_SERVER, "raw-paths", TRUE, NULL);
  self->requests = g_ptr_array_new_with_free_func (request_free);
  self->handler = handler;
  self->user_data = user_data;
  self->is_tls = certificate != NULL;
  if (certificate != NULL)
    soup_server_set_tls_certificate (self->soup, certificate);
  soup_server_add_handler (self->soup, NULL, message_received_cb, self, NULL);
  return self;
}

ScriptedServer *
scripted_server_new (ScriptedHandler handler,
                     gpointer        user_data)
{
  return scripted_server_new_tls (handler, user_data, NULL);
}

ScriptedServer *
scripted_server_new_tls (ScriptedHandler  handler,
                         gpointer         user_data,
                         GTlsCertificate *certificate)
{
  ScriptedServer *self = create (handler, user_data, certificate);
  g_autoptr (GError) error = NULL;

  soup_server_listen_local (self->soup, 0,
                            SOUP_SERVER_LISTEN_IPV4_ONLY |
                              (self->is_tls ? SOUP_SERVER_LISTEN_HTTPS : 0), &error);
  g_assert_no_error (error);
  return self;
}

ScriptedServer *
scripted_server_new_unix (ScriptedHandler  handler,
                          gpointer         user_data,
                          const char      *path)
{
  ScriptedServer *self = create (handler, user_data, NULL);
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr (GError) error = NULL;

  soup_server_listen (self->soup, address, 0, &error);
  g_assert_no_error (error);
  return self;
}

void
scripted_server_free (ScriptedServer *self)
{
  soup_server_disconnect (self->soup);
  g_object_unref (self->soup);
  g_ptr_array_unref (self->requests);
  g_free (self);
}

char *
scripted_server_get_address (ScriptedServer *self,
                             const char     *host,
                             const char     *path)
{
  GSList *uris = soup_server_get_uris (self->soup);
  int port = g_uri_get_port (uris->data);

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return g_strdup_printf ("%s://%s:%d%s", self->is_tls ? "https" : "http", host, port, path);
}

guint
scripted_server_get_n (ScriptedServer *self)
{
  return self->requests->len;
}

const ScriptedRequest *
scripted_server_get_nth (ScriptedServer *self,
                         guint           n)
{
  g_assert_cmpuint (n, <, self->requests->len);
  return g_ptr_array_index (self->requests, n);
}

guint
scripted_server_count (ScriptedServer *self,
                       const char     *method,
                       const char     *prefix)
{
  guint n = 0;

  for (guint i = 0; i < self->requests->len; i++)
    {
      const ScriptedRequest *request = scripted_server_get_nth (self, i);

      if (strcmp (request->method, method) == 0 && g_str_has_prefix (request->target, prefix))
        n++;
    }
  return n;
}

void
scripted_reply (SoupServerMessage *message,
                guint              status,
                const char        *type,
                const char        *body)
{
  soup_server_message_set_status (message, status, NULL);
  if (body != NULL)
    soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, body, strlen (body));
}

void
scripted_reply_header (SoupServerMessage *message,
                       const char        *name,
                       const char        *value)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (message), name, value);
}

static void
connection_closed_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_io_stream_close_finish (G_IO_STREAM (source), result, NULL);
}

static void
bytes_written_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GIOStream) stream = user_data;

  /* Who reads may have gone; that is what some tests are about. */
  g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);
  g_io_stream_close_async (stream, G_PRIORITY_DEFAULT, NULL, connection_closed_cb, NULL);
}

/* Answers with bytes as they are, then closes; the bytes have to live on. */
void
scripted_reply_raw (SoupServerMessage *message,
                    const void        *bytes,
                    gsize              length)
{
  GIOStream *stream = soup_server_message_steal_connection (message);

  g_output_stream_write_all_async (g_io_stream_get_output_stream (stream), bytes, length,
                                   G_PRIORITY_DEFAULT, NULL, bytes_written_cb, stream);
}

void
result_arrived_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  GAsyncResult **place = user_data;

  /* A call completes once. */
  g_assert_null (*place);
  *place = g_object_ref (result);
}

static gboolean
watchdog_barked_cb (gpointer user_data)
{
  g_error ("nothing happened for %d seconds", WATCHDOG_SECONDS);
  return G_SOURCE_REMOVE;
}

void
run_until (gboolean (*condition) (gpointer data),
           gpointer   data)
{
  guint id = g_timeout_add_seconds (WATCHDOG_SECONDS, watchdog_barked_cb, NULL);

  while (!condition (data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
}

static gboolean
is_there (gpointer data)
{
  return *(GAsyncResult **) data != NULL;
}

GAsyncResult *
await_result (GAsyncResult **result)
{
  run_until (is_there, result);
  return *result;
}
