/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-life.h"

#include <gio/gio.h>
#include <locale.h>
#include <signal.h>
#include <string.h>

/* HTTP itself (RFC 9112), as it is on the wire: what a client library would hide. */

#define USER(name) "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"]," \
                   "\"userName\":\"" name "\"}"
#define N_CYCLES 3000

typedef struct
{
  GSocketConnection *stream; /* (owned) */
  GDataInputStream *in;      /* (owned) */
  char *first;               /* (owned) (nullable): of the last answer */
  GHashTable *fields;        /* (owned), name in lower case to value */
  char *body;                /* (owned) (nullable) */
} Wire;

static Wire *
wire_open (UaTestDirectory *directory)
{
  Wire *self = g_new0 (Wire, 1);
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GUri) uri =
    g_uri_parse (ua_test_directory_get_base_uri (directory), G_URI_FLAGS_NONE, NULL);
  g_autoptr(GError) error = NULL;

  self->stream =
    g_socket_client_connect_to_host (client, g_uri_get_host (uri), (guint16) g_uri_get_port (uri),
                                     NULL, &error);
  g_assert_no_error (error);
  self->in = g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (self->stream)));
  g_data_input_stream_set_newline_type (self->in, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  self->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

static void
wire_close (Wire *self)
{
  g_object_unref (self->in);
  g_object_unref (self->stream);
  g_hash_table_unref (self->fields);
  g_free (self->first);
  g_free (self->body);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wire, wire_close)

static gboolean
wire_send (Wire       *self,
           const char *text)
{
  return g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (self->stream)),
                                    text, strlen (text), NULL, NULL, NULL);
}

/* Reads an answer; gives its status, or 0 when the connection has ended instead. */
static guint
wire_read (Wire *self)
{
  char *line;
  const char *length;

  g_clear_pointer (&self->body, g_free);
  g_hash_table_remove_all (self->fields);
  g_free (self->first);
  self->first = g_data_input_stream_read_line (self->in, NULL, NULL, NULL);
  if (self->first == NULL)
    return 0;
  while ((line = g_data_input_stream_read_line (self->in, NULL, NULL, NULL)) != NULL &&
         *line != '\0')
    {
      char *colon = strchr (line, ':');

      g_assert_nonnull (colon);
      g_hash_table_insert (self->fields, g_ascii_strdown (line, colon - line),
                           g_strdup (g_strstrip (colon + 1)));
      g_free (line);
    }
  g_assert_nonnull (line);
  g_free (line);
  length = g_hash_table_lookup (self->fields, "content-length");
  if (length != NULL)
    {
      gsize n = (gsize) g_ascii_strtoull (length, NULL, 10);
      gsize n_read = 0;

      self->body = g_malloc0 (n + 1);
      g_input_stream_read_all (G_INPUT_STREAM (self->in), self->body, n, &n_read, NULL, NULL);
      g_assert_cmpuint (n_read, ==, n);
    }
  g_assert_true (g_str_has_prefix (self->first, "HTTP/1."));
  return (guint) g_ascii_strtoull (self->first + strlen ("HTTP/1.1 "), NULL, 10);
}

static gboolean
wire_has_ended (Wire *self)
{
  char rest[65] = "";
  gssize n = g_input_stream_read (G_INPUT_STREAM (self->in), rest, sizeof rest - 1, NULL, NULL);

  if (n > 0)
    g_test_message ("There is more: %s", rest);
  return n <= 0;
}

static char *
make_request (UaTestDirectory *directory,
              const char      *line,
              const char      *fields,
              const char      *body)
{
  return g_strdup_printf ("%s\r\nHost: x\r\nAuthorization: Bearer %s\r\n%s\r\n%s", line,
                          ua_test_directory_get_token (directory), fields, body);
}

static guint
ask (UaTestDirectory *directory,
     Wire            *wire,
     const char      *line,
     const char      *fields,
     const char      *body)
{
  g_autofree char *request = make_request (directory, line, fields, body);

  g_assert_true (wire_send (wire, request));
  return wire_read (wire);
}

static const char *
get_field (Wire       *wire,
           const char *name)
{
  return g_hash_table_lookup (wire->fields, name);
}

