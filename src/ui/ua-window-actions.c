/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

/* What one can do in a window, beside its life in ua-window.c. */
#include "ua-window-private.h"

#include <glib/gi18n.h>

#include "ua-changes-dialog.h"
#include "ua-edit-dialog.h"
#include "ua-entry-page.h"
#include "ua-field-lock.h"
#include "ua-format.h"
#include "ua-invite-dialog.h"
#include "ua-places.h"
#include "ua-sign-in-dialog.h"

static UaOrganisationPage *
get_page (UaWindow *self)
{
  return ua_window_get_organisation_page (self);
}

static void
set_action_enabled (UaWindow   *self,
                    const char *name,
                    gboolean    enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
search_activated_cb (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  ua_organisation_page_search (get_page (user_data));
}

static void
refresh_activated_cb (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  UaSession *session = ua_window_get_session (user_data);

  if (session != NULL)
    ua_session_refresh (session);
}

static void
toast_activated_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  ua_window_show_toast (UA_WINDOW (user_data), g_variant_get_string (parameter, NULL));
}

static void
back_activated_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  ua_organisation_page_close_details (get_page (user_data));
}

static void
edit_activated_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  UaWindow *self = user_data;
  g_autoptr (UaMember) member = ua_organisation_page_dup_member (get_page (self));

  if (member != NULL)
    ua_window_edit_member (self, member);
}

static void
invite (UaWindow *self,
        UaGroup  *group)
{
  UaSession *session = ua_window_get_session (self);
  UaInviteDialog *dialog;

  if (session == NULL || !ua_invite_dialog_is_possible (session, group))
    return;
  dialog = ua_invite_dialog_new (session, group);
  g_signal_connect_object (dialog, "toast", G_CALLBACK (ua_window_add_toast), self,
                           G_CONNECT_SWAPPED);
  ua_dialog_present (UA_DIALOG (dialog), GTK_WIDGET (self));
}

static void
invite_activated_cb (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  invite (UA_WINDOW (user_data), NULL);
}

/* From a team, a group or a session (TL-03, TL-04). */
static void
invite_from_activated_cb (GSimpleAction *action,
                          GVariant      *parameter,
                          gpointer       user_data)
{
  UaSession *session = ua_window_get_session (user_data);
  GListModel *groups = session != NULL ? ua_session_get_groups (session) : NULL;
  guint n = groups != NULL ? g_list_model_get_n_items (groups) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (UaGroup) group = g_list_model_get_item (groups, i);

      if (g_str_equal (ua_group_get_id (group), g_variant_get_string (parameter, NULL)))
        {
          invite (UA_WINDOW (user_data), group);
          return;
        }
    }
}

static void
sign_in_activated_cb (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  UaSession *session = ua_window_get_session (user_data);

  if (session != NULL)
    ua_dialog_present (UA_DIALOG (ua_sign_in_dialog_new (session)), GTK_WIDGET (user_data));
}

static void
show_changes_activated_cb (GSimpleAction *action,
                           GVariant      *parameter,
                           gpointer       user_data)
{
  UaSession *session = ua_window_get_session (user_data);

  if (session != NULL)
    ua_dialog_present (UA_DIALOG (ua_changes_dialog_new (session)), GTK_WIDGET (user_data));
}

/* A member of the organisation that was being looked for when it was left is shown to nobody. */
static void
member_found_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (UaWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (UaMember) member = ua_session_find_member_finish (UA_SESSION (source), result, &error);

  if (ua_window_get_session (self) != UA_SESSION (source))
    return;
  if (member != NULL)
    ua_organisation_page_show_member (get_page (self), member);
  else
    ua_window_show_toast (self, _("This member is not here any more."));
}

static void
show_member_activated_cb (GSimpleAction *action,
                          GVariant      *parameter,
                          gpointer       user_data)
{
  UaSession *session = ua_window_get_session (user_data);

  if (session != NULL)
    ua_session_find_member_async (session, g_variant_get_string (parameter, NULL), NULL,
                                  member_found_cb, g_object_ref (user_data));
}

