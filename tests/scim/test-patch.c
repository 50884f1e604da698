/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-patch.h"

#include "scim-test.h"
#include "ua-json.h"
#include "ua-scim-error.h"
#include "ua-scim-urn.h"

#include <locale.h>

#define E UA_SCIM_URN_ENTERPRISE_USER
#define X UA_SCIM_URN_UA_USER

/* The beginning and the end of the resource, which no case changes. */
#define HEAD "{'schemas':['" UA_SCIM_URN_USER "'],'id':'1','userName':'a'"
#define HEAD_E "{'schemas':['" UA_SCIM_URN_USER "','" E "'],'id':'1','userName':'a'"
#define HEAD_X "{'schemas':['" UA_SCIM_URN_USER "','" X "'],'id':'1','userName':'a'"
#define WORK "{'value':'w@x','type':'work','primary':true}"
#define HOME "{'value':'h@x','type':'home'}"

typedef struct
{
  const char *before;
  const char *operations;
  const char *after;
} Good;

static JsonObject *
apply (const UaScimResourceType  *type,
       const char                *before,
       const char                *operations,
       GError                   **error)
{
  g_autofree char *text = g_strdup_printf ("{'schemas':['%s'],'Operations':[%s]}",
                                           UA_SCIM_URN_PATCH_OP, operations);
  g_autoptr (JsonNode) request = scim_test_node (text);
  g_autoptr (JsonObject) resource = scim_test_object (before);
  JsonObject *after = ua_scim_patch_apply (type, resource, request, error);

  /* Whatever happens, what was given stays as it was. */
  scim_test_assert_object (resource, before);
  return after;
}

static void
check_good (const UaScimResourceType *type,
            const Good               *cases,
            gsize                     n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonObject) after = NULL;

      g_test_message ("%s", cases[i].operations);
      after = apply (type, cases[i].before, cases[i].operations, &error);
      g_assert_no_error (error);
      scim_test_assert_object (after, cases[i].after);
    }
}

static void
test_single (void)
{
  static const Good cases[] = {
    { HEAD "}", "{'op':'add','path':'title','value':'T'}", HEAD ",'title':'T'}" },
    { HEAD ",'title':'S'}", "{'op':'add','path':'title','value':'T'}", HEAD ",'title':'T'}" },
    { HEAD ",'title':'S'}", "{'op':'replace','path':'TITLE','value':'T'}", HEAD ",'title':'T'}" },
    { HEAD ",'title':'S'}", "{'op':'remove','path':'title'}", HEAD "}" },
    { HEAD "}", "{'op':'remove','path':'title'}", HEAD "}" },
    { HEAD ",'title':'S'}", "{'op':'replace','path':'title','value':null}", HEAD "}" },
    { HEAD "}", "{'op':'replace','path':'" UA_SCIM_URN_USER ":title','value':'T'}",
      HEAD ",'title':'T'}" },
    { HEAD "}", "{'op':'replace','path':'active','value':false}", HEAD ",'active':false}" },
    { HEAD "}", "{'op':'add','path':'name.givenName','value':'G'}",
      HEAD ",'name':{'givenName':'G'}}" },
    { HEAD ",'name':{'givenName':'G'}}", "{'op':'remove','path':'name.givenName'}", HEAD "}" },
    { HEAD ",'name':{'givenName':'G','familyName':'F'}}",
      "{'op':'replace','path':'name','value':{'givenName':'H'}}",
      HEAD ",'name':{'givenName':'H','familyName':'F'}}" },
    { HEAD ",'name':{'givenName':'G','familyName':'F'}}",
      "{'op':'replace','path':'name','value':{'givenName':null,'familyName':'E'}}",
      HEAD ",'name':{'familyName':'E'}}" },
    { HEAD ",'name':{'givenName':'G'}}", "{'op':'remove','path':'name'}", HEAD "}" },
    { HEAD "}", "{'op':'add','value':{'title':'T','name':{'givenName':'G'}}}",
      HEAD ",'title':'T','name':{'givenName':'G'}}" },
    { HEAD ",'title':'S'}", "{'op':'replace','value':{'title':null,'active':true}}",
      HEAD ",'active':true}" },
    { HEAD "}",
      "{'op':'add','path':'title','value':'A'},{'op':'replace','path':'title','value':'B'},"
      "{'op':'add','path':'nickName','value':'N'},{'op':'remove','path':'nickName'}",
      HEAD ",'title':'B'}" },
    { HEAD "}", "{'op':'add','path':'password','value':'p'}", HEAD ",'password':'p'}" },
  };

  check_good (&ua_scim_user_type, cases, G_N_ELEMENTS (cases));
}

