/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CC-07, S11: the picture of a member, from a file to the real directory and back. */
#include "session-fixture.h"
#include "ua-test-directory.h"
#include "ua-test-life.h"
#include "ui-fixture.h"

#include "ua-crop-area.h"
#include "ua-crop-dialog.h"
#include "ua-image.h"
#include "ua-member-page.h"
#include "ua-member-picture.h"
#include "ua-picture.h"

#include <glib/gstdio.h>

/* EXIF data that say that the left side is up, and where it was (JEITA CP-3451). */
static const char exif[] = "\xff\xe1\0\x32" "Exif\0\0MM\0*\0\0\0\x08\0\x01"
                           "\x01\x12\0\x03\0\0\0\x01\0\x06\0\0" "\0\0\0\0" "52.0907N 5.1214E";

typedef struct
{
  UaTestDirectory *directory; /* (owned) */
  UaSession *session;         /* (owned) */
  char *id;                   /* (owned), of a member without a picture */
  UaMember *member;           /* (owned) */
  GtkWidget *window;          /* (unowned) */
  GtkWidget *page;            /* (unowned) */
  char *folder;               /* (owned) */
} Fixture;

static void
set_up (Fixture    *fixture,
        const char *option)
{
  g_autoptr (UaMemberRecord) record = NULL;

  fixture->directory = ua_test_directory_start (0, option, NULL);
  fixture->id = ua_test_create_user (fixture->directory, "ada", "\"displayName\":\"Ada Lind\"");
  fixture->session = open_address (ua_test_directory_get_base_uri (fixture->directory),
                                   ua_test_directory_get_token (fixture->directory));
  wait_online (fixture->session);
  record = find_record (fixture->session, fixture->id);
  fixture->member = ua_member_new (1, record);
  fixture->folder = g_dir_make_tmp ("useradmin-picture-XXXXXX", NULL);
  fixture->page = ua_member_page_new ();
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 560, 700);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
  ua_member_page_set_session (UA_MEMBER_PAGE (fixture->page), fixture->session);
  ua_member_page_set_member (UA_MEMBER_PAGE (fixture->page), fixture->member);
}

static void
tear_down (Fixture *fixture)
{
  ui_assert_finalized (fixture->window);
  g_clear_object (&fixture->member);
  close_session (&fixture->session);
  ua_test_directory_stop (fixture->directory);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->id);
}

/* A picture of two colours, blue to the left and orange to the right. */
static GdkPixbuf *
make_picture (int width,
              int height)
{
  GdkPixbuf *picture = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autoptr (GdkPixbuf) right =
    gdk_pixbuf_new_subpixbuf (picture, width / 2, 0, width - width / 2, height);

  gdk_pixbuf_fill (picture, 0x1c71d8ff);
  gdk_pixbuf_fill (right, 0xff7800ff);
  return picture;
}

static GBytes *
make_file (int         width,
           int         height,
           const char *type)
{
  g_autoptr (GdkPixbuf) picture = make_picture (width, height);
  g_autoptr (GError) error = NULL;
  char *buffer;
  gsize n;

  gdk_pixbuf_save_to_buffer (picture, &buffer, &n, type, &error, NULL);
  g_assert_no_error (error);
  return g_bytes_new_take (buffer, n);
}

/* Gives the contents to the picture, as a file that is gone once it has been read. */
static void
choose (Fixture    *fixture,
        const void *contents,
        gsize       n)
{
  g_autofree char *path = g_build_filename (fixture->folder, "picture", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, contents, (gssize) n, NULL));
  ua_member_picture_choose (UA_MEMBER_PICTURE (ui_find (fixture->page, "picture")), file);
}

static void
forget_file (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "picture", NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

static GtkWidget *
find_crop_dialog (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (UA_IS_CROP_DIALOG (window))
        return window;
    }
  return NULL;
}