static void
show_members_activated_cb (GSimpleAction *action,
                           GVariant      *parameter,
                           gpointer       user_data)
{
  const char *key, *value, *name;
  UaField field;

  g_variant_get (parameter, "(&s&s&s)", &key, &value, &name);
  if (ua_field_from_key (key, &field))
    ua_organisation_page_show_members (get_page (user_data), field, value,
                                       name[0] != '\0' ? name : NULL);
}

/* Goes to a place and lists there what is about the current member, and nothing else. */
static void
show_about_member (UaWindow   *self,
                   const char *place,
                   const char *path,
                   const char *format)
{
  UaOrganisationPage *page = get_page (self);
  g_autoptr (UaMember) member = ua_organisation_page_dup_member (page);
  UaMemberRecord *record = member != NULL ? ua_member_get_record (member) : NULL;
  g_autofree char *name = NULL;
  g_autoptr (GString) sentence = NULL;

  if (record == NULL)
    return;
  name = ua_format_name (record);
  sentence = g_string_new (format);
  g_string_replace (sentence, "%s", name, 1);
  ua_organisation_page_set_place (page, place);
  if (g_str_equal (ua_organisation_page_get_place (page), place))
    ua_entry_page_show_only (UA_ENTRY_PAGE (ua_organisation_page_get_place_page (page)), path,
                             ua_member_record_get_id (record), sentence->str);
}

static void
show_history_activated_cb (GSimpleAction *action,
                           GVariant      *parameter,
                           gpointer       user_data)
{
  /* Translators: what is shown of the activity; of a member. */
  show_about_member (user_data, UA_PLACE_ACTIVITY, "target.value", _("What happened to %s"));
}

static void
show_mail_activated_cb (GSimpleAction *action,
                        GVariant      *parameter,
                        gpointer       user_data)
{
  /* Translators: which emails are shown; of a member. */
  show_about_member (user_data, UA_PLACE_MAIL, "member.value", _("Email to %s"));
}

static void
show_entry_activated_cb (GSimpleAction *action,
                         GVariant      *parameter,
                         gpointer       user_data)
{
  UaOrganisationPage *page = get_page (user_data);
  const char *place, *id;

  g_variant_get (parameter, "(&s&s)", &place, &id);
  ua_organisation_page_set_place (page, place);
  if (g_str_equal (ua_organisation_page_get_place (page), place) &&
      UA_IS_ENTRY_PAGE (ua_organisation_page_get_place_page (page)))
    ua_entry_page_open_id (UA_ENTRY_PAGE (ua_organisation_page_get_place_page (page)), id);
}

static void
add_connection_activated_cb (GSimpleAction *action,
                             GVariant      *parameter,
                             gpointer       user_data)
{
  ua_window_choose (UA_WINDOW (user_data));
}

static const GActionEntry actions[] = {
  { .name = "search", .activate = search_activated_cb },
  { .name = "refresh", .activate = refresh_activated_cb },
  { .name = "toast", .activate = toast_activated_cb, .parameter_type = "s" },
  { .name = "back", .activate = back_activated_cb },
  { .name = "edit", .activate = edit_activated_cb },
  { .name = "show-member", .activate = show_member_activated_cb, .parameter_type = "s" },
  { .name = "show-members", .activate = show_members_activated_cb, .parameter_type = "(sss)" },
  { .name = "show-entry", .activate = show_entry_activated_cb, .parameter_type = "(ss)" },
  { .name = "invite", .activate = invite_activated_cb },
  { .name = "create", .activate = invite_activated_cb },
  { .name = "invite-from", .activate = invite_from_activated_cb, .parameter_type = "s" },
  { .name = "show-history", .activate = show_history_activated_cb },
  { .name = "show-mail", .activate = show_mail_activated_cb },
  { .name = "sign-in", .activate = sign_in_activated_cb },
  { .name = "show-changes", .activate = show_changes_activated_cb },
  { .name = "add-connection", .activate = add_connection_activated_cb },
};

