/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-life.h"
#include "ua-test-mail.h"
#include "ua-test-visit.h"

#include <libsoup/soup.h>
#include <locale.h>
#include <string.h>

/* What persons do at the pages once they are signed in, and what holds them back (CC-11, CC-12,
 * CC-14, LE-08). */

#define IDA "ida@brackwater.example"
#define PASSWORD UA_TEST_OWN_PASSWORD
#define OTHER "a marsh of sedges"
/* More requests than a second and what may come at once allow. */
#define MOST 40
/* How often it is looked whether something has come about. */
#define TRY_US 100000
#define MOST_US (30 * G_USEC_PER_SEC)

static void
set_up (UaTestVisit   *visit,
        gconstpointer  unused)
{
  ua_test_visit_begin (visit, ua_test_directory_start (0, NULL));
}

static void
tear_down (UaTestVisit   *visit,
           gconstpointer  unused)
{
  ua_test_visit_end (visit);
}

/* A member who is signed in. */
static void
enter (UaTestVisit *visit)
{
  g_autoptr(UaTestReply) in = NULL;

  ua_test_join (visit, IDA);
  in = ua_test_sign_in (visit, IDA, PASSWORD);
  g_assert_cmpstr (ua_test_get_location (in), ==, "profile");
}

/* Looks at a page until it is too much; gives how often that went well. */
static guint
look_too_often (UaTestVisit *visit,
                const char  *path,
                guint        expected)
{
  for (guint n = 0; n < MOST; n++)
    {
      g_autoptr(UaTestReply) page = ua_test_look (visit, path);

      if (page->status == 429)
        {
          g_assert_nonnull (soup_message_headers_get_one (page->headers, "Retry-After"));
          g_assert_true (ua_test_says (page, "<html"));
          return n;
        }
      g_assert_cmpuint (page->status, ==, expected);
    }
  return MOST;
}

/* The limit of requests holds for pages: who is signed in counts for themselves, all others for the
 * address that they come from, together with those who fail to sign in over the protocol. */
static void
test_rate (void)
{
  UaTestVisit visit;
  g_autofree char *session = NULL;
  guint n;

  ua_test_visit_begin (&visit, ua_test_directory_start (0, "--rate", "1", NULL));
  enter (&visit);
  session = g_steal_pointer (&visit.cookies);
  n = look_too_often (&visit, "/accept/nothing-like-it", 404);
  g_assert_cmpuint (n, <, MOST);
  g_assert_cmpuint (look_too_often (&visit, "/sign-in", 200), <=, 2);
  g_assert_cmpuint (ua_test_try_basic (&visit, IDA, "sedges"), ==, 429);
  visit.cookies = g_steal_pointer (&session);
  n = look_too_often (&visit, "/profile", 200);
  g_assert_cmpuint (n, >=, 8);
  g_assert_cmpuint (n, <, MOST);
  ua_test_visit_end (&visit);
}

/* So it is that a password is not tried where there were too many wrong ones, and a form is not
 * read. */
static void
test_failures (void)
{
  UaTestVisit visit;
  g_autoptr(UaTestReply) page = NULL;
  g_autofree char *key = NULL;
  guint status;

  ua_test_visit_begin (&visit, ua_test_directory_start (0, "--rate", "1", NULL));
  page = ua_test_look (&visit, "/sign-in");
  key = ua_test_get_key (page);
  for (guint i = 0; i < MOST; i++)
    {
      status = ua_test_try_basic (&visit, "nobody", "sedges");
      if (status == 429)
        break;
      g_assert_cmpuint (status, ==, 401);
    }
  g_assert_cmpuint (status, ==, 429);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(UaTestReply) refused =
        ua_test_post (&visit, "/sign-in", soup_form_encode ("key", key, "userName", "nobody",
                                                            "password", "sedges", NULL));

      status = refused->status;
      if (status == 429)
        break;
    }
  g_assert_cmpuint (status, ==, 429);
  ua_test_visit_end (&visit);
}

