/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CC-07: the pictures of members, through the session, against the real directory. */
#include "directory-session.h"
#include "session-fixture.h"
#include "ua-test-directory.h"
#include "ua-test-life.h"

#include "ua-error.h"
#include "ua-pictures.h"

#define ELSEWHERE "https://elsewhere.invalid/ada.png"

/* One grey pixel, as PNG. */
static const char picture[] =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNgAAAAAgAB5Sfe/AAAAABJRU5ErkJggg==";

typedef struct
{
  UaTestDirectory *directory; /* (owned) */
  UaSession *session;         /* (owned) */
  char *id;                   /* (owned), of a member */
  GBytes *bytes;              /* (owned), a picture */
} Fixture;

static void
set_up (Fixture    *fixture,
        const char *members)
{
  gsize n;
  guchar *data = g_base64_decode (picture, &n);

  fixture->bytes = g_bytes_new_take (data, n);
  fixture->directory = ua_test_directory_start (0, NULL);
  fixture->id = ua_test_create_user (fixture->directory, "ada", members);
  fixture->session = open_directory (fixture->directory);
}

static void
tear_down (Fixture *fixture)
{
  close_session (&fixture->session);
  ua_test_directory_stop (fixture->directory);
  g_bytes_unref (fixture->bytes);
  g_free (fixture->id);
}

static gboolean
change (Fixture       *fixture,
        GBytes        *bytes,
        GCancellable  *cancellable,
        GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ua_session_change_picture_async (fixture->session, fixture->id, bytes, cancellable, keep_result,
                                   &result);
  wait_for (result != NULL);
  return ua_session_change_picture_finish (fixture->session, result, error);
}

static GBytes *
find (Fixture               *fixture,
      const UaMemberRecord  *record,
      GCancellable          *cancellable,
      GError               **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ua_session_find_picture_async (fixture->session, record, cancellable, keep_result, &result);
  wait_for (result != NULL);
  return ua_session_find_picture_finish (fixture->session, result, error);
}

