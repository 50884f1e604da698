/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * UaPictures:
 *
 * A few pictures of members that are at hand for the next time that somebody looks (CC-07).  Used
 * by one thread.
 */
typedef struct _UaPictures UaPictures;

UaPictures *ua_pictures_new  (void);
void        ua_pictures_free (UaPictures *self);

GBytes     *ua_pictures_peek (UaPictures *self,
                              const char *address);
void        ua_pictures_keep (UaPictures *self,
                              const char *address,
                              GBytes     *bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaPictures, ua_pictures_free)

G_END_DECLS
