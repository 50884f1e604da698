/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invite-fixture.h"

#include "ua-pick-row.h"

static void
begin_creating (InviteFixture *fixture)
{
  invite_present (fixture, NULL);
  gtk_check_button_set_active (
    GTK_CHECK_BUTTON (ui_find (GTK_WIDGET (fixture->dialog), "create_button")), TRUE);
  invite_type (fixture, "given_row", "Ada");
  invite_type (fixture, "family_row", "Berg");
}

static guint
count_mails (InviteFixture *fixture,
             const char    *kind)
{
  g_autofree char *filter = g_strdup_printf ("recipient eq \"" INVITE_NEW "\" and kind eq \"%s\"", kind);
  g_autoptr (UaTestReply) reply =
    ua_test_directory_list (fixture->directory, "/Messages", filter, NULL);

  return json_array_get_length (ua_test_reply_resources (reply));
}

/* TL-06, TL-08: created with a password that is mailed, into groups, active at once. */
static void
test_create (void)
{
  InviteFixture fixture;
  g_autoptr (UaGroup) group = NULL;
  g_autoptr (UaTestReply) reply = NULL;
  JsonObject *member;

  invite_set_up (&fixture, FALSE);
  group = invite_dup_group (&fixture, UA_GROUP_KIND_GROUP);
  begin_creating (&fixture);
  invite_type (&fixture, "email_row", INVITE_NEW);
  ua_pick_row_set_id (UA_PICK_ROW (invite_find (&fixture, "add_row")), ua_group_get_id (group));
  ui_wait_for (gtk_widget_get_visible (invite_find (&fixture, "role_row")));
  ua_pick_row_set_id (UA_PICK_ROW (invite_find (&fixture, "role_row")), "instructor");
  ui_wait_for (invite_can_send (&fixture));
  ui_take_pictures (GTK_WIDGET (fixture.dialog), "create");
  ui_assert_fits (GTK_WIDGET (fixture.dialog));
  invite_send (&fixture);
  ui_wait_for (fixture.dialog == NULL);
  g_assert_cmpstr (fixture.told, ==, "Ada Berg was created");
  reply = invite_ask (&fixture, INVITE_NEW);
  member = invite_get_first (reply);
  g_assert_cmpstr (invite_get_status (member), ==, "active");
  g_assert_cmpstr (json_object_get_string_member (member, "userName"), ==, INVITE_NEW);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (
                     json_object_get_array_member (
                       json_object_get_object_member (member, EXTENSION), "memberships"), 0),
                     "role"), ==, "instructor");
  g_assert_cmpuint (count_mails (&fixture, "credentials"), ==, 1);
  invite_tear_down (&fixture);
}

/* CC-03: a user name of its own, free or not, while it is typed. */
static void
test_user_name (void)
{
  InviteFixture fixture;
  g_autofree char *active = NULL;
  g_autofree char *taken = NULL;
  g_autoptr (UaTestReply) somebody = NULL;
  g_autoptr (UaTestReply) reply = NULL;

  invite_set_up (&fixture, FALSE);
  active = invite_dup_email (&fixture, "active");
  somebody = invite_ask (&fixture, active);
  taken = g_strdup (json_object_get_string_member (invite_get_first (somebody), "userName"));
  begin_creating (&fixture);
  invite_type (&fixture, "email_row", active);
  ui_wait_for (invite_get_problem (&fixture, "email_problem") != NULL);
  g_assert_false (invite_can_send (&fixture));
  invite_type (&fixture, "email_row", INVITE_NEW);
  ui_wait_for (invite_can_send (&fixture));
  gtk_switch_set_active (GTK_SWITCH (invite_find (&fixture, "use_email_switch")), FALSE);
  g_assert_false (invite_can_send (&fixture));
  invite_type (&fixture, "user_name_row", taken);
  ui_wait_for (invite_get_problem (&fixture, "user_name_problem") != NULL);
  ui_take_pictures (GTK_WIDGET (fixture.dialog), "create-user-name");
  invite_type (&fixture, "user_name_row", "ada.berg");
  invite_send (&fixture);
  ui_wait_for (fixture.dialog == NULL);
  reply = invite_ask (&fixture, INVITE_NEW);
  g_assert_cmpstr (json_object_get_string_member (invite_get_first (reply), "userName"), ==,
                   "ada.berg");
  invite_tear_down (&fixture);
}

/* TL-06: a typed password gives access, leaves its entry at once, and is in nothing that was asked
 * before. */
