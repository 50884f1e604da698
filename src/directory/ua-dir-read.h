/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-service.h"

G_BEGIN_DECLS

gboolean ua_dir_etag_matches (const char       *header,
                              gint64            version);
char    *ua_dir_etag_new     (gint64            version);
void     ua_dir_read_one     (UaDirService     *service,
                              UaDirDb          *db,
                              UaDirExchange    *exchange,
                              const UaDirKind  *kind,
                              const char       *uid);

G_END_DECLS
