/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Role profiles and groups, changed from their pages, against the real directory. */
#include "session-fixture.h"
#include "ua-test-directory.h"
#include "ui-fixture.h"

#include "ua-entry-row.h"
#include "ua-group-words.h"
#include "ua-groups-page.h"
#include "ua-name-dialog.h"
#include "ua-pick-members-dialog.h"
#include "ua-question-dialog.h"
#include "ua-role-profiles-page.h"

#define N_SAMPLE 60

typedef struct
{
  UaTestDirectory *directory; /* (owned) */
  UaSession *session;         /* (owned) */
  GtkWidget *window;          /* (unowned) */
  GtkWidget *page;            /* (unowned) */
} Fixture;

static void
set_up (Fixture   *fixture,
        GtkWidget *page)
{
  fixture->directory = ua_test_directory_start (N_SAMPLE, NULL);
  fixture->session = open_address (ua_test_directory_get_base_uri (fixture->directory),
                                   ua_test_directory_get_token (fixture->directory));
  wait_online (fixture->session);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 700);
  fixture->page = page;
  gtk_window_set_child (GTK_WINDOW (fixture->window), page);
  ua_place_page_set_session (UA_PLACE_PAGE (page), fixture->session);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture)
{
  ui_assert_finalized (fixture->window);
  close_session (&fixture->session);
  ua_test_directory_stop (fixture->directory);
}

static GtkWidget *
find_dialog (GType type)
{
  g_autoptr (GList) toplevels = gtk_window_list_toplevels ();

  for (GList *l = toplevels; l != NULL; l = l->next)
    if (g_type_is_a (G_OBJECT_TYPE (l->data), type))
      return l->data;
  return NULL;
}

static void
act (GtkWidget  *widget,
     const char *action,
     const char *id)
{
  g_assert_true (id != NULL ? gtk_widget_activate_action (widget, action, "s", id)
                            : gtk_widget_activate_action (widget, action, NULL));
}

/* Types a name into the dialog that is open, and accepts it. */
static void
give_name (const char *name)
{
  GtkWidget *dialog = find_dialog (UA_TYPE_NAME_DIALOG);

  g_assert_nonnull (dialog);
  ui_set_text (dialog, "name_row", name);
  g_assert_true (ui_action_enabled (dialog, "name.accept"));
  act (dialog, "name.accept", NULL);
}

static void
accept_question (void)
{
  GtkWidget *dialog = find_dialog (UA_TYPE_QUESTION_DIALOG);

  g_assert_nonnull (dialog);
  act (dialog, "question.accept", NULL);
}

/* NULL where there is none. */
static UaRoleProfile *
dup_profile (Fixture    *fixture,
             const char *name)
{
  GListModel *profiles = ua_session_get_role_profiles (fixture->session);

  for (guint i = 0; i < g_list_model_get_n_items (profiles); i++)
    {
      g_autoptr (UaRoleProfile) profile = g_list_model_get_item (profiles, i);

      if (g_strcmp0 (ua_role_profile_get_name (profile), name) == 0)
        return g_steal_pointer (&profile);
    }
  return NULL;
}

static gboolean
has_profile (Fixture    *fixture,
             const char *name,
             gboolean    retired)
{
  g_autoptr (UaRoleProfile) profile = dup_profile (fixture, name);

  return profile != NULL && ua_role_profile_get_retired (profile) == retired;
}

static UaGroup *
dup_group (Fixture    *fixture,
           const char *name)
{
  GListModel *groups = ua_session_get_groups (fixture->session);

  for (guint i = 0; i < g_list_model_get_n_items (groups); i++)
    {
      g_autoptr (UaGroup) group = g_list_model_get_item (groups, i);

      if (g_strcmp0 (ua_group_get_name (group), name) == 0)
        return g_steal_pointer (&group);
    }
  return NULL;
}

static gboolean
has_group (Fixture    *fixture,
           const char *name)
{
  g_autoptr (UaGroup) group = dup_group (fixture, name);

  return group != NULL;
}

/* WS-11: made, with a name that is taken refused beside it, renamed, retired, brought back and
 * deleted. */
