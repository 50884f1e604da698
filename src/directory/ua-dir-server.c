/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-directory"

#include "ua-dir-server.h"

#include "ua-dir-clock.h"
#include "ua-dir-hand-back.h"
#include "ua-dir-known.h"
#include "ua-dir-list-page.h"
#include "ua-dir-listener.h"
#include "ua-dir-page.h"
#include "ua-dir-service.h"

#include <libsoup/soup.h>
#include <string.h>

#define CONTENT_TYPE "application/scim+json"
#define CHALLENGE "Bearer realm=\"useradmin-directory\", " \
                  "Basic realm=\"useradmin-directory\", charset=\"UTF-8\""
#define MAX_BODY ((gsize) 16 * 1024 * 1024)
/* So much is read of those whose credentials were good lately before these are looked at. */
#define SMALL_BODY ((gsize) 64 * 1024)
#define RETRY_SECONDS "1"
#define FINISH_SECONDS 10
/* All bodies together that are arriving or waiting to be read. */
#define MAX_BODIES ((gsize) 256 * 1024 * 1024)

struct _UaDirServer
{
  SoupServer *soup;        /* (owned) */
  UaDirListener *listener; /* (owned) (nullable) */
  UaDirService *service;   /* (owned) */
  UaDirClock *clock;       /* (owned) (nullable) */
  UaDirKnown *known;       /* (owned) */
  UaDirHandBack *ended;    /* (owned), of Visit (owned) */
  GHashTable *awaited;     /* (owned), SoupServerMessage (unowned) to the Visit (owned) whose body
                            * is arriving */
  gsize n_reserved;        /* bytes */
  gboolean log;
  GSourceFunc finished;    /* (nullable) */
  gpointer finished_data;  /* (unowned) */
  guint finish_id;
};

/* A request on its way through the threads. */
typedef struct
{
  UaDirServer *server;     /* (unowned) */
  SoupServerMessage *msg;  /* (owned) */
  UaDirExchange *exchange; /* (owned) */
  gint64 started;          /* monotonic microseconds */
  gsize n_expected;        /* bytes of the body */
  gsize n_reserved;        /* bytes set aside for it */
  gsize n_arrived;         /* bytes that have come */
} Visit;

static void
visit_free (gpointer data)
{
  Visit *visit = data;

  visit->server->n_reserved -= visit->n_reserved;
  g_object_unref (visit->msg);
  ua_dir_exchange_free (visit->exchange);
  g_free (visit);
}

static Visit *
visit_new (UaDirServer       *server,
           SoupServerMessage *msg,
           UaDirExchange     *exchange)
{
  Visit *visit = g_new0 (Visit, 1);

  visit->server = server;
  visit->msg = g_object_ref (msg);
  visit->exchange = exchange;
  visit->started = g_get_monotonic_time ();
  exchange->peer = g_strdup (ua_dir_listener_get_peer (server->listener, msg));
  return visit;
}

static void
log_request (UaDirServer   *self,
             UaDirExchange *exchange,
             gint64         started)
{
  const char *first = exchange->n_segments > 0 ? exchange->segments[0] : "";
  gboolean one = exchange->n_segments > 1;
  gsize n = exchange->answer != NULL ? g_bytes_get_size (exchange->answer) : 0;

  /* Neither ids nor queries nor names: these tell of persons. */
  if (self->log)
    g_printerr ("%s /%.24s%s %u %" G_GSIZE_FORMAT " bytes %" G_GINT64_FORMAT " us\n",
                exchange->method, exchange->status == 404 && !one ? "?" : first, one ? "/…" : "",
                exchange->status, n, g_get_monotonic_time () - started);
}

/* Without a body and its length libsoup takes the end of the connection for the end of the answer,
 * and closes it; but 204 and 304 end by themselves (RFC 9112, section 6.3). */
static void
bare_headers_sent_cb (SoupServerMessage *msg,
                      gpointer           user_data)
{
  soup_message_headers_set_encoding (soup_server_message_get_response_headers (msg),
                                     SOUP_ENCODING_NONE);
}

