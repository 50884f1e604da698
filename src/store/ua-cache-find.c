/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-store"

#include "ua-cache-private.h"

#include "ua-error.h"
#include "ua-text.h"

#include <string.h>

/* Filters come from a person's clicks; a deeper one is a mistake. */
#define MAX_DEPTH 64

/* How long a value may be to be sure that the search text has all of it, in bytes. */
#define MAX_SEARCHED 256

static UaBitset *evaluate (UaCache         *self,
                           const UaFilter  *filter,
                           guint            depth,
                           GError         **error);

/* Whether who has the text in the field is also found by searching for it, so that the full-text
 * index can narrow a comparison: for what is always whole in the search text. */
static gboolean
is_searched (UaField     field,
             const char *value)
{
  if (field != UA_FIELD_USER_NAME && field != UA_FIELD_EMAIL && field != UA_FIELD_EMPLOYEE_NUMBER)
    return FALSE;
  for (const char *p = value; *p != '\0'; p++)
    if ((guchar) *p >= 0x80 || g_ascii_iscntrl (*p) || p - value >= MAX_SEARCHED)
      return FALSE;
  return TRUE;
}

static gboolean
run_with_text (UaCache     *self,
               const char  *sql,
               const char  *text,
               UaBitset    *rows,
               GError     **error)
{
  g_autoptr (UaStatement) statement = ua_database_use (self->database, sql, error);

  if (statement == NULL)
    return FALSE;
  if (text != NULL)
    ua_statement_bind_text (statement, 1, text);
  return ua_cache_add_rows (self, statement, rows, error);
}

static gboolean
run_with_word (UaCache       *self,
               const UaWord  *word,
               UaBitset      *rows,
               GError       **error)
{
  const char *sql = ua_field_is_list (word->field)
                      ? "SELECT row FROM entry WHERE word = ?"
                      : ua_cache_get_column_sql (self, word->field, UA_CACHE_SQL_EQUAL);
  g_autoptr (UaStatement) statement = ua_database_use (self->database, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, word->id);
  return ua_cache_add_rows (self, statement, rows, error);
}

static char *
make_text (const UaFilter *filter,
           const char     *text)
{
  switch (ua_filter_get_op (filter))
    {
    case UA_FILTER_OP_CONTAINS:
      return ua_text_fold (text);
    case UA_FILTER_OP_EQUAL:
    case UA_FILTER_OP_LESS:
    case UA_FILTER_OP_GREATER:
    case UA_FILTER_OP_PRESENT:
    case UA_FILTER_OP_AND:
    case UA_FILTER_OP_OR:
    case UA_FILTER_OP_NOT:
    default:
      return g_strdup (text);
    }
}

/* Whether a text fulfils a condition; @wanted is what make_text() made of the condition's value. */
static gboolean
text_fulfils (const UaFilter *filter,
              const char     *wanted,
              const char     *text)
{
  switch (ua_filter_get_op (filter))
    {
    case UA_FILTER_OP_EQUAL:
      return strcmp (text, wanted) == 0;
    case UA_FILTER_OP_LESS:
      return strcmp (text, wanted) < 0;
    case UA_FILTER_OP_GREATER:
      return strcmp (text, wanted) > 0;
    case UA_FILTER_OP_PRESENT:
      return TRUE;
    case UA_FILTER_OP_CONTAINS:
      {
        g_autofree char *folded = ua_text_fold (text);
        g_autofree char *spelled = ua_text_fold_umlauts (text);

        return strstr (folded, wanted) != NULL ||
               (spelled != NULL && strstr (spelled, wanted) != NULL);
      }
    case UA_FILTER_OP_AND:
    case UA_FILTER_OP_OR:
    case UA_FILTER_OP_NOT:
    default:
      g_return_val_if_reached (FALSE);
    }
}

static const char *
get_text_of_word (const UaFilter *filter,
                  const UaWord   *word)
{
  return ua_filter_get_op (filter) == UA_FILTER_OP_CONTAINS && word->name != NULL &&
         ua_field_is_list (word->field) ? word->name : word->value;
}

