/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-words-private.h"

#include "ua-error.h"
#include "ua-text.h"

#include <string.h>

/* A field with more values than this is no field with few values: the rest is kept as text. */
#define MAX_WORDS_PER_FIELD 50000

#define ROLE_KEY "role"

struct _UaWords
{
  UaDatabase *database;    /* (unowned) */
  GHashTable *by_id;       /* (owned), number -> UaWord (owned) */
  GHashTable *by_value;    /* (owned), UaWord (unowned) as its own key */
  GPtrArray *by_field[UA_N_FIELDS + 1]; /* (owned), of UaWord (unowned) */
  guint32 last_id;
};

static guint
hash_word (gconstpointer key)
{
  const UaWord *word = key;

  return g_str_hash (word->value) * 31 + word->field;
}

static gboolean
words_equal (gconstpointer a,
             gconstpointer b)
{
  const UaWord *p = a;
  const UaWord *q = b;

  return p->field == q->field && strcmp (p->value, q->value) == 0;
}

static void
free_word (gpointer data)
{
  UaWord *word = data;

  g_free (word->value);
  g_free (word->name);
  g_free (word->folded);
  g_free (word);
}

static const char *
get_key (UaField field)
{
  return (guint) field == UA_WORD_ROLE ? ROLE_KEY : ua_field_get_key (field);
}

static void
forget_all (UaWords *self)
{
  g_hash_table_remove_all (self->by_value);
  for (guint i = 0; i <= UA_N_FIELDS; i++)
    g_ptr_array_set_size (self->by_field[i], 0);
  g_hash_table_remove_all (self->by_id);
  self->last_id = 0;
}

static UaWord *
remember (UaWords    *self,
          guint32     id,
          UaField     field,
          const char *value,
          const char *name)
{
  UaWord *word = g_new0 (UaWord, 1);

  word->id = id;
  word->field = field;
  word->value = g_strdup (value);
  word->name = g_strdup (name);
  g_hash_table_insert (self->by_id, GUINT_TO_POINTER (id), word);
  g_hash_table_add (self->by_value, word);
  g_ptr_array_add (self->by_field[field], word);
  self->last_id = MAX (self->last_id, id);
  return word;
}

/**
 * ua_words_new:
 * @database: (transfer none): the cache; it has to live as long
 *
 * Returns: (transfer full): an empty set of words
 */
UaWords *
ua_words_new (UaDatabase *database)
{
  UaWords *self = g_new0 (UaWords, 1);

  self->database = database;
  self->by_id = g_hash_table_new_full (NULL, NULL, NULL, free_word);
  self->by_value = g_hash_table_new (hash_word, words_equal);
  for (guint i = 0; i <= UA_N_FIELDS; i++)
    self->by_field[i] = g_ptr_array_new ();
  return self;
}

/**
 * ua_words_free:
 * @self: (transfer full): the words
 */
void
ua_words_free (UaWords *self)
{
  for (guint i = 0; i <= UA_N_FIELDS; i++)
    g_ptr_array_unref (self->by_field[i]);
  g_hash_table_unref (self->by_value);
  g_hash_table_unref (self->by_id);
  g_free (self);
}

