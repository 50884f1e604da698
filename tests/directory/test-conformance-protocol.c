/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-conformance.h"

/* Creating, replacing, deleting, versions, media types, errors (RFC 7644, section 3). */

#define NEW(more) UA_TEST_MEMBER ("\"userName\":\"new$n\"" more)

static const UaTestCase cases[] = {
  { "7644-3.1", "a body of another type is refused", {
    { "POST /Users", "Content-Type: text/plain", NEW (""), 415, NULL },
    { "PUT /Users/$bert", "Content-Type: application/xml", NEW (""), 415, NULL },
    { "PATCH /Users/$bert", "Content-Type: application/x-www-form-urlencoded", "a=b", 415,
      NULL } } },
  { "7644-3.1", "application json is as good", {
    { "POST /Users", "Content-Type: application/json; charset=utf-8", NEW (""), 201,
      "@Content-Type == application/scim+json" } } },
  { "7644-3.1", "a body must be a JSON object", {
    { "POST /Users", NULL, "{", 400, "scimType == \"invalidSyntax\"" },
    { "POST /Users", NULL, "[]", 400, "scimType == \"invalidSyntax\"" },
    { "POST /Users", NULL, "", 400, "scimType == \"invalidSyntax\"" },
    { "PUT /Users/$anna", NULL, "null", 400, "scimType == \"invalidSyntax\"" },
    { "POST /Users", NULL, "{\"userName\":\"\\ud800\"}", 400, "scimType == \"invalidSyntax\"" } } },
  { "7644-3.1", "of a name given twice the last value counts", {
    { "POST /Users", NULL, UA_TEST_MEMBER ("\"userName\":\"a$n\",\"userName\":\"b$n\""), 201,
      "userName == \"b$n\"" } } },

  { "7644-3.3", "a new resource is answered whole and with its address", {
    { "POST /Users", NULL, NEW (",\"nickName\":\"Nick\""), 201,
      "id save id\nmeta/resourceType == \"User\"\nmeta/created present\nmeta/lastModified present\n"
      "meta/location == \"$base/Users/$id\"\n@Location == $base/Users/$id\n"
      "meta/version save version\n@ETag == $version\nnickName == \"Nick\"\n"
      "schemas/0 == \"" UA_TEST_USER "\"\n@Content-Type == application/scim+json" },
    { "GET /Users/$id", NULL, NULL, 200, "userName == \"new$n\"" } } },
  { "7644-3.3", "what only the service sets is ignored", {
    { "POST /Users", NULL, NEW (",\"id\":\"mine\",\"meta\":{\"version\":\"x\","
                                "\"resourceType\":\"Y\"},"
                                "\"groups\":[{\"value\":\"$crew\"}],\"" UA_TEST_EXT
                                "\":{\"status\":"
                                "\"invited\",\"hasPassword\":true}"), 201,
      "id != \"mine\"\nmeta/resourceType == \"User\"\ngroups absent\n"
      UA_TEST_EXT "/status == \"active\"\n" UA_TEST_EXT "/hasPassword == false" } } },
  { "7644-3.3", "schemas are required and must be those of the type", {
    { "POST /Users", NULL, "{\"userName\":\"new$n\"}", 400, "scimType == \"invalidSyntax\"" },
    { "POST /Users", NULL, "{\"schemas\":[],\"userName\":\"new$n\"}", 400,
      "scimType == \"invalidSyntax\"" },
    { "POST /Users", NULL, "{\"schemas\":[\"" UA_TEST_GROUP "\"],\"userName\":\"new$n\"}", 400,
      "scimType == \"invalidValue\"" } } },
  { "7644-3.3", "required attributes are required", {
    { "POST /Users", NULL, UA_TEST_MEMBER ("\"nickName\":\"x\""), 400,
      "scimType == \"invalidValue\"" },
    { "POST /Users", NULL, UA_TEST_MEMBER ("\"userName\":null"), 400,
      "scimType == \"invalidValue\"" },
    { "POST /Users", NULL, UA_TEST_MEMBER ("\"userName\":\"\""), 400,
      "scimType == \"invalidValue\"" },
    { "POST /Groups", NULL, "{\"schemas\":[\"" UA_TEST_GROUP "\"]}", 400,
      "scimType == \"invalidValue\"" } } },
  { "7644-3.3", "attributes that no schema knows are ignored", {
    { "POST /Users", NULL, NEW (",\"shoeSize\":43,\"urn:other:User\":{\"a\":1}"), 201,
      "shoeSize absent\nurn:other:User absent" } } },
  { "7644-3.3", "values must be of their type", {
    { "POST /Users", NULL, NEW (",\"active\":5"), 400, "scimType == \"invalidValue\"" },
    { "POST /Users", NULL, NEW (",\"title\":true"), 400, "scimType == \"invalidValue\"" },
    { "POST /Users", NULL, NEW (",\"name\":\"x\""), 400, "scimType == \"invalidValue\"" },
    { "POST /Users", NULL, NEW (",\"emails\":{\"value\":\"x\"}"), 400,
      "scimType == \"invalidValue\"" },
    { "POST /Users", NULL, NEW (",\"x509Certificates\":[{\"value\":\"*\"}]"), 400,
      "scimType == \"invalidValue\"" } } },
  { "7644-3.3", "what is to be unique and is not is refused", {
    { "POST /Users", NULL, UA_TEST_MEMBER ("\"userName\":\"ANNA$n\""), 409,
      "scimType == \"uniqueness\"" },
    { "POST /Users", NULL, NEW (",\"emails\":[{\"value\":\"ANNA$n@a.example\"}]"), 409,
      "scimType == \"uniqueness\"" },
    { "PUT /Users/$bert", NULL, UA_TEST_MEMBER ("\"userName\":\"anna$n\""), 409,
      "scimType == \"uniqueness\"" } } },
  { "7644-3.3", "nothing is created at the address of one", {
    { "POST /Users/$anna", NULL, NEW (""), 405, "@Allow == GET, HEAD, PUT, PATCH, DELETE" } } },
  { "7644-3.3", "attributes and excludedAttributes go for the answer", {
    { "POST /Users?attributes=userName", NULL, NEW (",\"title\":\"x\""), 201,
      "userName == \"new$n\"\ntitle absent\nid present\nschemas present" },
    { "PUT /Users/$anna?excludedAttributes=title", NULL,
      UA_TEST_MEMBER ("\"userName\":\"anna$n\",\"title\":\"x\""), 200,
      "userName present\ntitle absent" } } },

  { "7644-3.5.1", "a replacement takes the place of what was", {
    { "PUT /Users/$anna", NULL, UA_TEST_MEMBER ("\"userName\":\"anna$n\",\"title\":\"Mate\""), 200,
      "id == \"$anna\"\ntitle == \"Mate\"\nnickName absent\nemails absent\nname absent\n"
      UA_TEST_ENT " absent\n@ETag == W/\"2\"\n@Location == $base/Users/$anna" },
    { "GET /Users/$anna", NULL, NULL, 200, "nickName absent\ntitle == \"Mate\"" } } },
  { "7644-3.5.1", "what only the service sets is ignored", {
    { "PUT /Users/$anna", NULL,
      UA_TEST_MEMBER ("\"userName\":\"anna$n\",\"id\":\"other\",\"meta\":{\"created\":"
                      "\"1999-01-01T00:00:00Z\"},\"groups\":[]"), 200,
      "id == \"$anna\"\nmeta/created != \"1999-01-01T00:00:00Z\"\ngroups has 1" } } },
  { "7644-3.5.1", "required attributes are required", {
    { "PUT /Users/$anna", NULL, UA_TEST_MEMBER ("\"title\":\"Mate\""), 400,
      "scimType == \"invalidValue\"" },
    { "PUT /Groups/$crew", NULL, "{\"schemas\":[\"" UA_TEST_GROUP "\"],\"members\":[]}", 400,
      "scimType == \"invalidValue\"" } } },
  { "7644-3.5.1", "nothing is created by it", {
    { "PUT /Users/00000000-0000-4000-8000-000000000000", NULL, NEW (""), 404, NULL },
    { "PUT /Users", NULL, NEW (""), 405, "@Allow == GET, HEAD, POST" } } },
  { "7644-3.5.1", "a group is emptied by it", {
    { "PUT /Groups/$crew", NULL,
      "{\"schemas\":[\"" UA_TEST_GROUP "\"],\"displayName\":\"Crew$n\"}", 200, "members absent" },
    { "GET /Users/$anna", NULL, NULL, 200, "groups absent" } } },

  { "7644-3.6", "what is deleted is gone", {
    { "DELETE /Users/$anna", NULL, NULL, 204, "body empty" },
    { "GET /Users/$anna", NULL, NULL, 404, NULL },
    { "DELETE /Users/$anna", NULL, NULL, 404, NULL },
    { "GET /Users?filter=<userName eq \"anna$n\">", NULL, NULL, 200, "totalResults == 0" },
    { "GET /Groups/$crew", NULL, NULL, 200, "members has 1\nmembers/0/value == \"$bert\"" } } },
  { "7644-3.6", "a deleted name can be given again", {
    { "DELETE /Users/$anna", NULL, NULL, 204, NULL },
    { "POST /Users", NULL, UA_TEST_MEMBER ("\"userName\":\"anna$n\",\"emails\":[{\"value\":"
                                           "\"anna$n@a.example\"}]"), 201, "id != \"$anna\"" } } },

  { "7644-3.8", "answers are SCIM where the client takes that", {
    { "GET /Users/$anna", "Accept: application/scim+json", NULL, 200,
      "@Content-Type == application/scim+json" },
    { "GET /Users/$anna", "Accept: text/html, */*;q=0.1", NULL, 200,
      "@Content-Type == application/scim+json" },
    { "GET /Users/$anna", "Accept: application/*", NULL, 200,
      "@Content-Type == application/scim+json" } } },
  { "7644-3.8", "answers are JSON where the client takes only that", {
    { "GET /Users/$anna", "Accept: application/json", NULL, 200,
      "@Content-Type == application/json" },
    { "GET /Users/$anna", "Accept: application/scim+json;q=0, application/json;q=0.5", NULL, 200,
      "@Content-Type == application/json" } } },
  { "7644-3.8", "nothing is done for a client that takes neither", {
    { "GET /Users/$anna", "Accept: application/xml", NULL, 406, NULL },
    { "DELETE /Users/$anna", "Accept: text/*", NULL, 406, NULL },
    { "GET /Users/$anna", NULL, NULL, 200, NULL } } },

  { "7644-3.11", "Me is who asks, and every answer tells who that is", {
    { "GET /Me", NULL, NULL, 200, "id save me" },
    { "GET /Me", NULL, NULL, 200, "@Location == $base/Users/$me\n"
      "meta/location == \"$base/Users/$me\"" },
    { "HEAD /Me", NULL, NULL, 200, "@Location == $base/Users/$me" },
    { "PATCH /Me", NULL, UA_TEST_OPERATIONS ("{\"op\":\"replace\",\"path\":\"nickName\",\"value\":"
                                             "\"N$n\"}"), 200,
      "@Location == $base/Users/$me\nnickName == \"N$n\"" },
    { "DELETE /Me", NULL, NULL, 403, "@Location == $base/Users/$me" } } },
  { "7644-3.11", "Me is one resource and no more", {
    { "POST /Me", NULL, NEW (""), 405, "@Allow == GET, HEAD, PUT, PATCH, DELETE" },
    { "POST /Me/.search", NULL, "{\"schemas\":[\"" UA_TEST_SEARCH "\"]}", 404, NULL },
    { "GET /Me/$anna", NULL, NULL, 404, NULL } } },

  { "7644-3.12", "an address that leads nowhere is answered in kind", {
    { "GET /Users/none", NULL, NULL, 404, "scimType absent" },
    { "GET /Boats", NULL, NULL, 404, NULL },
    { "GET /users", NULL, NULL, 404, NULL },
    { "GET /Users/$crew", NULL, NULL, 404, NULL },
    { "GET /Users/$anna/emails", NULL, NULL, 404, NULL } } },
  { "7644-3.12", "an error tells no values", {
    { "POST /Users", NULL, NEW (",\"active\":\"Sinterklaas\""), 400, "body lacks Sinterklaas" },
    { "GET /Users?filter=<userName eq Sinterklaas>", NULL, NULL, 400, "body lacks Sinterklaas" },
    { "POST /Users", NULL, UA_TEST_MEMBER ("\"userName\":\"Anna$n\""), 409,
      "body lacks Anna$n" } } },
  { "7644-3.12", "a method that cannot be used is answered with those that can", {
    { "DELETE /Users", NULL, NULL, 405, "@Allow == GET, HEAD, POST" },
    { "PATCH /Users", NULL, "{}", 405, "@Allow == GET, HEAD, POST" },
    { "GET /Users/.search", NULL, NULL, 405, "@Allow == POST" },
    { "PUT /Schemas", NULL, "{}", 405, "@Allow == GET, HEAD" } } },

  { "7644-3.14", "a version is named in resource and header", {
    { "GET /Users/$anna", NULL, NULL, 200, "meta/version == \"W/\\\"1\\\"\"\n@ETag == W/\"1\"" },
    { "PATCH /Users/$anna", NULL, UA_TEST_OPERATIONS ("{\"op\":\"add\",\"path\":\"title\","
                                                      "\"value\":"
                                                      "\"New\"}"), 200,
      "meta/version == \"W/\\\"2\\\"\"\n@ETag == W/\"2\"" } } },
  { "7644-3.14", "what has not changed is not sent again", {
    { "GET /Users/$anna", "If-None-Match: W/\"1\"", NULL, 304, "body empty\n@ETag == W/\"1\"" },
    { "GET /Users/$anna", "If-None-Match: \"9\", \"1\"", NULL, 304, NULL },
    { "GET /Users/$anna", "If-None-Match: *", NULL, 304, NULL },
    { "GET /Users/$anna", "If-None-Match: W/\"9\"", NULL, 200, "id == \"$anna\"" } } },
  { "7644-3.14", "an older version is not changed", {
    { "PUT /Users/$anna", "If-Match: W/\"9\"", NEW (""), 412, NULL },
    { "PATCH /Users/$anna", "If-Match: W/\"9\"",
      UA_TEST_OPERATIONS ("{\"op\":\"remove\",\"path\":\"title\"}"), 412, NULL },
    { "DELETE /Users/$anna", "If-Match: W/\"9\"", NULL, 412, NULL },
    { "GET /Users/$anna", NULL, NULL, 200, "title == \"Skipper\"\n@ETag == W/\"1\"" },
    { "DELETE /Users/$anna", "If-Match: W/\"1\"", NULL, 204, NULL } } },
  { "7644-3.14", "a change that changes nothing makes no version", {
    { "PATCH /Users/$anna", NULL, UA_TEST_OPERATIONS ("{\"op\":\"add\",\"path\":\"title\","
                                                      "\"value\":"
                                                      "\"Skipper\"}"), 200,
      "@ETag == W/\"1\"\nmeta/lastModified save time" },
    { "GET /Users/$anna", NULL, NULL, 200, "meta/lastModified == \"$time\"" } } },

  { "7644-4", "what describes the service is read only and not filtered", {
    { "POST /ServiceProviderConfig", NULL, "{}", 405, "@Allow == GET, HEAD" },
    { "DELETE /ResourceTypes/User", NULL, NULL, 405, "@Allow == GET, HEAD" },
    { "GET /ServiceProviderConfig?filter=<id pr>", NULL, NULL, 403, NULL },
    { "GET /ResourceTypes?filter=<id pr>", NULL, NULL, 403, NULL },
    { "GET /Schemas?filter=<id pr>", NULL, NULL, 403, NULL } } },
  { "7644-4", "paging, order and attributes count for nothing there", {
    { "GET /Schemas?startIndex=5&count=1&sortBy=nope&attributes=id", NULL, NULL, 200,
      "totalResults != 1\nstartIndex == 1\nResources/5/attributes present" },
    { "GET /ResourceTypes?count=0", NULL, NULL, 200, "Resources/1/name == \"Group\"" } } },
  { "7644-4", "each is found by its id", {
    { "GET /Schemas/" UA_TEST_USER, NULL, NULL, 200,
      "id == \"" UA_TEST_USER "\"\nmeta/resourceType == \"Schema\"\n"
      "meta/location == \"$base/Schemas/" UA_TEST_USER "\"" },
    { "GET /ResourceTypes/Group", NULL, NULL, 200, "id == \"Group\"\nendpoint == \"/Groups\"\n"
      "schema == \"" UA_TEST_GROUP "\"\nmeta/location == \"$base/ResourceTypes/Group\"" },
    { "GET /Schemas/urn:none", NULL, NULL, 404, NULL },
    { "GET /ResourceTypes/Boat", NULL, NULL, 404, NULL } } },

  { "9110-9.3.2", "HEAD is GET without the body", {
    { "HEAD /Users/$anna", NULL, NULL, 200, "body empty\n@ETag == W/\"1\"\n"
      "@Content-Type == application/scim+json" },
    { "HEAD /Users", NULL, NULL, 200, "body empty" },
    { "HEAD /Users/none", NULL, NULL, 404, "body empty" } } },
  { "3986-6.2", "an address may be encoded and end in a slash", {
    { "GET /%55sers/$anna", NULL, NULL, 200, "id == \"$anna\"" },
    { "GET /Users/$anna/", NULL, NULL, 200, "id == \"$anna\"" },
    { "GET /Users/?count=1", NULL, NULL, 200, "Resources has 1" },
    { "GET /Users/$anna?unknown=parameter", NULL, NULL, 200, "id == \"$anna\"" } } },
};

int
main (int    argc,
      char **argv)
{
  return ua_test_conformance_run (argc, argv, cases, G_N_ELEMENTS (cases));
}
