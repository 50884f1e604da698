/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-role-profiles-page.h"

#include <glib/gi18n.h>

#include "ua-entry-row.h"
#include "ua-facet-counter.h"
#include "ua-format.h"
#include "ua-list-filter.h"
#include "ua-listed-errand.h"
#include "ua-ui.h"

/**
 * UaRoleProfilesPage:
 *
 * The place of the role profiles (WS-11): how many members have each, and how they are made, called
 * otherwise, retired and deleted.  One leads to the members who have it.
 *
 *   session's role profiles -> sorted by name, retired last -> those that match -> GtkListView
 */
struct _UaRoleProfilesPage
{
  GtkWidget parent_instance;

  UaPlaceHeader *header;              /* (unowned), of the template, as are the next */
  GtkWidget *new_profile_button;      /* (unowned) */
  GtkWidget *content_box;             /* (unowned) */
  GtkEditable *profiles_search_entry; /* (unowned) */
  GtkStack *profiles_stack;           /* (unowned) */
  GtkListView *profile_list;          /* (unowned) */

  UaSession *session;                 /* (owned) (nullable) */
  GListModel *profiles;               /* (owned) (nullable), of UaRoleProfile, of the session */
  UaFacetCounter *counter;            /* (owned) (nullable) */
  UaListFilter *filter;               /* (owned) */
  GtkSingleSelection *selection;      /* (owned) (nullable) */
  gboolean can_change;                /* whether the rows offer it */
};

static void place_page_iface_init (UaPlacePageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (UaRoleProfilesPage, ua_role_profiles_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (UA_TYPE_PLACE_PAGE, place_page_iface_init))

static const char *
get_name (gpointer item)
{
  return ua_role_profile_get_name (item);
}

static int
compare_profiles (gconstpointer a,
                  gconstpointer b,
                  gpointer      user_data)
{
  UaRoleProfile *first = (UaRoleProfile *) a;
  UaRoleProfile *second = (UaRoleProfile *) b;

  if (ua_role_profile_get_retired (first) != ua_role_profile_get_retired (second))
    return ua_role_profile_get_retired (first) ? GTK_ORDERING_LARGER : GTK_ORDERING_SMALLER;
  return gtk_ordering_from_cmpfunc (g_utf8_collate (ua_role_profile_get_name (first),
                                                    ua_role_profile_get_name (second)));
}

static void
update_page (UaRoleProfilesPage *self)
{
  guint n_all = self->profiles != NULL ? g_list_model_get_n_items (self->profiles) : 0;
  guint n = self->selection != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->selection)) : 0;
  g_autofree char *subtitle = g_strdup_printf ("%'u", n_all);

  gtk_stack_set_visible_child_name (self->profiles_stack,
                                    n > 0 ? "list" : n_all > 0 ? "nothing" : "empty");
  ua_place_header_set_subtitle (self->header, self->profiles != NULL ? subtitle : NULL);
}

static void
append_item (GMenu      *menu,
             const char *label,
             const char *action,
             const char *id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", id);
  g_menu_append_item (menu, item);
}

/* What can be done with it; one that members have is retired, and not deleted. */
static GMenuModel *
make_menu (UaRoleProfilesPage *self,
           UaRoleProfile      *profile,
           gboolean            unused)
{
  const char *id = ua_role_profile_get_id (profile);
  gboolean retired = ua_role_profile_get_retired (profile);
  GMenu *menu = g_menu_new ();

  append_item (menu, _("_Show Members"), "profiles.show-members", id);
  if (!self->can_change)
    return G_MENU_MODEL (menu);
  append_item (menu, _("Re_name…"), "profiles.rename", id);
  append_item (menu, retired ? _("_Use Again") : _("Re_tire"),
               retired ? "profiles.restore" : "profiles.retire", id);
  if (unused)
    append_item (menu, _("_Delete…"), "profiles.delete", id);
  return G_MENU_MODEL (menu);
}

