/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-life.h"

#include "ua-dir-users.h"

/* What is done to members as they come and go (ua-dir-users-status.c says what follows). */

static JsonNode *
make_text (const char *text)
{
  return json_node_init_string (json_node_alloc (), text);
}

/**
 * ua_dir_life_set_status:
 * @db: a writing connection
 * @actor: (nullable): on whose behalf; %NULL for the service itself
 * @base_uri: the base address
 * @id: the row of a member
 * @status: what the member becomes
 * @reason: the word for it in the audit
 * @error: return location for an error
 *
 * Writes a member with another status.
 *
 * Returns: whether it succeeded; else an error with what to answer
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_life_set_status (UaDirDb           *db,
                        const UaDirActor  *actor,
                        const char        *base_uri,
                        gint64             id,
                        UaDirStatus        status,
                        const char        *reason,
                        GError           **error)
{
  g_autoptr(UaDirSave) save = ua_dir_save_load (db, actor, &ua_dir_user_kind, base_uri, id, error);

  if (save == NULL)
    return FALSE;
  save->reason = reason;
  ua_dir_save_decide (save, "status", make_text (ua_dir_status_to_string (status)));
  return ua_dir_save_write (save, error);
}

/**
 * ua_dir_life_get_status:
 * @db: a connection
 * @id: the row of a member
 * @status: (out): what the member is; 0 when there is none
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_life_get_status (UaDirDb      *db,
                        gint64        id,
                        UaDirStatus  *status,
                        GError      **error)
{
  gint64 value;

  if (!ua_dir_db_get_int (db, &value, error, "SELECT status FROM member WHERE id = ?", "i", id))
    return FALSE;
  *status = (UaDirStatus) value;
  return TRUE;
}

static gboolean
refuse_status (GError      **error,
               const char   *detail)
{
  g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_CONFLICT, detail);
  return FALSE;
}

static gboolean
deactivate (UaDirActionRun  *run,
            gint64           id,
            const char      *uid,
            GError         **error)
{
  UaDirStatus status;

  if (!ua_dir_life_get_status (run->db, id, &status, error))
    return FALSE;
  if (status == UA_DIR_DEACTIVATED)
    return refuse_status (error, "The member is deactivated already");
  if (status == UA_DIR_INVITED)
    return refuse_status (error, "The member has not accepted the invitation; cancel it instead");
  return ua_dir_life_set_status (run->db, run->actor, run->service->base_uri, id,
                                 UA_DIR_DEACTIVATED, "deactivate", error);
}

static gboolean
reactivate (UaDirActionRun  *run,
            gint64           id,
            const char      *uid,
            GError         **error)
{
  UaDirStatus status;

  if (!ua_dir_life_get_status (run->db, id, &status, error))
    return FALSE;
  if (status != UA_DIR_DEACTIVATED)
    return refuse_status (error, "The member is not deactivated");
  return ua_dir_life_set_status (run->db, run->actor, run->service->base_uri, id, UA_DIR_ACTIVE,
                                 "reactivate", error);
}

static gboolean
unlock (UaDirActionRun  *run,
        gint64           id,
        const char      *uid,
        GError         **error)
{
  UaDirStatus status;

  if (!ua_dir_life_get_status (run->db, id, &status, error))
    return FALSE;
  if (status != UA_DIR_LOCKED)
    return refuse_status (error, "The member is not locked");
  return ua_dir_life_set_status (run->db, run->actor, run->service->base_uri, id, UA_DIR_ACTIVE,
                                 "unlock", error);
}

const UaDirAction ua_dir_deactivate_action = {
  .name = "deactivate",
  .description = "Takes away access and frees the seat; everything is kept.",
  .target = UA_DIR_USER,
  .right = UA_DIR_RIGHT_LIFE_CYCLE,
  .run = deactivate,
};

const UaDirAction ua_dir_reactivate_action = {
  .name = "reactivate",
  .description = "Gives a deactivated member access again, with everything as it was.",
  .target = UA_DIR_USER,
  .right = UA_DIR_RIGHT_LIFE_CYCLE,
  .run = reactivate,
};

const UaDirAction ua_dir_unlock_action = {
  .name = "unlock",
  .description = "Ends the lock after wrong passwords before its time.",
  .target = UA_DIR_USER,
  .right = UA_DIR_RIGHT_LIFE_CYCLE,
  .run = unlock,
};
