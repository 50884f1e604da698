/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-directory"

#include "ua-dir-link.h"

#include "ua-dir-error.h"
#include "ua-time.h"

#include <sys/random.h>

/* The links that go out in mails.  Their tokens are random; only hashes of them are kept.  A member
 * has one link for each purpose: a new one takes the place of the one before. */

#define TOKEN_BYTES 32

static const char *const purposes[] = {
  [UA_DIR_LINK_INVITATION] = "invitation",
  [UA_DIR_LINK_PASSWORD] = "password",
};

/**
 * ua_dir_link_make:
 *
 * Returns: (transfer full): a new token of 256 random bits, in letters that an address can have
 *   (RFC 4648, section 5)
 *
 * Any thread.
 */
char *
ua_dir_link_make (void)
{
  guint8 bytes[TOKEN_BYTES];
  char *token;
  char *padding;

  if (getrandom (bytes, sizeof bytes, 0) != (gssize) sizeof bytes)
    g_error ("There are no random numbers");
  token = g_base64_encode (bytes, sizeof bytes);
  g_strdelimit (token, "+", '-');
  g_strdelimit (token, "/", '_');
  padding = g_strstr_len (token, -1, "=");
  if (padding != NULL)
    *padding = '\0';
  return token;
}

/**
 * ua_dir_link_hash:
 * @token: a token
 *
 * Returns: (transfer full): what is kept of it
 *
 * Any thread.
 */
char *
ua_dir_link_hash (const char *token)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, token, -1);
}

/**
 * ua_dir_link_store:
 * @db: a writing connection
 * @purpose: what the link is for
 * @member: the row of the member whom it is for
 * @message: the row of the message that it goes out in
 * @hash: what ua_dir_link_hash() gave
 * @expires: until when it can be used, in milliseconds since 1970
 * @error: return location for an error
 *
 * Makes a link the one that can be used, and ends those before it.
 *
 * Returns: whether it succeeded
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_link_store (UaDirDb           *db,
                   UaDirLinkPurpose   purpose,
                   gint64             member,
                   gint64             message,
                   const char        *hash,
                   gint64             expires,
                   GError           **error)
{
  return ua_dir_db_run (db, error, "DELETE FROM token WHERE member = ? AND purpose = ?", "it",
                        member, purposes[purpose]) &&
         ua_dir_db_run (db, error,
                        "INSERT INTO token (hash, member, purpose, created, expires, message)"
                        " VALUES (?, ?, ?, ?, ?, ?)",
                        "titiii", hash, member, purposes[purpose], ua_time_now (), expires,
                        message);
}

/**
 * ua_dir_link_find:
 * @db: a connection
 * @purpose: what the link is for
 * @hash: what ua_dir_link_hash() gave of what came
 * @state: (out): whether it can be used
 * @member: (out): the row of the member whom it is for; 0 where it is unknown
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 *
 * The thread that has @db.
 */
gboolean
ua_dir_link_find (UaDirDb           *db,
                  UaDirLinkPurpose   purpose,
                  const char        *hash,
                  UaDirLinkState    *state,
                  gint64            *member,
                  GError           **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  gboolean row;

  if (!ua_dir_query_open (&query, db, error,
                          "SELECT member, used IS NOT NULL, expires <= ? FROM token"
                          " WHERE hash = ? AND purpose = ?", "itt", ua_time_now (), hash,
                          purposes[purpose]) ||
      !ua_dir_query_step (&query, &row, error))
    return FALSE;
  *member = row ? ua_dir_query_int (&query, 0) : 0;
  if (!row)
    *state = UA_DIR_LINK_UNKNOWN;
  else if (ua_dir_query_int (&query, 1) != 0)
    *state = UA_DIR_LINK_USED;
  else
    *state = ua_dir_query_int (&query, 2) != 0 ? UA_DIR_LINK_EXPIRED : UA_DIR_LINK_VALID;
  return TRUE;
}

/**
 * ua_dir_link_use:
 * @db: a writing connection
 * @purpose: what the link is for
 * @hash: what ua_dir_link_hash() gave of what came
 * @member: (out): the row of the member whom it is for
 * @error: return location for an error
 *
 * Uses a link up.
 *
 * Returns: whether it could be used; else %UA_DIR_ERROR_CONFLICT, or %UA_DIR_ERROR_NOT_FOUND where
 *   it is unknown
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_link_use (UaDirDb           *db,
                 UaDirLinkPurpose   purpose,
                 const char        *hash,
                 gint64            *member,
                 GError           **error)
{
  UaDirLinkState state;

  if (!ua_dir_link_find (db, purpose, hash, &state, member, error))
    return FALSE;
  switch (state)
    {
    case UA_DIR_LINK_VALID:
      return ua_dir_db_run (db, error, "UPDATE token SET used = ? WHERE hash = ?", "it",
                            ua_time_now (), hash);
    case UA_DIR_LINK_USED:
      g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_CONFLICT,
                           "This link has been used");
      return FALSE;
    case UA_DIR_LINK_EXPIRED:
      g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_CONFLICT, "This link has expired");
      return FALSE;
    case UA_DIR_LINK_UNKNOWN:
    default:
      g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_NOT_FOUND,
                           "This link is not known, or a newer one has taken its place");
      return FALSE;
    }
}

/**
 * ua_dir_link_expire:
 * @db: a writing connection
 * @error: return location for an error
 *
 * Deletes the sessions that are over.  Links stay for another %UA_DIR_LINK_KEPT_DAYS, so that who
 * follows one too late, or twice, is told so.
 *
 * Returns: whether it succeeded
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_link_expire (UaDirDb  *db,
                    GError  **error)
{
  gint64 now = ua_time_now ();

  return ua_dir_db_run (db, error,
                        "DELETE FROM token WHERE expires <= ? AND (purpose NOT IN (?, ?)"
                        " OR expires <= ?)", "itti", now, purposes[UA_DIR_LINK_INVITATION],
                        purposes[UA_DIR_LINK_PASSWORD],
                        now - (gint64) UA_DIR_LINK_KEPT_DAYS * 24 * 3600 * 1000);
}

/**
 * ua_dir_link_void:
 * @db: a writing connection
 * @member: the row of a member
 * @error: return location for an error
 *
 * Ends all links of a member: when the member loses access, or the address that they went to is not
 * the member's any more.
 *
 * Returns: whether it succeeded
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_link_void (UaDirDb  *db,
                  gint64    member,
                  GError  **error)
{
  return ua_dir_db_run (db, error,
                        "DELETE FROM token WHERE member = ? AND purpose IN (?, ?)", "itt", member,
                        purposes[UA_DIR_LINK_INVITATION], purposes[UA_DIR_LINK_PASSWORD]);
}