static void
test_keep_alive (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autoptr(Wire) wire = wire_open (directory);
  g_autoptr(Wire) old = wire_open (directory);
  g_autoptr(Wire) older = wire_open (directory);

  for (guint i = 0; i < 200; i++)
    {
      static const struct
      {
        const char *line;
        guint status;
      } cases[] = {
        { "GET /scim/v2/Me HTTP/1.1", 200 },
        { "HEAD /scim/v2/Me HTTP/1.1", 200 },
        { "GET /scim/v2/Users/none HTTP/1.1", 404 },
        { "GET /elsewhere HTTP/1.1", 404 },
        { "DELETE /scim/v2/Users HTTP/1.1", 405 },
      };
      gsize n = i % G_N_ELEMENTS (cases);

      if (g_str_has_prefix (cases[n].line, "HEAD"))
        {
          /* It has the length and no body, so what follows is the next answer. */
          g_autofree char *head = make_request (directory, cases[n].line, "", "");
          g_autofree char *line = NULL;

          g_assert_true (wire_send (wire, head));
          while ((line = g_data_input_stream_read_line (wire->in, NULL, NULL, NULL)) != NULL &&
                 *line != '\0')
            g_clear_pointer (&line, g_free);
          g_assert_nonnull (line);
          continue;
        }
      g_assert_cmpuint (ask (directory, wire, cases[n].line, "", ""), ==, cases[n].status);
      g_assert_null (get_field (wire, "connection"));
    }
  g_assert_cmpuint (ask (directory, wire, "GET /scim/v2/Me HTTP/1.1", "connection: Close\r\n", ""),
                    ==, 200);
  g_assert_true (wire_has_ended (wire));

  g_assert_cmpuint (ask (directory, old, "GET /scim/v2/Me HTTP/1.0", "", ""), ==, 200);
  g_assert_true (wire_has_ended (old));
  /* Without a host, which that version does not want. */
  g_assert_true (wire_send (older, "GET /scim/v2/Me HTTP/1.0\r\n\r\n"));
  g_assert_cmpuint (wire_read (older), ==, 401);
}

/* Requests that are sent ahead are answered in the order in which they came. */
static void
test_ahead (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (20, NULL);
  g_autoptr(Wire) wire = wire_open (directory);
  g_autoptr(GString) all = g_string_new (NULL);

  for (guint i = 1; i <= 60; i++)
    {
      g_autofree char *line =
        g_strdup_printf ("GET /scim/v2/Users?startIndex=%u&count=%u HTTP/1.1", i, i % 7);
      g_autofree char *request = make_request (directory, line, "", "");
      g_autofree char *post =
        make_request (directory, "POST /scim/v2/Users/.search HTTP/1.1",
                      "Transfer-Encoding: chunked\r\n",
                      "4\r\n{\"sc\r\n1;x=y\r\nh\r\n0\r\nDigest: none\r\n\r\n");

      g_string_append (all, request);
      g_string_append (all, post);
    }
  g_assert_true (wire_send (wire, all->str));
  for (guint i = 1; i <= 60; i++)
    {
      g_autofree char *expected = g_strdup_printf ("\"startIndex\":%u,", i);

      g_assert_cmpuint (wire_read (wire), ==, 200);
      g_assert_nonnull (strstr (wire->body, expected));
      g_assert_cmpuint (wire_read (wire), ==, 400);
    }
}

/* Without credentials nobody gets anything of their body read. */
static void
test_credentials_first (void)
{
  static const char *const heads[] = {
    "POST /scim/v2/Users HTTP/1.1\r\nHost: x\r\nContent-Length: 16000000\r\n",
    "POST /scim/v2/Users HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n",
    "POST /scim/v2/Users HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 50\r\n",
    "PUT /scim/v2/Users/x HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n"
    "Authorization: Bearer wrong\r\n",
  };
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autoptr(Wire) wire = wire_open (directory);
      g_autofree char *head = g_strconcat (heads[i], "\r\n", NULL);

      /* The body is never sent. */
      g_test_message ("%s", head);
      g_assert_true (wire_send (wire, head));
      g_assert_cmpuint (wire_read (wire), ==, 401);
      g_assert_nonnull (get_field (wire, "www-authenticate"));
      g_assert_cmpstr (get_field (wire, "connection"), ==, "close");
      g_assert_true (wire_has_ended (wire));
    }
}

static guint
send_as (Wire       *wire,
         const char *authorization,
         gsize       length,
         const char *body)
{
  g_autofree char *request =
    g_strdup_printf ("POST /scim/v2/Users HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\n"
                     "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s", authorization, length, body);

  g_assert_true (wire_send (wire, request));
  return wire_read (wire);
}

/* Of whom the credentials were good lately, a small body is read first, which changes nothing about
 * what they may do. */
