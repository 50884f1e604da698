/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The exchange with a server that fails, lies, redirects or floods (faults N1, N4, S1, S3). */
#include "scripted-server.h"
#include "ua-error.h"
#include "ua-http.h"

#include <string.h>

#define TOKEN "canary-7f3a91"

static const UaHttpLimits quick_limits = {
  .max_body = 1024 * 1024,
  .idle_seconds = 30,
  .total_ms = 30000,
  .patience_ms = 10000,
  .max_tries = 3,
  .backoff_ms = 2,
  .max_wait_ms = 2000,
};

/* What one test has. */
typedef struct
{
  ScriptedServer *server;
  UaHttp *http;
} Fixture;

static void
set_up (Fixture         *fixture,
        ScriptedHandler  handler,
        gpointer         user_data)
{
  g_autofree char *address = NULL;
  g_autoptr (UaCredentials) credentials = ua_credentials_new_token (TOKEN);

  fixture->server = scripted_server_new (handler, user_data);
  address = scripted_server_get_address (fixture->server, "127.0.0.1", "/scim/v2");
  fixture->http = ua_http_new (address, NULL);
  ua_http_set_limits (fixture->http, &quick_limits);
  ua_http_set_credentials (fixture->http, credentials);
}

static void
tear_down (Fixture *fixture)
{
  GObject *http = G_OBJECT (fixture->http);

  g_object_add_weak_pointer (http, (gpointer *) &http);
  g_object_unref (fixture->http);
  while (http != NULL && g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (http);
  scripted_server_free (fixture->server);
}

static UaHttpResponse *
send_request (UaHttp         *http,
              UaHttpRequest  *request,
              GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ua_http_send_async (http, request, NULL, result_arrived_cb, &result);
  return ua_http_send_finish (http, await_result (&result), error);
}

static UaHttpResponse *
get (UaHttp      *http,
     const char  *target,
     GError     **error)
{
  return send_request (http, ua_http_request_new ("GET", target), error);
}

static void
assert_get_fails (UaHttp     *http,
                  const char *target,
                  UaError     code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UaHttpResponse) response = get (http, target, &error);

  g_assert_error (error, UA_ERROR, (int) code);
  g_assert_null (response);
  g_assert_null (strstr (error->message, TOKEN));
}

/* What is sent and what comes. */

static void
echo_handler (ScriptedServer        *server,
              SoupServerMessage     *message,
              const ScriptedRequest *request,
              guint                  n,
              gpointer               user_data)
{
  scripted_reply_header (message, "ETag", "W/\"7\"");
  scripted_reply_header (message, "Location", "/scim/v2/Users/1");
  scripted_reply_header (message, "Set-Cookie", "track=me");
  scripted_reply (message, 200, "application/scim+json; charset=utf-8", "{}");
}

static void
test_exchange (void)
{
  Fixture fixture;
  g_autoptr (GError) error = NULL;
  g_autoptr (UaHttpResponse) response = NULL;
  g_autoptr (UaHttpResponse) second = NULL;
  UaHttpRequest *request = ua_http_request_new ("PATCH", "/Users/1");
  const ScriptedRequest *seen;

  set_up (&fixture, echo_handler, NULL);
  request->body = g_bytes_new_static ("{\"a\":1}", 7);
  request->if_match = g_strdup ("W/\"6\"");
  request->key = g_strdup ("0b54-77");
  response = send_request (fixture.http, request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, 200);
  g_assert_cmpstr (response->etag, ==, "W/\"7\"");
  g_assert_cmpstr (response->content_type, ==, "application/scim+json");
  g_assert_cmpstr (response->location, ==, "/scim/v2/Users/1");
  g_assert_cmpuint (g_bytes_get_size (response->body), ==, 2);

  seen = scripted_server_get_nth (fixture.server, 0);
  g_assert_cmpstr (seen->method, ==, "PATCH");
  g_assert_cmpstr (seen->target, ==, "/scim/v2/Users/1");
  g_assert_cmpstr (seen->authorization, ==, "Bearer " TOKEN);
  g_assert_cmpstr (seen->if_match, ==, "W/\"6\"");
  g_assert_cmpstr (seen->key, ==, "0b54-77");
  g_assert_cmpstr (seen->content_type, ==, "application/scim+json");
  g_assert_cmpstr (seen->body, ==, "{\"a\":1}");

  second = get (fixture.http, "/Users/1", &error);
  g_assert_no_error (error);
  g_assert_null (scripted_server_get_nth (fixture.server, 1)->cookie);
  tear_down (&fixture);
}

