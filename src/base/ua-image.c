/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-image.h"

#include <string.h>

/* Pictures (CC-07), taken apart without being decoded: PNG (ISO/IEC 15948) and JPEG (ITU-T T.81).
 * What is needed to show one is copied, all else (EXIF, places, texts, thumbnails) is left out; of
 * EXIF (JEITA CP-3451) only which side is up is kept. */

#define PNG_START "\x89PNG\r\n\x1a\n"
#define EXIF_NAME "Exif\0"
#define EXIF_NAME_LENGTH 6
#define EXIF_ORIENTATION 0x0112
#define EXIF_SHORT 3

/* Where reading is. */
typedef struct
{
  const guint8 *bytes;     /* (unowned) */
  gsize length;
  gsize at;
  GByteArray *out;         /* (unowned) */
  gboolean is_oriented;    /* whether it has been said which side is up */
  UaImageProblem problem;  /* what is wrong, the first that was found */
} Reader;

static gboolean
refuse (Reader         *self,
        UaImageProblem  problem)
{
  self->problem = problem;
  return FALSE;
}

static guint32
read_number (const guint8 *bytes,
             guint         n)
{
  guint32 value = 0;

  for (guint i = 0; i < n; i++)
    value = value << 8 | bytes[i];
  return value;
}

static gboolean
check_sides (Reader  *self,
             guint32  width,
             guint32  height)
{
  if (width == 0 || height == 0)
    return refuse (self, UA_IMAGE_PROBLEM_BROKEN);
  return (width <= UA_IMAGE_MAX_SIDE && height <= UA_IMAGE_MAX_SIDE) ||
         refuse (self, UA_IMAGE_PROBLEM_SIDES);
}

/* The checksum of a chunk, ISO/IEC 15948, annex D. */
static guint32
checksum (const guint8 *bytes,
          gsize         n)
{
  guint32 crc = 0xffffffffu;

  for (gsize i = 0; i < n; i++)
    {
      crc ^= bytes[i];
      for (int bit = 0; bit < 8; bit++)
        crc = (crc & 1) != 0 ? 0xedb88320u ^ (crc >> 1) : crc >> 1;
    }
  return ~crc;
}

static gboolean
is_needed_chunk (const guint8 *type)
{
  static const char needed[][5] = {
    "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD", "pHYs"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++)
    if (memcmp (needed[i], type, 4) == 0)
      return TRUE;
  return FALSE;
}

/* Copies one chunk, or leaves it out; @chunk begins with its length. */
static gboolean
clean_chunk (Reader       *self,
             const guint8 *chunk,
             gsize          n)
{
  const guint8 *type = chunk + 4;
  gboolean is_head = memcmp (type, "IHDR", 4) == 0;

  if (memcmp (type, "acTL", 4) == 0)
    return refuse (self, UA_IMAGE_PROBLEM_ANIMATED);
  if (is_head != (self->at == strlen (PNG_START)) || (is_head && n != 13) ||
      read_number (chunk + 8 + n, 4) != checksum (type, n + 4))
    return refuse (self, UA_IMAGE_PROBLEM_BROKEN);
  if (is_head && !check_sides (self, read_number (chunk + 8, 4), read_number (chunk + 12, 4)))
    return FALSE;
  if (is_needed_chunk (type))
    g_byte_array_append (self->out, chunk, (guint) n + 12);
  else if (g_ascii_isupper (type[0]))
    return refuse (self, UA_IMAGE_PROBLEM_BROKEN);
  return TRUE;
}

static gboolean
clean_png (Reader *self)
{
  gboolean has_data = FALSE;

  self->at = strlen (PNG_START);
  g_byte_array_append (self->out, self->bytes, (guint) self->at);
  while (self->length - self->at >= 12)
    {
      const guint8 *chunk = self->bytes + self->at;
      gsize n = read_number (chunk, 4);

      if (n > self->length - self->at - 12)
        break;
      if (!clean_chunk (self, chunk, n))
        return FALSE;
      self->at += n + 12;
      has_data = has_data || memcmp (chunk + 4, "IDAT", 4) == 0;
      if (memcmp (chunk + 4, "IEND", 4) == 0)
        return has_data || refuse (self, UA_IMAGE_PROBLEM_BROKEN);
    }
  return refuse (self, UA_IMAGE_PROBLEM_CUT_SHORT);
}

