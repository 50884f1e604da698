/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-stream.h"

#include <libsoup/soup.h>
#include <locale.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* How long a connection may take over what.  The clock is the test's own. */

#define SECONDS(n) ((gint64) (n) * G_USEC_PER_SEC)
#define LATE "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n"

typedef struct
{
  SoupServer *server;      /* (owned) */
  UaDirStream *stream;     /* (owned) */
  int peer;
  guint n_late;
  guint n_released;
} Fixture;

static void
late_cb (UaDirStream *stream,
         gpointer     user_data)
{
  Fixture *fixture = user_data;
  g_autoptr(GBytes) answer = g_bytes_new_static (LATE, strlen (LATE));

  fixture->n_late++;
  ua_dir_stream_refuse (stream, answer);
}

static void
released_cb (UaDirStream *stream,
             gpointer     user_data)
{
  Fixture *fixture = user_data;

  fixture->n_released++;
}

static const UaDirStreamFuncs funcs = { late_cb, released_cb };

static void
turn (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
headers_arrived_cb (SoupServer        *server,
                    SoupServerMessage *msg,
                    const char        *path,
                    GHashTable        *query,
                    gpointer           user_data)
{
  Fixture *fixture = user_data;

  ua_dir_stream_enter (fixture->stream, UA_DIR_STREAM_BODY, 0);
}

static void
request_arrived_cb (SoupServer        *server,
                    SoupServerMessage *msg,
                    const char        *path,
                    GHashTable        *query,
                    gpointer           user_data)
{
  Fixture *fixture = user_data;
  gsize size = g_str_equal (path, "/large") ? 8 * 1024 * 1024 : 0;

  soup_server_message_set_status (msg, 200, NULL);
  soup_server_message_set_response (msg, "text/plain", SOUP_MEMORY_TAKE, g_malloc0 (size), size);
  ua_dir_stream_enter (fixture->stream, UA_DIR_STREAM_ANSWERING, size);
}

static void
request_finished_cb (SoupServer        *server,
                     SoupServerMessage *msg,
                     gpointer           user_data)
{
  Fixture *fixture = user_data;

  ua_dir_stream_enter (fixture->stream, UA_DIR_STREAM_IDLE, 0);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  int fds[2];
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new (loopback, 80);
  g_autoptr(GSocket) socket = NULL;
  g_autoptr(GSocketConnection) base = NULL;
  g_autoptr(GError) error = NULL;

  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_early_handler (fixture->server, NULL, headers_arrived_cb, fixture, NULL);
  soup_server_add_handler (fixture->server, NULL, request_arrived_cb, fixture, NULL);
  g_signal_connect (fixture->server, "request-finished", G_CALLBACK (request_finished_cb),
                    fixture);
  /* It keeps connections only while it listens. */
  g_assert_true (soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY,
                                           &error));
  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds), ==, 0);
  fixture->peer = fds[1];
  socket = g_socket_new_from_fd (fds[0], &error);
  g_assert_no_error (error);
  base = g_socket_connection_factory_create_connection (socket);
  fixture->stream = ua_dir_stream_new (G_IO_STREAM (base), socket, &funcs, fixture);
  g_assert_true (soup_server_accept_iostream (fixture->server, G_IO_STREAM (fixture->stream),
                                              address, address, &error));
  turn ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  ua_dir_stream_abort (fixture->stream);
  soup_server_disconnect (fixture->server);
  turn ();
  g_assert_finalize_object (fixture->server);
  g_assert_cmpuint (ua_dir_stream_get_phase (fixture->stream), ==, UA_DIR_STREAM_CLOSED);
  /* Nobody but the test holds it any more. */
  g_assert_finalize_object (fixture->stream);
  close (fixture->peer);
}

static void
say (Fixture    *fixture,
     const char *text)
{
  g_assert_cmpint (write (fixture->peer, text, strlen (text)), ==, (gssize) strlen (text));
  turn ();
}

static void
check_after (Fixture *fixture,
             gint64   seconds)
{
  ua_dir_stream_check (fixture->stream, g_get_monotonic_time () + SECONDS (seconds));
  turn ();
}

static void
assert_hears (Fixture    *fixture,
              const char *start)
{
  char buffer[512] = "";

  g_assert_cmpint (read (fixture->peer, buffer, sizeof buffer - 1), >, 0);
  g_assert_true (g_str_has_prefix (buffer, start));
}

static void
assert_hears_no_more (Fixture *fixture)
{
  char byte;

  g_assert_cmpint (read (fixture->peer, &byte, 1), ==, 0);
}

