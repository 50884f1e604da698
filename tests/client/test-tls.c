/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which servers are believed to be who they say they are (faults S4). */
#include "scripted-server.h"
#include "ua-error.h"
#include "ua-http.h"

#include <string.h>

#define TOKEN "canary-19d2c0"

/* How many requests came through a handshake; servers are threads of their own. */
static int n_answered;

/* A server without libsoup, some versions of which do not survive that a client refuses them. */
static gboolean
client_arrived_cb (GThreadedSocketService *service,
                   GSocketConnection      *connection,
                   GObject                *source,
                   gpointer                user_data)
{
  static const char answer[] = "HTTP/1.1 200 OK\r\nContent-Type: application/scim+json\r\n"
                               "Content-Length: 2\r\nConnection: close\r\n\r\n{}";
  g_autoptr (GIOStream) stream = g_tls_server_connection_new (G_IO_STREAM (connection),
                                                              G_TLS_CERTIFICATE (user_data), NULL);
  g_autoptr (GDataInputStream) input = NULL;
  g_autofree char *line = NULL;

  g_assert_nonnull (stream);
  input = g_data_input_stream_new (g_io_stream_get_input_stream (stream));
  g_data_input_stream_set_newline_type (input, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  do
    {
      g_free (line);
      line = g_data_input_stream_read_line (input, NULL, NULL, NULL);
    }
  while (line != NULL && *line != '\0');
  if (line != NULL)
    {
      g_atomic_int_inc (&n_answered);
      g_output_stream_write_all (g_io_stream_get_output_stream (stream), answer,
                                 sizeof answer - 1, NULL, NULL, NULL);
    }
  g_io_stream_close (stream, NULL, NULL);
  return TRUE;
}

static void
forget_certificate (gpointer  data,
                    GClosure *closure)
{
  g_object_unref (data);
}

static GSocketService *
start_server (const char  *certificate_name,
              const char  *host,
              char       **address)
{
  g_autofree char *file = g_strconcat (certificate_name, ".pem", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_BUILT, "client", file, NULL);
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate = g_tls_certificate_new_from_file (path, &error);
  GSocketService *service = g_threaded_socket_service_new (4);
  guint16 port;

  g_assert_no_error (error);
  g_signal_connect_data (service, "run", G_CALLBACK (client_arrived_cb), certificate,
                         forget_certificate, 0);
  port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, &error);
  g_assert_no_error (error);
  *address = g_strdup_printf ("https://%s:%u/scim/v2", host, port);
  return service;
}

static UaHttpResponse *
get (const char  *certificate_name,
     const char  *host,
     gboolean     has_authority,
     int         *n_requests,
     GError     **error)
{
  g_autofree char *authority = g_test_build_filename (G_TEST_BUILT, "client", "authority.pem",
                                                      NULL);
  g_autofree char *address = NULL;
  g_autoptr (GSocketService) service = start_server (certificate_name, host, &address);
  g_autoptr (UaHttp) http = ua_http_new (address, NULL);
  g_autoptr (UaCredentials) credentials = ua_credentials_new_token (TOKEN);
  g_autoptr (GAsyncResult) result = NULL;
  UaHttpResponse *response;

  g_atomic_int_set (&n_answered, 0);
  ua_http_set_credentials (http, credentials);
  if (has_authority)
    {
      g_autoptr (GError) failure = NULL;
      g_autoptr (GTlsDatabase) database = g_tls_file_database_new (authority, &failure);

      g_assert_no_error (failure);
      ua_http_set_trust (http, database);
    }
  ua_http_send_async (http, ua_http_request_new ("GET", "/Users"), NULL, result_arrived_cb,
                      &result);
  response = ua_http_send_finish (http, await_result (&result), error);
  *n_requests = g_atomic_int_get (&n_answered);
  return response;
}

/* Without this one the others would prove nothing. */
static void
test_good (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UaHttpResponse) response = NULL;
  int n_requests;

  response = get ("good", "localhost", TRUE, &n_requests, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, 200);
  g_assert_cmpint (n_requests, ==, 1);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *certificate;
    const char *host;
    gboolean has_authority;
    const char *why;
  } cases[] = {
    { "good", "localhost", FALSE, "authority" },
    { "self-signed", "localhost", FALSE, "authority" },
    { "self-signed", "localhost", TRUE, "authority" },
    { "other", "localhost", TRUE, "another host" },
    { "good", "127.0.0.1", TRUE, "another host" },
    { "expired", "localhost", TRUE, "expired" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (UaHttpResponse) response = NULL;
      int n_requests;

      response = get (cases[i].certificate, cases[i].host, cases[i].has_authority, &n_requests,
                      &error);
      g_assert_error (error, UA_ERROR, UA_ERROR_TLS);
      g_assert_nonnull (strstr (error->message, cases[i].why));
      g_assert_null (response);
      g_assert_cmpint (n_requests, ==, 0);
    }
}

static gboolean
stranger_arrived_cb (GSocketService    *service,
                     GSocketConnection *connection,
                     GObject           *source,
                     gpointer           user_data)
{
  static const char answer[] = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n";

  /* So little fits into any buffer, so this does not wait. */
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), answer,
                             sizeof answer - 1, NULL, NULL, NULL);
  return FALSE;
}

/* HTTPS to what speaks plain HTTP. */
static void
test_no_tls (void)
{
  g_autoptr (GSocketService) service = g_socket_service_new ();
  g_autoptr (GError) error = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, &error);
  g_autofree char *address = g_strdup_printf ("https://localhost:%u/scim/v2", port);
  g_autoptr (UaHttp) http = ua_http_new (address, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (UaHttpResponse) response = NULL;

  g_assert_no_error (error);
  g_signal_connect (service, "incoming", G_CALLBACK (stranger_arrived_cb), NULL);
  ua_http_send_async (http, ua_http_request_new ("GET", "/Users"), NULL, result_arrived_cb,
                      &result);
  response = ua_http_send_finish (http, await_result (&result), &error);
  g_assert_error (error, UA_ERROR, UA_ERROR_TLS);
  g_assert_null (response);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  if (!g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    {
      g_test_message ("GIO has no TLS backend here");
      return 77;
    }
  g_test_add_func ("/tls/good", test_good);
  g_test_add_func ("/tls/refused", test_refused);
  g_test_add_func ("/tls/no-tls", test_no_tls);

  return g_test_run ();
}
