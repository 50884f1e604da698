/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-window.h"

#include <glib/gi18n.h>

#include "ua-changes-dialog.h"
#include "ua-config.h"
#include "ua-connect-dialog.h"
#include "ua-dialog.h"
#include "ua-edit-dialog.h"
#include "ua-error.h"
#include "ua-errors.h"
#include "ua-forget.h"
#include "ua-member-page.h"
#include "ua-member-tasks.h"
#include "ua-members-page.h"
#include "ua-session-bar.h"
#include "ua-sign-in-dialog.h"
#include "ua-split.h"
#include "ua-ui.h"
#include "ua-welcome-page.h"

/**
 * UaWindow:
 *
 * The main window: one organisation, or the choice of one.
 *
 *   welcome | | members page | details |, the bar of the session below
 */
struct _UaWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toast_overlay; /* (unowned), of the template, as are the next */
  GtkStack *stack;                /* (unowned) */
  AdwBin *welcome_bin;            /* (unowned) */
  UaSplit *details_split;         /* (unowned) */
  UaMembersPage *members_page;    /* (unowned) */
  AdwHeaderBar *details_header;   /* (unowned) */
  GtkButton *back_button;         /* (unowned) */
  AdwBin *member_bin;             /* (unowned) */
  UaSessionBar *session_bar;      /* (unowned) */
  GMenu *organisations_menu;      /* (unowned) */
  GMenu *member_menu;             /* (unowned) */
  GMenuModel *primary_menu;       /* (unowned) */
  GtkMenuButton *welcome_menu_button; /* (unowned) */

  UaMemberPage *member_page;      /* (unowned) (nullable), a child once somebody looked at one */
  GSettings *settings;            /* (owned) */
  UaConnections *connections;     /* (owned) (nullable) */
  UaSession *session;             /* (owned) (nullable) */
  GSimpleAction *connection_action; /* (owned) */
  UaMemberTasks *tasks;           /* (owned) */
};

G_DEFINE_FINAL_TYPE (UaWindow, ua_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_CONNECTIONS = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_action_enabled (UaWindow   *self,
                    const char *name,
                    gboolean    enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static UaMember *
get_open_member (UaWindow *self)
{
  return self->member_page != NULL ? ua_member_page_get_member (self->member_page) : NULL;
}

/* The page of a member is large; the list is there sooner without it. */
static void
set_open_member (UaWindow *self,
                 UaMember *member)
{
  if (self->member_page == NULL && member != NULL)
    {
      self->member_page = UA_MEMBER_PAGE (ua_member_page_new ());
      adw_bin_set_child (self->member_bin, GTK_WIDGET (self->member_page));
    }
  if (self->member_page == NULL)
    return;
  ua_member_page_set_session (self->member_page, self->session);
  ua_member_page_set_member (self->member_page, member);
}

/* Whom an action is about: who is open in the details, else the one that is selected. */
static UaMember *
dup_current_member (UaWindow *self)
{
  UaMemberSelection *selection = ua_members_page_get_selection (self->members_page);

  if (get_open_member (self) != NULL)
    return g_object_ref (get_open_member (self));
  return selection != NULL ? ua_member_selection_dup_only (selection, NULL) : NULL;
}

static void
show_toast (UaWindow   *self,
            const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toast_overlay, adw_toast_new (escaped));
}

static void
update_tasks (UaWindow *self)
{
  UaMemberSelection *selection = ua_members_page_get_selection (self->members_page);
  g_autoptr (UaMember) member = dup_current_member (self);

  ua_member_tasks_set_session (self->tasks, self->session);
  ua_member_tasks_set_members (self->tasks, member,
                               member != NULL ? 1
                               : selection != NULL ? ua_member_selection_get_n (selection) : 0);
}

/* Whom a task is for. */
static GStrv
members_wanted_cb (UaWindow *self)
{
  g_autoptr (UaMember) member = dup_current_member (self);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  if (member == NULL || ua_member_get_record (member) == NULL)
    return NULL;
  g_strv_builder_add (ids, ua_member_record_get_id (ua_member_get_record (member)));
  return g_strv_builder_end (ids);
}

static void
task_toast_cb (UaWindow *self,
               AdwToast *toast)
{
  adw_toast_overlay_add_toast (self->toast_overlay, g_object_ref (toast));
}

static void
update_actions (UaWindow *self)
{
  UaMemberSelection *selection = ua_members_page_get_selection (self->members_page);
  gboolean open = ua_split_get_revealed (self->details_split);
  gboolean one = selection != NULL && ua_member_selection_get_n (selection) == 1;

  set_action_enabled (self, "back", open);
  set_action_enabled (self, "edit", open || one);
  set_action_enabled (self, "refresh", self->session != NULL);
  set_action_enabled (self, "search", self->session != NULL);
  set_action_enabled (self, "sign-in", self->session != NULL);
  set_action_enabled (self, "show-changes", self->session != NULL);
  update_tasks (self);
}

static void
update_organisations (UaWindow *self)
{
  g_menu_remove_all (self->organisations_menu);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->connections)); i++)
    {
      g_autoptr (UaConnection) connection =
        g_list_model_get_item (G_LIST_MODEL (self->connections), i);
      g_autoptr (GMenuItem) item = g_menu_item_new (ua_connection_get_name (connection), NULL);

      g_menu_item_set_action_and_target (item, "win.connection", "s",
                                         ua_connection_get_id (connection));
      g_menu_append_item (self->organisations_menu, item);
    }
}

