/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-validate.h"

#include "scim-test.h"
#include "ua-json.h"
#include "ua-scim-error.h"
#include "ua-scim-urn.h"

#include <locale.h>
#include <string.h>

#define S "'schemas':['" UA_SCIM_URN_USER "']"
#define X UA_SCIM_URN_UA_USER
#define SX "'schemas':['" UA_SCIM_URN_USER "','" X "']"
#define G "'schemas':['" UA_SCIM_URN_GROUP "']"

typedef struct
{
  const char *given;
  const char *expected;
} Good;

static void
test_good (void)
{
  static const Good cases[] = {
    { "{" S ",'userName':'a'}", "{" S ",'userName':'a'}" },
    { "{'SCHEMAS':['URN:ietf:params:scim:schemas:core:2.0:user','urn:x:y'],'USERNAME':'a'}",
      "{" S ",'userName':'a'}" },
    { "{" S ",'id':'9','meta':{'version':'1'},'groups':[{'value':'g'}],'externalId':'e','userName':'a'}",
      "{" S ",'externalId':'e','userName':'a'}" },
    { "{" S ",'userName':'a','unknown':{'x':[1]},'urn:x:y:Z':{'a':1}}", "{" S ",'userName':'a'}" },
    { "{" S ",'userName':'a','title':null,'emails':[],'name':{}}", "{" S ",'userName':'a'}" },
    { "{" S ",'userName':'a','active':'False'}", "{" S ",'userName':'a','active':false}" },
    { "{" S ",'userName':'a','NAME':{'GIVENNAME':'g','x':1}}",
      "{" S ",'userName':'a','name':{'givenName':'g'}}" },
    { "{" S ",'userName':'a','emails':[{'value':'v','PRIMARY':'true'},null,{'value':'v','primary':true},{'value':'w','primary':false}]}",
      "{" S ",'userName':'a','emails':[{'value':'v','primary':true},{'value':'w','primary':false}]}" },
    { "{" S ",'userName':'a','x509Certificates':[{'value':'TUlJ'},{'value':'TUk='},{'value':'TQ=='}]}",
      "{" S ",'userName':'a','x509Certificates':[{'value':'TUlJ'},{'value':'TUk='},{'value':'TQ=='}]}" },
    { "{" S ",'userName':'a','password':'p'}", "{" S ",'userName':'a','password':'p'}" },
    { "{" S ",'userName':'a','" X "':{'ACCESSLEVEL':'Admin','status':'locked'}}",
      "{" SX ",'userName':'a','" X "':{'accessLevel':'admin'}}" },
    { "{" S ",'userName':'a','" X "':{'status':'locked'}}", "{" S ",'userName':'a'}" },
    { "{" S ",'userName':'a','" X "':{'hireDate':'2024-02-29','deletionDate':'2024-02-29T12:00:00+02:00'}}",
      "{" SX ",'userName':'a','" X "':{'hireDate':'2024-02-29','deletionDate':'2024-02-29'}}" },
    { "{" S ",'userName':'a','" X "':{'roleProfile':{'value':'r','display':'R','$ref':'x'}}}",
      "{" SX ",'userName':'a','" X "':{'roleProfile':{'value':'r','$ref':'x'}}}" },
    { "{" S ",'userName':'a','" X "':{'roleProfile':'r'}}",
      "{" SX ",'userName':'a','" X "':{'roleProfile':{'value':'r'}}}" },
    { "{" S ",'userName':'a','URN:example:useradmin:scim:2.0:user':{'labels':['x','y','x']}}",
      "{" SX ",'userName':'a','" X "':{'labels':['x','y']}}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) node = scim_test_node (cases[i].given);
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonObject) checked = NULL;

      g_test_message ("%s", cases[i].given);
      checked = ua_scim_validate (&ua_scim_user_type, node, NULL, UA_SCIM_VALIDATE_NONE, &error);
      g_assert_no_error (error);
      scim_test_assert_object (checked, cases[i].expected);
    }
}

typedef struct
{
  const char *given;
  UaScimError code;
  const char *message;
} Bad;

