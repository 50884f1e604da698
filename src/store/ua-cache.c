/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-store"

#include "ua-cache-private.h"

#include "ua-error.h"

#include <string.h>

#define FILE_NAME "cache.db"
#define SET_ASIDE ".set-aside"

/* A row number above this can only be damage: arrays of rows would not fit into memory. */
#define MAX_ROW (1 << 28)

static const char * const text_keys[UA_N_STORE_TEXTS] = {
  [UA_STORE_TEXT_CAPABILITIES] = "capabilities",
  [UA_STORE_TEXT_OWN_ID] = "own_id",
  [UA_STORE_TEXT_SYNCED_AT] = "synced_at",
  [UA_STORE_TEXT_WALK] = "walk",
  [UA_STORE_TEXT_FEED] = "feed",
  [UA_STORE_TEXT_VIEW] = "view",
  [UA_STORE_TEXT_PLACE] = "place",
  [UA_STORE_TEXT_RIGHTS] = "rights",
  [UA_STORE_TEXT_SAVED_VIEWS] = "saved_views",
};

/**
 * ua_cache_is_word_field:
 * @field: a field
 *
 * Returns: whether the values of @field are few, so that they are kept once as words
 */
gboolean
ua_cache_is_word_field (UaField field)
{
  switch ((guint) field)
    {
    case UA_FIELD_STATUS:
    case UA_FIELD_ACCESS_LEVEL:
    case UA_FIELD_ROLE_PROFILE:
    case UA_FIELD_ROLE_PROFILE_NAME:
    case UA_FIELD_AMBITION_ROLE:
    case UA_FIELD_AMBITION_ROLE_NAME:
    case UA_FIELD_ORGANIZATION:
    case UA_FIELD_DIVISION:
    case UA_FIELD_DEPARTMENT:
    case UA_FIELD_COST_CENTER:
    case UA_FIELD_LANGUAGE:
    case UA_FIELD_TIME_ZONE:
    case UA_FIELD_COUNTRY:
    case UA_FIELD_REGION:
    case UA_FIELD_LOCALITY:
    case UA_FIELD_HAS_PASSWORD:
    case UA_FIELD_SIGN_OFF:
      return TRUE;
    default:
      return ua_field_is_list (field);
    }
}

