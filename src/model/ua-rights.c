/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-rights.h"

#include "ua-action.h"

/* What takes a right whomever it is done to; and where the relation to somebody or to a group also
 * gives it, which one. */
static const struct
{
  const char *action;
  const char *right;
  enum { NOBODY, MANAGERS, LEADERS } others;
} actions[] = {
  { UA_ACTION_DEACTIVATE, UA_RIGHT_LIFE_CYCLE, NOBODY },
  { UA_ACTION_REACTIVATE, UA_RIGHT_LIFE_CYCLE, NOBODY },
  { UA_ACTION_UNLOCK, UA_RIGHT_LIFE_CYCLE, NOBODY },
  { UA_ACTION_ERASE, UA_RIGHT_ERASE, NOBODY },
  { UA_ACTION_SEND_PASSWORD_LINK, UA_RIGHT_PASSWORD, NOBODY },
  { "setPassword", UA_RIGHT_PASSWORD, NOBODY },
  { UA_ACTION_SEND_ACTIVATION, UA_RIGHT_INVITE, NOBODY },
  { UA_ACTION_SEND_NOTIFICATION, UA_RIGHT_INVITE, NOBODY },
  { UA_ACTION_RESEND_MESSAGE, UA_RIGHT_INVITE, NOBODY },
  { UA_ACTION_CREATE_MEMBER, UA_RIGHT_INVITE, NOBODY },
  { UA_ACTION_INVITE, UA_RIGHT_INVITE, LEADERS },
  { UA_ACTION_RESEND_INVITATION, UA_RIGHT_INVITE, LEADERS },
  { UA_ACTION_CANCEL_INVITATION, UA_RIGHT_INVITE, LEADERS },
  { UA_ACTION_REQUEST_SIGN_OFF, UA_RIGHT_SIGN_OFF, NOBODY },
  { UA_ACTION_REMIND_SIGN_OFF, UA_RIGHT_SIGN_OFF, NOBODY },
  { "assignRoleProfile", UA_RIGHT_EDIT, MANAGERS },
  { "removeRoleProfile", UA_RIGHT_EDIT, MANAGERS },
  { "assignAmbitionRole", UA_RIGHT_EDIT, MANAGERS },
  { "removeAmbitionRole", UA_RIGHT_EDIT, MANAGERS },
  { "addLabel", UA_RIGHT_EDIT, MANAGERS },
  { "removeLabel", UA_RIGHT_EDIT, MANAGERS },
  { "addToGroup", UA_RIGHT_GROUPS, LEADERS },
  { "setGroupRole", UA_RIGHT_GROUPS, LEADERS },
  { "removeFromGroup", UA_RIGHT_GROUPS, LEADERS },
  { "setAccessLevel", UA_RIGHT_ACCESS, NOBODY },
  { "assignSecurityProfile", UA_RIGHT_ACCESS, NOBODY },
  { "removeSecurityProfile", UA_RIGHT_ACCESS, NOBODY },
  { "assignSecurityProfileToRole", UA_RIGHT_ACCESS, NOBODY },
  { "removeSecurityProfileFromRole", UA_RIGHT_ACCESS, NOBODY },
  { "provision", UA_RIGHT_PROVISION, NOBODY },
};

/* What people change of themselves; their managers likewise, but not what they sign in with. */
static const UaField own_fields[] = {
  UA_FIELD_USER_NAME, UA_FIELD_DISPLAY_NAME, UA_FIELD_FORMATTED_NAME, UA_FIELD_GIVEN_NAME,
  UA_FIELD_FAMILY_NAME, UA_FIELD_EMAIL, UA_FIELD_PHONE, UA_FIELD_LANGUAGE, UA_FIELD_TIME_ZONE,
  UA_FIELD_COUNTRY, UA_FIELD_REGION, UA_FIELD_LOCALITY, UA_FIELD_PHOTO,
};

