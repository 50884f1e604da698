/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-directory"

#include "ua-dir-store.h"

#include "ua-dir-checkpoint.h"
#include "ua-dir-folder.h"
#include "ua-dir-migrations.h"
#include "ua-dir-trace.h"

#include <unistd.h>

#define N_READERS 3
#define N_WORKERS 2
#define QUERY_SECONDS 20
/* Changes that arrive while one is being synchronised to disk share the next commit. */
#define MAX_BATCH 64

typedef struct
{
  UaDirDbUse use;
  UaDirReadFunc func;
  gpointer data;           /* (unowned) */
} ReadJob;

typedef struct
{
  UaDirWorkFunc func;
  gpointer data;           /* (unowned) */
} WorkJob;

typedef struct
{
  UaDirWriteFunc func;
  UaDirDoneFunc done;
  gpointer data;           /* (unowned) */
  GError *error;           /* (owned) (nullable) */
} WriteJob;

struct _UaDirStore
{
  char *path;              /* (owned) */
  int lock_fd;
  UaDirDb *writer;         /* (owned), of the main thread until started, then of the writing one */
  UaDirCheckpoint *checkpoint; /* (owned) (nullable) */
  GThread *thread;         /* (owned) (nullable) */
  GAsyncQueue *writes;     /* (owned), of WriteJob */
  GThreadPool *pool;       /* (owned) (nullable): the threads that read */
  GThreadPool *quick;      /* (owned) (nullable): the one that reads what takes no time */
  GThreadPool *workers;    /* (owned) (nullable): those that do without a database */
  GAsyncQueue *readers;    /* (owned), of UaDirDb that are free: those that read */
  GAsyncQueue *lookers;    /* (owned), likewise: those that look */
  UaDirWatchFunc watch;    /* (nullable) */
  gpointer watch_data;     /* (unowned) */
  UaDirTicks ticks;        /* moved by the writing thread */
};

/* What the writing thread takes as the order to end. */
static WriteJob last_job;

static void
write_job_free (WriteJob *job)
{
  g_clear_error (&job->error);
  g_free (job);
}

static void
read_job_started_cb (gpointer data,
                     gpointer user_data)
{
  UaDirStore *self = user_data;
  ReadJob *job = data;
  GAsyncQueue *queue = job->use == UA_DIR_DB_LOOK ? self->lookers : self->readers;
  UaDirDb *db = g_async_queue_pop (queue);

  ua_dir_db_set_deadline (db, g_get_monotonic_time () + QUERY_SECONDS * G_USEC_PER_SEC);
  ua_dir_db_look_at_ticks (db);
  ua_dir_db_run (db, NULL, "BEGIN", "");
  job->func (db, job->data);
  ua_dir_db_set_deadline (db, 0);
  ua_dir_db_run (db, NULL, "COMMIT", "");
  g_async_queue_push (queue, db);
  g_free (job);
}

static void
work_job_started_cb (gpointer data,
                     gpointer user_data)
{
  WorkJob *job = data;

  job->func (job->data);
  g_free (job);
}

static void
run_write (UaDirDb  *db,
           WriteJob *job)
{
  if (!ua_dir_db_run (db, &job->error, "SAVEPOINT job", ""))
    return;
  if (!job->func (db, job->data, &job->error))
    ua_dir_db_run (db, NULL, "ROLLBACK TO job", "");
  ua_dir_db_run (db, job->error == NULL ? &job->error : NULL, "RELEASE job", "");
}

/* Takes what is erased out of the files. */
static void
clear_traces (UaDirStore *self)
{
  UaDirTraces *traces = ua_dir_db_get_traces (self->writer);

  if (!traces->flush && !traces->sweep)
    return;
  ua_dir_checkpoint_pause (self->checkpoint);
  ua_dir_trace_work (self->writer);
  ua_dir_checkpoint_resume (self->checkpoint);
}