static void
fill_page_headers (SoupMessageHeaders *headers,
                   UaDirExchange      *exchange)
{
  soup_message_headers_replace (headers, "Content-Security-Policy", ua_dir_page_get_policy ());
  soup_message_headers_replace (headers, "Referrer-Policy", "no-referrer");
  if (exchange->set_cookie != NULL)
    soup_message_headers_replace (headers, "Set-Cookie", exchange->set_cookie);
}

static void
fill_headers (UaDirServer        *self,
              SoupMessageHeaders *headers,
              UaDirExchange      *exchange)
{
  const char *type = exchange->answer_type != NULL ? exchange->answer_type
                                                   : ua_dir_exchange_get_type (exchange);

  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  if (exchange->etag != NULL)
    soup_message_headers_replace (headers, "ETag", exchange->etag);
  if (ua_dir_exchange_get_location (exchange) != NULL)
    soup_message_headers_replace (headers, "Location", ua_dir_exchange_get_location (exchange));
  if (exchange->allow != NULL)
    soup_message_headers_replace (headers, "Allow", exchange->allow);
  if (exchange->status == SOUP_STATUS_UNAUTHORIZED)
    soup_message_headers_replace (headers, "WWW-Authenticate", CHALLENGE);
  if (exchange->status == SOUP_STATUS_SERVICE_UNAVAILABLE ||
      exchange->status == UA_DIR_ERROR_TOO_MANY)
    soup_message_headers_replace (headers, "Retry-After", RETRY_SECONDS);
  if (ua_dir_listener_is_finishing (self->listener))
    soup_message_headers_replace (headers, "Connection", "close");
  if (exchange->is_page)
    fill_page_headers (headers, exchange);
  if (exchange->answer != NULL)
    soup_message_headers_set_content_type (headers, type != NULL ? type : CONTENT_TYPE, NULL);
}

static void
enter (UaDirServer       *self,
       SoupServerMessage *msg,
       UaDirStreamPhase   phase,
       gsize              n_bytes)
{
  UaDirStream *stream = ua_dir_listener_find (self->listener, msg);

  if (stream != NULL)
    ua_dir_stream_enter (stream, phase, n_bytes);
}

static void
set_answer (UaDirServer       *self,
            SoupServerMessage *msg,
            UaDirExchange     *exchange)
{
  gsize size = exchange->answer != NULL ? g_bytes_get_size (exchange->answer) : 0;

  soup_server_message_set_status (msg, exchange->status, NULL);
  fill_headers (self, soup_server_message_get_response_headers (msg), exchange);
  if (exchange->answer != NULL)
    soup_message_body_append_bytes (soup_server_message_get_response_body (msg),
                                    exchange->answer);
  else
    g_signal_connect (msg, "wrote-headers", G_CALLBACK (bare_headers_sent_cb), NULL);
  enter (self, msg, UA_DIR_STREAM_ANSWERING, size);
}

