/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-service.h"

G_BEGIN_DECLS

typedef enum
{
  UA_DIR_WRITE_CREATE,
  UA_DIR_WRITE_REPLACE,
  UA_DIR_WRITE_PATCH,
  UA_DIR_WRITE_DELETE,
} UaDirWriteMode;

gboolean ua_dir_write_start (UaDirService     *service,
                             UaDirDb          *db,
                             UaDirExchange    *exchange,
                             const UaDirKind  *kind,
                             UaDirWriteMode    mode,
                             const char       *uid);

G_END_DECLS
