/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-kind.h"

G_BEGIN_DECLS

gboolean ua_dir_records_find_open (UaDirDb           *db,
                                   gint64             member,
                                   JsonObject        *open,
                                   gboolean          *is_open,
                                   GError           **error);
gboolean ua_dir_records_forget    (UaDirDb           *db,
                                   const UaDirActor  *actor,
                                   const char        *base_uri,
                                   gint64             member,
                                   JsonObject        *erased,
                                   JsonObject        *kept,
                                   GError           **error);

G_END_DECLS
