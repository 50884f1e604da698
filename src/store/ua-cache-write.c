/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-store"

#include "ua-cache-private.h"

#include "ua-text.h"
#include "ua-time.h"

#include <string.h>

/* The key by which names are ordered; what comes after this many bytes hardly tells names apart. */
#define MAX_NAME_KEY 64

/* Where the fields begin among the parameters of insert_sql and update_sql. */
#define FIRST_PARAMETER 3

/* The first fill of a large cache writes all over its b-trees: these many KiB of them in memory. */
#define CACHE_FOR_FILLING "PRAGMA cache_size = -65536"
#define CACHE_FOR_LOOKING "PRAGMA cache_size = -2048; PRAGMA shrink_memory"

/* The lists that ua_cache_write_group_members() fills for servers whose members do not tell. */
static const UaField membership_fields[] = {
  UA_FIELD_TEAMS, UA_FIELD_COACHED_TEAMS, UA_FIELD_GROUPS, UA_FIELD_SESSIONS,
};

static guint64
add_to_digest (guint64     digest,
               const char *text)
{
  /* The end counts too, so that the same letters in other fields give another digest. */
  for (const guchar *p = (const guchar *) (text != NULL ? text : ""); ; p++)
    {
      digest = (digest ^ *p) * G_GUINT64_CONSTANT (0x100000001b3);
      if (*p == '\0')
        return digest;
    }
}

/* FNV-1a over all that a record holds; never 0, which stands for "not known". */
static gint64
make_digest (const UaMemberRecord *record)
{
  guint64 digest = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (UaField field = 0; field < UA_N_SCALAR_FIELDS; field++)
    digest = add_to_digest (digest, ua_member_record_get (record, field));
  for (UaField field = UA_N_SCALAR_FIELDS; field < UA_N_FIELDS; field++)
    {
      guint n = ua_member_record_get_n (record, field);

      digest = (digest ^ n) * G_GUINT64_CONSTANT (0x100000001b3);
      for (guint i = 0; i < n; i++)
        {
          const UaReference *reference = ua_member_record_get_nth (record, field, i);

          digest = add_to_digest (digest, reference->id);
          digest = add_to_digest (digest, reference->name);
          digest = add_to_digest (digest, reference->role);
        }
    }
  return digest != 0 ? (gint64) digest : 1;
}

/* What a field with an id is called stands in a field of its own. */
static const char *
get_name_of (const UaMemberRecord *record,
             UaField               field)
{
  switch ((guint) field)
    {
    case UA_FIELD_ROLE_PROFILE: return ua_member_record_get (record, UA_FIELD_ROLE_PROFILE_NAME);
    case UA_FIELD_AMBITION_ROLE: return ua_member_record_get (record, UA_FIELD_AMBITION_ROLE_NAME);
    default: return NULL;
    }
}

static gboolean
bind_field (UaCache               *self,
            UaStatement           *statement,
            int                    index,
            const UaMemberRecord  *record,
            UaField                field,
            GError               **error)
{
  const char *value = ua_member_record_get (record, field);
  UaWord *word = NULL;

  if (value == NULL || !ua_cache_is_word_field (field))
    {
      ua_statement_bind_text (statement, index, value);
      return TRUE;
    }
  if (!ua_words_ensure (self->words, field, value, get_name_of (record, field), &word, error))
    return FALSE;
  if (word != NULL)
    sqlite3_bind_int64 (statement, index, word->id);
  else
    ua_statement_bind_text (statement, index, value);
  return TRUE;
}

/* Writes the row itself; @row is 0 for a new one, and the new number afterwards. */
static gboolean
write_row (UaCache               *self,
           guint32               *row,
           const UaMemberRecord  *record,
           gint64                 digest,
           GError               **error)
{
  UaStatement *statement =
    ua_database_use (self->database, *row == 0 ? self->insert_sql : self->update_sql, error);
  g_autofree char *name_key = ua_text_sort_key (ua_member_record_get_name (record));

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, digest);
  sqlite3_bind_blob (statement, 2, name_key, (int) MIN (strlen (name_key), MAX_NAME_KEY),
                     SQLITE_STATIC);
  for (UaField field = 0; field < UA_N_SCALAR_FIELDS; field++)
    if (!bind_field (self, statement, FIRST_PARAMETER + (int) field, record, field, error))
      return FALSE;
  if (*row != 0)
    sqlite3_bind_int64 (statement, FIRST_PARAMETER + UA_N_SCALAR_FIELDS, *row);
  if (!ua_database_run (self->database, statement, error))
    return FALSE;
  if (*row == 0)
    {
      *row = (guint32) sqlite3_last_insert_rowid (ua_database_get_handle (self->database));
      self->max_row = MAX (self->max_row, *row);
      self->n_members++;
    }
  return TRUE;
}

