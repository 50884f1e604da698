/* SPDX-License-Identifier: GPL-3.0-or-later */
/* WS-10: what is offered to whom, against the real directory: each kind of person signs in and
 * looks at the same pages. */
#include "session-fixture.h"
#include "ua-test-actors.h"
#include "ua-test-life.h"
#include "ui-fixture.h"

#include "ua-edit-dialog.h"
#include "ua-field-lock.h"
#include "ua-group-acts.h"
#include "ua-groups-page.h"
#include "ua-member-page.h"
#include "ua-members-page.h"
#include "ua-role-profiles-page.h"
#include "ua-task.h"

typedef struct
{
  UaTestActors *actors; /* (owned) */
  UaSession *session;   /* (owned) */
  GtkWidget *window;    /* (unowned) (nullable) */
  GtkWidget *page;      /* (unowned) (nullable) */
} Fixture;

/* Signs somebody in; "executive" and "employee" tell that the rights have come by what they lack. */
static void
set_up (Fixture   *fixture,
        UaTestWho  who)
{
  g_autoptr (UaCredentials) credentials =
    ua_credentials_new_basic (ua_test_who_get_name (who), UA_TEST_PASSWORD);
  g_autoptr (GAsyncResult) result = NULL;

  fixture->actors = ua_test_actors_new (0);
  fixture->session = open_address (ua_test_directory_get_base_uri (fixture->actors->directory),
                                   ua_test_directory_get_token (fixture->actors->directory));
  wait_online (fixture->session);
  ui_wait_for (ua_session_has_right (fixture->session, UA_RIGHT_READ));
  ua_session_sign_in_async (fixture->session, credentials, FALSE, NULL, keep_result, &result);
  ui_wait_for (result != NULL && !ua_session_has_right (fixture->session, UA_RIGHT_EDIT));
  ui_wait_for (g_strcmp0 (ua_session_get_own_id (fixture->session),
                          fixture->actors->ids[who]) == 0);
  wait_online (fixture->session);
}

static void
show (Fixture   *fixture,
      GtkWidget *page,
      gboolean   is_place)
{
  if (fixture->window != NULL)
    ui_assert_finalized (fixture->window);
  fixture->window = gtk_window_new ();
  fixture->page = page;
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 700);
  gtk_window_set_child (GTK_WINDOW (fixture->window), page);
  if (is_place)
    ua_place_page_set_session (UA_PLACE_PAGE (page), fixture->session);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture)
{
  if (fixture->window != NULL)
    ui_assert_finalized (fixture->window);
  close_session (&fixture->session);
  ua_test_actors_free (fixture->actors);
}

static void
show_member (Fixture   *fixture,
             UaTestWho  who)
{
  g_autoptr (UaMemberRecord) record =
    find_record (fixture->session, fixture->actors->ids[who]);
  g_autoptr (UaMember) member = ua_member_new (1, record);

  show (fixture, ua_member_page_new (), FALSE);
  ua_member_page_set_session (UA_MEMBER_PAGE (fixture->page), fixture->session);
  ua_member_page_set_member (UA_MEMBER_PAGE (fixture->page), member);
}

static gboolean
is_locked (Fixture   *fixture,
           UaTestWho  who,
           UaField    field)
{
  g_autoptr (UaMemberRecord) record =
    find_record (fixture->session, fixture->actors->ids[who]);

  return ua_field_lock_describe (fixture->session, record, field) != NULL;
}

static gboolean
is_possible (Fixture   *fixture,
             UaTestWho  who,
             UaTask     task)
{
  g_autoptr (UaMemberRecord) record =
    find_record (fixture->session, fixture->actors->ids[who]);

  return ua_task_is_offered (task, fixture->session) &&
         ua_task_find_obstacle (task, fixture->session, record) == NULL;
}

