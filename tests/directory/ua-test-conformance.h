/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-test-directory.h"

G_BEGIN_DECLS

#define UA_TEST_MAX_STEPS 5

#define UA_TEST_USER "urn:ietf:params:scim:schemas:core:2.0:User"
#define UA_TEST_GROUP "urn:ietf:params:scim:schemas:core:2.0:Group"
#define UA_TEST_ENT "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
#define UA_TEST_EXT "urn:example:useradmin:scim:2.0:User"
#define UA_TEST_PATCH "urn:ietf:params:scim:api:messages:2.0:PatchOp"
#define UA_TEST_SEARCH "urn:ietf:params:scim:api:messages:2.0:SearchRequest"
#define UA_TEST_LIST "urn:ietf:params:scim:api:messages:2.0:ListResponse"
#define UA_TEST_ERROR "urn:ietf:params:scim:api:messages:2.0:Error"

/* A member as one sends it, and operations of a PATCH. */
#define UA_TEST_MEMBER(more) "{\"schemas\":[\"" UA_TEST_USER "\"]," more "}"
#define UA_TEST_OPERATIONS(operations) \
  "{\"schemas\":[\"" UA_TEST_PATCH "\"],\"Operations\":[" operations "]}"

/**
 * UaTestStep:
 * @request: method and address below the base address, such as `GET /Users/$anna`; what stands in
 *   `<` and `>` is encoded
 * @headers: (nullable): more headers, one a line; a body has `Content-Type: application/scim+json`
 * @body: (nullable): JSON, or what is to be refused
 * @status: the status that must come
 * @expect: (nullable): what else must hold, one a line, see ua_test_conformance_run()
 *
 * One request and what is to come of it.  `$anna`, `$bert` and `$crew` stand for the ids of two
 * members, of whom the first has all sorts of attributes, and of a group with both; `$base` for the
 * base address; `$n` for a number that no other case has; other names for what was saved.
 */
typedef struct
{
  const char *request;
  const char *headers;
  const char *body;
  guint status;
  const char *expect;
} UaTestStep;

/**
 * UaTestCase:
 * @section: RFC and section, such as `7644-3.3`
 * @rule: what it demands, in a few words
 * @steps: what shows that it is kept, ended by one without request where there are fewer
 *
 * One clause.
 */
typedef struct
{
  const char *section;
  const char *rule;
  UaTestStep steps[UA_TEST_MAX_STEPS];
} UaTestCase;

int         ua_test_conformance_run    (int                argc,
                                        char             **argv,
                                        const UaTestCase  *cases,
                                        gsize              n_cases);

const char *ua_test_attribute_get      (JsonObject        *attribute,
                                        const char        *name);
gboolean    ua_test_attribute_is       (JsonObject        *attribute,
                                        const char        *name,
                                        const char        *value);
gboolean    ua_test_attribute_has      (JsonObject        *attribute,
                                        const char        *name);
JsonArray  *ua_test_attribute_get_subs (JsonObject        *attribute);

G_END_DECLS