static void
test_bad (void)
{
  static const Bad cases[] = {
    { "[]", UA_SCIM_ERROR_INVALID_SYNTAX, "The resource must be an object" },
    { "{'userName':'a'}", UA_SCIM_ERROR_INVALID_SYNTAX, "schemas must name " UA_SCIM_URN_USER },
    { "{'schemas':[],'userName':'a'}", UA_SCIM_ERROR_INVALID_SYNTAX, NULL },
    { "{'schemas':'x','userName':'a'}", UA_SCIM_ERROR_INVALID_SYNTAX, NULL },
    { "{" G ",'userName':'a'}", UA_SCIM_ERROR_INVALID_VALUE, NULL },
    { "{" S "}", UA_SCIM_ERROR_INVALID_VALUE, "userName is required" },
    { "{" S ",'userName':null}", UA_SCIM_ERROR_INVALID_VALUE, "userName is required" },
    { "{" S ",'userName':''}", UA_SCIM_ERROR_INVALID_VALUE, "userName must not be empty" },
    { "{" S ",'userName':' \\u00a0\\t'}", UA_SCIM_ERROR_INVALID_VALUE,
      "userName must not be empty" },
    { "{" S ",'userName':5}", UA_SCIM_ERROR_INVALID_VALUE, "userName must be a string" },
    { "{" S ",'userName':['a']}", UA_SCIM_ERROR_INVALID_VALUE, "userName must be a string" },
    { "{" S ",'userName':'a','active':'yes'}", UA_SCIM_ERROR_INVALID_VALUE,
      "active must be true or false" },
    { "{" S ",'userName':'a','active':1}", UA_SCIM_ERROR_INVALID_VALUE, NULL },
    { "{" S ",'userName':'a','name':'x'}", UA_SCIM_ERROR_INVALID_VALUE, "name must be an object" },
    { "{" S ",'userName':'a','name':[1]}", UA_SCIM_ERROR_INVALID_VALUE, NULL },
    { "{" S ",'userName':'a','emails':{'value':'v'}}", UA_SCIM_ERROR_INVALID_VALUE,
      "emails must be an array" },
    { "{" S ",'userName':'a','emails':[{'value':'v'},{'value':6}]}", UA_SCIM_ERROR_INVALID_VALUE,
      "emails[1].value must be a string" },
    { "{" S ",'userName':'a','emails':[[]]}", UA_SCIM_ERROR_INVALID_VALUE,
      "emails[0] must be an object" },
    { "{" S ",'userName':'a','emails':[{'value':'v','primary':true},{'value':'w','primary':true}]}",
      UA_SCIM_ERROR_INVALID_VALUE, "emails has more than one primary value" },
    { "{" S ",'userName':'a','x509Certificates':[{'value':'a b='}]}", UA_SCIM_ERROR_INVALID_VALUE,
      "x509Certificates[0].value must be base64" },
    { "{" S ",'userName':'a','x509Certificates':[{'value':'abc'}]}", UA_SCIM_ERROR_INVALID_VALUE,
      NULL },
    { "{" S ",'userName':'a','photos':[{'value':''}]}", UA_SCIM_ERROR_INVALID_VALUE, NULL },
    { "{" S ",'userName':'a','" X "':[]}", UA_SCIM_ERROR_INVALID_VALUE, X " must be an object" },
    { "{" S ",'userName':'a','" X "':{'accessLevel':'king'}}", UA_SCIM_ERROR_INVALID_VALUE,
      X ":accessLevel is none of its values" },
    { "{" S ",'userName':'a','" X "':{'hireDate':'2023-02-29'}}", UA_SCIM_ERROR_INVALID_VALUE,
      X ":hireDate must be a day, as 2024-05-31" },
    { "{" S ",'userName':'a','" X "':{'labels':'x'}}", UA_SCIM_ERROR_INVALID_VALUE, NULL },
    { "{" S ",'userName':'a','" X "':{'labels':[{}]}}", UA_SCIM_ERROR_INVALID_VALUE, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) node = scim_test_node (cases[i].given);
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonObject) checked = NULL;

      g_test_message ("%s", cases[i].given);
      checked = ua_scim_validate (&ua_scim_user_type, node, NULL, UA_SCIM_VALIDATE_NONE, &error);
      g_assert_null (checked);
      g_assert_error (error, UA_SCIM_ERROR, (int) cases[i].code);
      if (cases[i].message != NULL)
        g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

static void
test_group (void)
{
  g_autoptr (JsonNode) good = scim_test_node (
    "{" G ",'displayName':'Design','members':[{'value':'1','display':'x','type':'User'},{'value':'1','type':'User'}],"
    "'" UA_SCIM_URN_UA_GROUP "':{'kind':'TEAM','memberRoles':[{'value':'1','role':'Coach'}]}}");
  g_autoptr (JsonNode) bad = scim_test_node (
    "{" G ",'displayName':'D','" UA_SCIM_URN_UA_GROUP "':{'memberRoles':[{'value':'1'}]}}");
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) checked = ua_scim_validate (&ua_scim_group_type, good, NULL,
                                                     UA_SCIM_VALIDATE_NONE, &error);
  g_autoptr (JsonObject) refused = NULL;

  g_assert_no_error (error);
  scim_test_assert_object (checked,
    "{'schemas':['" UA_SCIM_URN_GROUP "','" UA_SCIM_URN_UA_GROUP "'],'displayName':'Design',"
    "'members':[{'value':'1','type':'User'}],"
    "'" UA_SCIM_URN_UA_GROUP "':{'kind':'team','memberRoles':[{'value':'1','role':'coach'}]}}");
  refused = ua_scim_validate (&ua_scim_group_type, bad, NULL, UA_SCIM_VALIDATE_NONE, &error);
  g_assert_null (refused);
  g_assert_error (error, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_VALUE);
  g_assert_cmpstr (error->message, ==,
                   UA_SCIM_URN_UA_GROUP ":memberRoles[0].role is required");
}

