/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CC-07, S11: the picture of a member, from a file to the real directory and back. */
#include "session-fixture.h"
#include "ua-test-actors.h"
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
set_up_with (Fixture    *fixture,
             const char *option,
             const char *more)
{
  g_autofree char *members = g_strconcat ("\"displayName\":\"Ada Lind\"", more, NULL);
  g_autoptr (UaMemberRecord) record = NULL;

  fixture->directory = ua_test_directory_start (0, option, NULL);
  fixture->id = ua_test_create_user (fixture->directory, "ada", members);
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
set_up (Fixture    *fixture,
        const char *option)
{
  set_up_with (fixture, option, "");
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
  /* Where the keys go to can be seen. */
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (dialog)) == GTK_WIDGET (area));
  gtk_window_set_focus_visible (GTK_WINDOW (dialog), TRUE);
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

static const char *
get_problem (Fixture *fixture)
{
  return gtk_label_get_label (GTK_LABEL (ui_find (fixture->page, "problem_label")));
}

static void
assert_refused (Fixture    *fixture,
                const void *contents,
                gsize       n,
                const char *reason)
{
  choose (fixture, contents, n);
  ui_wait_for (gtk_widget_get_mapped (ui_find (fixture->page, "problem_label")));
  forget_file (fixture);
  g_test_message ("%s", get_problem (fixture));
  g_assert_nonnull (strstr (get_problem (fixture), reason));
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
  assert_refused (&fixture, large, UA_IMAGE_MAX_BYTES + 1, "The file has 1.6");
  g_assert_null (strstr (strstr (get_problem (&fixture), "1.6") + 1, "1.6"));
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

/* The target that the picture is to things that are dropped on it. */
static GtkDropTarget *
get_target (Fixture *fixture)
{
  g_autoptr (GListModel) controllers =
    gtk_widget_observe_controllers (ui_find (fixture->page, "picture"));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller);
    }
  g_error ("Nothing can be dropped");
}

static gboolean
drop (Fixture *fixture,
      GFile   *file)
{
  GValue value = G_VALUE_INIT;
  gboolean taken;

  g_value_init (&value, G_TYPE_FILE);
  g_value_set_object (&value, file);
  g_signal_emit_by_name (get_target (fixture), "drop", &value, 1.0, 1.0, &taken);
  g_value_unset (&value);
  return taken;
}

/* Dropped instead of chosen; where the server has no pictures nothing is taken. */
static void
test_dropped (void)
{
  Fixture fixture = { NULL, };
  g_autoptr (GBytes) bytes = make_file (64, 64, "jpeg");
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;

  set_up (&fixture, NULL);
  path = g_build_filename (fixture.folder, "picture", NULL);
  file = g_file_new_for_path (path);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes), NULL));
  g_assert_cmpint (gtk_drop_target_get_actions (get_target (&fixture)), ==, GDK_ACTION_COPY);
  g_assert_true (drop (&fixture, file));
  ui_wait_for (find_crop_dialog () != NULL);
  forget_file (&fixture);
  gtk_window_close (GTK_WINDOW (find_crop_dialog ()));
  ui_wait_for (find_crop_dialog () == NULL);
  g_assert_cmpuint (get_status (&fixture), ==, 404);
  tear_down (&fixture);
}

/* A server without pictures leaves nothing to press, and nothing to drop on. */
static void
test_plain (void)
{
  Fixture fixture = { NULL, };
  g_autoptr (GFile) file = g_file_new_for_path ("/nowhere");

  set_up (&fixture, "--plain");
  g_assert_false (ui_is_shown (fixture.page, "picture_button"));
  g_assert_cmpint (gtk_drop_target_get_actions (get_target (&fixture)), ==, 0);
  g_assert_false (drop (&fixture, file));
  tear_down (&fixture);
}

static gboolean
offers_removal (Fixture *fixture)
{
  GtkPopover *popover =
    ui_open_popover (GTK_MENU_BUTTON (ui_find (fixture->page, "picture_button")));
  gboolean offered;

  g_assert_true (ui_has_label (GTK_WIDGET (popover), "Choose Picture…"));
  offered = ui_has_label (GTK_WIDGET (popover), "Remove Picture");
  gtk_popover_popdown (popover);
  ui_wait_for (!gtk_widget_get_mapped (GTK_WIDGET (popover)));
  return offered;
}

/* Of a picture that is elsewhere the initials are shown, and it is not offered to be taken away;
 * another one can be given. */
static void
test_elsewhere (void)
{
  Fixture fixture = { NULL, };
  g_autoptr (GBytes) file = make_file (64, 64, "png");

  set_up_with (&fixture, NULL,
               ",\"photos\":[{\"value\":\"https://elsewhere.invalid/ada.png\",\"primary\":true}]");
  g_assert_false (offers_removal (&fixture));
  choose (&fixture, g_bytes_get_data (file, NULL), g_bytes_get_size (file));
  ui_wait_for (find_crop_dialog () != NULL);
  forget_file (&fixture);
  g_assert_false (is_shown (&fixture));
  gtk_widget_activate_action (find_crop_dialog (), "crop.save", NULL);
  ui_wait_for (find_crop_dialog () == NULL);
  follow (&fixture);
  ui_wait_for (is_shown (&fixture));
  g_assert_true (offers_removal (&fixture));
  tear_down (&fixture);
}