/* Nor does it help to send what the protocol knows one by beside the form. */
static void
test_known (void)
{
  UaTestVisit visit;
  g_autofree char *owner = NULL;
  guint n = 0;

  ua_test_visit_begin (&visit, ua_test_directory_start (0, "--rate", "1", NULL));
  owner = g_strconcat ("Bearer ", ua_test_directory_get_token (visit.directory), NULL);
  for (guint status = 0; n < MOST && status != 429; n++)
    {
      g_autoptr(UaTestReply) me = ua_test_directory_get (visit.directory, "/Me");
      g_autoptr(SoupMessage) msg = ua_test_visit_message (&visit, "POST", "/accept/nothing");
      g_autoptr(GBytes) bytes = g_bytes_new_static ("key=x", 5);
      g_autoptr(UaTestReply) reply = NULL;

      g_assert_cmpuint (me->status, ==, 200);
      soup_message_headers_replace (soup_message_get_request_headers (msg), "Authorization",
                                    owner);
      soup_message_set_request_body_from_bytes (msg, "application/x-www-form-urlencoded", bytes);
      reply = ua_test_directory_send_message (visit.directory, msg);
      status = reply->status;
    }
  g_assert_cmpuint (n, <, MOST);
  ua_test_visit_end (&visit);
}

/* A session ends by itself. */
static void
test_expiry (UaTestVisit   *visit,
             gconstpointer  unused)
{
  g_autoptr(UaTestReply) before = NULL;
  g_autoptr(UaTestReply) after = NULL;
  gint64 hours;

  enter (visit);
  before = ua_test_look (visit, "/profile");
  g_assert_cmpuint (before->status, ==, 200);
  hours = ua_test_sql (visit->directory, "SELECT (expires - created) / 3600000 FROM token"
                                         " WHERE purpose = 'session'");
  g_assert_cmpint (hours, ==, 8);
  ua_test_sql (visit->directory, "UPDATE token SET expires = 1000 WHERE purpose = 'session'");
  after = ua_test_look (visit, "/profile");
  g_assert_cmpstr (ua_test_get_location (after), ==, "sign-in");
}

/* TL-05: a link that has expired says so, and opens nothing. */
static void
test_expired_link (UaTestVisit   *visit,
                   gconstpointer  unused)
{
  g_autofree char *path = ua_test_invite (visit, IDA, "en");
  g_autoptr(UaTestReply) page = ua_test_look (visit, path);
  g_autofree char *key = ua_test_get_key (page);
  g_autoptr(UaTestReply) expired = NULL;
  g_autoptr(UaTestReply) sent = NULL;
  g_autoptr(JsonObject) member = NULL;

  ua_test_sql (visit->directory, "UPDATE token SET expires = created + 1"
                                 " WHERE purpose = 'invitation'");
  expired = ua_test_look (visit, path);
  g_assert_cmpuint (expired->status, ==, 410);
  g_assert_true (ua_test_says (expired, "has expired"));
  sent = ua_test_post (visit, path,
                       soup_form_encode ("key", key, "givenName", "Ida", "familyName", "Holm",
                                         "password", PASSWORD, "again", PASSWORD, NULL));
  g_assert_cmpuint (sent->status, ==, 410);
  member = ua_test_find_member (visit, IDA);
  g_assert_cmpstr (ua_test_get_ext (member, "status"), ==, "invited");
}

/* Waits until the clock of the service has done it. */
static void
wait_for (UaTestVisit *visit,
          const char  *sql)
{
  gint64 end = g_get_monotonic_time () + MOST_US;

  while (ua_test_sql (visit->directory, sql) != 1 && g_get_monotonic_time () < end)
    g_usleep (TRY_US);
  g_assert_cmpint (ua_test_sql (visit->directory, sql), ==, 1);
}

/* What has expired is not kept: sessions at once, links once nobody is likely to follow them. */
static void
test_forgotten (UaTestVisit   *visit,
                gconstpointer  unused)
{
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  enter (visit);
  one = ua_test_invite (visit, "jon@brackwater.example", "en");
  other = ua_test_invite (visit, "kai@brackwater.example", "en");
  g_assert_cmpint (ua_test_sql (visit->directory, "SELECT count (*) FROM token"
                                                  " WHERE purpose = 'session'"), ==, 1);
  ua_test_sql (visit->directory,
               "UPDATE token SET expires = CASE purpose WHEN 'session' THEN 1000"
               " ELSE (strftime ('%s', 'now') - 86400 * (30 + 2 * (id % 2) - 1)) * 1000 END"
               " WHERE expires IS NOT NULL AND used IS NULL");
  wait_for (visit, "SELECT count (*) = 0 FROM token WHERE purpose = 'session'");
  wait_for (visit, "SELECT count (*) = 1 FROM token WHERE purpose = 'invitation'"
                   " AND used IS NULL");
  g_assert_cmpint (ua_test_sql (visit->directory, "SELECT count (*) FROM token"
                                                  " WHERE purpose = 'bearer'"), ==, 1);
}

