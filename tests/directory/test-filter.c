/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-json.h"
#include "ua-scim-eval.h"
#include "ua-scim-urn.h"
#include "ua-test-directory.h"

#include <locale.h>
#include <string.h>

/* Filters (RFC 7644, section 3.4.2.2): what the service finds by SQL is held against what the
 * evaluator of the protocol library finds among all resources. */

#define N_MEMBERS 300
#define ENT UA_SCIM_URN_ENTERPRISE_USER
#define EXT UA_SCIM_URN_UA_USER

static UaTestDirectory *directory;

static const char *const user_filters[] = {
  "userName eq \"OWNER@brackwater.example\"",
  "userName sw \"a\"",
  "userName co \"an\"",
  "userName ew \".example\"",
  "userName gt \"m\"",
  "userName ge \"owner@brackwater.example\"",
  "userName lt \"c\"",
  "userName le \"owner@brackwater.example\"",
  "userName ne \"owner@brackwater.example\"",
  "userName pr",
  "not (userName pr)",
  "userName eq null",
  "userName ne null",
  "urn:ietf:params:scim:schemas:core:2.0:User:userName sw \"b\"",
  "USERNAME sw \"B\"",
  "displayName co \"ü\"",
  "displayName co \"Ü\"",
  "displayName sw \"Jürgen\"",
  "displayName eq \"nobody at all\"",
  "displayName co \"'\"",
  "displayName co \"%\"",
  "displayName co \"_\"",
  "displayName co \"\\\\\"",
  "displayName co \"\"",
  "name.familyName eq \"müller\"",
  "name.familyName ne \"Müller\"",
  "name.givenName gt \"P\"",
  "name.formatted co \"van\"",
  "name.middleName pr",
  "name.middleName ne \"x\"",
  "name.middleName eq null",
  "not (name.middleName eq \"x\")",
  "name pr",
  "nickName pr",
  "title eq \"welder\"",
  "title sw \"s\"",
  "title pr and not (title co \"e\")",
  "userType eq \"contractor\"",
  "preferredLanguage eq \"nl\"",
  "locale ew \"-BE\"",
  "timezone co \"Europe\"",
  "active eq true",
  "active eq false",
  "active ne true",
  "active eq \"True\"",
  "active pr",
  "not (active eq true)",
  "emails pr",
  "emails eq \"owner@brackwater.example\"",
  "emails.value eq \"Owner@Brackwater.example\"",
  "emails.value co \"homepost\"",
  "emails.value ne \"owner@brackwater.example\"",
  "not (emails.value co \"homepost\")",
  "emails.type eq \"home\"",
  "emails.type ne \"work\"",
  "emails.primary eq true",
  "emails.display pr",
  "emails.display ne \"x\"",
  "emails[type eq \"work\" and value co \"a\"]",
  "emails[type eq \"home\"]",
  "emails[type eq \"home\" and value co \"brackwater\"]",
  "emails[not (type eq \"work\")]",
  "emails[value sw \"b\" or value sw \"c\"]",
  "emails[primary eq true]",
  "emails[display pr]",
  "emails[display eq null]",
  "not (emails[type eq \"home\"])",
  "phoneNumbers pr",
  "not (phoneNumbers pr)",
  "phoneNumbers.value sw \"+32\"",
  "phoneNumbers.value ne \"nothing\"",
  "phoneNumbers.value eq null",
  "addresses.country eq \"BE\"",
  "addresses.locality co \"n\"",
  "addresses[country eq \"DE\" and type eq \"work\"]",
  "addresses.region pr",
  "groups pr",
  "groups.display eq \"Team Keel\"",
  "groups.display sw \"team\"",
  "groups.display ne \"Team Keel\"",
  "not (groups.display co \"team\")",
  "groups[display co \"aiders\"]",
  "groups[type eq \"direct\" and display sw \"Team A\"]",
  "groups.type eq \"direct\"",
  "roles pr",
  "x509Certificates.value pr",
  "externalId pr",
  "externalId eq \"hr-000002\"",
  "externalId eq \"HR-000002\"",
  "externalId ne \"hr-000002\"",
  "externalId co \"00\"",
  "not (externalId pr)",
  "id pr",
  "meta.resourceType eq \"User\"",
  "meta.resourceType eq \"user\"",
  "meta.created gt \"2022-01-01T00:00:00Z\"",
  "meta.created le \"2022-01-01T01:00:00+01:00\"",
  "meta.lastModified ge \"2023-06-01T00:00:00Z\" and meta.lastModified lt \"2024-01-01T00:00:00Z\"",
  "meta.lastModified ne \"2023-06-01T00:00:00Z\"",
  "meta.created sw \"2022-\"",
  "meta.version eq \"W/\\\"1\\\"\"",
  "meta.location ew \"0\"",
  "meta pr",
  "schemas eq \"" EXT "\"",
  "schemas ne \"" EXT "\"",
  "schemas co \"enterprise\"",
  ENT ":employeeNumber eq \"bw000003\"",
  ENT ":employeeNumber gt \"BW000150\"",
  ENT ":department eq \"finance\"",
  ENT ":department sw \"S\"",
  ENT ":costCenter ge \"4200\"",
  ENT ":division pr",
  ENT ":division ne \"x\"",
  ENT ":manager pr",
  "not (" ENT ":manager pr)",
  ENT ":manager.value pr",
  ENT ":manager.value eq null",
  ENT ":manager.displayName co \"a\"",
  ENT ":manager.displayName ne \"a\"",
  ENT ":manager.$ref co \"/Users/\"",
  EXT ":status eq \"active\"",
  EXT ":status eq \"Invited\"",
  EXT ":status ne \"active\"",
  EXT ":status co \"ed\"",
  EXT ":status gt \"deactivated\"",
  EXT ":status eq \"nonsense\"",
  EXT ":accessLevel eq \"admin\"",
  EXT ":accessLevel ne \"employee\"",
  EXT ":roleProfile.display eq \"welder\"",
  EXT ":roleProfile.display co \"er\"",
  EXT ":roleProfile pr",
  EXT ":ambitionRole pr",
  EXT ":ambitionRole.display ne \"Welder\"",
  "not (" EXT ":ambitionRole.value pr)",
  EXT ":ambitionRole.value eq null",
  EXT ":labels eq \"MENTOR\"",
  EXT ":labels co \"e\"",
  EXT ":labels pr",
  EXT ":labels ne \"mentor\"",
  EXT ":labels[value eq \"mentor\"]",
  EXT ":memberships.role eq \"coach\"",
  EXT ":memberships.role ne \"member\"",
  EXT ":memberships[kind eq \"team\" and role eq \"coach\"]",
  EXT ":memberships[kind eq \"session\" and role ne \"coach\"]",
  EXT ":memberships.kind eq \"session\"",
  EXT ":hireDate gt \"2023-01-01\"",
  EXT ":hireDate le \"2021-06-30\" and " EXT ":hireDate gt \"2020-06-30\"",
  EXT ":hireDate sw \"2024-0\"",
  EXT ":leavingDate pr",
  EXT ":leavingDate gt \"2020-01-01T00:00:00Z\"",
  EXT ":retentionUntil lt \"2027-01-01\"",
  EXT ":lockedUntil gt \"2029-01-01T00:00:00Z\"",
  EXT ":hasPassword eq false",
  EXT ":signOff eq \"pending\"",
  EXT ":managedAttributes pr",
  EXT ":managedAttributes co \"department\"",
  "unknownAttribute eq \"x\"",
  "unknownAttribute ne \"x\"",
  "unknownAttribute pr",
  "not (unknownAttribute pr)",
  "urn:example:other:2.0:User:thing eq 5",
  "userName eq 5",
  "userName ne 5",
  "active eq true and (title co \"er\" or title co \"or\") and not (userName sw \"a\")",
  "(userName sw \"a\") or (userName sw \"b\") or (userName sw \"c\")",
  "not (userName sw \"a\" and active eq true)",
  "not (not (userName sw \"a\"))",
  "userName eq \"x' OR 1=1 --\"",
  "userName co \"\\u00fc\"",
};

