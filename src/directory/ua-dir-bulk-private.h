/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-bulk-refs.h"
#include "ua-dir-service.h"

G_BEGIN_DECLS

/* One operation (RFC 7644, section 3.7): what was asked, and what came of it. */
typedef struct
{
  char *method;            /* (owned) (nullable), in capitals */
  char *path;              /* (owned) (nullable) */
  char *bulk_id;           /* (owned) (nullable) */
  char *version;           /* (owned) (nullable) */
  JsonNode *data;          /* (owned) (nullable) */
  UaDirHashes *hashes;     /* (owned) (nullable): of the passwords in it */
  GError *fault;           /* (owned) (nullable): why it is no operation */
  GHashTable *needs;       /* (owned): the numbers of the operations that it names */
  UaDirExchange *outcome;  /* (owned) (nullable) until it has been tried */

  /* For finding those that name one another. */
  guint visited;           /* in which order, from 1 */
  guint reaches;           /* the earliest of those below it that can be reached from it */
  gboolean waits;
} UaDirBulkOperation;

/* A bulk request on its way. */
typedef struct
{
  UaDirService *service;   /* (unowned) */
  UaDirExchange *exchange; /* (unowned), which owns this */
  UaDirDb *db;             /* (unowned) (nullable) until it is carried out */
  GPtrArray *operations;   /* (owned), of UaDirBulkOperation */
  UaDirBulkRefs refs;
  gint64 fail_on_errors;   /* 0 for never */
  gint64 n_errors;
  guint n_visited;
  GArray *waiting;         /* (owned), of guint */
} UaDirBulk;

UaDirBulk *ua_dir_bulk_new     (UaDirService              *service,
                                UaDirExchange             *exchange);
void       ua_dir_bulk_free    (gpointer                   data);
gboolean   ua_dir_bulk_read    (UaDirBulk                 *self,
                                GError                   **error);
gboolean   ua_dir_bulk_is_post (const UaDirBulkOperation  *operation);

G_END_DECLS
