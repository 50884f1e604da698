/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-member-slots.h"

#include "ua-member-slot.h"

/**
 * UaMemberSlots:
 *
 * The members of a selection, each in a place that outlasts them.
 *
 *   UaMemberSelection {rows} -> UaMemberSlots {UaMemberSlot} -> GtkGridView
 *
 * GTK takes down the row of an item that goes and builds one for an item that comes, so that every
 * answer to a keystroke would build all rows anew.  Where all members are replaced by others, the
 * first places stay and only say who is there now; the rows then set their texts (P4).  Any other
 * change is told as it is, so that what is looked at stays where it is.
 */
struct _UaMemberSlots
{
  GObject parent_instance;

  UaMemberSelection *selection; /* (owned) */
  GPtrArray *alive;             /* (owned), of UaMemberSlot (unowned) that somebody holds */
  guint n_items;
};

static void list_model_iface_init (GListModelInterface *iface);
static void selection_model_iface_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (UaMemberSlots, ua_member_slots, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                      selection_model_iface_init))

static GtkSelectionModel *
get_model (gpointer self)
{
  return GTK_SELECTION_MODEL (UA_MEMBER_SLOTS (self)->selection);
}

static UaMemberSlot *
find_slot (UaMemberSlots *self,
           guint          position)
{
  for (guint i = 0; i < self->alive->len; i++)
    if (ua_member_slot_get_position (g_ptr_array_index (self->alive, i)) == position)
      return g_ptr_array_index (self->alive, i);
  return NULL;
}

static void
slot_gone_cb (gpointer  user_data,
              GObject  *slot)
{
  g_ptr_array_remove_fast (UA_MEMBER_SLOTS (user_data)->alive, slot);
}

/* Where a slot is after a change. */
static guint
move_position (guint position,
               guint changed,
               guint removed,
               guint added)
{
  if (position == G_MAXUINT || position < changed)
    return position;
  return position - changed < removed ? G_MAXUINT : position - removed + added;
}

static void
move_slots (UaMemberSlots *self,
            guint          changed,
            guint          removed,
            guint          added)
{
  for (guint i = 0; i < self->alive->len; i++)
    {
      UaMemberSlot *slot = g_ptr_array_index (self->alive, i);

      ua_member_slot_set_position (slot, move_position (ua_member_slot_get_position (slot),
                                                        changed, removed, added));
    }
}

static void
fill_slots (UaMemberSlots *self,
            guint          n)
{
  g_autoptr (GPtrArray) slots = g_ptr_array_new_with_free_func (g_object_unref);

  /* Whoever is told may let go of a slot. */
  for (guint i = 0; i < self->alive->len; i++)
    if (ua_member_slot_get_position (g_ptr_array_index (self->alive, i)) < n)
      g_ptr_array_add (slots, g_object_ref (g_ptr_array_index (self->alive, i)));
  for (guint i = 0; i < slots->len; i++)
    {
      UaMemberSlot *slot = g_ptr_array_index (slots, i);
      g_autoptr (UaMember) member = g_list_model_get_item (
        G_LIST_MODEL (self->selection), ua_member_slot_get_position (slot));

      ua_member_slot_set_member (slot, member);
    }
}

static void
items_changed_cb (UaMemberSlots *self,
                  guint          position,
                  guint          removed,
                  guint          added)
{
  guint n_kept = removed == self->n_items ? MIN (removed, added) : 0;

  self->n_items = self->n_items - removed + added;
  position += n_kept;
  removed -= n_kept;
  added -= n_kept;
  move_slots (self, position, removed, added);
  if (n_kept > 0)
    fill_slots (self, n_kept);
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  if (n_kept > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n_kept);
}

static void
selection_changed_cb (UaMemberSlots *self,
                      guint          position,
                      guint          n_items)
{
  gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position, n_items);
}

static GType
ua_member_slots_get_item_type (GListModel *model)
{
  return UA_TYPE_MEMBER_SLOT;
}

static guint
ua_member_slots_get_n_items (GListModel *model)
{
  return UA_MEMBER_SLOTS (model)->n_items;
}

