/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * UaDirKnown:
 *
 * The credentials that were found good lately.  This lets nobody do anything: it says of whom a
 * small body is read before the credentials are looked at, which they are in any case.
 */
typedef struct _UaDirKnown UaDirKnown;

UaDirKnown *ua_dir_known_new  (void);
void        ua_dir_known_free (UaDirKnown *self);
void        ua_dir_known_note (UaDirKnown *self,
                               const char *authorization,
                               gboolean    good,
                               gint64      now);
gboolean    ua_dir_known_has  (UaDirKnown *self,
                               const char *authorization,
                               gint64      now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaDirKnown, ua_dir_known_free)

G_END_DECLS
