/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-error.h"
#include "ua-scim-filter.h"
#include "ua-scim-urn.h"

#include <locale.h>

typedef struct
{
  const char *text;
  const char *urn;
  const char *attribute;
  const char *filter;
  const char *sub;
} Good;

static void
test_good (void)
{
  static const Good cases[] = {
    { "userName", NULL, "userName", NULL, NULL },
    { "name.givenName", NULL, "name", NULL, "givenName" },
    { "members.$ref", NULL, "members", NULL, "$ref" },
    { "x-custom_1", NULL, "x-custom_1", NULL, NULL },
    { UA_SCIM_URN_USER ":userName", UA_SCIM_URN_USER, "userName", NULL, NULL },
    { "URN:IETF:params:scim:schemas:CORE:2.0:user:userName", UA_SCIM_URN_USER, "userName", NULL,
      NULL },
    { UA_SCIM_URN_ENTERPRISE_USER ":manager.value", UA_SCIM_URN_ENTERPRISE_USER, "manager", NULL,
      "value" },
    { UA_SCIM_URN_UA_USER, UA_SCIM_URN_UA_USER, NULL, NULL, NULL },
    { "urn:example:other:1.5:Thing:a.b", "urn:example:other:1.5:Thing", "a", NULL, "b" },
    { "urn:example:useradmin:scim:2.0:user", UA_SCIM_URN_UA_USER, NULL, NULL, NULL },
    { "emails[type eq \"work\"]", NULL, "emails", "type eq \"work\"", NULL },
    { "emails[type eq \"work\"].value", NULL, "emails", "type eq \"work\"", "value" },
    { "emails[type eq \"a:b.c]\"].value", NULL, "emails", "type eq \"a:b.c]\"", "value" },
    { UA_SCIM_URN_USER ":emails[value ew \"urn:x:y\"].type", UA_SCIM_URN_USER, "emails",
      "value ew \"urn:x:y\"", "type" },
    { "addresses[(type eq \"work\") and not (country eq \"BE\")].region", NULL, "addresses",
      "type eq \"work\" and not (country eq \"BE\")", "region" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (UaScimPath) path = ua_scim_path_parse (cases[i].text, &error);
      g_autoptr (UaScimPath) again = NULL;
      g_autofree char *filter = NULL;
      g_autofree char *text = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_no_error (error);
      g_assert_cmpstr (ua_scim_path_get_urn (path), ==, cases[i].urn);
      g_assert_cmpstr (ua_scim_path_get_attribute (path), ==, cases[i].attribute);
      g_assert_cmpstr (ua_scim_path_get_sub (path), ==, cases[i].sub);
      if (ua_scim_path_get_filter (path) != NULL)
        filter = ua_scim_filter_to_string (ua_scim_path_get_filter (path));
      g_assert_cmpstr (filter, ==, cases[i].filter);
      text = ua_scim_path_to_string (path);
      again = ua_scim_path_parse (text, NULL);
      g_assert_true (ua_scim_path_equal (path, again));
    }
}

static void
test_bad (void)
{
  static const char *const texts[] = {
    "", " ", ".", "a.", ".a", "a..b", "a.b.c", "1a", "-a", "a b", " a", "a ", "a/b", "a:b", "urn:",
    "urn:a", "urn:a:", "urn::a", "urn:a:b.", "urn:a:b.c.d", "a[", "a]", "a[]", "a[b]",
    "a[b eq]", "a[b eq 1", "a[b eq 1].", "a[b eq 1].c.d", "a[b eq 1]c", "a[b eq 1][c eq 2]",
    "a.b[c eq 1]", "a[b[c eq 1]]", "a[b eq 1] ", UA_SCIM_URN_USER ":", UA_SCIM_URN_USER "[a eq 1]",
    UA_SCIM_URN_USER ":.a", "\xff", "caf\xC3\xA9", "a\nb", "http://example.com/a",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (UaScimPath) path = ua_scim_path_parse (texts[i], &error);

      g_test_message ("%s", texts[i]);
      g_assert_null (path);
      g_assert_error (error, UA_ERROR, UA_ERROR_INVALID_VALUE);
    }
}

static void
test_equal (void)
{
  static const char *const different[] = {
    "a", "b", "a.b", "a.c", "a[b eq 1]", "a[b eq 2]", "a[b eq 1].c", "urn:x:y:a", "urn:x:z:a",
    UA_SCIM_URN_USER, UA_SCIM_URN_GROUP,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (different); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (different); j++)
      {
        g_autofree char *upper = g_ascii_strup (different[j], -1);
        g_autoptr (UaScimPath) a = ua_scim_path_parse (different[i], NULL);
        g_autoptr (UaScimPath) b = ua_scim_path_parse (upper, NULL);

        g_assert_cmpint (ua_scim_path_equal (a, b), ==, i == j);
      }
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scim/path/good", test_good);
  g_test_add_func ("/scim/path/bad", test_bad);
  g_test_add_func ("/scim/path/equal", test_equal);
  return g_test_run ();
}