static void
test_multi_valued (void)
{
  static const Good cases[] = {
    { HEAD "}", "{'op':'add','path':'emails','value':[" WORK "]}", HEAD ",'emails':[" WORK "]}" },
    { HEAD "}", "{'op':'add','path':'emails','value':" WORK "}", HEAD ",'emails':[" WORK "]}" },
    { HEAD ",'emails':[" WORK "]}", "{'op':'add','path':'emails','value':[" HOME "]}",
      HEAD ",'emails':[" WORK "," HOME "]}" },
    { HEAD ",'emails':[" WORK "]}", "{'op':'add','path':'emails','value':[" WORK "]}",
      HEAD ",'emails':[" WORK "]}" },
    { HEAD ",'emails':[" WORK "]}", "{'op':'add','path':'emails','value':[{'value':'W@X'}]}",
      HEAD ",'emails':[" WORK "]}" },
    { HEAD ",'emails':[" WORK "]}",
      "{'op':'add','path':'emails','value':[{'value':'w@x','type':'home'}]}",
      HEAD ",'emails':[" WORK ",{'value':'w@x','type':'home'}]}" },
    { HEAD ",'emails':[" WORK "]}",
      "{'op':'add','path':'emails','value':{'value':'n@x','primary':true}}",
      HEAD ",'emails':[{'value':'w@x','type':'work','primary':false},{'value':'n@x','primary':true}]}" },
    { HEAD ",'emails':[" WORK "," HOME "]}", "{'op':'replace','path':'emails','value':[" HOME "]}",
      HEAD ",'emails':[" HOME "]}" },
    { HEAD ",'emails':[" WORK "," HOME "]}", "{'op':'replace','path':'emails','value':" HOME "}",
      HEAD ",'emails':[" HOME "]}" },
    { HEAD ",'emails':[" WORK "]}", "{'op':'replace','path':'emails','value':[]}", HEAD "}" },
    { HEAD ",'emails':[" WORK "]}", "{'op':'replace','path':'emails','value':null}", HEAD "}" },
    { HEAD ",'emails':[" WORK "]}", "{'op':'remove','path':'emails'}", HEAD "}" },
    { HEAD ",'emails':[" WORK "," HOME "]}",
      "{'op':'remove','path':'emails[type eq \\'work\\']'}", HEAD ",'emails':[" HOME "]}" },
    { HEAD ",'emails':[" WORK "]}", "{'op':'remove','path':'emails[value ew \\'@X\\']'}", HEAD "}" },
    { HEAD ",'emails':[" WORK "," HOME "]}",
      "{'op':'remove','path':'emails[primary eq true].type'}",
      HEAD ",'emails':[{'value':'w@x','primary':true}," HOME "]}" },
    { HEAD ",'emails':[" WORK "," HOME "]}",
      "{'op':'replace','path':'emails[type eq \\'home\\'].value','value':'n@x'}",
      HEAD ",'emails':[" WORK ",{'value':'n@x','type':'home'}]}" },
    { HEAD ",'emails':[" WORK "," HOME "]}",
      "{'op':'replace','path':'emails[type eq \\'home\\'].primary','value':true}",
      HEAD ",'emails':[{'value':'w@x','type':'work','primary':false},"
      "{'value':'h@x','type':'home','primary':true}]}" },
    { HEAD ",'emails':[" WORK "," HOME "]}",
      "{'op':'replace','path':'emails[type eq \\'work\\']','value':{'value':'n@x'}}",
      HEAD ",'emails':[{'value':'n@x'}," HOME "]}" },
    { HEAD ",'emails':[" WORK "," HOME "]}",
      "{'op':'add','path':'emails[type eq \\'work\\']','value':{'display':'D'}}",
      HEAD ",'emails':[{'value':'w@x','display':'D','type':'work','primary':true}," HOME "]}" },
    { HEAD ",'emails':[" WORK "," HOME "]}", "{'op':'replace','path':'emails.display','value':'D'}",
      HEAD ",'emails':[{'value':'w@x','display':'D','type':'work','primary':true},"
      "{'value':'h@x','display':'D','type':'home'}]}" },
    { HEAD "}", "{'op':'add','path':'" X ":labels','value':['a','B']}",
      HEAD_X ",'" X "':{'labels':['a','B']}}" },
    { HEAD_X ",'" X "':{'labels':['a','B']}}", "{'op':'add','path':'" X ":labels','value':['b','c']}",
      HEAD_X ",'" X "':{'labels':['a','B','c']}}" },
    { HEAD_X ",'" X "':{'labels':['a','B']}}", "{'op':'remove','path':'" X ":labels[value eq \\'b\\']'}",
      HEAD_X ",'" X "':{'labels':['a']}}" },
  };

  check_good (&ua_scim_user_type, cases, G_N_ELEMENTS (cases));
}

