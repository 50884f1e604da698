/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-client.h"
#include "ua-entry-list.h"
#include "ua-link.h"
#include "ua-pictures.h"
#include "ua-store.h"

G_BEGIN_DECLS

#define UA_TYPE_ENTRIES (ua_entries_get_type ())
G_DECLARE_FINAL_TYPE (UaEntries, ua_entries, UA, ENTRIES, GObject)

UaEntries          *ua_entries_new              (UaStore     *store,
                                                 UaLink      *link);

UaStore            *ua_entries_get_store        (UaEntries   *self);
UaClient           *ua_entries_get_client       (UaEntries   *self);
UaCapabilities     *ua_entries_get_capabilities (UaEntries   *self);
const char * const *ua_entries_get_rights       (UaEntries   *self);
UaPictures         *ua_entries_get_pictures     (UaEntries   *self);
gboolean            ua_entries_has              (UaEntries   *self,
                                                 UaEntryType  type);
UaEntry            *ua_entries_get_seats        (UaEntries   *self);
const char         *ua_entries_get_setting      (UaEntries   *self,
                                                 const char  *name);
void                ua_entries_refresh          (UaEntries   *self);

/* Friend API of UaEntryList. */
UaEntryList *ua_entry_list_new      (UaEntries    *entries,
                                     UaEntryQuery *query);

G_END_DECLS
