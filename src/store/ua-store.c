/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-store"

#include "ua-store-private.h"

#include "ua-error.h"

#include <errno.h>
#include <glib/gstdio.h>

/* How long to wait between two "changed", in milliseconds: lists run their queries again for each.
 * The larger the cache, the longer that takes. */
#define MIN_CHANGED_INTERVAL 250
#define MEMBERS_PER_MS 500

/* A member object that somebody holds. */
typedef struct
{
  UaStore *store;   /* (unowned) */
  UaMember *member; /* (weak) */
  guint32 row;
} HeldMember;

struct _UaStore
{
  GObject parent_instance;

  char *folder;          /* (owned) */
  UaStoreWorker *worker; /* (owned) (nullable) */
  UaStoreState *state;   /* (owned) (nullable) */
  GHashTable *members;   /* (owned), row -> HeldMember (owned) */
  GCancellable *refresh; /* (owned) (nullable) */
  gint64 changed_at;     /* monotonic time of the last "changed" */
  guint changed_source;
  gboolean closed;
};

G_DEFINE_FINAL_TYPE (UaStore, ua_store, G_TYPE_OBJECT)

enum
{
  PROP_SEARCHABLE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_CHANGED,
  SIGNAL_CHANGES_CHANGED,
  SIGNAL_LOG_CHANGED,
  SIGNAL_NOTICES_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
member_gone_cb (gpointer  user_data,
                GObject  *member)
{
  HeldMember *held = user_data;

  g_hash_table_remove (held->store->members, GUINT_TO_POINTER (held->row));
}

static void
rows_refreshed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  UaStore *self = UA_STORE (source);
  /* A failure shows elsewhere; the objects keep what they have. */
  g_autoptr (GArray) rows = ua_store_read_rows_finish (self, result, NULL);

  g_assert (user_data == NULL);
  (void) rows;
}

/* Reads the members anew whose objects somebody holds. */
static void
refresh_members (UaStore *self)
{
  g_autoptr (GArray) rows = ua_store_list_held_rows (self);

  if (rows->len == 0)
    return;
  g_cancellable_cancel (self->refresh);
  g_clear_object (&self->refresh);
  self->refresh = g_cancellable_new ();
  ua_store_read_rows_async (self, (const guint32 *) (gpointer) rows->data, rows->len,
                            self->refresh, rows_refreshed_cb, NULL);
}

static void
emit_changed (UaStore *self)
{
  self->changed_at = g_get_monotonic_time ();
  refresh_members (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
changed_interval_passed_cb (gpointer user_data)
{
  UaStore *self = user_data;

  self->changed_source = 0;
  emit_changed (self);
  return G_SOURCE_REMOVE;
}

static void
note_changed (UaStore *self)
{
  gint64 interval = MAX (MIN_CHANGED_INTERVAL, self->state->n_members / MEMBERS_PER_MS);
  gint64 passed = (g_get_monotonic_time () - self->changed_at) / 1000;

  if (self->changed_source != 0 || self->closed)
    return;
  if (passed >= interval)
    emit_changed (self);
  else
    {
      self->changed_source = g_timeout_add ((guint) (interval - passed),
                                            changed_interval_passed_cb, self);
      g_source_set_name_by_id (self->changed_source, "ua-store changed");
    }
}

static void
take_state (UaStore      *self,
            UaStoreState *state)
{
  g_autoptr (GPtrArray) old_changes = NULL;
  guint old_notices = 0;
  gboolean old_searchable = FALSE;

  if (self->state != NULL)
    {
      old_changes = g_ptr_array_ref (self->state->changes);
      old_notices = self->state->notices;
      old_searchable = self->state->searchable;
    }
  g_clear_pointer (&self->state, ua_store_state_free);
  self->state = state;
  if (old_changes != state->changes)
    g_signal_emit (self, signals[SIGNAL_CHANGES_CHANGED], 0);
  if (state->logged)
    g_signal_emit (self, signals[SIGNAL_LOG_CHANGED], 0);
  if (old_notices != state->notices)
    g_signal_emit (self, signals[SIGNAL_NOTICES_CHANGED], 0);
  if (old_searchable != state->searchable)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCHABLE]);
  if (state->changed)
    note_changed (self);
}

static void
take_news (GObject      *store,
           UaStoreState *state)
{
  take_state (UA_STORE (store), state);
}

static void
job_ended (UaStoreJob *job)
{
  g_autoptr (UaStore) self = g_object_ref (g_task_get_source_object (job->task));

  if (job->state != NULL)
    take_state (self, g_steal_pointer (&job->state));
  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else
    g_task_return_pointer (job->task, g_steal_pointer (&job->result), job->free_result);
  ua_store_job_free (job);
}