static void
test_role_profiles (void)
{
  Fixture fixture;
  g_autoptr (UaRoleProfile) made = NULL;
  GtkWidget *dialog;
  const char *id;

  set_up (&fixture, ua_role_profiles_page_new ());
  act (fixture.page, "profiles.new", NULL);
  dialog = find_dialog (UA_TYPE_NAME_DIALOG);
  g_assert_false (ui_action_enabled (dialog, "name.accept"));
  ui_take_pictures (dialog, "name-dialog");
  ui_assert_fits (dialog);
  give_name ("  Lamplighter ");
  ui_wait_for (has_profile (&fixture, "Lamplighter", FALSE));
  ui_wait_for (find_dialog (UA_TYPE_NAME_DIALOG) == NULL);
  made = dup_profile (&fixture, "Lamplighter");
  id = ua_role_profile_get_id (made);

  act (fixture.page, "profiles.new", NULL);
  give_name ("lamplighter");
  dialog = find_dialog (UA_TYPE_NAME_DIALOG);
  ui_wait_for (gtk_widget_get_visible (ui_find (dialog, "error_box")));
  gtk_window_destroy (GTK_WINDOW (dialog));

  act (fixture.page, "profiles.rename", id);
  give_name ("Lamp Keeper");
  ui_wait_for (has_profile (&fixture, "Lamp Keeper", FALSE));
  act (fixture.page, "profiles.retire", id);
  ui_wait_for (has_profile (&fixture, "Lamp Keeper", TRUE));
  ui_take_pictures (fixture.window, "role-profiles");
  act (fixture.page, "profiles.restore", id);
  ui_wait_for (has_profile (&fixture, "Lamp Keeper", FALSE));
  act (fixture.page, "profiles.delete", id);
  accept_question ();
  ui_wait_for (!has_profile (&fixture, "Lamp Keeper", FALSE));
  tear_down (&fixture);
}

static GtkWidget *
open_group (Fixture    *fixture,
            const char *name)
{
  GtkListView *list = GTK_LIST_VIEW (ui_find (fixture->page, "group_list"));
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (list));

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (UaGroup) group = g_list_model_get_item (model, i);

      if (g_strcmp0 (ua_group_get_name (group), name) == 0)
        {
          g_signal_emit_by_name (list, "activate", i);
          return ui_find (fixture->page, "group_view");
        }
    }
  g_error ("There is no group %s", name);
}

/* The roles of a member in a group. */
static char *
dup_roles (Fixture    *fixture,
           const char *id,
           UaGroup    *group)
{
  g_autoptr (UaMemberRecord) record = find_record (fixture->session, id);
  g_auto (GStrv) roles = ua_group_words_list_roles (record, group);

  return g_strjoinv (",", roles);
}

/* Picks the two members who come first, as coaches; gives the id of one. */
static char *
pick_two (GtkWidget *view)
{
  GtkWidget *dialog, *list;
  GListModel *model;
  g_autoptr (UaMember) first = NULL;

  act (view, "group.add-members", NULL);
  dialog = find_dialog (UA_TYPE_PICK_MEMBERS_DIALOG);
  list = ui_find (dialog, "pick_list");
  model = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
  ui_wait_for (g_list_model_get_n_items (model) > 2);
  first = g_list_model_get_item (model, 0);
  ui_wait_for (ua_member_get_record (first) != NULL);
  g_assert_false (ui_action_enabled (dialog, "pick.accept"));
  g_signal_emit_by_name (list, "activate", 0);
  g_signal_emit_by_name (list, "activate", 1);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (ui_find (dialog, "role_drop_down")), 1);
  ui_take_pictures (dialog, "pick-members");
  ui_assert_fits (dialog);
  act (dialog, "pick.accept", NULL);
  return g_strdup (ua_member_record_get_id (ua_member_get_record (first)));
}

static gboolean
has_roles (Fixture    *fixture,
           const char *id,
           UaGroup    *group,
           const char *expected)
{
  g_autofree char *roles = dup_roles (fixture, id, group);

  return g_strcmp0 (roles, expected) == 0;
}

/* LE-09, TL-12: a team is made, gets two coaches, one becomes a member and goes; it is renamed and
 * deleted. */
static void
test_groups (void)
{
  Fixture fixture;
  g_autoptr (UaGroup) team = NULL;
  g_autofree char *id = NULL;
  GtkWidget *view;

  set_up (&fixture, ua_groups_page_new ());
  act (fixture.page, "groups.new", NULL);
  give_name ("Lantern Keepers");
  ui_wait_for (has_group (&fixture, "Lantern Keepers"));
  team = dup_group (&fixture, "Lantern Keepers");
  view = open_group (&fixture, "Lantern Keepers");
  id = pick_two (view);
  ui_wait_for (has_roles (&fixture, id, team, "coach"));
  g_assert_true (gtk_widget_activate_action (
    view, "group.set-roles", "(s^as)", id, (const char *[]){ UA_GROUP_ROLE_MEMBER, NULL }));
  ui_wait_for (has_roles (&fixture, id, team, UA_GROUP_ROLE_MEMBER));
  ui_take_pictures (fixture.window, "group-changed");
  act (view, "group.remove", id);
  ui_wait_for (has_roles (&fixture, id, team, ""));

  act (view, "group.rename", NULL);
  give_name ("Lamp Keepers");
  ui_wait_for (has_group (&fixture, "Lamp Keepers"));
  ui_wait_for (strstr (gtk_label_get_label (GTK_LABEL (ui_find (view, "group_name_label"))),
                       "Lamp Keepers") != NULL);
  act (view, "group.delete", NULL);
  accept_question ();
  ui_wait_for (!has_group (&fixture, "Lamp Keepers"));
  tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  ui_init (&argc, &argv);
  g_test_add_func ("/lists/role-profiles", test_role_profiles);
  g_test_add_func ("/lists/groups", test_groups);
  return g_test_run ();
}