static gboolean
run_for_row (UaCache     *self,
             const char  *sql,
             guint32      row,
             GError     **error)
{
  UaStatement *statement = ua_database_use (self->database, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, row);
  return ua_database_run (self->database, statement, error);
}

static gboolean
write_entry (UaCache            *self,
             guint32             row,
             int                 position,
             UaField             field,
             const UaReference  *reference,
             GError            **error)
{
  UaStatement *statement =
    ua_database_use (self->database,
                     "INSERT INTO entry (row, position, word, role) VALUES (?, ?, ?, ?)", error);
  UaWord *word = NULL;
  UaWord *role = NULL;

  if (statement == NULL ||
      !ua_words_ensure (self->words, field, reference->id, reference->name, &word, error) ||
      (reference->role != NULL && *reference->role != '\0' &&
       !ua_words_ensure (self->words, UA_WORD_ROLE, reference->role, NULL, &role, error)))
    return FALSE;
  sqlite3_bind_int64 (statement, 1, row);
  sqlite3_bind_int (statement, 2, position);
  sqlite3_bind_int64 (statement, 3, word->id);
  if (role != NULL)
    sqlite3_bind_int64 (statement, 4, role->id);
  else
    sqlite3_bind_null (statement, 4);
  return ua_database_run (self->database, statement, error);
}

static gboolean
write_entries (UaCache               *self,
               guint32                row,
               const UaMemberRecord  *record,
               GError               **error)
{
  int position = 0;

  for (UaField field = UA_N_SCALAR_FIELDS; field < UA_N_FIELDS; field++)
    for (guint i = 0; i < ua_member_record_get_n (record, field); i++)
      if (!write_entry (self, row, position++, field, ua_member_record_get_nth (record, field, i),
                        error))
        return FALSE;
  return TRUE;
}

/* Keeps the server's values of the fields over which changes are laid. */
static gboolean
write_base (UaCache               *self,
            guint32                row,
            const UaMemberRecord  *server,
            GPtrArray             *patches,
            GError               **error)
{
  UaStatement *statement =
    ua_database_use (self->database,
                     "INSERT OR REPLACE INTO base (row, field, value) VALUES (?, ?, ?)", error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < patches->len; i++)
    {
      const UaPatch *patch = g_ptr_array_index (patches, i);

      for (guint j = 0; j < ua_patch_get_n (patch); j++)
        {
          UaField field = ua_patch_get_nth (patch, j)->field;

          sqlite3_bind_int64 (statement, 1, row);
          ua_statement_bind_text (statement, 2, ua_field_get_key (field));
          ua_statement_bind_text (statement, 3, ua_member_record_get (server, field));
          if (!ua_database_run (self->database, statement, error))
            return FALSE;
        }
    }
  return TRUE;
}

static UaMemberRecord *
lay_over (UaMemberRecord *server,
          GPtrArray      *patches)
{
  UaMemberRecord *record = ua_member_record_ref (server);

  for (guint i = 0; patches != NULL && i < patches->len; i++)
    {
      UaMemberRecord *patched = ua_patch_apply (g_ptr_array_index (patches, i), record);

      ua_member_record_unref (record);
      record = patched;
    }
  return record;
}

/**
 * ua_cache_write_member:
 * @self: the cache, in a transaction
 * @row: the row; 0 for a new member
 * @server: the member as the server has it
 * @digest: the digest of what the server gave
 * @error: return location for a #GError
 *
 * Writes a member with all that belongs to it, the waiting changes laid over it.
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_cache_write_member (UaCache         *self,
                       guint32          row,
                       UaMemberRecord  *server,
                       gint64           digest,
                       GError         **error)
{
  const char *id = ua_member_record_get_id (server);
  GPtrArray *patches = g_hash_table_lookup (self->pending, id);
  g_autoptr (UaMemberRecord) record = lay_over (server, patches);
  g_autofree char *text = ua_search_text_new (record);
  gboolean is_new = row == 0;

  if (!write_row (self, &row, record, digest, error))
    return FALSE;
  if (!is_new && (!run_for_row (self, "DELETE FROM entry WHERE row = ?", row, error) ||
                  !run_for_row (self, "DELETE FROM base WHERE row = ?", row, error)))
    return FALSE;
  self->changed = TRUE;
  return write_entries (self, row, record, error) &&
         (patches == NULL || write_base (self, row, server, patches, error)) &&
         ua_cache_index_member (self, row, text, is_new, error);
}

/* The record with the teams, groups and sessions that the row has. */
static gboolean
keep_memberships (UaCache         *self,
                  guint32          row,
                  UaMemberRecord **record,
                  GError         **error)
{
  g_autoptr (UaMemberRecord) now = NULL;
  UaMemberBuilder *builder;

  if (row != 0 && !ua_cache_read_row (self, row, &now, NULL, error))
    return FALSE;
  builder = ua_member_builder_new_from_record (*record);
  for (guint i = 0; i < G_N_ELEMENTS (membership_fields); i++)
    {
      UaField field = membership_fields[i];

      ua_member_builder_clear (builder, field);
      for (guint j = 0; now != NULL && j < ua_member_record_get_n (now, field); j++)
        {
          const UaReference *reference = ua_member_record_get_nth (now, field, j);

          ua_member_builder_add (builder, field, reference->id, reference->name, reference->role);
        }
    }
  ua_member_record_unref (*record);
  *record = ua_member_builder_end (builder);
  return TRUE;
}

