/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-directory"

#include "ua-local-directory.h"

#include "ua-config.h"
#include "ua-error.h"
#include "ua-sync-paths.h"
#include "ua-text.h"
#include "ua-token-file.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#define PROGRAM "useradmin-directory"
#define READY_MARK ": listening on "
#define STOP_SECONDS 5

/**
 * UaLocalDirectory:
 *
 * The process that serves an organisation on this computer.  It listens on a socket that only
 * this user can open, and ends when its standard input does, so that it never outlives the
 * application, however that ends.  When it dies by itself "died" is emitted, and it can be started
 * again.
 *
 *   start: spawn -> wait for the ready line on stdout -> read the token file -> running
 *
 * For the main thread.
 */
struct _UaLocalDirectory
{
  GObject parent_instance;

  char *folder;               /* (owned) */
  char *socket_path;          /* (owned) (nullable) */
  GSubprocess *process;       /* (owned) (nullable) */
  GDataInputStream *output;   /* (owned) (nullable) */
  UaCredentials *credentials; /* (owned) (nullable) */
  char *last_words;           /* (owned) (nullable): of standard error */
  GTask *start;               /* (owned) (nullable) */
  GTask *stop;                /* (owned) (nullable) */
  guint stop_source;
  gboolean running;
};

G_DEFINE_FINAL_TYPE (UaLocalDirectory, ua_local_directory, G_TYPE_OBJECT)

enum
{
  SIGNAL_DIED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The number of sample members waits in a file until the directory has been filled, because
 * filling is wanted once, at the first start. */
static char *
get_wish_file (const char *folder)
{
  return g_build_filename (folder, "sample.ini", NULL);
}

static guint
read_wish (const char *folder)
{
  g_autofree char *path = get_wish_file (folder);
  g_autoptr (GKeyFile) wish = g_key_file_new ();
  int n;

  if (!g_key_file_load_from_file (wish, path, G_KEY_FILE_NONE, NULL))
    return 0;
  n = g_key_file_get_integer (wish, "Sample", "Members", NULL);
  return n > 0 ? (guint) n : 0;
}

static void
drop_wish (const char *folder)
{
  g_autofree char *path = get_wish_file (folder);

  g_unlink (path);
}

static char *
find_program (void)
{
  g_autofree char *self_path = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *self_dir = self_path != NULL ? g_path_get_dirname (self_path) : NULL;
  g_autofree char *beside = g_build_filename (self_dir != NULL ? self_dir : "", PROGRAM, NULL);
  g_autofree char *built =
    g_build_filename (self_dir != NULL ? self_dir : "", "directory", PROGRAM, NULL);
  g_autofree char *installed = g_build_filename (UA_BIN_DIR, PROGRAM, NULL);
  const char *places[] = { beside, built, installed };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_path_is_absolute (places[i]) && g_file_test (places[i], G_FILE_TEST_IS_REGULAR) &&
        g_file_test (places[i], G_FILE_TEST_IS_EXECUTABLE))
      return g_strdup (places[i]);
  return g_find_program_in_path (PROGRAM);
}

static void
finish_start (UaLocalDirectory *self,
              GError           *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->start);

  if (task == NULL)
    {
      g_clear_error (&error);
      return;
    }
  if (error != NULL)
    {
      /* Whatever was started is of no use then. */
      if (self->process != NULL)
        g_subprocess_force_exit (self->process);
      g_task_return_error (task, error);
      return;
    }
  self->running = TRUE;
  g_task_return_boolean (task, TRUE);
}

static void
finish_stop (UaLocalDirectory *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->stop);

  g_clear_handle_id (&self->stop_source, g_source_remove);
  if (task != NULL)
    g_task_return_boolean (task, TRUE);
}

static void
error_line_read_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (UaLocalDirectory) self = UA_LOCAL_DIRECTORY (user_data);
  GDataInputStream *stream = G_DATA_INPUT_STREAM (source);
  g_autofree char *line = g_data_input_stream_read_line_finish (stream, result, NULL, NULL);

  if (line == NULL)
    return;
  g_free (self->last_words);
  self->last_words = ua_text_clean (line, 300);
  g_message ("%s", self->last_words);
  g_data_input_stream_read_line_async (stream, G_PRIORITY_DEFAULT, NULL, error_line_read_cb,
                                       g_steal_pointer (&self));
}

static void
become_ready (UaLocalDirectory *self)
{
  g_autofree char *token_file = g_build_filename (self->folder, "token", NULL);
  GError *error = NULL;

  g_clear_pointer (&self->credentials, ua_credentials_unref);
  self->credentials = ua_token_file_read (token_file, &error);
  if (self->credentials != NULL)
    drop_wish (self->folder);
  finish_start (self, error);
}

