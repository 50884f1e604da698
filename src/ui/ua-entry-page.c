/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-entry-page-private.h"

#include <glib/gi18n.h>

#include "ua-entry-filter.h"
#include "ua-entry-menu.h"
#include "ua-entry-status.h"
#include "ua-ui.h"
#include "ua-wrap-layout.h"

/* How many windows full below what is seen are to be there. */
#define N_PAGES_AHEAD 3

/**
 * UaEntryPage:
 *
 * The page of a place that lists what an organisation has beside members: search and filters, the
 * list, beside it or over it all of one entry, and what can be done to one or to those that are
 * selected.
 *
 *   search, filters -> UaEntryQuery -> UaEntryList -> GtkMultiSelection -> GtkListView
 *
 * What is shown was kept from the last time until the server has answered; more comes as one looks
 * farther down.  What a row and the details look like is said by the class of the place.
 */
static void place_page_iface_init (UaPlacePageInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (UaEntryPage, ua_entry_page, GTK_TYPE_WIDGET,
                                  G_ADD_PRIVATE (UaEntryPage)
                                  G_IMPLEMENT_INTERFACE (UA_TYPE_PLACE_PAGE,
                                                         place_page_iface_init))

#define PRIVATE(self) \
  ((UaEntryPagePrivate *) ua_entry_page_get_instance_private (UA_ENTRY_PAGE (self)))

/**
 * ua_entry_page_get_info:
 * @self: a page
 *
 * Returns: (transfer none): what is particular about it
 */
const UaEntryPageInfo *
ua_entry_page_get_info (UaEntryPage *self)
{
  return UA_ENTRY_PAGE_GET_CLASS (self)->info;
}

/**
 * ua_entry_page_is_filtered:
 * @self: a page
 *
 * Returns: whether the list is not of all there are
 */
gboolean
ua_entry_page_is_filtered (UaEntryPage *self)
{
  UaEntryPagePrivate *priv = PRIVATE (self);

  return priv->list != NULL && !ua_entry_query_is_all (ua_entry_list_get_query (priv->list));
}

/**
 * ua_entry_page_dup_entry:
 * @self: a page
 * @position: a row
 *
 * Returns: (transfer full) (nullable): what is listed there
 */
UaEntry *
ua_entry_page_dup_entry (UaEntryPage *self,
                         guint        position)
{
  UaEntryPagePrivate *priv = PRIVATE (self);

  return priv->selection != NULL ? g_list_model_get_item (G_LIST_MODEL (priv->selection), position)
                                 : NULL;
}

static void
update_count (UaEntryPage *self)
{
  UaEntryPagePrivate *priv = PRIVATE (self);
  int count = -1;

  if (!ua_entry_page_get_info (self)->counts)
    return;
  if (priv->list != NULL)
    count = ua_entry_page_is_filtered (self) ? priv->count
                                             : (int) ua_entry_list_get_n_total (priv->list);
  if (count == priv->count)
    return;
  priv->count = count;
  ua_place_page_count_changed (UA_PLACE_PAGE (self));
}

static void
update_subtitle (UaEntryPage *self)
{
  UaEntryPagePrivate *priv = PRIVATE (self);
  guint n = priv->list != NULL ? ua_entry_list_get_n_total (priv->list) : 0;
  g_autofree char *subtitle = NULL;

  if (n > 0 && ua_entry_page_is_filtered (self))
    subtitle = g_strdup_printf (ngettext ("%'u found", "%'u found", n), n);
  else if (n > 0)
    subtitle = g_strdup_printf ("%'u", n);
  ua_place_header_set_subtitle (priv->header, subtitle);
}

static void
update_page (UaEntryPage *self)
{
  UaEntryPagePrivate *priv = PRIVATE (self);
  guint n = priv->list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (priv->list)) : 0;
  UaEntryStatus status = { NULL, };
  const char *note = NULL;

  update_count (self);
  update_subtitle (self);
  if (n > 0)
    {
      note = ua_entry_status_get_note (priv->session, priv->list);
      gtk_stack_set_visible_child_name (priv->stack, "list");
    }
  else if (priv->list != NULL &&
           ua_entry_status_choose (&status, ua_entry_page_get_info (self), priv->session,
                                   priv->list, ua_entry_page_is_filtered (self)))
    {
      /* What nobody may add is not offered where there is nothing either. */
      if (g_strcmp0 (status.action, ua_entry_page_get_info (self)->add_action) == 0 &&
          !gtk_widget_get_visible (GTK_WIDGET (priv->header_button)))
        status.action = NULL;
      adw_status_page_set_icon_name (priv->status_page, status.icon);
      adw_status_page_set_title (priv->status_page, status.title);
      adw_status_page_set_description (priv->status_page, status.text);
      gtk_widget_set_visible (GTK_WIDGET (priv->status_button), status.action != NULL);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (priv->status_button), status.action);
      gtk_button_set_label (priv->status_button, status.label != NULL ? status.label : "");
      gtk_stack_set_visible_child_name (priv->stack, "status");
    }
  gtk_label_set_label (priv->note_label, note != NULL ? note : "");
  gtk_revealer_set_reveal_child (priv->note_revealer, note != NULL);
}

