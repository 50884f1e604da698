/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-rights.h"

#include "ua-action.h"

static const char *const none[] = { NULL };
static const char *const looks[] = { UA_RIGHT_READ, UA_RIGHT_AUDIT, NULL };
static const char *const manager[] = { UA_RELATION_MANAGER, NULL };
static const char *const leader[] = { "admin:g1", NULL };
static const char *const instructor[] = { "instructor:s1", NULL };
static const char *const teacher[] = { "instructor:s1", "coach:t1", NULL };

/* What is not known is worth a try. */
static void
test_unknown (void)
{
  g_assert_true (ua_rights_allow_action (NULL, UA_ACTION_ERASE));
  g_assert_true (ua_rights_allow_field (NULL, UA_FIELD_ACCESS_LEVEL, FALSE, FALSE));
  g_assert_true (ua_rights_allow_invite (NULL, NULL));
  g_assert_true (ua_rights_allow_group (NULL, "g1"));
  g_assert_true (ua_rights_allow_roster (NULL, "g1"));
  g_assert_true (ua_rights_allow_action (none, "somethingNew"));
}

/* WS-10: who looks changes nothing but their own contact data. */
static void
test_looking (void)
{
  g_assert_false (ua_rights_allow_action (looks, UA_ACTION_DEACTIVATE));
  g_assert_false (ua_rights_allow_action (looks, "addLabel"));
  g_assert_false (ua_rights_allow_action (looks, "addToGroup"));
  g_assert_false (ua_rights_allow_action (looks, UA_ACTION_INVITE));
  g_assert_false (ua_rights_allow_field (looks, UA_FIELD_PHONE, FALSE, FALSE));
  g_assert_true (ua_rights_allow_field (looks, UA_FIELD_PHONE, TRUE, FALSE));
  g_assert_true (ua_rights_allow_field (looks, UA_FIELD_EMAIL, TRUE, FALSE));
  g_assert_false (ua_rights_allow_field (looks, UA_FIELD_TITLE, TRUE, FALSE));
  g_assert_false (ua_rights_allow_field (looks, UA_FIELD_ACCESS_LEVEL, TRUE, FALSE));
}

/* WS-10: a manager edits direct reports, but not what these sign in with. */
static void
test_manager (void)
{
  g_assert_true (ua_rights_allow_action (manager, "assignRoleProfile"));
  g_assert_true (ua_rights_allow_change (manager, "assignRoleProfile", TRUE));
  g_assert_false (ua_rights_allow_change (manager, "assignRoleProfile", FALSE));
  g_assert_false (ua_rights_allow_change (manager, UA_ACTION_DEACTIVATE, TRUE));
  g_assert_true (ua_rights_allow_field (manager, UA_FIELD_TITLE, FALSE, TRUE));
  g_assert_true (ua_rights_allow_field (manager, UA_FIELD_GIVEN_NAME, FALSE, TRUE));
  g_assert_false (ua_rights_allow_field (manager, UA_FIELD_EMAIL, FALSE, TRUE));
  g_assert_false (ua_rights_allow_field (manager, UA_FIELD_DELETION_DATE, FALSE, TRUE));
  g_assert_false (ua_rights_allow_field (manager, UA_FIELD_TITLE, FALSE, FALSE));
}

/* WS-10, TL-03, TL-04: who leads a group does so there, and only there. */
static void
test_leading (void)
{
  g_assert_true (ua_rights_allow_action (leader, UA_ACTION_INVITE));
  g_assert_true (ua_rights_allow_group (leader, "g1"));
  g_assert_false (ua_rights_allow_group (leader, "g11"));
  g_assert_false (ua_rights_allow_group (leader, "g"));
  g_assert_true (ua_rights_allow_invite (leader, "g1"));
  g_assert_false (ua_rights_allow_invite (leader, "g2"));
  g_assert_false (ua_rights_allow_invite (leader, NULL));
  g_assert_true (ua_rights_allow_roster (instructor, "s1"));
  g_assert_false (ua_rights_allow_group (instructor, "s1"));
  g_assert_false (ua_rights_allow_invite (instructor, "s1"));
  g_assert_true (ua_rights_allow_invite (teacher, "s1"));
  g_assert_false (ua_rights_allow_invite (teacher, "t1"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rights/unknown", test_unknown);
  g_test_add_func ("/rights/looking", test_looking);
  g_test_add_func ("/rights/manager", test_manager);
  g_test_add_func ("/rights/leading", test_leading);
  return g_test_run ();
}
