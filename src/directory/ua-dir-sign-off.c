/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-sign-off.h"

#include "ua-dir-mail.h"
#include "ua-dir-settings.h"
#include "ua-json.h"
#include "ua-scim-urn.h"

/* The sign-off of a job: asked of members (CC-14), asked again (CC-15), and given by them. */

static const UaScimAttribute remind_parameters[] = {
  { .name = "message", .case_exact = TRUE,
    .description = "A text of the sender's that the mail quotes." },
  { NULL }
};

static gboolean
conflict (GError      **error,
          const char   *detail)
{
  g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_CONFLICT, detail);
  return FALSE;
}

/* Loads a member whose sign-off is @expected; anything else is told by @otherwise. */
static UaDirSave *
load_member (UaDirDb           *db,
             const UaDirActor  *actor,
             const char        *base_uri,
             gint64             id,
             const char        *expected,
             const char        *otherwise,
             GError           **error)
{
  g_autoptr(UaDirSave) save = NULL;
  JsonObject *extension;
  gboolean enabled;

  if (!ua_dir_setting_get_bool (db, UA_DIR_SETTING_SIGN_OFF, &enabled, error))
    return NULL;
  if (!enabled)
    {
      g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_FORBIDDEN,
                           "There is no job sign-off here (setting \"signOff\")");
      return NULL;
    }
  save = ua_dir_save_load (db, actor, &ua_dir_user_kind, base_uri, id, error);
  if (save == NULL)
    return NULL;
  extension = ua_json_get_object (save->object, UA_SCIM_URN_UA_USER);
  if (g_strcmp0 (ua_json_get_string (extension, "status"), "active") != 0)
    conflict (error, "The member has no access, so cannot sign off");
  else if (g_strcmp0 (ua_json_get_string (extension, "signOff"), expected) != 0)
    conflict (error, otherwise);
  else
    return g_steal_pointer (&save);
  return NULL;
}

static gboolean
write_state (UaDirSave   *save,
             const char  *state,
             const char  *reason,
             GError     **error)
{
  save->reason = reason;
  ua_dir_save_decide (save, "signOff", json_node_init_string (json_node_alloc (), state));
  return ua_dir_save_write (save, error);
}

static gboolean
request_sign_off (UaDirActionRun  *run,
                  gint64           id,
                  const char      *uid,
                  GError         **error)
{
  UaDirMail mail = { .kind = UA_DIR_MAIL_SIGN_OFF_REQUEST, .member = id };
  g_autoptr(UaDirSave) save =
    load_member (run->db, run->actor, run->service->base_uri, id, "none",
                 "The sign-off is asked for already, or given", error);

  return save != NULL && write_state (save, "pending", "requestSignOff", error) &&
         ua_dir_mail_queue (run->db, run->actor, &mail, NULL, error);
}

static gboolean
remind_sign_off (UaDirActionRun  *run,
                 gint64           id,
                 const char      *uid,
                 GError         **error)
{
  UaDirMail mail = {
    .kind = UA_DIR_MAIL_SIGN_OFF_REMINDER,
    .member = id,
    .note = ua_json_get_string (run->parameters, "message"),
  };
  g_autoptr(UaDirSave) save =
    load_member (run->db, run->actor, run->service->base_uri, id, "pending",
                 "No sign-off of the member is pending", error);

  return save != NULL && ua_dir_mail_queue (run->db, run->actor, &mail, NULL, error);
}

/**
 * ua_dir_sign_off_confirm:
 * @db: a writing connection
 * @base_uri: the base address
 * @member: the row of the member who signs
 * @error: return location for an error
 *
 * Signs the job off on behalf of the member.
 *
 * Returns: whether it succeeded; else %UA_DIR_ERROR_FORBIDDEN where there is no sign-off, or
 *   %UA_DIR_ERROR_CONFLICT where none is pending
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_sign_off_confirm (UaDirDb     *db,
                         const char  *base_uri,
                         gint64       member,
                         GError     **error)
{
  UaDirActor actor = { .id = member, .access = UA_DIR_EMPLOYEE };
  g_autoptr(UaDirSave) save = load_member (db, NULL, base_uri, member, "pending",
                                           "No sign-off of the member is pending", error);

  if (save == NULL)
    return FALSE;
  actor.uid = save->uid;
  save->actor = &actor;
  return write_state (save, "signed", "signOff", error);
}

const UaDirAction ua_dir_request_sign_off_action = {
  .name = "requestSignOff",
  .description = "Asks members by mail to sign their job off.",
  .target = UA_DIR_USER,
  .right = UA_DIR_RIGHT_SIGN_OFF,
  .irreversible = TRUE,
  .run = request_sign_off,
};

const UaDirAction ua_dir_remind_sign_off_action = {
  .name = "remindSignOff",
  .description = "Reminds members by mail of the sign-off that is pending.",
  .target = UA_DIR_USER,
  .right = UA_DIR_RIGHT_SIGN_OFF,
  .irreversible = TRUE,
  .parameters = remind_parameters,
  .run = remind_sign_off,
};
