/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-pictures.h"

/* So many, of 1.5 MB at most. */
#define MAX_KEPT 24

typedef struct
{
  char *address; /* (owned) */
  GBytes *bytes; /* (owned) */
} Kept;

struct _UaPictures
{
  GPtrArray *kept; /* (owned), of Kept, the oldest first */
};

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_free (kept->address);
  g_bytes_unref (kept->bytes);
  g_free (kept);
}

/**
 * ua_pictures_new:
 *
 * Returns: (transfer full): no pictures yet
 *
 * Any thread.
 */
UaPictures *
ua_pictures_new (void)
{
  UaPictures *self = g_new0 (UaPictures, 1);

  self->kept = g_ptr_array_new_with_free_func (kept_free);
  return self;
}

/**
 * ua_pictures_free:
 * @self: (transfer full) (nullable): pictures
 *
 * The thread of @self.
 */
void
ua_pictures_free (UaPictures *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->kept);
  g_free (self);
}

/**
 * ua_pictures_peek:
 * @self: pictures
 * @address: the address of one, which is another one for each picture
 *
 * Returns: (transfer none) (nullable): the picture, where it is at hand; good until another is kept
 *
 * The thread of @self.
 */
GBytes *
ua_pictures_peek (UaPictures *self,
                  const char *address)
{
  g_return_val_if_fail (address != NULL, NULL);

  for (guint i = 0; i < self->kept->len; i++)
    {
      const Kept *kept = g_ptr_array_index (self->kept, i);

      if (g_str_equal (kept->address, address))
        return kept->bytes;
    }
  return NULL;
}

/**
 * ua_pictures_keep:
 * @self: pictures
 * @address: the address of a picture
 * @bytes: the picture
 *
 * Keeps a picture, in the place of the oldest where there are many.
 *
 * The thread of @self.
 */
void
ua_pictures_keep (UaPictures *self,
                  const char *address,
                  GBytes     *bytes)
{
  Kept *kept;

  g_return_if_fail (address != NULL && bytes != NULL);

  if (ua_pictures_peek (self, address) != NULL)
    return;
  kept = g_new0 (Kept, 1);
  kept->address = g_strdup (address);
  kept->bytes = g_bytes_ref (bytes);
  if (self->kept->len >= MAX_KEPT)
    g_ptr_array_remove_index (self->kept, 0);
  g_ptr_array_add (self->kept, kept);
}
