/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-groups-page.h"

#include <glib/gi18n.h>

#include "ua-entry-row.h"
#include "ua-facet-counter.h"
#include "ua-format.h"
#include "ua-group-view.h"
#include "ua-group-words.h"
#include "ua-list-filter.h"
#include "ua-listed-errand.h"
#include "ua-split.h"
#include "ua-ui.h"

/**
 * UaGroupsPage:
 *
 * The place of the teams, groups and sessions (LE-09, TL-12): a list with how many are in each, and
 * beside it or over it who that is.
 *
 *   session's groups -> sorted by kind and name -> those that match the search -> GtkListView
 */
struct _UaGroupsPage
{
  GtkWidget parent_instance;

  UaPlaceHeader *header;            /* (unowned), of the template, as are the next */
  GtkWidget *new_group_button;      /* (unowned) */
  UaSplit *groups_split;            /* (unowned) */
  UaGroupView *group_view;          /* (unowned) */
  GtkEditable *groups_search_entry; /* (unowned) */
  GtkStack *groups_stack;           /* (unowned) */
  GtkListView *group_list;          /* (unowned) */

  UaSession *session;               /* (owned) (nullable) */
  GListModel *groups;               /* (owned) (nullable), of UaGroup, of the session */
  UaFacetCounter *counter;          /* (owned) (nullable) */
  GtkSingleSelection *selection;    /* (owned) (nullable) */
  UaListFilter *filter;             /* (owned) */
};

static void place_page_iface_init (UaPlacePageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (UaGroupsPage, ua_groups_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (UA_TYPE_PLACE_PAGE, place_page_iface_init))

static const UaField counted_fields[] = {
  UA_FIELD_TEAMS, UA_FIELD_COACHED_TEAMS, UA_FIELD_GROUPS, UA_FIELD_SESSIONS,
};

static const char *
get_name (gpointer item)
{
  return ua_group_get_name (item);
}

static int
compare_groups (gconstpointer a,
                gconstpointer b,
                gpointer      user_data)
{
  UaGroup *first = (UaGroup *) a;
  UaGroup *second = (UaGroup *) b;

  if (ua_group_get_kind (first) != ua_group_get_kind (second))
    return ua_group_get_kind (first) < ua_group_get_kind (second) ? GTK_ORDERING_SMALLER
                                                                  : GTK_ORDERING_LARGER;
  return gtk_ordering_from_cmpfunc (g_utf8_collate (ua_group_get_name (first),
                                                    ua_group_get_name (second)));
}

/* Offers what who is signed in may do (WS-10). */
static void
update_rights (UaGroupsPage *self)
{
  gboolean can = self->session != NULL && ua_session_has_right (self->session, UA_RIGHT_GROUPS);

  gtk_widget_set_visible (self->new_group_button, can);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "groups.new", can);
}

static void
update_page (UaGroupsPage *self)
{
  guint n_all = self->groups != NULL ? g_list_model_get_n_items (self->groups) : 0;
  guint n = self->selection != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->selection)) : 0;
  g_autofree char *subtitle = g_strdup_printf ("%'u", n_all);

  gtk_stack_set_visible_child_name (self->groups_stack,
                                    n > 0 ? "list" : n_all > 0 ? "nothing" : "empty");
  ua_place_header_set_subtitle (self->header, self->groups != NULL ? subtitle : NULL);
}

/* "12 members, 2 coaches", or NULL while nobody has counted. */
static char *
describe_size (UaGroupsPage *self,
               UaGroup      *group)
{
  UaField field = ua_group_words_get_field (ua_group_get_kind (group));
  g_autofree char *members = NULL;
  g_autofree char *coaches = NULL;
  guint n, n_coaches;

  if (!ua_facet_counter_get (self->counter, field, ua_group_get_id (group), &n))
    return NULL;
  members = g_strdup_printf (ngettext ("%'u member", "%'u members", n), n);
  if (!ua_facet_counter_get (self->counter, UA_FIELD_COACHED_TEAMS, ua_group_get_id (group),
                             &n_coaches) || n_coaches == 0)
    return g_steal_pointer (&members);
  coaches = g_strdup_printf (ngettext ("%'u coach", "%'u coaches", n_coaches), n_coaches);
  /* Translators: "12 members, 2 coaches". */
  return g_strdup_printf (_("%s, %s"), members, coaches);
}

