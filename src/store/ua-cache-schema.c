/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-store"

#include "ua-cache-private.h"

#include "ua-error.h"
#include "ua-text.h"

#include <locale.h>
#include <string.h>

/* The version of everything but the columns of `member`, which follow the table of fields. */
#define SCHEMA_VERSION 2

/* How the search text is made, and how it is cut up; another number has what follows from it made
 * anew. */
#define SEARCH_VERSION 1
#define INDEX_VERSION 2

/* `row` is never used twice, so that an object for a row cannot come to stand for another member.
 * `digest` is of the record as the server gave it.  `base` has the server's values of the fields
 * over which a waiting change is laid.  `seen` is who came by in the walk under way. */
static const char version_1[] =
  "CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;"
  "CREATE TABLE word (id INTEGER PRIMARY KEY, field TEXT NOT NULL, value TEXT NOT NULL, name TEXT,"
  "  UNIQUE (field, value));"
  "CREATE TABLE member (row INTEGER PRIMARY KEY AUTOINCREMENT, digest INTEGER NOT NULL,"
  "  name_key BLOB NOT NULL, id TEXT NOT NULL);"
  "CREATE UNIQUE INDEX member_id ON member (id);"
  "CREATE INDEX member_name ON member (name_key);"
  "CREATE TABLE entry (row INTEGER NOT NULL, position INTEGER NOT NULL, word INTEGER NOT NULL,"
  "  role INTEGER, PRIMARY KEY (row, position)) WITHOUT ROWID;"
  "CREATE TABLE base (row INTEGER NOT NULL, field TEXT NOT NULL, value TEXT,"
  "  PRIMARY KEY (row, field)) WITHOUT ROWID;"
  "CREATE TABLE seen (row INTEGER PRIMARY KEY);"
  "CREATE TABLE team (position INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL,"
  "  kind TEXT NOT NULL, version TEXT);"
  "CREATE TABLE role_profile (position INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL,"
  "  retired INTEGER NOT NULL, version TEXT);"
  "CREATE TABLE fold (row INTEGER PRIMARY KEY, text TEXT NOT NULL);"
  "CREATE VIRTUAL TABLE search USING fts5 (text, content = '', columnsize = 0, detail = none,"
  "  tokenize = 'useradmin');"
  "PRAGMA user_version = 1;";

/* What the server has beside members; `whole` is of what holds more than lists have. */
static const char version_2[] =
  "CREATE TABLE kept (type TEXT NOT NULL, whole INTEGER NOT NULL, id TEXT NOT NULL,"
  "  data BLOB NOT NULL, PRIMARY KEY (type, whole, id));"
  "PRAGMA user_version = 2;";

static const char * const migrations[SCHEMA_VERSION] = { version_1, version_2 };

static const char * const index_names[][2] = {
  { "entry_word", "CREATE INDEX IF NOT EXISTS entry_word ON entry (word)" },
  { "member_status",
    "CREATE INDEX IF NOT EXISTS member_status ON member (status) WHERE status IS NOT NULL" },
  { "member_access_level",
    "CREATE INDEX IF NOT EXISTS member_access_level ON member (access_level)"
    "  WHERE access_level IS NOT NULL" },
  { "member_role_profile",
    "CREATE INDEX IF NOT EXISTS member_role_profile ON member (role_profile)"
    "  WHERE role_profile IS NOT NULL" },
  { "member_role_profile_name",
    "CREATE INDEX IF NOT EXISTS member_role_profile_name ON member (role_profile_name)"
    "  WHERE role_profile_name IS NOT NULL" },
  { "member_department",
    "CREATE INDEX IF NOT EXISTS member_department ON member (department)"
    "  WHERE department IS NOT NULL" },
  { "member_language",
    "CREATE INDEX IF NOT EXISTS member_language ON member (language) WHERE language IS NOT NULL" },
  { "member_sign_off",
    "CREATE INDEX IF NOT EXISTS member_sign_off ON member (sign_off) WHERE sign_off IS NOT NULL" },
};

/* The key by which names are ordered; what comes after this many bytes hardly tells names apart. */
#define MAX_NAME_KEY 64

static GHashTable *
list_columns (UaDatabase  *database,
              GError     **error)
{
  g_autoptr (UaStatement) statement =
    ua_database_use (database, "SELECT name FROM pragma_table_info ('member')", error);
  g_autoptr (GHashTable) columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean row;

  if (statement == NULL || !ua_database_step (database, statement, &row, error))
    return NULL;
  while (row)
    {
      char *name = ua_statement_dup_text (statement, 0);

      if (name != NULL)
        g_hash_table_add (columns, name);
      if (!ua_database_step (database, statement, &row, error))
        return NULL;
    }
  return g_steal_pointer (&columns);
}

/* A field that is new since the file was made has no values yet: forgetting the digests has every
 * member written anew when it comes by. */
static gboolean
add_columns (UaDatabase  *database,
             GError     **error)
{
  g_autoptr (GHashTable) columns = list_columns (database, error);
  gboolean added = FALSE;

  if (columns == NULL)
    return FALSE;
  for (UaField field = 0; field < UA_N_SCALAR_FIELDS; field++)
    {
      g_autoptr (GString) sql = NULL;

      if (g_hash_table_contains (columns, ua_field_get_key (field)))
        continue;
      sql = g_string_new ("ALTER TABLE member ADD COLUMN ");
      g_string_append (sql, ua_field_get_key (field));
      if (!ua_database_exec (database, sql->str, error))
        return FALSE;
      added = TRUE;
    }
  return !added || ua_database_exec (database, "UPDATE member SET digest = 0", error);
}