/* After the ready line the rest is read too, so that the pipe never fills. */
static void
output_line_read_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (UaLocalDirectory) self = UA_LOCAL_DIRECTORY (user_data);
  GDataInputStream *stream = G_DATA_INPUT_STREAM (source);
  g_autofree char *line = g_data_input_stream_read_line_finish (stream, result, NULL, NULL);

  if (line == NULL || stream != self->output)
    return;
  if (self->start != NULL && strstr (line, READY_MARK) != NULL)
    become_ready (self);
  g_data_input_stream_read_line_async (stream, G_PRIORITY_DEFAULT, NULL, output_line_read_cb,
                                       g_steal_pointer (&self));
}

static void
process_waited_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (UaLocalDirectory) self = UA_LOCAL_DIRECTORY (user_data);
  gboolean was_running = self->running;

  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  if (G_SUBPROCESS (source) != self->process)
    return;
  self->running = FALSE;
  g_clear_object (&self->process);
  g_clear_object (&self->output);
  finish_start (self, g_error_new (UA_ERROR, UA_ERROR_FAILED, "The directory ended: %s",
                                   self->last_words != NULL ? self->last_words : "it did not say"));
  if (self->stop != NULL)
    finish_stop (self);
  else if (was_running)
    g_signal_emit (self, signals[SIGNAL_DIED], 0);
}

static gboolean
stop_timed_out_cb (gpointer user_data)
{
  UaLocalDirectory *self = UA_LOCAL_DIRECTORY (user_data);

  self->stop_source = 0;
  if (self->process != NULL)
    g_subprocess_force_exit (self->process);
  return G_SOURCE_REMOVE;
}

static void
read_streams (UaLocalDirectory *self)
{
  g_autoptr (GDataInputStream) errors =
    g_data_input_stream_new (g_subprocess_get_stderr_pipe (self->process));

  g_clear_object (&self->output);
  self->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_data_input_stream_read_line_async (self->output, G_PRIORITY_DEFAULT, NULL,
                                       output_line_read_cb, g_object_ref (self));
  g_data_input_stream_read_line_async (errors, G_PRIORITY_DEFAULT, NULL,
                                       error_line_read_cb, g_object_ref (self));
}

static gboolean
spawn (UaLocalDirectory  *self,
       GError           **error)
{
  g_autofree char *program = find_program ();
  g_autofree char *listen = g_strconcat ("unix:", self->socket_path, NULL);
  g_autofree char *token_file = g_build_filename (self->folder, "token", NULL);
  g_autofree char *socket_dir = NULL;
  guint n_sample = read_wish (self->folder);
  g_autofree char *sample = g_strdup_printf ("%u", n_sample);
  const char *argv[] = { program, "--data-dir", self->folder, "--listen", listen,
                         "--token-file", token_file, "--stop-on-eof",
                         n_sample > 0 ? "--sample" : NULL, sample, NULL };
  g_autoptr (GError) cause = NULL;

  if (program == NULL || self->socket_path == NULL)
    {
      g_set_error (error, UA_ERROR, UA_ERROR_FAILED, "%s",
                   program == NULL ? "The program " PROGRAM " is not there"
                                   : "The path of the socket is too long");
      return FALSE;
    }
  socket_dir = g_path_get_dirname (self->socket_path);
  if (!ua_sync_make_private_dir (self->folder, error) ||
      !ua_sync_make_private_dir (socket_dir, error))
    return FALSE;
  self->process = g_subprocess_newv (argv,
                                     G_SUBPROCESS_FLAGS_STDIN_PIPE |
                                     G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                     G_SUBPROCESS_FLAGS_STDERR_PIPE, &cause);
  if (self->process == NULL)
    {
      g_set_error (error, UA_ERROR, UA_ERROR_FAILED, "The directory cannot be started: %d",
                   cause->code);
      return FALSE;
    }
  return TRUE;
}

static void
ua_local_directory_dispose (GObject *object)
{
  UaLocalDirectory *self = UA_LOCAL_DIRECTORY (object);

  g_clear_handle_id (&self->stop_source, g_source_remove);
  g_clear_object (&self->process);
  g_clear_object (&self->output);
  g_clear_pointer (&self->credentials, ua_credentials_unref);

  G_OBJECT_CLASS (ua_local_directory_parent_class)->dispose (object);
}

static void
ua_local_directory_finalize (GObject *object)
{
  UaLocalDirectory *self = UA_LOCAL_DIRECTORY (object);

  g_free (self->folder);
  g_free (self->socket_path);
  g_free (self->last_words);

  G_OBJECT_CLASS (ua_local_directory_parent_class)->finalize (object);
}