/* An answer as it is on the wire, after which the connection ends. */
static GBytes *
write_refusal (UaDirServer   *self,
               UaDirExchange *exchange)
{
  SoupMessageHeaders *headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *date = soup_date_time_to_string (now, SOUP_DATE_HTTP);
  GString *out = g_string_new (NULL);
  SoupMessageHeadersIter iter;
  const char *name, *value;

  soup_message_headers_replace (headers, "Date", date);
  fill_headers (self, headers, exchange);
  soup_message_headers_replace (headers, "Connection", "close");
  soup_message_headers_set_content_length (headers, (goffset) g_bytes_get_size (exchange->answer));
  g_string_append_printf (out, "HTTP/1.1 %u %s\r\n", exchange->status,
                          soup_status_get_phrase (exchange->status));
  soup_message_headers_iter_init (&iter, headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    g_string_append_printf (out, "%s: %s\r\n", name, value);
  g_string_append (out, "\r\n");
  g_string_append_len (out, g_bytes_get_data (exchange->answer, NULL),
                       (gssize) g_bytes_get_size (exchange->answer));
  soup_message_headers_unref (headers);
  return g_string_free_to_bytes (out);
}

/* Refuses a request whose body has not been read.  libsoup would read it first, unless the client
 * waits to be told to send it. */
static void
refuse (UaDirServer       *self,
        SoupServerMessage *msg,
        UaDirExchange     *exchange)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (msg);
  UaDirStream *stream = ua_dir_listener_find (self->listener, msg);

  log_request (self, exchange, g_get_monotonic_time ());
  if ((soup_message_headers_get_expectations (headers) & SOUP_EXPECTATION_CONTINUE) != 0)
    {
      set_answer (self, msg, exchange);
      soup_message_headers_replace (soup_server_message_get_response_headers (msg), "Connection",
                                    "close");
    }
  else if (stream != NULL)
    {
      g_autoptr(GBytes) refusal = write_refusal (self, exchange);

      /* With a status it is not carried out, whatever libsoup takes for its body. */
      soup_server_message_set_status (msg, exchange->status, NULL);
      ua_dir_stream_refuse (stream, refusal);
    }
}

static void
refuse_with (UaDirServer       *self,
             SoupServerMessage *msg,
             UaDirError         code,
             const char        *detail)
{
  g_autoptr(UaDirExchange) exchange = ua_dir_exchange_new (soup_server_message_get_method (msg));
  g_autoptr(GError) error = g_error_new_literal (UA_DIR_ERROR, (int) code, detail);

  ua_dir_exchange_fail (exchange, error);
  refuse (self, msg, exchange);
}

/* Whoever may send a body does so once there is room for it. */
static gboolean
admit (Visit *visit)
{
  UaDirServer *self = visit->server;

  if (visit->n_expected > MAX_BODIES - self->n_reserved)
    {
      g_autoptr(GError) error =
        g_error_new_literal (UA_DIR_ERROR, UA_DIR_ERROR_UNAVAILABLE,
                             "Too many bodies are arriving at once");

      ua_dir_exchange_fail (visit->exchange, error);
      return FALSE;
    }
  visit->n_reserved = visit->n_expected;
  self->n_reserved += visit->n_reserved;
  visit->exchange->awaits_body = FALSE;
  return TRUE;
}

/* Has the body read where it may be; else the request is refused and gone. */
static void
decide_on_body (Visit *visit)
{
  UaDirServer *self = visit->server;

  if (visit->exchange->status == 0 && admit (visit))
    {
      g_hash_table_insert (self->awaited, visit->msg, visit);
      enter (self, visit->msg, UA_DIR_STREAM_BODY, 0);
      return;
    }
  refuse (self, visit->msg, visit->exchange);
  visit_free (visit);
}

static void
visit_ended_cb (gpointer item,
                gpointer user_data)
{
  Visit *visit = item;
  UaDirServer *self = user_data;
  g_autoptr(SoupServerMessage) msg = g_object_ref (visit->msg);

  /* Not so when the service is being closed. */
  if (self->listener == NULL)
    {
      visit_free (visit);
      return;
    }
  ua_dir_known_note (self->known, visit->exchange->authorization, visit->exchange->recognized,
                     g_get_monotonic_time ());
  if (visit->exchange->awaits_body)
    {
      decide_on_body (visit);
    }
  else
    {
      set_answer (self, msg, visit->exchange);
      log_request (self, visit->exchange, visit->started);
      visit_free (visit);
    }
  soup_server_message_unpause (msg);
}

/* On some other thread; all of libsoup stays on the main one. */
static void
exchange_finished_cb (UaDirExchange *exchange,
                      gpointer       user_data)
{
  Visit *visit = user_data;

  ua_dir_hand_back_push (visit->server->ended, visit);
}

