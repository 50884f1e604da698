/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-directory"

#include "ua-dir-checkpoint.h"

/* SQLite itself has whoever commits bring the WAL into the database from time to time, so that all
 * who write wait until thousands of pages are on disk.  A thread of its own does that here.  What
 * is written meanwhile is little; the one that writes brings that in, and the WAL begins anew. */

#define FRAMES 4000
/* Where somebody still reads what the WAL has it cannot begin anew; it is tried again after so many
 * more. */
#define MORE_FRAMES 1000

typedef enum
{
  IDLE,
  RUNNING,
  DONE,
} State;

struct _UaDirCheckpoint
{
  UaDirDb *writer;         /* (unowned) */
  UaDirDb *db;             /* (owned) */
  GThreadPool *pool;       /* (owned) */
  GMutex mutex;            /* held while the thread is at it */
  gint state;              /* State */
  int next;                /* at so many frames; of the thread that writes */
};

static void
checkpoint_due_cb (gpointer data,
                   gpointer user_data)
{
  UaDirCheckpoint *self = user_data;
  int result;

  g_mutex_lock (&self->mutex);
  result = sqlite3_wal_checkpoint_v2 (ua_dir_db_get_handle (self->db), NULL,
                                      SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
  g_mutex_unlock (&self->mutex);
  if (result != SQLITE_OK && result != SQLITE_BUSY)
    g_warning ("The log of changes cannot be brought into the database: %s",
               sqlite3_errstr (result));
  g_atomic_int_set (&self->state, DONE);
}

/* After each commit, on the thread that writes. */
static int
wal_grown_cb (gpointer    data,
              sqlite3    *handle,
              const char *name,
              int         n_frames)
{
  UaDirCheckpoint *self = data;

  if (n_frames < FRAMES)
    self->next = FRAMES;
  switch ((State) g_atomic_int_get (&self->state))
    {
    case IDLE:
      if (n_frames < self->next)
        break;
      self->next = n_frames + MORE_FRAMES;
      g_atomic_int_set (&self->state, RUNNING);
      g_thread_pool_push (self->pool, self, NULL);
      break;
    case DONE:
      sqlite3_wal_checkpoint_v2 (handle, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
      g_atomic_int_set (&self->state, IDLE);
      break;
    case RUNNING:
    default:
      break;
    }
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
  g_mutex_init (&self->mutex);
  self->pool = g_thread_pool_new (checkpoint_due_cb, self, 1, FALSE, NULL);
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
  g_thread_pool_free (self->pool, FALSE, TRUE);
  ua_dir_db_close (self->db);
  g_mutex_clear (&self->mutex);
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
  g_mutex_lock (&self->mutex);
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
  g_mutex_unlock (&self->mutex);
}
