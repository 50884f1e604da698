/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-facets.h"
#include "ua-kept-view.h"

#include "ui-fixture.h"

static void
count_cb (UaFacets *facets,
          guint    *n)
{
  (*n)++;
}

static void
test_choose (void)
{
  UaFacets *facets = ua_facets_new ();
  guint n = 0;

  g_signal_connect (facets, "changed", G_CALLBACK (count_cb), &n);
  g_assert_true (ua_facets_is_empty (facets));
  ua_facets_set (facets, UA_FIELD_STATUS, "invited", "Invited", TRUE);
  ua_facets_set (facets, UA_FIELD_STATUS, "invited", "Invited", TRUE);
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (ua_facets_contains (facets, UA_FIELD_STATUS, "invited"));
  g_assert_false (ua_facets_contains (facets, UA_FIELD_STATUS, "active"));
  ua_facets_set (facets, UA_FIELD_STATUS, "invited", NULL, FALSE);
  g_assert_cmpuint (n, ==, 2);
  g_assert_true (ua_facets_is_empty (facets));
  ua_facets_clear (facets);
  g_assert_cmpuint (n, ==, 2);
  ui_assert_finalized (facets);
}

/* WS-02: any of the values of a field, all of the fields. */
static void
test_filter (void)
{
  UaFacets *facets = ua_facets_new ();
  g_autoptr (UaFilter) none = ua_facets_dup_filter (facets, UA_N_FIELDS);
  g_autoptr (UaFilter) both = NULL;
  g_autoptr (UaFilter) teams = NULL;

  g_assert_null (none);
  ua_facets_set (facets, UA_FIELD_STATUS, "invited", "Invited", TRUE);
  ua_facets_set (facets, UA_FIELD_STATUS, "active", "Active", TRUE);
  ua_facets_set (facets, UA_FIELD_TEAMS, "t1", "Design", TRUE);
  both = ua_facets_dup_filter (facets, UA_N_FIELDS);
  g_assert_cmpint (ua_filter_get_op (both), ==, UA_FILTER_OP_AND);
  g_assert_cmpuint (ua_filter_get_n (both), ==, 2);
  g_assert_cmpint (ua_filter_get_op (ua_filter_get_nth (both, 0)), ==, UA_FILTER_OP_OR);
  g_assert_cmpuint (ua_filter_get_n (ua_filter_get_nth (both, 0)), ==, 2);

  teams = ua_facets_dup_filter (facets, UA_FIELD_STATUS);
  g_assert_cmpint (ua_filter_get_op (teams), ==, UA_FILTER_OP_EQUAL);
  g_assert_cmpint (ua_filter_get_field (teams), ==, UA_FIELD_TEAMS);
  g_assert_cmpstr (ua_filter_get_value (teams), ==, "t1");
  ui_assert_finalized (facets);
}

static void
test_sentence (void)
{
  UaFacets *facets = ua_facets_new ();
  g_autofree char *nothing = ua_facets_to_sentence (facets);
  g_autofree char *sentence = NULL;

  g_assert_null (nothing);
  ua_facets_set (facets, UA_FIELD_TEAMS, "t1", "Design", TRUE);
  ua_facets_set (facets, UA_FIELD_STATUS, "invited", "Invited", TRUE);
  ua_facets_set (facets, UA_FIELD_STATUS, "active", "Active", TRUE);
  ua_facets_set (facets, UA_FIELD_STATUS, "locked", "Locked", TRUE);
  sentence = ua_facets_to_sentence (facets);
  g_assert_cmpstr (sentence, ==, "Status: Invited, Active or Locked · Teams: Design");
  ui_assert_finalized (facets);
}

/* A view is found again; the words of the application are those of the next time, and what is no
 * view costs nothing. */
static void
test_kept_view (void)
{
  static const char * const hostile[] = {
    NULL, "", "garbage", "('x', [('nonsense', 'a', ''), ('status', '', '')])", "('x', 5)", "((((",
  };
  g_autoptr (UaFacets) facets = ua_facets_new ();
  g_autoptr (UaFacets) again = ua_facets_new ();
  g_autofree char *nothing = ua_kept_view_write ("", facets);
  g_autofree char *text = NULL;
  g_autofree char *search = NULL;
  const char *name;

  g_assert_null (nothing);
  ua_facets_set (facets, UA_FIELD_STATUS, "invited", "Invited", TRUE);
  ua_facets_set (facets, UA_FIELD_ROLE_PROFILE, "r'1", "Designer, \"print\"", TRUE);
  text = ua_kept_view_write ("m\303\274ller 'x'", facets);
  g_assert_null (strstr (text, "Invited"));
  search = ua_kept_view_read (text, again);
  g_assert_cmpstr (search, ==, "m\303\274ller 'x'");
  g_assert_cmpstr (ua_facets_get_nth (again, UA_FIELD_STATUS, 0, &name), ==, "invited");
  g_assert_cmpstr (name, ==, "Invited");
  g_assert_cmpstr (ua_facets_get_nth (again, UA_FIELD_ROLE_PROFILE, 0, &name), ==, "r'1");
  g_assert_cmpstr (name, ==, "Designer, \"print\"");

  ua_facets_clear (again);
  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autofree char *odd = ua_kept_view_read (hostile[i], again);

      g_assert_nonnull (odd);
      g_assert_true (ua_facets_is_empty (again));
    }
}

int
main (int    argc,
      char **argv)
{
  ui_init (&argc, &argv);
  g_test_add_func ("/facets/choose", test_choose);
  g_test_add_func ("/facets/filter", test_filter);
  g_test_add_func ("/facets/sentence", test_sentence);
  g_test_add_func ("/facets/kept-view", test_kept_view);
  return g_test_run ();
}
