/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-directory.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

struct _UaTestDirectory
{
  GSubprocess *process;    /* (owned) (nullable) */
  SoupSession *session;    /* (owned) */
  char *folder;            /* (owned) */
  char *base_uri;          /* (owned) */
  char *token;             /* (owned) */
  GPtrArray *options;      /* (owned), of char * */
  guint sample;
};

static void
launch (UaTestDirectory *self)
{
  g_autoptr(GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  g_autofree char *data = g_build_filename (self->folder, "data", NULL);
  g_autofree char *token_file = g_build_filename (self->folder, "token", NULL);
  g_autofree char *sample = g_strdup_printf ("%u", self->sample);
  g_autoptr(GDataInputStream) output = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *line = NULL;
  const char *start = "useradmin-directory: listening on ";

  g_ptr_array_add (argv, (gpointer) UA_TEST_DIRECTORY_EXE);
  g_ptr_array_add (argv, (gpointer) "--data-dir");
  g_ptr_array_add (argv, data);
  g_ptr_array_add (argv, (gpointer) "--token-file");
  g_ptr_array_add (argv, token_file);
  g_ptr_array_add (argv, (gpointer) "--listen");
  g_ptr_array_add (argv, (gpointer) "127.0.0.1:0");
  g_ptr_array_add (argv, (gpointer) "--sample");
  g_ptr_array_add (argv, sample);
  /* A test that is aborted leaves nothing behind: its end of the pipe closes. */
  g_ptr_array_add (argv, (gpointer) "--stop-on-eof");
  for (guint i = 0; i < self->options->len; i++)
    g_ptr_array_add (argv, g_ptr_array_index (self->options, i));
  g_ptr_array_add (argv, NULL);

  /* A log is looked through as the other files are. */
  if (g_ptr_array_find_with_equal_func (self->options, "--log", g_str_equal, NULL))
    {
      g_autofree char *log = g_build_filename (self->folder, "log", NULL);

      g_subprocess_launcher_set_stderr_file_path (launcher, log);
    }
  self->process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata,
                                                &error);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  g_assert_true (g_str_has_prefix (line, start));
  g_free (self->base_uri);
  self->base_uri = g_strdup (line + strlen (start));
  g_clear_pointer (&self->token, g_free);
  g_file_get_contents (token_file, &self->token, NULL, &error);
  g_assert_no_error (error);
  g_strstrip (self->token);
}

/**
 * ua_test_directory_start:
 * @sample: how many made-up members
 * @...: more options of the command line, ended by %NULL
 *
 * Starts the service and waits until it is ready.
 *
 * Returns: (transfer full): it, to be given to ua_test_directory_stop()
 */
UaTestDirectory *
ua_test_directory_start (guint sample,
                         ...)
{
  UaTestDirectory *self = g_new0 (UaTestDirectory, 1);
  g_autoptr(GError) error = NULL;
  va_list options;

  self->sample = sample;
  self->options = g_ptr_array_new_with_free_func (g_free);
  va_start (options, sample);
  for (const char *o; (o = va_arg (options, const char *)) != NULL; )
    g_ptr_array_add (self->options, g_strdup (o));
  va_end (options);
  self->folder = g_dir_make_tmp ("ua-directory-XXXXXX", &error);
  g_assert_no_error (error);
  self->session = soup_session_new ();
  launch (self);
  return self;
}

/**
 * ua_test_directory_terminate:
 * @self: a service that runs
 *
 * Ends it with SIGTERM and makes sure that its status is 0.
 */
void
ua_test_directory_terminate (UaTestDirectory *self)
{
  g_autoptr(GError) error = NULL;

  soup_session_abort (self->session);
  g_subprocess_send_signal (self->process, SIGTERM);
  g_subprocess_wait (self->process, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (self->process));
  g_assert_cmpint (g_subprocess_get_exit_status (self->process), ==, 0);
  g_clear_object (&self->process);
}

/**
 * ua_test_directory_kill:
 * @self: a service that runs
 *
 * Ends it as a power cut would, with SIGKILL.
 */
void
ua_test_directory_kill (UaTestDirectory *self)
{
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  g_clear_object (&self->process);
  soup_session_abort (self->session);
}

/**
 * ua_test_directory_restart:
 * @self: a service that was ended
 *
 * Starts it again on the same data; the address is another one.
 */
void
ua_test_directory_restart (UaTestDirectory *self)
{
  g_assert_null (self->process);
  launch (self);
}