static const char *const group_filters[] = {
  "displayName eq \"team keel\"",
  "displayName sw \"Team\"",
  "displayName ne \"Team Keel\"",
  "displayName co \"a\" and members pr",
  "members pr",
  "not (members pr)",
  "members.display co \"a\"",
  "members.type eq \"User\"",
  "members[display sw \"a\" and type eq \"User\"]",
  UA_SCIM_URN_UA_GROUP ":kind eq \"team\"",
  UA_SCIM_URN_UA_GROUP ":kind ne \"team\"",
  UA_SCIM_URN_UA_GROUP ":memberRoles pr",
  UA_SCIM_URN_UA_GROUP ":memberRoles.role eq \"coach\"",
  UA_SCIM_URN_UA_GROUP ":memberRoles[role eq \"instructor\"]",
  "externalId pr",
  "meta.created gt \"2022-01-01T00:00:00Z\"",
};

static const char *const profile_filters[] = {
  "displayName sw \"s\"",
  "active eq false",
  "active ne false",
  "memberCount gt 5",
  "memberCount eq 0",
  "memberCount le 9.5",
  "memberCount ne 3",
  "description pr",
};

static GPtrArray *
load_all (const char *endpoint)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  g_autoptr(UaTestReply) reply = ua_test_directory_list (directory, endpoint, NULL, "count=1000");
  JsonArray *resources = ua_test_reply_resources (reply);

  for (guint i = 0; i < json_array_get_length (resources); i++)
    g_ptr_array_add (all, json_object_ref (json_array_get_object_element (resources, i)));
  g_assert_cmpint (json_object_get_int_member (ua_test_reply_object (reply), "totalResults"), ==,
                   all->len);
  return all;
}

