/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-exchange.h"

G_BEGIN_DECLS

#define UA_DIR_REPLAY_HOURS 48

gboolean ua_dir_replay_find   (UaDirDb        *db,
                               UaDirExchange  *exchange,
                               gboolean       *found,
                               GError        **error);
gboolean ua_dir_replay_keep   (UaDirDb        *db,
                               UaDirExchange  *exchange,
                               GError        **error);
gboolean ua_dir_replay_forget (UaDirDb        *db,
                               const char     *uid,
                               GError        **error);
gboolean ua_dir_replay_expire (UaDirDb        *db,
                               GError        **error);

G_END_DECLS
