/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ua-session.h"

G_BEGIN_DECLS

gboolean    ua_group_acts_can_add    (UaSession            *session,
                                      UaGroup              *group);
GStrv       ua_group_acts_list_roles (UaSession            *session,
                                      UaGroup              *group);
GMenuModel *ua_group_acts_make_menu  (UaSession            *session,
                                      UaGroup              *group,
                                      const UaMemberRecord *record);

void        ua_group_acts_add        (UaSession            *session,
                                      UaGroup              *group,
                                      const char * const   *ids,
                                      const char           *role,
                                      GtkWidget            *widget);
void        ua_group_acts_remove     (UaSession            *session,
                                      UaGroup              *group,
                                      const char           *id,
                                      GtkWidget            *widget);
void        ua_group_acts_set_roles  (UaSession            *session,
                                      UaGroup              *group,
                                      const char           *id,
                                      const char * const   *roles,
                                      GtkWidget            *widget);

G_END_DECLS