static void
check_filter (const char               *text,
              const UaScimResourceType *type,
              GPtrArray                *all)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(UaScimFilter) filter = ua_scim_filter_parse (text, &error);
  g_autoptr(UaTestReply) reply = NULL;
  JsonArray *found;
  guint n = 0;

  g_assert_no_error (error);
  g_assert_true (ua_scim_filter_check (filter, type, &error));
  reply = ua_test_directory_list (directory, type->endpoint, text, "count=1000");
  if (reply->status != 200)
    g_test_message ("%s: %s", text, reply->text);
  found = ua_test_reply_resources (reply);
  for (guint i = 0; i < all->len; i++)
    {
      JsonObject *resource = g_ptr_array_index (all, i);
      const char *id = json_object_get_string_member (resource, "id");

      if (!ua_scim_filter_matches (filter, resource, type))
        continue;
      if (n >= json_array_get_length (found))
        g_test_message ("%s: %s is not found", text, id);
      g_assert_cmpuint (n, <, json_array_get_length (found));
      g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (found, n++),
                                                      "id"), ==, id);
    }
  if (n != json_array_get_length (found))
    g_test_message ("%s", text);
  g_assert_cmpuint (json_array_get_length (found), ==, n);
  g_assert_cmpint (json_object_get_int_member (ua_test_reply_object (reply), "totalResults"), ==,
                   n);
}

static void
test_users (void)
{
  g_autoptr(GPtrArray) all = load_all ("/Users");

  g_assert_cmpuint (all->len, ==, N_MEMBERS);
  for (gsize i = 0; i < G_N_ELEMENTS (user_filters); i++)
    check_filter (user_filters[i], &ua_scim_user_type, all);
}

static void
test_groups (void)
{
  g_autoptr(GPtrArray) all = load_all ("/Groups");

  for (gsize i = 0; i < G_N_ELEMENTS (group_filters); i++)
    check_filter (group_filters[i], &ua_scim_group_type, all);
}

static void
test_profiles (void)
{
  g_autoptr(GPtrArray) all = load_all ("/RoleProfiles");

  for (gsize i = 0; i < G_N_ELEMENTS (profile_filters); i++)
    check_filter (profile_filters[i], &ua_scim_role_profile_type, all);
}

/* By the id of something, which no fixed filter can name. */
static void
test_references (void)
{
  g_autoptr(GPtrArray) all = load_all ("/Users");
  g_autoptr(GPtrArray) groups = load_all ("/Groups");
  const char *user = json_object_get_string_member (g_ptr_array_index (all, 0), "id");
  const char *group = json_object_get_string_member (g_ptr_array_index (groups, 0), "id");
  const char *const forms[] = {
    "id eq \"%s\"", "id ne \"%s\"", ENT ":manager.value eq \"%s\"", ENT ":manager eq \"%s\"",
    ENT ":manager.value ne \"%s\"", ENT ":manager.$ref ew \"%s\"",
    "meta.location ew \"/Users/%s\"",
  };
  const char *const group_forms[] = {
    "groups.value eq \"%s\"", "groups eq \"%s\"", "groups.value ne \"%s\"",
    "groups[value eq \"%s\"]", "not (groups[value eq \"%s\"])", "groups.$ref ew \"/%s\"",
    EXT ":memberships[value eq \"%s\" and role eq \"coach\"]",
    EXT ":memberships[value eq \"%s\" and role eq \"member\"]",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_auto(GStrv) parts = g_strsplit (forms[i], "%s", 2);
      g_autofree char *filter = g_strjoinv (user, parts);

      check_filter (filter, &ua_scim_user_type, all);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (group_forms); i++)
    {
      g_auto(GStrv) parts = g_strsplit (group_forms[i], "%s", 2);
      g_autofree char *filter = g_strjoinv (group, parts);

      check_filter (filter, &ua_scim_user_type, all);
    }
}