/* Friend API, see ua-store-private.h. */
void
ua_store_start_job (UaStore             *self,
                    gpointer             source_tag,
                    UaStorePriority      priority,
                    UaStoreWork          work,
                    gpointer             input,
                    GDestroyNotify       free_input,
                    GDestroyNotify       free_result,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  UaStoreJob *job = g_new0 (UaStoreJob, 1);

  g_task_set_source_tag (task, source_tag);
  /* A result that is there is given, even when nobody wanted it any more at the last moment: what
   * was written is written. */
  g_task_set_check_cancellable (task, FALSE);
  job->task = task;
  job->priority = priority;
  job->work = work;
  job->input = input;
  job->free_input = free_input;
  job->free_result = free_result;
  job->ended = job_ended;
  job->opens = source_tag == ua_store_open_async || source_tag == ua_store_close_async;
  if (self->closed)
    {
      g_task_return_new_error (task, UA_ERROR, UA_ERROR_STOPPED, "The store is closed");
      ua_store_job_free (job);
      return;
    }
  if (self->worker == NULL)
    self->worker = ua_store_worker_new (self->folder, G_OBJECT (self), take_news);
  ua_store_worker_push (self->worker, job);
}

/* Friend API, see ua-store-private.h. */
gpointer
ua_store_finish_job_pointer (UaStore       *self,
                             GAsyncResult  *result,
                             gpointer       source_tag,
                             GError       **error)
{
  g_return_val_if_fail (UA_IS_STORE (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == source_tag, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Friend API, see ua-store-private.h. */
gboolean
ua_store_finish_job (UaStore       *self,
                     GAsyncResult  *result,
                     gpointer       source_tag,
                     GError       **error)
{
  return ua_store_finish_job_pointer (self, result, source_tag, error) != NULL;
}

/* Friend API, see ua-store-private.h. */
void
ua_store_apply_rows (UaStore *self,
                     GArray  *store_rows)
{
  for (guint i = 0; i < store_rows->len; i++)
    {
      const UaStoreRow *store_row = &g_array_index (store_rows, UaStoreRow, i);
      UaMember *member = ua_store_peek_member (self, store_row->row);

      /* Who is gone keeps the last record: whatever shows it is about to go, too. */
      if (member == NULL || store_row->record == NULL)
        continue;
      ua_member_set_record (member, store_row->record);
      ua_member_set_pending (member, store_row->pending);
    }
}

static void
ua_store_dispose (GObject *object)
{
  UaStore *self = UA_STORE (object);
  GHashTableIter iter;
  gpointer value;

  g_clear_handle_id (&self->changed_source, g_source_remove);
  g_cancellable_cancel (self->refresh);
  g_clear_object (&self->refresh);
  g_hash_table_iter_init (&iter, self->members);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      HeldMember *held = value;

      g_object_weak_unref (G_OBJECT (held->member), member_gone_cb, held);
      g_hash_table_iter_remove (&iter);
    }
  self->closed = TRUE;
  g_clear_pointer (&self->worker, ua_store_worker_stop);

  G_OBJECT_CLASS (ua_store_parent_class)->dispose (object);
}

static void
ua_store_finalize (GObject *object)
{
  UaStore *self = UA_STORE (object);

  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->state, ua_store_state_free);
  g_clear_pointer (&self->members, g_hash_table_unref);

  G_OBJECT_CLASS (ua_store_parent_class)->finalize (object);
}

static void
ua_store_get_property (GObject    *object,
                       guint       prop_id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  UaStore *self = UA_STORE (object);

  switch (prop_id)
    {
    case PROP_SEARCHABLE:
      g_value_set_boolean (value, ua_store_get_searchable (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_store_class_init (UaStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ua_store_dispose;
  object_class->finalize = ua_store_finalize;
  object_class->get_property = ua_store_get_property;

  /**
   * UaStore:searchable:
   *
   * Whether the full-text index has all members, so that every search is quick.  It is filled while
   * the store has nothing else to do; until then a search finds just the same, but reads what the
   * index lacks.  Not while a walk is under way, nor before the store is open.
   */
  properties[PROP_SEARCHABLE] =
    g_param_spec_boolean ("searchable", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * UaStore::changed:
   * @self: the store
   *
   * Members, groups or role profiles are other than before.  What comes in a row is told together.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  /**
   * UaStore::changes-changed:
   * @self: the store
   *
   * ua_store_dup_changes() gives something else than before.
   */
  signals[SIGNAL_CHANGES_CHANGED] =
    g_signal_new ("changes-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 0);
  /**
   * UaStore::log-changed:
   * @self: the store
   *
   * The log of what was done from this computer is other than before.
   */
  signals[SIGNAL_LOG_CHANGED] =
    g_signal_new ("log-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 0);
  /**
   * UaStore::notices-changed:
   * @self: the store
   *
   * ua_store_get_notices() gives something else than before: damage came to light.
   */
  signals[SIGNAL_NOTICES_CHANGED] =
    g_signal_new ("notices-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 0);
}

static void
ua_store_init (UaStore *self)
{
  self->members = g_hash_table_new_full (NULL, NULL, NULL, g_free);
}

/**
 * ua_store_new:
 * @folder: a folder for this connection alone; it is made when the store is opened
 *
 * Returns: (transfer full): a store that is not open yet
 */
UaStore *
ua_store_new (const char *folder)
{
  UaStore *self;

  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (UA_TYPE_STORE, NULL);
  self->folder = g_strdup (folder);
  return self;
}

/**
 * ua_store_get_folder:
 * @self: a store
 *
 * Returns: (transfer none): its folder
 */
const char *
ua_store_get_folder (UaStore *self)
{
  g_return_val_if_fail (UA_IS_STORE (self), NULL);

  return self->folder;
}

static gpointer
open_work (UaStoreWorker  *worker,
           gpointer        input,
           GError        **error)
{
  return ua_store_worker_open (worker, error) ? UA_STORE_DONE : NULL;
}

/**
 * ua_store_open_async:
 * @self: a store
 * @cancellable: (nullable): stops it as long as it has not begun
 * @callback: called when it is open
 * @user_data: for @callback
 *
 * Opens the databases and makes those that are missing.
 */
void
ua_store_open_async (UaStore             *self,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_return_if_fail (UA_IS_STORE (self));

  ua_store_start_job (self, ua_store_open_async, UA_STORE_PRIORITY_LOOK, open_work, NULL, NULL,
                      NULL, cancellable, callback, user_data);
}

/**
 * ua_store_open_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for a #GError
 *
 * ua_store_get_notices() tells what had to be done to open it.
 *
 * Returns: %FALSE with %UA_ERROR_STORAGE, or %UA_ERROR_BUSY where another program has it open
 */
gboolean
ua_store_open_finish (UaStore       *self,
                      GAsyncResult  *result,
                      GError       **error)
{
  return ua_store_finish_job (self, result, ua_store_open_async, error);
}

static gpointer
close_work (UaStoreWorker  *worker,
            gpointer        input,
            GError        **error)
{
  ua_store_worker_close (worker);
  return UA_STORE_DONE;
}

/**
 * ua_store_close_async:
 * @self: a store
 * @callback: called when no file is open any more
 * @user_data: for @callback
 *
 * Closes the databases once everything that was asked for before is done.  What is asked for after
 * it fails with %UA_ERROR_STOPPED.
 */
void
ua_store_close_async (UaStore             *self,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_return_if_fail (UA_IS_STORE (self));

  ua_store_start_job (self, ua_store_close_async, UA_STORE_PRIORITY_LAST, close_work, NULL, NULL,
                      NULL, NULL, callback, user_data);
  self->closed = TRUE;
  g_clear_handle_id (&self->changed_source, g_source_remove);
}

/**
 * ua_store_close_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for a #GError
 *
 * Returns: %FALSE with %UA_ERROR_STOPPED when it was closed already
 */
gboolean
ua_store_close_finish (UaStore       *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  return ua_store_finish_job (self, result, ua_store_close_async, error);
}

/**
 * ua_store_get_notices:
 * @self: a store
 *
 * Returns: a set of #UaStoreNotice: what came to light since it was opened
 */
guint
ua_store_get_notices (UaStore *self)
{
  g_return_val_if_fail (UA_IS_STORE (self), 0);

  return self->state != NULL ? self->state->notices : 0;
}

/**
 * ua_store_get_n_members:
 * @self: a store
 *
 * Returns: how many members there are, 0 before it is open
 */
guint
ua_store_get_n_members (UaStore *self)
{
  g_return_val_if_fail (UA_IS_STORE (self), 0);

  return self->state != NULL ? self->state->n_members : 0;
}

/**
 * ua_store_get_searchable:
 * @self: a store
 *
 * Returns: whether the full-text index is whole, see #UaStore:searchable
 */
gboolean
ua_store_get_searchable (UaStore *self)
{
  g_return_val_if_fail (UA_IS_STORE (self), FALSE);

  return self->state != NULL && self->state->searchable;
}

/**
 * ua_store_get_text:
 * @self: a store
 * @which: which text
 *
 * Returns: (transfer none) (nullable): the text, valid until the main loop runs again
 */
const char *
ua_store_get_text (UaStore     *self,
                   UaStoreText  which)
{
  g_return_val_if_fail (UA_IS_STORE (self), NULL);
  g_return_val_if_fail ((guint) which < UA_N_STORE_TEXTS, NULL);

  return self->state != NULL ? self->state->texts[which] : NULL;
}

/**
 * ua_store_dup_groups:
 * @self: a store
 *
 * Returns: (transfer container) (element-type UaGroup): all groups; the array never changes
 */
GPtrArray *
ua_store_dup_groups (UaStore *self)
{
  g_return_val_if_fail (UA_IS_STORE (self), NULL);

  return self->state != NULL ? g_ptr_array_ref (self->state->groups) : g_ptr_array_new ();
}

/**
 * ua_store_dup_role_profiles:
 * @self: a store
 *
 * Returns: (transfer container) (element-type UaRoleProfile): all role profiles; the array never
 *   changes
 */
GPtrArray *
ua_store_dup_role_profiles (UaStore *self)
{
  g_return_val_if_fail (UA_IS_STORE (self), NULL);

  return self->state != NULL ? g_ptr_array_ref (self->state->role_profiles) : g_ptr_array_new ();
}

/**
 * ua_store_dup_changes:
 * @self: a store
 *
 * Returns: (transfer container) (element-type UaChange): all changes that are not done, oldest
 *   first; the array never changes
 */
GPtrArray *
ua_store_dup_changes (UaStore *self)
{
  g_return_val_if_fail (UA_IS_STORE (self), NULL);

  return self->state != NULL ? g_ptr_array_ref (self->state->changes) : g_ptr_array_new ();
}

/**
 * ua_store_peek_member:
 * @self: a store
 * @row: a row
 *
 * Returns: (transfer none) (nullable): the object for that row, if anybody holds one
 */
UaMember *
ua_store_peek_member (UaStore *self,
                      guint32  row)
{
  const HeldMember *held;

  g_return_val_if_fail (UA_IS_STORE (self), NULL);

  held = g_hash_table_lookup (self->members, GUINT_TO_POINTER (row));
  return held != NULL ? held->member : NULL;
}

/**
 * ua_store_dup_member:
 * @self: a store
 * @row: a row
 *
 * The object has no record until rows are read that this one is among; then and whenever the member
 * changes it is brought up to date.
 *
 * Returns: (transfer full): the one object for that row
 */
UaMember *
ua_store_dup_member (UaStore *self,
                     guint32  row)
{
  UaMember *member = ua_store_peek_member (self, row);
  HeldMember *held;

  if (member != NULL)
    return g_object_ref (member);
  held = g_new0 (HeldMember, 1);
  held->store = self;
  held->member = ua_member_new (row, NULL);
  held->row = row;
  g_hash_table_insert (self->members, GUINT_TO_POINTER (row), held);
  g_object_weak_ref (G_OBJECT (held->member), member_gone_cb, held);
  return held->member;
}

/**
 * ua_store_list_held_rows:
 * @self: a store
 *
 * Returns: (transfer full) (element-type guint32): the rows whose objects somebody holds, in no
 *   order
 */
GArray *
ua_store_list_held_rows (UaStore *self)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  GHashTableIter iter;
  gpointer value;

  g_return_val_if_fail (UA_IS_STORE (self), rows);

  g_hash_table_iter_init (&iter, self->members);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_array_append_val (rows, ((const HeldMember *) value)->row);
  return rows;
}

/**
 * ua_store_list_lacking_rows:
 * @self: a store
 *
 * Returns: (transfer full) (element-type guint32): the rows whose objects somebody holds and has
 *   no record for yet, in no order
 */
GArray *
ua_store_list_lacking_rows (UaStore *self)
{
  g_autoptr (GArray) held = ua_store_list_held_rows (self);
  GArray *lacking = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < held->len; i++)
    {
      guint32 row = g_array_index (held, guint32, i);

      if (ua_member_get_record (ua_store_peek_member (self, row)) == NULL)
        g_array_append_val (lacking, row);
    }
  return lacking;
}

/**
 * ua_store_find_held_row:
 * @self: a store
 * @id: the id of a member
 *
 * Returns: the row of the member, when somebody holds its object and it has been read; else 0
 */
guint32
ua_store_find_held_row (UaStore    *self,
                        const char *id)
{
  g_autoptr (GArray) held = ua_store_list_held_rows (self);

  g_return_val_if_fail (id != NULL, 0);

  for (guint i = 0; i < held->len; i++)
    {
      guint32 row = g_array_index (held, guint32, i);
      UaMemberRecord *record = ua_member_get_record (ua_store_peek_member (self, row));

      if (record != NULL && strcmp (ua_member_record_get_id (record), id) == 0)
        return row;
    }
  return 0;
}
