/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-organisation-page.h"

#include "ua-member-details.h"
#include "ua-members-page.h"
#include "ua-place-sidebar.h"
#include "ua-places.h"
#include "ua-session-bar.h"
#include "ua-split.h"
#include "ua-ui.h"

/**
 * UaOrganisationPage:
 *
 * All that the window shows of an organisation: the places, the page of one of them, and beside it
 * or over it the details of a member.
 *
 *   | UaPlaceSidebar | UaPlacePage | UaMemberDetails |
 *   |                | UaSessionBar                  |
 *
 * The page of the members is always there, because most starts show it; the others are made when
 * they are first looked at.  Where one was is kept with the organisation.
 */
struct _UaOrganisationPage
{
  GtkWidget parent_instance;

  UaSplit *places_split;         /* (unowned), of the template, as are the next */
  UaPlaceSidebar *place_sidebar; /* (unowned) */
  UaSplit *details_split;        /* (unowned) */
  GtkStack *place_stack;         /* (unowned) */
  UaMembersPage *members_page;   /* (unowned) */
  UaMemberDetails *details;      /* (unowned) */
  UaSessionBar *session_bar;     /* (unowned) */

  GMenuModel *menu;              /* (owned) (nullable) */
  UaSession *session;            /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (UaOrganisationPage, ua_organisation_page, GTK_TYPE_WIDGET)

enum
{
  PROP_PLACE = 1,
  PROP_SHOW_PLACES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_CURRENT_CHANGED,
  SIGNAL_EDIT_MEMBER,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
emit_current_changed (UaOrganisationPage *self)
{
  g_signal_emit (self, signals[SIGNAL_CURRENT_CHANGED], 0);
}

static UaPlacePage *
get_page (UaOrganisationPage *self)
{
  return UA_PLACE_PAGE (gtk_stack_get_visible_child (self->place_stack));
}

/* Who has which of the buttons of the window, and the way to the places. */
static void
update_headers (UaOrganisationPage *self)
{
  gboolean compact = ua_split_get_folded (self->places_split);
  gboolean open = ua_split_get_revealed (self->details_split);
  gboolean beside = open && !ua_split_get_folded (self->details_split);
  UaPlaceHeader *header = ua_place_page_get_header (get_page (self));

  ua_place_header_set_menu_model (header, self->menu);
  ua_place_header_set_compact (header, compact);
  ua_place_header_set_at_end (header, !beside);
  ua_member_details_set_beside (self->details, beside, compact && !beside);
}

static void
count_changed_cb (UaOrganisationPage *self,
                  UaPlacePage        *page)
{
  GtkStackPage *stack_page = gtk_stack_get_page (self->place_stack, GTK_WIDGET (page));

  ua_place_sidebar_set_count (self->place_sidebar, gtk_stack_page_get_name (stack_page),
                              ua_place_page_get_count (page));
}

static void
follow_page (UaOrganisationPage *self,
             UaPlacePage        *page)
{
  g_signal_connect_object (page, "count-changed", G_CALLBACK (count_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* The page of a place, made now where nobody looked at it before. */
static void
show_page (UaOrganisationPage *self,
           const UaPlaceInfo  *info)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->place_stack, info->id);

  if (page == NULL)
    {
      page = g_object_new (info->get_type (), NULL);
      gtk_stack_add_named (self->place_stack, page, info->id);
      follow_page (self, UA_PLACE_PAGE (page));
      ua_place_page_set_session (UA_PLACE_PAGE (page), self->session);
      count_changed_cb (self, UA_PLACE_PAGE (page));
    }
  gtk_stack_set_visible_child (self->place_stack, page);
  update_headers (self);
}

/* Pages that were made for one organisation are not kept for the next. */
static void
remove_pages (UaOrganisationPage *self)
{
  guint n;
  const UaPlaceInfo *infos = ua_places_get (&n);

  for (guint i = 0; i < n; i++)
    {
      GtkWidget *page = gtk_stack_get_child_by_name (self->place_stack, infos[i].id);

      if (page == NULL || page == GTK_WIDGET (self->members_page))
        continue;
      ua_place_page_set_session (UA_PLACE_PAGE (page), NULL);
      gtk_stack_remove (self->place_stack, page);
    }
}

/* Who moves about among the places stays there; any other way here goes on in the page. */
static void
focus_page (UaOrganisationPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->place_sidebar)))
    ua_place_page_focus (get_page (self));
}

