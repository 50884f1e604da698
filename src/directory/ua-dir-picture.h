/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-kind.h"
#include "ua-dir-service.h"

G_BEGIN_DECLS

gboolean ua_dir_picture_route (UaDirService   *service,
                               UaDirDb        *db,
                               UaDirExchange  *exchange,
                               const char     *uid);
void     ua_dir_picture_mark  (UaDirSave      *save);
gboolean ua_dir_picture_goes  (UaDirSave      *save);
gboolean ua_dir_picture_drop  (UaDirSave      *save,
                               GError        **error);

G_END_DECLS
