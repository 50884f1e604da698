/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-sync"

#include "ua-member-list-private.h"

#include "ua-list-change.h"

#include <string.h>

/* How many rows to show at first where nobody knows how many can be seen, by how many more at a
 * time up to how many, before all: GTK builds about 200 rows at once when it is offered that many,
 * which costs several frames. */
#define FIRST_ROWS 32
#define GROWTH 32
#define GROWN_ROWS 256

/* How long to wait with that after a query, in milliseconds: somebody who types wants the next
 * answer, and rows that were built for this one would only have to be taken down again. */
#define GROWTH_DELAY 400

/* How long to wait, in milliseconds, after the first rows of a large cache with asking for all of
 * them: they are to be drawn first. */
#define WHOLE_DELAY 100

/* How many rows to read at a time, and how many such chunks to keep that nobody holds. */
#define CHUNK 64
#define MAX_CHUNKS 8

/* Above so many new rows, removing and adding are told apart: GTK looks for the rows that it lost
 * among all that are added. */
#define MAX_ADDED_AT_ONCE 64

struct _UaMemberList
{
  GObject parent_instance;

  UaStore *store;            /* (owned) */
  UaQuery *query;            /* (owned) */

  UaRows *rows;              /* (owned) */
  guint n_first;             /* how many of them to show at first */
  guint limit;               /* how many of them to show */
  guint n_total;

  /* While the change from @old_rows to @rows is told: up to @new_done the list is as the new rows
   * are, after that as the old ones are from @old_done on. */
  UaRows *old_rows;          /* (owned) (nullable) */
  guint n_old;
  guint old_done;
  guint new_done;

  GCancellable *cancellable; /* (owned) (nullable), of the query under way */
  gboolean is_new_query;     /* whether that is for another query than what is shown */
  gboolean again;            /* whether the cache changed since it began */

  GQueue chunks;             /* (owned), of GArray of UaStoreRow, the newest first */
  GHashTable *known;         /* (owned), row -> UaStoreRow (unowned) in one of the chunks */
  GArray *wanted;            /* (owned), of guint, positions in which chunk somebody lacks a row */
  GCancellable *reading;     /* (owned) (nullable) */

  guint growth_source;
  guint whole_source;        /* the first rows are there; all of them are to be asked for */
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (UaMemberList, ua_member_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  PROP_N_TOTAL = 1,
  PROP_BUSY,
  PROP_QUERY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void read_wanted (UaMemberList *self);
static void run_query   (UaMemberList *self,
                         gboolean      quick);

static gboolean
is_busy (UaMemberList *self)
{
  return self->cancellable != NULL || self->whole_source != 0;
}

static guint
get_n_shown (UaMemberList *self)
{
  return MIN (ua_rows_get_n (self->rows), self->limit);
}

static guint
get_n_items (UaMemberList *self)
{
  if (self->old_rows != NULL)
    return self->new_done + self->n_old - self->old_done;
  return get_n_shown (self);
}

static guint32
get_row (UaMemberList *self,
         guint         position)
{
  if (self->old_rows != NULL && position >= self->new_done)
    return ua_rows_get_data (self->old_rows)[position - self->new_done + self->old_done];
  return ua_rows_get_data (self->rows)[position];
}

/* Chunks */

static void
forget_chunk (UaMemberList *self,
              GArray       *chunk)
{
  for (guint i = 0; i < chunk->len; i++)
    {
      UaStoreRow *store_row = &g_array_index (chunk, UaStoreRow, i);
      gpointer row = GUINT_TO_POINTER (store_row->row);

      if (g_hash_table_lookup (self->known, row) == store_row)
        g_hash_table_remove (self->known, row);
    }
  g_array_unref (chunk);
}

static void
forget_chunks (UaMemberList *self)
{
  GArray *chunk;

  while ((chunk = g_queue_pop_tail (&self->chunks)) != NULL)
    forget_chunk (self, chunk);
}

static void
remember_chunk (UaMemberList *self,
                GArray       *chunk)
{
  for (guint i = 0; i < chunk->len; i++)
    {
      UaStoreRow *store_row = &g_array_index (chunk, UaStoreRow, i);

      g_hash_table_insert (self->known, GUINT_TO_POINTER (store_row->row), store_row);
    }
  g_queue_push_head (&self->chunks, chunk);
  while (g_queue_get_length (&self->chunks) > MAX_CHUNKS)
    forget_chunk (self, g_queue_pop_tail (&self->chunks));
}

static void
rows_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (UaMemberList) self = user_data;
  g_autoptr (GError) error = NULL;
  GArray *rows = ua_store_read_rows_finish (UA_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  if (rows != NULL)
    {
      remember_chunk (self, rows);
      read_wanted (self);
    }
  else
    g_array_set_size (self->wanted, 0);
}

/* Whether somebody holds a member of the chunk whose record is not there yet. */
static gboolean
is_chunk_wanted (UaMemberList *self,
                 guint         start,
                 guint         end)
{
  for (guint i = start; i < end; i++)
    {
      UaMember *member = ua_store_peek_member (self->store, get_row (self, i));

      if (member != NULL && ua_member_get_record (member) == NULL)
        return TRUE;
    }
  return FALSE;
}

/* Reads the chunk that was asked for last: what was scrolled past can wait. */
static void
read_wanted (UaMemberList *self)
{
  while (self->reading == NULL && self->wanted->len > 0)
    {
      guint position = g_array_index (self->wanted, guint, self->wanted->len - 1);
      guint start = position - position % CHUNK;
      guint end = MIN (start + CHUNK, get_n_items (self));
      g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint32));

      g_array_set_size (self->wanted, self->wanted->len - 1);
      if (start >= end || !is_chunk_wanted (self, start, end))
        continue;
      for (guint i = start; i < end; i++)
        {
          guint32 row = get_row (self, i);

          g_array_append_val (rows, row);
        }
      self->reading = g_cancellable_new ();
      ua_store_read_rows_async (self->store, (const guint32 *) (gpointer) rows->data, rows->len,
                                self->reading, rows_read_cb, g_object_ref (self));
    }
}