static void
update_bulk (UaEntryPage *self)
{
  UaEntryPagePrivate *priv = PRIVATE (self);
  g_autoptr (GtkBitset) selected =
    priv->selection != NULL ? gtk_selection_model_get_selection (priv->selection) : NULL;
  guint n = selected != NULL ? (guint) gtk_bitset_get_size (selected) : 0;
  g_autofree char *text = g_strdup_printf (ngettext ("%'u selected", "%'u selected", n), n);
  gboolean bulk = n > 1 && gtk_widget_get_first_child (GTK_WIDGET (priv->bulk_buttons)) != NULL;

  gtk_label_set_label (priv->bulk_label, text);
  gtk_revealer_set_reveal_child (priv->bulk_revealer, bulk);
}

static void
update_actions (UaEntryPage *self)
{
  UaEntryPagePrivate *priv = PRIVATE (self);
  g_autoptr (UaEntry) current = ua_entry_page_dup_current (self);
  const char *member = ua_entry_page_get_info (self)->member;
  g_autofree char *member_path = g_strconcat (member != NULL ? member : "", ".value", NULL);
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "entry.task", ua_entry_page_can_write (self));
  gtk_widget_action_set_enabled (widget, "entry.open", current != NULL);
  gtk_widget_action_set_enabled (widget, "entry.show-member",
                                 current != NULL && member != NULL &&
                                 ua_entry_get (current, member_path) != NULL);
  gtk_widget_action_set_enabled (widget, "entry.show-all",
                                 ua_entry_page_is_filtered (self) || priv->only_path != NULL);
  if (UA_ENTRY_PAGE_GET_CLASS (self)->update != NULL)
    UA_ENTRY_PAGE_GET_CLASS (self)->update (self);
}

/* The buttons for a selection are those of the tasks that the server can do. */
static void
update_buttons (UaEntryPage *self)
{
  UaEntryPagePrivate *priv = PRIVATE (self);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (priv->bulk_buttons))) != NULL)
    gtk_box_remove (priv->bulk_buttons, child);
  for (guint i = 0; i < G_N_ELEMENTS (ua_entry_page_get_info (self)->tasks); i++)
    {
      UaTask task = ua_entry_page_get_info (self)->tasks[i];

      if (task == UA_N_TASKS)
        break;
      if (priv->session != NULL && ua_session_can_act (priv->session, ua_task_get_action (task)))
        gtk_box_append (priv->bulk_buttons, ua_entry_menu_make_button (task));
    }
}

static void
list_changed_cb (UaEntryPage *self)
{
  update_actions (self);
  update_page (self);
  update_bulk (self);
}

static void
items_changed_cb (UaEntryPage *self)
{
  list_changed_cb (self);
  ua_entry_page_update_details (self);
}

static void follow_session (UaEntryPage *self,
                            UaSession   *session);
static void forget_session (UaEntryPage *self);

