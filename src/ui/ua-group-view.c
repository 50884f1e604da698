/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-group-view.h"

#include <glib/gi18n.h>

#include "ua-entry-row.h"
#include "ua-format.h"
#include "ua-group-acts.h"
#include "ua-group-words.h"
#include "ua-invite-dialog.h"
#include "ua-listed-errand.h"
#include "ua-pick-members-dialog.h"
#include "ua-ui.h"

/**
 * UaGroupView:
 *
 * Who is in a team, a group or a session, and in which roles (LE-09, TL-12), from the cache.
 *
 *   group, search -> UaQuery -> UaMemberList -> GtkListView of UaEntryRow
 */
struct _UaGroupView
{
  GtkWidget parent_instance;

  GtkWidget *top_box;              /* (unowned), of the template, as are the next */
  GtkButton *close_group_button;   /* (unowned) */
  GtkWidget *group_menu_button;    /* (unowned) */
  GtkWidget *add_button;           /* (unowned) */
  GtkLabel *group_name_label;      /* (unowned) */
  GtkLabel *group_kind_label;      /* (unowned) */
  GtkEditable *group_search_entry; /* (unowned) */
  GtkStack *group_member_stack;    /* (unowned) */
  GtkListView *group_member_list;  /* (unowned) */

  UaSession *session;              /* (owned) (nullable) */
  UaGroup *group;                  /* (owned) (nullable) */
  UaMemberList *list;              /* (owned) (nullable) */
  gboolean can_fill;               /* what the rows offer: to take members out, */
  gboolean can_change;             /* and to give them any role */
};

G_DEFINE_FINAL_TYPE (UaGroupView, ua_group_view, GTK_TYPE_WIDGET)

/* Everybody in the group; who coaches a team need not be a member of it. */
static UaFilter *
make_filter (UaGroup *group)
{
  const char *id = ua_group_get_id (group);
  g_autoptr (UaFilter) inside =
    ua_filter_new_compare (ua_group_words_get_field (ua_group_get_kind (group)),
                           UA_FILTER_OP_EQUAL, id);
  g_autoptr (UaFilter) coaching = NULL;

  if (ua_group_get_kind (group) != UA_GROUP_KIND_TEAM)
    return g_steal_pointer (&inside);
  coaching = ua_filter_new_compare (UA_FIELD_COACHED_TEAMS, UA_FILTER_OP_EQUAL, id);
  return ua_filter_new_group (UA_FILTER_OP_OR, (UaFilter *[]){ inside, coaching }, 2);
}

static UaQuery *
make_query (UaGroupView *self)
{
  g_autoptr (UaFilter) filter = make_filter (self->group);

  return ua_query_new (gtk_editable_get_text (self->group_search_entry), filter,
                       UA_FIELD_DISPLAY_NAME, FALSE);
}

static void
update_page (UaGroupView *self)
{
  gboolean searched = gtk_editable_get_text (self->group_search_entry)[0] != '\0';
  g_autofree char *text = NULL;
  guint n;

  if (self->list == NULL || ua_member_list_get_busy (self->list))
    return;
  n = ua_member_list_get_n_total (self->list);
  gtk_stack_set_visible_child_name (self->group_member_stack,
                                    n > 0 ? "list" : searched ? "nothing" : "empty");
  if (searched)
    return;
  /* Translators: the kind of a group and how many are in it, "Team · 12 people". */
  text = g_strdup_printf (ngettext ("%s · %'u person", "%s · %'u people", n),
                          ua_group_words_get_kind (ua_group_get_kind (self->group)), n);
  gtk_label_set_label (self->group_kind_label, text);
}