static void
close_details (UaWindow *self)
{
  ua_split_set_revealed (self->details_split, FALSE);
}

static void
show_details (UaWindow *self,
              UaMember *member)
{
  set_open_member (self, member);
  ua_split_set_revealed (self->details_split, TRUE);
  if (ua_split_get_folded (self->details_split))
    gtk_widget_grab_focus (GTK_WIDGET (self->back_button));
  update_actions (self);
}

static void
edit_member (UaWindow *self,
             UaMember *member)
{
  UaEditDialog *dialog;

  if (self->session == NULL || ua_member_get_record (member) == NULL)
    return;
  dialog = ua_edit_dialog_new (self->session, member);
  ua_dialog_present (UA_DIALOG (dialog), GTK_WIDGET (self));
}

static void
details_changed_cb (UaWindow *self)
{
  gboolean open = ua_split_get_revealed (self->details_split);
  gboolean beside = open && !ua_split_get_folded (self->details_split);
  const char *title = beside ? _("Close Details") : _("Back");

  g_object_set (self->members_page, "show-title-buttons", !beside, NULL);
  adw_header_bar_set_show_start_title_buttons (self->details_header, !beside);
  gtk_button_set_icon_name (self->back_button,
                            beside ? "sidebar-show-right-symbolic" : "go-previous-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->back_button), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->back_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  if (!open && get_open_member (self) != NULL)
    {
      set_open_member (self, NULL);
      ua_members_page_focus_list (self->members_page);
    }
  update_actions (self);
}

/* Details beside the table show who is selected. */
static void
selection_changed_cb (UaWindow *self)
{
  UaMemberSelection *selection = ua_members_page_get_selection (self->members_page);

  if (ua_split_get_revealed (self->details_split) && selection != NULL)
    {
      g_autoptr (UaMember) member = ua_member_selection_dup_only (selection, NULL);

      if (member != NULL)
        set_open_member (self, member);
    }
  update_actions (self);
}

static void
selection_replaced_cb (UaWindow *self)
{
  UaMemberSelection *selection = ua_members_page_get_selection (self->members_page);

  if (selection != NULL)
    g_signal_connect_object (selection, "selection-changed", G_CALLBACK (selection_changed_cb),
                             self, G_CONNECT_SWAPPED);
  update_actions (self);
}

static void
member_opened_cb (UaWindow *self,
                  UaMember *member)
{
  show_details (self, member);
}

static void
member_edited_cb (UaWindow *self,
                  UaMember *member)
{
  edit_member (self, member);
}

/* Damage that was found and mended is told once (faults R4). */
static void
tell_notices (UaWindow *self)
{
  guint notices = ua_session_get_notices (self->session);

  if ((notices & UA_SESSION_NOTICE_CHANGES_SALVAGED) != 0)
    show_toast (self, _("Changes that were not yet saved may be missing after a disk fault."));
  else if ((notices & UA_SESSION_NOTICE_CACHE_RENEWED) != 0)
    show_toast (self, _("What was kept on this computer was damaged and is fetched again."));
}

static void
session_opened_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (UaWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!ua_session_open_finish (UA_SESSION (source), result, &error))
    {
      if (self->session == UA_SESSION (source))
        ua_session_bar_set_failure (self->session_bar,
                                    ua_errors_get_sentence (error, UA_ERROR_CONTEXT_LOCAL));
      return;
    }
  if (self->session != UA_SESSION (source))
    return;
  ua_members_page_set_session (self->members_page, self->session);
  ua_session_bar_set_session (self->session_bar, self->session);
  g_signal_connect_object (self->session, "notify::notices", G_CALLBACK (tell_notices), self,
                           G_CONNECT_SWAPPED);
  tell_notices (self);
  update_actions (self);
}

