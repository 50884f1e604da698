/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-sync"

#include "ua-puller.h"

#include "ua-absence.h"
#include "ua-error.h"
#include "ua-list-puller.h"
#include "ua-time.h"
#include "ua-write-flags.h"

/* How many pages are asked for at once where the server pages by index, and how many may wait for
 * the disk. */
#define MAX_FETCHES 3
#define MAX_WRITES 2
#define MAX_COMPLAINTS 5

/**
 * UaPuller:
 *
 * The way in: fetches everything and puts it into the cache, one run at a time.
 *
 *   role profiles -> members: page -> store { rows, cursor } -> next page ...
 *                    end of the walk: who was not seen is asked for one by one (ua-absence.c)
 *                 -> groups, with who is in them where members do not tell
 *
 * A page and the cursor after it are one transaction, so a run that is killed goes on where it was.
 * A member who was written by somebody else while a page was on its way (ua_puller_touch()) is not
 * taken from that page, which may be older.
 *
 * "progress" goes from 0 to 1 during a run and is -1 outside of one and while the server does not
 * tell how many there are.
 *
 * For the main thread.
 */
struct _UaPuller
{
  GObject parent_instance;

  UaStore *store;      /* (owned) */
  GHashTable *touched; /* (owned), of char to gint64 *: when, by the monotonic clock */
  gboolean in_users;   /* whether members have been seen to tell their groups */
  gboolean resumed;    /* whether the run went on where an earlier one stopped */
  gboolean enterprise; /* whether a member of the run had anything of the enterprise extension */
  guint n_skipped;
  double progress;

  /* The run. */
  GTask *task;      /* (owned) (nullable) */
  UaClient *client; /* (owned) (nullable) */
  UaWalk *walk;     /* (owned) (nullable) */
  GQueue fetches;   /* of Fetch, in the order of the pages */
  guint n_writes;
  GError *error;    /* (owned) (nullable): what ended the walk */
};

/* A page that was asked for.  The puller forgets it when the walk turns elsewhere. */
typedef struct
{
  UaPuller *puller;     /* (owned) */
  UaPosition *position; /* (owned) */
  gint64 asked_at;
  UaPage *page;  /* (owned) (nullable) */
  GError *error; /* (owned) (nullable) */
  gboolean forgotten;
} Fetch;

G_DEFINE_FINAL_TYPE (UaPuller, ua_puller, G_TYPE_OBJECT)

