/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-member-selection.h"

/**
 * UaMemberSelection:
 *
 * Which members of a list are selected, kept by the member and not by the position: a new query or
 * a synchronisation moves rows about, and who was selected stays so, even while out of view.
 *
 *   UaMemberList -> UaMemberSelection {rows} -> GtkColumnView
 *
 * GTK's own selection models look their items up among all that a change brings, which would make
 * a lazy list read every member.
 */
struct _UaMemberSelection
{
  GObject parent_instance;

  UaMemberList *list; /* (owned) */
  GHashTable *rows;   /* (owned), of the row numbers in the cache, as pointers */
  guint recent;       /* where something was selected last, to be looked at first */
};

static void list_model_iface_init (GListModelInterface *iface);
static void selection_model_iface_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (UaMemberSelection, ua_member_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                      selection_model_iface_init))

static guint
count_items (UaMemberSelection *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->list));
}

static gpointer
get_row (UaMemberSelection *self,
         guint              position)
{
  return GUINT_TO_POINTER ((guint32) ua_member_list_get_row (self->list, position));
}

/* Adds the row at @position or takes it away; whether that changed anything. */
static gboolean
set_row (UaMemberSelection *self,
         guint              position,
         gboolean           selected)
{
  gpointer row = get_row (self, position);

  return selected ? g_hash_table_add (self->rows, row) : g_hash_table_remove (self->rows, row);
}

static gboolean
is_row_selected (UaMemberSelection *self,
                 guint              position)
{
  return g_hash_table_contains (self->rows, get_row (self, position));
}

/* Where the one selected row is; it is mostly still where it was selected. */
static gboolean
find_only (UaMemberSelection *self)
{
  guint n = count_items (self);

  if (self->recent < n && is_row_selected (self, self->recent))
    return TRUE;
  for (guint i = 0; i < n; i++)
    if (is_row_selected (self, i))
      {
        self->recent = i;
        return TRUE;
      }
  return FALSE;
}

static void
emit_all_changed (UaMemberSelection *self)
{
  guint n = count_items (self);

  if (n > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n);
}

