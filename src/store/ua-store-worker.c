/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-store"

#include "ua-store-worker-private.h"

#include "ua-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

/* How long nothing is tried unasked after it failed, in microseconds. */
#define REST_AFTER_FAILURE (60 * G_USEC_PER_SEC)

/* A store that was given up a moment ago still has to be closed by its thread. */
#define LOCK_WAIT (6 * G_USEC_PER_SEC)
#define LOCK_PAUSE (20 * 1000)
#define LOCK_NAME "lock"

static void
assert_thread (UaStoreWorker *self)
{
  g_assert (self->thread == g_thread_self ());
}

static UaStoreWorker *
ref_worker (UaStoreWorker *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

static void
unref_worker (UaStoreWorker *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_main_context_unref (self->context);
  g_weak_ref_clear (&self->owner);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self->folder);
  g_free (self);
}

/**
 * ua_store_state_free:
 * @state: (transfer full): a state
 *
 * Any thread.
 */
void
ua_store_state_free (UaStoreState *state)
{
  for (guint i = 0; i < UA_N_STORE_TEXTS; i++)
    g_free (state->texts[i]);
  g_ptr_array_unref (state->groups);
  g_ptr_array_unref (state->role_profiles);
  g_ptr_array_unref (state->changes);
  g_free (state);
}

/**
 * ua_store_job_free:
 * @job: (transfer full): a job that is not under way
 *
 * Any thread.
 */
void
ua_store_job_free (UaStoreJob *job)
{
  if (job->input != NULL && job->free_input != NULL)
    job->free_input (job->input);
  if (job->result != NULL && job->free_result != NULL)
    job->free_result (job->result);
  g_clear_pointer (&job->worker, unref_worker);
  g_clear_pointer (&job->state, ua_store_state_free);
  g_clear_error (&job->error);
  g_clear_object (&job->task);
  g_free (job);
}

static gboolean
has_waiting (UaStoreWorker   *self,
             UaStorePriority  up_to)
{
  gboolean waiting = FALSE;

  g_mutex_lock (&self->mutex);
  for (UaStorePriority i = 0; i <= up_to; i++)
    waiting = waiting || !g_queue_is_empty (&self->jobs[i]);
  g_mutex_unlock (&self->mutex);
  return waiting;
}

static gboolean
is_job_cancelled (UaStoreJob *job)
{
  return g_cancellable_is_cancelled (g_task_get_cancellable (job->task));
}

static gboolean
interrupt_job_cb (gpointer user_data)
{
  UaStoreJob *job = user_data;

  switch (job->priority)
    {
    case UA_STORE_PRIORITY_LOOK:
      return is_job_cancelled (job);
    case UA_STORE_PRIORITY_COUNT:
      return is_job_cancelled (job) || has_waiting (job->worker, UA_STORE_PRIORITY_LOOK);
    case UA_STORE_PRIORITY_WRITE:
    case UA_STORE_PRIORITY_LAST:
    case UA_N_STORE_PRIORITIES:
    default:
      return FALSE;
    }
}

static gboolean
job_waits_cb (gpointer user_data)
{
  return has_waiting (user_data, UA_STORE_PRIORITY_LAST);
}

static UaStoreState *
take_state (UaStoreWorker *self)
{
  UaStoreState *state;

  if (self->cache == NULL || self->queue == NULL)
    return NULL;
  state = g_new0 (UaStoreState, 1);
  state->n_members = self->cache->n_members;
  state->notices = self->notices;
  state->searchable = self->told_searchable = ua_cache_is_searchable (self->cache);
  for (guint i = 0; i < UA_N_STORE_TEXTS; i++)
    state->texts[i] = g_strdup (self->cache->texts[i]);
  state->groups = g_ptr_array_ref (self->cache->groups);
  state->role_profiles = g_ptr_array_ref (self->cache->role_profiles);
  state->changes = g_ptr_array_ref (ua_queue_get_all (self->queue));
  state->changed = self->cache->changed;
  self->cache->changed = FALSE;
  state->logged = ua_queue_take_logged (self->queue);
  return state;
}

/* Opens the cache and lays the waiting changes over it. */
static UaCache *
open_cache (UaStoreWorker  *self,
            UaQueue        *queue,
            GError        **error)
{
  g_autoptr (UaCache) cache = NULL;
  gboolean renewed;

  cache = ua_cache_open (self->folder, &renewed, error);
  if (cache == NULL)
    return NULL;
  if (renewed)
    self->notices |= UA_STORE_NOTICE_CACHE_RENEWED;
  if (!ua_cache_reconcile_pending (cache, ua_queue_list_pending (queue), error))
    return NULL;
  return g_steal_pointer (&cache);
}

/* The cache turned out to be damaged while it was in use: an empty one takes its place. */
static void
renew_cache (UaStoreWorker *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->cache, ua_cache_close);
  self->notices |= UA_STORE_NOTICE_CACHE_RENEWED;
  if (ua_cache_set_aside (self->folder, &error))
    self->cache = open_cache (self, self->queue, &error);
  if (self->cache != NULL)
    self->cache->changed = TRUE;
  else
    g_warning ("The cache cannot be renewed: %s", error->message);
}

