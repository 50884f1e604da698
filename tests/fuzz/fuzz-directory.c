/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-kind.h"
#include "ua-dir-render.h"
#include "ua-dir-sample.h"
#include "ua-dir-sql.h"
#include "ua-json.h"
#include "ua-scim-eval.h"
#include "ua-scim-patch.h"
#include "ua-scim-validate.h"

#include <stdint.h>
#include <string.h>

/* The directory without its transport, over a database in memory with some sample members.  One
 * byte chooses: a filter, whose SQL must find the members that the filter tree finds; a body that
 * creates; a PATCH.  What is written is taken back. */

#define BASE_URI "http://localhost/scim/v2"
#define N_MEMBERS 30

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

static UaDirDb *
get_db (void)
{
  static UaDirDb *db;
  g_autoptr(GError) error = NULL;

  if (db != NULL)
    return db;
  db = ua_dir_db_open (":memory:", UA_DIR_DB_WRITE, &error);
  if (db == NULL || !ua_dir_migrate (db, &error) || !ua_dir_sample_fill (db, N_MEMBERS, &error))
    g_error ("%s", error->message);
  return db;
}

/* What went wrong must be the fault of what was sent. */
static void
check_error (const GError *error)
{
  if (error == NULL || ua_dir_error_to_status (error) >= 500)
    g_error ("The service failed: %s", error != NULL ? error->message : "without an error");
}

static JsonObject *
render (UaDirDb    *db,
        gint64      id,
        const char *text)
{
  g_autoptr(GError) error = NULL;
  JsonObject *object = ua_dir_render_object (BASE_URI, db, id, text, &error);

  if (object == NULL)
    g_error ("%s", error->message);
  return object;
}

static GHashTable *
find_by_sql (UaDirDb      *db,
             UaScimFilter *filter)
{
  g_autoptr(UaDirSql) condition = ua_dir_sql_new (&ua_dir_user_kind, BASE_URI);
  g_autoptr(GString) sql = g_string_new ("SELECT k.id FROM member k"
                                         " JOIN resource r ON r.id = k.id WHERE ");
  g_autoptr(GHashTable) found = g_hash_table_new (NULL, NULL);
  g_autoptr(GError) error = NULL;
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  gboolean row;

  if (!ua_dir_sql_filter (condition, filter, &error))
    {
      check_error (error);
      return NULL;
    }
  g_string_append (sql, condition->text->str);
  if (!ua_dir_query_begin (&query, db, sql->str, &error))
    g_error ("%s", error->message);
  ua_dir_sql_bind (condition, &query);
  while (ua_dir_query_step (&query, &row, &error) && row)
    g_hash_table_add (found, GINT_TO_POINTER (ua_dir_query_int (&query, 0)));
  if (error != NULL)
    check_error (error);
  return error == NULL ? g_steal_pointer (&found) : NULL;
}

static void
try_filter (const char *text)
{
  UaDirDb *db = get_db ();
  g_autoptr(UaScimFilter) filter = ua_scim_filter_parse (text, NULL);
  g_autoptr(GHashTable) found = NULL;
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  gboolean row;

  if (filter == NULL || !ua_scim_filter_check (filter, &ua_scim_user_type, NULL))
    return;
  found = find_by_sql (db, filter);
  if (found == NULL)
    return;
  if (!ua_dir_query_open (&query, db, NULL, "SELECT id, text FROM resource WHERE type = 1", ""))
    g_error ("The members cannot be read");
  while (ua_dir_query_step (&query, &row, NULL) && row)
    {
      gint64 id = ua_dir_query_int (&query, 0);
      g_autoptr(JsonObject) object = render (db, id, ua_dir_query_text (&query, 1));

      if (ua_scim_filter_matches (filter, object, &ua_scim_user_type) !=
          g_hash_table_contains (found, GINT_TO_POINTER (id)))
        g_error ("Tree and SQL differ over member %d of: %s", (int) id, text);
    }
}

static void
check_written (UaDirDb   *db,
               UaDirSave *save)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  g_autoptr(JsonObject) object = NULL;

  if (!ua_dir_query_open (&query, db, NULL, "SELECT text FROM resource WHERE id = ?", "i",
                          save->id) ||
      !ua_dir_query_step (&query, NULL, NULL))
    g_error ("What was written cannot be read");
  object = render (db, save->id, ua_dir_query_text (&query, 0));
  if (!json_object_has_member (object, "id") || json_object_has_member (object, "password"))
    g_error ("A resource without the id, or with a password");
}

static void
write_and_take_back (UaDirDb   *db,
                     UaDirSave *save)
{
  g_autoptr(GError) error = NULL;

  ua_dir_db_exec (db, "SAVEPOINT fuzz", NULL);
  if (ua_dir_save_write (save, &error))
    check_written (db, save);
  else
    check_error (error);
  ua_dir_db_exec (db, "ROLLBACK TO fuzz", NULL);
  ua_dir_db_exec (db, "RELEASE fuzz", NULL);
}

static void
try_create (JsonNode        *body,
            const UaDirKind *kind)
{
  UaDirDb *db = get_db ();
  g_autoptr(GError) error = NULL;
  JsonObject *object = ua_scim_validate (kind->scim, body, NULL, UA_SCIM_VALIDATE_NONE, &error);
  g_autoptr(UaDirSave) save = NULL;

  if (object == NULL)
    {
      check_error (error);
      return;
    }
  /* Hashing takes its time on purpose. */
  json_object_remove_member (object, "password");
  save = ua_dir_save_new (db, NULL, kind, object);
  write_and_take_back (db, save);
}

static void
try_patch (JsonNode *body)
{
  UaDirDb *db = get_db ();
  g_autoptr(GError) error = NULL;
  g_autoptr(UaDirSave) save = NULL;
  JsonObject *patched;
  gint64 id;

  if (!ua_dir_db_get_int (db, &id, &error, "SELECT max (id) FROM member", ""))
    g_error ("%s", error->message);
  save = ua_dir_save_load (db, NULL, &ua_dir_user_kind, BASE_URI, id, &error);
  if (save == NULL)
    g_error ("%s", error->message);
  patched = ua_scim_patch_apply (&ua_scim_user_type, save->object, body, &error);
  if (patched == NULL)
    {
      check_error (error);
      return;
    }
  json_object_unref (save->object);
  save->object = patched;
  json_object_remove_member (save->object, "password");
  write_and_take_back (db, save);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(JsonNode) body = NULL;

  if (size == 0)
    return 0;
  text = g_strndup ((const char *) data + 1, size - 1);
  if (data[0] % 4 == 0)
    {
      try_filter (text);
      return 0;
    }
  bytes = g_bytes_new (data + 1, size - 1);
  body = ua_json_parse (bytes, NULL, NULL);
  if (body == NULL || !JSON_NODE_HOLDS_OBJECT (body))
    return 0;
  if (data[0] % 4 == 1)
    try_create (body, &ua_dir_user_kind);
  else if (data[0] % 4 == 2)
    try_create (body, &ua_dir_group_kind);
  else
    try_patch (body);
  return 0;
}
