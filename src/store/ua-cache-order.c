/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-store"

#include "ua-cache-private.h"

#include "ua-code-names.h"
#include "ua-text.h"

#include <stdlib.h>
#include <string.h>

/* No value: after all others. */
#define BLANK G_MAXUINT32

/* How often to look whether to stop, in rows. */
#define ROWS_PER_LOOK 8192

/* A value and where it comes among the values of its field. */
typedef struct
{
  char *key;     /* (owned) */
  guint32 index; /* in the order in which values were met */
} Value;

/* What is collected to order all rows by a field. */
typedef struct
{
  GArray *values;      /* (owned), of Value */
  GHashTable *words;   /* (owned), number of a word -> index of its value */
  guint32 *of_row;     /* (owned), by row the index of its value, or BLANK */
} Ranking;

static void
clear_value (gpointer data)
{
  Value *value = data;

  g_free (value->key);
}

static int
compare_values (const void *a,
                const void *b)
{
  return strcmp (((const Value *) a)->key, ((const Value *) b)->key);
}

/* Status and access level have an order of their own; countries and languages come in the order of
 * what they are called on the screen. */
static char *
make_text_key (UaField     field,
               const char *text)
{
  g_autofree char *name = NULL;

  if (field == UA_FIELD_STATUS)
    return g_strdup_printf ("%d%s", ua_status_from_token (text), text);
  if (field == UA_FIELD_ACCESS_LEVEL)
    return g_strdup_printf ("%d%s", ua_access_level_from_token (text), text);
  if (field == UA_FIELD_LANGUAGE)
    name = ua_code_names_dup_language (text);
  else if (field == UA_FIELD_COUNTRY)
    name = ua_code_names_dup_country (text);
  return ua_text_sort_key (name != NULL ? name : text);
}

/* Dates and times are written so that their texts have an order. */
static char *
make_key (UaField     field,
          const char *text)
{
  switch (ua_field_get_kind (field))
    {
    case UA_FIELD_KIND_TOKEN:
    case UA_FIELD_KIND_TEXT:
    case UA_FIELD_KIND_LIST:
      return make_text_key (field, text);
    case UA_FIELD_KIND_BOOLEAN:
    case UA_FIELD_KIND_DATE:
    case UA_FIELD_KIND_TIME:
    default:
      return g_strdup (text);
    }
}

static guint32
add_value (Ranking    *ranking,
           UaField     field,
           const char *text)
{
  Value value = { make_key (field, text), ranking->values->len };

  g_array_append_val (ranking->values, value);
  return value.index;
}

/* A field with one value has it in words of its own; what a list refers to is known by its name. */
static guint32
add_word (UaCache *self,
          Ranking *ranking,
          UaField  field,
          gint64   id)
{
  const UaWord *word = ua_words_get (self->words, id);
  gpointer known;
  guint32 index;

  if (word == NULL || word->field != field)
    return BLANK;
  if (g_hash_table_lookup_extended (ranking->words, GUINT_TO_POINTER (word->id), NULL, &known))
    return GPOINTER_TO_UINT (known);
  index = add_value (ranking, field,
                     ua_field_is_list (field) && word->name != NULL ? word->name : word->value);
  g_hash_table_insert (ranking->words, GUINT_TO_POINTER (word->id), GUINT_TO_POINTER (index));
  return index;
}

static gboolean
collect_values (UaCache  *self,
                UaField   field,
                Ranking  *ranking,
                GError  **error)
{
  g_autoptr (UaStatement) statement =
    ua_database_use (self->database, ua_cache_get_column_sql (self, field, UA_CACHE_SQL_VALUES),
                     error);
  gboolean found;

  if (statement == NULL || !ua_database_step (self->database, statement, &found, error))
    return FALSE;
  while (found)
    {
      gint64 row = sqlite3_column_int64 (statement, 0);
      guint32 index;

      if (sqlite3_column_type (statement, 1) == SQLITE_INTEGER)
        index = add_word (self, ranking, field, sqlite3_column_int64 (statement, 1));
      else
        {
          g_autofree char *text = ua_statement_dup_text (statement, 1);

          index = text != NULL ? add_value (ranking, field, text) : BLANK;
        }
      if (row > 0 && row <= self->max_row)
        ranking->of_row[row] = index;
      if (!ua_database_step (self->database, statement, &found, error))
        return FALSE;
    }
  return TRUE;
}