/* Random trees of the fixed filters, so that grouping and `not` meet everything. */
static char *
combine (guint depth)
{
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;
  int n = g_test_rand_int_range (0, G_N_ELEMENTS (user_filters));

  if (depth == 0)
    return g_strdup (user_filters[n]);
  left = combine (depth - 1);
  if (n % 3 == 0)
    return g_strconcat ("not (", left, ")", NULL);
  right = combine (depth - 1);
  return g_strconcat ("(", left, n % 3 == 1 ? ") and (" : ") or (", right, ")", NULL);
}

static void
test_random (void)
{
  g_autoptr(GPtrArray) all = load_all ("/Users");

  for (guint i = 0; i < 150; i++)
    {
      g_autofree char *filter = combine (1 + i % 3);

      check_filter (filter, &ua_scim_user_type, all);
    }
}

/* A filter in itself again and again, as deep as the grammar allows. */
static char *
nest (const char *start,
      const char *middle,
      const char *end,
      guint       times)
{
  GString *filter = g_string_new (NULL);

  for (guint i = 0; i < times; i++)
    g_string_append (filter, start);
  g_string_append (filter, middle);
  for (guint i = 0; i < times; i++)
    g_string_append (filter, end);
  return g_string_free (filter, FALSE);
}

static void
test_deep (void)
{
  static const struct
  {
    const char *start;
    const char *middle;
    const char *end;
  } cases[] = {
    { "not (", "userName sw \"a\"", ")" },
    { "(", "userName sw \"a\"", ")" },
    { "(userName pr and (", "userName sw \"a\"", "))" },
    { "(userName sw \"b\" or (userName pr and (", "userName sw \"a\"", ")))" },
    { "(groups[value eq \"x\"] or not (userName ew \"c\" or ", "emails[type eq \"home\"]", "))" },
    { "not (userName sw \"b\" and not (", "userName sw \"a\"", "))" },
  };
  g_autoptr(GPtrArray) all = load_all ("/Users");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint deepest = 0;

      for (guint n = 1; n < 64; n++)
        {
          g_autofree char *filter = nest (cases[i].start, cases[i].middle, cases[i].end, n);
          g_autoptr(UaTestReply) reply =
            ua_test_directory_list (directory, "/Users", filter, "count=0");

          if (reply->status == 200)
            {
              check_filter (filter, &ua_scim_user_type, all);
              deepest = n;
              continue;
            }
          /* Too deep is a fault of the filter, not of the service. */
          g_assert_cmpuint (reply->status, ==, 400);
          g_assert_cmpstr (ua_test_reply_string (reply, "scimType"), ==, "invalidFilter");
          break;
        }
      g_test_message ("%s: %u", cases[i].start, deepest);
      g_assert_cmpuint (deepest, >=, 5);
    }
  for (guint n = 1; n < 64; n += 3)
    {
      g_autofree char *inner = nest ("not (value sw \"b\" or ", "type eq \"home\"", ")", n);
      g_autofree char *filter = g_strconcat ("emails[", inner, "]", NULL);
      g_autoptr(UaTestReply) reply =
        ua_test_directory_list (directory, "/Users", filter, "count=0");

      if (reply->status == 200)
        check_filter (filter, &ua_scim_user_type, all);
      else
        g_assert_cmpuint (reply->status, ==, 400);
    }
}

static void
test_refused (void)
{
  static const char *const filters[] = {
    "", "userName", "userName eq", "userName xx \"a\"", "userName eq a", "(userName pr",
    "userName pr)", "userName eq \"a\" and", "not userName pr", "emails[type eq \"work\"",
    "emails[]", "userName eq 'a'", "active gt true", "password eq \"x\"", "password pr",
    "emails[nothing eq \"x\"]", "name eq \"x\"", "userName eq \"a\" userName pr",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      g_autoptr(UaTestReply) reply =
        ua_test_directory_list (directory, "/Users", filters[i], NULL);

      g_test_message ("%s: %s", filters[i], reply->text);
      g_assert_cmpuint (reply->status, ==, 400);
      g_assert_cmpstr (ua_test_reply_string (reply, "scimType"), ==, "invalidFilter");
      g_assert_cmpstr (ua_test_reply_string (reply, "status"), ==, "400");
    }
}

int
main (int    argc,
      char **argv)
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  directory = ua_test_directory_start (N_MEMBERS, NULL);
  g_test_add_func ("/directory/filter/users", test_users);
  g_test_add_func ("/directory/filter/groups", test_groups);
  g_test_add_func ("/directory/filter/profiles", test_profiles);
  g_test_add_func ("/directory/filter/references", test_references);
  g_test_add_func ("/directory/filter/random", test_random);
  g_test_add_func ("/directory/filter/deep", test_deep);
  g_test_add_func ("/directory/filter/refused", test_refused);
  result = g_test_run ();
  ua_test_directory_stop (directory);
  return result;
}