/* A version comes from a server, maybe long ago: it must not be able to add headers. */
static void
test_header_injection (void)
{
  Fixture fixture;
  g_autoptr (GError) error = NULL;
  g_autoptr (UaHttpResponse) response = NULL;
  UaHttpRequest *request = ua_http_request_new ("GET", "/Users/1");

  set_up (&fixture, echo_handler, NULL);
  request->if_none_match = g_strdup ("\"1\"\r\nX-Evil: 1");
  request->key = g_strdup ("\xc3\xa9");
  response = send_request (fixture.http, request, &error);
  g_assert_no_error (error);
  g_assert_null (scripted_server_get_nth (fixture.server, 0)->if_none_match);
  g_assert_null (scripted_server_get_nth (fixture.server, 0)->key);
  tear_down (&fixture);
}

static void
unauthorized_handler (ScriptedServer        *server,
                      SoupServerMessage     *message,
                      const ScriptedRequest *request,
                      guint                  n,
                      gpointer               user_data)
{
  scripted_reply_header (message, "WWW-Authenticate", "Basic realm=\"x\"");
  scripted_reply (message, 401, "text/plain", "no");
}

/* Neither asked for again nor sent twice; user name and password go as UTF-8. */
static void
test_unauthorized (void)
{
  Fixture fixture;
  g_autoptr (GError) error = NULL;
  g_autoptr (UaHttpResponse) response = NULL;
  g_autoptr (UaCredentials) basic = ua_credentials_new_basic ("ana", "p\xc3\xa4ss");

  set_up (&fixture, unauthorized_handler, NULL);
  ua_http_set_credentials (fixture.http, basic);
  response = get (fixture.http, "/Me", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, 401);
  g_assert_cmpuint (scripted_server_get_n (fixture.server), ==, 1);
  g_assert_cmpstr (scripted_server_get_nth (fixture.server, 0)->authorization, ==,
                   "Basic YW5hOnDDpHNz");
  tear_down (&fixture);
}

/* Sending again. */

typedef struct
{
  guint status;
  const char *retry_after;
  guint n_failures;
} Busy;

static void
busy_handler (ScriptedServer        *server,
              SoupServerMessage     *message,
              const ScriptedRequest *request,
              guint                  n,
              gpointer               user_data)
{
  const Busy *busy = user_data;

  if (n >= busy->n_failures)
    {
      scripted_reply (message, 200, "application/scim+json", "{}");
      return;
    }
  if (busy->retry_after != NULL)
    scripted_reply_header (message, "Retry-After", busy->retry_after);
  scripted_reply (message, busy->status, "text/plain", "later");
}

