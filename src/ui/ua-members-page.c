/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-members-page.h"

#include <glib/gi18n.h>

#include "ua-config.h"
#include "ua-filter-sidebar.h"
#include "ua-member-table.h"
#include "ua-place-page.h"
#include "ua-selection-bar.h"
#include "ua-split.h"
#include "ua-ui.h"

/**
 * UaMembersPage:
 *
 * The place of the members: search, filters and the table.
 *
 *   search, facets, header -> UaQuery -> UaMemberList -> UaMemberSelection -> GtkColumnView
 *
 * It only describes what it wants to see; finding and sorting are the cache's work.  What is
 * searched and filtered is kept with the members of the organisation, and is there the next time.
 */
struct _UaMembersPage
{
  GtkWidget parent_instance;

  UaPlaceHeader *header;      /* (unowned), of the template, as are the next */
  GtkMenuButton *columns_button; /* (unowned) */
  UaSplit *split;             /* (unowned) */
  UaFilterSidebar *sidebar;   /* (unowned) */
  GtkEditable *search_entry;  /* (unowned) */
  GtkRevealer *filter_revealer; /* (unowned) */
  GtkLabel *filter_label;     /* (unowned) */
  GtkStack *stack;            /* (unowned) */
  UaMemberTable *table;       /* (unowned) */
  UaSelectionBar *selection_bar; /* (unowned) */

  GSettings *settings;        /* (owned) */
  UaFacets *facets;           /* (owned) */
  UaSession *session;         /* (owned) (nullable) */
  UaMemberList *list;         /* (owned) (nullable) */
  UaMembersView *view;        /* (owned) */
};

static void place_page_iface_init (UaPlacePageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (UaMembersPage, ua_members_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (UA_TYPE_PLACE_PAGE, place_page_iface_init))

enum
{
  PROP_SESSION = 1,
  PROP_SELECTION,
  PROP_SHOW_FILTERS,
  PROP_SELECTING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_OPEN_MEMBER,
  SIGNAL_EDIT_MEMBER,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
update_title (UaMembersPage *self)
{
  g_autofree char *subtitle = NULL;
  guint n_all, n_found;

  if (self->session == NULL)
    {
      ua_place_header_set_subtitle (self->header, NULL);
      return;
    }
  n_all = ua_session_get_n_members (self->session);
  n_found = self->list != NULL ? ua_member_list_get_n_total (self->list) : 0;
  if (ua_members_view_is_filtered (self->view))
    /* Translators: "37 of 4,812", of the members those that are listed. */
    subtitle = g_strdup_printf (_("%'u of %'u"), n_found, n_all);
  else
    subtitle = g_strdup_printf ("%'u", n_all);
  ua_place_header_set_subtitle (self->header, subtitle);
}

static void
n_members_changed_cb (UaMembersPage *self)
{
  update_title (self);
  ua_place_page_count_changed (UA_PLACE_PAGE (self));
}

static const char *
choose_page (UaMembersPage *self)
{
  gboolean waiting;

  if (self->list == NULL || ua_member_list_get_n_total (self->list) > 0)
    return "table";
  waiting = ua_member_list_get_busy (self->list);
  if (ua_members_view_is_filtered (self->view))
    return waiting ? NULL : "nothing";
  switch (ua_session_get_state (self->session))
    {
    case UA_SESSION_STATE_CONNECTING:
    case UA_SESSION_STATE_SYNCING:
      return waiting ? NULL : "fetching";
    case UA_SESSION_STATE_OFFLINE:
    case UA_SESSION_STATE_SIGN_IN:
      return waiting ? NULL : "unreached";
    case UA_SESSION_STATE_ONLINE:
      return waiting ? NULL : "empty";
    case UA_SESSION_STATE_CLOSED:
    default:
      return NULL;
    }
}

static void
update_page (UaMembersPage *self)
{
  const char *page = choose_page (self);

  if (page != NULL)
    gtk_stack_set_visible_child_name (self->stack, page);
  update_title (self);
}

static void
update_filter_label (UaMembersPage *self)
{
  g_autofree char *sentence = ua_facets_to_sentence (self->facets);

  if (sentence != NULL)
    gtk_label_set_label (self->filter_label, sentence);
  gtk_revealer_set_reveal_child (self->filter_revealer, sentence != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "members.clear-filters", sentence != NULL);
}

/* More rows than can be seen would only have to be built before they are. */
static void
limit_first_rows (UaMembersPage *self)
{
  guint n = ua_member_table_get_n_fitting (self->table);

  if (n > 0)
    ua_member_list_set_n_first (self->list, n);
}

static void
update_query (UaMembersPage *self)
{
  g_autoptr (UaQuery) query = NULL;

  if (self->list == NULL)
    return;
  query = ua_members_view_make_query (self->view);
  limit_first_rows (self);
  ua_member_list_set_query (self->list, query);
  update_page (self);
}

/* Menus are made when they are opened: together they have more widgets than the rows to be seen. */
static void
columns_menu_wanted_cb (GtkMenuButton *button,
                        gpointer       user_data)
{
  UaMembersPage *self = user_data;
  UaMemberColumns *columns = ua_member_table_get_columns (self->table);

  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, ua_member_columns_get_menu (columns));
}

static void
search_changed_cb (UaMembersPage *self)
{
  const char *search = gtk_editable_get_text (self->search_entry);

  ua_member_table_scroll_to_top (self->table);
  update_query (self);
  ua_members_view_queue_keep (self->view);
  ua_filter_sidebar_set_search (self->sidebar, search);
}

static void
search_activated_cb (UaMembersPage *self)
{
  UaMemberSelection *selection = ua_member_table_get_selection (self->table);
  g_autoptr (UaMember) only = NULL;

  if (selection == NULL || g_list_model_get_n_items (G_LIST_MODEL (selection)) == 0)
    return;
  only = ua_member_selection_dup_only (selection, NULL);
  if (only == NULL && !ua_members_page_get_selecting (self))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (selection), 0, TRUE);
  ua_members_page_focus_list (self);
}

