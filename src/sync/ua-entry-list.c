/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-sync"

#include "ua-entry-list.h"

#include "ua-entries.h"
#include "ua-error.h"

/* How many to ask for at once, and how near the end one looks when more are asked for. */
#define PAGE_SIZE 100
#define LOOK_AHEAD 50

/* How many of a list are fetched again when it is refreshed, at most. */
#define MAX_REFETCHED 2000

/* How many of each type are kept on this computer, at most. */
#define MAX_KEPT 1000

struct _UaEntryList
{
  GObject parent_instance;

  UaEntries *entries;        /* (owned) */
  UaEntryQuery *query;       /* (owned) */
  GPtrArray *items;          /* (owned), of UaEntry: what is shown */
  gboolean is_kept;          /* whether they were kept from before */
  gint64 total;              /* what the server says; -1: nothing */
  GError *error;             /* (owned) (nullable) */
  gboolean emitting;         /* who looks at all rows then does not read them */

  /* In progress. */
  GCancellable *reading;     /* (owned) (nullable): the cache is being asked */
  GCancellable *asking;      /* (owned) (nullable): the server is being asked */
  GPtrArray *coming;         /* (owned) (nullable): what has come since it was asked anew */
  guint n_wanted;            /* how many to have before @coming is shown */
  GHashTable *ids;           /* (owned), of ids in the items: what has come, once each */

  /* Where the list goes on. */
  gboolean has_more;
  char *next_cursor;         /* (owned) (nullable) */
  guint64 next_index;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (UaEntryList, ua_entry_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  PROP_BUSY = 1,
  PROP_ERROR,
  PROP_N_TOTAL,
  PROP_KEPT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void ask_page (UaEntryList *self);

static void
notify (UaEntryList *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_TOTAL]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEPT]);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
stop (GCancellable **cancellable)
{
  if (*cancellable != NULL)
    g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

static gboolean
is_same (UaEntryList *self,
         guint        position,
         UaEntry     *entry)
{
  return ua_entry_equal (g_ptr_array_index (self->items, position), entry);
}

/* Shows @items (taken) in place of what is shown, with one change of what differs, so that rows
 * that stay keep their object. */
static void
show_items (UaEntryList *self,
            GPtrArray   *items)
{
  guint n_old = self->items->len;
  guint n_new = items->len;
  guint head = 0;
  guint tail = 0;

  while (head < MIN (n_old, n_new) && is_same (self, head, g_ptr_array_index (items, head)))
    head++;
  while (tail < MIN (n_old, n_new) - head &&
         is_same (self, n_old - tail - 1, g_ptr_array_index (items, n_new - tail - 1)))
    tail++;
  for (guint i = 0; i < head; i++)
    g_set_object ((UaEntry **) &items->pdata[i], g_ptr_array_index (self->items, i));
  for (guint i = 1; i <= tail; i++)
    g_set_object ((UaEntry **) &items->pdata[n_new - i],
                  g_ptr_array_index (self->items, n_old - i));
  g_ptr_array_unref (self->items);
  self->items = items;
  if (head + tail == n_old && head + tail == n_new)
    return;
  self->emitting = TRUE;
  g_list_model_items_changed (G_LIST_MODEL (self), head, n_old - head - tail,
                              n_new - head - tail);
  self->emitting = FALSE;
}

/* Keeps what is worth having the next time: the first of all there are. */
static void
keep (UaEntryList       *self,
      guint              from,
      UaStoreEntryFlags  flags)
{
  g_autoptr (GPtrArray) some = NULL;

  if (!ua_entry_query_is_all (self->query) || from >= MAX_KEPT)
    return;
  some = g_ptr_array_new ();
  for (guint i = from; i < MIN (self->items->len, MAX_KEPT); i++)
    g_ptr_array_add (some, g_ptr_array_index (self->items, i));
  ua_store_write_entries_async (ua_entries_get_store (self->entries),
                                ua_entry_query_get_kind (self->query), some, flags, NULL, NULL);
}

/* The log of this computer is all there is of it. */
static gboolean
is_own (UaEntryList *self)
{
  return ua_entry_query_get_kind (self->query) == UA_ENTRY_TYPE_OWN_EVENT;
}

static gboolean
pages_by_cursor (UaEntryList *self)
{
  UaClient *client = ua_entries_get_client (self->entries);

  return client != NULL && ua_capabilities_get (ua_client_get_capabilities (client),
                                                UA_CAPABILITY_CURSOR_PAGING) == UA_SUPPORT_YES;
}

/* Whether there is another page, and where it begins. */
static void
note_place (UaEntryList       *self,
            const UaEntryPage *page)
{
  gboolean by_cursor = self->next_cursor != NULL;

  self->total = page->total;
  self->next_index += page->n_rows;
  g_free (self->next_cursor);
  self->next_cursor = g_strdup (page->next_cursor);
  if (by_cursor || page->next_cursor != NULL)
    self->has_more = page->next_cursor != NULL && page->n_rows > 0;
  else
    self->has_more = page->n_rows > 0 && (page->total < 0 ||
                                          self->next_index <= (guint64) page->total);
}

/* Adds what is new of a page; where the list changes meanwhile, one may come twice. */
static void
add_entries (UaEntryList *self,
             GPtrArray   *to,
             GPtrArray   *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      UaEntry *entry = g_ptr_array_index (entries, i);

      if (g_hash_table_add (self->ids, g_strdup (ua_entry_get_id (entry))))
        g_ptr_array_add (to, g_object_ref (entry));
    }
}