enum
{
  PROP_PROGRESS = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void advance (UaPuller *self);

static void
fetch_free (Fetch *fetch)
{
  g_object_unref (fetch->puller);
  ua_position_unref (fetch->position);
  g_clear_pointer (&fetch->page, ua_page_unref);
  g_clear_error (&fetch->error);
  g_free (fetch);
}

static gboolean
is_done (const Fetch *fetch)
{
  return fetch->page != NULL || fetch->error != NULL;
}

static void
set_progress (UaPuller *self,
              double    progress)
{
  /* A bar does not show less than a thousandth. */
  if (ABS (self->progress - progress) < 0.001)
    return;
  self->progress = progress;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

static void
forget_fetches (UaPuller *self)
{
  Fetch *fetch;

  while ((fetch = g_queue_pop_head (&self->fetches)) != NULL)
    if (is_done (fetch))
      fetch_free (fetch);
    else
      fetch->forgotten = TRUE;
}

static void
finish_run (UaPuller *self,
            GError   *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  g_clear_object (&self->client);
  g_clear_pointer (&self->walk, ua_walk_free);
  g_hash_table_remove_all (self->touched);
  set_progress (self, -1);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static UaStoreWriteFlags
get_write_flags (UaPuller *self)
{
  return ua_write_flags_get (self->client, self->in_users);
}

/* A server that never said whether it has the enterprise extension, and of whose members none has
 * any of it, is taken to have none, so that nothing empty is shown. */
static void
learn_enterprise (UaPuller *self)
{
  UaCapabilities *known = ua_client_get_capabilities (self->client);

  if (self->enterprise)
    ua_client_learn (self->client, UA_CAPABILITY_ENTERPRISE, UA_SUPPORT_YES);
  else if (!self->resumed && ua_walk_is_whole (self->walk) && ua_walk_get_n_seen (self->walk) > 0 &&
           ua_capabilities_get (known, UA_CAPABILITY_ENTERPRISE) == UA_SUPPORT_UNKNOWN)
    ua_client_learn (self->client, UA_CAPABILITY_ENTERPRISE, UA_SUPPORT_NO);
}

/* A server with a cap of its own need not be asked for more the next time, which would be asked for
 * ahead at the wrong places. */
static void
learn_page_size (UaPuller *self)
{
  guint page_size = ua_walk_get_page_size (self->walk);

  if (page_size > 0)
    ua_client_learn_page_size (self->client, page_size);
}

static gboolean
tells_enterprise (const UaMemberRecord *record)
{
  return ua_member_record_get (record, UA_FIELD_EMPLOYEE_NUMBER) != NULL ||
         ua_member_record_get (record, UA_FIELD_DEPARTMENT) != NULL ||
         ua_member_record_get (record, UA_FIELD_MANAGER) != NULL;
}

/* The records of a page, without those that were written since it was asked for. */
static GPtrArray *
collect_records (UaPuller    *self,
                 const Fetch *fetch)
{
  GPtrArray *records =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ua_member_record_unref);

  for (guint i = 0; i < ua_page_get_n (fetch->page); i++)
    {
      UaMemberRecord *record = ua_page_get_member (fetch->page, i);
      const gint64 *touched_at;

      if (record == NULL)
        continue;
      self->in_users = self->in_users || ua_write_flags_tells_groups (record);
      self->enterprise = self->enterprise || tells_enterprise (record);
      touched_at = g_hash_table_lookup (self->touched, ua_member_record_get_id (record));
      if (touched_at == NULL || *touched_at < fetch->asked_at)
        g_ptr_array_add (records, ua_member_record_ref (record));
    }
  return records;
}

static void
count_complaints (UaPuller *self,
                  UaPage   *page)
{
  for (guint i = 0; i < ua_page_get_n_errors (page); i++)
    if (self->n_skipped++ < MAX_COMPLAINTS)
      g_message ("A member could not be read: %s", ua_page_get_error (page, i));
}

static void
groups_pulled_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (UaPuller) self = UA_PULLER (user_data);
  gboolean absent;
  GError *error = NULL;

  /* Members may tell their groups where there is no list of them. */
  if (ua_list_puller_run_finish (result, &absent, &error))
    ua_client_learn (self->client, UA_CAPABILITY_GROUPS,
                     absent && !self->in_users ? UA_SUPPORT_NO : UA_SUPPORT_YES);
  finish_run (self, error);
}

static void
pull_groups (UaPuller *self)
{
  gboolean with_members = get_write_flags (self) == UA_STORE_WRITE_KEEP_MEMBERSHIPS;

  learn_enterprise (self);
  learn_page_size (self);
  /* Each time, for a list that could not be had the last time may be there now. */
  ua_list_puller_run_async (self->client, self->store, UA_RESOURCE_GROUPS, with_members,
                            g_task_get_cancellable (self->task), groups_pulled_cb,
                            g_object_ref (self));
}

static void
absence_checked_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (UaPuller) self = UA_PULLER (user_data);
  GError *error = NULL;

  if (!ua_absence_check_finish (result, NULL, &error))
    finish_run (self, error);
  else
    pull_groups (self);
}

static void
walk_ended_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (UaPuller) self = UA_PULLER (user_data);
  GError *error = NULL;
  g_auto (GStrv) unseen = ua_store_end_walk_finish (UA_STORE (source), result, &error);

  if (unseen == NULL)
    finish_run (self, error);
  else if (unseen[0] == NULL || !ua_walk_is_whole (self->walk))
    pull_groups (self);
  else
    ua_absence_check_async (self->client, self->store, (const char * const *) unseen,
                            get_write_flags (self), g_task_get_cancellable (self->task),
                            absence_checked_cb, g_object_ref (self));
}

static void
page_written_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (UaPuller) self = UA_PULLER (user_data);
  g_autoptr (GError) error = NULL;

  self->n_writes--;
  if (!ua_store_write_page_finish (UA_STORE (source), result, NULL, &error) &&
      self->error == NULL)
    self->error = g_steal_pointer (&error);
  advance (self);
}

static void
write_page (UaPuller    *self,
            const Fetch *fetch,
            const char  *walk)
{
  g_autoptr (GPtrArray) records = collect_records (self, fetch);

  self->n_writes++;
  ua_store_write_page_async (self->store, records, walk, get_write_flags (self),
                             page_written_cb, g_object_ref (self));
}

static void
show_progress (UaPuller *self)
{
  gint64 total = ua_walk_get_total (self->walk);
  double share = total > 0 ? (double) ua_walk_get_n_seen (self->walk) / (double) total : -1;

  set_progress (self, MIN (share, 1));
}

/* Takes one page.  With the last page the way back to it is kept, because the end of a walk is no
 * place to go on from. */
