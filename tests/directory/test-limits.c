/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-directory.h"

#include <locale.h>
#include <string.h>

/* How much anybody may ask for, and who may listen in (TLS). */

#define PASSWORD "tide-and-time 7"
#define MOST 200

static UaTestReply *
get_as (UaTestDirectory *directory,
        const char      *authorization)
{
  g_autoptr(SoupMessage) msg = ua_test_directory_message (directory, "GET", "/Users?count=0", NULL);
  SoupMessageHeaders *headers = soup_message_get_request_headers (msg);

  soup_message_headers_remove (headers, "Authorization");
  if (authorization != NULL)
    soup_message_headers_replace (headers, "Authorization", authorization);
  soup_message_add_flags (msg, SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
  return ua_test_directory_send_message (directory, msg);
}

/* Asks until it is too much; gives how often that went well. */
static guint
ask_too_much (UaTestDirectory *directory,
              const char      *authorization,
              guint            status)
{
  for (guint i = 0; i < MOST; i++)
    {
      g_autoptr(UaTestReply) reply = get_as (directory, authorization);

      if (reply->status == 429)
        {
          g_assert_cmpstr (ua_test_reply_string (reply, "status"), ==, "429");
          g_assert_cmpstr (soup_message_headers_get_one (reply->headers, "Retry-After"), ==, "1");
          return i;
        }
      g_assert_cmpuint (reply->status, ==, status);
    }
  return MOST;
}

static char *
make_member (UaTestDirectory *directory,
             const char      *name)
{
  g_autofree char *pair = g_strconcat (name, ":", PASSWORD, NULL);
  g_autofree char *encoded = g_base64_encode ((const guchar *) pair, strlen (pair));
  g_autofree char *body =
    g_strdup_printf ("{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\","
                     "\"urn:example:useradmin:scim:2.0:User\"],\"userName\":\"%s\","
                     "\"password\":\"" PASSWORD "\",\"urn:example:useradmin:scim:2.0:User\":"
                     "{\"accessLevel\":\"executive\"}}", name);
  g_autoptr(UaTestReply) made = ua_test_directory_send (directory, "POST", "/Users", body);

  g_assert_cmpuint (made->status, ==, 201);
  return g_strconcat ("Basic ", encoded, NULL);
}

static void
test_rate (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, "--rate", "1", NULL);
  g_autofree char *a = make_member (directory, "busy");
  g_autofree char *b = make_member (directory, "calm");
  g_autofree char *owner =
    g_strconcat ("Bearer ", ua_test_directory_get_token (directory), NULL);
  g_autoptr(UaTestReply) calm = NULL;
  guint n;

  /* Ten at once, and one more each second. */
  n = ask_too_much (directory, a, 200);
  g_assert_cmpuint (n, >=, 10);
  g_assert_cmpuint (n, <, MOST);
  /* The others do not suffer from it, nor does the administrator of the service. */
  calm = get_as (directory, b);
  g_assert_cmpuint (calm->status, ==, 200);
  g_assert_cmpuint (ask_too_much (directory, owner, 200), ==, MOST);
  /* Who fails to sign in counts for the address. */
  n = ask_too_much (directory, "Bearer wrong-token-wrong-token", 401);
  g_assert_cmpuint (n, >=, 10);
  g_assert_cmpuint (n, <, MOST);
  g_assert_cmpuint (ask_too_much (directory, owner, 200), ==, MOST);
}

static void
test_no_rate (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, "--rate", "0", NULL);
  g_autofree char *a = make_member (directory, "busy");

  g_assert_cmpuint (ask_too_much (directory, a, 200), ==, MOST);
  g_assert_cmpuint (ask_too_much (directory, NULL, 401), ==, MOST);
}

static SoupSession *
make_session (void)
{
  g_autofree char *authority =
    g_test_build_filename (G_TEST_BUILT, "directory", "authority.pem", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GTlsDatabase) database = g_tls_file_database_new (authority, &error);

  g_assert_no_error (error);
  return soup_session_new_with_options ("tls-database", database, NULL);
}

static guint
send_over (SoupSession     *session,
           UaTestDirectory *directory,
           const char      *method,
           const char      *path,
           const char      *body)
{
  g_autoptr(SoupMessage) msg = ua_test_directory_message (directory, method, path, body);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = soup_session_send_and_read (session, msg, NULL, &error);

  g_assert_no_error (error);
  return soup_message_get_status (msg);
}

/* The cookies of pages go over TLS alone where the service speaks it. */
static void
check_cookie (SoupSession     *session,
              UaTestDirectory *directory)
{
  const char *base = ua_test_directory_get_base_uri (directory);
  g_autofree char *root = g_strndup (base, strlen (base) - strlen ("/scim/v2"));
  g_autofree char *uri = g_strconcat (root, "/sign-in", NULL);
  g_autoptr(SoupMessage) msg = soup_message_new ("GET", uri);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) page = soup_session_send_and_read (session, msg, NULL, &error);
  const char *cookie;

  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (msg), ==, 200);
  cookie = soup_message_headers_get_one (soup_message_get_response_headers (msg), "Set-Cookie");
  g_assert_true (g_str_has_suffix (cookie, "; HttpOnly; SameSite=Strict; Secure"));
}

/* With a certificate it may listen at any address, and speaks TLS there and nothing else. */
static void
test_tls (void)
{
  g_autofree char *pem = g_test_build_filename (G_TEST_BUILT, "directory", "good.pem", NULL);
  g_autoptr(UaTestDirectory) directory =
    ua_test_directory_start (300, "--tls-certificate", pem, "--tls-key", pem, "--host",
                             "localhost", "--listen", "0.0.0.0:0", "--web-base",
                             "http://people.brackwater.example/", NULL);
  g_autoptr(SoupSession) session = make_session ();
  g_autoptr(SoupSession) stranger = soup_session_new ();
  const char *base = ua_test_directory_get_base_uri (directory);
  g_autofree char *plain_uri = g_strconcat ("http", base + strlen ("https"), "/Me", NULL);
  g_autoptr(SoupMessage) plain = soup_message_new ("GET", plain_uri);
  g_autoptr(SoupMessage) refused = ua_test_directory_message (directory, "GET", "/Me", NULL);
  g_autoptr(GBytes) heard = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (g_str_has_prefix (base, "https://localhost:"));
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *body =
        g_strdup_printf ("{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],"
                         "\"userName\":\"secured%u\"}", i);

      g_assert_cmpuint (send_over (session, directory, "GET", "/Users?count=300", NULL), ==, 200);
      g_assert_cmpuint (send_over (session, directory, "POST", "/Users", body), ==, 201);
    }
  check_cookie (session, directory);
  /* Who does not know the authority does not go on, and the service does. */
  g_assert_null (soup_session_send_and_read (stranger, refused, NULL, &error));
  g_assert_error (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE);
  heard = soup_session_send_and_read (stranger, plain, NULL, NULL);
  g_assert_true (heard == NULL || soup_message_get_status (plain) != 200);
  g_assert_cmpuint (send_over (session, directory, "GET", "/Me", NULL), ==, 200);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/directory/limits/rate", test_rate);
  g_test_add_func ("/directory/limits/no-rate", test_no_rate);
  g_test_add_func ("/directory/limits/tls", test_tls);
  return g_test_run ();
}
