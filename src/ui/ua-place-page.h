/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ua-place-header.h"
#include "ua-session.h"

G_BEGIN_DECLS

#define UA_TYPE_PLACE_PAGE (ua_place_page_get_type ())
G_DECLARE_INTERFACE (UaPlacePage, ua_place_page, UA, PLACE_PAGE, GtkWidget)

/**
 * UaPlacePageInterface:
 * @set_session: of what organisation to show something; %NULL before the session is closed
 * @get_header: (transfer none): the header on top of the page
 * @focus: puts the keyboard into what the page lists
 * @search: (nullable): begins a search
 * @get_count: (nullable): how many things there are, negative while that is not known
 *
 * The page of a place.
 */
struct _UaPlacePageInterface
{
  GTypeInterface parent_iface;

  void           (* set_session) (UaPlacePage *self,
                                  UaSession   *session);
  UaPlaceHeader *(* get_header)  (UaPlacePage *self);
  void           (* focus)       (UaPlacePage *self);
  void           (* search)      (UaPlacePage *self);
  int            (* get_count)   (UaPlacePage *self);
};

void           ua_place_page_set_session   (UaPlacePage *self,
                                            UaSession   *session);
UaPlaceHeader *ua_place_page_get_header    (UaPlacePage *self);
void           ua_place_page_focus         (UaPlacePage *self);
gboolean       ua_place_page_can_search    (UaPlacePage *self);
void           ua_place_page_search        (UaPlacePage *self);
int            ua_place_page_get_count     (UaPlacePage *self);
void           ua_place_page_count_changed (UaPlacePage *self);

G_END_DECLS
