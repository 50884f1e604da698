/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-ranks.h"

/* All rows together, 8 bytes each, and how many lists at most. */
#define MAX_ROWS (8 * 1000 * 1000)
#define MAX_LISTS 32
/* What may depend on the time of day is not remembered for longer. */
#define PASSING_SECONDS 2

typedef struct
{
  char *key;               /* (owned) */
  GArray *rows;            /* (owned) (nullable), of gint64; %NULL where it was only asked for */
  gint tick;
  gint64 end;              /* monotonic microseconds; G_MAXINT64 for never */
} List;

struct _UaDirRanks
{
  GMutex mutex;
  GQueue lists;            /* (owned), of List, the one used last in front; under the mutex */
  gsize n_rows;            /* under the mutex */
};

static void
list_free (gpointer data)
{
  List *list = data;

  g_clear_pointer (&list->rows, g_array_unref);
  g_free (list->key);
  g_free (list);
}

/**
 * ua_dir_ranks_new:
 *
 * Returns: (transfer full): an object that remembers nothing
 */
UaDirRanks *
ua_dir_ranks_new (void)
{
  UaDirRanks *self = g_new0 (UaDirRanks, 1);

  g_mutex_init (&self->mutex);
  g_queue_init (&self->lists);
  return self;
}

/**
 * ua_dir_ranks_free:
 * @self: (transfer full) (nullable): the object
 */
void
ua_dir_ranks_free (UaDirRanks *self)
{
  if (self == NULL)
    return;
  g_queue_clear_full (&self->lists, list_free);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static void
drop (UaDirRanks *self,
      GList      *link)
{
  List *list = link->data;

  self->n_rows -= list->rows != NULL ? list->rows->len : 0;
  list_free (list);
  g_queue_delete_link (&self->lists, link);
}

static List *
find (UaDirRanks *self,
      const char *key,
      gint        tick)
{
  for (GList *l = self->lists.head; l != NULL; l = l->next)
    {
      List *list = l->data;

      if (!g_str_equal (list->key, key))
        continue;
      if (list->tick == tick && g_get_monotonic_time () < list->end)
        {
          g_queue_unlink (&self->lists, l);
          g_queue_push_head_link (&self->lists, l);
          return list;
        }
      drop (self, l);
      return NULL;
    }
  return NULL;
}

static void
add (UaDirRanks *self,
     const char *key,
     gint        tick,
     gint64      end,
     GArray     *rows)
{
  List *list = g_new0 (List, 1);

  list->key = g_strdup (key);
  list->tick = tick;
  list->end = end;
  list->rows = rows != NULL ? g_array_ref (rows) : NULL;
  self->n_rows += rows != NULL ? rows->len : 0;
  g_queue_push_head (&self->lists, list);
  while (self->lists.length > 1 && (self->lists.length > MAX_LISTS || self->n_rows > MAX_ROWS))
    drop (self, self->lists.tail);
}

/**
 * ua_dir_ranks_find:
 * @self: the object
 * @key: which list, for those who see everything
 * @tick: what stays the same as long as the list does
 *
 * Returns: (transfer full) (nullable): the rows, not to be changed; %NULL where they are not known
 *
 * Any thread.
 */
GArray *
ua_dir_ranks_find (UaDirRanks *self,
                   const char *key,
                   gint        tick)
{
  GArray *rows = NULL;
  List *list;

  g_mutex_lock (&self->mutex);
  list = find (self, key, tick);
  if (list != NULL && list->rows != NULL)
    rows = g_array_ref (list->rows);
  g_mutex_unlock (&self->mutex);
  return rows;
}

/**
 * ua_dir_ranks_ask:
 * @self: the object
 * @key: which list
 * @tick: what stays the same as long as the list does
 *
 * Asks whether it is worth to read the whole list and to add it.
 *
 * Returns: whether it was asked for before, and has not changed since
 *
 * Any thread.
 */
gboolean
ua_dir_ranks_ask (UaDirRanks *self,
                  const char *key,
                  gint        tick)
{
  gboolean again;

  g_mutex_lock (&self->mutex);
  again = find (self, key, tick) != NULL;
  if (!again)
    add (self, key, tick, G_MAXINT64, NULL);
  g_mutex_unlock (&self->mutex);
  return again;
}

/**
 * ua_dir_ranks_add:
 * @self: the object
 * @key: which list
 * @tick: what stays the same as long as the list does
 * @lasting: whether nothing but a change makes it another; else it also may with the time
 * @rows: the rows, of #gint64, which are not changed any more
 *
 * Remembers a list.
 *
 * Any thread.
 */
void
ua_dir_ranks_add (UaDirRanks *self,
                  const char *key,
                  gint        tick,
                  gboolean    lasting,
                  GArray     *rows)
{
  List *list;

  g_mutex_lock (&self->mutex);
  list = find (self, key, tick);
  if (list != NULL)
    drop (self, self->lists.head);
  add (self, key, tick,
       lasting ? G_MAXINT64 : g_get_monotonic_time () + PASSING_SECONDS * G_USEC_PER_SEC, rows);
  g_mutex_unlock (&self->mutex);
}
