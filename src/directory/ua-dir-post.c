/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-post.h"

#include "ua-dir-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

/* How mails leave.  By default each becomes a file of the spool folder, `ID.eml`, which appears
 * there whole; whatever sends mail takes it from there and removes it.  Or each is given to a
 * program that takes what `sendmail` takes, as all mail servers and senders bring one: it reads the
 * recipient in the mail, so that no address stands in a command line. */

#define SUFFIX ".eml"
#define SENDMAIL_SECONDS 60

struct _UaDirPost
{
  char *spool;             /* (owned) */
  char *sendmail;          /* (owned) (nullable) */
  GMutex mutex;
  GHashTable *forgotten;   /* (owned) (nullable): ids that are not sent any more, while some are
                              sent; under the mutex, as what is done in the spool folder */
};

G_DEFINE_QUARK (ua-dir-post-error-quark, ua_dir_post_error)

/**
 * ua_dir_post_new:
 * @spool: the spool folder, made where it is missing
 * @sendmail: (nullable): the program that mails are given to instead
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): where mails go; %NULL with %UA_ERROR_STORAGE where the
 *   folder cannot be used, %UA_ERROR_INVALID_ARGUMENT where there is no such program
 *
 * Main thread.
 */
UaDirPost *
ua_dir_post_new (const char  *spool,
                 const char  *sendmail,
                 GError     **error)
{
  g_autoptr(UaDirPost) self = g_new0 (UaDirPost, 1);

  self->spool = g_strdup (spool);
  self->sendmail = g_strdup (sendmail);
  g_mutex_init (&self->mutex);
  if (!ua_dir_folder_prepare (spool, error))
    return NULL;
  if (sendmail != NULL && !g_file_test (sendmail, G_FILE_TEST_IS_EXECUTABLE))
    {
      g_set_error (error, UA_ERROR, UA_ERROR_INVALID_ARGUMENT,
                   "--sendmail “%s”: there is no such program", sendmail);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * ua_dir_post_free:
 * @self: (transfer full) (nullable): where mails go
 */
void
ua_dir_post_free (UaDirPost *self)
{
  if (self == NULL)
    return;
  g_mutex_clear (&self->mutex);
  g_clear_pointer (&self->forgotten, g_hash_table_unref);
  g_free (self->spool);
  g_free (self->sendmail);
  g_free (self);
}

static gboolean
set_errno (GError     **error,
           const char  *what)
{
  int saved = errno;

  g_set_error (error, UA_DIR_POST_ERROR, UA_DIR_POST_ERROR_LATER, "%s: %s", what,
               g_strerror (saved));
  return FALSE;
}

static char *
make_path (UaDirPost  *self,
           const char *prefix,
           const char *uid)
{
  g_autofree char *name = g_strconcat (prefix, uid, SUFFIX, NULL);

  return g_build_filename (self->spool, name, NULL);
}

static gboolean
write_whole (int         fd,
             const char *text,
             gsize       length)
{
  while (length > 0)
    {
      gssize n = write (fd, text, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      text += n;
      length -= (gsize) n;
    }
  return fsync (fd) == 0;
}

static gboolean
write_file (const char  *path,
            const char  *mail,
            GError     **error)
{
  int fd = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
  gboolean written;

  if (fd < 0)
    return set_errno (error, "The spool folder cannot be written");
  written = fchmod (fd, 0600) == 0 && write_whole (fd, mail, strlen (mail));
  if (!written)
    set_errno (error, "The spool folder cannot be written");
  close (fd);
  return written;
}

static gboolean
sync_folder (UaDirPost *self)
{
  int fd = open (self->spool, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean synced = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);
  return synced;
}

static gboolean
write_to_spool (UaDirPost   *self,
                const char  *uid,
                const char  *mail,
                GError     **error)
{
  g_autofree char *partial = make_path (self, ".", uid);
  g_autofree char *path = make_path (self, "", uid);

  if (!write_file (partial, mail, error))
    {
      g_unlink (partial);
      return FALSE;
    }
  if (g_rename (partial, path) != 0 || !sync_folder (self))
    return set_errno (error, "The spool folder cannot be written");
  return TRUE;
}

/* What was forgotten while it was on its way here is not put there. */
static gboolean
put_in_spool (UaDirPost   *self,
              const char  *uid,
              const char  *mail,
              GError     **error)
{
  gboolean good;

  g_mutex_lock (&self->mutex);
  good = (self->forgotten != NULL && g_hash_table_contains (self->forgotten, uid)) ||
         write_to_spool (self, uid, mail, error);
  g_mutex_unlock (&self->mutex);
  return good;
}

static gboolean
overdue_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

static void
caller_cancelled_cb (GCancellable *caller,
                     gpointer      user_data)
{
  g_cancellable_cancel (user_data);
}

/* Runs until the program ends, it takes too long, or the caller gives up. */
static gboolean
feed (GSubprocess   *process,
      GBytes        *input,
      GCancellable  *caller,
      GError       **error)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  gulong handler = g_cancellable_connect (caller, G_CALLBACK (caller_cancelled_cb), cancellable,
                                          NULL);
  g_autoptr(GSource) timer = g_timeout_source_new_seconds (SENDMAIL_SECONDS);
  gboolean fed;

  g_source_set_callback (timer, overdue_cb, g_object_ref (cancellable), g_object_unref);
  g_source_attach (timer, NULL);
  fed = g_subprocess_communicate (process, input, cancellable, NULL, NULL, error);
  g_source_destroy (timer);
  g_cancellable_disconnect (caller, handler);
  if (!fed)
    g_subprocess_force_exit (process);
  return fed;
}

/* The codes are those of sysexits.h: some say that it will not work like that. */
static gboolean
judge (GSubprocess  *process,
       GError      **error)
{
  int status;

  if (!g_subprocess_get_if_exited (process))
    {
      g_set_error_literal (error, UA_DIR_POST_ERROR, UA_DIR_POST_ERROR_LATER,
                           "The program that sends mail was ended");
      return FALSE;
    }
  status = g_subprocess_get_exit_status (process);
  if (status == 0)
    return TRUE;
  g_set_error (error, UA_DIR_POST_ERROR,
               status == EX_USAGE || status == EX_DATAERR || status == EX_NOUSER ||
               status == EX_NOHOST ? UA_DIR_POST_ERROR_NEVER : UA_DIR_POST_ERROR_LATER,
               "The program that sends mail ended with status %d", status);
  return FALSE;
}

static gboolean
give_to_program (UaDirPost     *self,
                 const char    *from,
                 const char    *mail,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_auto(GStrv) lines = g_strsplit (mail, "\r\n", -1);
  /* On a pipe lines are ended as everywhere on this system. */
  char *text = g_strjoinv ("\n", lines);
  g_autoptr(GBytes) input = g_bytes_new_take (text, strlen (text));
  const char *argv[] = { self->sendmail, "-i", "-t", "-f", from, NULL };
  g_autoptr(GError) fault = NULL;
  g_autoptr(GSubprocess) process =
    g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                             G_SUBPROCESS_FLAGS_STDERR_SILENCE, &fault);

  if (process == NULL)
    {
      g_set_error_literal (error, UA_DIR_POST_ERROR, UA_DIR_POST_ERROR_LATER,
                           "The program that sends mail cannot be started");
      return FALSE;
    }
  /* A program that ends without reading all of it says by its status what it thinks of it. */
  if (!feed (process, input, cancellable, &fault) &&
      !g_error_matches (fault, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE))
    {
      g_set_error_literal (error, UA_DIR_POST_ERROR, UA_DIR_POST_ERROR_LATER,
                           "The program that sends mail does not answer");
      return FALSE;
    }
  g_subprocess_wait (process, NULL, NULL);
  return judge (process, error);
}

/**
 * ua_dir_post_send:
 * @self: where mails go
 * @uid: the id of the message
 * @from: the address that it is from
 * @mail: the mail, lines ended by CRLF
 * @cancellable: ends the program that sends it
 * @error: return location for an error
 *
 * Hands a mail on.  Handing on the same message again replaces what still lies in the spool folder.
 *
 * Returns: whether it succeeded; else %UA_DIR_POST_ERROR
 *
 * The thread that sends mails, while the main loop runs.
 */
gboolean
ua_dir_post_send (UaDirPost     *self,
                  const char    *uid,
                  const char    *from,
                  const char    *mail,
                  GCancellable  *cancellable,
                  GError       **error)
{
  if (self->sendmail != NULL)
    return give_to_program (self, from, mail, cancellable, error);
  return put_in_spool (self, uid, mail, error);
}

/**
 * ua_dir_post_forget:
 * @self: where mails go
 * @uid: the id of a message
 *
 * Removes what lies in the spool folder of the message, and what is on its way there.
 *
 * Any thread.
 */
void
ua_dir_post_forget (UaDirPost  *self,
                    const char *uid)
{
  g_autofree char *partial = make_path (self, ".", uid);
  g_autofree char *path = make_path (self, "", uid);

  g_mutex_lock (&self->mutex);
  if (self->forgotten != NULL)
    g_hash_table_add (self->forgotten, g_strdup (uid));
  g_unlink (partial);
  g_unlink (path);
  g_mutex_unlock (&self->mutex);
}

/**
 * ua_dir_post_begin:
 * @self: where mails go
 *
 * Says that messages are going to be read and sent: what is forgotten until ua_dir_post_end() is
 * not put into the spool folder any more.
 *
 * The thread that sends mails.
 */
void
ua_dir_post_begin (UaDirPost *self)
{
  g_mutex_lock (&self->mutex);
  self->forgotten = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_mutex_unlock (&self->mutex);
}

/**
 * ua_dir_post_end:
 * @self: where mails go
 *
 * Says that the messages that were read are sent.
 *
 * The thread that sends mails.
 */
void
ua_dir_post_end (UaDirPost *self)
{
  g_mutex_lock (&self->mutex);
  g_clear_pointer (&self->forgotten, g_hash_table_unref);
  g_mutex_unlock (&self->mutex);
}

/**
 * ua_dir_post_list:
 * @self: where mails go
 *
 * Returns: (transfer full) (element-type utf8): the ids of the messages that lie in the spool
 *   folder
 *
 * Any thread.
 */
GPtrArray *
ua_dir_post_list (UaDirPost *self)
{
  GPtrArray *uids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GDir) folder = g_dir_open (self->spool, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      const char *start = *name == '.' ? name + 1 : name;

      if (g_str_has_suffix (start, SUFFIX))
        g_ptr_array_add (uids, g_strndup (start, strlen (start) - strlen (SUFFIX)));
    }
  return uids;
}
