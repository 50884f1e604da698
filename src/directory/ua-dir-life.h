/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-action.h"

G_BEGIN_DECLS

extern const UaDirAction ua_dir_deactivate_action;
extern const UaDirAction ua_dir_reactivate_action;
extern const UaDirAction ua_dir_unlock_action;

gboolean ua_dir_life_set_status (UaDirDb           *db,
                                 const UaDirActor  *actor,
                                 const char        *base_uri,
                                 gint64             id,
                                 UaDirStatus        status,
                                 const char        *reason,
                                 GError           **error);
gboolean ua_dir_life_get_status (UaDirDb           *db,
                                 gint64             id,
                                 UaDirStatus       *status,
                                 GError           **error);

G_END_DECLS
