/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-eval.h"

#include "scim-test.h"
#include "ua-scim-error.h"
#include "ua-scim-urn.h"

#include <locale.h>

#define EXTENSION "urn:example:useradmin:scim:2.0:User"

static const char member[] =
  "{'schemas':['" UA_SCIM_URN_USER "'],'id':'Ab1','userName':'Mara.Lind','active':true,"
  "'name':{'givenName':'Mara','familyName':'Lind'},'title':'','nickName':null,"
  "'emails':[{'value':'mara@brackwater.example','type':'work','primary':true},"
  "{'value':'m@home.example','type':'home'}],'photos':[],"
  "'meta':{'created':'2024-01-31T23:00:00Z'},"
  "'" UA_SCIM_URN_ENTERPRISE_USER "':{'employeeNumber':'701','manager':{'value':'m1'}},"
  "'" EXTENSION "':{'status':'active','labels':['Blue','green'],'hireDate':'2020-02-01'}}";

typedef struct
{
  const char *filter;
  gboolean matches;
} Case;

static void
test_matches (void)
{
  static const Case cases[] = {
    { "userName eq 'mara.lind'", TRUE },
    { "USERNAME eq 'MARA.LIND'", TRUE },
    { "userName ne 'mara.lind'", FALSE },
    { "userName ne 'x'", TRUE },
    { "userName co 'A.L'", TRUE },
    { "userName sw 'mara'", TRUE },
    { "userName sw 'lind'", FALSE },
    { "userName ew 'lind'", TRUE },
    { "userName ew 'mara'", FALSE },
    { "userName gt 'mara.kind'", TRUE },
    { "userName gt 'mara.lind'", FALSE },
    { "userName ge 'mara.lind'", TRUE },
    { "userName lt 'n'", TRUE },
    { "userName le 'mara.lind'", TRUE },
    { "userName lt 'a'", FALSE },
    { "id eq 'Ab1'", TRUE },
    { "id eq 'ab1'", FALSE },
    { "active eq true", TRUE },
    { "active eq false", FALSE },
    { "active ne false", TRUE },
    { "active eq 'True'", TRUE },
    { "active eq 'False'", FALSE },
    { "active eq 1", FALSE },
    { "userName eq 5", FALSE },
    { "userName ne 5", TRUE },
    { "name.familyName eq 'lind'", TRUE },
    { "name pr", TRUE },
    { "name eq 'x'", FALSE },
    { "title pr", FALSE },
    { "title eq ''", TRUE },
    { "nickName pr", FALSE },
    { "nickName eq null", TRUE },
    { "nickName ne null", FALSE },
    { "nickName ne 'x'", TRUE },
    { "nickName gt 'x'", FALSE },
    { "not (nickName pr)", TRUE },
    { "userName eq null", FALSE },
    { "userName ne null", TRUE },
    { "photos pr", FALSE },
    { "photos eq null", TRUE },
    { "nothing eq 'x'", FALSE },
    { "nothing pr", FALSE },
    { "nothing eq null", TRUE },
    { "emails pr", TRUE },
    { "emails eq 'm@home.example'", TRUE },
    { "emails.value ew 'brackwater.example'", TRUE },
    { "emails.type eq 'work' and emails.value sw 'm@'", TRUE },
    { "emails[type eq 'work' and value sw 'm@']", FALSE },
    { "emails[type eq 'home' and value sw 'm@']", TRUE },
    { "emails[type eq 'home' and not (primary eq true)]", TRUE },
    { "emails[type eq 'work'].value co 'MARA'", TRUE },
    { "emails[type eq 'other' or primary eq true]", TRUE },
    { "emails[nothing pr]", FALSE },
    { "photos[value pr]", FALSE },
    { "name[givenName eq 'mara']", TRUE },
    { "meta.created eq '2024-02-01T00:00:00+01:00'", TRUE },
    { "meta.created gt '2024-01-31T22:59:59.999Z'", TRUE },
    { "meta.created lt '2024-01-31T23:00:00Z'", FALSE },
    { "meta.created sw '2024-01'", TRUE },
    { UA_SCIM_URN_ENTERPRISE_USER ":employeeNumber eq '701'", TRUE },
    { "urn:ietf:params:scim:schemas:extension:enterprise:2.0:USER:manager.value eq 'm1'", TRUE },
    { UA_SCIM_URN_ENTERPRISE_USER ":manager eq 'm1'", TRUE },
    { UA_SCIM_URN_USER ":userName sw 'mara'", TRUE },
    { "employeeNumber eq '701'", FALSE },
    { EXTENSION ":status eq 'ACTIVE'", TRUE },
    { EXTENSION ":labels eq 'blue'", TRUE },
    { EXTENSION ":labels[value sw 'gr']", TRUE },
    { EXTENSION ":labels eq 'red'", FALSE },
    { EXTENSION ":hireDate lt '2020-02-01T00:00:01Z'", TRUE },
    { EXTENSION ":hireDate eq '2020-02-01'", TRUE },
    { EXTENSION ":hireDate gt '2020-02-01'", FALSE },
    { "active eq false or userName pr and title pr", FALSE },
    { "(active eq true or title pr) and userName pr", TRUE },
    { "not (active eq true and userName pr)", FALSE },
  };
  g_autoptr (JsonObject) resource = scim_test_object (member);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdelimit (g_strdup (cases[i].filter), "'", '"');
      g_autoptr (GError) error = NULL;
      g_autoptr (UaScimFilter) filter = ua_scim_filter_parse (text, &error);

      g_test_message ("%s", text);
      g_assert_no_error (error);
      g_assert_cmpint (ua_scim_filter_matches (filter, resource, &ua_scim_user_type), ==,
                       cases[i].matches);
    }
}