static void
test_credentials_known (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autofree char *id = ua_test_create_user (directory, "known",
                                             "\"password\":\"" UA_TEST_PASSWORD "\"");
  g_autofree char *pair = g_strconcat ("known:", UA_TEST_PASSWORD, NULL);
  g_autofree char *encoded = g_base64_encode ((const guchar *) pair, strlen (pair));
  g_autofree char *authorization = g_strconcat ("Basic ", encoded, NULL);
  g_autoptr(JsonObject) result = NULL;
  g_autoptr(Wire) wire = wire_open (directory);
  const char *body = USER ("somebody");

  /* Nobody but an admin creates members. */
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (send_as (wire, authorization, strlen (body), body), ==, 403);
  result = ua_test_act (directory, "deactivate", id, FALSE);
  g_assert_cmpstr (json_object_get_string_member (result, "status"), ==, "200");
  g_assert_cmpuint (send_as (wire, authorization, strlen (body), body), ==, 401);
  /* From then on nothing is read. */
  g_assert_cmpuint (send_as (wire, authorization, 5, ""), ==, 401);
  g_assert_true (wire_has_ended (wire));
}

/* Who sends a large body without waiting gets the answer all the same. */
static void
test_refused_while_sending (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autofree char *large = g_strnfill (8 * 1024 * 1024, ' ');
  g_autoptr(Wire) wire = wire_open (directory);

  g_assert_true (wire_send (wire, "POST /scim/v2/Users HTTP/1.1\r\nHost: x\r\n"
                                  "Content-Length: 8388608\r\n\r\n"));
  g_assert_true (wire_send (wire, large));
  g_assert_cmpuint (wire_read (wire), ==, 401);
}

static void
test_continue (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autoptr(Wire) wire = wire_open (directory);
  const char *body = USER ("patient");
  g_autofree char *fields =
    g_strdup_printf ("Expect: 100-continue\r\nContent-Length: %zu\r\n", strlen (body));

  g_assert_cmpuint (ask (directory, wire, "POST /scim/v2/Users HTTP/1.1", fields, ""), ==, 100);
  g_assert_true (wire_send (wire, body));
  g_assert_cmpuint (wire_read (wire), ==, 201);
  /* Who does not wait is served just the same, with or without the word in between. */
  if (ask (directory, wire, "POST /scim/v2/Users HTTP/1.1", fields, body) == 100)
    wire_read (wire);
  g_assert_nonnull (strstr (wire->body, "\"uniqueness\""));
  g_assert_cmpuint (ask (directory, wire, "GET /scim/v2/Me HTTP/1.1", "Expect: wonders\r\n", ""),
                    ==, 417);
}

static void
test_body_size (void)
{
  static const struct
  {
    const char *fields;
    const char *body;
    guint status;
  } cases[] = {
    { "Content-Length: 16777217\r\n", "", 413 },
    { "Content-Length: 99999999999999\r\n", "", 413 },
    { "Content-Length: 99999999999999999999999999\r\n", "", 413 },
    { "Expect: 100-continue\r\nContent-Length: 16777217\r\n", "", 413 },
    { "Transfer-Encoding: chunked\r\n", "2\r\n{}\r\n0\r\n\r\n", 400 },
    { "Transfer-Encoding: Chunked\r\n", "00002;a=b\r\n{}\r\n000\r\n\r\n", 400 },
    { "Transfer-Encoding: gzip\r\n", "", 501 },
    { "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n", "2\r\n{}\r\n0\r\n\r\n", 400 },
    { "Content-Length: 2\r\nContent-Length: 2\r\n", "{}", 400 },
    { "Content-Length: 2, 2\r\n", "{}", 400 },
    { "Content-Length: +2\r\n", "{}", 400 },
    { "Content-Length: 0x2\r\n", "{}", 400 },
    { "Content-Length:\r\n", "", 400 },
  };
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autofree char *chunk = g_strnfill (0x10000, ' ');
  g_autoptr(Wire) endless = wire_open (directory);
  g_autofree char *request = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(Wire) wire = wire_open (directory);

      g_test_message ("%s%s", cases[i].fields, cases[i].body);
      g_assert_cmpuint (ask (directory, wire, "POST /scim/v2/Users HTTP/1.1", cases[i].fields,
                             cases[i].body), ==, cases[i].status);
    }
  /* Of chunks that never end no more is kept than of any other body. */
  request = make_request (directory, "POST /scim/v2/Users HTTP/1.1",
                          "Transfer-Encoding: chunked\r\n", "");
  g_assert_true (wire_send (endless, request));
  for (guint i = 0; i < 257; i++)
    g_assert_true (wire_send (endless, "10000\r\n") && wire_send (endless, chunk) &&
                   wire_send (endless, "\r\n"));
  g_assert_cmpuint (wire_read (endless), ==, 413);
}

