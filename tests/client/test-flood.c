/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bodies without end, large ones and small ones that unpack to large ones (faults S1, N1). */
#include "scripted-server.h"
#include "ua-error.h"
#include "ua-http.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <time.h>

#define MIB ((gsize) 1024 * 1024)
#define BOMB_SIZE (512 * MIB)
/* What the machine may need beyond the cap, and how long. */
#define SLACK (8 * MIB)
#define MAX_SECONDS 1.0

/* A body, packed. */
static GByteArray *
pack_zeros (gsize size)
{
  g_autoptr (GZlibCompressor) zlib = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6);
  g_autofree guint8 *zeros = g_malloc0 (MIB);
  g_autofree guint8 *out = g_malloc (MIB);
  GByteArray *packed = g_byte_array_new ();
  GConverterResult result = G_CONVERTER_CONVERTED;
  gsize left = size;

  while (result != G_CONVERTER_FINISHED)
    {
      g_autoptr (GError) error = NULL;
      gsize n_read, n_written;

      result = g_converter_convert (G_CONVERTER (zlib), zeros, MIN (left, MIB), out, MIB,
                                    left <= MIB ? G_CONVERTER_INPUT_AT_END
                                                : G_CONVERTER_NO_FLAGS,
                                    &n_read, &n_written, &error);
      g_assert_no_error (error);
      left -= n_read;
      g_byte_array_append (packed, out, (guint) n_written);
    }
  return packed;
}

static gsize
read_peak (void)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, "VmHWM:");
  return line != NULL ? (gsize) g_ascii_strtoull (line + strlen ("VmHWM:"), NULL, 10) * 1024 : 0;
}

static void
reset_peak (void)
{
  FILE *file = g_fopen ("/proc/self/clear_refs", "w");

  if (file == NULL)
    return;
  fputs ("5", file);
  fclose (file);
}

static void
bomb_handler (ScriptedServer        *server,
              SoupServerMessage     *message,
              const ScriptedRequest *request,
              guint                  n,
              gpointer               user_data)
{
  const GByteArray *packed = user_data;

  scripted_reply_header (message, "Content-Encoding", "gzip");
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/scim+json", SOUP_MEMORY_STATIC,
                                    (const char *) packed->data, packed->len);
}

static UaHttp *
new_http (ScriptedServer *server)
{
  g_autofree char *address = scripted_server_get_address (server, "127.0.0.1", "/scim/v2");

  return ua_http_new (address, NULL);
}

static UaHttpResponse *
get (UaHttp  *http,
     GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ua_http_send_async (http, ua_http_request_new ("GET", "/Users"), NULL, result_arrived_cb,
                      &result);
  return ua_http_send_finish (http, await_result (&result), error);
}

static void
test_bomb (void)
{
  g_autoptr (GByteArray) packed = pack_zeros (BOMB_SIZE);
  g_autoptr (ScriptedServer) server = scripted_server_new (bomb_handler, packed);
  g_autoptr (UaHttp) http = new_http (server);
  g_autoptr (GError) error = NULL;
  g_autoptr (UaHttpResponse) response = NULL;
  clock_t start;
  gsize before;

  g_assert_cmpuint (packed->len, <, MIB);
  reset_peak ();
  before = read_peak ();
  start = clock ();
  response = get (http, &error);
  g_assert_error (error, UA_ERROR, UA_ERROR_TOO_LARGE);
  g_assert_null (response);
  g_assert_cmpuint (scripted_server_get_n (server), ==, 1);
  g_assert_cmpuint (read_peak () - before, <, ua_http_default_limits.max_body + SLACK);
  /* Time of the processor, which does not count what others do on the machine. */
  g_assert_cmpfloat ((double) (clock () - start) / CLOCKS_PER_SEC, <, MAX_SECONDS);
  g_test_message ("%.3f s", (double) (clock () - start) / CLOCKS_PER_SEC);
}

