/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-mail.h"

#include "ua-dir-address.h"
#include "ua-dir-mail-text.h"
#include "ua-dir-message.h"

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
 * ua_dir_mail_kind_from_string:
 * @name: a word of the protocol
 *
 * Returns: what a mail is for; %UA_DIR_N_MAIL_KINDS where there is no such word
 */
UaDirMailKind
ua_dir_mail_kind_from_string (const char *name)
{
  UaDirMailKind kind = 0;

  while (kind < UA_DIR_N_MAIL_KINDS && g_strcmp0 (kind_names[kind], name) != 0)
    kind++;
  return kind;
}

static gboolean
get_uid (UaDirDb   *db,
         gint64     id,
         char     **uid,
         GError   **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;

  if (!ua_dir_query_open (&query, db, error, "SELECT uid FROM resource WHERE id = ?", "i", id) ||
      !ua_dir_query_step (&query, NULL, error))
    return FALSE;
  *uid = g_strdup (ua_dir_query_text (&query, 0));
  return TRUE;
}

static void
set_reference (JsonObject *object,
               const char *name,
               const char *uid)
{
  JsonObject *reference = json_object_new ();

  json_object_set_string_member (reference, "value", uid);
  json_object_set_object_member (object, name, reference);
}

/* The message as it is kept: with its words, without its secret. */
static JsonObject *
make_message (const UaDirMailFacts *facts,
              const char           *member,
              const UaDirActor     *actor)
{
  g_auto(UaDirMailText) text = { NULL };
  JsonObject *object = json_object_new ();

  ua_dir_mail_text_write (&text, facts, NULL);
  json_object_set_string_member (object, "recipient", facts->recipient);
  set_reference (object, "member", member);
  json_object_set_string_member (object, "kind", kind_names[facts->kind]);
  json_object_set_string_member (object, "subject", text.subject);
  json_object_set_string_member (object, "body", text.text);
  json_object_set_string_member (object, "language", facts->language);
  if (actor != NULL)
    set_reference (object, "sentBy", actor->uid);
  return object;
}

/**
 * ua_dir_mail_queue:
 * @db: a writing connection
 * @actor: (nullable): on whose behalf
 * @mail: what is to be sent
 * @message: (out) (optional): the row of the message
 * @error: return location for an error
 *
 * Has a mail sent once the transaction is on disk (ua-dir-mailer.c).
 *
 * Returns: whether it succeeded; else an error with what to answer: %UA_DIR_ERROR_CONFLICT where
 *   the member has no address that mail can go to
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
  g_auto(UaDirMailFacts) facts = { 0 };
  g_autoptr(UaDirSave) save = NULL;
  g_autofree char *found = mail->address == NULL ? find_address (db, mail->member, error) : NULL;
  g_autofree char *uid = NULL;
  const char *address = mail->address != NULL ? mail->address : found;
  UaDirMessageRow row = { mail->member, actor != NULL ? actor->id : 0,
                          mail->note != NULL ? mail->note : "" };

  if (address == NULL)
    return FALSE;
  if (!ua_dir_address_is_valid (address))
    {
      g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_CONFLICT,
                           "The member's email address is none that mail can go to");
      return FALSE;
    }
  if (!get_uid (db, mail->member, &uid, error) ||
      !ua_dir_mail_facts_load (&facts, db, mail, address, row.sender, error))
    return FALSE;
  save = ua_dir_message_new (db, actor, &row, make_message (&facts, uid, actor));
  if (!ua_dir_save_write (save, error))
    return FALSE;
  if (message != NULL)
    *message = save->id;
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
                          "SELECT k.kind, k.recipient, r.display FROM message k"
                          " JOIN resource r ON r.id = k.id WHERE k.id > ? ORDER BY k.id", "i",
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
      json_object_set_string_member (mail, "subject", ua_dir_query_text (&query, 2));
      json_array_add_object_element (mails, mail);
    }
}