static void
place_changed_cb (UaOrganisationPage *self)
{
  const char *place = ua_place_sidebar_get_place (self->place_sidebar);

  if (self->session != NULL)
    ua_session_set_text (self->session, UA_SESSION_TEXT_PLACE, place);
  ua_organisation_page_close_details (self);
  show_page (self, ua_places_find (place));
  focus_page (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLACE]);
  emit_current_changed (self);
}

/* Who chose where to go need not see the choice any more. */
static void
place_activated_cb (UaOrganisationPage *self)
{
  if (ua_split_get_folded (self->places_split))
    ua_split_set_revealed (self->places_split, FALSE);
  ua_place_page_focus (get_page (self));
}

static void
places_changed_cb (UaOrganisationPage *self)
{
  gboolean over =
    ua_split_get_folded (self->places_split) && ua_split_get_revealed (self->places_split);

  update_headers (self);
  if (over)
    ua_place_sidebar_focus (self->place_sidebar);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_PLACES]);
}

static void
details_changed_cb (UaOrganisationPage *self)
{
  update_headers (self);
  if (!ua_split_get_revealed (self->details_split) &&
      ua_member_details_get_member (self->details) != NULL)
    {
      ua_member_details_set_member (self->details, self->session, NULL);
      ua_place_page_focus (get_page (self));
    }
  emit_current_changed (self);
}

/* Details beside the table show who is selected. */
static void
selection_changed_cb (UaOrganisationPage *self)
{
  UaMemberSelection *selection = ua_members_page_get_selection (self->members_page);

  if (ua_split_get_revealed (self->details_split) && selection != NULL)
    {
      g_autoptr (UaMember) member = ua_member_selection_dup_only (selection, NULL);

      if (member != NULL)
        ua_member_details_set_member (self->details, self->session, member);
    }
  emit_current_changed (self);
}

static void
selection_replaced_cb (UaOrganisationPage *self)
{
  UaMemberSelection *selection = ua_members_page_get_selection (self->members_page);

  if (selection != NULL)
    g_signal_connect_object (selection, "selection-changed", G_CALLBACK (selection_changed_cb),
                             self, G_CONNECT_SWAPPED);
  emit_current_changed (self);
}

static void
view_applied_cb (UaOrganisationPage *self)
{
  ua_organisation_page_set_place (self, UA_PLACE_MEMBERS);
  place_activated_cb (self);
}

static void
save_view_activated_cb (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  UaOrganisationPage *self = UA_ORGANISATION_PAGE (widget);

  ua_saved_view_list_save (ua_place_sidebar_get_saved_views (self->place_sidebar));
}

static void
member_opened_cb (UaOrganisationPage *self,
                  UaMember           *member)
{
  ua_organisation_page_show_member (self, member);
}

static void
member_edited_cb (UaOrganisationPage *self,
                  UaMember           *member)
{
  g_signal_emit (self, signals[SIGNAL_EDIT_MEMBER], 0, member);
}

static void
ua_organisation_page_dispose (GObject *object)
{
  UaOrganisationPage *self = UA_ORGANISATION_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), UA_TYPE_ORGANISATION_PAGE);
  g_clear_object (&self->session);
  g_clear_object (&self->menu);

  G_OBJECT_CLASS (ua_organisation_page_parent_class)->dispose (object);
}

