/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-erase.h"

#include "ua-dir-audit.h"
#include "ua-dir-life.h"
#include "ua-dir-records.h"
#include "ua-dir-replay.h"
#include "ua-dir-trace.h"
#include "ua-dir-users.h"
#include "ua-json.h"
#include "ua-scim-urn.h"

/* Erasing a member for good (LE-03, WU-04): the resource, what is about the member in others, the
 * history, mails and answers, and then the bytes in the files (ua-dir-trace.c).  What is left is a
 * tombstone with an id that leads to nobody. */

/* How many rows of a table are about the member. */
static gboolean
count (UaDirDb      *db,
       JsonObject   *counts,
       const char   *name,
       const char   *sql,
       gint64        id,
       GError      **error)
{
  gint64 n;

  if (!ua_dir_db_get_int (db, &n, error, sql, "i", id))
    return FALSE;
  json_object_set_int_member (counts, name, n);
  return TRUE;
}

/* CC-02: who is assigned to something that is still going on only loses access. */
static gboolean
keep_for_content (UaDirDb           *db,
                  const UaDirActor  *actor,
                  const char        *base_uri,
                  gint64             id,
                  JsonObject        *open,
                  JsonObject        *result,
                  GError           **error)
{
  UaDirStatus status;

  if (!ua_dir_life_get_status (db, id, &status, error))
    return FALSE;
  json_object_set_string_member (result, "outcome", "deactivated");
  json_object_set_string_member (result, "reason",
                                 "The member is assigned to content that is open; close it first");
  json_object_set_object_member (result, "open", json_object_ref (open));
  return status == UA_DIR_DEACTIVATED ||
         ua_dir_life_set_status (db, actor, base_uri, id, UA_DIR_DEACTIVATED, "deactivate", error);
}