/* Packed bodies as such are welcome. */
static void
test_packed (void)
{
  g_autoptr (GByteArray) packed = pack_zeros (3 * MIB);
  g_autoptr (ScriptedServer) server = scripted_server_new (bomb_handler, packed);
  g_autoptr (UaHttp) http = new_http (server);
  g_autoptr (GError) error = NULL;
  g_autoptr (UaHttpResponse) response = get (http, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (response->body), ==, 3 * MIB);
}

static void
announcing_handler (ScriptedServer        *server,
                    SoupServerMessage     *message,
                    const ScriptedRequest *request,
                    guint                  n,
                    gpointer               user_data)
{
  static const char head[] = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                             "Content-Length: 9000000000000000000\r\n\r\n{";

  scripted_reply_raw (message, head, sizeof head - 1);
}

static void
test_announced (void)
{
  g_autoptr (ScriptedServer) server = scripted_server_new (announcing_handler, NULL);
  g_autoptr (UaHttp) http = new_http (server);
  g_autoptr (GError) error = NULL;
  g_autoptr (UaHttpResponse) response = get (http, &error);

  g_assert_error (error, UA_ERROR, UA_ERROR_TOO_LARGE);
  g_assert_null (response);
}

static void
chunk_written_cb (SoupServerMessage *message,
                  gpointer           user_data)
{
  static char chunk[64 * 1024];

  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_STATIC,
                            chunk, sizeof chunk);
  soup_server_message_unpause (message);
}

static void
endless_handler (ScriptedServer        *server,
                 SoupServerMessage     *message,
                 const ScriptedRequest *request,
                 guint                  n,
                 gpointer               user_data)
{
  const guint *status = user_data;

  soup_server_message_set_status (message, *status, NULL);
  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message),
                                     SOUP_ENCODING_CHUNKED);
  soup_message_body_set_accumulate (soup_server_message_get_response_body (message), FALSE);
  g_signal_connect (message, "wrote-chunk", G_CALLBACK (chunk_written_cb), NULL);
  chunk_written_cb (message, NULL);
}

static void
test_endless (void)
{
  guint status = 200;
  g_autoptr (ScriptedServer) server = scripted_server_new (endless_handler, &status);
  g_autoptr (UaHttp) http = new_http (server);
  g_autoptr (GError) error = NULL;
  g_autoptr (UaHttpResponse) response = get (http, &error);

  g_assert_error (error, UA_ERROR, UA_ERROR_TOO_LARGE);
  g_assert_null (response);
}

/* The status is what matters; the rest of what comes with it is dropped. */
static void
test_endless_error (void)
{
  guint status = 404;
  g_autoptr (ScriptedServer) server = scripted_server_new (endless_handler, &status);
  g_autoptr (UaHttp) http = new_http (server);
  g_autoptr (GError) error = NULL;
  g_autoptr (UaHttpResponse) response = get (http, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, 404);
  g_assert_cmpuint (g_bytes_get_size (response->body), <, MIB);
}

/* A server that nobody but this user can reach. */

static void
hello_handler (ScriptedServer        *server,
               SoupServerMessage     *message,
               const ScriptedRequest *request,
               guint                  n,
               gpointer               user_data)
{
  scripted_reply (message, 200, "application/scim+json", "{}");
}

static void
test_socket (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp (NULL, &error);
  g_autofree char *path = g_build_filename (folder, "socket", NULL);
  g_autoptr (ScriptedServer) server = scripted_server_new_unix (hello_handler, NULL, path);
  g_autoptr (UaHttp) http = ua_http_new ("http://localhost/scim/v2", path);
  g_autoptr (UaHttpResponse) response = get (http, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, 200);
  g_assert_cmpstr (scripted_server_get_nth (server, 0)->target, ==, "/scim/v2/Users");
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/flood/bomb", test_bomb);
  g_test_add_func ("/flood/packed", test_packed);
  g_test_add_func ("/flood/announced", test_announced);
  g_test_add_func ("/flood/endless", test_endless);
  g_test_add_func ("/flood/endless-error", test_endless_error);
  g_test_add_func ("/flood/socket", test_socket);

  return g_test_run ();
}