static void
change_address (UaTestVisit *visit,
                const char  *id,
                const char  *address)
{
  g_autofree char *operation =
    g_strdup_printf ("{\"op\":\"replace\",\"path\":\"emails\",\"value\":[{\"value\":\"%s\"}]}",
                     address);
  g_autoptr(UaTestReply) reply = ua_test_patch (visit->directory, "/Users", id, operation);

  g_assert_cmpuint (reply->status, ==, 200);
}

/* LE-06: once the address is another one, what went to the one before opens nothing. */
static void
test_moved (UaTestVisit   *visit,
            gconstpointer  unused)
{
  g_autofree char *invited = ua_test_invite (visit, "jon@brackwater.example", "en");
  g_autoptr(JsonObject) jon = ua_test_find_member (visit, "jon@brackwater.example");
  g_autoptr(JsonObject) ida = NULL;
  g_autoptr(JsonObject) sent = NULL;
  g_autoptr(UaTestMail) mail = NULL;
  g_autoptr(UaTestReply) good = NULL;
  g_autoptr(UaTestReply) accept = NULL;
  g_autoptr(UaTestReply) password = NULL;
  g_autofree char *token = NULL;
  g_autofree char *path = NULL;

  ua_test_join (visit, IDA);
  ida = ua_test_find_member (visit, IDA);
  sent = ua_test_act (visit->directory, "sendPasswordLink",
                      json_object_get_string_member (ida, "id"), FALSE);
  ua_test_mail_settle (visit->directory);
  mail = ua_test_mail_find (visit->directory, IDA);
  token = ua_test_mail_get_token (mail, "/password/");
  path = g_strconcat ("/password/", token, NULL);
  good = ua_test_look (visit, path);
  g_assert_cmpuint (good->status, ==, 200);
  change_address (visit, json_object_get_string_member (ida, "id"), "ida@homepost.example");
  change_address (visit, json_object_get_string_member (jon, "id"), "jon@homepost.example");
  password = ua_test_look (visit, path);
  g_assert_cmpuint (password->status, ==, 404);
  accept = ua_test_look (visit, invited);
  g_assert_cmpuint (accept->status, ==, 404);
}

/* LE-06: and what is still to go there does not go. */
static void
test_moved_before_sending (void)
{
  UaTestVisit visit;
  g_autofree char *id = NULL;
  g_autoptr(JsonObject) sent = NULL;

  ua_test_visit_begin (&visit, ua_test_directory_start (0, "--sendmail", "/bin/false", NULL));
  id = ua_test_create_user (visit.directory, "ida", "\"emails\":[{\"value\":\"" IDA "\"}]");
  sent = ua_test_act (visit.directory, "sendPasswordLink", id, FALSE);
  wait_for (&visit, "SELECT count (*) FROM message WHERE kind = 'passwordLink' AND attempts = 1"
                    " AND due IS NOT NULL");
  change_address (&visit, id, "ida@homepost.example");
  g_assert_cmpint (ua_test_sql (visit.directory, "SELECT count (*) FROM message"
                                                 " WHERE kind = 'passwordLink'"
                                                 " AND state = 'cancelled' AND due IS NULL"),
                   ==, 1);
  ua_test_visit_end (&visit);
}

