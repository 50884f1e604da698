/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One exchange:
 *
 *   start -> [link] -> soup: head -> soup: body, piece by piece, counted
 *              ^                        |
 *              |    redirect within the origin: the same again there
 *              |    worth another try: wait (Retry-After, else doubled and spread)
 *              +------------------------+
 *                                       else -> response, whatever its status, or an error
 *
 * Each try has a cancellable of its own, which the caller's cancellable, ua_http_close() and the
 * deadline of the try set off; why it went off is told apart afterwards.
 */
#define G_LOG_DOMAIN "ua-client"

#include "ua-http.h"

#include "ua-config.h"
#include "ua-http-failure.h"
#include "ua-http-redirect.h"
#include "ua-time.h"

#include <gio/gunixsocketaddress.h>
#include <libsoup/soup.h>
#include <string.h>

#define STATUS_TOO_MANY_REQUESTS 429
#define TYPE_SCIM "application/scim+json"
#define TYPE_JSON "application/json"
#define MAX_CONNECTIONS 4
#define MAX_REDIRECTS 5
#define PIECE ((gsize) 64 * 1024)
/* Of the body of an error only the beginning is worth anything. */
#define MAX_ERROR_BODY ((gsize) 256 * 1024)

const UaHttpLimits ua_http_default_limits = {
  .max_body = (gsize) 32 * 1024 * 1024,
  .idle_seconds = 25,
  .total_ms = 120000,
  .patience_ms = 30000,
  .max_tries = 4,
  .backoff_ms = 500,
  .max_wait_ms = 30000,
};

struct _UaHttp
{
  GObject parent_instance;

  char *address;         /* (owned) */
  char *authorization;   /* (owned) (nullable) */
  SoupSession *session;  /* (owned) */
  GCancellable *closing; /* (owned), set off by ua_http_close() */
  UaHttpLimits limits;
  gint64 retry_at;       /* monotonic, microseconds; 0: at once */
  gboolean wants_json;   /* whether the server does not know the media type of SCIM */
};

G_DEFINE_FINAL_TYPE (UaHttp, ua_http, G_TYPE_OBJECT)

typedef struct
{
  /* Input. */
  UaHttpRequest *request; /* (owned) */

  /* In progress. */
  gint64 started;         /* monotonic, microseconds */
  GUri *uri;              /* (owned) */
  guint n_redirects;
  guint n_tries;
  SoupMessage *message;   /* (owned) (nullable) */
  GInputStream *stream;   /* (owned) (nullable) */
  GByteArray *body;       /* (owned) (nullable) */
  gboolean was_sent;
  gboolean was_scim;      /* of which media type the body was said to be */
  gboolean is_late;
  GCancellable *inner;    /* (owned) (nullable) */
  gulong caller_id;
  gulong closing_id;
  GSource *deadline;      /* (owned) (nullable) */
} Exchange;

static void start_try (GTask *task);

static void
exchange_free (gpointer data)
{
  Exchange *exchange = data;

  g_assert (exchange->inner == NULL);
  ua_http_request_free (exchange->request);
  g_clear_pointer (&exchange->uri, g_uri_unref);
  g_clear_object (&exchange->message);
  g_clear_object (&exchange->stream);
  g_clear_pointer (&exchange->body, g_byte_array_unref);
  g_free (exchange);
}

static void
inner_cancelled_cb (GCancellable *outer,
                    GCancellable *inner)
{
  g_cancellable_cancel (inner);
}

static gboolean
deadline_passed_cb (gpointer user_data)
{
  Exchange *exchange = user_data;

  exchange->is_late = TRUE;
  g_cancellable_cancel (exchange->inner);
  return G_SOURCE_REMOVE;
}

/* Makes the cancellable of a try or a wait; deadline_ms of 0 sets none. */
static void
link_inner (GTask *task,
            guint  deadline_ms)
{
  UaHttp *self = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);
  GCancellable *caller = g_task_get_cancellable (task);

  exchange->inner = g_cancellable_new ();
  exchange->is_late = FALSE;
  if (caller != NULL)
    exchange->caller_id = g_cancellable_connect (caller, G_CALLBACK (inner_cancelled_cb),
                                                 g_object_ref (exchange->inner), g_object_unref);
  exchange->closing_id = g_cancellable_connect (self->closing, G_CALLBACK (inner_cancelled_cb),
                                                g_object_ref (exchange->inner), g_object_unref);
  if (deadline_ms > 0)
    {
      exchange->deadline = g_timeout_source_new (deadline_ms);
      g_source_set_callback (exchange->deadline, deadline_passed_cb, exchange, NULL);
      g_source_attach (exchange->deadline, g_task_get_context (task));
    }
}