static void
test_numbers (void)
{
  static const Case cases[] = {
    { "memberCount eq 12", TRUE },
    { "memberCount gt 11.5", TRUE },
    { "memberCount ge 13", FALSE },
    { "memberCount lt 9223372036854775807", TRUE },
    { "memberCount eq '12'", FALSE },
  };
  g_autoptr (JsonObject) resource = scim_test_object ("{'memberCount':12}");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdelimit (g_strdup (cases[i].filter), "'", '"');
      g_autoptr (UaScimFilter) filter = ua_scim_filter_parse (text, NULL);

      g_test_message ("%s", text);
      g_assert_cmpint (ua_scim_filter_matches (filter, resource, &ua_scim_role_profile_type), ==,
                       cases[i].matches);
    }
}

/* S6: nobody finds out a password by asking what it begins with. */
static void
test_check (void)
{
  static const Case cases[] = {
    { "userName eq 'x'", TRUE },
    { "nothing eq 'x'", TRUE },
    { "password eq 'x'", FALSE },
    { "password pr", FALSE },
    { "not (userName pr or password sw 'a')", FALSE },
    { "active gt 'x'", FALSE },
    { "active co 'x'", FALSE },
    { "name eq 'x'", FALSE },
    { "name pr", TRUE },
    { "emails eq 'x'", TRUE },
    { "emails[value eq 'x']", TRUE },
    { "emails[nothing eq 'x']", FALSE },
    { "emails[primary gt 'x']", FALSE },
    { EXTENSION ":labels[value eq 'x']", TRUE },
    { EXTENSION ":labels[type eq 'x']", FALSE },
    { "emails[" UA_SCIM_URN_USER ":value eq 'x']", FALSE },
    { "emails[value.value eq 'x']", FALSE },
    { "x509Certificates.value gt 'x'", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdelimit (g_strdup (cases[i].filter), "'", '"');
      g_autoptr (UaScimFilter) filter = ua_scim_filter_parse (text, NULL);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", text);
      g_assert_nonnull (filter);
      g_assert_cmpint (ua_scim_filter_check (filter, &ua_scim_user_type, &error), ==,
                       cases[i].matches);
      if (!cases[i].matches)
        g_assert_error (error, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_FILTER);
    }
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scim/eval/matches", test_matches);
  g_test_add_func ("/scim/eval/numbers", test_numbers);
  g_test_add_func ("/scim/eval/check", test_check);
  return g_test_run ();
}