static void
test_silent (Fixture       *fixture,
             gconstpointer  data)
{
  check_after (fixture, 15);
  g_assert_cmpuint (fixture->n_released, ==, 0);
  check_after (fixture, 25);
  g_assert_cmpuint (fixture->n_released, >, 0);
  assert_hears_no_more (fixture);
}

/* However steadily the bytes drip, the head has to be there in time. */
static void
test_slow_head (Fixture       *fixture,
                gconstpointer  data)
{
  say (fixture, "GET / HT");
  check_after (fixture, 15);
  say (fixture, "TP/1.1\r\n");
  check_after (fixture, 15);
  say (fixture, "Ho");
  g_assert_cmpuint (fixture->n_late, ==, 0);
  check_after (fixture, 21);
  g_assert_cmpuint (fixture->n_late, ==, 1);
  assert_hears (fixture, LATE);
  assert_hears_no_more (fixture);
  /* Who goes on talking is not listened to for long. */
  g_assert_cmpuint (ua_dir_stream_get_phase (fixture->stream), ==, UA_DIR_STREAM_LINGERING);
  check_after (fixture, 10);
  g_assert_cmpuint (ua_dir_stream_get_phase (fixture->stream), ==, UA_DIR_STREAM_CLOSED);
}

static void
test_slow_body (Fixture       *fixture,
                gconstpointer  data)
{
  say (fixture, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\na");
  check_after (fixture, 55);
  say (fixture, "b");
  g_assert_cmpuint (fixture->n_late, ==, 0);
  check_after (fixture, 61);
  g_assert_cmpuint (fixture->n_late, ==, 1);
  assert_hears (fixture, LATE);
  assert_hears_no_more (fixture);
}

/* Nobody is hurried while the service has the request. */
static void
test_slow_service (Fixture       *fixture,
                   gconstpointer  data)
{
  say (fixture, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\na");
  ua_dir_stream_enter (fixture->stream, UA_DIR_STREAM_ASKED, 0);
  check_after (fixture, 10000);
  g_assert_cmpuint (fixture->n_late + fixture->n_released, ==, 0);
}

/* An answer that nobody takes is given up. */
static void
test_slow_reader (Fixture       *fixture,
                  gconstpointer  data)
{
  say (fixture, "GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
  assert_hears (fixture, "HTTP/1.1 200 OK\r\n");
  turn ();
  check_after (fixture, 60);
  g_assert_true (ua_dir_stream_is_at_work (fixture->stream));
  check_after (fixture, 60 + 128 + 1);
  g_assert_cmpuint (ua_dir_stream_get_phase (fixture->stream), ==, UA_DIR_STREAM_CLOSED);
}

static void
test_idle (Fixture       *fixture,
           gconstpointer  data)
{
  for (guint i = 0; i < 3; i++)
    {
      say (fixture, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
      assert_hears (fixture, "HTTP/1.1 200 OK\r\n");
      g_assert_false (ua_dir_stream_is_at_work (fixture->stream));
      check_after (fixture, 55);
    }
  g_assert_cmpuint (fixture->n_released, ==, 0);
  check_after (fixture, 61);
  g_assert_cmpuint (fixture->n_released, >, 0);
  assert_hears_no_more (fixture);
}

/* The other side leaves between two requests, which libsoup 3.2 by itself does not notice. */
static void
test_left (Fixture       *fixture,
           gconstpointer  data)
{
  say (fixture, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  assert_hears (fixture, "HTTP/1.1 200 OK\r\n");
  g_assert_cmpint (shutdown (fixture->peer, SHUT_WR), ==, 0);
  turn ();
  g_assert_cmpuint (ua_dir_stream_get_phase (fixture->stream), ==, UA_DIR_STREAM_CLOSED);
  assert_hears_no_more (fixture);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/directory/stream/silent", Fixture, NULL, set_up, test_silent, tear_down);
  g_test_add ("/directory/stream/slow-head", Fixture, NULL, set_up, test_slow_head, tear_down);
  g_test_add ("/directory/stream/slow-body", Fixture, NULL, set_up, test_slow_body, tear_down);
  g_test_add ("/directory/stream/slow-service", Fixture, NULL, set_up, test_slow_service,
              tear_down);
  g_test_add ("/directory/stream/slow-reader", Fixture, NULL, set_up, test_slow_reader,
              tear_down);
  g_test_add ("/directory/stream/idle", Fixture, NULL, set_up, test_idle, tear_down);
  g_test_add ("/directory/stream/left", Fixture, NULL, set_up, test_left, tear_down);
  return g_test_run ();
}
