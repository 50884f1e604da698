/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-account-actions.h"

#include "ua-dir-invitation.h"
#include "ua-dir-mail.h"
#include "ua-dir-password.h"

/* The mails that lead a member into an account, and sending them again (CC-04, CC-08, CC-09,
 * TL-11). */

static gboolean
conflict (GError      **error,
          const char   *detail)
{
  g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_CONFLICT, detail);
  return FALSE;
}

/* Whether the member is in a state in which this mail says the truth. */
static gboolean
check_account (UaDirDb        *db,
               gint64          member,
               UaDirMailKind   kind,
               GError        **error)
{
  UaDirAccount account;

  if (!ua_dir_account_get (db, member, &account, error))
    return FALSE;
  if (account.status == UA_DIR_INVITED)
    return conflict (error, "The member is invited; send the invitation again instead");
  if (kind == UA_DIR_MAIL_ACTIVATION && account.password == UA_DIR_PASSWORD_SET)
    return conflict (error, "The member has a password; send a password link instead");
  if (kind == UA_DIR_MAIL_CREDENTIALS && account.password == UA_DIR_PASSWORD_SET &&
      !account.must_change)
    return conflict (error, "The member has chosen a password; send a password link instead");
  if (kind == UA_DIR_MAIL_CREATED && account.status == UA_DIR_DEACTIVATED)
    return conflict (error, "The member has no access, so there is nothing to tell");
  if (kind == UA_DIR_MAIL_CREATED && account.password != UA_DIR_PASSWORD_SET)
    return conflict (error, "The member has no password yet; send an activation instead");
  return TRUE;
}

static gboolean
send_to (UaDirActionRun  *run,
         gint64           member,
         UaDirMailKind    kind,
         GError         **error)
{
  UaDirMail mail = { .kind = kind, .member = member };

  return check_account (run->db, member, kind, error) &&
         ua_dir_mail_queue (run->db, run->actor, &mail, NULL, error);
}

static gboolean
send_activation (UaDirActionRun  *run,
                 gint64           id,
                 const char      *uid,
                 GError         **error)
{
  return send_to (run, id, UA_DIR_MAIL_ACTIVATION, error);
}

static gboolean
send_password_link (UaDirActionRun  *run,
                    gint64           id,
                    const char      *uid,
                    GError         **error)
{
  return send_to (run, id, UA_DIR_MAIL_PASSWORD_LINK, error);
}

static gboolean
send_notification (UaDirActionRun  *run,
                   gint64           id,
                   const char      *uid,
                   GError         **error)
{
  return send_to (run, id, UA_DIR_MAIL_CREATED, error);
}

/* An invitation is sent again as a whole, so that it holds as long as the mail says. */
static gboolean
resend_invitation (UaDirActionRun  *run,
                   gint64           member,
                   GError         **error)
{
  gint64 invitation;

  if (!ua_dir_db_get_int (run->db, &invitation, error,
                          "SELECT id FROM invitation WHERE member = ?", "i", member))
    return FALSE;
  if (invitation == 0)
    return conflict (error, "The invitation is accepted or cancelled");
  return ua_dir_invitation_resend (run->db, run->actor, invitation, error);
}

static gboolean
resend_message (UaDirActionRun  *run,
                gint64           id,
                const char      *uid,
                GError         **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  UaDirMail mail = { 0 };

  if (!ua_dir_query_open (&query, run->db, error,
                          "SELECT member, kind, recipient, note, due IS NOT NULL FROM message"
                          " WHERE id = ?", "i", id) ||
      !ua_dir_query_step (&query, NULL, error))
    return FALSE;
  mail.member = ua_dir_query_int (&query, 0);
  mail.kind = ua_dir_mail_kind_from_string (ua_dir_query_text (&query, 1));
  mail.note = ua_dir_query_text (&query, 3);
  /* What tells of an address goes to that one; all else goes to the member's present one. */
  if (mail.kind == UA_DIR_MAIL_EMAIL_CHANGED_OLD || mail.kind == UA_DIR_MAIL_EMAIL_CHANGED_NEW)
    mail.address = ua_dir_query_text (&query, 2);
  if (ua_dir_query_int (&query, 4) != 0)
    return conflict (error, "The message still waits to be sent");
  if (mail.kind == UA_DIR_MAIL_INVITATION)
    return resend_invitation (run, mail.member, error);
  return check_account (run->db, mail.member, mail.kind, error) &&
         ua_dir_mail_queue (run->db, run->actor, &mail, NULL, error);
}

const UaDirAction ua_dir_resend_message_action = {
  .name = "resendMessage",
  .description = "Sends a mail again, to the member's present address, with a new link or "
                 "password; the old one is void.",
  .target = UA_DIR_MESSAGE,
  .right = UA_DIR_RIGHT_INVITE,
  .irreversible = TRUE,
  .run = resend_message,
};

const UaDirAction ua_dir_send_activation_action = {
  .name = "sendActivation",
  .description = "Sends a member without password a link to choose the first one; the account is "
                 "enabled by that.",
  .target = UA_DIR_USER,
  .right = UA_DIR_RIGHT_INVITE,
  .irreversible = TRUE,
  .run = send_activation,
};

const UaDirAction ua_dir_send_notification_action = {
  .name = "sendNotification",
  .description = "Tells a member by mail that there is an account; the password is not in it.",
  .target = UA_DIR_USER,
  .right = UA_DIR_RIGHT_INVITE,
  .irreversible = TRUE,
  .run = send_notification,
};

const UaDirAction ua_dir_send_password_link_action = {
  .name = "sendPasswordLink",
  .description = "Sends a link to choose a password; the account is enabled by that.",
  .target = UA_DIR_USER,
  .right = UA_DIR_RIGHT_PASSWORD,
  .irreversible = TRUE,
  .run = send_password_link,
};