/* Servers that tell nothing of what was done leave what this computer knows of it. */
static void
update_kind (UaEntryPage *self)
{
  UaEntryPagePrivate *priv = PRIVATE (self);
  const UaEntryPageInfo *info = ua_entry_page_get_info (self);
  UaCapabilities *known =
    priv->session != NULL ? ua_session_get_capabilities (priv->session) : NULL;
  gboolean served = known != NULL && ua_capabilities_get (
    known, ua_entry_type_get_capability (info->type)) == UA_SUPPORT_YES;
  gboolean own = info->own_text != NULL &&
                 (!served || gtk_drop_down_get_selected (priv->source_filter) > 0);
  UaEntryType kind = own ? UA_ENTRY_TYPE_OWN_EVENT : info->type;

  gtk_widget_set_visible (GTK_WIDGET (priv->source_filter), info->own_text != NULL && served);
  if (kind == priv->kind)
    return;
  priv->kind = kind;
  if (priv->session != NULL)
    {
      g_autoptr (UaSession) session = g_object_ref (priv->session);

      forget_session (self);
      follow_session (self, session);
    }
}

static void
state_changed_cb (UaEntryPage *self)
{
  update_kind (self);
  update_buttons (self);
  list_changed_cb (self);
}

static void
selection_changed_cb (UaEntryPage *self)
{
  UaEntryPagePrivate *priv = PRIVATE (self);
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (priv->selection);

  update_bulk (self);
  update_actions (self);
  if (gtk_bitset_get_size (selected) == 1 && !ua_split_get_folded (priv->split))
    {
      g_autoptr (UaEntry) entry = ua_entry_page_dup_entry (self, gtk_bitset_get_minimum (selected));

      ua_entry_page_open (self, entry);
    }
}

static UaEntryQuery *
make_query (UaEntryPage *self)
{
  UaEntryPagePrivate *priv = PRIVATE (self);
  const UaEntryPageInfo *info = ua_entry_page_get_info (self);
  UaEntryQuery *query =
    ua_entry_query_new (priv->kind, gtk_editable_get_text (priv->search_entry));

  query = ua_entry_filter_add (query, priv->first_filter, info->filters[0]);
  query = ua_entry_filter_add (query, priv->second_filter, info->filters[1]);
  if (priv->only_path != NULL)
    {
      UaEntryQuery *narrowed = ua_entry_query_with_condition (query, priv->only_path,
                                                              UA_ENTRY_OP_EQUAL,
                                                              priv->only_value);

      ua_entry_query_unref (query);
      query = narrowed;
    }
  return query;
}

/**
 * ua_entry_page_source_changed_cb:
 * @self: a page
 *
 * For who chooses between what anybody did and what was done from this computer.
 */
void
ua_entry_page_source_changed_cb (UaEntryPage *self)
{
  state_changed_cb (self);
}

static void
query_changed_cb (UaEntryPage *self)
{
  UaEntryPagePrivate *priv = PRIVATE (self);
  g_autoptr (UaEntryQuery) query = NULL;

  if (priv->list == NULL)
    return;
  query = make_query (self);
  ua_entry_list_set_query (priv->list, query);
  list_changed_cb (self);
}

static void
search_activated_cb (UaEntryPage *self)
{
  UaEntryPagePrivate *priv = PRIVATE (self);

  gtk_widget_grab_focus (GTK_WIDGET (priv->list_view));
}

static void
search_stopped_cb (UaEntryPage *self)
{
  UaEntryPagePrivate *priv = PRIVATE (self);

  gtk_editable_set_text (priv->search_entry, "");
  gtk_widget_grab_focus (GTK_WIDGET (priv->list_view));
}

/* Who comes near the end of what is there wants to see more. */
static void
scrolled_cb (UaEntryPage   *self,
             GtkAdjustment *adjustment)
{
  UaEntryPagePrivate *priv = PRIVATE (self);
  double page = gtk_adjustment_get_page_size (adjustment);
  double below = gtk_adjustment_get_upper (adjustment) - page -
                 gtk_adjustment_get_value (adjustment);

  if (priv->list != NULL && page > 0 && below < N_PAGES_AHEAD * page)
    ua_entry_list_load_more (priv->list);
}

static void
row_activated_cb (UaEntryPage *self,
                  guint        position)
{
  g_autoptr (UaEntry) entry = ua_entry_page_dup_entry (self, position);

  if (entry != NULL)
    ua_entry_page_open (self, entry);
}

