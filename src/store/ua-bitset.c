/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-bitset-private.h"

/**
 * ua_bitset_new:
 * @n_bits: the bound, above the highest number
 *
 * Returns: (transfer full): an empty set
 */
UaBitset *
ua_bitset_new (guint32 n_bits)
{
  UaBitset *self = g_new0 (UaBitset, 1);

  self->n_bits = n_bits;
  self->n_words = n_bits / 64 + 1;
  self->words = g_new0 (guint64, self->n_words);
  return self;
}

/**
 * ua_bitset_free:
 * @self: (transfer full): a set
 */
void
ua_bitset_free (UaBitset *self)
{
  g_free (self->words);
  g_free (self);
}

/**
 * ua_bitset_set_range:
 * @self: a set
 * @first: the first number to add
 * @last: the last number to add; none are added when it is below @first
 */
void
ua_bitset_set_range (UaBitset *self,
                     guint32   first,
                     guint32   last)
{
  for (guint64 bit = first; bit <= last && bit < self->n_bits; bit++)
    ua_bitset_set (self, bit);
}

/**
 * ua_bitset_intersect:
 * @self: a set
 * @other: a set with the same bound
 *
 * Keeps what is also in @other.
 */
void
ua_bitset_intersect (UaBitset       *self,
                     const UaBitset *other)
{
  g_return_if_fail (self->n_bits == other->n_bits);

  for (guint32 i = 0; i < self->n_words; i++)
    self->words[i] &= other->words[i];
}

/**
 * ua_bitset_unite:
 * @self: a set
 * @other: a set with the same bound
 *
 * Adds what is in @other.
 */
void
ua_bitset_unite (UaBitset       *self,
                 const UaBitset *other)
{
  g_return_if_fail (self->n_bits == other->n_bits);

  for (guint32 i = 0; i < self->n_words; i++)
    self->words[i] |= other->words[i];
}

/**
 * ua_bitset_invert:
 * @self: a set
 *
 * Makes it the set of what was not in it.
 */
void
ua_bitset_invert (UaBitset *self)
{
  for (guint32 i = 0; i < self->n_words; i++)
    self->words[i] = ~self->words[i];
  /* What lies above the bound in the last word stays out. */
  self->words[self->n_words - 1] &= ((guint64) 1 << (self->n_bits & 63)) - 1;
}

/**
 * ua_bitset_count:
 * @self: a set
 *
 * Returns: how many numbers are in it
 */
guint32
ua_bitset_count (const UaBitset *self)
{
  guint32 n = 0;

  for (guint32 i = 0; i < self->n_words; i++)
    n += (guint32) __builtin_popcountll (self->words[i]);
  return n;
}

/**
 * ua_bitset_next:
 * @self: a set
 * @bit: (inout): where to begin to look; then the number that was found
 *
 * Returns: whether there is a number from @bit on
 */
gboolean
ua_bitset_next (const UaBitset *self,
                guint32        *bit)
{
  guint32 i = *bit >> 6;
  guint64 word;

  if (i >= self->n_words)
    return FALSE;
  word = self->words[i] & (~(guint64) 0 << (*bit & 63));
  while (word == 0)
    {
      if (++i >= self->n_words)
        return FALSE;
      word = self->words[i];
    }
  *bit = i * 64 + (guint32) __builtin_ctzll (word);
  return TRUE;
}