static void
append_page (UaEntryList *self,
             GPtrArray   *entries)
{
  guint n_before = self->items->len;

  add_entries (self, self->items, entries);
  if (self->items->len == n_before)
    return;
  self->emitting = TRUE;
  g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, self->items->len - n_before);
  self->emitting = FALSE;
  keep (self, n_before, UA_STORE_ENTRIES_ADD);
}

/* What was asked anew is there, as far as it is to be shown. */
static void
show_coming (UaEntryList *self)
{
  stop (&self->reading);
  self->is_kept = FALSE;
  show_items (self, g_steal_pointer (&self->coming));
  keep (self, 0, UA_STORE_ENTRIES_INSTEAD);
}

/* Who may not look at it any more has nothing of it left here either. */
static void
forget (UaEntryList *self)
{
  g_autoptr (GPtrArray) nothing = g_ptr_array_new_with_free_func (g_object_unref);

  stop (&self->reading);
  ua_store_write_entries_async (ua_entries_get_store (self->entries),
                                ua_entry_query_get_kind (self->query), nothing,
                                UA_STORE_ENTRIES_INSTEAD, NULL, NULL);
  self->total = -1;
  show_items (self, g_steal_pointer (&nothing));
}

static void
fail (UaEntryList *self,
      GError      *error)
{
  g_clear_error (&self->error);
  self->error = error;
  self->has_more = FALSE;
  g_clear_pointer (&self->coming, g_ptr_array_unref);
  if (g_error_matches (error, UA_ERROR, UA_ERROR_PERMISSION))
    forget (self);
  notify (self);
}

static void
page_came_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (UaEntryList) self = UA_ENTRY_LIST (user_data);
  GError *error = NULL;
  g_autoptr (UaEntryPage) page = ua_client_list_entries_finish (UA_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      return;
    }
  g_clear_object (&self->asking);
  if (page == NULL)
    {
      fail (self, error);
      return;
    }
  g_clear_error (&self->error);
  note_place (self, page);
  if (self->coming == NULL)
    append_page (self, page->entries);
  else
    {
      add_entries (self, self->coming, page->entries);
      if (self->has_more && self->coming->len < self->n_wanted)
        {
          ask_page (self);
          return;
        }
      show_coming (self);
    }
  notify (self);
}

static void
ask_page (UaEntryList *self)
{
  UaClient *client = ua_entries_get_client (self->entries);
  g_autoptr (UaPosition) position = NULL;

  if (client == NULL)
    return;
  if (self->next_cursor != NULL)
    position = ua_position_new_cursor (self->next_cursor);
  else
    position = ua_position_new_index (self->next_index);
  self->asking = g_cancellable_new ();
  ua_client_list_entries_async (client, self->query, position, PAGE_SIZE, self->asking,
                                page_came_cb, g_object_ref (self));
}

