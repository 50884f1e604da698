/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * UaIdSet:
 *
 * Which texts have been met, at eight to sixteen bytes each: a million ids take 16 MB.  It keeps
 * hashes of 64 bits, so of a million texts two are taken for one with a chance of 1 in 10^7.  It
 * belongs to one thread at a time.
 */
typedef struct _UaIdSet UaIdSet;

UaIdSet  *ua_id_set_new   (void);
void      ua_id_set_free  (UaIdSet       *self);
void      ua_id_set_clear (UaIdSet       *self);
gboolean  ua_id_set_add   (UaIdSet       *self,
                           const char    *text);
gsize     ua_id_set_get_n (const UaIdSet *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaIdSet, ua_id_set_free)

G_END_DECLS