static void
items_changed_cb (UaMemberSelection *self,
                  guint              position,
                  guint              removed,
                  guint              added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static GType
ua_member_selection_get_item_type (GListModel *model)
{
  return UA_TYPE_MEMBER;
}

static guint
ua_member_selection_get_n_items (GListModel *model)
{
  return count_items (UA_MEMBER_SELECTION (model));
}

static gpointer
ua_member_selection_get_item (GListModel *model,
                              guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (UA_MEMBER_SELECTION (model)->list), position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = ua_member_selection_get_item_type;
  iface->get_n_items = ua_member_selection_get_n_items;
  iface->get_item = ua_member_selection_get_item;
}

static gboolean
ua_member_selection_is_selected (GtkSelectionModel *model,
                                 guint              position)
{
  UaMemberSelection *self = UA_MEMBER_SELECTION (model);

  if (g_hash_table_size (self->rows) == 0 || position >= count_items (self))
    return FALSE;
  return is_row_selected (self, position);
}

static GtkBitset *
ua_member_selection_get_selection_in_range (GtkSelectionModel *model,
                                            guint              position,
                                            guint              n_items)
{
  UaMemberSelection *self = UA_MEMBER_SELECTION (model);
  GtkBitset *bits = gtk_bitset_new_empty ();
  guint n = count_items (self);
  guint end = position < n ? position + MIN (n_items, n - position) : position;

  if (g_hash_table_size (self->rows) == 0)
    return bits;
  for (guint i = position; i < end; i++)
    if (is_row_selected (self, i))
      gtk_bitset_add (bits, i);
  return bits;
}

static gboolean
ua_member_selection_select_range (GtkSelectionModel *model,
                                  guint              position,
                                  guint              n_items,
                                  gboolean           unselect_rest)
{
  UaMemberSelection *self = UA_MEMBER_SELECTION (model);
  guint n = count_items (self);

  if (position >= n)
    return FALSE;
  n_items = MIN (n_items, n - position);
  self->recent = position;
  if (unselect_rest)
    g_hash_table_remove_all (self->rows);
  for (guint i = 0; i < n_items; i++)
    set_row (self, position + i, TRUE);
  if (unselect_rest)
    emit_all_changed (self);
  else if (n_items > 0)
    gtk_selection_model_selection_changed (model, position, n_items);
  return TRUE;
}

static gboolean
ua_member_selection_unselect_range (GtkSelectionModel *model,
                                    guint              position,
                                    guint              n_items)
{
  UaMemberSelection *self = UA_MEMBER_SELECTION (model);
  guint n = count_items (self);

  if (position >= n)
    return FALSE;
  n_items = MIN (n_items, n - position);
  for (guint i = 0; i < n_items; i++)
    set_row (self, position + i, FALSE);
  if (n_items > 0)
    gtk_selection_model_selection_changed (model, position, n_items);
  return TRUE;
}

static gboolean
ua_member_selection_select_item (GtkSelectionModel *model,
                                 guint              position,
                                 gboolean           unselect_rest)
{
  return ua_member_selection_select_range (model, position, 1, unselect_rest);
}

static gboolean
ua_member_selection_unselect_item (GtkSelectionModel *model,
                                   guint              position)
{
  return ua_member_selection_unselect_range (model, position, 1);
}

static gboolean
ua_member_selection_select_all (GtkSelectionModel *model)
{
  ua_member_selection_select_found (UA_MEMBER_SELECTION (model));
  return TRUE;
}

static gboolean
ua_member_selection_unselect_all (GtkSelectionModel *model)
{
  UaMemberSelection *self = UA_MEMBER_SELECTION (model);

  g_hash_table_remove_all (self->rows);
  emit_all_changed (self);
  return TRUE;
}

static gboolean
ua_member_selection_set_selection (GtkSelectionModel *model,
                                   GtkBitset         *selected,
                                   GtkBitset         *mask)
{
  UaMemberSelection *self = UA_MEMBER_SELECTION (model);
  GtkBitsetIter iter;
  guint n = count_items (self);
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, mask, &position); more && position < n;
       more = gtk_bitset_iter_next (&iter, &position))
    set_row (self, position, gtk_bitset_contains (selected, position));
  emit_all_changed (self);
  return TRUE;
}

static void
selection_model_iface_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = ua_member_selection_is_selected;
  iface->get_selection_in_range = ua_member_selection_get_selection_in_range;
  iface->select_item = ua_member_selection_select_item;
  iface->unselect_item = ua_member_selection_unselect_item;
  iface->select_range = ua_member_selection_select_range;
  iface->unselect_range = ua_member_selection_unselect_range;
  iface->select_all = ua_member_selection_select_all;
  iface->unselect_all = ua_member_selection_unselect_all;
  iface->set_selection = ua_member_selection_set_selection;
}

static void
ua_member_selection_dispose (GObject *object)
{
  UaMemberSelection *self = UA_MEMBER_SELECTION (object);

  g_hash_table_remove_all (self->rows);

  G_OBJECT_CLASS (ua_member_selection_parent_class)->dispose (object);
}

static void
ua_member_selection_finalize (GObject *object)
{
  UaMemberSelection *self = UA_MEMBER_SELECTION (object);

  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (ua_member_selection_parent_class)->finalize (object);
}

static void
ua_member_selection_class_init (UaMemberSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ua_member_selection_dispose;
  object_class->finalize = ua_member_selection_finalize;
}

static void
ua_member_selection_init (UaMemberSelection *self)
{
  self->rows = g_hash_table_new (NULL, NULL);
}

/**
 * ua_member_selection_new:
 * @list: (transfer none): the members to choose from
 *
 * Returns: (transfer full): a selection with nothing selected
 */