/**
 * ua_window_add_actions:
 * @self: a window
 *
 * Adds the actions, once.
 */
void
ua_window_add_actions (UaWindow *self)
{
  g_autoptr (GPropertyAction) place = NULL;
  g_autoptr (GPropertyAction) show_places = NULL;

  g_return_if_fail (UA_IS_WINDOW (self));

  place = g_property_action_new ("place", get_page (self), "place");
  show_places = g_property_action_new ("show-places", get_page (self), "show-places");
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (place));
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (show_places));
}

/* Where one cannot invite, one may be able to create. */
static void
update_invite (UaWindow *self)
{
  UaSession *session = ua_window_get_session (self);
  gboolean can_act = session != NULL && ua_session_can_act (session, UA_ACTION_INVITE);
  gboolean can_invite = can_act && ua_session_may_invite (session, NULL);

  set_action_enabled (self, "invite", can_invite);
  set_action_enabled (self, "invite-from", can_act);
  set_action_enabled (self, "create", !can_invite && session != NULL &&
                                      ua_invite_dialog_is_possible (session, NULL));
}

static gboolean
is_offered (UaWindow   *self,
            const char *place)
{
  UaSession *session = ua_window_get_session (self);

  return session != NULL && ua_place_is_offered (ua_places_find (place),
                                                 ua_session_get_capabilities (session));
}

/**
 * ua_window_update_actions:
 * @self: a window with its actions
 *
 * Lets those be done that can be done now.
 */
void
ua_window_update_actions (UaWindow *self)
{
  g_autoptr (UaMember) member = NULL;
  const UaMemberRecord *record;
  gboolean open, can_search;

  g_return_if_fail (UA_IS_WINDOW (self));

  open = ua_window_get_session (self) != NULL;
  member = ua_organisation_page_dup_member (get_page (self));
  record = member != NULL ? ua_member_get_record (member) : NULL;
  can_search = ua_place_page_can_search (ua_organisation_page_get_place_page (get_page (self)));
  set_action_enabled (self, "back", ua_organisation_page_get_details_open (get_page (self)));
  set_action_enabled (self, "edit",
                      open && record != NULL &&
                      ua_field_lock_describe_member (ua_window_get_session (self), record) == NULL);
  set_action_enabled (self, "show-history",
                      member != NULL && is_offered (self, UA_PLACE_ACTIVITY));
  set_action_enabled (self, "show-mail", member != NULL && is_offered (self, UA_PLACE_MAIL));
  set_action_enabled (self, "refresh", open);
  set_action_enabled (self, "search", open && can_search);
  set_action_enabled (self, "sign-in", open);
  set_action_enabled (self, "show-changes", open);
  update_invite (self);
}

/**
 * ua_window_update_filters_action:
 * @self: a window with its actions
 *
 * The key for filters is for those of the place that is shown, where it has any.
 */
void
ua_window_update_filters_action (UaWindow *self)
{
  UaPlacePage *page;

  g_return_if_fail (UA_IS_WINDOW (self));

  page = ua_organisation_page_get_place_page (get_page (self));
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (page), "show-filters") != NULL)
    {
      g_autoptr (GPropertyAction) action =
        g_property_action_new ("show-filters", page, "show-filters");

      g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
    }
  else
    g_action_map_remove_action (G_ACTION_MAP (self), "show-filters");
}

/**
 * ua_window_edit_member:
 * @self: a window
 * @member: a member of its organisation
 *
 * Opens the dialog in which @member is edited.
 */
void
ua_window_edit_member (UaWindow *self,
                       UaMember *member)
{
  UaSession *session;

  g_return_if_fail (UA_IS_WINDOW (self));
  g_return_if_fail (UA_IS_MEMBER (member));

  session = ua_window_get_session (self);
  if (session != NULL && ua_member_get_record (member) != NULL)
    ua_dialog_present (UA_DIALOG (ua_edit_dialog_new (session, member)), GTK_WIDGET (self));
}
