/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-error.h"

#include "scim-test.h"
#include "ua-scim-urn.h"

#include <locale.h>
#include <string.h>

static void
test_build (void)
{
  g_autoptr (JsonNode) whole = ua_scim_error_build (409, "uniqueness", "userName is taken");
  g_autoptr (JsonNode) bare = ua_scim_error_build (404, NULL, NULL);

  scim_test_assert_equal (whole, "{'schemas':['" UA_SCIM_URN_ERROR "'],'scimType':'uniqueness',"
                                 "'detail':'userName is taken','status':'409'}");
  scim_test_assert_equal (bare, "{'schemas':['" UA_SCIM_URN_ERROR "'],'status':'404'}");
}

static void
test_build_from (void)
{
  g_autoptr (GError) scim = g_error_new_literal (UA_SCIM_ERROR, UA_SCIM_ERROR_MUTABILITY, "id");
  g_autoptr (GError) conflict = g_error_new_literal (UA_ERROR, UA_ERROR_CONFLICT, "taken");
  g_autoptr (GError) storage = g_error_new_literal (UA_ERROR, UA_ERROR_STORAGE, "/secret/path");
  g_autoptr (GError) foreign = g_error_new_literal (g_quark_from_string ("other"), 0, "inner");
  const GError *errors[] = { scim, conflict, storage, foreign };
  const guint statuses[] = { 400, 409, 500, 500 };
  const char *const keywords[] = { "mutability", "uniqueness", NULL, NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      guint status = 0;
      g_autoptr (JsonNode) node = ua_scim_error_build_from (errors[i], &status);
      g_autoptr (JsonObject) object = json_object_ref (json_node_get_object (node));

      g_assert_cmpuint (status, ==, statuses[i]);
      g_assert_cmpstr (json_object_get_string_member_with_default (object, "scimType", NULL), ==,
                       keywords[i]);
      /* What failed within the service is nobody's business outside. */
      g_assert_cmpint (g_strcmp0 (json_object_get_string_member (object, "detail"),
                                  errors[i]->message) == 0, ==, statuses[i] != 500);
    }
}

typedef struct
{
  guint http_status;
  const char *body;
  guint status;
  const char *scim_type;
  const char *detail;
  UaError code;
} Fault;

static void
test_read (void)
{
  static const Fault cases[] = {
    { 400, "{'schemas':['" UA_SCIM_URN_ERROR "'],'status':'400','scimType':'invalidFilter',"
           "'detail':'no'}", 400, "invalidFilter", "no", UA_ERROR_INVALID_VALUE },
    { 409, "{'Status':409,'DETAIL':'x'}", 409, NULL, "x", UA_ERROR_CONFLICT },
    { 400, "{'scimType':'uniqueness'}", 400, "uniqueness", NULL, UA_ERROR_CONFLICT },
    { 400, "{'scimType':'tooMany'}", 400, "tooMany", NULL, UA_ERROR_TOO_MANY },
    { 200, "{'status':'404'}", 404, NULL, NULL, UA_ERROR_NOT_FOUND },
    { 412, "{'status':'999'}", 412, NULL, NULL, UA_ERROR_STALE },
    { 401, NULL, 401, NULL, NULL, UA_ERROR_AUTHENTICATION },
    { 403, "", 403, NULL, NULL, UA_ERROR_PERMISSION },
    { 502, "<html><body>Bad gateway</body></html>", 502, NULL, NULL, UA_ERROR_SERVER },
    { 429, "[1]", 429, NULL, NULL, UA_ERROR_BUSY },
    { 503, "'down'", 503, NULL, NULL, UA_ERROR_BUSY },
    { 500, "{'Errors':[{'description':'d','code':500}]}", 500, NULL, "d", UA_ERROR_SERVER },
    { 500, "{'Errors':[]}", 500, NULL, NULL, UA_ERROR_SERVER },
    { 500, "{'Errors':['x'],'message':'m'}", 500, NULL, "m", UA_ERROR_SERVER },
    { 405, "{'detail':5}", 405, NULL, NULL, UA_ERROR_NOT_SUPPORTED },
    { 418, "{'detail':'a\\nb \\u202e c'}", 418, NULL, "a b c", UA_ERROR_FAILED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body = g_strdelimit (g_strdup (cases[i].body != NULL ? cases[i].body : ""),
                                            "'", '"');
      g_autoptr (GBytes) bytes = cases[i].body != NULL ? g_bytes_new (body, strlen (body)) : NULL;
      g_autoptr (UaScimFault) fault = ua_scim_fault_read (cases[i].http_status, bytes);

      g_assert_cmpuint (fault->status, ==, cases[i].status);
      g_assert_cmpstr (fault->scim_type, ==, cases[i].scim_type);
      g_assert_cmpstr (fault->detail, ==, cases[i].detail);
      g_assert_cmpint (ua_scim_fault_to_code (fault), ==, cases[i].code);
    }
}

/* S1: a server's error may be as large as it likes. */
static void
test_large (void)
{
  g_autofree char *filler = g_strnfill (40000, 'x');
  g_autofree char *body = g_strdup_printf ("{\"detail\":\"%s\",\"scimType\":\"%s\"}", filler, filler);
  g_autoptr (GBytes) large = g_bytes_new (body, 40020);
  g_autoptr (GBytes) whole = g_bytes_new (body, strlen (body));
  g_autoptr (UaScimFault) cut = ua_scim_fault_read (400, large);
  g_autoptr (UaScimFault) fault = ua_scim_fault_read (400, whole);
  g_autofree char *shorter = g_strdup_printf ("{\"detail\":\"%.20000s\"}", filler);
  g_autoptr (GBytes) less = g_bytes_new (shorter, strlen (shorter));
  g_autoptr (UaScimFault) read = ua_scim_fault_read (400, less);

  g_assert_null (cut->detail);
  g_assert_null (fault->detail);
  g_assert_cmpint (g_utf8_strlen (read->detail, -1), <=, 1001);
  g_assert_cmpint (g_utf8_strlen (read->detail, -1), >, 900);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scim/error/build", test_build);
  g_test_add_func ("/scim/error/build-from", test_build_from);
  g_test_add_func ("/scim/error/read", test_read);
  g_test_add_func ("/scim/error/large", test_large);
  return g_test_run ();
}
