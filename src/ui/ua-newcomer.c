/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-newcomer.h"

#include <glib/gi18n.h>

#include "ua-choice.h"
#include "ua-field-choices.h"
#include "ua-format.h"

/* What inviting and creating have in common. */

/* The languages that mails are written in; each is called as those call it who speak it. */
static const struct { const char *tag; const char *name; } languages[] = {
  { "de", "Deutsch" }, { "en", "English" }, { "fr", "Français" }, { "nl", "Nederlands" },
};

static const struct { const char *role; const char *name; gboolean in_team; } group_roles[] = {
  { "member", NC_("group role", "Member"), TRUE },
  { "coach", NC_("group role", "Coach"), TRUE },
  { "learner", NC_("group role", "Learner"), FALSE },
  { "instructor", NC_("group role", "Instructor"), FALSE },
  { "admin", NC_("group role", "Admin of the group"), TRUE },
};

static void
list_teams (UaSession *session,
            GPtrArray *choices)
{
  GListModel *groups = ua_session_get_groups (session);
  guint n = groups != NULL ? g_list_model_get_n_items (groups) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (UaGroup) group = g_list_model_get_item (groups, i);
      g_autofree char *name = ua_format_text (ua_group_get_name (group));

      if (ua_group_get_kind (group) == UA_GROUP_KIND_TEAM)
        g_ptr_array_add (choices, ua_choice_new (ua_group_get_id (group), name, NULL));
    }
  g_ptr_array_sort (choices, ua_choice_compare);
}

/* Without words for no value that is the least, which everybody has who is given none. */
static void
list_access_levels (GPtrArray *choices,
                    gboolean   has_none)
{
  for (UaAccessLevel level = UA_ACCESS_LEVEL_EMPLOYEE; level <= UA_ACCESS_LEVEL_ADMIN; level++)
    g_ptr_array_add (choices,
                     ua_choice_new (level == UA_ACCESS_LEVEL_EMPLOYEE && !has_none
                                      ? NULL : ua_access_level_to_token (level),
                                    ua_format_access_level (level),
                                    ua_format_access_level_explanation (level)));
}

/* TL-04: from a session one is a learner. */
static void
list_group_roles (UaGroup   *group,
                  GPtrArray *choices)
{
  UaGroupKind kind = group != NULL ? ua_group_get_kind (group) : UA_GROUP_KIND_GROUP;

  for (guint i = 0; i < G_N_ELEMENTS (group_roles); i++)
    if (kind == UA_GROUP_KIND_GROUP ||
        (kind == UA_GROUP_KIND_TEAM && group_roles[i].in_team) ||
        (kind == UA_GROUP_KIND_SESSION && g_str_equal (group_roles[i].role, "learner")))
      g_ptr_array_add (choices,
                       ua_choice_new (group_roles[i].role,
                                      g_dpgettext2 (NULL, "group role", group_roles[i].name),
                                      NULL));
}

/**
 * ua_newcomer_list_choices:
 * @session: where they come into
 * @field: a field whose values are chosen from a list
 * @group: (nullable): of %UA_NEWCOMER_GROUP_ROLE, in which group; %NULL for any
 * @none: (nullable): the words for no value, which then comes first
 *
 * Returns: (transfer full) (element-type UaChoice): what there is to choose from
 */
GPtrArray *
ua_newcomer_list_choices (UaSession       *session,
                          UaNewcomerField  field,
                          UaGroup         *group,
                          const char      *none)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (UA_IS_SESSION (session), choices);

  switch (field)
    {
    case UA_NEWCOMER_ROLE_PROFILE:
      ua_field_choices_add_role_profiles (session, choices);
      break;
    case UA_NEWCOMER_TEAM:
    case UA_NEWCOMER_COACH_OF:
      list_teams (session, choices);
      break;
    case UA_NEWCOMER_ACCESS_LEVEL:
      list_access_levels (choices, none != NULL);
      break;
    case UA_NEWCOMER_LANGUAGE:
      for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
        g_ptr_array_add (choices, ua_choice_new (languages[i].tag, languages[i].name, NULL));
      break;
    case UA_NEWCOMER_GROUP_ROLE:
      list_group_roles (group, choices);
      break;
    case UA_NEWCOMER_LABELS:
    case UA_NEWCOMER_DELETION_DATE:
    case UA_N_NEWCOMER_FIELDS:
    default:
      break;
    }
  if (none != NULL)
    g_ptr_array_insert (choices, 0, ua_choice_new (NULL, none, NULL));
  return choices;
}

