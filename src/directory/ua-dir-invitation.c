/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-invitation.h"

#include "ua-dir-audit.h"
#include "ua-dir-erase.h"
#include "ua-dir-functions.h"
#include "ua-dir-kind.h"
#include "ua-dir-link.h"
#include "ua-dir-mail.h"
#include "ua-dir-message.h"
#include "ua-dir-settings.h"
#include "ua-dir-text.h"
#include "ua-dir-users.h"
#include "ua-json.h"
#include "ua-time.h"

/* Invitations (TL-05): offers of an account that wait to be accepted.  One that is accepted or
 * cancelled is gone; one that has expired stays, to be sent again. */

#define DAY_MS ((gint64) 24 * 3600 * 1000)

/* What stands in the table beside the resource. */
typedef struct
{
  gint64 member;           /* rows; 0 for none */
  gint64 group;
  gint64 message;
} Rows;

/* Turns a reference into one that follows what it refers to; what is gone is left out, but for who
 * invited. */
static gboolean
resolve (UaDirSave   *save,
         const char  *name,
         UaDirType    type,
         const char  *path,
         gint64      *id,
         GError     **error)
{
  JsonObject *reference = ua_json_get_object (save->object, name);
  g_autofree char *uid = NULL;

  *id = 0;
  if (reference == NULL)
    return TRUE;
  uid = g_strdup (ua_json_get_string (reference, "value"));
  if (!ua_dir_find_row (save->db, type, uid, id, error))
    return FALSE;
  if (*id != 0 || g_str_equal (name, "invitedBy"))
    json_object_set_member (save->object, name, ua_dir_text_reference (path, uid, *id));
  else
    json_object_remove_member (save->object, name);
  return TRUE;
}

static gboolean
prepare (UaDirSave  *save,
         GError    **error)
{
  Rows *rows = g_new0 (Rows, 1);
  JsonObject *message;
  gint64 inviter;

  save->state = rows;
  save->state_free = g_free;
  if (!resolve (save, "member", UA_DIR_USER, "/Users/", &rows->member, error) ||
      !resolve (save, "invitedBy", UA_DIR_USER, "/Users/", &inviter, error) ||
      !resolve (save, "group", UA_DIR_GROUP, "/Groups/", &rows->group, error) ||
      !resolve (save, "message", UA_DIR_MESSAGE, "/Messages/", &rows->message, error))
    return FALSE;
  message = ua_json_get_object (save->object, "message");
  if (message != NULL)
    {
      json_object_remove_member (message, "display");
      json_object_set_member (message, "state", ua_dir_text_delivery_of (rows->message));
    }
  json_object_set_member (save->object, "state", ua_dir_text_expiry ());
  save->display = g_strdup (ua_json_get_string (save->object, "email"));
  return TRUE;
}

static gboolean
store (UaDirSave  *save,
       GError    **error)
{
  const Rows *rows = save->state;
  g_autofree char *key = ua_dir_key (save->display);

  return ua_dir_db_run (save->db, error,
                        "INSERT INTO invitation (id, member, email_key, group_id, expires, message)"
                        " VALUES (?, ?, ?, ?, ?, ?)"
                        " ON CONFLICT (id) DO UPDATE SET email_key = excluded.email_key,"
                        " expires = excluded.expires, message = excluded.message",
                        "iitrir", save->id, rows->member, key, rows->group,
                        ua_dir_read_time (ua_json_get_string (save->object, "expiresAt")),
                        rows->message);
}

static gboolean
may_remove (UaDirDb           *db,
            const UaDirActor  *actor,
            gint64             id,
            GError           **error)
{
  return TRUE;
}

static gboolean
before_remove (UaDirDb  *db,
               gint64    id,
               GError  **error)
{
  return TRUE;
}

const UaDirKind ua_dir_invitation_kind = {
  .type = UA_DIR_INVITATION,
  .scim = &ua_scim_invitation_type,
  .table = "invitation",
  .member_column = "member",
  .columns = ua_dir_invitation_columns,
  .read_only = TRUE,
  .prepare = prepare,
  .store = store,
  .may_remove = may_remove,
  .before_remove = before_remove,
};