static void
test_extension (void)
{
  static const Good cases[] = {
    { HEAD "}", "{'op':'add','path':'" E ":department','value':'D'}",
      HEAD_E ",'" E "':{'department':'D'}}" },
    { HEAD "}", "{'op':'add','path':'" E "','value':{'department':'D'}}",
      HEAD_E ",'" E "':{'department':'D'}}" },
    { HEAD "}", "{'op':'replace','value':{'" E "':{'department':'D','manager':{'value':'m'}}}}",
      HEAD_E ",'" E "':{'department':'D','manager':{'value':'m'}}}" },
    { HEAD_E ",'" E "':{'department':'D'}}", "{'op':'remove','path':'" E ":department'}", HEAD "}" },
    { HEAD_E ",'" E "':{'department':'D','division':'V'}}", "{'op':'remove','path':'" E "'}",
      HEAD "}" },
    { HEAD_X ",'" X "':{'status':'active','labels':['a']}}", "{'op':'remove','path':'" X "'}",
      HEAD_X ",'" X "':{'status':'active'}}" },
    /* Another manager: what was derived from the one before goes. */
    { HEAD_E ",'" E "':{'manager':{'value':'m','$ref':'r','displayName':'M'}}}",
      "{'op':'replace','path':'" E ":manager','value':{'value':'n'}}",
      HEAD_E ",'" E "':{'manager':{'value':'n'}}}" },
    { HEAD_E ",'" E "':{'manager':{'value':'m','$ref':'r','displayName':'M'}}}",
      "{'op':'replace','path':'" E ":manager.value','value':'n'}",
      HEAD_E ",'" E "':{'manager':{'value':'n'}}}" },
    { HEAD_E ",'" E "':{'manager':{'value':'m','$ref':'r','displayName':'M'}}}",
      "{'op':'replace','path':'" E ":manager','value':{'value':'m'}}",
      HEAD_E ",'" E "':{'manager':{'value':'m','$ref':'r','displayName':'M'}}}" },
  };

  check_good (&ua_scim_user_type, cases, G_N_ELEMENTS (cases));
}

/* What wide-spread clients send beside the RFC. */
static void
test_dialects (void)
{
  static const Good cases[] = {
    { HEAD "}", "{'op':'Replace','path':'active','value':'False'}", HEAD ",'active':false}" },
    { HEAD "}", "{'OP':'ADD','PATH':'title','VALUE':'T'}", HEAD ",'title':'T'}" },
    { HEAD "}", "{'op':'Add','value':{'name.givenName':'G','" E ":department':'D'}}",
      HEAD_E ",'name':{'givenName':'G'},'" E "':{'department':'D'}}" },
    { HEAD "}", "{'op':'Add','path':'" E ":manager','value':'m'}",
      HEAD_E ",'" E "':{'manager':{'value':'m'}}}" },
    { HEAD "}", "{'op':'Add','path':'emails[type eq \\'work\\'].value','value':'w@x'}",
      HEAD ",'emails':[{'value':'w@x','type':'work'}]}" },
    { HEAD ",'emails':[" WORK "]}",
      "{'op':'Add','value':{'emails[type eq \\'home\\'].value':'h@x'}}",
      HEAD ",'emails':[" WORK "," HOME "]}" },
    { HEAD "}", "{'op':'add','path':'emails[type eq \\'work\\' and primary eq true].value','value':'w@x'}",
      HEAD ",'emails':[" WORK "]}" },
    { HEAD "}", "{'op':'replace','value':{'id':'1','schemas':['x'],'title':'T'}}",
      HEAD ",'title':'T'}" },
    { HEAD "}", "{'op':'add','path':'','value':{'title':'T'}}", HEAD ",'title':'T'}" },
    { HEAD ",'emails':[" HOME "]}",
      "{'op':'replace','path':'emails[type eq \\'home\\']','value':[{'value':'n@x'}]}",
      HEAD ",'emails':[{'value':'n@x'}]}" },
    { HEAD ",'emails':[" WORK "," HOME "]}",
      "{'op':'Remove','path':'emails','value':[{'value':'H@x'}]}", HEAD ",'emails':[" WORK "]}" },
    { HEAD "}", "{'op':'add','path':'emails','value':[{'value':'w@x','type':'work','primary':'True'}]}",
      HEAD ",'emails':[" WORK "]}" },
  };

  check_good (&ua_scim_user_type, cases, G_N_ELEMENTS (cases));
}

