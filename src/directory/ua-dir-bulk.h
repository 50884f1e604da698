/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-service.h"

G_BEGIN_DECLS

#define UA_DIR_BULK_MAX_OPERATIONS 1000
#define UA_DIR_BULK_MAX_BYTES (4 * 1024 * 1024)

gboolean ua_dir_bulk_start (UaDirService   *service,
                            UaDirExchange  *exchange);

G_END_DECLS
