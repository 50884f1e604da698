/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ua-session.h"

G_BEGIN_DECLS

void ua_listed_errand_name_group          (UaSession     *session,
                                           UaGroup       *group,
                                           GtkWidget     *parent);
void ua_listed_errand_delete_group        (UaSession     *session,
                                           UaGroup       *group,
                                           GtkWidget     *parent);
void ua_listed_errand_name_role_profile   (UaSession     *session,
                                           UaRoleProfile *profile,
                                           GtkWidget     *parent);
void ua_listed_errand_retire              (UaSession     *session,
                                           UaRoleProfile *profile,
                                           gboolean       retired,
                                           GtkWidget     *parent);
void ua_listed_errand_delete_role_profile (UaSession     *session,
                                           UaRoleProfile *profile,
                                           GtkWidget     *parent);

G_END_DECLS