/* Asks the server for everything from the start, as far as it has been looked at. */
static void
ask_anew (UaEntryList *self)
{
  guint n_shown = self->is_kept ? 0 : self->items->len;

  stop (&self->asking);
  g_clear_pointer (&self->coming, g_ptr_array_unref);
  if (is_own (self) || ua_entries_get_client (self->entries) == NULL)
    return;
  self->coming = g_ptr_array_new_with_free_func (g_object_unref);
  self->n_wanted = MIN (n_shown, MAX_REFETCHED);
  g_hash_table_remove_all (self->ids);
  g_free (self->next_cursor);
  self->next_cursor = pages_by_cursor (self) ? g_strdup ("") : NULL;
  self->next_index = 1;
  ask_page (self);
}

static void
kept_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (UaEntryList) self = UA_ENTRY_LIST (user_data);
  g_autoptr (GError) error = NULL;
  GPtrArray *kept = ua_store_read_entries_finish (UA_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  if (kept == NULL)
    g_message ("What was kept cannot be read: %s", error->message);
  else
    {
      self->is_kept = !is_own (self);
      self->total = -1;
      show_items (self, kept);
    }
  notify (self);
}

static void
read_kept (UaEntryList *self)
{
  stop (&self->reading);
  self->reading = g_cancellable_new ();
  ua_store_read_entries_async (ua_entries_get_store (self->entries), self->query, self->reading,
                               kept_read_cb, g_object_ref (self));
}

static GType
ua_entry_list_get_item_type (GListModel *model)
{
  return UA_TYPE_ENTRY;
}

static guint
ua_entry_list_get_n_items (GListModel *model)
{
  return UA_ENTRY_LIST (model)->items->len;
}

/* Looking at what is near the end brings more; who is told of a change looks at much more than is
 * seen, and has to ask for more with ua_entry_list_load_more(). */
static gpointer
ua_entry_list_get_item (GListModel *model,
                        guint       position)
{
  UaEntryList *self = UA_ENTRY_LIST (model);

  if (position >= self->items->len)
    return NULL;
  if (position + LOOK_AHEAD >= self->items->len && !self->emitting)
    ua_entry_list_load_more (self);
  return g_object_ref (g_ptr_array_index (self->items, position));
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = ua_entry_list_get_item_type;
  iface->get_n_items = ua_entry_list_get_n_items;
  iface->get_item = ua_entry_list_get_item;
}

static void
ua_entry_list_dispose (GObject *object)
{
  UaEntryList *self = UA_ENTRY_LIST (object);

  stop (&self->reading);
  stop (&self->asking);
  g_clear_object (&self->entries);

  G_OBJECT_CLASS (ua_entry_list_parent_class)->dispose (object);
}

static void
ua_entry_list_finalize (GObject *object)
{
  UaEntryList *self = UA_ENTRY_LIST (object);

  g_clear_pointer (&self->query, ua_entry_query_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->coming, g_ptr_array_unref);
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_clear_error (&self->error);
  g_free (self->next_cursor);

  G_OBJECT_CLASS (ua_entry_list_parent_class)->finalize (object);
}

