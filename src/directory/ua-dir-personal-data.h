/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-service.h"

G_BEGIN_DECLS

void ua_dir_personal_data_route (UaDirService   *service,
                                 UaDirDb        *db,
                                 UaDirExchange  *exchange,
                                 const char     *uid);

G_END_DECLS