static void
show_group (UaGroupsPage *self,
            GtkListItem  *item)
{
  UaEntryRow *row = UA_ENTRY_ROW (gtk_list_item_get_child (item));
  UaGroup *group = gtk_list_item_get_item (item);
  g_autofree char *name = NULL;
  g_autofree char *size = NULL;

  if (group == NULL || self->counter == NULL)
    return;
  name = ua_format_text (ua_group_get_name (group));
  size = describe_size (self, group);
  ua_entry_row_set_icon (row, ua_group_words_get_icon (ua_group_get_kind (group)));
  ua_entry_row_set_text (row, name, ua_group_words_get_kind (ua_group_get_kind (group)));
  ua_entry_row_set_number (row, size);
}

/* The row whose item it is. */
static void
counts_changed_cb (UaFacetCounter *counter,
                   GtkListItem    *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  GtkWidget *self = row != NULL ? gtk_widget_get_ancestor (row, UA_TYPE_GROUPS_PAGE) : NULL;

  if (self != NULL)
    show_group (UA_GROUPS_PAGE (self), item);
}

static void
row_set_up_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item)
{
  gtk_list_item_set_child (item, ua_entry_row_new ());
}

static void
row_bound_cb (UaGroupsPage             *self,
              GtkListItem              *item,
              GtkSignalListItemFactory *factory)
{
  show_group (self, item);
  g_signal_connect_object (self->counter, "changed", G_CALLBACK (counts_changed_cb), item, 0);
}

static void
row_unbound_cb (UaGroupsPage             *self,
                GtkListItem              *item,
                GtkSignalListItemFactory *factory)
{
  if (self->counter != NULL)
    g_signal_handlers_disconnect_by_data (self->counter, item);
}

static void
open_group (UaGroupsPage *self,
            UaGroup      *group)
{
  ua_group_view_set_group (self->group_view, self->session, group);
  ua_split_set_revealed (self->groups_split, TRUE);
  if (ua_split_get_folded (self->groups_split))
    ua_group_view_focus (self->group_view);
}

static void
row_activated_cb (UaGroupsPage *self,
                  guint         position)
{
  g_autoptr (UaGroup) group = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  open_group (self, group);
}

/* Where there is room for both, what is selected is what one sees. */
static void
selection_changed_cb (UaGroupsPage *self)
{
  UaGroup *group = gtk_single_selection_get_selected_item (self->selection);

  if (group != NULL && !ua_split_get_folded (self->groups_split))
    open_group (self, group);
}

static void
split_changed_cb (UaGroupsPage *self)
{
  gboolean open = ua_split_get_revealed (self->groups_split);

  ua_group_view_set_beside (self->group_view, !ua_split_get_folded (self->groups_split));
  if (open || ua_group_view_get_group (self->group_view) == NULL)
    return;
  ua_group_view_set_group (self->group_view, NULL, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->group_list));
}

/* The group that is open may be called otherwise now, or be gone. */
static void
groups_changed_cb (UaGroupsPage *self)
{
  UaGroup *open = ua_group_view_get_group (self->group_view);
  gboolean found = FALSE;

  for (guint i = 0; open != NULL && !found && i < g_list_model_get_n_items (self->groups); i++)
    {
      g_autoptr (UaGroup) group = g_list_model_get_item (self->groups, i);

      found = strcmp (ua_group_get_id (group), ua_group_get_id (open)) == 0;
      if (found)
        ua_group_view_set_group (self->group_view, self->session, group);
    }
  if (open != NULL && !found)
    ua_split_set_revealed (self->groups_split, FALSE);
  update_page (self);
  ua_place_page_count_changed (UA_PLACE_PAGE (self));
}

static void
search_changed_cb (UaGroupsPage *self)
{
  ua_list_filter_set_search (self->filter, gtk_editable_get_text (self->groups_search_entry));
  update_page (self);
}

static void
search_stopped_cb (UaGroupsPage *self)
{
  gtk_editable_set_text (self->groups_search_entry, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->group_list));
}

static void
new_activated_cb (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  UaGroupsPage *self = UA_GROUPS_PAGE (widget);

  if (self->session != NULL)
    ua_listed_errand_name_group (self->session, NULL, widget);
}

static void
close_activated_cb (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  ua_split_set_revealed (UA_GROUPS_PAGE (widget)->groups_split, FALSE);
}

static void
forget_session (UaGroupsPage *self)
{
  ua_group_view_set_group (self->group_view, NULL, NULL);
  ua_split_set_revealed (self->groups_split, FALSE);
  gtk_list_view_set_model (self->group_list, NULL);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  if (self->groups != NULL)
    g_signal_handlers_disconnect_by_data (self->groups, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->counter);
  g_clear_object (&self->groups);
  g_clear_object (&self->session);
}

