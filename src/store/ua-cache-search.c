/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-store"

#include "ua-cache-private.h"

/* Words that the index is asked for; for any more the text alone decides. */
#define MAX_WORDS_ASKED 8

/* From which part of all texts on it is quicker to read all than to look each up. */
#define PART_TO_READ 8

/* How often to look whether to stop, in rows. */
#define ROWS_PER_LOOK 4096

/* One word, and rows that have it for sure, so that their text need not be read: in the name of
 * their role profile or of a team, or because the index says so of this word. */
typedef struct
{
  const UaSearchWord *word; /* (unowned) */
  UaBitset *sure;           /* (owned) (nullable) */
} WordRows;

static void
clear_word_rows (gpointer data)
{
  WordRows *word_rows = data;

  g_clear_pointer (&word_rows->sure, ua_bitset_free);
}

static UaBitset *
get_sure (UaCache  *self,
          WordRows *word)
{
  if (word->sure == NULL)
    word->sure = ua_cache_new_bitset (self);
  return word->sure;
}

/**
 * ua_cache_new_bitset:
 * @self: the cache
 *
 * Returns: (transfer full): an empty set of rows
 */
UaBitset *
ua_cache_new_bitset (UaCache *self)
{
  return ua_bitset_new (self->max_row + 1);
}

/**
 * ua_cache_add_rows:
 * @self: the cache
 * @statement: a statement whose first column is a row, its parameters bound
 * @rows: what to add to
 * @error: return location for a #GError
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_cache_add_rows (UaCache      *self,
                   UaStatement  *statement,
                   UaBitset     *rows,
                   GError      **error)
{
  gboolean found;

  do
    {
      if (!ua_database_step (self->database, statement, &found, error))
        return FALSE;
      if (found)
        ua_bitset_set (rows, (guint64) sqlite3_column_int64 (statement, 0));
    }
  while (found);
  return TRUE;
}

static gboolean
add_rows_with_word (UaCache       *self,
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

/* Role profiles and teams are few, so their names are looked through, not indexed per member. */
static gboolean
find_by_names (UaCache   *self,
               WordRows  *word,
               GError   **error)
{
  static const UaField fields[] = {
    UA_FIELD_ROLE_PROFILE_NAME, UA_FIELD_TEAMS, UA_FIELD_COACHED_TEAMS,
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      GPtrArray *words = ua_words_list (self->words, fields[i]);

      for (guint j = 0; j < words->len; j++)
        {
          UaWord *name = g_ptr_array_index (words, j);

          if (ua_search_word_matches (word->word, ua_word_get_folded (name)) &&
              !add_rows_with_word (self, name, get_sure (self, word), error))
            return FALSE;
        }
    }
  return TRUE;
}

/* Asks the full-text index. */
static gboolean
add_matches (UaCache     *self,
             const char  *match,
             UaBitset    *rows,
             GError     **error)
{
  g_autoptr (UaStatement) statement =
    ua_database_use (self->database, "SELECT rowid FROM search WHERE search MATCH ?", error);

  if (statement == NULL)
    return FALSE;
  ua_statement_bind_text (statement, 1, match);
  return ua_cache_add_rows (self, statement, rows, error);
}

/* At least the rows whose text has the word, as far as the index has come. */
static gboolean
find_matches (UaCache             *self,
              const UaSearchWord  *word,
              UaBitset            *rows,
              GError             **error)
{
  for (guint i = 0; i < word->n_variants; i++)
    {
      g_autofree char *match = ua_search_word_to_match (word, i);

      if (!add_matches (self, match, rows, error))
        return FALSE;
    }
  return TRUE;
}

/* Rows that have the word at the beginning of a word: nearly everybody searches for that. */
static gboolean
find_by_starts (UaCache   *self,
                WordRows  *word,
                GError   **error)
{
  for (guint i = 0; i < word->word->n_variants; i++)
    {
      g_autofree char *match = ua_search_word_to_start (word->word, i);

      if (match != NULL && !add_matches (self, match, get_sure (self, word), error))
        return FALSE;
    }
  return TRUE;
}

/* Takes the rows away that lack the word, as far as the index and the names tell. */
static gboolean
narrow (UaCache   *self,
        WordRows  *word,
        UaBitset  *rows,
        GError   **error)
{
  g_autoptr (UaBitset) candidates = ua_cache_new_bitset (self);

  if (!find_by_starts (self, word, error) ||
      !find_matches (self, word->word, candidates, error))
    return FALSE;
  if (ua_search_word_is_exact (word->word))
    ua_bitset_unite (get_sure (self, word), candidates);
  if (word->sure != NULL)
    ua_bitset_unite (candidates, word->sure);
  ua_bitset_set_range (candidates, self->indexed_to + 1, self->max_row);
  ua_bitset_intersect (rows, candidates);
  return TRUE;
}

static gboolean
has_all_words (GArray     *words,
               guint32     row,
               const char *text)
{
  for (guint i = 0; i < words->len; i++)
    {
      const WordRows *word = &g_array_index (words, WordRows, i);

      if ((word->sure == NULL || !ua_bitset_has (word->sure, row)) &&
          !ua_search_word_matches (word->word, text))
        return FALSE;
    }
  return TRUE;
}