static void
search_stopped_cb (UaMembersPage *self)
{
  if (gtk_editable_get_text (self->search_entry)[0] != '\0')
    gtk_editable_set_text (self->search_entry, "");
  else
    ua_members_page_focus_list (self);
}

static void
facets_changed_cb (UaMembersPage *self)
{
  update_filter_label (self);
  ua_member_table_scroll_to_top (self->table);
  update_query (self);
  ua_members_view_queue_keep (self->view);
}

static void
sort_changed_cb (UaMembersPage *self)
{
  ua_member_table_scroll_to_top (self->table);
  update_query (self);
}

static void
member_opened_cb (UaMembersPage *self,
                  UaMember      *member)
{
  g_signal_emit (self, signals[SIGNAL_OPEN_MEMBER], 0, member);
}

static void
member_edited_cb (UaMembersPage *self,
                  UaMember      *member)
{
  g_signal_emit (self, signals[SIGNAL_EDIT_MEMBER], 0, member);
}

static void
clear_filters_activated_cb (GtkWidget  *widget,
                            const char *name,
                            GVariant   *parameter)
{
  ua_facets_clear (UA_MEMBERS_PAGE (widget)->facets);
}

static void
show_all_activated_cb (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  ua_members_view_clear (UA_MEMBERS_PAGE (widget)->view);
}

static void
capabilities_changed_cb (UaMembersPage *self)
{
  ua_member_columns_set_capabilities (ua_member_table_get_columns (self->table),
                                      ua_session_get_capabilities (self->session));
}

/* What is open over the list of a narrow window is no wish for the next time. */
static void
split_revealed_cb (UaMembersPage *self)
{
  gboolean revealed = ua_split_get_revealed (self->split);

  if (!ua_split_get_folded (self->split))
    g_settings_set_boolean (self->settings, "show-filters", revealed);
  else if (!revealed)
    ua_members_page_focus_list (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_FILTERS]);
}

