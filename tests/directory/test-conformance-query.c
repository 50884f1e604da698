/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-conformance.h"

/* Lists, filters, orders, pages, searches, projections (RFC 7644, sections 3.4, 3.9 and 3.10). */

#define FOUND(filter) { "GET /Users?filter=<" filter ">", NULL, NULL, 200, "totalResults == 1\n" \
                        "Resources/0/id == \"$anna\"" }
#define NOT_FOUND(filter) { "GET /Users?filter=<id eq \"$anna\" and (" filter ")>", NULL, NULL, \
                            200, "totalResults == 0\nResources has 0" }
#define NONSENSE(filter) { "GET /Users?filter=<" filter ">", NULL, NULL, 400, \
                           "scimType == \"invalidFilter\"" }
#define BOTH "(id eq \"$anna\" or id eq \"$bert\")"
#define SEARCH(more) "{\"schemas\":[\"" UA_TEST_SEARCH "\"]" more "}"
#define ORDER(sort, first, second) \
  { "GET /Users?" sort "&filter=<" BOTH ">", NULL, NULL, 200, \
    "Resources/0/id == \"$" first "\"\nResources/1/id == \"$" second "\"" }

static const UaTestCase cases[] = {
  { "7644-3.4.2", "a list says how many there are and how many it has", {
    { "GET /Users?count=2", NULL, NULL, 200,
      "schemas/0 == \"" UA_TEST_LIST "\"\nitemsPerPage == 2\nstartIndex == 1\nResources has 2\n"
      "totalResults present" },
    { "GET /Users?filter=<" BOTH ">", NULL, NULL, 200, "totalResults == 2\nitemsPerPage == 2" },
    { "GET /Users?filter=<id eq \"none\">", NULL, NULL, 200,
      "totalResults == 0\nResources has 0\nitemsPerPage == 0" } } },
  { "7644-3.4.2.1", "the base address has all types", {
    { "GET /?filter=<id eq \"$anna\" or id eq \"$crew\">", NULL, NULL, 200,
      "totalResults == 2\nResources/0/meta/resourceType == \"User\"\n"
      "Resources/1/meta/resourceType == \"Group\"" },
    { "GET /?filter=<meta.resourceType eq \"Group\" and displayName eq \"Crew$n\">", NULL, NULL,
      200, "totalResults == 1\nResources/0/id == \"$crew\"" } } },
  { "7644-3.4.2.1", "all types are in one order", {
    { "PUT /Users/$anna", NULL, UA_TEST_MEMBER ("\"userName\":\"a$n\",\"displayName\":\"zz$n\""),
      200, NULL },
    { "GET /?sortBy=displayName&filter=<id eq \"$anna\" or id eq \"$bert\" or id eq \"$crew\">",
      NULL, NULL, 200, "Resources/0/id == \"$crew\"\nResources/1/id == \"$anna\"\n"
      "Resources/2/id == \"$bert\"" },
    { "GET /?sortBy=userName&sortOrder=descending&filter=<id eq \"$anna\" or id eq \"$crew\">",
      NULL, NULL, 200, "Resources/0/id == \"$crew\"\nResources/1/id == \"$anna\"" },
    { "GET /?sortBy=shoeSize", NULL, NULL, 400, "scimType == \"invalidValue\"" } } },

  { "7644-3.4.2.2", "eq on a text regards case where the schema says so", {
    FOUND ("userName eq \"aNNA$n\""), FOUND ("externalId eq \"Ext$n\""),
    NOT_FOUND ("externalId eq \"ext$n\""), NOT_FOUND ("id eq \"ANNA\""),
    FOUND ("userName EQ \"anna$n\"") } },
  { "7644-3.4.2.2", "co, sw and ew look within texts", {
    FOUND ("userName co \"nNa$n\" and userName sw \"AN\""), NOT_FOUND ("userName sw \"nna\""),
    FOUND ("userName ew \"A$n\" and userName co \"ANNA\""), NOT_FOUND ("userName ew \"anna\""),
    FOUND ("emails.value sw \"nan$n@\"") } },
  { "7644-3.4.2.2", "ne holds for another value and for none", {
    FOUND ("id eq \"$anna\" and title ne \"Cook\""), NOT_FOUND ("title ne \"skipper\""),
    FOUND ("id eq \"$anna\" and displayName ne \"x\""),
    FOUND ("id eq \"$anna\" and " UA_TEST_ENT ":department ne \"x\"") } },
  { "7644-3.4.2.2", "pr holds for a value, in complex ones for one of them", {
    FOUND ("id eq \"$anna\" and title pr and name pr and emails pr and addresses.country pr"),
    NOT_FOUND ("displayName pr"), NOT_FOUND ("phoneNumbers pr"), NOT_FOUND ("name.middleName pr"),
    FOUND ("id eq \"$anna\" and " UA_TEST_ENT ":department pr") } },
  { "7644-3.4.2.2", "texts are ordered by their letters", {
    FOUND ("id eq \"$anna\" and title gt \"skippeq\" and title ge \"SKIPPER\""),
    NOT_FOUND ("title gt \"skipper\""), FOUND ("id eq \"$anna\" and title le \"skipper\""),
    NOT_FOUND ("title lt \"skipper\""), NOT_FOUND ("displayName gt \"\"") } },
  { "7644-3.4.2.2", "times are compared as times", {
    FOUND ("id eq \"$anna\" and meta.created gt \"2011-05-13T04:42:34Z\""),
    NOT_FOUND ("meta.created lt \"2011-05-13T04:42:34Z\""),
    FOUND ("id eq \"$anna\" and not (meta.created gt \"2099-01-01T00:00:00+02:00\")"),
    FOUND ("id eq \"$anna\" and " UA_TEST_EXT ":hireDate ge \"2020-02-03\""),
    NONSENSE ("meta.created gt \"yesterday\"") } },
  { "7644-3.4.2.2", "numbers are compared as numbers", {
    { "GET /RoleProfiles?filter=<memberCount ge 0 and memberCount lt 1e3>", NULL, NULL, 200,
      "Resources/0/memberCount present" },
    { "GET /RoleProfiles?filter=<memberCount eq -1>", NULL, NULL, 200, "totalResults == 0" },
    { "GET /RoleProfiles?filter=<memberCount co \"1\">", NULL, NULL, 400,
      "scimType == \"invalidFilter\"" },
    { "GET /RoleProfiles?filter=<memberCount gt \"1\">", NULL, NULL, 400,
      "scimType == \"invalidFilter\"" },
    NONSENSE ("userName lt 5") } },
  { "7644-3.4.2.2", "booleans are equal or not and have no order", {
    FOUND ("id eq \"$anna\" and active eq true"), NOT_FOUND ("active eq false"),
    NONSENSE ("active gt false"), NONSENSE ("active co \"t\""), NONSENSE ("active le true") } },
  { "7644-3.4.2.2", "binary values have no order", {
    FOUND ("id eq \"$anna\" and x509Certificates.value eq \"QUJD\""),
    NOT_FOUND ("x509Certificates.value eq \"qujd\""),
    NONSENSE ("x509Certificates.value gt \"A\"") } },
  { "7644-3.4.2.2", "and binds closer than or, not closer than and", {
    FOUND ("id eq \"$anna\" or id eq \"none\" and active eq false"),
    NOT_FOUND ("(id eq \"$anna\" or id eq \"none\") and active eq false"),
    FOUND ("not (id ne \"$anna\") and active eq true"),
    FOUND ("id eq \"$anna\" and not (title eq \"Cook\" or title eq \"Mate\")"),
    NONSENSE ("not id eq \"x\"") } },
  { "7644-3.4.2.2", "brackets ask of one value what they ask", {
    FOUND ("emails[type eq \"home\" and value co \"nan$n@b\"]"),
    NOT_FOUND ("emails[type eq \"home\" and value co \"@a.\"]"),
    FOUND ("emails.type eq \"home\" and emails.value eq \"anna$n@a.example\""),
    FOUND ("id eq \"$anna\" and emails[not (type eq \"work\")]"),
    NONSENSE ("emails[type eq \"work\"") } },
  { "7644-3.4.2.2", "an attribute that there is not has no value", {
    NOT_FOUND ("shoeSize eq 43"), NOT_FOUND ("shoeSize pr"),
    FOUND ("id eq \"$anna\" and shoeSize eq null"), FOUND ("id eq \"$anna\" and shoeSize ne 43"),
    NOT_FOUND ("department eq \"Deck\"") } },
  { "7644-3.4.2.2", "names and URNs have no case", {
    FOUND ("USERNAME eq \"anna$n\""), FOUND (UA_TEST_USER ":userName eq \"anna$n\""),
    FOUND ("id eq \"$anna\" and URN:IETF:params:scim:schemas:core:2.0:user:TITLE eq \"skipper\""),
    FOUND ("id eq \"$anna\" and NAME.givenname eq \"anna\""),
    FOUND (UA_TEST_ENT ":EmployeeNumber eq \"a$n\"") } },
  { "7644-3.4.2.2", "members are found by their groups, groups by their members", {
    FOUND ("groups.value eq \"$crew\" and title pr"), FOUND ("groups eq \"$crew\" and title pr"),
    FOUND ("groups[display eq \"crew$n\"] and title pr"),
    { "GET /Groups?filter=<members.value eq \"$bert\">", NULL, NULL, 200,
      "totalResults == 1\nResources/0/id == \"$crew\"" },
    { "GET /Groups?filter=<members[value eq \"$anna\" and type eq \"User\"]>", NULL, NULL, 200,
      "totalResults == 1" } } },
  { "7644-3.4.2.2", "a filter that is none is refused", {
    NONSENSE ("userName"), NONSENSE ("userName eq"), NONSENSE ("userName is \"x\""),
    NONSENSE ("userName eq 'x'"), NONSENSE ("userName eq \"x\" and") } },
  { "7644-3.4.2.2", "a filter with a quotation or bracket left open is refused", {
    NONSENSE ("userName eq \"x"), NONSENSE ("(userName eq \"x\""), NONSENSE ("emails[]"),
    NONSENSE ("userName eq \"x\" title pr"), NONSENSE ("") } },
  { "7644-3.4.2.2", "a complex attribute is not compared by itself", {
    NONSENSE ("name eq \"Anna\""), NONSENSE ("addresses co \"Lier\""),
    FOUND ("emails eq \"anna$n@a.example\"") } },
  { "7644-3.4.2.2", "what is never returned is not searched", {
    NONSENSE ("password eq \"old secret $n\""), NONSENSE ("password pr"),
    NONSENSE ("not (password sw \"a\")") } },

  { "7644-3.4.2.3", "an order is ascending, without regard to case, where not told otherwise", {
    ORDER ("sortBy=userName", "anna", "bert"),
    ORDER ("sortBy=userName&sortOrder=ascending", "anna", "bert"),
    ORDER ("sortBy=userName&sortOrder=descending", "bert", "anna"),
    { "GET /Users?sortBy=userName&sortOrder=upwards", NULL, NULL, 400,
      "scimType == \"invalidValue\"" } } },
  { "7644-3.4.2.3", "what has no value is last in ascending and first in descending order", {
    ORDER ("sortBy=title", "anna", "bert"), ORDER ("sortBy=title&sortOrder=descending", "bert",
    "anna"),
    ORDER ("sortBy=emails&sortOrder=descending", "bert", "anna"),
    ORDER ("sortBy=" UA_TEST_ENT ":department&sortOrder=descending", "bert", "anna"),
    ORDER ("sortBy=" UA_TEST_EXT ":labels&sortOrder=descending", "bert", "anna") } },
  { "7644-3.4.2.3", "of several values the primary one counts", {
    { "PATCH /Users/$bert", NULL,
      UA_TEST_OPERATIONS ("{\"op\":\"add\",\"path\":\"emails\",\"value\":[{\"value\":"
                          "\"zz$n@b.example\"},{\"value\":\"aa$n@b.example\",\"primary\":true}]}"),
      200, NULL },
    ORDER ("sortBy=emails", "bert", "anna"), ORDER ("sortBy=emails.value", "bert", "anna") } },
  { "7644-3.4.2.3", "or else the first", {
    { "PATCH /Users/$bert", NULL,
      UA_TEST_OPERATIONS ("{\"op\":\"add\",\"path\":\"emails\",\"value\":[{\"value\":"
                          "\"zz$n@b.example\"},{\"value\":\"aa$n@b.example\"}]}"), 200, NULL },
    ORDER ("sortBy=emails", "anna", "bert"), ORDER ("sortBy=emails.value", "anna", "bert"),
    ORDER ("sortBy=EMAILS.Value&sortOrder=descending", "bert", "anna") } },
  { "7644-3.4.2.3", "case counts where the schema says so", {
    { "PATCH /Users/$bert", NULL,
      UA_TEST_OPERATIONS ("{\"op\":\"add\",\"value\":{\"externalId\":\"aaa\",\"title\":\"aaa\","
                          "\"x509Certificates\":[{\"value\":\"aaaa\"}]}}"), 200, NULL },
    ORDER ("sortBy=externalId", "anna", "bert"), ORDER ("sortBy=title", "bert", "anna"),
    ORDER ("sortBy=x509Certificates.value", "anna", "bert") } },
  { "7644-3.4.2.3", "booleans and times have an order", {
    { "PATCH /Users/$anna", NULL,
      UA_TEST_OPERATIONS ("{\"op\":\"replace\",\"path\":\"active\",\"value\":false}"), 200, NULL },
    ORDER ("sortBy=active", "anna", "bert"), ORDER ("sortBy=meta.created", "anna", "bert"),
    ORDER ("sortBy=meta.lastModified", "bert", "anna"),
    ORDER ("sortBy=emails.primary&sortOrder=descending", "bert", "anna") } },
  { "7644-3.4.2.3", "one sorts by attributes that there are and that are returned", {
    { "GET /Users?sortBy=shoeSize", NULL, NULL, 400, "scimType == \"invalidValue\"" },
    { "GET /Users?sortBy=name.shoeSize", NULL, NULL, 400, "scimType == \"invalidValue\"" },
    { "GET /Users?sortBy=password", NULL, NULL, 400, "scimType == \"invalidValue\"" },
    { "GET /Users?sortBy=<emails[type eq \"work\"]>", NULL, NULL, 400,
      "scimType == \"invalidValue\"" },
    ORDER ("sortBy=name.familyName", "anna", "bert") } },

  { "7644-3.4.2.4", "a page begins where it is told to and not before the first", {
    { "GET /Users?startIndex=2&count=1&sortBy=userName&filter=<" BOTH ">", NULL, NULL, 200,
      "totalResults == 2\nitemsPerPage == 1\nstartIndex == 2\nResources/0/id == \"$bert\"" },
    { "GET /Users?startIndex=0&filter=<" BOTH ">", NULL, NULL, 200,
      "startIndex == 1\nResources has 2" },
    { "GET /Users?startIndex=-3&filter=<" BOTH ">", NULL, NULL, 200,
      "startIndex == 1\nResources has 2" },
    { "GET /Users?startIndex=3&filter=<" BOTH ">", NULL, NULL, 200,
      "totalResults == 2\nResources has 0" },
    { "GET /Users?startIndex=two", NULL, NULL, 400, "scimType == \"invalidValue\"" } } },
  { "7644-3.4.2.4", "a page has as many as it is told to and none for a negative number", {
    { "GET /Users?count=0&filter=<" BOTH ">", NULL, NULL, 200,
      "totalResults == 2\nitemsPerPage == 0\nResources has 0" },
    { "GET /Users?count=-1&filter=<" BOTH ">", NULL, NULL, 200,
      "totalResults == 2\nitemsPerPage == 0\nResources has 0" },
    { "GET /Users?count=1000000&filter=<" BOTH ">", NULL, NULL, 200, "itemsPerPage == 2" },
    { "GET /Users?count=many", NULL, NULL, 400, "scimType == \"invalidValue\"" } } },

  { "9865-2", "a cursor leads to the next page in the same order", {
    { "GET /Users?cursor&count=1&sortBy=userName&filter=<" BOTH ">", NULL, NULL, 200,
      "totalResults == 2\nResources/0/id == \"$anna\"\nnextCursor save next\nstartIndex absent" },
    { "GET /Users?cursor=$next&count=1&sortBy=userName&filter=<" BOTH ">", NULL, NULL, 200,
      "totalResults == 2\nResources/0/id == \"$bert\"\nnextCursor absent" },
    { "GET /Users?cursor=$next&count=1&filter=<" BOTH ">", NULL, NULL, 400,
      "scimType == \"invalidCursor\"" },
    { "GET /Users?cursor=nonsense", NULL, NULL, 400, "scimType == \"invalidCursor\"" },
    { "GET /Users?cursor&count=some", NULL, NULL, 400, "scimType == \"invalidCount\"" } } },
  { "9865-2", "a cursor leads through all types", {
    { "GET /?cursor&count=2&sortBy=displayName&filter=<id eq \"$anna\" or id eq \"$bert\" or id eq "
      "\"$crew\">", NULL, NULL, 200, "totalResults == 3\nResources/0/id == \"$crew\"\n"
      "Resources/1/id == \"$anna\"\nnextCursor save next" },
    { "GET /?cursor=$next&count=2&sortBy=displayName&filter=<id eq \"$anna\" or id eq \"$bert\" or "
      "id eq \"$crew\">", NULL, NULL, 200, "Resources has 1\nResources/0/id == \"$bert\"\n"
      "nextCursor absent" },
    { "GET /Users?cursor=$next&count=2&sortBy=displayName&filter=<id eq \"$anna\" or id eq "
      "\"$bert\" "
      "or id eq \"$crew\">", NULL, NULL, 400, "scimType == \"invalidCursor\"" } } },

  { "7644-3.4.3", "a search says in its body what a list says in its address", {
    { "POST /Users/.search", NULL,
      SEARCH (",\"filter\":\"id eq \\\"$anna\\\" or id eq \\\"$bert\\\"\",\"sortBy\":\"userName\","
              "\"sortOrder\":\"descending\",\"startIndex\":2,\"count\":1,\"attributes\":"
              "[\"userName\",\"title\"]"), 200,
      "schemas/0 == \"" UA_TEST_LIST "\"\ntotalResults == 2\nstartIndex == 2\nitemsPerPage == 1\n"
      "Resources/0/id == \"$anna\"\nResources/0/title present\nResources/0/nickName absent" },
    { "POST /Groups/.search", NULL,
      SEARCH (",\"filter\":\"displayName eq \\\"crew$n\\\"\",\"excludedAttributes\":[\"members\"]"),
      200, "totalResults == 1\nResources/0/members absent\nResources/0/displayName present" },
    { "POST /.search", NULL, SEARCH (",\"filter\":\"id eq \\\"$anna\\\" or id eq \\\"$crew\\\"\","
                                     "\"sortBy\":\"meta.created\",\"sortOrder\":\"descending\""),
                                     200,
      "totalResults == 2\nResources/0/id == \"$crew\"\nResources/1/id == \"$anna\"" } } },
  { "7644-3.4.3", "a search can be read by cursors", {
    { "POST /.search", NULL, SEARCH (",\"filter\":\"id eq \\\"$anna\\\" or id eq \\\"$crew\\\"\","
                                     "\"count\":1,\"cursor\":\"\""), 200,
      "totalResults == 2\nResources/0/id == \"$anna\"\nnextCursor save next" },
    { "POST /.search", NULL, SEARCH (",\"filter\":\"id eq \\\"$anna\\\" or id eq \\\"$crew\\\"\","
                                     "\"count\":1,\"cursor\":\"$next\""), 200,
      "Resources/0/id == \"$crew\"\nnextCursor absent" } } },
  { "7644-3.4.3", "a search names its schema", {
    { "POST /Users/.search", NULL, "{\"filter\":\"id pr\"}", 400, "scimType == \"invalidSyntax\"" },
    { "POST /.search", NULL, "{\"schemas\":[\"" UA_TEST_USER "\"]}", 400,
      "scimType == \"invalidSyntax\"" },
    { "POST /Groups/.search", NULL, "[]", 400, "scimType == \"invalidSyntax\"" },
    { "POST /RoleProfiles/.search", NULL, SEARCH (",\"count\":1"), 200, "Resources has 1" } } },
  { "7644-3.4.3", "a search is refused for what a list is refused for", {
    { "POST /Users/.search", NULL, SEARCH (",\"filter\":\"id is here\""), 400,
      "scimType == \"invalidFilter\"" },
    { "POST /Users/.search", NULL, SEARCH (",\"filter\":5"), 400, "scimType == \"invalidFilter\"" },
    { "POST /Users/.search", NULL, SEARCH (",\"count\":\"some\""), 400,
      "scimType == \"invalidValue\"" },
    { "POST /.search", NULL, SEARCH (",\"sortBy\":\"shoeSize\""), 400,
      "scimType == \"invalidValue\"" },
    { "POST /Users/.search", "Content-Type: text/plain", SEARCH (""), 415, NULL } } },

  { "7644-3.9", "attributes names what is returned beside what always is", {
    { "GET /Users/$anna?attributes=userName,name.givenName", NULL, NULL, 200,
      "id present\nschemas present\nuserName present\nname == {\"givenName\":\"Anna\"}\nmeta "
      "absent\n"
      "title absent\n" UA_TEST_ENT " absent" },
    { "GET /Users/$anna?attributes=USERNAME,EMAILS.value", NULL, NULL, 200,
      "userName present\nemails/0 == {\"value\":\"anna$n@a.example\"}" },
    { "GET /Users/$anna?attributes=" UA_TEST_ENT ":department", NULL, NULL, 200,
      UA_TEST_ENT " == {\"department\":\"Deck\"}\nuserName absent" },
    { "GET /Users/$anna?attributes=" UA_TEST_USER ":title,shoeSize", NULL, NULL, 200,
      "title present\nuserName absent" },
    { "GET /Users/$anna?attributes=(", NULL, NULL, 400, "scimType == \"invalidValue\"" } } },
  { "7644-3.9", "excludedAttributes names what is not, but for what always is", {
    { "GET /Users/$anna?excludedAttributes=id,schemas,title,emails.type,meta.version", NULL, NULL,
      200,
      "id present\nschemas present\ntitle absent\nemails/0/value present\nemails/0/type absent\n"
      "userName present\nmeta/location present\nmeta/version absent" },
    { "GET /Users?count=1&excludedAttributes=" UA_TEST_EXT, NULL, NULL, 200,
      "Resources/0/" UA_TEST_EXT " absent\nResources/0/userName present" } } },
  { "7644-3.9", "what is never returned is not returned when asked for", {
    { "GET /Users/$anna?attributes=password,userName", NULL, NULL, 200,
      "password absent\nuserName present\nbody lacks secret" },
    { "GET /Users/$anna", NULL, NULL, 200, "password absent\nbody lacks secret" },
    { "POST /.search", NULL, SEARCH (",\"attributes\":[\"password\"],\"filter\":\"id eq "
                                     "\\\"$anna\\\""
                                     "\""), 200, "Resources/0/password absent" } } },
};

int
main (int    argc,
      char **argv)
{
  return ua_test_conformance_run (argc, argv, cases, G_N_ELEMENTS (cases));
}