static void
show_profile (UaRoleProfilesPage *self,
              GtkListItem        *item)
{
  UaEntryRow *row = UA_ENTRY_ROW (gtk_list_item_get_child (item));
  UaRoleProfile *profile = gtk_list_item_get_item (item);
  g_autoptr (GMenuModel) menu = NULL;
  g_autofree char *name = NULL;
  g_autofree char *number = NULL;
  gboolean counted;
  guint n = 0;

  if (profile == NULL || self->counter == NULL)
    return;
  name = ua_format_text (ua_role_profile_get_name (profile));
  counted = ua_facet_counter_get (self->counter, UA_FIELD_ROLE_PROFILE,
                                  ua_role_profile_get_id (profile), &n);
  if (counted)
    number = g_strdup_printf (ngettext ("%'u member", "%'u members", n), n);
  menu = make_menu (self, profile, counted && n == 0);
  ua_entry_row_set_icon (row, "ua-role-symbolic");
  ua_entry_row_set_text (row, name,
                         ua_role_profile_get_retired (profile)
                           ? _("Retired: those who have it keep it, nobody else gets it") : NULL);
  ua_entry_row_set_number (row, number);
  ua_entry_row_set_menu (row, menu);
}

/* The row whose item it is. */
static void
counts_changed_cb (UaFacetCounter *counter,
                   GtkListItem    *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  GtkWidget *self = row != NULL ? gtk_widget_get_ancestor (row, UA_TYPE_ROLE_PROFILES_PAGE) : NULL;

  if (self != NULL)
    show_profile (UA_ROLE_PROFILES_PAGE (self), item);
}

static void
row_set_up_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item)
{
  gtk_list_item_set_child (item, ua_entry_row_new ());
}

static void
row_bound_cb (UaRoleProfilesPage       *self,
              GtkListItem              *item,
              GtkSignalListItemFactory *factory)
{
  show_profile (self, item);
  g_signal_connect_object (self->counter, "changed", G_CALLBACK (counts_changed_cb), item, 0);
}

static void
row_unbound_cb (UaRoleProfilesPage       *self,
                GtkListItem              *item,
                GtkSignalListItemFactory *factory)
{
  if (self->counter != NULL)
    g_signal_handlers_disconnect_by_data (self->counter, item);
}

static UaRoleProfile *
find_profile (UaRoleProfilesPage *self,
              const char         *id)
{
  for (guint i = 0; self->profiles != NULL && i < g_list_model_get_n_items (self->profiles); i++)
    {
      g_autoptr (UaRoleProfile) profile = g_list_model_get_item (self->profiles, i);

      if (strcmp (ua_role_profile_get_id (profile), id) == 0)
        return g_steal_pointer (&profile);
    }
  return NULL;
}

static void
show_members (UaRoleProfilesPage *self,
              UaRoleProfile      *profile)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-members", "(sss)",
                              ua_field_get_key (UA_FIELD_ROLE_PROFILE),
                              ua_role_profile_get_id (profile),
                              ua_role_profile_get_name (profile));
}

static void
row_activated_cb (UaRoleProfilesPage *self,
                  guint               position)
{
  g_autoptr (UaRoleProfile) profile =
    g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  show_members (self, profile);
}

static void
show_members_activated_cb (GtkWidget  *widget,
                           const char *name,
                           GVariant   *parameter)
{
  UaRoleProfilesPage *self = UA_ROLE_PROFILES_PAGE (widget);
  g_autoptr (UaRoleProfile) profile =
    find_profile (self, g_variant_get_string (parameter, NULL));

  if (profile != NULL)
    show_members (self, profile);
}

static void
new_activated_cb (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  UaRoleProfilesPage *self = UA_ROLE_PROFILES_PAGE (widget);

  if (self->session != NULL)
    ua_listed_errand_name_role_profile (self->session, NULL, widget);
}

static void
rename_activated_cb (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  UaRoleProfilesPage *self = UA_ROLE_PROFILES_PAGE (widget);
  g_autoptr (UaRoleProfile) profile =
    find_profile (self, g_variant_get_string (parameter, NULL));

  if (profile != NULL)
    ua_listed_errand_name_role_profile (self->session, profile, widget);
}