static gboolean
ended_cb (gpointer user_data)
{
  UaStoreJob *job = user_data;

  job->ended (job);
  return G_SOURCE_REMOVE;
}

/* Has the main thread call @callback; what it is told comes there in the order of these calls. */
static void
tell (UaStoreWorker *self,
      GSourceFunc    callback,
      gpointer       user_data)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "ua-store worker");
  g_source_set_callback (source, callback, user_data, NULL);
  g_source_attach (source, self->context);
}

static void
put_back (UaStoreWorker *self,
          UaStoreJob    *job)
{
  g_clear_error (&job->error);
  g_mutex_lock (&self->mutex);
  g_queue_push_head (&self->jobs[job->priority], job);
  g_mutex_unlock (&self->mutex);
}

static void
run_job (UaStoreWorker *self,
         UaStoreJob    *job)
{
  assert_thread (self);

  if (is_job_cancelled (job))
    g_set_error_literal (&job->error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The call was cancelled");
  else if (!job->opens && (self->cache == NULL || self->queue == NULL))
    g_set_error_literal (&job->error, UA_ERROR, UA_ERROR_STOPPED, "The store is not open");
  else
    {
      if (self->cache != NULL)
        ua_cache_set_interrupt (self->cache, interrupt_job_cb, job);
      job->result = job->work (self, job->input, &job->error);
      if (self->cache != NULL)
        ua_cache_set_interrupt (self->cache, NULL, NULL);
    }
  if (g_error_matches (job->error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && !is_job_cancelled (job))
    {
      put_back (self, job);
      return;
    }
  if (g_error_matches (job->error, UA_ERROR, UA_ERROR_CORRUPT) && self->cache != NULL)
    renew_cache (self);
  if (job->priority >= UA_STORE_PRIORITY_WRITE || job->opens ||
      (self->cache != NULL && self->cache->changed))
    job->state = take_state (self);
  tell (self, ended_cb, job);
}

/* What came of work that nobody asked for, on its way to the main thread. */
typedef struct
{
  UaStoreWorker *worker; /* (owned) */
  UaStoreState *state;   /* (owned) */
} News;

static gboolean
news_arrived_cb (gpointer user_data)
{
  News *news = user_data;
  g_autoptr (GObject) owner = g_weak_ref_get (&news->worker->owner);

  if (owner != NULL)
    news->worker->news (owner, news->state);
  else
    ua_store_state_free (news->state);
  unref_worker (news->worker);
  g_free (news);
  return G_SOURCE_REMOVE;
}

static void
tell_news (UaStoreWorker *self)
{
  UaStoreState *state = take_state (self);
  News *news;

  if (state == NULL)
    return;
  news = g_new0 (News, 1);
  news->worker = ref_worker (self);
  news->state = state;
  tell (self, news_arrived_cb, news);
}

/* Does a little of what can wait.  Gives whether there is more. */
static gboolean
work_unasked (UaStoreWorker *self)
{
  g_autoptr (GError) error = NULL;
  gboolean more = FALSE;

  if (self->cache == NULL || g_get_monotonic_time () < self->rest_until)
    return FALSE;
  if (ua_cache_index_more (self->cache, job_waits_cb, self, &more, &error))
    {
      if (self->told_searchable != ua_cache_is_searchable (self->cache))
        tell_news (self);
      return more;
    }
  if (g_error_matches (error, UA_ERROR, UA_ERROR_CORRUPT))
    {
      renew_cache (self);
      tell_news (self);
    }
  self->rest_until = g_get_monotonic_time () + REST_AFTER_FAILURE;
  return FALSE;
}

static UaStoreJob *
pop_job (UaStoreWorker *self)
{
  for (guint i = 0; i < UA_N_STORE_PRIORITIES; i++)
    if (!g_queue_is_empty (&self->jobs[i]))
      return g_queue_pop_head (&self->jobs[i]);
  return NULL;
}

static gpointer
work_thread (gpointer user_data)
{
  UaStoreWorker *self = user_data;
  gboolean more = FALSE;

  g_mutex_lock (&self->mutex);
  self->thread = g_thread_self ();
  for (;;)
    {
      UaStoreJob *job = pop_job (self);

      if (job == NULL && self->stopping)
        break;
      if (job == NULL && !more)
        {
          g_cond_wait (&self->cond, &self->mutex);
          continue;
        }
      g_mutex_unlock (&self->mutex);
      if (job != NULL)
        {
          run_job (self, job);
          more = TRUE;
        }
      else
        more = work_unasked (self);
      g_mutex_lock (&self->mutex);
    }
  g_mutex_unlock (&self->mutex);
  ua_store_worker_close (self);
  unref_worker (self);
  return NULL;
}

/**
 * ua_store_worker_new:
 * @folder: where the databases are
 * @owner: whom to tell what became of work that nobody asked for, as long as it is there
 * @news: how
 *
 * Starts a thread.  It tells of what it did in the main context that is the default of the calling
 * thread.
 *
 * Returns: (transfer full): the worker, to be given up with ua_store_worker_stop()
 */
UaStoreWorker *
ua_store_worker_new (const char  *folder,
                     GObject     *owner,
                     UaStoreNews  news)
{
  UaStoreWorker *self = g_new0 (UaStoreWorker, 1);

  g_atomic_ref_count_init (&self->refs);
  self->folder = g_strdup (folder);
  self->lock = -1;
  self->context = g_main_context_ref_thread_default ();
  g_weak_ref_init (&self->owner, owner);
  self->news = news;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  for (guint i = 0; i < UA_N_STORE_PRIORITIES; i++)
    g_queue_init (&self->jobs[i]);
  g_thread_unref (g_thread_new ("ua-store", work_thread, ref_worker (self)));
  return self;
}

/**
 * ua_store_worker_stop:
 * @self: (transfer full): the worker
 *
 * Has the thread end once there is no job, without waiting for it.
 */
void
ua_store_worker_stop (UaStoreWorker *self)
{
  g_mutex_lock (&self->mutex);
  self->stopping = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  unref_worker (self);
}

/**
 * ua_store_worker_push:
 * @self: the worker
 * @job: (transfer full): what to do
 */
void
ua_store_worker_push (UaStoreWorker *self,
                      UaStoreJob    *job)
{
  job->worker = ref_worker (self);
  g_mutex_lock (&self->mutex);
  g_queue_push_tail (&self->jobs[job->priority], job);
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
}

static gboolean
make_folder (const char  *folder,
             GError     **error)
{
  int code = 0;

  if (g_mkdir_with_parents (folder, 0700) != 0 || g_chmod (folder, 0700) != 0)
    code = errno;
  if (code != 0)
    g_set_error (error, UA_ERROR, UA_ERROR_STORAGE, "The folder cannot be made: %s",
                 g_strerror (code));
  return code == 0;
}

/* Two programs that both send what waits in the queue would send it twice (faults R6).  The lock
 * ends with the process, however it ends. */
static gboolean
lock_folder (UaStoreWorker  *self,
             GError        **error)
{
  g_autofree char *path = g_build_filename (self->folder, LOCK_NAME, NULL);
  gint64 until = g_get_monotonic_time () + LOCK_WAIT;
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  int code = fd < 0 ? errno : 0;

  while (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      code = errno;
      if (code == EWOULDBLOCK && g_get_monotonic_time () < until)
        g_usleep (LOCK_PAUSE);
      else if (code != EINTR)
        {
          close (fd);
          fd = -1;
        }
    }
  self->lock = fd;
  if (fd >= 0)
    return TRUE;
  if (code == EWOULDBLOCK)
    g_set_error_literal (error, UA_ERROR, UA_ERROR_BUSY, "Another program has the store open");
  else
    g_set_error (error, UA_ERROR, UA_ERROR_STORAGE, "The folder cannot be locked: %s",
                 g_strerror (code));
  return FALSE;
}

static void
unlock_folder (UaStoreWorker *self)
{
  if (self->lock >= 0)
    close (self->lock);
  self->lock = -1;
}

static gboolean
open_databases (UaStoreWorker  *self,
                GError        **error)
{
  g_autoptr (UaQueue) queue = NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean salvaged;

  queue = ua_queue_open (self->folder, &salvaged, error);
  if (queue == NULL)
    return FALSE;
  self->notices = salvaged ? UA_STORE_NOTICE_CHANGES_SALVAGED : 0;
  self->cache = open_cache (self, queue, &local_error);
  /* Damage may show only where the waiting changes are laid over the members. */
  if (self->cache == NULL && g_error_matches (local_error, UA_ERROR, UA_ERROR_CORRUPT))
    {
      g_clear_error (&local_error);
      if (!ua_cache_set_aside (self->folder, error))
        return FALSE;
      self->notices |= UA_STORE_NOTICE_CACHE_RENEWED;
      self->cache = open_cache (self, queue, &local_error);
    }
  if (self->cache == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  self->queue = g_steal_pointer (&queue);
  return TRUE;
}

/**
 * ua_store_worker_open:
 * @self: the worker
 * @error: return location for a #GError
 *
 * Opens both databases and brings them in line.  Runs in the thread.
 *
 * Returns: %FALSE with %UA_ERROR_BUSY where another program has them open, or another code
 */
gboolean
ua_store_worker_open (UaStoreWorker  *self,
                      GError        **error)
{
  assert_thread (self);

  if (self->cache != NULL)
    return TRUE;
  if (!make_folder (self->folder, error) || (self->lock < 0 && !lock_folder (self, error)))
    return FALSE;
  if (open_databases (self, error))
    return TRUE;
  unlock_folder (self);
  return FALSE;
}

/**
 * ua_store_worker_close:
 * @self: the worker
 *
 * Closes the databases.  Runs in the thread.
 */
void
ua_store_worker_close (UaStoreWorker *self)
{
  assert_thread (self);

  g_clear_pointer (&self->cache, ua_cache_close);
  g_clear_pointer (&self->queue, ua_queue_close);
  unlock_folder (self);
}
