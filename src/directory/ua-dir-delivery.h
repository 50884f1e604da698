/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-mail-text.h"
#include "ua-dir-post.h"

G_BEGIN_DECLS

/**
 * UaDirDelivery:
 *
 * One mail on its way out.
 */
typedef struct _UaDirDelivery UaDirDelivery;

GPtrArray *ua_dir_delivery_load   (UaDirDb         *db,
                                   gint64           now,
                                   guint            limit,
                                   gint64          *next,
                                   GError         **error);
void       ua_dir_delivery_arm    (UaDirDelivery   *self);
gboolean   ua_dir_delivery_take   (UaDirDelivery   *self,
                                   UaDirDb         *db,
                                   GError         **error);
void       ua_dir_delivery_send   (UaDirDelivery   *self,
                                   UaDirPost       *post,
                                   GCancellable    *cancellable);
gboolean   ua_dir_delivery_report (UaDirDelivery   *self,
                                   UaDirDb         *db,
                                   GError         **error);

G_END_DECLS
