/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-page.h"

G_BEGIN_DECLS

/* Filling a page; only before it is given to anybody. */
UaPage *ua_page_new               (UaResource       resource,
                                   UaPosition      *position);
void    ua_page_set_total         (UaPage          *self,
                                   gint64           total);
void    ua_page_set_n_rows        (UaPage          *self,
                                   guint            n_rows);
void    ua_page_set_next_cursor   (UaPage          *self,
                                   const char      *cursor);
void    ua_page_take_member       (UaPage          *self,
                                   UaMemberRecord  *record);
void    ua_page_take_group        (UaPage          *self,
                                   UaGroup         *group,
                                   GArray          *references);
void    ua_page_take_role_profile (UaPage          *self,
                                   UaRoleProfile   *profile);
void    ua_page_take_error        (UaPage          *self,
                                   char            *error);

guint   ua_page_get_n_rows        (const UaPage    *self);

G_END_DECLS