static void
ua_entry_list_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  UaEntryList *self = UA_ENTRY_LIST (object);

  switch (prop_id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, ua_entry_list_get_busy (self));
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_N_TOTAL:
      g_value_set_uint (value, ua_entry_list_get_n_total (self));
      break;
    case PROP_KEPT:
      g_value_set_boolean (value, self->is_kept);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_entry_list_class_init (UaEntryListClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ua_entry_list_dispose;
  object_class->finalize = ua_entry_list_finalize;
  object_class->get_property = ua_entry_list_get_property;

  /**
   * UaEntryList:busy:
   *
   * Whether the server or the cache is being asked.
   */
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  /**
   * UaEntryList:error:
   *
   * Why what is shown may not be all.
   */
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  /**
   * UaEntryList:n-total:
   *
   * How many there are, as far as is known.
   */
  properties[PROP_N_TOTAL] = g_param_spec_uint ("n-total", NULL, NULL, 0, G_MAXUINT, 0, flags);
  /**
   * UaEntryList:kept:
   *
   * Whether what is shown was kept from before.
   */
  properties[PROP_KEPT] = g_param_spec_boolean ("kept", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ua_entry_list_init (UaEntryList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->total = -1;
  self->is_kept = TRUE;
}

static void
log_changed_cb (UaEntryList *self)
{
  read_kept (self);
  notify (self);
}

/**
 * ua_entry_list_new:
 * @entries: where entries come from
 * @query: which, in what order
 *
 * Returns: (transfer full): the list, empty until what is kept has been read
 */
UaEntryList *
ua_entry_list_new (UaEntries    *entries,
                   UaEntryQuery *query)
{
  UaEntryList *self = g_object_new (UA_TYPE_ENTRY_LIST, NULL);

  self->entries = g_object_ref (entries);
  self->query = ua_entry_query_ref (query);
  if (is_own (self))
    g_signal_connect_object (ua_entries_get_store (entries), "log-changed",
                             G_CALLBACK (log_changed_cb), self, G_CONNECT_SWAPPED);
  else
    g_signal_connect_object (entries, "refresh", G_CALLBACK (ua_entry_list_refresh), self,
                             G_CONNECT_SWAPPED);
  read_kept (self);
  ask_anew (self);
  return self;
}

/**
 * ua_entry_list_get_query:
 * @self: a list
 *
 * Returns: (transfer none): which entries, in what order
 */
UaEntryQuery *
ua_entry_list_get_query (UaEntryList *self)
{
  g_return_val_if_fail (UA_IS_ENTRY_LIST (self), NULL);

  return self->query;
}

/**
 * ua_entry_list_set_query:
 * @self: a list
 * @query: which entries of the same type, in what order
 *
 * Looks for something else.  What is shown stays until there is something to show in its place.
 */
void
ua_entry_list_set_query (UaEntryList  *self,
                         UaEntryQuery *query)
{
  g_return_if_fail (UA_IS_ENTRY_LIST (self));
  g_return_if_fail (query != NULL);
  g_return_if_fail (ua_entry_query_get_kind (query) == ua_entry_query_get_kind (self->query));

  if (ua_entry_query_equal (query, self->query))
    return;
  ua_entry_query_ref (query);
  ua_entry_query_unref (self->query);
  self->query = query;
  self->has_more = FALSE;
  self->is_kept = TRUE;
  g_clear_error (&self->error);
  read_kept (self);
  ask_anew (self);
  notify (self);
}

/**
 * ua_entry_list_get_busy:
 * @self: a list
 *
 * Returns: whether the server or the cache is being asked
 */
gboolean
ua_entry_list_get_busy (UaEntryList *self)
{
  g_return_val_if_fail (UA_IS_ENTRY_LIST (self), FALSE);

  return self->reading != NULL || self->asking != NULL;
}

/**
 * ua_entry_list_get_error:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): why what is shown may not be all: %UA_ERROR_PERMISSION when
 *   one may not look at it, or the errors of a server that is out of reach
 */
const GError *
ua_entry_list_get_error (UaEntryList *self)
{
  g_return_val_if_fail (UA_IS_ENTRY_LIST (self), NULL);

  return self->error;
}

/**
 * ua_entry_list_get_n_total:
 * @self: a list
 *
 * Returns: how many there are, as far as is known: what the server says, else how many are shown
 */
guint
ua_entry_list_get_n_total (UaEntryList *self)
{
  g_return_val_if_fail (UA_IS_ENTRY_LIST (self), 0);

  return (guint) MIN (MAX (self->total, (gint64) self->items->len), G_MAXUINT);
}

/**
 * ua_entry_list_get_kept:
 * @self: a list
 *
 * Returns: whether what is shown was kept from before, because the server has not answered (yet)
 */
gboolean
ua_entry_list_get_kept (UaEntryList *self)
{
  g_return_val_if_fail (UA_IS_ENTRY_LIST (self), FALSE);

  return self->is_kept;
}

/**
 * ua_entry_list_load_more:
 * @self: a list
 *
 * Asks for the next page, where there is one and none is on its way.
 */
void
ua_entry_list_load_more (UaEntryList *self)
{
  g_return_if_fail (UA_IS_ENTRY_LIST (self));

  if (!self->has_more || self->is_kept || self->asking != NULL)
    return;
  ask_page (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/**
 * ua_entry_list_refresh:
 * @self: a list
 *
 * Asks the server again.  What is shown stays until it has answered.
 */
void
ua_entry_list_refresh (UaEntryList *self)
{
  g_return_if_fail (UA_IS_ENTRY_LIST (self));

  ask_anew (self);
  notify (self);
}
