/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ua-facets.h"
#include "ua-member-table.h"
#include "ua-saved-view.h"
#include "ua-session.h"

G_BEGIN_DECLS

#define UA_TYPE_MEMBERS_VIEW (ua_members_view_get_type ())
G_DECLARE_FINAL_TYPE (UaMembersView, ua_members_view, UA, MEMBERS_VIEW, GObject)

UaMembersView *ua_members_view_new          (GtkEditable   *search_entry,
                                             UaFacets      *facets,
                                             UaMemberTable *table);

void           ua_members_view_set_session  (UaMembersView *self,
                                             UaSession     *session);
void           ua_members_view_queue_keep   (UaMembersView *self);
gboolean       ua_members_view_is_filtered  (UaMembersView *self);
UaQuery       *ua_members_view_make_query   (UaMembersView *self);
void           ua_members_view_show_only    (UaMembersView *self,
                                             UaField        field,
                                             const char    *value,
                                             const char    *name);
void           ua_members_view_clear        (UaMembersView *self);
UaSavedView   *ua_members_view_save         (UaMembersView *self,
                                             const char    *name);
void           ua_members_view_apply        (UaMembersView *self,
                                             UaSavedView   *view);

G_END_DECLS