/* Given, fetched, at hand from then on, another one under another address, and taken away. */
static void
test_changed (void)
{
  Fixture fixture = { NULL, };
  g_autoptr (UaMemberRecord) before = NULL;
  g_autoptr (UaMemberRecord) with = NULL;
  g_autoptr (UaMemberRecord) again = NULL;
  g_autoptr (UaMemberRecord) after = NULL;
  g_autoptr (GBytes) found = NULL;
  g_autoptr (GError) error = NULL;

  set_up (&fixture, "");
  before = find_record (fixture.session, fixture.id);
  g_assert_false (ua_session_has_picture (fixture.session, before));
  g_assert_null (ua_session_peek_picture (fixture.session, before));
  change (&fixture, fixture.bytes, NULL, &error);
  g_assert_no_error (error);
  with = find_record (fixture.session, fixture.id);
  g_assert_true (ua_session_has_picture (fixture.session, with));
  g_assert_null (ua_session_peek_picture (fixture.session, with));
  found = find (&fixture, with, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (found, fixture.bytes));
  g_assert_true (g_bytes_equal (ua_session_peek_picture (fixture.session, with), found));
  change (&fixture, fixture.bytes, NULL, &error);
  g_assert_no_error (error);
  again = find_record (fixture.session, fixture.id);
  g_assert_null (ua_session_peek_picture (fixture.session, again));
  change (&fixture, NULL, NULL, &error);
  g_assert_no_error (error);
  after = find_record (fixture.session, fixture.id);
  g_assert_null (ua_member_record_get (after, UA_FIELD_PHOTO));
  g_assert_false (change (&fixture, NULL, NULL, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_NOT_FOUND);
  tear_down (&fixture);
}

/* What is no picture does not leave, and who gives up changes nothing. */
static void
test_refused (void)
{
  Fixture fixture = { NULL, };
  g_autoptr (GBytes) svg = g_bytes_new_static ("<svg/>", 6);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (UaMemberRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  set_up (&fixture, "");
  g_assert_false (change (&fixture, svg, NULL, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_INVALID_VALUE);
  g_clear_error (&error);
  g_assert_null (peek_field (fixture.session, fixture.id, UA_FIELD_PHOTO));
  change (&fixture, fixture.bytes, NULL, &error);
  g_assert_no_error (error);
  record = find_record (fixture.session, fixture.id);
  g_cancellable_cancel (cancellable);
  g_assert_false (change (&fixture, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (find (&fixture, record, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_nonnull (peek_field (fixture.session, fixture.id, UA_FIELD_PHOTO));
  tear_down (&fixture);
}

/* A picture elsewhere is not asked for, nor is it one to take away; one that is given then counts,
 * whatever counted before, and leaves the other where it was. */
static void
test_elsewhere (void)
{
  Fixture fixture = { NULL, };
  g_autoptr (UaMemberRecord) before = NULL;
  g_autoptr (UaMemberRecord) with = NULL;
  g_autoptr (GBytes) found = NULL;
  g_autoptr (GError) error = NULL;

  set_up (&fixture, "\"photos\":[{\"value\":\"" ELSEWHERE "\",\"type\":\"work\",\"primary\":true}]");
  before = find_record (fixture.session, fixture.id);
  g_assert_cmpstr (ua_member_record_get (before, UA_FIELD_PHOTO), ==, ELSEWHERE);
  g_assert_false (ua_session_has_picture (fixture.session, before));
  g_assert_null (find (&fixture, before, NULL, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);
  change (&fixture, fixture.bytes, NULL, &error);
  g_assert_no_error (error);
  with = find_record (fixture.session, fixture.id);
  g_assert_true (ua_session_has_picture (fixture.session, with));
  found = find (&fixture, with, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (found, fixture.bytes));
  change (&fixture, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (peek_field (fixture.session, fixture.id, UA_FIELD_PHOTO), ==, ELSEWHERE);
  tear_down (&fixture);
}

/* Without the server it is refused, not queued; what has been seen stays at hand. */
static void
test_unreached (void)
{
  Fixture fixture = { NULL, };
  g_autoptr (UaMemberRecord) record = NULL;
  g_autoptr (GBytes) found = NULL;
  g_autoptr (GError) error = NULL;

  set_up (&fixture, "");
  change (&fixture, fixture.bytes, NULL, &error);
  g_assert_no_error (error);
  record = find_record (fixture.session, fixture.id);
  found = find (&fixture, record, NULL, &error);
  g_assert_no_error (error);
  ua_test_directory_terminate (fixture.directory);
  g_assert_null (find (&fixture, record, NULL, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_OFFLINE);
  g_clear_error (&error);
  g_assert_false (change (&fixture, NULL, NULL, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_OFFLINE);
  g_assert_true (g_bytes_equal (ua_session_peek_picture (fixture.session, record), found));
  tear_down (&fixture);
}

/* Of many only the last are kept, so that memory does not grow with what is looked at. */
static void
test_bounded (void)
{
  UaPictures *pictures = ua_pictures_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("picture", 7);
  guint n_kept = 0;

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *address = g_strdup_printf ("/%u", i);

      ua_pictures_keep (pictures, address, bytes);
      ua_pictures_keep (pictures, address, bytes);
      g_assert_true (ua_pictures_peek (pictures, address) == bytes);
    }
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *address = g_strdup_printf ("/%u", i);

      if (ua_pictures_peek (pictures, address) != NULL)
        n_kept++;
      else
        g_assert_cmpuint (n_kept, ==, 0);
    }
  g_assert_cmpuint (n_kept, ==, 24);
  ua_pictures_free (pictures);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sync/pictures/CC-07/changed", test_changed);
  g_test_add_func ("/sync/pictures/CC-07/refused", test_refused);
  g_test_add_func ("/sync/pictures/CC-07/elsewhere", test_elsewhere);
  g_test_add_func ("/sync/pictures/CC-07/unreached", test_unreached);
  g_test_add_func ("/sync/pictures/CC-07/bounded", test_bounded);
  return g_test_run ();
}