/* What managers change besides. */
static const UaField report_fields[] = {
  UA_FIELD_TITLE, UA_FIELD_ROLE_PROFILE, UA_FIELD_AMBITION_ROLE, UA_FIELD_LABELS,
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

/* Whether one leads a group, or has been given the relation to any, where @group is %NULL. */
static gboolean
is_related (const char * const *rights,
            const char         *relation,
            const char         *group)
{
  g_autofree char *word = ua_rights_name_relation (relation, group != NULL ? group : "");

  for (gsize i = 0; rights[i] != NULL; i++)
    if (group != NULL ? g_str_equal (rights[i], word) : g_str_has_prefix (rights[i], word))
      return TRUE;
  return FALSE;
}

/**
 * ua_rights_allow_action:
 * @rights: (nullable) (array zero-terminated=1): the rights that somebody has
 * @action: a word of the extension for something to be done
 *
 * Returns: whether there can be somebody to whom they may do that, as far as rights tell
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
      return ua_rights_has (rights, actions[i].right) ||
             (actions[i].others == MANAGERS && ua_rights_has (rights, UA_RELATION_MANAGER)) ||
             (actions[i].others == LEADERS && (is_related (rights, UA_RELATION_ADMIN, NULL) ||
                                               is_related (rights, UA_RELATION_INSTRUCTOR, NULL)));
  return TRUE;
}

/**
 * ua_rights_allow_change:
 * @rights: (nullable) (array zero-terminated=1): the rights that somebody has
 * @action: a word of the extension for something to be done
 * @reports: whether the member to whom it would be done reports to them
 *
 * Returns: whether they may do it to that member, as far as rights tell
 *
 * Any thread.
 */
gboolean
ua_rights_allow_change (const char * const *rights,
                        const char         *action,
                        gboolean            reports)
{
  g_return_val_if_fail (action != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    if (actions[i].others == MANAGERS && g_str_equal (actions[i].action, action))
      return ua_rights_has (rights, actions[i].right) || reports;
  return ua_rights_allow_action (rights, action);
}

static gboolean
is_among (UaField        field,
          const UaField *fields,
          gsize          n_fields)
{
  for (gsize i = 0; i < n_fields; i++)
    if (fields[i] == field)
      return TRUE;
  return FALSE;
}

/**
 * ua_rights_allow_field:
 * @rights: (nullable) (array zero-terminated=1): the rights that somebody has
 * @field: a field of a member
 * @own: whether they are that member
 * @reports: whether that member reports to them
 *
 * Returns: whether they may change the field (WS-10), by the table of the extension
 *
 * Any thread.
 */
gboolean
ua_rights_allow_field (const char * const *rights,
                       UaField             field,
                       gboolean            own,
                       gboolean            reports)
{
  if (field == UA_FIELD_ACCESS_LEVEL)
    return ua_rights_has (rights, UA_RIGHT_ACCESS);
  if (field == UA_FIELD_LEAVING_DATE)
    return ua_rights_has (rights, UA_RIGHT_LIFE_CYCLE);
  if (field == UA_FIELD_DELETION_DATE)
    return ua_rights_has (rights, UA_RIGHT_ERASE);
  if (ua_rights_has (rights, UA_RIGHT_EDIT))
    return TRUE;
  if (own)
    return is_among (field, own_fields, G_N_ELEMENTS (own_fields));
  if (!reports || field == UA_FIELD_USER_NAME || field == UA_FIELD_EMAIL)
    return FALSE;
  return is_among (field, own_fields, G_N_ELEMENTS (own_fields)) ||
         is_among (field, report_fields, G_N_ELEMENTS (report_fields));
}

/**
 * ua_rights_allow_attribute:
 * @rights: (nullable) (array zero-terminated=1): the rights that somebody has
 * @attribute: something that the server knows of a member besides
 * @own: whether they are that member
 * @reports: whether that member reports to them
 *
 * Returns: whether they may change it (WS-10), by the table of the extension
 *
 * Any thread.
 */
gboolean
ua_rights_allow_attribute (const char * const *rights,
                           const UaAttribute  *attribute,
                           gboolean            own,
                           gboolean            reports)
{
  static const char *const personal[] = { "name", "nickName", "profileUrl", "ims", "locale" };

  if (ua_rights_has (rights, UA_RIGHT_EDIT))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (personal); i++)
    if (attribute->schema == NULL && g_str_equal (attribute->name, personal[i]))
      return own || reports;
  return FALSE;
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

/**
 * ua_rights_name_relation:
 * @relation: the role that one has in a group, such as %UA_RELATION_ADMIN
 * @id: the id of the group
 *
 * Returns: (transfer full): the word for that among the rights
 *
 * Any thread.
 */
char *
ua_rights_name_relation (const char *relation,
                         const char *id)
{
  g_return_val_if_fail (relation != NULL && id != NULL, NULL);

  return g_strconcat (relation, ":", id, NULL);
}

/**
 * ua_rights_allow_invite:
 * @rights: (nullable) (array zero-terminated=1): the rights that somebody has
 * @group: (nullable): the id of the team, group or session that is invited from
 *
 * Returns: whether they may invite, from there or from nowhere (TL-03, TL-04)
 *
 * Any thread.
 */
gboolean
ua_rights_allow_invite (const char * const *rights,
                        const char         *group)
{
  if (ua_rights_has (rights, UA_RIGHT_INVITE))
    return TRUE;
  return group != NULL &&
         (is_related (rights, UA_RELATION_ADMIN, group) ||
          (is_related (rights, UA_RELATION_INSTRUCTOR, group) &&
           (is_related (rights, UA_RELATION_ADMIN, NULL) ||
            is_related (rights, UA_RELATION_COACH, NULL))));
}

/**
 * ua_rights_allow_group:
 * @rights: (nullable) (array zero-terminated=1): the rights that somebody has
 * @group: the id of a team, group or session
 *
 * Returns: whether they may rename it and say who is what in it (WS-10)
 *
 * Any thread.
 */
gboolean
ua_rights_allow_group (const char * const *rights,
                       const char         *group)
{
  g_return_val_if_fail (group != NULL, FALSE);

  return (ua_rights_has (rights, UA_RIGHT_GROUPS) && ua_rights_has (rights, UA_RIGHT_READ)) ||
         is_related (rights, UA_RELATION_ADMIN, group);
}

/**
 * ua_rights_allow_roster:
 * @rights: (nullable) (array zero-terminated=1): the rights that somebody has
 * @group: the id of a team, group or session
 *
 * Returns: whether they may bring members into it and take them out, which instructors may, too
 *   (WS-10); these make others learners, and nothing else
 *
 * Any thread.
 */
gboolean
ua_rights_allow_roster (const char * const *rights,
                        const char         *group)
{
  return ua_rights_allow_group (rights, group) ||
         is_related (rights, UA_RELATION_INSTRUCTOR, group);
}
