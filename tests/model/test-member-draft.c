/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>

#include "ua-member-draft.h"

static UaMemberDraft *
make_draft (const char *given,
            const char *family,
            const char *display)
{
  g_autoptr (UaMemberRecord) record = NULL;
  UaMemberBuilder *builder = ua_member_builder_new ();

  ua_member_builder_set (builder, UA_FIELD_ID, "m1");
  ua_member_builder_set (builder, UA_FIELD_VERSION, "W/\"7\"");
  ua_member_builder_set (builder, UA_FIELD_USER_NAME, "m1@brackwater.example");
  ua_member_builder_set (builder, UA_FIELD_GIVEN_NAME, given);
  ua_member_builder_set (builder, UA_FIELD_FAMILY_NAME, family);
  ua_member_builder_set (builder, UA_FIELD_DISPLAY_NAME, display);
  ua_member_builder_set (builder, UA_FIELD_ACCESS_LEVEL, "employee");
  record = ua_member_builder_end (builder);
  return ua_member_draft_new (record);
}

static void
count_changed_cb (UaMemberDraft *draft,
                  guint         *n)
{
  (*n)++;
}

/* WS-07: nothing to save before something differs, nor when it is set back. */
static void
test_dirty (void)
{
  g_autoptr (UaMemberDraft) draft = make_draft ("Ada", "Berg", "Ada Berg");
  g_autoptr (UaPatch) patch = NULL;
  guint n = 0;

  g_signal_connect (draft, "changed", G_CALLBACK (count_changed_cb), &n);
  g_assert_false (ua_member_draft_get_dirty (draft));
  ua_member_draft_set (draft, UA_FIELD_GIVEN_NAME, "  Ada ");
  g_assert_false (ua_member_draft_get_dirty (draft));
  g_assert_cmpuint (n, ==, 0);

  ua_member_draft_set (draft, UA_FIELD_ACCESS_LEVEL, "admin");
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (ua_member_draft_get_dirty (draft));
  patch = ua_member_draft_to_patch (draft);
  g_assert_cmpuint (ua_patch_get_n (patch), ==, 1);
  g_assert_cmpstr (ua_patch_get_member_id (patch), ==, "m1");
  g_assert_cmpstr (ua_patch_get_base_version (patch), ==, "W/\"7\"");
  g_assert_cmpstr (ua_patch_find (patch, UA_FIELD_ACCESS_LEVEL)->old_value, ==, "employee");
  g_assert_cmpstr (ua_patch_find (patch, UA_FIELD_ACCESS_LEVEL)->new_value, ==, "admin");

  ua_member_draft_set (draft, UA_FIELD_ACCESS_LEVEL, "employee");
  g_assert_false (ua_member_draft_get_dirty (draft));
}

static void
test_name_follows (void)
{
  static const struct
  {
    const char *display;
    const char *expected;
  } rows[] = {
    { "Ada Berg", "Ada Lund" },
    { "Berg Ada", "Lund Ada" },
    { "Berg, Ada", "Lund, Ada" },
    { "BergAda", "LundAda" },
    { "Countess", "Countess" },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (UaMemberDraft) draft = make_draft ("Ada", "Berg", rows[i].display);

      ua_member_draft_set (draft, UA_FIELD_FAMILY_NAME, "Lund");
      g_assert_cmpstr (ua_member_draft_get (draft, UA_FIELD_DISPLAY_NAME), ==, rows[i].expected);
    }
}

static void
test_name_own (void)
{
  g_autoptr (UaMemberDraft) draft = make_draft ("Ada", "Berg", "Ada Berg");

  ua_member_draft_set (draft, UA_FIELD_DISPLAY_NAME, "Ada Berg");
  ua_member_draft_set (draft, UA_FIELD_GIVEN_NAME, "Ida");
  g_assert_cmpstr (ua_member_draft_get (draft, UA_FIELD_DISPLAY_NAME), ==, "Ida Berg");

  ua_member_draft_set (draft, UA_FIELD_DISPLAY_NAME, "Ida B.");
  ua_member_draft_set (draft, UA_FIELD_GIVEN_NAME, "Una");
  g_assert_cmpstr (ua_member_draft_get (draft, UA_FIELD_DISPLAY_NAME), ==, "Ida B.");

  ua_member_draft_set (draft, UA_FIELD_FAMILY_NAME, NULL);
  g_assert_true (ua_member_draft_get_valid (draft));
}