/* What could be understood in two ways, or is no HTTP, is refused; then the connection ends. */
static void
test_heads (void)
{
  static const struct
  {
    const char *head;
    guint status;
  } cases[] = {
    { "GET /scim/v2/Me HTTP/1.1\r\n\r\n", 400 },
    { "GET /scim/v2/Me HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400 },
    { "GET /scim/v2/Me HTTP/1.1\r\nHost: a/b\r\n\r\n", 400 },
    { "GET /scim/v2/Me HTTP/1.1\r\nHost : a\r\n\r\n", 400 },
    { "GET /scim/v2/Me\r\n\r\n", 400 },
    { "GET scim/v2/Me HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
    { "GET /scim/v2/Me FTP/1.1\r\nHost: a\r\n\r\n", 400 },
    { "GET /scim/v2/Me HTTP/2.0\r\nHost: a\r\n\r\n", 505 },
    { "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505 },
  };
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autofree char *many = g_strnfill (200 * 1024, 'a');
  g_autofree char *long_address = g_strconcat ("GET /", many, NULL);
  g_autofree char *long_header =
    g_strconcat ("GET /scim/v2/Me HTTP/1.1\r\nHost: a\r\nX: ", many, NULL);
  g_autoptr(Wire) a = wire_open (directory);
  g_autoptr(Wire) b = wire_open (directory);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(Wire) wire = wire_open (directory);

      g_test_message ("%s", cases[i].head);
      g_assert_true (wire_send (wire, cases[i].head));
      g_assert_cmpuint (wire_read (wire), ==, cases[i].status);
      g_assert_true (wire_has_ended (wire));
    }
  g_assert_true (wire_send (a, long_address));
  g_assert_true (wire_has_ended (a));
  g_assert_true (wire_send (b, long_header));
  g_assert_true (wire_has_ended (b));
}

static void
test_addresses (void)
{
  static const struct
  {
    const char *line;
    guint status;
  } cases[] = {
    { "\r\nGET /scim/v2/Me HTTP/1.1", 200 },
    { "GET http://other.example/scim/v2/Me HTTP/1.1", 200 },
    { "OPTIONS * HTTP/1.1", 404 },
    { "BREW /scim/v2/Me HTTP/1.1", 405 },
  };
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autoptr(Wire) wire = wire_open (directory);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].line);
      g_assert_cmpuint (ask (directory, wire, cases[i].line, "", ""), ==, cases[i].status);
    }
}

static guint
count_files (UaTestDirectory *directory)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/fd", ua_test_directory_get_pid (directory));
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  g_assert_nonnull (dir);
  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* In kilobytes. */
static guint64
get_memory (UaTestDirectory *directory)
{
  g_autofree char *path =
    g_strdup_printf ("/proc/%s/status", ua_test_directory_get_pid (directory));
  g_autofree char *text = NULL;
  const char *found;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  found = strstr (text, "VmRSS:");
  g_assert_nonnull (found);
  return g_ascii_strtoull (found + strlen ("VmRSS:"), NULL, 10);
}

static void
connect_and_leave (UaTestDirectory *directory,
                   guint            n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(Wire) wire = wire_open (directory);

      if (i % 4 == 0)
        continue;
      if (i % 4 == 1)
        wire_send (wire, "GET /scim/v2/Us");
      else
        g_assert_cmpuint (ask (directory, wire, "GET /scim/v2/Me HTTP/1.1", "", ""), ==, 200);
    }
}

/* A client that leaves takes its connection along: neither file nor memory stays. */
static void
test_leaving (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  guint n_files = count_files (directory);
  /* The sanitizer's own heap grows for a while whatever is freed; leaks it finds itself. */
  const guint64 slack = g_getenv ("ASAN_OPTIONS") != NULL ? 32 * 1024 : 4 * 1024;
  guint64 memory;

  connect_and_leave (directory, N_CYCLES / 3);
  memory = get_memory (directory);
  connect_and_leave (directory, N_CYCLES);
  while (count_files (directory) > n_files + 2)
    g_usleep (1000);
  g_assert_cmpuint (get_memory (directory), <, memory + slack);
}

/* Whoever holds connections open and does nothing loses the oldest when others need room. */
static void
test_idlers (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autoptr(GPtrArray) wires = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_close);
  g_autoptr(Wire) wire = NULL;

  for (guint i = 0; i < 600; i++)
    {
      Wire *idler = wire_open (directory);

      g_ptr_array_add (wires, idler);
      if (i % 2 == 0)
        g_assert_cmpuint (ask (directory, idler, "GET /scim/v2/Me HTTP/1.1", "", ""), ==, 200);
    }
  wire = wire_open (directory);
  g_assert_cmpuint (ask (directory, wire, "GET /scim/v2/Me HTTP/1.1", "", ""), ==, 200);
  g_assert_cmpuint (count_files (directory), <, 300);
  g_assert_true (wire_has_ended (g_ptr_array_index (wires, 0)));
}