/* Makes the key by which a name is ordered, for SQL. */
static void
make_name_key_cb (sqlite3_context *context,
                  int              n_values,
                  sqlite3_value  **values)
{
  g_autofree char *key = ua_text_sort_key ((const char *) sqlite3_value_text (values[0]));

  sqlite3_result_blob (context, key, (int) MIN (strlen (key), MAX_NAME_KEY), SQLITE_TRANSIENT);
}

static gboolean
get_locale (UaDatabase  *database,
            char       **locale,
            GError     **error)
{
  g_autoptr (UaStatement) statement =
    ua_database_use (database, "SELECT value FROM meta WHERE key = 'locale'", error);
  gboolean row;

  if (statement == NULL || !ua_database_step (database, statement, &row, error))
    return FALSE;
  *locale = row ? ua_statement_dup_text (statement, 0) : NULL;
  return TRUE;
}

static gboolean
set_locale (UaDatabase  *database,
            const char  *locale,
            GError     **error)
{
  UaStatement *statement =
    ua_database_use (database, "INSERT OR REPLACE INTO meta (key, value) VALUES ('locale', ?)",
                     error);

  if (statement == NULL)
    return FALSE;
  ua_statement_bind_text (statement, 1, locale);
  return ua_database_run (database, statement, error);
}

/**
 * ua_cache_update_locale:
 * @database: the cache
 * @error: return location for a #GError
 *
 * Makes the keys by which names are ordered anew when the locale is another than the last time.
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_cache_update_locale (UaDatabase  *database,
                        GError     **error)
{
  const char *now = setlocale (LC_COLLATE, NULL);
  g_autofree char *before = NULL;
  gboolean success;

  if (!get_locale (database, &before, error))
    return FALSE;
  if (g_strcmp0 (now, before) == 0)
    return TRUE;
  if (sqlite3_create_function_v2 (ua_database_get_handle (database), "ua_name_key", 1,
                                  SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, make_name_key_cb,
                                  NULL, NULL, NULL) != SQLITE_OK)
    {
      g_set_error_literal (error, UA_ERROR, UA_ERROR_STORAGE, "A function cannot be added");
      return FALSE;
    }
  if (!ua_database_begin (database, error))
    return FALSE;
  success = ua_database_exec (database,
                              "UPDATE member SET name_key = ua_name_key (coalesce (display_name,"
                              "  formatted_name, user_name, email, id))", error) &&
            set_locale (database, now, error);
  if (success)
    return ua_database_commit (database, error);
  ua_database_roll_back (database);
  return FALSE;
}

static gboolean
migrate (UaDatabase  *database,
         gint64       version,
         GError     **error)
{
  for (gint64 i = version; i < SCHEMA_VERSION; i++)
    if (!ua_database_exec (database, migrations[i], error))
      return FALSE;
  return add_columns (database, error) &&
         (version > 0 || ua_cache_make_indexes (database, error));
}

/* Another way to make the texts has them made again from the members once the cache is open;
 * another way to cut them up, or other texts, have the index filled again when there is time. */
static gboolean
check_search_version (UaDatabase  *database,
                      GError     **error)
{
  gint64 text_version, index_version;

  if (!ua_database_get_integer (database, "SELECT value FROM meta WHERE key = 'search_version'",
                                &text_version, error) ||
      !ua_database_get_integer (database, "SELECT value FROM meta WHERE key = 'index_version'",
                                &index_version, error))
    return FALSE;
  if (text_version == SEARCH_VERSION && index_version == INDEX_VERSION)
    return TRUE;
  if (text_version != SEARCH_VERSION && !ua_database_exec (database, "DELETE FROM fold", error))
    return FALSE;
  return ua_database_exec (database,
                           "INSERT INTO search (search) VALUES ('delete-all');"
                           "INSERT OR REPLACE INTO meta (key, value) VALUES ('indexed_to', 0),"
                           "  ('search_version', " G_STRINGIFY (SEARCH_VERSION) "),"
                           "  ('index_version', " G_STRINGIFY (INDEX_VERSION) ");", error);
}

/**
 * ua_cache_make_indexes:
 * @database: the cache
 * @error: return location for a #GError
 *
 * Makes the b-trees that the first fill does without, where they are missing.
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_cache_make_indexes (UaDatabase  *database,
                       GError     **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (index_names); i++)
    if (!ua_database_exec (database, index_names[i][1], error))
      return FALSE;
  return TRUE;
}

/**
 * ua_cache_drop_indexes:
 * @database: the cache, without members
 * @error: return location for a #GError
 *
 * Removes the b-trees that are made faster once all members are there.
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_cache_drop_indexes (UaDatabase  *database,
                       GError     **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (index_names); i++)
    {
      g_autoptr (GString) sql = g_string_new ("DROP INDEX IF EXISTS ");

      g_string_append (sql, index_names[i][0]);
      if (!ua_database_exec (database, sql->str, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * ua_cache_prepare_schema:
 * @database: a database, maybe a new one
 * @error: return location for a #GError
 *
 * Brings the tables up to this version.
 *
 * Returns: %FALSE on failure; with %UA_ERROR_CORRUPT for a newer version or another's file
 */
gboolean
ua_cache_prepare_schema (UaDatabase  *database,
                         GError     **error)
{
  gint64 version;

  if (!ua_search_add_to_database (database, error) ||
      !ua_database_get_integer (database, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version < 0 || version > SCHEMA_VERSION)
    {
      g_set_error_literal (error, UA_ERROR, UA_ERROR_CORRUPT,
                           "The cache was made by a newer version");
      return FALSE;
    }
  if (!ua_database_begin (database, error))
    return FALSE;
  if (migrate (database, version, error) && check_search_version (database, error))
    return ua_database_commit (database, error);
  ua_database_roll_back (database);
  return FALSE;
}
