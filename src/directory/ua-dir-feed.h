/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-service.h"

G_BEGIN_DECLS

void ua_dir_feed_get (UaDirService   *service,
                      UaDirDb        *db,
                      UaDirExchange  *exchange);

G_END_DECLS