static void
show_member (UaGroupView *self,
             UaEntryRow  *row,
             UaMember    *member)
{
  UaMemberRecord *record = ua_member_get_record (member);
  g_autofree char *name = NULL;
  g_autofree char *email = NULL;
  g_autofree char *roles = NULL;
  g_autoptr (GMenuModel) menu = NULL;

  if (record == NULL || self->group == NULL)
    {
      ua_entry_row_set_text (row, "", "");
      ua_entry_row_set_number (row, NULL);
      return;
    }
  name = ua_format_name (record);
  email = ua_format_record (record, UA_FIELD_EMAIL);
  roles = ua_group_words_describe_roles (record, self->group);
  ua_entry_row_set_avatar (row, ua_member_record_get_name (record));
  ua_entry_row_set_text (row, name, email);
  ua_entry_row_set_number (row, roles);
  menu = ua_group_acts_make_menu (self->session, self->group, record);
  ua_entry_row_set_menu (row, menu);
}

/* The row whose item it is. */
static void
record_changed_cb (UaMember    *member,
                   GParamSpec  *pspec,
                   GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  GtkWidget *self = row != NULL ? gtk_widget_get_ancestor (row, UA_TYPE_GROUP_VIEW) : NULL;

  if (self != NULL)
    show_member (UA_GROUP_VIEW (self), UA_ENTRY_ROW (row), member);
}

static void
row_set_up_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item)
{
  gtk_list_item_set_child (item, ua_entry_row_new ());
}

static void
row_bound_cb (UaGroupView              *self,
              GtkListItem              *item,
              GtkSignalListItemFactory *factory)
{
  UaMember *member = gtk_list_item_get_item (item);

  show_member (self, UA_ENTRY_ROW (gtk_list_item_get_child (item)), member);
  g_signal_connect_object (member, "notify::record", G_CALLBACK (record_changed_cb), item, 0);
}

static void
row_unbound_cb (GtkSignalListItemFactory *factory,
                GtkListItem              *item)
{
  g_signal_handlers_disconnect_by_data (gtk_list_item_get_item (item), item);
}

static void
row_activated_cb (UaGroupView *self,
                  guint        position)
{
  g_autoptr (UaMember) member = g_list_model_get_item (G_LIST_MODEL (self->list), position);
  UaMemberRecord *record = ua_member_get_record (member);

  if (record != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-member", "s",
                                ua_member_record_get_id (record));
}

static void
search_changed_cb (UaGroupView *self)
{
  g_autoptr (UaQuery) query = NULL;

  if (self->list == NULL)
    return;
  query = make_query (self);
  ua_member_list_set_query (self->list, query);
}

static void
show_in_members_activated_cb (GtkWidget  *widget,
                              const char *name,
                              GVariant   *parameter)
{
  UaGroupView *self = UA_GROUP_VIEW (widget);
  UaField field = ua_group_words_get_field (ua_group_get_kind (self->group));

  gtk_widget_activate_action (widget, "win.show-members", "(sss)", ua_field_get_key (field),
                              ua_group_get_id (self->group), ua_group_get_name (self->group));
}

static void
rename_activated_cb (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  UaGroupView *self = UA_GROUP_VIEW (widget);

  if (self->group != NULL)
    ua_listed_errand_name_group (self->session, self->group, widget);
}

static void
delete_activated_cb (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  UaGroupView *self = UA_GROUP_VIEW (widget);

  if (self->group != NULL)
    ua_listed_errand_delete_group (self->session, self->group, widget);
}

/* The id of a member and the roles to have. */
static void
set_roles_activated_cb (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  UaGroupView *self = UA_GROUP_VIEW (widget);
  g_autofree const char **roles = NULL;
  const char *id;

  g_variant_get (parameter, "(&s^a&s)", &id, &roles);
  if (self->group != NULL)
    ua_group_acts_set_roles (self->session, self->group, id, roles, widget);
}

static void
remove_activated_cb (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  UaGroupView *self = UA_GROUP_VIEW (widget);

  if (self->group != NULL)
    ua_group_acts_remove (self->session, self->group, g_variant_get_string (parameter, NULL),
                          widget);
}

static void
members_picked_cb (UaGroupView *self,
                   GStrv        ids,
                   const char  *role)
{
  if (self->group != NULL)
    ua_group_acts_add (self->session, self->group, (const char * const *) ids, role,
                       GTK_WIDGET (self));
}

