/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-users-private.h"

#include "ua-dir-functions.h"
#include "ua-dir-settings.h"
#include "ua-dir-users.h"
#include "ua-json.h"
#include "ua-scim-urn.h"
#include "ua-time.h"

/* The statuses of a member: which becomes which, who may bring it about, and what follows.
 *
 *   invited      -> active        by accepting the invitation
 *   active       -> deactivated   by active: false, an action, the day of leaving
 *   active      <-> locked        by wrong passwords and by time
 *   locked       -> deactivated   as from active
 *   deactivated  -> active        by active: true, an action
 */

static gboolean
refuse (GError      **error,
        UaDirError    code,
        const char   *detail)
{
  g_set_error_literal (error, UA_DIR_ERROR, (int) code, detail);
  return FALSE;
}

/* Whether the member may look at things, were it not for a lock that ends by itself. */
static gboolean
has_access (UaDirStatus status)
{
  return status == UA_DIR_ACTIVE || status == UA_DIR_LOCKED;
}

static const char *
get_text (JsonObject *object,
          const char *name)
{
  JsonObject *extension = object != NULL ? ua_json_get_object (object, UA_SCIM_URN_UA_USER) : NULL;

  return extension != NULL ? ua_json_get_string (extension, name) : NULL;
}

static gboolean
has_password (UaDirSave *save)
{
  JsonObject *extension = save->old != NULL
    ? ua_json_get_object (save->old, UA_SCIM_URN_UA_USER) : NULL;
  gboolean has = FALSE;

  if (ua_json_get_string (save->object, "password") != NULL ||
      (save->decided != NULL &&
       ua_json_read_bool (ua_json_get (save->decided, "hasPassword"), &has) && has))
    return TRUE;
  return !save->no_password && extension != NULL &&
         ua_json_read_bool (ua_json_get (extension, "hasPassword"), &has) && has;
}

/* CC-10: who never had access, such as an imported member, needs a password to begin with.  A SCIM
 * client that sets `active` does without: an identity provider signs people in itself. */
static gboolean
check_enabled (UaDirSave  *save,
               GError    **error)
{
  gint64 had_access;

  if (has_password (save))
    return TRUE;
  if (!ua_dir_db_get_int (save->db, &had_access, error,
                          "SELECT had_access FROM member WHERE id = ?", "i", save->id))
    return FALSE;
  return had_access != 0 ||
         refuse (error, UA_DIR_ERROR_CONFLICT,
                 "The member has no password; send a link to choose one");
}

/**
 * ua_dir_member_decide_status:
 * @save: a member that is being written
 * @member: what is known of it; gets the status
 * @error: return location for an error
 *
 * Decides the status, which follows `active` where the service has not decided it, and makes
 * `active` say whether the member has access.
 *
 * Returns: whether one status may become the other; else %UA_DIR_ERROR_CONFLICT
 */
gboolean
ua_dir_member_decide_status (UaDirSave    *save,
                             UaDirMember  *member,
                             GError      **error)
{
  const char *decided = save->decided != NULL ? ua_json_get_string (save->decided, "status") : NULL;
  gboolean active = TRUE;
  gboolean given = ua_json_read_bool (ua_json_get (save->object, "active"), &active);

  member->old_status = ua_dir_status_from_string (get_text (save->old, "status"));
  member->status = member->old_status != 0 ? member->old_status : UA_DIR_ACTIVE;
  if (decided != NULL)
    member->status = ua_dir_status_from_string (decided);
  else if (given && active && member->status == UA_DIR_INVITED)
    return refuse (error, UA_DIR_ERROR_CONFLICT,
                   "The member has not accepted the invitation yet");
  else if (given && active && member->status == UA_DIR_DEACTIVATED)
    member->status = UA_DIR_ACTIVE;
  else if (given && !active && member->status != UA_DIR_INVITED)
    member->status = UA_DIR_DEACTIVATED;

  if (decided != NULL && member->old_status == UA_DIR_DEACTIVATED &&
      member->status == UA_DIR_ACTIVE && !check_enabled (save, error))
    return FALSE;
  /* What a PATCH takes away stays away; the status tells of it all the same. */
  if (given || decided != NULL || save->old == NULL || save->replace)
    json_object_set_boolean_member (save->object, "active", has_access (member->status));
  json_object_set_string_member (ua_dir_member_extension (save->object), "status",
                                 ua_dir_status_to_string (member->status));
  return TRUE;
}

/* The day until when the data of one who leaves now is kept: what the organisation has decided on
 * that day. */
static char *
make_retention (UaDirSave  *save,
                GError    **error)
{
  g_autoptr(GDateTime) today = g_date_time_new_from_unix_utc (save->modified / 1000);
  g_autoptr(GDateTime) end = NULL;
  gint64 years;

  if (!ua_dir_setting_get_int (save->db, UA_DIR_SETTING_RETENTION_YEARS, &years, error))
    return NULL;
  end = g_date_time_add_years (today, (int) years);
  return g_date_time_format (end, "%Y-%m-%d");
}

