/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-query.h"

#include "ua-scim-eval.h"
#include "ua-scim-urn.h"

#include <locale.h>

#define X UA_SCIM_URN_UA_USER

static UaFilter *
compare (UaField     field,
         UaFilterOp  op,
         const char *value)
{
  return ua_filter_new_compare (field, op, value);
}

/* Takes the children. */
static UaFilter *
group (UaFilterOp  op,
       UaFilter   *first,
       UaFilter   *second)
{
  UaFilter *children[] = { first, second };
  UaFilter *filter = ua_filter_new_group (op, children, second != NULL ? 2 : 1);

  ua_filter_unref (first);
  g_clear_pointer (&second, ua_filter_unref);
  return filter;
}

/* Takes the filter. */
static void
check_with (UaCapabilities *capabilities,
            UaFilter       *filter,
            const char     *search,
            const char     *expected,
            gboolean        is_complete)
{
  g_autoptr (UaFilter) owned G_GNUC_UNUSED = filter;
  g_autoptr (UaQuery) query = ua_query_new (search, filter, UA_FIELD_DISPLAY_NAME, FALSE);
  gboolean complete = !is_complete;
  g_autoptr (UaScimFilter) translated = ua_scim_query_to_filter (query, capabilities, &complete);
  g_autofree char *text = translated != NULL ? ua_scim_filter_to_string (translated) : NULL;

  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpint (complete, ==, is_complete);
  /* What is sent is what a server can read and makes sense to it. */
  if (text != NULL)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (UaScimFilter) again = ua_scim_filter_parse (text, &error);

      g_assert_no_error (error);
      ua_scim_filter_check (again, &ua_scim_user_type, &error);
      g_assert_no_error (error);
    }
}

static void
test_plain (void)
{
  g_autoptr (UaCapabilities) nothing = ua_capabilities_new ();
  g_autoptr (UaCapabilities) plain = ua_capabilities_with (nothing, UA_CAPABILITY_STATUS,
                                                           UA_SUPPORT_NO);

  check_with (plain, NULL, NULL, NULL, TRUE);
  check_with (plain, compare (UA_FIELD_TITLE, UA_FILTER_OP_EQUAL, "a \"b\""), NULL,
              "title eq \"a \\\"b\\\"\"", TRUE);
  check_with (plain, compare (UA_FIELD_FAMILY_NAME, UA_FILTER_OP_CONTAINS, "x"), NULL,
              "name.familyName co \"x\"", TRUE);
  check_with (plain, compare (UA_FIELD_EMAIL, UA_FILTER_OP_EQUAL, "a@x"), NULL,
              "emails.value eq \"a@x\"", TRUE);
  check_with (plain, compare (UA_FIELD_CREATED, UA_FILTER_OP_LESS, "2024-05-31T00:00:00.000Z"), NULL,
              "meta.created lt \"2024-05-31T00:00:00.000Z\"", TRUE);
  check_with (plain, compare (UA_FIELD_CREATED, UA_FILTER_OP_GREATER, "2024-05-31T00:00:00.000Z"),
              NULL, "meta.created gt \"2024-05-31T00:00:00.000Z\"", TRUE);
  check_with (plain, compare (UA_FIELD_TITLE, UA_FILTER_OP_PRESENT, NULL), NULL, "title pr", TRUE);
  check_with (plain, compare (UA_FIELD_STATUS, UA_FILTER_OP_EQUAL, "active"), NULL,
              "active eq true", TRUE);
  check_with (plain, compare (UA_FIELD_STATUS, UA_FILTER_OP_EQUAL, "deactivated"), NULL,
              "active eq false", TRUE);
  check_with (plain, compare (UA_FIELD_STATUS, UA_FILTER_OP_EQUAL, "invited"), NULL, NULL, FALSE);
  check_with (plain, compare (UA_FIELD_ACCESS_LEVEL, UA_FILTER_OP_EQUAL, "admin"), NULL, NULL, FALSE);
  check_with (plain, compare (UA_FIELD_TEAMS, UA_FILTER_OP_EQUAL, "t"), NULL,
              "groups.value eq \"t\"", TRUE);
}

static void
test_extension (void)
{
  g_autoptr (UaCapabilities) nothing = ua_capabilities_new ();
  g_autoptr (UaCapabilities) own = ua_capabilities_with (nothing, UA_CAPABILITY_STATUS,
                                                         UA_SUPPORT_YES);

  check_with (own, compare (UA_FIELD_STATUS, UA_FILTER_OP_EQUAL, "invited"), NULL,
              X ":status eq \"invited\"", TRUE);
  check_with (own, compare (UA_FIELD_ROLE_PROFILE, UA_FILTER_OP_EQUAL, "r"), NULL,
              X ":roleProfile.value eq \"r\"", TRUE);
  check_with (own, compare (UA_FIELD_HAS_PASSWORD, UA_FILTER_OP_EQUAL, "false"), NULL,
              X ":hasPassword eq false", TRUE);
  check_with (own, compare (UA_FIELD_LABELS, UA_FILTER_OP_EQUAL, "l"), NULL,
              X ":labels eq \"l\"", TRUE);
  check_with (own, compare (UA_FIELD_COACHED_TEAMS, UA_FILTER_OP_EQUAL, "t"), NULL,
              X ":memberships[value eq \"t\" and role eq \"coach\"]", TRUE);
  check_with (own, compare (UA_FIELD_HIRE_DATE, UA_FILTER_OP_LESS, "2024-05-31"), NULL,
              X ":hireDate lt \"2024-05-31\"", TRUE);
}