/* Runs the job and those that wait behind it in one transaction, then tells each. */
static gboolean
run_batch (UaDirStore *self,
           WriteJob   *first)
{
  g_autoptr(GPtrArray) jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) write_job_free);
  g_autoptr(GError) error = NULL;
  gboolean go_on = TRUE;

  if (ua_dir_db_run (self->writer, &error, "BEGIN IMMEDIATE", ""))
    {
      for (WriteJob *job = first; job != NULL; )
        {
          run_write (self->writer, job);
          g_ptr_array_add (jobs, job);
          job = jobs->len < MAX_BATCH ? g_async_queue_try_pop (self->writes) : NULL;
          if (job == &last_job)
            {
              go_on = FALSE;
              job = NULL;
            }
        }
      ua_dir_ticks_view_committing (ua_dir_db_get_ticks (self->writer));
      if (!ua_dir_db_run (self->writer, &error, "COMMIT", ""))
        ua_dir_db_run (self->writer, NULL, "ROLLBACK", "");
      ua_dir_ticks_view_ended (ua_dir_db_get_ticks (self->writer));
      ua_dir_db_look_at_ticks (self->writer);
      if (error == NULL && self->watch != NULL)
        self->watch (self->writer, self->watch_data);
      /* What is erased is gone before anybody is told. */
      clear_traces (self);
    }
  else
    {
      g_ptr_array_add (jobs, first);
    }
  if (error != NULL)
    g_warning ("A change could not be written: %s", error->message);

  for (guint i = 0; i < jobs->len; i++)
    {
      WriteJob *job = g_ptr_array_index (jobs, i);

      job->done (job->data, error != NULL ? error : job->error);
    }
  return go_on;
}

static gpointer
write_changes (gpointer data)
{
  UaDirStore *self = data;
  WriteJob *job;

  do
    job = g_async_queue_pop (self->writes);
  while (job != &last_job && run_batch (self, job));
  return NULL;
}

/**
 * ua_dir_store_open:
 * @folder: the folder of the data, made where it is missing
 * @error: return location for an error
 *
 * Opens the database for this process alone and brings it to the present version.
 *
 * Returns: (transfer full) (nullable): the store, not yet started; or %NULL with an error
 *
 * Main thread.
 */