/* Whether a marker begins the header of a frame of a kind that everybody shows. */
static gboolean
is_frame (guint8 marker)
{
  return marker >= 0xc0 && marker <= 0xc2;
}

static guint32
read_exif (const guint8 *bytes,
           guint         n,
           gboolean      little)
{
  guint32 value = 0;

  for (guint i = 0; i < n; i++)
    value = value << 8 | bytes[little ? n - 1 - i : i];
  return value;
}

/* Which side is up, 1 to 8; 0 where it is not said.  @tiff is what follows the name of EXIF data: a
 * header, and somewhere behind it a table with twelve bytes for each entry. */
static guint
find_orientation (const guint8 *tiff,
                  gsize         n)
{
  gboolean little = n >= 8 && memcmp (tiff, "II", 2) == 0;
  guint32 table = n >= 8 ? read_exif (tiff + 4, 4, little) : 0;
  guint count;

  if (table < 8 || table > n - 2)
    return 0;
  count = read_exif (tiff + table, 2, little);
  for (guint i = 0; i < count && n - table - 2 >= 12 * (gsize) (i + 1); i++)
    {
      const guint8 *entry = tiff + table + 2 + 12 * (gsize) i;
      guint value = read_exif (entry + 8, 2, little);

      if (read_exif (entry, 2, little) == EXIF_ORIENTATION &&
          read_exif (entry + 2, 2, little) == EXIF_SHORT)
        return value <= 8 ? value : 0;
    }
  return 0;
}

/* Writes EXIF data that say which side is up, and nothing else. */
static void
keep_orientation (Reader       *self,
                  const guint8 *data,
                  gsize         n)
{
  guint8 segment[] = {
    0xff, 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8,
    0, 1, EXIF_ORIENTATION >> 8, EXIF_ORIENTATION & 0xff, 0, EXIF_SHORT, 0, 0, 0, 1, 0, 0, 0, 0,
    0, 0, 0, 0
  };
  guint orientation;

  if (self->is_oriented || n < EXIF_NAME_LENGTH || memcmp (data, EXIF_NAME, EXIF_NAME_LENGTH) != 0)
    return;
  orientation = find_orientation (data + EXIF_NAME_LENGTH, n - EXIF_NAME_LENGTH);
  if (orientation < 2)
    return;
  segment[29] = (guint8) orientation;
  g_byte_array_append (self->out, segment, sizeof segment);
  self->is_oriented = TRUE;
}

static gboolean
is_needed_segment (guint8        marker,
                   const guint8 *data,
                   gsize         n)
{
  if (marker == 0xee)
    return n == 12 && memcmp (data, "Adobe", 5) == 0;
  return is_frame (marker) || marker == 0xc4 || marker == 0xda || marker == 0xdb || marker == 0xdd;
}

/* Copies what has been packed, up to the next marker. */
static gboolean
copy_scan (Reader *self)
{
  gsize start = self->at;

  while (self->length - self->at >= 2)
    {
      guint8 next = self->bytes[self->at + 1];

      if (self->bytes[self->at] == 0xff && next != 0 && next != 0xff &&
          (next < 0xd0 || next > 0xd7))
        {
          g_byte_array_append (self->out, self->bytes + start, (guint) (self->at - start));
          return TRUE;
        }
      self->at += self->bytes[self->at] == 0xff && next != 0xff ? 2 : 1;
    }
  return FALSE;
}

