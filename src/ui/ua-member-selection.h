/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ua-member-list.h"

G_BEGIN_DECLS

#define UA_TYPE_MEMBER_SELECTION (ua_member_selection_get_type ())
G_DECLARE_FINAL_TYPE (UaMemberSelection, ua_member_selection, UA, MEMBER_SELECTION, GObject)

UaMemberSelection *ua_member_selection_new          (UaMemberList      *list);

UaMemberList      *ua_member_selection_get_list     (UaMemberSelection *self);
guint              ua_member_selection_get_n        (UaMemberSelection *self);
UaMember          *ua_member_selection_dup_only     (UaMemberSelection *self,
                                                     guint             *position);
GArray            *ua_member_selection_dup_rows     (UaMemberSelection *self);
void               ua_member_selection_select_found (UaMemberSelection *self);
void               ua_member_selection_select_rows  (UaMemberSelection *self,
                                                     const guint32     *rows,
                                                     guint              n_rows);

G_END_DECLS