static void
set_reference (JsonObject *object,
               const char *name,
               const char *uid)
{
  JsonObject *reference = json_object_new ();

  json_object_set_string_member (reference, "value", uid);
  json_object_set_object_member (object, name, reference);
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

/* Has the mail sent; from now on the invitation holds for as long as the setting says, and what the
 * mail says belongs to it. */
static gboolean
send_mail (UaDirSave  *save,
           gint64      member,
           gint64      group,
           GError    **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  UaDirMail mail = { .kind = UA_DIR_MAIL_INVITATION, .member = member, .group = group };
  g_autofree char *expires = NULL;
  gint64 days, message;

  if (!ua_dir_setting_get_int (save->db, UA_DIR_SETTING_INVITATION_DAYS, &days, error))
    return FALSE;
  mail.expires = ua_time_now () + days * DAY_MS;
  if (!ua_dir_mail_queue (save->db, save->actor, &mail, &message, error) ||
      !ua_dir_query_open (&query, save->db, error,
                          "SELECT r.uid, k.recipient, json_extract (r.text, '$.language')"
                          " FROM message k JOIN resource r ON r.id = k.id WHERE k.id = ?", "i",
                          message) ||
      !ua_dir_query_step (&query, NULL, error))
    return FALSE;
  expires = ua_time_format (mail.expires);
  json_object_set_string_member (save->object, "expiresAt", expires);
  set_reference (save->object, "message", ua_dir_query_text (&query, 0));
  json_object_set_string_member (save->object, "email", ua_dir_query_text (&query, 1));
  json_object_set_string_member (save->object, "language", ua_dir_query_text (&query, 2));
  return TRUE;
}

/**
 * ua_dir_invitation_create:
 * @db: a writing connection
 * @actor: (nullable): who invites
 * @member: the row of a member who is invited
 * @group: the row of the group or session that the invitation is for; 0 for none
 * @uid: (out) (transfer full): the id of the invitation
 * @error: return location for an error
 *
 * Makes an invitation and has its mail sent.
 *
 * Returns: whether it succeeded; else an error with what to answer
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_invitation_create (UaDirDb           *db,
                          const UaDirActor  *actor,
                          gint64             member,
                          gint64             group,
                          char             **uid,
                          GError           **error)
{
  g_autoptr(UaDirSave) save =
    ua_dir_save_new (db, actor, &ua_dir_invitation_kind, json_object_new ());
  g_autofree char *member_uid = NULL;
  g_autofree char *group_uid = NULL;
  g_autofree char *created = ua_time_format (save->created);

  if (!get_uid (db, member, &member_uid, error) ||
      (group != 0 && !get_uid (db, group, &group_uid, error)))
    return FALSE;
  set_reference (save->object, "member", member_uid);
  if (actor != NULL)
    set_reference (save->object, "invitedBy", actor->uid);
  if (group != 0)
    set_reference (save->object, "group", group_uid);
  json_object_set_string_member (save->object, "createdAt", created);
  if (!send_mail (save, member, group, error) || !ua_dir_save_write (save, error))
    return FALSE;
  *uid = g_strdup (save->uid);
  return TRUE;
}

/* A mail about the invitation that is still to go out would end the link of the next one. */
static gboolean
stop_mails (UaDirDb  *db,
            gint64    member,
            GError  **error)
{
  return ua_dir_message_stop (db, member, ua_dir_mail_kind_to_string (UA_DIR_MAIL_INVITATION),
                              error);
}

/**
 * ua_dir_invitation_resend:
 * @db: a writing connection
 * @actor: (nullable): on whose behalf
 * @id: the row of an invitation
 * @error: return location for an error
 *
 * Sends an invitation again, with a new link and for as long as a new one; it may have expired.
 *
 * Returns: whether it succeeded; else an error with what to answer
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_invitation_resend (UaDirDb           *db,
                          const UaDirActor  *actor,
                          gint64             id,
                          GError           **error)
{
  g_autoptr(UaDirSave) save =
    ua_dir_save_load (db, actor, &ua_dir_invitation_kind, "", id, error);
  gint64 member, group;

  if (save == NULL ||
      !ua_dir_db_get_int (db, &member, error, "SELECT member FROM invitation WHERE id = ?", "i",
                          id) ||
      !ua_dir_db_get_int (db, &group, error, "SELECT group_id FROM invitation WHERE id = ?", "i",
                          id) ||
      !stop_mails (db, member, error) || !send_mail (save, member, group, error))
    return FALSE;
  save->reason = "resend";
  return ua_dir_save_write (save, error);
}

static void
set_name (JsonObject            *object,
          const UaDirAcceptance *acceptance)
{
  JsonObject *name = ua_json_get_object (object, "name");
  const char *given, *family;

  if (acceptance->given_name == NULL && acceptance->family_name == NULL)
    return;
  if (name == NULL)
    {
      name = json_object_new ();
      json_object_set_object_member (object, "name", name);
    }
  if (acceptance->given_name != NULL)
    json_object_set_string_member (name, "givenName", acceptance->given_name);
  if (acceptance->family_name != NULL)
    json_object_set_string_member (name, "familyName", acceptance->family_name);
  json_object_remove_member (name, "formatted");
  given = ua_json_get_string (name, "givenName");
  family = ua_json_get_string (name, "familyName");
  if (given != NULL && family != NULL)
    {
      g_autofree char *display = g_strconcat (given, " ", family, NULL);

      json_object_set_string_member (object, "displayName", display);
    }
}

/* The member acts: what becomes of the member is their own doing. */
static gboolean
activate (UaDirDb                *db,
          const char             *base_uri,
          gint64                  member,
          const UaDirAcceptance  *acceptance,
          GError                **error)
{
  g_autofree char *uid = NULL;
  UaDirActor actor = { .id = member, .access = UA_DIR_EMPLOYEE };
  g_autoptr(UaDirSave) save = NULL;

  if (!get_uid (db, member, &uid, error))
    return FALSE;
  actor.uid = uid;
  save = ua_dir_save_load (db, &actor, &ua_dir_user_kind, base_uri, member, error);
  if (save == NULL)
    return FALSE;
  set_name (save->object, acceptance);
  save->reason = "accept";
  ua_dir_save_decide (save, "status",
                      json_node_init_string (json_node_alloc (),
                                             ua_dir_status_to_string (UA_DIR_ACTIVE)));
  ua_dir_save_decide (save, "hasPassword", json_node_init_boolean (json_node_alloc (), TRUE));
  return ua_dir_save_write (save, error) &&
         ua_dir_db_run (db, error,
                        "UPDATE member SET password_hash = ?, password_changed = ?,"
                        " must_change = 0, failed_logins = 0 WHERE id = ?",
                        "tii", acceptance->password_hash, save->modified, member);
}

/**
 * ua_dir_invitation_accept:
 * @db: a writing connection
 * @base_uri: the base address
 * @hash: the hash of the token that came (ua_dir_link_hash())
 * @acceptance: what came with it
 * @member: (out): the row of the member, who is active now
 * @error: return location for an error
 *
 * Accepts an invitation: its link is used up, the member is active and takes a seat, the invitation
 * leaves the list (WS-06, TL-05).
 *
 * Returns: whether it succeeded; else %UA_DIR_ERROR_NOT_FOUND, or %UA_DIR_ERROR_CONFLICT where the
 *   link cannot be used or there is no free seat; the caller takes back what was done
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_invitation_accept (UaDirDb                *db,
                          const char             *base_uri,
                          const char             *hash,
                          const UaDirAcceptance  *acceptance,
                          gint64                 *member,
                          GError                **error)
{
  gint64 status, invitation;

  if (!ua_dir_link_use (db, UA_DIR_LINK_INVITATION, hash, member, error) ||
      !ua_dir_db_get_int (db, &status, error, "SELECT status FROM member WHERE id = ?", "i",
                          *member) ||
      !ua_dir_db_get_int (db, &invitation, error, "SELECT id FROM invitation WHERE member = ?",
                          "i", *member))
    return FALSE;
  if (status != UA_DIR_INVITED || invitation == 0)
    {
      g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_CONFLICT,
                           "There is no invitation to accept any more");
      return FALSE;
    }
  return activate (db, base_uri, *member, acceptance, error) && stop_mails (db, *member, error) &&
         ua_dir_audit_remove_row (db, NULL, UA_DIR_INVITATION, invitation, error);
}

static gboolean
resend (UaDirActionRun  *run,
        gint64           id,
        const char      *uid,
        GError         **error)
{
  return ua_dir_invitation_resend (run->db, run->actor, id, error);
}

/* Who was only invited has never been here: with the invitation the member goes too. */
static gboolean
cancel (UaDirActionRun  *run,
        gint64           id,
        const char      *uid,
        GError         **error)
{
  gint64 member;

  return ua_dir_db_get_int (run->db, &member, error,
                            "SELECT member FROM invitation WHERE id = ?", "i", id) &&
         ua_dir_audit_remove_row (run->db, run->actor, UA_DIR_INVITATION, id, error) &&
         ua_dir_erase_member (run->db, run->actor, run->service->base_uri, member, run->result,
                              error);
}

const UaDirAction ua_dir_cancel_invitation_action = {
  .name = "cancelInvitation",
  .description = "Takes an invitation back, and erases the member, who was never here.",
  .target = UA_DIR_INVITATION,
  .right = UA_DIR_RIGHT_INVITE,
  .irreversible = TRUE,
  .run = cancel,
};

const UaDirAction ua_dir_resend_invitation_action = {
  .name = "resendInvitation",
  .description = "Sends an invitation again, with a new link that holds as long as a new one.",
  .target = UA_DIR_INVITATION,
  .right = UA_DIR_RIGHT_INVITE,
  .irreversible = TRUE,
  .run = resend,
};