/* The member as the cache has it now, as the window would bind it. */
static const char *
follow (Fixture *fixture)
{
  g_autoptr (UaMemberRecord) record = find_record (fixture->session, fixture->id);

  ua_member_set_record (fixture->member, record);
  return ua_member_record_get (ua_member_get_record (fixture->member), UA_FIELD_PHOTO);
}

static gboolean
is_shown (Fixture *fixture)
{
  return adw_avatar_get_custom_image (ADW_AVATAR (ui_find (fixture->page, "avatar"))) != NULL;
}

static guint
get_status (Fixture *fixture)
{
  g_autofree char *path = g_strconcat ("/Users/", fixture->id, "/picture", NULL);
  g_autoptr (SoupMessage) msg =
    ua_test_directory_message (fixture->directory, "GET", path, NULL);
  g_autoptr (UaTestReply) reply = NULL;

  soup_message_headers_replace (soup_message_get_request_headers (msg), "Accept", "image/*");
  reply = ua_test_directory_send_message (fixture->directory, msg);
  return reply->status;
}

/* Chosen, cut out, saved, shown, and taken away again. */
static void
test_choose (void)
{
  Fixture fixture = { NULL, };
  g_autoptr (GBytes) file = make_file (800, 400, "png");
  GtkWidget *dialog;
  UaCropArea *area;
  int x, y;

  set_up (&fixture, NULL);
  g_assert_true (ui_is_shown (fixture.page, "picture_button"));
  g_assert_cmpuint (get_status (&fixture), ==, 404);
  choose (&fixture, g_bytes_get_data (file, NULL), g_bytes_get_size (file));
  ui_wait_for (find_crop_dialog () != NULL);
  forget_file (&fixture);
  dialog = find_crop_dialog ();
  area = UA_CROP_AREA (ui_find (dialog, "crop_area"));
  g_assert_cmpint (ua_crop_area_get_square (area, &x, &y), ==, 400);
  g_assert_cmpint (x, ==, 200);
  g_assert_cmpint (y, ==, 0);
  ui_assert_fits (dialog);
  ui_take_pictures (dialog, "crop-dialog");
  g_object_set (area, "zoom", 2.0, NULL);
  g_assert_cmpint (ua_crop_area_get_square (area, &x, &y), ==, 200);
  g_assert_cmpint (x, ==, 300);
  g_assert_cmpint (y, ==, 100);
  g_object_set (area, "zoom", 1.0, NULL);
  gtk_widget_activate_action (dialog, "crop.save", NULL);
  ui_wait_for (find_crop_dialog () == NULL);
  g_assert_nonnull (follow (&fixture));
  ui_wait_for (is_shown (&fixture));
  g_assert_cmpuint (get_status (&fixture), ==, 200);
  ui_take_pictures (fixture.window, "member-page-picture");

  gtk_widget_activate_action (ui_find (fixture.page, "picture"), "picture.remove", NULL);
  ui_wait_for (follow (&fixture) == NULL);
  g_assert_false (is_shown (&fixture));
  g_assert_cmpuint (get_status (&fixture), ==, 404);
  tear_down (&fixture);
}

static void
assert_refused (Fixture    *fixture,
                const void *contents,
                gsize       n,
                const char *reason)
{
  GtkLabel *label = GTK_LABEL (ui_find (fixture->page, "problem_label"));

  choose (fixture, contents, n);
  ui_wait_for (gtk_widget_get_mapped (GTK_WIDGET (label)));
  forget_file (fixture);
  g_test_message ("%s", gtk_label_get_label (label));
  g_assert_nonnull (strstr (gtk_label_get_label (label), reason));
  g_assert_null (find_crop_dialog ());
}