static char *
make_column_sql (UaField    field,
                 UaCacheSql kind)
{
  const char *key = ua_field_get_key (field);

  /* Names of columns are the project's own constants; values are always bound. */
  switch (kind)
    {
    case UA_CACHE_SQL_VALUES:
      return g_strconcat ("SELECT row, ", key, " FROM member WHERE ", key, " IS NOT NULL", NULL);
    case UA_CACHE_SQL_EQUAL:
      return g_strconcat ("SELECT row FROM member WHERE ", key, " = ?", NULL);
    case UA_CACHE_SQL_ONE:
      return g_strconcat ("SELECT ", key, " FROM member WHERE row = ?", NULL);
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * ua_cache_get_column_sql:
 * @self: the cache
 * @field: a field that is no list
 * @kind: what the statement does
 *
 * Returns: (transfer none): a statement, for ua_database_use()
 */
const char *
ua_cache_get_column_sql (UaCache    *self,
                         UaField     field,
                         UaCacheSql  kind)
{
  char **sql = &self->column_sql[field][kind];

  if (*sql == NULL)
    *sql = make_column_sql (field, kind);
  return *sql;
}

static void
make_member_sql (UaCache *self)
{
  g_autoptr (GString) columns = g_string_new (NULL);
  g_autoptr (GString) places = g_string_new (NULL);
  g_autoptr (GString) settings = g_string_new (NULL);

  for (UaField field = 0; field < UA_N_SCALAR_FIELDS; field++)
    {
      const char *key = ua_field_get_key (field);

      g_string_append (columns, ", ");
      g_string_append (columns, key);
      g_string_append (places, ", ?");
      g_string_append (settings, ", ");
      g_string_append (settings, key);
      g_string_append (settings, " = ?");
    }
  self->select_sql = g_strconcat ("SELECT digest, name_key", columns->str,
                                  " FROM member WHERE row = ?", NULL);
  self->insert_sql = g_strconcat ("INSERT INTO member (digest, name_key", columns->str,
                                  ") VALUES (?, ?", places->str, ")", NULL);
  self->update_sql = g_strconcat ("UPDATE member SET digest = ?, name_key = ?", settings->str,
                                  " WHERE row = ?", NULL);
}

static gboolean
load_number (UaCache     *self,
             const char  *key,
             gint64      *value,
             GError     **error)
{
  g_autoptr (UaStatement) statement =
    ua_database_use (self->database, "SELECT value FROM meta WHERE key = ?", error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  ua_statement_bind_text (statement, 1, key);
  if (!ua_database_step (self->database, statement, &row, error))
    return FALSE;
  *value = row ? sqlite3_column_int64 (statement, 0) : 0;
  return TRUE;
}

static gboolean
load_text (UaCache      *self,
           UaStoreText   which,
           GError      **error)
{
  g_autoptr (UaStatement) statement =
    ua_database_use (self->database, "SELECT value FROM meta WHERE key = ?", error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  ua_statement_bind_text (statement, 1, text_keys[which]);
  if (!ua_database_step (self->database, statement, &row, error))
    return FALSE;
  g_free (self->texts[which]);
  self->texts[which] = row ? ua_statement_dup_text (statement, 0) : NULL;
  return TRUE;
}

static gboolean
load_max_row (UaCache  *self,
              GError  **error)
{
  gint64 highest, used;

  if (!ua_database_get_integer (self->database, "SELECT max (row) FROM member", &highest, error) ||
      !ua_database_get_integer (self->database,
                                "SELECT seq FROM sqlite_sequence WHERE name = 'member'", &used,
                                error))
    return FALSE;
  if (highest < 0 || highest > MAX_ROW || used > MAX_ROW)
    {
      g_set_error_literal (error, UA_ERROR, UA_ERROR_CORRUPT, "The cache has impossible rows");
      return FALSE;
    }
  self->max_row = (guint32) MAX (highest, used);
  return TRUE;
}

/* What stands beside the members; also after a transaction was undone. */
static gboolean
load_state (UaCache  *self,
            GError  **error)
{
  gint64 n_members, indexed_to, lean, write_flags;

  for (UaStoreText which = 0; which < UA_N_STORE_TEXTS; which++)
    if (!load_text (self, which, error))
      return FALSE;
  if (!load_max_row (self, error) ||
      !load_number (self, "n_members", &n_members, error) ||
      !load_number (self, "indexed_to", &indexed_to, error) ||
      !load_number (self, "walk_base", &self->walk_base, error) ||
      !load_number (self, "lean", &lean, error) ||
      !load_number (self, "write_flags", &write_flags, error))
    return FALSE;
  self->n_members = (guint) CLAMP (n_members, 0, self->max_row);
  self->indexed_to = (guint32) CLAMP (indexed_to, 0, self->max_row);
  self->lean = lean != 0;
  self->write_flags = (UaStoreWriteFlags) write_flags;
  return ua_words_load (self->words, error) && ua_cache_load_groups (self, error);
}

static gboolean
interrupt_cb (gpointer user_data)
{
  UaCache *self = user_data;

  return self->interrupt != NULL && self->interrupt (self->interrupt_data);
}

static UaCache *
open_file (const char  *path,
           GError     **error)
{
  g_autoptr (UaCache) self = g_new0 (UaCache, 1);

  self->pending = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) g_ptr_array_unref);
  self->groups = g_ptr_array_new_with_free_func (g_object_unref);
  self->role_profiles = g_ptr_array_new_with_free_func (g_object_unref);
  make_member_sql (self);
  self->database = ua_database_open (path, UA_DATABASE_MODE_CACHE, error);
  if (self->database == NULL)
    return NULL;
  self->words = ua_words_new (self->database);
  if (!ua_cache_prepare_schema (self->database, error) ||
      !ua_cache_update_locale (self->database, error) || !load_state (self, error) ||
      !ua_cache_refill_texts (self, error))
    return NULL;
  ua_database_set_interrupt (self->database, interrupt_cb, self);
  return g_steal_pointer (&self);
}

/**
 * ua_cache_open:
 * @folder: where the cache is
 * @renewed: (out): whether what was there could not be used and was set aside
 * @error: return location for a #GError
 *
 * Opens the cache.  A file that is damaged, from a newer version or no database at all is set
 * aside, and an empty cache takes its place (R4): everything in it can be fetched again.
 *
 * Returns: (transfer full) (nullable): the cache; %NULL with %UA_ERROR_STORAGE
 */
UaCache *
ua_cache_open (const char  *folder,
               gboolean    *renewed,
               GError     **error)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  g_autoptr (GError) local_error = NULL;
  UaCache *self = open_file (path, &local_error);

  *renewed = FALSE;
  if (self == NULL && g_error_matches (local_error, UA_ERROR, UA_ERROR_CORRUPT))
    {
      g_clear_error (&local_error);
      if (!ua_cache_set_aside (folder, error))
        return NULL;
      *renewed = TRUE;
      self = open_file (path, &local_error);
    }
  if (self == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return self;
}

/**
 * ua_cache_close:
 * @self: (transfer full): the cache
 */
void
ua_cache_close (UaCache *self)
{
  ua_cache_forget_orders (self);
  ua_cache_forget_search (self);
  g_clear_pointer (&self->words, ua_words_free);
  g_clear_pointer (&self->database, ua_database_close);
  g_clear_pointer (&self->pending, g_hash_table_unref);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->role_profiles, g_ptr_array_unref);
  for (guint i = 0; i < UA_N_STORE_TEXTS; i++)
    g_free (self->texts[i]);
  for (guint i = 0; i < UA_N_SCALAR_FIELDS; i++)
    for (guint j = 0; j < G_N_ELEMENTS (self->column_sql[i]); j++)
      g_free (self->column_sql[i][j]);
  g_free (self->select_sql);
  g_free (self->insert_sql);
  g_free (self->update_sql);
  g_free (self);
}

/**
 * ua_cache_set_interrupt:
 * @self: the cache
 * @interrupt: (nullable) (scope forever): asked now and then whether to stop reading
 * @user_data: for @interrupt
 *
 * Says how the reading that comes next is stopped.  Nothing may stop a write.
 */
void
ua_cache_set_interrupt (UaCache             *self,
                        UaDatabaseInterrupt  interrupt,
                        gpointer             user_data)
{
  self->interrupt = interrupt;
  self->interrupt_data = user_data;
}

/**
 * ua_cache_is_interrupted:
 * @self: the cache
 * @error: return location for a #GError
 *
 * Returns: whether to stop; then @error is %G_IO_ERROR_CANCELLED
 */
gboolean
ua_cache_is_interrupted (UaCache  *self,
                         GError  **error)
{
  if (!interrupt_cb (self))
    return FALSE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The query was cancelled");
  return TRUE;
}

/**
 * ua_cache_begin_looking:
 * @self: the cache
 * @error: return location for a #GError
 *
 * Begins what reads many rows and writes none; ua_cache_end_looking() ends it.
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_cache_begin_looking (UaCache  *self,
                        GError  **error)
{
  return ua_database_begin_reading (self->database, error);
}

/**
 * ua_cache_end_looking:
 * @self: the cache, no statement of it in use
 */
void
ua_cache_end_looking (UaCache *self)
{
  ua_database_end_reading (self->database);
}

/**
 * ua_cache_begin:
 * @self: the cache
 * @error: return location for a #GError
 *
 * Begins a transaction that writes; ua_cache_end() ends it.
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_cache_begin (UaCache  *self,
                GError  **error)
{
  ua_cache_forget_search (self);
  return ua_database_begin (self->database, error);
}

/**
 * ua_cache_end:
 * @self: the cache
 * @success: whether what was written since ua_cache_begin() is to stay
 * @error: (nullable): return location for a #GError, set already when not @success
 *
 * Ends a transaction.  When it is undone, what is held in memory is read again.
 *
 * Returns: whether all is written
 */
gboolean
ua_cache_end (UaCache   *self,
              gboolean   success,
              GError   **error)
{
  if (success && ua_cache_set_number (self, "n_members", self->n_members, error) &&
      ua_database_commit (self->database, error))
    return TRUE;
  ua_database_roll_back (self->database);
  if (!load_state (self, NULL))
    g_warning ("The state of the cache could not be read again");
  return FALSE;
}

/**
 * ua_cache_set_number:
 * @self: the cache, in a transaction
 * @key: what it is called
 * @value: the number
 * @error: return location for a #GError
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_cache_set_number (UaCache     *self,
                     const char  *key,
                     gint64       value,
                     GError     **error)
{
  UaStatement *statement =
    ua_database_use (self->database, "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)",
                     error);

  if (statement == NULL)
    return FALSE;
  ua_statement_bind_text (statement, 1, key);
  sqlite3_bind_int64 (statement, 2, value);
  return ua_database_run (self->database, statement, error);
}

/**
 * ua_cache_set_text:
 * @self: the cache
 * @which: which text
 * @text: (nullable): the text
 * @error: return location for a #GError
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_cache_set_text (UaCache      *self,
                   UaStoreText   which,
                   const char   *text,
                   GError      **error)
{
  UaStatement *statement =
    ua_database_use (self->database, "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)",
                     error);

  if (statement == NULL)
    return FALSE;
  ua_statement_bind_text (statement, 1, text_keys[which]);
  ua_statement_bind_text (statement, 2, text);
  if (!ua_database_run (self->database, statement, error))
    return FALSE;
  if (text != self->texts[which])
    {
      g_free (self->texts[which]);
      self->texts[which] = g_strdup (text);
    }
  return TRUE;
}

/**
 * ua_cache_set_aside:
 * @folder: where the cache is, closed
 * @error: return location for a #GError
 *
 * Renames a cache that cannot be used, so that an empty one can take its place.
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_cache_set_aside (const char  *folder,
                    GError     **error)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);

  return ua_database_set_aside (path, SET_ASIDE, error);
}

/**
 * ua_cache_forget_set_aside:
 * @folder: where the cache is
 * @error: return location for a #GError
 *
 * Removes what ua_cache_set_aside() left: the members in it are fetched again by now.
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_cache_forget_set_aside (const char  *folder,
                           GError     **error)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME SET_ASIDE, NULL);

  return ua_database_remove (path, error);
}