static gpointer
ua_member_slots_get_item (GListModel *model,
                          guint       position)
{
  UaMemberSlots *self = UA_MEMBER_SLOTS (model);
  g_autoptr (UaMember) member = NULL;
  UaMemberSlot *slot;

  if (position >= self->n_items)
    return NULL;
  slot = find_slot (self, position);
  if (slot != NULL)
    return g_object_ref (slot);
  member = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  slot = ua_member_slot_new (position, member);
  g_object_weak_ref (G_OBJECT (slot), slot_gone_cb, self);
  g_ptr_array_add (self->alive, slot);
  return slot;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = ua_member_slots_get_item_type;
  iface->get_n_items = ua_member_slots_get_n_items;
  iface->get_item = ua_member_slots_get_item;
}

static gboolean
ua_member_slots_is_selected (GtkSelectionModel *model,
                             guint              position)
{
  return gtk_selection_model_is_selected (get_model (model), position);
}

static GtkBitset *
ua_member_slots_get_selection_in_range (GtkSelectionModel *model,
                                        guint              position,
                                        guint              n_items)
{
  return gtk_selection_model_get_selection_in_range (get_model (model), position, n_items);
}

static gboolean
ua_member_slots_select_item (GtkSelectionModel *model,
                             guint              position,
                             gboolean           unselect_rest)
{
  return gtk_selection_model_select_item (get_model (model), position, unselect_rest);
}

static gboolean
ua_member_slots_unselect_item (GtkSelectionModel *model,
                               guint              position)
{
  return gtk_selection_model_unselect_item (get_model (model), position);
}

static gboolean
ua_member_slots_select_range (GtkSelectionModel *model,
                              guint              position,
                              guint              n_items,
                              gboolean           unselect_rest)
{
  return gtk_selection_model_select_range (get_model (model), position, n_items, unselect_rest);
}

static gboolean
ua_member_slots_unselect_range (GtkSelectionModel *model,
                                guint              position,
                                guint              n_items)
{
  return gtk_selection_model_unselect_range (get_model (model), position, n_items);
}

static gboolean
ua_member_slots_select_all (GtkSelectionModel *model)
{
  return gtk_selection_model_select_all (get_model (model));
}

static gboolean
ua_member_slots_unselect_all (GtkSelectionModel *model)
{
  return gtk_selection_model_unselect_all (get_model (model));
}

static gboolean
ua_member_slots_set_selection (GtkSelectionModel *model,
                               GtkBitset         *selected,
                               GtkBitset         *mask)
{
  return gtk_selection_model_set_selection (get_model (model), selected, mask);
}

static void
selection_model_iface_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = ua_member_slots_is_selected;
  iface->get_selection_in_range = ua_member_slots_get_selection_in_range;
  iface->select_item = ua_member_slots_select_item;
  iface->unselect_item = ua_member_slots_unselect_item;
  iface->select_range = ua_member_slots_select_range;
  iface->unselect_range = ua_member_slots_unselect_range;
  iface->select_all = ua_member_slots_select_all;
  iface->unselect_all = ua_member_slots_unselect_all;
  iface->set_selection = ua_member_slots_set_selection;
}

static void
ua_member_slots_finalize (GObject *object)
{
  UaMemberSlots *self = UA_MEMBER_SLOTS (object);

  for (guint i = 0; i < self->alive->len; i++)
    g_object_weak_unref (g_ptr_array_index (self->alive, i), slot_gone_cb, self);
  g_ptr_array_unref (self->alive);
  g_clear_object (&self->selection);

  G_OBJECT_CLASS (ua_member_slots_parent_class)->finalize (object);
}

static void
ua_member_slots_class_init (UaMemberSlotsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ua_member_slots_finalize;
}

static void
ua_member_slots_init (UaMemberSlots *self)
{
  self->alive = g_ptr_array_new ();
}

/**
 * ua_member_slots_new:
 * @selection: (transfer none): the members to show
 *
 * Returns: (transfer full): places for them; what is selected there is so in @selection
 */
UaMemberSlots *
ua_member_slots_new (UaMemberSelection *selection)
{
  UaMemberSlots *self;

  g_return_val_if_fail (UA_IS_MEMBER_SELECTION (selection), NULL);

  self = g_object_new (UA_TYPE_MEMBER_SLOTS, NULL);
  self->selection = g_object_ref (selection);
  self->n_items = g_list_model_get_n_items (G_LIST_MODEL (selection));
  g_signal_connect_object (selection, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (selection, "selection-changed", G_CALLBACK (selection_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}