static void
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_tree (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

/**
 * ua_test_directory_stop:
 * @self: (transfer full) (nullable): a service
 *
 * Ends it cleanly where it runs, and removes its data.
 */
void
ua_test_directory_stop (UaTestDirectory *self)
{
  if (self == NULL)
    return;
  if (self->process != NULL)
    ua_test_directory_terminate (self);
  remove_tree (self->folder);
  g_clear_object (&self->session);
  g_ptr_array_unref (self->options);
  g_free (self->folder);
  g_free (self->base_uri);
  g_free (self->token);
  g_free (self);
}

/**
 * ua_test_directory_get_base_uri:
 * @self: a service that runs
 *
 * Returns: (transfer none): its base address
 */
const char *
ua_test_directory_get_base_uri (UaTestDirectory *self)
{
  return self->base_uri;
}

/**
 * ua_test_directory_get_token:
 * @self: a service
 *
 * Returns: (transfer none): the bearer token of its owner
 */
const char *
ua_test_directory_get_token (UaTestDirectory *self)
{
  return self->token;
}

/**
 * ua_test_directory_get_folder:
 * @self: a service
 *
 * Returns: (transfer none): the folder that holds `data` and `token`
 */
const char *
ua_test_directory_get_folder (UaTestDirectory *self)
{
  return self->folder;
}

/**
 * ua_test_directory_get_pid:
 * @self: a service that runs
 *
 * Returns: (transfer none): the number of its process
 */
const char *
ua_test_directory_get_pid (UaTestDirectory *self)
{
  return g_subprocess_get_identifier (self->process);
}

/**
 * ua_test_directory_message:
 * @self: a service that runs
 * @method: the HTTP method
 * @path: what follows the base address, encoded
 * @body: (nullable): JSON
 *
 * Returns: (transfer full): a request on behalf of the owner
 */
SoupMessage *
ua_test_directory_message (UaTestDirectory *self,
                           const char      *method,
                           const char      *path,
                           const char      *body)
{
  g_autofree char *uri = g_strconcat (self->base_uri, path, NULL);
  g_autofree char *authorization = g_strconcat ("Bearer ", self->token, NULL);
  SoupMessage *msg = soup_message_new (method, uri);

  g_assert_nonnull (msg);
  soup_message_headers_replace (soup_message_get_request_headers (msg), "Authorization",
                                authorization);
  if (body != NULL)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (msg, "application/scim+json", bytes);
    }
  return msg;
}

/**
 * ua_test_directory_send_message:
 * @self: a service that runs
 * @msg: a request
 *
 * Returns: (transfer full): the reply
 */
UaTestReply *
ua_test_directory_send_message (UaTestDirectory *self,
                                SoupMessage     *msg)
{
  UaTestReply *reply = g_new0 (UaTestReply, 1);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = soup_session_send_and_read (self->session, msg, NULL, &error);

  g_assert_no_error (error);
  reply->status = soup_message_get_status (msg);
  reply->headers = soup_message_headers_ref (soup_message_get_response_headers (msg));
  reply->length = g_bytes_get_size (bytes);
  reply->text = g_malloc0 (reply->length + 1);
  if (reply->length > 0)
    memcpy (reply->text, g_bytes_get_data (bytes, NULL), reply->length);
  if (reply->length > 0)
    reply->json = json_from_string (reply->text, NULL);
  return reply;
}

/**
 * ua_test_directory_send:
 * @self: a service that runs
 * @method: the HTTP method
 * @path: what follows the base address, encoded
 * @body: (nullable): JSON
 *
 * Returns: (transfer full): the reply to that request on behalf of the owner
 */
UaTestReply *
ua_test_directory_send (UaTestDirectory *self,
                        const char      *method,
                        const char      *path,
                        const char      *body)
{
  g_autoptr(SoupMessage) msg = ua_test_directory_message (self, method, path, body);

  return ua_test_directory_send_message (self, msg);
}

/**
 * ua_test_directory_get:
 * @self: a service that runs
 * @path: what follows the base address, encoded
 *
 * Returns: (transfer full): the reply to GET
 */
UaTestReply *
ua_test_directory_get (UaTestDirectory *self,
                       const char      *path)
{
  return ua_test_directory_send (self, "GET", path, NULL);
}

/**
 * ua_test_directory_list:
 * @self: a service that runs
 * @endpoint: such as `/Users`
 * @filter: (nullable): a filter, not encoded
 * @more: (nullable): the rest of the query, encoded
 *
 * Returns: (transfer full): the reply
 */
UaTestReply *
ua_test_directory_list (UaTestDirectory *self,
                        const char      *endpoint,
                        const char      *filter,
                        const char      *more)
{
  g_autofree char *encoded = filter != NULL ? g_uri_escape_string (filter, NULL, FALSE) : NULL;
  g_autofree char *path = g_strconcat (endpoint, "?", more != NULL ? more : "",
                                       encoded != NULL ? "&filter=" : NULL, encoded, NULL);

  return ua_test_directory_get (self, path);
}

/**
 * ua_test_reply_object:
 * @self: a reply that must be a JSON object
 *
 * Returns: (transfer none): the object
 */
JsonObject *
ua_test_reply_object (UaTestReply *self)
{
  g_assert_nonnull (self->json);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (self->json));
  return json_node_get_object (self->json);
}

/**
 * ua_test_reply_resources:
 * @self: a reply that must be a list
 *
 * Returns: (transfer none): its resources
 */
JsonArray *
ua_test_reply_resources (UaTestReply *self)
{
  g_assert_cmpuint (self->status, ==, 200);
  return json_object_get_array_member (ua_test_reply_object (self), "Resources");
}

/**
 * ua_test_reply_string:
 * @self: a reply that must be a JSON object
 * @name: the name of one of its members
 *
 * Returns: (transfer none) (nullable): its text
 */
const char *
ua_test_reply_string (UaTestReply *self,
                      const char  *name)
{
  return json_object_get_string_member_with_default (ua_test_reply_object (self), name, NULL);
}

/**
 * ua_test_reply_free:
 * @self: (transfer full) (nullable): a reply
 */
void
ua_test_reply_free (UaTestReply *self)
{
  if (self == NULL)
    return;
  soup_message_headers_unref (self->headers);
  g_clear_pointer (&self->json, json_node_unref);
  g_free (self->text);
  g_free (self);
}