/* Copies one segment, or leaves it out. */
static gboolean
clean_segment (Reader   *self,
               guint8    marker,
               gboolean *has_frame,
               gboolean *has_scan)
{
  const guint8 *head = self->bytes + self->at;
  gsize n = self->length - self->at >= 4 ? read_number (head + 2, 2) : G_MAXSIZE;

  if (n > self->length - self->at - 2)
    return refuse (self, UA_IMAGE_PROBLEM_CUT_SHORT);
  if (n < 2 || (is_frame (marker) && (n < 8 || *has_frame)) || (marker == 0xda && !*has_frame))
    return refuse (self, UA_IMAGE_PROBLEM_BROKEN);
  if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && !is_frame (marker))
    return refuse (self, UA_IMAGE_PROBLEM_RARE);
  if (is_frame (marker) &&
      !check_sides (self, read_number (head + 7, 2), read_number (head + 5, 2)))
    return FALSE;
  if (is_needed_segment (marker, head + 4, n - 2))
    g_byte_array_append (self->out, head, (guint) n + 2);
  else if (marker == 0xe1 && !*has_frame)
    keep_orientation (self, head + 4, n - 2);
  self->at += n + 2;
  *has_frame = *has_frame || is_frame (marker);
  if (marker != 0xda)
    return TRUE;
  *has_scan = TRUE;
  return copy_scan (self) || refuse (self, UA_IMAGE_PROBLEM_CUT_SHORT);
}

static gboolean
clean_jpeg (Reader *self)
{
  static const guint8 end[] = { 0xff, 0xd9 };
  gboolean has_frame = FALSE, has_scan = FALSE;

  self->at = 2;
  g_byte_array_append (self->out, self->bytes, 2);
  while (self->length - self->at >= 2)
    {
      guint8 marker = self->bytes[self->at + 1];

      if (self->bytes[self->at] != 0xff)
        return refuse (self, UA_IMAGE_PROBLEM_BROKEN);
      if (marker == 0xff)
        {
          self->at++;
          continue;
        }
      if (marker == 0xd9)
        {
          g_byte_array_append (self->out, end, sizeof end);
          return has_scan || refuse (self, UA_IMAGE_PROBLEM_BROKEN);
        }
      if (!clean_segment (self, marker, &has_frame, &has_scan))
        return FALSE;
    }
  return refuse (self, UA_IMAGE_PROBLEM_CUT_SHORT);
}

/**
 * ua_image_clean:
 * @bytes: what somebody gave as a picture
 * @type: (out) (optional) (transfer none): its media type
 * @problem: (out): what is wrong with it, or %UA_IMAGE_PROBLEM_NONE
 *
 * Makes sure that it is a whole PNG or JPEG picture, not too large and not animated, going by what
 * it is and not by what it is called, and copies it without what is not needed to show it.  Nothing
 * is decoded, so that what would be huge then does no harm (S11).
 *
 * Returns: (transfer full) (nullable): the copy; %NULL where something is wrong
 *
 * Any thread.
 */
GBytes *
ua_image_clean (GBytes          *bytes,
                const char     **type,
                UaImageProblem  *problem)
{
  Reader reader = { 0 };
  g_autoptr(GByteArray) out = g_byte_array_new ();
  gsize start = strlen (PNG_START);
  const char *found = NULL;
  gboolean good = FALSE;

  reader.bytes = g_bytes_get_data (bytes, &reader.length);
  reader.out = out;
  if (reader.length > UA_IMAGE_MAX_BYTES)
    {
      refuse (&reader, UA_IMAGE_PROBLEM_BYTES);
    }
  else if (reader.length > start && memcmp (reader.bytes, PNG_START, start) == 0)
    {
      found = "image/png";
      good = clean_png (&reader);
    }
  else if (reader.length > 3 && memcmp (reader.bytes, "\xff\xd8\xff", 3) == 0)
    {
      found = "image/jpeg";
      good = clean_jpeg (&reader);
    }
  else
    {
      refuse (&reader, UA_IMAGE_PROBLEM_KIND);
    }
  *problem = reader.problem;
  if (!good)
    return NULL;
  if (type != NULL)
    *type = found;
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}
