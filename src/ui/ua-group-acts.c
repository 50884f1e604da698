/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who comes into a team, group or session, goes, and in which role (LE-07, LE-09, TL-12).
 */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-group-acts.h"

#include <glib/gi18n.h>

#include "ua-errors.h"
#include "ua-format.h"
#include "ua-group-words.h"

/* The words of the extension for what is done (src/directory/API.md). */
#define ADD_TO_GROUP "addToGroup"
#define REMOVE_FROM_GROUP "removeFromGroup"
#define SET_GROUP_ROLE "setGroupRole"

/* The one role that instructors give. */
#define LEARNER "learner"

/* Says in the window what could not be done; what was done can be seen. */
static void
acted_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GWeakRef *window = user_data;
  g_autoptr (GtkWidget) shown = g_weak_ref_get (window);
  g_autoptr (GError) error = NULL;
  g_autoptr (UaReport) report = ua_session_act_finish (UA_SESSION (source), result, &error);
  guint n_refused = report != NULL ? ua_report_get_n_refused (report) : 0;
  g_autofree char *text = NULL;

  if (error != NULL)
    text = g_strdup (ua_errors_get_sentence (error, UA_ERROR_CONTEXT_SAVE));
  else if (n_refused > 0)
    text = g_strdup_printf (ngettext ("The server refused this for %'u member.",
                                      "The server refused this for %'u members.", n_refused),
                            n_refused);
  if (text != NULL && shown != NULL)
    gtk_widget_activate_action (shown, "win.toast", "s", text);
  g_weak_ref_clear (window);
  g_free (window);
}

static void
act (UaSession          *session,
     const char         *name,
     UaGroup            *group,
     const char * const *ids,
     const char * const *roles,
     GtkWidget          *widget)
{
  g_autoptr (UaAction) action = NULL;
  GWeakRef *window = g_new0 (GWeakRef, 1);
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "group", "s", ua_group_get_id (group));
  if (roles != NULL)
    g_variant_dict_insert_value (&dict, "roles", g_variant_new_strv (roles, -1));
  action = ua_action_new (name, ids, g_variant_dict_end (&dict));
  g_weak_ref_init (window, gtk_widget_get_root (widget));
  ua_session_act_async (session, action, FALSE, NULL, NULL, NULL, acted_cb, window);
}

static gboolean
can (UaSession  *session,
     UaGroup    *group,
     const char *action)
{
  return ua_session_can_act (session, action) &&
         ua_session_may_fill_group (session, ua_group_get_id (group));
}

/**
 * ua_group_acts_can_add:
 * @session: an organisation
 * @group: a group
 *
 * Returns: whether its server can bring members into the group, for who is signed in (WS-10)
 */
gboolean
ua_group_acts_can_add (UaSession *session,
                       UaGroup   *group)
{
  g_return_val_if_fail (UA_IS_SESSION (session), FALSE);
  g_return_val_if_fail (UA_IS_GROUP (group), FALSE);

  return can (session, group, ADD_TO_GROUP);
}

/**
 * ua_group_acts_list_roles:
 * @session: an organisation
 * @group: a group
 *
 * Returns: (transfer full) (array zero-terminated=1): the roles that who is signed in can give in
 *   the group, in the words of the extension (WS-10)
 */
GStrv
ua_group_acts_list_roles (UaSession *session,
                          UaGroup   *group)
{
  const char * const *offered;
  g_autoptr (GStrvBuilder) roles = g_strv_builder_new ();
  gboolean all;

  g_return_val_if_fail (UA_IS_SESSION (session), NULL);
  g_return_val_if_fail (UA_IS_GROUP (group), NULL);

  offered = ua_group_words_get_roles (ua_group_get_kind (group));
  all = ua_session_may_change_group (session, ua_group_get_id (group));
  for (guint i = 0; offered[i] != NULL; i++)
    if (all || strcmp (offered[i], LEARNER) == 0)
      g_strv_builder_add (roles, offered[i]);
  return g_strv_builder_end (roles);
}

/* The roles that there are afterwards, when @role is added or taken away. */
static GVariant *
make_target (const char *id,
             GStrv       roles,
             const char *role)
{
  gboolean has = g_strv_contains ((const char * const *) roles, role);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) after = NULL;

  for (guint i = 0; roles[i] != NULL; i++)
    if (strcmp (roles[i], role) != 0 && strcmp (roles[i], UA_GROUP_ROLE_MEMBER) != 0)
      g_strv_builder_add (builder, roles[i]);
  if (!has)
    g_strv_builder_add (builder, role);
  after = g_strv_builder_end (builder);
  if (after[0] == NULL)
    return g_variant_new ("(s^as)", id, (const char *[]){ UA_GROUP_ROLE_MEMBER, NULL });
  return g_variant_new ("(s^as)", id, after);
}

