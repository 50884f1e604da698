/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-member.h"

#include "scim-test.h"
#include "ua-error.h"
#include "ua-json.h"
#include "ua-scim-patch.h"
#include "ua-scim-urn.h"
#include "ua-scim-validate.h"

#include <locale.h>
#include <string.h>

#define E UA_SCIM_URN_ENTERPRISE_USER
#define X UA_SCIM_URN_UA_USER

typedef struct
{
  const char *resource;
  UaField field;
  const char *value;
} Case;

/* Requirements, section 12: what servers write where the RFC has something else. */
static void
test_tolerant (void)
{
  static const Case cases[] = {
    { "{'id':'1'}", UA_FIELD_ID, "1" },
    { "{'ID':7}", UA_FIELD_ID, "7" },
    { "{'id':'1','userName':'a'}", UA_FIELD_USER_NAME, "a" },
    { "{'id':'1','username':'a'}", UA_FIELD_USER_NAME, "a" },
    { "{'id':'1','userName':701}", UA_FIELD_USER_NAME, "701" },
    { "{'id':'1','userName':null}", UA_FIELD_USER_NAME, NULL },
    { "{'id':'1','displayName':' A \\n B '}", UA_FIELD_DISPLAY_NAME, "A B" },
    { "{'id':'1','displayName':'\\u202eA'}", UA_FIELD_DISPLAY_NAME, "A" },
    { "{'id':'1','name':{'formatted':'F','givenName':'G'}}", UA_FIELD_FORMATTED_NAME, "F" },
    { "{'id':'1','name':{'givenName':'G','familyName':'H'}}", UA_FIELD_FORMATTED_NAME, "G H" },
    { "{'id':'1','name':{'familyName':'H'}}", UA_FIELD_FORMATTED_NAME, "H" },
    { "{'id':'1','name':'Whole'}", UA_FIELD_FORMATTED_NAME, "Whole" },
    { "{'id':'1','NAME':{'GIVENNAME':'G'}}", UA_FIELD_GIVEN_NAME, "G" },
    { "{'id':'1','name':[{'givenName':'G'}]}", UA_FIELD_GIVEN_NAME, "G" },
    { "{'id':'1','emails':[{'value':'a@x'},{'value':'b@x','primary':true}]}", UA_FIELD_EMAIL, "b@x" },
    { "{'id':'1','emails':[{'value':'a@x'},{'value':'b@x','primary':'True'}]}", UA_FIELD_EMAIL, "b@x" },
    { "{'id':'1','emails':[{'value':'a@x'},{'value':'b@x','type':'Work'}]}", UA_FIELD_EMAIL, "b@x" },
    { "{'id':'1','emails':[{'value':'a@x'},{'value':'b@x'}]}", UA_FIELD_EMAIL, "a@x" },
    { "{'id':'1','emails':{'value':'a@x'}}", UA_FIELD_EMAIL, "a@x" },
    { "{'id':'1','emails':['a@x','b@x']}", UA_FIELD_EMAIL, "a@x" },
    { "{'id':'1','emails':'a@x'}", UA_FIELD_EMAIL, "a@x" },
    { "{'id':'1','emails':[null,{'value':'a@x'}]}", UA_FIELD_EMAIL, "a@x" },
    { "{'id':'1','emails':[]}", UA_FIELD_EMAIL, NULL },
    { "{'id':'1','phoneNumbers':[{'value':'12','type':'work'}]}", UA_FIELD_PHONE, "12" },
    { "{'id':'1','phoneNumbers':5}", UA_FIELD_PHONE, NULL },
    { "{'id':'1','title':['T']}", UA_FIELD_TITLE, "T" },
    { "{'id':'1','title':{'x':1}}", UA_FIELD_TITLE, NULL },
    { "{'id':'1','active':true}", UA_FIELD_STATUS, "active" },
    { "{'id':'1','active':'False'}", UA_FIELD_STATUS, "deactivated" },
    { "{'id':'1','active':0}", UA_FIELD_STATUS, "deactivated" },
    { "{'id':'1'}", UA_FIELD_STATUS, NULL },
    { "{'id':'1','active':'maybe'}", UA_FIELD_STATUS, NULL },
    { "{'id':'1','active':true,'" X "':{'status':'Locked'}}", UA_FIELD_STATUS, "locked" },
    { "{'id':'1','active':true,'" X "':{'status':'asleep'}}", UA_FIELD_STATUS, "active" },
    { "{'id':'1','active':true,'" X "':{'status':7}}", UA_FIELD_STATUS, "active" },
    { "{'id':'1','" X "':{'accessLevel':'ADMIN'}}", UA_FIELD_ACCESS_LEVEL, "admin" },
    { "{'id':'1','" X "':{'accessLevel':'god'}}", UA_FIELD_ACCESS_LEVEL, NULL },
    { "{'id':'1','" X "':{'roleProfile':{'value':'r','display':'R'}}}", UA_FIELD_ROLE_PROFILE, "r" },
    { "{'id':'1','" X "':{'roleProfile':{'value':'r','display':'R'}}}", UA_FIELD_ROLE_PROFILE_NAME, "R" },
    { "{'id':'1','" X "':{'roleProfile':'r'}}", UA_FIELD_ROLE_PROFILE, "r" },
    { "{'id':'1','" X "':{'roleProfile':'r'}}", UA_FIELD_ROLE_PROFILE_NAME, NULL },
    { "{'id':'1','" E "':{'manager':{'value':'m','displayName':'M'}}}", UA_FIELD_MANAGER_NAME, "M" },
    { "{'id':'1','URN:ietf:params:scim:schemas:extension:enterprise:2.0:user':{'Manager':[{'value':'m'}]}}",
      UA_FIELD_MANAGER, "m" },
    { "{'id':'1','" E "':{'employeeNumber':42}}", UA_FIELD_EMPLOYEE_NUMBER, "42" },
    { "{'id':'1','" E "':'x'}", UA_FIELD_DEPARTMENT, NULL },
    { "{'id':'1','addresses':[{'country':'BE'},{'type':'work','country':'NL'}]}", UA_FIELD_COUNTRY, "NL" },
    { "{'id':'1','preferredLanguage':'nl-BE'}", UA_FIELD_LANGUAGE, "nl-BE" },
    { "{'id':'1','" X "':{'hireDate':'2024-05-31'}}", UA_FIELD_HIRE_DATE, "2024-05-31" },
    { "{'id':'1','" X "':{'hireDate':'2024-05-31T23:30:00-05:00'}}", UA_FIELD_HIRE_DATE, "2024-05-31" },
    { "{'id':'1','" X "':{'hireDate':'20240531'}}", UA_FIELD_HIRE_DATE, "2024-05-31" },
    { "{'id':'1','" X "':{'hireDate':'2024/05/31'}}", UA_FIELD_HIRE_DATE, "2024-05-31" },
    { "{'id':'1','" X "':{'hireDate':1717113600}}", UA_FIELD_HIRE_DATE, "2024-05-31" },
    { "{'id':'1','" X "':{'hireDate':1717113600000}}", UA_FIELD_HIRE_DATE, "2024-05-31" },
    { "{'id':'1','" X "':{'hireDate':'31/05/2024'}}", UA_FIELD_HIRE_DATE, NULL },
    { "{'id':'1','" X "':{'hireDate':'2023-02-29'}}", UA_FIELD_HIRE_DATE, NULL },
    { "{'id':'1','" X "':{'hireDate':9223372036854775807}}", UA_FIELD_HIRE_DATE, NULL },
    { "{'id':'1','" X "':{'hireDate':-9223372036854775808}}", UA_FIELD_HIRE_DATE, NULL },
    { "{'id':'1','meta':{'created':'2024-05-31T10:00:00+02:00'}}", UA_FIELD_CREATED, "2024-05-31T08:00:00.000Z" },
    { "{'id':'1','meta':{'created':'2024-05-31 10:00:00'}}", UA_FIELD_CREATED, "2024-05-31T10:00:00.000Z" },
    { "{'id':'1','meta':{'created':'2024-05-31'}}", UA_FIELD_CREATED, "2024-05-31T00:00:00.000Z" },
    { "{'id':'1','meta':{'created':1717113600}}", UA_FIELD_CREATED, "2024-05-31T00:00:00.000Z" },
    { "{'id':'1','meta':{'created':'yesterday'}}", UA_FIELD_CREATED, NULL },
    { "{'id':'1','meta':{'created':'2024-05-31T10:60:00.000Z'}}", UA_FIELD_CREATED, NULL },
    { "{'id':'1','meta':{'created':'2024-05-31T25:00:00.000Z'}}", UA_FIELD_CREATED, NULL },
    { "{'id':'1','meta':{'created':'2024-02-30T10:00:00.000Z'}}", UA_FIELD_CREATED, NULL },
    { "{'id':'1','meta':{'created':'2024-05-31T10:00:59.999Z'}}", UA_FIELD_CREATED, "2024-05-31T10:00:59.999Z" },
    { "{'id':'1','meta':{'version':'W/\\u0022a\\u0022'}}", UA_FIELD_VERSION, "W/\"a\"" },
    { "{'id':'1','meta':'x'}", UA_FIELD_VERSION, NULL },
    { "{'id':'1','" X "':{'hasPassword':'True'}}", UA_FIELD_HAS_PASSWORD, "true" },
    { "{'id':'1','externalId':12}", UA_FIELD_EXTERNAL_ID, "12" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) resource = scim_test_object (cases[i].resource);
      g_autoptr (GError) error = NULL;
      g_autoptr (UaMemberRecord) record = ua_scim_member_read (resource, NULL, &error);

      g_test_message ("%s", cases[i].resource);
      g_assert_no_error (error);
      g_assert_cmpstr (ua_member_record_get (record, cases[i].field), ==, cases[i].value);
    }
}

