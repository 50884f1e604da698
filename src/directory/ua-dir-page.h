/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-service.h"

G_BEGIN_DECLS

/* The largest body of a form. */
#define UA_DIR_PAGE_MAX_BODY ((gsize) 64 * 1024)
/* The fewest characters of a password that somebody chooses. */
#define UA_DIR_PAGE_MIN_PASSWORD 10
/* How long somebody stays signed in. */
#define UA_DIR_PAGE_SESSION_HOURS 8

gboolean    ua_dir_page_owns       (const char     *path);
const char *ua_dir_page_get_policy (void);
gboolean    ua_dir_page_route      (UaDirService   *service,
                                    UaDirDb        *db,
                                    UaDirExchange  *exchange);

G_END_DECLS
