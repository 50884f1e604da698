/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-rights.h"

#include "ua-dir-sight.h"

/* Who may do what.  Some rights hold for the whole organisation: they come with the access level
 * and from security profiles.  Others come from what one is to somebody: managers edit those who
 * report to them, admins of groups and instructors of sessions look after who is in these.  What
 * one may know of at all is ua-dir-sight.c. */

#define BIT(right) (1u << (right))
#define ALL_RIGHTS (BIT (UA_DIR_N_RIGHTS) - 1)

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

/**
 * ua_dir_rights_from_strings:
 * @words: (nullable): words for rights, in the protocol
 *
 * Returns: a bit for each of them
 */
guint
ua_dir_rights_from_strings (JsonArray *words)
{
  guint rights = 0;

  for (guint i = 0; words != NULL && i < json_array_get_length (words); i++)
    for (guint n = 0; n < UA_DIR_N_RIGHTS; n++)
      if (g_strcmp0 (json_array_get_string_element (words, i), names[n]) == 0)
        rights |= BIT (n);
  return rights;
}

/**
 * ua_dir_rights_add_strings:
 * @rights: a bit for each right
 * @words: where to add the words for them
 */
void
ua_dir_rights_add_strings (guint      rights,
                           JsonArray *words)
{
  for (guint n = 0; n < UA_DIR_N_RIGHTS; n++)
    if ((rights & BIT (n)) != 0)
      json_array_add_string_element (words, names[n]);
}

/**
 * ua_dir_rights_of_access:
 * @access: an access level
 *
 * Returns: the rights that come with it, for the whole organisation
 */
guint
ua_dir_rights_of_access (UaDirAccess access)
{
  switch (access)
    {
    case UA_DIR_ADMIN:
      return ALL_RIGHTS;
    case UA_DIR_EXECUTIVE:
      return BIT (UA_DIR_RIGHT_READ) | BIT (UA_DIR_RIGHT_AUDIT);
    case UA_DIR_EMPLOYEE:
    default:
      return 0;
    }
}

