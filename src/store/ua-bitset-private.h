/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * UaBitset:
 *
 * A set of row numbers from 0 up to a bound; belongs to one thread at a time.
 */
typedef struct
{
  guint64 *words; /* (owned) */
  guint32 n_words;
  guint32 n_bits;
} UaBitset;

UaBitset *ua_bitset_new       (guint32         n_bits);
UaBitset *ua_bitset_copy      (const UaBitset *self);
void      ua_bitset_free      (UaBitset       *self);
void      ua_bitset_set_range (UaBitset       *self,
                               guint32         first,
                               guint32         last);
void      ua_bitset_intersect (UaBitset       *self,
                               const UaBitset *other);
void      ua_bitset_unite     (UaBitset       *self,
                               const UaBitset *other);
void      ua_bitset_invert    (UaBitset       *self);
guint32   ua_bitset_count     (const UaBitset *self);
gboolean  ua_bitset_next      (const UaBitset *self,
                               guint32        *bit);

static inline gboolean
ua_bitset_has (const UaBitset *self,
               guint32         bit)
{
  return bit < self->n_bits && ((self->words[bit >> 6] >> (bit & 63)) & 1) != 0;
}

/* A bit outside of the bound is left out: it can only be a damaged row number. */
static inline void
ua_bitset_set (UaBitset *self,
               guint64   bit)
{
  if (bit < self->n_bits)
    self->words[bit >> 6] |= (guint64) 1 << (bit & 63);
}

static inline void
ua_bitset_clear (UaBitset *self,
                 guint32   bit)
{
  if (bit < self->n_bits)
    self->words[bit >> 6] &= ~((guint64) 1 << (bit & 63));
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaBitset, ua_bitset_free)

G_END_DECLS