static void
test_keep_read_only (void)
{
  static const char text[] =
    "{" SX ",'id':'1','meta':{'resourceType':'User'},'userName':'a','groups':[{'value':'g'}],"
    "'" X "':{'status':'active','hasPassword':true}}";
  g_autoptr (JsonNode) node = scim_test_node (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) kept = ua_scim_validate (&ua_scim_user_type, node, NULL,
                                                  UA_SCIM_VALIDATE_KEEP_READ_ONLY, &error);

  g_assert_no_error (error);
  scim_test_assert_object (kept, text);
}

/* S12: a text has a length that is too much for everybody. */
static void
test_long (void)
{
  for (gsize length = 65536; length <= 65537; length++)
    {
      g_autofree char *filler = g_strnfill (length, 'x');
      g_autofree char *text = g_strdup_printf ("{" S ",'userName':'%s'}", filler);
      g_autoptr (JsonNode) node = scim_test_node (text);
      g_autoptr (JsonObject) checked = ua_scim_validate (&ua_scim_user_type, node, NULL,
                                                         UA_SCIM_VALIDATE_NONE, NULL);

      g_assert_cmpint (checked != NULL, ==, length == 65536);
    }
}

/* How long it takes to check 2^15 labels made of two pieces, in microseconds. */
static gint64
time_labels (const char *one,
             const char *zero)
{
  g_autoptr (GString) text = g_string_new ("{" S ",'userName':'a','" X "':{'labels':[");
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonObject) checked = NULL;
  gint64 start;

  for (guint i = 0; i < 1 << 15; i++)
    {
      g_string_append (text, i > 0 ? ",'" : "'");
      for (guint bit = 0; bit < 15; bit++)
        g_string_append (text, (i >> bit & 1) != 0 ? one : zero);
      g_string_append_c (text, '\'');
    }
  g_string_append (text, "]}}");
  node = scim_test_node (text->str);
  start = g_get_monotonic_time ();
  checked = ua_scim_validate (&ua_scim_user_type, node, NULL, UA_SCIM_VALIDATE_NONE, NULL);
  g_assert_cmpuint (json_array_get_length (ua_json_get_array (ua_json_get_object (checked, X),
                                                              "labels")), ==, 1 << 15);
  return g_get_monotonic_time () - start;
}

/* S1: texts that all hash alike under a well-known function take no longer than others. */
static void
test_collisions (void)
{
  gint64 others = time_labels ("Ez", "Xa");

  g_assert_cmpuint (g_str_hash ("Ez"), ==, g_str_hash ("FY"));
  g_assert_cmpint (time_labels ("Ez", "FY"), <, 8 * others + G_USEC_PER_SEC / 4);
}

/* A name that is no string in any attribute is refused and never crashes. */
static void
test_wrong_types (void)
{
  static const char *const values[] = {
    "'x'", "5", "1.5", "true", "{}", "[]", "[{}]", "[[]]", "[null]", "{'value':{}}", "[{'value':[]}]",
    "['x',5]", "[{'value':'x','primary':{}}]",
  };
  const UaScimSchema *schema = ua_scim_user_type.schema;

  for (const UaScimAttribute *a = schema->attributes; a->name != NULL; a++)
    for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
      {
        g_autofree char *text = g_strdup_printf ("{" S ",'userName':'a','%s':%s}", a->name,
                                                 values[i]);
        g_autoptr (JsonNode) node = scim_test_node (text);
        g_autoptr (GError) error = NULL;
        g_autoptr (JsonObject) checked = ua_scim_validate (&ua_scim_user_type, node, NULL,
                                                           UA_SCIM_VALIDATE_NONE, &error);

        g_assert_cmpint (checked == NULL, ==, error != NULL);
        if (checked != NULL)
          {
            g_autoptr (JsonNode) again = json_node_init_object (json_node_alloc (), checked);
            g_autoptr (JsonObject) twice = ua_scim_validate (&ua_scim_user_type, again, NULL,
                                                             UA_SCIM_VALIDATE_NONE, &error);
            g_autofree char *once = ua_json_to_text (again);

            /* What was normalised once stays as it is. */
            g_assert_no_error (error);
            scim_test_assert_object (twice, once);
          }
      }
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scim/validate/good", test_good);
  g_test_add_func ("/scim/validate/bad", test_bad);
  g_test_add_func ("/scim/validate/group", test_group);
  g_test_add_func ("/scim/validate/keep-read-only", test_keep_read_only);
  g_test_add_func ("/scim/validate/long", test_long);
  g_test_add_func ("/scim/validate/collisions", test_collisions);
  g_test_add_func ("/scim/validate/wrong-types", test_wrong_types);
  return g_test_run ();
}