#define GROUP "{'schemas':['" UA_SCIM_URN_GROUP "'],'id':'g','displayName':'D'"

static void
test_group (void)
{
  static const Good cases[] = {
    { GROUP "}", "{'op':'add','path':'members','value':[{'value':'1','display':'x'},{'value':'2'}]}",
      GROUP ",'members':[{'value':'1'},{'value':'2'}]}" },
    { GROUP ",'members':[{'value':'1','display':'A','type':'User'}]}",
      "{'op':'add','path':'members','value':[{'value':'1'},{'value':'2'}]}",
      GROUP ",'members':[{'value':'1','display':'A','type':'User'},{'value':'2'}]}" },
    { GROUP ",'members':[{'value':'1'},{'value':'2'},{'value':'3'}]}",
      "{'op':'remove','path':'members[value eq \\'2\\']'}",
      GROUP ",'members':[{'value':'1'},{'value':'3'}]}" },
    { GROUP ",'members':[{'value':'1'},{'value':'2'},{'value':'3'}]}",
      "{'op':'Remove','path':'members','value':[{'value':'2'},{'value':'9'}]}",
      GROUP ",'members':[{'value':'1'},{'value':'3'}]}" },
    { GROUP ",'members':[{'value':'1'}]}", "{'op':'remove','path':'members'}", GROUP "}" },
    { GROUP ",'members':[{'value':'1'}]}",
      "{'op':'replace','path':'members','value':[{'value':'2'}]}",
      GROUP ",'members':[{'value':'2'}]}" },
    { GROUP ",'members':[{'value':'1'}]}",
      "{'op':'remove','path':'members[value eq \\'1\\']'},{'op':'add','path':'members','value':[{'value':'2'}]}",
      GROUP ",'members':[{'value':'2'}]}" },
  };

  check_good (&ua_scim_group_type, cases, G_N_ELEMENTS (cases));
}

typedef struct
{
  const char *operations;
  UaScimError code;
} Bad;