static void
unlink_inner (GTask *task)
{
  UaHttp *self = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);

  if (exchange->deadline != NULL)
    g_source_destroy (exchange->deadline);
  g_clear_pointer (&exchange->deadline, g_source_unref);
  g_cancellable_disconnect (g_task_get_cancellable (task), exchange->caller_id);
  g_cancellable_disconnect (self->closing, exchange->closing_id);
  exchange->caller_id = 0;
  exchange->closing_id = 0;
  g_clear_object (&exchange->inner);
}

/* Ends the try: what is left of it on the wire is dropped with its connection. */
static void
end_try (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);

  if (exchange->stream != NULL)
    g_cancellable_cancel (exchange->inner);
  g_clear_object (&exchange->stream);
  g_clear_object (&exchange->message);
  g_clear_pointer (&exchange->body, g_byte_array_unref);
  unlink_inner (task);
}

static gboolean
wait_ended_cb (gpointer user_data)
{
  GTask *task = user_data;
  UaHttp *self = g_task_get_source_object (task);

  unlink_inner (task);
  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  if (g_cancellable_is_cancelled (self->closing))
    g_task_return_new_error (task, UA_ERROR, UA_ERROR_STOPPED, "the client was closed");
  else
    start_try (task);
  return G_SOURCE_REMOVE;
}

static gboolean
child_ready_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Waits for the time, or until it is cancelled. */
static void
wait (GTask *task,
      guint  ms)
{
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GSource) source = g_timeout_source_new (ms);
  g_autoptr (GSource) child = NULL;

  link_inner (task, 0);
  child = g_cancellable_source_new (exchange->inner);
  g_source_set_callback (child, child_ready_cb, NULL, NULL);
  g_source_add_child_source (source, child);
  g_source_set_callback (source, wait_ended_cb, g_object_ref (task), g_object_unref);
  g_source_attach (source, g_task_get_context (task));
}

/* Sets out to try again, where there are tries left and the wait is bearable. */
static gboolean
try_again (GTask *task,
           guint  retry_after)
{
  UaHttp *self = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);
  guint64 spent;
  guint delay;

  if (exchange->n_tries >= self->limits.max_tries)
    return FALSE;
  delay = ua_http_policy_get_delay (exchange->n_tries, self->limits.backoff_ms, retry_after,
                                    g_random_double ());
  spent = (guint64) (g_get_monotonic_time () - exchange->started) / 1000;
  if (delay > self->limits.max_wait_ms || spent + delay > self->limits.patience_ms)
    return FALSE;
  g_debug ("Trying again in %u ms", delay);
  wait (task, delay);
  return TRUE;
}

static void
fail (GTask        *task,
      const GError *failure)
{
  UaHttp *self = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  UaHttpSafety safety = ua_http_request_get_safety (exchange->request);
  gboolean was_sent = exchange->was_sent;
  GTlsCertificateFlags tls_errors =
    soup_message_get_tls_peer_certificate_errors (exchange->message);

  if (exchange->is_late)
    error = g_error_new_literal (UA_ERROR, UA_ERROR_OFFLINE, "the server takes too long");
  else
    error = ua_http_failure_translate (failure, tls_errors);
  end_try (task);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (g_cancellable_is_cancelled (self->closing))
    g_task_return_new_error (task, UA_ERROR, UA_ERROR_STOPPED, "the client was closed");
  else if (!ua_http_policy_may_retry_failure ((UaError) error->code, safety, was_sent) ||
           !try_again (task, 0))
    g_task_return_error (task, g_steal_pointer (&error));
}

static UaHttpResponse *
make_response (Exchange *exchange)
{
  UaHttpResponse *response = g_new0 (UaHttpResponse, 1);
  SoupMessageHeaders *headers = soup_message_get_response_headers (exchange->message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  const char *etag = soup_message_headers_get_one (headers, "ETag");

  response->status = soup_message_get_status (exchange->message);
  response->content_type = type != NULL ? g_ascii_strdown (type, -1) : NULL;
  response->etag = ua_http_is_header_value (etag) ? g_strdup (etag) : NULL;
  response->location = g_strdup (soup_message_headers_get_one (headers, "Location"));
  response->body = g_byte_array_free_to_bytes (g_steal_pointer (&exchange->body));
  return response;
}

/* Remembers until when the server wants to be left alone. */
static guint
note_retry_after (UaHttp   *self,
                  Exchange *exchange)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (exchange->message);
  guint status = soup_message_get_status (exchange->message);
  guint seconds;

  if (status < 300)
    self->retry_at = 0;
  if (status != STATUS_TOO_MANY_REQUESTS && status != SOUP_STATUS_SERVICE_UNAVAILABLE)
    return 0;
  seconds = ua_http_policy_read_retry_after (soup_message_headers_get_one (headers, "Retry-After"),
                                             ua_time_now ());
  self->retry_at = g_get_monotonic_time () + (gint64) seconds * G_USEC_PER_SEC;
  return seconds;
}

