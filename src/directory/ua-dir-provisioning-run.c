/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-provisioning-run.h"

#include "ua-dir-text.h"
#include "ua-json.h"
#include "ua-time.h"

/* The history of rosters that were carried out (WU-09).  Only the service makes these resources,
 * and nobody changes them.  Members are in them by their ids alone, so that nothing is left there
 * of those who are erased. */

static gboolean
prepare (UaDirSave  *save,
         GError    **error)
{
  save->display = g_strdup (ua_json_get_string (save->object, "source"));
  return TRUE;
}

static gboolean
store (UaDirSave  *save,
       GError    **error)
{
  return ua_dir_db_run (save->db, error, "INSERT INTO provisioning_run (id, actor) VALUES (?, ?)",
                        "it", save->id, save->actor != NULL ? save->actor->uid : NULL);
}

static gboolean
may_remove (UaDirDb           *db,
            const UaDirActor  *actor,
            gint64             id,
            GError           **error)
{
  g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_METHOD_NOT_ALLOWED,
                       "Provisioning runs are kept");
  return FALSE;
}

static gboolean
before_remove (UaDirDb  *db,
               gint64    id,
               GError  **error)
{
  return TRUE;
}

const UaDirKind ua_dir_provisioning_run_kind = {
  .type = UA_DIR_PROVISIONING_RUN,
  .scim = &ua_scim_provisioning_run_type,
  .table = "provisioning_run",
  .columns = ua_dir_provisioning_run_columns,
  .read_only = TRUE,
  .unlogged = TRUE,
  .projected = TRUE,
  .prepare = prepare,
  .store = store,
  .may_remove = may_remove,
  .before_remove = before_remove,
};

/**
 * ua_dir_provisioning_run_note:
 * @db: a writing connection
 * @actor: (nullable): on whose behalf it ran
 * @source: where the roster came from
 * @counts: what it did to how many members
 * @state_changes: the members whose status changed
 * @uid: (out) (transfer full): the id of the resource
 * @error: return location for an error
 *
 * Notes a run that has been carried out.
 *
 * Returns: whether it succeeded
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_provisioning_run_note (UaDirDb           *db,
                              const UaDirActor  *actor,
                              const char        *source,
                              JsonObject        *counts,
                              JsonArray         *state_changes,
                              char             **uid,
                              GError           **error)
{
  JsonObject *object = json_object_new ();
  g_autoptr(UaDirSave) save = ua_dir_save_new (db, actor, &ua_dir_provisioning_run_kind, object);
  g_autofree char *started = ua_time_format (save->created);

  json_object_set_string_member (object, "startedAt", started);
  json_object_set_string_member (object, "source", source);
  if (actor != NULL)
    json_object_set_member (object, "actor",
                            ua_dir_text_reference ("/Users/", actor->uid, actor->id));
  json_object_set_string_member (object, "state", "completed");
  json_object_set_object_member (object, "counts", json_object_ref (counts));
  if (json_array_get_length (state_changes) > 0)
    json_object_set_array_member (object, "stateChanges", json_array_ref (state_changes));
  *uid = g_strdup (save->uid);
  return ua_dir_save_write (save, error);
}
