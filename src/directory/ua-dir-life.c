/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-life.h"

#include "ua-dir-users.h"
#include "ua-json.h"

/* The statuses of a member and how one becomes another. */

static JsonNode *
make_text (const char *text)
{
  return json_node_init_string (json_node_alloc (), text);
}

/* Writes a member with another status. */
static gboolean
change_status (UaDirActionRun  *run,
               gint64           id,
               UaDirStatus      status,
               const char      *reason,
               GError         **error)
{
  g_autoptr(UaDirSave) save = ua_dir_save_load (run->db, run->actor, &ua_dir_user_kind,
                                                run->service->base_uri, id, error);

  if (save == NULL)
    return FALSE;
  save->reason = reason;
  ua_dir_save_decide (save, "status", make_text (ua_dir_status_to_string (status)));
  return ua_dir_save_write (save, error);
}

static gboolean
get_status (UaDirDb      *db,
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

  if (!get_status (run->db, id, &status, error))
    return FALSE;
  if (status == UA_DIR_DEACTIVATED)
    return refuse_status (error, "The member is deactivated already");
  if (status == UA_DIR_INVITED)
    return refuse_status (error, "The member has not accepted the invitation; cancel it instead");
  return change_status (run, id, UA_DIR_DEACTIVATED, "deactivate", error);
}

static gboolean
reactivate (UaDirActionRun  *run,
            gint64           id,
            const char      *uid,
            GError         **error)
{
  UaDirStatus status;

  if (!get_status (run->db, id, &status, error))
    return FALSE;
  if (status != UA_DIR_DEACTIVATED)
    return refuse_status (error, "The member is not deactivated");
  return change_status (run, id, UA_DIR_ACTIVE, "reactivate", error);
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