typedef struct
{
  const char *resource;
  const char *message;
} Bad;

/* S2: a record of which it is not certain whose it is, is refused, and the path told. */
static void
test_refused (void)
{
  static const Bad cases[] = {
    { "{}", "Resources[3].id is missing or unusable" },
    { "{'id':''}", "Resources[3].id is missing or unusable" },
    { "{'id':null}", "Resources[3].id is missing or unusable" },
    { "{'id':{}}", "Resources[3].id is missing or unusable" },
    { "{'id':'a\\nb'}", "Resources[3].id is missing or unusable" },
    { "{'id':'1','userName':{}}", "Resources[3].userName is no text" },
    { "{'id':'1','displayName':[[]]}", "Resources[3].displayName is no text" },
    { "{'id':'1','emails':5}", "Resources[3].emails holds no email addresses" },
    { "{'id':'1','emails':[true]}", "Resources[3].emails holds no email addresses" },
    { "{'id':'1','emails':[[{'value':'a@x'}]]}", "Resources[3].emails holds no email addresses" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) resource = scim_test_object (cases[i].resource);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].resource);
      g_assert_null (ua_scim_member_read (resource, "Resources[3]", &error));
      g_assert_error (error, UA_ERROR, UA_ERROR_PROTOCOL);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

static char *
list_entries (UaMemberRecord *record,
              UaField         field)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ua_member_record_get_n (record, field); i++)
    {
      const UaReference *entry = ua_member_record_get_nth (record, field, i);

      g_string_append_printf (text, "%s|%s|%s;", entry->id, entry->name != NULL ? entry->name : "",
                              entry->role != NULL ? entry->role : "");
    }
  return g_string_free (text, FALSE);
}

