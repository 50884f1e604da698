/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What groups, their kinds and the roles in them are called on the screen.
 */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-group-words.h"

#include <glib/gi18n.h>

#include "ua-format.h"

/**
 * ua_group_words_get_kind:
 * @kind: a kind of group
 *
 * Returns: (transfer none): what one of them is called
 */
const char *
ua_group_words_get_kind (UaGroupKind kind)
{
  switch (kind)
    {
    case UA_GROUP_KIND_GROUP:
      return _("Group");
    case UA_GROUP_KIND_SESSION:
      return _("Session");
    case UA_GROUP_KIND_TEAM:
    default:
      return _("Team");
    }
}

/**
 * ua_group_words_get_icon:
 * @kind: a kind of group
 *
 * Returns: (transfer none): the name of an icon for it
 */
const char *
ua_group_words_get_icon (UaGroupKind kind)
{
  switch (kind)
    {
    case UA_GROUP_KIND_GROUP:
      return "view-grid-symbolic";
    case UA_GROUP_KIND_SESSION:
      return "x-office-calendar-symbolic";
    case UA_GROUP_KIND_TEAM:
    default:
      return "ua-team-symbolic";
    }
}

/**
 * ua_group_words_get_field:
 * @kind: a kind of group
 *
 * Returns: which field of a member lists those groups
 */
UaField
ua_group_words_get_field (UaGroupKind kind)
{
  switch (kind)
    {
    case UA_GROUP_KIND_GROUP:
      return UA_FIELD_GROUPS;
    case UA_GROUP_KIND_SESSION:
      return UA_FIELD_SESSIONS;
    case UA_GROUP_KIND_TEAM:
    default:
      return UA_FIELD_TEAMS;
    }
}

/**
 * ua_group_words_get_roles:
 * @kind: a kind of group
 *
 * Returns: (transfer none) (array zero-terminated): the roles that somebody can have there, beside
 *   being a member, in the words of the extension
 */
const char * const *
ua_group_words_get_roles (UaGroupKind kind)
{
  static const char * const team[] = { UA_GROUP_ROLE_COACH, NULL };
  static const char * const group[] = { "learner", UA_GROUP_ROLE_COACH, "admin", NULL };
  static const char * const session[] = { "learner", "instructor", "admin", NULL };

  switch (kind)
    {
    case UA_GROUP_KIND_GROUP:
      return group;
    case UA_GROUP_KIND_SESSION:
      return session;
    case UA_GROUP_KIND_TEAM:
    default:
      return team;
    }
}

/**
 * ua_group_words_get_role:
 * @role: (nullable): a role in a group, in the words of the extension
 *
 * Returns: (transfer none): what it is called; a role that is not known as it is
 */
const char *
ua_group_words_get_role (const char *role)
{
  if (role == NULL || strcmp (role, "member") == 0)
    /* Translators: the role in a team or group of who has no other one. */
    return C_("role in a group", "Member");
  if (strcmp (role, UA_GROUP_ROLE_COACH) == 0)
    return C_("role in a group", "Coach");
  if (strcmp (role, "learner") == 0)
    return C_("role in a group", "Learner");
  if (strcmp (role, "instructor") == 0)
    return C_("role in a group", "Instructor");
  if (strcmp (role, "admin") == 0)
    return C_("role in a group", "Group Admin");
  return role;
}

/**
 * ua_group_words_get_explanation:
 * @role: a role of ua_group_words_get_roles()
 *
 * Returns: (transfer none): what it means, in a sentence
 */
const char *
ua_group_words_get_explanation (const char *role)
{
  if (g_strcmp0 (role, UA_GROUP_ROLE_COACH) == 0)
    return _("Guides the members");
  if (g_strcmp0 (role, "learner") == 0)
    return _("Takes part and learns");
  if (g_strcmp0 (role, "instructor") == 0)
    return _("Leads the session and may bring learners into it");
  return _("May change the group and who is in it");
}

static void
add_role (GStrvBuilder *builder,
          GHashTable   *seen,
          const char   *role)
{
  if (g_hash_table_add (seen, (gpointer) role))
    g_strv_builder_add (builder, role);
}

/**
 * ua_group_words_list_roles:
 * @record: what is known of a member
 * @group: a group
 *
 * Returns: (transfer full) (array zero-terminated): the roles that the member has in @group, in the
 *   words of the extension; nothing where the member is not in it
 */
GStrv
ua_group_words_list_roles (const UaMemberRecord *record,
                           UaGroup              *group)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  UaField fields[2];

  g_return_val_if_fail (record != NULL, NULL);
  g_return_val_if_fail (UA_IS_GROUP (group), NULL);

  fields[0] = ua_group_words_get_field (ua_group_get_kind (group));
  fields[1] = UA_FIELD_COACHED_TEAMS;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    for (guint n = 0; n < ua_member_record_get_n (record, fields[i]); n++)
      {
        const UaReference *reference = ua_member_record_get_nth (record, fields[i], n);

        if (strcmp (reference->id, ua_group_get_id (group)) != 0)
          continue;
        if (fields[i] == UA_FIELD_COACHED_TEAMS)
          add_role (builder, seen, UA_GROUP_ROLE_COACH);
        else
          add_role (builder, seen, reference->role != NULL ? reference->role : "member");
      }
  return g_strv_builder_end (builder);
}

/**
 * ua_group_words_describe_roles:
 * @record: what is known of a member
 * @group: a group
 *
 * Returns: (transfer full): the roles of the member in @group, for a person to read
 */
char *
ua_group_words_describe_roles (const UaMemberRecord *record,
                               UaGroup              *group)
{
  g_auto (GStrv) roles = ua_group_words_list_roles (record, group);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; roles[i] != NULL; i++)
    {
      g_autofree char *word = ua_format_text (ua_group_words_get_role (roles[i]));

      if (i > 0)
        /* Translators: between two roles of the same member in a group. */
        g_string_append (text, C_("roles", ", "));
      g_string_append (text, word);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