static void
follow (GTask          *task,
        UaHttpResponse *response)
{
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) uri = ua_http_redirect_resolve (exchange->uri, exchange->request->method,
                                                   response->status, response->location, &error);

  if (uri == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (++exchange->n_redirects > MAX_REDIRECTS)
    {
      g_task_return_new_error (task, UA_ERROR, UA_ERROR_REDIRECT,
                               "the server redirects in circles");
      return;
    }
  g_uri_unref (exchange->uri);
  exchange->uri = g_steal_pointer (&uri);
  exchange->n_tries--;
  start_try (task);
}

/* Whether a body was refused for its media type, and another one may do (RFC 7644, section 3.1). */
static gboolean
learn_type (UaHttp               *self,
            const Exchange       *exchange,
            const UaHttpResponse *response)
{
  if (response->status != SOUP_STATUS_UNSUPPORTED_MEDIA_TYPE || !exchange->was_scim)
    return FALSE;
  self->wants_json = TRUE;
  return TRUE;
}

static void
complete (GTask *task)
{
  UaHttp *self = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);
  UaHttpSafety safety = ua_http_request_get_safety (exchange->request);
  guint retry_after = note_retry_after (self, exchange);
  g_autoptr (UaHttpResponse) response = make_response (exchange);

  end_try (task);
  if (ua_http_redirect_is (response->status))
    follow (task, response);
  else if (learn_type (self, exchange, response))
    start_try (task);
  else if (!ua_http_policy_may_retry_status (response->status, safety) ||
           !try_again (task, retry_after))
    g_task_return_pointer (task, g_steal_pointer (&response),
                           (GDestroyNotify) ua_http_response_free);
}

static gsize
get_max_body (UaHttp         *self,
              const Exchange *exchange)
{
  gsize max_body = exchange->request->max_body;

  return max_body > 0 ? MIN (max_body, self->limits.max_body) : self->limits.max_body;
}

static void
piece_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  UaHttp *self = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) piece = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result,
                                                               &error);
  gboolean is_success;

  if (piece == NULL)
    {
      fail (task, error);
      return;
    }
  if (g_bytes_get_size (piece) == 0)
    {
      g_clear_object (&exchange->stream);
      complete (task);
      return;
    }

  is_success = SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (exchange->message));
  g_byte_array_append (exchange->body, g_bytes_get_data (piece, NULL),
                       (guint) g_bytes_get_size (piece));
  if (exchange->body->len > get_max_body (self, exchange))
    {
      g_set_error (&error, UA_ERROR, UA_ERROR_TOO_LARGE,
                   "the server sent more than %" G_GSIZE_FORMAT " bytes",
                   get_max_body (self, exchange));
      fail (task, error);
    }
  else if (!is_success && exchange->body->len > MAX_ERROR_BODY)
    complete (task);
  else
    g_input_stream_read_bytes_async (exchange->stream, PIECE, G_PRIORITY_DEFAULT, exchange->inner,
                                     piece_read_cb, g_steal_pointer (&task));
}

static void
head_received_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  UaHttp *self = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);
  SoupMessageHeaders *headers;
  g_autoptr (GError) error = NULL;

  exchange->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (exchange->stream == NULL)
    {
      fail (task, error);
      return;
    }
  headers = soup_message_get_response_headers (exchange->message);
  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH &&
      soup_message_headers_get_content_length (headers) >
        (goffset) get_max_body (self, exchange))
    {
      g_set_error (&error, UA_ERROR, UA_ERROR_TOO_LARGE,
                   "the server announces more than %" G_GSIZE_FORMAT " bytes",
                   get_max_body (self, exchange));
      fail (task, error);
      return;
    }
  exchange->body = g_byte_array_new ();
  g_input_stream_read_bytes_async (exchange->stream, PIECE, G_PRIORITY_DEFAULT, exchange->inner,
                                   piece_read_cb, g_steal_pointer (&task));
}

static void
message_started_cb (SoupMessage *message,
                    gpointer     user_data)
{
  Exchange *exchange = user_data;

  exchange->was_sent = TRUE;
}