/* Does what the area does for a key. */
static void
press (UaCropArea *area,
       guint       key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (area));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint k = 0; k < g_list_model_get_n_items (G_LIST_MODEL (controller)); k++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), k);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger) &&
              gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key)
            {
              g_assert_true (gtk_shortcut_action_activate (
                gtk_shortcut_get_action (shortcut), 0, GTK_WIDGET (area),
                gtk_shortcut_get_arguments (shortcut)));
              return;
            }
        }
    }
  g_error ("The key %u does nothing", key);
}

/* The keys do what the mouse does, and lead nowhere beyond the picture. */
static void
test_keys (void)
{
  g_autoptr (GdkPixbuf) picture = make_picture (1000, 500);
  UaCropArea *area = UA_CROP_AREA (g_object_ref_sink (g_object_new (UA_TYPE_CROP_AREA, NULL)));
  int x, y;

  ua_crop_area_set_picture (area, picture);
  g_assert_true (gtk_widget_get_focusable (GTK_WIDGET (area)));
  g_assert_cmpint (ua_crop_area_get_square (area, &x, &y), ==, 500);
  g_assert_cmpint (x, ==, 250);
  press (area, GDK_KEY_Right);
  ua_crop_area_get_square (area, &x, &y);
  g_assert_cmpint (x, ==, 275);
  press (area, GDK_KEY_KP_Left);
  press (area, GDK_KEY_Left);
  ua_crop_area_get_square (area, &x, &y);
  g_assert_cmpint (x, ==, 225);
  /* As large as it can be, the square has no room above or below. */
  press (area, GDK_KEY_Up);
  press (area, GDK_KEY_Up);
  ua_crop_area_get_square (area, &x, &y);
  g_assert_cmpint (y, ==, 0);
  press (area, GDK_KEY_plus);
  g_assert_cmpint (ua_crop_area_get_square (area, &x, &y), ==, 454);
  g_assert_cmpint (y, ==, 23);
  press (area, GDK_KEY_Down);
  ua_crop_area_get_square (area, &x, &y);
  g_assert_cmpint (y, >, 23);
  press (area, GDK_KEY_minus);
  press (area, GDK_KEY_minus);
  g_assert_cmpint (ua_crop_area_get_square (area, &x, &y), ==, 500);
  for (guint i = 0; i < 60; i++)
    {
      press (area, GDK_KEY_Right);
      press (area, GDK_KEY_KP_Add);
    }
  g_assert_cmpint (ua_crop_area_get_square (area, &x, &y), ==, 62);
  g_assert_cmpint (x + 62, <=, 1000);
  ui_assert_finalized (area);
}

/* WS-10: who may only look at a member is offered nothing; one's own picture is one's own. */
static void
test_rights (void)
{
  static const struct { UaTestWho who; gboolean can; } cases[] = {
    { UA_TEST_TARGET, FALSE }, { UA_TEST_EXECUTIVE, TRUE },
  };
  UaTestActors *actors = ua_test_actors_new (0);
  g_autoptr (UaCredentials) credentials =
    ua_credentials_new_basic (ua_test_who_get_name (UA_TEST_EXECUTIVE), UA_TEST_PASSWORD);
  g_autoptr (GAsyncResult) result = NULL;
  UaSession *session = open_address (ua_test_directory_get_base_uri (actors->directory),
                                     ua_test_directory_get_token (actors->directory));

  wait_online (session);
  ui_wait_for (ua_session_has_right (session, UA_RIGHT_READ));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (UaMemberRecord) record = find_record (session, actors->ids[cases[i].who]);
      g_autoptr (UaMember) member = ua_member_new (1, record);
      GtkWidget *window = gtk_window_new ();
      GtkWidget *page = ua_member_page_new ();

      gtk_window_set_child (GTK_WINDOW (window), page);
      gtk_window_present (GTK_WINDOW (window));
      ua_member_page_set_session (UA_MEMBER_PAGE (page), session);
      ua_member_page_set_member (UA_MEMBER_PAGE (page), member);
      if (result == NULL)
        {
          /* The admin may, until somebody else signs in who may not. */
          g_assert_true (ui_is_shown (page, "picture_button"));
          ua_session_sign_in_async (session, credentials, FALSE, NULL, keep_result, &result);
        }
      ui_wait_for (result != NULL && !ua_session_has_right (session, UA_RIGHT_EDIT));
      ui_wait_for (ui_is_shown (page, "picture_button") == cases[i].can);
      ui_assert_finalized (window);
    }
  g_clear_object (&result);
  close_session (&session);
  ua_test_actors_free (actors);
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
  g_test_add_func ("/picture/CC-07/dropped", test_dropped);
  g_test_add_func ("/picture/CC-07/plain", test_plain);
  g_test_add_func ("/picture/CC-07/elsewhere", test_elsewhere);
  g_test_add_func ("/picture/CC-07/keys", test_keys);
  g_test_add_func ("/picture/CC-07/rights", test_rights);
  g_test_add_func ("/picture/CC-07/exif", test_exif);
  g_test_add_func ("/picture/CC-07/small", test_small);
  return g_test_run ();
}