/* The same function for both: the name of the action tells them apart. */
static void
retire_activated_cb (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  UaRoleProfilesPage *self = UA_ROLE_PROFILES_PAGE (widget);
  g_autoptr (UaRoleProfile) profile =
    find_profile (self, g_variant_get_string (parameter, NULL));

  if (profile != NULL)
    ua_listed_errand_retire (self->session, profile, strcmp (name, "profiles.retire") == 0, widget);
}

static void
delete_activated_cb (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  UaRoleProfilesPage *self = UA_ROLE_PROFILES_PAGE (widget);
  g_autoptr (UaRoleProfile) profile =
    find_profile (self, g_variant_get_string (parameter, NULL));

  if (profile != NULL)
    ua_listed_errand_delete_role_profile (self->session, profile, widget);
}

/* Offers what who is signed in may do (WS-10, WS-11). */
static void
update_rights (UaRoleProfilesPage *self)
{
  gboolean can = self->session != NULL &&
                 ua_session_has_right (self->session, UA_RIGHT_ROLE_PROFILES);

  gtk_widget_set_visible (self->new_profile_button, can);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "profiles.new", can);
  if (can == self->can_change)
    return;
  self->can_change = can;
  ua_ui_rebind (self->profile_list);
}

static void
profiles_changed_cb (UaRoleProfilesPage *self)
{
  update_page (self);
  ua_place_page_count_changed (UA_PLACE_PAGE (self));
}

static void
search_changed_cb (UaRoleProfilesPage *self)
{
  ua_list_filter_set_search (self->filter, gtk_editable_get_text (self->profiles_search_entry));
  update_page (self);
}

static void
search_stopped_cb (UaRoleProfilesPage *self)
{
  gtk_editable_set_text (self->profiles_search_entry, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->profile_list));
}

static void
forget_session (UaRoleProfilesPage *self)
{
  gtk_list_view_set_model (self->profile_list, NULL);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  if (self->profiles != NULL)
    g_signal_handlers_disconnect_by_data (self->profiles, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->counter);
  g_clear_object (&self->profiles);
  g_clear_object (&self->session);
}

static void
follow_session (UaRoleProfilesPage *self,
                UaSession          *session)
{
  GtkSorter *sorter = GTK_SORTER (gtk_custom_sorter_new (compare_profiles, NULL, NULL));
  UaField field = UA_FIELD_ROLE_PROFILE;
  GtkSortListModel *sorted;
  GtkFilterListModel *filtered;

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::capabilities", G_CALLBACK (update_rights), self,
                           G_CONNECT_SWAPPED);
  self->profiles = g_object_ref (ua_session_get_role_profiles (session));
  self->counter = ua_facet_counter_new (session, &field, 1);
  sorted = gtk_sort_list_model_new (g_object_ref (self->profiles), sorter);
  filtered = gtk_filter_list_model_new (G_LIST_MODEL (sorted),
                                        GTK_FILTER (g_object_ref (self->filter)));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (filtered));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect_object (self->profiles, "items-changed", G_CALLBACK (profiles_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  gtk_list_view_set_model (self->profile_list, GTK_SELECTION_MODEL (self->selection));
  ua_facet_counter_set_active (self->counter, gtk_widget_get_mapped (GTK_WIDGET (self)));
}

static void
set_place_session (UaPlacePage *page,
                   UaSession   *session)
{
  UaRoleProfilesPage *self = UA_ROLE_PROFILES_PAGE (page);

  forget_session (self);
  if (session != NULL)
    follow_session (self, session);
  update_rights (self);
  update_page (self);
  ua_place_page_count_changed (page);
}

static UaPlaceHeader *
get_place_header (UaPlacePage *page)
{
  return UA_ROLE_PROFILES_PAGE (page)->header;
}

static void
focus_place (UaPlacePage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (UA_ROLE_PROFILES_PAGE (page)->profile_list));
}

static void
search_place (UaPlacePage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (UA_ROLE_PROFILES_PAGE (page)->profiles_search_entry));
}

