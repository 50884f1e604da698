/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-directory"

#include "ua-dir-server.h"

#include "ua-dir-listener.h"
#include "ua-dir-service.h"

#include <libsoup/soup.h>

#define CONTENT_TYPE "application/scim+json"
#define CHALLENGE "Bearer realm=\"useradmin-directory\", " \
                  "Basic realm=\"useradmin-directory\", charset=\"UTF-8\""
#define MAX_BODY ((gsize) 16 * 1024 * 1024)
/* Of a body that is too large so much more is read and thrown away, so that the answer arrives. */
#define MAX_DRAIN ((gsize) 16 * 1024 * 1024)
#define RETRY_SECONDS "1"
#define FINISH_SECONDS 3

/* What is known of a request while its body arrives. */
typedef struct
{
  gsize n_bytes;
  gboolean refused;
} Arrival;

struct _UaDirServer
{
  SoupServer *soup;        /* (owned) */
  UaDirListener *listener; /* (owned) (nullable) */
  UaDirService *service;   /* (owned) */
  GHashTable *arrivals;    /* (owned), SoupServerMessage (unowned) to Arrival (owned) */
  gboolean log;
  GSourceFunc finished;    /* (nullable) */
  gpointer finished_data;  /* (unowned) */
  guint finish_id;
};

/* A request that is being carried out on other threads. */
typedef struct
{
  UaDirServer *server;     /* (unowned) */
  SoupServerMessage *msg;  /* (owned) */
  UaDirExchange *exchange; /* (owned) */
  gint64 started;          /* monotonic microseconds */
} Visit;

static void
log_request (UaDirServer       *self,
             SoupServerMessage *msg,
             UaDirExchange     *exchange,
             gint64             started)
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
set_answer (SoupServerMessage *msg,
            UaDirExchange     *exchange)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (msg);

  soup_server_message_set_status (msg, exchange->status, NULL);
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
  if (exchange->status == SOUP_STATUS_SERVICE_UNAVAILABLE)
    soup_message_headers_replace (headers, "Retry-After", RETRY_SECONDS);
  /* libsoup 3.2 does not let go of a connection that the other side ends between two requests,
   * so each carries one. */
  soup_message_headers_replace (headers, "Connection", "close");
  if (exchange->answer != NULL)
    {
      const char *type = ua_dir_exchange_get_type (exchange);

      soup_message_headers_set_content_type (headers, type != NULL ? type : CONTENT_TYPE, NULL);
      soup_message_body_append_bytes (soup_server_message_get_response_body (msg),
                                      exchange->answer);
    }
  else
    {
      g_signal_connect (msg, "wrote-headers", G_CALLBACK (bare_headers_sent_cb), NULL);
    }
}

static gboolean
visit_ended_cb (gpointer data)
{
  Visit *visit = data;

  set_answer (visit->msg, visit->exchange);
  log_request (visit->server, visit->msg, visit->exchange, visit->started);
  soup_server_message_unpause (visit->msg);
  g_object_unref (visit->msg);
  ua_dir_exchange_free (visit->exchange);
  g_free (visit);
  return G_SOURCE_REMOVE;
}

/* On some other thread; all of libsoup stays on the main one. */
static void
exchange_finished_cb (UaDirExchange *exchange,
                      gpointer       user_data)
{
  g_main_context_invoke_full (NULL, G_PRIORITY_DEFAULT, visit_ended_cb, user_data, NULL);
}

static UaDirExchange *
read_request (SoupServerMessage  *msg,
              GError            **error)
{
  UaDirExchange *exchange = ua_dir_exchange_new (soup_server_message_get_method (msg));
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (msg);
  SoupMessageBody *body = soup_server_message_get_request_body (msg);
  GUri *uri = soup_server_message_get_uri (msg);

  exchange->authorization = g_strdup (soup_message_headers_get_one (headers, "Authorization"));
  exchange->if_match = g_strdup (soup_message_headers_get_list (headers, "If-Match"));
  exchange->if_none_match = g_strdup (soup_message_headers_get_list (headers, "If-None-Match"));
  exchange->idempotency_key =
    g_strdup (soup_message_headers_get_one (headers, "Idempotency-Key"));
  exchange->accept = g_strdup (soup_message_headers_get_list (headers, "Accept"));
  exchange->content_type = g_strdup (soup_message_headers_get_content_type (headers, NULL));
  if (body->length > 0)
    exchange->body = soup_message_body_flatten (body);
  if (ua_dir_exchange_set_path (exchange, UA_DIR_BASE_PATH, g_uri_get_path (uri), error))
    ua_dir_exchange_set_query (exchange, g_uri_get_query (uri), error);
  return exchange;
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
  g_autoptr(GError) error = NULL;
  UaDirExchange *exchange = read_request (msg, &error);
  Visit *visit;

  /* libsoup would answer a range of the body, which is of no use here. */
  soup_message_headers_remove (soup_server_message_get_request_headers (msg), "Range");
  if (error != NULL)
    {
      ua_dir_exchange_fail (exchange, error);
      set_answer (msg, exchange);
      log_request (self, msg, exchange, g_get_monotonic_time ());
      ua_dir_exchange_free (exchange);
      return;
    }
  visit = g_new0 (Visit, 1);
  visit->server = self;
  visit->msg = g_object_ref (msg);
  visit->exchange = exchange;
  visit->started = g_get_monotonic_time ();
  exchange->finished = exchange_finished_cb;
  exchange->finished_data = visit;
  soup_server_message_pause (msg);
  ua_dir_service_handle (self->service, exchange);
}

