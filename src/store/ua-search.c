/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-search-private.h"

#include "ua-error.h"
#include "ua-text.h"

#include <string.h>

/* How much of a member can be searched, in bytes: nobody's names and addresses are longer, and a
 * hostile server must not fill the index. */
#define MAX_TEXT 2048

/* How much of one value, so that a long name cannot push out what comes after it. */
#define MAX_VALUE 256

/* From how many characters a word is looked for anywhere; shorter ones begin a word. */
#define GRAM_LENGTH 3

/* How many grams of a word are asked for: they nearly always name the rows; the text decides. */
#define MAX_GRAMS 4

/* Stands before the beginning of a word in the index; the text has no control characters. */
#define START_MARK "\001"

/* How much of a word that begins with more letters than a gram is in the index as one, in bytes. */
#define MAX_START 48

static gboolean
is_word_char (gunichar c)
{
  return c >= 0x80 || g_ascii_isalnum ((char) c);
}

/* What the beginning of a word in the index is made of.  Digits, which tell apart who is called the
 * same, would make most of these words unique, and the index large. */
static gboolean
is_letter (gunichar c)
{
  return c >= 0x80 || g_ascii_isalpha ((char) c);
}

/* Adds the words of @folded that are not there yet. */
static void
add_words (GString    *text,
           const char *folded)
{
  const char *p = folded;

  while (*p != '\0')
    {
      gsize length = strcspn (p, " ");
      gboolean known = FALSE;

      for (const char *q = text->str; *q != '\0' && !known;)
        {
          gsize other = strcspn (q, " ");

          known = other == length && memcmp (q, p, length) == 0;
          q += other + (q[other] == ' ' ? 1 : 0);
        }
      if (!known && length > 0)
        {
          if (text->len > 0)
            g_string_append_c (text, ' ');
          g_string_append_len (text, p, (gssize) length);
        }
      p += length + (p[length] == ' ' ? 1 : 0);
    }
}

static void
add_value (GString    *text,
           const char *value)
{
  g_autofree char *folded = ua_text_fold (value);
  g_autofree char *spelled = ua_text_fold_umlauts (value);

  add_words (text, folded);
  if (spelled != NULL)
    add_words (text, spelled);
}

static void
truncate_text (GString *text)
{
  if (text->len > MAX_TEXT)
    {
      const char *end = g_utf8_find_prev_char (text->str, text->str + MAX_TEXT + 1);

      g_string_truncate (text, (gsize) (end - text->str));
    }
}

/**
 * ua_search_text_new:
 * @record: a member
 *
 * Makes the text in which a search looks for the member: the words of the names, the user name, the
 * email and the employee number, folded, each once, and umlauts in both spellings (PE-01).  Role
 * profile and teams are not in it: few texts stand for many members there.
 *
 * Returns: (transfer full): the text, words parted by single spaces
 *
 * Any thread.
 */
char *
ua_search_text_new (const UaMemberRecord *record)
{
  static const UaField fields[] = {
    UA_FIELD_USER_NAME, UA_FIELD_EMAIL, UA_FIELD_EMPLOYEE_NUMBER,
    UA_FIELD_DISPLAY_NAME, UA_FIELD_FORMATTED_NAME, UA_FIELD_GIVEN_NAME, UA_FIELD_FAMILY_NAME,
  };
  GString *text = g_string_sized_new (96);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *value = ua_member_record_get (record, fields[i]);
      gboolean known = value == NULL;

      for (guint j = 0; j < i && !known; j++)
        known = g_strcmp0 (value, ua_member_record_get (record, fields[j])) == 0;
      if (!known && text->len <= MAX_TEXT)
        {
          g_autofree char *start = strlen (value) > MAX_VALUE
                                     ? g_utf8_make_valid (value, MAX_VALUE) : NULL;

          add_value (text, start != NULL ? start : value);
        }
    }
  truncate_text (text);
  for (char *p = text->str; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';
  return g_string_free (text, FALSE);
}

static void
clear_word (gpointer data)
{
  UaSearchWord *word = data;

  for (guint i = 0; i < word->n_variants; i++)
    g_free (word->variants[i]);
}

static void
add_variant (UaSearchWord *word,
             const char   *text)
{
  if (word->n_variants > 0 && strcmp (word->variants[0], text) == 0)
    return;
  word->lengths[word->n_variants] = (guint) g_utf8_strlen (text, -1);
  word->variants[word->n_variants++] = g_strdup (text);
}

/**
 * ua_search_words_new:
 * @search: what was typed
 *
 * Returns: (transfer full) (element-type UaSearchWord): the words that all have to be found
 *
 * Any thread.
 */