static void
add_role_items (GMenu                *menu,
                UaSession            *session,
                UaGroup              *group,
                const UaMemberRecord *record)
{
  g_auto (GStrv) offered = ua_group_acts_list_roles (session, group);
  g_auto (GStrv) roles = ua_group_words_list_roles (record, group);
  g_autoptr (GMenu) section = g_menu_new ();

  for (guint i = 0; offered[i] != NULL; i++)
    {
      gboolean has = g_strv_contains ((const char * const *) roles, offered[i]);
      const char *word = ua_group_words_get_role (offered[i]);
      /* Translators: what comes in is a role in a group, "Make Coach". */
      g_autofree char *label = has ? g_strdup_printf (_("No Longer %s"), word)
                                   : g_strdup_printf (_("Make %s"), word);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target_value (
        item, "group.set-roles",
        make_target (ua_member_record_get_id (record), roles, offered[i]));
      g_menu_append_item (section, item);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

/**
 * ua_group_acts_make_menu:
 * @session: an organisation
 * @group: a group
 * @record: what is known of a member who is in it
 *
 * Returns: (transfer full) (nullable): the menu of what can be done with the member in the group,
 *   for the actions of #UaGroupView; %NULL where the server or who is signed in cannot do any of it
 */
GMenuModel *
ua_group_acts_make_menu (UaSession            *session,
                         UaGroup              *group,
                         const UaMemberRecord *record)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  g_return_val_if_fail (UA_IS_SESSION (session), NULL);
  g_return_val_if_fail (UA_IS_GROUP (group), NULL);
  g_return_val_if_fail (record != NULL, NULL);

  if (can (session, group, SET_GROUP_ROLE))
    add_role_items (menu, session, group, record);
  if (can (session, group, REMOVE_FROM_GROUP))
    {
      g_autofree char *name = ua_format_text (ua_group_get_name (group));
      /* Translators: what comes in is the name of a team, group or session. */
      g_autofree char *label = g_strdup_printf (_("_Remove from “%s”"), name);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);
      g_autoptr (GMenu) section = g_menu_new ();

      g_menu_item_set_action_and_target (item, "group.remove", "s",
                                         ua_member_record_get_id (record));
      g_menu_append_item (section, item);
      g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
    }
  return g_menu_model_get_n_items (G_MENU_MODEL (menu)) > 0
           ? G_MENU_MODEL (g_steal_pointer (&menu)) : NULL;
}

/**
 * ua_group_acts_add:
 * @session: an organisation
 * @group: a group
 * @ids: (array zero-terminated=1): the ids of members
 * @role: the role that they get, in the words of the extension
 * @widget: a widget of the window where to say what could not be done
 *
 * Brings members into a group, as ua_group_acts_can_add() allows.
 */
void
ua_group_acts_add (UaSession          *session,
                   UaGroup            *group,
                   const char * const *ids,
                   const char         *role,
                   GtkWidget          *widget)
{
  g_return_if_fail (UA_IS_SESSION (session));
  g_return_if_fail (UA_IS_GROUP (group));
  g_return_if_fail (ids != NULL && role != NULL);

  act (session, ADD_TO_GROUP, group, ids, (const char *[]){ role, NULL }, widget);
}

/**
 * ua_group_acts_remove:
 * @session: an organisation
 * @group: a group
 * @id: the id of a member
 * @widget: a widget of the window where to say what could not be done
 *
 * Takes a member out of a group.
 */
void
ua_group_acts_remove (UaSession  *session,
                      UaGroup    *group,
                      const char *id,
                      GtkWidget  *widget)
{
  g_return_if_fail (UA_IS_SESSION (session));
  g_return_if_fail (UA_IS_GROUP (group));
  g_return_if_fail (id != NULL);

  act (session, REMOVE_FROM_GROUP, group, (const char *[]){ id, NULL }, NULL, widget);
}

/**
 * ua_group_acts_set_roles:
 * @session: an organisation
 * @group: a group
 * @id: the id of a member who is in it
 * @roles: (array zero-terminated=1): the roles to have, in the words of the extension
 * @widget: a widget of the window where to say what could not be done
 *
 * Says which roles a member has in a group.
 */
void
ua_group_acts_set_roles (UaSession          *session,
                         UaGroup            *group,
                         const char         *id,
                         const char * const *roles,
                         GtkWidget          *widget)
{
  g_return_if_fail (UA_IS_SESSION (session));
  g_return_if_fail (UA_IS_GROUP (group));
  g_return_if_fail (id != NULL && roles != NULL);

  act (session, SET_GROUP_ROLE, group, (const char *[]){ id, NULL }, roles, widget);
}