static void
add_members_activated_cb (GtkWidget  *widget,
                          const char *name,
                          GVariant   *parameter)
{
  UaGroupView *self = UA_GROUP_VIEW (widget);
  UaPickMembersDialog *dialog;

  if (self->group == NULL)
    return;
  dialog = ua_pick_members_dialog_new (self->session, self->group);
  g_signal_connect_object (dialog, "picked", G_CALLBACK (members_picked_cb), self,
                           G_CONNECT_SWAPPED);
  ua_dialog_present (UA_DIALOG (dialog), widget);
}

static void
invite_activated_cb (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  UaGroupView *self = UA_GROUP_VIEW (widget);

  if (self->group != NULL)
    gtk_widget_activate_action (widget, "win.invite-from", "s", ua_group_get_id (self->group));
}

static void
forget_list (UaGroupView *self)
{
  gtk_list_view_set_model (self->group_member_list, NULL);
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_object (&self->list);
}

static void
ua_group_view_dispose (GObject *object)
{
  UaGroupView *self = UA_GROUP_VIEW (object);

  if (self->group_member_list != NULL)
    forget_list (self);
  g_clear_object (&self->group);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), UA_TYPE_GROUP_VIEW);

  G_OBJECT_CLASS (ua_group_view_parent_class)->dispose (object);
}