/* A field with few values: first which of them, then whose. */
static gboolean
evaluate_words (UaCache         *self,
                const UaFilter  *filter,
                UaBitset        *rows,
                GError         **error)
{
  UaField field = ua_filter_get_field (filter);
  g_autofree char *wanted = make_text (filter, ua_filter_get_value (filter));
  GPtrArray *words = ua_words_list (self->words, field);

  if (ua_filter_get_op (filter) == UA_FILTER_OP_EQUAL)
    {
      const UaWord *word = ua_words_find (self->words, field, wanted);

      return word == NULL || run_with_word (self, word, rows, error);
    }
  for (guint i = 0; i < words->len; i++)
    {
      const UaWord *word = g_ptr_array_index (words, i);

      if (text_fulfils (filter, wanted, get_text_of_word (filter, word)) &&
          !run_with_word (self, word, rows, error))
        return FALSE;
    }
  return TRUE;
}

/* Looks at the values of some rows: those that a search for the value leaves. */
static gboolean
evaluate_some (UaCache         *self,
               const UaFilter  *filter,
               const UaBitset  *candidates,
               UaBitset        *rows,
               GError         **error)
{
  const char *sql = ua_cache_get_column_sql (self, ua_filter_get_field (filter), UA_CACHE_SQL_ONE);
  g_autofree char *wanted = make_text (filter, ua_filter_get_value (filter));

  for (guint32 row = 0; ua_bitset_next (candidates, &row); row++)
    {
      g_autoptr (UaStatement) statement = ua_database_use (self->database, sql, error);
      g_autofree char *text = NULL;
      gboolean found;

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, row);
      if (!ua_database_step (self->database, statement, &found, error))
        return FALSE;
      text = found ? ua_statement_dup_text (statement, 0) : NULL;
      if (text != NULL && text_fulfils (filter, wanted, text))
        ua_bitset_set (rows, row);
    }
  return TRUE;
}

/* Looks at the values of all rows.  What a field with very many values keeps as text is among
 * them; its words are not. */