/* Who was looked at before, and is out of view, is not meant to be among those to be selected. */
static void
forget_unseen (UaMembersPage *self)
{
  UaMemberSelection *selection = ua_member_table_get_selection (self->table);
  g_autoptr (UaMember) only = NULL;

  if (selection == NULL || ua_member_selection_get_n (selection) != 1)
    return;
  only = ua_member_selection_dup_only (selection, NULL);
  if (only == NULL)
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (selection));
}

static void
selecting_changed_cb (UaMembersPage *self)
{
  if (ua_selection_bar_get_active (self->selection_bar))
    forget_unseen (self);
  ua_member_table_set_selecting (self->table, ua_selection_bar_get_active (self->selection_bar));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTING]);
}

/* What was begun to be selected is given up before anything else is closed. */
static gboolean
escape_pressed_cb (GtkWidget *widget,
                   GVariant  *arguments,
                   gpointer   user_data)
{
  UaMembersPage *self = UA_MEMBERS_PAGE (widget);

  if (!ua_selection_bar_get_shown (self->selection_bar))
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (GTK_WIDGET (self->selection_bar), "selection.end", NULL);
  ua_members_page_focus_list (self);
  return GDK_EVENT_STOP;
}

static void
forget_session (UaMembersPage *self)
{
  ua_selection_bar_set_selection (self->selection_bar, NULL, NULL);
  ua_member_table_set_selection (self->table, NULL);
  ua_member_table_set_session (self->table, NULL);
  ua_members_view_set_session (self->view, NULL);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_object (&self->list);
  g_clear_object (&self->session);
}