/* Opens a group by its id, in the page of groups. */
static GtkWidget *
open_group (Fixture    *fixture,
            const char *id)
{
  GtkListView *list;
  GListModel *model;

  show (fixture, ua_groups_page_new (), TRUE);
  list = GTK_LIST_VIEW (ui_find (fixture->page, "group_list"));
  model = G_LIST_MODEL (gtk_list_view_get_model (list));
  ui_wait_for (g_list_model_get_n_items (model) > 0);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (UaGroup) group = g_list_model_get_item (model, i);

      if (g_strcmp0 (ua_group_get_id (group), id) != 0)
        continue;
      g_signal_emit_by_name (list, "activate", i);
      return ui_find (fixture->page, "group_view");
    }
  g_error ("There is no group %s", id);
}

static UaGroup *
dup_group (Fixture    *fixture,
           const char *id)
{
  GListModel *groups = ua_session_get_groups (fixture->session);

  for (guint i = 0; i < g_list_model_get_n_items (groups); i++)
    {
      g_autoptr (UaGroup) group = g_list_model_get_item (groups, i);

      if (g_strcmp0 (ua_group_get_id (group), id) == 0)
        return g_steal_pointer (&group);
    }
  g_error ("There is no group %s", id);
}

/* An executive looks at everything and is offered no way to change it. */
static void
test_executive (void)
{
  Fixture fixture = { NULL, };
  GtkWidget *view;

  set_up (&fixture, UA_TEST_EXECUTIVE);
  show (&fixture, ua_role_profiles_page_new (), TRUE);
  ui_wait_for (!ui_is_shown (fixture.window, "new_profile_button"));
  ui_take_pictures (fixture.window, "rights-role-profiles");

  view = open_group (&fixture, fixture.actors->group);
  g_assert_false (ui_is_shown (fixture.window, "new_group_button"));
  g_assert_false (ui_is_shown (view, "add_button"));
  g_assert_false (ui_is_shown (view, "group_menu_button"));
  g_assert_false (ui_is_shown (view, "invite_button"));
  ui_take_pictures (fixture.window, "rights-group");

  show_member (&fixture, UA_TEST_TARGET);
  ui_wait_for (ui_is_shown (fixture.window, "fixed_label"));
  g_assert_false (ui_action_enabled (fixture.page, "member.edit"));
  ui_take_pictures (fixture.window, "rights-member");
  g_assert_true (is_locked (&fixture, UA_TEST_TARGET, UA_FIELD_TITLE));
  g_assert_false (ua_task_is_offered (UA_TASK_ASSIGN_ROLE_PROFILE, fixture.session));
  g_assert_false (ua_task_is_offered (UA_TASK_ADD_TO_GROUP, fixture.session));
  g_assert_false (ua_task_is_offered (UA_TASK_DEACTIVATE, fixture.session));
  g_assert_false (ua_session_can_act (fixture.session, UA_ACTION_INVITE));
  /* One's own contact data is one's own. */
  g_assert_false (is_locked (&fixture, UA_TEST_EXECUTIVE, UA_FIELD_PHONE));
  g_assert_true (is_locked (&fixture, UA_TEST_EXECUTIVE, UA_FIELD_TITLE));
  tear_down (&fixture);
}

