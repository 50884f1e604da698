/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-conformance.h"

/* What resources are (RFC 7643, sections 2 to 4). */

#define NEW(more) UA_TEST_MEMBER ("\"userName\":\"new$n\"" more)
#define PATCH(operations) UA_TEST_OPERATIONS (operations)

static const UaTestCase cases[] = {
  { "7643-2.1", "names of attributes and URNs have no case", {
    { "POST /Users", NULL,
      "{\"SCHEMAS\":[\"URN:IETF:PARAMS:SCIM:SCHEMAS:CORE:2.0:USER\"],\"USERNAME\":\"new$n\","
      "\"Name\":"
      "{\"GIVENNAME\":\"Ida\"},\"EMails\":[{\"Value\":\"ida$n@a.example\",\"TYPE\":\"work\"}],"
      "\"URN:ietf:params:scim:schemas:extension:ENTERPRISE:2.0:User\":{\"Department\":\"Deck\"}}",
      201, "userName == \"new$n\"\nname == {\"givenName\":\"Ida\"}\n"
      "emails == [{\"value\":\"ida$n@a.example\",\"type\":\"work\"}]\nUSERNAME absent\n"
      UA_TEST_ENT "/department == \"Deck\"\nschemas/0 == \"" UA_TEST_USER "\"" } } },
  { "7643-2.3.1", "texts keep their letters", {
    { "POST /Users", NULL, NEW (",\"title\":\"\\u00c9t\\u00e9 \\ud83d\\ude00 \\\"q\\\" \\\\ "
                                "\\n\""), 201,
      "title == \"\\u00c9t\\u00e9 \\ud83d\\ude00 \\\"q\\\" \\\\ \\n\"" } } },
  { "7643-2.3.2", "booleans are true or false", {
    { "POST /Users", NULL, NEW (",\"active\":false"), 201, "active == false" },
    { "PUT /Users/$bert", NULL, NEW (",\"active\":1"), 400, "scimType == \"invalidValue\"" },
    { "PUT /Users/$bert", NULL, NEW (",\"active\":\"\""), 400, "scimType == \"invalidValue\"" } } },
  { "7643-2.3.4", "integers are whole", {
    { "GET /RoleProfiles?count=1", NULL, NULL, 200, "Resources/0/id save profile" },
    { "PATCH /RoleProfiles/$profile", NULL,
      PATCH ("{\"op\":\"replace\",\"path\":\"memberCount\",\"value\":-7}"), 400,
      "scimType == \"mutability\"" } } },
  { "7643-2.3.5", "times have a date, a time of day and a zone", {
    { "GET /Users/$anna", NULL, NULL, 200, "meta/created save created" },
    { "GET /Users?filter=<id eq \"$anna\" and meta.created eq \"$created\">", NULL, NULL, 200,
      "totalResults == 1" },
    { "GET /Users?filter=<meta.created lt \"4 March\">", NULL, NULL, 400,
      "scimType == \"invalidFilter\"" } } },
  { "7643-2.3.1", "days are texts of their own form", {
    { "POST /Users", NULL, NEW (",\"" UA_TEST_EXT "\":{\"hireDate\":\"2021-03-04T23:30:00-05:00\"}"),
      201, UA_TEST_EXT "/hireDate == \"2021-03-04\"" },
    { "PUT /Users/$bert", NULL, UA_TEST_MEMBER ("\"userName\":\"bert$n\",\"" UA_TEST_EXT "\":"
                                                "{\"hireDate\":\"4 March\"}"), 400,
      "scimType == \"invalidValue\"" },
    { "PUT /Users/$bert", NULL, UA_TEST_MEMBER ("\"userName\":\"bert$n\",\"" UA_TEST_EXT "\":"
                                                "{\"hireDate\":\"2021-02-30\"}"), 400,
      "scimType == \"invalidValue\"" } } },
  { "7643-2.3.6", "binary values are base64", {
    { "POST /Users", NULL, NEW (",\"x509Certificates\":[{\"value\":\"QUI=\"}]"), 201,
      "x509Certificates/0/value == \"QUI=\"" },
    { "PUT /Users/$bert", NULL, NEW (",\"x509Certificates\":[{\"value\":\"QUI\"}]"), 400,
      "scimType == \"invalidValue\"" } } },
  { "7643-2.3.7", "references to resources are addresses of these", {
    { "PATCH /Users/$anna", NULL, PATCH ("{\"op\":\"add\",\"path\":\"" UA_TEST_ENT ":manager\","
                                         "\"value\":{\"value\":\"$bert\"}}"), 200,
      UA_TEST_ENT "/manager == {\"value\":\"$bert\",\"$ref\":\"$base/Users/$bert\","
      "\"displayName\":\"bert$n\"}\ngroups/0/$ref == \"$base/Groups/$crew\"" },
    { "PATCH /Users/$bert", NULL, PATCH ("{\"op\":\"add\",\"path\":\"" UA_TEST_ENT ":manager\","
                                         "\"value\":{\"$ref\":\"../Users/$anna\"}}"), 200,
      UA_TEST_ENT "/manager/value == \"$anna\"" },
    { "PATCH /Users/$bert", NULL, PATCH ("{\"op\":\"add\",\"path\":\"" UA_TEST_ENT ":manager\","
                                         "\"value\":{\"value\":\"none\"}}"), 400,
      "scimType == \"invalidValue\"" } } },
  { "7643-2.4", "the same value twice is there once", {
    { "POST /Users", NULL, NEW (",\"emails\":[{\"value\":\"i$n@a.example\",\"type\":\"work\"},"
                                "{\"type\":\"work\",\"value\":\"i$n@a.example\"}]"), 201,
      "emails has 1" } } },
  { "7643-2.4", "one value at most is primary", {
    { "POST /Users", NULL, NEW (",\"emails\":[{\"value\":\"a\",\"primary\":true},"
                                "{\"value\":\"b\",\"primary\":true}]"), 400,
      "scimType == \"invalidValue\"" } } },
  { "7643-2.4", "other types than the suggested ones are taken", {
    { "POST /Users", NULL, NEW (",\"phoneNumbers\":[{\"value\":\"1\",\"type\":\"boat\"}]"), 201,
      "phoneNumbers/0/type == \"boat\"" } } },
  { "7643-2.5", "null, the empty list and nothing are the same", {
    { "POST /Users", NULL, NEW (",\"nickName\":null,\"emails\":[],\"name\":null"), 201,
      "nickName absent\nemails absent\nname absent" },
    { "PUT /Users/$anna", NULL, UA_TEST_MEMBER ("\"userName\":\"anna$n\",\"title\":null,"
                                                "\"emails\":[],"
                                                "\"" UA_TEST_ENT "\":{\"department\":null}"), 200,
      "title absent\nemails absent\n" UA_TEST_ENT " absent" },
    { "GET /Users?filter=<id eq \"$anna\" and not (emails pr) and not (title pr)>", NULL, NULL, 200,
      "totalResults == 1" } } },
  { "7643-3", "schemas names those that are used and no others", {
    { "GET /Users/$anna", NULL, NULL, 200,
      "schemas == [\"" UA_TEST_USER "\",\"" UA_TEST_ENT "\",\"" UA_TEST_EXT "\"]" },
    { "GET /Users/$bert", NULL, NULL, 200, "schemas == [\"" UA_TEST_USER "\",\"" UA_TEST_EXT
      "\"]" },
    { "PATCH /Users/$bert", NULL, PATCH ("{\"op\":\"add\",\"path\":\"" UA_TEST_ENT ":division\","
                                         "\"value\":\"D\"}"), 200, "schemas has 3" },
    { "PATCH /Users/$bert", NULL, PATCH ("{\"op\":\"remove\",\"path\":\"" UA_TEST_ENT
      ":division\"}"),
      200, "schemas has 2\n" UA_TEST_ENT " absent" } } },
  { "7643-3.1", "an id is the service's and stays", {
    { "PATCH /Users/$anna", NULL, PATCH ("{\"op\":\"replace\",\"path\":\"userName\",\"value\":"
                                         "\"other$n\"}"), 200,
      "id == \"$anna\"\nmeta/location == \"$base/Users/$anna\"" },
    { "GET /Groups?filter=<id eq \"$anna\">", NULL, NULL, 200, "totalResults == 0" },
    { "GET /Users/bulkId:anna", NULL, NULL, 404, NULL } } },
  { "7643-3.1", "an externalId is the client's, found again and not unique", {
    { "POST /Users", NULL, NEW (",\"externalId\":\"Ext$n\""), 201, "externalId == \"Ext$n\"" },
    { "GET /Users?filter=<externalId eq \"Ext$n\">", NULL, NULL, 200, "totalResults == 2" },
    { "PATCH /Users/$anna", NULL, PATCH ("{\"op\":\"remove\",\"path\":\"externalId\"}"), 200,
      "externalId absent" },
    { "PATCH /Groups/$crew", NULL, PATCH ("{\"op\":\"add\",\"path\":\"externalId\",\"value\":"
                                          "\"G$n\"}"), 200, "externalId == \"G$n\"" } } },
  { "7643-3.1", "meta tells type, times, address and version", {
    { "GET /Users/$anna", NULL, NULL, 200,
      "meta/created save created\nmeta/lastModified == \"$created\"\nmeta/resourceType == "
      "\"User\"" },
    { "PATCH /Users/$anna", NULL, PATCH ("{\"op\":\"remove\",\"path\":\"title\"}"), 200,
      "meta/created == \"$created\"\nmeta/version == \"W/\\\"2\\\"\"" },
    { "GET /Groups/$crew", NULL, NULL, 200,
      "meta/resourceType == \"Group\"\nmeta/location == \"$base/Groups/$crew\"" },
    { "GET /Users?filter=<meta.location eq \"$base/Users/$anna\">", NULL, NULL, 200,
      "totalResults == 1" } } },
  { "7643-3.3", "an extension is an object under its URN", {
    { "POST /Users", NULL, NEW (",\"" UA_TEST_ENT "\":\"x\""), 400, "scimType == "
        "\"invalidValue\"" },
    { "POST /Users", NULL, NEW (",\"department\":\"Deck\",\"" UA_TEST_ENT "\":{\"shoeSize\":43}"),
      201, "department absent\n" UA_TEST_ENT " absent" } } },
  { "7643-4.1", "the groups of a member follow from the groups", {
    { "GET /Users/$bert", NULL, NULL, 200,
      "groups == [{\"value\":\"$crew\",\"$ref\":\"$base/Groups/$crew\",\"display\":\"Crew$n\","
      "\"type\":\"direct\"}]" },
    { "PUT /Users/$bert", NULL, UA_TEST_MEMBER ("\"userName\":\"bert$n\""), 200, "groups has 1" },
    { "DELETE /Groups/$crew", NULL, NULL, 204, NULL },
    { "GET /Users/$bert", NULL, NULL, 200, "groups absent" } } },
  { "7643-4.1", "a password is changed and never shown", {
    { "PUT /Users/$anna", NULL, UA_TEST_MEMBER ("\"userName\":\"anna$n\",\"password\":\"brand new "
                                                "$n\""),
      200, "password absent\nbody lacks brand new" },
    { "GET /Users?filter=<id eq \"$anna\">", NULL, NULL, 200, "body lacks brand new" },
    { "PUT /Users/$bert", NULL, UA_TEST_MEMBER ("\"userName\":\"bert$n\",\"password\":\"\""), 400,
      "scimType == \"invalidValue\"" } } },
  { "7643-4.2", "the members of a group are there and are told by name", {
    { "GET /Groups/$crew", NULL, NULL, 200,
      "members/1 == {\"value\":\"$bert\",\"$ref\":\"$base/Users/$bert\",\"display\":\"bert$n\","
      "\"type\":\"User\"}" },
    { "POST /Groups", NULL, "{\"schemas\":[\"" UA_TEST_GROUP "\"],\"displayName\":\"X\","
        "\"members\":"
      "[{\"value\":\"none\"}]}", 400, "scimType == \"invalidValue\"" },
    { "POST /Groups", NULL, "{\"schemas\":[\"" UA_TEST_GROUP "\"],\"displayName\":\"X\","
        "\"members\":"
      "[{\"value\":\"$crew\"}]}", 400, "scimType == \"invalidValue\"" },
    { "POST /Groups", NULL, "{\"schemas\":[\"" UA_TEST_GROUP "\"],\"displayName\":\"X\","
        "\"members\":"
      "[{\"value\":\"$anna\",\"type\":\"Group\"}]}", 400, "scimType == \"invalidValue\"" },
    { "POST /Groups", NULL, "{\"schemas\":[\"" UA_TEST_GROUP "\"],\"displayName\":\"X\","
        "\"members\":"
      "[{\"value\":\"$anna\",\"display\":\"Zed\",\"$ref\":\"x\"}]}", 201,
      "members/0/display == \"Anna Ahl$n\"" } } },
  { "7643-4.3", "a manager who is deleted is nobody's any more", {
    { "PATCH /Users/$anna", NULL, PATCH ("{\"op\":\"add\",\"path\":\"" UA_TEST_ENT ":manager\","
                                         "\"value\":\"$bert\"}"), 200,
      UA_TEST_ENT "/manager/value == \"$bert\"" },
    { "DELETE /Users/$bert", NULL, NULL, 204, NULL },
    { "GET /Users/$anna", NULL, NULL, 200, UA_TEST_ENT "/manager absent\n@ETag == W/\"3\"" } } },
};

int
main (int    argc,
      char **argv)
{
  return ua_test_conformance_run (argc, argv, cases, G_N_ELEMENTS (cases));
}