/* Adds what the rows of a query have in their first column. */
static gboolean
add_rights (UaDirDb     *db,
            const char  *sql,
            gint64       parameter,
            guint       *rights,
            GError     **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  gboolean row;

  if (!ua_dir_query_open (&query, db, error, sql, "i", parameter))
    return FALSE;
  for (;;)
    {
      if (!ua_dir_query_step (&query, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      *rights |= (guint) ua_dir_query_int (&query, 0);
    }
}

/**
 * ua_dir_rights_of_role:
 * @db: a connection
 * @role_profile: the row of a role profile
 * @rights: (out): the rights that come with it
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_rights_of_role (UaDirDb  *db,
                       gint64    role_profile,
                       guint    *rights,
                       GError  **error)
{
  *rights = 0;
  return add_rights (db,
                     "SELECT p.rights FROM security_role s"
                     " JOIN security_profile p ON p.id = s.profile WHERE s.holder = ?",
                     role_profile, rights, error);
}

/**
 * ua_dir_rights_of_member:
 * @db: a connection
 * @member: the row of a member
 * @rights: (out): the rights that the member has for the whole organisation: by the access level,
 *   and by security profiles of the member and of the role profile
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_rights_of_member (UaDirDb  *db,
                         gint64    member,
                         guint    *rights,
                         GError  **error)
{
  gint64 access;

  if (!ua_dir_db_get_int (db, &access, error, "SELECT access_level FROM member WHERE id = ?", "i",
                          member))
    return FALSE;
  *rights = ua_dir_rights_of_access ((UaDirAccess) access);
  return access == UA_DIR_ADMIN ||
         add_rights (db,
                     "SELECT p.rights FROM " UA_DIR_SECURITY_OF_MEMBERS " s"
                     " JOIN security_profile p ON p.id = s.profile WHERE s.member = ?",
                     member, rights, error);
}

/**
 * ua_dir_rights_load:
 * @db: a connection
 * @actor: who asks, with what authentication found
 * @error: return location for an error
 *
 * Finds out what the actor may do, for all checks that follow.  An admin costs nothing.
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_rights_load (UaDirDb     *db,
                    UaDirActor  *actor,
                    GError     **error)
{
  gint64 relations;

  actor->rights = ua_dir_rights_of_access (actor->access);
  actor->manages = FALSE;
  actor->leads = FALSE;
  if (actor->access == UA_DIR_ADMIN)
    return TRUE;
  if (!ua_dir_rights_of_member (db, actor->id, &actor->rights, error) ||
      !ua_dir_db_get_int (db, &relations, error,
                          "SELECT EXISTS (SELECT 1 FROM member WHERE manager = ?1) + 2 * EXISTS"
                          " (SELECT 1 FROM membership s JOIN member_group g ON g.id = s.group_id"
                          "  WHERE s.member = ?1 AND " UA_DIR_LEADS ("s.roles", "g") ")",
                          "i", actor->id))
    return FALSE;
  actor->manages = (relations & 1) != 0;
  actor->leads = (relations & 2) != 0;
  return TRUE;
}

/**
 * ua_dir_rights_renew:
 * @db: the writing connection
 * @actor: who asks
 * @error: return location for an error
 *
 * Finds out anew what the actor may do: between authentication and the change another change may
 * have been made.
 *
 * Returns: whether the actor still has access; else an error with what to answer
 *   (%UA_DIR_ERROR_UNAUTHORIZED)
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_rights_renew (UaDirDb     *db,
                     UaDirActor  *actor,
                     GError     **error)
{
  gint64 access;

  if (!ua_dir_db_get_int (db, &access, error,
                          "SELECT access_level FROM member WHERE id = ?"
                          " AND status IN (?, ?)", "iii", actor->id, (gint64) UA_DIR_ACTIVE,
                          (gint64) UA_DIR_LOCKED))
    return FALSE;
  if (access == 0)
    {
      g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_UNAUTHORIZED,
                           "You do not have access any more");
      return FALSE;
    }
  actor->access = (UaDirAccess) access;
  return ua_dir_rights_load (db, actor, error);
}

/**
 * ua_dir_rights_has:
 * @actor: (nullable): who asks; %NULL for the service itself
 * @right: what for
 *
 * Returns: whether the actor has the right for the whole organisation
 */
gboolean
ua_dir_rights_has (const UaDirActor *actor,
                   UaDirRight        right)
{
  return actor == NULL || (actor->rights & BIT (right)) != 0;
}

/**
 * ua_dir_rights_has_all:
 * @actor: (nullable): who asks; %NULL for the service itself
 * @rights: rights that somebody else has or is to have
 *
 * Returns: whether the actor has each of them for the whole organisation
 */
gboolean
ua_dir_rights_has_all (const UaDirActor *actor,
                       guint             rights)
{
  return actor == NULL || (rights & ~actor->rights) == 0;
}

/**
 * ua_dir_rights_is_plain:
 * @actor: (nullable): who asks; %NULL for the service itself
 *
 * Returns: whether there is nothing for the actor here but the own member
 */
gboolean
ua_dir_rights_is_plain (const UaDirActor *actor)
{
  return actor != NULL && actor->rights == 0 && !actor->manages && !actor->leads;
}

static gboolean
refuse (GError     **error,
        UaDirRight   right)
{
  g_set_error (error, UA_DIR_ERROR, UA_DIR_ERROR_FORBIDDEN,
               "You do not have the right \"%s\"", ua_dir_right_to_string (right));
  return FALSE;
}

static gboolean
forbid (GError      **error,
        const char   *detail)
{
  g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_FORBIDDEN, detail);
  return FALSE;
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
  return ua_dir_rights_has (actor, right) || refuse (error, right);
}

/**
 * ua_dir_rights_check_any:
 * @db: a connection
 * @actor: (nullable): who asks; %NULL for the service itself
 * @right: what for
 * @error: return location for an error
 *
 * Whether there can be anybody or any group to whom the actor may do something: those who report to
 * the actor may be edited, those in the groups that the actor leads be invited and have roles.
 *
 * Returns: whether there can; else an error with what to answer (%UA_DIR_ERROR_FORBIDDEN)
 */
gboolean
ua_dir_rights_check_any (UaDirDb           *db,
                         const UaDirActor  *actor,
                         UaDirRight         right,
                         GError           **error)
{
  if (ua_dir_rights_has (actor, right) ||
      (actor->manages && right == UA_DIR_RIGHT_EDIT) ||
      (actor->leads && (right == UA_DIR_RIGHT_INVITE || right == UA_DIR_RIGHT_GROUPS)))
    return TRUE;
  return refuse (error, right);
}

/* Whether who the member is to the actor gives the right. */
static gboolean
relate (UaDirDb           *db,
        const UaDirActor  *actor,
        UaDirRight         right,
        gint64             member,
        GError           **error)
{
  gint64 related = 0;

  if (right == UA_DIR_RIGHT_READ || (right == UA_DIR_RIGHT_GROUPS && actor->leads))
    return TRUE;
  if (right == UA_DIR_RIGHT_EDIT && actor->manages &&
      !ua_dir_db_get_int (db, &related, error, "SELECT manager = ? FROM member WHERE id = ?", "ii",
                          actor->id, member))
    return FALSE;
  if (right == UA_DIR_RIGHT_INVITE && actor->leads &&
      !ua_dir_db_get_int (db, &related, error,
                          "SELECT EXISTS (SELECT 1 FROM membership s"
                          " JOIN membership t ON t.group_id = s.group_id"
                          " JOIN member_group g ON g.id = s.group_id"
                          " WHERE s.member = ? AND t.member = ? AND "
                          UA_DIR_LEADS ("t.roles", "g") ")", "ii", member, actor->id))
    return FALSE;
  return related != 0 || refuse (error, right);
}

/**
 * ua_dir_rights_check_not_above:
 * @db: a connection
 * @actor: (nullable): who asks; %NULL for the service itself
 * @member: the row of a member
 * @error: return location for an error
 *
 * Whether the member has no right that the actor lacks: who signs somebody with more rights in or
 * out would have these, or take them away.
 *
 * Returns: whether it is so; else an error with what to answer (%UA_DIR_ERROR_FORBIDDEN)
 */
gboolean
ua_dir_rights_check_not_above (UaDirDb           *db,
                               const UaDirActor  *actor,
                               gint64             member,
                               GError           **error)
{
  guint rights;

  if (actor == NULL || actor->access == UA_DIR_ADMIN)
    return TRUE;
  if (!ua_dir_rights_of_member (db, member, &rights, error))
    return FALSE;
  return ua_dir_rights_has_all (actor, rights) ||
         forbid (error, "The member has rights that you do not have");
}

/**
 * ua_dir_rights_check_member:
 * @db: a connection
 * @actor: (nullable): who asks; %NULL for the service itself
 * @right: what for
 * @member: the row of the member whom it concerns
 * @error: return location for an error
 *
 * Whether the actor may do something to this member (WS-05, WS-08, WS-10).  With
 * %UA_DIR_RIGHT_GROUPS, and for who leads a group with %UA_DIR_RIGHT_INVITE, the group is to be
 * checked too (ua_dir_rights_check_group()).
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
  gboolean sees;

  if (actor == NULL)
    return TRUE;
  if (!ua_dir_sight_sees (db, actor, UA_DIR_USER, member, &sees, error))
    return FALSE;
  if (!sees)
    return ua_dir_sight_refuse (error);
  if (actor->id == member && right == UA_DIR_RIGHT_ACCESS)
    return forbid (error, "Nobody changes their own rights");
  if (actor->id == member && (right == UA_DIR_RIGHT_LIFE_CYCLE || right == UA_DIR_RIGHT_ERASE))
    return forbid (error, "Nobody deactivates or deletes themselves");
  if (!ua_dir_rights_has (actor, right))
    return relate (db, actor, right, member, error);
  if (right == UA_DIR_RIGHT_LIFE_CYCLE || right == UA_DIR_RIGHT_ERASE ||
      right == UA_DIR_RIGHT_PASSWORD || right == UA_DIR_RIGHT_ACCESS)
    return ua_dir_rights_check_not_above (db, actor, member, error);
  return TRUE;
}

/**
 * ua_dir_rights_check_group:
 * @db: a connection
 * @actor: (nullable): who asks; %NULL for the service itself
 * @right: what for: %UA_DIR_RIGHT_INVITE or %UA_DIR_RIGHT_GROUPS
 * @group: the row of the group that it concerns
 * @error: return location for an error
 *
 * Whether the actor may invite into a group or change who is in it: its admins may, and the
 * instructors of a session.  These invite only where they are coach or admin of some group too
 * (TL-03, TL-04).
 *
 * Returns: whether it is allowed; else an error with what to answer: %UA_DIR_ERROR_FORBIDDEN, or
 *   %UA_DIR_ERROR_NOT_FOUND where the actor may not even know of the group
 */
gboolean
ua_dir_rights_check_group (UaDirDb           *db,
                           const UaDirActor  *actor,
                           UaDirRight         right,
                           gint64             group,
                           GError           **error)
{
  gboolean sees;
  gint64 leads;

  if (actor == NULL)
    return TRUE;
  if (!ua_dir_sight_sees (db, actor, UA_DIR_GROUP, group, &sees, error))
    return FALSE;
  if (!sees)
    return ua_dir_sight_refuse (error);
  /* Changes of a group show who is in it. */
  if (ua_dir_rights_has (actor, right) &&
      (right == UA_DIR_RIGHT_INVITE || ua_dir_rights_has (actor, UA_DIR_RIGHT_READ)))
    return TRUE;
  if (!ua_dir_db_get_int (db, &leads, error,
                          "SELECT EXISTS (SELECT 1 FROM membership s"
                          " JOIN member_group g ON g.id = s.group_id WHERE s.group_id = ?1"
                          " AND s.member = ?2 AND " UA_DIR_LEADS ("s.roles", "g")
                          " AND (?3 <> 0 OR EXISTS (SELECT 1 FROM membership t WHERE t.member = ?2"
                          "  AND (instr (' ' || t.roles || ' ', ' admin ') > 0 OR"
                          "       instr (' ' || t.roles || ' ', ' coach ') > 0))))",
                          "iii", group, actor->id, (gint64) (right == UA_DIR_RIGHT_GROUPS)))
    return FALSE;
  return leads != 0 || refuse (error, right);
}

/**
 * ua_dir_rights_check_invitation:
 * @db: a connection
 * @actor: (nullable): who asks; %NULL for the service itself
 * @right: what for: %UA_DIR_RIGHT_INVITE
 * @invitation: the row of an invitation that the actor sees
 * @error: return location for an error
 *
 * Whether the actor may send an invitation again or take it back: whoever may invite at all, or
 * into the group that it is for.
 *
 * Returns: whether it is allowed; else an error with what to answer: %UA_DIR_ERROR_FORBIDDEN, or
 *   %UA_DIR_ERROR_NOT_FOUND where the actor may not even know of the group
 */
gboolean
ua_dir_rights_check_invitation (UaDirDb           *db,
                                const UaDirActor  *actor,
                                UaDirRight         right,
                                gint64             invitation,
                                GError           **error)
{
  gint64 group;

  if (ua_dir_rights_has (actor, right))
    return TRUE;
  if (!ua_dir_db_get_int (db, &group, error, "SELECT group_id FROM invitation WHERE id = ?", "i",
                          invitation))
    return FALSE;
  if (group == 0)
    return refuse (error, right);
  return ua_dir_rights_check_group (db, actor, right, group, error);
}