static void
assert_entries (const char *text,
                UaField     field,
                const char *expected)
{
  g_autoptr (JsonObject) resource = scim_test_object (text);
  g_autoptr (UaMemberRecord) record = ua_scim_member_read (resource, NULL, NULL);
  g_autofree char *entries = list_entries (record, field);

  g_test_message ("%s", text);
  g_assert_cmpstr (entries, ==, expected);
}

static void
test_lists (void)
{
  static const char full[] =
    "{'id':'1','groups':[{'value':'z'}],'" X "':{'memberships':["
    "{'value':'t','display':'T','kind':'team','role':'member'},"
    "{'value':'c','display':'C','kind':'team','role':'Coach'},"
    "{'value':'g','kind':'group','role':'coach'},{'value':'s','kind':'session'},{'value':''},5],"
    "'labels':['a',{'value':'b'},null,''],'managedAttributes':['title','emails','name.givenName',"
    "'" E ":department','" UA_SCIM_URN_USER ":userName','other']}}";

  assert_entries (full, UA_FIELD_TEAMS, "t|T|member;5||;");
  assert_entries (full, UA_FIELD_COACHED_TEAMS, "c|C|coach;");
  assert_entries (full, UA_FIELD_GROUPS, "g||coach;");
  assert_entries (full, UA_FIELD_SESSIONS, "s||;");
  assert_entries (full, UA_FIELD_LABELS, "a||;b||;");
  assert_entries (full, UA_FIELD_MANAGED_ATTRIBUTES,
                  "title||;email||;given_name||;department||;user_name||;other||;");
  assert_entries ("{'id':'1','groups':[{'value':'g','display':'G'},'h']}", UA_FIELD_TEAMS,
                  "g|G|;h||;");
  assert_entries ("{'id':'1','groups':{'value':'g'}}", UA_FIELD_TEAMS, "g||;");
  assert_entries ("{'id':'1','groups':null}", UA_FIELD_TEAMS, "");
}