static void
ua_local_directory_class_init (UaLocalDirectoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ua_local_directory_dispose;
  object_class->finalize = ua_local_directory_finalize;

  /**
   * UaLocalDirectory::died:
   *
   * The process ended without having been told to.
   */
  signals[SIGNAL_DIED] = g_signal_new ("died", UA_TYPE_LOCAL_DIRECTORY, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ua_local_directory_init (UaLocalDirectory *self)
{
}

/**
 * ua_local_directory_prepare:
 * @connection_id: the id of a connection of the kind local
 * @n_sample: how many made-up members it shall have at first, or 0
 * @error: %UA_ERROR_STORAGE
 *
 * Makes the data folder of a new organisation on this computer.
 *
 * Returns: whether it is there
 */
gboolean
ua_local_directory_prepare (const char  *connection_id,
                            guint        n_sample,
                            GError     **error)
{
  g_autofree char *folder = ua_sync_get_directory_dir (connection_id);
  g_autofree char *path = get_wish_file (folder);
  g_autoptr (GKeyFile) wish = g_key_file_new ();
  g_autoptr (GError) cause = NULL;

  if (!ua_sync_make_private_dir (folder, error))
    return FALSE;
  if (n_sample == 0)
    return TRUE;
  g_key_file_set_integer (wish, "Sample", "Members", (int) MIN (n_sample, (guint) G_MAXINT));
  if (!g_key_file_save_to_file (wish, path, &cause))
    {
      g_set_error (error, UA_ERROR, UA_ERROR_STORAGE, "A file cannot be written: %d",
                   cause->code);
      return FALSE;
    }
  return TRUE;
}

/**
 * ua_local_directory_new:
 * @connection_id: the id of a connection of the kind local
 *
 * Returns: (transfer full): the directory of that connection, not started
 */
UaLocalDirectory *
ua_local_directory_new (const char *connection_id)
{
  UaLocalDirectory *self = g_object_new (UA_TYPE_LOCAL_DIRECTORY, NULL);

  self->folder = ua_sync_get_directory_dir (connection_id);
  self->socket_path = ua_sync_get_socket_path (connection_id);
  return self;
}

/**
 * ua_local_directory_start_async:
 * @self: a directory that is not being started or stopped
 * @cancellable: (nullable): to be asked before it is started
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Starts the process, unless it runs, and waits until it listens.
 */
void
ua_local_directory_start_async (UaLocalDirectory    *self,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (UA_IS_LOCAL_DIRECTORY (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ua_local_directory_start_async);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (self->running)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (self->process != NULL)
    {
      g_task_return_new_error (task, UA_ERROR, UA_ERROR_STOPPED,
                               "The directory is being started or stopped");
      return;
    }
  g_clear_pointer (&self->last_words, g_free);
  if (!spawn (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  self->start = g_steal_pointer (&task);
  g_subprocess_wait_async (self->process, NULL, process_waited_cb, g_object_ref (self));
  read_streams (self);
}

/**
 * ua_local_directory_start_finish:
 * @self: the directory
 * @result: what the callback was given
 * @error: %UA_ERROR_FAILED with what the process said last, %UA_ERROR_STORAGE,
 *   %UA_ERROR_STOPPED, %G_IO_ERROR_CANCELLED
 *
 * Returns: whether it listens
 */
gboolean
ua_local_directory_start_finish (UaLocalDirectory  *self,
                                 GAsyncResult      *result,
                                 GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ua_local_directory_stop_async:
 * @self: a directory
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Asks the process to end, and makes it end when it does not within five seconds.
 */
void
ua_local_directory_stop_async (UaLocalDirectory    *self,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (UA_IS_LOCAL_DIRECTORY (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ua_local_directory_stop_async);
  if (self->process == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (self->stop != NULL)
    {
      g_task_return_new_error (task, UA_ERROR, UA_ERROR_STOPPED,
                               "The directory is being stopped");
      return;
    }
  self->stop = g_steal_pointer (&task);
  self->stop_source = g_timeout_add_seconds (STOP_SECONDS, stop_timed_out_cb, self);
  g_subprocess_send_signal (self->process, SIGTERM);
}

/**
 * ua_local_directory_stop_finish:
 * @self: the directory
 * @result: what the callback was given
 * @error: %UA_ERROR_STOPPED when it was being stopped already
 *
 * Returns: whether the process has ended
 */
gboolean
ua_local_directory_stop_finish (UaLocalDirectory  *self,
                                GAsyncResult      *result,
                                GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ua_local_directory_get_running:
 * @self: a directory
 *
 * Returns: whether the process listens
 */
gboolean
ua_local_directory_get_running (UaLocalDirectory *self)
{
  g_return_val_if_fail (UA_IS_LOCAL_DIRECTORY (self), FALSE);

  return self->running;
}

/**
 * ua_local_directory_get_socket_path:
 * @self: a directory
 *
 * Returns: (transfer none) (nullable): where it listens; %NULL when no path is short enough
 */
const char *
ua_local_directory_get_socket_path (UaLocalDirectory *self)
{
  g_return_val_if_fail (UA_IS_LOCAL_DIRECTORY (self), NULL);

  return self->socket_path;
}

/**
 * ua_local_directory_get_credentials:
 * @self: a directory
 *
 * Returns: (transfer none) (nullable): an admin's credentials; %NULL before it was started
 */
UaCredentials *
ua_local_directory_get_credentials (UaLocalDirectory *self)
{
  g_return_val_if_fail (UA_IS_LOCAL_DIRECTORY (self), NULL);

  return self->credentials;
}