/* Without the extension there are no pages at all. */
static void
test_plain (void)
{
  static const char *const paths[] = {
    "/accept/x", "/password/x", "/sign-in", "/own-password", "/profile", "/sign-off", "/sign-out"
  };
  UaTestVisit visit;

  ua_test_visit_begin (&visit, ua_test_directory_start (0, "--plain", NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr(UaTestReply) page = ua_test_look (&visit, paths[i]);
      g_autoptr(UaTestReply) sent =
        ua_test_post (&visit, paths[i], soup_form_encode ("userName", "a", NULL));

      g_assert_cmpuint (page->status, ==, 404);
      g_assert_cmpuint (sent->status, ==, 404);
    }
  ua_test_visit_end (&visit);
}

static UaTestReply *
change_password (UaTestVisit *visit,
                 const char  *old,
                 const char  *new)
{
  return ua_test_fill_in (visit, "/own-password", "old", old, "password", new, "again", new, NULL);
}

/* CC-12: who knows the old password chooses another one, which ends the other sessions. */
static void
test_password (UaTestVisit   *visit,
               gconstpointer  unused)
{
  g_autofree char *elsewhere = NULL;
  g_autoptr(UaTestReply) in = NULL;
  g_autoptr(UaTestReply) profile = NULL;
  g_autoptr(UaTestReply) none = NULL;
  g_autoptr(UaTestReply) same = NULL;
  g_autoptr(UaTestReply) changed = NULL;
  g_autoptr(UaTestReply) told = NULL;
  g_autoptr(UaTestReply) ended = NULL;

  enter (visit);
  elsewhere = g_steal_pointer (&visit->cookies);
  in = ua_test_sign_in (visit, IDA, PASSWORD);
  profile = ua_test_look (visit, "/profile");
  g_assert_true (ua_test_says (profile, "href=\"own-password\""));
  none = change_password (visit, "", OTHER);
  g_assert_cmpuint (none->status, ==, 400);
  g_assert_true (ua_test_says (none, "old-fault"));
  same = change_password (visit, PASSWORD, PASSWORD);
  g_assert_cmpuint (same->status, ==, 400);
  g_assert_cmpuint (ua_test_try_basic (visit, IDA, PASSWORD), ==, 200);
  changed = change_password (visit, PASSWORD, OTHER);
  g_assert_cmpstr (ua_test_get_location (changed), ==, "profile?password");
  told = ua_test_look (visit, "/profile?password");
  g_assert_cmpuint (told->status, ==, 200);
  g_assert_true (ua_test_says (told, "role=\"status\""));
  g_assert_cmpuint (ua_test_try_basic (visit, IDA, OTHER), ==, 200);
  g_assert_cmpuint (ua_test_try_basic (visit, IDA, PASSWORD), ==, 401);
  g_free (visit->cookies);
  visit->cookies = g_steal_pointer (&elsewhere);
  ended = ua_test_look (visit, "/profile");
  g_assert_cmpstr (ua_test_get_location (ended), ==, "sign-in");
}

/* CC-11: a wrong old password counts as it does for signing in, and the right one does not open
 * what is locked. */
static void
test_password_lock (UaTestVisit   *visit,
                    gconstpointer  unused)
{
  g_autoptr(JsonObject) member = NULL;
  g_autoptr(UaTestReply) right = NULL;

  enter (visit);
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr(UaTestReply) wrong = change_password (visit, "not the one", OTHER);

      g_assert_cmpuint (wrong->status, ==, 403);
      g_assert_true (ua_test_says (wrong, "old-fault"));
      g_assert_false (ua_test_says (wrong, "not the one"));
    }
  member = ua_test_find_member (visit, IDA);
  g_assert_cmpstr (ua_test_get_ext (member, "status"), ==, "locked");
  right = change_password (visit, PASSWORD, OTHER);
  g_assert_cmpuint (right->status, ==, 403);
  g_clear_pointer (&member, json_object_unref);
  member = ua_test_find_member (visit, IDA);
  g_assert_cmpstr (ua_test_get_ext (member, "status"), ==, "locked");
}

/* CC-14: what is refused takes nothing else off the page, and is told at its field. */
static void
test_refused (UaTestVisit   *visit,
              gconstpointer  unused)
{
  g_autoptr(UaTestReply) setting = ua_test_directory_send
    (visit->directory, "PUT", "/Settings/signOff",
     "{\"schemas\":[\"urn:example:useradmin:scim:2.0:Setting\"],\"value\":\"true\"}");
  g_autoptr(JsonObject) member = NULL;
  g_autoptr(JsonObject) asked = NULL;
  g_autoptr(UaTestReply) taken = NULL;
  g_autoptr(UaTestReply) country = NULL;

  ua_test_join (visit, "jon@brackwater.example");
  enter (visit);
  member = ua_test_find_member (visit, IDA);
  asked = ua_test_act (visit->directory, "requestSignOff",
                       json_object_get_string_member (member, "id"), FALSE);
  g_assert_cmpstr (json_object_get_string_member (asked, "status"), ==, "200");
  /* Refused by the service as it writes. */
  taken = ua_test_send_profile (visit, "jon@brackwater.example", "");
  g_assert_cmpuint (taken->status, ==, 400);
  g_assert_true (ua_test_says (taken, "Sign off my job"));
  g_assert_true (ua_test_says (taken, "email-fault"));
  g_assert_true (ua_test_says (taken, "Quay 1"));
  /* Refused by the page. */
  country = ua_test_fill_in (visit, "/profile", "givenName", "Ida", "familyName", "Holm", "email",
                             IDA, "phone", "", "country", "Belgium", NULL);
  g_assert_cmpuint (country->status, ==, 400);
  g_assert_true (ua_test_says (country, "Sign off my job"));
  g_assert_true (ua_test_says (country, "country-fault"));
  g_assert_true (ua_test_says (country, "href=\"#country\""));
  g_assert_false (ua_test_says (country, "email-fault"));
}