static void
test_bad (void)
{
  static const char before[] =
    "{'schemas':['" UA_SCIM_URN_USER "','" X "'],'id':'1','userName':'a',"
    "'emails':[" WORK "," HOME "],'groups':[{'value':'g'}],'" X "':{'status':'active'}}";
  static const Bad cases[] = {
    { "", UA_SCIM_ERROR_INVALID_SYNTAX },
    { "5", UA_SCIM_ERROR_INVALID_SYNTAX },
    { "{}", UA_SCIM_ERROR_INVALID_SYNTAX },
    { "{'op':'move','path':'title'}", UA_SCIM_ERROR_INVALID_SYNTAX },
    { "{'op':5}", UA_SCIM_ERROR_INVALID_SYNTAX },
    { "{'op':'remove'}", UA_SCIM_ERROR_NO_TARGET },
    { "{'op':'add'}", UA_SCIM_ERROR_INVALID_VALUE },
    { "{'op':'add','path':'title'}", UA_SCIM_ERROR_INVALID_VALUE },
    { "{'op':'add','value':'x'}", UA_SCIM_ERROR_INVALID_VALUE },
    { "{'op':'add','path':5,'value':'x'}", UA_SCIM_ERROR_INVALID_PATH },
    { "{'op':'add','path':'a b','value':'x'}", UA_SCIM_ERROR_INVALID_PATH },
    { "{'op':'add','path':'nothing','value':'x'}", UA_SCIM_ERROR_INVALID_PATH },
    { "{'op':'add','path':'name.nothing','value':'x'}", UA_SCIM_ERROR_INVALID_PATH },
    { "{'op':'add','path':'urn:x:y:z','value':'x'}", UA_SCIM_ERROR_INVALID_PATH },
    { "{'op':'add','path':'" UA_SCIM_URN_GROUP ":members','value':[]}", UA_SCIM_ERROR_INVALID_PATH },
    { "{'op':'add','path':'status','value':'x'}", UA_SCIM_ERROR_INVALID_PATH },
    { "{'op':'add','path':'emails[','value':'x'}", UA_SCIM_ERROR_INVALID_PATH },
    { "{'op':'add','path':'name[givenName pr]','value':{}}", UA_SCIM_ERROR_INVALID_PATH },
    { "{'op':'replace','path':'emails[nothing eq 1].value','value':'x'}",
      UA_SCIM_ERROR_INVALID_FILTER },
    { "{'op':'add','value':{'nothing':'x'}}", UA_SCIM_ERROR_INVALID_PATH },
    { "{'op':'replace','path':'id','value':'2'}", UA_SCIM_ERROR_MUTABILITY },
    { "{'op':'remove','path':'id'}", UA_SCIM_ERROR_MUTABILITY },
    { "{'op':'replace','path':'meta.version','value':'2'}", UA_SCIM_ERROR_MUTABILITY },
    { "{'op':'add','path':'groups','value':[{'value':'h'}]}", UA_SCIM_ERROR_MUTABILITY },
    { "{'op':'remove','path':'groups[value eq \\'g\\']'}", UA_SCIM_ERROR_MUTABILITY },
    { "{'op':'replace','path':'" X ":status','value':'locked'}", UA_SCIM_ERROR_MUTABILITY },
    { "{'op':'replace','value':{'" X "':{'status':'locked'}}}", UA_SCIM_ERROR_MUTABILITY },
    { "{'op':'remove','path':'userName'}", UA_SCIM_ERROR_MUTABILITY },
    { "{'op':'replace','path':'userName','value':null}", UA_SCIM_ERROR_MUTABILITY },
    { "{'op':'replace','path':'userName','value':''}", UA_SCIM_ERROR_INVALID_VALUE },
    { "{'op':'replace','path':'userName','value':5}", UA_SCIM_ERROR_INVALID_VALUE },
    { "{'op':'replace','path':'active','value':'maybe'}", UA_SCIM_ERROR_INVALID_VALUE },
    { "{'op':'replace','path':'name','value':'x'}", UA_SCIM_ERROR_INVALID_VALUE },
    { "{'op':'add','path':'emails','value':[{'value':5}]}", UA_SCIM_ERROR_INVALID_VALUE },
    { "{'op':'add','path':'emails','value':[{'nothing':'x'}]}", UA_SCIM_ERROR_INVALID_VALUE },
    { "{'op':'replace','path':'" X ":accessLevel','value':'king'}", UA_SCIM_ERROR_INVALID_VALUE },
    { "{'op':'replace','path':'emails[type eq \\'other\\'].value','value':'x'}",
      UA_SCIM_ERROR_NO_TARGET },
    { "{'op':'remove','path':'emails[type eq \\'other\\']'}", UA_SCIM_ERROR_NO_TARGET },
    { "{'op':'add','path':'emails[value co \\'zzz\\'].type','value':'x'}", UA_SCIM_ERROR_NO_TARGET },
    { "{'op':'replace','path':'emails.primary','value':true}", UA_SCIM_ERROR_INVALID_VALUE },
    { "{'op':'add','path':'emails','value':[{'value':'1','primary':true},{'value':'2','primary':true}]}",
      UA_SCIM_ERROR_INVALID_VALUE },
    /* The first one succeeds, and is undone by the second. */
    { "{'op':'add','path':'title','value':'T'},{'op':'remove','path':'id'}",
      UA_SCIM_ERROR_MUTABILITY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonObject) after = NULL;

      g_test_message ("%s", cases[i].operations);
      after = apply (&ua_scim_user_type, before, cases[i].operations, &error);
      g_assert_null (after);
      g_assert_error (error, UA_SCIM_ERROR, (int) cases[i].code);
    }
}

static void
test_immutable (void)
{
  static const char before[] = GROUP ",'members':[{'value':'1'}]}";
  static const char *const operations[] = {
    "{'op':'replace','path':'members[value eq \\'1\\'].value','value':'2'}",
    "{'op':'replace','path':'members[value eq \\'1\\']','value':{'value':'2'}}",
    "{'op':'remove','path':'members[value eq \\'1\\'].value'}",
    "{'op':'replace','path':'members.value','value':'2'}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonObject) after = apply (&ua_scim_group_type, before, operations[i], &error);

      g_assert_null (after);
      g_assert_error (error, UA_SCIM_ERROR, UA_SCIM_ERROR_MUTABILITY);
    }
}

