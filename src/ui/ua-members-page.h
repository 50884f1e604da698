/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ua-member-selection.h"
#include "ua-members-view.h"
#include "ua-session.h"

G_BEGIN_DECLS

#define UA_TYPE_MEMBERS_PAGE (ua_members_page_get_type ())
G_DECLARE_FINAL_TYPE (UaMembersPage, ua_members_page, UA, MEMBERS_PAGE, GtkWidget)

GtkWidget         *ua_members_page_new           (void);

UaSession         *ua_members_page_get_session   (UaMembersPage *self);
void               ua_members_page_set_session   (UaMembersPage *self,
                                                  UaSession     *session);
UaMemberSelection *ua_members_page_get_selection (UaMembersPage *self);
UaMembersView     *ua_members_page_get_view      (UaMembersPage *self);
void               ua_members_page_focus_list    (UaMembersPage *self);
GMenu             *ua_members_page_get_row_menu  (UaMembersPage *self);
gboolean           ua_members_page_get_selecting (UaMembersPage *self);
GMenu             *ua_members_page_get_bulk_menu (UaMembersPage *self);

G_END_DECLS
