/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-mail.h"

#include "ua-time.h"

static const char *const kind_names[UA_DIR_N_MAIL_KINDS] = {
  [UA_DIR_MAIL_INVITATION] = "invitation",
  [UA_DIR_MAIL_ACTIVATION] = "activation",
  [UA_DIR_MAIL_PASSWORD_LINK] = "passwordLink",
  [UA_DIR_MAIL_CREDENTIALS] = "credentials",
  [UA_DIR_MAIL_CREATED] = "created",
  [UA_DIR_MAIL_EMAIL_CHANGED_OLD] = "emailChangedOld",
  [UA_DIR_MAIL_EMAIL_CHANGED_NEW] = "emailChangedNew",
  [UA_DIR_MAIL_SIGN_OFF_REQUEST] = "signOffRequest",
  [UA_DIR_MAIL_SIGN_OFF_REMINDER] = "signOffReminder",
};

/**
 * ua_dir_mail_kind_to_string:
 * @kind: what a mail is for
 *
 * Returns: the word for it in the protocol
 */
const char *
ua_dir_mail_kind_to_string (UaDirMailKind kind)
{
  return kind_names[kind];
}

/* The primary address of a member, or else the first. */
static char *
find_address (UaDirDb  *db,
              gint64    member,
              GError  **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  gboolean row;

  if (!ua_dir_query_open (&query, db, error,
                          "SELECT json_extract (e.value, '$.value')"
                          " FROM resource r, json_each (r.text, '$.emails') e WHERE r.id = ?"
                          " ORDER BY ifnull (json_extract (e.value, '$.primary'), 0) DESC, e.key"
                          " LIMIT 1", "i", member) ||
      !ua_dir_query_step (&query, &row, error))
    return NULL;
  if (row && !ua_dir_query_is_null (&query, 0))
    return g_strdup (ua_dir_query_text (&query, 0));
  g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_CONFLICT,
                       "The member has no email address");
  return NULL;
}

/**
 * ua_dir_mail_queue:
 * @db: a writing connection
 * @actor: (nullable): on whose behalf
 * @mail: what is to be sent
 * @message: (out) (optional): the row of the message
 * @error: return location for an error
 *
 * Has a mail sent once the transaction is on disk.
 *
 * Returns: whether it succeeded; else an error with what to answer
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_mail_queue (UaDirDb           *db,
                   const UaDirActor  *actor,
                   const UaDirMail   *mail,
                   gint64            *message,
                   GError           **error)
{
  g_autofree char *found = mail->address == NULL ? find_address (db, mail->member, error) : NULL;
  const char *address = mail->address != NULL ? mail->address : found;

  if (address == NULL ||
      !ua_dir_db_run (db, error,
                      "INSERT INTO message (member, recipient, kind, subject, body, state, created)"
                      " VALUES (?, ?, ?, '', ?, 'queued', ?)",
                      "ittti", mail->member, address, kind_names[mail->kind],
                      mail->note != NULL ? mail->note : "", ua_time_now ()))
    return FALSE;
  if (message != NULL)
    *message = ua_dir_db_last_id (db);
  return TRUE;
}

/**
 * ua_dir_mail_get_mark:
 * @db: a connection
 * @mark: (out): what ua_dir_mail_describe_since() takes
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_mail_get_mark (UaDirDb  *db,
                      gint64   *mark,
                      GError  **error)
{
  return ua_dir_db_get_int (db, mark, error, "SELECT ifnull (max (id), 0) FROM message", "");
}

/**
 * ua_dir_mail_describe_since:
 * @db: a connection
 * @mark: what ua_dir_mail_get_mark() gave
 * @mails: where to add an object for each mail queued since
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_mail_describe_since (UaDirDb    *db,
                            gint64      mark,
                            JsonArray  *mails,
                            GError    **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  gboolean row;

  if (!ua_dir_query_open (&query, db, error,
                          "SELECT kind, recipient FROM message WHERE id > ? ORDER BY id", "i",
                          mark))
    return FALSE;
  for (;;)
    {
      JsonObject *mail;

      if (!ua_dir_query_step (&query, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      mail = json_object_new ();
      json_object_set_string_member (mail, "kind", ua_dir_query_text (&query, 0));
      json_object_set_string_member (mail, "recipient", ua_dir_query_text (&query, 1));
      json_array_add_object_element (mails, mail);
    }
}