/**
 * ua_newcomer_get_parameter:
 * @field: a field before %UA_N_PERSON_FIELDS
 *
 * Returns: (transfer none): how the actions of the extension call it (src/directory/API.md)
 */
const char *
ua_newcomer_get_parameter (UaNewcomerField field)
{
  static const char * const names[UA_N_PERSON_FIELDS] = {
    [UA_NEWCOMER_ROLE_PROFILE] = "roleProfile",
    [UA_NEWCOMER_TEAM] = "team",
    [UA_NEWCOMER_COACH_OF] = "coachOf",
    [UA_NEWCOMER_ACCESS_LEVEL] = "accessLevel",
    [UA_NEWCOMER_LANGUAGE] = "language",
  };

  g_return_val_if_fail (field < UA_N_PERSON_FIELDS, NULL);

  return names[field];
}

/**
 * ua_newcomer_add_labels:
 * @parameters: of an action
 * @labels: (nullable): labels, separated by commas
 *
 * Adds them as `labels`, where there are any.
 */
void
ua_newcomer_add_labels (GVariantDict *parameters,
                        const char   *labels)
{
  g_auto (GStrv) parts = g_strsplit (labels != NULL ? labels : "", ",", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) found = NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_strv_builder_add (builder, parts[i]);
  found = g_strv_builder_end (builder);
  if (found[0] != NULL)
    g_variant_dict_insert_value (parameters, "labels",
                                 g_variant_new_strv ((const char * const *) found, -1));
}

/* How many seats there are, 0 for any number, and how many are used. */
static gboolean
find_seats (UaSession      *session,
            const UaReport *report,
            guint          *total,
            guint          *used)
{
  UaEntry *seats = ua_session_get_seats (session);

  if (report != NULL && report->has_seats)
    {
      *total = report->seats_total;
      *used = report->seats_before;
      return TRUE;
    }
  if (seats == NULL || ua_entry_get_number (seats, "used", -1) < 0)
    return FALSE;
  *total = (guint) CLAMP (ua_entry_get_number (seats, "total", 0), 0, G_MAXINT);
  *used = (guint) MIN (ua_entry_get_number (seats, "used", 0), G_MAXINT);
  return TRUE;
}

/**
 * ua_newcomer_format_seats:
 * @session: where they come into
 * @report: (nullable): what would happen, where that is known
 * @n_wanted: for how many a seat is wanted now or later
 *
 * Returns: (transfer full) (nullable): how many seats are used and free (TL-09); %NULL where the
 *   server does not say
 */
char *
ua_newcomer_format_seats (UaSession      *session,
                          const UaReport *report,
                          guint           n_wanted)
{
  g_autofree char *in_use = NULL;
  g_autofree char *left = NULL;
  guint total, used, n_free;

  g_return_val_if_fail (UA_IS_SESSION (session), NULL);

  if (!find_seats (session, report, &total, &used))
    return NULL;
  if (total == 0)
    return g_strdup_printf (ngettext ("%'u seat in use, and as many free as needed.",
                                      "%'u seats in use, and as many free as needed.", used), used);
  n_free = total - MIN (total, used);
  in_use = g_strdup_printf (ngettext ("%'u of %'u seat in use", "%'u of %'u seats in use", total),
                            used, total);
  left = g_strdup_printf (ngettext ("%'u free", "%'u free", n_free), n_free);
  if (n_free < n_wanted)
    /* Translators: "118 of 120 seats in use", "2 free". */
    return g_strdup_printf (_("%s, %s: not enough for all."), in_use, left);
  /* Translators: "110 of 120 seats in use", "10 free". */
  return g_strdup_printf (_("%s, %s."), in_use, left);
}
