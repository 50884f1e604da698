/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-life.h"

#include <locale.h>
#include <string.h>

/* Pictures of members (CC-07, S11). */

#define CANARY "Kanarienvogel"
#define PNG "\x89PNG\r\n\x1a\n"

static void
append_number (GString *out,
               guint32  value)
{
  for (int shift = 24; shift >= 0; shift -= 8)
    g_string_append_c (out, (char) (value >> shift & 0xff));
}

static guint32
checksum (const char *bytes,
          gsize       n)
{
  guint32 crc = 0xffffffffu;

  for (gsize i = 0; i < n; i++)
    {
      crc ^= (guint8) bytes[i];
      for (int bit = 0; bit < 8; bit++)
        crc = (crc & 1) != 0 ? 0xedb88320u ^ (crc >> 1) : crc >> 1;
    }
  return ~crc;
}

static void
append_chunk (GString    *out,
              const char *type,
              const char *data,
              gsize       n)
{
  gsize start = out->len + 4;

  append_number (out, (guint32) n);
  g_string_append_len (out, type, 4);
  g_string_append_len (out, data, (gssize) n);
  append_number (out, checksum (out->str + start, n + 4));
}

/* A grey picture of that width and one pixel high, with a chunk more. */
static GString *
make_png (guint32     width,
          const char *type,
          const char *data)
{
  GString *out = g_string_new_len (PNG, 8);
  g_autoptr(GString) head = g_string_new (NULL);

  append_number (head, width);
  append_number (head, 1);
  g_string_append_len (head, "\x08\0\0\0\0", 5);
  append_chunk (out, "IHDR", head->str, head->len);
  if (type != NULL)
    append_chunk (out, type, data, strlen (data));
  append_chunk (out, "IDAT", "\x78\x9c\x63\x60\0\0\0\x02\0\x01", 10);
  append_chunk (out, "IEND", "", 0);
  return out;
}

static void
append_segment (GString    *out,
                guint8      marker,
                const char *data,
                gsize       n)
{
  g_string_append_c (out, '\xff');
  g_string_append_c (out, (char) marker);
  g_string_append_c (out, (char) ((n + 2) >> 8));
  g_string_append_c (out, (char) ((n + 2) & 0xff));
  g_string_append_len (out, data, (gssize) n);
}

static GString *
make_jpeg (void)
{
  GString *out = g_string_new ("\xff\xd8");
  char table[65] = { 0 };

  append_segment (out, 0xe1, "Exif\0\0" CANARY, 6 + strlen (CANARY));
  append_segment (out, 0xdb, table, sizeof table);
  append_segment (out, 0xc0, "\x08\0\x10\0\x10\x01\x01\x11\0", 9);
  append_segment (out, 0xc4, table, 17);
  append_segment (out, 0xda, "\x01\x01\0\0\x3f\0", 6);
  g_string_append_len (out, "scan\xff\0scan\xff\xd0", 12);
  append_segment (out, 0xfe, CANARY, strlen (CANARY));
  g_string_append (out, "\xff\xd9" CANARY);
  return out;
}

/* On behalf of the owner, or of a member. */
static UaTestReply *
send_picture (UaTestDirectory *directory,
              const char      *user_name,
              const char      *method,
              const char      *id,
              GString         *picture)
{
  g_autofree char *path = g_strconcat ("/Users/", id, "/picture", NULL);
  g_autoptr(SoupMessage) msg = ua_test_directory_message (directory, method, path, NULL);
  SoupMessageHeaders *headers = soup_message_get_request_headers (msg);

  soup_message_headers_replace (headers, "Accept", "image/*");
  if (user_name != NULL)
    {
      g_autofree char *pair = g_strconcat (user_name, ":" UA_TEST_PASSWORD, NULL);
      g_autofree char *encoded = g_base64_encode ((const guchar *) pair, strlen (pair));
      g_autofree char *header = g_strconcat ("Basic ", encoded, NULL);

      soup_message_headers_replace (headers, "Authorization", header);
      soup_message_add_flags (msg, SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
    }
  if (picture != NULL)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (picture->str, picture->len);

      soup_message_set_request_body_from_bytes (msg, "image/png", bytes);
    }
  return ua_test_directory_send_message (directory, msg);
}