static void
follow_session (UaGroupsPage *self,
                UaSession    *session)
{
  GtkSorter *sorter = GTK_SORTER (gtk_custom_sorter_new (compare_groups, NULL, NULL));
  GtkSortListModel *sorted;
  GtkFilterListModel *filtered;

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::capabilities", G_CALLBACK (update_rights), self,
                           G_CONNECT_SWAPPED);
  self->groups = g_object_ref (ua_session_get_groups (session));
  self->counter = ua_facet_counter_new (session, counted_fields, G_N_ELEMENTS (counted_fields));
  sorted = gtk_sort_list_model_new (g_object_ref (self->groups), sorter);
  filtered = gtk_filter_list_model_new (G_LIST_MODEL (sorted),
                                        GTK_FILTER (g_object_ref (self->filter)));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (filtered));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->groups, "items-changed", G_CALLBACK (groups_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  gtk_list_view_set_model (self->group_list, GTK_SELECTION_MODEL (self->selection));
  ua_facet_counter_set_active (self->counter, gtk_widget_get_mapped (GTK_WIDGET (self)));
}

static void
set_place_session (UaPlacePage *page,
                   UaSession   *session)
{
  UaGroupsPage *self = UA_GROUPS_PAGE (page);

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
  return UA_GROUPS_PAGE (page)->header;
}

static void
focus_place (UaPlacePage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (UA_GROUPS_PAGE (page)->group_list));
}

static void
search_place (UaPlacePage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (UA_GROUPS_PAGE (page)->groups_search_entry));
}

static int
get_place_count (UaPlacePage *page)
{
  UaGroupsPage *self = UA_GROUPS_PAGE (page);

  return self->groups != NULL ? (int) g_list_model_get_n_items (self->groups) : -1;
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
ua_groups_page_map (GtkWidget *widget)
{
  UaGroupsPage *self = UA_GROUPS_PAGE (widget);

  GTK_WIDGET_CLASS (ua_groups_page_parent_class)->map (widget);

  if (self->counter != NULL)
    ua_facet_counter_set_active (self->counter, TRUE);
}

static void
ua_groups_page_unmap (GtkWidget *widget)
{
  UaGroupsPage *self = UA_GROUPS_PAGE (widget);

  if (self->counter != NULL)
    ua_facet_counter_set_active (self->counter, FALSE);

  GTK_WIDGET_CLASS (ua_groups_page_parent_class)->unmap (widget);
}

static void
ua_groups_page_dispose (GObject *object)
{
  UaGroupsPage *self = UA_GROUPS_PAGE (object);

  if (self->group_list != NULL)
    forget_session (self);
  g_clear_object (&self->filter);
  gtk_widget_dispose_template (GTK_WIDGET (self), UA_TYPE_GROUPS_PAGE);

  G_OBJECT_CLASS (ua_groups_page_parent_class)->dispose (object);
}

static void
ua_groups_page_class_init (UaGroupsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ua_groups_page_dispose;
  widget_class->map = ua_groups_page_map;
  widget_class->unmap = ua_groups_page_unmap;

  g_type_ensure (UA_TYPE_GROUP_VIEW);
  g_type_ensure (UA_TYPE_PLACE_HEADER);
  g_type_ensure (UA_TYPE_SPLIT);
  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-groups-page.ui");
  gtk_widget_class_install_action (widget_class, "groups.new", NULL, new_activated_cb);
  gtk_widget_class_install_action (widget_class, "groups.close", NULL, close_activated_cb);
  gtk_widget_class_bind_template_child (widget_class, UaGroupsPage, header);
  gtk_widget_class_bind_template_child (widget_class, UaGroupsPage, new_group_button);
  gtk_widget_class_bind_template_child (widget_class, UaGroupsPage, groups_split);
  gtk_widget_class_bind_template_child (widget_class, UaGroupsPage, group_view);
  gtk_widget_class_bind_template_child (widget_class, UaGroupsPage, groups_search_entry);
  gtk_widget_class_bind_template_child (widget_class, UaGroupsPage, groups_stack);
  gtk_widget_class_bind_template_child (widget_class, UaGroupsPage, group_list);
  gtk_widget_class_bind_template_callback (widget_class, split_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
ua_groups_page_init (UaGroupsPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->filter = ua_list_filter_new (get_name);
  gtk_widget_init_template (GTK_WIDGET (self));
  ua_ui_search_by_typing (GTK_SEARCH_ENTRY (self->groups_search_entry),
                          GTK_WIDGET (self->group_list));
  g_signal_connect (factory, "setup", G_CALLBACK (row_set_up_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (row_bound_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (row_unbound_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->group_list, factory);
}

/**
 * ua_groups_page_new:
 *
 * Returns: (transfer floating): the page, of no session yet
 */
GtkWidget *
ua_groups_page_new (void)
{
  return g_object_new (UA_TYPE_GROUPS_PAGE, NULL);
}