static int
get_place_count (UaPlacePage *page)
{
  UaRoleProfilesPage *self = UA_ROLE_PROFILES_PAGE (page);

  return self->profiles != NULL ? (int) g_list_model_get_n_items (self->profiles) : -1;
}

static void
place_page_iface_init (UaPlacePageInterface *iface)
{
  iface->set_session = set_place_session;
  iface->get_header = get_place_header;
  iface->focus = focus_place;
  iface->search = search_place;
  iface->get_count = get_place_count;
}

static void
ua_role_profiles_page_map (GtkWidget *widget)
{
  UaRoleProfilesPage *self = UA_ROLE_PROFILES_PAGE (widget);

  GTK_WIDGET_CLASS (ua_role_profiles_page_parent_class)->map (widget);

  if (self->counter != NULL)
    ua_facet_counter_set_active (self->counter, TRUE);
}

static void
ua_role_profiles_page_unmap (GtkWidget *widget)
{
  UaRoleProfilesPage *self = UA_ROLE_PROFILES_PAGE (widget);

  if (self->counter != NULL)
    ua_facet_counter_set_active (self->counter, FALSE);

  GTK_WIDGET_CLASS (ua_role_profiles_page_parent_class)->unmap (widget);
}

static void
ua_role_profiles_page_dispose (GObject *object)
{
  UaRoleProfilesPage *self = UA_ROLE_PROFILES_PAGE (object);

  if (self->profile_list != NULL)
    forget_session (self);
  g_clear_object (&self->filter);
  gtk_widget_dispose_template (GTK_WIDGET (self), UA_TYPE_ROLE_PROFILES_PAGE);

  G_OBJECT_CLASS (ua_role_profiles_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "profiles.new", NULL, new_activated_cb);
  gtk_widget_class_install_action (widget_class, "profiles.show-members", "s",
                                   show_members_activated_cb);
  gtk_widget_class_install_action (widget_class, "profiles.rename", "s", rename_activated_cb);
  gtk_widget_class_install_action (widget_class, "profiles.retire", "s", retire_activated_cb);
  gtk_widget_class_install_action (widget_class, "profiles.restore", "s", retire_activated_cb);
  gtk_widget_class_install_action (widget_class, "profiles.delete", "s", delete_activated_cb);
}

static void
ua_role_profiles_page_class_init (UaRoleProfilesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ua_role_profiles_page_dispose;
  widget_class->map = ua_role_profiles_page_map;
  widget_class->unmap = ua_role_profiles_page_unmap;
  install_actions (widget_class);

  g_type_ensure (UA_TYPE_PLACE_HEADER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               UA_UI_PATH "ua-role-profiles-page.ui");
  gtk_widget_class_bind_template_child (widget_class, UaRoleProfilesPage, header);
  gtk_widget_class_bind_template_child (widget_class, UaRoleProfilesPage, new_profile_button);
  gtk_widget_class_bind_template_child (widget_class, UaRoleProfilesPage, content_box);
  gtk_widget_class_bind_template_child (widget_class, UaRoleProfilesPage, profiles_search_entry);
  gtk_widget_class_bind_template_child (widget_class, UaRoleProfilesPage, profiles_stack);
  gtk_widget_class_bind_template_child (widget_class, UaRoleProfilesPage, profile_list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
ua_role_profiles_page_init (UaRoleProfilesPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->filter = ua_list_filter_new (get_name);
  gtk_widget_init_template (GTK_WIDGET (self));
  ua_ui_search_by_typing (GTK_SEARCH_ENTRY (self->profiles_search_entry),
                          GTK_WIDGET (self->profile_list));
  g_signal_connect (factory, "setup", G_CALLBACK (row_set_up_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (row_bound_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (row_unbound_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->profile_list, factory);
}

/**
 * ua_role_profiles_page_new:
 *
 * Returns: (transfer floating): the page, of no session yet
 */
GtkWidget *
ua_role_profiles_page_new (void)
{
  return g_object_new (UA_TYPE_ROLE_PROFILES_PAGE, NULL);
}
