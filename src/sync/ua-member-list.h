/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ua-member.h"
#include "ua-query.h"

G_BEGIN_DECLS

/**
 * UaMemberList:
 *
 * The members that a query finds, as a #GListModel of #UaMember: it holds a number a member and
 * makes objects only for the rows that somebody looks at.
 *
 *   query -> worker: ids in display order -> UaMemberList -> get_item (n): UaMember, filled soon
 *
 * A new query (or a change of the cache) is run in the worker; the list swaps when the answer is
 * there, so what is shown never blinks to empty.  While a query runs "busy" is TRUE.  The first
 * rows come with the answer; rows farther down get their record a moment after they are asked for.
 * The same member is the same object for as long as anyone holds it.
 *
 * The list grows in steps after a query ("n-total" tells the whole number at once), because GTK's
 * list widgets build about 200 rows at once when they are offered that many.
 *
 * The thread of the user interface only.
 */
#define UA_TYPE_MEMBER_LIST (ua_member_list_get_type ())
G_DECLARE_FINAL_TYPE (UaMemberList, ua_member_list, UA, MEMBER_LIST, GObject)

UaQuery  *ua_member_list_get_query   (UaMemberList *self);
void      ua_member_list_set_query   (UaMemberList *self,
                                      UaQuery      *query);
guint     ua_member_list_get_n_total (UaMemberList *self);
gboolean  ua_member_list_get_busy    (UaMemberList *self);
void      ua_member_list_set_n_first (UaMemberList *self,
                                      guint         n_first);
gboolean  ua_member_list_find        (UaMemberList *self,
                                      const char   *id,
                                      guint        *position);
gint64    ua_member_list_get_row     (UaMemberList *self,
                                      guint         position);

G_END_DECLS