GArray *
ua_search_words_new (const char *search)
{
  GArray *words = g_array_new (FALSE, TRUE, sizeof (UaSearchWord));
  g_autofree char *valid = g_utf8_make_valid (search, -1);
  g_autofree char *folded = ua_text_fold (valid);
  g_autofree char *spelled = ua_text_fold_umlauts (valid);
  g_auto (GStrv) plain = g_strsplit (folded, " ", -1);
  g_auto (GStrv) umlauts = spelled != NULL ? g_strsplit (spelled, " ", -1) : NULL;
  gboolean paired = umlauts != NULL && g_strv_length (umlauts) == g_strv_length (plain);

  g_array_set_clear_func (words, clear_word);
  for (guint i = 0; plain[i] != NULL; i++)
    {
      UaSearchWord word = { { NULL, NULL }, { 0, 0 }, 0 };

      if (*plain[i] == '\0')
        continue;
      add_variant (&word, plain[i]);
      if (paired)
        add_variant (&word, umlauts[i]);
      g_array_append_val (words, word);
    }
  return words;
}

static gboolean
begins_word (const char *text,
             const char *start)
{
  for (const char *p = strstr (text, start); p != NULL; p = strstr (p + 1, start))
    if (p == text || !is_word_char (g_utf8_get_char (g_utf8_prev_char (p))))
      return TRUE;
  return FALSE;
}

/**
 * ua_search_word_matches:
 * @word: a word that is searched for
 * @text: what ua_search_text_new() made, or another folded text
 *
 * Returns: whether @text has the word: anywhere from three letters on, else at the beginning of a
 *   word
 *
 * Any thread.
 */
gboolean
ua_search_word_matches (const UaSearchWord *word,
                        const char         *text)
{
  for (guint i = 0; i < word->n_variants; i++)
    if (word->lengths[i] < GRAM_LENGTH ? begins_word (text, word->variants[i])
                                       : strstr (text, word->variants[i]) != NULL)
      return TRUE;
  return FALSE;
}

/**
 * ua_search_word_is_exact:
 * @word: a word that is searched for
 *
 * Returns: whether the index alone tells which rows have it, so that no text has to be looked at
 *
 * Any thread.
 */
gboolean
ua_search_word_is_exact (const UaSearchWord *word)
{
  for (guint i = 0; i < word->n_variants; i++)
    if (word->lengths[i] > GRAM_LENGTH)
      return FALSE;
  return TRUE;
}

static void
append_quoted (GString    *match,
               const char *token,
               gsize       length)
{
  g_string_append_c (match, '"');
  for (gsize i = 0; i < length; i++)
    {
      if (token[i] == '"')
        g_string_append_c (match, '"');
      g_string_append_c (match, token[i]);
    }
  g_string_append_c (match, '"');
}

/**
 * ua_search_word_to_match:
 * @word: a word that is searched for
 * @variant: which spelling
 *
 * Returns: (transfer full): an expression for the full-text index that finds at least the rows that
 *   have this spelling; every character of the word is taken literally
 *
 * Any thread.
 */
char *
ua_search_word_to_match (const UaSearchWord *word,
                         guint               variant)
{
  const char *text = word->variants[variant];
  GString *match = g_string_new (NULL);
  guint n_grams, n_asked;

  if (word->lengths[variant] < GRAM_LENGTH)
    {
      g_autofree char *token = g_strconcat (START_MARK, text, NULL);

      append_quoted (match, token, strlen (token));
      return g_string_free (match, FALSE);
    }
  n_grams = word->lengths[variant] - GRAM_LENGTH + 1;
  n_asked = MIN (n_grams, MAX_GRAMS);
  for (guint i = 0; i < n_asked; i++)
    {
      guint nth = n_asked > 1 ? i * (n_grams - 1) / (n_asked - 1) : 0;
      const char *start = g_utf8_offset_to_pointer (text, nth);
      const char *end = g_utf8_offset_to_pointer (start, GRAM_LENGTH);

      if (i > 0)
        g_string_append (match, " AND ");
      append_quoted (match, start, (gsize) (end - start));
    }
  return g_string_free (match, FALSE);
}

/**
 * ua_search_word_to_start:
 * @word: a word that is searched for
 * @variant: which spelling
 *
 * Returns: (transfer full) (nullable): an expression for the full-text index that finds only rows
 *   that have this spelling, at the beginning of a word, so that their texts need not be looked at;
 *   %NULL where there is none
 */
char *
ua_search_word_to_start (const UaSearchWord *word,
                         guint               variant)
{
  const char *text = word->variants[variant];
  g_autofree char *token = NULL;
  GString *match;

  if (word->lengths[variant] <= GRAM_LENGTH)
    return NULL;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!is_letter (g_utf8_get_char (p)))
      return NULL;
  match = g_string_new (NULL);
  token = g_strconcat (START_MARK, text, NULL);
  append_quoted (match, token, strlen (token));
  g_string_append (match, " *");
  return g_string_free (match, FALSE);
}