static GArray *
find_rows (UaDirDb     *db,
           const char  *sql,
           gint64       id,
           GError     **error)
{
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  gboolean row;

  if (!ua_dir_query_open (&query, db, error, sql, "i", id))
    return NULL;
  for (;;)
    {
      gint64 found;

      if (!ua_dir_query_step (&query, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&rows);
      found = ua_dir_query_int (&query, 0);
      g_array_append_val (rows, found);
    }
}

/* Reports go on without a manager. */
static gboolean
release_reports (UaDirDb           *db,
                 const UaDirActor  *actor,
                 const char        *base_uri,
                 gint64             id,
                 GError           **error)
{
  g_autoptr(GArray) reports =
    find_rows (db, "SELECT id FROM member WHERE manager = ? AND id <> manager", id, error);

  for (guint i = 0; reports != NULL && i < reports->len; i++)
    {
      g_autoptr(UaDirSave) save =
        ua_dir_save_load (db, actor, &ua_dir_user_kind, base_uri,
                          g_array_index (reports, gint64, i), error);
      JsonObject *enterprise;

      if (save == NULL)
        return FALSE;
      enterprise = ua_json_get_object (save->object, UA_SCIM_URN_ENTERPRISE_USER);
      if (enterprise != NULL)
        json_object_remove_member (enterprise, "manager");
      save->overrules = TRUE;
      if (!ua_dir_save_write (save, error))
        return FALSE;
    }
  return reports != NULL;
}

/* Removes the resources of one kind that are about the member, such as invitations.  What has no
 * lines in the audit goes with the member by itself. */
static gboolean
remove_kind (UaDirDb           *db,
             const UaDirActor  *actor,
             const UaDirKind   *kind,
             gint64             id,
             JsonObject        *erased,
             GError           **error)
{
  g_autofree char *sql = g_strconcat ("SELECT id FROM ", kind->table, " WHERE ",
                                      kind->member_column, " = ?", NULL);
  g_autoptr(GArray) rows = find_rows (db, sql, id, error);

  for (guint i = 0; rows != NULL && !kind->unlogged && i < rows->len; i++)
    if (!ua_dir_audit_remove_row (db, actor, kind->type, g_array_index (rows, gint64, i), error))
      return FALSE;
  if (rows != NULL)
    json_object_set_int_member (erased, kind->scim->name, rows->len);
  return rows != NULL;
}

static gboolean
remove_kinds (UaDirDb           *db,
              const UaDirActor  *actor,
              gint64             id,
              JsonObject        *erased,
              GError           **error)
{
  for (gsize i = 0; ua_dir_kinds[i] != NULL; i++)
    if (ua_dir_kinds[i]->member_column != NULL &&
        !remove_kind (db, actor, ua_dir_kinds[i], id, erased, error))
      return FALSE;
  return TRUE;
}

/* What leads to the member from elsewhere, and goes. */
static gboolean
count_references (UaDirDb     *db,
                  gint64       id,
                  JsonObject  *result,
                  GError     **error)
{
  JsonObject *references = json_object_new ();

  json_object_set_object_member (result, "references", references);
  return count (db, references, "reports", "SELECT count (*) FROM member WHERE manager = ?", id,
                error) &&
         count (db, references, "groups", "SELECT count (*) FROM membership WHERE member = ?", id,
                error);
}

static gboolean
forget_answers (UaDirDb  *db,
                gint64    id,
                GError  **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;

  return ua_dir_query_open (&query, db, error, "SELECT uid FROM resource WHERE id = ?", "i", id) &&
         ua_dir_query_step (&query, NULL, error) &&
         ua_dir_replay_forget (db, ua_dir_query_text (&query, 0), error);
}

/**
 * ua_dir_erase_member:
 * @db: a writing connection
 * @actor: (nullable): on whose behalf; %NULL for the service itself
 * @base_uri: the base address
 * @id: the row of a member
 * @result: where to tell what became of the member: `outcome` is `erased`, or `deactivated` with a
 *   `reason`; how much of what is erased and kept
 * @error: return location for an error
 *
 * Erases a member and all personal data, or takes away access where the member is assigned to
 * content that is open (CC-02).
 *
 * Returns: whether it succeeded; else an error with what to answer
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_erase_member (UaDirDb           *db,
                     const UaDirActor  *actor,
                     const char        *base_uri,
                     gint64             id,
                     JsonObject        *result,
                     GError           **error)
{
  g_autoptr(JsonObject) open = json_object_new ();
  JsonObject *erased = json_object_new ();
  JsonObject *kept = json_object_new ();
  gboolean is_open;

  json_object_set_object_member (result, "erased", erased);
  json_object_set_object_member (result, "kept", kept);
  if (!ua_dir_users_check_erase (db, actor, id, error) ||
      !ua_dir_records_find_open (db, id, open, &is_open, error))
    return FALSE;
  if (is_open)
    {
      json_object_remove_member (result, "erased");
      json_object_remove_member (result, "kept");
      return keep_for_content (db, actor, base_uri, id, open, result, error);
    }
  json_object_set_string_member (result, "outcome", "erased");
  return ua_dir_trace_request (db, error) &&
         count_references (db, id, result, error) &&
         ua_dir_records_forget (db, actor, base_uri, id, erased, kept, error) &&
         remove_kinds (db, actor, id, erased, error) &&
         release_reports (db, actor, base_uri, id, error) &&
         forget_answers (db, id, error) &&
         ua_dir_audit_remove_row (db, actor, UA_DIR_USER, id, error);
}

static gboolean
erase (UaDirActionRun  *run,
       gint64           id,
       const char      *uid,
       GError         **error)
{
  return ua_dir_erase_member (run->db, run->actor, run->service->base_uri, id, run->result, error);
}

const UaDirAction ua_dir_erase_action = {
  .name = "erase",
  .description = "Erases a member and all personal data for good; deactivates instead where the "
                 "member is assigned to content that is open.",
  .target = UA_DIR_USER,
  .right = UA_DIR_RIGHT_ERASE,
  .irreversible = TRUE,
  .run = erase,
};
