/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CC-07, S11: what is let through as a picture, before anything is decoded. */
#include "ua-image.h"

#include <locale.h>
#include <string.h>

#define PNG_START "\x89PNG\r\n\x1a\n"
#define PLACE "52.0907N 5.1214E"

static void
append_number (GByteArray *out,
               guint32     number)
{
  guint32 big = GUINT32_TO_BE (number);

  g_byte_array_append (out, (const guint8 *) &big, sizeof big);
}

/* ISO/IEC 15948, annex D. */
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

static void
append_chunk (GByteArray *out,
              const char *type,
              const void *data,
              gsize       n)
{
  guint start = out->len + 4;

  append_number (out, (guint32) n);
  g_byte_array_append (out, (const guint8 *) type, 4);
  g_byte_array_append (out, data, (guint) n);
  append_number (out, checksum (out->data + start, n + 4));
}

/* A grey picture that says how large it is; with a chunk more, where @type is one. */
static GBytes *
make_png (guint32     width,
          guint32     height,
          const char *type)
{
  GByteArray *out = g_byte_array_new ();
  g_autoptr (GByteArray) head = g_byte_array_new ();

  append_number (head, width);
  append_number (head, height);
  g_byte_array_append (head, (const guint8 *) "\x08\0\0\0\0", 5);
  g_byte_array_append (out, (const guint8 *) PNG_START, 8);
  append_chunk (out, "IHDR", head->data, head->len);
  if (type != NULL)
    append_chunk (out, type, PLACE, strlen (PLACE));
  append_chunk (out, "IDAT", "\x78\x9c\x63\x60\0\0\0\x02\0\x01", 10);
  append_chunk (out, "IEND", "", 0);
  return g_byte_array_free_to_bytes (out);
}

static void
append_segment (GByteArray *out,
                guint8      marker,
                const char *data,
                gsize       n)
{
  const guint8 head[] = { 0xff, marker, (guint8) ((n + 2) >> 8), (guint8) ((n + 2) & 0xff) };

  g_byte_array_append (out, head, sizeof head);
  g_byte_array_append (out, (const guint8 *) data, (guint) n);
}

static GBytes *
make_jpeg (guint8  frame,
           guint16 side)
{
  static const char exif[] = "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0"
                             "\0\0\0\0" PLACE;
  GByteArray *out = g_byte_array_new ();
  char table[65] = { 0 };
  const char head[] = {
    8, (char) (side >> 8), (char) (side & 0xff), (char) (side >> 8), (char) (side & 0xff), 1, 1,
    0x11, 0
  };

  g_byte_array_append (out, (const guint8 *) "\xff\xd8", 2);
  append_segment (out, 0xe1, exif, sizeof exif - 1);
  append_segment (out, 0xdb, table, sizeof table);
  append_segment (out, frame, head, sizeof head);
  append_segment (out, 0xc4, table, 17);
  append_segment (out, 0xda, "\x01\x01\0\0\x3f\0", 6);
  g_byte_array_append (out, (const guint8 *) "scan\xff\0scan\xff\xd9" PLACE, 12 + strlen (PLACE));
  return g_byte_array_free_to_bytes (out);
}

/* Takes @bytes. */
static void
assert_problem (GBytes         *bytes,
                UaImageProblem  expected)
{
  UaImageProblem problem = UA_IMAGE_PROBLEM_NONE;
  const char *type = "untouched";
  g_autoptr (GBytes) clean = ua_image_clean (bytes, &type, &problem);

  g_assert_cmpint (problem, ==, expected);
  g_assert_null (clean);
  g_assert_cmpstr (type, ==, "untouched");
  g_bytes_unref (bytes);
}

static GBytes *
cut (GBytes *bytes,
     gsize   n)
{
  return g_bytes_new (g_bytes_get_data (bytes, NULL), n);
}

/* Takes @bytes, which hold the place. */
static void
assert_cleaned (GBytes     *bytes,
                const char *expected)
{
  UaImageProblem problem = UA_IMAGE_PROBLEM_BROKEN;
  const char *type = NULL;
  g_autoptr (GBytes) clean = ua_image_clean (bytes, &type, &problem);
  gsize n;
  const char *data;

  g_assert_cmpint (problem, ==, UA_IMAGE_PROBLEM_NONE);
  g_assert_nonnull (clean);
  g_assert_cmpstr (type, ==, expected);
  data = g_bytes_get_data (clean, &n);
  g_assert_cmpuint (n, <, g_bytes_get_size (bytes));
  for (gsize i = 0; i + strlen (PLACE) <= n; i++)
    g_assert_cmpint (memcmp (data + i, PLACE, strlen (PLACE)), !=, 0);
  g_bytes_unref (bytes);
}