static void
test_problems (void)
{
  g_autoptr (UaMemberDraft) draft = make_draft ("Ada", "Berg", "Countess");
  g_autofree char *longest = g_strnfill (UA_MEMBER_DRAFT_MAX_CHARS, 'a');
  g_autofree char *longer = g_strnfill (UA_MEMBER_DRAFT_MAX_CHARS + 1, 'a');
  static const char * const unseen[] = {
    "a\tb", "a\nb", "a\x7f", "a\xe2\x80\xae" "b", "a\xe2\x80\xa8" "b", "a\xe2\x81\xa6" "b",
  };
  static const char * const seen[] = {
    "Zoë", "O’Brien-Smith", "می\xe2\x80\x8cخواهم", "李", "👩\xe2\x80\x8d🔬",
  };

  for (guint i = 0; i < G_N_ELEMENTS (unseen); i++)
    {
      ua_member_draft_set (draft, UA_FIELD_GIVEN_NAME, unseen[i]);
      g_assert_cmpint (ua_member_draft_get_problem (draft, UA_FIELD_GIVEN_NAME), ==,
                       UA_DRAFT_PROBLEM_CHARACTERS);
      g_assert_false (ua_member_draft_get_valid (draft));
    }
  for (guint i = 0; i < G_N_ELEMENTS (seen); i++)
    {
      ua_member_draft_set (draft, UA_FIELD_GIVEN_NAME, seen[i]);
      g_assert_cmpint (ua_member_draft_get_problem (draft, UA_FIELD_GIVEN_NAME), ==,
                       UA_DRAFT_PROBLEM_NONE);
    }
  ua_member_draft_set (draft, UA_FIELD_GIVEN_NAME, longest);
  g_assert_true (ua_member_draft_get_valid (draft));
  ua_member_draft_set (draft, UA_FIELD_GIVEN_NAME, longer);
  g_assert_cmpint (ua_member_draft_get_problem (draft, UA_FIELD_GIVEN_NAME), ==,
                   UA_DRAFT_PROBLEM_TOO_LONG);
}

static void
test_empty_name (void)
{
  g_autoptr (UaMemberDraft) draft = make_draft ("Ada", "Berg", "Countess");
  g_autoptr (UaMemberDraft) plain = make_draft (NULL, NULL, NULL);

  ua_member_draft_set (draft, UA_FIELD_GIVEN_NAME, " ");
  g_assert_true (ua_member_draft_get_valid (draft));
  ua_member_draft_set (draft, UA_FIELD_FAMILY_NAME, "");
  g_assert_cmpint (ua_member_draft_get_problem (draft, UA_FIELD_FAMILY_NAME), ==,
                   UA_DRAFT_PROBLEM_EMPTY);
  ua_member_draft_set (draft, UA_FIELD_FAMILY_NAME, "Berg");
  ua_member_draft_set (draft, UA_FIELD_DISPLAY_NAME, NULL);
  g_assert_cmpint (ua_member_draft_get_problem (draft, UA_FIELD_DISPLAY_NAME), ==,
                   UA_DRAFT_PROBLEM_EMPTY);

  /* A server without names is no reason to refuse. */
  g_assert_true (ua_member_draft_get_valid (plain));
}

static void
test_unchanged_not_judged (void)
{
  g_autoptr (UaMemberDraft) draft = make_draft ("A\tda", "Berg", "Countess");

  ua_member_draft_set (draft, UA_FIELD_ACCESS_LEVEL, "admin");
  g_assert_true (ua_member_draft_get_valid (draft));
}

static void
test_named (void)
{
  g_autoptr (UaMemberDraft) draft = make_draft ("Ada", "Berg", "Ada Berg");
  g_autoptr (UaPatch) patch = NULL;

  ua_member_draft_set_named (draft, UA_FIELD_ROLE_PROFILE, "r1", "Designer");
  patch = ua_member_draft_to_patch (draft);
  g_assert_cmpstr (ua_patch_find (patch, UA_FIELD_ROLE_PROFILE)->new_value, ==, "r1");
  g_assert_cmpstr (ua_patch_find (patch, UA_FIELD_ROLE_PROFILE_NAME)->new_value, ==, "Designer");

  ua_member_draft_set_named (draft, UA_FIELD_ROLE_PROFILE, NULL, "ignored");
  g_assert_false (ua_member_draft_get_dirty (draft));
}

static void
test_finalize (void)
{
  UaMemberDraft *draft = make_draft ("Ada", "Berg", NULL);

  g_object_add_weak_pointer (G_OBJECT (draft), (gpointer *) &draft);
  g_object_unref (draft);
  g_assert_null (draft);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/member-draft/dirty", test_dirty);
  g_test_add_func ("/member-draft/name-follows", test_name_follows);
  g_test_add_func ("/member-draft/name-own", test_name_own);
  g_test_add_func ("/member-draft/problems", test_problems);
  g_test_add_func ("/member-draft/empty-name", test_empty_name);
  g_test_add_func ("/member-draft/unchanged-not-judged", test_unchanged_not_judged);
  g_test_add_func ("/member-draft/named", test_named);
  g_test_add_func ("/member-draft/finalize", test_finalize);
  return g_test_run ();
}