static void
take_page (UaPuller    *self,
           const Fetch *fetch)
{
  g_autofree char *before = ua_walk_to_text (self->walk);
  g_autofree char *after = NULL;

  ua_walk_feed (self->walk, fetch->page);
  if (ua_walk_get_position (self->walk) != NULL)
    after = ua_walk_to_text (self->walk);
  count_complaints (self, fetch->page);
  write_page (self, fetch, after != NULL ? after : before);
  show_progress (self);
}

/* Takes the pages that have come, in their order. */
static void
drain_fetches (UaPuller *self)
{
  while (self->error == NULL && !g_queue_is_empty (&self->fetches) &&
         is_done (g_queue_peek_head (&self->fetches)))
    {
      Fetch *fetch = g_queue_pop_head (&self->fetches);
      UaPosition *position = ua_walk_get_position (self->walk);

      if (position == NULL || !ua_position_equal (position, fetch->position))
        {
          /* The server gave less than was asked for, so what was asked ahead is not next. */
          forget_fetches (self);
        }
      else if (fetch->page != NULL)
        take_page (self, fetch);
      else
        {
          forget_fetches (self);
          if (fetch->error->domain != UA_ERROR || !ua_walk_feed_error (self->walk, fetch->error))
            self->error = g_steal_pointer (&fetch->error);
        }
      fetch_free (fetch);
    }
}

static void
page_listed_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  Fetch *fetch = user_data;
  g_autoptr (UaPuller) self = g_object_ref (fetch->puller);

  fetch->page = ua_client_list_finish (UA_CLIENT (source), result, &fetch->error);
  if (fetch->forgotten)
    fetch_free (fetch);
  else
    advance (self);
}

static void
ask_ahead (UaPuller *self)
{
  while (self->fetches.length < MAX_FETCHES && self->n_writes < MAX_WRITES)
    {
      UaPosition *current = ua_walk_get_position (self->walk);
      UaPosition *position = self->fetches.length > 0
                               ? ua_walk_dup_ahead (self->walk, self->fetches.length)
                               : current != NULL ? ua_position_ref (current) : NULL;
      Fetch *fetch;

      if (position == NULL)
        return;
      fetch = g_new0 (Fetch, 1);
      fetch->puller = g_object_ref (self);
      fetch->position = position;
      fetch->asked_at = g_get_monotonic_time ();
      g_queue_push_tail (&self->fetches, fetch);
      ua_client_list_async (self->client, UA_RESOURCE_USERS, NULL, position,
                            ua_walk_get_count (self->walk), UA_LIST_FLAGS_NONE,
                            g_task_get_cancellable (self->task), page_listed_cb, fetch);
    }
}

/* Does whatever can be done next in the walk of the members. */
static void
advance (UaPuller *self)
{
  if (self->task == NULL || self->walk == NULL)
    return;
  drain_fetches (self);
  if (self->error != NULL)
    {
      forget_fetches (self);
      if (self->n_writes == 0)
        finish_run (self, g_steal_pointer (&self->error));
      return;
    }
  if (ua_walk_get_position (self->walk) != NULL)
    {
      ask_ahead (self);
      return;
    }
  forget_fetches (self);
  if (self->n_writes == 0)
    ua_store_end_walk_async (self->store, ua_time_now (), walk_ended_cb, g_object_ref (self));
}

static void
walk_begun_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (UaPuller) self = UA_PULLER (user_data);
  UaCapabilities *capabilities = ua_client_get_capabilities (self->client);
  g_autofree char *text = NULL;
  GError *error = NULL;

  if (!ua_store_begin_walk_finish (UA_STORE (source), result, &text, &error))
    {
      finish_run (self, error);
      return;
    }
  self->walk = text != NULL ? ua_walk_new_from_text (capabilities, text) : NULL;
  if (self->walk != NULL && ua_walk_get_position (self->walk) == NULL)
    g_clear_pointer (&self->walk, ua_walk_free);
  if (self->walk == NULL && text != NULL)
    {
      /* What was kept of the walk is of no use: from the start then. */
      ua_store_begin_walk_async (self->store, FALSE, walk_begun_cb, g_object_ref (self));
      return;
    }
  self->resumed = self->walk != NULL;
  if (self->walk == NULL)
    self->walk = ua_walk_new (capabilities, ua_capabilities_get_page_size (capabilities));
  advance (self);
}

static void
role_profiles_pulled_cb (GObject      *source,
                         GAsyncResult *result,
                         gpointer      user_data)
{
  g_autoptr (UaPuller) self = UA_PULLER (user_data);
  GError *error = NULL;

  if (!ua_list_puller_run_finish (result, NULL, &error))
    finish_run (self, error);
  else
    ua_store_begin_walk_async (self->store, TRUE, walk_begun_cb, g_object_ref (self));
}

