/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

/**
 * TestRequest:
 *
 * A request as it reached a TestServer.
 */
typedef struct
{
  char *method;        /* (owned) */
  char *target;        /* (owned), path and query */
  char *authorization; /* (owned) (nullable) */
  char *if_match;      /* (owned) (nullable) */
  char *if_none_match; /* (owned) (nullable) */
  char *key;           /* (owned) (nullable) */
  char *content_type;  /* (owned) (nullable) */
  char *cookie;        /* (owned) (nullable) */
  char *body;          /* (owned) */
} TestRequest;

/**
 * TestServer:
 *
 * A server in the thread of the test, on a port of its own, that answers as a script says and
 * remembers what it was asked.
 */
typedef struct _TestServer TestServer;

/* Answers the @n-th request, counted from 0. */
typedef void (*TestHandler) (TestServer        *server,
                             SoupServerMessage *message,
                             const TestRequest *request,
                             guint              n,
                             gpointer           user_data);

TestServer        *test_server_new         (TestHandler        handler,
                                            gpointer           user_data);
TestServer        *test_server_new_tls     (TestHandler        handler,
                                            gpointer           user_data,
                                            GTlsCertificate   *certificate);
TestServer        *test_server_new_unix    (TestHandler        handler,
                                            gpointer           user_data,
                                            const char        *path);
void               test_server_free        (TestServer        *self);

char              *test_server_get_address (TestServer        *self,
                                            const char        *host,
                                            const char        *path);
guint              test_server_get_n       (TestServer        *self);
const TestRequest *test_server_get_nth     (TestServer        *self,
                                            guint              n);
guint              test_server_count       (TestServer        *self,
                                            const char        *method,
                                            const char        *prefix);

void               test_reply              (SoupServerMessage *message,
                                            guint              status,
                                            const char        *type,
                                            const char        *body);
void               test_reply_header       (SoupServerMessage *message,
                                            const char        *name,
                                            const char        *value);
void               test_reply_raw          (SoupServerMessage *message,
                                            const void        *bytes,
                                            gsize              length);

/* Waits for one asynchronous call. */
void               test_done_cb            (GObject           *source,
                                            GAsyncResult      *result,
                                            gpointer           user_data);
GAsyncResult      *test_await              (GAsyncResult     **result);
void               test_run_until          (gboolean         (*condition) (gpointer data),
                                            gpointer           data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestServer, test_server_free)
