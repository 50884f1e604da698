/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ua-entry-query.h"

G_BEGIN_DECLS

/**
 * UaEntryList:
 *
 * The entries that a query finds, as a #GListModel of #UaEntry that grows as one looks farther down
 * (the audit may have a million lines):
 *
 *   query -> what is kept, at once -> UaEntryList <- a page of the server, then the next
 *
 * What is kept of the last time is shown until the server has answered, and while it cannot be
 * reached; so nothing waits for the network that has been seen before.  An entry that has not
 * changed keeps its object.
 *
 * Properties, all readable: "busy" (the server or the cache is being asked), "error" (boxed GError:
 * why what is shown may not be all, or nothing), "n-total" (how many there are, as far as is
 * known), "kept" (what is shown was kept from before, and the server has not said yet).
 *
 * The thread of the user interface only.
 */
#define UA_TYPE_ENTRY_LIST (ua_entry_list_get_type ())
G_DECLARE_FINAL_TYPE (UaEntryList, ua_entry_list, UA, ENTRY_LIST, GObject)

UaEntryQuery *ua_entry_list_get_query   (UaEntryList  *self);
void          ua_entry_list_set_query   (UaEntryList  *self,
                                         UaEntryQuery *query);
gboolean      ua_entry_list_get_busy    (UaEntryList  *self);
const GError *ua_entry_list_get_error   (UaEntryList  *self);
guint         ua_entry_list_get_n_total (UaEntryList  *self);
gboolean      ua_entry_list_get_kept    (UaEntryList  *self);
void          ua_entry_list_load_more   (UaEntryList  *self);
void          ua_entry_list_refresh     (UaEntryList  *self);

G_END_DECLS