/* Any value in any place is read or refused. */
static void
test_wrong_types (void)
{
  static const char *const values[] = {
    "null", "true", "5", "1.5e300", "''", "'x'", "[]", "[null]", "['x']", "[[1]]", "{}",
    "{'value':null}", "{'value':{}}", "[{'value':[5]}]", "{'value':'x','display':{}}",
  };
  static const char *const names[] = {
    "id", "userName", "displayName", "name", "emails", "phoneNumbers", "addresses", "active",
    "groups", "meta", "title", E, X,
  };
  guint n_read = 0;

  for (gsize n = 0; n < G_N_ELEMENTS (names); n++)
    for (gsize v = 0; v < G_N_ELEMENTS (values); v++)
      {
        g_autofree char *text = g_strdup_printf ("{'id':'1','%s':%s}", names[n], values[v]);
        g_autoptr (JsonObject) resource = scim_test_object (text);
        g_autoptr (GError) error = NULL;
        g_autoptr (UaMemberRecord) record = ua_scim_member_read (resource, NULL, &error);

        g_assert_cmpint (record == NULL, ==, error != NULL);
        n_read += record != NULL ? 1 : 0;
      }
  for (UaField field = 0; field < UA_N_FIELDS; field++)
    for (gsize v = 0; v < G_N_ELEMENTS (values); v++)
      {
        const char *colon = strrchr (ua_scim_field_get_path (field), ':');
        g_autofree char *text = g_strdup_printf ("{'id':'1','" X "':{'%s':%s,'labels':%s}}",
                                                 colon != NULL ? colon + 1 : "memberships",
                                                 values[v], values[v]);
        g_autoptr (JsonObject) resource = scim_test_object (text);
        g_autoptr (UaMemberRecord) record = ua_scim_member_read (resource, NULL, NULL);

        g_assert_nonnull (record);
      }
  g_assert_cmpuint (n_read, >, 150);
}

static UaPatch *
make_patch (const UaPatchEntry *entries,
            guint               n_entries)
{
  return ua_patch_new ("1", NULL, entries, n_entries);
}

static void
test_to_patch (void)
{
  const UaPatchEntry entries[] = {
    { UA_FIELD_TITLE, (char *) "Old", (char *) "New \"q\"" },
    { UA_FIELD_GIVEN_NAME, NULL, (char *) "G" },
    { UA_FIELD_DISPLAY_NAME, (char *) "D", NULL },
    { UA_FIELD_STATUS, (char *) "active", (char *) "deactivated" },
    { UA_FIELD_ACCESS_LEVEL, (char *) "employee", (char *) "admin" },
    { UA_FIELD_ROLE_PROFILE, NULL, (char *) "r" },
    { UA_FIELD_ROLE_PROFILE_NAME, NULL, (char *) "R" },
    { UA_FIELD_MANAGER, (char *) "m", NULL },
    { UA_FIELD_DEPARTMENT, NULL, (char *) "Dept" },
    { UA_FIELD_EMAIL, (char *) "a\"@x", (char *) "b@x" },
    { UA_FIELD_PHONE, NULL, (char *) "12" },
    { UA_FIELD_HIRE_DATE, NULL, (char *) "2024-05-31" },
  };
  g_autoptr (UaPatch) patch = make_patch (entries, G_N_ELEMENTS (entries));
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) body = ua_scim_member_to_patch (patch, NULL, &error);

  g_assert_no_error (error);
  scim_test_assert_equal (body,
    "{'schemas':['" UA_SCIM_URN_PATCH_OP "'],'Operations':["
    "{'op':'replace','path':'title','value':'New \\u0022q\\u0022'},"
    "{'op':'replace','path':'name.givenName','value':'G'},"
    "{'op':'remove','path':'displayName'},"
    "{'op':'replace','path':'active','value':false},"
    "{'op':'replace','path':'" X ":accessLevel','value':'admin'},"
    "{'op':'replace','path':'" X ":roleProfile','value':{'value':'r'}},"
    "{'op':'remove','path':'" E ":manager'},"
    "{'op':'replace','path':'" E ":department','value':'Dept'},"
    "{'op':'replace','path':'emails[value eq \\u0022a\\u005c\\u0022@x\\u0022].value','value':'b@x'},"
    "{'op':'add','path':'phoneNumbers','value':[{'value':'12','type':'work','primary':true}]},"
    "{'op':'replace','path':'" X ":hireDate','value':'2024-05-31'}]}");
}

