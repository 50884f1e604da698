/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-field-choices.h"

#include <glib/gi18n.h>

#include "ua-choice.h"
#include "ua-code-names.h"
#include "ua-format.h"
#include "ua-role-profile.h"

static gboolean
has_choice (GPtrArray  *choices,
            const char *id)
{
  for (guint i = 0; i < choices->len; i++)
    if (g_strcmp0 (ua_choice_get_id (g_ptr_array_index (choices, i)), id) == 0)
      return TRUE;
  return FALSE;
}

static void
add_countries (GPtrArray *choices)
{
  g_auto (GStrv) codes = ua_code_names_list_countries ();

  for (guint i = 0; codes[i] != NULL; i++)
    {
      g_autofree char *name = ua_code_names_dup_country (codes[i]);

      g_ptr_array_add (choices, ua_choice_new (codes[i], name, NULL));
    }
}

static void
add_access_levels (GPtrArray *choices)
{
  for (UaAccessLevel level = UA_ACCESS_LEVEL_EMPLOYEE; level <= UA_ACCESS_LEVEL_ADMIN; level++)
    g_ptr_array_add (choices, ua_choice_new (ua_access_level_to_token (level),
                                             ua_format_access_level (level),
                                             ua_format_access_level_explanation (level)));
}

/**
 * ua_field_choices_add_role_profiles:
 * @session: an organisation
 * @choices: (element-type UaChoice): to which they are added
 *
 * Adds the role profiles that are in use, by name (WS-06).
 *
 * The thread of the user interface only.
 */
void
ua_field_choices_add_role_profiles (UaSession *session,
                                    GPtrArray *choices)
{
  GListModel *profiles;
  guint n;

  g_return_if_fail (UA_IS_SESSION (session));
  g_return_if_fail (choices != NULL);

  profiles = ua_session_get_role_profiles (session);
  n = profiles != NULL ? g_list_model_get_n_items (profiles) : 0;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (UaRoleProfile) profile = g_list_model_get_item (profiles, i);
      g_autofree char *name = ua_format_text (ua_role_profile_get_name (profile));

      if (!ua_role_profile_get_retired (profile))
        g_ptr_array_add (choices, ua_choice_new (ua_role_profile_get_id (profile), name, NULL));
    }
  g_ptr_array_sort (choices, ua_choice_compare);
}

/**
 * ua_field_choices_list:
 * @session: an organisation
 * @record: a member of it
 * @field: %UA_FIELD_ROLE_PROFILE, %UA_FIELD_AMBITION_ROLE, %UA_FIELD_ACCESS_LEVEL or
 *   %UA_FIELD_COUNTRY
 *
 * Returns: (transfer full) (element-type UaChoice): what there is to choose from for the field, by
 *   name: "none" where there may be none, what is in use, and what the member has, even if nobody
 *   else can be given it any more
 *
 * The thread of the user interface only.
 */
GPtrArray *
ua_field_choices_list (UaSession            *session,
                       const UaMemberRecord *record,
                       UaField               field)
{
  GPtrArray *choices;
  const char *current;

  g_return_val_if_fail (UA_IS_SESSION (session), NULL);
  g_return_val_if_fail (record != NULL, NULL);

  choices = g_ptr_array_new_with_free_func (g_object_unref);
  if (field == UA_FIELD_COUNTRY)
    add_countries (choices);
  else if (field == UA_FIELD_ACCESS_LEVEL)
    add_access_levels (choices);
  else
    ua_field_choices_add_role_profiles (session, choices);
  current = ua_member_record_get (record, field);
  if (current != NULL && !has_choice (choices, current))
    {
      g_autofree char *name = ua_format_record (record, field);

      g_ptr_array_add (choices, ua_choice_new (current, name, NULL));
    }
  /* Access levels have an order of their own, and everybody has one. */
  if (field == UA_FIELD_ACCESS_LEVEL)
    return choices;
  g_ptr_array_sort (choices, ua_choice_compare);
  /* Translators: the member has no role profile, country or the like. */
  g_ptr_array_insert (choices, 0, ua_choice_new (NULL, C_("value", "None"), NULL));
  return choices;
}