/**
 * ua_cache_write_server_record:
 * @self: the cache, in a transaction
 * @given: a member as the server gave it
 * @flags: what the record does not tell
 * @written: (inout): what it came to is added
 * @error: return location for a #GError
 *
 * Writes a member if it differs from what is there.
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_cache_write_server_record (UaCache            *self,
                              UaMemberRecord     *given,
                              UaStoreWriteFlags   flags,
                              UaStoreWritten     *written,
                              GError            **error)
{
  g_autoptr (UaMemberRecord) record = ua_member_record_ref (given);
  gint64 digest = make_digest (given);
  gint64 old_digest = 0;
  guint32 row;

  if (!ua_cache_find_row (self, ua_member_record_get_id (given), &row, &old_digest, error))
    return FALSE;
  if (row != 0 && (gint64) row <= self->walk_base &&
      !run_for_row (self, "INSERT OR IGNORE INTO seen (row) VALUES (?)", row, error))
    return FALSE;
  if (row != 0 && digest == old_digest)
    {
      written->n_same++;
      return TRUE;
    }
  if (row == 0)
    written->n_new++;
  else
    written->n_changed++;
  if ((flags & UA_STORE_WRITE_KEEP_MEMBERSHIPS) != 0 &&
      !keep_memberships (self, row, &record, error))
    return FALSE;
  return ua_cache_write_member (self, row, record, digest, error);
}

/**
 * ua_cache_begin_walk:
 * @self: the cache
 * @resume: whether to go on with an unfinished walk, if there is one
 * @error: return location for a #GError
 *
 * Begins a walk, or goes on with the one of which %UA_STORE_TEXT_WALK tells.
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_cache_begin_walk (UaCache   *self,
                     gboolean   resume,
                     GError   **error)
{
  gboolean success;

  if (resume && self->texts[UA_STORE_TEXT_WALK] != NULL)
    return TRUE;
  if (!ua_cache_begin (self, error))
    return FALSE;
  success = ua_database_exec (self->database, "DELETE FROM seen", error) &&
            ua_cache_set_text (self, UA_STORE_TEXT_WALK, NULL, error) &&
            ua_cache_set_number (self, "walk_base", self->max_row, error) &&
            ua_cache_set_number (self, "lean", self->n_members == 0, error) &&
            (self->n_members > 0 || ua_cache_drop_indexes (self->database, error));
  if (success)
    {
      self->walk_base = self->max_row;
      self->lean = self->n_members == 0;
    }
  return ua_cache_end (self, success, error) &&
         (!self->lean || ua_database_exec (self->database, CACHE_FOR_FILLING, error));
}

/**
 * ua_cache_write_members:
 * @self: the cache
 * @records: (element-type UaMemberRecord): members as the server gave them
 * @walk: (nullable): where the walk goes on after them; %NULL when they are of no walk
 * @flags: what the records do not tell
 * @written: (out): what it came to
 * @error: return location for a #GError
 *
 * Writes members in one transaction.  One that is as it was costs next to nothing.
 *
 * Returns: %FALSE on failure; then nothing is written
 */
gboolean
ua_cache_write_members (UaCache            *self,
                        GPtrArray          *records,
                        const char         *walk,
                        UaStoreWriteFlags   flags,
                        UaStoreWritten     *written,
                        GError            **error)
{
  UaStoreWritten done = { 0, 0, 0 };
  gboolean success = TRUE;

  if (!ua_cache_begin (self, error))
    return FALSE;
  for (guint i = 0; i < records->len && success; i++)
    {
      UaMemberRecord *record = g_ptr_array_index (records, i);

      /* Somebody without an id cannot be told from others. */
      if (ua_member_record_get_id (record) != NULL)
        success = ua_cache_write_server_record (self, record, flags, &done, error);
    }
  if (success && walk != NULL)
    {
      self->write_flags = flags;
      success = ua_cache_set_text (self, UA_STORE_TEXT_WALK, walk, error) &&
                ua_cache_set_number (self, "write_flags", flags, error);
    }
  if (done.n_new + done.n_changed > 0)
    ua_cache_forget_orders (self);
  if (!ua_cache_end (self, success, error))
    return FALSE;
  *written = done;
  return TRUE;
}