static void
assert_refused (UaTestDirectory *directory,
                const char      *id,
                GString         *picture,
                guint            status,
                const char      *reason)
{
  g_autoptr(UaTestReply) reply = send_picture (directory, NULL, "PUT", id, picture);

  g_test_message ("%s: %s", reason, reply->text);
  g_assert_cmpuint (reply->status, ==, status);
  g_assert_nonnull (strstr (reply->text, reason));
  g_string_free (picture, TRUE);
}

/* Kept, told of, given back without what is not the picture, removed, and gone with the member. */
static void
test_kept (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autofree char *id = ua_test_create_user (directory, "kim", "");
  g_autoptr(GString) png = make_png (4096, "tEXt", CANARY);
  g_autoptr(GString) bare = make_png (4096, NULL, NULL);
  g_autoptr(GString) jpeg = make_jpeg ();
  g_autoptr(UaTestReply) put = send_picture (directory, NULL, "PUT", id, png);
  g_autoptr(UaTestReply) got = send_picture (directory, NULL, "GET", id, NULL);
  g_autoptr(UaTestReply) member = ua_test_get (directory, "/Users", id);
  g_autofree char *address = NULL;
  g_autofree char *expected = g_strdup_printf ("%s/Users/%s/picture?v=2",
                                               ua_test_directory_get_base_uri (directory), id);
  g_autofree char *traced = NULL;

  g_assert_cmpuint (put->status, ==, 204);
  g_assert_cmpuint (got->status, ==, 200);
  g_assert_cmpmem (got->text, got->length, bare->str, bare->len);
  g_assert_cmpstr (soup_message_headers_get_one (got->headers, "Content-Type"), ==, "image/png");
  g_assert_cmpstr (soup_message_headers_get_one (got->headers, "ETag"), ==, "W/\"2\"");
  address = g_strdup (json_object_get_string_member
    (json_array_get_object_element (json_object_get_array_member (ua_test_reply_object (member),
                                                                  "photos"), 0), "value"));
  g_assert_cmpstr (address, ==, expected);
  g_clear_pointer (&put, ua_test_reply_free);
  put = send_picture (directory, NULL, "PUT", id, jpeg);
  g_assert_cmpuint (put->status, ==, 204);
  g_clear_pointer (&got, ua_test_reply_free);
  got = send_picture (directory, NULL, "GET", id, NULL);
  g_assert_cmpstr (soup_message_headers_get_one (got->headers, "Content-Type"), ==, "image/jpeg");
  g_assert_cmpmem (got->text + got->length - 14, 14, "scan\xff\0scan\xff\xd0\xff\xd9", 14);
  traced = ua_test_find_bytes (directory, CANARY);
  g_assert_cmpstr (traced, ==, NULL);
  g_clear_pointer (&put, ua_test_reply_free);
  put = send_picture (directory, NULL, "DELETE", id, NULL);
  g_assert_cmpuint (put->status, ==, 204);
  g_clear_pointer (&got, ua_test_reply_free);
  got = send_picture (directory, NULL, "GET", id, NULL);
  g_assert_cmpuint (got->status, ==, 404);
  g_clear_pointer (&member, ua_test_reply_free);
  member = ua_test_get (directory, "/Users", id);
  g_assert_null (strstr (member->text, "photos"));
  g_clear_pointer (&put, ua_test_reply_free);
  put = send_picture (directory, NULL, "PUT", id, png);
  g_clear_pointer (&put, ua_test_reply_free);
  put = ua_test_delete (directory, "/Users", id);
  g_assert_cmpuint (put->status, ==, 204);
  g_assert_cmpint (ua_test_sql (directory, "SELECT count (*) FROM picture"), ==, 0);
}

/* A picture whose EXIF data have a place in them and, in one entry of several, which side is up. */
static GString *
make_oriented (const char *exif,
               gsize       n)
{
  GString *out = g_string_new ("\xff\xd8");
  g_autoptr(GString) plain = make_jpeg ();
  /* Behind the EXIF data that it has. */
  gsize rest = 2 + 4 + 6 + strlen (CANARY);
  g_autoptr(GString) data = g_string_new_len ("Exif\0\0", 6);

  g_string_append_len (data, exif, (gssize) n);
  append_segment (out, 0xe1, data->str, data->len);
  g_string_append_len (out, plain->str + rest, (gssize) (plain->len - rest));
  return out;
}