/* What is said of the picture is not needed to show it: places, texts, what follows the end. */
static void
test_clean (void)
{
  assert_cleaned (make_png (64, 64, "eXIf"), "image/png");
  assert_cleaned (make_png (64, 64, "tEXt"), "image/png");
  assert_cleaned (make_jpeg (0xc0, 64), "image/jpeg");
  assert_cleaned (make_jpeg (0xc2, UA_IMAGE_MAX_SIDE), "image/jpeg");
}

/* A few bytes that would be gigabytes of pixels are refused by what their header says. */
static void
test_bomb (void)
{
  assert_problem (make_png (UA_IMAGE_MAX_SIDE + 1, 1, NULL), UA_IMAGE_PROBLEM_SIDES);
  assert_problem (make_png (1, UA_IMAGE_MAX_SIDE + 1, NULL), UA_IMAGE_PROBLEM_SIDES);
  assert_problem (make_png (0x7fffffff, 0x7fffffff, NULL), UA_IMAGE_PROBLEM_SIDES);
  assert_problem (make_png (0xffffffff, 0xffffffff, NULL), UA_IMAGE_PROBLEM_SIDES);
  assert_problem (make_jpeg (0xc0, 65535), UA_IMAGE_PROBLEM_SIDES);
  assert_problem (make_png (0, 64, NULL), UA_IMAGE_PROBLEM_BROKEN);
}

static void
test_kind (void)
{
  static const char * const others[] = {
    "", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "<?xml version=\"1.0\"?><svg/>", "GIF89a",
    "RIFF....WEBPVP8 ", "BM", "%PDF-1.7",
  };
  g_autofree char *large = g_malloc0 (UA_IMAGE_MAX_BYTES + 1);

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    assert_problem (g_bytes_new_static (others[i], strlen (others[i])), UA_IMAGE_PROBLEM_KIND);
  assert_problem (make_png (64, 64, "acTL"), UA_IMAGE_PROBLEM_ANIMATED);
  /* JPEG without loss. */
  assert_problem (make_jpeg (0xc3, 64), UA_IMAGE_PROBLEM_RARE);
  assert_problem (g_bytes_new (large, UA_IMAGE_MAX_BYTES), UA_IMAGE_PROBLEM_KIND);
  assert_problem (g_bytes_new (large, UA_IMAGE_MAX_BYTES + 1), UA_IMAGE_PROBLEM_BYTES);
}

/* Wherever it ends too early it is refused, and nothing behind its end is read. */
static void
test_cut (void)
{
  g_autoptr (GBytes) png = make_png (64, 64, NULL);
  g_autoptr (GBytes) jpeg = make_jpeg (0xc0, 64);
  gsize end = g_bytes_get_size (jpeg) - strlen (PLACE);

  for (gsize n = 9; n < g_bytes_get_size (png); n++)
    assert_problem (cut (png, n), UA_IMAGE_PROBLEM_CUT_SHORT);
  for (gsize n = 4; n < end; n++)
    assert_problem (cut (jpeg, n), UA_IMAGE_PROBLEM_CUT_SHORT);
}

/* No byte of a PNG can be another one: each is under a checksum, or says what comes. */
static void
test_bent (void)
{
  g_autoptr (GBytes) png = make_png (64, 64, NULL);
  gsize n;
  const guint8 *data = g_bytes_get_data (png, &n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree guint8 *bent = g_memdup2 (data, n);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GBytes) clean = NULL;
      UaImageProblem problem = UA_IMAGE_PROBLEM_NONE;

      bent[i] ^= 0x20;
      bytes = g_bytes_new (bent, n);
      clean = ua_image_clean (bytes, NULL, &problem);
      g_assert_null (clean);
      g_assert_cmpint (problem, !=, UA_IMAGE_PROBLEM_NONE);
    }
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/image/S11/clean", test_clean);
  g_test_add_func ("/image/S11/bomb", test_bomb);
  g_test_add_func ("/image/S11/kind", test_kind);
  g_test_add_func ("/image/S11/cut", test_cut);
  g_test_add_func ("/image/S11/bent", test_bent);
  return g_test_run ();
}