/* A manager edits who reports to them, but not what these sign in with. */
static void
test_manager (void)
{
  Fixture fixture = { NULL, };

  set_up (&fixture, UA_TEST_MANAGER);
  show_member (&fixture, UA_TEST_TARGET);
  g_assert_false (ui_is_shown (fixture.window, "fixed_label"));
  g_assert_true (ui_action_enabled (fixture.page, "member.edit"));
  ui_take_pictures (fixture.window, "rights-report");
  g_assert_false (is_locked (&fixture, UA_TEST_TARGET, UA_FIELD_TITLE));
  g_assert_false (is_locked (&fixture, UA_TEST_TARGET, UA_FIELD_GIVEN_NAME));
  g_assert_true (is_locked (&fixture, UA_TEST_TARGET, UA_FIELD_EMAIL));
  g_assert_true (is_locked (&fixture, UA_TEST_TARGET, UA_FIELD_ACCESS_LEVEL));
  g_assert_true (is_locked (&fixture, UA_TEST_TARGET, UA_FIELD_LEAVING_DATE));
  ui_wait_for (is_possible (&fixture, UA_TEST_TARGET, UA_TASK_ASSIGN_ROLE_PROFILE));
  g_assert_false (is_possible (&fixture, UA_TEST_MANAGER, UA_TASK_ASSIGN_ROLE_PROFILE));
  g_assert_false (ua_task_is_offered (UA_TASK_DEACTIVATE, fixture.session));
  /* What is offered is what the directory lets happen. */
  submit (fixture.session, fixture.actors->ids[UA_TEST_TARGET], UA_FIELD_TITLE, "Lighter");
  wait_sent (fixture.session);
  g_assert_cmpstr (peek_field (fixture.session, fixture.actors->ids[UA_TEST_TARGET],
                               UA_FIELD_TITLE), ==, "Lighter");
  tear_down (&fixture);
}

/* Who is admin of a group fills and renames it, and invites from there; no more (TL-03). */
static void
test_group_admin (void)
{
  Fixture fixture = { NULL, };
  g_autoptr (UaGroup) group = NULL;
  g_auto (GStrv) roles = NULL;
  GtkWidget *view;

  set_up (&fixture, UA_TEST_GROUP_ADMIN);
  view = open_group (&fixture, fixture.actors->group);
  ui_wait_for (ui_is_shown (view, "add_button"));
  g_assert_true (ui_is_shown (view, "invite_button"));
  g_assert_false (ui_is_shown (fixture.window, "new_group_button"));
  gtk_menu_button_popup (GTK_MENU_BUTTON (ui_find (view, "group_menu_button")));
  ui_wait_for (ui_has_label (view, "Rename…"));
  g_assert_false (ui_has_label (view, "Delete…"));
  ui_take_pictures (fixture.window, "rights-group-admin");
  gtk_menu_button_popdown (GTK_MENU_BUTTON (ui_find (view, "group_menu_button")));
  group = dup_group (&fixture, fixture.actors->group);
  roles = ua_group_acts_list_roles (fixture.session, group);
  g_assert_cmpuint (g_strv_length (roles), >, 1);
  g_assert_true (ua_session_can_act (fixture.session, UA_ACTION_INVITE));
  g_assert_false (ua_session_may_invite (fixture.session, NULL));
  tear_down (&fixture);
}

/* An instructor makes others learners; to invite, it takes being a coach, too (TL-04). */
static void
test_instructor (void)
{
  Fixture fixture = { NULL, };
  g_autoptr (UaGroup) session = NULL;
  g_auto (GStrv) roles = NULL;
  GtkWidget *view;

  set_up (&fixture, UA_TEST_INSTRUCTOR);
  view = open_group (&fixture, fixture.actors->session);
  ui_wait_for (ui_is_shown (view, "add_button"));
  g_assert_false (ui_is_shown (view, "group_menu_button"));
  g_assert_false (ui_is_shown (view, "invite_button"));
  ui_take_pictures (fixture.window, "rights-instructor");
  session = dup_group (&fixture, fixture.actors->session);
  roles = ua_group_acts_list_roles (fixture.session, session);
  g_assert_cmpuint (g_strv_length (roles), ==, 1);
  g_assert_cmpstr (roles[0], ==, "learner");
  tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  ui_init (&argc, &argv);
  g_test_add_func ("/rights/WS-10/executive", test_executive);
  g_test_add_func ("/rights/WS-10/manager", test_manager);
  g_test_add_func ("/rights/WS-10/group-admin", test_group_admin);
  g_test_add_func ("/rights/WS-10/instructor", test_instructor);
  return g_test_run ();
}
