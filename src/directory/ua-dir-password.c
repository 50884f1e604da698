/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-password.h"

#include "ua-dir-auth.h"
#include "ua-dir-link.h"
#include "ua-dir-users.h"

/**
 * ua_dir_account_get:
 * @db: a connection
 * @member: the row of a member
 * @account: (out): how the member gets in
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 *
 * The thread that has @db.
 */
gboolean
ua_dir_account_get (UaDirDb       *db,
                    gint64         member,
                    UaDirAccount  *account,
                    GError       **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;

  if (!ua_dir_query_open (&query, db, error,
                          "SELECT status, password_hash IS NOT NULL, password_hash = ?,"
                          " must_change FROM member WHERE id = ?", "ti", UA_DIR_NO_PASSWORD,
                          member) ||
      !ua_dir_query_step (&query, NULL, error))
    return FALSE;
  account->status = (UaDirStatus) ua_dir_query_int (&query, 0);
  account->must_change = ua_dir_query_int (&query, 3) != 0;
  if (ua_dir_query_int (&query, 1) == 0)
    account->password = UA_DIR_PASSWORD_NONE;
  else if (ua_dir_query_int (&query, 2) != 0)
    account->password = UA_DIR_PASSWORD_ON_THE_WAY;
  else
    account->password = UA_DIR_PASSWORD_SET;
  return TRUE;
}

static JsonNode *
make_text (const char *text)
{
  return json_node_init_string (json_node_alloc (), text);
}

/* The member acts.  Whoever was disabled, or locked, is active by it (CC-08). */
static gboolean
enable (UaDirDb     *db,
        const char  *base_uri,
        gint64       member,
        GError     **error)
{
  UaDirActor actor = { .id = member, .access = UA_DIR_EMPLOYEE };
  g_autoptr(UaDirSave) save = ua_dir_save_load (db, NULL, &ua_dir_user_kind, base_uri, member,
                                                error);

  if (save == NULL)
    return FALSE;
  actor.uid = save->uid;
  save->actor = &actor;
  save->reason = "choosePassword";
  ua_dir_save_decide (save, "status", make_text (ua_dir_status_to_string (UA_DIR_ACTIVE)));
  ua_dir_save_decide (save, "hasPassword", json_node_init_boolean (json_node_alloc (), TRUE));
  return ua_dir_save_write (save, error);
}

/**
 * ua_dir_password_change:
 * @db: a writing connection
 * @base_uri: the base address
 * @member: the row of a member who has shown to be that member
 * @password_hash: the hash of the password that the person has chosen
 * @error: return location for an error
 *
 * Gives a member a password of their own choice, which they need not change any more (TL-06).
 *
 * Returns: whether it succeeded; else %UA_DIR_ERROR_CONFLICT where there is no free seat
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_password_change (UaDirDb     *db,
                        const char  *base_uri,
                        gint64       member,
                        const char  *password_hash,
                        GError     **error)
{
  return enable (db, base_uri, member, error) &&
         ua_dir_db_run (db, error,
                        "UPDATE member SET password_hash = ?, password_changed ="
                        " (SELECT modified FROM resource WHERE id = member.id),"
                        " must_change = 0, failed_logins = 0 WHERE id = ?",
                        "ti", password_hash, member);
}

/**
 * ua_dir_password_choose:
 * @db: a writing connection
 * @base_uri: the base address
 * @hash: the hash of the token that came (ua_dir_link_hash())
 * @password_hash: the hash of the password that the person has chosen
 * @member: (out): the row of the member
 * @error: return location for an error
 *
 * Chooses a password by the link of a mail: the link is used up, the account is enabled (CC-04,
 * CC-08) and takes a seat if it had none.
 *
 * Returns: whether it succeeded; else %UA_DIR_ERROR_NOT_FOUND, or %UA_DIR_ERROR_CONFLICT where the
 *   link cannot be used or there is no free seat; the caller takes back what was done
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_password_choose (UaDirDb     *db,
                        const char  *base_uri,
                        const char  *hash,
                        const char  *password_hash,
                        gint64      *member,
                        GError     **error)
{
  UaDirAccount account;

  if (!ua_dir_link_use (db, UA_DIR_LINK_PASSWORD, hash, member, error) ||
      !ua_dir_account_get (db, *member, &account, error))
    return FALSE;
  if (account.status == UA_DIR_INVITED)
    {
      g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_CONFLICT,
                           "The invitation must be accepted first");
      return FALSE;
    }
  return ua_dir_password_change (db, base_uri, *member, password_hash, error);
}