static void
test_to_patch_address (void)
{
  const UaPatchEntry entries[] = {
    { UA_FIELD_COUNTRY, (char *) "BE", (char *) "NL" },
    { UA_FIELD_LOCALITY, (char *) "Gent", NULL },
  };
  const UaPatchEntry new_entries[] = {
    { UA_FIELD_COUNTRY, NULL, (char *) "NL" },
    { UA_FIELD_LOCALITY, NULL, (char *) "Delft" },
  };
  UaMemberBuilder *builder = ua_member_builder_new ();
  g_autoptr (UaMemberRecord) base = NULL;
  g_autoptr (UaPatch) patch = make_patch (entries, G_N_ELEMENTS (entries));
  g_autoptr (UaPatch) new_patch = make_patch (new_entries, G_N_ELEMENTS (new_entries));
  g_autoptr (JsonNode) body = NULL;
  g_autoptr (JsonNode) new_body = ua_scim_member_to_patch (new_patch, NULL, NULL);

  ua_member_builder_set (builder, UA_FIELD_ID, "1");
  ua_member_builder_set (builder, UA_FIELD_COUNTRY, "BE");
  ua_member_builder_set (builder, UA_FIELD_REGION, "OVL");
  ua_member_builder_set (builder, UA_FIELD_LOCALITY, "Gent");
  base = ua_member_builder_end (builder);
  body = ua_scim_member_to_patch (patch, base, NULL);
  scim_test_assert_equal (body,
    "{'schemas':['" UA_SCIM_URN_PATCH_OP "'],'Operations':["
    "{'op':'replace','path':'addresses[country eq \\u0022BE\\u0022 and region eq \\u0022OVL\\u0022 and "
    "locality eq \\u0022Gent\\u0022].country','value':'NL'},"
    "{'op':'remove','path':'addresses[country eq \\u0022NL\\u0022 and region eq \\u0022OVL\\u0022 and "
    "locality eq \\u0022Gent\\u0022].locality'}]}");
  scim_test_assert_equal (new_body,
    "{'schemas':['" UA_SCIM_URN_PATCH_OP "'],'Operations':["
    "{'op':'add','path':'addresses','value':[{'country':'NL','type':'work','primary':true,'locality':'Delft'}]}]}");
}

static void
test_refused_writes (void)
{
  const UaPatchEntry locked = { UA_FIELD_STATUS, NULL, (char *) "locked" };
  const UaPatchEntry read_only = { UA_FIELD_LOCKED_UNTIL, NULL, (char *) "2024-05-31T00:00:00.000Z" };
  const UaPatchEntry *entries[] = { &locked, &read_only };
  const UaError codes[] = { UA_ERROR_NOT_SUPPORTED, UA_ERROR_INVALID_ARGUMENT };
  g_autoptr (JsonObject) current = scim_test_object ("{'id':'1'}");

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autoptr (UaPatch) patch = make_patch (entries[i], 1);
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) put_error = NULL;

      g_assert_null (ua_scim_member_to_patch (patch, NULL, &error));
      g_assert_error (error, UA_ERROR, (int) codes[i]);
      g_assert_null (ua_scim_member_to_put (patch, current, &put_error));
      g_assert_error (put_error, UA_ERROR, (int) codes[i]);
    }
}

