/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-sender.h"

G_BEGIN_DECLS

/* What the delivery of one change (ua-delivery.c) and the sender of all are to one another. */

void ua_delivery_start      (UaSender     *sender,
                             UaStore      *store,
                             UaClient     *client,
                             UaChange     *change);

void ua_sender_hold         (UaSender     *self,
                             UaChange     *change,
                             gint64        pause);
void ua_sender_pause        (UaSender     *self,
                             gint64        pause);
void ua_sender_fail         (UaSender     *self,
                             const GError *error);
void ua_sender_note_arrival (UaSender     *self,
                             UaChange     *change);
void ua_sender_take_end     (UaSender     *self,
                             UaChange     *change);

G_END_DECLS