/* Makes an HR system own some attributes. */
static void
manage (UaTestVisit *visit,
        const char  *paths)
{
  g_autofree char *body = g_strdup_printf
    ("{\"action\":\"provision\",\"parameters\":{\"source\":\"HR\",\"managed\":[%s],"
     "\"members\":[{\"userName\":\"" IDA "\",\"email\":\"" IDA "\",\"givenName\":\"Ida\","
     "\"familyName\":\"Holm\",\"displayName\":\"Ida Holm\",\"preferredLanguage\":\"en\"}]}}",
     paths);
  g_autoptr(UaTestReply) reply = ua_test_ask (visit, body);

  g_assert_nonnull (strstr (reply->text, "\"exceptions\""));
}

/* LE-08: what an HR system owns is marked and locked. */
static void
test_managed (UaTestVisit   *visit,
              gconstpointer  unused)
{
  g_autoptr(UaTestReply) page = NULL;
  g_autoptr(UaTestReply) changed = NULL;
  g_autoptr(UaTestReply) saved = NULL;
  g_autoptr(JsonObject) member = NULL;

  enter (visit);
  manage (visit, "\"name\",\"preferredLanguage\",\"displayName\"");
  page = ua_test_look (visit, "/profile");
  g_assert_true (ua_test_says (page, "<p class=\"hint\" id=\"givenName-hint\">This comes from"));
  g_assert_true (ua_test_says (page, "required=\"\" readonly=\"\""));
  g_assert_true (ua_test_says (page, "aria-describedby=\"language-hint\" disabled=\"\""));
  g_assert_false (ua_test_says (page, "id=\"email-hint\">This comes from"));
  changed = ua_test_fill_in (visit, "/profile", "givenName", "Ada", "familyName", "Holm", "email",
                             IDA, "phone", "", NULL);
  g_assert_cmpuint (changed->status, ==, 400);
  g_assert_true (ua_test_says (changed, "givenName-fault"));
  g_assert_true (ua_test_says (changed, "value=\"Ida\""));
  saved = ua_test_fill_in (visit, "/profile", "email", IDA, "phone", "+32 9 555 01 02", NULL);
  g_assert_cmpuint (saved->status, ==, 303);
  member = ua_test_find_member (visit, IDA);
  g_assert_cmpstr (json_object_get_string_member (member, "displayName"), ==, "Ida Holm");
  g_assert_cmpstr (json_object_get_string_member (member, "preferredLanguage"), ==, "en");
  g_assert_true (json_object_has_member (member, "phoneNumbers"));
}

/* LE-08: so is the address where it is the user name, and the user name is owned; what came to be
 * owned while the page was open is refused at its field. */
static void
test_managed_login (UaTestVisit   *visit,
                    gconstpointer  unused)
{
  g_autoptr(UaTestReply) before = NULL;
  g_autoptr(UaTestReply) page = NULL;
  g_autoptr(UaTestReply) changed = NULL;
  g_autoptr(JsonObject) member = NULL;

  enter (visit);
  before = ua_test_look (visit, "/profile");
  g_assert_false (ua_test_says (before, "readonly="));
  manage (visit, "\"userName\"");
  page = ua_test_look (visit, "/profile");
  g_assert_true (ua_test_says (page, "id=\"email-hint\">This comes from"));
  changed = ua_test_fill_in (visit, "/profile", "givenName", "Ida", "familyName", "Holm", "email",
                             "ida.holm@brackwater.example", NULL);
  g_assert_cmpuint (changed->status, ==, 400);
  g_assert_true (ua_test_says (changed, "email-fault"));
  member = ua_test_find_member (visit, IDA);
  g_assert_cmpstr (json_object_get_string_member (member, "userName"), ==, IDA);
}

#define ADD(name, function) \
  g_test_add ("/directory/pages-own/" name, UaTestVisit, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/directory/pages-own/rate", test_rate);
  g_test_add_func ("/directory/pages-own/failures", test_failures);
  g_test_add_func ("/directory/pages-own/known", test_known);
  g_test_add_func ("/directory/pages-own/plain", test_plain);
  ADD ("expiry/CC-12", test_expiry);
  ADD ("expired-link/TL-05", test_expired_link);
  ADD ("forgotten", test_forgotten);
  ADD ("moved/LE-06", test_moved);
  g_test_add_func ("/directory/pages-own/moved-before-sending/LE-06", test_moved_before_sending);
  ADD ("password/CC-12", test_password);
  ADD ("password-lock/CC-11", test_password_lock);
  ADD ("refused/CC-14", test_refused);
  ADD ("managed/LE-08", test_managed);
  ADD ("managed-login/LE-08", test_managed_login);
  return g_test_run ();
}
