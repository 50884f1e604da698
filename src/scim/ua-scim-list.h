/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ua-entry.h"

G_BEGIN_DECLS

/**
 * UaScimListKind:
 * @UA_SCIM_LIST_MEMBERS: the items are #UaMemberRecord
 * @UA_SCIM_LIST_GROUPS: the items are #UaGroup
 * @UA_SCIM_LIST_ROLE_PROFILES: the items are #UaRoleProfile
 * @UA_SCIM_LIST_ENTRIES: the items are #UaEntry; read by ua_scim_page_read_entries()
 */
typedef enum
{
  UA_SCIM_LIST_MEMBERS,
  UA_SCIM_LIST_GROUPS,
  UA_SCIM_LIST_ROLE_PROFILES,
  UA_SCIM_LIST_ENTRIES,
} UaScimListKind;

/**
 * UaScimPage:
 * @items: what could be read, in the order of the server
 * @members: (nullable): for groups, who is in each, beside @items: arrays of #UaReference with the
 *   member's role; %NULL for other kinds
 * @errors: (element-type GError): one for each item that could not, whose message names the path;
 *   of very many the first 100
 * @n_skipped: how many items could not be read
 * @n_resources: how many the page held, read or not; what `startIndex` goes on by
 * @total: `totalResults`, or -1 where the server does not say or says nonsense
 * @start_index: `startIndex`, or -1
 * @items_per_page: `itemsPerPage`, or -1
 * @next_cursor: (nullable): where the next page begins (RFC 9865)
 *
 * One page of a list.  The numbers are the server's and may be wrong.
 */
typedef struct
{
  GPtrArray *items;   /* (owned) */
  GPtrArray *members; /* (owned) (nullable), of GArray */
  GPtrArray *errors;  /* (owned) */
  guint n_skipped;
  guint n_resources;
  gint64 total;
  gint64 start_index;
  gint64 items_per_page;
  char *next_cursor;  /* (owned) (nullable) */
} UaScimPage;

UaScimPage *ua_scim_page_read         (GBytes          *body,
                                       UaScimListKind   kind,
                                       GError         **error);
UaScimPage *ua_scim_page_read_entries (GBytes          *body,
                                       UaEntryType      type,
                                       GError         **error);
void        ua_scim_page_free         (UaScimPage      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaScimPage, ua_scim_page_free)

G_END_DECLS
