/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-list.h"

#include "ua-error.h"
#include "ua-group.h"
#include "ua-json.h"
#include "ua-member-record.h"
#include "ua-role-profile.h"
#include "ua-scim-urn.h"

#include <locale.h>
#include <string.h>

static UaScimPage *
read_page (const char      *text,
           UaScimListKind   kind,
           GError         **error)
{
  g_autofree char *quoted = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GBytes) bytes = g_bytes_new (quoted, strlen (quoted));

  return ua_scim_page_read (bytes, kind, error);
}

typedef struct
{
  const char *text;
  const char *ids;
  guint n_resources;
  gint64 total;
  gint64 start_index;
  const char *next_cursor;
} Good;

static void
test_good (void)
{
  static const Good cases[] = {
    { "{'schemas':['" UA_SCIM_URN_LIST_RESPONSE "'],'totalResults':2,'startIndex':1,'itemsPerPage':2,"
      "'Resources':[{'id':'1'},{'id':'2'}]}", "1 2 ", 2, 2, 1, NULL },
    { "{'totalresults':'7','resources':[{'id':'1'}]}", "1 ", 1, 7, -1, NULL },
    { "{'Resources':{'id':'1'}}", "1 ", 1, -1, -1, NULL },
    { "[{'id':'1'},{'id':'2'}]", "1 2 ", 2, -1, -1, NULL },
    { "{'id':'1','userName':'a'}", "1 ", 1, -1, -1, NULL },
    { "{'totalResults':0}", "", 0, 0, -1, NULL },
    { "{'schemas':['urn:ietf:params:scim:api:messages:2.0:listresponse']}", "", 0, -1, -1, NULL },
    { "{'totalResults':0,'Resources':null}", "", 0, 0, -1, NULL },
    { "{'totalResults':-5,'startIndex':'x','Resources':[]}", "", 0, -1, -1, NULL },
    { "{'totalResults':1.5,'Resources':[]}", "", 0, -1, -1, NULL },
    { "{'Resources':[{'id':'1'}],'nextCursor':'abc'}", "1 ", 1, -1, -1, "abc" },
    { "{'Resources':[],'nextCursor':''}", "", 0, -1, -1, NULL },
    { "{'Resources':[],'nextCursor':5}", "", 0, -1, -1, NULL },
    { "{'Resources':[{'id':'1'}],'Resources':[{'id':'2'}]}", "2 ", 1, -1, -1, NULL },
    { "{'Resources':[{'id':'1'}],'Resources':{'id':'2'}}", "2 ", 1, -1, -1, NULL },
    { "{'Resources':[{'id':'1','Resources':[{'id':'2'}]}]}", "1 ", 1, -1, -1, NULL },
    { "{'Resources':[{'id':'1'},null,{'id':'2','emails':7},{},[],{'id':'3'}]}", "1 3 ", 6, -1, -1, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (UaScimPage) page = read_page (cases[i].text, UA_SCIM_LIST_MEMBERS, &error);
      g_autoptr (GString) ids = g_string_new (NULL);

      g_test_message ("%s", cases[i].text);
      g_assert_no_error (error);
      for (guint n = 0; n < page->items->len; n++)
        g_string_append_printf (ids, "%s ",
                                ua_member_record_get_id (g_ptr_array_index (page->items, n)));
      g_assert_cmpstr (ids->str, ==, cases[i].ids);
      g_assert_cmpuint (page->n_resources, ==, cases[i].n_resources);
      g_assert_cmpuint (page->items->len + page->n_skipped, ==, page->n_resources);
      g_assert_cmpint (page->total, ==, cases[i].total);
      g_assert_cmpint (page->start_index, ==, cases[i].start_index);
      g_assert_cmpstr (page->next_cursor, ==, cases[i].next_cursor);
    }
}

static void
test_bad (void)
{
  static const char *const texts[] = {
    "", "<html>", "5", "'x'", "null", "{}", "{'detail':'no'}", "{'Resources':5}", "{'Resources':'x'}",
    "{'totalResults':'many'}", "{'totalResults':-1}", "{'Resources':[}",
    "{'Resources':[{'id':'1'}", "{'Resources':[{'id':'1'}]", "{'Resources':[{'id':'1'},]}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", texts[i]);
      g_assert_null (read_page (texts[i], UA_SCIM_LIST_MEMBERS, &error));
      g_assert_error (error, UA_ERROR, UA_ERROR_PROTOCOL);
    }
}

/* S2: a bad record is skipped and told with its path. */
static void
test_errors (void)
{
  g_autoptr (UaScimPage) page = read_page ("{'Resources':[{'id':'1'},{'id':'2','emails':5},7]}",
                                           UA_SCIM_LIST_MEMBERS, NULL);

  g_assert_cmpuint (page->items->len, ==, 1);
  g_assert_cmpuint (page->errors->len, ==, 2);
  g_assert_cmpstr (((GError *) g_ptr_array_index (page->errors, 0))->message, ==,
                   "Resources[1].emails holds no email addresses");
  g_assert_cmpstr (((GError *) g_ptr_array_index (page->errors, 1))->message, ==,
                   "Resources[2] is no object");
}

static char *
list_zeros (guint n)
{
  GString *text = g_string_new ("{'Resources':[0");

  for (guint i = 1; i < n; i++)
    g_string_append (text, ",0");
  g_string_append (text, "]}");
  return g_string_free (text, FALSE);
}