/**
 * ua_dir_member_decide_dates:
 * @save: a member that is being written, with what the service keeps
 * @member: what is known of it
 * @error: return location for an error
 *
 * Says until when the data of one who leaves is kept (WU-07), and of one who comes back no more: a
 * day of leaving that has passed would make the member leave again.
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_member_decide_dates (UaDirSave    *save,
                            UaDirMember  *member,
                            GError      **error)
{
  JsonObject *extension = ua_dir_member_extension (save->object);
  gint64 leaving = ua_dir_read_time (ua_json_get_string (extension, "leavingDate"));
  gboolean leaves = has_access (member->old_status) && member->status == UA_DIR_DEACTIVATED;

  if (leaves)
    {
      g_autofree char *until = make_retention (save, error);

      if (until == NULL)
        return FALSE;
      json_object_set_string_member (extension, "retentionUntil", until);
    }
  else if (member->status != UA_DIR_DEACTIVATED)
    {
      json_object_remove_member (extension, "retentionUntil");
    }
  if (member->old_status == UA_DIR_DEACTIVATED && has_access (member->status) &&
      leaving != UA_TIME_NONE && leaving <= save->modified)
    json_object_remove_member (extension, "leavingDate");
  if (member->status != UA_DIR_LOCKED)
    json_object_remove_member (extension, "lockedUntil");
  return TRUE;
}

/* WS-05 and WS-08.  The days of leaving and deletion take rights that nobody has over themselves
 * (ua-dir-rights.c). */
static gboolean
check_self (UaDirSave    *save,
            UaDirMember  *member,
            GError      **error)
{
  if (!has_access (member->status))
    return refuse (error, UA_DIR_ERROR_FORBIDDEN, "Nobody deactivates themselves");
  if (member->access != member->old_access)
    return refuse (error, UA_DIR_ERROR_FORBIDDEN, "Nobody changes their own access level");
  return TRUE;
}

/**
 * ua_dir_member_check_guards:
 * @save: a member that is being written
 * @member: what is known of it, with status and access level
 * @error: return location for an error
 *
 * Returns: whether the actor may do this to the member; else %UA_DIR_ERROR_FORBIDDEN
 */
gboolean
ua_dir_member_check_guards (UaDirSave    *save,
                            UaDirMember  *member,
                            GError      **error)
{
  gboolean is_self = save->actor != NULL && save->actor->id == save->id && save->id != 0;
  gboolean was_admin = member->old_access == UA_DIR_ADMIN && has_access (member->old_status);
  gboolean is_admin = member->access == UA_DIR_ADMIN && has_access (member->status);

  if (is_self && !check_self (save, member, error))
    return FALSE;
  return !was_admin || is_admin || ua_dir_users_check_last_admin (save->db, save->id, error);
}

/**
 * ua_dir_users_check_last_admin:
 * @db: a connection
 * @id: the row of an admin who is about to lose access
 * @error: return location for an error
 *
 * Returns: whether there is another admin who can act, which one who is locked cannot (PE-06); else
 *   %UA_DIR_ERROR_FORBIDDEN
 */
gboolean
ua_dir_users_check_last_admin (UaDirDb  *db,
                               gint64    id,
                               GError  **error)
{
  gint64 others;

  if (!ua_dir_db_get_int (db, &others, error,
                          "SELECT EXISTS (SELECT 1 FROM member"
                          " WHERE access_level = ? AND status = ? AND id <> ?)",
                          "iii", (gint64) UA_DIR_ADMIN, (gint64) UA_DIR_ACTIVE, id))
    return FALSE;
  return others != 0 ||
         refuse (error, UA_DIR_ERROR_FORBIDDEN,
                 "This is the last active admin; make somebody else an admin first");
}

/**
 * ua_dir_users_check_erase:
 * @db: a connection
 * @actor: (nullable): who asks; %NULL for the service itself
 * @id: the row of a member
 * @error: return location for an error
 *
 * Returns: whether the member may be erased (WS-05, PE-06); else %UA_DIR_ERROR_FORBIDDEN
 */
gboolean
ua_dir_users_check_erase (UaDirDb           *db,
                          const UaDirActor  *actor,
                          gint64             id,
                          GError           **error)
{
  gint64 is_admin;

  if (actor != NULL && actor->id == id)
    return refuse (error, UA_DIR_ERROR_FORBIDDEN, "Nobody deletes themselves");
  if (!ua_dir_db_get_int (db, &is_admin, error,
                          "SELECT access_level = ? AND status IN (?, ?) FROM member WHERE id = ?",
                          "iiii", (gint64) UA_DIR_ADMIN, (gint64) UA_DIR_ACTIVE,
                          (gint64) UA_DIR_LOCKED, id))
    return FALSE;
  return is_admin == 0 || ua_dir_users_check_last_admin (db, id, error);
}