static void
set_header (SoupMessageHeaders *headers,
            const char         *name,
            const char         *value)
{
  if (ua_http_is_header_value (value))
    soup_message_headers_replace (headers, name, value);
}

static SoupMessage *
make_message (UaHttp   *self,
              Exchange *exchange)
{
  const UaHttpRequest *request = exchange->request;
  SoupMessage *message = soup_message_new_from_uri (request->method, exchange->uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_set_flags (message,
                          SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
  soup_message_headers_replace (headers, "Accept",
                                request->accept != NULL ? request->accept
                                                        : TYPE_SCIM ", " TYPE_JSON ";q=0.9");
  set_header (headers, "Authorization", self->authorization);
  set_header (headers, "If-Match", request->if_match);
  set_header (headers, "If-None-Match", request->if_none_match);
  set_header (headers, "Idempotency-Key", request->key);
  exchange->was_scim =
    request->body != NULL && request->content_type == NULL && !self->wants_json;
  if (request->body != NULL)
    soup_message_set_request_body_from_bytes (message,
                                              request->content_type != NULL
                                                ? request->content_type
                                                : self->wants_json ? TYPE_JSON : TYPE_SCIM,
                                              request->body);
  g_signal_connect (message, "starting", G_CALLBACK (message_started_cb), exchange);
  return message;
}

static void
start_try (GTask *task)
{
  UaHttp *self = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);

  exchange->n_tries++;
  exchange->was_sent = FALSE;
  exchange->message = make_message (self, exchange);
  link_inner (task, self->limits.total_ms);
  soup_session_send_async (self->session, exchange->message, G_PRIORITY_DEFAULT, exchange->inner,
                           head_received_cb, g_object_ref (task));
}

static void
clear_authorization (UaHttp *self)
{
  if (self->authorization != NULL)
    explicit_bzero (self->authorization, strlen (self->authorization));
  g_clear_pointer (&self->authorization, g_free);
}

static void
ua_http_dispose (GObject *object)
{
  UaHttp *self = UA_HTTP (object);

  g_clear_object (&self->session);

  G_OBJECT_CLASS (ua_http_parent_class)->dispose (object);
}

static void
ua_http_finalize (GObject *object)
{
  UaHttp *self = UA_HTTP (object);

  clear_authorization (self);
  g_object_unref (self->closing);
  g_free (self->address);

  G_OBJECT_CLASS (ua_http_parent_class)->finalize (object);
}

static void
message_logged_cb (const char     *domain,
                   GLogLevelFlags  level,
                   const char     *message,
                   gpointer        user_data)
{
}

static void
ua_http_class_init (UaHttpClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ua_http_dispose;
  object_class->finalize = ua_http_finalize;

  /* Over HTTP/2 libsoup logs path and query of each request: ids of members, and the names and
   * addresses that a filter looks for (faults S6). */
  g_log_set_handler ("libsoup-http2", G_LOG_LEVEL_DEBUG, message_logged_cb, NULL);
}

static void
ua_http_init (UaHttp *self)
{
  self->limits = ua_http_default_limits;
  self->closing = g_cancellable_new ();
}

/**
 * ua_http_new:
 * @address: a base address as ua_client_normalize_address() gives it
 * @socket_path: (nullable): the path of a Unix socket to which to connect instead of the host
 *
 * Returns: (transfer full): a way to exchange with that origin
 *
 * The thread that calls this is the one for everything else.
 */
UaHttp *
ua_http_new (const char *address,
             const char *socket_path)
{
  UaHttp *self = g_object_new (UA_TYPE_HTTP, NULL);
  g_autoptr (GSocketAddress) socket = NULL;

  self->address = g_strdup (address);
  if (socket_path != NULL)
    socket = g_unix_socket_address_new (socket_path);
  self->session = soup_session_new_with_options ("max-conns", MAX_CONNECTIONS,
                                                 "max-conns-per-host", MAX_CONNECTIONS,
                                                 "timeout", self->limits.idle_seconds,
                                                 "user-agent", "UserAdmin/" UA_VERSION,
                                                 "remote-connectable", socket,
                                                 NULL);
  /* It would keep passwords, and ask for them in the middle of a request. */
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_AUTH_MANAGER);
  /* Plain HTTP stays on this computer; a proxy would see the credentials. */
  if (g_str_has_prefix (address, "http:"))
    soup_session_set_proxy_resolver (self->session, NULL);
  return self;
}

/**
 * ua_http_close:
 * @self: the exchange
 *
 * Ends what is under way and refuses what comes, with %UA_ERROR_STOPPED; forgets the credentials.
 *
 * The thread that made @self.
 */