/* S1: a list of nonsense does not fill the memory with complaints, nor one without an end. */
static void
test_many_errors (void)
{
  g_autofree char *many = list_zeros (99999);
  g_autofree char *too_many = list_zeros (100000);
  g_autoptr (GError) error = NULL;
  g_autoptr (UaScimPage) page = read_page (many, UA_SCIM_LIST_MEMBERS, NULL);

  g_assert_cmpuint (page->n_resources, ==, 99999);
  g_assert_cmpuint (page->n_skipped, ==, 99999);
  g_assert_cmpuint (page->errors->len, ==, 100);
  g_assert_null (read_page (too_many, UA_SCIM_LIST_MEMBERS, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_TOO_LARGE);
}

/* A text that is damaged costs neither the page nor the member. */
static void
test_damaged_text (void)
{
  g_autoptr (UaScimPage) page = read_page ("{'Resources':[{'id':'1','displayName':'A\\ud800'},"
                                           "{'id':'2','displayName':'B\xff'},{'id':'3','x':1e999}]}",
                                           UA_SCIM_LIST_MEMBERS, NULL);

  g_assert_cmpuint (page->items->len, ==, 3);
  g_assert_cmpstr (ua_member_record_get_name (g_ptr_array_index (page->items, 0)), ==,
                   "A\xEF\xBF\xBD");
  g_assert_cmpstr (ua_member_record_get_name (g_ptr_array_index (page->items, 1)), ==,
                   "B\xEF\xBF\xBD");
}

static void
test_kinds (void)
{
  g_autoptr (UaScimPage) groups = read_page (
    "{'Resources':[{'id':'g','displayName':'G','members':[{'value':'1'}]},{},{'id':'h'}]}",
    UA_SCIM_LIST_GROUPS, NULL);
  g_autoptr (UaScimPage) profiles = read_page ("{'Resources':[{'id':'r','displayName':'R'}]}",
                                               UA_SCIM_LIST_ROLE_PROFILES, NULL);

  g_assert_cmpuint (groups->items->len, ==, 2);
  g_assert_cmpuint (groups->members->len, ==, 2);
  g_assert_cmpstr (ua_group_get_id (g_ptr_array_index (groups->items, 1)), ==, "h");
  g_assert_cmpuint (((GArray *) g_ptr_array_index (groups->members, 0))->len, ==, 1);
  g_assert_cmpuint (((GArray *) g_ptr_array_index (groups->members, 1))->len, ==, 0);
  g_assert_cmpuint (groups->errors->len, ==, 1);
  g_assert_cmpstr (ua_role_profile_get_name (g_ptr_array_index (profiles->items, 0)), ==, "R");
  g_assert_null (profiles->members);
}

/* S1: what is deep or large is refused and says so. */
static void
test_limits (void)
{
  g_autoptr (GString) deep = g_string_new ("{'Resources':[");
  g_autoptr (GString) wide = g_string_new ("{'Resources':[{'id':'1'");
  g_autoptr (GString) many = g_string_new ("{'Resources':[{'id':'1','x':[0");
  g_autoptr (UaScimPage) page = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  g_assert_null (read_page (deep->str, UA_SCIM_LIST_MEMBERS, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_TOO_LARGE);
  g_clear_error (&error);
  for (guint i = 0; i <= UA_JSON_MAX_MEMBERS; i++)
    g_string_append_printf (wide, ",'a%u':0", i);
  g_string_append (wide, "}]}");
  g_assert_null (read_page (wide->str, UA_SCIM_LIST_MEMBERS, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_TOO_LARGE);
  g_clear_error (&error);

  for (guint i = 0; i < 100000; i++)
    g_string_append (many, ",0");
  g_string_append (many, "]}]}");
  g_assert_null (read_page (many->str, UA_SCIM_LIST_MEMBERS, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_TOO_LARGE);
  g_clear_error (&error);
  page = read_page (many->str, UA_SCIM_LIST_GROUPS, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->items->len, ==, 1);
}

/* Random damage to a page: it is read or refused, and the counts hold. */
static void
test_damage (void)
{
  static const char text[] =
    "{\"totalResults\":2,\"nextCursor\":\"c\",\"Resources\":[{\"id\":\"1\",\"userName\":\"a\","
    "\"name\":{\"givenName\":\"G\"},\"emails\":[{\"value\":\"a@x\",\"primary\":true}],\"active\":true,"
    "\"groups\":[{\"value\":\"g\"}],\"meta\":{\"created\":\"2024-05-31T00:00:00Z\"}},{\"id\":\"2\"}]}";
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  guint n_read = 0;

  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *damaged = g_strdup (text);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (UaScimPage) page = NULL;

      for (int n = g_rand_int_range (rand, 1, 4); n > 0; n--)
        damaged[g_rand_int_range (rand, 0, sizeof text - 1)] =
          (char) g_rand_int_range (rand, 0, 256);
      bytes = g_bytes_new (damaged, sizeof text - 1);
      page = ua_scim_page_read (bytes, (UaScimListKind) (i % 3), &error);
      g_assert_cmpint (page == NULL, ==, error != NULL);
      if (page != NULL)
        {
          n_read++;
          g_assert_cmpuint (page->items->len + page->n_skipped, ==, page->n_resources);
        }
    }
  g_assert_cmpuint (n_read, >, 1000);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scim/list/good", test_good);
  g_test_add_func ("/scim/list/bad", test_bad);
  g_test_add_func ("/scim/list/errors", test_errors);
  g_test_add_func ("/scim/list/many-errors", test_many_errors);
  g_test_add_func ("/scim/list/damaged-text", test_damaged_text);
  g_test_add_func ("/scim/list/kinds", test_kinds);
  g_test_add_func ("/scim/list/limits", test_limits);
  g_test_add_func ("/scim/list/damage", test_damage);
  return g_test_run ();
}
