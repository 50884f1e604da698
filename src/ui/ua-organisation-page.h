/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ua-member-tasks.h"
#include "ua-place-page.h"
#include "ua-session.h"

G_BEGIN_DECLS

#define UA_TYPE_ORGANISATION_PAGE (ua_organisation_page_get_type ())
G_DECLARE_FINAL_TYPE (UaOrganisationPage, ua_organisation_page, UA, ORGANISATION_PAGE, GtkWidget)

GtkWidget   *ua_organisation_page_new              (void);

void         ua_organisation_page_set_menu_model   (UaOrganisationPage *self,
                                                    GMenuModel         *menu);
UaSession   *ua_organisation_page_get_session      (UaOrganisationPage *self);
void         ua_organisation_page_set_session      (UaOrganisationPage *self,
                                                    UaSession          *session);
void         ua_organisation_page_set_failure      (UaOrganisationPage *self,
                                                    const char         *sentence);

const char  *ua_organisation_page_get_place        (UaOrganisationPage *self);
void         ua_organisation_page_set_place        (UaOrganisationPage *self,
                                                    const char         *place);
UaPlacePage *ua_organisation_page_get_place_page   (UaOrganisationPage *self);
void         ua_organisation_page_search           (UaOrganisationPage *self);
void         ua_organisation_page_show_members     (UaOrganisationPage *self,
                                                    UaField             field,
                                                    const char         *value,
                                                    const char         *name);

gboolean     ua_organisation_page_get_details_open (UaOrganisationPage *self);
void         ua_organisation_page_show_member      (UaOrganisationPage *self,
                                                    UaMember           *member);
void         ua_organisation_page_close_details    (UaOrganisationPage *self);
UaMember    *ua_organisation_page_dup_member       (UaOrganisationPage *self);
guint        ua_organisation_page_get_n_members    (UaOrganisationPage *self);
GStrv        ua_organisation_page_dup_ids          (UaOrganisationPage *self);
GArray      *ua_organisation_page_dup_rows         (UaOrganisationPage *self);
void         ua_organisation_page_set_tasks        (UaOrganisationPage *self,
                                                    UaMemberTasks      *tasks);

G_END_DECLS
