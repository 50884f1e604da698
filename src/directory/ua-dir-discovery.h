/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-service.h"

G_BEGIN_DECLS

gboolean ua_dir_discovery_answer (UaDirService   *service,
                                  UaDirExchange  *exchange);

G_END_DECLS
