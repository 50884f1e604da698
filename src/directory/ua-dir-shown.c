/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-shown.h"

#include "ua-dir-db.h"
#include "ua-dir-text.h"

/* When there are more than these, all are forgotten. */
#define MAX_ITEMS 50000

/* The groups of one member among those that were read together. */
typedef struct
{
  gint64 member;
  guint first;
  guint n;
} Range;

struct _UaDirShown
{
  GHashTable *items;       /* (owned), row to UaDirShownItem (owned) (nullable) */
  gint tick;               /* since when the items are remembered; -1 where that is not known */
  GArray *groups;          /* (owned), of UaDirShownGroup: of the members asked for last */
  GArray *ranges;          /* (owned), of Range: the members whose groups were read together */
  guint at;                /* the one of them that was asked for last */
  GStringChunk *roles;     /* (owned): the texts in the groups */
};

static gpointer
to_key (gint64 row)
{
  return (gpointer) (gintptr) row;
}

static void
item_free (gpointer data)
{
  UaDirShownItem *item = data;

  if (item == NULL)
    return;
  g_free (item->display);
  g_free (item->direct);
  g_free (item->with_role);
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

  /* A row fits into a pointer wherever this is built. */
  G_STATIC_ASSERT (sizeof (gpointer) == sizeof (gint64));
  self->items = g_hash_table_new_full (NULL, NULL, NULL, item_free);
  self->tick = -1;
  self->groups = g_array_new (FALSE, FALSE, sizeof (UaDirShownGroup));
  self->ranges = g_array_new (FALSE, FALSE, sizeof (Range));
  self->roles = g_string_chunk_new (1024);
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
  g_array_unref (self->groups);
  g_array_unref (self->ranges);
  g_string_chunk_free (self->roles);
  g_free (self);
}

static void
forget_groups (UaDirShown *self)
{
  g_array_set_size (self->groups, 0);
  g_array_set_size (self->ranges, 0);
  self->at = 0;
  g_string_chunk_clear (self->roles);
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
  forget_groups (self);
}

/* A group as it stands in the array of a member: the common part, and what ends it. */
static char *
make_group (const UaDirShownItem *item,
            const char           *base_uri,
            const char           *uid,
            const char           *middle,
            const char           *kind,
            const char           *end,
            gsize                *n)
{
  GString *text = g_string_new ("{\"value\":\"");

  g_string_append (text, uid);
  g_string_append (text, "\",\"$ref\":\"");
  ua_dir_text_append (text, base_uri);
  g_string_append (text, "/Groups/");
  g_string_append (text, uid);
  g_string_append (text, "\",\"display\":\"");
  g_string_append (text, item->display);
  g_string_append (text, middle);
  g_string_append (text, kind);
  g_string_append (text, end);
  *n = text->len;
  return g_string_free (text, FALSE);
}

static UaDirShownItem *
read_item (UaDirQuery *query,
           const char *base_uri)
{
  UaDirShownItem *item = g_new0 (UaDirShownItem, 1);
  GString *display = g_string_new (NULL);
  const char *uid = ua_dir_query_text (query, 0);
  const char *kind = ua_dir_query_text (query, 2);

  ua_dir_text_append (display, ua_dir_query_text (query, 1));
  item->n_display = display->len;
  item->display = g_string_free (display, FALSE);
  if (kind == NULL)
    return item;
  item->direct = make_group (item, base_uri, uid, "\",\"type\":\"direct\"}", "", "",
                             &item->n_direct);
  item->with_role = make_group (item, base_uri, uid, "\",\"kind\":\"", kind,
                                "\",\"role\":\"", &item->n_with_role);
  return item;
}

/**
 * ua_dir_shown_look_up:
 * @db: a connection
 * @base_uri: the base address
 * @id: the row of a resource
 * @item: (out) (transfer none) (nullable): what is shown of it, until the next call; %NULL where
 *   there is no such resource
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_shown_look_up (UaDirDb               *db,
                      const char            *base_uri,
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
  if (g_hash_table_lookup_extended (self->items, to_key (id), NULL, &known))
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
    found = read_item (&query, base_uri);
  g_hash_table_insert (self->items, to_key (id), found);
  *item = found;
  return TRUE;
}

static void
add_group (UaDirShown *self,
           gint64      group,
           const char *roles)
{
  UaDirShownGroup added = { group, g_string_chunk_insert_const (self->roles, roles) };

  g_array_append_val (self->groups, added);
}

static Range *
get_range (UaDirShown *self,
           guint       n)
{
  return &g_array_index (self->ranges, Range, n);
}

/**
 * ua_dir_shown_prefetch:
 * @db: a connection that reads
 * @rows: rows of members, as a JSON array
 * @error: return location for an error
 *
 * Reads the groups of several members at once, until the next call or the end of the transaction.
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_shown_prefetch (UaDirDb     *db,
                       const char  *rows,
                       GError     **error)
{
  UaDirShown *self = ua_dir_db_get_shown (db);
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  gboolean row;

  forget_groups (self);
  /* Member by member; of each, its index has the groups in the order of their rows. */
  if (!ua_dir_query_open (&query, db, error,
                          "SELECT j.value, s.group_id, s.roles FROM json_each (?) j"
                          " LEFT JOIN membership s ON s.member = j.value", "t", rows))
    return FALSE;
  for (;;)
    {
      gint64 member;

      if (!ua_dir_query_step (&query, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      member = ua_dir_query_int (&query, 0);
      if (self->ranges->len == 0 || get_range (self, self->ranges->len - 1)->member != member)
        {
          Range range = { member, self->groups->len, 0 };

          g_array_append_val (self->ranges, range);
        }
      if (ua_dir_query_is_null (&query, 1))
        continue;
      add_group (self, ua_dir_query_int (&query, 1), ua_dir_query_text (&query, 2));
      get_range (self, self->ranges->len - 1)->n++;
    }
}

/* They are asked for in the order in which they were read, each once or more. */
static Range *
find_range (UaDirShown *self,
            gint64      member)
{
  for (guint i = 0; i < self->ranges->len; i++)
    {
      guint n = (self->at + i) % self->ranges->len;

      if (get_range (self, n)->member == member)
        {
          self->at = n;
          return get_range (self, n);
        }
    }
  return NULL;
}

/**
 * ua_dir_shown_get_groups:
 * @db: a connection
 * @member: the row of a member
 * @groups: (out) (transfer none) (array length=n): the groups that the member is in, in the order
 *   of their rows, until the next call
 * @n: (out): how many
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_shown_get_groups (UaDirDb                *db,
                         gint64                  member,
                         const UaDirShownGroup **groups,
                         guint                  *n,
                         GError                **error)
{
  UaDirShown *self = ua_dir_db_get_shown (db);
  const Range *range = find_range (self, member);
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  gboolean row = TRUE;

  if (range != NULL)
    {
      *groups = (const UaDirShownGroup *) (gpointer) self->groups->data + range->first;
      *n = range->n;
      return TRUE;
    }
  forget_groups (self);
  if (!ua_dir_query_open (&query, db, error,
                          "SELECT group_id, roles FROM membership WHERE member = ?"
                          " ORDER BY group_id", "i", member))
    return FALSE;
  while (row)
    {
      if (!ua_dir_query_step (&query, &row, error))
        return FALSE;
      if (row)
        add_group (self, ua_dir_query_int (&query, 0), ua_dir_query_text (&query, 1));
    }
  *groups = (const UaDirShownGroup *) (gpointer) self->groups->data;
  *n = self->groups->len;
  return TRUE;
}
