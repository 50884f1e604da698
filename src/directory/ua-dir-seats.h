/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-db.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * UaDirSeats:
 * @total: how many there are; 0 for unlimited
 * @used: how many members are active or locked
 * @reserved: how many members are invited
 *
 * The seats of the licence (TL-09).
 */
typedef struct
{
  gint64 total;
  gint64 used;
  gint64 reserved;
} UaDirSeats;

gboolean    ua_dir_seats_get      (UaDirDb           *db,
                                   UaDirSeats        *seats,
                                   GError           **error);
gint64      ua_dir_seats_get_free (const UaDirSeats  *seats);
JsonObject *ua_dir_seats_to_json  (const UaDirSeats  *seats);
gboolean    ua_dir_seats_check    (UaDirDb           *db,
                                   GError           **error);
gboolean    ua_dir_seats_ensure   (UaDirDb           *db,
                                   GError           **error);

G_END_DECLS
