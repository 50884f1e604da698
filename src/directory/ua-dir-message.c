/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-message.h"

#include "ua-dir-functions.h"
#include "ua-dir-text.h"
#include "ua-json.h"
#include "ua-time.h"

/* Every mail that the directory sends is kept, without its secret, with how far its delivery is
 * (TL-11).  Only the service makes and changes messages. */

/* Turns what refers to a member into what follows that member's name. */
static gboolean
resolve (UaDirSave   *save,
         const char  *name,
         GError     **error)
{
  JsonObject *reference = ua_json_get_object (save->object, name);
  g_autofree char *uid = NULL;
  gint64 id;

  if (reference == NULL)
    return TRUE;
  uid = g_strdup (ua_json_get_string (reference, "value"));
  if (!ua_dir_find_row (save->db, UA_DIR_USER, uid, &id, error))
    return FALSE;
  json_object_set_member (save->object, name, ua_dir_text_reference ("/Users/", uid, id));
  return TRUE;
}

static gboolean
prepare (UaDirSave  *save,
         GError    **error)
{
  save->display = g_strdup (ua_json_get_string (save->object, "subject"));
  return resolve (save, "member", error) && resolve (save, "sentBy", error);
}

static gboolean
insert (UaDirSave  *save,
        GError    **error)
{
  const UaDirMessageRow *row = save->state;
  const char *recipient = ua_json_get_string (save->object, "recipient");
  g_autofree char *key = ua_dir_key (recipient);

  return ua_dir_db_run (save->db, error,
                        "INSERT INTO message (id, member, sender, recipient, recipient_key, kind,"
                        " note, state, attempts, due) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?)",
                        "iirtttttr", save->id, row->member, row->sender, recipient, key,
                        ua_json_get_string (save->object, "kind"), row->note,
                        ua_json_get_string (save->object, "state"), save->created);
}

static gboolean
store (UaDirSave  *save,
       GError    **error)
{
  gint64 attempts = 0;

  if (save->old == NULL)
    return insert (save, error);
  ua_json_read_int (ua_json_get (save->object, "attempts"), &attempts);
  return ua_dir_db_run (save->db, error,
                        "UPDATE message SET state = ?, attempts = ? WHERE id = ?", "tii",
                        ua_json_get_string (save->object, "state"), attempts, save->id);
}

static gboolean
may_remove (UaDirDb           *db,
            const UaDirActor  *actor,
            gint64             id,
            GError           **error)
{
  g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_METHOD_NOT_ALLOWED,
                       "Messages go with the member whom they were to");
  return FALSE;
}

static gboolean
before_remove (UaDirDb  *db,
               gint64    id,
               GError  **error)
{
  return TRUE;
}

const UaDirKind ua_dir_message_kind = {
  .type = UA_DIR_MESSAGE,
  .scim = &ua_scim_message_type,
  .table = "message",
  .member_column = "member",
  .columns = ua_dir_message_columns,
  .read_only = TRUE,
  .unlogged = TRUE,
  .prepare = prepare,
  .store = store,
  .may_remove = may_remove,
  .before_remove = before_remove,
};

/**
 * ua_dir_message_new:
 * @db: a writing connection
 * @actor: (nullable): on whose behalf
 * @row: what is kept beside it, which must live until it is written
 * @object: (transfer full): the message as it is shown, without what the service adds
 *
 * Returns: (transfer full): a message that is queued and is to be written
 *
 * The thread that writes, within a transaction.
 */
UaDirSave *
ua_dir_message_new (UaDirDb               *db,
                    const UaDirActor      *actor,
                    const UaDirMessageRow *row,
                    JsonObject            *object)
{
  UaDirSave *save = ua_dir_save_new (db, actor, &ua_dir_message_kind, object);
  g_autofree char *created = ua_time_format (save->created);

  json_object_set_string_member (object, "state", "queued");
  json_object_set_string_member (object, "createdAt", created);
  json_object_set_int_member (object, "attempts", 0);
  save->state = (gpointer) row;
  return save;
}

/**
 * ua_dir_message_set_state:
 * @db: a writing connection
 * @id: the row of a message
 * @state: how far its delivery is
 * @problem: (nullable): what went wrong, without personal data
 * @tried: whether its delivery was tried, which counts
 * @due: when it is tried again, in milliseconds since 1970; 0 for never
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_message_set_state (UaDirDb     *db,
                          gint64       id,
                          const char  *state,
                          const char  *problem,
                          gboolean     tried,
                          gint64       due,
                          GError     **error)
{
  /* Nothing of a message is an address below the base address but what prepare() makes anew. */
  g_autoptr(UaDirSave) save = ua_dir_save_load (db, NULL, &ua_dir_message_kind, "", id, error);
  gint64 attempts = 0;
  gboolean sent = g_str_equal (state, "sent");
  g_autofree char *now = NULL;

  if (save == NULL)
    return FALSE;
  ua_json_read_int (ua_json_get (save->object, "attempts"), &attempts);
  json_object_set_int_member (save->object, "attempts", attempts + (tried ? 1 : 0));
  json_object_set_string_member (save->object, "state", state);
  json_object_remove_member (save->object, "lastError");
  if (problem != NULL)
    json_object_set_string_member (save->object, "lastError", problem);
  if (sent)
    {
      now = ua_time_format (save->modified);
      json_object_set_string_member (save->object, "sentAt", now);
    }
  return ua_dir_save_write (save, error) &&
         ua_dir_db_run (db, error, "UPDATE message SET due = ?, sent = ? WHERE id = ?", "rri",
                        due, sent ? save->modified : 0, id);
}

/**
 * ua_dir_message_stop:
 * @db: a writing connection
 * @member: the row of a member
 * @kind: what mails are for, a word of the protocol
 * @error: return location for an error
 *
 * Cancels the mails of a kind to a member that are still to go out.
 *
 * Returns: whether it succeeded
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_message_stop (UaDirDb     *db,
                     gint64       member,
                     const char  *kind,
                     GError     **error)
{
  g_autoptr(GArray) waiting = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  gboolean row = TRUE;

  if (!ua_dir_query_open (&query, db, error,
                          "SELECT id FROM message WHERE member = ? AND kind = ?"
                          " AND due IS NOT NULL", "it", member, kind))
    return FALSE;
  while (row)
    {
      gint64 id;

      if (!ua_dir_query_step (&query, &row, error))
        return FALSE;
      id = row ? ua_dir_query_int (&query, 0) : 0;
      if (row)
        g_array_append_val (waiting, id);
    }
  for (guint i = 0; i < waiting->len; i++)
    if (!ua_dir_message_set_state (db, g_array_index (waiting, gint64, i), "cancelled", NULL,
                                   FALSE, 0, error))
      return FALSE;
  return TRUE;
}
