/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "ua-capabilities.h"

G_BEGIN_DECLS

/* The place that every organisation has. */
#define UA_PLACE_MEMBERS "members"

/* Where somebody is sent from elsewhere. */
#define UA_PLACE_MAIL "mail"
#define UA_PLACE_ACTIVITY "activity"

/**
 * UaPlaceInfo:
 * @id: what settings and actions call it
 * @title: what a person calls it, to be translated
 * @icon: the name of its icon
 * @accel: the key that goes there, in the form of gtk_accelerator_parse()
 * @capability: what a server must be known to be able to do for the place to be there, or
 *   %UA_N_CAPABILITIES where every server can
 * @get_type: the class of its page, which implements #UaPlacePage
 *
 * A place of an organisation.
 */
typedef struct
{
  const char *id;          /* (unowned) */
  const char *title;       /* (unowned) */
  const char *icon;        /* (unowned) */
  const char *accel;       /* (unowned) */
  UaCapability capability;
  GType (* get_type) (void);
} UaPlaceInfo;

const UaPlaceInfo *ua_places_get        (guint                *n);
const UaPlaceInfo *ua_places_find       (const char           *id);
gboolean           ua_place_is_offered  (const UaPlaceInfo    *self,
                                         const UaCapabilities *capabilities);
char              *ua_place_make_action (const UaPlaceInfo    *self);

G_END_DECLS
