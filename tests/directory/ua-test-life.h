/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-test-directory.h"

G_BEGIN_DECLS

/* What tests of the life of members do again and again; what goes wrong with it aborts the test. */

#define UA_TEST_EXT "urn:example:useradmin:scim:2.0:User"
#define UA_TEST_PASSWORD "tide-and-time 7"

char        *ua_test_create     (UaTestDirectory  *directory,
                                 const char       *endpoint,
                                 const char       *urn,
                                 const char       *members);
char        *ua_test_create_user (UaTestDirectory *directory,
                                 const char       *user_name,
                                 const char       *members);
UaTestReply *ua_test_patch      (UaTestDirectory  *directory,
                                 const char       *endpoint,
                                 const char       *id,
                                 const char       *operation);
UaTestReply *ua_test_get        (UaTestDirectory  *directory,
                                 const char       *endpoint,
                                 const char       *id);
UaTestReply *ua_test_delete     (UaTestDirectory  *directory,
                                 const char       *endpoint,
                                 const char       *id);
UaTestReply *ua_test_send_as    (UaTestDirectory  *directory,
                                 const char       *user_name,
                                 const char       *method,
                                 const char       *path,
                                 const char       *body);
JsonObject  *ua_test_act        (UaTestDirectory  *directory,
                                 const char       *action,
                                 const char       *id,
                                 gboolean          dry_run);
char        *ua_test_status     (UaTestDirectory  *directory,
                                 const char       *id);
JsonObject  *ua_test_extension  (UaTestReply      *reply);
gint64       ua_test_sql        (UaTestDirectory  *directory,
                                 const char       *sql);
char        *ua_test_find_bytes (UaTestDirectory  *directory,
                                 const char       *needle);

G_END_DECLS
