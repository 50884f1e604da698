/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-list-update.h"

static gboolean
is_same (GListStore *list,
         guint       position,
         gpointer    item,
         GEqualFunc  equal)
{
  g_autoptr (GObject) old = g_list_model_get_item (G_LIST_MODEL (list), position);

  return old == item || equal (old, item);
}

/**
 * ua_list_update:
 * @list: a list
 * @items: (element-type GObject): what it shall hold
 * @equal: whether two items are worth the same
 *
 * Makes @list hold @items with one splice of what differs, so that what stays the same keeps its
 * object and its place on the screen.
 */
void
ua_list_update (GListStore *list,
                GPtrArray  *items,
                GEqualFunc  equal)
{
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (list));
  guint n_new = items->len;
  guint head = 0;
  guint tail = 0;

  while (head < MIN (n_old, n_new) &&
         is_same (list, head, g_ptr_array_index (items, head), equal))
    head++;
  while (tail < MIN (n_old, n_new) - head &&
         is_same (list, n_old - tail - 1, g_ptr_array_index (items, n_new - tail - 1), equal))
    tail++;
  if (head + tail < n_old || head + tail < n_new)
    g_list_store_splice (list, head, n_old - head - tail, items->pdata + head,
                         n_new - head - tail);
}