static UaDirExchange *
read_request (SoupServerMessage  *msg,
              GError            **error)
{
  UaDirExchange *exchange = ua_dir_exchange_new (soup_server_message_get_method (msg));
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (msg);
  GUri *uri = soup_server_message_get_uri (msg);

  exchange->authorization = g_strdup (soup_message_headers_get_one (headers, "Authorization"));
  exchange->if_match = g_strdup (soup_message_headers_get_list (headers, "If-Match"));
  exchange->if_none_match = g_strdup (soup_message_headers_get_list (headers, "If-None-Match"));
  exchange->idempotency_key =
    g_strdup (soup_message_headers_get_one (headers, "Idempotency-Key"));
  exchange->accept = g_strdup (soup_message_headers_get_list (headers, "Accept"));
  exchange->content_type = g_strdup (soup_message_headers_get_content_type (headers, NULL));
  exchange->cookie = g_strdup (soup_message_headers_get_list (headers, "Cookie"));
  exchange->accept_language =
    g_strdup (soup_message_headers_get_list (headers, "Accept-Language"));
  exchange->is_page = ua_dir_page_owns (g_uri_get_path (uri));
  if (ua_dir_exchange_set_path (exchange, exchange->is_page ? "" : UA_DIR_BASE_PATH,
                                g_uri_get_path (uri), error))
    ua_dir_exchange_set_query (exchange, g_uri_get_query (uri), error);
  return exchange;
}

static void
hand_in (Visit *visit)
{
  enter (visit->server, visit->msg, UA_DIR_STREAM_ASKED, 0);
  visit->exchange->finished = exchange_finished_cb;
  visit->exchange->finished_data = visit;
  soup_server_message_pause (visit->msg);
  ua_dir_service_handle (visit->server->service, visit->exchange);
}

/* Everything else than the address is looked at only once the actor is known. */
static void
request_arrived_cb (SoupServer        *soup,
                    SoupServerMessage *msg,
                    const char        *path,
                    GHashTable        *query,
                    gpointer           user_data)
{
  UaDirServer *self = user_data;
  SoupMessageBody *body = soup_server_message_get_request_body (msg);
  Visit *visit = g_hash_table_lookup (self->awaited, msg);
  g_autoptr(GError) error = NULL;
  UaDirExchange *exchange;

  /* libsoup would answer a range of the body, which is of no use here. */
  soup_message_headers_remove (soup_server_message_get_request_headers (msg), "Range");
  if (visit != NULL)
    {
      g_hash_table_steal (self->awaited, msg);
      if (body->length > 0)
        visit->exchange->body = soup_message_body_flatten (body);
      hand_in (visit);
      return;
    }
  exchange = read_request (msg, &error);
  if (error == NULL)
    {
      hand_in (visit_new (self, msg, exchange));
      return;
    }
  ua_dir_exchange_fail (exchange, error);
  set_answer (self, msg, exchange);
  log_request (self, exchange, g_get_monotonic_time ());
  ua_dir_exchange_free (exchange);
}

static void
chunk_arrived_cb (SoupServerMessage *msg,
                  GBytes            *chunk,
                  gpointer           user_data)
{
  UaDirServer *self = user_data;
  Visit *visit = g_hash_table_lookup (self->awaited, msg);

  if (visit == NULL)
    return;
  visit->n_arrived += g_bytes_get_size (chunk);
  if (visit->n_arrived <= MAX_BODY)
    return;
  refuse_with (self, msg, UA_DIR_ERROR_TOO_LARGE, "The body is too large");
  g_hash_table_remove (self->awaited, msg);
}

/* What could be understood in two ways is the way to smuggle requests (RFC 9112, section 11.2). */
static gboolean
is_ambiguous (SoupMessageHeaders *headers)
{
  const char *length = soup_message_headers_get_list (headers, "Content-Length");
  const char *coding = soup_message_headers_get_list (headers, "Transfer-Encoding");
  const char *host = soup_message_headers_get_list (headers, "Host");

  return (length != NULL && coding != NULL) || (host != NULL && strchr (host, ',') != NULL) ||
         (length != NULL && (*length == '\0' ||
                             strspn (length, "0123456789") != strlen (length)));
}

