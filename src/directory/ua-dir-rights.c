/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-rights.h"

static const char *const names[UA_DIR_N_RIGHTS] = {
  [UA_DIR_RIGHT_READ] = "read",
  [UA_DIR_RIGHT_EDIT] = "edit",
  [UA_DIR_RIGHT_INVITE] = "invite",
  [UA_DIR_RIGHT_LIFE_CYCLE] = "lifeCycle",
  [UA_DIR_RIGHT_ERASE] = "erase",
  [UA_DIR_RIGHT_PASSWORD] = "password",
  [UA_DIR_RIGHT_ACCESS] = "access",
  [UA_DIR_RIGHT_GROUPS] = "groups",
  [UA_DIR_RIGHT_ROLE_PROFILES] = "roleProfiles",
  [UA_DIR_RIGHT_SIGN_OFF] = "signOff",
  [UA_DIR_RIGHT_PROVISION] = "provision",
  [UA_DIR_RIGHT_AUDIT] = "audit",
  [UA_DIR_RIGHT_SETTINGS] = "settings",
  [UA_DIR_RIGHT_EXPORT] = "export",
};

/**
 * ua_dir_right_to_string:
 * @right: a right
 *
 * Returns: the word for it in the protocol
 */
const char *
ua_dir_right_to_string (UaDirRight right)
{
  return names[right];
}

static gboolean
has_right (const UaDirActor *actor,
           UaDirRight        right)
{
  if (actor == NULL || actor->access == UA_DIR_ADMIN)
    return TRUE;
  return actor->access == UA_DIR_EXECUTIVE &&
         (right == UA_DIR_RIGHT_READ || right == UA_DIR_RIGHT_AUDIT);
}

/**
 * ua_dir_rights_check:
 * @db: a connection
 * @actor: (nullable): who asks; %NULL for the service itself
 * @right: what for
 * @error: return location for an error
 *
 * Whether the actor may do something that concerns the whole organisation (WS-10).
 *
 * Returns: whether it is allowed; else an error with what to answer (%UA_DIR_ERROR_FORBIDDEN)
 */
gboolean
ua_dir_rights_check (UaDirDb           *db,
                     const UaDirActor  *actor,
                     UaDirRight         right,
                     GError           **error)
{
  if (has_right (actor, right))
    return TRUE;
  g_set_error (error, UA_DIR_ERROR, UA_DIR_ERROR_FORBIDDEN,
               "You do not have the right \"%s\"", ua_dir_right_to_string (right));
  return FALSE;
}

/**
 * ua_dir_rights_check_member:
 * @db: a connection
 * @actor: (nullable): who asks; %NULL for the service itself
 * @right: what for
 * @member: the row of the member whom it concerns
 * @error: return location for an error
 *
 * Whether the actor may do something to this member (WS-10).
 *
 * Returns: whether it is allowed; else an error with what to answer: %UA_DIR_ERROR_FORBIDDEN, or
 *   %UA_DIR_ERROR_NOT_FOUND where the actor may not even know of the member
 */
gboolean
ua_dir_rights_check_member (UaDirDb           *db,
                            const UaDirActor  *actor,
                            UaDirRight         right,
                            gint64             member,
                            GError           **error)
{
  return ua_dir_rights_check (db, actor, right, error);
}
