/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-cache-private.h"
#include "ua-queue-private.h"

G_BEGIN_DECLS

/**
 * UaStorePriority:
 * @UA_STORE_PRIORITY_LOOK: somebody looks at it; stopped when cancelled
 * @UA_STORE_PRIORITY_COUNT: a number beside what somebody looks at; put off when something with a
 *   higher priority comes
 * @UA_STORE_PRIORITY_WRITE: never stopped
 * @UA_STORE_PRIORITY_LAST: after all others
 *
 * What a job waits for; those with the same priority are done in order.
 */
typedef enum
{
  UA_STORE_PRIORITY_LOOK,
  UA_STORE_PRIORITY_COUNT,
  UA_STORE_PRIORITY_WRITE,
  UA_STORE_PRIORITY_LAST,
  UA_N_STORE_PRIORITIES,
} UaStorePriority;

/* What the main thread knows of the databases. */
typedef struct
{
  guint n_members;
  guint notices;
  gboolean searchable;
  char *texts[UA_N_STORE_TEXTS]; /* (owned) (nullable) */
  GPtrArray *groups;             /* (owned) */
  GPtrArray *role_profiles;      /* (owned) */
  GPtrArray *changes;            /* (owned) */
  gboolean changed;
  gboolean logged;
} UaStoreState;

/* Tells @owner what the databases are like now; takes @state.  In the main thread. */
typedef void (*UaStoreNews) (GObject      *owner,
                             UaStoreState *state);

/**
 * UaStoreWorker:
 *
 * The thread that owns the databases.  What is here besides starting jobs is for the functions that
 * it runs.
 */
typedef struct
{
  gatomicrefcount refs;
  char *folder;           /* (owned), never changes */
  GMainContext *context;  /* (owned), where jobs are told to have ended */
  GWeakRef owner;         /* whom to tell what became of work that nobody asked for */
  UaStoreNews news;       /* never changes */

  GMutex mutex;
  GCond cond;
  GQueue jobs[UA_N_STORE_PRIORITIES]; /* (owned), of UaStoreJob (owned); under mutex */
  gboolean stopping;      /* under mutex */

  /* The rest is the thread's own. */
  GThread *thread;        /* (unowned) (nullable) */
  int lock;               /* a file descriptor while open, else -1 */
  UaCache *cache;         /* (owned) (nullable) */
  UaQueue *queue;         /* (owned) (nullable) */
  guint notices;
  gboolean told_searchable; /* what the owner was told last */
  gint64 rest_until;      /* monotonic time; no work unasked for before */
} UaStoreWorker;

typedef struct _UaStoreJob UaStoreJob;

/* Runs in the thread; gives the result, or NULL and an error. */
typedef gpointer (*UaStoreWork) (UaStoreWorker  *worker,
                                 gpointer        input,
                                 GError        **error);

typedef void (*UaStoreJobEnded) (UaStoreJob *job);

struct _UaStoreJob
{
  GTask *task;               /* (owned) */
  UaStorePriority priority;
  UaStoreWork work;
  gpointer input;            /* (owned) (nullable) */
  GDestroyNotify free_input; /* (nullable) */
  GDestroyNotify free_result; /* (nullable) */
  UaStoreJobEnded ended;     /* in the main thread */
  gboolean opens;            /* whether it can run before the databases are open */

  UaStoreWorker *worker;     /* (owned) (nullable), while under way */
  gpointer result;           /* (owned) (nullable) */
  GError *error;             /* (owned) (nullable) */
  UaStoreState *state;       /* (owned) (nullable) */
};

UaStoreWorker *ua_store_worker_new      (const char     *folder,
                                         GObject        *owner,
                                         UaStoreNews     news);
void           ua_store_worker_stop     (UaStoreWorker  *self);
void           ua_store_worker_push     (UaStoreWorker  *self,
                                         UaStoreJob     *job);
gboolean       ua_store_worker_open     (UaStoreWorker  *self,
                                         GError        **error);
void           ua_store_worker_close    (UaStoreWorker  *self);

void           ua_store_job_free        (UaStoreJob     *job);
void           ua_store_state_free      (UaStoreState   *state);

G_END_DECLS