/* Before a body is read it is asked who sends it. */
static void
headers_arrived_cb (SoupServer        *soup,
                    SoupServerMessage *msg,
                    const char        *path,
                    GHashTable        *query,
                    gpointer           user_data)
{
  UaDirServer *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (msg);
  gboolean is_chunked = soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CHUNKED;
  const char *length = soup_message_headers_get_one (headers, "Content-Length");
  g_autoptr(GError) error = NULL;
  guint64 size = 0;
  UaDirExchange *exchange;
  Visit *visit;

  if (is_ambiguous (headers))
    {
      refuse_with (self, msg, UA_DIR_ERROR_BAD_REQUEST, "It is not clear where the body ends");
      return;
    }
  if (length != NULL && !g_ascii_string_to_unsigned (length, 10, 0, MAX_BODY, &size, NULL))
    {
      refuse_with (self, msg, UA_DIR_ERROR_TOO_LARGE, "The body is too large");
      return;
    }
  if (!is_chunked && size == 0)
    return;
  exchange = read_request (msg, &error);
  if (error != NULL)
    {
      ua_dir_exchange_fail (exchange, error);
      refuse (self, msg, exchange);
      ua_dir_exchange_free (exchange);
      return;
    }
  if (exchange->is_page && (is_chunked || size > UA_DIR_PAGE_MAX_BODY))
    {
      refuse_with (self, msg, UA_DIR_ERROR_TOO_LARGE, "The form is too large");
      ua_dir_exchange_free (exchange);
      return;
    }
  visit = visit_new (self, msg, exchange);
  visit->n_expected = is_chunked ? MAX_BODY : (gsize) size;
  exchange->awaits_body = TRUE;
  g_signal_connect (msg, "got-chunk", G_CALLBACK (chunk_arrived_cb), self);
  if (visit->n_expected <= SMALL_BODY &&
      ua_dir_known_has (self->known, exchange->authorization, visit->started))
    decide_on_body (visit);
  else
    hand_in (visit);
}

static void
report_finished (UaDirServer *self)
{
  GSourceFunc finished = self->finished;

  if (finished == NULL || ua_dir_listener_count_work (self->listener) > 0)
    return;
  self->finished = NULL;
  g_clear_handle_id (&self->finish_id, g_source_remove);
  finished (self->finished_data);
}

static gboolean
finish_overdue_cb (gpointer user_data)
{
  UaDirServer *self = user_data;
  GSourceFunc finished = g_steal_pointer (&self->finished);

  self->finish_id = 0;
  finished (self->finished_data);
  return G_SOURCE_REMOVE;
}

static void
request_ended_cb (SoupServer        *soup,
                  SoupServerMessage *msg,
                  gpointer           user_data)
{
  UaDirServer *self = user_data;

  g_hash_table_remove (self->awaited, msg);
  enter (self, msg, UA_DIR_STREAM_IDLE, 0);
}

static void
request_late_cb (UaDirStream *stream,
                 gpointer     user_data)
{
  UaDirServer *self = user_data;
  g_autoptr(UaDirExchange) exchange = ua_dir_exchange_new ("-");
  g_autoptr(GError) error = g_error_new_literal (UA_DIR_ERROR, UA_DIR_ERROR_TIMED_OUT,
                                                 "The request took too long to arrive");
  g_autoptr(GBytes) refusal = NULL;

  ua_dir_exchange_fail (exchange, error);
  log_request (self, exchange, g_get_monotonic_time ());
  refusal = write_refusal (self, exchange);
  ua_dir_stream_refuse (stream, refusal);
}

static void
stream_released_cb (UaDirStream *stream,
                    gpointer     user_data)
{
  UaDirServer *self = user_data;

  if (self->listener == NULL)
    return;
  ua_dir_listener_forget (self->listener, stream);
  report_finished (self);
}

static const UaDirStreamFuncs stream_funcs = {
  .late = request_late_cb,
  .released = stream_released_cb,
};