static void
ua_organisation_page_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  UaOrganisationPage *self = UA_ORGANISATION_PAGE (object);

  switch (prop_id)
    {
    case PROP_PLACE:
      g_value_set_string (value, ua_organisation_page_get_place (self));
      break;
    case PROP_SHOW_PLACES:
      g_value_set_boolean (value, ua_split_get_revealed (self->places_split));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_organisation_page_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  UaOrganisationPage *self = UA_ORGANISATION_PAGE (object);

  switch (prop_id)
    {
    case PROP_PLACE:
      ua_organisation_page_set_place (self, g_value_get_string (value));
      break;
    case PROP_SHOW_PLACES:
      ua_split_set_revealed (self->places_split, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_signals (UaOrganisationPageClass *klass)
{
  /**
   * UaOrganisationPage::current-changed:
   *
   * Another place is shown, or ua_organisation_page_dup_member() may give somebody else.
   */
  signals[SIGNAL_CURRENT_CHANGED] =
    g_signal_new ("current-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 0);
  /**
   * UaOrganisationPage::edit-member:
   * @member: the member
   *
   * Somebody wants to edit a member.
   */
  signals[SIGNAL_EDIT_MEMBER] =
    g_signal_new ("edit-member", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, UA_TYPE_MEMBER);
}

static void
install_properties (GObjectClass *object_class)
{
  /**
   * UaOrganisationPage:place:
   *
   * The id of the place that is shown, of ua_places_get().
   */
  properties[PROP_PLACE] =
    g_param_spec_string ("place", NULL, NULL, UA_PLACE_MEMBERS,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * UaOrganisationPage:show-places:
   *
   * Whether the places are shown, beside the rest or over it.
   */
  properties[PROP_SHOW_PLACES] =
    g_param_spec_boolean ("show-places", NULL, NULL, TRUE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ua_organisation_page_class_init (UaOrganisationPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ua_organisation_page_dispose;
  object_class->get_property = ua_organisation_page_get_property;
  object_class->set_property = ua_organisation_page_set_property;
  install_properties (object_class);
  install_signals (klass);

  g_type_ensure (UA_TYPE_MEMBER_DETAILS);
  g_type_ensure (UA_TYPE_MEMBERS_PAGE);
  g_type_ensure (UA_TYPE_PLACE_SIDEBAR);
  g_type_ensure (UA_TYPE_SESSION_BAR);
  g_type_ensure (UA_TYPE_SPLIT);
  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-organisation-page.ui");
  gtk_widget_class_install_action (widget_class, "views.save", NULL, save_view_activated_cb);
  gtk_widget_class_bind_template_child (widget_class, UaOrganisationPage, places_split);
  gtk_widget_class_bind_template_child (widget_class, UaOrganisationPage, place_sidebar);
  gtk_widget_class_bind_template_child (widget_class, UaOrganisationPage, details_split);
  gtk_widget_class_bind_template_child (widget_class, UaOrganisationPage, place_stack);
  gtk_widget_class_bind_template_child (widget_class, UaOrganisationPage, members_page);
  gtk_widget_class_bind_template_child (widget_class, UaOrganisationPage, details);
  gtk_widget_class_bind_template_child (widget_class, UaOrganisationPage, session_bar);
  gtk_widget_class_bind_template_callback (widget_class, places_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, details_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, selection_replaced_cb);
  gtk_widget_class_bind_template_callback (widget_class, member_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, member_edited_cb);
}

static void
ua_organisation_page_init (UaOrganisationPage *self)
{
  UaSavedViewList *views;

  gtk_widget_init_template (GTK_WIDGET (self));
  views = ua_place_sidebar_get_saved_views (self->place_sidebar);
  ua_saved_view_list_set_members (views, ua_members_page_get_view (self->members_page));
  g_signal_connect_object (views, "applied", G_CALLBACK (view_applied_cb), self,
                           G_CONNECT_SWAPPED);
  follow_page (self, UA_PLACE_PAGE (self->members_page));
  update_headers (self);
}

/**
 * ua_organisation_page_new:
 *
 * Returns: (transfer floating): the page, of no session yet
 */
GtkWidget *
ua_organisation_page_new (void)
{
  return g_object_new (UA_TYPE_ORGANISATION_PAGE, NULL);
}

/**
 * ua_organisation_page_set_menu_model:
 * @self: a page
 * @menu: (nullable): the main menu
 */
void
ua_organisation_page_set_menu_model (UaOrganisationPage *self,
                                     GMenuModel         *menu)
{
  g_return_if_fail (UA_IS_ORGANISATION_PAGE (self));

  g_set_object (&self->menu, menu);
  ua_place_sidebar_set_menu_model (self->place_sidebar, menu);
  update_headers (self);
}

/**
 * ua_organisation_page_get_session:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): of what organisation something is shown
 */
UaSession *
ua_organisation_page_get_session (UaOrganisationPage *self)
{
  g_return_val_if_fail (UA_IS_ORGANISATION_PAGE (self), NULL);

  return self->session;
}

/**
 * ua_organisation_page_set_session:
 * @self: a page
 * @session: (nullable): of what organisation to show something, open
 *
 * Shows the place of the organisation where one was the last time.
 */
void
ua_organisation_page_set_session (UaOrganisationPage *self,
                                  UaSession          *session)
{
  g_return_if_fail (UA_IS_ORGANISATION_PAGE (self));
  g_return_if_fail (session == NULL || UA_IS_SESSION (session));

  if (session == NULL)
    {
      ua_organisation_page_close_details (self);
      g_clear_object (&self->session);
      ua_member_details_set_member (self->details, NULL, NULL);
      ua_place_sidebar_set_place (self->place_sidebar, UA_PLACE_MEMBERS);
      remove_pages (self);
    }
  g_set_object (&self->session, session);
  ua_place_page_set_session (UA_PLACE_PAGE (self->members_page), session);
  ua_session_bar_set_session (self->session_bar, session);
  ua_place_sidebar_set_session (self->place_sidebar, session);
  if (session != NULL)
    ua_place_sidebar_set_place (self->place_sidebar,
                                ua_session_get_text (session, UA_SESSION_TEXT_PLACE));
  emit_current_changed (self);
}

/**
 * ua_organisation_page_set_failure:
 * @self: a page
 * @sentence: why the organisation cannot be opened at all
 */
void
ua_organisation_page_set_failure (UaOrganisationPage *self,
                                  const char         *sentence)
{
  g_return_if_fail (UA_IS_ORGANISATION_PAGE (self));

  ua_session_bar_set_failure (self->session_bar, sentence);
}

/**
 * ua_organisation_page_get_place:
 * @self: a page
 *
 * Returns: (transfer none): the id of the place that is shown, of ua_places_get()
 */
const char *
ua_organisation_page_get_place (UaOrganisationPage *self)
{
  g_return_val_if_fail (UA_IS_ORGANISATION_PAGE (self), NULL);

  return ua_place_sidebar_get_place (self->place_sidebar);
}

/**
 * ua_organisation_page_set_place:
 * @self: a page
 * @place: (nullable): the id of a place to show; one that is not there changes nothing
 */
void
ua_organisation_page_set_place (UaOrganisationPage *self,
                                const char         *place)
{
  g_return_if_fail (UA_IS_ORGANISATION_PAGE (self));

  ua_place_sidebar_set_place (self->place_sidebar, place);
}

/**
 * ua_organisation_page_get_place_page:
 * @self: a page
 *
 * Returns: (transfer none): the page of the place that is shown
 */
UaPlacePage *
ua_organisation_page_get_place_page (UaOrganisationPage *self)
{
  g_return_val_if_fail (UA_IS_ORGANISATION_PAGE (self), NULL);

  return get_page (self);
}

/**
 * ua_organisation_page_search:
 * @self: a page
 *
 * Begins a search in the place that is shown.
 */
void
ua_organisation_page_search (UaOrganisationPage *self)
{
  g_return_if_fail (UA_IS_ORGANISATION_PAGE (self));

  if (ua_split_get_folded (self->details_split))
    ua_organisation_page_close_details (self);
  ua_place_page_search (get_page (self));
}

/**
 * ua_organisation_page_show_members:
 * @self: a page
 * @field: a field of members
 * @value: a value of it
 * @name: (nullable): what @value is called on the screen, where that differs
 *
 * Goes to the members and lists those who have a value, and nobody else.
 */
void
ua_organisation_page_show_members (UaOrganisationPage *self,
                                   UaField             field,
                                   const char         *value,
                                   const char         *name)
{
  g_return_if_fail (UA_IS_ORGANISATION_PAGE (self));

  ua_organisation_page_set_place (self, UA_PLACE_MEMBERS);
  ua_members_view_show_only (ua_members_page_get_view (self->members_page), field, value, name);
}

/**
 * ua_organisation_page_get_details_open:
 * @self: a page
 *
 * Returns: whether the details of a member are shown
 */
gboolean
ua_organisation_page_get_details_open (UaOrganisationPage *self)
{
  g_return_val_if_fail (UA_IS_ORGANISATION_PAGE (self), FALSE);

  return ua_split_get_revealed (self->details_split);
}

/**
 * ua_organisation_page_show_member:
 * @self: a page with a session
 * @member: a member of its organisation
 *
 * Shows the details of a member, beside the place or over it.
 */
void
ua_organisation_page_show_member (UaOrganisationPage *self,
                                  UaMember           *member)
{
  g_return_if_fail (UA_IS_ORGANISATION_PAGE (self));
  g_return_if_fail (UA_IS_MEMBER (member));

  ua_member_details_set_member (self->details, self->session, member);
  ua_split_set_revealed (self->details_split, TRUE);
  if (ua_split_get_folded (self->details_split))
    ua_member_details_focus (self->details);
  emit_current_changed (self);
}

/**
 * ua_organisation_page_close_details:
 * @self: a page
 *
 * Shows no details, and puts the keyboard back to where they were opened.
 */
void
ua_organisation_page_close_details (UaOrganisationPage *self)
{
  g_return_if_fail (UA_IS_ORGANISATION_PAGE (self));

  ua_split_set_revealed (self->details_split, FALSE);
}

/**
 * ua_organisation_page_dup_member:
 * @self: a page
 *
 * Returns: (transfer full) (nullable): whom an action is about: who is open in the details, else
 *   the one that is selected among the members, when they are shown
 */
UaMember *
ua_organisation_page_dup_member (UaOrganisationPage *self)
{
  UaMember *member;
  UaMemberSelection *selection;

  g_return_val_if_fail (UA_IS_ORGANISATION_PAGE (self), NULL);

  member = ua_member_details_get_member (self->details);
  if (member != NULL)
    return g_object_ref (member);
  if (GTK_WIDGET (get_page (self)) != GTK_WIDGET (self->members_page))
    return NULL;
  selection = ua_members_page_get_selection (self->members_page);
  return selection != NULL ? ua_member_selection_dup_only (selection, NULL) : NULL;
}

/* Who was selected before a search that does not find them is not meant by a key or a menu, unless
 * several are being selected one by one. */
static gboolean
is_out_of_sight (UaOrganisationPage *self,
                 UaMemberSelection  *selection)
{
  g_autoptr (UaMember) only = ua_member_selection_dup_only (selection, NULL);

  return only == NULL && ua_member_selection_get_n (selection) == 1 &&
         !ua_members_page_get_selecting (self->members_page);
}

/**
 * ua_organisation_page_get_n_members:
 * @self: a page
 *
 * Returns: how many members an action is about: one where details are open, else those selected
 *   among the members, when they are shown
 */
guint
ua_organisation_page_get_n_members (UaOrganisationPage *self)
{
  UaMemberSelection *selection;

  g_return_val_if_fail (UA_IS_ORGANISATION_PAGE (self), 0);

  if (ua_member_details_get_member (self->details) != NULL)
    return 1;
  selection = ua_members_page_get_selection (self->members_page);
  return selection != NULL && GTK_WIDGET (get_page (self)) == GTK_WIDGET (self->members_page) &&
             !is_out_of_sight (self, selection)
           ? ua_member_selection_get_n (selection) : 0;
}

/**
 * ua_organisation_page_dup_ids:
 * @self: a page
 *
 * Returns: (transfer full) (nullable): the id of the member an action is about; %NULL for none, and
 *   for several, whom ua_organisation_page_dup_rows() tells
 */
GStrv
ua_organisation_page_dup_ids (UaOrganisationPage *self)
{
  g_autoptr (UaMember) member = ua_organisation_page_dup_member (self);
  const UaMemberRecord *record = member != NULL ? ua_member_get_record (member) : NULL;
  const char *ids[] = { record != NULL ? ua_member_record_get_id (record) : NULL, NULL };

  return ids[0] != NULL ? g_strdupv ((GStrv) ids) : NULL;
}

/**
 * ua_organisation_page_dup_rows:
 * @self: a page
 *
 * Returns: (transfer full) (nullable) (element-type guint32): those who are selected among the
 *   members, when they are shown, for ua_session_list_ids_async()
 */
GArray *
ua_organisation_page_dup_rows (UaOrganisationPage *self)
{
  UaMemberSelection *selection;

  g_return_val_if_fail (UA_IS_ORGANISATION_PAGE (self), NULL);

  selection = ua_members_page_get_selection (self->members_page);
  return selection != NULL && GTK_WIDGET (get_page (self)) == GTK_WIDGET (self->members_page) &&
             !is_out_of_sight (self, selection)
           ? ua_member_selection_dup_rows (selection) : NULL;
}

/**
 * ua_organisation_page_set_tasks:
 * @self: a page
 * @tasks: what can be done to those whom ua_organisation_page_dup_ids() tells
 *
 * Offers the tasks in the menus of a row, of those selected and of the details; once.
 */
void
ua_organisation_page_set_tasks (UaOrganisationPage *self,
                                UaMemberTasks      *tasks)
{
  g_return_if_fail (UA_IS_ORGANISATION_PAGE (self));
  g_return_if_fail (UA_IS_MEMBER_TASKS (tasks));

  ua_member_tasks_add_to_menu (tasks, ua_members_page_get_row_menu (self->members_page));
  ua_member_tasks_add_to_menu (tasks, ua_members_page_get_bulk_menu (self->members_page));
  ua_member_tasks_add_to_menu (tasks, ua_member_details_get_menu (self->details));
}