/* S11: which side is up is kept, and nothing else of the EXIF data; whatever is in these harms
 * nobody. */
static void
test_orientation (void)
{
  static const char big[] =
    "MM\0\x2a\0\0\0\x08\0\x02\x01\x0e\0\x02\0\0\0\x04" "abc\0\x01\x12\0\x03\0\0\0\x01\0\x06\0\0"
    "\0\0\0\0" CANARY;
  static const char little[] =
    "II\x2a\0\x0a\0\0\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x08\0\0\0\0\0\0\0" CANARY;
  static const char upright[] =
    "MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x01\0\0\0\0\0\0";
  static const char odd[] =
    "MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x09\0\0\0\0\0\0";
  static const char cut[] = "MM\0\x2a\0\0\0\x08\xff\xff\x01\x12";
  static const char far_off[] = "MM\0\x2a\xff\xff\xff\xfe";
  static const struct { const char *exif; gsize n; char side; } cases[] = {
    { big, sizeof big, 6 }, { little, sizeof little, 8 }, { upright, sizeof upright, 0 },
    { odd, sizeof odd, 0 }, { cut, sizeof cut - 1, 0 }, { far_off, sizeof far_off - 1, 0 },
    { "MM", 2, 0 }, { "", 0, 0 },
  };
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autofree char *id = ua_test_create_user (directory, "kim", "");
  g_autofree char *traced = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GString) picture = make_oriented (cases[i].exif, cases[i].n);
      g_autoptr(UaTestReply) put = send_picture (directory, NULL, "PUT", id, picture);
      g_autoptr(UaTestReply) got = send_picture (directory, NULL, "GET", id, NULL);
      const char kept[] = {
        '\xff', '\xd8', '\xff', '\xe1', 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0,
        8,
        0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, cases[i].side, 0, 0, 0, 0, 0, 0, '\xff', '\xdb'
      };

      g_assert_cmpuint (put->status, ==, 204);
      g_assert_cmpuint (got->status, ==, 200);
      if (cases[i].side != 0)
        g_assert_cmpmem (got->text, sizeof kept, kept, sizeof kept);
      else
        g_assert_cmpmem (got->text, 4, "\xff\xd8\xff\xdb", 4);
    }
  traced = ua_test_find_bytes (directory, CANARY);
  g_assert_cmpstr (traced, ==, NULL);
}

/* CC-07: a picture whose address is taken out of `photos` is removed; one that is left there, or is
 * somewhere else, is not touched. */
static void
test_taken_out (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autofree char *id = ua_test_create_user (directory, "kim", "");
  g_autofree char *path = g_strconcat ("/Users/", id, NULL);
  g_autoptr(GString) png = make_png (8, NULL, NULL);
  g_autoptr(UaTestReply) put = send_picture (directory, NULL, "PUT", id, png);
  g_autoptr(UaTestReply) more = ua_test_patch
    (directory, "/Users", id, "{\"op\":\"add\",\"path\":\"photos\",\"value\":[{\"value\":"
                              "\"https://elsewhere.example/kim.png\",\"type\":\"thumbnail\"}]}");
  g_autoptr(UaTestReply) same = ua_test_directory_send (directory, "PUT", path, more->text);
  g_autoptr(UaTestReply) there = send_picture (directory, NULL, "GET", id, NULL);
  g_autoptr(UaTestReply) taken = ua_test_patch
    (directory, "/Users", id, "{\"op\":\"remove\",\"path\":\"photos[type eq \\\"photo\\\"]\"}");
  g_autoptr(UaTestReply) gone = send_picture (directory, NULL, "GET", id, NULL);

  g_assert_cmpuint (put->status, ==, 204);
  g_assert_cmpuint (more->status, ==, 200);
  g_assert_cmpuint (same->status, ==, 200);
  g_assert_cmpuint (there->status, ==, 200);
  g_assert_cmpuint (taken->status, ==, 200);
  g_assert_nonnull (strstr (taken->text, "elsewhere"));
  g_assert_cmpuint (gone->status, ==, 404);
  g_assert_cmpint (ua_test_sql (directory, "SELECT count (*) FROM picture"), ==, 0);
}

