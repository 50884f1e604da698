/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-auth.h"
#include "ua-dir-kind.h"
#include "ua-dir-limit.h"
#include "ua-dir-ranks.h"
#include "ua-dir-store.h"

G_BEGIN_DECLS

#define UA_DIR_DEFAULT_PAGE 100
#define UA_DIR_MAX_PAGE 1000
#define UA_DIR_CURSOR_SECONDS 3600

/**
 * UaDirService:
 *
 * What the directory does, without the transport: requests in, answers out.  Used by all threads;
 * does not change once it is made, but for being stopped.
 */
typedef struct
{
  UaDirStore *store;       /* (unowned) */
  UaDirAuth *auth;         /* (owned) */
  UaDirRanks *ranks;       /* (owned) */
  UaDirLimit *limit;       /* (owned) */
  char *base_uri;          /* (owned) */
  gboolean plain;
  guint8 cursor_key[32];   /* signs cursors */
  GMutex mutex;
  gboolean stopped;        /* under the mutex */
} UaDirService;

UaDirService *ua_dir_service_new    (UaDirStore      *store,
                                     const char      *base_uri,
                                     gboolean         plain,
                                     guint            rate,
                                     GError         **error);
void          ua_dir_service_free   (UaDirService    *self);
void          ua_dir_service_stop   (UaDirService    *self);
void          ua_dir_service_handle (UaDirService    *self,
                                     UaDirExchange   *exchange);
gboolean      ua_dir_service_route  (UaDirService    *self,
                                     UaDirDb         *db,
                                     UaDirExchange   *exchange);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaDirService, ua_dir_service_free)

G_END_DECLS
