/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-directory"

#include "ua-dir-mailer.h"

#include "ua-dir-delivery.h"
#include "ua-time.h"

/* The thread that sends mails.  It sleeps until the writing thread has committed a message that is
 * due, or until one is to be tried again.  Whatever it reads and writes is done by the threads of
 * the store, while it waits. */

#define MAX_BATCH 32
/* How long is waited when the database refuses. */
#define REFUSED_SECONDS 30

struct _UaDirMailer
{
  UaDirStore *store;           /* (unowned) */
  UaDirPost *post;             /* (unowned) */
  char *web_base;              /* (owned) (nullable) */
  GCancellable *cancellable;   /* (owned) */
  GThread *thread;             /* (owned) (nullable) */
  GMutex mutex;
  GCond cond;
  gboolean stopped;            /* under the mutex, as all that follows */
  gboolean waiting;            /* whether there is something to send */
  gboolean done;               /* whether what was asked of the store is done */
  GError *error;               /* (owned) (nullable): why that failed */

  /* What the thread works on; lent to the store's threads while it waits for them. */
  GPtrArray *batch;            /* (owned) (nullable), of UaDirDelivery */
  gint64 next;                 /* when the next one is due, in milliseconds; 0 for never */
};

static void
tell_done (UaDirMailer  *self,
           const GError *error)
{
  g_mutex_lock (&self->mutex);
  self->done = TRUE;
  if (error != NULL && self->error == NULL)
    self->error = g_error_copy (error);
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

/* Waits for the store; gives whether it succeeded. */
static gboolean
wait_done (UaDirMailer *self)
{
  g_autoptr(GError) error = NULL;

  g_mutex_lock (&self->mutex);
  while (!self->done)
    g_cond_wait (&self->cond, &self->mutex);
  self->done = FALSE;
  error = g_steal_pointer (&self->error);
  g_mutex_unlock (&self->mutex);
  if (error != NULL)
    g_warning ("Mails could not be sent: %s", error->message);
  return error == NULL;
}

static void
load_started_cb (UaDirDb  *db,
                 gpointer  data)
{
  UaDirMailer *self = data;
  g_autoptr(GError) error = NULL;

  g_clear_pointer (&self->batch, g_ptr_array_unref);
  self->batch = ua_dir_delivery_load (db, ua_time_now (), MAX_BATCH, &self->next, &error);
  tell_done (self, error);
}

static gboolean
take_due_cb (UaDirDb   *db,
             gpointer   data,
             GError   **error)
{
  UaDirMailer *self = data;

  for (guint i = 0; i < self->batch->len; i++)
    if (!ua_dir_delivery_take (g_ptr_array_index (self->batch, i), db, error))
      return FALSE;
  return TRUE;
}

static gboolean
report_due_cb (UaDirDb   *db,
               gpointer   data,
               GError   **error)
{
  UaDirMailer *self = data;

  for (guint i = 0; i < self->batch->len; i++)
    if (!ua_dir_delivery_report (g_ptr_array_index (self->batch, i), db, error))
      return FALSE;
  return TRUE;
}

static void
written_cb (gpointer      data,
            const GError *error)
{
  tell_done (data, error);
}

static gboolean
write_and_wait (UaDirMailer    *self,
                UaDirWriteFunc  func)
{
  ua_dir_store_write (self->store, func, written_cb, self);
  return wait_done (self);
}

static gboolean
load_and_send (UaDirMailer *self)
{
  ua_dir_store_read (self->store, UA_DIR_DB_LOOK, load_started_cb, self);
  if (!wait_done (self))
    return FALSE;
  if (self->batch->len == 0)
    return TRUE;
  for (guint i = 0; i < self->batch->len; i++)
    ua_dir_delivery_arm (g_ptr_array_index (self->batch, i));
  if (!write_and_wait (self, take_due_cb))
    return FALSE;
  for (guint i = 0; i < self->batch->len && !g_cancellable_is_cancelled (self->cancellable); i++)
    ua_dir_delivery_send (g_ptr_array_index (self->batch, i), self->post, self->cancellable);
  /* What was interrupted is still queued, and is sent with a new secret next time. */
  return g_cancellable_is_cancelled (self->cancellable) ||
         write_and_wait (self, report_due_cb);
}

/* Sends what is due, a batch of it; gives whether the database went along. */
static gboolean
send_batch (UaDirMailer *self)
{
  gboolean good;

  ua_dir_post_begin (self->post);
  good = load_and_send (self);
  ua_dir_post_end (self->post);
  return good;
}

/* Sleeps until there is something to do; gives whether there still is. */
static gboolean
wait_for_work (UaDirMailer *self,
               gboolean     refused)
{
  gint64 now = ua_time_now ();
  gint64 pause = G_MAXINT64;
  gboolean go_on;

  if (refused)
    pause = (gint64) REFUSED_SECONDS * 1000;
  else if (self->next != 0)
    pause = MAX (self->next - now, 0);

  g_mutex_lock (&self->mutex);
  if (pause == G_MAXINT64)
    {
      while (!self->stopped && !self->waiting)
        g_cond_wait (&self->cond, &self->mutex);
    }
  else
    {
      gint64 end = g_get_monotonic_time () + pause * 1000;

      while (!self->stopped && (refused || !self->waiting) &&
             g_cond_wait_until (&self->cond, &self->mutex, end))
        continue;
    }
  self->waiting = FALSE;
  go_on = !self->stopped;
  g_mutex_unlock (&self->mutex);
  return go_on;
}

static gboolean
base_due_cb (UaDirDb   *db,
             gpointer   data,
             GError   **error)
{
  UaDirMailer *self = data;

  return ua_dir_db_run (db, error,
                        "INSERT INTO setting (name, value) VALUES ('web-base', ?)"
                        " ON CONFLICT (name) DO UPDATE SET value = excluded.value", "t",
                        self->web_base);
}

/* What lies in the spool folder without its message is of members who were erased. */
static gboolean
sweep_due_cb (UaDirDb   *db,
              gpointer   data,
              GError   **error)
{
  UaDirMailer *self = data;
  g_autoptr(GPtrArray) uids = ua_dir_post_list (self->post);

  for (guint i = 0; i < uids->len; i++)
    {
      const char *uid = g_ptr_array_index (uids, i);
      gint64 n;

      if (!ua_dir_db_get_int (db, &n, error,
                              "SELECT count (*) FROM resource WHERE uid = ? AND type = ?", "ti",
                              uid, (gint64) UA_DIR_MESSAGE))
        return FALSE;
      if (n == 0)
        ua_dir_post_forget (self->post, uid);
    }
  return TRUE;
}

static gpointer
send_mails (gpointer data)
{
  UaDirMailer *self = data;
  gboolean refused = FALSE;

  write_and_wait (self, base_due_cb);
  write_and_wait (self, sweep_due_cb);
  do
    {
      do
        refused = !send_batch (self);
      while (!refused && self->batch->len == MAX_BATCH &&
             !g_cancellable_is_cancelled (self->cancellable));
    }
  while (wait_for_work (self, refused));
  return NULL;
}

/* What lay in the spool folder for members who were erased goes before that is acknowledged. */
static gboolean
clear_spool (UaDirMailer  *self,
             UaDirDb      *db,
             GError      **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  guint n = 0;
  gboolean row;

  if (!ua_dir_query_open (&query, db, error, "SELECT uid FROM spool_gone", ""))
    return FALSE;
  for (;; n++)
    {
      if (!ua_dir_query_step (&query, &row, error))
        return FALSE;
      if (!row)
        break;
      ua_dir_post_forget (self->post, ua_dir_query_text (&query, 0));
    }
  ua_dir_query_clear (&query);
  return n == 0 || ua_dir_db_exec (db, "DELETE FROM spool_gone", error);
}

/* On the writing thread, after each commit: this must cost next to nothing. */
static void
committed_cb (UaDirDb  *db,
              gpointer  data)
{
  UaDirMailer *self = data;
  g_autoptr(GError) error = NULL;
  gint64 due = 0;

  if (!clear_spool (self, db, &error) ||
      !ua_dir_db_get_int (db, &due, &error,
                          "SELECT EXISTS (SELECT 1 FROM message WHERE due <= ?)", "i",
                          ua_time_now ()))
    g_warning ("Mails could not be looked for: %s", error->message);
  if (due == 0)
    return;
  g_mutex_lock (&self->mutex);
  self->waiting = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

/**
 * ua_dir_mailer_new:
 * @store: a store that is not started yet, which must outlive the mailer
 * @post: where mails go, which must outlive the mailer's store
 *
 * Returns: (transfer full): what sends mails, not yet started
 *
 * Main thread.
 */
UaDirMailer *
ua_dir_mailer_new (UaDirStore *store,
                   UaDirPost  *post)
{
  UaDirMailer *self = g_new0 (UaDirMailer, 1);

  self->store = store;
  self->post = post;
  self->cancellable = g_cancellable_new ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  ua_dir_store_watch (store, committed_cb, self);
  return self;
}

/**
 * ua_dir_mailer_start:
 * @self: a mailer whose store is started
 * @web_base: where the pages are that mails lead to, ended by a slash
 *
 * Begins to send mails, those that waited from before first.
 *
 * Main thread.
 */
void
ua_dir_mailer_start (UaDirMailer *self,
                     const char  *web_base)
{
  self->web_base = g_strdup (web_base);
  self->thread = g_thread_new ("mailer", send_mails, self);
}

/**
 * ua_dir_mailer_stop:
 * @self: a mailer
 *
 * Waits for the mail that is being sent.  What is queued waits for the next start.
 *
 * Main thread, before the store is closed.
 */
void
ua_dir_mailer_stop (UaDirMailer *self)
{
  g_mutex_lock (&self->mutex);
  self->stopped = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->thread, g_thread_join);
}

/**
 * ua_dir_mailer_free:
 * @self: (transfer full) (nullable): a mailer whose store is closed
 */
void
ua_dir_mailer_free (UaDirMailer *self)
{
  if (self == NULL)
    return;
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_clear_error (&self->error);
  g_clear_pointer (&self->batch, g_ptr_array_unref);
  g_clear_object (&self->cancellable);
  g_free (self->web_base);
  g_free (self);
}
