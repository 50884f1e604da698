/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-test-directory.h"

G_BEGIN_DECLS

/* The password that those have who join in tests of pages. */
#define UA_TEST_OWN_PASSWORD "a fen of reeds"

/**
 * UaTestVisit:
 * @directory: the service
 * @cookies: what was set last
 *
 * Somebody at the pages for persons, as a browser would be; what goes wrong that a test does not
 * look at aborts it.
 */
typedef struct
{
  UaTestDirectory *directory;    /* (owned) */
  char *cookies;                 /* (owned) (nullable) */
} UaTestVisit;

void         ua_test_visit_begin   (UaTestVisit      *self,
                                    UaTestDirectory  *directory);
void         ua_test_visit_end     (UaTestVisit      *self);

SoupMessage *ua_test_visit_message (UaTestVisit      *self,
                                    const char       *method,
                                    const char       *path);
UaTestReply *ua_test_look          (UaTestVisit      *self,
                                    const char       *path);
UaTestReply *ua_test_post          (UaTestVisit      *self,
                                    const char       *path,
                                    char             *form);
UaTestReply *ua_test_fill_in       (UaTestVisit      *self,
                                    const char       *path,
                                    const char       *first,
                                    ...) G_GNUC_NULL_TERMINATED;

char        *ua_test_get_key       (UaTestReply      *page);
gboolean     ua_test_says          (UaTestReply      *page,
                                    const char       *text);
const char  *ua_test_get_location  (UaTestReply      *reply);

UaTestReply *ua_test_ask           (UaTestVisit      *self,
                                    const char       *body);
char        *ua_test_invite        (UaTestVisit      *self,
                                    const char       *address,
                                    const char       *language);
UaTestReply *ua_test_accept        (UaTestVisit      *self,
                                    const char       *path,
                                    const char       *given,
                                    const char       *password,
                                    const char       *again);
void         ua_test_join          (UaTestVisit      *self,
                                    const char       *address);
UaTestReply *ua_test_sign_in       (UaTestVisit      *self,
                                    const char       *name,
                                    const char       *password);
UaTestReply *ua_test_send_profile  (UaTestVisit      *self,
                                    const char       *email,
                                    const char       *phone);

JsonObject  *ua_test_find_member   (UaTestVisit      *self,
                                    const char       *address);
const char  *ua_test_get_ext       (JsonObject       *member,
                                    const char       *name);
guint        ua_test_try_basic     (UaTestVisit      *self,
                                    const char       *name,
                                    const char       *password);

G_END_DECLS