/* Nothing that belongs may be missing: less is never asked for than was meant. */
static void
test_groups (void)
{
  g_autoptr (UaCapabilities) nothing = ua_capabilities_new ();
  g_autoptr (UaCapabilities) plain = ua_capabilities_with (nothing, UA_CAPABILITY_STATUS,
                                                           UA_SUPPORT_NO);

#define GOOD compare (UA_FIELD_TITLE, UA_FILTER_OP_EQUAL, "t")
#define OTHER compare (UA_FIELD_STATUS, UA_FILTER_OP_EQUAL, "active")
#define UNSAID compare (UA_FIELD_STATUS, UA_FILTER_OP_EQUAL, "invited")
  check_with (plain, group (UA_FILTER_OP_AND, GOOD, OTHER), NULL,
              "title eq \"t\" and active eq true", TRUE);
  check_with (plain, group (UA_FILTER_OP_OR, GOOD, OTHER), NULL,
              "title eq \"t\" or active eq true", TRUE);
  check_with (plain, group (UA_FILTER_OP_AND, GOOD, UNSAID), NULL, "title eq \"t\"", FALSE);
  check_with (plain, group (UA_FILTER_OP_OR, GOOD, UNSAID), NULL, NULL, FALSE);
  check_with (plain, group (UA_FILTER_OP_NOT, GOOD, NULL), NULL, "not (title eq \"t\")", TRUE);
  check_with (plain, group (UA_FILTER_OP_NOT, UNSAID, NULL), NULL, NULL, FALSE);
  check_with (plain,
              group (UA_FILTER_OP_NOT, group (UA_FILTER_OP_AND, GOOD, UNSAID), NULL), NULL,
              NULL, FALSE);
  check_with (plain,
              group (UA_FILTER_OP_AND, group (UA_FILTER_OP_OR, GOOD, UNSAID), OTHER), NULL,
              "active eq true", FALSE);
#undef GOOD
#undef OTHER
#undef UNSAID
}

static void
test_search (void)
{
  g_autoptr (UaCapabilities) nothing = ua_capabilities_new ();
  g_autoptr (UaCapabilities) none = ua_capabilities_with (nothing, UA_CAPABILITY_FILTER,
                                                          UA_SUPPORT_NO);

  check_with (nothing, NULL, " a\" ",
              "userName co \"a\\\"\" or displayName co \"a\\\"\" or name.givenName co \"a\\\"\" or "
              "name.familyName co \"a\\\"\" or emails.value co \"a\\\"\"", FALSE);
  check_with (nothing, compare (UA_FIELD_TITLE, UA_FILTER_OP_EQUAL, "t"), "a",
              "(userName co \"a\" or displayName co \"a\" or name.givenName co \"a\" or "
              "name.familyName co \"a\" or emails.value co \"a\") and title eq \"t\"", FALSE);
  check_with (none, NULL, "a", NULL, FALSE);
  check_with (none, compare (UA_FIELD_TITLE, UA_FILTER_OP_EQUAL, "t"), NULL, NULL, FALSE);
  check_with (none, NULL, NULL, NULL, TRUE);
}

static void
test_sort (void)
{
  g_autoptr (UaCapabilities) nothing = ua_capabilities_new ();
  g_autoptr (UaCapabilities) none = ua_capabilities_with (nothing, UA_CAPABILITY_SORT,
                                                          UA_SUPPORT_NO);
  g_autoptr (UaQuery) by_name = ua_query_new (NULL, NULL, UA_FIELD_FAMILY_NAME, TRUE);
  g_autoptr (UaQuery) by_status = ua_query_new (NULL, NULL, UA_FIELD_STATUS, FALSE);
  g_autoptr (UaCapabilities) plain = ua_capabilities_with (nothing, UA_CAPABILITY_STATUS,
                                                           UA_SUPPORT_NO);
  g_autoptr (UaQuery) by_level = ua_query_new (NULL, NULL, UA_FIELD_ACCESS_LEVEL, FALSE);

  g_assert_cmpstr (ua_scim_query_get_sort_by (by_name, nothing), ==, "name.familyName");
  g_assert_cmpstr (ua_scim_query_get_sort_order (by_name), ==, "descending");
  g_assert_cmpstr (ua_scim_query_get_sort_order (by_status), ==, "ascending");
  g_assert_cmpstr (ua_scim_query_get_sort_by (by_status, nothing), ==, "active");
  g_assert_cmpstr (ua_scim_query_get_sort_by (by_level, nothing), ==, X ":accessLevel");
  g_assert_null (ua_scim_query_get_sort_by (by_level, plain));
  g_assert_null (ua_scim_query_get_sort_by (by_name, none));
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scim/query/plain", test_plain);
  g_test_add_func ("/scim/query/extension", test_extension);
  g_test_add_func ("/scim/query/groups", test_groups);
  g_test_add_func ("/scim/query/search", test_search);
  g_test_add_func ("/scim/query/sort", test_sort);
  return g_test_run ();
}