static void
test_to_put (void)
{
  static const char before[] =
    "{'id':'1','username':'a','title':'Old','nickName':'N','meta':{'version':'1'},'groups':[{'value':'g'}],"
    "'emails':[{'value':'h@x','type':'home'},{'value':'a@x','type':'work'}],"
    "'phoneNumbers':[{'value':'1'}],'urn:other:X':{'y':[1]},'" X "':{'roleProfile':{'value':'q','display':'Q'}}}";
  const UaPatchEntry entries[] = {
    { UA_FIELD_USER_NAME, (char *) "a", (char *) "b" },
    { UA_FIELD_TITLE, (char *) "Old", NULL },
    { UA_FIELD_FAMILY_NAME, NULL, (char *) "F" },
    { UA_FIELD_EMAIL, (char *) "a@x", (char *) "b@x" },
    { UA_FIELD_PHONE, (char *) "1", NULL },
    { UA_FIELD_COUNTRY, NULL, (char *) "BE" },
    { UA_FIELD_ROLE_PROFILE, (char *) "q", (char *) "r" },
    { UA_FIELD_DEPARTMENT, NULL, (char *) "D" },
    { UA_FIELD_STATUS, NULL, (char *) "active" },
  };
  g_autoptr (UaPatch) patch = make_patch (entries, G_N_ELEMENTS (entries));
  g_autoptr (JsonObject) current = scim_test_object (before);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) body = ua_scim_member_to_put (patch, current, &error);

  g_assert_no_error (error);
  scim_test_assert_object (current, before);
  scim_test_assert_equal (body,
    "{'schemas':['" UA_SCIM_URN_USER "','" E "','" X "'],'id':'1','userName':'b','nickName':'N',"
    "'name':{'familyName':'F'},'active':true,"
    "'emails':[{'value':'h@x','type':'home'},{'value':'b@x','type':'work'}],"
    "'addresses':[{'country':'BE','type':'work','primary':true}],'urn:other:X':{'y':[1]},"
    "'" X "':{'roleProfile':{'value':'r'}},'" E "':{'department':'D'}}");
}

/* Each attribute that is touched, whole, by its name. */
static void
test_to_plain_patch (void)
{
  const UaPatchEntry entries[] = {
    { UA_FIELD_TITLE, (char *) "Old", NULL },
    { UA_FIELD_FAMILY_NAME, NULL, (char *) "F" },
    { UA_FIELD_EMAIL, (char *) "a@x", (char *) "b@x" },
    { UA_FIELD_DEPARTMENT, NULL, (char *) "D" },
    { UA_FIELD_STATUS, NULL, (char *) "deactivated" },
  };
  g_autoptr (UaPatch) patch = make_patch (entries, G_N_ELEMENTS (entries));
  g_autoptr (JsonObject) current = scim_test_object (
    "{'id':'1','userName':'a','title':'Old','name':{'givenName':'G','familyName':'E'},"
    "'emails':[{'value':'h@x','type':'home'},{'value':'a@x','type':'work'}],"
    "'" E "':{'costCenter':'7'}}");
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) body = ua_scim_member_to_plain_patch (patch, current, &error);

  g_assert_no_error (error);
  scim_test_assert_equal (body,
    "{'schemas':['" UA_SCIM_URN_PATCH_OP "'],'Operations':[{'op':'replace','value':{"
    "'title':null,'name':{'givenName':'G','familyName':'F'},'active':false,"
    "'emails':[{'value':'h@x','type':'home'},{'value':'b@x','type':'work'}],"
    "'" E "':{'costCenter':'7','department':'D'}}}]}");
}

/* Fields of which a client may choose the value, each with values to choose from. */
static char *
random_value (GRand   *rand,
              UaField  field)
{
  static const char *const texts[] = { "a", "Mara \"M\" Lind", "b\\c", "\xC3\xA9t\xC3\xA9", "x y" };

  if (g_rand_int_range (rand, 0, 4) == 0 && field != UA_FIELD_USER_NAME)
    return NULL;
  switch ((guint) field)
    {
    case UA_FIELD_STATUS:
      return g_strdup (g_rand_boolean (rand) ? "active" : "deactivated");
    case UA_FIELD_ACCESS_LEVEL:
      return g_strdup (g_rand_boolean (rand) ? "employee" : "admin");
    default:
      break;
    }
  if (ua_field_get_kind (field) == UA_FIELD_KIND_DATE)
    return g_strdup_printf ("2024-05-%02d", g_rand_int_range (rand, 1, 32));
  return g_strdup (texts[g_rand_int_range (rand, 0, G_N_ELEMENTS (texts))]);
}

