/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-project.h"

#include "scim-test.h"
#include "ua-scim-error.h"
#include "ua-scim-urn.h"

#include <locale.h>

#define U "'schemas':['" UA_SCIM_URN_USER "'],'id':'1'"
#define X UA_SCIM_URN_UA_USER

static const char member[] =
  "{" U ",'USERNAME':'a','password':'secret','name':{'givenName':'G','familyName':'F'},"
  "'emails':[{'value':'v','type':'work'},{'value':'w'}],'active':true,'unknown':1,"
  "'meta':{'version':'W/1','created':'c'},"
  "'" X "':{'status':'active','labels':['l']}}";

typedef struct
{
  const char *attributes;
  const char *excluded;
  const char *expected;
} Case;

static void
test_apply (void)
{
  static const Case cases[] = {
    { NULL, NULL,
      "{" U ",'meta':{'created':'c','version':'W/1'},'userName':'a',"
      "'name':{'familyName':'F','givenName':'G'},'active':true,"
      "'emails':[{'value':'v','type':'work'},{'value':'w'}],"
      "'" X "':{'status':'active','labels':['l']}}" },
    { "userName", NULL, "{" U ",'userName':'a'}" },
    { " USERNAME , active ", NULL, "{" U ",'userName':'a','active':true}" },
    { "", NULL,
      "{" U ",'meta':{'created':'c','version':'W/1'},'userName':'a',"
      "'name':{'familyName':'F','givenName':'G'},'active':true,"
      "'emails':[{'value':'v','type':'work'},{'value':'w'}],"
      "'" X "':{'status':'active','labels':['l']}}" },
    { "name.givenName", NULL, "{" U ",'name':{'givenName':'G'}}" },
    { "name,name.givenName", NULL, "{" U ",'name':{'familyName':'F','givenName':'G'}}" },
    { "emails.type", NULL, "{" U ",'emails':[{'type':'work'}]}" },
    { "nothing", NULL, "{" U "}" },
    { "password", NULL, "{" U "}" },
    { X ":labels", NULL, "{" U ",'" X "':{'labels':['l']}}" },
    { X, NULL, "{" U ",'" X "':{'status':'active','labels':['l']}}" },
    { "labels", NULL, "{" U "}" },
    { UA_SCIM_URN_USER ":active", NULL, "{" U ",'active':true}" },
    { NULL, "emails,meta,name.familyName," X ":status",
      "{" U ",'userName':'a','name':{'givenName':'G'},'active':true,'" X "':{'labels':['l']}}" },
    { NULL, "id,schemas,emails,name,meta,active," X, "{" U ",'userName':'a'}" },
    { "userName,active", "active", "{" U ",'userName':'a'}" },
    { "emails", "emails.type", "{" U ",'emails':[{'value':'v'},{'value':'w'}]}" },
  };
  g_autoptr (JsonObject) resource = scim_test_object (member);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (UaScimProjection) projection = NULL;
      g_autoptr (JsonObject) projected = NULL;

      g_test_message ("%s without %s", cases[i].attributes, cases[i].excluded);
      projection = ua_scim_projection_new (&ua_scim_user_type, cases[i].attributes,
                                           cases[i].excluded, &error);
      g_assert_no_error (error);
      projected = ua_scim_projection_apply (projection, resource);
      scim_test_assert_object (projected, cases[i].expected);
    }
}

static void
test_bad (void)
{
  static const char *const texts[] = {
    "a b", "emails[type eq \"work\"]", "a..b", "a;b", "\xff",
  };
  g_autofree char *many = g_strnfill (600, ',');
  g_autofree char *names = NULL;
  g_autofree char *long_text = g_strnfill (20000, 'a');

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) error_excluded = NULL;

      g_assert_null (ua_scim_projection_new (&ua_scim_user_type, texts[i], NULL, &error));
      g_assert_error (error, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_VALUE);
      g_assert_null (ua_scim_projection_new (&ua_scim_user_type, NULL, texts[i], &error_excluded));
      g_assert_error (error_excluded, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_VALUE);
    }
  names = g_strconcat (many, "id", NULL);
  g_assert_null (ua_scim_projection_new (&ua_scim_user_type, names, NULL, NULL));
  g_assert_null (ua_scim_projection_new (&ua_scim_user_type, long_text, NULL, NULL));
}

static void
test_wants (void)
{
  g_autoptr (UaScimProjection) all = ua_scim_projection_new (&ua_scim_user_type, NULL, "groups",
                                                             NULL);
  g_autoptr (UaScimProjection) some = ua_scim_projection_new (&ua_scim_user_type,
                                                              "groups.value," X ":labels", NULL,
                                                              NULL);

  g_assert_false (ua_scim_projection_wants (all, NULL, "groups"));
  g_assert_true (ua_scim_projection_wants (all, NULL, "emails"));
  g_assert_true (ua_scim_projection_wants (all, X, "labels"));
  g_assert_false (ua_scim_projection_wants (all, NULL, "password"));
  g_assert_true (ua_scim_projection_wants (some, NULL, "groups"));
  g_assert_false (ua_scim_projection_wants (some, NULL, "emails"));
  g_assert_true (ua_scim_projection_wants (some, NULL, "id"));
  g_assert_true (ua_scim_projection_wants (some, X, "labels"));
  g_assert_false (ua_scim_projection_wants (some, X, "status"));
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scim/project/apply", test_apply);
  g_test_add_func ("/scim/project/bad", test_bad);
  g_test_add_func ("/scim/project/wants", test_wants);
  return g_test_run ();
}