static gboolean
evaluate_all (UaCache         *self,
              const UaFilter  *filter,
              UaBitset        *rows,
              GError         **error)
{
  const char *sql = ua_cache_get_column_sql (self, ua_filter_get_field (filter),
                                             UA_CACHE_SQL_VALUES);
  g_autoptr (UaStatement) statement = ua_database_use (self->database, sql, error);
  g_autofree char *wanted = make_text (filter, ua_filter_get_value (filter));
  gboolean found;

  if (statement == NULL || !ua_database_step (self->database, statement, &found, error))
    return FALSE;
  while (found)
    {
      const char *text = sqlite3_column_type (statement, 1) == SQLITE_TEXT
                           ? (const char *) sqlite3_column_text (statement, 1) : NULL;

      if (text != NULL && text_fulfils (filter, wanted, text))
        ua_bitset_set (rows, (guint64) sqlite3_column_int64 (statement, 0));
      if (!ua_database_step (self->database, statement, &found, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
evaluate_text (UaCache         *self,
               const UaFilter  *filter,
               UaBitset        *rows,
               GError         **error)
{
  UaField field = ua_filter_get_field (filter);
  UaFilterOp op = ua_filter_get_op (filter);
  const char *value = ua_filter_get_value (filter);

  if (field == UA_FIELD_ID && op == UA_FILTER_OP_EQUAL)
    return run_with_text (self, ua_cache_get_column_sql (self, field, UA_CACHE_SQL_EQUAL), value,
                          rows, error);
  if (op == UA_FILTER_OP_EQUAL && is_searched (field, value))
    {
      g_autoptr (UaBitset) candidates = ua_cache_search (self, value, error);

      return candidates != NULL &&
             (ua_bitset_count (candidates) > self->max_row / 4
                ? evaluate_all (self, filter, rows, error)
                : evaluate_some (self, filter, candidates, rows, error));
    }
  return evaluate_all (self, filter, rows, error);
}

static gboolean
evaluate_compare (UaCache         *self,
                  const UaFilter  *filter,
                  UaBitset        *rows,
                  GError         **error)
{
  UaField field = ua_filter_get_field (filter);

  if (ua_field_is_list (field))
    return evaluate_words (self, filter, rows, error);
  if (ua_cache_is_word_field (field))
    return evaluate_words (self, filter, rows, error) && evaluate_all (self, filter, rows, error);
  return evaluate_text (self, filter, rows, error);
}

static gboolean
evaluate_group (UaCache         *self,
                const UaFilter  *filter,
                guint            depth,
                UaBitset        *rows,
                GError         **error)
{
  gboolean is_or = ua_filter_get_op (filter) == UA_FILTER_OP_OR;

  if (!is_or)
    ua_bitset_set_range (rows, 1, self->max_row);
  for (guint i = 0; i < ua_filter_get_n (filter); i++)
    {
      g_autoptr (UaBitset) child = evaluate (self, ua_filter_get_nth (filter, i), depth + 1, error);

      if (child == NULL)
        return FALSE;
      if (ua_filter_get_op (filter) == UA_FILTER_OP_NOT)
        ua_bitset_invert (child);
      if (is_or)
        ua_bitset_unite (rows, child);
      else
        ua_bitset_intersect (rows, child);
    }
  return TRUE;
}

static UaBitset *
evaluate (UaCache         *self,
          const UaFilter  *filter,
          guint            depth,
          GError         **error)
{
  g_autoptr (UaBitset) rows = ua_cache_new_bitset (self);
  gboolean success;

  if (depth > MAX_DEPTH)
    {
      g_set_error_literal (error, UA_ERROR, UA_ERROR_INVALID_ARGUMENT, "The filter is too deep");
      return NULL;
    }
  switch (ua_filter_get_op (filter))
    {
    case UA_FILTER_OP_AND:
    case UA_FILTER_OP_OR:
    case UA_FILTER_OP_NOT:
      success = evaluate_group (self, filter, depth, rows, error);
      break;
    case UA_FILTER_OP_EQUAL:
    case UA_FILTER_OP_CONTAINS:
    case UA_FILTER_OP_LESS:
    case UA_FILTER_OP_GREATER:
    case UA_FILTER_OP_PRESENT:
    default:
      success = evaluate_compare (self, filter, rows, error);
    }
  return success ? g_steal_pointer (&rows) : NULL;
}

/**
 * ua_cache_forget_search:
 * @self: the cache
 *
 * Drops what the last search found, because members or names are about to change.
 */
void
ua_cache_forget_search (UaCache *self)
{
  g_clear_pointer (&self->searched, g_free);
  g_clear_pointer (&self->search_rows, ua_bitset_free);
}

/* A search is carried out once for the list and all counts beside it. */
static UaBitset *
search_once (UaCache     *self,
             const char  *search,
             GError     **error)
{
  if (g_strcmp0 (self->searched, search) != 0)
    {
      ua_cache_forget_search (self);
      self->search_rows = ua_cache_search (self, search, error);
      if (self->search_rows == NULL)
        return NULL;
      self->searched = g_strdup (search);
    }
  return ua_bitset_copy (self->search_rows);
}

/**
 * ua_cache_find:
 * @self: the cache
 * @query: what to find
 * @rows: (out) (transfer full) (nullable): the rows, and maybe numbers of rows that are gone; %NULL
 *   stands for all
 * @error: return location for a #GError
 *
 * Carries out search and filter of a query.
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_cache_find (UaCache   *self,
               UaQuery   *query,
               UaBitset **rows,
               GError   **error)
{
  g_autofree char *folded = ua_text_fold (ua_query_get_search (query));
  const UaFilter *filter = ua_query_get_filter (query);
  g_autoptr (UaBitset) found = NULL;

  if (*folded != '\0')
    {
      found = search_once (self, ua_query_get_search (query), error);
      if (found == NULL)
        return FALSE;
    }
  if (filter != NULL)
    {
      g_autoptr (UaBitset) filtered = evaluate (self, filter, 0, error);

      if (filtered == NULL)
        return FALSE;
      if (found != NULL)
        ua_bitset_intersect (filtered, found);
      g_clear_pointer (&found, ua_bitset_free);
      found = g_steal_pointer (&filtered);
    }
  *rows = g_steal_pointer (&found);
  return TRUE;
}