static void
row_set_up_cb (UaEntryPage              *self,
               GtkListItem              *item,
               GtkSignalListItemFactory *factory)
{
  GtkWidget *row = ua_state_row_new ();

  g_signal_connect_object (row, "menu", G_CALLBACK (ua_entry_page_row_menu_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_item_set_child (item, row);
}

static void
row_bound_cb (UaEntryPage              *self,
              GtkListItem              *item,
              GtkSignalListItemFactory *factory)
{
  UaStateRow *row = UA_STATE_ROW (gtk_list_item_get_child (item));

  ua_state_row_set_position (row, gtk_list_item_get_position (item));
  UA_ENTRY_PAGE_GET_CLASS (self)->show_row (self, gtk_list_item_get_item (item), row);
}

static void
forget_session (UaEntryPage *self)
{
  UaEntryPagePrivate *priv = PRIVATE (self);

  ua_entry_page_stop_reading (self);
  ua_entry_view_begin (priv->view, NULL, NULL);
  ua_split_set_revealed (priv->split, FALSE);
  gtk_list_view_set_model (priv->list_view, NULL);
  if (priv->session != NULL)
    g_signal_handlers_disconnect_by_data (priv->session, self);
  if (priv->list != NULL)
    g_signal_handlers_disconnect_by_data (priv->list, self);
  if (priv->selection != NULL)
    g_signal_handlers_disconnect_by_data (priv->selection, self);
  g_clear_object (&priv->selection);
  g_clear_object (&priv->list);
  g_clear_object (&priv->session);
}

static void
follow_session (UaEntryPage *self,
                UaSession   *session)
{
  UaEntryPagePrivate *priv = PRIVATE (self);
  g_autoptr (UaEntryQuery) query = make_query (self);

  priv->session = g_object_ref (session);
  priv->list = ua_session_list_entries (session, query);
  if (priv->list == NULL)
    return;
  priv->selection =
    GTK_SELECTION_MODEL (gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (priv->list))));
  g_signal_connect_object (session, "notify::state", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::capabilities", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->list, "notify", G_CALLBACK (list_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->selection, "selection-changed",
                           G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_model (priv->list_view, priv->selection);
  g_signal_connect_object (priv->list, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static void
set_place_session (UaPlacePage *page,
                   UaSession   *session)
{
  UaEntryPage *self = UA_ENTRY_PAGE (page);

  forget_session (self);
  if (session != NULL)
    follow_session (self, session);
  state_changed_cb (self);
}

static UaPlaceHeader *
get_place_header (UaPlacePage *page)
{
  return PRIVATE (page)->header;
}

static void
focus_place (UaPlacePage *page)
{
  UaEntryPagePrivate *priv = PRIVATE (page);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (priv->stack), "list") == 0)
    gtk_widget_grab_focus (GTK_WIDGET (priv->list_view));
  else
    gtk_widget_grab_focus (GTK_WIDGET (priv->search_entry));
}

static void
search_place (UaPlacePage *page)
{
  UaEntryPagePrivate *priv = PRIVATE (page);

  gtk_widget_grab_focus (GTK_WIDGET (priv->search_entry));
  gtk_editable_select_region (priv->search_entry, 0, -1);
}

static int
get_place_count (UaPlacePage *page)
{
  return PRIVATE (page)->count;
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
set_up_labels (UaEntryPage *self)
{
  UaEntryPagePrivate *priv = PRIVATE (self);
  const UaEntryPageInfo *info = ua_entry_page_get_info (self);

  ua_place_header_set_title (priv->header, _(info->title));
  g_object_set (priv->search_entry, "placeholder-text", _(info->search_label), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->search_entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _(info->search_label),
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->list_view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _(info->list_label),
                                  -1);
  if (info->add_label != NULL)
    {
      gtk_button_set_label (priv->header_button, _(info->add_label));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (priv->header_button), info->add_action);
    }
  ua_entry_filter_set_up (priv->first_filter, info->filter_labels[0], info->filters[0]);
  ua_entry_filter_set_up (priv->second_filter, info->filter_labels[1], info->filters[1]);
}

static void
ua_entry_page_constructed (GObject *object)
{
  UaEntryPage *self = UA_ENTRY_PAGE (object);

  G_OBJECT_CLASS (ua_entry_page_parent_class)->constructed (object);

  PRIVATE (self)->kind = ua_entry_page_get_info (self)->type;
  set_up_labels (self);
  update_actions (self);
}

static void
ua_entry_page_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  GTK_WIDGET_CLASS (ua_entry_page_parent_class)->size_allocate (widget, width, height, baseline);

  if (PRIVATE (widget)->popover != NULL)
    gtk_popover_present (PRIVATE (widget)->popover);
}

