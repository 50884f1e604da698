/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-store"

#include "ua-queue-private.h"

#include "ua-error.h"
#include "ua-log-private.h"

#include <glib/gstdio.h>
#include <string.h>

#define FILE_NAME "changes.db"
#define SCHEMA_VERSION 2

/* So many damaged queues are kept, each under a name of its own. */
#define MAX_SET_ASIDE 100

struct _UaQueue
{
  UaDatabase *database; /* (owned) */
  GPtrArray *changes;   /* (owned), of UaChange, oldest first; never changed, but replaced */
  gboolean logged;      /* the log is other than when somebody looked last */
};

static const char version_1[] =
  "CREATE TABLE change (number INTEGER PRIMARY KEY AUTOINCREMENT, uuid TEXT NOT NULL UNIQUE,"
  "  member_id TEXT NOT NULL, member_name TEXT NOT NULL, base_version TEXT,"
  "  created INTEGER NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL,"
  "  error_code INTEGER, error_message TEXT);"
  "CREATE TABLE change_field (uuid TEXT NOT NULL, field TEXT NOT NULL, old_value TEXT,"
  "  new_value TEXT, PRIMARY KEY (uuid, field)) WITHOUT ROWID;"
  "PRAGMA user_version = 1;";

static const char version_2[] =
  "CREATE TABLE done (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL,"
  "  data BLOB NOT NULL);"
  "CREATE TABLE done_name (name TEXT NOT NULL, number INTEGER NOT NULL,"
  "  PRIMARY KEY (name, number)) WITHOUT ROWID;"
  "CREATE INDEX done_number ON done_name (number);"
  "PRAGMA user_version = 2;";

static const char * const migrations[SCHEMA_VERSION] = { version_1, version_2 };

static void
clear_entry (gpointer data)
{
  UaPatchEntry *entry = data;

  g_free (entry->old_value);
  g_free (entry->new_value);
}

static gboolean
has_field (GArray  *entries,
           UaField  field)
{
  for (guint i = 0; i < entries->len; i++)
    if (g_array_index (entries, UaPatchEntry, i).field == field)
      return TRUE;
  return FALSE;
}

static gboolean
read_entries (UaDatabase  *database,
              const char  *uuid,
              GArray      *entries,
              GError     **error)
{
  g_autoptr (UaStatement) statement =
    ua_database_use (database, "SELECT field, old_value, new_value FROM change_field"
                               "  WHERE uuid = ?", error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  ua_statement_bind_text (statement, 1, uuid);
  if (!ua_database_step (database, statement, &row, error))
    return FALSE;
  while (row)
    {
      g_autofree char *key = ua_statement_dup_text (statement, 0);
      UaPatchEntry entry;

      /* Damage may have made two fields the same. */
      if (ua_field_from_key (key, &entry.field) && !ua_field_is_list (entry.field) &&
          !has_field (entries, entry.field))
        {
          entry.old_value = ua_statement_dup_text (statement, 1);
          entry.new_value = ua_statement_dup_text (statement, 2);
          g_array_append_val (entries, entry);
        }
      if (!ua_database_step (database, statement, &row, error))
        return FALSE;
    }
  return TRUE;
}

/* A change from the row that @statement is on; NULL when the row makes none. */
static UaChange *
read_change (UaDatabase   *database,
             UaStatement  *statement,
             GError      **error)
{
  g_autofree char *uuid = ua_statement_dup_text (statement, 0);
  g_autofree char *member_id = ua_statement_dup_text (statement, 1);
  g_autofree char *member_name = ua_statement_dup_text (statement, 2);
  g_autofree char *version = ua_statement_dup_text (statement, 3);
  g_autofree char *token = ua_statement_dup_text (statement, 5);
  g_autofree char *message = ua_statement_dup_text (statement, 8);
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (UaPatchEntry));
  g_autoptr (UaPatch) patch = NULL;
  g_autoptr (GError) reason = NULL;
  UaChangeState state = UA_CHANGE_STATE_QUEUED;

  g_array_set_clear_func (entries, clear_entry);
  if (uuid == NULL || member_id == NULL)
    {
      g_set_error_literal (error, UA_ERROR, UA_ERROR_CORRUPT, "A change has no id");
      return NULL;
    }
  /* A state that is not known is as uncertain as one that was being sent. */
  if (!ua_change_state_from_token (token, &state))
    state = UA_CHANGE_STATE_SENDING;
  if (!read_entries (database, uuid, entries, error))
    return NULL;
  patch = ua_patch_new (member_id, version, (UaPatchEntry *) (gpointer) entries->data,
                        entries->len);
  if (sqlite3_column_type (statement, 7) != SQLITE_NULL)
    reason = g_error_new_literal (UA_ERROR, sqlite3_column_int (statement, 7),
                                  message != NULL ? message : "");
  return ua_change_new (uuid, patch, member_name != NULL ? member_name : member_id,
                        sqlite3_column_int64 (statement, 4), state,
                        (guint) MAX (sqlite3_column_int (statement, 6), 0), reason);
}

