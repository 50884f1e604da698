/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-store"

#include "ua-cache-private.h"

#include "ua-error.h"

/* Below this part of all members each is looked up; above, all are walked. */
#define PART_TO_WALK 16

/**
 * ua_store_answer_free:
 * @answer: (transfer full): an answer
 *
 * Any thread.
 */
void
ua_store_answer_free (UaStoreAnswer *answer)
{
  g_clear_pointer (&answer->rows, ua_rows_unref);
  g_clear_pointer (&answer->first, g_array_unref);
  g_free (answer);
}

/* The rows of @order that are in @found, the last first when @descending; members without a value
 * stay at the end either way. */
static UaRows *
pick (UaRows         *order,
      guint           n_blank,
      const UaBitset *found,
      gboolean        descending)
{
  const guint32 *rows = ua_rows_get_data (order);
  guint n_rows = ua_rows_get_n (order);
  guint n_filled = n_rows - MIN (n_blank, n_rows);
  guint n_max = found != NULL ? MIN (ua_bitset_count (found), n_rows) : n_rows;
  guint32 *picked = g_new (guint32, MAX (n_max, 1));
  guint n = 0;

  for (guint i = 0; i < n_rows && n < n_max; i++)
    {
      guint32 row = rows[descending && i < n_filled ? n_filled - 1 - i : i];

      if (found == NULL || ua_bitset_has (found, row))
        picked[n++] = row;
    }
  if (n < n_max)
    picked = g_renew (guint32, picked, MAX (n, 1));
  return ua_rows_new_take (picked, n);
}

/* The first rows by name without the order of all, for the first look at a large cache. */
static UaRows *
pick_first_by_name (UaCache   *self,
                    gboolean   descending,
                    guint      n_first,
                    GError   **error)
{
  g_autoptr (UaStatement) statement =
    ua_database_use (self->database,
                     descending
                       ? "SELECT row FROM member ORDER BY name_key DESC, row DESC LIMIT ?"
                       : "SELECT row FROM member ORDER BY name_key, row LIMIT ?", error);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  gboolean found;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, n_first);
  if (!ua_database_step (self->database, statement, &found, error))
    return NULL;
  while (found)
    {
      guint32 row = (guint32) CLAMP (sqlite3_column_int64 (statement, 0), 0, self->max_row);

      g_array_append_val (rows, row);
      if (!ua_database_step (self->database, statement, &found, error))
        return NULL;
    }
  return ua_rows_new ((const guint32 *) (gpointer) rows->data, rows->len);
}

static UaRows *
pick_all (UaCache  *self,
          UaQuery  *query,
          GError  **error)
{
  g_autoptr (UaBitset) found = NULL;
  g_autoptr (UaRows) order = NULL;
  guint n_blank;

  if (!ua_cache_find (self, query, &found, error) ||
      !ua_cache_get_order (self, ua_query_get_sort (query), &order, &n_blank, error))
    return NULL;
  if (found == NULL && !ua_query_get_descending (query))
    return g_steal_pointer (&order);
  return pick (order, n_blank, found, ua_query_get_descending (query));
}

/**
 * ua_cache_query:
 * @self: the cache
 * @query: what to find
 * @n_first: how many rows to read at once
 * @quick: whether the first rows alone will do, where they are to be had much sooner than all
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the answer; %NULL on failure
 */
UaStoreAnswer *
ua_cache_query (UaCache   *self,
                UaQuery   *query,
                guint      n_first,
                gboolean   quick,
                GError   **error)
{
  g_autoptr (UaStoreAnswer) answer = g_new0 (UaStoreAnswer, 1);
  gboolean is_plain = *ua_query_get_search (query) == '\0' && ua_query_get_filter (query) == NULL;
  UaField sort = ua_query_get_sort (query);

  answer->first = ua_store_rows_new ();
  answer->whole = !quick || !is_plain || !ua_cache_is_name_field (sort) ||
                  ua_cache_has_order (self, sort) || self->n_members <= n_first;
  answer->rows = answer->whole
                   ? pick_all (self, query, error)
                   : pick_first_by_name (self, ua_query_get_descending (query), n_first, error);
  if (answer->rows == NULL)
    return NULL;
  answer->n_total = answer->whole ? ua_rows_get_n (answer->rows) : self->n_members;
  for (guint i = 0; i < MIN (n_first, ua_rows_get_n (answer->rows)); i++)
    if (!ua_cache_add_store_row (self, ua_rows_get_data (answer->rows)[i], answer->first, error))
      return NULL;
  return g_steal_pointer (&answer);
}

static void
add_to_counts (GHashTable *counts,
               gint64      word,
               guint       n)
{
  gpointer key = GUINT_TO_POINTER ((guint32) word);
  guint before = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));

  g_hash_table_insert (counts, key, GUINT_TO_POINTER (before + n));
}