static UaMemberRecord *
random_record (GRand *rand)
{
  UaMemberBuilder *builder = ua_member_builder_new ();

  ua_member_builder_set (builder, UA_FIELD_ID, "1");
  for (UaField field = UA_FIELD_EXTERNAL_ID; field < UA_N_SCALAR_FIELDS; field++)
    if (ua_scim_field_is_writable (field))
      ua_member_builder_take (builder, field, random_value (rand, field));
  /* The formatted name is made of the others where it is missing. */
  ua_member_builder_set (builder, UA_FIELD_FORMATTED_NAME, "F");
  return ua_member_builder_end (builder);
}

static UaMemberRecord *
read_back (JsonObject *resource)
{
  g_autoptr (GError) error = NULL;
  UaMemberRecord *record = ua_scim_member_read (resource, NULL, &error);

  g_assert_no_error (error);
  return record;
}

static void
assert_same (const UaMemberRecord *got,
             const UaMemberRecord *wanted)
{
  for (UaField field = 0; field < UA_N_SCALAR_FIELDS; field++)
    if (ua_scim_field_is_writable (field))
      {
        g_test_message ("%s", ua_field_get_key (field));
        /* A status cannot be taken away. */
        if (field != UA_FIELD_STATUS || ua_member_record_get (wanted, field) != NULL)
          g_assert_cmpstr (ua_member_record_get (got, field), ==,
                           ua_member_record_get (wanted, field));
      }
}

/* What is written, sent, applied by the server and read again is what was wanted. */
static void
test_round_trip (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (guint i = 0; i < 1000; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (UaMemberRecord) from = random_record (rand);
      g_autoptr (UaMemberRecord) to = random_record (rand);
      g_autoptr (JsonNode) post = ua_scim_member_to_post (from);
      g_autoptr (JsonObject) created = ua_scim_validate (&ua_scim_user_type, post, NULL,
                                                         UA_SCIM_VALIDATE_NONE, &error);
      g_autoptr (UaMemberRecord) read = NULL;
      g_autoptr (UaMemberRecord) patched_read = NULL;
      g_autoptr (UaMemberRecord) put_read = NULL;
      g_autoptr (UaPatch) patch = NULL;
      g_autoptr (JsonNode) operations = NULL;
      g_autoptr (JsonNode) put = NULL;
      g_autoptr (JsonObject) patched = NULL;
      g_autoptr (JsonObject) replaced = NULL;

      g_assert_no_error (error);
      json_object_set_string_member (created, "id", "1");
      read = read_back (created);
      assert_same (read, from);

      if (ua_member_record_get (to, UA_FIELD_STATUS) == NULL)
        continue;
      patch = ua_patch_new_difference (from, to);
      operations = ua_scim_member_to_patch (patch, from, &error);
      g_assert_no_error (error);
      if (json_array_get_length (ua_json_get_array (json_node_get_object (operations),
                                                    "Operations")) > 0)
        {
          patched = ua_scim_patch_apply (&ua_scim_user_type, created, operations, &error);
          g_assert_no_error (error);
          patched_read = read_back (patched);
          assert_same (patched_read, to);
        }
      put = ua_scim_member_to_put (patch, created, &error);
      g_assert_no_error (error);
      replaced = ua_scim_validate (&ua_scim_user_type, put, created, UA_SCIM_VALIDATE_NONE, &error);
      g_assert_no_error (error);
      json_object_set_string_member (replaced, "id", "1");
      put_read = read_back (replaced);
      assert_same (put_read, to);
    }
}

