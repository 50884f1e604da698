/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-place-page.h"

/**
 * UaPlacePage:
 *
 * What the page of a place can do for the window around it.  It is made when it is first looked at,
 * and lives until another organisation is opened.
 *
 * A page that has filters beside its list has a property "show-filters", which the key for filters
 * then switches.
 */
G_DEFINE_INTERFACE (UaPlacePage, ua_place_page, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_COUNT_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
ua_place_page_default_init (UaPlacePageInterface *iface)
{
  /**
   * UaPlacePage::count-changed:
   *
   * ua_place_page_get_count() gives something else than before.
   */
  signals[SIGNAL_COUNT_CHANGED] =
    g_signal_new ("count-changed", UA_TYPE_PLACE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

/**
 * ua_place_page_set_session:
 * @self: a page
 * @session: (nullable): of what organisation to show something
 */
void
ua_place_page_set_session (UaPlacePage *self,
                           UaSession   *session)
{
  g_return_if_fail (UA_IS_PLACE_PAGE (self));
  g_return_if_fail (session == NULL || UA_IS_SESSION (session));

  UA_PLACE_PAGE_GET_IFACE (self)->set_session (self, session);
}

/**
 * ua_place_page_get_header:
 * @self: a page
 *
 * Returns: (transfer none): the header on top of the page
 */
UaPlaceHeader *
ua_place_page_get_header (UaPlacePage *self)
{
  g_return_val_if_fail (UA_IS_PLACE_PAGE (self), NULL);

  return UA_PLACE_PAGE_GET_IFACE (self)->get_header (self);
}

/**
 * ua_place_page_focus:
 * @self: a page that is shown
 *
 * Puts the keyboard into what the page lists, where it was.
 */
void
ua_place_page_focus (UaPlacePage *self)
{
  g_return_if_fail (UA_IS_PLACE_PAGE (self));

  UA_PLACE_PAGE_GET_IFACE (self)->focus (self);
}

/**
 * ua_place_page_can_search:
 * @self: a page
 *
 * Returns: whether there is anything to search in
 */
gboolean
ua_place_page_can_search (UaPlacePage *self)
{
  g_return_val_if_fail (UA_IS_PLACE_PAGE (self), FALSE);

  return UA_PLACE_PAGE_GET_IFACE (self)->search != NULL;
}

/**
 * ua_place_page_search:
 * @self: a page that is shown
 *
 * Begins a search, where the page has one.
 */
void
ua_place_page_search (UaPlacePage *self)
{
  g_return_if_fail (UA_IS_PLACE_PAGE (self));

  if (ua_place_page_can_search (self))
    UA_PLACE_PAGE_GET_IFACE (self)->search (self);
}

/**
 * ua_place_page_get_count:
 * @self: a page
 *
 * Returns: how many things there are; negative while that is not known
 */
int
ua_place_page_get_count (UaPlacePage *self)
{
  UaPlacePageInterface *iface;

  g_return_val_if_fail (UA_IS_PLACE_PAGE (self), -1);

  iface = UA_PLACE_PAGE_GET_IFACE (self);
  return iface->get_count != NULL ? iface->get_count (self) : -1;
}

/**
 * ua_place_page_count_changed:
 * @self: a page
 *
 * For those who implement one: says that ua_place_page_get_count() has changed.
 */
void
ua_place_page_count_changed (UaPlacePage *self)
{
  g_return_if_fail (UA_IS_PLACE_PAGE (self));

  g_signal_emit (self, signals[SIGNAL_COUNT_CHANGED], 0);
}