/* Counts a field that has one value: one walk over its b-tree. */
static gboolean
count_values (UaCache         *self,
              UaField          field,
              const UaBitset  *found,
              GHashTable      *counts,
              GError         **error)
{
  g_autoptr (UaStatement) statement =
    ua_database_use (self->database, ua_cache_get_column_sql (self, field, UA_CACHE_SQL_VALUES),
                     error);
  gboolean more;

  if (statement == NULL || !ua_database_step (self->database, statement, &more, error))
    return FALSE;
  while (more)
    {
      gint64 row = sqlite3_column_int64 (statement, 0);

      if (found == NULL || (row > 0 && row < G_MAXUINT32 && ua_bitset_has (found, (guint32) row)))
        add_to_counts (counts, sqlite3_column_int64 (statement, 1), 1);
      if (!ua_database_step (self->database, statement, &more, error))
        return FALSE;
    }
  return TRUE;
}

/* Counts who has a word in a list.  Somebody may have it twice, with two roles; the b-tree has the
 * two side by side. */
static gboolean
count_word (UaCache         *self,
            const UaWord    *word,
            const UaBitset  *found,
            GHashTable      *counts,
            GError         **error)
{
  g_autoptr (UaStatement) statement =
    ua_database_use (self->database, "SELECT row FROM entry WHERE word = ? ORDER BY row", error);
  gint64 last = 0;
  guint n = 0;
  gboolean more;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, word->id);
  if (!ua_database_step (self->database, statement, &more, error))
    return FALSE;
  while (more)
    {
      gint64 row = sqlite3_column_int64 (statement, 0);

      if (row != last && (found == NULL ||
                          (row > 0 && row < G_MAXUINT32 && ua_bitset_has (found, (guint32) row))))
        n++;
      last = row;
      if (!ua_database_step (self->database, statement, &more, error))
        return FALSE;
    }
  if (n > 0)
    add_to_counts (counts, word->id, n);
  return TRUE;
}

static gboolean
count_list (UaCache         *self,
            UaField          field,
            const UaBitset  *found,
            GHashTable      *counts,
            GError         **error)
{
  GPtrArray *words = ua_words_list (self->words, field);

  for (guint i = 0; i < words->len; i++)
    if (!count_word (self, g_ptr_array_index (words, i), found, counts, error))
      return FALSE;
  return TRUE;
}

/* Few members: each is looked up. */
static gboolean
count_few (UaCache         *self,
           UaField          field,
           const UaBitset  *found,
           GHashTable      *counts,
           GError         **error)
{
  const char *sql = ua_field_is_list (field)
                      ? "SELECT DISTINCT word FROM entry WHERE row = ?"
                      : ua_cache_get_column_sql (self, field, UA_CACHE_SQL_ONE);

  for (guint32 row = 0; ua_bitset_next (found, &row); row++)
    {
      g_autoptr (UaStatement) statement = ua_database_use (self->database, sql, error);
      gboolean more;

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, row);
      if (!ua_database_step (self->database, statement, &more, error))
        return FALSE;
      while (more)
        {
          add_to_counts (counts, sqlite3_column_int64 (statement, 0), 1);
          if (!ua_database_step (self->database, statement, &more, error))
            return FALSE;
        }
    }
  return TRUE;
}

static gint
compare_counts (gconstpointer a,
                gconstpointer b)
{
  const UaFacetCount *p = a;
  const UaFacetCount *q = b;

  if (p->n != q->n)
    return p->n > q->n ? -1 : 1;
  return g_strcmp0 (p->value, q->value);
}

/* The words with their names, the most frequent first. */
static GArray *
name_counts (UaCache    *self,
             UaField     field,
             GHashTable *counts)
{
  GArray *named = ua_facet_counts_new ();
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const UaWord *word = ua_words_get (self->words, GPOINTER_TO_UINT (key));

      if (word != NULL && word->field == field)
        ua_facet_counts_add (named, word->value, word->name, GPOINTER_TO_UINT (value));
    }
  g_array_sort (named, compare_counts);
  return named;
}

/**
 * ua_cache_count_facet:
 * @self: the cache
 * @query: among whom; a condition on @field itself has to be left out of it
 * @field: a list, or a field with few values
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (element-type UaFacetCount) (nullable): how many have each value, the
 *   most frequent first; %NULL on failure, with %UA_ERROR_NOT_SUPPORTED for a field with many
 *   values
 */
GArray *
ua_cache_count_facet (UaCache  *self,
                      UaQuery  *query,
                      UaField   field,
                      GError  **error)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  g_autoptr (UaBitset) found = NULL;
  gboolean success;

  if (!ua_cache_is_word_field (field))
    {
      g_set_error_literal (error, UA_ERROR, UA_ERROR_NOT_SUPPORTED,
                           "This field has too many values to count them");
      return NULL;
    }
  if (!ua_cache_find (self, query, &found, error))
    return NULL;
  if (found != NULL && ua_bitset_count (found) < self->max_row / PART_TO_WALK)
    success = count_few (self, field, found, counts, error);
  else if (ua_field_is_list (field))
    success = count_list (self, field, found, counts, error);
  else
    success = count_values (self, field, found, counts, error);
  return success ? name_counts (self, field, counts) : NULL;
}
