/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define UA_TYPE_PLACE_HEADER (ua_place_header_get_type ())
G_DECLARE_FINAL_TYPE (UaPlaceHeader, ua_place_header, UA, PLACE_HEADER, GtkWidget)

GtkWidget  *ua_place_header_new               (void);

const char *ua_place_header_get_title         (UaPlaceHeader *self);
void        ua_place_header_set_title         (UaPlaceHeader *self,
                                               const char    *title);
const char *ua_place_header_get_subtitle      (UaPlaceHeader *self);
void        ua_place_header_set_subtitle      (UaPlaceHeader *self,
                                               const char    *subtitle);
gboolean    ua_place_header_get_compact       (UaPlaceHeader *self);
void        ua_place_header_set_compact       (UaPlaceHeader *self,
                                               gboolean       compact);
gboolean    ua_place_header_get_at_end        (UaPlaceHeader *self);
void        ua_place_header_set_at_end        (UaPlaceHeader *self,
                                               gboolean       at_end);
void        ua_place_header_set_menu_model    (UaPlaceHeader *self,
                                               GMenuModel    *menu);

G_END_DECLS