static void
ua_puller_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  UaPuller *self = UA_PULLER (object);

  switch (prop_id)
    {
    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_puller_dispose (GObject *object)
{
  UaPuller *self = UA_PULLER (object);

  g_clear_object (&self->store);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (ua_puller_parent_class)->dispose (object);
}

static void
ua_puller_finalize (GObject *object)
{
  UaPuller *self = UA_PULLER (object);

  g_hash_table_unref (self->touched);
  g_clear_pointer (&self->walk, ua_walk_free);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (ua_puller_parent_class)->finalize (object);
}

static void
ua_puller_class_init (UaPullerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ua_puller_get_property;
  object_class->dispose = ua_puller_dispose;
  object_class->finalize = ua_puller_finalize;

  properties[PROP_PROGRESS] =
    g_param_spec_double ("progress", NULL, NULL, -1, 1, -1,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ua_puller_init (UaPuller *self)
{
  self->touched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->progress = -1;
  g_queue_init (&self->fetches);
}

/**
 * ua_puller_new:
 * @store: the cache, open
 *
 * Returns: (transfer full): a puller into @store
 */
UaPuller *
ua_puller_new (UaStore *store)
{
  UaPuller *self = g_object_new (UA_TYPE_PULLER, NULL);

  self->store = g_object_ref (store);
  return self;
}

/**
 * ua_puller_run_async:
 * @self: a puller that is not running
 * @client: the server, after discovery
 * @cancellable: (nullable): to stop; what has been written stays, and the next run goes on there
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Fetches everything once.
 */
void
ua_puller_run_async (UaPuller            *self,
                     UaClient            *client,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_return_if_fail (UA_IS_PULLER (self));
  g_return_if_fail (self->task == NULL);

  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, ua_puller_run_async);
  self->client = g_object_ref (client);
  self->n_skipped = 0;
  self->enterprise = FALSE;
  if (ua_capabilities_may (ua_client_get_capabilities (client), UA_CAPABILITY_ROLE_PROFILES))
    ua_list_puller_run_async (client, self->store, UA_RESOURCE_ROLE_PROFILES, FALSE, cancellable,
                              role_profiles_pulled_cb, g_object_ref (self));
  else
    ua_store_begin_walk_async (self->store, TRUE, walk_begun_cb, g_object_ref (self));
}

/**
 * ua_puller_run_finish:
 * @self: the puller
 * @result: what the callback was given
 * @error: the errors of #UaClient and #UaStore; %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the cache is now as the server was
 */
gboolean
ua_puller_run_finish (UaPuller      *self,
                      GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ua_puller_touch:
 * @self: a puller
 * @member_id: a member whose row has just been written from a newer answer
 *
 * Keeps pages that are on their way from bringing back an older state of the member.
 */
void
ua_puller_touch (UaPuller   *self,
                 const char *member_id)
{
  gint64 *now;

  g_return_if_fail (UA_IS_PULLER (self));

  if (self->task == NULL)
    return;
  now = g_new (gint64, 1);
  *now = g_get_monotonic_time ();
  g_hash_table_replace (self->touched, g_strdup (member_id), now);
}

/**
 * ua_puller_get_n_expected:
 * @self: a puller
 *
 * Returns: how many members the server says there are, while it is being asked for them; 0 when
 *   that is unknown
 */
guint
ua_puller_get_n_expected (UaPuller *self)
{
  gint64 total;

  g_return_val_if_fail (UA_IS_PULLER (self), 0);

  total = self->walk != NULL ? ua_walk_get_total (self->walk) : 0;
  return (guint) CLAMP (total, 0, G_MAXUINT);
}

/**
 * ua_puller_get_progress:
 * @self: a puller
 *
 * Returns: how much of the members has been seen, from 0 to 1; -1 when that is unknown
 */
double
ua_puller_get_progress (UaPuller *self)
{
  g_return_val_if_fail (UA_IS_PULLER (self), -1);

  return self->progress;
}

/**
 * ua_puller_get_n_skipped:
 * @self: a puller
 *
 * Returns: how many members of this run, or the last one, could not be read and were left out
 */
guint
ua_puller_get_n_skipped (UaPuller *self)
{
  g_return_val_if_fail (UA_IS_PULLER (self), 0);

  return self->n_skipped;
}

/**
 * ua_puller_get_resumed:
 * @self: a puller
 *
 * Returns: whether this run, or the last one, went on where an earlier one was stopped, so that
 *   part of what it found may be old
 */
gboolean
ua_puller_get_resumed (UaPuller *self)
{
  g_return_val_if_fail (UA_IS_PULLER (self), FALSE);

  return self->resumed;
}
