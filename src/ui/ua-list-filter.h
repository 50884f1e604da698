/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * UaListFilterName:
 * @item: an item of a list
 *
 * Returns: (transfer none): what it is called
 */
typedef const char * (*UaListFilterName) (gpointer item);

#define UA_TYPE_LIST_FILTER (ua_list_filter_get_type ())
G_DECLARE_FINAL_TYPE (UaListFilter, ua_list_filter, UA, LIST_FILTER, GtkFilter)

UaListFilter *ua_list_filter_new        (UaListFilterName  get_name);

void          ua_list_filter_set_search (UaListFilter     *self,
                                         const char       *search);

G_END_DECLS
