/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * UaTestDirectory:
 *
 * A `useradmin-directory` of its own for a test: the real program, on a free port, with its data in
 * a temporary folder.  Whatever goes wrong with it aborts the test.
 */
typedef struct _UaTestDirectory UaTestDirectory;

/**
 * UaTestReply:
 * @status: the HTTP status
 * @headers: the headers
 * @text: the body, ended by NUL
 * @length: its length in bytes
 * @json: (nullable): the body, where it is JSON
 *
 * What came back.
 */
typedef struct
{
  guint status;
  SoupMessageHeaders *headers; /* (owned) */
  char *text;                  /* (owned) */
  gsize length;
  JsonNode *json;              /* (owned) (nullable) */
} UaTestReply;

UaTestDirectory *ua_test_directory_start        (guint               sample,
                                                 ...) G_GNUC_NULL_TERMINATED;
void             ua_test_directory_stop         (UaTestDirectory    *self);
void             ua_test_directory_terminate    (UaTestDirectory    *self);
void             ua_test_directory_kill         (UaTestDirectory    *self);
void             ua_test_directory_restart      (UaTestDirectory    *self);

const char      *ua_test_directory_get_base_uri (UaTestDirectory    *self);
const char      *ua_test_directory_get_token    (UaTestDirectory    *self);
const char      *ua_test_directory_get_folder   (UaTestDirectory    *self);
const char      *ua_test_directory_get_pid      (UaTestDirectory    *self);

SoupMessage     *ua_test_directory_message      (UaTestDirectory    *self,
                                                 const char         *method,
                                                 const char         *path,
                                                 const char         *body);
UaTestReply     *ua_test_directory_send_message (UaTestDirectory    *self,
                                                 SoupMessage        *msg);
UaTestReply     *ua_test_directory_send         (UaTestDirectory    *self,
                                                 const char         *method,
                                                 const char         *path,
                                                 const char         *body);
UaTestReply     *ua_test_directory_get          (UaTestDirectory    *self,
                                                 const char         *path);
UaTestReply     *ua_test_directory_list         (UaTestDirectory    *self,
                                                 const char         *endpoint,
                                                 const char         *filter,
                                                 const char         *more);
JsonObject      *ua_test_reply_object           (UaTestReply        *self);
JsonArray       *ua_test_reply_resources        (UaTestReply        *self);
const char      *ua_test_reply_string           (UaTestReply        *self,
                                                 const char         *name);
void             ua_test_reply_free             (UaTestReply        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaTestReply, ua_test_reply_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaTestDirectory, ua_test_directory_stop)

G_END_DECLS
