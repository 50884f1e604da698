/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-set-password.h"

#include "ua-dir-auth.h"
#include "ua-dir-password.h"
#include "ua-dir-settings.h"
#include "ua-json.h"
#include "ua-scim-error.h"

#include <string.h>

/* Setting a password for somebody else (CC-09): possible only where the organisation has decided
 * so, because then two know it. */

#define MAX_PASSWORD 512

static const UaScimAttribute parameters[] = {
  { .name = "password", .required = TRUE, .case_exact = TRUE, .mutability = UA_SCIM_WRITE_ONLY,
    .returned = UA_SCIM_RETURNED_NEVER,
    .description = "The password, of 1 to 512 bytes; told to nobody." },
  { NULL }
};

static void
wipe (gpointer data)
{
  explicit_bzero (data, strlen (data));
  g_free (data);
}

/* One hash serves for all targets; it takes its time on purpose. */
static gboolean
prepare (UaDirActionRun  *run,
         GError         **error)
{
  const char *password = ua_json_get_string (run->parameters, "password");

  if (*password == '\0' || strlen (password) > MAX_PASSWORD)
    {
      g_set_error_literal (error, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_VALUE,
                           "parameters.password: must have 1 to 512 bytes");
      return FALSE;
    }
  run->state = ua_dir_auth_hash_password (password, error);
  run->state_free = wipe;
  return run->state != NULL;
}

static gboolean
check_allowed (UaDirActionRun  *run,
               gint64           id,
               GError         **error)
{
  UaDirAccount account;
  gboolean allowed;

  if (!ua_dir_setting_get_bool (run->db, UA_DIR_SETTING_SET_PASSWORD, &allowed, error) ||
      !ua_dir_account_get (run->db, id, &account, error))
    return FALSE;
  if (!allowed)
    {
      g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_FORBIDDEN,
                           "Passwords are not set for others here (setting \"setPassword\");"
                           " send a link to choose one");
      return FALSE;
    }
  if (account.status != UA_DIR_INVITED)
    return TRUE;
  g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_CONFLICT,
                       "The member is invited and chooses a password when accepting");
  return FALSE;
}

static gboolean
set_password (UaDirActionRun  *run,
              gint64           id,
              const char      *uid,
              GError         **error)
{
  g_autoptr(UaDirSave) save = NULL;

  if (!check_allowed (run, id, error))
    return FALSE;
  save = ua_dir_save_load (run->db, run->actor, &ua_dir_user_kind, run->service->base_uri, id,
                           error);
  if (save == NULL)
    return FALSE;
  save->reason = "setPassword";
  ua_dir_save_decide (save, "hasPassword", json_node_init_boolean (json_node_alloc (), TRUE));
  return ua_dir_save_write (save, error) &&
         ua_dir_db_run (run->db, error,
                        "UPDATE member SET password_hash = ?, password_changed = ?,"
                        " must_change = 0, failed_logins = 0 WHERE id = ?",
                        "tii", run->state, save->modified, id);
}

const UaDirAction ua_dir_set_password_action = {
  .name = "setPassword",
  .description = "Gives members a password that somebody else chose, where a setting allows it.",
  .target = UA_DIR_USER,
  .right = UA_DIR_RIGHT_PASSWORD,
  .irreversible = TRUE,
  .parameters = parameters,
  .prepare = prepare,
  .run = set_password,
};
