/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-exchange.h"

G_BEGIN_DECLS

const char  *ua_dir_status_to_string       (UaDirStatus        status);
UaDirStatus  ua_dir_status_from_string     (const char        *name);
const char  *ua_dir_access_to_string       (UaDirAccess        access);
UaDirAccess  ua_dir_access_from_string     (const char        *name);
gboolean     ua_dir_users_check_last_admin (UaDirDb           *db,
                                            gint64             id,
                                            GError           **error);
gboolean     ua_dir_users_check_erase      (UaDirDb           *db,
                                            const UaDirActor  *actor,
                                            gint64             id,
                                            GError           **error);

G_END_DECLS
