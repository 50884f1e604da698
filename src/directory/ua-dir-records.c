/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-records.h"

#include "ua-dir-audit.h"
#include "ua-dir-text.h"
#include "ua-json.h"
#include "ua-scim-error.h"

/* What members did and what was written about them: assessments, plans, test results, feedback, and
 * who was invited to work on a plan or a role profile.  Who wrote an anonymous one is not kept. */

/* What prepare finds out and store writes. */
typedef struct
{
  gint64 subject;          /* rows; 0 for none */
  gint64 author;
  gint64 plan;
  gint64 profile;
  gboolean anonymous;
} Record;

/* Finds the row that a reference leads to, and makes its other parts follow from it. */
static gboolean
resolve (UaDirSave   *save,
         const char  *name,
         UaDirType    type,
         const char  *folder,
         gint64      *id,
         GError     **error)
{
  JsonObject *reference = ua_json_get_object (save->object, name);
  g_autofree char *uid = reference != NULL ? g_strdup (ua_dir_read_reference (reference)) : NULL;
  JsonObject *resolved;

  if (uid == NULL || *uid == '\0')
    {
      json_object_remove_member (save->object, name);
      return TRUE;
    }
  if (!ua_dir_find_row (save->db, type, uid, id, error))
    return FALSE;
  if (*id == 0)
    {
      g_set_error (error, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_VALUE,
                   "%s.value: there is no resource with this id", name);
      return FALSE;
    }
  resolved = json_object_new ();
  json_object_set_string_member (resolved, "value", uid);
  json_object_set_member (resolved, "$ref", ua_dir_text_base (folder, uid));
  json_object_set_member (resolved, "display", ua_dir_text_display_of (*id));
  json_object_set_object_member (save->object, name, resolved);
  return TRUE;
}

static void
decide_authorship (UaDirSave *save,
                   Record    *record)
{
  const char *old = save->old != NULL ? ua_json_get_string (save->old, "authorship") : NULL;
  const char *decided = save->decided != NULL
    ? ua_json_get_string (save->decided, "authorship") : NULL;

  json_object_remove_member (save->object, "authorship");
  if (record->anonymous)
    json_object_set_string_member (save->object, "authorship", "anonymous");
  else if (record->author != 0)
    json_object_set_string_member (save->object, "authorship", "named");
  else if (decided != NULL || g_strcmp0 (old, "unknown") == 0)
    json_object_set_string_member (save->object, "authorship", "unknown");
}

static gboolean
is_kind (UaDirSave  *save,
         const char *kind)
{
  return g_ascii_strcasecmp (ua_json_get_string (save->object, "kind"), kind) == 0;
}

static const char *
find_state (UaDirSave *save)
{
  const char *state = ua_json_get_string (save->object, "state");

  if (state != NULL)
    return state;
  return is_kind (save, "assessment") || is_kind (save, "plan") ? "open" : "closed";
}

/* What the author of a collaboration is invited as; %NULL of other kinds. */
static const char *
find_role (UaDirSave *save)
{
  const char *role = ua_json_get_string (save->object, "role");

  return role == NULL && is_kind (save, "collaboration") ? "collaborator" : role;
}

static void
fill_in (UaDirSave *save)
{
  const char *role = find_role (save);

  json_object_set_string_member (save->object, "state", find_state (save));
  if (role != NULL)
    json_object_set_string_member (save->object, "role", role);
}

static gboolean
prepare (UaDirSave  *save,
         GError    **error)
{
  Record *record = g_new0 (Record, 1);
  const char *title = ua_json_get_string (save->object, "title");

  save->state = record;
  save->state_free = g_free;
  ua_json_read_bool (ua_json_get (save->object, "anonymous"), &record->anonymous);
  if (record->anonymous)
    json_object_remove_member (save->object, "author");
  /* What a PATCH takes away stays away; it is what it would be without. */
  if (save->old == NULL || save->replace)
    fill_in (save);
  if (!resolve (save, "subject", UA_DIR_USER, "/Users/", &record->subject, error) ||
      !resolve (save, "author", UA_DIR_USER, "/Users/", &record->author, error) ||
      !resolve (save, "plan", UA_DIR_RECORD, "/Records/", &record->plan, error) ||
      !resolve (save, "roleProfile", UA_DIR_ROLE_PROFILE, "/RoleProfiles/", &record->profile,
                error))
    return FALSE;
  decide_authorship (save, record);
  save->display = g_strdup (title != NULL ? title : ua_json_get_string (save->object, "kind"));
  return TRUE;
}

