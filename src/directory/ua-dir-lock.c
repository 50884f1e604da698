/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-lock.h"

#include "ua-dir-kind.h"
#include "ua-dir-users.h"
#include "ua-time.h"

/* Wrong passwords are counted for each member, wherever they are tried.  The clock ends a lock
 * (ua-dir-clock.c), an administrator can end it before, and a new password does. */

static JsonNode *
make_text (const char *text)
{
  return json_node_init_string (json_node_alloc (), text);
}

static gboolean
lock (UaDirDb     *db,
      const char  *base_uri,
      gint64       member,
      GError     **error)
{
  g_autoptr(UaDirSave) save =
    ua_dir_save_load (db, NULL, &ua_dir_user_kind, base_uri, member, error);
  g_autofree char *until =
    ua_time_format (ua_time_now () + (gint64) UA_DIR_LOCK_MINUTES * 60 * 1000);

  if (save == NULL)
    return FALSE;
  save->reason = "lock";
  ua_dir_save_decide (save, "status", make_text (ua_dir_status_to_string (UA_DIR_LOCKED)));
  ua_dir_save_decide (save, "lockedUntil", make_text (until));
  return ua_dir_save_write (save, error) && ua_dir_lock_passed (db, member, error);
}

/**
 * ua_dir_lock_failed:
 * @db: a writing connection
 * @base_uri: the base address
 * @member: the row of a member
 * @locked: (out): whether the member is locked by this
 * @error: return location for an error
 *
 * Counts a wrong password of an active member, and locks the member when it was one too many
 * (CC-11).
 *
 * Returns: whether it succeeded
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_lock_failed (UaDirDb     *db,
                    const char  *base_uri,
                    gint64       member,
                    gboolean    *locked,
                    GError     **error)
{
  gint64 failures;

  *locked = FALSE;
  if (!ua_dir_db_run (db, error,
                      "UPDATE member SET failed_logins = failed_logins + 1"
                      " WHERE id = ? AND status = ?", "ii", member, (gint64) UA_DIR_ACTIVE) ||
      !ua_dir_db_get_int (db, &failures, error,
                          "SELECT failed_logins FROM member WHERE id = ? AND status = ?", "ii",
                          member, (gint64) UA_DIR_ACTIVE))
    return FALSE;
  if (failures < UA_DIR_LOCK_FAILURES)
    return TRUE;
  *locked = TRUE;
  return lock (db, base_uri, member, error);
}

/**
 * ua_dir_lock_passed:
 * @db: a writing connection
 * @member: the row of a member
 * @error: return location for an error
 *
 * Forgets the wrong passwords, because the right one came.
 *
 * Returns: whether it succeeded
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_lock_passed (UaDirDb  *db,
                    gint64    member,
                    GError  **error)
{
  return ua_dir_db_run (db, error, "UPDATE member SET failed_logins = 0 WHERE id = ?", "i",
                        member);
}