static void
test_busy_then_fine (void)
{
  static const Busy cases[] = {
    { 429, NULL, 1 }, { 429, "0", 2 }, { 429, "1", 1 }, { 429, "garbage", 2 },
    { 503, "Sun, 06 Nov 1994 08:49:37 GMT", 2 }, { 500, NULL, 2 }, { 502, NULL, 1 },
    { 504, NULL, 1 }, { 408, NULL, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture fixture;
      g_autoptr (GError) error = NULL;
      g_autoptr (UaHttpResponse) response = NULL;
      Busy busy = cases[i];
      gint64 start = g_get_monotonic_time ();

      set_up (&fixture, busy_handler, &busy);
      response = get (fixture.http, "/Users", &error);
      g_assert_no_error (error);
      g_assert_cmpuint (response->status, ==, 200);
      g_assert_cmpuint (scripted_server_get_n (fixture.server), ==, busy.n_failures + 1);
      g_assert_cmpuint (ua_http_get_retry_after (fixture.http), ==, 0);
      if (g_strcmp0 (busy.retry_after, "1") == 0)
        g_assert_cmpint (g_get_monotonic_time () - start, >=, G_USEC_PER_SEC);
      tear_down (&fixture);
    }
}

/* Where the wait is too long to sit through, who called is told how long it is. */
static void
test_busy_for_long (void)
{
  static const struct
  {
    const char *retry_after;
    guint seconds;
  } cases[] = { { "60", 60 }, { "1000000000", 300 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture fixture;
      Busy busy = { 429, cases[i].retry_after, 1000 };
      g_autoptr (GError) error = NULL;
      g_autoptr (UaHttpResponse) response = NULL;

      set_up (&fixture, busy_handler, &busy);
      response = get (fixture.http, "/Users", &error);
      g_assert_no_error (error);
      g_assert_cmpuint (response->status, ==, 429);
      g_assert_cmpuint (scripted_server_get_n (fixture.server), ==, 1);
      g_assert_cmpuint (ua_http_get_retry_after (fixture.http), <=, cases[i].seconds);
      g_assert_cmpuint (ua_http_get_retry_after (fixture.http), >=, cases[i].seconds - 1);
      tear_down (&fixture);
    }
}

static void
test_tries_are_bounded (void)
{
  Fixture fixture;
  Busy busy = { 503, NULL, 1000 };
  g_autoptr (GError) error = NULL;
  g_autoptr (UaHttpResponse) response = NULL;

  set_up (&fixture, busy_handler, &busy);
  response = get (fixture.http, "/Users", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, 503);
  g_assert_cmpuint (scripted_server_get_n (fixture.server), ==, quick_limits.max_tries);
  tear_down (&fixture);
}

/* How often a write is sent: again only when the server surely did not do it (N2). */
static void
test_writes_again (void)
{
  static const struct
  {
    guint status;
    const char *key;
    guint n_sent;
  } cases[] = {
    { 429, NULL, 1 }, { 429, "k", 3 }, { 503, NULL, 1 }, { 503, "k", 3 },
    { 500, NULL, 1 }, { 500, "k", 1 }, { 502, "k", 1 }, { 504, "k", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture fixture;
      Busy busy = { cases[i].status, NULL, 1000 };
      UaHttpRequest *request = ua_http_request_new ("POST", "/Users");
      g_autoptr (GError) error = NULL;
      g_autoptr (UaHttpResponse) response = NULL;

      set_up (&fixture, busy_handler, &busy);
      request->body = g_bytes_new_static ("{}", 2);
      request->key = g_strdup (cases[i].key);
      response = send_request (fixture.http, request, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (response->status, ==, cases[i].status);
      g_assert_cmpuint (scripted_server_get_n (fixture.server), ==, cases[i].n_sent);
      tear_down (&fixture);
    }
}

/* Failures on the wire. */

static const char cut_head[] = "HTTP/1.1 200 OK\r\nContent-Type: appli";
static const char cut_body[] = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                               "Content-Length: 100\r\n\r\n{\"Resources\":[";
static const char cut_chunk[] = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                "20\r\n{\"Resources\":[";
static const char cut_gzip[] = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n"
                               "Content-Length: 100\r\n\r\n\x1f\x8b\x08\0\0\0\0\0\0\x03\xab\x56";
static const char no_http[] = "220 mail.brackwater.example ESMTP\r\n\r\n";

typedef struct
{
  const char *bytes;
  gsize length;
} Raw;

static void
raw_handler (ScriptedServer        *server,
             SoupServerMessage     *message,
             const ScriptedRequest *request,
             guint                  n,
             gpointer               user_data)
{
  const Raw *raw = user_data;

  scripted_reply_raw (message, raw->bytes, raw->length);
}

static void
test_cut (void)
{
  static const struct
  {
    Raw raw;
    UaError code;
    guint n_sent;
  } cases[] = {
    { { "", 0 }, UA_ERROR_OFFLINE, 3 },
    { { cut_head, sizeof cut_head - 1 }, UA_ERROR_PROTOCOL, 3 },
    { { cut_body, sizeof cut_body - 1 }, UA_ERROR_OFFLINE, 3 },
    { { cut_chunk, sizeof cut_chunk - 1 }, UA_ERROR_OFFLINE, 3 },
    { { cut_gzip, sizeof cut_gzip - 1 }, UA_ERROR_OFFLINE, 3 },
    { { no_http, sizeof no_http - 1 }, UA_ERROR_PROTOCOL, 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture fixture;
      Raw raw = cases[i].raw;

      g_test_message ("case %u", i);
      set_up (&fixture, raw_handler, &raw);
      assert_get_fails (fixture.http, "/Users", cases[i].code);
      g_assert_cmpuint (scripted_server_get_n (fixture.server), ==, cases[i].n_sent);
      tear_down (&fixture);
    }
}

/* A write whose answer is lost may have been done: it is not sent again by itself. */
static void
test_cut_write (void)
{
  Fixture fixture;
  Raw raw = { "", 0 };
  UaHttpRequest *request = ua_http_request_new ("PATCH", "/Users/1");
  g_autoptr (GError) error = NULL;
  g_autoptr (UaHttpResponse) response = NULL;

  set_up (&fixture, raw_handler, &raw);
  request->body = g_bytes_new_static ("{}", 2);
  request->key = g_strdup ("k");
  response = send_request (fixture.http, request, &error);
  g_assert_error (error, UA_ERROR, UA_ERROR_OFFLINE);
  g_assert_null (response);
  g_assert_cmpuint (scripted_server_get_n (fixture.server), ==, 1);
  tear_down (&fixture);
}

static void
test_refused (void)
{
  Fixture fixture;
  g_autofree char *address = NULL;
  g_autoptr (UaHttp) http = NULL;

  set_up (&fixture, echo_handler, NULL);
  address = scripted_server_get_address (fixture.server, "127.0.0.1", "");
  tear_down (&fixture);
  http = ua_http_new (address, NULL);
  ua_http_set_limits (http, &quick_limits);
  assert_get_fails (http, "/Users", UA_ERROR_OFFLINE);
}

static void
silent_handler (ScriptedServer        *server,
                SoupServerMessage     *message,
                const ScriptedRequest *request,
                guint                  n,
                gpointer               user_data)
{
  GIOStream **kept = user_data;

  g_clear_object (kept);
  *kept = soup_server_message_steal_connection (message);
}

static void
test_silence (void)
{
  Fixture fixture;
  g_autoptr (GIOStream) kept = NULL;
  UaHttpLimits limits = quick_limits;

  limits.total_ms = 50;
  set_up (&fixture, silent_handler, &kept);
  ua_http_set_limits (fixture.http, &limits);
  assert_get_fails (fixture.http, "/Users", UA_ERROR_OFFLINE);
  g_assert_cmpuint (scripted_server_get_n (fixture.server), ==, 3);

  /* Who has waited for long does not want to wait as long again. */
  limits.patience_ms = 50;
  ua_http_set_limits (fixture.http, &limits);
  assert_get_fails (fixture.http, "/Users", UA_ERROR_OFFLINE);
  g_assert_cmpuint (scripted_server_get_n (fixture.server), ==, 4);

  limits.total_ms = 30000;
  limits.idle_seconds = 1;
  ua_http_set_limits (fixture.http, &limits);
  assert_get_fails (fixture.http, "/Users", UA_ERROR_OFFLINE);
  tear_down (&fixture);
}

/* A byte now and then, so that the server never counts as silent. */

static gboolean
trickle_due_cb (gpointer user_data)
{
  GIOStream *connection = user_data;
  static const char piece[] = "1\r\n \r\n";

  /* So little fits into any buffer, so this does not wait. */
  return g_output_stream_write_all (g_io_stream_get_output_stream (connection), piece,
                                    sizeof piece - 1, NULL, NULL, NULL);
}

static void
trickle_handler (ScriptedServer        *server,
                 SoupServerMessage     *message,
                 const ScriptedRequest *request,
                 guint                  n,
                 gpointer               user_data)
{
  static const char head[] = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  GIOStream *connection = soup_server_message_steal_connection (message);

  g_output_stream_write_all (g_io_stream_get_output_stream (connection), head, sizeof head - 1,
                             NULL, NULL, NULL);
  g_timeout_add_full (G_PRIORITY_DEFAULT, 2, trickle_due_cb, connection, g_object_unref);
}

static void
test_trickle (void)
{
  Fixture fixture;
  UaHttpLimits limits = quick_limits;

  limits.total_ms = 60;
  limits.max_tries = 2;
  set_up (&fixture, trickle_handler, NULL);
  ua_http_set_limits (fixture.http, &limits);
  assert_get_fails (fixture.http, "/Users", UA_ERROR_OFFLINE);
  g_assert_cmpuint (scripted_server_get_n (fixture.server), ==, 2);
  tear_down (&fixture);
}

/* Redirects (S3). */

typedef struct
{
  guint status;
  const char *location; /* (unowned) (nullable) */
  guint n;              /* how often */
} Redirect;

static void
redirect_handler (ScriptedServer        *server,
                  SoupServerMessage     *message,
                  const ScriptedRequest *request,
                  guint                  n,
                  gpointer               user_data)
{
  const Redirect *redirect = user_data;
  g_autofree char *next = NULL;

  if (n >= redirect->n)
    {
      scripted_reply (message, 200, "application/scim+json", "{}");
      return;
    }
  next = redirect->location != NULL ? g_strdup (redirect->location)
                                    : g_strdup_printf ("/scim/v2/hop/%u", n);
  scripted_reply_header (message, "Location", next);
  scripted_reply (message, redirect->status, "text/plain", "there");
}

static void
test_redirect_within (void)
{
  Fixture fixture;
  Redirect redirect = { 308, NULL, 5 };
  g_autoptr (GError) error = NULL;
  g_autoptr (UaHttpResponse) response = NULL;
  UaHttpRequest *request = ua_http_request_new ("PUT", "/Users/1");

  set_up (&fixture, redirect_handler, &redirect);
  request->body = g_bytes_new_static ("{}", 2);
  response = send_request (fixture.http, request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, 200);
  g_assert_cmpuint (scripted_server_get_n (fixture.server), ==, 6);
  g_assert_cmpstr (scripted_server_get_nth (fixture.server, 5)->method, ==, "PUT");
  g_assert_cmpstr (scripted_server_get_nth (fixture.server, 5)->body, ==, "{}");
  g_assert_cmpstr (scripted_server_get_nth (fixture.server, 5)->authorization, ==, "Bearer " TOKEN);
  tear_down (&fixture);
}

static void
test_redirect_in_circles (void)
{
  Fixture fixture;
  Redirect redirect = { 302, NULL, 1000 };

  set_up (&fixture, redirect_handler, &redirect);
  assert_get_fails (fixture.http, "/Users", UA_ERROR_REDIRECT);
  g_assert_cmpuint (scripted_server_get_n (fixture.server), ==, 6);
  tear_down (&fixture);
}

/* Not a byte of the token reaches another origin. */
static void
test_redirect_elsewhere (void)
{
  static const guint statuses[] = { 301, 302, 303, 307, 308 };
  ScriptedServer *other = scripted_server_new (echo_handler, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      Fixture fixture;
      g_autofree char *there = scripted_server_get_address (other, "127.0.0.1", "/Users");
      Redirect redirect = { statuses[i], there, 1 };

      set_up (&fixture, redirect_handler, &redirect);
      assert_get_fails (fixture.http, "/Users", UA_ERROR_REDIRECT);
      g_assert_cmpuint (scripted_server_get_n (fixture.server), ==, 1);
      tear_down (&fixture);
    }
  g_assert_cmpuint (scripted_server_get_n (other), ==, 0);
  scripted_server_free (other);
}

/* Giving up. */

static void
test_cancel_before (void)
{
  Fixture fixture;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (UaHttpResponse) response = NULL;

  set_up (&fixture, echo_handler, NULL);
  g_cancellable_cancel (cancellable);
  ua_http_send_async (fixture.http, ua_http_request_new ("GET", "/Users"), cancellable,
                      result_arrived_cb, &result);
  response = ua_http_send_finish (fixture.http, await_result (&result), &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (response);
  g_assert_cmpuint (scripted_server_get_n (fixture.server), ==, 0);
  g_clear_object (&result);
  tear_down (&fixture);
}

static gboolean
was_asked (gpointer data)
{
  return scripted_server_get_n (data) > 0;
}

/* While the server is silent, while waiting to try again, in the middle of a body. */
static void
test_cancel_under_way (void)
{
  g_autoptr (GIOStream) kept = NULL;
  Busy busy = { 503, "1", 1000 };
  struct
  {
    ScriptedHandler handler;
    gpointer user_data;
  } cases[] = { { silent_handler, &kept }, { busy_handler, &busy }, { trickle_handler, NULL } };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (cases); i++)
    {
      Fixture fixture;
      gboolean by_close = i % 2 == 1;
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (UaHttpResponse) response = NULL;

      set_up (&fixture, cases[i / 2].handler, cases[i / 2].user_data);
      ua_http_send_async (fixture.http, ua_http_request_new ("GET", "/Users"), cancellable,
                          result_arrived_cb, &result);
      run_until (was_asked, fixture.server);
      if (i / 2 == 1)
        while (ua_http_get_retry_after (fixture.http) == 0)
          g_main_context_iteration (NULL, TRUE);
      else if (i / 2 == 2)
        for (guint round = 0; round < 10; round++)
          g_main_context_iteration (NULL, TRUE);
      if (by_close)
        ua_http_close (fixture.http);
      else
        g_cancellable_cancel (cancellable);
      response = ua_http_send_finish (fixture.http, await_result (&result), &error);
      g_assert_null (response);
      if (by_close)
        g_assert_error (error, UA_ERROR, UA_ERROR_STOPPED);
      else
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpuint (scripted_server_get_n (fixture.server), ==, 1);
      if (by_close)
        assert_get_fails (fixture.http, "/Users", UA_ERROR_STOPPED);
      g_clear_object (&result);
      tear_down (&fixture);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/http/exchange", test_exchange);
  g_test_add_func ("/http/header-injection", test_header_injection);
  g_test_add_func ("/http/unauthorized", test_unauthorized);
  g_test_add_func ("/http/again/busy-then-fine", test_busy_then_fine);
  g_test_add_func ("/http/again/busy-for-long", test_busy_for_long);
  g_test_add_func ("/http/again/bounded", test_tries_are_bounded);
  g_test_add_func ("/http/again/writes", test_writes_again);
  g_test_add_func ("/http/wire/cut", test_cut);
  g_test_add_func ("/http/wire/cut-write", test_cut_write);
  g_test_add_func ("/http/wire/refused", test_refused);
  g_test_add_func ("/http/wire/silence", test_silence);
  g_test_add_func ("/http/wire/trickle", test_trickle);
  g_test_add_func ("/http/redirect/within", test_redirect_within);
  g_test_add_func ("/http/redirect/circles", test_redirect_in_circles);
  g_test_add_func ("/http/redirect/elsewhere", test_redirect_elsewhere);
  g_test_add_func ("/http/cancel/before", test_cancel_before);
  g_test_add_func ("/http/cancel/under-way", test_cancel_under_way);

  return g_test_run ();
}
