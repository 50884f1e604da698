/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-directory"

#include "ua-dir-checkpoint.h"

/* SQLite itself has whoever commits bring the WAL into the database from time to time, so that all
 * who write wait until thousands of pages are on disk.  A thread of its own does that here.  What
 * is written meanwhile is little; the one that writes brings that in, and the WAL begins anew. */

/* The longer it waits, the more pages have been written again meanwhile, and the more of the WAL
 * those who read have to look at. */
#define FRAMES 12000
/* Where somebody still reads what the WAL has it cannot begin anew; it is tried again after so many
 * more. */
#define MORE_FRAMES 2000
/* When nobody has written for so long, in microseconds, so many frames are worth it. */
#define QUIET (G_USEC_PER_SEC / 5)
#define QUIET_FRAMES 500

typedef enum
{
  IDLE,
  RUNNING,
  DONE,
} State;

struct _UaDirCheckpoint
{
  UaDirDb *writer;         /* (unowned) */
  UaDirDb *db;             /* (owned), of the thread */
  GThread *thread;         /* (owned) */
  GMutex work;             /* held while the thread is at it */
  int next;                /* at so many frames; of the thread that writes */

  GMutex mutex;
  GCond cond;
  State state;             /* under mutex, as are the next */
  gboolean due;
  gboolean stopping;
  gboolean watching;       /* whether the thread waits for quiet */
  int n_frames;            /* in the WAL that are not in the database */
  gint64 grown_at;         /* monotonic microseconds */
};

static void
bring_in (UaDirCheckpoint *self)
{
  int result;

  g_mutex_lock (&self->work);
  result = sqlite3_wal_checkpoint_v2 (ua_dir_db_get_handle (self->db), NULL,
                                      SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
  g_mutex_unlock (&self->work);
  if (result != SQLITE_OK && result != SQLITE_BUSY)
    g_warning ("The log of changes cannot be brought into the database: %s",
               sqlite3_errstr (result));
}

/* Under the mutex. */
static gboolean
waits_for_quiet (UaDirCheckpoint *self)
{
  return self->state == IDLE && self->n_frames >= QUIET_FRAMES;
}

static gpointer
work_thread (gpointer data)
{
  UaDirCheckpoint *self = data;

  g_mutex_lock (&self->mutex);
  while (!self->stopping)
    if (self->due || (waits_for_quiet (self) &&
                      g_get_monotonic_time () >= self->grown_at + QUIET))
      {
        self->due = FALSE;
        self->state = RUNNING;
        g_mutex_unlock (&self->mutex);
        bring_in (self);
        g_mutex_lock (&self->mutex);
        self->state = DONE;
      }
    else
      {
        self->watching = waits_for_quiet (self);
        if (self->watching)
          g_cond_wait_until (&self->cond, &self->mutex, self->grown_at + QUIET);
        else
          g_cond_wait (&self->cond, &self->mutex);
      }
  g_mutex_unlock (&self->mutex);
  return NULL;
}

/* After each commit, on the thread that writes. */
static int
wal_grown_cb (gpointer    data,
              sqlite3    *handle,
              const char *name,
              int         n_frames)
{
  UaDirCheckpoint *self = data;
  gboolean finish;

  if (n_frames < FRAMES)
    self->next = FRAMES;
  g_mutex_lock (&self->mutex);
  finish = self->state == DONE;
  if (finish)
    self->state = IDLE;
  self->n_frames = finish ? 0 : n_frames;
  self->grown_at = g_get_monotonic_time ();
  if (self->state == IDLE && n_frames >= self->next && !finish)
    {
      self->next = n_frames + MORE_FRAMES;
      self->due = TRUE;
    }
  if (self->due || (waits_for_quiet (self) && !self->watching))
    g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  if (finish)
    sqlite3_wal_checkpoint_v2 (handle, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
  return SQLITE_OK;
}

/**
 * ua_dir_checkpoint_new:
 * @path: the file of the database
 * @writer: the writing connection, which must outlive it
 * @error: return location for an error
 *
 * From now on the WAL of what @writer commits is brought into the database by a thread of its own.
 * What is committed is on disk all the same: it is in the WAL until it is in the database.
 *
 * Returns: (transfer full) (nullable): the object, or %NULL with an error
 *
 * Main thread.
 */
UaDirCheckpoint *
ua_dir_checkpoint_new (const char  *path,
                       UaDirDb     *writer,
                       GError     **error)
{
  UaDirDb *db = ua_dir_db_open (path, UA_DIR_DB_LOOK, error);
  UaDirCheckpoint *self;

  if (db == NULL || !ua_dir_db_exec (db, "PRAGMA synchronous = FULL", error))
    {
      ua_dir_db_close (db);
      return NULL;
    }
  self = g_new0 (UaDirCheckpoint, 1);
  self->db = db;
  self->writer = writer;
  self->next = FRAMES;
  g_mutex_init (&self->work);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->thread = g_thread_new ("checkpoint", work_thread, self);
  sqlite3_wal_hook (ua_dir_db_get_handle (writer), wal_grown_cb, self);
  return self;
}

/**
 * ua_dir_checkpoint_free:
 * @self: (transfer full) (nullable): the object
 *
 * Waits for what is under way.  To be called when nothing is written any more.
 */
void
ua_dir_checkpoint_free (UaDirCheckpoint *self)
{
  if (self == NULL)
    return;
  sqlite3_wal_hook (ua_dir_db_get_handle (self->writer), NULL, NULL);
  g_mutex_lock (&self->mutex);
  self->stopping = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);
  ua_dir_db_close (self->db);
  g_cond_clear (&self->cond);
  g_mutex_clear (&self->mutex);
  g_mutex_clear (&self->work);
  g_free (self);
}

/**
 * ua_dir_checkpoint_pause:
 * @self: the object
 *
 * Waits for what is under way and keeps it from going on until ua_dir_checkpoint_resume(), so that
 * the WAL can be emptied.
 *
 * The thread that writes.
 */
void
ua_dir_checkpoint_pause (UaDirCheckpoint *self)
{
  g_mutex_lock (&self->work);
}

/**
 * ua_dir_checkpoint_resume:
 * @self: an object that was paused
 *
 * Lets it go on.
 *
 * The thread that writes.
 */
void
ua_dir_checkpoint_resume (UaDirCheckpoint *self)
{
  g_mutex_unlock (&self->work);
}