/* The tokenizer has no state of its own, but FTS5 takes NULL for a failure. */
static int
create_tokenizer (void           *context,
                  const char    **arguments,
                  int             n_arguments,
                  Fts5Tokenizer **tokenizer)
{
  static int nothing;

  *tokenizer = (Fts5Tokenizer *) &nothing;
  return SQLITE_OK;
}

static void
delete_tokenizer (Fts5Tokenizer *tokenizer)
{
}

typedef int (*EmitToken) (void       *context,
                          int         flags,
                          const char *token,
                          int         length,
                          int         start,
                          int         end);

/* Emits the letters with which a word begins, where they are more than a gram. */
static int
emit_start (const char *text,
            const char *at,
            const char *end,
            EmitToken   emit,
            void       *context)
{
  char token[1 + MAX_START];
  const char *p = at;
  guint n = 0;

  while (p < end)
    {
      gunichar c = g_utf8_get_char_validated (p, end - p);
      const char *next;

      if (c == (gunichar) -1 || c == (gunichar) -2 || !is_letter (c))
        break;
      next = g_utf8_next_char (p);
      if (next - at > MAX_START)
        break;
      p = next;
      n++;
    }
  if (n <= GRAM_LENGTH)
    return SQLITE_OK;
  token[0] = START_MARK[0];
  memcpy (token + 1, at, (gsize) (p - at));
  return emit (context, 0, token, (int) (p - at) + 1, (int) (at - text), (int) (p - text));
}

/* Emits what begins at @at: the gram, and at the beginning of a word its first letters. */
static int
emit_at (const char *text,
         const char *at,
         const char *end,
         gboolean    begins,
         EmitToken   emit,
         void       *context)
{
  char token[16];
  const char *p = at;
  int code = SQLITE_OK;

  token[0] = START_MARK[0];
  for (guint n = 1; n <= GRAM_LENGTH && p < end && *p != ' ' && code == SQLITE_OK; n++)
    {
      p = g_utf8_next_char (p);
      if (p > end)
        return SQLITE_OK;
      if (n == GRAM_LENGTH)
        code = emit (context, 0, at, (int) (p - at), (int) (at - text), (int) (p - text));
      else if (begins)
        {
          gsize length = (gsize) (p - at);

          memcpy (token + 1, at, length);
          code = emit (context, 0, token, (int) length + 1, (int) (at - text), (int) (p - text));
        }
    }
  if (begins && code == SQLITE_OK)
    code = emit_start (text, at, end, emit, context);
  return code;
}

static int
tokenize (Fts5Tokenizer *tokenizer,
          void          *context,
          int            flags,
          const char    *text,
          int            length,
          EmitToken      emit)
{
  const char *end = text + length;
  gboolean after_word = FALSE;

  /* A query names tokens of the index as they are. */
  if ((flags & FTS5_TOKENIZE_QUERY) != 0)
    return emit (context, 0, text, length, 0, length);
  for (const char *p = text; p < end;)
    {
      gunichar c = g_utf8_get_char_validated (p, end - p);
      int code;

      /* Only a damaged file has what is not UTF-8. */
      if (c == (gunichar) -1 || c == (gunichar) -2 || c == 0)
        return SQLITE_OK;
      code = emit_at (text, p, end, !after_word, emit, context);
      if (code != SQLITE_OK)
        return code;
      after_word = is_word_char (c);
      p = g_utf8_next_char (p);
    }
  return SQLITE_OK;
}

/**
 * ua_search_add_to_database:
 * @database: a database
 * @error: return location for a #GError
 *
 * Makes the tokenizer `useradmin` known to the full-text index of @database.  It indexes every
 * three letters in a row, and of every word the first letter, the first two, and all letters up to
 * the first that is none.
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_search_add_to_database (UaDatabase  *database,
                           GError     **error)
{
  static fts5_tokenizer functions = { create_tokenizer, delete_tokenizer, tokenize };
  sqlite3 *handle = ua_database_get_handle (database);
  sqlite3_stmt *statement = NULL;
  fts5_api *api = NULL;
  int code;

  code = sqlite3_prepare_v2 (handle, "SELECT fts5 (?1)", -1, &statement, NULL);
  if (code == SQLITE_OK)
    {
      sqlite3_bind_pointer (statement, 1, &api, "fts5_api_ptr", NULL);
      sqlite3_step (statement);
      code = sqlite3_finalize (statement);
    }
  if (code == SQLITE_OK && api != NULL)
    code = api->xCreateTokenizer (api, "useradmin", NULL, &functions, NULL);
  if (code == SQLITE_OK && api != NULL)
    return TRUE;
  g_set_error_literal (error, UA_ERROR, UA_ERROR_STORAGE,
                       "This SQLite was built without full-text search");
  return FALSE;
}
