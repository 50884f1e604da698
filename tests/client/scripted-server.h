/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

/**
 * ScriptedRequest:
 *
 * A request as it reached a ScriptedServer.
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
} ScriptedRequest;

/**
 * ScriptedServer:
 *
 * A server in the thread of the test, on a port of its own, that answers as a script says and
 * remembers what it was asked.
 */
typedef struct _ScriptedServer ScriptedServer;

/* Answers the @n-th request, counted from 0. */
typedef void (*ScriptedHandler) (ScriptedServer        *server,
                                 SoupServerMessage     *message,
                                 const ScriptedRequest *request,
                                 guint                  n,
                                 gpointer               user_data);

ScriptedServer        *scripted_server_new         (ScriptedHandler    handler,
                                                    gpointer           user_data);
ScriptedServer        *scripted_server_new_tls     (ScriptedHandler    handler,
                                                    gpointer           user_data,
                                                    GTlsCertificate   *certificate);
ScriptedServer        *scripted_server_new_unix    (ScriptedHandler    handler,
                                                    gpointer           user_data,
                                                    const char        *path);
void                   scripted_server_free        (ScriptedServer    *self);

char                  *scripted_server_get_address (ScriptedServer    *self,
                                                    const char        *host,
                                                    const char        *path);
guint                  scripted_server_get_n       (ScriptedServer    *self);
const ScriptedRequest *scripted_server_get_nth     (ScriptedServer    *self,
                                                    guint              n);
guint                  scripted_server_count       (ScriptedServer    *self,
                                                    const char        *method,
                                                    const char        *prefix);

void                   scripted_reply              (SoupServerMessage *message,
                                                    guint              status,
                                                    const char        *type,
                                                    const char        *body);
void                   scripted_reply_header       (SoupServerMessage *message,
                                                    const char        *name,
                                                    const char        *value);
void                   scripted_reply_raw          (SoupServerMessage *message,
                                                    const void        *bytes,
                                                    gsize              length);

/* Waits for one asynchronous call. */
void                   result_arrived_cb           (GObject           *source,
                                                    GAsyncResult      *result,
                                                    gpointer           user_data);
GAsyncResult          *await_result                (GAsyncResult     **result);
void                   run_until                   (gboolean         (*condition) (gpointer data),
                                                    gpointer           data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScriptedServer, scripted_server_free)