static void
session_closed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GApplication) application = user_data;
  g_autoptr (GError) error = NULL;

  if (!ua_session_close_finish (UA_SESSION (source), result, &error) &&
      !g_error_matches (error, UA_ERROR, UA_ERROR_STOPPED))
    g_warning ("Cannot close a session: %s", error->message);
  if (application != NULL)
    g_application_release (application);
}

/* Shows nobody any more, and gives the session to be closed. */
static UaSession *
steal_session (UaWindow *self)
{
  g_autoptr (UaSession) session = g_steal_pointer (&self->session);

  if (session == NULL)
    return NULL;
  g_signal_handlers_disconnect_by_data (session, self);
  ua_split_set_revealed (self->details_split, FALSE);
  set_open_member (self, NULL);
  ua_session_bar_set_session (self->session_bar, NULL);
  ua_members_page_set_session (self->members_page, NULL);
  return g_steal_pointer (&session);
}

/* The program stays until what the session still has to write is on the disk. */
static void
close_session (UaWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  g_autoptr (UaSession) session = steal_session (self);

  if (session == NULL)
    return;
  if (application != NULL)
    g_application_hold (G_APPLICATION (application));
  ua_session_close_async (session, session_closed_cb,
                          application != NULL ? g_object_ref (application) : NULL);
}

static void
search_activated_cb (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  UaWindow *self = user_data;

  if (ua_split_get_folded (self->details_split))
    close_details (self);
  gtk_widget_activate_action (GTK_WIDGET (self->members_page), "members.search", NULL);
}

static void
refresh_activated_cb (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  UaWindow *self = user_data;

  if (self->session != NULL)
    ua_session_refresh (self->session);
}

static void
toast_activated_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  show_toast (UA_WINDOW (user_data), g_variant_get_string (parameter, NULL));
}

static void
back_activated_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  close_details (UA_WINDOW (user_data));
}

static void
edit_activated_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  UaWindow *self = user_data;
  g_autoptr (UaMember) member = dup_current_member (self);

  if (member != NULL)
    edit_member (self, member);
}

static void
sign_in_activated_cb (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  UaWindow *self = user_data;

  if (self->session != NULL)
    ua_dialog_present (UA_DIALOG (ua_sign_in_dialog_new (self->session)), GTK_WIDGET (self));
}

static void
show_changes_activated_cb (GSimpleAction *action,
                           GVariant      *parameter,
                           gpointer       user_data)
{
  UaWindow *self = user_data;

  if (self->session != NULL)
    ua_dialog_present (UA_DIALOG (ua_changes_dialog_new (self->session)), GTK_WIDGET (self));
}

static void
organisation_connected_cb (UaWindow      *self,
                           UaConnection  *connection,
                           UaCredentials *credentials)
{
  ua_window_open (self, connection, credentials);
}

static void
add_connection_activated_cb (GSimpleAction *action,
                             GVariant      *parameter,
                             gpointer       user_data)
{
  ua_window_choose (UA_WINDOW (user_data));
}

static void
connection_forgotten_cb (GObject      *source,
                         GAsyncResult *result,
                         gpointer      user_data)
{
  g_autoptr (UaWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!ua_forget_finish (result, &error) &&
      self->toast_overlay != NULL)
    show_toast (self, ua_errors_get_sentence (error, UA_ERROR_CONTEXT_FORGET));
}

static void
connection_changed_cb (GSimpleAction *action,
                       GVariant      *state,
                       gpointer       user_data)
{
  UaWindow *self = user_data;
  UaConnection *connection =
    ua_connections_find (self->connections, g_variant_get_string (state, NULL));

  if (connection != NULL && !g_variant_equal (state, g_action_get_state (G_ACTION (action))))
    ua_window_open (self, connection, NULL);
}

static gboolean
escape_pressed_cb (GtkWidget *widget,
                   GVariant  *arguments,
                   gpointer   user_data)
{
  UaWindow *self = UA_WINDOW (widget);

  if (!ua_split_get_revealed (self->details_split))
    return GDK_EVENT_PROPAGATE;
  close_details (self);
  return GDK_EVENT_STOP;
}