static void
test_password (void)
{
  InviteFixture fixture;
  g_autoptr (UaTestReply) reply = NULL;
  GtkWidget *row;

  invite_set_up (&fixture, FALSE);
  begin_creating (&fixture);
  invite_type (&fixture, "email_row", INVITE_NEW);
  ua_pick_row_set_id (UA_PICK_ROW (invite_find (&fixture, "way_row")), "typed");
  row = invite_find (&fixture, "password_row");
  gtk_widget_grab_focus (row);
  invite_type (&fixture, "password_row", "short");
  g_assert_null (invite_get_problem (&fixture, "problem"));
  gtk_widget_grab_focus (invite_find (&fixture, "given_row"));
  ui_wait_for (invite_get_problem (&fixture, "problem") != NULL);
  g_assert_false (invite_can_send (&fixture));
  ui_take_pictures (GTK_WIDGET (fixture.dialog), "create-password");
  invite_type (&fixture, "password_row", INVITE_NEW);
  g_assert_nonnull (invite_get_problem (&fixture, "problem"));
  invite_type (&fixture, "password_row", "nine lives and ten");
  gtk_switch_set_active (GTK_SWITCH (invite_find (&fixture, "notify_switch")), FALSE);
  invite_send (&fixture);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "");
  ui_wait_for (fixture.dialog == NULL);
  reply = invite_ask (&fixture, INVITE_NEW);
  g_assert_cmpstr (invite_get_status (invite_get_first (reply)), ==, "active");
  g_assert_cmpuint (count_mails (&fixture, "created"), ==, 0);
  invite_tear_down (&fixture);
}

/* CC-04: a link to choose a password; no access and no seat before. */
static void
test_activation (void)
{
  InviteFixture fixture;
  g_autoptr (UaTestReply) reply = NULL;

  invite_set_up (&fixture, FALSE);
  begin_creating (&fixture);
  ua_pick_row_set_id (UA_PICK_ROW (invite_find (&fixture, "way_row")), "activation");
  invite_type (&fixture, "email_row", INVITE_NEW);
  invite_send (&fixture);
  ui_wait_for (fixture.dialog == NULL);
  reply = invite_ask (&fixture, INVITE_NEW);
  g_assert_cmpstr (invite_get_status (invite_get_first (reply)), ==, "deactivated");
  g_assert_cmpuint (count_mails (&fixture, "activation"), ==, 1);
  invite_tear_down (&fixture);
}

/* Requirement 12: a plain server only creates, with what plain SCIM has. */
static void
test_plain (void)
{
  InviteFixture fixture;
  g_autoptr (UaTestReply) reply = NULL;

  invite_set_up (&fixture, TRUE);
  g_assert_true (ua_invite_dialog_is_possible (fixture.session, NULL));
  invite_present (&fixture, NULL);
  g_assert_false (ui_is_shown (GTK_WIDGET (fixture.dialog), "choice_group"));
  g_assert_false (gtk_widget_get_visible (invite_find (&fixture, "password")));
  g_assert_false (gtk_widget_get_visible (invite_find (&fixture, "options")));
  g_assert_false (gtk_widget_get_visible (invite_find (&fixture, "groups")));
  invite_type (&fixture, "given_row", "Ada");
  invite_type (&fixture, "family_row", "Berg");
  invite_type (&fixture, "email_row", INVITE_NEW);
  ui_take_pictures (GTK_WIDGET (fixture.dialog), "create-plainly");
  invite_send (&fixture);
  ui_wait_for (fixture.dialog == NULL);
  g_assert_cmpstr (fixture.told, ==, "Ada Berg was created");
  reply = invite_ask (&fixture, INVITE_NEW);
  g_assert_cmpstr (json_object_get_string_member (invite_get_first (reply), "userName"), ==, INVITE_NEW);

  /* Who is there already is told of where it can be mended. */
  invite_present (&fixture, NULL);
  invite_type (&fixture, "given_row", "Ida");
  invite_type (&fixture, "family_row", "Lund");
  invite_type (&fixture, "email_row", INVITE_NEW);
  invite_send (&fixture);
  ui_wait_for (ui_is_shown (GTK_WIDGET (fixture.dialog), "error_box"));
  g_assert_true (invite_can_send (&fixture));
  invite_tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  invite_init (&argc, &argv);
  g_test_add_func ("/create-page/create", test_create);
  g_test_add_func ("/create-page/user-name", test_user_name);
  g_test_add_func ("/create-page/password", test_password);
  g_test_add_func ("/create-page/activation", test_activation);
  g_test_add_func ("/create-page/plain", test_plain);
  return g_test_run ();
}
