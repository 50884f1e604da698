/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-rights.h"

#include "ua-action.h"

/* What takes a right whomever it is done to.  What is missing here may also come from leading a
 * group or from being somebody's manager, which the rights do not tell. */
static const struct
{
  const char *action;
  const char *right;
} actions[] = {
  { UA_ACTION_DEACTIVATE, UA_RIGHT_LIFE_CYCLE },
  { UA_ACTION_REACTIVATE, UA_RIGHT_LIFE_CYCLE },
  { UA_ACTION_UNLOCK, UA_RIGHT_LIFE_CYCLE },
  { UA_ACTION_ERASE, UA_RIGHT_ERASE },
  { UA_ACTION_SEND_PASSWORD_LINK, UA_RIGHT_PASSWORD },
  { "setPassword", UA_RIGHT_PASSWORD },
  { UA_ACTION_SEND_ACTIVATION, UA_RIGHT_INVITE },
  { UA_ACTION_SEND_NOTIFICATION, UA_RIGHT_INVITE },
  { UA_ACTION_RESEND_MESSAGE, UA_RIGHT_INVITE },
  { UA_ACTION_CREATE_MEMBER, UA_RIGHT_INVITE },
  { UA_ACTION_REQUEST_SIGN_OFF, UA_RIGHT_SIGN_OFF },
  { UA_ACTION_REMIND_SIGN_OFF, UA_RIGHT_SIGN_OFF },
  { "setAccessLevel", UA_RIGHT_ACCESS },
  { "assignSecurityProfile", UA_RIGHT_ACCESS },
  { "removeSecurityProfile", UA_RIGHT_ACCESS },
  { "assignSecurityProfileToRole", UA_RIGHT_ACCESS },
  { "removeSecurityProfileFromRole", UA_RIGHT_ACCESS },
  { "provision", UA_RIGHT_PROVISION },
};

/**
 * ua_rights_has:
 * @rights: (nullable) (array zero-terminated=1): the rights that somebody has
 * @right: a right
 *
 * Returns: whether it is among them, or may be
 *
 * Any thread.
 */
gboolean
ua_rights_has (const char * const *rights,
               const char         *right)
{
  return rights == NULL || g_strv_contains (rights, right);
}

/**
 * ua_rights_allow_action:
 * @rights: (nullable) (array zero-terminated=1): the rights that somebody has
 * @action: a word of the extension for something to be done
 *
 * Returns: whether they may do that to anybody, as far as rights tell
 *
 * Any thread.
 */
gboolean
ua_rights_allow_action (const char * const *rights,
                        const char         *action)
{
  g_return_val_if_fail (action != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (actions[i].action, action))
      return ua_rights_has (rights, actions[i].right);
  return TRUE;
}

/**
 * ua_rights_allow_entries:
 * @rights: (nullable) (array zero-terminated=1): the rights that somebody has
 * @type: a type
 *
 * Returns: whether they may look at such entries; those into a group are also for who leads it,
 *   which rights do not tell
 *
 * Any thread.
 */
gboolean
ua_rights_allow_entries (const char * const *rights,
                         UaEntryType         type)
{
  switch (type)
    {
    case UA_ENTRY_TYPE_INVITATION:
      return ua_rights_has (rights, UA_RIGHT_READ) || ua_rights_has (rights, UA_RIGHT_INVITE);
    case UA_ENTRY_TYPE_MESSAGE:
    case UA_ENTRY_TYPE_AUDIT_EVENT:
      return ua_rights_has (rights, UA_RIGHT_AUDIT);
    case UA_ENTRY_TYPE_PROVISIONING_RUN:
      return ua_rights_has (rights, UA_RIGHT_AUDIT) || ua_rights_has (rights, UA_RIGHT_PROVISION);
    case UA_ENTRY_TYPE_SECURITY_PROFILE:
      return ua_rights_has (rights, UA_RIGHT_READ) || ua_rights_has (rights, UA_RIGHT_ACCESS);
    case UA_ENTRY_TYPE_SETTING:
    case UA_ENTRY_TYPE_SEAT:
    case UA_ENTRY_TYPE_OWN_EVENT:
    case UA_ENTRY_TYPE_TIES:
    case UA_N_ENTRY_TYPES:
    default:
      return TRUE;
    }
}