/* The value of a list is its first entry, which is the one that is shown first. */
static gboolean
collect_entries (UaCache  *self,
                 UaField   field,
                 Ranking  *ranking,
                 GError  **error)
{
  g_autoptr (UaStatement) statement =
    ua_database_use (self->database, "SELECT row, word FROM entry ORDER BY row, position", error);
  gboolean found;

  if (statement == NULL || !ua_database_step (self->database, statement, &found, error))
    return FALSE;
  while (found)
    {
      gint64 row = sqlite3_column_int64 (statement, 0);

      if (row > 0 && row <= self->max_row && ranking->of_row[row] == BLANK)
        ranking->of_row[row] = add_word (self, ranking, field,
                                         sqlite3_column_int64 (statement, 1));
      if (!ua_database_step (self->database, statement, &found, error))
        return FALSE;
    }
  return TRUE;
}

/* Replaces the index of each row's value by the rank of the value; equal values rank the same. */
static guint32
rank_rows (UaCache *self,
           Ranking *ranking)
{
  g_autofree guint32 *ranks = g_new (guint32, MAX (ranking->values->len, 1));
  guint32 rank = 0;

  /* An array that never had an entry has no data to give to qsort(). */
  if (ranking->values->len > 0)
    qsort (ranking->values->data, ranking->values->len, sizeof (Value), compare_values);
  for (guint i = 0; i < ranking->values->len; i++)
    {
      const Value *value = &g_array_index (ranking->values, Value, i);

      if (i > 0 && compare_values (value, value - 1) != 0)
        rank++;
      ranks[value->index] = rank;
    }
  for (guint32 row = 0; row <= self->max_row; row++)
    if (ranking->of_row[row] != BLANK)
      ranking->of_row[row] = ranks[ranking->of_row[row]];
  return rank;
}

