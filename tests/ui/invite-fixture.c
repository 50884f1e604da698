/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invite-fixture.h"

#include <glib/gstdio.h>

#include "ua-connections.h"
#include "ua-problem-row.h"
#include "ua-sync-paths.h"

#define N_SAMPLE 60

static char *folder;

void
invite_init (int    *argc,
             char ***argv)
{
  static const char * const variables[] = {
    "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME",
    "XDG_RUNTIME_DIR",
  };

  folder = g_dir_make_tmp ("useradmin-invite-XXXXXX", NULL);
  g_assert_nonnull (folder);
  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    g_setenv (variables[i], folder, TRUE);
  ui_init (argc, argv);
}

static void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
open_session (InviteFixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UaConnection) connection =
    ua_connections_make_transient (ua_test_directory_get_base_uri (self->directory), &error);
  g_autoptr (UaCredentials) credentials =
    ua_credentials_new_token (ua_test_directory_get_token (self->directory));
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_no_error (error);
  self->session = ua_session_new (connection, credentials);
  ua_session_open_async (self->session, NULL, keep_result_cb, &result);
  ui_wait_for (result != NULL);
  ua_session_open_finish (self->session, result, &error);
  g_assert_no_error (error);
  ui_wait_for (ua_session_get_state (self->session) == UA_SESSION_STATE_ONLINE);
}

static void
member_shown_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  InviteFixture *self = user_data;

  g_free (self->shown);
  self->shown = g_variant_dup_string (parameter, NULL);
}

static void
make_window (InviteFixture *self)
{
  static const GActionEntry entries[] = {
    { .name = "show-member", .activate = member_shown_cb, .parameter_type = "s" },
  };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  self->window = gtk_window_new ();
  gtk_widget_insert_action_group (self->window, "win", G_ACTION_GROUP (actions));
  gtk_window_present (GTK_WINDOW (self->window));
}

void
invite_set_up (InviteFixture *self,
               gboolean       plain)
{
  *self = (InviteFixture) { 0 };
  self->directory = ua_test_directory_start (N_SAMPLE, plain ? "--plain" : NULL, NULL);
  open_session (self);
  make_window (self);
}

void
invite_tear_down (InviteFixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (self->dialog != NULL)
    ui_assert_finalized (self->dialog);
  gtk_window_destroy (GTK_WINDOW (self->window));
  ua_session_close_async (self->session, keep_result_cb, &result);
  ui_wait_for (result != NULL);
  ua_session_close_finish (self->session, result, &error);
  g_assert_no_error (error);
  g_clear_object (&result);
  ui_assert_finalized (self->session);
  ua_test_directory_stop (self->directory);
  g_free (self->shown);
  g_free (self->told);
  g_free (self->toast_action);
  g_assert_true (ua_sync_remove_tree (folder, NULL));
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
}

static void
told_cb (InviteFixture *self,
         AdwToast      *toast)
{
  g_free (self->told);
  self->told = g_strdup (adw_toast_get_title (toast));
  g_free (self->toast_action);
  self->toast_action = g_strdup (adw_toast_get_action_name (toast));
}

void
invite_present (InviteFixture *self,
                UaGroup       *group)
{
  g_assert_null (self->dialog);
  self->dialog = ua_invite_dialog_new (self->session, group);
  g_object_add_weak_pointer (G_OBJECT (self->dialog), (gpointer *) &self->dialog);
  g_signal_connect_swapped (self->dialog, "toast", G_CALLBACK (told_cb), self);
  ua_dialog_present (UA_DIALOG (self->dialog), self->window);
}

/* The form that is shown. */
GtkWidget *
invite_page (InviteFixture *self)
{
  GtkWidget *page = gtk_widget_get_first_child (ui_find (GTK_WIDGET (self->dialog), "pages"));

  return gtk_widget_get_visible (page) ? page : gtk_widget_get_next_sibling (page);
}

GtkWidget *
invite_find (InviteFixture *self,
             const char    *id)
{
  GtkWidget *widget = ui_find (invite_page (self), id);

  g_assert_nonnull (widget);
  return widget;
}

void
invite_type (InviteFixture *self,
             const char    *id,
             const char    *text)
{
  ui_set_text (invite_page (self), id, text);
}

gboolean
invite_can_send (InviteFixture *self)
{
  return ui_action_enabled (GTK_WIDGET (self->dialog), "invite.send");
}

void
invite_send (InviteFixture *self)
{
  ui_wait_for (invite_can_send (self));
  gtk_widget_activate_action (GTK_WIDGET (self->dialog), "invite.send", NULL);
}

/* What is said under a row; NULL for nothing. */
const char *
invite_get_problem (InviteFixture *self,
                    const char    *id)
{
  return ua_problem_row_get_text (UA_PROBLEM_ROW (invite_find (self, id)));
}

void
invite_press_help (GtkWidget  *root,
                   const char *id)
{
  GtkWidget *button = ui_find (ui_find (root, id), "help_button");

  g_assert_true (gtk_widget_get_visible (button));
  g_signal_emit_by_name (button, "clicked");
}

/* A window of that class; NULL where there is none. */
GtkWindow *
invite_find_window (GType type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window;
    }
  return NULL;
}

/* Those who have an address, as the directory has them. */
UaTestReply *
invite_ask (InviteFixture *self,
            const char    *email)
{
  g_autofree char *filter = g_strdup_printf ("emails.value eq \"%s\"", email);

  return ua_test_directory_list (self->directory, "/Users", filter, NULL);
}

JsonObject *
invite_get_first (UaTestReply *reply)
{
  JsonArray *found = ua_test_reply_resources (reply);

  g_assert_cmpuint (json_array_get_length (found), >, 0);
  return json_array_get_object_element (found, 0);
}

const char *
invite_get_status (JsonObject *member)
{
  return json_object_get_string_member (json_object_get_object_member (member, EXTENSION),
                                        "status");
}

UaGroup *
invite_dup_group (InviteFixture *self,
                  UaGroupKind    kind)
{
  GListModel *groups = ua_session_get_groups (self->session);

  ui_wait_for (g_list_model_get_n_items (groups) > 0);
  for (guint i = 0; i < g_list_model_get_n_items (groups); i++)
    {
      g_autoptr (UaGroup) group = g_list_model_get_item (groups, i);

      if (ua_group_get_kind (group) == kind)
        return g_steal_pointer (&group);
    }
  g_assert_not_reached ();
}

/* The address of somebody with a status. */
char *
invite_dup_email (InviteFixture *self,
                  const char    *status)
{
  g_autofree char *filter =
    g_strdup_printf (EXTENSION ":status eq \"%s\" and emails pr", status);
  g_autoptr (UaTestReply) reply =
    ua_test_directory_list (self->directory, "/Users", filter, "count=5");
  JsonArray *found = ua_test_reply_resources (reply);
  JsonObject *last =
    json_array_get_object_element (found, json_array_get_length (found) - 1);
  JsonArray *emails = json_object_get_array_member (last, "emails");

  return g_strdup (json_object_get_string_member (json_array_get_object_element (emails, 0),
                                                  "value"));
}
