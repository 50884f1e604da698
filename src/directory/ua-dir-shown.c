/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-shown.h"

#include "ua-dir-db.h"
#include "ua-dir-text.h"

/* When there are more than these, all are forgotten. */
#define MAX_ITEMS 50000

struct _UaDirShown
{
  GHashTable *items;       /* (owned), gint64 (owned) to UaDirShownItem (owned) (nullable) */
  gint tick;               /* since when the items are remembered; -1 where that is not known */
};

static void
item_free (gpointer data)
{
  UaDirShownItem *item = data;

  if (item == NULL)
    return;
  g_free (item->uid);
  g_free (item->display);
  g_free (item->kind);
  g_free (item);
}

/**
 * ua_dir_shown_new:
 *
 * Returns: (transfer full): an object that remembers nothing
 */
UaDirShown *
ua_dir_shown_new (void)
{
  UaDirShown *self = g_new0 (UaDirShown, 1);

  self->items = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, item_free);
  self->tick = -1;
  return self;
}

/**
 * ua_dir_shown_free:
 * @self: (transfer full) (nullable): the object
 */
void
ua_dir_shown_free (UaDirShown *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->items);
  g_free (self);
}

/**
 * ua_dir_shown_begin:
 * @self: the object
 * @tick: what stays the same as long as nothing changes that is shown; -1 where that is not known
 *
 * Forgets what may have changed.  To be called when a transaction begins.
 */
void
ua_dir_shown_begin (UaDirShown *self,
                    gint        tick)
{
  if (tick < 0 || tick != self->tick)
    g_hash_table_remove_all (self->items);
  self->tick = tick;
}

static UaDirShownItem *
read_item (UaDirQuery *query)
{
  UaDirShownItem *item = g_new0 (UaDirShownItem, 1);
  GString *display = g_string_new (NULL);

  ua_dir_text_append (display, ua_dir_query_text (query, 1));
  item->uid = g_strdup (ua_dir_query_text (query, 0));
  item->display = g_string_free (display, FALSE);
  item->kind = g_strdup (ua_dir_query_text (query, 2));
  return item;
}

/**
 * ua_dir_shown_look_up:
 * @db: a connection
 * @id: the row of a resource
 * @item: (out) (transfer none) (nullable): what is shown of it, until the next call; %NULL where
 *   there is no such resource
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_shown_look_up (UaDirDb               *db,
                      gint64                 id,
                      const UaDirShownItem **item,
                      GError               **error)
{
  UaDirShown *self = ua_dir_db_get_shown (db);
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  UaDirShownItem *found = NULL;
  gpointer known;
  gboolean row;

  /* What a transaction changes it may take back. */
  if (self->tick < 0 ||
      ua_dir_ticks_view_has (ua_dir_db_get_ticks (db), UA_DIR_CHANGE_SHOWN) ||
      g_hash_table_size (self->items) >= MAX_ITEMS)
    g_hash_table_remove_all (self->items);
  if (g_hash_table_lookup_extended (self->items, &id, NULL, &known))
    {
      *item = known;
      return TRUE;
    }
  if (!ua_dir_query_open (&query, db, error,
                          "SELECT r.uid, r.display, g.kind FROM resource r"
                          " LEFT JOIN member_group g ON g.id = r.id WHERE r.id = ?", "i", id) ||
      !ua_dir_query_step (&query, &row, error))
    return FALSE;
  if (row)
    found = read_item (&query);
  g_hash_table_insert (self->items, g_memdup2 (&id, sizeof id), found);
  *item = found;
  return TRUE;
}

static void
group_clear (gpointer data)
{
  UaDirShownGroup *group = data;

  g_free (group->roles);
}

/**
 * ua_dir_shown_get_groups:
 * @db: a connection
 * @member: the row of a member
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the groups that the member is in, of #UaDirShownGroup, in
 *   the order of their rows; or %NULL with an error
 */
GArray *
ua_dir_shown_get_groups (UaDirDb  *db,
                         gint64    member,
                         GError  **error)
{
  g_autoptr(GArray) groups = g_array_new (FALSE, FALSE, sizeof (UaDirShownGroup));
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  gboolean row;

  g_array_set_clear_func (groups, group_clear);
  if (!ua_dir_query_open (&query, db, error,
                          "SELECT group_id, roles FROM membership WHERE member = ?"
                          " ORDER BY group_id", "i", member))
    return NULL;
  for (;;)
    {
      UaDirShownGroup group;

      if (!ua_dir_query_step (&query, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&groups);
      group.group = ua_dir_query_int (&query, 0);
      group.roles = g_strdup (ua_dir_query_text (&query, 1));
      g_array_append_val (groups, group);
    }
}
