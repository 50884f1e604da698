/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-store"

#include "ua-cache-private.h"

#include <string.h>

/* Where the fields begin in what select_sql gives. */
#define FIRST_FIELD 2

static void
clear_store_row (gpointer data)
{
  UaStoreRow *row = data;

  g_clear_pointer (&row->record, ua_member_record_unref);
}

/**
 * ua_store_rows_new:
 *
 * Returns: (transfer full) (element-type UaStoreRow): an empty array that frees its entries
 *
 * Any thread.
 */
GArray *
ua_store_rows_new (void)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (UaStoreRow));

  g_array_set_clear_func (rows, clear_store_row);
  return rows;
}

/**
 * ua_cache_find_row:
 * @self: the cache
 * @id: a member's id
 * @row: (out): the row; 0 when there is no such member
 * @digest: (out) (optional): the digest of what the server gave; untouched when there is none
 * @error: return location for a #GError
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_cache_find_row (UaCache     *self,
                   const char  *id,
                   guint32     *row,
                   gint64      *digest,
                   GError     **error)
{
  g_autoptr (UaStatement) statement =
    ua_database_use (self->database, "SELECT row, digest FROM member WHERE id = ?", error);
  gboolean found;

  if (statement == NULL)
    return FALSE;
  ua_statement_bind_text (statement, 1, id);
  if (!ua_database_step (self->database, statement, &found, error))
    return FALSE;
  *row = found ? (guint32) CLAMP (sqlite3_column_int64 (statement, 0), 0, self->max_row) : 0;
  if (found && digest != NULL)
    *digest = sqlite3_column_int64 (statement, 1);
  return TRUE;
}

static void
take_column (UaCache         *self,
             UaStatement     *statement,
             UaField          field,
             UaMemberBuilder *builder)
{
  int column = FIRST_FIELD + (int) field;

  switch (sqlite3_column_type (statement, column))
    {
    case SQLITE_NULL:
      return;
    case SQLITE_INTEGER:
      {
        const UaWord *word = ua_words_get (self->words, sqlite3_column_int64 (statement, column));

        if (word != NULL)
          ua_member_builder_set (builder, field, word->value);
        return;
      }
    default:
      ua_member_builder_take (builder, field, ua_statement_dup_text (statement, column));
    }
}

static gboolean
read_entries (UaCache          *self,
              guint32           row,
              UaMemberBuilder  *builder,
              GError          **error)
{
  g_autoptr (UaStatement) statement =
    ua_database_use (self->database,
                     "SELECT word, role FROM entry WHERE row = ? ORDER BY position", error);
  gboolean found;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, row);
  if (!ua_database_step (self->database, statement, &found, error))
    return FALSE;
  while (found)
    {
      const UaWord *word = ua_words_get (self->words, sqlite3_column_int64 (statement, 0));
      const UaWord *role = ua_words_get (self->words, sqlite3_column_int64 (statement, 1));

      if (word != NULL && (guint) word->field < UA_N_FIELDS && ua_field_is_list (word->field))
        ua_member_builder_add (builder, word->field, word->value, word->name,
                               role != NULL ? role->value : NULL);
      if (!ua_database_step (self->database, statement, &found, error))
        return FALSE;
    }
  return TRUE;
}

/* Reads a row into a builder; @builder is untouched when the row is gone. */
static gboolean
read_builder (UaCache          *self,
              guint32           row,
              UaMemberBuilder **builder,
              gint64           *digest,
              GError          **error)
{
  g_autoptr (UaStatement) statement = ua_database_use (self->database, self->select_sql, error);
  g_autoptr (UaMemberBuilder) read = NULL;
  gboolean found;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, row);
  if (!ua_database_step (self->database, statement, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  read = ua_member_builder_new ();
  for (UaField field = 0; field < UA_N_SCALAR_FIELDS; field++)
    take_column (self, statement, field, read);
  if (digest != NULL)
    *digest = sqlite3_column_int64 (statement, 0);
  if (!read_entries (self, row, read, error))
    return FALSE;
  *builder = g_steal_pointer (&read);
  return TRUE;
}

static gboolean
restore_base (UaCache          *self,
              guint32           row,
              UaMemberBuilder  *builder,
              GError          **error)
{
  g_autoptr (UaStatement) statement =
    ua_database_use (self->database, "SELECT field, value FROM base WHERE row = ?", error);
  gboolean found;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, row);
  if (!ua_database_step (self->database, statement, &found, error))
    return FALSE;
  while (found)
    {
      g_autofree char *key = ua_statement_dup_text (statement, 0);
      UaField field;

      if (ua_field_from_key (key, &field) && !ua_field_is_list (field))
        ua_member_builder_take (builder, field, ua_statement_dup_text (statement, 1));
      if (!ua_database_step (self->database, statement, &found, error))
        return FALSE;
    }
  return TRUE;
}

/* A record always has an id: everything above relies on it. */
static UaMemberRecord *
end_builder (UaMemberBuilder *builder,
             guint32          row)
{
  UaMemberRecord *record = ua_member_builder_end (builder);
  g_autofree char *id = NULL;

  if (ua_member_record_get_id (record) != NULL)
    return record;
  builder = ua_member_builder_new_from_record (record);
  ua_member_record_unref (record);
  id = g_strdup_printf ("%u", row);
  ua_member_builder_set (builder, UA_FIELD_ID, id);
  return ua_member_builder_end (builder);
}

/**
 * ua_cache_read_row:
 * @self: the cache
 * @row: a row
 * @record: (out) (transfer full) (nullable): the member with what waits to be sent laid over it;
 *   %NULL when the row is gone
 * @digest: (out) (optional): the digest of what the server gave; untouched when the row is gone
 * @error: return location for a #GError
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_cache_read_row (UaCache         *self,
                   guint32          row,
                   UaMemberRecord **record,
                   gint64          *digest,
                   GError         **error)
{
  UaMemberBuilder *builder = NULL;

  if (!read_builder (self, row, &builder, digest, error))
    return FALSE;
  *record = builder != NULL ? end_builder (builder, row) : NULL;
  return TRUE;
}

/**
 * ua_cache_read_base:
 * @self: the cache
 * @row: a row
 * @record: (out) (transfer full) (nullable): the member as the server has it; %NULL when the row is
 *   gone
 * @digest: (out) (optional): the digest of what the server gave; untouched when the row is gone
 * @error: return location for a #GError
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_cache_read_base (UaCache         *self,
                    guint32          row,
                    UaMemberRecord **record,
                    gint64          *digest,
                    GError         **error)
{
  g_autoptr (UaMemberBuilder) builder = NULL;

  if (!read_builder (self, row, &builder, digest, error) ||
      (builder != NULL && !restore_base (self, row, builder, error)))
    return FALSE;
  *record = builder != NULL ? end_builder (g_steal_pointer (&builder), row) : NULL;
  return TRUE;
}

/**
 * ua_cache_add_store_row:
 * @self: the cache
 * @row: a row
 * @store_rows: (element-type UaStoreRow): what to append to
 * @error: return location for a #GError
 *
 * Reads a row for somebody who looks at it.
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_cache_add_store_row (UaCache  *self,
                        guint32   row,
                        GArray   *store_rows,
                        GError  **error)
{
  UaStoreRow store_row = { row, NULL, FALSE };

  if (!ua_cache_read_row (self, row, &store_row.record, NULL, error))
    return FALSE;
  if (store_row.record != NULL)
    store_row.pending = g_hash_table_contains (self->pending,
                                               ua_member_record_get_id (store_row.record));
  g_array_append_val (store_rows, store_row);
  return TRUE;
}