UaDirStore *
ua_dir_store_open (const char  *folder,
                   GError     **error)
{
  g_autoptr(UaDirStore) self = g_new0 (UaDirStore, 1);

  self->lock_fd = -1;
  self->path = g_build_filename (folder, UA_DIR_FILE_NAME, NULL);
  self->writes = g_async_queue_new ();
  self->readers = g_async_queue_new_full ((GDestroyNotify) ua_dir_db_close);
  self->lookers = g_async_queue_new_full ((GDestroyNotify) ua_dir_db_close);
  if (!ua_dir_folder_prepare (folder, error))
    return NULL;
  self->lock_fd = ua_dir_folder_lock (folder, error);
  if (self->lock_fd < 0)
    return NULL;
  self->writer = ua_dir_db_open (self->path, UA_DIR_DB_WRITE, error);
  /* What was erased shortly before a power cut is still in the WAL. */
  if (self->writer == NULL || !ua_dir_migrate (self->writer, error) ||
      !ua_dir_trace_flush (self->writer, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * ua_dir_store_get_db:
 * @self: a store that has not been started
 *
 * Returns: (transfer none): the writing connection, for what is done before serving
 */
UaDirDb *
ua_dir_store_get_db (UaDirStore *self)
{
  g_return_val_if_fail (self->thread == NULL, NULL);
  return self->writer;
}

/**
 * ua_dir_store_watch:
 * @self: a store that has not been started
 * @func: what to run on the writing thread after each commit; it must be quick
 * @data: (transfer none): for @func
 *
 * Main thread.
 */
void
ua_dir_store_watch (UaDirStore     *self,
                    UaDirWatchFunc  func,
                    gpointer        data)
{
  g_return_if_fail (self->thread == NULL);
  self->watch = func;
  self->watch_data = data;
}

static gboolean
add_reader (UaDirStore   *self,
            UaDirDbUse    use,
            GAsyncQueue  *queue,
            GError      **error)
{
  UaDirDb *db = ua_dir_db_open (self->path, use, error);

  if (db == NULL)
    return FALSE;
  ua_dir_ticks_view_share (ua_dir_db_get_ticks (db), &self->ticks);
  g_async_queue_push (queue, db);
  return TRUE;
}

/**
 * ua_dir_store_start:
 * @self: a store
 * @error: return location for an error
 *
 * Starts the threads.
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_store_start (UaDirStore  *self,
                    GError     **error)
{
  UaDirTicksView *ticks = ua_dir_db_get_ticks (self->writer);

  ua_dir_ticks_view_share (ticks, &self->ticks);
  if (!ua_dir_ticks_view_watch (ticks, ua_dir_db_get_handle (self->writer)))
    {
      g_set_error_literal (error, UA_ERROR, UA_ERROR_STORAGE,
                           "Database: cannot watch what changes");
      return FALSE;
    }
  /* One more than there are threads for what may be slow. */
  for (int i = 0; i <= N_READERS; i++)
    if (!add_reader (self, UA_DIR_DB_READ, self->readers, error) ||
        !add_reader (self, UA_DIR_DB_LOOK, self->lookers, error))
      return FALSE;
  self->pool = g_thread_pool_new (read_job_started_cb, self, N_READERS, TRUE, error);
  if (self->pool == NULL)
    return FALSE;
  self->quick = g_thread_pool_new (read_job_started_cb, self, 1, TRUE, error);
  if (self->quick == NULL)
    return FALSE;
  self->checkpoint = ua_dir_checkpoint_new (self->path, self->writer, error);
  if (self->checkpoint == NULL)
    return FALSE;
  self->workers = g_thread_pool_new (work_job_started_cb, self, N_WORKERS, FALSE, error);
  if (self->workers == NULL)
    return FALSE;
  self->thread = g_thread_new ("writer", write_changes, self);
  return TRUE;
}

static void
push_read (GThreadPool   *pool,
           UaDirDbUse     use,
           UaDirReadFunc  func,
           gpointer       data)
{
  ReadJob *job = g_new0 (ReadJob, 1);

  job->use = use;
  job->func = func;
  job->data = data;
  g_thread_pool_push (pool, job, NULL);
}

/**
 * ua_dir_store_read:
 * @self: a started store
 * @use: %UA_DIR_DB_READ, or %UA_DIR_DB_LOOK for what looks at a few pages only
 * @func: what to run on a reading thread
 * @data: (transfer none): for @func
 *
 * Any thread.
 */
void
ua_dir_store_read (UaDirStore    *self,
                   UaDirDbUse     use,
                   UaDirReadFunc  func,
                   gpointer       data)
{
  push_read (self->pool, use, func, data);
}

/**
 * ua_dir_store_read_quickly:
 * @self: a started store
 * @use: as for ua_dir_store_read()
 * @func: what to run on a reading thread, in much less than a millisecond
 * @data: (transfer none): for @func
 *
 * What is quick has a thread of its own: it does not wait behind what is slow, and where several
 * come at once only the first has to wake a thread, which takes as long as doing it.
 *
 * Any thread.
 */
void
ua_dir_store_read_quickly (UaDirStore    *self,
                           UaDirDbUse     use,
                           UaDirReadFunc  func,
                           gpointer       data)
{
  push_read (self->quick, use, func, data);
}

/**
 * ua_dir_store_work:
 * @self: a started store
 * @func: what to run on a thread of its own
 * @data: (transfer none): for @func
 *
 * Has something slow done that needs no connection, and would keep others waiting for one.  It may
 * ask for a change then.
 *
 * Any thread that reads.
 */
void
ua_dir_store_work (UaDirStore    *self,
                   UaDirWorkFunc  func,
                   gpointer       data)
{
  WorkJob *job = g_new0 (WorkJob, 1);

  job->func = func;
  job->data = data;
  g_thread_pool_push (self->workers, job, NULL);
}

/**
 * ua_dir_store_write:
 * @self: a started store
 * @func: what to run on the writing thread
 * @done: told when it is on disk, or failed
 * @data: (transfer none): for both
 *
 * Any thread.
 */
void
ua_dir_store_write (UaDirStore     *self,
                    UaDirWriteFunc  func,
                    UaDirDoneFunc   done,
                    gpointer        data)
{
  WriteJob *job = g_new0 (WriteJob, 1);

  job->func = func;
  job->done = done;
  job->data = data;
  g_async_queue_push (self->writes, job);
}

/**
 * ua_dir_store_close:
 * @self: (transfer full) (nullable): a store
 *
 * Runs what was asked for, ends the threads and closes the database.
 *
 * Main thread.
 */
void
ua_dir_store_close (UaDirStore *self)
{
  if (self == NULL)
    return;
  /* Reading jobs may ask for work and both for changes, so these end first. */
  if (self->pool != NULL)
    g_thread_pool_free (self->pool, FALSE, TRUE);
  if (self->quick != NULL)
    g_thread_pool_free (self->quick, FALSE, TRUE);
  if (self->workers != NULL)
    g_thread_pool_free (self->workers, FALSE, TRUE);
  if (self->thread != NULL)
    {
      g_async_queue_push (self->writes, &last_job);
      g_thread_join (self->thread);
    }
  g_clear_pointer (&self->checkpoint, ua_dir_checkpoint_free);
  g_clear_pointer (&self->readers, g_async_queue_unref);
  g_clear_pointer (&self->lookers, g_async_queue_unref);
  g_clear_pointer (&self->writes, g_async_queue_unref);
  g_clear_pointer (&self->writer, ua_dir_db_close);
  if (self->lock_fd >= 0)
    close (self->lock_fd);
  g_free (self->path);
  g_free (self);
}