static void
save_state (UaWindow *self)
{
  gboolean maximized = gtk_window_is_maximized (GTK_WINDOW (self));
  int width, height;

  g_settings_set_boolean (self->settings, "window-maximized", maximized);
  if (maximized)
    return;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (self->settings, "window-width", CLAMP (width, 360, 32767));
  g_settings_set_int (self->settings, "window-height", CLAMP (height, 240, 32767));
}

static void
restore_state (UaWindow *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static const GActionEntry actions[] = {
  { .name = "search", .activate = search_activated_cb },
  { .name = "refresh", .activate = refresh_activated_cb },
  { .name = "toast", .activate = toast_activated_cb, .parameter_type = "s" },
  { .name = "back", .activate = back_activated_cb },
  { .name = "edit", .activate = edit_activated_cb },
  { .name = "sign-in", .activate = sign_in_activated_cb },
  { .name = "show-changes", .activate = show_changes_activated_cb },
  { .name = "add-connection", .activate = add_connection_activated_cb },
};

static void
add_actions (UaWindow *self)
{
  g_autoptr (GPropertyAction) show_filters =
    g_property_action_new ("show-filters", self->members_page, "show-filters");

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (show_filters));
  self->connection_action = g_simple_action_new_stateful ("connection", G_VARIANT_TYPE_STRING,
                                                          g_variant_new_string (""));
  g_signal_connect_object (self->connection_action, "change-state",
                           G_CALLBACK (connection_changed_cb), self, 0);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (self->connection_action));
}

static gboolean
ua_window_close_request (GtkWindow *window)
{
  UaWindow *self = UA_WINDOW (window);

  if (!ua_dialog_close_above (window))
    return GDK_EVENT_STOP;
  save_state (self);
  close_session (self);

  return GTK_WINDOW_CLASS (ua_window_parent_class)->close_request (window);
}

static void
ua_window_constructed (GObject *object)
{
  UaWindow *self = UA_WINDOW (object);

  G_OBJECT_CLASS (ua_window_parent_class)->constructed (object);

  g_signal_connect_object (self->connections, "items-changed", G_CALLBACK (update_organisations),
                           self, G_CONNECT_SWAPPED);
  update_organisations (self);
}

static void
ua_window_dispose (GObject *object)
{
  UaWindow *self = UA_WINDOW (object);

  if (self->session != NULL)
    close_session (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), UA_TYPE_WINDOW);
  g_clear_object (&self->connection_action);
  g_clear_object (&self->tasks);
  g_clear_object (&self->connections);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (ua_window_parent_class)->dispose (object);
}