UaMemberSelection *
ua_member_selection_new (UaMemberList *list)
{
  UaMemberSelection *self;

  g_return_val_if_fail (UA_IS_MEMBER_LIST (list), NULL);

  self = g_object_new (UA_TYPE_MEMBER_SELECTION, NULL);
  self->list = g_object_ref (list);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * ua_member_selection_get_list:
 * @self: a selection
 *
 * Returns: (transfer none): the members to choose from
 */
UaMemberList *
ua_member_selection_get_list (UaMemberSelection *self)
{
  g_return_val_if_fail (UA_IS_MEMBER_SELECTION (self), NULL);

  return self->list;
}

/**
 * ua_member_selection_get_n:
 * @self: a selection
 *
 * Returns: how many members are selected, in view or not
 */
guint
ua_member_selection_get_n (UaMemberSelection *self)
{
  g_return_val_if_fail (UA_IS_MEMBER_SELECTION (self), 0);

  return g_hash_table_size (self->rows);
}

/**
 * ua_member_selection_dup_only:
 * @self: a selection
 * @position: (out) (optional): where in the list; untouched when %NULL is returned
 *
 * Returns: (transfer full) (nullable): the selected member, when exactly one is selected and the
 *   list shows it
 */
UaMember *
ua_member_selection_dup_only (UaMemberSelection *self,
                              guint             *position)
{
  g_return_val_if_fail (UA_IS_MEMBER_SELECTION (self), NULL);

  if (g_hash_table_size (self->rows) != 1 || !find_only (self))
    return NULL;
  if (position != NULL)
    *position = self->recent;
  return g_list_model_get_item (G_LIST_MODEL (self->list), self->recent);
}

/**
 * ua_member_selection_select_found:
 * @self: a selection
 *
 * Selects all that the query of the list has found, whether they are in view or not (PE-04), beside
 * those that were selected before.
 */
void
ua_member_selection_select_found (UaMemberSelection *self)
{
  guint n;

  g_return_if_fail (UA_IS_MEMBER_SELECTION (self));

  n = ua_member_list_get_n_total (self->list);
  for (guint i = 0; i < n && get_row (self, i) != NULL; i++)
    set_row (self, i, TRUE);
  emit_all_changed (self);
}

/**
 * ua_member_selection_select_rows:
 * @self: a selection
 * @rows: (array length=n_rows): rows of members, in the list or not
 * @n_rows: how many
 *
 * Selects these members beside those that were selected before.
 */
void
ua_member_selection_select_rows (UaMemberSelection *self,
                                 const guint32     *rows,
                                 guint              n_rows)
{
  g_return_if_fail (UA_IS_MEMBER_SELECTION (self));
  g_return_if_fail (rows != NULL || n_rows == 0);

  for (guint i = 0; i < n_rows; i++)
    g_hash_table_add (self->rows, GUINT_TO_POINTER (rows[i]));
  gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0,
                                         MAX (count_items (self), 1));
}

/**
 * ua_member_selection_dup_rows:
 * @self: a selection
 *
 * Returns: (transfer full) (element-type guint32): the rows of the members who are selected, those
 *   in the list first, in its order
 */
GArray *
ua_member_selection_dup_rows (UaMemberSelection *self)
{
  g_autoptr (GHashTable) rest = NULL;
  GHashTableIter iter;
  GArray *rows;
  gpointer row;
  guint n;

  g_return_val_if_fail (UA_IS_MEMBER_SELECTION (self), NULL);

  rows = g_array_sized_new (FALSE, FALSE, sizeof (guint32), g_hash_table_size (self->rows));
  rest = g_hash_table_new (NULL, NULL);
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    g_hash_table_add (rest, row);
  n = ua_member_list_get_n_total (self->list);
  for (guint i = 0; i < n && g_hash_table_size (rest) > 0; i++)
    {
      guint32 number = (guint32) ua_member_list_get_row (self->list, i);

      if (g_hash_table_remove (rest, GUINT_TO_POINTER (number)))
        g_array_append_val (rows, number);
    }
  g_hash_table_iter_init (&iter, rest);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    {
      guint32 number = GPOINTER_TO_UINT (row);

      g_array_append_val (rows, number);
    }
  return rows;
}