/* Many to check: reading all texts in order is quicker than looking each up. */
static gboolean
check_in_order (UaCache         *self,
                GArray          *words,
                const UaBitset  *unsure,
                UaBitset        *rows,
                GError         **error)
{
  g_autoptr (UaStatement) statement =
    ua_database_use (self->database, "SELECT row, text FROM fold WHERE row >= ?", error);
  guint32 expected = 0;
  gboolean found;

  if (statement == NULL)
    return FALSE;
  ua_bitset_next (unsure, &expected);
  sqlite3_bind_int64 (statement, 1, expected);
  if (!ua_database_step (self->database, statement, &found, error))
    return FALSE;
  while (found)
    {
      guint32 row = (guint32) CLAMP (sqlite3_column_int64 (statement, 0), 0, self->max_row);

      /* A row without a text is gone. */
      for (; expected < row; expected++)
        if (ua_bitset_has (unsure, expected))
          ua_bitset_clear (rows, expected);
      expected = row + 1;
      if (ua_bitset_has (unsure, row) &&
          !has_all_words (words, row, (const char *) sqlite3_column_text (statement, 1)))
        ua_bitset_clear (rows, row);
      if (!ua_database_step (self->database, statement, &found, error))
        return FALSE;
    }
  for (; ua_bitset_next (unsure, &expected); expected++)
    ua_bitset_clear (rows, expected);
  return TRUE;
}

static gboolean
check_one_by_one (UaCache         *self,
                  GArray          *words,
                  const UaBitset  *unsure,
                  UaBitset        *rows,
                  GError         **error)
{
  guint n = 0;

  for (guint32 row = 0; ua_bitset_next (unsure, &row); row++)
    {
      g_autoptr (UaStatement) statement =
        ua_database_use (self->database, "SELECT text FROM fold WHERE row = ?", error);
      gboolean found;

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, row);
      if (!ua_database_step (self->database, statement, &found, error))
        return FALSE;
      if (!found ||
          !has_all_words (words, row, (const char *) sqlite3_column_text (statement, 0)))
        ua_bitset_clear (rows, row);
      if (++n % ROWS_PER_LOOK == 0 && ua_cache_is_interrupted (self, error))
        return FALSE;
    }
  return TRUE;
}

/* Which of @rows have to be looked at. */
static UaBitset *
find_unsure (GArray         *words,
             const UaBitset *rows)
{
  g_autoptr (UaBitset) sure = ua_bitset_copy (rows);

  for (guint i = 0; i < words->len; i++)
    {
      const WordRows *word = &g_array_index (words, WordRows, i);

      if (word->sure == NULL)
        return ua_bitset_copy (rows);
      ua_bitset_intersect (sure, word->sure);
    }
  ua_bitset_invert (sure);
  ua_bitset_intersect (sure, rows);
  return g_steal_pointer (&sure);
}

/* Takes away the candidates that lack a word after all. */
static gboolean
check_candidates (UaCache   *self,
                  GArray    *words,
                  UaBitset  *rows,
                  GError   **error)
{
  g_autoptr (UaBitset) unsure = find_unsure (words, rows);
  guint32 n = ua_bitset_count (unsure);
  guint32 first = 0;

  if (!ua_bitset_next (unsure, &first))
    return TRUE;
  if (n > (self->max_row - first + 1) / PART_TO_READ)
    return check_in_order (self, words, unsure, rows, error);
  return check_one_by_one (self, words, unsure, rows, error);
}

static gboolean
find_all (UaCache   *self,
          GArray    *words,
          UaBitset  *rows,
          GError   **error)
{
  for (guint i = 0; i < words->len; i++)
    {
      WordRows *word = &g_array_index (words, WordRows, i);

      if (!find_by_names (self, word, error) ||
          (i < MAX_WORDS_ASKED && !narrow (self, word, rows, error)))
        return FALSE;
    }
  return check_candidates (self, words, rows, error);
}

/**
 * ua_cache_search:
 * @self: the cache
 * @search: what was typed
 * @error: return location for a #GError
 *
 * Finds the members who have all words of @search somewhere (PE-01).
 *
 * Returns: (transfer full) (nullable): their rows; %NULL on failure
 */
UaBitset *
ua_cache_search (UaCache     *self,
                 const char  *search,
                 GError     **error)
{
  g_autoptr (GArray) words = ua_search_words_new (search);
  g_autoptr (GArray) word_rows = g_array_new (FALSE, TRUE, sizeof (WordRows));
  g_autoptr (UaBitset) rows = ua_cache_new_bitset (self);

  g_array_set_clear_func (word_rows, clear_word_rows);
  g_array_set_size (word_rows, words->len);
  for (guint i = 0; i < words->len; i++)
    g_array_index (word_rows, WordRows, i).word = &g_array_index (words, UaSearchWord, i);
  ua_bitset_set_range (rows, 1, self->max_row);
  return find_all (self, word_rows, rows, error) ? g_steal_pointer (&rows) : NULL;
}