static gboolean
store (UaDirSave  *save,
       GError    **error)
{
  Record *record = save->state;
  gboolean open = g_ascii_strcasecmp (find_state (save), "open") == 0;

  return ua_dir_db_run (save->db, error,
                        "INSERT INTO record (id, kind, role, open, anonymous, subject, author,"
                        " plan, profile) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        " ON CONFLICT (id) DO UPDATE SET kind = excluded.kind,"
                        " role = excluded.role, open = excluded.open,"
                        " anonymous = excluded.anonymous, subject = excluded.subject,"
                        " author = excluded.author, plan = excluded.plan,"
                        " profile = excluded.profile",
                        "ittiirrrr", save->id, ua_json_get_string (save->object, "kind"),
                        find_role (save), (gint64) open,
                        (gint64) record->anonymous, record->subject, record->author, record->plan,
                        record->profile);
}

static gboolean
find_rows (UaDirDb     *db,
           const char  *sql,
           gint64       id,
           GArray     **rows,
           GError     **error)
{
  g_autoptr(GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  gboolean row;

  if (!ua_dir_query_open (&query, db, error, sql, "i", id))
    return FALSE;
  for (;;)
    {
      gint64 value;

      if (!ua_dir_query_step (&query, &row, error))
        return FALSE;
      if (!row)
        break;
      value = ua_dir_query_int (&query, 0);
      g_array_append_val (found, value);
    }
  *rows = g_steal_pointer (&found);
  return TRUE;
}

static void
add_one (JsonObject *counts,
         const char *name)
{
  gint64 n = json_object_get_int_member_with_default (counts, name, 0);

  json_object_set_int_member (counts, name, n + 1);
}

static gboolean
remove_row (UaDirDb           *db,
            const UaDirActor  *actor,
            gint64             id,
            JsonObject        *erased,
            GError           **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  gboolean row;

  if (!ua_dir_query_open (&query, db, error, "SELECT kind FROM record WHERE id = ?", "i", id) ||
      !ua_dir_query_step (&query, &row, error))
    return FALSE;
  /* One that went with its plan is gone already. */
  if (!row)
    return TRUE;
  add_one (erased, ua_dir_query_text (&query, 0));
  ua_dir_query_clear (&query);
  return ua_dir_audit_remove_row (db, actor, UA_DIR_RECORD, id, error);
}

/* Removes the record, and with a plan the invitations to work on it. */
static gboolean
remove_with_plan (UaDirDb           *db,
                  const UaDirActor  *actor,
                  gint64             id,
                  JsonObject        *erased,
                  GError           **error)
{
  g_autoptr(GArray) rows = NULL;

  if (!find_rows (db, "SELECT id FROM record WHERE plan = ?", id, &rows, error))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    if (!remove_row (db, actor, g_array_index (rows, gint64, i), erased, error))
      return FALSE;
  return remove_row (db, actor, id, erased, error);
}

static gboolean
remove_record (UaDirDb           *db,
               const UaDirActor  *actor,
               const char        *base_uri,
               gint64             id,
               JsonObject        *result,
               GError           **error)
{
  JsonObject *erased = json_object_new ();

  json_object_set_string_member (result, "outcome", "erased");
  json_object_set_object_member (result, "erased", erased);
  return remove_with_plan (db, actor, id, erased, error);
}

/* Takes out of a record what leads to the member. */
static gboolean
make_impersonal (UaDirDb           *db,
                 const UaDirActor  *actor,
                 const char        *base_uri,
                 gint64             id,
                 gboolean           is_subject,
                 GError           **error)
{
  g_autoptr(UaDirSave) save =
    ua_dir_save_load (db, actor, &ua_dir_record_kind, base_uri, id, error);

  if (save == NULL)
    return FALSE;
  save->reason = "erase";
  if (is_subject)
    {
      json_object_remove_member (save->object, "subject");
      json_object_remove_member (save->object, "text");
      json_object_remove_member (save->object, "title");
    }
  else
    {
      json_object_remove_member (save->object, "author");
      ua_dir_save_decide (save, "authorship",
                          json_node_init_string (json_node_alloc (), "unknown"));
    }
  return ua_dir_save_write (save, error) &&
         ua_dir_db_run (db, error, "UPDATE audit SET changes = NULL WHERE target = ?", "t",
                        save->uid);
}

static gboolean
make_all_impersonal (UaDirDb           *db,
                     const UaDirActor  *actor,
                     const char        *base_uri,
                     GArray            *rows,
                     gboolean           is_subject,
                     GError           **error)
{
  for (guint i = 0; i < rows->len; i++)
    if (!make_impersonal (db, actor, base_uri, g_array_index (rows, gint64, i), is_subject, error))
      return FALSE;
  return TRUE;
}

/**
 * ua_dir_records_forget:
 * @db: a writing connection
 * @actor: (nullable): on whose behalf
 * @base_uri: the base address
 * @member: the row of a member who is being erased
 * @erased: where to count what goes, by kind
 * @kept: where to count what stays: `anonymous`, and `unknownUser` of what the member wrote
 * @error: return location for an error
 *
 * What is about the member goes, and so does the feedback that the member gave by name.  Anonymous
 * answers stay for what is counted over many, without text.  What else the member wrote about
 * others stays as from an unknown user.
 *
 * Returns: whether it succeeded
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_records_forget (UaDirDb           *db,
                       const UaDirActor  *actor,
                       const char        *base_uri,
                       gint64             member,
                       JsonObject        *erased,
                       JsonObject        *kept,
                       GError           **error)
{
  g_autoptr(GArray) gone = NULL;
  g_autoptr(GArray) anonymous = NULL;
  g_autoptr(GArray) written = NULL;

  if (!find_rows (db,
                  "SELECT id FROM record WHERE subject = ?1 AND NOT anonymous UNION"
                  " SELECT id FROM record WHERE author = ?1"
                  "  AND kind IN ('feedback', 'collaboration')", member, &gone, error))
    return FALSE;
  for (guint i = 0; i < gone->len; i++)
    if (!remove_with_plan (db, actor, g_array_index (gone, gint64, i), erased, error))
      return FALSE;
  if (!find_rows (db, "SELECT id FROM record WHERE subject = ?", member, &anonymous, error) ||
      !find_rows (db, "SELECT id FROM record WHERE author = ?", member, &written, error))
    return FALSE;
  json_object_set_int_member (kept, "anonymous", anonymous->len);
  json_object_set_int_member (kept, "unknownUser", written->len);
  return make_all_impersonal (db, actor, base_uri, anonymous, TRUE, error) &&
         make_all_impersonal (db, actor, base_uri, written, FALSE, error);
}

/**
 * ua_dir_records_find_open:
 * @db: a connection
 * @member: the row of a member
 * @open: where to count what the member is assigned to and is open, by kind
 * @is_open: (out): whether there is any
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_records_find_open (UaDirDb     *db,
                          gint64       member,
                          JsonObject  *open,
                          gboolean    *is_open,
                          GError     **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  gboolean row;

  if (!ua_dir_query_open (&query, db, error,
                          "SELECT kind, count (*) FROM record"
                          " WHERE (subject = ?1 OR author = ?1) AND open"
                          " AND kind IN ('assessment', 'plan') GROUP BY kind", "i", member))
    return FALSE;
  for (;;)
    {
      if (!ua_dir_query_step (&query, &row, error))
        return FALSE;
      if (!row)
        break;
      json_object_set_int_member (open, ua_dir_query_text (&query, 0),
                                  ua_dir_query_int (&query, 1));
    }
  *is_open = json_object_get_size (open) > 0;
  return TRUE;
}

const UaDirKind ua_dir_record_kind = {
  .type = UA_DIR_RECORD,
  .scim = &ua_scim_record_type,
  .table = "record",
  .columns = ua_dir_record_columns,
  .prepare = prepare,
  .store = store,
  .remove = remove_record,
};