static void
want_position (UaMemberList *self,
               guint         position)
{
  for (guint i = 0; i < self->wanted->len; i++)
    if (g_array_index (self->wanted, guint, i) / CHUNK == position / CHUNK)
      return;
  g_array_append_val (self->wanted, position);
  read_wanted (self);
}

/* Positions mean other rows now; whoever still lacks a record is asked for again. */
static void
want_held_again (UaMemberList *self)
{
  g_autoptr (GArray) lacking = ua_store_list_lacking_rows (self->store);

  g_array_set_size (self->wanted, 0);
  if (lacking->len == 0)
    return;
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  ua_store_read_rows_async (self->store, (const guint32 *) (gpointer) lacking->data, lacking->len,
                            self->reading, rows_read_cb, g_object_ref (self));
}

/* Growth */

static void
set_limit (UaMemberList *self,
           guint         limit)
{
  guint before = get_n_shown (self);
  guint after;

  self->limit = limit;
  after = get_n_shown (self);
  if (after > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, after - before);
}

static gboolean
growth_due_cb (gpointer user_data)
{
  UaMemberList *self = user_data;

  if (self->limit < GROWN_ROWS && self->limit < ua_rows_get_n (self->rows))
    {
      set_limit (self, self->limit + GROWTH);
      return G_SOURCE_CONTINUE;
    }
  /* While there are fewer rows than that, the next ones are to come in steps, too. */
  self->growth_source = 0;
  if (self->limit >= GROWN_ROWS)
    set_limit (self, G_MAXUINT);
  return G_SOURCE_REMOVE;
}

/* Below the priority of drawing and of input, so that each step is seen before the next. */
static gboolean
growth_delay_passed_cb (gpointer user_data)
{
  UaMemberList *self = user_data;

  self->growth_source = g_idle_add_full (G_PRIORITY_LOW, growth_due_cb, self, NULL);
  g_source_set_name_by_id (self->growth_source, "ua-member-list growth");
  return G_SOURCE_REMOVE;
}

static void
start_growth (UaMemberList *self)
{
  if (self->growth_source != 0 || self->limit == G_MAXUINT)
    return;
  self->growth_source = g_timeout_add_full (G_PRIORITY_LOW, GROWTH_DELAY, growth_delay_passed_cb,
                                            self, NULL);
  g_source_set_name_by_id (self->growth_source, "ua-member-list growth");
}

/* Changes */

static void
set_rows (UaMemberList *self,
          UaRows       *rows)
{
  UaRows *taken = ua_rows_ref (rows);

  ua_rows_unref (self->rows);
  self->rows = taken;
}