/* What is under way when the service is told to end is answered, and so is what waits to be
 * accepted; who has nothing under way is let go. */
static void
test_ending (void)
{
  UaTestDirectory *directory = ua_test_directory_start (0, NULL);
  g_autoptr(Wire) sending = wire_open (directory);
  g_autoptr(Wire) idle = wire_open (directory);
  const char *body = USER ("late");
  g_autofree char *fields =
    g_strdup_printf ("Expect: 100-continue\r\nContent-Length: %zu\r\n", strlen (body));

  g_assert_cmpuint (ask (directory, idle, "GET /scim/v2/Me HTTP/1.1", "", ""), ==, 200);
  g_assert_cmpuint (ask (directory, sending, "POST /scim/v2/Users HTTP/1.1", fields, ""), ==, 100);
  g_assert_cmpint (kill ((pid_t) g_ascii_strtoll (ua_test_directory_get_pid (directory), NULL, 10),
                         SIGTERM), ==, 0);
  g_assert_true (wire_has_ended (idle));
  g_assert_true (wire_send (sending, body));
  g_assert_cmpuint (wire_read (sending), ==, 201);
  g_assert_cmpstr (get_field (sending, "connection"), ==, "close");
  g_assert_true (wire_has_ended (sending));
  /* Makes sure of the status, which is 0. */
  ua_test_directory_stop (directory);
}

typedef struct
{
  UaTestDirectory *directory; /* (unowned) */
  guint n_answered;
} Asker;

/* Asks until the connection ends; an answer that began is whole, which reading it asserts. */
static gpointer
ask_until_end (gpointer data)
{
  Asker *asker = data;
  g_autoptr(Wire) wire = wire_open (asker->directory);
  g_autofree char *request =
    make_request (asker->directory, "GET /scim/v2/Users?count=50 HTTP/1.1", "", "");

  while (wire_send (wire, request) && wire_read (wire) == 200)
    g_atomic_int_inc (&asker->n_answered);
  return NULL;
}

static void
test_ending_under_load (void)
{
  for (guint round = 0; round < 5; round++)
    {
      UaTestDirectory *directory = ua_test_directory_start (100, NULL);
      Asker askers[8];
      GThread *threads[8];

      for (gsize i = 0; i < G_N_ELEMENTS (askers); i++)
        {
          askers[i] = (Asker) { directory, 0 };
          threads[i] = g_thread_new ("asker", ask_until_end, &askers[i]);
        }
      for (gsize i = 0; i < G_N_ELEMENTS (askers); i++)
        while (g_atomic_int_get (&askers[i].n_answered) < 20)
          g_usleep (100);
      ua_test_directory_terminate (directory);
      for (gsize i = 0; i < G_N_ELEMENTS (askers); i++)
        g_thread_join (threads[i]);
      ua_test_directory_stop (directory);
    }
}

int
main (int    argc,
      char **argv)
{
  const char *sanitizer = g_getenv ("ASAN_OPTIONS");

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  /* What is freed is kept by the sanitizer for a while, which is no leak. */
  if (sanitizer != NULL)
    {
      g_autofree char *options =
        g_strconcat (sanitizer, ":quarantine_size_mb=1:thread_local_quarantine_size_kb=16", NULL);

      g_setenv ("ASAN_OPTIONS", options, TRUE);
    }
  g_test_add_func ("/directory/wire/keep-alive", test_keep_alive);
  g_test_add_func ("/directory/wire/ahead", test_ahead);
  g_test_add_func ("/directory/wire/credentials-first", test_credentials_first);
  g_test_add_func ("/directory/wire/credentials-known", test_credentials_known);
  g_test_add_func ("/directory/wire/refused-while-sending", test_refused_while_sending);
  g_test_add_func ("/directory/wire/continue", test_continue);
  g_test_add_func ("/directory/wire/body-size", test_body_size);
  g_test_add_func ("/directory/wire/heads", test_heads);
  g_test_add_func ("/directory/wire/addresses", test_addresses);
  g_test_add_func ("/directory/wire/leaving", test_leaving);
  g_test_add_func ("/directory/wire/idlers", test_idlers);
  g_test_add_func ("/directory/wire/ending", test_ending);
  g_test_add_func ("/directory/wire/ending-under-load", test_ending_under_load);
  return g_test_run ();
}
