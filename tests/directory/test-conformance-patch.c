/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-conformance.h"

/* Changing (RFC 7644, section 3.5.2). */

#define OPS(operations) UA_TEST_OPERATIONS (operations)
#define ADD(path, value) \
  "{\"op\":\"add\",\"path\":\"" path "\",\"value\":" value "}"
#define REPLACE(path, value) \
  "{\"op\":\"replace\",\"path\":\"" path "\",\"value\":" value "}"
#define REMOVE(path) "{\"op\":\"remove\",\"path\":\"" path "\"}"
#define ANNA(operations, status, expect) \
  { "PATCH /Users/$anna", NULL, OPS (operations), status, expect }
#define CREW(operations, status, expect) \
  { "PATCH /Groups/$crew", NULL, OPS (operations), status, expect }
#define REFUSED(operations, type) ANNA (operations, 400, "scimType == \"" type "\"")
#define WORK "emails[type eq \\\"work\\\"]"
#define NO_SUCH "emails[type eq \\\"boat\\\"]"

static const UaTestCase cases[] = {
  { "7644-3.5.2", "the request names its schema and has operations", {
    { "PATCH /Users/$anna", NULL, "{\"Operations\":[" ADD ("title", "\"x\"") "]}", 400,
      "scimType == \"invalidSyntax\"" },
    { "PATCH /Users/$anna", NULL, "{\"schemas\":[\"" UA_TEST_USER "\"],\"Operations\":["
      ADD ("title", "\"x\"") "]}", 400, "scimType == \"invalidSyntax\"" },
    { "PATCH /Users/$anna", NULL, OPS (""), 400, "scimType == \"invalidSyntax\"" },
    { "PATCH /Users/$anna", NULL, "{\"schemas\":[\"" UA_TEST_PATCH "\"],\"Operations\":{}}", 400,
      "scimType == \"invalidSyntax\"" },
    REFUSED ("{\"op\":\"move\",\"path\":\"title\",\"value\":\"x\"}", "invalidSyntax") } },
  { "7644-3.5.2", "operations are read in any case", {
    ANNA ("{\"op\":\"Replace\",\"path\":\"TITLE\",\"value\":\"A\"}", 200, "title == \"A\""),
    ANNA ("{\"OP\":\"ADD\",\"Path\":\"nickname\",\"VALUE\":\"B\"}", 200, "nickName == \"B\""),
    { "PATCH /Users/$anna", NULL, "{\"SCHEMAS\":[\"" UA_TEST_PATCH "\"],\"operations\":["
      REMOVE ("Title") "]}", 200, "title absent" } } },
  { "7644-3.5.2", "all operations are carried out or none", {
    ANNA (REPLACE ("title", "\"Changed\"") "," REPLACE ("shoeSize", "43"), 400,
          "scimType == \"invalidPath\""),
    ANNA (REPLACE ("title", "\"Changed\"") "," REPLACE ("userName", "\"bert$n\""), 409,
          "scimType == \"uniqueness\""),
    { "GET /Users/$anna", NULL, NULL, 200, "title == \"Skipper\"\n@ETag == W/\"1\"" } } },
  { "7644-3.5.2", "operations follow one another", {
    ANNA (ADD ("displayName", "\"One\"") "," REPLACE ("displayName", "\"Two\"") ","
          REMOVE ("title") "," ADD ("title", "\"Three\""), 200,
          "displayName == \"Two\"\ntitle == \"Three\"\n@ETag == W/\"2\"") } },
  { "7644-3.5.2", "a change is answered whole, or as is asked", {
    ANNA (REPLACE ("title", "\"A\""), 200,
          "userName present\n@Location == $base/Users/$anna\nmeta/location present"),
    { "PATCH /Users/$anna?attributes=title", NULL, OPS (REPLACE ("title", "\"B\"")), 200,
      "title == \"B\"\nuserName absent\nid present" },
    { "PATCH /Users/none", NULL, OPS (REPLACE ("title", "\"A\"")), 404, NULL } } },
  { "7644-3.5.2", "a new primary value ends the primacy of the other", {
    ANNA (ADD ("emails", "[{\"value\":\"new$n@c.example\",\"primary\":true}]"), 200,
          "emails/0/primary != true\nemails/2/primary == true"),
    ANNA (REPLACE ("emails[type eq \\\"home\\\"].primary", "true"), 200,
          "emails/1/primary == true\nemails/2/primary != true"),
    REFUSED (ADD ("emails", "[{\"value\":\"p$n@c.example\",\"primary\":true},"
                  "{\"value\":\"q$n@c.example\",\"primary\":true}]"), "invalidValue") } },
  { "7644-3.5.2", "what only the service sets is not changed", {
    REFUSED (REPLACE ("id", "\"x\""), "mutability"),
    REFUSED (REPLACE ("meta.created", "\"2011-05-13T04:42:34Z\""), "mutability"),
    REFUSED (ADD ("groups", "[{\"value\":\"$crew\"}]"), "mutability"),
    REFUSED (REMOVE ("groups"), "mutability"),
    REFUSED ("{\"op\":\"add\",\"value\":{\"" UA_TEST_EXT "\":{\"status\":\"invited\"}}}",
             "mutability") } },
  { "7644-3.5.2", "what is immutable keeps the value that it has", {
    CREW (REPLACE ("members[value eq \\\"$anna\\\"].value", "\"$bert\""), 400,
          "scimType == \"mutability\""),
    CREW (REMOVE ("members[value eq \\\"$anna\\\"].value"), 400, "scimType == \"mutability\""),
    CREW (REPLACE ("members[value eq \\\"$anna\\\"].value", "\"$anna\""), 200, "members has 2"),
    CREW (REPLACE ("members[value eq \\\"$anna\\\"].display", "\"X\""), 400,
          "scimType == \"mutability\"") } },
  { "7644-3.5.2", "a path that is none is refused", {
    REFUSED (REPLACE ("shoeSize", "43"), "invalidPath"),
    REFUSED (REPLACE ("name.shoeSize", "43"), "invalidPath"),
    REFUSED (REPLACE ("emails[type eq", "\"x\""), "invalidPath"),
    REFUSED (REPLACE ("name[givenName eq \\\"Anna\\\"]", "{}"), "invalidPath"),
    REFUSED (REPLACE ("department", "\"x\""), "invalidPath") } },
  { "7644-3.5.2", "a path may be qualified by the URN of a schema", {
    ANNA (REPLACE (UA_TEST_USER ":title", "\"A\""), 200, "title == \"A\""),
    ANNA (REPLACE (UA_TEST_USER ":name.familyName", "\"B\""), 200, "name/familyName == \"B\""),
    ANNA (REPLACE (UA_TEST_ENT ":department", "\"C\""), 200, UA_TEST_ENT "/department == \"C\""),
    ANNA (ADD (UA_TEST_ENT, "{\"costCenter\":\"D\"}"), 200,
          UA_TEST_ENT "/department == \"C\"\n" UA_TEST_ENT "/costCenter == \"D\""),
    ANNA (REMOVE (UA_TEST_ENT), 200, UA_TEST_ENT " absent") } },
  { "7644-3.5.2", "values must be of their type", {
    REFUSED (REPLACE ("title", "5"), "invalidValue"),
    REFUSED (REPLACE ("active", "\"perhaps\""), "invalidValue"),
    REFUSED (REPLACE ("name", "\"Anna\""), "invalidValue"),
    REFUSED ("{\"op\":\"replace\",\"path\":\"title\"}", "invalidValue"),
    REFUSED ("{\"op\":\"add\",\"value\":\"x\"}", "invalidValue") } },

  { "7644-3.5.2.1", "add without path adds what the value has", {
    ANNA ("{\"op\":\"add\",\"value\":{\"displayName\":\"A\",\"name\":{\"middleName\":\"M\"},"
          "\"emails\":"
          "[{\"value\":\"new$n@c.example\"}],\"" UA_TEST_ENT "\":{\"division\":\"D\"}}}", 200,
          "displayName == \"A\"\nname/middleName == \"M\"\nname/givenName == \"Anna\"\nemails has "
          "3\n"
          UA_TEST_ENT "/division == \"D\"\n" UA_TEST_ENT "/department == \"Deck\"") } },
  { "7644-3.5.2.1", "add takes the place of a single value", {
    ANNA (ADD ("title", "\"Mate\""), 200, "title == \"Mate\""),
    ANNA (ADD ("displayName", "\"New\""), 200, "displayName == \"New\""),
    ANNA (ADD ("name.middleName", "\"M\""), 200, "name/middleName == \"M\"\nname/givenName "
                                                 "present"),
    ANNA (ADD ("name", "{\"honorificPrefix\":\"Dr\"}"), 200,
          "name/honorificPrefix == \"Dr\"\nname/middleName == \"M\"") } },
  { "7644-3.5.2.1", "add adds to several values", {
    ANNA (ADD ("emails", "[{\"value\":\"new$n@c.example\"},{\"value\":\"other$n@c.example\"}]"),
          200, "emails has 4\nemails/0/value == \"anna$n@a.example\""),
    ANNA (ADD ("emails", "{\"value\":\"one$n@c.example\"}"), 200, "emails has 5"),
    ANNA (ADD (UA_TEST_EXT ":labels", "[\"green\"]"), 200,
          UA_TEST_EXT "/labels == [\"red\",\"blue\",\"green\"]"),
    ANNA (ADD (WORK ".display", "\"D\""), 200, "emails/0/display == \"D\"\nemails/1/display "
                                               "absent"),
    CREW (REMOVE ("members") "," ADD ("members", "[{\"value\":\"$bert\"}]"), 200,
          "members has 1") } },
  { "7644-3.5.2.1", "adding what is there changes nothing", {
    ANNA (ADD ("emails", "[{\"value\":\"anna$n@a.example\"}]"), 200, "emails has 2\n@ETag == "
        "W/\"1\""),
    ANNA (ADD (UA_TEST_EXT ":labels", "\"RED\""), 200, "@ETag == W/\"1\""),
    CREW (ADD ("members", "[{\"value\":\"$bert\"}]"), 200, "members has 2\n@ETag == W/\"1\"") } },

  { "7644-3.5.2.2", "remove needs a path", {
    REFUSED ("{\"op\":\"remove\"}", "noTarget"),
    REFUSED ("{\"op\":\"remove\",\"value\":{\"title\":\"Skipper\"}}", "noTarget") } },
  { "7644-3.5.2.2", "remove takes a value away", {
    ANNA (REMOVE ("title"), 200, "title absent"), ANNA (REMOVE ("title"), 200, "title absent"),
    ANNA (REMOVE ("name.givenName"), 200, "name/givenName absent\nname/familyName present"),
    ANNA (REMOVE ("name"), 200, "name absent"),
    ANNA (REMOVE (UA_TEST_ENT ":department"), 200, UA_TEST_ENT "/department absent") } },
  { "7644-3.5.2.2", "remove takes several values away", {
    ANNA (REMOVE ("emails"), 200, "emails absent"),
    CREW (REMOVE ("members"), 200, "members absent"),
    { "GET /Users/$anna", NULL, NULL, 200, "groups absent" } } },
  { "7644-3.5.2.2", "remove takes those of several values away that a filter selects", {
    ANNA (REMOVE (WORK), 200, "emails has 1\nemails/0/type == \"home\""),
    ANNA (REMOVE ("emails[type eq \\\"home\\\"].type"), 200, "emails/0/type absent"),
    ANNA (REMOVE (UA_TEST_EXT ":labels[value eq \\\"red\\\"]"), 200,
          UA_TEST_EXT "/labels == [\"blue\"]"),
    ANNA (REMOVE ("emails[value sw \\\"nan\\\"]"), 200, "emails absent"),
    CREW (REMOVE ("members[value eq \\\"$anna\\\"]"), 200,
          "members has 1\nmembers/0/value == \"$bert\"") } },
  { "7644-3.5.2.2", "what is taken away is gone, whatever the service knows of it", {
    ANNA (REMOVE ("active"), 200, "active absent\n" UA_TEST_EXT "/status == \"active\""),
    { "GET /Users/$anna", NULL, NULL, 200, "active absent" },
    { "GET /Users?filter=<id eq \"$anna\" and active eq true>", NULL, NULL, 200,
      "totalResults == 1" },
    ANNA (REPLACE ("active", "false"), 200,
          "active == false\n" UA_TEST_EXT "/status == \"deactivated\"") } },
  { "7644-3.5.2.2", "what is required stays", {
    REFUSED (REMOVE ("userName"), "mutability"), REFUSED (REMOVE ("schemas"), "mutability"),
    REFUSED (REPLACE ("userName", "null"), "mutability"),
    REFUSED (REPLACE ("userName", "\"\""), "invalidValue"),
    CREW (REMOVE ("displayName"), 400, "scimType == \"mutability\"") } },
  { "7644-3.5.2.2", "a filter that selects nothing has no target", {
    REFUSED (REMOVE (NO_SUCH), "noTarget"), REFUSED (REMOVE (NO_SUCH ".value"), "noTarget"),
    CREW (REMOVE ("members[value eq \\\"none\\\"]"), 400, "scimType == \"noTarget\""),
    REFUSED (REMOVE ("emails[shoeSize eq 43]"), "invalidFilter") } },

  { "7644-3.5.2.3", "replace without path replaces what the value has", {
    ANNA ("{\"op\":\"replace\",\"value\":{\"title\":\"Mate\",\"emails\":[{\"value\":\"o$n@c.exampl"
          "e\"}],"
          "\"name\":{\"givenName\":\"Ann\"},\"active\":false}}", 200,
          "title == \"Mate\"\nemails has 1\nname/givenName == \"Ann\"\nname/familyName present\n"
          "active == false\nnickName == \"Nan\"") } },
  { "7644-3.5.2.3", "replace replaces single values and all of several", {
    ANNA (REPLACE ("title", "\"Mate\""), 200, "title == \"Mate\""),
    ANNA (REPLACE ("displayName", "\"New\""), 200, "displayName == \"New\""),
    ANNA (REPLACE ("emails", "[{\"value\":\"o$n@c.example\"}]"), 200,
          "emails == [{\"value\":\"o$n@c.example\"}]"),
    CREW (REPLACE ("members", "[{\"value\":\"$bert\"}]"), 200, "members has 1"),
    ANNA (REPLACE ("name", "{\"familyName\":\"Ek\"}"), 200,
          "name/familyName == \"Ek\"\nname/givenName == \"Anna\"") } },
  { "7644-3.5.2.3", "replace replaces those of several values that a filter selects", {
    ANNA (REPLACE (WORK ".value", "\"o$n@c.example\""), 200,
          "emails/0/value == \"o$n@c.example\"\nemails/0/primary == true\nemails has 2"),
    ANNA (REPLACE (WORK, "{\"value\":\"p$n@c.example\",\"type\":\"other\"}"), 200,
          "emails/0 == {\"value\":\"p$n@c.example\",\"type\":\"other\"}\nemails has 2"),
    ANNA (REPLACE ("emails[type eq \\\"other\\\" or type eq \\\"home\\\"].display", "\"D\""), 200,
          "emails/0/display == \"D\"\nemails/1/display == \"D\""),
    ANNA (REPLACE ("addresses[type eq \\\"home\\\"].country", "\"NL\""), 200,
          "addresses/0/country == \"NL\"\naddresses/0/locality == \"Lier\"") } },
  { "7644-3.5.2.3", "a filter that selects nothing has no target", {
    REFUSED (REPLACE (NO_SUCH ".value", "\"x$n@c.example\""), "noTarget"),
    REFUSED (REPLACE (NO_SUCH, "{\"value\":\"x$n@c.example\"}"), "noTarget"),
    { "GET /Users/$anna", NULL, NULL, 200, "emails has 2" } } },
  { "7643-2.5", "null and the empty list take away", {
    ANNA (REPLACE ("title", "null"), 200, "title absent"),
    ANNA (REPLACE ("emails", "[]"), 200, "emails absent"),
    ANNA ("{\"op\":\"replace\",\"value\":{\"nickName\":null,\"addresses\":[]}}", 200,
          "nickName absent\naddresses absent"),
    ANNA (REPLACE ("name.givenName", "null"), 200, "name/givenName absent") } },
  { "7643-7", "a password is written and never read", {
    ANNA (REPLACE ("password", "\"another secret $n\""), 200,
          "password absent\nbody lacks secret\n" UA_TEST_EXT "/hasPassword == true"),
    ANNA (REMOVE ("password"), 200, UA_TEST_EXT "/hasPassword == false"),
    REFUSED (REPLACE ("password", "\"\""), "invalidValue") } },
};

int
main (int    argc,
      char **argv)
{
  return ua_test_conformance_run (argc, argv, cases, G_N_ELEMENTS (cases));
}