/* Shows the rows of another query: from the top, first a few.  One signal for both, so that GTK
 * uses the widgets of the old rows for the new ones; so few rows are looked through in no time. */
static void
replace_rows (UaMemberList *self,
              UaRows       *rows)
{
  guint n_before = get_n_shown (self);

  g_clear_handle_id (&self->growth_source, g_source_remove);
  self->limit = self->n_first;
  set_rows (self, rows);
  if (n_before > 0 || get_n_shown (self) > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, get_n_shown (self));
}

static void
tell_hunk (UaMemberList     *self,
           const UaListHunk *hunk)
{
  self->old_done = hunk->old_start + hunk->n_old;
  self->new_done = hunk->new_start;
  if (hunk->n_old > 0 && hunk->n_new > MAX_ADDED_AT_ONCE)
    {
      g_list_model_items_changed (G_LIST_MODEL (self), hunk->new_start, hunk->n_old, 0);
      self->new_done += hunk->n_new;
      g_list_model_items_changed (G_LIST_MODEL (self), hunk->new_start, 0, hunk->n_new);
    }
  else
    {
      self->new_done += hunk->n_new;
      g_list_model_items_changed (G_LIST_MODEL (self), hunk->new_start, hunk->n_old, hunk->n_new);
    }
}

/* Shows other rows of the same query, those that somebody holds staying where they are. */
static void
change_rows (UaMemberList *self,
             UaRows       *rows)
{
  g_autoptr (GArray) held = ua_store_list_held_rows (self->store);
  g_autoptr (GArray) hunks = NULL;

  self->n_old = get_n_shown (self);
  self->old_rows = self->rows;
  self->rows = ua_rows_ref (rows);
  self->old_done = 0;
  self->new_done = 0;
  hunks = ua_list_change_new (ua_rows_get_data (self->old_rows), self->n_old,
                              ua_rows_get_data (rows), get_n_shown (self),
                              (const guint32 *) (gpointer) held->data, held->len);
  for (guint i = 0; i < hunks->len; i++)
    tell_hunk (self, &g_array_index (hunks, UaListHunk, i));
  g_clear_pointer (&self->old_rows, ua_rows_unref);
}

static void
show_answer (UaMemberList  *self,
             UaStoreAnswer *answer)
{
  gboolean total_changed = self->n_total != answer->n_total;

  forget_chunks (self);
  remember_chunk (self, g_array_ref (answer->first));
  self->n_total = answer->n_total;
  if (!ua_rows_equal (self->rows, answer->rows))
    {
      if (self->is_new_query)
        replace_rows (self, answer->rows);
      else
        change_rows (self, answer->rows);
      want_held_again (self);
    }
  else
    set_rows (self, answer->rows);
  self->is_new_query = FALSE;
  start_growth (self);
  if (total_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_TOTAL]);
}

static gboolean
whole_delay_passed_cb (gpointer user_data)
{
  UaMemberList *self = user_data;

  self->whole_source = 0;
  run_query (self, FALSE);
  return G_SOURCE_REMOVE;
}