void
ua_http_close (UaHttp *self)
{
  g_return_if_fail (UA_IS_HTTP (self));

  g_cancellable_cancel (self->closing);
  clear_authorization (self);
}

/**
 * ua_http_get_address:
 * @self: the exchange
 *
 * Returns: (transfer none): the base address
 *
 * The thread that made @self.
 */
const char *
ua_http_get_address (UaHttp *self)
{
  g_return_val_if_fail (UA_IS_HTTP (self), NULL);

  return self->address;
}

/**
 * ua_http_set_address:
 * @self: the exchange
 * @address: a base address at the same origin, with another path
 *
 * The thread that made @self.
 */
void
ua_http_set_address (UaHttp     *self,
                     const char *address)
{
  char *copy;

  g_return_if_fail (UA_IS_HTTP (self));

  copy = g_strdup (address);
  g_free (self->address);
  self->address = copy;
}

/**
 * ua_http_set_credentials:
 * @self: the exchange
 * @credentials: (nullable): what to send with every request from now on
 *
 * The thread that made @self.
 */
void
ua_http_set_credentials (UaHttp              *self,
                         const UaCredentials *credentials)
{
  g_return_if_fail (UA_IS_HTTP (self));

  clear_authorization (self);
  if (credentials != NULL)
    self->authorization = ua_credentials_to_header (credentials);
}

/**
 * ua_http_set_limits:
 * @self: the exchange
 * @limits: what an exchange may cost from now on
 *
 * The thread that made @self.
 */
void
ua_http_set_limits (UaHttp             *self,
                    const UaHttpLimits *limits)
{
  g_return_if_fail (UA_IS_HTTP (self));

  self->limits = *limits;
  soup_session_set_timeout (self->session, limits->idle_seconds);
}

/**
 * ua_http_set_trust:
 * @self: the exchange
 * @database: the certificates to trust instead of those that the system trusts
 *
 * For the tests, which have an authority of their own.
 *
 * The thread that made @self.
 */
void
ua_http_set_trust (UaHttp       *self,
                   GTlsDatabase *database)
{
  g_return_if_fail (UA_IS_HTTP (self));

  soup_session_set_tls_database (self->session, database);
}

/**
 * ua_http_get_retry_after:
 * @self: the exchange
 *
 * Returns: for how many seconds more the server wants to be left alone, rounded up; 0 for none
 *
 * The thread that made @self.
 */
guint
ua_http_get_retry_after (UaHttp *self)
{
  gint64 left;

  g_return_val_if_fail (UA_IS_HTTP (self), 0);

  left = self->retry_at - g_get_monotonic_time ();
  return left > 0 ? (guint) ((left + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC) : 0;
}

/**
 * ua_http_send_async:
 * @self: the exchange
 * @request: (transfer full): what to send
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Sends a request, follows redirects within the origin, and sends it again where that is harmless
 * and may help (see the ladder in ua-http-policy.c).
 *
 * The thread that made @self.
 */
void
ua_http_send_async (UaHttp              *self,
                    UaHttpRequest       *request,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *full = g_strconcat (self->address, request->target, NULL);
  Exchange *exchange = g_new0 (Exchange, 1);

  g_task_set_source_tag (task, ua_http_send_async);
  /* What was done on the server is told even to who no longer wants to know it. */
  g_task_set_check_cancellable (task, FALSE);
  exchange->request = request;
  exchange->started = g_get_monotonic_time ();
  exchange->uri = g_uri_parse (full, SOUP_HTTP_URI_FLAGS, NULL);
  g_task_set_task_data (task, exchange, exchange_free);
  if (g_cancellable_is_cancelled (self->closing))
    g_task_return_new_error (task, UA_ERROR, UA_ERROR_STOPPED, "the client was closed");
  else if (g_task_return_error_if_cancelled (task))
    return;
  else if (exchange->uri == NULL)
    g_task_return_new_error (task, UA_ERROR, UA_ERROR_ADDRESS, "the address cannot be read");
  else
    start_try (task);
}

/**
 * ua_http_send_finish:
 * @self: the exchange
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): what came, with any status but a redirect; %NULL with
 *   %UA_ERROR_OFFLINE, %UA_ERROR_TLS, %UA_ERROR_REDIRECT, %UA_ERROR_TOO_LARGE, %UA_ERROR_PROTOCOL,
 *   %UA_ERROR_STOPPED or %G_IO_ERROR_CANCELLED when nothing useful came
 *
 * The thread that made @self.
 */
UaHttpResponse *
ua_http_send_finish (UaHttp        *self,
                     GAsyncResult  *result,
                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
