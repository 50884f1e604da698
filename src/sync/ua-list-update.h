/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* For the main thread. */

void ua_list_update (GListStore *list,
                     GPtrArray  *items,
                     GEqualFunc  equal);

G_END_DECLS