static void
test_request (void)
{
  static const char *const requests[] = {
    "[]", "{}", "{'Operations':[{'op':'add','path':'title','value':'T'}]}",
    "{'schemas':['" UA_SCIM_URN_USER "'],'Operations':[{'op':'add','path':'title','value':'T'}]}",
    "{'schemas':['" UA_SCIM_URN_PATCH_OP "']}",
    "{'schemas':['" UA_SCIM_URN_PATCH_OP "'],'Operations':{'op':'remove','path':'title'}}",
  };
  g_autoptr (JsonObject) resource = scim_test_object (HEAD "}");

  for (gsize i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autoptr (JsonNode) request = scim_test_node (requests[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (ua_scim_patch_apply (&ua_scim_user_type, resource, request, &error));
      g_assert_error (error, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_SYNTAX);
    }
}

/* The name of no person and no value is in a message. */
static void
test_message (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (apply (&ua_scim_user_type, HEAD "}",
                        "{'op':'remove','path':'emails[value eq \\'secret@x\\']'}", &error));
  g_assert_cmpstr (error->message, ==, "emails matches no value");
  g_clear_error (&error);
  g_assert_null (apply (&ua_scim_user_type, HEAD "}",
                        "{'op':'remove','path':'mails[value eq \\'secret@x\\'].type'}", &error));
  g_assert_cmpstr (error->message, ==, "A User has no mails.type");
}

/* Adding many to many does not take the square of the time. */
static void
test_large (void)
{
  g_autoptr (GString) before = g_string_new (GROUP ",'members':[");
  g_autoptr (GString) operation = g_string_new ("{'op':'add','path':'members','value':[");
  g_autoptr (JsonObject) after = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (before, "%s{'value':'old%u'}", i > 0 ? "," : "", i);
  g_string_append (before, "]}");
  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (operation, "%s{'value':'new%u'}", i > 0 ? "," : "", i);
  g_string_append (operation, "]}");

  start = g_get_monotonic_time ();
  after = apply (&ua_scim_group_type, before->str, operation->str, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (ua_json_get_array (after, "members")), ==, 40000);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
}

/* Nor does removing many from many. */
static void
test_remove_many (void)
{
  g_autoptr (GString) members = g_string_new (NULL);
  g_autofree char *before = NULL;
  g_autofree char *operation = NULL;
  g_autoptr (JsonObject) after = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (members, "%s{'value':'m%u'}", i > 0 ? "," : "", i);
  before = g_strdup_printf (GROUP ",'members':[{'value':'left'},%s]}", members->str);
  operation = g_strdup_printf ("{'op':'Remove','path':'members','value':[%s]}", members->str);
  start = g_get_monotonic_time ();
  after = apply (&ua_scim_group_type, before, operation, &error);
  g_assert_no_error (error);
  scim_test_assert_object (after, GROUP ",'members':[{'value':'left'}]}");
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
}

/* S1: values that have to be compared with each other are so up to a number. */
static void
test_hostile (void)
{
  static const char *const forms[] = {
    "{'op':'add','path':'emails','value':[%s]}", "{'op':'remove','path':'emails','value':[%s]}",
  };
  g_autoptr (GString) values = g_string_new (NULL);

  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (values, "%s{'value':'same@x','display':'%u'}", i > 0 ? "," : "", i);
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *before = g_strdup_printf (HEAD ",'emails':[%s]}", values->str);
      g_auto (GStrv) around = g_strsplit (forms[i], "%s", 2);
      g_autofree char *operation = g_strconcat (around[0], values->str, around[1], NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (apply (&ua_scim_user_type, before, operation, &error));
      g_assert_error (error, UA_SCIM_ERROR, UA_SCIM_ERROR_TOO_MANY);
    }
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scim/patch/single", test_single);
  g_test_add_func ("/scim/patch/multi-valued", test_multi_valued);
  g_test_add_func ("/scim/patch/extension", test_extension);
  g_test_add_func ("/scim/patch/dialects", test_dialects);
  g_test_add_func ("/scim/patch/group", test_group);
  g_test_add_func ("/scim/patch/bad", test_bad);
  g_test_add_func ("/scim/patch/immutable", test_immutable);
  g_test_add_func ("/scim/patch/request", test_request);
  g_test_add_func ("/scim/patch/message", test_message);
  g_test_add_func ("/scim/patch/large", test_large);
  g_test_add_func ("/scim/patch/remove-many", test_remove_many);
  g_test_add_func ("/scim/patch/hostile", test_hostile);
  return g_test_run ();
}