static void
test_post_labels (void)
{
  UaMemberBuilder *builder = ua_member_builder_new ();
  g_autoptr (UaMemberRecord) record = NULL;
  g_autoptr (JsonNode) body = NULL;

  ua_member_builder_set (builder, UA_FIELD_ID, "9");
  ua_member_builder_set (builder, UA_FIELD_USER_NAME, "a");
  ua_member_builder_set (builder, UA_FIELD_EMAIL, "a@x");
  ua_member_builder_add (builder, UA_FIELD_LABELS, "l", NULL, NULL);
  ua_member_builder_add (builder, UA_FIELD_TEAMS, "t", NULL, NULL);
  record = ua_member_builder_end (builder);
  body = ua_scim_member_to_post (record);
  scim_test_assert_equal (body,
    "{'schemas':['" UA_SCIM_URN_USER "','" X "'],'userName':'a',"
    "'emails':[{'value':'a@x','type':'work','primary':true}],'" X "':{'labels':['l']}}");
}

static void
test_group (void)
{
  g_autoptr (JsonObject) full = scim_test_object (
    "{'id':'g','displayName':'Design','meta':{'version':'v'},"
    "'members':[{'value':'1','display':'A'},{'value':'2','type':'User'},{'value':'3','type':'Group'},'4',null,{}],"
    "'" UA_SCIM_URN_UA_GROUP "':{'kind':'Session','memberRoles':[{'value':'2','role':'Coach'},5]}}");
  g_autoptr (JsonObject) plain = scim_test_object ("{'id':5,'members':{'value':'1'}}");
  g_autoptr (JsonObject) bad = scim_test_object ("{'displayName':'x'}");
  g_autoptr (GError) error = NULL;
  g_autoptr (UaGroup) group = ua_scim_group_read (full, NULL, NULL);
  g_autoptr (UaGroup) bare = ua_scim_group_read (plain, NULL, NULL);
  g_autoptr (GArray) members = ua_scim_group_get_members (full);
  g_autoptr (GArray) single = ua_scim_group_get_members (plain);

  g_assert_cmpstr (ua_group_get_name (group), ==, "Design");
  g_assert_cmpint (ua_group_get_kind (group), ==, UA_GROUP_KIND_SESSION);
  g_assert_cmpstr (ua_group_get_version (group), ==, "v");
  g_assert_cmpuint (members->len, ==, 3);
  g_assert_cmpstr (g_array_index (members, UaReference, 0).name, ==, "A");
  g_assert_null (g_array_index (members, UaReference, 0).role);
  g_assert_cmpstr (g_array_index (members, UaReference, 1).role, ==, "coach");
  g_assert_cmpstr (g_array_index (members, UaReference, 2).id, ==, "4");
  g_assert_cmpstr (ua_group_get_name (bare), ==, "5");
  g_assert_cmpint (ua_group_get_kind (bare), ==, UA_GROUP_KIND_TEAM);
  g_assert_cmpuint (single->len, ==, 1);
  g_assert_null (ua_scim_group_read (bad, "Resources[0]", &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_PROTOCOL);
}

static void
test_role_profile (void)
{
  g_autoptr (JsonObject) retired = scim_test_object ("{'id':'r','displayName':'Welder','active':'false'}");
  g_autoptr (JsonObject) current = scim_test_object ("{'id':'s'}");
  g_autoptr (UaRoleProfile) first = ua_scim_role_profile_read (retired, NULL, NULL);
  g_autoptr (UaRoleProfile) second = ua_scim_role_profile_read (current, NULL, NULL);

  g_assert_cmpstr (ua_role_profile_get_name (first), ==, "Welder");
  g_assert_true (ua_role_profile_get_retired (first));
  g_assert_false (ua_role_profile_get_retired (second));
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scim/member/tolerant", test_tolerant);
  g_test_add_func ("/scim/member/refused", test_refused);
  g_test_add_func ("/scim/member/lists", test_lists);
  g_test_add_func ("/scim/member/wrong-types", test_wrong_types);
  g_test_add_func ("/scim/member/to-patch", test_to_patch);
  g_test_add_func ("/scim/member/to-patch-address", test_to_patch_address);
  g_test_add_func ("/scim/member/refused-writes", test_refused_writes);
  g_test_add_func ("/scim/member/to-put", test_to_put);
  g_test_add_func ("/scim/member/to-plain-patch", test_to_plain_patch);
  g_test_add_func ("/scim/member/round-trip", test_round_trip);
  g_test_add_func ("/scim/member/post-labels", test_post_labels);
  g_test_add_func ("/scim/member/group", test_group);
  g_test_add_func ("/scim/member/role-profile", test_role_profile);
  return g_test_run ();
}
