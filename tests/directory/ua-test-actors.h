/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-test-directory.h"

G_BEGIN_DECLS

/**
 * UaTestWho:
 *
 * Those who act in the tests of rights.  @UA_TEST_TARGET reports to @UA_TEST_MANAGER, is in the
 * group of @UA_TEST_GROUP_ADMIN and learns in the session of @UA_TEST_INSTRUCTOR;
 * @UA_TEST_STRANGER is nothing to anybody.
 */
typedef enum
{
  UA_TEST_ADMIN,
  UA_TEST_EXECUTIVE,
  UA_TEST_MANAGER,
  UA_TEST_GROUP_ADMIN,
  UA_TEST_INSTRUCTOR,
  UA_TEST_EMPLOYEE,
  UA_TEST_TARGET,
  UA_TEST_STRANGER,
  UA_TEST_N_WHO
} UaTestWho;

/* Stands in each text of the stranger and of the stranger's group, and nowhere else. */
#define UA_TEST_CANARY "canary"

/**
 * UaTestActors:
 *
 * A directory with those members and their groups.
 */
typedef struct
{
  UaTestDirectory *directory;          /* (owned) */
  char *ids[UA_TEST_N_WHO];            /* (owned) */
  char *authorization[UA_TEST_N_WHO];  /* (owned) */
  char *group;                         /* (owned): of the group's admin */
  char *session;                       /* (owned): of the instructor */
  char *strangers;                     /* (owned): a team with the stranger and the executive */
  char *profile;                       /* (owned): a role profile */
} UaTestActors;

const char   *ua_test_who_get_name   (UaTestWho      who);

UaTestActors *ua_test_actors_new     (guint          sample);
void          ua_test_actors_free    (UaTestActors  *self);

char         *ua_test_actors_add     (UaTestActors  *self,
                                      const char    *name,
                                      const char    *more);
char         *ua_test_actors_post    (UaTestActors  *self,
                                      const char    *endpoint,
                                      const char    *body);
char         *ua_test_make_basic     (const char    *name);
UaTestReply  *ua_test_actors_send_as (UaTestActors  *self,
                                      const char    *authorization,
                                      const char    *method,
                                      const char    *path,
                                      const char    *body);
UaTestReply  *ua_test_actors_send    (UaTestActors  *self,
                                      UaTestWho      who,
                                      const char    *method,
                                      const char    *path,
                                      const char    *body);
char         *ua_test_actors_fill    (UaTestActors  *self,
                                      UaTestWho      who,
                                      const char    *text);
UaTestReply  *ua_test_actors_act     (UaTestActors  *self,
                                      UaTestWho      who,
                                      const char    *action,
                                      const char    *targets,
                                      const char    *parameters);
const char   *ua_test_result_status  (UaTestReply   *reply,
                                      guint          n);
JsonObject   *ua_test_reply_extension
                                     (UaTestReply   *reply);
char         *ua_test_make_patch     (const char    *operations);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaTestActors, ua_test_actors_free)

G_END_DECLS
