/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-database-private.h"
#include "ua-entry-query.h"

G_BEGIN_DECLS

/* The log of what was done from this computer, two tables beside the queue.  To be written to in a
 * transaction. */
gboolean   ua_log_add    (UaDatabase          *database,
                          UaEntry             *done,
                          GError             **error);
GPtrArray *ua_log_read   (UaDatabase          *database,
                          const UaEntryQuery  *query,
                          GError             **error);
UaEntry   *ua_log_find   (UaDatabase          *database,
                          const char          *id,
                          GError             **error);
gboolean   ua_log_forget (UaDatabase          *database,
                          const char          *id,
                          GError             **error);

G_END_DECLS