static void
query_ended_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (UaMemberList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (UaStoreAnswer) answer =
    ua_store_query_finish (UA_STORE (source), result, &error);
  GCancellable *cancellable = g_task_get_cancellable (G_TASK (result));
  gboolean again;

  /* Another query has been begun meanwhile, or the list is gone. */
  if (g_cancellable_is_cancelled (cancellable))
    return;
  g_clear_object (&self->cancellable);
  again = self->again;
  self->again = FALSE;
  if (answer != NULL)
    show_answer (self, answer);
  /* Somebody who was told of the change may have begun another query. */
  if (self->cancellable == NULL && again)
    run_query (self, FALSE);
  if (self->cancellable == NULL && answer != NULL && !answer->whole)
    self->whole_source = g_timeout_add_full (G_PRIORITY_LOW, WHOLE_DELAY, whole_delay_passed_cb,
                                             self, NULL);
  if (!is_busy (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
run_query (UaMemberList *self,
           gboolean      quick)
{
  gboolean was_busy = is_busy (self);

  g_clear_handle_id (&self->whole_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  ua_store_query_async (self->store, self->query, FIRST_ROWS, quick, self->cancellable,
                        query_ended_cb, g_object_ref (self));
  if (!was_busy)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/* A query that is under way is let come to its end: when members come faster than it runs, the list
 * would never change otherwise. */
static void
store_changed_cb (UaMemberList *self)
{
  if (self->cancellable != NULL)
    self->again = TRUE;
  else
    run_query (self, FALSE);
}

static GType
ua_member_list_get_item_type (GListModel *model)
{
  return UA_TYPE_MEMBER;
}

static guint
ua_member_list_get_n_items (GListModel *model)
{
  return get_n_items (UA_MEMBER_LIST (model));
}

static gpointer
ua_member_list_get_item (GListModel *model,
                         guint       position)
{
  UaMemberList *self = UA_MEMBER_LIST (model);
  UaMember *member;
  const UaStoreRow *known;
  guint32 row;

  if (position >= get_n_items (self))
    return NULL;
  row = get_row (self, position);
  member = ua_store_dup_member (self->store, row);
  if (ua_member_get_record (member) != NULL)
    return member;
  known = g_hash_table_lookup (self->known, GUINT_TO_POINTER (row));
  if (known != NULL && known->record != NULL)
    {
      ua_member_set_record (member, known->record);
      ua_member_set_pending (member, known->pending);
    }
  else if (self->old_rows == NULL)
    want_position (self, position);
  return member;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = ua_member_list_get_item_type;
  iface->get_n_items = ua_member_list_get_n_items;
  iface->get_item = ua_member_list_get_item;
}

static void
ua_member_list_dispose (GObject *object)
{
  UaMemberList *self = UA_MEMBER_LIST (object);

  g_clear_handle_id (&self->growth_source, g_source_remove);
  g_clear_handle_id (&self->whole_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  forget_chunks (self);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (ua_member_list_parent_class)->dispose (object);
}

static void
ua_member_list_finalize (GObject *object)
{
  UaMemberList *self = UA_MEMBER_LIST (object);

  g_clear_pointer (&self->query, ua_query_unref);
  g_clear_pointer (&self->rows, ua_rows_unref);
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_pointer (&self->wanted, g_array_unref);

  G_OBJECT_CLASS (ua_member_list_parent_class)->finalize (object);
}

static void
ua_member_list_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  UaMemberList *self = UA_MEMBER_LIST (object);

  switch (prop_id)
    {
    case PROP_N_TOTAL:
      g_value_set_uint (value, self->n_total);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, is_busy (self));
      break;
    case PROP_QUERY:
      g_value_set_boxed (value, self->query);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_member_list_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  UaMemberList *self = UA_MEMBER_LIST (object);

  switch (prop_id)
    {
    case PROP_QUERY:
      ua_member_list_set_query (self, g_value_get_boxed (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_member_list_class_init (UaMemberListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ua_member_list_dispose;
  object_class->finalize = ua_member_list_finalize;
  object_class->get_property = ua_member_list_get_property;
  object_class->set_property = ua_member_list_set_property;

  /**
   * UaMemberList:n-total:
   *
   * How many members the query finds, also while the list still grows.
   */
  properties[PROP_N_TOTAL] =
    g_param_spec_uint ("n-total", NULL, NULL, 0, G_MAXUINT, 0,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * UaMemberList:busy:
   *
   * Whether a query is under way, so that what is shown may be about to change.
   */
  properties[PROP_BUSY] =
    g_param_spec_boolean ("busy", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * UaMemberList:query:
   *
   * Which members, and in what order.
   */
  properties[PROP_QUERY] =
    g_param_spec_boxed ("query", NULL, NULL, UA_TYPE_QUERY,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ua_member_list_init (UaMemberList *self)
{
  static const guint32 nothing = 0;

  self->rows = ua_rows_new (&nothing, 0);
  self->n_first = FIRST_ROWS;
  self->limit = FIRST_ROWS;
  self->known = g_hash_table_new (NULL, NULL);
  self->wanted = g_array_new (FALSE, FALSE, sizeof (guint));
  g_queue_init (&self->chunks);
}

/* Friend API: what is behind a list is only for the session to know. */
UaMemberList *
ua_member_list_new (UaStore *store,
                    UaQuery *query)
{
  UaMemberList *self;

  g_return_val_if_fail (UA_IS_STORE (store), NULL);
  g_return_val_if_fail (query != NULL, NULL);

  self = g_object_new (UA_TYPE_MEMBER_LIST, NULL);
  self->store = g_object_ref (store);
  self->query = ua_query_ref (query);
  g_signal_connect_swapped (store, "changed", G_CALLBACK (store_changed_cb), self);
  self->is_new_query = TRUE;
  run_query (self, TRUE);
  return self;
}

/**
 * ua_member_list_get_query:
 * @self: a list
 *
 * Returns: (transfer none): the query, also while it still runs
 */
UaQuery *
ua_member_list_get_query (UaMemberList *self)
{
  g_return_val_if_fail (UA_IS_MEMBER_LIST (self), NULL);

  return self->query;
}

/**
 * ua_member_list_set_query:
 * @self: a list
 * @query: which members, and in what order
 *
 * Runs another query, and stops the one under way.  What is shown stays until the answer is there.
 */
void
ua_member_list_set_query (UaMemberList *self,
                          UaQuery      *query)
{
  g_return_if_fail (UA_IS_MEMBER_LIST (self));
  g_return_if_fail (query != NULL);

  if (ua_query_equal (self->query, query))
    return;
  ua_query_ref (query);
  ua_query_unref (self->query);
  self->query = query;
  self->is_new_query = TRUE;
  self->again = FALSE;
  run_query (self, TRUE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUERY]);
}

/**
 * ua_member_list_get_n_total:
 * @self: a list
 *
 * Returns: how many members the query finds; the list may still have fewer
 */
guint
ua_member_list_get_n_total (UaMemberList *self)
{
  g_return_val_if_fail (UA_IS_MEMBER_LIST (self), 0);

  return self->n_total;
}

/**
 * ua_member_list_get_busy:
 * @self: a list
 *
 * Returns: whether a query is under way
 */
gboolean
ua_member_list_get_busy (UaMemberList *self)
{
  g_return_val_if_fail (UA_IS_MEMBER_LIST (self), FALSE);

  return is_busy (self);
}

/**
 * ua_member_list_set_n_first:
 * @self: a list
 * @n_first: how many rows can be seen at a time, or a few more; 1 to 64, others are moved there
 *
 * Says how many rows of another query to show at once; the rest follows when there is time.
 */
void
ua_member_list_set_n_first (UaMemberList *self,
                            guint         n_first)
{
  g_return_if_fail (UA_IS_MEMBER_LIST (self));

  self->n_first = CLAMP (n_first, 1, MAX_ADDED_AT_ONCE);
}

/* The row of a member who has been read and is still remembered. */
static guint32
find_row (UaMemberList *self,
          const char   *id)
{
  guint32 row = ua_store_find_held_row (self->store, id);
  GHashTableIter iter;
  gpointer key, value;

  if (row != 0)
    return row;
  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const UaStoreRow *known = value;

      if (known->record != NULL && strcmp (ua_member_record_get_id (known->record), id) == 0)
        return GPOINTER_TO_UINT (key);
    }
  return 0;
}

/**
 * ua_member_list_find:
 * @self: a list
 * @id: the id of a member whom somebody holds or who has been looked at lately
 * @position: (out) (optional): where the member is; untouched when it is not found
 *
 * Finds where a member is, such as the one to go back to.
 *
 * Returns: whether the member is in the list
 */
gboolean
ua_member_list_find (UaMemberList *self,
                     const char   *id,
                     guint        *position)
{
  const guint32 *rows;
  guint32 row;

  g_return_val_if_fail (UA_IS_MEMBER_LIST (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  row = find_row (self, id);
  rows = ua_rows_get_data (self->rows);
  for (guint i = 0; row != 0 && i < ua_rows_get_n (self->rows); i++)
    if (rows[i] == row)
      {
        if (i >= self->limit)
          set_limit (self, G_MAXUINT);
        if (position != NULL)
          *position = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * ua_member_list_get_row:
 * @self: a list
 * @position: a position
 *
 * Returns: the number of the row at @position, offered by now or not; 0 when there is none
 */
gint64
ua_member_list_get_row (UaMemberList *self,
                        guint         position)
{
  g_return_val_if_fail (UA_IS_MEMBER_LIST (self), 0);

  return position < (self->old_rows != NULL ? get_n_items (self) : ua_rows_get_n (self->rows))
           ? get_row (self, position) : 0;
}