static void
ua_group_view_class_init (UaGroupViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ua_group_view_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-group-view.ui");
  gtk_widget_class_install_action (widget_class, "group.show-in-members", NULL,
                                   show_in_members_activated_cb);
  gtk_widget_class_install_action (widget_class, "group.invite", NULL, invite_activated_cb);
  gtk_widget_class_install_action (widget_class, "group.add-members", NULL,
                                   add_members_activated_cb);
  gtk_widget_class_install_action (widget_class, "group.set-roles", "(sas)",
                                   set_roles_activated_cb);
  gtk_widget_class_install_action (widget_class, "group.remove", "s", remove_activated_cb);
  gtk_widget_class_install_action (widget_class, "group.rename", NULL, rename_activated_cb);
  gtk_widget_class_install_action (widget_class, "group.delete", NULL, delete_activated_cb);
  gtk_widget_class_bind_template_child (widget_class, UaGroupView, top_box);
  gtk_widget_class_bind_template_child (widget_class, UaGroupView, close_group_button);
  gtk_widget_class_bind_template_child (widget_class, UaGroupView, group_menu_button);
  gtk_widget_class_bind_template_child (widget_class, UaGroupView, add_button);
  gtk_widget_class_bind_template_child (widget_class, UaGroupView, group_name_label);
  gtk_widget_class_bind_template_child (widget_class, UaGroupView, group_kind_label);
  gtk_widget_class_bind_template_child (widget_class, UaGroupView, group_search_entry);
  gtk_widget_class_bind_template_child (widget_class, UaGroupView, group_member_stack);
  gtk_widget_class_bind_template_child (widget_class, UaGroupView, group_member_list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
ua_group_view_init (UaGroupView *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  ua_ui_tell_when_cut (GTK_WIDGET (self->group_name_label), self->group_name_label);
  ua_ui_tell_when_cut (GTK_WIDGET (self->group_kind_label), self->group_kind_label);
  g_signal_connect (factory, "setup", G_CALLBACK (row_set_up_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (row_bound_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (factory, "unbind", G_CALLBACK (row_unbound_cb), NULL);
  gtk_list_view_set_factory (self->group_member_list, factory);
}

/**
 * ua_group_view_new:
 *
 * Returns: (transfer floating): a view of no group
 */
GtkWidget *
ua_group_view_new (void)
{
  return g_object_new (UA_TYPE_GROUP_VIEW, NULL);
}

/* Offers what who is signed in may do (WS-10). */
static void
update_rights (UaGroupView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean can_fill, can_change, can_delete;

  if (self->group == NULL)
    return;
  can_fill = ua_group_acts_can_add (self->session, self->group);
  can_change = ua_session_may_change_group (self->session, ua_group_get_id (self->group));
  can_delete = ua_session_has_right (self->session, UA_RIGHT_GROUPS);
  gtk_widget_set_visible (self->add_button, can_fill);
  gtk_widget_set_visible (self->group_menu_button, can_change || can_delete);
  gtk_widget_action_set_enabled (widget, "group.invite",
                                 ua_invite_dialog_is_possible (self->session, self->group));
  gtk_widget_action_set_enabled (widget, "group.rename", can_change);
  gtk_widget_action_set_enabled (widget, "group.delete", can_delete);
  if (can_fill == self->can_fill && can_change == self->can_change)
    return;
  self->can_fill = can_fill;
  self->can_change = can_change;
  ua_ui_rebind (self->group_member_list);
}

static void
set_session (UaGroupView *self,
             UaSession   *session)
{
  if (session == self->session)
    return;
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session != NULL)
    g_signal_connect_object (session, "notify::capabilities", G_CALLBACK (update_rights), self,
                             G_CONNECT_SWAPPED);
}

/**
 * ua_group_view_get_group:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): which group is shown
 */
UaGroup *
ua_group_view_get_group (UaGroupView *self)
{
  g_return_val_if_fail (UA_IS_GROUP_VIEW (self), NULL);

  return self->group;
}

/**
 * ua_group_view_set_group:
 * @self: a view
 * @session: (nullable): whose group it is
 * @group: (nullable): which group to show
 *
 * Shows who is in a group.  The same group as before, maybe with another name, keeps the search and
 * the place in the list.
 */
void
ua_group_view_set_group (UaGroupView *self,
                         UaSession   *session,
                         UaGroup     *group)
{
  g_autofree char *name = NULL;
  g_autoptr (UaQuery) query = NULL;
  g_autoptr (GtkNoSelection) model = NULL;
  gboolean same;

  g_return_if_fail (UA_IS_GROUP_VIEW (self));
  g_return_if_fail (group == NULL || UA_IS_GROUP (group));

  same = group != NULL && self->group != NULL && session == self->session &&
         strcmp (ua_group_get_id (group), ua_group_get_id (self->group)) == 0;
  if (!same)
    {
      forget_list (self);
      gtk_editable_set_text (self->group_search_entry, "");
    }
  set_session (self, session);
  g_set_object (&self->group, group);
  if (group == NULL)
    return;
  update_rights (self);
  name = ua_format_text (ua_group_get_name (group));
  gtk_label_set_label (self->group_name_label, name);
  if (same)
    return;
  gtk_label_set_label (self->group_kind_label, ua_group_words_get_kind (ua_group_get_kind (group)));
  query = make_query (self);
  self->list = ua_session_query (session, query);
  g_signal_connect_object (self->list, "notify::n-total", G_CALLBACK (update_page), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::busy", G_CALLBACK (update_page), self,
                           G_CONNECT_SWAPPED);
  model = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->list)));
  gtk_list_view_set_model (self->group_member_list, GTK_SELECTION_MODEL (model));
  update_page (self);
}

/**
 * ua_group_view_set_beside:
 * @self: a view
 * @beside: whether it is beside the list of groups, and not over it
 */
void
ua_group_view_set_beside (UaGroupView *self,
                          gboolean     beside)
{
  const char *title = beside ? _("Close Details") : _("Back to the List");

  g_return_if_fail (UA_IS_GROUP_VIEW (self));

  gtk_button_set_icon_name (self->close_group_button,
                            beside ? "sidebar-show-right-symbolic" : "go-previous-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->close_group_button), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->close_group_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
}

/**
 * ua_group_view_focus:
 * @self: a view that is shown
 *
 * Puts the keyboard on the way back.
 */
void
ua_group_view_focus (UaGroupView *self)
{
  g_return_if_fail (UA_IS_GROUP_VIEW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->close_group_button));
}