/**
 * ua_dir_server_new:
 * @store: the database, not yet started, which must outlive the server's threads
 * @options: where to listen and how
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a server that accepts connections, or %NULL with an error
 *
 * Main thread.
 */
UaDirServer *
ua_dir_server_new (UaDirStore          *store,
                   const UaDirOptions  *options,
                   GError             **error)
{
  g_autoptr(UaDirServer) self = g_new0 (UaDirServer, 1);
  g_autofree char *base_uri = NULL;

  self->log = options->log;
  self->awaited = g_hash_table_new_full (NULL, NULL, NULL, visit_free);
  self->known = ua_dir_known_new ();
  self->ended = ua_dir_hand_back_new (visit_ended_cb, self);
  self->soup = soup_server_new ("server-header", NULL, "raw-paths", TRUE, NULL);
  soup_server_add_early_handler (self->soup, NULL, headers_arrived_cb, self, NULL);
  soup_server_add_handler (self->soup, NULL, request_arrived_cb, self, NULL);
  g_signal_connect (self->soup, "request-finished", G_CALLBACK (request_ended_cb), self);
  g_signal_connect (self->soup, "request-aborted", G_CALLBACK (request_ended_cb), self);

  self->listener = ua_dir_listener_new (self->soup, options, &stream_funcs, self, error);
  if (self->listener == NULL)
    return NULL;
  base_uri = ua_dir_listener_get_base_uri (self->listener, UA_DIR_BASE_PATH);
  self->service = ua_dir_service_new (store, base_uri, options->plain, options->rate,
                                      error);
  if (self->service == NULL || !ua_dir_store_start (store, error))
    return NULL;
  self->clock = ua_dir_clock_new (self->service);
  ua_dir_page_read_ahead (self->service, &ua_dir_user_kind);
  return g_steal_pointer (&self);
}

/**
 * ua_dir_server_finish:
 * @self: a server
 * @finished: called once no request is under way, at once or after some seconds at most; what it
 *   returns does not matter
 * @user_data: for @finished
 *
 * Stops accepting connections and lets the requests that are under way end.
 *
 * Main thread.
 */
void
ua_dir_server_finish (UaDirServer *self,
                      GSourceFunc  finished,
                      gpointer     user_data)
{
  if (self->finished_data != NULL)
    return;
  self->finished_data = user_data;
  ua_dir_listener_finish (self->listener);
  self->finished = finished;
  self->finish_id = g_timeout_add_seconds (FINISH_SECONDS, finish_overdue_cb, self);
  report_finished (self);
}

/**
 * ua_dir_server_close:
 * @self: a server
 *
 * Lets go of the connections.  What is still being carried out ends with the store.
 */
void
ua_dir_server_close (UaDirServer *self)
{
  g_clear_handle_id (&self->finish_id, g_source_remove);
  self->finished = NULL;
  if (self->clock != NULL)
    ua_dir_clock_stop (self->clock);
  if (self->service != NULL)
    ua_dir_service_stop (self->service);
  g_signal_handlers_disconnect_by_data (self->soup, self);
  g_clear_pointer (&self->listener, ua_dir_listener_free);
}

/**
 * ua_dir_server_free:
 * @self: (transfer full) (nullable): a server whose store is closed
 */
void
ua_dir_server_free (UaDirServer *self)
{
  if (self == NULL)
    return;
  ua_dir_server_close (self);
  g_clear_pointer (&self->clock, ua_dir_clock_free);
  g_clear_pointer (&self->service, ua_dir_service_free);
  g_clear_pointer (&self->ended, ua_dir_hand_back_free);
  g_clear_object (&self->soup);
  g_hash_table_unref (self->awaited);
  ua_dir_known_free (self->known);
  g_free (self);
}

/**
 * ua_dir_server_get_name:
 * @self: a server
 *
 * Returns: (transfer full): where it listens
 */
char *
ua_dir_server_get_name (UaDirServer *self)
{
  return ua_dir_listener_get_name (self->listener, UA_DIR_BASE_PATH);
}