static const char select_sql[] =
  "SELECT uuid, member_id, member_name, base_version, created, state, attempts, error_code,"
  "  error_message FROM change ORDER BY number";

static gboolean
load (UaQueue  *self,
      GError  **error)
{
  g_autoptr (UaStatement) statement = ua_database_use (self->database, select_sql, error);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean row;

  if (statement == NULL || !ua_database_step (self->database, statement, &row, error))
    return FALSE;
  while (row)
    {
      UaChange *change = read_change (self->database, statement, error);

      if (change == NULL)
        return FALSE;
      g_ptr_array_add (changes, change);
      if (!ua_database_step (self->database, statement, &row, error))
        return FALSE;
    }
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  self->changes = g_steal_pointer (&changes);
  return TRUE;
}

static gboolean
check (UaDatabase  *database,
       GError     **error)
{
  g_autoptr (UaStatement) statement =
    ua_database_use (database, "PRAGMA integrity_check (1)", error);
  gboolean row;

  if (statement == NULL || !ua_database_step (database, statement, &row, error))
    return FALSE;
  if (row && g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "ok") == 0)
    return TRUE;
  g_set_error_literal (error, UA_ERROR, UA_ERROR_CORRUPT, "The queue of changes is damaged");
  return FALSE;
}

static gboolean
prepare_schema (UaDatabase  *database,
                GError     **error)
{
  gint64 version;

  if (!ua_database_get_integer (database, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version < 0 || version > SCHEMA_VERSION)
    {
      g_set_error_literal (error, UA_ERROR, UA_ERROR_CORRUPT,
                           "The queue was made by a newer version");
      return FALSE;
    }
  if (version == SCHEMA_VERSION)
    return TRUE;
  if (!ua_database_begin (database, error))
    return FALSE;
  for (gint64 i = version; i < SCHEMA_VERSION; i++)
    if (!ua_database_exec (database, migrations[i], error))
      {
        ua_database_roll_back (database);
        return FALSE;
      }
  return ua_database_commit (database, error);
}

static UaQueue *
open_file (const char  *path,
           GError     **error)
{
  g_autoptr (UaQueue) self = g_new0 (UaQueue, 1);

  self->database = ua_database_open (path, UA_DATABASE_MODE_DURABLE, error);
  if (self->database == NULL || !check (self->database, error) ||
      !prepare_schema (self->database, error) || !load (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* Reads what can be read of a damaged queue, by walking it from either end to the damage. */
static void
salvage_in_order (UaDatabase *database,
                  const char *sql,
                  GHashTable *known,
                  GPtrArray  *changes)
{
  g_autoptr (UaStatement) statement = ua_database_use (database, sql, NULL);
  gboolean row;

  if (statement == NULL)
    return;
  while (ua_database_step (database, statement, &row, NULL) && row)
    {
      g_autoptr (UaChange) change = read_change (database, statement, NULL);

      /* A change of which no field can be read would be sent as nothing. */
      if (change != NULL && ua_patch_get_n (ua_change_get_patch (change)) > 0 &&
          g_hash_table_add (known, g_strdup (ua_change_get_uuid (change))))
        g_ptr_array_add (changes, g_steal_pointer (&change));
    }
}

static gint
compare_changes (gconstpointer a,
                 gconstpointer b)
{
  gint64 p = ua_change_get_created (*(UaChange * const *) a);
  gint64 q = ua_change_get_created (*(UaChange * const *) b);

  return p < q ? -1 : p > q;
}

static GPtrArray *
salvage (const char *path)
{
  g_autoptr (UaDatabase) database = ua_database_open (path, UA_DATABASE_MODE_READ, NULL);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *changes = g_ptr_array_new_with_free_func (g_object_unref);

  if (database == NULL)
    return changes;
  salvage_in_order (database, select_sql, known, changes);
  salvage_in_order (database,
                    "SELECT uuid, member_id, member_name, base_version, created, state, attempts,"
                    "  error_code, error_message FROM change ORDER BY number DESC",
                    known, changes);
  g_ptr_array_sort (changes, compare_changes);
  return changes;
}

/* Sets a damaged queue aside under a name that is free, and carries over what can be read. */
static UaQueue *
renew (const char  *path,
       GError     **error)
{
  g_autofree char *suffix = NULL;
  g_autofree char *aside = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (UaQueue) self = NULL;

  for (guint i = 1; i <= MAX_SET_ASIDE; i++)
    {
      g_free (suffix);
      g_free (aside);
      suffix = g_strdup_printf (".damaged-%u", i);
      aside = g_strconcat (path, suffix, NULL);
      if (!g_file_test (aside, G_FILE_TEST_EXISTS))
        break;
    }
  if (!ua_database_set_aside (path, suffix, error))
    return NULL;
  changes = salvage (aside);
  self = open_file (path, error);
  if (self == NULL)
    return NULL;
  for (guint i = 0; i < changes->len; i++)
    if (!ua_queue_add (self, g_ptr_array_index (changes, i), error))
      return NULL;
  return g_steal_pointer (&self);
}

/**
 * ua_queue_open:
 * @folder: where the queue is
 * @salvaged: (out): whether it was damaged, so that it was set aside and a new one has what could
 *   be read
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the queue; %NULL with %UA_ERROR_STORAGE
 */
UaQueue *
ua_queue_open (const char  *folder,
               gboolean    *salvaged,
               GError     **error)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  g_autoptr (GError) local_error = NULL;
  UaQueue *self = open_file (path, &local_error);

  *salvaged = FALSE;
  if (self == NULL && g_error_matches (local_error, UA_ERROR, UA_ERROR_CORRUPT))
    {
      *salvaged = TRUE;
      return renew (path, error);
    }
  if (self == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return self;
}

/**
 * ua_queue_close:
 * @self: (transfer full): the queue
 */
void
ua_queue_close (UaQueue *self)
{
  g_clear_pointer (&self->database, ua_database_close);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_free (self);
}

/**
 * ua_queue_get_all:
 * @self: the queue
 *
 * Returns: (transfer none) (element-type UaChange): all changes, oldest first; the array never
 *   changes, so it may cross threads
 */
GPtrArray *
ua_queue_get_all (UaQueue *self)
{
  return self->changes;
}

/**
 * ua_queue_find:
 * @self: the queue
 * @uuid: names a change
 *
 * Returns: (transfer none) (nullable): the change
 */
UaChange *
ua_queue_find (UaQueue    *self,
               const char *uuid)
{
  for (guint i = 0; i < self->changes->len; i++)
    {
      UaChange *change = g_ptr_array_index (self->changes, i);

      if (strcmp (ua_change_get_uuid (change), uuid) == 0)
        return change;
    }
  return NULL;
}

/* Whether the member is shown as if the change were there already. */
static gboolean
is_laid_over (UaChange *change)
{
  return ua_change_get_state (change) != UA_CHANGE_STATE_REJECTED;
}

/**
 * ua_queue_list_patches:
 * @self: the queue
 * @member_id: whose
 *
 * Returns: (transfer full) (element-type UaPatch): the patches that wait to be sent, in order
 */
GPtrArray *
ua_queue_list_patches (UaQueue    *self,
                       const char *member_id)
{
  GPtrArray *patches = g_ptr_array_new_with_free_func ((GDestroyNotify) ua_patch_unref);

  for (guint i = 0; i < self->changes->len; i++)
    {
      UaChange *change = g_ptr_array_index (self->changes, i);
      UaPatch *patch = ua_change_get_patch (change);

      if (is_laid_over (change) && strcmp (ua_patch_get_member_id (patch), member_id) == 0)
        g_ptr_array_add (patches, ua_patch_ref (patch));
    }
  return patches;
}

/**
 * ua_queue_list_pending:
 * @self: the queue
 *
 * Returns: (transfer full) (element-type utf8 GPtrArray): by member id the patches that wait to be
 *   sent, in order
 */
GHashTable *
ua_queue_list_pending (UaQueue *self)
{
  GHashTable *pending = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                               (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < self->changes->len; i++)
    {
      UaChange *change = g_ptr_array_index (self->changes, i);
      const char *member_id = ua_patch_get_member_id (ua_change_get_patch (change));

      if (is_laid_over (change) && !g_hash_table_contains (pending, member_id))
        g_hash_table_insert (pending, g_strdup (member_id),
                             ua_queue_list_patches (self, member_id));
    }
  return pending;
}

static gboolean
write_entries (UaQueue   *self,
               UaChange  *change,
               GError   **error)
{
  UaPatch *patch = ua_change_get_patch (change);
  UaStatement *statement =
    ua_database_use (self->database,
                     "INSERT INTO change_field (uuid, field, old_value, new_value)"
                     "  VALUES (?, ?, ?, ?)", error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < ua_patch_get_n (patch); i++)
    {
      const UaPatchEntry *entry = ua_patch_get_nth (patch, i);

      ua_statement_bind_text (statement, 1, ua_change_get_uuid (change));
      ua_statement_bind_text (statement, 2, ua_field_get_key (entry->field));
      ua_statement_bind_text (statement, 3, entry->old_value);
      ua_statement_bind_text (statement, 4, entry->new_value);
      if (!ua_database_run (self->database, statement, error))
        return FALSE;
    }
  return TRUE;
}

/* Binds what both inserting and updating a change set, from the first parameter on. */
static void
bind_change (UaStatement *statement,
             UaChange    *change)
{
  UaPatch *patch = ua_change_get_patch (change);
  const GError *reason = ua_change_get_error (change);

  ua_statement_bind_text (statement, 1, ua_patch_get_base_version (patch));
  ua_statement_bind_text (statement, 2, ua_change_state_to_token (ua_change_get_state (change)));
  sqlite3_bind_int64 (statement, 3, ua_change_get_attempts (change));
  if (reason != NULL)
    sqlite3_bind_int (statement, 4,
                      reason->domain == UA_ERROR ? reason->code : UA_ERROR_FAILED);
  else
    sqlite3_bind_null (statement, 4);
  ua_statement_bind_text (statement, 5, reason != NULL ? reason->message : NULL);
  ua_statement_bind_text (statement, 6, ua_change_get_uuid (change));
}

static gboolean
run_with_uuid (UaQueue     *self,
               const char  *sql,
               const char  *uuid,
               GError     **error)
{
  UaStatement *statement = ua_database_use (self->database, sql, error);

  if (statement == NULL)
    return FALSE;
  ua_statement_bind_text (statement, 1, uuid);
  return ua_database_run (self->database, statement, error);
}

static gboolean
insert (UaQueue   *self,
        UaChange  *change,
        GError   **error)
{
  UaStatement *statement =
    ua_database_use (self->database,
                     "INSERT INTO change (base_version, state, attempts, error_code,"
                     "  error_message, uuid, member_id, member_name, created)"
                     "  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", error);

  if (statement == NULL)
    return FALSE;
  bind_change (statement, change);
  ua_statement_bind_text (statement, 7, ua_patch_get_member_id (ua_change_get_patch (change)));
  ua_statement_bind_text (statement, 8, ua_change_get_member_name (change));
  sqlite3_bind_int64 (statement, 9, ua_change_get_created (change));
  return ua_database_run (self->database, statement, error) &&
         write_entries (self, change, error);
}

static gboolean
update (UaQueue   *self,
        UaChange  *change,
        GError   **error)
{
  UaStatement *statement =
    ua_database_use (self->database,
                     "UPDATE change SET base_version = ?, state = ?, attempts = ?, error_code = ?,"
                     "  error_message = ? WHERE uuid = ?", error);

  if (statement == NULL)
    return FALSE;
  bind_change (statement, change);
  return ua_database_run (self->database, statement, error) &&
         run_with_uuid (self, "DELETE FROM change_field WHERE uuid = ?",
                        ua_change_get_uuid (change), error) &&
         write_entries (self, change, error);
}

/* Ends a transaction; when it is done, @changes is what is in the queue. */
static gboolean
end (UaQueue    *self,
     gboolean    success,
     GPtrArray  *changes,
     GError    **error)
{
  if (!success)
    ua_database_roll_back (self->database);
  else if (ua_database_commit (self->database, error))
    {
      g_ptr_array_unref (self->changes);
      self->changes = g_ptr_array_ref (changes);
      return TRUE;
    }
  return FALSE;
}

/* The changes without the one that @uuid names, in whose place is @instead. */
static GPtrArray *
copy_changes (UaQueue    *self,
              const char *uuid,
              UaChange   *instead)
{
  GPtrArray *changes = g_ptr_array_new_full (self->changes->len + 1, g_object_unref);

  for (guint i = 0; i < self->changes->len; i++)
    {
      UaChange *change = g_ptr_array_index (self->changes, i);

      if (strcmp (ua_change_get_uuid (change), uuid) != 0)
        g_ptr_array_add (changes, g_object_ref (change));
      else if (instead != NULL)
        g_ptr_array_add (changes, g_object_ref (instead));
    }
  return changes;
}

/**
 * ua_queue_add:
 * @self: the queue
 * @change: a change that is not in it; one with the same UUID is replaced
 * @error: return location for a #GError
 *
 * Adds a change.  It is on the disk when the function returns.
 *
 * Returns: %FALSE on failure; then it is not in the queue
 */
gboolean
ua_queue_add (UaQueue   *self,
              UaChange  *change,
              GError   **error)
{
  g_autoptr (GPtrArray) changes = NULL;

  if (ua_queue_find (self, ua_change_get_uuid (change)) != NULL)
    return ua_queue_update (self, change, error);
  if (!ua_database_begin (self->database, error))
    return FALSE;
  changes = copy_changes (self, ua_change_get_uuid (change), NULL);
  g_ptr_array_add (changes, g_object_ref (change));
  return end (self, insert (self, change, error), changes, error);
}

/**
 * ua_queue_update:
 * @self: the queue
 * @change: what has become of a change that is in it
 * @error: return location for a #GError
 *
 * Returns: %FALSE on failure, with %UA_ERROR_NOT_FOUND when it is not in the queue
 */
gboolean
ua_queue_update (UaQueue   *self,
                 UaChange  *change,
                 GError   **error)
{
  g_autoptr (GPtrArray) changes = NULL;

  if (ua_queue_find (self, ua_change_get_uuid (change)) == NULL)
    {
      g_set_error_literal (error, UA_ERROR, UA_ERROR_NOT_FOUND, "There is no such change");
      return FALSE;
    }
  if (!ua_database_begin (self->database, error))
    return FALSE;
  changes = copy_changes (self, ua_change_get_uuid (change), change);
  return end (self, update (self, change, error), changes, error);
}

/**
 * ua_queue_remove:
 * @self: the queue
 * @uuid: names a change; one that is not in the queue is no error
 * @done: (nullable): what stands in the log from then on, an entry of %UA_ENTRY_TYPE_OWN_EVENT
 * @error: return location for a #GError
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_queue_remove (UaQueue     *self,
                 const char  *uuid,
                 UaEntry     *done,
                 GError     **error)
{
  g_autoptr (GPtrArray) changes = copy_changes (self, uuid, NULL);

  if (!ua_database_begin (self->database, error))
    return FALSE;
  self->logged = self->logged || done != NULL;
  return end (self,
              run_with_uuid (self, "DELETE FROM change_field WHERE uuid = ?", uuid, error) &&
              run_with_uuid (self, "DELETE FROM change WHERE uuid = ?", uuid, error) &&
              (done == NULL || ua_log_add (self->database, done, error)),
              changes, error);
}

/**
 * ua_queue_log:
 * @self: the queue
 * @done: (element-type UaEntry): what was done, entries of %UA_ENTRY_TYPE_OWN_EVENT
 * @error: return location for a #GError
 *
 * Adds to the log of what was done from this computer.
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_queue_log (UaQueue    *self,
              GPtrArray  *done,
              GError    **error)
{
  gboolean success = TRUE;

  if (!ua_database_begin (self->database, error))
    return FALSE;
  for (guint i = 0; i < done->len && success; i++)
    success = ua_log_add (self->database, g_ptr_array_index (done, i), error);
  self->logged = TRUE;
  return end (self, success, self->changes, error);
}

/**
 * ua_queue_take_logged:
 * @self: the queue
 *
 * Returns: whether the log may be other than when this was asked last
 */
gboolean
ua_queue_take_logged (UaQueue *self)
{
  gboolean logged = self->logged;

  self->logged = FALSE;
  return logged;
}

/**
 * ua_queue_read_log:
 * @self: the queue
 * @query: which entries, in what order
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (element-type UaEntry) (nullable): what was done; %NULL on failure
 */
GPtrArray *
ua_queue_read_log (UaQueue             *self,
                   const UaEntryQuery  *query,
                   GError             **error)
{
  return ua_log_read (self->database, query, error);
}

/**
 * ua_queue_find_in_log:
 * @self: the queue
 * @id: the id of an entry
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): what was done; %NULL on failure, with %UA_ERROR_NOT_FOUND
 *   when it is not in the log
 */
UaEntry *
ua_queue_find_in_log (UaQueue     *self,
                      const char  *id,
                      GError     **error)
{
  return ua_log_find (self->database, id, error);
}

/**
 * ua_queue_forget:
 * @self: the queue
 * @ids: (array zero-terminated=1): members who are gone
 * @error: return location for a #GError
 *
 * Takes out of the log what tells of these members, but that they were erased (S8).  What waits to
 * be sent for them stays.
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_queue_forget (UaQueue             *self,
                 const char * const  *ids,
                 GError             **error)
{
  gboolean success = TRUE;

  if (!ua_database_begin (self->database, error))
    return FALSE;
  for (guint i = 0; ids[i] != NULL && success; i++)
    success = ua_log_forget (self->database, ids[i], error);
  self->logged = TRUE;
  return end (self, success, self->changes, error) &&
         ua_database_forget_traces (self->database, error);
}