/**
 * ua_words_load:
 * @self: the words
 * @error: return location for a #GError
 *
 * Reads the words anew, on opening and after a transaction was rolled back.
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_words_load (UaWords  *self,
               GError  **error)
{
  g_autoptr (UaStatement) statement =
    ua_database_use (self->database, "SELECT id, field, value, name FROM word", error);
  gboolean row = FALSE;

  forget_all (self);
  if (statement == NULL || !ua_database_step (self->database, statement, &row, error))
    return FALSE;
  while (row)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);
      g_autofree char *key = ua_statement_dup_text (statement, 1);
      g_autofree char *value = ua_statement_dup_text (statement, 2);
      g_autofree char *name = ua_statement_dup_text (statement, 3);
      UaField field = UA_WORD_ROLE;

      /* Only a damaged file has a number twice; the first word of it would be let go in use. */
      if (g_hash_table_contains (self->by_id, GUINT_TO_POINTER ((guint32) id)))
        {
          g_set_error_literal (error, UA_ERROR, UA_ERROR_CORRUPT, "The cache has a word twice");
          return FALSE;
        }
      /* A word of a field that this version does not know is left alone. */
      if (value != NULL && id > 0 && id < G_MAXUINT32 &&
          (g_strcmp0 (key, ROLE_KEY) == 0 || ua_field_from_key (key, &field)))
        remember (self, (guint32) id, field, value, name);
      self->last_id = MAX (self->last_id, (guint32) CLAMP (id, 0, G_MAXUINT32 - 1));
      if (!ua_database_step (self->database, statement, &row, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * ua_words_get:
 * @self: the words
 * @id: a number from the cache
 *
 * Returns: (transfer none) (nullable): the word of that number
 */
UaWord *
ua_words_get (UaWords *self,
              gint64   id)
{
  if (id <= 0 || id > G_MAXUINT32)
    return NULL;
  return g_hash_table_lookup (self->by_id, GUINT_TO_POINTER ((guint32) id));
}

/**
 * ua_words_find:
 * @self: the words
 * @field: a field, or %UA_WORD_ROLE
 * @value: a value
 *
 * Returns: (transfer none) (nullable): the word for that value
 */
UaWord *
ua_words_find (UaWords    *self,
               UaField     field,
               const char *value)
{
  UaWord key = { 0, field, (char *) value, NULL, NULL };

  return g_hash_table_lookup (self->by_value, &key);
}

/**
 * ua_words_ensure:
 * @self: the words, in a transaction
 * @field: a field, or %UA_WORD_ROLE
 * @value: a value
 * @name: (nullable): what it is called, which replaces what it was called; %NULL leaves that
 * @word: (out) (nullable): the word; %NULL when the field has so many values that it is to be kept
 *   as text
 * @error: return location for a #GError
 *
 * Finds the word for a value, and adds it where it is new.
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_words_ensure (UaWords     *self,
                 UaField      field,
                 const char  *value,
                 const char  *name,
                 UaWord     **word,
                 GError     **error)
{
  UaWord *found = ua_words_find (self, field, value);
  UaStatement *statement;

  if (found != NULL)
    {
      if (name != NULL && g_strcmp0 (name, found->name) != 0 &&
          !ua_words_rename (self, found, name, error))
        return FALSE;
      *word = found;
      return TRUE;
    }
  if ((guint) field < UA_N_SCALAR_FIELDS && self->by_field[field]->len >= MAX_WORDS_PER_FIELD)
    {
      *word = NULL;
      return TRUE;
    }
  statement = ua_database_use (self->database,
                               "INSERT INTO word (id, field, value, name) VALUES (?, ?, ?, ?)",
                               error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, (gint64) self->last_id + 1);
  ua_statement_bind_text (statement, 2, get_key (field));
  ua_statement_bind_text (statement, 3, value);
  ua_statement_bind_text (statement, 4, name);
  if (!ua_database_run (self->database, statement, error))
    return FALSE;
  *word = remember (self, self->last_id + 1, field, value, name);
  return TRUE;
}

/**
 * ua_words_rename:
 * @self: the words, in a transaction
 * @word: one of them
 * @name: (nullable): what it is called now
 * @error: return location for a #GError
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_words_rename (UaWords     *self,
                 UaWord      *word,
                 const char  *name,
                 GError     **error)
{
  UaStatement *statement = ua_database_use (self->database,
                                            "UPDATE word SET name = ? WHERE id = ?", error);

  if (statement == NULL)
    return FALSE;
  ua_statement_bind_text (statement, 1, name);
  sqlite3_bind_int64 (statement, 2, word->id);
  if (!ua_database_run (self->database, statement, error))
    return FALSE;
  g_free (word->name);
  word->name = g_strdup (name);
  g_clear_pointer (&word->folded, g_free);
  return TRUE;
}

/**
 * ua_words_remove:
 * @self: the words, in a transaction
 * @word: one of them, which nothing refers to
 * @error: return location for a #GError
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_words_remove (UaWords  *self,
                 UaWord   *word,
                 GError  **error)
{
  UaStatement *statement = ua_database_use (self->database, "DELETE FROM word WHERE id = ?", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, word->id);
  if (!ua_database_run (self->database, statement, error))
    return FALSE;
  g_ptr_array_remove_fast (self->by_field[word->field], word);
  g_hash_table_remove (self->by_value, word);
  g_hash_table_remove (self->by_id, GUINT_TO_POINTER (word->id));
  return TRUE;
}

/**
 * ua_words_list:
 * @self: the words
 * @field: a field, or %UA_WORD_ROLE
 *
 * Returns: (transfer none) (element-type UaWord): the words of that field, in no order
 */
GPtrArray *
ua_words_list (UaWords *self,
               UaField  field)
{
  return self->by_field[field];
}

/**
 * ua_word_get_folded:
 * @word: a word
 *
 * Returns: (transfer none): name or value, folded, umlauts in both spellings, as
 *   ua_search_word_matches() wants it
 */
const char *
ua_word_get_folded (UaWord *word)
{
  if (word->folded == NULL)
    {
      const char *text = word->name != NULL ? word->name : word->value;
      g_autofree char *folded = ua_text_fold (text);
      g_autofree char *spelled = ua_text_fold_umlauts (text);

      word->folded = spelled != NULL ? g_strconcat (folded, " ", spelled, NULL)
                                     : g_steal_pointer (&folded);
    }
  return word->folded;
}