static void
test_refused (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autofree char *id = ua_test_create_user (directory, "kim", "");
  GString *cut = make_png (8, NULL, NULL);
  GString *broken = make_png (8, NULL, NULL);
  GString *scan = make_jpeg ();
  GString *large = make_png (8, NULL, NULL);
  g_autoptr(UaTestReply) none = NULL;

  g_string_truncate (cut, cut->len - 14);
  broken->str[20] ^= 1;
  g_string_truncate (scan, scan->len - 40);
  g_string_set_size (large, 1536 * 1024 + 1);
  assert_refused (directory, id, cut, 400, "cut short");
  assert_refused (directory, id, broken, 400, "broken");
  assert_refused (directory, id, scan, 400, "cut short");
  assert_refused (directory, id, large, 413, "1.5 MB");
  assert_refused (directory, id, make_png (4097, NULL, NULL), 400, "4096 pixels");
  assert_refused (directory, id, make_png (8, "acTL", "12345678"), 400, "animated");
  assert_refused (directory, id, g_string_new ("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), 400,
                  "neither PNG nor JPEG");
  assert_refused (directory, id, g_string_new ("GIF89a"), 400, "neither PNG nor JPEG");
  assert_refused (directory, id, g_string_new (PNG), 400, "PNG");
  none = send_picture (directory, NULL, "GET", id, NULL);
  g_assert_cmpuint (none->status, ==, 404);
}

/* One's own, by oneself; another's takes the right to change `photos`. */
static void
test_rights (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autofree char *id = ua_test_create_user (directory, "kim",
                                             "\"password\":\"" UA_TEST_PASSWORD "\"");
  g_autofree char *other = ua_test_create_user (directory, "other", "");
  g_autofree char *looker =
    ua_test_create_user (directory, "looker", "\"password\":\"" UA_TEST_PASSWORD "\",\""
                         UA_TEST_EXT "\":{\"accessLevel\":\"executive\"}");
  g_autofree char *keeper =
    ua_test_create_user (directory, "keeper", "\"password\":\"" UA_TEST_PASSWORD "\"");
  g_autofree char *holder =
    g_strdup_printf ("\"displayName\":\"Leavers\",\"rights\":[\"read\",\"lifeCycle\"],"
                     "\"members\":[{\"value\":\"%s\"}]", keeper);
  g_autofree char *profile =
    ua_test_create (directory, "/SecurityProfiles",
                    "urn:example:useradmin:scim:2.0:SecurityProfile", holder);
  g_autoptr(GString) png = make_png (8, NULL, NULL);
  g_autoptr(UaTestReply) own = send_picture (directory, "kim", "PUT", id, png);
  g_autoptr(UaTestReply) again = send_picture (directory, "looker", "PUT", id, png);
  g_autoptr(UaTestReply) other_right = send_picture (directory, "keeper", "PUT", id, png);
  g_autoptr(UaTestReply) removed = send_picture (directory, "looker", "DELETE", id, NULL);
  g_autoptr(UaTestReply) looked = send_picture (directory, "looker", "GET", id, NULL);
  g_autoptr(UaTestReply) unseen = send_picture (directory, "kim", "PUT", other, png);

  g_assert_cmpuint (own->status, ==, 204);
  g_assert_cmpuint (again->status, ==, 403);
  g_assert_cmpuint (other_right->status, ==, 403);
  g_assert_cmpuint (removed->status, ==, 403);
  g_assert_cmpuint (looked->status, ==, 200);
  g_assert_cmpuint (unseen->status, ==, 404);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/directory/pictures/kept", test_kept);
  g_test_add_func ("/directory/pictures/S11/orientation", test_orientation);
  g_test_add_func ("/directory/pictures/CC-07/taken-out", test_taken_out);
  g_test_add_func ("/directory/pictures/refused", test_refused);
  g_test_add_func ("/directory/pictures/rights", test_rights);
  return g_test_run ();
}