static void
follow_session (UaMembersPage *self)
{
  g_signal_connect_object (self->session, "notify::state", G_CALLBACK (update_page), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::n-members",
                           G_CALLBACK (n_members_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::capabilities",
                           G_CALLBACK (capabilities_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::n-total", G_CALLBACK (update_page), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::busy", G_CALLBACK (update_page), self,
                           G_CONNECT_SWAPPED);
}

static void
set_place_session (UaPlacePage *page,
                   UaSession   *session)
{
  ua_members_page_set_session (UA_MEMBERS_PAGE (page), session);
}

static UaPlaceHeader *
get_place_header (UaPlacePage *page)
{
  return UA_MEMBERS_PAGE (page)->header;
}

static void
focus_place (UaPlacePage *page)
{
  ua_members_page_focus_list (UA_MEMBERS_PAGE (page));
}

static void
search_place (UaPlacePage *page)
{
  GtkWidget *entry = GTK_WIDGET (UA_MEMBERS_PAGE (page)->search_entry);

  gtk_widget_grab_focus (entry);
  gtk_editable_select_region (GTK_EDITABLE (entry), 0, -1);
}

static int
get_place_count (UaPlacePage *page)
{
  UaMembersPage *self = UA_MEMBERS_PAGE (page);

  return self->session != NULL ? (int) MIN (ua_session_get_n_members (self->session), G_MAXINT)
                               : -1;
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
ua_members_page_dispose (GObject *object)
{
  UaMembersPage *self = UA_MEMBERS_PAGE (object);

  if (self->table != NULL)
    forget_session (self);
  g_clear_object (&self->view);
  g_clear_object (&self->facets);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), UA_TYPE_MEMBERS_PAGE);

  G_OBJECT_CLASS (ua_members_page_parent_class)->dispose (object);
}

static void
ua_members_page_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  UaMembersPage *self = UA_MEMBERS_PAGE (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_SELECTION:
      g_value_set_object (value, ua_member_table_get_selection (self->table));
      break;
    case PROP_SHOW_FILTERS:
      g_value_set_boolean (value, ua_split_get_revealed (self->split));
      break;
    case PROP_SELECTING:
      g_value_set_boolean (value, ua_selection_bar_get_active (self->selection_bar));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_members_page_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  UaMembersPage *self = UA_MEMBERS_PAGE (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      ua_members_page_set_session (self, g_value_get_object (value));
      break;
    case PROP_SHOW_FILTERS:
      ua_split_set_revealed (self->split, g_value_get_boolean (value));
      break;
    case PROP_SELECTING:
      ua_selection_bar_set_active (self->selection_bar, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  /**
   * UaMembersPage:session:
   *
   * Whose members are shown.
   */
  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, UA_TYPE_SESSION,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * UaMembersPage:selection:
   *
   * The members shown and which of them are selected.
   */
  properties[PROP_SELECTION] =
    g_param_spec_object ("selection", NULL, NULL, UA_TYPE_MEMBER_SELECTION,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * UaMembersPage:show-filters:
   *
   * Whether the filters are shown.
   */
  properties[PROP_SHOW_FILTERS] =
    g_param_spec_boolean ("show-filters", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * UaMembersPage:selecting:
   *
   * Whether members are being selected, so that a click on one selects (PE-04).
   */
  properties[PROP_SELECTING] =
    g_param_spec_boolean ("selecting", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
install_signals (UaMembersPageClass *klass)
{
  /**
   * UaMembersPage::open-member:
   * @member: the member
   *
   * Somebody wants to see all of a member.
   */
  signals[SIGNAL_OPEN_MEMBER] =
    g_signal_new ("open-member", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, UA_TYPE_MEMBER);
  /**
   * UaMembersPage::edit-member:
   * @member: the member
   *
   * Somebody wants to edit a member.
   */
  signals[SIGNAL_EDIT_MEMBER] =
    g_signal_new ("edit-member", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, UA_TYPE_MEMBER);
}

static void
ua_members_page_class_init (UaMembersPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ua_members_page_dispose;
  object_class->get_property = ua_members_page_get_property;
  object_class->set_property = ua_members_page_set_property;
  install_properties (object_class);
  install_signals (klass);

  g_type_ensure (UA_TYPE_FILTER_SIDEBAR);
  g_type_ensure (UA_TYPE_MEMBER_TABLE);
  g_type_ensure (UA_TYPE_PLACE_HEADER);
  g_type_ensure (UA_TYPE_SELECTION_BAR);
  g_type_ensure (UA_TYPE_SPLIT);
  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-members-page.ui");
  gtk_widget_class_bind_template_child (widget_class, UaMembersPage, header);
  gtk_widget_class_bind_template_child (widget_class, UaMembersPage, columns_button);
  gtk_widget_class_bind_template_child (widget_class, UaMembersPage, split);
  gtk_widget_class_bind_template_child (widget_class, UaMembersPage, sidebar);
  gtk_widget_class_bind_template_child (widget_class, UaMembersPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, UaMembersPage, filter_revealer);
  gtk_widget_class_bind_template_child (widget_class, UaMembersPage, filter_label);
  gtk_widget_class_bind_template_child (widget_class, UaMembersPage, stack);
  gtk_widget_class_bind_template_child (widget_class, UaMembersPage, table);
  gtk_widget_class_bind_template_child (widget_class, UaMembersPage, selection_bar);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, sort_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, member_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, member_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, split_revealed_cb);
  gtk_widget_class_bind_template_callback (widget_class, selecting_changed_cb);
  gtk_widget_class_install_property_action (widget_class, "members.select", "selecting");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_pressed_cb, NULL);

  gtk_widget_class_install_action (widget_class, "members.clear-filters", NULL,
                                   clear_filters_activated_cb);
  gtk_widget_class_install_action (widget_class, "members.show-all", NULL, show_all_activated_cb);
}

static void
ua_members_page_init (UaMembersPage *self)
{
  UaMemberColumns *columns;

  self->settings = g_settings_new (UA_APPLICATION_ID);
  gtk_widget_init_template (GTK_WIDGET (self));
  ua_ui_tell_when_cut (GTK_WIDGET (self->filter_label), self->filter_label);

  ua_ui_search_by_typing (GTK_SEARCH_ENTRY (self->search_entry), GTK_WIDGET (self));
  self->facets = g_object_ref (ua_filter_sidebar_get_facets (self->sidebar));
  self->view = ua_members_view_new (self->search_entry, self->facets, self->table);
  g_signal_connect_object (self->facets, "changed", G_CALLBACK (facets_changed_cb), self,
                           G_CONNECT_SWAPPED);
  ua_split_set_revealed (self->split, g_settings_get_boolean (self->settings, "show-filters"));

  columns = ua_member_table_get_columns (self->table);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "columns",
                                  ua_member_columns_get_actions (columns));
  gtk_menu_button_set_create_popup_func (self->columns_button, columns_menu_wanted_cb, self, NULL);
  update_filter_label (self);
}

/**
 * ua_members_page_new:
 *
 * Returns: (transfer floating): the page, of no session yet
 */
GtkWidget *
ua_members_page_new (void)
{
  return g_object_new (UA_TYPE_MEMBERS_PAGE, NULL);
}

/**
 * ua_members_page_get_session:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): whose members are shown
 */
UaSession *
ua_members_page_get_session (UaMembersPage *self)
{
  g_return_val_if_fail (UA_IS_MEMBERS_PAGE (self), NULL);

  return self->session;
}

/**
 * ua_members_page_set_session:
 * @self: a page
 * @session: (nullable): whose members to show
 */
void
ua_members_page_set_session (UaMembersPage *self,
                             UaSession     *session)
{
  g_return_if_fail (UA_IS_MEMBERS_PAGE (self));
  g_return_if_fail (session == NULL || UA_IS_SESSION (session));

  if (self->session == session)
    return;
  forget_session (self);
  ua_filter_sidebar_set_session (self->sidebar, session);
  if (session != NULL)
    {
      g_autoptr (UaMemberSelection) selection = NULL;
      g_autoptr (UaQuery) query = NULL;

      self->session = g_object_ref (session);
      /* The first query is already the one that was asked the last time. */
      ua_members_view_set_session (self->view, session);
      query = ua_members_view_make_query (self->view);
      self->list = ua_session_query (session, query);
      limit_first_rows (self);
      selection = ua_member_selection_new (self->list);
      follow_session (self);
      capabilities_changed_cb (self);
      ua_member_table_set_session (self->table, session);
      ua_member_table_set_selection (self->table, selection);
      ua_selection_bar_set_selection (self->selection_bar, session, selection);
    }
  update_page (self);
  ua_place_page_count_changed (UA_PLACE_PAGE (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTION]);
}

/**
 * ua_members_page_get_selection:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the members shown and which are selected
 */
UaMemberSelection *
ua_members_page_get_selection (UaMembersPage *self)
{
  g_return_val_if_fail (UA_IS_MEMBERS_PAGE (self), NULL);

  return ua_member_table_get_selection (self->table);
}

/**
 * ua_members_page_get_view:
 * @self: a page
 *
 * Returns: (transfer none): how the members are looked at
 */
UaMembersView *
ua_members_page_get_view (UaMembersPage *self)
{
  g_return_val_if_fail (UA_IS_MEMBERS_PAGE (self), NULL);

  return self->view;
}

/**
 * ua_members_page_focus_list:
 * @self: a page
 *
 * Puts the keyboard into the table, on the row where it was.
 */
void
ua_members_page_focus_list (UaMembersPage *self)
{
  g_return_if_fail (UA_IS_MEMBERS_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

/**
 * ua_members_page_get_row_menu:
 * @self: a page
 *
 * Returns: (transfer none): the menu of a row, to which others may add
 */
GMenu *
ua_members_page_get_row_menu (UaMembersPage *self)
{
  g_return_val_if_fail (UA_IS_MEMBERS_PAGE (self), NULL);

  return ua_member_table_get_row_menu (self->table);
}

/**
 * ua_members_page_get_bulk_menu:
 * @self: a page
 *
 * Returns: (transfer none): the menu of those who are selected, to which others may add
 */
GMenu *
ua_members_page_get_bulk_menu (UaMembersPage *self)
{
  g_return_val_if_fail (UA_IS_MEMBERS_PAGE (self), NULL);

  return ua_selection_bar_get_menu (self->selection_bar);
}

/**
 * ua_members_page_get_selecting:
 * @self: a page
 *
 * Returns: whether several members are being selected one by one (PE-04)
 */
gboolean
ua_members_page_get_selecting (UaMembersPage *self)
{
  g_return_val_if_fail (UA_IS_MEMBERS_PAGE (self), FALSE);

  return ua_selection_bar_get_active (self->selection_bar);
}
