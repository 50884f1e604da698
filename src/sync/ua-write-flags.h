/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-client.h"
#include "ua-store.h"

G_BEGIN_DECLS

/* For the main thread. */

gboolean          ua_write_flags_tells_groups (UaMemberRecord *record);
UaStoreWriteFlags ua_write_flags_get          (UaClient       *client,
                                               gboolean        tells_groups);

G_END_DECLS