static void
ua_window_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  UaWindow *self = UA_WINDOW (object);

  switch (prop_id)
    {
    case PROP_CONNECTIONS:
      g_value_set_object (value, self->connections);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_window_set_property (GObject      *object,
                        guint         prop_id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  UaWindow *self = UA_WINDOW (object);

  switch (prop_id)
    {
    case PROP_CONNECTIONS:
      self->connections = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_window_class_init (UaWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = ua_window_constructed;
  object_class->dispose = ua_window_dispose;
  object_class->get_property = ua_window_get_property;
  object_class->set_property = ua_window_set_property;
  GTK_WINDOW_CLASS (klass)->close_request = ua_window_close_request;

  /**
   * UaWindow:connections:
   *
   * The connections that are remembered.
   */
  properties[PROP_CONNECTIONS] =
    g_param_spec_object ("connections", NULL, NULL, UA_TYPE_CONNECTIONS,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (UA_TYPE_MEMBERS_PAGE);
  g_type_ensure (UA_TYPE_SESSION_BAR);
  g_type_ensure (UA_TYPE_SPLIT);
  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-window.ui");
  gtk_widget_class_bind_template_child (widget_class, UaWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, UaWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, UaWindow, welcome_bin);
  gtk_widget_class_bind_template_child (widget_class, UaWindow, details_split);
  gtk_widget_class_bind_template_child (widget_class, UaWindow, members_page);
  gtk_widget_class_bind_template_child (widget_class, UaWindow, details_header);
  gtk_widget_class_bind_template_child (widget_class, UaWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, UaWindow, member_bin);
  gtk_widget_class_bind_template_child (widget_class, UaWindow, session_bar);
  gtk_widget_class_bind_template_child (widget_class, UaWindow, organisations_menu);
  gtk_widget_class_bind_template_child (widget_class, UaWindow, member_menu);
  gtk_widget_class_bind_template_child (widget_class, UaWindow, primary_menu);
  gtk_widget_class_bind_template_child (widget_class, UaWindow, welcome_menu_button);
  gtk_widget_class_bind_template_callback (widget_class, details_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, selection_replaced_cb);
  gtk_widget_class_bind_template_callback (widget_class, member_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, member_edited_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_pressed_cb, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "task.undo",
                                       NULL);
}

static void
ua_window_init (UaWindow *self)
{
  self->settings = g_settings_new (UA_APPLICATION_ID);
  gtk_widget_init_template (GTK_WIDGET (self));
  add_actions (self);
  self->tasks = ua_member_tasks_new (GTK_WIDGET (self));
  g_signal_connect_object (self->tasks, "members-wanted", G_CALLBACK (members_wanted_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tasks, "toast", G_CALLBACK (task_toast_cb), self,
                           G_CONNECT_SWAPPED);
  ua_member_tasks_add_to_menu (self->tasks, ua_members_page_get_row_menu (self->members_page));
  ua_member_tasks_add_to_menu (self->tasks, self->member_menu);
  restore_state (self);
  update_actions (self);
}

/**
 * ua_window_new:
 * @application: what it belongs to
 * @connections: (transfer none): the connections that are remembered
 *
 * Returns: (transfer none): a window that shows nothing until ua_window_open() or
 *   ua_window_choose(), not yet presented; GTK owns it until it is closed
 */
UaWindow *
ua_window_new (UaApplication *application,
               UaConnections *connections)
{
  g_return_val_if_fail (UA_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (UA_IS_CONNECTIONS (connections), NULL);

  return g_object_new (UA_TYPE_WINDOW,
                       "application", application,
                       "connections", connections,
                       NULL);
}

/**
 * ua_window_get_session:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the session that is shown
 */
UaSession *
ua_window_get_session (UaWindow *self)
{
  g_return_val_if_fail (UA_IS_WINDOW (self), NULL);

  return self->session;
}

/**
 * ua_window_open:
 * @self: a window
 * @connection: the organisation to show
 * @credentials: (nullable): with what to sign in; %NULL to take it from the keyring
 *
 * Shows another organisation, at once from what is kept of it on this computer.
 */
void
ua_window_open (UaWindow      *self,
                UaConnection  *connection,
                UaCredentials *credentials)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (UA_IS_WINDOW (self));
  g_return_if_fail (UA_IS_CONNECTION (connection));

  close_session (self);
  if (ua_connection_get_remembered (connection) &&
      !ua_connections_set_last (self->connections, connection, &error))
    g_warning ("Cannot remember the last connection: %s", error->message);
  g_simple_action_set_state (self->connection_action,
                             g_variant_new_string (ua_connection_get_id (connection)));

  self->session = ua_session_new (connection, credentials);
  gtk_window_set_title (GTK_WINDOW (self), ua_connection_get_name (connection));
  gtk_stack_set_visible_child_name (self->stack, "organisation");
  update_actions (self);
  adw_bin_set_child (self->welcome_bin, NULL);
  ua_session_open_async (self->session, NULL, session_opened_cb, g_object_ref (self));
}

/**
 * ua_window_choose:
 * @self: a window
 *
 * Closes what is shown and offers the choice of an organisation.
 */
void
ua_window_choose (UaWindow *self)
{
  GtkWidget *page;

  g_return_if_fail (UA_IS_WINDOW (self));

  close_session (self);
  gtk_menu_button_set_menu_model (self->welcome_menu_button, self->primary_menu);
  page = ua_welcome_page_new (self->connections);
  g_signal_connect_object (page, "connected", G_CALLBACK (organisation_connected_cb), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (self->welcome_bin, page);
  gtk_stack_set_visible_child_name (self->stack, "welcome");
  gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
  gtk_window_set_title (GTK_WINDOW (self), _("User Admin"));
  g_simple_action_set_state (self->connection_action, g_variant_new_string (""));
  update_actions (self);
}

/**
 * ua_window_forget:
 * @self: a window
 * @connection: an organisation, shown in this window or in none
 *
 * Removes all that is kept of @connection (UA-04), and shows the choice of an organisation where
 * the window showed it.
 */
void
ua_window_forget (UaWindow     *self,
                  UaConnection *connection)
{
  g_autoptr (UaSession) session = NULL;

  g_return_if_fail (UA_IS_WINDOW (self));
  g_return_if_fail (UA_IS_CONNECTION (connection));

  if (self->session != NULL && ua_session_get_connection (self->session) == connection)
    {
      session = steal_session (self);
      ua_window_choose (self);
    }
  ua_forget_async (self->connections, connection, session, connection_forgotten_cb,
                   g_object_ref (self));
}