static GStrv
list_not_seen (UaCache  *self,
               GError  **error)
{
  g_autoptr (UaStatement) statement =
    ua_database_use (self->database,
                     "SELECT id FROM member WHERE row <= ?"
                     "  AND NOT EXISTS (SELECT 1 FROM seen WHERE seen.row = member.row)", error);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  gboolean found;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, self->walk_base);
  if (!ua_database_step (self->database, statement, &found, error))
    return NULL;
  while (found)
    {
      g_autofree char *id = ua_statement_dup_text (statement, 0);

      if (id != NULL)
        g_strv_builder_add (ids, id);
      if (!ua_database_step (self->database, statement, &found, error))
        return NULL;
    }
  return g_strv_builder_end (ids);
}

/**
 * ua_cache_end_walk:
 * @self: the cache
 * @synced_at: when the walk ended, in milliseconds since 1970-01-01 UTC
 * @error: return location for a #GError
 *
 * Ends a walk that has seen everything.
 *
 * Returns: (transfer full) (nullable): the ids of the members who did not come by, who are still
 *   there; %NULL on failure
 */
GStrv
ua_cache_end_walk (UaCache  *self,
                   gint64    synced_at,
                   GError  **error)
{
  g_autofree char *time = ua_time_format (synced_at);
  g_auto (GStrv) ids = NULL;
  gint64 n_members;
  gboolean success;

  if (!ua_cache_begin (self, error))
    return FALSE;
  ids = list_not_seen (self, error);
  success = ids != NULL && ua_database_exec (self->database, "DELETE FROM seen", error) &&
            ua_cache_set_text (self, UA_STORE_TEXT_WALK, NULL, error) &&
            ua_cache_set_text (self, UA_STORE_TEXT_SYNCED_AT, time, error) &&
            (!self->lean || ua_cache_make_indexes (self->database, error)) &&
            ua_cache_set_number (self, "lean", FALSE, error) &&
            ua_database_get_integer (self->database, "SELECT count (*) FROM member", &n_members,
                                     error);
  if (success)
    {
      self->lean = FALSE;
      self->n_members = (guint) n_members;
    }
  success = ua_cache_end (self, success, error) &&
            ua_database_exec (self->database, CACHE_FOR_LOOKING, error);
  return success ? g_steal_pointer (&ids) : NULL;
}

static gboolean
delete_row (UaCache  *self,
            guint32   row,
            GError  **error)
{
  static const char * const statements[] = {
    "DELETE FROM entry WHERE row = ?",
    "DELETE FROM base WHERE row = ?",
    "DELETE FROM seen WHERE row = ?",
    "DELETE FROM member WHERE row = ?",
  };

  if (!ua_cache_index_member (self, row, NULL, FALSE, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    if (!run_for_row (self, statements[i], row, error))
      return FALSE;
  self->n_members -= MIN (self->n_members, 1);
  self->changed = TRUE;
  return TRUE;
}

/* A label may name the one person who had it. */
static gboolean
remove_unused_labels (UaCache  *self,
                      GError  **error)
{
  GPtrArray *labels = ua_words_list (self->words, UA_FIELD_LABELS);

  for (guint i = labels->len; i > 0; i--)
    {
      UaWord *word = g_ptr_array_index (labels, i - 1);
      g_autoptr (UaStatement) statement =
        ua_database_use (self->database, "SELECT 1 FROM entry WHERE word = ? LIMIT 1", error);
      gboolean used;

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, word->id);
      if (!ua_database_step (self->database, statement, &used, error) ||
          (!used && !ua_words_remove (self->words, word, error)))
        return FALSE;
    }
  return TRUE;
}

/**
 * ua_cache_delete_members:
 * @self: the cache
 * @ids: (array zero-terminated=1): who is gone
 * @error: return location for a #GError
 *
 * Removes members so that nothing of them stays in any file (S8).
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_cache_delete_members (UaCache             *self,
                         const char * const  *ids,
                         GError             **error)
{
  gboolean success = TRUE;

  if (!ua_cache_begin (self, error))
    return FALSE;
  for (guint i = 0; ids[i] != NULL && success; i++)
    {
      guint32 row;

      success = ua_cache_find_row (self, ids[i], &row, NULL, error) &&
                (row == 0 || delete_row (self, row, error));
    }
  success = success && ua_cache_forget_entries_of (self, ids, error) &&
            remove_unused_labels (self, error) &&
            ua_cache_set_number (self, "purge", TRUE, error);
  ua_cache_forget_orders (self);
  return ua_cache_end (self, success, error) &&
         ua_database_forget_traces (self->database, error);
}