/* What is too large, broken or no picture is refused with the reason, whatever it is called. */
static void
test_refused (void)
{
  static const char svg[] = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
  static const char gif[] = "GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0;";
  Fixture fixture = { NULL, };
  g_autoptr (GBytes) wide = make_file (4097, 8, "png");
  g_autoptr (GBytes) whole = make_file (64, 64, "png");
  g_autoptr (GByteArray) bent = NULL;
  g_autofree char *large = g_malloc0 (2 * 1000 * 1000);

  set_up (&fixture, NULL);
  assert_refused (&fixture, large, 2 * 1000 * 1000, "The file has 2.0");
  assert_refused (&fixture, svg, strlen (svg), "neither a PNG nor a JPEG");
  assert_refused (&fixture, gif, sizeof gif - 1, "neither a PNG nor a JPEG");
  assert_refused (&fixture, g_bytes_get_data (wide, NULL), g_bytes_get_size (wide), "4096");
  assert_refused (&fixture, g_bytes_get_data (whole, NULL), g_bytes_get_size (whole) - 9,
                  "end of the file is missing");
  bent = g_byte_array_append (g_byte_array_new (), g_bytes_get_data (whole, NULL),
                              (guint) g_bytes_get_size (whole));
  bent->data[bent->len / 2] ^= 0x55;
  assert_refused (&fixture, bent->data, bent->len, "broken");
  ui_take_pictures (fixture.window, "member-page-picture-refused");
  g_assert_null (follow (&fixture));
  tear_down (&fixture);
}

/* A server without pictures, and a person without the right, leave nothing to press. */
static void
test_plain (void)
{
  Fixture fixture = { NULL, };

  set_up (&fixture, "--plain");
  g_assert_false (ui_is_shown (fixture.page, "picture_button"));
  tear_down (&fixture);
}

/* Which side is up counts, and neither that nor where it was goes to the server. */
static void
test_exif (void)
{
  g_autoptr (GBytes) plain = make_file (80, 40, "jpeg");
  g_autoptr (GByteArray) with = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GBytes) saved = NULL;
  g_autoptr (GError) error = NULL;
  const guint8 *data = g_bytes_get_data (plain, NULL);

  g_byte_array_append (with, data, 2);
  g_byte_array_append (with, (const guint8 *) exif, 0x32 + 2);
  g_byte_array_append (with, data + 2, (guint) g_bytes_get_size (plain) - 2);
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&with));
  pixbuf = ua_picture_decode (bytes, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, 40);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, 80);
  saved = ua_picture_encode (pixbuf, 0, 20, 40, &error);
  g_assert_no_error (error);
  g_assert_null (g_strstr_len (g_bytes_get_data (saved, NULL),
                               (gssize) g_bytes_get_size (saved), "Exif"));
  for (gsize i = 0; i + 8 < g_bytes_get_size (saved); i++)
    g_assert_cmpint (memcmp ((const char *) g_bytes_get_data (saved, NULL) + i, "52.0907N", 8), !=,
                     0);
}

/* What goes to the server is small, whatever was chosen. */
static void
test_small (void)
{
  g_autoptr (GdkPixbuf) picture = make_picture (3000, 2000);
  g_autoptr (GBytes) saved = ua_picture_encode (picture, 500, 0, 2000, NULL);
  g_autoptr (GdkPixbuf) again = ua_picture_decode (saved, 0, NULL);
  g_autoptr (GdkPixbuf) shown = ua_picture_decode (saved, 192, NULL);

  g_assert_cmpint (gdk_pixbuf_get_width (again), ==, 512);
  g_assert_cmpint (gdk_pixbuf_get_height (again), ==, 512);
  g_assert_cmpint (gdk_pixbuf_get_width (shown), ==, 192);
}

int
main (int    argc,
      char **argv)
{
  ui_init (&argc, &argv);
  g_test_add_func ("/picture/CC-07/choose", test_choose);
  g_test_add_func ("/picture/CC-07/refused", test_refused);
  g_test_add_func ("/picture/CC-07/plain", test_plain);
  g_test_add_func ("/picture/CC-07/exif", test_exif);
  g_test_add_func ("/picture/CC-07/small", test_small);
  return g_test_run ();
}