/* Orders rows that are in the order of names by rank, the order of names staying among equals. */
static UaRows *
distribute (UaRows        *by_name,
            const guint32 *rank_of_row,
            guint32        highest,
            guint         *n_blank)
{
  guint n = ua_rows_get_n (by_name);
  const guint32 *rows = ua_rows_get_data (by_name);
  g_autofree guint32 *starts = g_new0 (guint32, (gsize) highest + 3);
  guint32 *ordered = g_new (guint32, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    starts[MIN (rank_of_row[rows[i]], highest + 1) + 1]++;
  *n_blank = starts[highest + 2];
  for (guint32 rank = 0; rank <= highest; rank++)
    starts[rank + 1] += starts[rank];
  for (guint i = 0; i < n; i++)
    ordered[starts[MIN (rank_of_row[rows[i]], highest + 1)]++] = rows[i];
  return ua_rows_new_take (ordered, n);
}

static gboolean
order_by_values (UaCache  *self,
                 UaField   field,
                 UaRows   *by_name,
                 UaRows  **rows,
                 guint    *n_blank,
                 GError  **error)
{
  Ranking ranking;
  gboolean success;

  ranking.values = g_array_new (FALSE, FALSE, sizeof (Value));
  g_array_set_clear_func (ranking.values, clear_value);
  ranking.words = g_hash_table_new (NULL, NULL);
  ranking.of_row = g_new (guint32, (gsize) self->max_row + 1);
  memset (ranking.of_row, 0xFF, sizeof (guint32) * ((gsize) self->max_row + 1));

  success = ua_field_is_list (field) ? collect_entries (self, field, &ranking, error)
                                     : collect_values (self, field, &ranking, error);
  if (success)
    {
      guint32 highest = rank_rows (self, &ranking);

      *rows = distribute (by_name, ranking.of_row, highest, n_blank);
    }
  g_array_unref (ranking.values);
  g_hash_table_unref (ranking.words);
  g_free (ranking.of_row);
  return success;
}

static gboolean
order_by_name (UaCache  *self,
               UaRows  **rows,
               GError  **error)
{
  g_autoptr (UaStatement) statement =
    ua_database_use (self->database, "SELECT row FROM member ORDER BY name_key, row", error);
  g_autofree guint32 *ordered = NULL;
  guint n = 0;
  gboolean found;

  if (statement == NULL || !ua_database_step (self->database, statement, &found, error))
    return FALSE;
  ordered = g_new (guint32, (gsize) self->max_row + 1);
  while (found && n < self->max_row)
    {
      gint64 row = sqlite3_column_int64 (statement, 0);

      if (row > 0 && row <= self->max_row)
        ordered[n++] = (guint32) row;
      if (n % ROWS_PER_LOOK == 0 && ua_cache_is_interrupted (self, error))
        return FALSE;
      if (!ua_database_step (self->database, statement, &found, error))
        return FALSE;
    }
  *rows = ua_rows_new_take (g_renew (guint32, g_steal_pointer (&ordered), MAX (n, 1)), n);
  return TRUE;
}

static UaCacheOrder *
find_order (UaCache *self,
            UaField  field)
{
  for (guint i = 0; i < UA_CACHE_N_ORDERS; i++)
    if (self->orders[i].rows != NULL && self->orders[i].field == field)
      return &self->orders[i];
  return NULL;
}

/* The place that was used the longest ago; the first is kept for names, which the others need. */
static UaCacheOrder *
choose_place (UaCache *self,
              UaField  field)
{
  UaCacheOrder *place = &self->orders[1];

  if (ua_cache_is_name_field (field))
    return &self->orders[0];
  for (guint i = 2; i < UA_CACHE_N_ORDERS; i++)
    if (self->orders[i].used < place->used)
      place = &self->orders[i];
  return place;
}

static gboolean
make_order (UaCache       *self,
            UaField        field,
            UaCacheOrder **order,
            GError       **error)
{
  g_autoptr (UaRows) by_name = NULL;
  g_autoptr (UaRows) rows = NULL;
  guint n_blank = 0;

  if (ua_cache_is_name_field (field))
    {
      if (!order_by_name (self, &rows, error))
        return FALSE;
    }
  else
    {
      if (!ua_cache_get_order (self, UA_FIELD_DISPLAY_NAME, &by_name, NULL, error) ||
          !order_by_values (self, field, by_name, &rows, &n_blank, error))
        return FALSE;
    }
  *order = choose_place (self, field);
  g_clear_pointer (&(*order)->rows, ua_rows_unref);
  (*order)->field = field;
  (*order)->rows = g_steal_pointer (&rows);
  (*order)->n_blank = n_blank;
  return TRUE;
}

/**
 * ua_cache_is_name_field:
 * @field: a field
 *
 * Returns: whether ordering by @field means ordering by what members are called on the screen
 */
gboolean
ua_cache_is_name_field (UaField field)
{
  return field == UA_FIELD_DISPLAY_NAME || field == UA_FIELD_FORMATTED_NAME;
}

/**
 * ua_cache_has_order:
 * @self: the cache
 * @field: a field
 *
 * Returns: whether ua_cache_get_order() has nothing to do
 */
gboolean
ua_cache_has_order (UaCache *self,
                    UaField  field)
{
  return find_order (self, ua_cache_is_name_field (field) ? UA_FIELD_DISPLAY_NAME : field) != NULL;
}

/**
 * ua_cache_get_order:
 * @self: the cache
 * @field: a field; a list is ordered by what its first entry is called
 * @rows: (out) (transfer full): all rows, ordered by @field, then by name
 * @n_blank: (out) (optional): how many at the end have no value
 * @error: return location for a #GError
 *
 * The order stays in memory until members change: walking it and leaving out what was not found is
 * far quicker than having the database sort what was.
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_cache_get_order (UaCache  *self,
                    UaField   field,
                    UaRows  **rows,
                    guint    *n_blank,
                    GError  **error)
{
  UaField key = ua_cache_is_name_field (field) ? UA_FIELD_DISPLAY_NAME : field;
  UaCacheOrder *order = find_order (self, key);

  if (order == NULL && !make_order (self, key, &order, error))
    return FALSE;
  order->used = ++self->n_order_uses;
  *rows = ua_rows_ref (order->rows);
  if (n_blank != NULL)
    *n_blank = order->n_blank;
  return TRUE;
}

/**
 * ua_cache_forget_orders:
 * @self: the cache
 *
 * Drops the orders, because members changed.
 */
void
ua_cache_forget_orders (UaCache *self)
{
  for (guint i = 0; i < UA_CACHE_N_ORDERS; i++)
    g_clear_pointer (&self->orders[i].rows, ua_rows_unref);
}

/**
 * ua_cache_forget_list_orders:
 * @self: the cache
 *
 * Drops the orders by lists, because what is in them changed or is called otherwise.
 */
void
ua_cache_forget_list_orders (UaCache *self)
{
  for (guint i = 0; i < UA_CACHE_N_ORDERS; i++)
    if (ua_field_is_list (self->orders[i].field))
      g_clear_pointer (&self->orders[i].rows, ua_rows_unref);
}
