/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-directory"

#include "ua-config.h"
#include "ua-dir-auth.h"
#include "ua-dir-folder.h"
#include "ua-dir-mailer.h"
#include "ua-dir-owner.h"
#include "ua-dir-sample.h"
#include "ua-dir-seats.h"
#include "ua-dir-server.h"
#include "ua-dir-settings.h"
#include "ua-dir-upkeep.h"

#include <glib-unix.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define STATUS_FAILED 1
#define STATUS_BAD_OPTIONS 2
#define KEPT_BYTES (8 * 1024 * 1024)

typedef struct
{
  GMainLoop *loop;         /* (owned) */
  UaDirServer *server;     /* (owned) */
} Program;

static gboolean
requests_ended_cb (gpointer user_data)
{
  Program *program = user_data;

  g_main_loop_quit (program->loop);
  return G_SOURCE_REMOVE;
}

static gboolean
end_requested_cb (gpointer user_data)
{
  Program *program = user_data;

  ua_dir_server_finish (program->server, requests_ended_cb, program);
  return G_SOURCE_CONTINUE;
}

static gboolean
input_arrived_cb (int          fd,
                  GIOCondition condition,
                  gpointer     user_data)
{
  char buffer[256];
  gssize n = read (fd, buffer, sizeof buffer);

  if (n > 0)
    return G_SOURCE_CONTINUE;
  end_requested_cb (user_data);
  return G_SOURCE_REMOVE;
}

static int
report (const GError *error,
        int           status)
{
  /* One line, whatever names are in the message. */
  g_autofree char *line = g_strdelimit (g_strdup (error->message), "\r\n", ' ');

  fprintf (stderr, "useradmin-directory: %s\n", line);
  return status;
}

static gboolean
prepare_data (UaDirStore          *store,
              const UaDirOptions  *options,
              const char          *token,
              GError             **error)
{
  UaDirDb *db = ua_dir_store_get_db (store);
  gint64 n, owner;

  if (!ua_dir_db_get_int (db, &n, error, "SELECT EXISTS (SELECT 1 FROM resource)", ""))
    return FALSE;
  if (n == 0 && options->sample > 0 && !ua_dir_sample_fill (db, options->sample, error))
    return FALSE;
  return ua_dir_db_exec (db, "BEGIN IMMEDIATE", error) &&
         ua_dir_settings_ensure (db, error) && ua_dir_seats_ensure (db, error) &&
         ua_dir_owner_ensure (db, &owner, error) &&
         ua_dir_auth_store_token (db, token, owner, error) &&
         ua_dir_db_exec (db, "COMMIT", error);
}

static UaDirPost *
open_post (const UaDirOptions  *options,
           GError             **error)
{
  g_autofree char *spool = g_build_filename (options->data_dir, "spool", NULL);

  return ua_dir_post_new (spool, options->sendmail, error);
}

/* Where the links in mails lead: to the service itself, unless something else is in front of it. */
static char *
find_web_base (const UaDirOptions *options,
               const char         *name)
{
  if (options->web_base != NULL)
    return g_strdup (options->web_base);
  if (options->socket_path != NULL || !g_str_has_suffix (name, UA_DIR_BASE_PATH))
    return g_strdup ("http://localhost/");
  return g_strndup (name, strlen (name) - strlen (UA_DIR_BASE_PATH) + 1);
}

static gboolean
serve (const UaDirOptions  *options,
       GError             **error)
{
  g_autoptr(UaDirPost) post = NULL;
  g_autoptr(UaDirMailer) mailer = NULL;
  g_autoptr(UaDirStore) store = NULL;
  g_autofree char *token = NULL;
  g_autofree char *web_base = NULL;
  g_autofree char *name = NULL;
  Program program = { NULL };

  store = ua_dir_store_open (options->data_dir, error);
  if (store == NULL)
    return FALSE;
  token = ua_dir_token_file_load (options->token_file, error);
  if (token == NULL || !prepare_data (store, options, token, error))
    return FALSE;
  explicit_bzero (token, strlen (token));
  post = open_post (options, error);
  if (post == NULL)
    return FALSE;
  mailer = ua_dir_mailer_new (store, post);
  program.server = ua_dir_server_new (store, options, error);
  if (program.server == NULL)
    return FALSE;

  program.loop = g_main_loop_new (NULL, FALSE);
  g_unix_signal_add (SIGTERM, end_requested_cb, &program);
  g_unix_signal_add (SIGINT, end_requested_cb, &program);
  g_unix_signal_add (SIGHUP, end_requested_cb, &program);
  if (options->stop_on_eof)
    g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR, input_arrived_cb, &program);

  name = ua_dir_server_get_name (program.server);
  web_base = find_web_base (options, name);
  ua_dir_mailer_start (mailer, web_base);
  printf ("useradmin-directory: listening on %s\n", name);
  fflush (stdout);
  g_main_loop_run (program.loop);

  ua_dir_server_close (program.server);
  ua_dir_mailer_stop (mailer);
  g_clear_pointer (&store, ua_dir_store_close);
  ua_dir_server_free (program.server);
  g_main_loop_unref (program.loop);
  return TRUE;
}

/* What ends by itself; gives the status of the process. */
static int
keep_up (const UaDirOptions *options)
{
  g_autoptr(GString) lines = g_string_new (NULL);
  g_autoptr(GError) error = NULL;
  gboolean sound = TRUE;
  gboolean done;

  if (options->show_version)
    {
      printf ("useradmin-directory %s\n", UA_VERSION);
      return 0;
    }
  if (options->backup != NULL)
    done = ua_dir_upkeep_back_up (options->data_dir, options->backup, &error);
  else if (options->check)
    done = ua_dir_upkeep_check (options->data_dir, lines, &sound, &error);
  else
    done = ua_dir_upkeep_compact (options->data_dir, &error);
  fputs (lines->str, stdout);
  if (!done)
    return report (error, STATUS_FAILED);
  return sound ? 0 : STATUS_FAILED;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(UaDirOptions) options = NULL;
  g_autoptr(GError) error = NULL;

  /* Whatever is made is for this user alone (the -wal and -shm files of SQLite too). */
  umask (077);
  signal (SIGPIPE, SIG_IGN);
  /* Nobody reads how much memory SQLite uses, and counting it makes all threads wait for one
   * another. */
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
  /* A page is some hundred kilobytes, which would be asked of the system and given back each
   * time. */
  mallopt (M_MMAP_THRESHOLD, KEPT_BYTES);
  mallopt (M_TRIM_THRESHOLD, KEPT_BYTES);
  options = ua_dir_options_parse (&argc, &argv, &error);
  if (options == NULL)
    return report (error, STATUS_BAD_OPTIONS);
  if (!ua_dir_options_serve (options))
    return keep_up (options);
  return serve (options, &error) ? 0 : report (error, STATUS_FAILED);
}
