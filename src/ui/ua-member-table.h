/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ua-capabilities.h"
#include "ua-member-columns.h"
#include "ua-member-selection.h"
#include "ua-session.h"

G_BEGIN_DECLS

#define UA_TYPE_MEMBER_TABLE (ua_member_table_get_type ())
G_DECLARE_FINAL_TYPE (UaMemberTable, ua_member_table, UA, MEMBER_TABLE, GtkWidget)

GtkWidget         *ua_member_table_new           (void);

void               ua_member_table_set_session   (UaMemberTable     *self,
                                                  UaSession         *session);
UaMemberSelection *ua_member_table_get_selection (UaMemberTable     *self);
void               ua_member_table_set_selection (UaMemberTable     *self,
                                                  UaMemberSelection *selection);
UaMemberColumns   *ua_member_table_get_columns   (UaMemberTable     *self);
void               ua_member_table_get_sort      (UaMemberTable     *self,
                                                  UaField           *field,
                                                  gboolean          *descending);
guint              ua_member_table_get_n_fitting (UaMemberTable     *self);
void               ua_member_table_scroll_to_top (UaMemberTable     *self);
gboolean           ua_member_table_get_selecting (UaMemberTable     *self);
void               ua_member_table_set_selecting (UaMemberTable     *self,
                                                  gboolean           selecting);
GMenu             *ua_member_table_get_row_menu  (UaMemberTable     *self);

G_END_DECLS