static void
ua_entry_page_dispose (GObject *object)
{
  UaEntryPagePrivate *priv = PRIVATE (object);

  if (priv->list_view != NULL)
    forget_session (UA_ENTRY_PAGE (object));
  if (priv->popover != NULL)
    gtk_widget_unparent (GTK_WIDGET (priv->popover));
  priv->popover = NULL;
  /* The template is that of a class above the object's own, which GTK does not dispose of. */
  if (priv->header != NULL)
    gtk_widget_unparent (GTK_WIDGET (priv->header));
  priv->header = NULL;
  if (priv->split != NULL)
    gtk_widget_unparent (GTK_WIDGET (priv->split));
  priv->split = NULL;
  priv->list_view = NULL;

  G_OBJECT_CLASS (ua_entry_page_parent_class)->dispose (object);
}

static void
ua_entry_page_finalize (GObject *object)
{
  UaEntryPagePrivate *priv = PRIVATE (object);

  g_free (priv->only_path);
  g_free (priv->only_value);

  G_OBJECT_CLASS (ua_entry_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (UA_TYPE_ENTRY_VIEW);
  g_type_ensure (UA_TYPE_PLACE_HEADER);
  g_type_ensure (UA_TYPE_SPLIT);
  g_type_ensure (UA_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-entry-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, UaEntryPage, header);
  gtk_widget_class_bind_template_child_private (widget_class, UaEntryPage, header_button);
  gtk_widget_class_bind_template_child_private (widget_class, UaEntryPage, split);
  gtk_widget_class_bind_template_child_private (widget_class, UaEntryPage, view);
  gtk_widget_class_bind_template_child_private (widget_class, UaEntryPage, search_entry);
  gtk_widget_class_bind_template_child_private (widget_class, UaEntryPage, source_filter);
  gtk_widget_class_bind_template_child_private (widget_class, UaEntryPage, first_filter);
  gtk_widget_class_bind_template_child_private (widget_class, UaEntryPage, second_filter);
  gtk_widget_class_bind_template_child_private (widget_class, UaEntryPage, only_revealer);
  gtk_widget_class_bind_template_child_private (widget_class, UaEntryPage, only_label);
  gtk_widget_class_bind_template_child_private (widget_class, UaEntryPage, stack);
  gtk_widget_class_bind_template_child_private (widget_class, UaEntryPage, list_scroller);
  gtk_widget_class_bind_template_child_private (widget_class, UaEntryPage, list_view);
  gtk_widget_class_bind_template_child_private (widget_class, UaEntryPage, status_page);
  gtk_widget_class_bind_template_child_private (widget_class, UaEntryPage, status_button);
  gtk_widget_class_bind_template_child_private (widget_class, UaEntryPage, note_revealer);
  gtk_widget_class_bind_template_child_private (widget_class, UaEntryPage, note_label);
  gtk_widget_class_bind_template_child_private (widget_class, UaEntryPage, bulk_revealer);
  gtk_widget_class_bind_template_child_private (widget_class, UaEntryPage, bulk_label);
  gtk_widget_class_bind_template_child_private (widget_class, UaEntryPage, bulk_buttons);
  gtk_widget_class_bind_template_callback (widget_class, ua_entry_page_source_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, query_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, ua_entry_page_split_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, ua_entry_page_secondary_pressed_cb);
}

static void
ua_entry_page_class_init (UaEntryPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = ua_entry_page_constructed;
  object_class->dispose = ua_entry_page_dispose;
  object_class->finalize = ua_entry_page_finalize;
  widget_class->size_allocate = ua_entry_page_size_allocate;
  bind_template (widget_class);
  ua_entry_page_install_actions (widget_class);
}

static void
ua_entry_page_init (UaEntryPage *self)
{
  UaEntryPagePrivate *priv = PRIVATE (self);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkAdjustment *adjustment;

  priv->count = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  ua_ui_tell_when_cut (GTK_WIDGET (priv->only_label), priv->only_label);
  ua_ui_tell_when_cut (GTK_WIDGET (priv->bulk_label), priv->bulk_label);
  ua_ui_search_by_typing (GTK_SEARCH_ENTRY (priv->search_entry), GTK_WIDGET (priv->list_view));
  g_signal_connect_object (factory, "setup", G_CALLBACK (row_set_up_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (row_bound_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (priv->list_view, factory);
  adjustment = gtk_scrolled_window_get_vadjustment (priv->list_scroller);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * ua_entry_page_get_session:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): of what organisation something is shown
 */
UaSession *
ua_entry_page_get_session (UaEntryPage *self)
{
  g_return_val_if_fail (UA_IS_ENTRY_PAGE (self), NULL);

  return PRIVATE (self)->session;
}

/**
 * ua_entry_page_get_list:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): what is listed
 */
UaEntryList *
ua_entry_page_get_list (UaEntryPage *self)
{
  g_return_val_if_fail (UA_IS_ENTRY_PAGE (self), NULL);

  return PRIVATE (self)->list;
}

/**
 * ua_entry_page_can_write:
 * @self: a page
 *
 * Returns: whether something can be done now: nothing of a place waits for the server
 */
gboolean
ua_entry_page_can_write (UaEntryPage *self)
{
  UaSessionState state;

  g_return_val_if_fail (UA_IS_ENTRY_PAGE (self), FALSE);

  if (PRIVATE (self)->session == NULL)
    return FALSE;
  state = ua_session_get_state (PRIVATE (self)->session);
  return state == UA_SESSION_STATE_SYNCING || state == UA_SESSION_STATE_ONLINE;
}

/**
 * ua_entry_page_dup_current:
 * @self: a page
 *
 * Returns: (transfer full) (nullable): what an action is about: the one that is selected, else the
 *   one that is open
 */
UaEntry *
ua_entry_page_dup_current (UaEntryPage *self)
{
  g_autoptr (GPtrArray) entries = NULL;
  UaEntry *open;

  g_return_val_if_fail (UA_IS_ENTRY_PAGE (self), NULL);

  entries = ua_entry_page_dup_selected (self);
  if (entries->len == 1)
    return g_object_ref (g_ptr_array_index (entries, 0));
  open = ua_entry_view_get_entry (PRIVATE (self)->view);
  return entries->len == 0 && open != NULL ? g_object_ref (open) : NULL;
}

/**
 * ua_entry_page_set_can_add:
 * @self: a page
 * @can_add: whether who is signed in may add one
 *
 * Shows the button that adds one, or not.
 */
void
ua_entry_page_set_can_add (UaEntryPage *self,
                           gboolean     can_add)
{
  g_return_if_fail (UA_IS_ENTRY_PAGE (self));

  gtk_widget_set_visible (GTK_WIDGET (PRIVATE (self)->header_button), can_add);
}

/**
 * ua_entry_page_show_only:
 * @self: a page
 * @path: (nullable): what is compared; %NULL to show all again
 * @value: (nullable): with what
 * @sentence: (nullable): what a person reads of it
 *
 * Narrows the list, beside search and filters.
 */
void
ua_entry_page_show_only (UaEntryPage *self,
                         const char  *path,
                         const char  *value,
                         const char  *sentence)
{
  UaEntryPagePrivate *priv;

  g_return_if_fail (UA_IS_ENTRY_PAGE (self));
  g_return_if_fail (path == NULL || value != NULL);

  priv = PRIVATE (self);
  g_free (priv->only_path);
  priv->only_path = g_strdup (path);
  g_free (priv->only_value);
  priv->only_value = g_strdup (value);
  if (sentence != NULL)
    gtk_label_set_label (priv->only_label, sentence);
  gtk_revealer_set_reveal_child (priv->only_revealer, path != NULL);
  query_changed_cb (self);
}

/**
 * ua_entry_page_select:
 * @self: a page
 * @position: a row
 *
 * Selects one row alone.
 */
void
ua_entry_page_select (UaEntryPage *self,
                      guint        position)
{
  g_return_if_fail (UA_IS_ENTRY_PAGE (self));

  if (PRIVATE (self)->selection != NULL)
    gtk_selection_model_select_item (PRIVATE (self)->selection, position, TRUE);
}

/**
 * ua_entry_page_get_private:
 * @self: a page
 *
 * Returns: (transfer none): its fields
 */
UaEntryPagePrivate *
ua_entry_page_get_private (UaEntryPage *self)
{
  g_return_val_if_fail (UA_IS_ENTRY_PAGE (self), NULL);

  return PRIVATE (self);
}