static void
refuse_body (SoupServerMessage *msg,
             Arrival           *arrival)
{
  g_autoptr(UaDirExchange) exchange = ua_dir_exchange_new ("");
  g_autoptr(GError) error =
    g_error_new_literal (UA_DIR_ERROR, UA_DIR_ERROR_TOO_LARGE, "The body is too large");
  SoupMessageBody *body = soup_server_message_get_request_body (msg);

  arrival->refused = TRUE;
  soup_message_body_set_accumulate (body, FALSE);
  soup_message_body_truncate (body);
  ua_dir_exchange_fail (exchange, error);
  set_answer (msg, exchange);
}

static void
chunk_arrived_cb (SoupServerMessage *msg,
                  GBytes            *chunk,
                  gpointer           user_data)
{
  UaDirServer *self = user_data;
  Arrival *arrival = g_hash_table_lookup (self->arrivals, msg);

  if (arrival == NULL)
    return;
  arrival->n_bytes += g_bytes_get_size (chunk);
  if (!arrival->refused && arrival->n_bytes > MAX_BODY)
    refuse_body (msg, arrival);
  if (arrival->n_bytes > MAX_BODY + MAX_DRAIN)
    ua_dir_listener_cut (self->listener, msg);
}

static void
headers_arrived_cb (SoupServer        *soup,
                    SoupServerMessage *msg,
                    const char        *path,
                    GHashTable        *query,
                    gpointer           user_data)
{
  UaDirServer *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (msg);
  Arrival *arrival = g_new0 (Arrival, 1);

  g_hash_table_insert (self->arrivals, msg, arrival);
  g_signal_connect (msg, "got-chunk", G_CALLBACK (chunk_arrived_cb), self);
  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH &&
      soup_message_headers_get_content_length (headers) > (goffset) MAX_BODY)
    refuse_body (msg, arrival);
}

static void
report_finished (UaDirServer *self)
{
  GSourceFunc finished = self->finished;

  if (finished == NULL || g_hash_table_size (self->arrivals) > 0)
    return;
  self->finished = NULL;
  g_clear_handle_id (&self->finish_id, g_source_remove);
  finished (self->finished_data);
}

static gboolean
finish_overdue_cb (gpointer user_data)
{
  UaDirServer *self = user_data;

  self->finish_id = 0;
  g_hash_table_remove_all (self->arrivals);
  report_finished (self);
  return G_SOURCE_REMOVE;
}

static void
request_ended_cb (SoupServer        *soup,
                  SoupServerMessage *msg,
                  gpointer           user_data)
{
  UaDirServer *self = user_data;

  g_hash_table_remove (self->arrivals, msg);
  report_finished (self);
}

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
  self->arrivals = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->soup = soup_server_new ("server-header", NULL, "raw-paths", TRUE, NULL);
  soup_server_add_early_handler (self->soup, NULL, headers_arrived_cb, self, NULL);
  soup_server_add_handler (self->soup, NULL, request_arrived_cb, self, NULL);
  g_signal_connect (self->soup, "request-finished", G_CALLBACK (request_ended_cb), self);
  g_signal_connect (self->soup, "request-aborted", G_CALLBACK (request_ended_cb), self);

  self->listener = ua_dir_listener_new (self->soup, options, error);
  if (self->listener == NULL)
    return NULL;
  base_uri = ua_dir_listener_get_base_uri (self->listener, UA_DIR_BASE_PATH);
  self->service = ua_dir_service_new (store, base_uri, options->plain, error);
  if (self->service == NULL || !ua_dir_store_start (store, error))
    return NULL;
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
  if (self->finish_id != 0)
    return;
  ua_dir_listener_stop (self->listener);
  self->finished = finished;
  self->finished_data = user_data;
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
  g_clear_pointer (&self->service, ua_dir_service_free);
  g_clear_object (&self->soup);
  g_hash_table_unref (self->arrivals);
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
